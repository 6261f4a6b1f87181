//! What is done when something happens: `revive expired money within 180 days, bonus data 5 GB valid 7 days`.

use crate::model::{
    Action, BonusAmount, Choice, Cut, ExpiryMove, Grant, Handler, PerUnit, Request, RolloverOf, Selector, Share,
    Trigger, Validity,
};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Origin, Text};
use crate::units::Kind;

use super::super::{Context, report};
use super::items::{self, About};
use super::{amount, bonus, condition, fee, label, limit, misplaced, parts, selector, time, validity};

/// Adds the actions of a sentence to the last handler: `; set expiry of all money to the latest`.
pub(crate) fn more(context: &mut Context<'_>, sentence: &Node) -> Option<()> {
    let otherwise = sentence.rule == Rule::otherwise_clause;
    // Taken out and put back, for reading needs the whole context.
    let mut handler = context.plan.handlers.pop()?;
    let before = (handler.actions.len(), handler.otherwise.len());
    let done = parts(sentence).try_fold(otherwise, |otherwise, part| one(context, &mut handler, otherwise, part));
    listed_together(&mut handler, before);
    context.plan.handlers.push(handler);
    done.map(|_| ())
}

/// "bonus data 1 GB, bonus voice 10 minutes, valid 7 days": what is said of how long the last of several bonuses lives holds for
/// those before it that say nothing of that, as it does in a pack. `before` is how many actions were there before the sentence.
pub(crate) fn listed_together(handler: &mut Handler, before: (usize, usize)) {
    // What is given at the very end of a period is for the next one.
    if handler.trigger == Trigger::PeriodEnd {
        for action in handler.actions.iter_mut().chain(&mut handler.otherwise) {
            if let Action::Bonus { grant, .. } = action
                && grant.validity.is_assumed()
            {
                grant.validity = Choice::stated(Validity::Periods(2), grant.origin);
            }
        }
    }
    for (actions, first) in [(&mut handler.actions, before.0), (&mut handler.otherwise, before.1)] {
        let mut said: Option<(Choice<Validity>, RolloverOf)> = None;
        for action in actions.iter_mut().skip(first).rev() {
            let Action::Bonus { grant, .. } = action else {
                said = None;
                continue;
            };
            if let Some((validity, rollover)) = said.take().filter(|_| grant.validity.is_assumed()) {
                grant.validity = validity;
                if grant.rollover == RolloverOf::Plan {
                    grant.rollover = rollover;
                }
            }
            said = (!grant.validity.is_assumed()).then(|| (grant.validity, grant.rollover.clone()));
        }
    }
}

/// Reads one part into a handler; `otherwise` says to which side, and what comes back, to which side the next one goes.
pub(crate) fn one(context: &mut Context<'_>, handler: &mut Handler, otherwise: bool, part: &Node) -> Option<bool> {
    if matches!(part.rule, Rule::otherwise | Rule::k_otherwise) {
        return Some(true);
    }
    let before = last_selector(handler);
    let actions = if otherwise { &mut handler.otherwise } else { &mut handler.actions };
    let read = match part.rule {
        Rule::bonus_share => vec![bonus::share(context, &handler.trigger, part)?],
        Rule::charge_fee | Rule::fee => {
            let node = part.child(Rule::fee).unwrap_or(part);
            let amount = fee::amount(context, &handler.trigger, node)?;
            vec![Action::Charge { amount, origin: Origin::Written(part.span) }]
        }
        _ => actions_of(context, part, before.as_ref())?,
    };
    if read.is_empty() {
        modify(context, handler, otherwise, part)?;
    } else {
        actions.extend(read);
    }
    Some(otherwise)
}

/// The actions that a part is; none if it is a modifier of the one before.
fn actions_of(context: &mut Context<'_>, part: &Node, it: Option<&Selector>) -> Option<Vec<Action>> {
    let origin = Origin::Written(part.span);
    let each = |of: Vec<Selector>, make: &dyn Fn(Selector) -> Action| Some(of.into_iter().map(make).collect());
    match part.rule {
        Rule::forfeit | Rule::keep if part.has(Rule::percent) => {
            let share = share(context, part)?;
            each(these(context, part, it)?, &|of| Action::Shrink { of, share, origin })
        }
        Rule::cut => {
            let (of, cut) = cut(context, part, it)?;
            each(of, &|of| Action::Cut { of, cut, origin })
        }
        Rule::thaw => each(these(context, part, it)?, &|of| Action::Thaw { of, origin }),
        Rule::set_mark => {
            let label = label::named(context, part.child(Rule::quoted)?);
            Some(vec![Action::Mark { label, on: part.has(Rule::k_mark), origin }])
        }
        Rule::request => Some(vec![Action::Ask { request: request(context, part)?, origin }]),
        Rule::forfeit => each(these(context, part, it)?, &|of| Action::Forfeit { of, origin }),
        Rule::keep => each(these(context, part, it)?, &|of| Action::Keep { of, up_to: None, origin }),
        Rule::freeze => each(these(context, part, it)?, &|of| Action::Freeze { of, clock_stops: false, origin }),
        Rule::revive => {
            let of = these(context, part, it)?;
            each(of, &|of| Action::Revive { of: Selector { expired: true, ..of }, within: None, origin })
        }
        Rule::refill => {
            let to = match part.child(Rule::amount) {
                Some(measure) => Some(amount::measured(context, measure)?),
                None => None,
            };
            let price = match part.child(Rule::added_price) {
                Some(price) => Some(per_unit(context, price)?),
                None => None,
            };
            each(these(context, part, it)?, &|of| Action::Refill {
                of,
                to,
                price: price.map(|(price, _)| price),
                origin,
            })
        }
        Rule::set_expiry => {
            let of = these(context, part, it)?;
            let to = target(context, part.child(Rule::expiry_target)?)?;
            each(of, &|of| Action::SetExpiry { of, to, origin })
        }
        Rule::extend_expiry => {
            let of = these(context, part, it)?;
            let to = ExpiryMove::Extend(time::length(context, part.child(Rule::length)?)?);
            each(of, &|of| Action::SetExpiry { of, to, origin })
        }
        Rule::grant => {
            let draft = items::grant(context, part)?;
            Some(vec![Action::Bonus {
                grant: Box::new(bonus::of(draft.kind, draft.amount, origin)),
                amount: BonusAmount::Granted,
                at_most: None,
                held: None,
                origin,
            }])
        }
        Rule::price_off => Some(vec![super::price::off_next(context, part)?]),
        Rule::bar | Rule::lift_bars | Rule::full_speed => {
            Some(vec![Action::Service { what: super::service::service(context, part)?, origin }])
        }
        Rule::tell => {
            let message = context.name_of(part.child(Rule::quoted)?);
            Some(vec![Action::Notify { message, origin }])
        }
        _ => Some(Vec::new()),
    }
}

/// `20% of`, `20% of what was granted of`, and with `keep` all but so much.
fn share(context: &mut Context<'_>, part: &Node) -> Option<Share> {
    let percent = part.child(Rule::percent)?;
    let ratio = amount::ratio(context, percent.child(Rule::decimal)?, 100)?;
    if ratio.numerator > ratio.denominator {
        let message = text!("this is more than there is", "超过了全部");
        return context.report(report::bad_value(percent.span, message));
    }
    Some(match part.rule {
        Rule::keep => Share::AllBut(ratio),
        _ if part.has(Rule::k_of_what_was_granted) => Share::OfGranted(ratio),
        _ => Share::OfLeft(ratio),
    })
}

/// `1 GB`, `the greater of 5 points and 5% of all points`, `10% of all data in all`, `data down to 5 GB`: of which lots, and how much.
fn cut(context: &mut Context<'_>, part: &Node, it: Option<&Selector>) -> Option<(Vec<Selector>, Cut)> {
    let share = match part.child(Rule::percent) {
        Some(_) => match share(context, part)? {
            Share::OfLeft(ratio) | Share::OfGranted(ratio) | Share::AllBut(ratio) => Some(ratio),
        },
        None => None,
    };
    let amount = match part.child(Rule::amount) {
        Some(measure) => Some(amount::measured(context, measure)?),
        None => None,
    };
    let cut = match (share, amount) {
        _ if part.has(Rule::k_down_to) => Cut { down_to: amount, ..Cut::default() },
        (Some(_), Some(_)) if part.has(Rule::k_lesser_of) => Cut { share, most: amount, ..Cut::default() },
        (Some(_), _) => Cut { share, least: amount, ..Cut::default() },
        (None, _) => Cut { least: amount, most: amount, ..Cut::default() },
    };
    let kind = amount.map(|(kind, _)| kind);
    let mut of = match part.child(Rule::selectors) {
        Some(_) => these(context, part, it)?,
        None => vec![Selector { kind, ..Selector::default() }],
    };
    for selector in &mut of {
        if selector.kind.is_some() && kind.is_some() && selector.kind != kind {
            let message = text!("this is an amount of another kind", "这个数量属于别的种类");
            return context.report(report::bad_value(part.span, message));
        }
        selector.kind = selector.kind.or(kind);
    }
    Some((of, cut))
}

/// `at $1 per GB begun`: the price, and of which kind.
pub(crate) fn per_unit(context: &mut Context<'_>, node: &Node) -> Option<(PerUnit, Kind)> {
    let price = amount::money_or_number(context, node)?;
    let increment = node.child(Rule::increment)?;
    let (kind, _) = amount::scale(context, increment.children.last()?)?;
    let per = super::super::depletion::increment(context, increment, kind)?;
    Some((PerUnit { price, per, whole: node.has(Rule::k_begun) }, kind))
}

/// What a customer could ask for.
fn request(context: &mut Context<'_>, part: &Node) -> Option<Request> {
    let name = part.child(Rule::name);
    Some(match (part.first()?.rule, name) {
        (Rule::k_buy, Some(name)) => Request::Buy(selector::product(context, name)?),
        (Rule::k_change_to, Some(name)) => Request::ChangePlan(condition::plan(context, name)?),
        (Rule::k_suspend, _) => Request::Suspend,
        (Rule::k_resume, _) => Request::Resume,
        (Rule::k_cancel, _) => Request::Cancel,
        _ => Request::Renew,
    })
}

/// The lots that an action is about; `it` is what the one before was about.
fn these(context: &mut Context<'_>, part: &Node, it: Option<&Selector>) -> Option<Vec<Selector>> {
    let node = part.child(Rule::selectors)?;
    let pronoun = node.all(Rule::selector).any(|selector| selector.has(Rule::k_it));
    match it {
        Some(it) if pronoun => Some(vec![it.clone()]),
        _ => selector::selectors(context, node),
    }
}

fn last_selector(handler: &Handler) -> Option<Selector> {
    handler.actions.iter().chain(&handler.otherwise).rev().find_map(|action| match action {
        Action::Forfeit { of, .. }
        | Action::Shrink { of, .. }
        | Action::Cut { of, .. }
        | Action::Keep { of, .. }
        | Action::Revive { of, .. }
        | Action::Refill { of, .. }
        | Action::SetExpiry { of, .. }
        | Action::Freeze { of, .. }
        | Action::Thaw { of, .. } => Some(of.clone()),
        Action::Bonus { .. }
        | Action::Charge { .. }
        | Action::PriceOff { .. }
        | Action::Notify { .. }
        | Action::Mark { .. }
        | Action::Service { .. }
        | Action::Ask { .. } => None,
    })
}

/// Where the end of a lot moves.
fn target(context: &mut Context<'_>, node: &Node) -> Option<ExpiryMove> {
    let first = node.first()?;
    Some(match first.rule {
        Rule::k_latest => ExpiryMove::Latest,
        Rule::k_new_expiry => ExpiryMove::New,
        Rule::k_later => ExpiryMove::Later,
        Rule::k_sum => ExpiryMove::Sum,
        Rule::k_for_ever => ExpiryMove::To(Validity::Forever),
        Rule::length => ExpiryMove::To(Validity::For(time::length(context, first)?)),
        Rule::periods => ExpiryMove::To(Validity::Periods(time::periods(context, first)?)),
        Rule::date_time => ExpiryMove::To(Validity::Until(time::moment(context, first)?)),
        _ => ExpiryMove::To(validity::to_end_of(context, first.child(Rule::end_of_what)?)?),
    })
}

/// A modifier of the action before it, or of the handler.
fn modify(context: &mut Context<'_>, handler: &mut Handler, otherwise: bool, part: &Node) -> Option<()> {
    let actions = if otherwise { &mut handler.otherwise } else { &mut handler.actions };
    match (part.rule, actions.last_mut()) {
        (Rule::within, Some(Action::Revive { within, .. })) => {
            *within = Some(time::length(context, part.child(Rule::length)?)?);
        }
        (Rule::clock, Some(Action::Freeze { clock_stops, .. })) => *clock_stops = part.has(Rule::k_clock_stops),
        (Rule::at_most, Some(Action::Keep { up_to, .. })) => {
            let written = limit::at_most(context, part)?;
            match written.cap() {
                Some(cap) if written.span.is_none() => *up_to = Some(cap),
                _ => return misplaced::modifier(context, part, &text!("what is kept", "保留的内容")),
            }
        }
        (Rule::at_most, Some(Action::Cut { cut: Cut { most, .. }, .. })) if most.is_none() => {
            match limit::at_most(context, part)? {
                written if written.span.is_none() && written.amount().is_some() => {
                    *most = written.amount().map(|(kind, limit)| (kind, limit.amount));
                }
                _ => return misplaced::modifier(context, part, &text!("what is forfeited", "作废的内容")),
            }
        }
        (Rule::at_least, Some(Action::Cut { cut: Cut { least, .. }, .. })) if least.is_none() => {
            *least = Some(amount::measured(context, part.child(Rule::amount)?)?);
        }
        (Rule::at_most | Rule::at_least, Some(shrinking @ Action::Shrink { share: Share::OfLeft(_), .. }))
            if bounds(part) =>
        {
            let Action::Shrink { of, share: Share::OfLeft(ratio), origin } = shrinking else { return Some(()) };
            let mut cut = Cut { share: Some(*ratio), ..Cut::default() };
            let bound = if part.rule == Rule::at_least {
                amount::measured(context, part.child(Rule::amount)?)?
            } else {
                let limit = part.child(Rule::limit)?;
                amount::measured(context, limit.child(Rule::amount)?)?
            };
            if part.rule == Rule::at_least {
                cut.least = Some(bound);
            } else {
                cut.most = Some(bound);
            }
            *shrinking = Action::Cut { of: of.clone(), cut, origin: *origin };
        }
        (Rule::at_most, Some(Action::Bonus { grant, amount, at_most, .. })) if *amount != BonusAmount::Granted => {
            let written = limit::at_most(context, part)?;
            match written.amount().filter(|(kind, _)| *kind == grant.kind && written.span.is_none()) {
                Some((_, most)) => *at_most = Some(most.amount),
                None => limit_of(context, handler, part)?,
            }
        }
        (Rule::at_most | Rule::k_once, _) => limit_of(context, handler, part)?,
        (rule, Some(Action::Bonus { grant, .. })) if items::about_rule(rule) => about(context, grant, part)?,
        _ => return misplaced::modifier(context, part, &what()),
    }
    Some(())
}

/// Whether a limit is an amount without a span.
fn bounds(part: &Node) -> bool {
    let amount = part.has(Rule::amount) || part.child(Rule::limit).is_some_and(|limit| limit.has(Rule::amount));
    amount && !part.has(Rule::span)
}

/// What is said of a bonus, as it is said of any grant.
fn about(context: &mut Context<'_>, grant: &mut Grant, part: &Node) -> Option<()> {
    let mut said = About::default();
    items::about_part(context, &mut said, part)?;
    if let Some(validity) = said.validity {
        if let Some(first) = grant.validity.origin.span() {
            return context.report(report::said_twice(first, part.span));
        }
        grant.validity = validity;
        grant.tie = said.tie;
    }
    grant.start = said.start.unwrap_or(grant.start);
    grant.repeat = said.repeat.or(grant.repeat);
    grant.each = said.each.or(grant.each);
    if part.rule == Rule::pays_for {
        if grant.kind != crate::units::Kind::Money {
            return misplaced::modifier(context, part, &what());
        }
        grant.scope.pays = said.scope.pays;
    }
    if let Some(rollover) = said.rollover {
        grant.rollover = rollover;
    }
    grant.used_first |= said.used_first;
    if part.rule == Rule::window {
        grant.scope.windows.extend(said.scope.windows);
    } else if super::scope::is_scope(part.rule) {
        super::scope::add(context, &mut grant.scope, part)?;
    }
    Some(())
}

/// `at most 2 times a month`, behind the event or its actions.
pub(crate) fn limit_of(context: &mut Context<'_>, handler: &mut Handler, part: &Node) -> Option<()> {
    let limit = match part.rule {
        Rule::at_most => limit::at_most(context, part)?.times(),
        _ => limit::Written {
            measure: limit::Measure::Times(1),
            span: None,
            chosen: None,
            origin: Origin::Written(part.span),
        }
        .times(),
    };
    let Some(limit) = limit else { return misplaced::modifier(context, part, &what()) };
    if let Some(first) = handler.limit.and_then(|first| first.origin.span()) {
        return context.report(report::said_twice(first, part.span));
    }
    handler.limit = Some(limit);
    Some(())
}

fn what() -> Text {
    text!("an action", "动作")
}

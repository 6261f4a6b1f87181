//! What a period or a pack grants, with everything that is said of it: `price $5, data 20 GB, valid 7 days, 50 SMS`.
//!
//! A modifier speaks of the grant before it; one that stands before every grant, or in a sentence of its own, of all.

use crate::event::{Pays, ProductId};
use crate::model::{
    Choice, Credit, Grant, Heads, Limit, PackRenewal, Price, PriceStep, Refund, RolloverOf, Scope, Start, Tie,
    UnitPrice, Validity,
};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Origin, Span, Text};
use crate::units::{Allowance, Attempts, Cycle, Kind, Proration, Quantity, Window};

use super::super::{Context, report};
use super::{amount, any_price, condition, item_limits, misplaced, payment, scope, selector, time, validity};

/// What is said of a grant, or of all.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    /// Where, when and for what it can be used.
    pub(crate) scope: Scope,
    /// How long it lives.
    pub(crate) validity: Option<Choice<Validity>>,
    /// What it ends with.
    pub(crate) tie: Option<Tie>,
    /// When its life begins.
    pub(crate) start: Option<Start>,
    /// For each of whom.
    pub(crate) each: Option<Heads>,
    /// How often it is granted again.
    pub(crate) repeat: Option<Cycle>,
    /// What becomes of its leftover.
    pub(crate) rollover: Option<RolloverOf>,
    /// In which increments it pays.
    pub(crate) increment: Option<Quantity>,
    /// Whether it is used before everything else.
    pub(crate) used_first: bool,
    /// Which of these were said, and where, to say each once.
    said: Vec<(Rule, Span)>,
}

/// A grant that is being read.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Of which kind.
    pub(crate) kind: Kind,
    /// How much.
    pub(crate) amount: Allowance,
    /// For each whole step of the price.
    pub(crate) per: Option<Quantity>,
    /// From which price on.
    pub(crate) from: Quantity,
    /// Whether it is called a bonus.
    pub(crate) bonus: bool,
    /// What is said of it.
    pub(crate) about: About,
    /// The words.
    pub(crate) origin: Origin,
}

/// Everything that a period or a pack says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Items {
    /// The grants.
    pub(crate) grants: Vec<Draft>,
    /// How many of the last ones a sentence names together, so that what stands behind is said of all of these.
    pub(crate) together: usize,
    /// What is said of all of them.
    pub(crate) all: About,
    /// In which increments those of a kind pay, where a sentence says so, and where it stands.
    pub(crate) increments: Vec<(Kind, Quantity, Span)>,
    /// The price.
    pub(crate) price: Option<Price>,
    /// What changes it.
    pub(crate) price_steps: Vec<PriceStep>,
    /// Up to which price the buyer chooses it, from that one on.
    pub(crate) any_price: Option<Option<Quantity>>,
    /// How long all of it lives from which price on.
    pub(crate) validity_tiers: Vec<(Quantity, Choice<Validity>)>,
    /// The part of it for the part of the period that is left.
    pub(crate) proration: Option<Proration>,
    /// What it costs in units, or in certain money.
    pub(crate) units: Option<UnitPrice>,
    /// How long it can be returned.
    pub(crate) refund: Option<Refund>,
    /// How it is paid later.
    pub(crate) credit: Option<Credit>,
    /// Where it is said that the fee of a loan is taken from it.
    pub(crate) fee_from_loan: Option<Span>,
    /// When it is bought again by itself.
    pub(crate) renewal: Option<PackRenewal>,
    /// When it is tried again to buy it once more.
    pub(crate) retry: Option<(Attempts, Origin)>,
    /// What is bought instead.
    pub(crate) instead: Vec<ProductId>,
    /// How often it can be bought.
    pub(crate) limits: Vec<Limit>,
    /// Whether it says that it grants nothing.
    pub(crate) nothing: Option<Span>,
    /// The part about the month's end.
    pub(crate) month_end: Option<Node>,
}

/// Reads the parts of one sentence into what the context collects. `what` is what the sentence is about, for messages.
pub(crate) fn read<'n>(
    context: &mut Context<'_>,
    parts: impl IntoIterator<Item = &'n Node>,
    what: &Text,
) -> Option<()> {
    let first = context.items.grants.len();
    for part in parts {
        one(context, part, first, what)?;
    }
    Some(())
}

fn one(context: &mut Context<'_>, part: &Node, first: usize, what: &Text) -> Option<()> {
    match part.rule {
        Rule::grant => {
            let draft = grant(context, part)?;
            push(context, vec![draft]);
            Some(())
        }
        Rule::unlimited_kinds => {
            let drafts = unlimited_kinds(context, part)?;
            push(context, drafts);
            Some(())
        }
        Rule::unlimited_app => {
            let draft = unlimited_app(context, part)?;
            push(context, vec![draft]);
            Some(())
        }
        Rule::repeated_grant => repeated(context, part),
        Rule::paid_share if context.selling => {
            let draft = any_price::share(context, part)?;
            push(context, vec![draft]);
            Some(())
        }
        Rule::any_price if context.selling => any_price::price(context, part),
        Rule::validity_tiers if context.selling => any_price::tiers(context, part),
        Rule::price => price(context, part),
        rule if super::price::is_part(rule) => super::price::part(context, part),
        Rule::unit_price if context.selling => payment::unit_price(context, part),
        Rule::credit if context.selling => payment::credit(context, part),
        Rule::k_nothing => {
            context.items.nothing = Some(part.span);
            Some(())
        }
        Rule::month_end if context.items.month_end.is_none() => {
            context.items.month_end = Some(part.clone());
            Some(())
        }
        Rule::at_most | Rule::k_once => item_limits::limited(context, part, what),
        Rule::only_if | Rule::unless if context.selling => {
            let asked = condition::asked(context, part, Origin::Written(part.span))?;
            context.product.eligibility.only_if.extend(asked);
            Some(())
        }
        Rule::part_limit => item_limits::part(context, part, what),
        Rule::counted_in => {
            let Some(draft) = context.items.grants.last_mut().filter(|draft| draft.about.increment.is_none()) else {
                return misplaced::modifier(context, part, what);
            };
            let kind = draft.kind;
            let increment = super::super::depletion::increment(context, part.child(Rule::increment)?, kind)?;
            let draft = context.items.grants.last_mut()?;
            draft.about.increment = Some(increment);
            Some(())
        }
        Rule::pays_for if context.items.grants.iter().all(|draft| draft.kind != Kind::Money) => {
            misplaced::modifier(context, part, what)
        }
        rule if about_rule(rule) => {
            let mut items = std::mem::take(&mut context.items);
            let done = match items.grants.len() > first {
                true => {
                    let together = items.grants.iter_mut().rev().take(items.together.max(1));
                    together.map(|draft| about_part(context, &mut draft.about, part)).collect()
                }
                false => about_part(context, &mut items.all, part),
            };
            context.items = items;
            done
        }
        _ => misplaced::modifier(context, part, what),
    }
}

fn push(context: &mut Context<'_>, drafts: Vec<Draft>) {
    context.items.together = drafts.len();
    context.items.grants.extend(drafts);
}

/// `unlimited calls and texts`: of each kind a grant.
fn unlimited_kinds(context: &mut Context<'_>, node: &Node) -> Option<Vec<Draft>> {
    let kinds: Option<Vec<Kind>> = node.all(Rule::kind).map(|kind| grantable(context, kind)).collect();
    Some(kinds?.into_iter().map(|kind| without_limit(kind, node)).collect())
}

fn without_limit(kind: Kind, node: &Node) -> Draft {
    let (amount, about) = (Allowance::Unlimited, About::default());
    Draft { kind, amount, per: None, from: Quantity::ZERO, bonus: false, about, origin: Origin::Written(node.span) }
}

/// `unlimited "WhatsApp"` is unlimited data for it.
fn unlimited_app(context: &mut Context<'_>, node: &Node) -> Option<Draft> {
    let mut draft = without_limit(Kind::Data, node);
    let names = Node { rule: Rule::for_app, ..node.clone() };
    scope::add(context, &mut draft.about.scope, &names)?;
    Some(draft)
}

/// `each month data 20 GB`: how often stands before it.
fn repeated(context: &mut Context<'_>, node: &Node) -> Option<()> {
    let repeat = node.child(Rule::repeat)?;
    let mut drafts = match node.child(Rule::unlimited_kinds) {
        Some(kinds) => unlimited_kinds(context, kinds)?,
        None => vec![grant(context, node.child(Rule::grant)?)?],
    };
    for draft in &mut drafts {
        about_part(context, &mut draft.about, repeat)?;
    }
    push(context, drafts);
    Some(())
}

/// `$10 a month`, `$10 per line a month`: the price of a period, said with it.
pub(in super::super) fn period_price(context: &mut Context<'_>, node: &Node) -> Option<()> {
    match node.child(Rule::price_heads) {
        Some(heads) => super::price::for_each(context, node, heads),
        None => price(context, node),
    }
}

/// Whether a part says something of a grant.
#[must_use]
pub(crate) fn about_rule(rule: Rule) -> bool {
    let own = [Rule::repeat, Rule::validity, Rule::start, Rule::no_rollover, Rule::own_rollover, Rule::k_used_first];
    own.contains(&rule) || matches!(rule, Rule::each_head | Rule::pays_for) || scope::is_scope(rule)
}

/// Reads one part that says something of a grant.
pub(crate) fn about_part(context: &mut Context<'_>, about: &mut About, part: &Node) -> Option<()> {
    // Both kinds of rollover answer one question.
    let key = if part.rule == Rule::own_rollover { Rule::no_rollover } else { part.rule };
    // What restricts a use may be said in two parts: `in "EU", not in "Malta"`.
    if !scope::is_scope(part.rule) {
        if let Some((_, first)) = about.said.iter().find(|(rule, _)| *rule == key) {
            return context.report(report::said_twice(*first, part.span));
        }
        about.said.push((key, part.span));
    }
    let origin = Origin::Written(part.span);
    if (about.tie.is_some() || part.has(Rule::tie)) && (about.repeat.is_some() || part.rule == Rule::repeat) {
        let message =
            text!("what comes again and again cannot end with something else", "重复发放的额度不能随别的包结束");
        return context.report(report::bad_value(part.span, message));
    }
    match part.rule {
        Rule::validity if part.has(Rule::tie) => {
            about.tie = Some(validity::tie(context, part.child(Rule::tie)?)?);
            about.validity = Some(Choice::stated(Validity::Forever, origin));
        }
        Rule::validity => about.validity = Some(Choice::stated(validity::validity(context, part)?, origin)),
        Rule::start => about.start = Some(validity::start(context, part)?),
        Rule::repeat => about.repeat = Some(time::repeat(context, part)?),
        Rule::each_head => about.each = Some(super::price::heads(context, part)?),
        Rule::pays_for => about.scope.pays = super::price::pays(part),
        Rule::no_rollover => about.rollover = Some(RolloverOf::Never(origin)),
        Rule::own_rollover => {
            let rule = super::super::rollover::own(context, part)?;
            about.rollover = Some(RolloverOf::Own(Box::new(rule)));
        }
        Rule::k_used_first => about.used_first = true,
        _ => scope::add(context, &mut about.scope, part)?,
    }
    Some(())
}

/// `data 20 GB`, `unlimited data`, `50 SMS`, `bonus data 5 GB`.
pub(crate) fn grant(context: &mut Context<'_>, node: &Node) -> Option<Draft> {
    let said = match node.child(Rule::kind) {
        Some(kind) => Some(grantable(context, kind)?),
        None => node.has(Rule::money).then_some(Kind::Money),
    };
    let origin = Origin::Written(node.span);
    let bonus = node.has(Rule::k_bonus);
    let draft =
        |kind, amount| Draft { kind, amount, per: None, from: Quantity::ZERO, bonus, about: About::default(), origin };
    if node.has(Rule::k_unlimited) {
        return Some(draft(said?, Allowance::Unlimited));
    }
    if let Some(number) = node.child(Rule::decimal) {
        return bare(context, said?, number)
            .map(|quantity| draft(said.unwrap_or(Kind::Data), Allowance::Limited(quantity)));
    }
    let amount = node.child(Rule::amount).or_else(|| node.child(Rule::money));
    let amount = amount.or_else(|| node.child(Rule::amount_of_kind)?.first())?;
    let (kind, quantity) = amount::measured(context, amount)?;
    if said.is_some_and(|said| said != kind) {
        let message = text!("this is an amount of another kind", "这个数量属于别的种类");
        let help = text!(
            "data is counted in GB or MB, voice in minutes, messages in SMS",
            "流量以 GB 或 MB 计，通话以分钟计，短信以条计"
        );
        return context.report(report::bad_value(amount.span, message).help(help));
    }
    Some(draft(kind, Allowance::Limited(quantity)))
}

/// `SMS 50` and `points 10` need no unit; `money 5` is currency units; a number of anything else says too little.
fn bare(context: &mut Context<'_>, kind: Kind, number: &Node) -> Option<Quantity> {
    let example = match kind {
        Kind::Sms | Kind::Points => return amount::decimal(context, number, 1),
        Kind::Money => {
            context.noted.bare_money.get_or_insert(number.span);
            return amount::decimal(context, number, 1_000_000);
        }
        Kind::Data => "GB",
        Kind::Voice => "minutes",
    };
    let written = &number.text;
    let message = text!("{written} of what?", "{written} 什么单位？");
    let help = text!("say the unit: `{written} {example}`", "请写上单位：`{written} {example}`");
    context.report(report::bad_value(number.span, message).help(help))
}

fn grantable(context: &mut Context<'_>, kind: &Node) -> Option<Kind> {
    selector::kind(kind).or_else(|| {
        let message = text!(
            "say what is granted: data, voice, SMS, money or points",
            "请说明发放什么：流量、语音、短信、话费或积分"
        );
        context.report(report::bad_value(kind.span, message))
    })
}

fn price(context: &mut Context<'_>, node: &Node) -> Option<()> {
    let origin = Origin::Written(node.span);
    if let Some(first) =
        context.items.price.and_then(|price| price.origin.span()).filter(|first| !inherited(context, *first, node.span))
    {
        return context.report(report::said_twice(first, node.span));
    }
    let free = node.has(Rule::k_free);
    let amount = if free { Quantity::ZERO } else { amount::money_or_number(context, node)? };
    context.items.price = Some(Price { amount, origin });
    Some(())
}

/// Whether the first is said by the plan that this one is like, or by an earlier version, and the second by the plan itself.
pub(in super::super) fn inherited(context: &Context<'_>, first: Span, second: Span) -> bool {
    let Some(own) = context.plan.origin.span().filter(|_| !context.selling) else { return false };
    let within = |span: Span| span.source == own.source && own.start <= span.start && span.end <= own.end;
    within(second) && !within(first)
}

/// The grants as the model has them. `validity` is for those of which none is said; what is said of one grant of a pack
/// (`sold`) and of no other holds for all that say nothing: "5 GB and 100 minutes, valid 30 days".
#[must_use]
pub(crate) fn grants(items: &Items, validity: Choice<Validity>, window: Option<Window>, sold: bool) -> Vec<Grant> {
    let first = |pick: fn(&About) -> Option<Choice<Validity>>| items.grants.iter().find_map(|draft| pick(&draft.about));
    let shared_validity = items.all.validity.or_else(|| if sold { first(|about| about.validity) } else { None });
    let tie = items.all.tie.clone().or_else(|| {
        let said = items
            .grants
            .iter()
            .find(|draft| draft.about.validity.is_some())
            .filter(|_| sold && items.all.validity.is_none());
        said.and_then(|draft| draft.about.tie.clone())
    });
    let rollover = items.grants.iter().find_map(|draft| draft.about.rollover.clone()).filter(|_| sold);
    let shared_rollover = items.all.rollover.clone().or(rollover);
    let start = items.all.start.or_else(|| items.grants.iter().find_map(|draft| draft.about.start).filter(|_| sold));
    let finish = |draft: &Draft| Grant {
        kind: draft.kind,
        amount: Choice::stated(draft.amount, draft.origin),
        each: draft.about.each.or(items.all.each),
        scope: match draft.kind {
            Kind::Money => scope_of(&draft.about.scope, &items.all.scope, window),
            _ => Scope { pays: Pays::EVERYTHING, ..scope_of(&draft.about.scope, &items.all.scope, window) },
        },
        validity: draft.about.validity.or(shared_validity).unwrap_or(validity),
        tie: draft.about.tie.clone().or_else(|| if draft.about.validity.is_some() { None } else { tie.clone() }),
        start: draft.about.start.or(start).unwrap_or(Start::Granted),
        repeat: draft.about.repeat.or(items.all.repeat),
        rollover: draft.about.rollover.clone().or(shared_rollover.clone()).unwrap_or(RolloverOf::Plan),
        bonus: draft.bonus,
        increment: draft.about.increment.or_else(|| {
            items.increments.iter().find(|(kind, ..)| *kind == draft.kind).map(|(_, increment, _)| *increment)
        }),
        used_first: draft.about.used_first || items.all.used_first,
        origin: draft.origin,
    };
    items.grants.iter().map(finish).collect()
}

/// What a grant says of itself, then what is said of all, then what the word before `pack` says.
fn scope_of(own: &Scope, all: &Scope, window: Option<Window>) -> Scope {
    let mut scope = own.clone();
    if scope.windows.is_empty() {
        scope.windows.clone_from(&all.windows);
    }
    if scope.windows.is_empty() {
        scope.windows.extend(window);
    }
    if scope.pays == Pays::EVERYTHING {
        scope.pays = all.pays;
    }
    let pairs = [
        (&mut scope.app, &all.app),
        (&mut scope.zone, &all.zone),
        (&mut scope.network, &all.network),
        (&mut scope.carrier, &all.carrier),
        (&mut scope.mark, &all.mark),
    ];
    for (own, all) in pairs {
        if *own == crate::model::LabelScope::Any {
            own.clone_from(all);
        }
    }
    scope
}

/// A sentence that speaks of all that a pack grants.
pub(crate) fn all(context: &mut Context<'_>, parts: &[Node]) -> Option<()> {
    let mut items = std::mem::take(&mut context.items);
    let done = parts.iter().try_for_each(|part| about_part(context, &mut items.all, part));
    context.items = items;
    done
}

//! Limits that stand behind what is granted: on purchases, on what is used of it, and on a part of it.

use crate::model::{Beyond, Ceiling, Limit, LimitSpan, Member, Metered, Scope, Selector};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Allowance, Kind};

use super::super::{Context, report};
use super::items::Draft;
use super::{amount, limit, misplaced, scope};

/// `of which at most 3 GB in "EU"`: a ceiling on what each lot of the grant pays there. `of which 2 GB at night`: a part of the
/// grant that is for some uses only.
pub(super) fn part(context: &mut Context<'_>, part: &Node, what: &Text) -> Option<()> {
    let written = part.child(Rule::amount)?;
    let (kind, amount) = amount::measured(context, written)?;
    let Some(draft) = context.items.grants.last().filter(|draft| draft.kind == kind).cloned() else {
        return misplaced::modifier(context, part, what);
    };
    let mut scope = Scope { windows: Vec::new(), ..draft.about.scope.clone() };
    if part.has(Rule::k_at_most) {
        for narrower in part.children.iter().filter(|child| scope::is_scope(child.rule)) {
            scope::add(context, &mut scope, narrower)?;
        }
        let span = match part.child(Rule::span) {
            Some(span) => limit::span(context, span)?,
            None => LimitSpan::Lot,
        };
        let limit = Limit { amount, span, chosen: None, origin: Origin::Written(part.span) };
        return flow_of(context, (kind, Metered::Amount), limit, scope);
    }
    let mut night = Draft { amount: Allowance::Limited(amount), origin: Origin::Written(part.span), ..draft };
    for narrower in part.children.iter().filter(|child| scope::is_scope(child.rule)) {
        scope::add(context, &mut night.about.scope, narrower)?;
    }
    let rest = match context.items.grants.last_mut() {
        Some(Draft { amount: Allowance::Limited(all), .. }) if *all > amount => {
            *all = all.saturating_sub(amount);
            true
        }
        _ => false,
    };
    if !rest {
        let message = text!("the part is not smaller than the whole", "部分不小于整体");
        return context.report(report::bad_value(written.span, message));
    }
    context.items.grants.push(night);
    Some(())
}

/// `at most 3 times a month`, `at most 1 GB a day`, `once`: of purchases, or of what is used.
pub(super) fn limited(context: &mut Context<'_>, part: &Node, what: &Text) -> Option<()> {
    let written = match part.rule {
        Rule::at_most => limit::at_most(context, part)?,
        _ => limit::Written {
            measure: limit::Measure::Times(1),
            span: None,
            chosen: None,
            origin: Origin::Written(part.span),
        },
    };
    if let limit::Measure::Uses(_) | limit::Measure::Numbers(_) = written.measure {
        let kind = context.items.grants.last().map_or(Kind::Voice, |draft| draft.kind);
        let span = written.span.unwrap_or(LimitSpan::Period);
        limit::fits_use(context, part, (written.measure, kind, span))?;
        let (metered, limit) = written.of_use(kind)?;
        return flow(context, part, (kind, metered), Limit { span, ..limit }, what);
    }
    if let (Some((kind, limit)), Some(_)) = (written.amount(), written.span) {
        return flow(context, part, (kind, Metered::Amount), limit, what);
    }
    let Some(limit) = written.times().filter(|_| context.place != super::super::Place::Period && context.selling)
    else {
        return misplaced::modifier(context, part, what);
    };
    context.items.limits.push(limit);
    Some(())
}

/// `at most 1 GB a day`, `at most 60 minutes a call`: a ceiling on what the grants of that kind pay, where they can be used.
fn flow(
    context: &mut Context<'_>,
    part: &Node,
    (kind, metered): (Kind, Metered),
    limit: Limit,
    what: &Text,
) -> Option<()> {
    let limited = kind != Kind::Money && limit.span != LimitSpan::AtOnce;
    let Some(draft) = context.items.grants.iter().rev().find(|draft| draft.kind == kind && limited) else {
        return misplaced::modifier(context, part, what);
    };
    let scope = Scope { windows: Vec::new(), ..draft.about.scope.clone() };
    flow_of(context, (kind, metered), limit, scope)
}

/// A ceiling on what the grants of a kind pay for some uses.
fn flow_of(context: &mut Context<'_>, (kind, metered): (Kind, Metered), limit: Limit, scope: Scope) -> Option<()> {
    let ceiling = Ceiling {
        kind,
        of: Selector { kind: Some(kind), product: Some(context.product.id), ..Selector::default() },
        scope,
        member: Member::Everybody,
        condition: None,
        limit,
        metered,
        together: false,
        beyond: Beyond::Instead(Vec::new()),
        origin: limit.origin,
    };
    super::super::limit_use::store(context, ceiling)
}

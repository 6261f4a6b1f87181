//! Parts of a price and of units for a part of a period.

use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::units::{Proration, Share};

use super::super::{Context, report};
use super::{amount, selector};

/// `price prorated, data from day 21: 50%, rounded up to $0.01`.
pub(crate) fn proration(context: &mut Context<'_>, sentence: &Node) -> Option<Proration> {
    let mut read = Proration::default();
    for part in &sentence.children {
        match part.rule {
            Rule::prorated => add(context, &mut read, part, &Share::ByDays)?,
            Rule::prorated_steps => {
                let share = steps(context, part)?;
                add(context, &mut read, part, &share)?;
            }
            Rule::rounding => read.rounding.push(amount::rounding(context, part)?),
            _ => {}
        }
    }
    Some(read)
}

/// Without a word for what, both the price and the units.
fn add(context: &mut Context<'_>, read: &mut Proration, part: &Node, share: &Share) -> Option<()> {
    let kind = part.child(Rule::kind);
    let both = kind.is_none() && !part.has(Rule::k_price);
    if both || part.has(Rule::k_price) {
        if read.price.is_some() {
            return context.report(report::said_twice(part.span, part.span));
        }
        read.price = Some(share.clone());
    }
    if both || kind.is_some() {
        let kind = kind.and_then(selector::kind);
        if read.units.iter().any(|(of, _)| *of == kind) {
            return context.report(report::said_twice(part.span, part.span));
        }
        read.units.push((kind, share.clone()));
    }
    Some(())
}

fn steps(context: &mut Context<'_>, part: &Node) -> Option<Share> {
    let mut steps = Vec::new();
    let mut after = 0;
    for step in part.all(Rule::prorated_step) {
        let mut days = step.all(Rule::day_number);
        let from = amount::positive(context, days.next()?.child(Rule::integer)?)?;
        let to = match days.next() {
            Some(to) => Some(amount::positive(context, to.child(Rule::integer)?)?),
            None => None,
        };
        if from <= after || to.is_some_and(|to| to < from) {
            let message = text!("the days of the steps do not follow each other", "各档的日期没有依次相接");
            return context.report(report::bad_value(step.span, message));
        }
        after = to.unwrap_or(from);
        let ratio = amount::ratio(context, step.child(Rule::percent)?.child(Rule::decimal)?, 100)?;
        steps.push((from, ratio));
    }
    Some(Share::Steps(steps))
}

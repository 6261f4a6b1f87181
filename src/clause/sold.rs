//! # `sold`
//!
//! When a pack can be bought, or a plan activated or changed to: `sold from 2020-06-17 to 2020-06-23`. Both days count;
//! `until` ends before its day. Also at certain hours, on certain days, in a part of each year: `sold on weekends from 08:00 to
//! 20:00`, `sold from 1 June to 31 August each year`; of several windows any will do. It says nothing about when the units can
//! be used.
//!
//! **Edge.** What was bought in time stays as it is; a plan goes on being renewed.

use crate::model::Condition;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text::Origin;
use crate::units::Instant;

use super::read::{season, time, window};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Pack, en: "sold from 2020-06-17 to 2020-06-23", zh: "发售 从 2020-06-17 至 2020-06-23"
    },
    Example { place: Place::Plan, en: "sold until 2025-03-01", zh: "发售 直到 2025-03-01" },
    Example { place: Place::Pack, en: "sold from 2024-12-01", zh: "发售 从 2024-12-01" },
    Example {
        place: Place::Pack,
        en: "sold on weekends from 08:00 to 20:00, from 1 June to 31 August each year",
        zh: "发售 于 周末 从 08:00 到 20:00，从 1 六月份 至 31 八月份 每 年",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let origin = Origin::Written(sentence.span);
    let (mut dates, mut windows, mut season): (Option<(Instant, Instant)>, Vec<Condition>, Option<Condition>) =
        (None, Vec::new(), None);
    let mut first = sentence.span;
    for part in sentence.all(Rule::sold_when) {
        let twice = match part.first()?.rule {
            Rule::window => {
                windows.push(Condition::During(window::window(context, part.child(Rule::window)?)?));
                false
            }
            Rule::season => {
                let said = season::season(context, part.child(Rule::season)?)?;
                season.replace(Condition::Season(said)).is_some()
            }
            _ => dates.replace(self::dates(context, part)?).is_some(),
        };
        if twice {
            return context.report(report::said_twice(first, part.span));
        }
        first = part.span;
    }
    let eligibility = match context.place {
        Place::Pack => &mut context.product.eligibility,
        _ => &mut context.plan.eligibility,
    };
    if let Some((from, to)) = dates {
        eligibility.sold = Some((from, to, origin));
    }
    eligibility.on_sale.extend(season.map(|season| (season, origin)));
    // Two windows are open when either is.
    match (windows.len(), windows.pop()) {
        (_, None) => {}
        (1, Some(only)) => eligibility.on_sale.push((only, origin)),
        (_, Some(last)) => {
            windows.push(last);
            eligibility.on_sale.push((Condition::Any(windows), origin));
        }
    }
    Some(())
}

fn dates(context: &mut Context<'_>, part: &Node) -> Option<(Instant, Instant)> {
    match (part.child(Rule::from_to_date), part.child(Rule::date_time)) {
        (Some(dates), _) => time::from_to(context, dates),
        (None, Some(from)) if part.has(Rule::k_from) => Some((time::moment(context, from)?, Instant::NEVER)),
        (None, Some(to)) => Some((Instant::MIN, time::moment(context, to)?)),
        (None, None) => None,
    }
}

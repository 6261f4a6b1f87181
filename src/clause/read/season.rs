//! Parts of a year: `from 1 June to 31 August each year`, `in July each year`.

use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::units::Season;

use super::super::{Context, report};
use super::amount;

/// The longest that each month can be.
const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// The part of each year; a month without a day is the whole of it.
pub(crate) fn season(context: &mut Context<'_>, node: &Node) -> Option<Season> {
    if let Some(name) = node.child(Rule::month_name) {
        let month = month(name)?;
        return Some(Season { from: (month, 1), to: (month, longest(month)) });
    }
    let mut days = node.all(Rule::season_day);
    let (first, last) = (days.next()?, days.next()?);
    let from = match first.child(Rule::month_day) {
        Some(day) => month_day(context, day)?,
        None => (month(first.child(Rule::month_name)?)?, 1),
    };
    let to = match last.child(Rule::month_day) {
        Some(day) => month_day(context, day)?,
        None => {
            let month = month(last.child(Rule::month_name)?)?;
            (month, longest(month))
        }
    };
    Some(Season { from, to })
}

/// `31 December`: the month and the day.
pub(super) fn month_day(context: &mut Context<'_>, node: &Node) -> Option<(u32, u32)> {
    let month = month(node.child(Rule::month_name)?)?;
    let number = node.child(Rule::integer)?;
    let day = amount::positive(context, number)?;
    if day > longest(month) {
        let message = text!("this month never has {day} days", "这个月没有 {day} 天");
        return context.report(report::bad_value(number.span, message));
    }
    Some((month, day))
}

fn longest(month: u32) -> u32 {
    DAYS.get((month as usize).saturating_sub(1)).copied().unwrap_or(31)
}

fn month(node: &Node) -> Option<u32> {
    Some(match node.first()?.rule {
        Rule::k_january => 1,
        Rule::k_february => 2,
        Rule::k_march => 3,
        Rule::k_april => 4,
        Rule::k_may => 5,
        Rule::k_june => 6,
        Rule::k_july => 7,
        Rule::k_august => 8,
        Rule::k_september => 9,
        Rule::k_october => 10,
        Rule::k_november => 11,
        _ => 12,
    })
}

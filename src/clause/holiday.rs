//! # A holiday
//!
//! A line of a list of holidays: a date, or the first and the last date, and what people call it.
//!
//! **Edge.** `2026-04-14 to 2026-04-16` is three days. Two holidays may fall on one day.

use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;

use super::read::time;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Holidays, en: "2026-01-01 \"New Year\"", zh: "2026-01-01 “New Year”" },
    Example {
        place: Place::Holidays,
        en: "2026-04-14 to 2026-04-16 \"Khmer New Year\"",
        zh: "2026-04-14 至 2026-04-16 “Khmer New Year”",
    },
];

/// No holiday is longer: a range beyond it is a slip in the year.
const LONGEST: i32 = 92;

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let dates: Vec<&Node> = clause.sentence.all(Rule::date).collect();
    let (first, last) = (*dates.first()?, *dates.last()?);
    let (from, to) = (time::day(context, first)?, time::day(context, last)?);
    if to < from {
        let message = text!("this ends before it begins", "结束日早于开始日");
        return context.report(
            report::bad_value(last.span, message)
                .at(first.span, text!("it begins here", "从这里开始"))
                .help(text!("put the earlier date first", "请把较早的日期写在前面")),
        );
    }
    let length = to.0.saturating_sub(from.0).saturating_add(1);
    if length > LONGEST {
        let message = text!("a holiday of {length} days cannot be meant", "不可能有 {length} 天的节假日");
        return context.report(report::bad_value(last.span, message).help(text!("check the year", "请检查年份")));
    }
    context.calendars.days.extend((0..length).map(|after| from.plus(after)));
    Some(())
}

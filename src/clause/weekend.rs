//! # `weekend`
//!
//! `weekend Sat, Sun` says which days `on weekends` means, and with them which days `on weekdays` means: all others.
//!
//! **Edge.** `weekend Fri to Sun` counts both ends, and may run over Sunday: `weekend Sun to Mon` is two days. Without
//! the clause the weekend is Saturday and Sunday.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;

use super::read::days;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Operator, en: "weekend Sat, Sun", zh: "周末 周六、周日" },
    Example { place: Place::File, en: "weekend Fri and Sat", zh: "周末 周五和周六" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let days = clause.sentence.all(Rule::day_range).fold(0, |days, range| days | days::range(range));
    if days == days::EVERY_DAY {
        let message = text!("a weekend of seven days leaves no weekday", "周末占满七天，就没有工作日了");
        return context.report(report::bad_value(clause.sentence.span, message).help(text!(
            "name the days that are the weekend: `weekend Sat, Sun`",
            "请写出周末是哪几天：`周末 周六、周日`"
        )));
    }
    context.operator.weekend = days;
    Some(())
}

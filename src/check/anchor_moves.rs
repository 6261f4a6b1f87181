//! Periods whose day of the month is not the same each month.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::Plan;
use crate::syntax::Rule;
use crate::text;
use crate::units::{Cycle, MonthEnd};

use super::reason::clauses;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::AnchorMoves,
    page: Page {
        what: Words {
            en: "Periods begin on a day that not every month has: they drift to another day for ever, or the month is cut short.",
            zh: "周期从不是每个月都有的日期开始：会永久移到别的日期，或当月提前结束。",
        },
        why: Words {
            en: "Who starts on 31 January is renewed on 28 February, and with `month end drifts` on the 28th ever after: that is a day of the month that nobody agreed to. On day 31, every shorter month ends a day or more early. Write `month end clamps`, calendar months, or a day up to 28; if it is meant, allow this.",
            zh: "1 月 31 日开通的人在 2 月 28 日续订；写了 `月末漂移` 时以后永远是 28 日，而没有人同意过这个日期。写第 31 天时，较短的月份都会提前一天或更多结束。请写 `月末取末日`、自然月，或不超过 28 的日期；若确为本意，请允许此项。",
        },
        bad: Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  month end drifts\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  month end clamps\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    match plan.cycle.answer {
        Cycle::Months { month_end: MonthEnd::Drift, .. } | Cycle::WholeMonths { month_end: MonthEnd::Drift, .. } => {
            found.all(drifts(subject, plan));
        }
        Cycle::BillDay { day: day @ 29.., .. } => found.all(clamps(plan, day)),
        _ => {}
    }
}

fn drifts(subject: &Subject<'_>, plan: &Plan) -> Option<Diagnostic> {
    let clause = clauses::first(subject, plan.origin, Rule::month_end_clause).map(|clause| clause.sentence.span);
    Some(
        Diagnostic::new(
            Code::AnchorMoves,
            text!("who starts on the 31st is renewed on the 28th ever after", "31 日开通的人以后永远在 28 日续订"),
        )
        .at(clause.or(plan.cycle.origin.span())?, text!("after February the day stays where it is", "二月之后日期不再恢复"))
        .why(text!(
            "from 31 January 2027 periods end on 28 February, 28 March, 28 April: the first has 28 days, and the day is lost for good",
            "从 2027 年 1 月 31 日起，周期在 2 月 28 日、3 月 28 日、4 月 28 日结束：首期只有 28 天，且日期不再恢复"
        ))
        .help(text!("write `month end clamps` to come back to the 31st", "请写 `月末取末日`，以便恢复到 31 日")),
    )
}

fn clamps(plan: &Plan, day: u8) -> Option<Diagnostic> {
    let short = if day == 31 { 5 } else { 1 };
    Some(
        Diagnostic::new(Code::AnchorMoves, text!("{short} months of the year have no day {day}", "一年中有 {short} 个月没有 {day} 日"))
            .at(plan.cycle.origin.span()?, text!("the last day of a shorter month instead", "较短的月份改为最后一天"))
            .why(text!("the period then ends on the last day of the month, at 00:00: in 2027 on 28 February", "届时周期在该月最后一天 00:00 结束：2027 年为 2 月 28 日"))
            .help(text!("write a day up to 28, or `every calendar month`", "请写不超过 28 的日期，或 `每自然月`")),
    )
}

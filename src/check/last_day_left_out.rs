//! A last day that does not count: `until` the last day of a month.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::diag::Edit;
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Origin, Span, Text};
use crate::units::Day;

use super::reason::names;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::LastDayLeftOut,
    page: Page {
        what: Words {
            en: "Something ends with the beginning of a month's last day: `until 2027-03-31` leaves that day out.",
            zh: "某事在月末最后一天开始时就结束：`直到 2027-03-31` 不含那一天。",
        },
        why: Words {
            en: "`until` ends before its day, `to` counts it. Who writes the last day of a month nearly always means that it counts, and so do the customers who read it. Write the day after it, or `to`.",
            zh: "`直到` 在其日期之前结束，`至` 则包含当天。写出月末最后一天的人几乎总是想包含它，读到的客户也这样理解。请写次日，或用 `至`。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  pack \"A\" { price $1; data 1 GB; valid 7 days\n    sold from 2027-03-01 until 2027-03-31 }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  pack \"A\" { price $1; data 1 GB; valid 7 days\n    sold from 2027-03-01 to 2027-03-31 }\n}\n"),
    },
    look: Look::File(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    names::below(subject.entries, &mut |node| {
        // What a scenario expects is no promise to anybody.
        if matches!(node.rule, Rule::until_instant | Rule::expect_period) {
            return;
        }
        for pair in node.children.windows(2) {
            if let [until, date] = pair
                && until.rule == Rule::k_until
                && subject.is_whole(Origin::Written(node.span))
                && let Some(day) = whole_day(date).filter(|day| day.plus(1).ymd().2 == 1)
            {
                found.add(finding(subject, node.span, (date.span, day)));
            }
        }
    });
}

/// A date without a time.
fn whole_day(node: &Node) -> Option<Day> {
    let date = if node.rule == Rule::date { node } else { node.child(Rule::date)? };
    if node.child(Rule::time).is_some() {
        return None;
    }
    let mut parts = date.text.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Day::from_ymd(year, month, day)
}

fn finding(subject: &Subject<'_>, whole: Span, (place, day): (Span, Day)) -> Diagnostic {
    let (last, next) = (day.plus(-1).to_string(), day.plus(1).to_string());
    let written = Text::same(subject.words(place));
    let words = Text::same(subject.words(whole));
    Diagnostic::new(
        Code::LastDayLeftOut,
        text!("the last day of the month is left out: {last} is the last that counts", "漏掉了当月最后一天：最后算入的是 {last}"),
    )
    .at(place, text!("over when this day begins", "这一天开始时就已结束"))
    .why(text!("`until` ends before its day: `{words}` does not hold on {written}", "`直到` 在其日期之前结束：`{words}` 在 {written} 不成立"; words = words, written = written))
    .help(text!("write `{next}` here if the day counts, or `to` in place of `until`", "若包含当天，请在这里写 `{next}`，或把 `直到` 改为 `至`"))
    .fix(
        text!("end with {written}, the day counted", "到 {written} 当天结束时为止"; written = written),
        vec![Edit { span: place, text: next }],
        false,
    )
}

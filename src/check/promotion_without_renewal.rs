//! A promotion for renewals in whose time no period begins.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Handler, Plan, Trigger};
use crate::text;
use crate::units::{Cycle, Instant};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::PromotionWithoutRenewal,
    page: Page {
        what: Words {
            en: "A promotion does something when a plan is renewed, and no period begins in its time.",
            zh: "促销在续订时生效，但其期间内没有任何周期开始。",
        },
        why: Words {
            en: "Periods of calendar months begin on the 1st. Only who renews early or late could have it, and all others are told of something that they cannot get. Write dates that hold a first of a month, or another event.",
            zh: "自然月的周期从 1 日开始。只有提前或逾期续订的人才能享受，其他人看到的是得不到的优惠。请让日期包含某月 1 日，或改用别的事件。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n}\npromotion \"D\" from 2027-01-02 to 2027-01-05 for \"P\" {\n  on renewal: bonus data 5 GB, valid 7 days\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n}\npromotion \"D\" from 2026-12-31 to 2027-01-05 for \"P\" {\n  on renewal: bonus data 5 GB, valid 7 days\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    if !matches!(plan.cycle.answer, Cycle::CalendarMonths(1)) {
        return;
    }
    for handler in plan.handlers.iter().filter(|handler| handler.trigger == Trigger::Renewal) {
        if handler.between.is_some_and(|between| !has_first_of_month(subject, plan, between)) {
            found.all(finding(subject, plan, handler));
        }
    }
}

/// Whether a month begins in a time.
fn has_first_of_month(subject: &Subject<'_>, plan: &Plan, (from, to): (Instant, Instant)) -> bool {
    let zone = subject.zone(plan);
    let first = zone.local(from);
    // From the first of a month itself, or from the next one.
    let days = (0..=31).map(|days| zone.midnight(first.day.plus(days)));
    let mut begins = days.filter(|midnight| *midnight >= from && zone.local(*midnight).day.ymd().2 == 1);
    begins.next().is_some_and(|midnight| midnight < to)
}

fn finding(subject: &Subject<'_>, plan: &Plan, handler: &Handler) -> Option<Diagnostic> {
    let promotion = subject.catalogue.product(handler.product)?;
    Some(
        Diagnostic::new(
            Code::PromotionWithoutRenewal,
            text!("no period of the plan begins in the time of this promotion", "促销期间没有任何周期开始"),
        )
        .at(handler.origin.span()?, text!("nobody is renewed on time in it", "期间内没有人按时续订"))
        .at(promotion.origin.span()?, text!("in this time", "在这段时间内"))
        .at(plan.cycle.origin.span()?, text!("periods begin on the 1st", "周期从 1 日开始"))
        .help(text!("write dates that hold a first of a month", "请让日期包含某月 1 日")),
    )
}

//! A promotion for renewals in whose time no period begins.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{EarlyRenewal, Handler, Plan, Trigger};
use crate::text;
use crate::text::Text;
use crate::units::{Cycle, Day, Instant, Weekday};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::PromotionWithoutRenewal,
    page: Page {
        what: Words {
            en: "A promotion does something when a plan is renewed or a pack is bought, and in its time no period begins, or the pack is not sold.",
            zh: "促销在续订或购买某个包时生效，但期间内没有任何周期开始，或不发售该包。",
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
    found.all(plan.handlers.iter().filter_map(|handler| of_unsold(subject, handler)));
    let Some(first) = firsts(plan.cycle.answer).filter(|_| begins_with_the_calendar(plan)) else { return };
    for handler in plan.handlers.iter().filter(|handler| handler.trigger == Trigger::Renewal) {
        if handler.between.is_some_and(|between| !has_first(subject, plan, between)) {
            found.all(finding(subject, plan, handler, &first));
        }
    }
}

/// Whether who renews begins periods on the calendar's days. Where people renew by hand or early, or the system tries
/// again on later days, periods begin on every day.
fn begins_with_the_calendar(plan: &Plan) -> bool {
    let renewal = &plan.renewal;
    let early = renewal.early.answer == EarlyRenewal::AtOnce && !renewal.early.is_assumed();
    renewal.automatic && renewal.retry.is_none() && renewal.grace.is_none() && renewal.only_if.only_if.is_empty() && !early
}

/// A promotion for a pack that is not sold in its time.
fn of_unsold(subject: &Subject<'_>, handler: &Handler) -> Option<Diagnostic> {
    let (from, to) = handler.between?;
    let Trigger::Purchase(Some(pack)) = &handler.trigger else { return None };
    let pack = subject.catalogue.product(*pack).filter(|pack| pack.versions.is_empty() && pack.version_of.is_none())?;
    let (first, last, sold) = pack.eligibility.sold?;
    (last <= from || to <= first).then_some(())?;
    let (name, promotion) = (Text::same(&pack.name), subject.catalogue.product(handler.product)?);
    Some(
        Diagnostic::new(
            Code::PromotionWithoutRenewal,
            text!("`{name}` is not sold in the time of this promotion", "促销期间不发售 `{name}`"; name = name),
        )
        .at(handler.origin.span()?, text!("nobody buys it in this time", "这段时间没有人购买它"))
        .at(promotion.origin.span()?, text!("in this time", "在这段时间内"))
        .at(sold.span()?, text!("sold at another time", "在另一时间发售"))
        .help(text!("let the two times meet", "请让两段时间相交")),
    )
}

/// What the days are called on which periods begin, where the calendar says which.
fn firsts(cycle: Cycle) -> Option<Text> {
    Some(match cycle {
        Cycle::CalendarMonths(1) => text!("the 1st of a month", "每月 1 日"),
        Cycle::CalendarQuarters(1) => text!("the first day of a quarter", "每季度第一天"),
        Cycle::CalendarYears(1) => text!("1 January", "1 月 1 日"),
        Cycle::CalendarWeeks(1) => text!("a Monday", "星期一"),
        Cycle::BillDay { count: 1, day } => text!("day {day} of a month", "每月 {day} 日"),
        _ => return None,
    })
}

/// Whether a period begins on a day.
fn begins(cycle: Cycle, day: Day) -> bool {
    let (_, month, date) = day.ymd();
    match cycle {
        Cycle::CalendarQuarters(_) => date == 1 && month % 3 == 1,
        Cycle::CalendarYears(_) => (month, date) == (1, 1),
        Cycle::CalendarWeeks(_) => day.weekday() == Weekday::Monday,
        Cycle::BillDay { day: of_month, .. } => {
            let last = day.plus(1).ymd().2 == 1;
            u8::try_from(date).is_ok_and(|date| date == of_month || (last && date < of_month))
        }
        _ => date == 1,
    }
}

/// Whether a period begins in a time.
fn has_first(subject: &Subject<'_>, plan: &Plan, (from, to): (Instant, Instant)) -> bool {
    let zone = subject.zone(plan);
    let first = zone.local(from);
    // From such a day itself, or from the next one.
    let days = (0..=366).map(|days| first.day.plus(days)).filter(|day| begins(plan.cycle.answer, *day));
    let mut midnights = days.map(|day| zone.midnight(day)).filter(|midnight| *midnight >= from);
    midnights.next().is_some_and(|midnight| midnight < to)
}

fn finding(subject: &Subject<'_>, plan: &Plan, handler: &Handler, first: &Text) -> Option<Diagnostic> {
    let promotion = subject.catalogue.product(handler.product)?;
    Some(
        Diagnostic::new(
            Code::PromotionWithoutRenewal,
            text!("nobody who renews on time is renewed in the time of this promotion", "按时续订的人都不在促销期间内续订"),
        )
        .at(handler.origin.span()?, text!("only who renews late could have this", "只有逾期续订的人才能享受"))
        .at(promotion.origin.span()?, text!("in this time", "在这段时间内"))
        .at(plan.cycle.origin.span()?, text!("periods begin on {first}", "周期从{first}开始"; first = first))
        .help(text!("write dates with {first} among them", "请让日期包含{first}"; first = first)),
    )
}

//! Two prices for the same use at the same time: the first decides, and the second does not say so.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Depletion, Fallback, Plan, Resort, Scope};
use crate::text;
use crate::units::{HolidayUse, Quantity, Window};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::PricesOverlap,
    page: Page {
        what: Words {
            en: "Two clauses give different prices to the same use at the same hours.",
            zh: "两个条款在同一时段对同一种使用规定了不同的价格。",
        },
        why: Words {
            en: "The first clause decides where both could. Whoever reads the second alone expects its price. Let the hours end where the others begin.",
            zh: "两者都适用时以前一条为准。只看第二条的人会以为是它的价格。请让时段首尾相接。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  when data runs out from 08:00 to 20:00: charge $0.50 per 100 MB begun\n  when data runs out from 18:00 to 23:00: charge $0.20 per 100 MB begun\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  when data runs out from 08:00 to 18:00: charge $0.50 per 100 MB begun\n  when data runs out from 18:00 to 23:00: charge $0.20 per 100 MB begun\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(_: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for (index, later) in plan.depletions.iter().enumerate() {
        for earlier in plan.depletions.iter().take(index) {
            found.all(finding(earlier, later));
        }
    }
}

fn finding(earlier: &Depletion, later: &Depletion) -> Option<Diagnostic> {
    let alike = earlier.kind == later.kind
        && earlier.member == later.member
        && earlier.expired_only == later.expired_only
        && earlier.condition.is_none()
        && later.condition.is_none()
        && elsewhere(&earlier.scope) == elsewhere(&later.scope);
    let differ = price(earlier)? != price(later)?;
    let meet = earlier.scope.windows.iter().any(|one| later.scope.windows.iter().any(|other| overlap(one, other)));
    (alike && differ && meet && earlier.scope.windows != later.scope.windows).then_some(())?;
    Some(
        Diagnostic::new(Code::PricesOverlap, text!("two prices hold at the same hours", "同一时段有两个价格"))
            .at(later.fallbacks.origin.span()?, text!("this price gives way where both hold", "两者重叠时不用这个价格"))
            .at(earlier.fallbacks.origin.span()?, text!("this price is charged there", "重叠时按这个价格收费"))
            .help(text!("let the hours of one end where those of the other begin", "请让一个时段在另一个开始时结束")),
    )
}

/// Where a scope holds, apart from the hours.
fn elsewhere(scope: &Scope) -> Scope {
    Scope { windows: Vec::new(), ..scope.clone() }
}

fn price(depletion: &Depletion) -> Option<(Quantity, Quantity)> {
    let priced = |resort: &Resort| match &resort.what {
        Fallback::Charge { price, per, .. } => Some((*price, *per)),
        _ => None,
    };
    depletion.fallbacks.answer.first().and_then(priced)
}

/// Whether two windows share a minute of some day. Windows over midnight are taken in two pieces.
fn overlap(one: &Window, other: &Window) -> bool {
    const DAY: u32 = 86_400;
    let pieces = |window: &Window| {
        if window.from < window.to { vec![(window.from, window.to)] } else { vec![(window.from, DAY), (0, window.to)] }
    };
    let plain = [one, other].iter().all(|window| window.days.holidays == HolidayUse::Ignore);
    let days = one.days == other.days || (plain && one.days.weekdays & other.days.weekdays != 0);
    days && pieces(one).iter().any(|(from, to)| pieces(other).iter().any(|(start, end)| from < end && start < to))
}

//! What rolls over is over again before it can be used.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Grant, Life, Plan, Rollover, RolloverOf};
use crate::text;
use crate::units::{Day, Holidays, Local, Validity, Window};

use super::reason::figures;
use super::reason::lots::longest;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::RollsWhileClosed,
    page: Page {
        what: Words {
            en: "A leftover can be used at some hours or on some days only, and lives on for less than the time between them.",
            zh: "结余只能在某些时段或某些日子使用，而它延续的时间短于两次开放之间的间隔。",
        },
        why: Words {
            en: "It rolls over, and nobody can use it: the rollover is promised and never given. Let it live to the next time it can be used, such as `rollover 7 days` for weekends.",
            zh: "它结转了，却没有人能用：结转承诺了却从未兑现。请让它至少延续到下一次可用时，例如周末用 `累积 7 天`。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  pack \"W\" { price $2; data 5 GB on weekends; valid to the end of Sunday\n    rollover 2 days }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  pack \"W\" { price $2; data 5 GB on weekends; valid to the end of Sunday\n    rollover 7 days }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for grant in subject.own(plan).into_iter().chain(subject.packs(plan)).flat_map(|product| &product.grants) {
        if !grant.scope.windows.is_empty() {
            found.all(finding(plan, grant));
        }
    }
}

fn finding(plan: &Plan, grant: &Grant) -> Option<Diagnostic> {
    let fits = |rule: &&Rollover| rule.of.kind.is_none_or(|kind| kind == grant.kind) && rule.of.class.is_none() && rule.of.product.is_none();
    let rule = match &grant.rollover {
        RolloverOf::Own(rule) => rule,
        RolloverOf::Plan if plan.rollovers.answer.len() == 1 => plan.rollovers.answer.iter().find(fits)?,
        _ => return None,
    };
    let Some(Life::For(length)) = rule.life else { return None };
    // Where a leftover can be used may be said anew.
    let windows = rule.usable.as_ref().map_or(&grant.scope.windows, |usable| &usable.windows);
    let life = longest(length)? / 3_600;
    let closed = closed_after(windows, &grant.validity.answer)?;
    (life <= closed).then_some(())?;
    let time = figures::hours(closed);
    Some(
        Diagnostic::new(Code::RollsWhileClosed, text!("what rolls over here is over before it can be used", "这里结转的部分还没到可用时间就已到期"))
            .at(rule.origin.span()?, text!("over after at most {life} hours", "最多 {life} 小时后到期"))
            .at(grant.origin.span()?, text!("closed for {time} from when it rolls", "从结转时起有 {time}不可用"; time = time))
            .help(text!("let it live for more than {closed} hours, or be `usable` at other times", "请让它延续超过 {closed} 小时，或写明 `可用` 的其他时段")),
    )
}

/// How many hours from the end of a lot on none of these windows is open, where that end is a day of the week.
fn closed_after(windows: &[Window], validity: &Validity) -> Option<u64> {
    let Validity::ToEndOfWeekday(last) = validity else { return None };
    // 5 January 2026 is a Monday.
    let midnight = Day::from_ymd(2026, 1, 5)?.plus(i32::try_from(last.index()).unwrap_or(0) + 1);
    let none = Holidays::default();
    (!windows.is_empty()).then_some(())?;
    let open = |hour: &u64| {
        let day = midnight.plus(i32::try_from(hour / 24).unwrap_or(0));
        let second = u32::try_from((hour % 24) * 3_600).unwrap_or(0);
        // A window that opens within the hour counts as open.
        (0..4).any(|quarter| windows.iter().any(|window| window.contains(Local { day, second: second + quarter * 900 }, &none)))
    };
    (0..14 * 24).find(open)
}

//! A pack that can be over before the time in which it could be used.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Grant, Plan, Product, Start};
use crate::text;
use crate::text::Text;
use crate::units::{Allowance, Day, Holidays, Local, Window};

use super::reason::lots::longest_life;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::OverBeforeItOpens,
    page: Page {
        what: Words {
            en: "A pack can end before the hours or days in which it can be used have begun.",
            zh: "流量包可能在可用的时段开始之前就已到期。",
        },
        why: Words {
            en: "Whoever buys it at the wrong time pays for nothing. Let it start when it can be used, last longer, or be sold only then.",
            zh: "在错误的时间购买的人付了钱却什么也得不到。请让它从可用时开始、有效期更长，或只在那时出售。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  pack \"W\" { price $1; data 5 GB on weekends; valid 1 day; no rollover }\n  no rollover\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  pack \"W\" { price $1; data 5 GB on weekends; valid 7 days; no rollover }\n  no rollover\n}\n"),
    },
    look: Look::Plan(look),
};

const HOUR: usize = 3_600;
const WEEK: usize = 7 * 24;

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    // What is sold at some times only is sold, perhaps, just before it opens.
    let always = |pack: &&Product| {
        pack.eligibility.only_if.is_empty() && pack.eligibility.sold.is_none() && pack.eligibility.on_sale.is_empty()
    };
    for pack in subject.packs(plan).filter(always) {
        for grant in &pack.grants {
            found.all(finding(plan, pack, grant));
        }
    }
}

fn finding(plan: &Plan, pack: &Product, grant: &Grant) -> Option<Diagnostic> {
    let starts_at_once = grant.start == Start::Granted && grant.amount.answer != Allowance::Limited(crate::units::Quantity::ZERO);
    if grant.scope.windows.is_empty() || !starts_at_once || plan.pool.is_some() {
        return None;
    }
    let life = longest_life(plan, grant)? / HOUR as u64;
    let (hours, opens) = longest_closed(&grant.scope.windows)?;
    (life < hours as u64).then_some(())?;
    let name = Text::same(&pack.name);
    let time = super::reason::figures::hours(hours as u64);
    let (opens, days) = (opens % 24, hours / 24 + 1);
    Some(
        Diagnostic::new(
            Code::OverBeforeItOpens,
            text!("`{name}` can be over before it can be used", "`{name}` 可能还没到可用时间就已到期"; name = name),
        )
        .at(grant.origin.span()?, text!("closed for up to {time}, and opens at {opens}:00", "最长有 {time}不可用，{opens}:00 才开始"; time = time))
        .at(grant.validity.origin.span()?, text!("over after at most {life} hours", "最多 {life} 小时后到期"))
        .why(text!("whoever buys it too early pays for nothing", "过早购买的人付了钱却什么也得不到"))
        .help(text!("let it be valid for {days} days or more, or start at the first use", "请让有效期至少为 {days} 天，或从首次使用开始")),
    )
}

/// The longest time in a week in which none of these is open, in hours, and the hour in which it ends. Holidays apart.
fn longest_closed(windows: &[Window]) -> Option<(usize, usize)> {
    let (monday, none) = (Day::from_ymd(2026, 1, 5)?, Holidays::default());
    let open = |hour: usize| {
        let day = monday.plus(i32::try_from(hour / 24).unwrap_or(0));
        // A window that opens within the hour counts as open.
        let seconds = (0..4).map(|quarter| u32::try_from((hour % 24) * HOUR + quarter * 900 + 899).unwrap_or(0));
        seconds.into_iter().any(|second| windows.iter().any(|window| window.contains(Local { day, second }, &none)))
    };
    let open: Vec<bool> = (0..WEEK).map(open).collect();
    let (mut longest, mut run) = ((0, 0), 0);
    for hour in 0..2 * WEEK {
        match open.get(hour % WEEK) {
            Some(true) => run = 0,
            _ => run += 1,
        }
        if run > longest.0 {
            longest = (run, hour + 1);
        }
    }
    (longest.0 < 2 * WEEK && longest.0 > 0).then_some(longest)
}

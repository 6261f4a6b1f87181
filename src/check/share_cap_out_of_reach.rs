//! A limit on what members use that nothing reaches.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, Plan, Pool, ShareCap};
use crate::text;
use crate::text::Text;
use crate::units::Kind;

use super::reason::{figures, lots};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::ShareCapOutOfReach,
    page: Page {
        what: Words {
            en: "A limit on what members use is no smaller than what there is to use.",
            zh: "对成员用量的上限不小于可用的总量。",
        },
        why: Words {
            en: "It never cuts anything, and whoever reads it believes that it protects the owner. Write a smaller limit, or leave it out.",
            zh: "它从不起作用，读者却以为它保护机主。请写更小的上限，或去掉它。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  share with up to 4 members, cap 50 GB\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  no rollover\n  share with up to 4 members, cap 10 GB\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let Some(pool) = plan.pool.as_ref().filter(|pool| !pool.everybody) else { return };
    let cap = |each: bool| pool.caps.iter().find(|cap| cap.each == each);
    let (each, together) = (cap(true), cap(false));
    if let Some((each, together)) = each.zip(together)
        && let Some(one) = of_two(subject, plan, pool, (each, together))
    {
        found.add(one);
        return;
    }
    // The smaller of the two is the one that would be reached.
    if let Some(cap) = each.into_iter().chain(together).min_by_key(|cap| cap.amount)
        && let Some(one) = of_pool(subject, plan, cap)
    {
        found.add(one);
    }
}

/// Two limits of which one is never reached: what each may use is all that all may, or all of them use less than all may.
fn of_two(subject: &Subject<'_>, plan: &Plan, pool: &Pool, (each, together): (&ShareCap, &ShareCap)) -> Option<Diagnostic> {
    let words = |cap: &ShareCap| figures::amount(subject, plan, (Kind::Data, cap.amount));
    let (one, all) = (words(each), words(together));
    if each.amount >= together.amount {
        let why = text!(
            "all members together stop at {all} before one of them has used {one}",
            "在某个成员用到 {one} 之前，全体成员合计已到 {all}";
            all = all, one = one
        );
        return finding(each, (together, text!("all of them stop here", "全体到此为止")), why);
    }
    let members = pool.members?;
    (u128::from(each.amount.0) * u128::from(members) <= u128::from(together.amount.0)).then_some(())?;
    let why = text!(
        "{members} members with {one} each come to no more than {all}",
        "{members} 个成员每人 {one}，合计不超过 {all}";
        one = one, all = all
    );
    finding(together, (each, text!("each of them stops here", "每个成员到此为止")), why)
}

fn finding(cap: &ShareCap, (other, label): (&ShareCap, Text), why: Text) -> Option<Diagnostic> {
    Some(start(cap)?.at(other.origin.span()?, label).why(why).help(help()))
}

/// A limit beside what a period grants and leftovers add.
fn of_pool(subject: &Subject<'_>, plan: &Plan, cap: &ShareCap) -> Option<Diagnostic> {
    let more = |action: &Action| !matches!(action, Action::Keep { .. } | Action::Forfeit { .. } | Action::Notify { .. });
    let handled = plan.handlers.iter().any(|handler| handler.actions.iter().chain(&handler.otherwise).any(more));
    if handled || plan.rollovers.is_assumed() || !plan.promotions.is_empty() || !plan.gifts.is_empty() {
        return None;
    }
    let rolling = plan.rollovers.answer.iter().find_map(|rule| rule.life.as_ref());
    let periods = 1 + rolling.map_or(Some(0), |life| lots::alive(life, plan.cycle.answer))?;
    // What has rolled in a pack may be shared as well.
    (periods == 1 || plan.packs.is_empty()).then_some(())?;
    let (grant, granted) = lots::each_period(subject.own(plan)?, Kind::Data).filter(|(grant, _)| grant.each.is_none())?;
    (u128::from(cap.amount.0) >= u128::from(granted.0) * u128::from(periods)).then_some(())?;
    let (limit, each) = (figures::amount(subject, plan, (Kind::Data, cap.amount)), Text::same(subject.words_of(grant.origin)));
    let label = match periods {
        1 => text!("all there is in a period", "每期全部额度"),
        _ => text!("at most {periods} times this at once", "同时最多 {periods} 份"),
    };
    let why = match periods {
        1 => text!("the pool has `{each}` in a period, and {limit} is not less", "共享额度每期为 `{each}`，而 {limit} 并不更少"; each = each, limit = limit),
        _ => text!("with leftovers the pool has at most {periods} times `{each}`, and {limit} is not less", "连同结余，共享额度最多为 {periods} 份 `{each}`，而 {limit} 并不更少"; each = each, limit = limit),
    };
    Some(start(cap)?.at(grant.origin.span()?, label).why(why).help(help()))
}

fn start(cap: &ShareCap) -> Option<Diagnostic> {
    let message = text!("members can never reach this limit", "成员不可能达到这个上限");
    Some(Diagnostic::new(Code::ShareCapOutOfReach, message).at(cap.origin.span()?, text!("this stops nobody", "它不限制任何人")))
}

fn help() -> Text {
    text!("write a smaller limit, or leave it out", "请写更小的上限，或去掉它")
}

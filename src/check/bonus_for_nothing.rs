//! A bonus that customers can earn as often as they like, without paying.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, BonusAmount, Handler, Plan, Trigger};
use crate::text;
use crate::text::Text;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::BonusForNothing,
    page: Page {
        what: Words {
            en: "A bonus is granted at something that a customer can do again and again for nothing: suspend the line, join a group, take a free pack, leave and come back to a free plan.",
            zh: "奖励发放于客户可以免费反复做的事：停机、加入群组、领取免费包、退订后重新开通免费套餐。",
        },
        why: Words {
            en: "Whoever does it often has as much as they like. Write how often, such as `once` or `at most 1 time a month`.",
            zh: "常做的人就能得到任意多。请写明次数，例如 `一次` 或 `每月最多 1 次`。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  on resumption: bonus data 1 GB, valid 7 days\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  on resumption, at most 1 time a year: bonus data 1 GB, valid 7 days\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    // What another plan lends is looked at there, unless a promotion is for both.
    let of_another = |handler: &Handler| handler.product == plan.product && !subject.wrote(plan, handler.origin);
    for handler in plan.handlers.iter().filter(|handler| is_open(handler) && !of_another(handler)) {
        let free = handler.trigger.each().iter().find_map(|trigger| for_nothing(subject, plan, trigger));
        found.all(free.and_then(|how| finding(subject, handler, how)));
    }
}

/// Whether it grants something each time, whatever was before.
fn is_open(handler: &Handler) -> bool {
    handler.limit.is_none()
        && handler.condition.is_none()
        && handler.eligibility.only_if.is_empty()
        && handler.actions.iter().any(|action| matches!(action, Action::Bonus { amount: BonusAmount::Granted | BonusAmount::OfPlan(_), .. }))
}

/// How a customer makes it happen for nothing.
fn for_nothing(subject: &Subject<'_>, plan: &Plan, trigger: &Trigger) -> Option<Text> {
    Some(match trigger {
        Trigger::Activation if plan.price.is_none_or(|price| price.amount.is_zero()) && plan.price.is_some() => {
            text!("who cancels and comes back has it again: the plan is free", "退订后重新开通可再次得到：套餐是免费的")
        }
        Trigger::Suspension | Trigger::Resumption => {
            text!("who suspends the line and resumes it has it again, each time", "停机再复机的人每次都能再得到")
        }
        Trigger::Joining | Trigger::Leaving => {
            text!("who leaves a group and joins it again has it again, each time", "退出群组再加入的人每次都能再得到")
        }
        Trigger::Consent(..) => {
            text!("who withdraws consent and gives it again has it again, each time", "撤回同意再次同意的人每次都能再得到")
        }
        Trigger::Purchase(Some(pack)) => {
            let pack = subject.catalogue.product(*pack)?;
            let free = pack.price.as_ref()?.answer.amount.is_zero() && pack.sale.units.is_none() && pack.sale.any_price.is_none();
            let open = pack.limits.is_empty() && pack.eligibility.only_if.is_empty();
            (free && open && plan.selling.one_at_a_time.is_empty()).then_some(())?;
            let name = Text::same(&pack.name);
            text!("`{name}` is free, and can be taken as often as anybody likes", "`{name}` 是免费的，可以任意多次领取"; name = name)
        }
        _ => return None,
    })
}

fn finding(subject: &Subject<'_>, handler: &Handler, how: Text) -> Option<Diagnostic> {
    let bonus = handler.actions.iter().find_map(|action| match action {
        Action::Bonus { origin, .. } => origin.span(),
        _ => None,
    })?;
    let words = Text::same(subject.words(bonus).trim());
    Some(
        Diagnostic::new(Code::BonusForNothing, text!("`{words}` can be had again and again, for nothing", "`{words}` 可以反复白得"; words = words))
            .at(bonus, text!("granted each time", "每次都发放"))
            .why(how)
            .help(text!("write how often behind the event, such as `at most 1 time a month`", "请在事件后写明次数，例如 `每月最多 1 次`")),
    )
}

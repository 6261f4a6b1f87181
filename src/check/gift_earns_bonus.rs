//! A bonus for each gift, where giving costs nothing: two customers give to and fro.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, GiftRule, Handler, Plan, Trigger};
use crate::text;
use crate::text::Text;
use crate::units::Quantity;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::GiftEarnsBonus,
    page: Page {
        what: Words {
            en: "Each gift earns a bonus, and giving is free and as often as anybody likes.",
            zh: "每次转赠都得到奖励，而转赠免费且不限次数。",
        },
        why: Words {
            en: "A gives to B and B gives to A: nobody has less, and both have bonuses, as many as they like. Limit how often (`at most once a month`), or take a fee.",
            zh: "甲送给乙，乙再送给甲：谁也没有减少，却都得到奖励，要多少有多少。请限制次数（`每月最多 1 次`），或收取手续费。",
        },
        bad: Example::Plan("plan \"P\" {\n  every month: price $5, data 20 GB\n  give data, keeping expiry\n  when gift given: bonus data 100 MB, valid 7 days\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every month: price $5, data 20 GB\n  give data, keeping expiry, at most once a month\n  when gift given: bonus data 100 MB, valid 7 days\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let Some(free) = plan.gifts.iter().find(|rule| is_free(rule)) else { return };
    for handler in plan.handlers.iter().filter(|handler| is_open(handler)) {
        if let Some(one) = finding(subject, plan, (handler, free)) {
            found.add(one);
        }
    }
}

fn is_free(rule: &GiftRule) -> bool {
    let limits = [&rule.times, &rule.amounts, &rule.receive, &rule.receive_times, &rule.receivers];
    let unconditional = rule.only_if.only_if.is_empty() && rule.only.is_empty();
    let free = rule.fee.is_none_or(Quantity::is_zero) && rule.fees.is_empty();
    free && unconditional && limits.iter().all(|limits| limits.is_empty())
}

/// Whether it grants something at each gift, whatever was before.
fn is_open(handler: &Handler) -> bool {
    matches!(handler.trigger, Trigger::GiftGiven | Trigger::GiftReceived)
        && handler.limit.is_none()
        && handler.condition.is_none()
        && handler.actions.iter().any(|action| matches!(action, Action::Bonus { .. }))
}

fn finding(subject: &Subject<'_>, plan: &Plan, (handler, gift): (&Handler, &GiftRule)) -> Option<Diagnostic> {
    let bonus = handler.actions.iter().find_map(|action| match action {
        Action::Bonus { origin, .. } => origin.span(),
        _ => None,
    })?;
    let (name, words) = (Text::same(&plan.name), Text::same(subject.words(bonus).trim()));
    Some(
        Diagnostic::new(Code::GiftEarnsBonus, text!("gifts to and fro earn as many bonuses as anybody likes", "来回转赠可得到任意多的奖励"))
            .at(handler.origin.span()?, text!("at each gift", "每次转赠"))
            .at(gift.origin.span()?, text!("free, as often as anybody likes", "免费，不限次数"))
            .why(text!(
                "two customers of `{name}`: A gives to B, B gives as much to A, and each time somebody gets `{words}`; nobody has less",
                "`{name}` 的两个客户：甲送给乙，乙送回同样多，每次都有人得到 `{words}`，谁也没有减少";
                name = name, words = words
            ))
            .help(text!("limit how often, or write a fee for gifts", "请限制次数，或为转赠写明手续费")),
    )
}

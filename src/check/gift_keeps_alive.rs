//! Gifts that begin to live anew, and can be given back: units that never expire.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{GiftExpiry, GiftRule, GiftTo, Plan};
use crate::text;
use crate::text::Text;
use crate::units::Quantity;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::GiftKeepsAlive,
    page: Page {
        what: Words {
            en: "What is given lives anew, costs nothing to give, and can be given on: two customers keep units alive for ever.",
            zh: "转赠后有效期重新计算、免费、且可再次转赠：两个客户可以让单位永不过期。",
        },
        why: Words {
            en: "A gives what ends today to B, and B gives it back tomorrow: it ends a whole validity later each time, and nothing is ever lost. Keep the expiry, take a fee, limit how often, or let gifts not be given on.",
            zh: "甲把今天到期的单位送给乙，乙明天送回：每次都延长整个有效期，永远不会作废。请保留原有效期、收取费用、限制次数，或不允许再次转赠。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  give data, valid 30 days\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  give data, keeping expiry\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    found.all(plan.gifts.iter().filter_map(|rule| finding(subject, plan, rule)));
}

fn finding(subject: &Subject<'_>, plan: &Plan, rule: &GiftRule) -> Option<Diagnostic> {
    let anew = matches!(rule.expiry.answer, GiftExpiry::Valid(_) | GiftExpiry::ReceiverPeriods(_));
    let free = rule.fee.is_none_or(Quantity::is_zero) && rule.fees.is_empty();
    let limited = !rule.times.is_empty() || !rule.amounts.is_empty() || !rule.receive.is_empty() || !rule.receivers.is_empty();
    let narrow = !rule.only.is_empty() || !rule.not.is_empty() || !rule.only_if.only_if.is_empty();
    if !anew || !free || limited || narrow || !rule.again || rule.to != GiftTo::Anyone {
        return None;
    }
    let words = Text::same(subject.words_of(rule.origin));
    let name = Text::same(&plan.name);
    Some(
        Diagnostic::new(Code::GiftKeepsAlive, text!("gifts to and fro keep units alive for ever", "来回转赠可让单位永不过期"))
            .at(rule.origin.span()?, text!("lives anew, free, as often as anybody likes", "重新计算有效期、免费、不限次数"))
            .why(text!(
                "two customers of `{name}`: A gives what ends today, B gives it back the next day, and under `{words}` it begins to live anew each time",
                "`{name}` 的两个客户：甲送出今天到期的单位，乙次日送回，按 `{words}` 每次都重新计算有效期";
                name = name, words = words
            ))
            .help(text!("write `keeping expiry`, `not again`, a fee, or how often", "请写 `保留有效期`、`不可再赠`、费用或次数")),
    )
}

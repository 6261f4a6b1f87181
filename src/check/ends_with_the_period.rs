//! A pack that costs the same on the last day of a period, and ends with it.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Plan, Product, RolloverOf, Start};
use crate::text;
use crate::text::Text;
use crate::units::Validity;

use super::reason::lots::longest_period;
use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::EndsWithThePeriod,
    page: Page {
        what: Words {
            en: "A pack ends with the period whenever it is bought, at the whole price, and nothing of it rolls over.",
            zh: "流量包无论何时购买都随周期结束，全价，且不结转。",
        },
        why: Words {
            en: "Bought on the last day, it lives for some hours: most of it is lost whatever the customer does. Let it live for a number of days, prorate it, let it roll over, or say in the plan why it is so.",
            zh: "在最后一天购买，只能用几个小时：无论如何大部分都会作废。请规定有效天数、按比例计价、允许结转，或在套餐中说明原因。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  pack \"Big\" { price $10; data 30 GB; valid to the end of the period }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  pack \"Big\" { price $10; data 30 GB; valid 30 days }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    // Where a period is a day, whatever ends with it is for that day.
    if longest_period(plan.cycle.answer).is_none_or(|period| period <= 25 * 3_600) {
        return;
    }
    let keeps = plan.rollovers.answer.iter().any(|rule| rule.life.is_some());
    for pack in subject.packs(plan) {
        found.all(finding(plan, pack, keeps));
    }
}

fn finding(plan: &Plan, pack: &Product, keeps: bool) -> Option<Diagnostic> {
    let price = pack.price.as_ref().filter(|price| !price.answer.amount.is_zero())?;
    let told = pack.proration.is_some() || !pack.eligibility.only_if.is_empty() || pack.sale.renewal.is_some();
    let grant = pack.grants.iter().find(|grant| {
        let rolls = match &grant.rollover {
            RolloverOf::Plan => keeps || plan.rollovers.is_assumed(),
            RolloverOf::Never(_) => false,
            RolloverOf::Own(_) => true,
        };
        grant.validity.answer == Validity::Periods(1)
            && !grant.validity.is_assumed()
            && grant.tie.is_none()
            && grant.start == Start::Granted
            && !rolls
    })?;
    (!told).then_some(())?;
    let name = Text::same(&pack.name);
    Some(
        Diagnostic::new(
            Code::EndsWithThePeriod,
            text!("bought on the period's last day, `{name}` is over the next", "在周期最后一天购买的 `{name}` 次日就到期"; name = name),
        )
        .at(grant.validity.origin.span().or(grant.origin.span())?, text!("ends with the period", "随周期结束"))
        .at(price.answer.origin.span()?, text!("costs the same on every day", "哪天购买都是同价"))
        .help(text!(
            "let it live for days (`valid 30 days`), prorate it, or let it roll over",
            "请规定天数（`有效期 30 天`）、按比例计价，或允许结转"
        )),
    )
}

//! Use that is charged without a limit and without being asked, on a bill.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, Ask, Depletion, Fallback, Handler, NoticeOf, Plan, Resort, Scope, Service, Trigger};
use crate::text;
use crate::text::Text;
use crate::units::{Kind, Quantity};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::UnboundedBill,
    page: Page {
        what: Words {
            en: "Data beyond the plan is charged on the bill, or packs are bought on it, without a limit and without asking.",
            zh: "套餐外流量计入账单，或自动购买的包计入账单，既没有上限也不征得同意。",
        },
        why: Words {
            en: "Nothing stops the bill: 100 GB overnight at $0.50 for 100 MB are $500. Regulators ask for a limit or for consent. Write `at most … a month`, or `with consent`.",
            zh: "账单没有止境：按每 100 MB $0.50，一夜用 100 GB 就是 $500。监管机构要求设上限或征得同意。请写 `最多 … 每月` 或 `经同意`。",
        },
        bad: Example::Plan("plan \"P\" {\n  postpaid\n  every month: price $5, data 20 GB\n  when data runs out: charge $0.50 per 100 MB begun\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  postpaid\n  every month: price $5, data 20 GB\n  when data runs out: charge $0.50 per 100 MB begun, at most $20 a month\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    // An account that is paid in advance ends where its money ends; so does whatever has a ceiling of its own.
    if plan.renewal.prepaid || plan.ceilings.iter().any(|ceiling| ceiling.kind == Kind::Money) {
        return;
    }
    if plan.handlers.iter().any(|handler| stops(plan, handler)) {
        return;
    }
    if plan.charge_caps.iter().any(|cap| cap.kinds.contains(Kind::Data)) {
        return;
    }
    for depletion in plan.depletions.iter().filter(|depletion| depletion.kind == Kind::Data) {
        found.all(depletion.fallbacks.answer.iter().find_map(|resort| {
            (charges(resort) || buys(subject, resort)).then(|| finding(subject, depletion)).flatten()
        }));
    }
}

/// Whether it stops use once charges have come to an amount.
fn stops(plan: &Plan, handler: &Handler) -> bool {
    let Trigger::Reached(place) = handler.trigger else { return false };
    let of_charges = plan.notices.get(place).is_some_and(|notice| matches!(notice.of, NoticeOf::Charges(_)));
    let ends = |action: &Action| match action {
        Action::Service { what: Service::Bar { kind, scope }, .. } => {
            kind.is_none_or(|kind| kind == Kind::Data) && *scope == Scope::default()
        }
        _ => false,
    };
    of_charges && handler.condition.is_none() && handler.actions.iter().any(ends)
}

/// Whether it charges for as long as somebody uses.
fn charges(resort: &Resort) -> bool {
    let Fallback::Charge { price, limit: None, consent: Ask::No, tariff, .. } = &resort.what else { return false };
    !price.is_zero() && resort.condition.is_none() && tariff.from.is_none()
}

/// Whether it buys packs for as long as somebody uses.
fn buys(subject: &Subject<'_>, resort: &Resort) -> bool {
    let Fallback::Buy { product, price, limit: None, consent: Ask::No, .. } = &resort.what else { return false };
    let Some(pack) = subject.catalogue.product(*product) else { return false };
    let own = pack.price.as_ref().map_or(Quantity::ZERO, |price| price.answer.amount);
    let open = pack.limits.is_empty() && pack.eligibility.only_if.is_empty() && pack.sale.units.is_none();
    resort.condition.is_none() && open && !price.unwrap_or(own).is_zero()
}

fn finding(subject: &Subject<'_>, depletion: &Depletion) -> Option<Diagnostic> {
    let words = Text::same(subject.words_of(depletion.fallbacks.origin));
    Some(
        Diagnostic::new(Code::UnboundedBill, text!("nothing limits this bill", "这项账单没有上限"))
            .at(depletion.fallbacks.origin.span()?, text!("charged without limit, and without asking", "无上限收费，也不征得同意"))
            .why(text!("`{words}` goes on for as long as somebody uses", "只要继续使用，`{words}` 就一直收费"; words = words))
            .help(text!("write `at most … a month` behind it, or `with consent`", "请在后面写 `最多 … 每月`，或写 `经同意`")),
    )
}

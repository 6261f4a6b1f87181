//! A small purchase that keeps all the plan's units alive.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, ExpiryMove, Grant, Plan, Trigger};
use crate::text;
use crate::text::Text;
use crate::units::{Kind, Validity};

use super::reason::figures;
use super::reason::lots::{each_period, longest, longest_period};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::PurchaseKeepsPlan,
    page: Page {
        what: Words {
            en: "A purchase moves the end of all units, the plan's included, to that of what lives longest: any pack will do.",
            zh: "任何购买都会把所有单位（包括套餐额度）的有效期移到最晚者：买任何包都行。",
        },
        why: Words {
            en: "The cheapest pack that lives long keeps everything alive, and `no rollover` means nothing any more. Let the purchase move the ends of pack units only (`all pack data`), or of what the same pack granted.",
            zh: "最便宜而有效期长的包就能让一切都不过期，`不累积` 形同虚设。请让购买只移动流量包单位的有效期（`所有包流量`），或只移动同一包的单位。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  pack \"Year\" { price $1; data 100 MB; valid 365 days }\n  on purchase: set expiry of all data to the latest\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  no rollover\n  pack \"Year\" { price $1; data 100 MB; valid 365 days }\n  on purchase: set expiry of all pack data to the latest\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    if plan.rollovers.is_assumed() || plan.rollovers.answer.iter().any(|rule| rule.life.is_some()) {
        return;
    }
    for handler in plan.handlers.iter().filter(|handler| handler.trigger == Trigger::Purchase(None)) {
        if handler.limit.is_none() && handler.condition.is_none() {
            found.all(handler.actions.iter().find_map(|action| finding(subject, plan, action)));
        }
    }
}

fn finding(subject: &Subject<'_>, plan: &Plan, action: &Action) -> Option<Diagnostic> {
    let Action::SetExpiry { of, to: ExpiryMove::Latest | ExpiryMove::New | ExpiryMove::Later, origin } = action else { return None };
    let all = of.class.is_none() && of.product.is_none() && of.group.is_none() && of.relations.is_empty() && of.rolled.is_none();
    let (grant, granted) = each_period(subject.own(plan)?, of.kind?).filter(|_| all)?;
    let period = longest_period(plan.cycle.answer)?;
    let long = |grant: &Grant| match grant.validity.answer {
        Validity::For(length) => longest(length).is_some_and(|life| life > period),
        Validity::Forever => true,
        _ => false,
    };
    let longer = subject.packs(plan).filter(|pack| pack.grants.iter().any(long) && pack.sale.any_price.is_none());
    let pack = longer.min_by_key(|pack| pack.price.as_ref().map_or(u64::MAX, |price| price.answer.amount.0))?;
    let price = figures::amount(subject, plan, (Kind::Money, pack.price.as_ref()?.answer.amount));
    let (units, name) = (figures::amount(subject, plan, (grant.kind, granted)), Text::same(&pack.name));
    Some(
        Diagnostic::new(
            Code::PurchaseKeepsPlan,
            text!("`{name}` for {price} keeps {units} of the plan alive", "花 {price} 买 `{name}` 就能让套餐的 {units} 不过期"; name = name, price = price, units = units),
        )
        .at(origin.span()?, text!("the plan's units too", "套餐额度也在内"))
        .at(plan.rollovers.origin.span()?, text!("nothing of them is to roll over", "而它们本不结转"))
        .at(pack.grants.iter().find(|grant| long(grant)).and_then(|grant| grant.validity.origin.span())?, text!("lives longer than a period", "有效期长于一个周期"))
        .help(text!("write `all pack data`, or say which pack's units", "请写 `所有包流量`，或写明哪个包的单位")),
    )
}

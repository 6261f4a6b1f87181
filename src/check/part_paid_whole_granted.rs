//! A part of a period is paid, and all of its units are granted.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::Plan;
use crate::text;
use crate::text::Origin;
use crate::units::{Allowance, Cycle, Days, Proration};

use super::reason::figures;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::PartPaidWholeGranted,
    page: Page {
        what: Words {
            en: "A first period that is not whole costs a part of the price, and grants all units.",
            zh: "不完整的首个周期只收部分价格，却发放全部单位。",
        },
        why: Words {
            en: "Who starts on the last day of the month pays for one day and gets a month's units; who leaves and comes back can do it again. Write `first period: prorated`, so that both follow the days, or let what is left not roll over and accept it: then allow this.",
            zh: "月末最后一天开通的人只付一天的钱，却得到整月的单位；退订后重来又可再得。请写 `首个周期：按天折算`，让两者都按天数计；若有意如此，请允许此项。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $30, data 20 GB\n  first period: price prorated\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $30, data 20 GB\n  first period: prorated\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    if let Some((proration, origin)) = &plan.first_period
        && subject.wrote(plan, *origin)
        && proration.price.is_some()
        && proration.units.is_empty()
    {
        found.all(finding(subject, plan, (proration, *origin)));
    }
}

fn finding(subject: &Subject<'_>, plan: &Plan, (proration, origin): (&Proration, Origin)) -> Option<Diagnostic> {
    let calendar = matches!(plan.cycle.answer, Cycle::CalendarMonths(1) | Cycle::BillDay { count: 1, .. });
    let price = plan.price.filter(|price| calendar && !price.amount.is_zero())?;
    let (kind, amount, place) = subject.own(plan)?.grants.iter().find_map(|grant| match grant.amount.answer {
        Allowance::Limited(amount) if grant.repeat.is_none() => Some((grant.kind, amount, grant.origin)),
        _ => None,
    })?;
    let money = |amount| figures::money(subject, plan, amount);
    let part = proration.price(price.amount, Days { left: 1, whole: 31 });
    (part < price.amount).then_some(())?;
    let (whole, day) = (money(price.amount), money(part));
    let units = figures::amount(subject, plan, (kind, amount));
    Some(
        Diagnostic::new(
            Code::PartPaidWholeGranted,
            text!("on the last day of a month {units} cost {day} instead of {whole}", "在月末最后一天，{units} 只需 {day}，而不是 {whole}"; units = units, day = day, whole = whole),
        )
        .at(origin.span()?, text!("the price follows the days", "价格按天折算"))
        .at(place.span()?, text!("and this is granted whole", "而这里全额发放"))
        .why(text!("a change to this plan at once begins such a period, too", "立即变更到此套餐也会开始这样的周期"))
        .help(text!("write `first period: prorated`", "请写 `首个周期：按天折算`")),
    )
}

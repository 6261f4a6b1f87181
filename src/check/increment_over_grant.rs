//! Units that pay in increments as large as all of them: the first byte takes everything.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Grant, Plan};
use crate::text;
use crate::text::Text;
use crate::units::{Allowance, Format, Quantity};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::IncrementOverGrant,
    page: Page {
        what: Words {
            en: "What is granted pays in increments that are as large as all of it.",
            zh: "额度的计量单位不小于额度本身。",
        },
        why: Words {
            en: "An increment that is begun is paid in full: the first byte takes everything, and nothing is left for the second use. Write the increment in the unit that is meant.",
            zh: "开始一个计量单位即付全额：第一个字节就用掉全部，第二次使用什么也不剩。请用所指的单位书写计量单位。",
        },
        bad: Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  pack \"A\" { price $1; data 150 MB; valid 1 day; data is counted by 1 GB }\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  pack \"A\" { price $1; data 150 MB; valid 1 day; data is counted by 1 MB }\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for grant in subject.own(plan).into_iter().chain(subject.packs(plan)).flat_map(|product| &product.grants) {
        if let (Allowance::Limited(amount), Some(increment)) = (grant.amount.answer, grant.increment)
            // One message is one message.
            && increment.0 > 1
            && increment >= amount
            && let Some(one) = finding(subject, plan, (grant, amount, increment))
        {
            found.add(one);
        }
    }
}

fn finding(
    subject: &Subject<'_>,
    plan: &Plan,
    (grant, amount, increment): (&Grant, Quantity, Quantity),
) -> Option<Diagnostic> {
    let operator = subject.catalogue.operator_of(plan)?;
    let format = Format { gigabyte: operator.gigabyte.answer, currency: operator.currency.answer };
    let words = |amount| Text::same(format.quantity(grant.kind, amount));
    let (amount, increment) = (words(amount), words(increment));
    Some(
        Diagnostic::new(
            Code::IncrementOverGrant,
            text!(
                "the first use takes all {amount}: it is counted by {increment}",
                "第一次使用就用掉全部 {amount}：按 {increment} 计量";
                amount = amount, increment = increment
            ),
        )
        .at(grant.origin.span()?, text!("{amount}, counted by {increment}", "{amount}，按 {increment} 计量"; amount = amount, increment = increment))
        .why(text!("an increment that is begun is paid in full", "开始一个计量单位即付全额"))
        .help(text!("write an increment much smaller than {amount}", "请写远小于 {amount} 的计量单位"; amount = amount)),
    )
}

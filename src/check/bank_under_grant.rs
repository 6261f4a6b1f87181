//! A bank that holds less than one period grants, where leftovers are promised for several.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{CapAmount, CapOf, Class, Life, Plan, Rollover};
use crate::text;
use crate::text::Text;

use super::reason::lots::{alive, each_period};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::BankUnderGrant,
    page: Page {
        what: Words {
            en: "Leftovers are to live for several periods, and the bank holds less than one period grants.",
            zh: "结余承诺保留若干周期，但累积上限小于一个周期的额度。",
        },
        why: Words {
            en: "The first quiet period fills the bank, so of all later ones nothing is kept: the months that are promised mean little. Write a larger bank, or a shorter time.",
            zh: "第一个用量少的周期就会装满累积余额，之后的结余都无法保留：承诺的月数几乎没有意义。请写更大的上限，或更短的时间。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  rollover 6 months, bank at most 10 GB refusing the newest\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  rollover 6 months, bank at most 40 GB refusing the newest\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for rule in plan.rollovers.answer.iter().filter(|rule| is_of_periods(rule)) {
        found.all(finding(subject, plan, rule));
    }
}

/// Whether a rule is of what periods grant, and not of packs or of what has rolled.
fn is_of_periods(rule: &Rollover) -> bool {
    rule.of.class.is_none_or(|class| class == Class::Plan) && rule.of.product.is_none() && rule.of.group.is_none()
}

fn finding(subject: &Subject<'_>, plan: &Plan, rule: &Rollover) -> Option<Diagnostic> {
    let own = subject.own(plan)?;
    let promised = match rule.life.as_ref()? {
        Life::Renewals { at_most: None, no_longer_than: None, .. } => text!("as long as renewals go on", "只要一直续订"),
        Life::Renewals { at_most: Some(times @ 2..), .. } => text!("for {times} renewals", "{times} 次续订"),
        life => {
            let periods = alive(life, plan.cycle.answer).filter(|periods| *periods > 1)?;
            text!("for {periods} periods", "{periods} 个周期")
        }
    };
    rule.caps.iter().filter(|cap| cap.of == CapOf::Bank).find_map(|cap| {
        let CapAmount::Units { kind, amount } = cap.amount else { return None };
        rule.of.kind.is_none_or(|only| only == kind).then_some(())?;
        let (grant, granted) = each_period(own, kind)?;
        (amount < granted).then_some(())?;
        let (limit, each) = (Text::same(subject.words_of(cap.origin)), Text::same(subject.words_of(grant.origin)));
        Some(
            Diagnostic::new(
                Code::BankUnderGrant,
                text!("the bank holds less than the leftover of one period", "累积上限小于一个周期的结余"),
            )
            .at(cap.origin.span()?, text!("less than one period grants", "小于一个周期的额度"))
            .at(grant.origin.span()?, text!("one period's grant", "一个周期的额度"))
            .why(text!(
                "leftovers are promised {promised}; one quiet period of `{each}` fills `{limit}`, and then nothing more is kept",
                "结余承诺保留{promised}；一个用量少的周期（`{each}`）就装满 `{limit}`，之后不再保留";
                each = each, limit = limit, promised = promised
            ))
            .help(text!("write a larger bank, or a shorter time", "请写更大的上限，或更短的时间")),
        )
    })
}

//! A clause that changes nothing for a plan like this.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::diag::Edit;
use crate::model::{Grant, Plan, RolloverOf};
use crate::syntax::Rule;
use crate::text;
use crate::text::{Span, Text};
use crate::units::{Allowance, Cycle, Validity};

use super::reason::lots::{rolls, waits};
use super::reason::{clauses, lines};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::WithoutEffect,
    page: Page {
        what: Words {
            en: "A clause answers a question that this plan never has: what the month's end is for calendar months, what a first period costs that is always whole, how late a renewal may save leftovers that do not roll over.",
            zh: "某条款回答了这个套餐不存在的问题：自然月的月末如何处理、总是完整的首个周期如何折算、不结转时迟到的续订如何挽救结余。",
        },
        why: Words {
            en: "It does nothing, and whoever reads it believes that something is arranged. Take it out, or let the periods or leftovers be what it speaks of.",
            zh: "它不起作用，读者却以为已有安排。请删去它，或让周期或结余符合它所说的情形。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB\n  month end drifts\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  month end drifts\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    subject.packs(plan).flat_map(|pack| &pack.grants).for_each(|grant| found.all(never_left(subject, grant)));
    let cycle = plan.cycle.answer;
    let from_its_start = matches!(cycle, Cycle::Months { .. } | Cycle::WholeMonths { .. });
    let always_whole = from_its_start || matches!(cycle, Cycle::Days(_) | Cycle::Seconds(_) | Cycle::Once);
    if !from_its_start && !plan.cycle.is_assumed() {
        let clause = clauses::first(subject, plan.origin, Rule::month_end_clause);
        found.all(clause.and_then(|clause| {
            let message = text!("these periods have no month's end to arrange", "这种周期没有月末需要安排");
            let label = text!("only months that are counted from the start need this", "只有从开始日起算的月份才需要它");
            Some(finding(subject, (clause.span, message, label))?.at(plan.cycle.origin.span()?, text!("the periods", "周期在此")))
        }));
    }
    if let Some((_, origin)) = plan.first_period.as_ref().filter(|(_, origin)| always_whole && subject.wrote(plan, *origin)) {
        found.all(origin.span().and_then(|span| {
            let message = text!("the first period is always whole here", "这里的首个周期总是完整的");
            let label = text!("nothing is ever cut short", "从不会缩短");
            let periods = text!("counted from the day of the start", "从开始当天起算");
            Some(finding(subject, (span, message, label))?.at(plan.cycle.origin.span()?, periods))
        }));
    }
    if let Some(grace) = plan.renewal.grace.filter(|grace| subject.wrote(plan, grace.origin))
        && !plan.rollovers.is_assumed()
    {
        let rolls = rolls(subject.catalogue, plan);
        let waits = waits(subject.catalogue, plan);
        found.all(grace.origin.span().filter(|_| rolls && !waits).and_then(|span| {
            let message = text!("these leftovers live on without a renewal, so this grace saves nothing", "这些结余无需续订即可保留，因此宽限期不起作用");
            let label = text!("nothing waits for a late renewal", "没有结余等待迟到的续订");
            let rule = text!("counted in time, renewed or not", "按时间计算，与续订无关");
            Some(finding(subject, (span, message, label))?.at(plan.rollovers.origin.span()?, rule))
        }));
        found.all(grace.origin.span().filter(|_| !rolls).and_then(|span| {
            let message = text!("there are no leftovers for this grace to save", "没有结余可供宽限期挽救");
            let label = text!("a late renewal finds nothing to save", "迟到的续订没有可挽救的结余");
            Some(finding(subject, (span, message, label))?.at(plan.rollovers.origin.span()?, text!("nothing rolls over", "不结转")))
        }));
    }
}

/// The rollover of a pack whose units never end, or have no limit: nothing of them is ever left over.
fn never_left(subject: &Subject<'_>, grant: &Grant) -> Option<Diagnostic> {
    let RolloverOf::Own(rule) = &grant.rollover else { return None };
    rule.life.as_ref()?;
    let (label, place) = if grant.validity.answer == Validity::Forever && grant.repeat.is_none() && grant.tie.is_none() {
        (text!("they never end", "它们永不到期"), grant.validity.origin)
    } else if grant.amount.answer == Allowance::Unlimited {
        (text!("there is no limit that could leave something", "没有限额，也就没有结余"), grant.origin)
    } else {
        return None;
    };
    let message = text!("nothing of these units is ever left to roll over", "这些单位从不会有结余可结转");
    let found = finding(subject, (rule.origin.span()?, message, text!("this never acts", "它从不起作用")))?;
    Some(found.at(place.span()?, label))
}

fn finding(subject: &Subject<'_>, (place, message, label): (Span, Text, Text)) -> Option<Diagnostic> {
    let title = text!("take the clause out", "删除这一条");
    let found = Diagnostic::new(Code::WithoutEffect, message).at(place, label).help(title.clone());
    let Some(clause) = subject.clause_at(place).filter(|clause| clause.comment.is_none() && clause.doc.is_none()) else {
        return Some(found);
    };
    let edit = Edit { span: lines::with_blanks(subject, clause.span), text: String::new() };
    // Behind a `;` there is more on the line.
    let alone = subject.text().get(..place.start as usize)?.rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
    let alone = alone && subject.text().get(clause.span.end as usize..)?.split('\n').next().is_some_and(|line| line.trim().is_empty());
    Some(if alone { found.fix(title, vec![edit], true) } else { found })
}

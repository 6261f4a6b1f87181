//! What was assumed because the plan does not say it.

use crate::model::{Assumption, Plan};
use crate::text;
use crate::text::Lang;

use super::cells::fold;
use super::quote::Quote;
use super::{Run, Style};

/// What was assumed, a line each, with the clause that would say it. `None` if nothing was.
pub(super) fn assumptions(run: &Run<'_>, lang: Lang, style: Style) -> Option<String> {
    let plans = plans(run);
    let several = plans.len() > 1;
    let lines = plans.iter().flat_map(|plan| {
        plan.assumptions.iter().map(move |assumption| line(run, plan, assumption, several, lang, style))
    });
    let lines: Vec<String> = lines.collect();
    let heading = text!("What was assumed, because the plan does not say it", "以下为系统假定，因为套餐没有写明");
    (!lines.is_empty()).then(|| format!("{}\n{}", style.heading(heading.get(lang)), lines.join("\n")))
}

/// The plans that accounts started with or changed to, each once.
pub(super) fn plans<'a>(run: &Run<'a>) -> Vec<&'a Plan> {
    let started = run.accounts.iter().map(|account| account.plan);
    let changed = run.ledger.entries.iter().filter_map(|entry| match entry.posting {
        crate::ledger::Posting::PlanChanged { to } => Some(to),
        _ => None,
    });
    let mut plans: Vec<&Plan> = Vec::new();
    for plan in started.chain(changed).filter_map(|id| run.catalogue.plan(id)) {
        if plans.iter().all(|known| known.id != plan.id) {
            plans.push(plan);
        }
    }
    plans
}

/// `- which lot pays first: the oldest; to say so: use oldest first`
fn line(run: &Run<'_>, plan: &Plan, assumption: &Assumption, several: bool, lang: Lang, style: Style) -> String {
    let mut text = text!(
        "{asks}: {answer}", "{asks}：{answer}";
        asks = assumption.asks, answer = assumption.answer
    );
    if several {
        let name = &plan.name;
        text = text!("\"{name}\", {text}", "“{name}”，{text}"; text = text);
    }
    if let Some(clause) = assumption.clauses.first() {
        text = text!("{text}; to say so: {clause}", "{text}；写法：{clause}"; text = text, clause = clause);
    }
    if let Some(place) = Quote::at(run, assumption.because).map(|quote| quote.place()) {
        text = text!("{text} ({place})", "{text}（{place}）"; text = text);
    }
    fold(&format!("- {}", text.get(lang)), style.cells(), 2)
}

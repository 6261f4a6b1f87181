//! # `scenario`
//!
//! `scenario "title" for "Plan" { … }` is a story with dates: what happens to the accounts that have the plan, and what
//! is expected of them. `test` runs it. Its lines come in the order of time; each begins with a date, and a time if it
//! is not 00:00 in the plan's zone.
//!
//! A line may begin with the name of an account, behind the date. Without `accounts` or `members` there is one account,
//! which needs no name. `for "Plan"` may be left out where the file has one plan.
//!
//! **Edge.** What is expected of a date is expected after everything that happens at that instant without the customer:
//! on 1 May 00:00, what expires then is gone and what is granted then is there.

use std::collections::btree_map::Entry;

use crate::diag::{Code, Diagnostic, Edit, Label};
use crate::event::PlanId;
use crate::model::{Account, Scenario};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::{Origin, Span, Text};

use super::context::clauses_of;
use super::read::named::{Sight, Thing};
use super::read::scene::Scene;
use super::{Context, Example, Lowered, Place, cases, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::File,
        en: "plan P { every calendar month: data 20 GB }\nscenario \"a month\" for P {\n  2026-01-01 activate\n  2026-01-20 use 12 GB\n  2026-01-31 expect 8 GB\n}",
        zh: "套餐 P { 每个自然月：流量 20 GB }\n场景 “a month” 对 P {\n  2026-01-01 开通\n  2026-01-20 使用 12 GB\n  2026-01-31 预期 8 GB\n}",
    },
    Example {
        place: Place::File,
        en: "plan P { every calendar month: data 20 GB }\nscenario \"two\" {\n  accounts A, B\n  2026-01-01 A activate\n  2026-01-02 A expect 20 GB\n}",
        zh: "套餐 P { 每个自然月：流量 20 GB }\n场景 “two” {\n  账户 A、B\n  2026-01-01 A 开通\n  2026-01-02 A 预期 20 GB\n}",
    },
];

/// So many plans are told where a scenario names none.
const MOST_TOLD: usize = 8;

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let names: Vec<_> = clause.sentence.all(Rule::name).collect();
    let title = context.name_of(names.first()?);
    let Some(block) = &clause.block else {
        let message = text!("this scenario has no lines", "这个场景没有内容");
        let help =
            text!("write them between braces: `{{ 2026-01-01 activate }}`", "请写在大括号里：`{{ 2026-01-01 开通 }}`");
        return context.report(report::missing(clause.sentence.span, message).help(help));
    };
    let plan = match names.get(1) {
        Some(node) => named(context, &context.name_of(node), node.span),
        None => only(context, clause.sentence.span),
    };
    let (tables, lines): (Vec<&Clause>, Vec<&Clause>) =
        clauses_of(&block.entries.list).partition(|clause| cases::is_one(clause));
    if tables.is_empty() {
        let scene = self::lines(context, &lines, plan);
        return add(context, (title, names.first()?.span), (plan?, scene), clause.span);
    }
    let table = cases::table(context, &tables, &lines)?;
    for row in &table.rows {
        let before = context.diagnostics.len();
        let filled: Option<Vec<Clause>> = lines.iter().map(|line| table.line(context, row, line)).collect();
        let filled = filled?;
        let scene = self::lines(context, &filled.iter().collect::<Vec<_>>(), plan);
        let is_in_row = |one: &Diagnostic| {
            one.span().is_some_and(|span| {
                span.source == row.span.source && row.span.start <= span.start && span.end <= row.span.end
            })
        };
        if context.diagnostics.iter().skip(before).any(|one| !is_in_row(one)) {
            // What is wrong with a line is wrong in every row.
            return None;
        }
        let title = format!("{title} ({})", table.name(context, row));
        add(context, (title, row.span), (plan?, scene), row.span)?;
    }
    Some(())
}

/// A scenario that was read, unless there is one of the same name.
fn add(
    context: &mut Context<'_>,
    (title, named): (String, Span),
    (plan, scene): (PlanId, Scene),
    span: Span,
) -> Lowered {
    let origin = Origin::Written(span);
    let twin = context.named.scenarios.entry((plan, title.clone()));
    if let Entry::Occupied(twin) = twin {
        let first = *twin.get();
        let message = text!("there are two scenarios `{title}` for this plan", "这个套餐有两个名为 `{title}` 的场景");
        return context.report(report::two_names(message, named, first));
    }
    twin.or_insert(span);
    let Scene { accounts, steps, .. } = scene;
    context.catalogue.scenarios.push(Scenario { name: title, plan, accounts, steps, origin });
    Some(())
}

/// Reads what stands between the braces: who there is first, wherever that is said, then what happens.
fn lines(context: &mut Context<'_>, lines: &[&Clause], plan: Option<PlanId>) -> Scene {
    context.scene = Scene::of(plan);
    let known = plan.and_then(|id| context.catalogue.plan(id));
    let operator = known.and_then(|plan| context.catalogue.operator_of(plan)).cloned();
    let operator = operator.unwrap_or_else(|| context.operator.clone());
    let outside = std::mem::replace(&mut context.operator, operator);
    // Accounts can have other plans, or move to them: their packs can be spoken of too, after the plan's own.
    let sight = std::mem::replace(&mut context.sight, Sight { plan, others: true });
    let (who, what): (Vec<&Clause>, Vec<&Clause>) = lines
        .iter()
        .copied()
        .partition(|clause| matches!(clause.sentence.rule, Rule::accounts_clause | Rule::members_clause));
    context.clauses(&who, Place::Scenario);
    if context.scene.accounts.is_empty() {
        let account = Account { name: String::new(), plan: context.scene.plan_or_first(), member_of: None };
        context.scene.add(account, None);
    }
    let _: Lowered = super::members::fit(context);
    context.clauses(&what, Place::Scenario);
    context.operator = outside;
    context.sight = sight;
    std::mem::take(&mut context.scene)
}

/// The plan of that name.
pub(super) fn named(context: &mut Context<'_>, wanted: &str, span: Span) -> Option<PlanId> {
    match context.named.plans.find(wanted) {
        Some(plan) => Some(*plan),
        None => context.unknown(Thing::Plan, wanted, span),
    }
}

/// The only plan of the file that the scenario stands in.
fn only(context: &mut Context<'_>, head: Span) -> Option<PlanId> {
    let plans = context.named.plans_of.get(&head.source).map_or(&[][..], Vec::as_slice);
    if let [plan] = plans {
        return Some(*plan);
    }
    if plans.is_empty() && context.unread.may_hide_plan(head.source) {
        return context.withhold();
    }
    let choices = plans.iter().filter_map(|id| context.named.titles.get(id.0 as usize).cloned());
    let choices: Vec<String> = choices.take(MOST_TOLD).collect();
    // Who leaves it out leaves it out in every scenario: that is one mistake.
    let known = context.said_of_none.get(&head.source).copied();
    if let Some(first) = known.and_then(|place| context.diagnostics.get_mut(place)) {
        if first.labels.len() < MOST_TOLD {
            first.labels.push(Label { span: head.after(), text: Text::default() });
        }
        for (fix, name) in first.fixes.iter_mut().zip(&choices) {
            fix.edits.push(Edit { span: head.after(), text: format!(" for \"{name}\"") });
        }
        return context.withhold();
    }
    context.said_of_none.insert(head.source, context.diagnostics.len());
    context.report(of_which(head, &choices))
}

fn of_which(head: Span, plans: &[String]) -> Diagnostic {
    let message = text!("this scenario does not say for which plan it is", "这个场景没有说明针对哪个套餐");
    let report = Diagnostic::new(Code::Unexpected, message).at(head.after(), text!("missing here", "这里缺少内容"));
    let report = report.help(text!("add `for \"name of the plan\"`", "请加上 `对 \"套餐名\"`"));
    if plans.is_empty() {
        return report.why(text!("this file has no plan", "这个文件里没有套餐"));
    }
    let fixed = |report: Diagnostic, name: &String| {
        let edit = Edit { span: head.after(), text: format!(" for \"{name}\"") };
        report.fix(text!("it is for `{name}`", "针对 `{name}`"), vec![edit], false)
    };
    let report = report.why(text!("this file has several plans: {list}", "这个文件里有多个套餐：{list}"; list = Text::same(plans.join(", "))));
    plans.iter().take(4).fold(report, fixed)
}

#[cfg(test)]
mod tests;

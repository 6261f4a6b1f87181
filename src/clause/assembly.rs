//! From trees to a catalogue, in stages: what a stage reads may be spoken of in every later one, wherever it stands.

use std::borrow::Borrow;

use crate::diag::{Code, Diagnostic};
use crate::event::{PlanId, ProductId};
use crate::model::{Catalogue, Choice, ProductKind, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Entries};
use crate::text;
use crate::text::{Origin, SourceId, Sources, Span};
use crate::units::Cycle;

use super::context::{clauses_of, stage_of};
use super::like::{Draft, effective};
use super::questions::{self, Noted};
use super::read::items::{self, Items};
use super::read::named::Sight;
use super::read::unread::Unread;
use super::read::{blank, name};
use super::{Context, Place, Stage, report};

/// A file as it is written.
pub(super) type File<'t> = (SourceId, &'t Entries);

/// Everything that the files say, with everything that is wrong with it.
#[must_use]
pub fn catalogue<E: Borrow<Entries>>(files: &[(SourceId, E)], sources: &Sources) -> (Catalogue, Vec<Diagnostic>) {
    let files: Vec<File<'_>> = files.iter().map(|(id, entries)| (*id, entries.borrow())).collect();
    let mut context = Context::new(sources);
    context.files = &files;
    context.unread = Unread::of(&files, sources);
    read(&mut context, &files, Stage::Calendar);
    let homes: Vec<Home> = files.iter().map(|file| operators(&mut context, file)).collect();
    recharge_product(&mut context);
    let drafts = declare(&mut context, &files, &homes);
    for index in 0..drafts.len() {
        plan(&mut context, &drafts, index);
    }
    read(&mut context, &files, Stage::Promotion);
    questions::ask(&mut context.catalogue, &context.notes);
    read(&mut context, &files, Stage::About);
    (context.catalogue, in_order(context.diagnostics))
}

/// Reads the clauses of one stage that stand at the top of the files.
fn read(context: &mut Context<'_>, files: &[File<'_>], stage: Stage) {
    for file in files {
        context.clauses(&of_stage(file, stage), Place::File);
    }
}

fn of_stage<'t>((_, entries): &File<'t>, stage: Stage) -> Vec<&'t Clause> {
    clauses_of(&entries.list).filter(|clause| stage_of(clause) == stage).collect()
}

/// The operator of the plans of one file that name none: the file's own, or the only one it declares.
pub(super) type Home = Option<usize>;

fn operators(context: &mut Context<'_>, file: &File<'_>) -> Home {
    let clauses = of_stage(file, Stage::Operator);
    let before = context.catalogue.operators.len();
    context.operator = blank::operator(Origin::Assumed);
    context.clauses(&clauses, Place::File);
    let settings = clauses.iter().find(|clause| clause.sentence.rule != Rule::operator_clause);
    if let Some(first) = settings {
        context.operator.origin = Origin::Written(first.span);
        context.catalogue.operators.push(context.operator.clone());
        return Some(context.catalogue.operators.len() - 1);
    }
    (context.catalogue.operators.len() == before + 1).then_some(before)
}

/// Every account can be recharged; the money that is paid in comes from one product that all plans share.
fn recharge_product(context: &mut Context<'_>) {
    context.new_product(ProductKind::Recharge, "recharge", Origin::Assumed);
}

/// Gives every plan and promotion its number and its name, so that clauses can speak of them.
fn declare<'t>(context: &mut Context<'_>, files: &[File<'t>], homes: &[Home]) -> Vec<Draft<'t>> {
    let mut drafts: Vec<Draft<'t>> = Vec::new();
    for (file, home) in files.iter().zip(homes) {
        let clauses = of_stage(file, Stage::Plan);
        let (heads, loose): (Vec<&Clause>, Vec<&Clause>) =
            clauses.into_iter().partition(|clause| clause.sentence.rule == Rule::plan_clause);
        let loose = if heads.is_empty() { loose } else { of_a_plan(context, loose) };
        if let Some(draft) = anonymous(context, file.0, loose, *home, drafts.len()) {
            drafts.push(draft);
        }
        for head in heads {
            named(context, &mut drafts, head, *home);
        }
        for promotion in of_stage(file, Stage::Promotion) {
            super::promo::declare(context, promotion);
        }
    }
    super::group::of_plans(context, &drafts);
    drafts
}

/// What stands beside plans with names is a plan itself only if it grants, sells or costs something. Otherwise somebody
/// meant it for the others.
fn of_a_plan<'t>(context: &mut Context<'_>, loose: Vec<&'t Clause>) -> Vec<&'t Clause> {
    let makes = [Rule::every_clause, Rule::grant_clause, Rule::price_clause, Rule::pack_clause];
    if loose.iter().any(|clause| makes.contains(&clause.sentence.rule)) {
        return loose;
    }
    if let Some(first) = loose.first() {
        let message = text!("this clause belongs to no plan", "这一条款不属于任何套餐");
        let diagnostic = Diagnostic::new(Code::MisplacedClause, message)
            .at(first.sentence.span, text!("stands outside every plan of the file", "写在文件的所有套餐之外"))
            .why(text!(
                "what stands at the top holds for no plan that has a name",
                "写在顶层的条款对有名称的套餐都不起作用"
            ))
            .help(text!("write it into each plan that it is meant for", "请写进它所针对的每个套餐"));
        let _: Option<()> = context.report(diagnostic);
    }
    Vec::new()
}

fn anonymous<'t>(
    context: &mut Context<'_>,
    source: SourceId,
    own: Vec<&'t Clause>,
    home: Home,
    place: usize,
) -> Option<Draft<'t>> {
    let span = own.iter().map(|clause| clause.span).reduce(Span::to)?;
    let name = name::file_stem(context.sources.get(source).map_or("", |source| source.name()));
    let origin = Origin::Written(span);
    let product = context.new_product(ProductKind::Plan, &name, origin);
    // A plan with a name of its own comes before one that is named after its file.
    let id = announce(context, &name, span, place);
    context.named.plans.add(&name, id);
    Some(Draft { name, head: None, own, operator: home, product, origin, before: None })
}

fn named<'t>(context: &mut Context<'_>, drafts: &mut Vec<Draft<'t>>, head: &'t Clause, home: Home) {
    let Some(node) = head.sentence.child(Rule::name) else { return };
    let name = context.name_of(node);
    let known = context.named.plans.find(&name).and_then(|id| drafts.get(id.0 as usize));
    let base = context.named.plans.find(&name).copied().filter(|_| known.is_some_and(|draft| draft.head.is_some()));
    let base = base.filter(|_| head.sentence.has(Rule::version_from));
    if let Some(first) = known.and_then(|draft| draft.head).filter(|_| base.is_none()) {
        let message = text!("there are two plans `{name}`", "有两个名为 `{name}` 的套餐");
        let _: Option<()> = context.report(report::two_names(message, node.span, first.sentence.span));
        return;
    }
    let later = base.and_then(|base| context.named.plan_versions.get(&base));
    let before = later.and_then(|later| later.last()).or(base.as_ref()).map(|last| last.0 as usize);
    if later.is_some_and(|later| later.len() >= super::like::MOST_STEPS) {
        let _: Option<()> = context.report(super::like::too_far(node.span));
        return;
    }
    match base {
        Some(base) => version(context, (base, before.unwrap_or_default()), drafts.len()),
        None => {
            let id = announce(context, &name, head.span, drafts.len());
            context.named.plans.replace(&name, id);
        }
    }
    let own = head.block.iter().flat_map(|block| clauses_of(&block.entries.list)).collect();
    let origin = Origin::Written(head.span);
    let product = context.new_product(ProductKind::Plan, &name, origin);
    drafts.push(Draft { name, head: Some(head), own, operator: home, product, origin, before });
}

/// Gives a later version the number that it will have. Its name means the first one.
fn version(context: &mut Context<'_>, (base, before): (PlanId, usize), place: usize) {
    let [id, before] = [place, before].map(|place| PlanId(u32::try_from(place).unwrap_or(u32::MAX)));
    let title = context.named.titles.get(base.0 as usize).cloned().unwrap_or_default();
    context.named.titles.push(title);
    context.named.plan_versions.entry(base).or_default().push(id);
    context.named.first_versions.insert(id, (base, before));
}

/// Gives a plan the number that it will have.
fn announce(context: &mut Context<'_>, name: &str, span: Span, place: usize) -> PlanId {
    let id = PlanId(u32::try_from(place).unwrap_or(u32::MAX));
    context.named.titles.push(name.to_owned());
    context.named.plans_of.entry(span.source).or_default().push(id);
    id
}

/// Reads one plan with all its clauses.
fn plan(context: &mut Context<'_>, drafts: &[Draft<'_>], index: usize) {
    let Some(draft) = drafts.get(index) else { return };
    begin(context, draft);
    let clauses = effective(context, drafts, index);
    context.plan.operator = operator_of(context, drafts, index, &clauses);
    if let Some(head) = draft.head {
        context.clauses(&[head], Place::File);
    }
    super::plan::follow(context);
    super::pack::declare(context, &clauses);
    let rest: Vec<&Clause> = clauses.into_iter().filter(|clause| stage_of(clause) != Stage::Operator).collect();
    context.clauses(&rest, Place::Plan);
    finish(context);
}

/// A plan that nothing is known of.
fn begin(context: &mut Context<'_>, draft: &Draft<'_>) {
    let id = PlanId(u32::try_from(context.catalogue.plans.len()).unwrap_or(u32::MAX));
    context.plan = blank::plan(id, draft.product, draft.origin);
    context.plan.name.clone_from(&draft.name);
    context.product = take_product(context, draft.product);
    context.noted = Noted::default();
    context.items = Items::default();
    context.said_packs.clear();
    context.pack_versions.clear();
    context.sight = Sight { plan: Some(id), others: false };
    context.month_end = None;
    context.beyond = None;
    context.gift_shares.clear();
    context.not_given.clear();
}

/// Puts what was collected into the plan and its product, and both into the catalogue.
fn finish(context: &mut Context<'_>) {
    let items = std::mem::take(&mut context.items);
    let validity = Choice::stated(Validity::Periods(1), context.plan.cycle.origin);
    context.product.grants = items::grants(&items, validity, None, false);
    if context.product.grants.is_empty() && items.nothing.is_none() {
        let grant = super::pack::assumed_grant(context, &items, validity, None, 20);
        context.product.grants.push(grant);
    }
    context.plan.price = items.price;
    context.plan.price_steps = super::price_step::steps(context, &items);
    if let (Cycle::Months { month_end, .. } | Cycle::WholeMonths { month_end, .. }, Some(stated)) =
        (&mut context.plan.cycle.answer, context.month_end)
    {
        *month_end = stated.answer;
    }
    context.noted.month_end = context.month_end.is_some();
    super::give::shares(context);
    super::not_given::except(context);
    super::read::rules::sort(&mut context.plan.rollovers.answer);
    super::depletion::sort(&mut context.plan.depletions);
    context.store_operator();
    store_product(context);
    let noted = std::mem::take(&mut context.noted);
    context.notes.push(noted);
    super::plan::precede(context);
    super::existing::check(context);
    super::owner_pays::check(context);
    context.catalogue.plans.push(context.plan.clone());
}

/// The place of the plan's operator in the catalogue, with its copy in the context. Settings inside the plan (`zone …`)
/// make an operator of its own.
fn operator_of(context: &mut Context<'_>, drafts: &[Draft<'_>], index: usize, clauses: &[&Clause]) -> usize {
    let by = super::like::operator(context, drafts, index);
    let settings: Vec<&Clause> = clauses.iter().copied().filter(|clause| stage_of(clause) == Stage::Operator).collect();
    let base = by.and_then(|place| context.catalogue.operators.get(place).cloned());
    context.operator = base.unwrap_or_else(|| blank::operator(Origin::Assumed));
    match (by, settings.is_empty()) {
        (Some(place), true) => place,
        _ => {
            context.clauses(&settings, Place::Plan);
            context.catalogue.operators.push(context.operator.clone());
            context.catalogue.operators.len() - 1
        }
    }
}

pub(super) fn take_product(context: &mut Context<'_>, id: ProductId) -> crate::model::Product {
    let known = context.catalogue.product(id).cloned();
    known.unwrap_or_else(|| blank::product(id, Origin::Assumed))
}

pub(super) fn store_product(context: &mut Context<'_>) {
    let product = std::mem::replace(&mut context.product, blank::product(ProductId(0), Origin::Assumed));
    if let Some(place) = context.catalogue.products.get_mut(product.id.0 as usize) {
        *place = product;
    }
}

/// In the order of the text, each once: a plan that is like another repeats what is wrong with that.
fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| diagnostic.span().map(|span| (span.source, span.start)));
    let mut each: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        let same = |other: &Diagnostic| other.span() == diagnostic.span();
        if !each.iter().rev().take_while(|other| same(other)).any(|other| *other == diagnostic) {
            each.push(diagnostic);
        }
    }
    each
}

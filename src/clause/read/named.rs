//! What clauses can name: plans, operators, packs and the rest. Each is found by its name, however many there are.

use std::collections::BTreeMap;

use crate::event::{PlanId, ProductId};
use crate::syntax::tree::Node;
use crate::text;
use crate::text::names::{Guesses, Names};
use crate::text::{SourceId, Span, Text};

use super::super::Context;

/// What can be named so far.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// The plans, by number.
    pub(crate) plans: Names<PlanId>,
    /// What the plans are called, in the order of their numbers.
    pub(crate) titles: Vec<String>,
    /// The groups of plans, in the order of the text.
    pub(crate) plan_groups: Vec<(String, Vec<PlanId>)>,
    /// The later versions of plans, in the order of the text.
    pub(crate) plan_versions: BTreeMap<PlanId, Vec<PlanId>>,
    /// Of each later version, the first one and the one before it.
    pub(crate) first_versions: BTreeMap<PlanId, (PlanId, PlanId)>,
    /// The plans of each file, without later versions.
    pub(crate) plans_of: BTreeMap<SourceId, Vec<PlanId>>,
    /// The operators, by their places in the catalogue.
    pub(crate) operators: Names<usize>,
    /// The operator that counts for what a file says of all plans: see `about`.
    pub(crate) homes: BTreeMap<SourceId, Option<usize>>,
    /// The promotions.
    pub(crate) promotions: Names<ProductId>,
    /// Where each promise stands.
    pub(crate) promises: Names<Span>,
    /// Where each regulation stands.
    pub(crate) regulations: Names<Span>,
    /// Where each scenario stands: those of one plan have different titles.
    pub(crate) scenarios: BTreeMap<(PlanId, String), Span>,
    /// The packs of each plan.
    packs: BTreeMap<PlanId, Packs>,
    /// The packs of all plans.
    every_pack: Packs,
    /// What may still be guessed about names that nothing has.
    pub(crate) guesses: Guesses,
}

/// Packs by what they are called.
#[derive(Debug, Default)]
struct Packs {
    names: Names<ProductId>,
    /// By the keyword that a pack was named with, which is the same in every language.
    words: BTreeMap<String, ProductId>,
}

impl Packs {
    fn add(&mut self, name: &str, word: &str, id: ProductId) {
        self.names.add(name, id);
        self.words.entry(word.to_owned()).or_insert(id);
    }

    /// The first of that name, or of that keyword.
    fn find(&self, name: &str, word: &str) -> Option<ProductId> {
        self.names.find(name).into_iter().chain(self.words.get(word)).min().copied()
    }
}

impl Named {
    /// Adds a pack.
    pub(crate) fn add_pack(&mut self, plan: PlanId, name: &str, word: &str, id: ProductId) {
        self.packs.entry(plan).or_default().add(name, word, id);
        self.every_pack.add(name, word, id);
    }

    /// The plans of the group of that name. A plan's own name is the narrower word.
    pub(crate) fn plan_group(&self, name: &str) -> Option<&[PlanId]> {
        let group = self.plan_groups.iter().find(|(known, _)| known == name);
        group.filter(|_| self.plans.find(name).is_none()).map(|(_, plans)| plans.as_slice())
    }

    /// A plan and its later versions, in the order of the text.
    pub(crate) fn versions_of(&self, plan: PlanId) -> Vec<PlanId> {
        std::iter::once(plan).chain(self.plan_versions.get(&plan).into_iter().flatten().copied()).collect()
    }

    /// The pack of that name that the version before has.
    pub(crate) fn pack_before(&self, plan: PlanId, name: &str) -> Option<ProductId> {
        let (_, before) = self.first_versions.get(&plan)?;
        self.pack_of(*before, name)
    }

    /// The pack of that name that a plan has.
    pub(crate) fn pack_of(&self, plan: PlanId, name: &str) -> Option<ProductId> {
        self.packs.get(&plan)?.names.find(name).copied()
    }

    /// The pack that a name means: a plan's own come before those of others, where others are in sight.
    pub(crate) fn pack(&self, sight: Sight, name: &str, node: &Node) -> Option<ProductId> {
        let own = sight.plan.and_then(|plan| self.packs.get(&plan)?.find(name, &node.text));
        own.or_else(|| self.every_pack.find(name, &node.text).filter(|_| sight.others))
    }
}

/// Whose packs can be named where something is read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sight {
    /// Those of this plan, and they come first.
    pub(crate) plan: Option<PlanId>,
    /// Those of every other plan too.
    pub(crate) others: bool,
}

/// What a name is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Thing {
    /// A plan.
    Plan,
    /// A plan besides this one, which cannot be like itself.
    OtherPlan(usize),
    /// An operator.
    Operator,
    /// A list of holidays.
    Holidays,
    /// An account of the scenario.
    Account,
    /// A pack.
    Pack(Sight),
    /// A pack that is in sight, or a promotion.
    Product,
    /// A group of packs that is in sight.
    Group,
}

impl Thing {
    /// What people call it.
    pub(crate) fn noun(self) -> Text {
        match self {
            Thing::Plan | Thing::OtherPlan(_) => text!("plan", "套餐"),
            Thing::Operator => text!("operator", "运营商"),
            Thing::Holidays => text!("list of holidays", "节假日列表"),
            Thing::Account => text!("account", "账户"),
            Thing::Group => text!("group", "组"),
            Thing::Pack(_) | Thing::Product => text!("pack", "流量包"),
        }
    }

    /// The names there are. Nobody collects them: there may be many, and as many names that none of them is.
    pub(crate) fn names<'c>(self, context: &'c Context<'_>) -> Box<dyn Iterator<Item = &'c str> + 'c> {
        let named = &context.named;
        match self {
            Thing::Plan => {
                let groups = named.plan_groups.iter().map(|(name, _)| name.as_str());
                Box::new(named.titles.iter().map(String::as_str).chain(groups))
            }
            Thing::OtherPlan(own) => {
                let others = named.titles.iter().enumerate().filter(move |(plan, _)| *plan != own);
                Box::new(others.map(|(_, name)| name.as_str()))
            }
            Thing::Operator => {
                Box::new(context.catalogue.operators.iter().filter_map(|operator| operator.name.as_deref()))
            }
            Thing::Holidays => Box::new(context.calendars.names()),
            Thing::Account => {
                let names = context.scene.accounts.iter().map(|account| account.name.as_str());
                Box::new(names.filter(|name| !name.is_empty()))
            }
            Thing::Pack(sight) => Box::new(packs(context, sight)),
            Thing::Group => {
                let groups = super::selector::groups(context);
                Box::new(groups.map(|group| context.catalogue.labels.name(group.name)))
            }
            Thing::Product => Box::new(packs(context, context.sight).chain(promotions(context))),
        }
    }
}

fn packs<'c>(context: &'c Context<'_>, sight: Sight) -> impl Iterator<Item = &'c str> {
    let plans = &context.catalogue.plans;
    // A plan is not in the catalogue while it is read.
    let own = sight
        .plan
        .and_then(|plan| if plan == context.plan.id { Some(&context.plan) } else { context.catalogue.plan(plan) });
    let others = plans.iter().filter(move |plan| sight.others && sight.plan != Some(plan.id));
    let ids = own.into_iter().chain(others).flat_map(|plan| &plan.packs);
    ids.filter_map(|id| context.catalogue.product(*id)).map(|pack| pack.name.as_str())
}

fn promotions<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c str> {
    let products = context.catalogue.products.iter();
    products.filter(|product| product.kind == crate::model::ProductKind::Promotion).map(|product| product.name.as_str())
}

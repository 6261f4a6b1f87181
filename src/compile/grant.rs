//! Grants and products.

use crate::event::ProductId;
use crate::model::{self, BonusAmount, Class, LabelScope, Plan, Product, RolloverOf};
use crate::program::{self, AmountOf, CarryId, GrantId, Matcher, Scope, Start};
use crate::units::{Allowance, Quantity};

use super::rollover::ends_by;
use super::selector::selector;
use super::tables::{Tables, class_of};

impl Tables<'_> {
    /// A product with what it grants. The plan whose rules its lots follow is the first one that sells it.
    pub(super) fn product(&mut self, product: &Product) {
        // Whatever version it is, its lots are of the pack.
        let id = product.version_of.unwrap_or(product.id);
        let plan = self.seller(product.id).or_else(|| self.seller(id));
        let class = class_of(product);
        let own: Vec<Option<CarryId>> = product.grants.iter().map(|grant| self.own_rule(&grant.rollover)).collect();
        let grants = product.grants.iter().zip(&own).map(|(grant, own)| {
            let amount = amount(grant.amount.answer);
            self.model_grant(plan, (grant, *own), (class, id), amount)
        });
        let grants: Vec<GrantId> = grants.collect();
        let (price, price_origin) = product.price.as_ref().map_or((Quantity::ZERO, product.origin), |price| {
            (price.answer.amount, if price.is_assumed() { price.origin } else { price.answer.origin })
        });
        let any_price = product.sale.any_price.as_ref().map(|any| self.any_price(any, plan, (class, id)));
        let sold = program::Product {
            any_price,
            price,
            price_origin: self.origin(price_origin),
            price_steps: self.price_steps(&product.sale.price_steps),
            grants: grants.clone(),
            proration: product.proration.clone(),
            versions: product.versions.clone(),
            eligibility: self.eligibility(&product.eligibility),
            limits: self.purchase_limits(&product.limits, id),
            offer: self.offer(product, price),
            origin: self.origin(product.origin),
        };
        self.program.products.push(sold);
        self.own_rules.push(own);
        self.grants.push(grants);
    }

    fn any_price(&mut self, any: &model::AnyPrice, plan: Option<&Plan>, what: (Class, ProductId)) -> program::AnyPrice {
        let mut bands = Vec::new();
        for (from, grants) in &any.bands {
            let mut minted = Vec::new();
            for paid in grants {
                let own = self.own_rule(&paid.grant.rollover);
                let amount = match (paid.per, paid.grant.amount.answer) {
                    (Some(step), Allowance::Limited(each)) => AmountOf::PerPrice(each, step),
                    (_, whole) => amount(whole),
                };
                minted.push(self.model_grant(plan, (&paid.grant, own), what, amount));
            }
            bands.push((*from, minted));
        }
        program::AnyPrice { least: any.least, most: any.most.unwrap_or(Quantity(u64::MAX)), bands }
    }

    /// The number of a scope.
    pub(super) fn scope_of(&mut self, scope: &model::Scope) -> program::ScopeId {
        self.scope(self::scope(scope))
    }

    fn own_rule(&mut self, rollover: &RolloverOf) -> Option<CarryId> {
        match rollover {
            RolloverOf::Own(rule) => self.carry(rule),
            RolloverOf::Plan | RolloverOf::Never(_) => None,
        }
    }

    /// The grant of a bonus.
    pub(super) fn bonus(
        &mut self,
        plan: &Plan,
        grant: &model::Grant,
        (bonus, at_most, held): (BonusAmount, Option<Quantity>, Option<&model::Selector>),
        product: ProductId,
    ) -> GrantId {
        let amount = match bonus {
            BonusAmount::Granted => amount(grant.amount.answer),
            BonusAmount::OfPlan(ratio) => AmountOf::ShareOfPlan(ratio),
            BonusAmount::OfRecharge(ratio) => AmountOf::ShareOfRecharge(ratio),
            BonusAmount::PerRecharge { amount, step } => AmountOf::PerRecharge(amount, step),
            BonusAmount::OfPack(ratio, None) => AmountOf::ShareOfBought(ratio),
            BonusAmount::OfPack(ratio, Some(pack)) => {
                AmountOf::Units(ratio.of(self.granted_by(pack, grant.kind)).unwrap_or(Quantity::MAX))
            }
            BonusAmount::OfPast(ratio, past) => {
                let (fact, back) = self.fact(&past);
                AmountOf::ShareOfFact(ratio, fact, back)
            }
            BonusAmount::PerHeld { amount, step, .. } => AmountOf::PerHeld(amount, step),
            BonusAmount::PerPast { amount, step, past } => {
                let (fact, back) = self.fact(&past);
                AmountOf::PerFact(amount, step, fact, back)
            }
        };
        let kept = matches!(amount, AmountOf::PerFact(..)).then(|| self.kept(grant.origin));
        let own = self.own_rule(&grant.rollover);
        let id = self.model_grant(Some(plan), (grant, own), (Class::Bonus, product), amount);
        if let Some(made) = self.program.grants.get_mut(id.0 as usize) {
            made.at_most = at_most.unwrap_or(Quantity(u64::MAX));
            made.held = held.map(selector);
            made.kept = kept;
        }
        id
    }

    /// What a pack grants of a kind; what is without limit has no share.
    fn granted_by(&self, pack: ProductId, kind: crate::units::Kind) -> Quantity {
        let grants = self.catalogue.product(pack).map_or(&[][..], |product| &product.grants);
        let limited = grants.iter().filter(|grant| grant.kind == kind).map(|grant| match grant.amount.answer {
            Allowance::Limited(amount) => amount.0,
            Allowance::Unlimited => 0,
        });
        Quantity(limited.fold(0, u64::saturating_add))
    }

    /// What a conversion or an advance makes; how much is worked out when it is made.
    pub(super) fn made(&mut self, plan: &Plan, grant: &model::Grant, class: model::Class) -> GrantId {
        let own = self.own_rule(&grant.rollover);
        self.model_grant(Some(plan), (grant, own), (class, plan.product), AmountOf::Units(Quantity::ZERO))
    }

    fn model_grant(
        &mut self,
        plan: Option<&Plan>,
        (grant, own): (&model::Grant, Option<CarryId>),
        (class, product): (Class, ProductId),
        amount: AmountOf,
    ) -> GrantId {
        let class = if grant.bonus { Class::Bonus } else { class };
        let carry = self.rule_for(plan, (&grant.rollover, own), (grant.kind, class, product));
        let ends_by = ends_by(plan, &grant.rollover, (grant.kind, class, product)).map(|origin| self.origin(origin));
        let grant = program::Grant {
            product,
            kind: grant.kind,
            class,
            amount,
            at_most: Quantity(u64::MAX),
            held: None,
            kept: None,
            each: grant.each.map(|heads| (heads.owner, heads.after)),
            scope: self.scope_of(&grant.scope),
            validity: grant.validity.answer,
            tie: grant.tie.as_ref().map(|tie| program::Tie { to: tie.to.clone(), while_held: tie.while_held }),
            start: match grant.start {
                model::Start::Granted => Start::Granted,
                model::Start::At(at) => Start::At(at),
                model::Start::FirstUse { within } => Start::FirstUse(within),
                model::Start::AfterPrevious => Start::AfterPrevious,
                model::Start::NextSession { if_without } => Start::NextSession { if_without },
            },
            repeat: grant.repeat,
            carry,
            ends_by,
            increment: grant.increment.unwrap_or(Quantity(1)),
            used_first: grant.used_first,
            origin: self.origin(grant.origin),
        };
        self.add_grant(grant)
    }
}

fn amount(amount: Allowance) -> AmountOf {
    match amount {
        Allowance::Limited(amount) => AmountOf::Units(amount),
        Allowance::Unlimited => AmountOf::Unlimited,
    }
}

pub(super) fn scope(scope: &model::Scope) -> Scope {
    let matcher = |labels: &LabelScope| match labels {
        LabelScope::Any => Matcher::Any,
        LabelScope::Only(labels) => Matcher::Only(labels.clone()),
        LabelScope::Except(labels) => Matcher::Except(labels.clone()),
    };
    Scope {
        windows: scope.windows.clone(),
        app: matcher(&scope.app),
        zone: matcher(&scope.zone),
        network: matcher(&scope.network),
        carrier: matcher(&scope.carrier),
        mark: matcher(&scope.mark),
        pays: scope.pays,
    }
}

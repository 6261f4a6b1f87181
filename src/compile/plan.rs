//! A plan.

use crate::event::{Class, ProductId};
use crate::model::{self, ChangeTime, Condition, GiftRule, Grant, NoticeAt, NoticeOf, Plan, ProductKind, RolloverOf};
use crate::program::{self, CarryId, Gift, GrantId, Notice, ScopeId, Threshold, Watch};
use crate::text::Origin;
use crate::units::{Allowance, Kind, Quantity};

use super::grant::scope;
use super::selector::{kinds, order, selector};
use super::tables::Tables;

impl Tables<'_> {
    /// A plan, once the rules and products of all plans are known.
    pub(super) fn plan(&mut self, plan: &Plan) {
        let routines: Vec<_> = plan.handlers.iter().map(|handler| self.routine(plan, handler)).collect();
        let weights: Vec<_> = plan.weights.iter().map(|weight| self.weight(weight)).collect();
        let selling = self.selling(plan);
        let chains: Vec<_> = plan.depletions.iter().map(|depletion| self.chain(depletion)).collect();
        let ceilings: Vec<_> = plan.ceilings.iter().map(|ceiling| self.ceiling(ceiling)).collect();
        let tolls: Vec<_> = plan.tolls.iter().map(|toll| self.toll(toll)).collect();
        let compiled = program::Plan {
            calendar: plan.operator,
            cycle: plan.cycle.answer,
            cycle_origin: self.origin(plan.cycle.origin),
            price: plan.price.map_or(Quantity::ZERO, |price| price.amount),
            price_origin: self.origin(plan.price.map_or(plan.origin, |price| price.origin)),
            price_steps: self.price_steps(&plan.price_steps),
            product: plan.product,
            grants: self.grants_of(plan.product),
            granted: self.granted(plan),
            eligibility: self.eligibility(&plan.eligibility),
            packs: plan.packs.clone(),
            selling: selling.clone(),
            scopes: self.scopes(
                plan,
                &routines,
                &weights,
                &selling,
                &(chains.as_slice(), ceilings.as_slice(), tolls.as_slice()),
            ),
            prepaid: plan.renewal.prepaid,
            automatic: plan.renewal.automatic,
            renews_only_if: self.eligibility(&plan.renewal.only_if),
            early_only_if: self.eligibility(&plan.renewal.early_only_if),
            early: match plan.renewal.early.answer {
                model::EarlyRenewal::AtOnce => program::EarlyRenewal::AtOnce,
                model::EarlyRenewal::AtPeriodEnd => program::EarlyRenewal::AtPeriodEnd,
            },
            grace: plan.renewal.grace.map(|grace| program::Grace {
                length: grace.length,
                usable: grace.usable.answer,
                origin: self.origin(grace.origin),
            }),
            price_billed: plan.renewal.price_billed,
            term: plan.renewal.term.as_ref().map(|term| self.term(term)),
            retry: plan.renewal.retry.as_ref().map(|(attempts, origin)| (attempts.clone(), self.origin(*origin))),
            ahead: plan.renewal.ahead,
            asks_activation: asking_rule(plan).map(|rule| self.origin(rule.origin)),
            rollover_origin: self.origin(activation_clause(plan)),
            order: order(&plan.order.answer),
            weights,
            chains,
            ceilings,
            tolls,
            owner_pays: plan.owner_pays.is_some(),
            charge_caps: plan.charge_caps.iter().map(|cap| self.charge_cap(cap)).collect(),
            one_lot: Kind::ALL.map(|kind| plan.one_lot.iter().any(|rule| rule.kind.is_none_or(|of| of == kind))),
            blocks_whole: blocks_whole(plan),
            increments: plan.increments.iter().map(|increment| self.increment(increment)).collect(),
            notices: plan.notices.iter().enumerate().map(|(place, notice)| self.notice(plan, place, notice)).collect(),
            watch: watch(&routines),
            routines,
            pool: plan.pool.as_ref().map(|pool| self.pool(pool)),
            gifts: plan.gifts.iter().map(|gift| self.gift(gift)).collect(),
            change: change_time(plan.change.when.answer),
            some_changes: plan.change.some.iter().map(|(of, when)| (self.test(of), change_time(*when))).collect(),
            change_terms: plan.change.terms.iter().map(|terms| self.change_terms(terms)).collect(),
            suspension: match plan.suspension.answer {
                model::Suspension::ClockRuns => program::Suspension::ClockRuns,
                model::Suspension::ClockStops => program::Suspension::ClockStops,
            },
            suspension_origin: self.origin(plan.suspension.origin),
            first_period: plan.first_period.as_ref().map(|(proration, _)| proration.clone()),
            recharge_validity: plan.recharge_validity,
            recharge_tiers: plan.recharge_tiers.clone(),
            recharge_origin: self.origin(plan.origin),
            recharge_product: self.recharge_product(plan.product),
            recharge_carry: self.recharge_carry(plan),
            origin: self.origin(plan.origin),
            first: plan.first_version(),
            place: self.first_version(plan).versions.iter().position(|id| *id == plan.id).map_or(0, |place| place + 1),
            versions: self.versions(plan),
            pack_terms: plan.pack_terms.clone(),
        };
        self.add_plan(compiled);
    }

    fn first_version<'a>(&self, plan: &'a Plan) -> &'a Plan
    where
        Self: 'a,
    {
        self.catalogue.plan(plan.first_version()).unwrap_or(plan)
    }

    /// All later versions of the first version of a plan.
    fn versions(&self, plan: &Plan) -> Vec<program::Version> {
        let later = self.first_version(plan).versions.iter().filter_map(|id| self.catalogue.plan(*id));
        let version = |plan: &Plan| {
            let version = plan.version?;
            let (at_renewal, at) = version.moves();
            Some(program::Version { plan: plan.id, from: version.from, at_renewal, at })
        };
        later.filter_map(version).collect()
    }

    fn change_terms(&mut self, terms: &model::ChangeTerms) -> program::ChangeTerms {
        program::ChangeTerms {
            of: terms.of.as_ref().map(|of| self.test(of)),
            only_if: self.eligibility(&terms.only_if),
            limits: self.limits(&terms.limits),
            fee: terms.fee.unwrap_or(Quantity::ZERO),
            origin: self.origin(terms.origin),
        }
    }

    fn grants_of(&self, product: ProductId) -> Vec<GrantId> {
        self.grants.get(product.0 as usize).cloned().unwrap_or_default()
    }

    /// The rule of rollover that speaks of money paid in.
    fn recharge_carry(&self, plan: &Plan) -> Option<CarryId> {
        let lot = (Kind::Money, Class::Recharge, self.recharge_product(plan.product));
        self.rule_for(Some(plan), (&RolloverOf::Plan, None), lot)
    }

    fn recharge_product(&self, own: ProductId) -> ProductId {
        let products = &self.catalogue.products;
        products.iter().find(|product| product.kind == ProductKind::Recharge).map_or(own, |found| found.id)
    }

    /// What a period grants of each kind, without the unlimited.
    fn granted(&self, plan: &Plan) -> [Quantity; Kind::COUNT] {
        let grants = self.catalogue.product(plan.product).map_or(&[][..], |product| &product.grants);
        let sum = |kind: Kind| {
            let of_kind = grants.iter().filter(|grant| grant.kind == kind).map(amount);
            Quantity(of_kind.fold(0, u64::saturating_add))
        };
        Kind::ALL.map(sum)
    }

    /// The scopes with windows of all that a plan can grant, and of all that decides what happens to a use.
    fn scopes(
        &self,
        plan: &Plan,
        routines: &[program::Routine],
        weights: &[program::Weight],
        selling: &program::Selling,
        (chains, ceilings, tolls): &(&[program::Chain], &[program::Ceiling], &[program::Toll]),
    ) -> Vec<ScopeId> {
        let packs: Vec<ProductId> = plan.packs.iter().map(|pack| plan.terms_of(*pack)).collect();
        let versions = packs.iter().filter_map(|pack| self.catalogue.product(*pack));
        let versions = versions.flat_map(|pack| pack.versions.iter().map(|(_, version)| version));
        let products = packs.iter().chain([&plan.product]).chain(versions);
        let bonuses = routines.iter().flat_map(|routine| routine.operations.iter().chain(&routine.otherwise));
        let bonuses = bonuses.filter_map(|operation| match operation {
            program::Operation::Grant(grant) => Some(*grant),
            _ => None,
        });
        let made = selling.conversions.iter().map(|rule| rule.grant).chain(selling.advance.map(|rule| rule.grant));
        let grants = products.flat_map(|product| self.grants_of(*product)).chain(bonuses).chain(made);
        let grants: Vec<&program::Grant> = grants.map(|grant| &self.program.grants[grant.0 as usize]).collect();
        // What has rolled may be usable at other times than before.
        let carries =
            grants.iter().filter_map(|grant| grant.carry).chain(self.rules_of(plan.id).iter().flatten().copied());
        let rolled = carries.filter_map(|carry| self.program.carries[carry.0 as usize].scope);
        let mut scopes: Vec<ScopeId> = grants.iter().map(|grant| grant.scope).chain(rolled).collect();
        scopes.extend(weights.iter().map(|weight| weight.scope));
        let instead = ceilings.iter().filter_map(|ceiling| match &ceiling.beyond {
            program::Beyond::Instead(chain) => chain.as_ref(),
            program::Beyond::Slow { .. } => None,
        });
        for chain in chains.iter().chain(instead) {
            scopes.push(chain.scope);
            scopes.extend(chain.resorts.iter().map(|resort| resort.scope));
        }
        scopes.extend(ceilings.iter().map(|ceiling| ceiling.scope));
        scopes.extend(tolls.iter().map(|toll| toll.scope));
        scopes.sort_unstable_by_key(|scope| scope.0);
        scopes.dedup();
        scopes.retain(|scope| !self.program.scopes[scope.0 as usize].windows.is_empty());
        scopes
    }

    fn weight(&mut self, weight: &model::Weight) -> program::Weight {
        let scope = self.scope(scope(&weight.scope));
        program::Weight { kind: weight.kind, scope, times: weight.times.max(1), origin: self.origin(weight.origin) }
    }

    fn notice(&mut self, plan: &Plan, place: usize, notice: &model::Notice) -> Notice {
        let money = model::Selector { kind: Some(Kind::Money), ..model::Selector::default() };
        let charges = match &notice.of {
            NoticeOf::Charges(limit) => {
                let before = plan.notices.iter().take(place);
                let same =
                    |other: &&model::Notice| matches!(&other.of, NoticeOf::Charges(of) if of.origin == limit.origin);
                Some(self.notice_limit(limit, before.filter(same).count()))
            }
            NoticeOf::EachLot(_) | NoticeOf::Together(_) => None,
        };
        let (of, each) = match &notice.of {
            NoticeOf::Charges(_) => (vec![selector(&money)], false),
            NoticeOf::EachLot(of) => (vec![selector(of)], true),
            NoticeOf::Together(of) => (of.iter().map(selector).collect(), false),
        };
        let at = match notice.at {
            NoticeAt::Used(ratio) => Threshold::Used(ratio),
            NoticeAt::Left(left) => Threshold::Left(left),
            NoticeAt::BeforeExpiry(length) => Threshold::BeforeExpiry(length),
        };
        let acts = plan.handlers.iter().any(|handler| handler.trigger.waits_for(place));
        let test = notice.only_if.as_ref().map(|condition| self.test(condition));
        Notice { of, each, at, charges, test, silent: notice.silent, acts, origin: self.origin(notice.origin) }
    }

    fn pool(&mut self, pool: &model::Pool) -> program::Pool {
        let mut cap = |each: bool| {
            let cap = pool.caps.iter().find(|cap| cap.each == each)?;
            Some((cap.amount, self.origin(cap.origin)))
        };
        let plan_lots = model::Selector { class: Some(model::Class::Plan), ..model::Selector::default() };
        program::Pool {
            members: pool.members,
            each: cap(true),
            together: cap(false),
            of: if pool.of.is_empty() { vec![selector(&plan_lots)] } else { pool.of.iter().map(selector).collect() },
            everybody: pool.everybody,
            origin: self.origin(pool.origin),
        }
    }

    fn gift(&mut self, gift: &GiftRule) -> Gift {
        Gift {
            only_if: self.eligibility(&gift.only_if),
            kinds: kinds(gift.kind),
            to: match gift.to {
                model::GiftTo::Anyone => program::GiftTo::Anyone,
                model::GiftTo::Group => program::GiftTo::Group,
                model::GiftTo::Marked(label) => program::GiftTo::Marked(label),
                model::GiftTo::NotMarked(label) => program::GiftTo::NotMarked(label),
            },
            receivers: self.limits(&gift.receivers),
            step: gift.step.unwrap_or(Quantity(1)),
            sizes: gift.sizes.clone(),
            receive_times: self.limits(&gift.receive_times),
            fees: gift.fees.clone(),
            validities: gift.validities.clone(),
            only: gift.only.iter().map(selector).collect(),
            at_least: gift.at_least.unwrap_or(Quantity::ZERO),
            at_most: gift.at_most.unwrap_or(Quantity(u64::MAX)),
            amounts: self.limits(&gift.amounts),
            times: self.limits(&gift.times),
            keep: gift.keep.unwrap_or(Quantity::ZERO),
            keep_of: gift.keep_of.as_ref().map(selector),
            receive: self.limits(&gift.receive),
            fee: gift.fee.unwrap_or(Quantity::ZERO),
            not: gift.not.iter().map(selector).collect(),
            from: order(&gift.from.answer),
            expiry: match gift.expiry.answer {
                model::GiftExpiry::Kept => program::GiftExpiry::Kept,
                model::GiftExpiry::Later => program::GiftExpiry::Later,
                model::GiftExpiry::Valid(validity) => program::GiftExpiry::Valid(validity),
                model::GiftExpiry::ReceiverPeriods(periods) => program::GiftExpiry::ReceiverPeriods(periods),
                model::GiftExpiry::GiverPeriod => program::GiftExpiry::GiverPeriod,
            },
            again: gift.again,
            origin: self.origin(gift.origin),
        }
    }
}

/// Whether some chain blocks uses as a whole.
fn blocks_whole(plan: &Plan) -> bool {
    let instead = plan.ceilings.iter().filter_map(|ceiling| match &ceiling.beyond {
        model::Beyond::Instead(resorts) => Some(resorts),
        model::Beyond::Slow { .. } => None,
    });
    let chains = plan.depletions.iter().map(|rule| &rule.fallbacks.answer).chain(instead);
    chains.flatten().any(|resort| resort.what == model::Fallback::BlockWhole)
}

fn change_time(time: ChangeTime) -> program::ChangeTime {
    match time {
        ChangeTime::Now => program::ChangeTime::Now,
        ChangeTime::NextPeriod => program::ChangeTime::NextPeriod,
        ChangeTime::FirstNow => program::ChangeTime::FirstNow,
    }
}

fn watch(routines: &[program::Routine]) -> Watch {
    routines.iter().fold(Watch::default(), |sum, routine| sum.and(Watch::of(std::slice::from_ref(&routine.trigger))))
}

fn amount(grant: &Grant) -> u64 {
    match grant.amount.answer {
        Allowance::Limited(amount) => amount.0,
        Allowance::Unlimited => 0,
    }
}

/// The rule that the customer is to activate after the period, if any; otherwise the plan.
fn activation_clause(plan: &Plan) -> Origin {
    plan.rollovers.answer.iter().find(|rule| rule.activation.is_some()).map_or(plan.origin, |rule| rule.origin)
}

/// The rule that asks whether it was activated in the period.
fn asking_rule(plan: &Plan) -> Option<&model::Rollover> {
    plan.rollovers.answer.iter().find(|rule| rule.condition.as_ref().is_some_and(mentions_activation))
}

fn mentions_activation(condition: &Condition) -> bool {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => conditions.iter().any(mentions_activation),
        Condition::Not(condition) => mentions_activation(condition),
        Condition::ActivatedThisPeriod => true,
        Condition::Renewed(_)
        | Condition::Used { .. }
        | Condition::PeriodsInARow(_)
        | Condition::NotSharing
        | Condition::Marked(_)
        | Condition::Plan(_)
        | Condition::Owing { .. }
        | Condition::Recharged { .. }
        | Condition::RechargedBy(_)
        | Condition::Happened(_)
        | Condition::Held { .. }
        | Condition::Subscribed { .. }
        | Condition::FullPeriod
        | Condition::During(_)
        | Condition::Suspended
        | Condition::PeriodNumber { .. }
        | Condition::Between(..)
        | Condition::Season(_)
        | Condition::Anniversary { .. }
        | Condition::Members { .. }
        | Condition::OnPlan(_)
        | Condition::From(_)
        | Condition::To(_) => false,
    }
}

//! A plan and a product as the engine sees them.

use crate::event::{PlanId, ProductId};
use crate::units::{Attempts, Cycle, Duration, Instant, Kind, Proration, Quantity, Validity};

use super::{
    CarryId, Ceiling, Chain, ChargeCap, Counter, Eligibility, Gift, GrantId, Increment, Key, Notice, Offer, OriginId,
    PriceStep, Routine, ScopeId, Selector, Selling, Term, Test, Toll, Watch,
};

/// A plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its operator's place in [`Program::calendars`](super::Program::calendars).
    pub calendar: usize,
    /// How its periods follow each other.
    pub cycle: Cycle,
    /// The clause that says so.
    pub cycle_origin: OriginId,
    /// What a period costs.
    pub price: Quantity,
    /// The clause of the price.
    pub price_origin: OriginId,
    /// What changes that.
    pub price_steps: Vec<PriceStep>,
    /// The product of its own grants.
    pub product: ProductId,
    /// What each period grants.
    pub grants: Vec<GrantId>,
    /// What it grants of each kind in a period, without the unlimited: the base of "times the plan".
    pub granted: [Quantity; Kind::COUNT],
    /// Who may activate it or change to it, and when.
    pub eligibility: Eligibility,
    /// What can be bought with it.
    pub packs: Vec<ProductId>,
    /// What holds of its packs together.
    pub selling: Selling,
    /// The scopes with windows of all that its periods, packs and promotions can grant: records are split at their edges.
    pub scopes: Vec<ScopeId>,
    /// Whether price and charges are taken from the account's money.
    pub prepaid: bool,
    /// Whether the system renews by itself.
    pub automatic: bool,
    /// Under which condition the system, or the customer where only the customer does, renews it.
    pub renews_only_if: Eligibility,
    /// What an early renewal does.
    pub early: EarlyRenewal,
    /// Under which condition it may be renewed early.
    pub early_only_if: Eligibility,
    /// The time in which a late renewal saves leftovers.
    pub grace: Option<Grace>,
    /// When the system tries again to renew.
    pub retry: Option<(Attempts, OriginId)>,
    /// Whether the plan's own price is billed although everything else is paid from money (control-plans): the plan is prepaid
    /// and not.
    pub price_billed: bool,
    /// How long it lasts.
    pub term: Option<Term>,
    /// How many periods can be paid ahead.
    pub ahead: u32,
    /// The rule of rollover, if any, that asks whether the customer has activated it in the period.
    pub asks_activation: Option<OriginId>,
    /// The clause that a request to activate the rollover is about.
    pub rollover_origin: OriginId,
    /// Which lot pays first.
    pub order: Vec<Key>,
    /// How many units of a lot a use takes: the first that fits decides.
    pub weights: Vec<Weight>,
    /// What happens when none can.
    pub chains: Vec<Chain>,
    /// How much may be used, apart from what lots hold.
    pub ceilings: Vec<Ceiling>,
    /// In which increments use is counted: the first that fits decides; where none does, it is counted as it comes.
    pub increments: Vec<Increment>,
    /// What comes before a use, in this order.
    pub tolls: Vec<Toll>,
    /// Whether the owner of the pool is charged for what members use. No gift of money can say it: nobody knows before how much
    /// it takes (cgrates-shared-groups: what one has pays for the other's call).
    pub owner_pays: bool,
    /// Caps on what use is charged in all.
    pub charge_caps: Vec<ChargeCap>,
    /// Of which kinds each use is paid by one lot alone (kong-settlement).
    pub one_lot: [bool; Kind::COUNT],
    /// Whether some chain blocks uses as a whole, so that what is paid may have to be undone.
    pub blocks_whole: bool,
    /// The notices.
    pub notices: Vec<Notice>,
    /// What is done when something happens, in this order.
    pub routines: Vec<Routine>,
    /// What they watch.
    pub watch: Watch,
    /// Who else may use its units.
    pub pool: Option<Pool>,
    /// Whether and how units may be given.
    pub gifts: Vec<Gift>,
    /// When a change to another plan takes effect.
    pub change: ChangeTime,
    /// When some changes do: the first whose test holds decides.
    pub some_changes: Vec<(Test, ChangeTime)>,
    /// What changes ask for and cost.
    pub change_terms: Vec<ChangeTerms>,
    /// What a suspension does.
    pub suspension: Suspension,
    /// The clause of that.
    pub suspension_origin: OriginId,
    /// What a first period that is not whole costs and grants (viettel-4g40: half from the 21st on).
    pub first_period: Option<Proration>,
    /// How long recharged money lives.
    pub recharge_validity: Validity,
    /// How long by how much is paid in, the smallest first (smart-kh-topup-validity); less than that is refused.
    pub recharge_tiers: Vec<(Quantity, Validity)>,
    /// The clause of that.
    pub recharge_origin: OriginId,
    /// The product of recharged money.
    pub recharge_product: ProductId,
    /// What becomes of its leftover.
    pub recharge_carry: Option<CarryId>,
    /// The plan itself.
    pub origin: OriginId,
    /// The first of its versions.
    pub first: PlanId,
    /// How many of its versions come before it.
    pub place: usize,
    /// The later versions of the first, in the order of time.
    pub versions: Vec<Version>,
    /// Of packs that an earlier version sells as well, the version that this one sells.
    pub pack_terms: Vec<(ProductId, ProductId)>,
}

/// A later version of a plan (eu-frenchplan-rlah). A change of plan could not say it: the plan stays the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// The plan that it is.
    pub plan: PlanId,
    /// Whoever activates the plan, or changes to it, from then on has it.
    pub from: Instant,
    /// Whoever renews an earlier one from then on has it.
    pub at_renewal: Instant,
    /// Whoever has an earlier one has it from then on.
    pub at: Instant,
}

impl Plan {
    /// Whether the price of a period is taken from the account's money.
    #[must_use]
    pub fn prepays_price(&self) -> bool {
        self.prepaid && !self.price_billed
    }

    /// The version that is on sale.
    #[must_use]
    pub fn on_sale(&self, now: Instant) -> PlanId {
        self.versions.iter().rev().find(|version| version.from <= now).map_or(self.first, |version| version.plan)
    }

    fn later(&self) -> impl DoubleEndedIterator<Item = &Version> {
        self.versions.iter().skip(self.place)
    }

    /// The later version that somebody moves to who renews at an instant, or, without a renewal, has come to it.
    #[must_use]
    pub fn moves_to(&self, at: Instant, renews: bool) -> Option<PlanId> {
        let moves = |version: &&Version| version.at <= at || (renews && version.at_renewal <= at);
        self.later().rev().find(moves).map(|version| version.plan)
    }

    /// When it is left for a later version without a renewal.
    #[must_use]
    pub fn moves_at(&self) -> Instant {
        self.later().map(|version| version.at).min().unwrap_or(Instant::NEVER)
    }
}

/// How many units of a lot a unit of use takes. No scope of a lot can say that: it is the use that weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    /// A use of this kind,
    pub kind: Kind,
    /// of these circumstances,
    pub scope: ScopeId,
    /// takes so many; never none.
    pub times: u64,
    /// The clause.
    pub origin: OriginId,
}

/// What a product costs and grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// The price.
    pub price: Quantity,
    /// The clause of the price.
    pub price_origin: OriginId,
    /// What changes that.
    pub price_steps: Vec<PriceStep>,
    /// The grants.
    pub grants: Vec<GrantId>,
    /// The buyer chooses the price, and other grants go with it.
    pub any_price: Option<AnyPrice>,
    /// Its later versions, each with the instant from which it is sold instead, in the order of time.
    pub versions: Vec<(Instant, ProductId)>,
    /// Who may buy it, and when.
    pub eligibility: Eligibility,
    /// The part of price and grants for the rest of the period (nz-geekzone-prorate).
    pub proration: Option<Proration>,
    /// At most so many purchases in a span.
    pub limits: Vec<Counter>,
    /// On what terms it is sold, and what it is compared by.
    pub offer: Offer,
    /// The clause.
    pub origin: OriginId,
}

impl Product {
    /// What is granted for a price.
    #[must_use]
    pub fn grants_for(&self, price: Quantity) -> &[GrantId] {
        match &self.any_price {
            None => &self.grants,
            Some(any) => any.bands.iter().rev().find(|(from, _)| *from <= price).map_or(&[], |(_, grants)| grants),
        }
    }
}

/// That the buyer chooses the price (safaricom-no-expiry, mtn-gh-flexi): no list of packs could hold them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnyPrice {
    /// Less is refused.
    pub least: Quantity,
    /// More is refused.
    pub most: Quantity,
    /// What is granted from which price on, in rising order.
    pub bands: Vec<(Quantity, Vec<GrantId>)>,
}

/// What renewing before the period's end does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarlyRenewal {
    /// The next period starts now.
    AtOnce,
    /// It starts when this one ends.
    AtPeriodEnd,
}

/// The time after an end in which a late renewal saves leftovers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grace {
    /// How long.
    pub length: Duration,
    /// Whether they can be used meanwhile.
    pub usable: bool,
    /// The clause.
    pub origin: OriginId,
}

/// When a change of plan takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeTime {
    /// Now.
    Now,
    /// When the period ends.
    NextPeriod,
    /// The first in a period now, later ones when it ends.
    FirstNow,
}

/// What a change of plan asks for, and costs.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeTerms {
    /// Which changes.
    pub of: Option<Test>,
    /// Under which condition.
    pub only_if: Eligibility,
    /// At most so often in a span.
    pub limits: Vec<Counter>,
    /// What it costs.
    pub fee: Quantity,
    /// The clause.
    pub origin: OriginId,
}

/// What a suspension does to lots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspension {
    /// They sleep.
    ClockRuns,
    /// They sleep, and their end moves by the time they slept.
    ClockStops,
}

/// Who else may use a plan's units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// At most so many others.
    pub members: Option<u32>,
    /// Each of them may use so much in a period, of data.
    pub each: Option<(Quantity, OriginId)>,
    /// All of them together may.
    pub together: Option<(Quantity, OriginId)>,
    /// Which units.
    pub of: Vec<Selector>,
    /// Whether those of the members are shared, too. No gift can say it: units stay where they are, with their ends and
    /// rules (`mineo-carry-share`, `optus-datapool`).
    pub everybody: bool,
    /// The clause.
    pub origin: OriginId,
}

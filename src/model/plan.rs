//! A plan with everything it says, in one place.

use crate::event::{LabelId, PlanId, ProductId};
use crate::text::Origin;
use crate::units::{Attempts, Cycle, Duration, Instant, Kind, Proration, Quantity};

use super::{
    Assumption, Ceiling, ChangeRule, ChargeCap, Choice, Depletion, Eligibility, GiftRule, Grant, Handler, Increment,
    Notice, OneLot, Order, Pool, Price, PriceStep, Rollover, Sale, Scope, Selling, Term, Toll, Validity, Version,
};

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its number in the catalogue.
    pub id: PlanId,
    /// Its name; an anonymous plan is named after its file.
    pub name: String,
    /// What its `##` comment says.
    pub doc: Option<String>,
    /// Its operator's place in [`Catalogue::operators`](super::Catalogue::operators).
    pub operator: usize,
    /// How its periods follow each other.
    pub cycle: Choice<Cycle>,
    /// What a period costs.
    pub price: Option<Price>,
    /// What changes that.
    pub price_steps: Vec<PriceStep>,
    /// The product that stands for the plan's own grants.
    pub product: ProductId,
    /// Who may activate it or change to it, and when.
    pub eligibility: Eligibility,
    /// The packs that can be bought with it.
    pub packs: Vec<ProductId>,
    /// What holds of its packs together.
    pub selling: Selling,
    /// The promotions that apply to it, in the order of the text.
    pub promotions: Vec<ProductId>,
    /// What becomes of leftovers: the first rule whose selector fits a lot decides.
    pub rollovers: Choice<Vec<Rollover>>,
    /// Which lot pays first.
    pub order: Choice<Order>,
    /// How many units of a lot a use takes: the first that fits the use decides; where none does, one.
    pub weights: Vec<Weight>,
    /// What happens when nothing is left: the first that fits kind, cause and member decides.
    pub depletions: Vec<Depletion>,
    /// How much may be used, apart from what lots hold.
    pub ceilings: Vec<Ceiling>,
    /// In which increments use is counted.
    pub increments: Vec<Increment>,
    /// What comes before a use, in the order of the text.
    pub tolls: Vec<Toll>,
    /// The clause by which the owner of the pool is charged for what members use.
    pub owner_pays: Option<Origin>,
    /// Caps on what use is charged in all.
    pub charge_caps: Vec<ChargeCap>,
    /// Which uses are paid by one lot alone.
    pub one_lot: Vec<OneLot>,
    /// The notices.
    pub notices: Vec<Notice>,
    /// What is done when something happens, in the order of the text, the promotions' after the plan's.
    pub handlers: Vec<Handler>,
    /// Who else may use its units.
    pub pool: Option<Pool>,
    /// Whether and how units may be given away.
    pub gifts: Vec<GiftRule>,
    /// How it is renewed.
    pub renewal: Renewal,
    /// What a change to another plan does.
    pub change: ChangeRule,
    /// What a suspension does.
    pub suspension: Choice<Suspension>,
    /// What a first period that is not whole costs and grants, and the clause; `None` is everything.
    pub first_period: Option<(Proration, Origin)>,
    /// How long recharged money lives.
    pub recharge_validity: Validity,
    /// The same by how much is paid in, the smallest first: from so much on, so long. Less is refused.
    pub recharge_tiers: Vec<(Quantity, Validity)>,
    /// The groups of plans that it is in, each with its clause.
    pub groups: Vec<(LabelId, Origin)>,
    /// That it is a later version of another plan.
    pub version: Option<Version>,
    /// Its later versions, in the order of time; a later version has none.
    pub versions: Vec<PlanId>,
    /// Of packs that an earlier version sells as well, the version that this one sells.
    pub pack_terms: Vec<(ProductId, ProductId)>,
    /// The questions that it leaves open although its outcome depends on them, in the order of [`super::Question`].
    pub assumptions: Vec<Assumption>,
    /// The clause or block that is the plan.
    pub origin: Origin,
}

impl Plan {
    /// The version of a pack that this plan sells.
    #[must_use]
    pub fn terms_of(&self, pack: ProductId) -> ProductId {
        self.pack_terms.iter().find(|(known, _)| *known == pack).map_or(pack, |(_, terms)| *terms)
    }

    /// The first of its versions: whatever names the plan means all of them.
    #[must_use]
    pub fn first_version(&self) -> PlanId {
        self.version.map_or(self.id, |version| version.of)
    }
}

/// How many units of a lot a unit of use takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// A use of this kind,
    pub kind: Kind,
    /// of these circumstances,
    pub scope: Scope,
    /// takes so many; never none.
    pub times: u64,
    /// The clause.
    pub origin: Origin,
}

/// Something that mints lots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its number.
    pub id: ProductId,
    /// What people call it.
    pub name: String,
    /// What it is.
    pub kind: ProductKind,
    /// What it costs; the plan's own price stands in the plan.
    pub price: Option<Choice<Price>>,
    /// What it grants each time. For the plan itself: what each period grants.
    pub grants: Vec<Grant>,
    /// The product it is a later version of.
    pub version_of: Option<ProductId>,
    /// Its later versions, each with the instant from which it is sold instead, in the order of time.
    pub versions: Vec<(Instant, ProductId)>,
    /// Who may buy it, and when.
    pub eligibility: Eligibility,
    /// The part of the price, and of what it grants, for the part of the period that is left.
    pub proration: Option<Proration>,
    /// At most so many purchases in some span.
    pub limits: Vec<super::Limit>,
    /// On what terms it is sold.
    pub sale: Sale,
    /// The clause or block.
    pub origin: Origin,
}

/// What mints lots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProductKind {
    /// A plan's own grants.
    Plan,
    /// A pack.
    Pack,
    /// A promotion; its bonuses are granted by handlers.
    Promotion,
    /// Money paid in.
    Recharge,
}

/// What becomes of a lot's leftover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RolloverOf {
    /// What the plan's own rules say.
    Plan,
    /// It does not roll over.
    Never(Origin),
    /// It has a rule of its own.
    Own(Box<Rollover>),
}

/// How a plan is renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// Whether price and charges are taken from the account's money; otherwise they are billed.
    pub prepaid: bool,
    /// Whether the system renews by itself at the period's end (the default), or only the customer does.
    pub automatic: bool,
    /// Under which condition the system, or the customer where only the customer does, renews it.
    pub only_if: Eligibility,
    /// What an early renewal does.
    pub early: Choice<EarlyRenewal>,
    /// Under which condition it may be renewed early.
    pub early_only_if: Eligibility,
    /// The time after an end in which a late renewal still saves the leftover.
    pub grace: Option<Grace>,
    /// When the system tries again after it has failed.
    pub retry: Option<(Attempts, Origin)>,
    /// Whether the plan's own price is billed although everything else is paid from the account's money.
    pub price_billed: bool,
    /// How long the plan lasts, if not for ever.
    pub term: Option<Term>,
    /// How many periods can be paid before the first of them begins.
    pub ahead: u32,
}

impl Renewal {
    /// Whether the price of a period is taken from the account's money.
    #[must_use]
    pub fn prepays_price(&self) -> bool {
        self.prepaid && !self.price_billed
    }
}

/// What renewing before the period's end does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarlyRenewal {
    /// The period ends now and the next one starts now.
    AtOnce,
    /// The next period is paid and starts when this one ends.
    AtPeriodEnd,
}

/// The time after an end in which a late renewal still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grace {
    /// How long.
    pub length: Duration,
    /// Whether leftovers can be used meanwhile.
    pub usable: Choice<bool>,
    /// The clause.
    pub origin: Origin,
}

impl<T: Copy> Copy for Choice<T> {}

/// What a suspension does to units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspension {
    /// They sleep and their clock runs.
    ClockRuns,
    /// They sleep and their clock stands still: their end moves by the time they slept.
    ClockStops,
}

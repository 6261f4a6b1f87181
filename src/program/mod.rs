//! The plan as something to do: flat tables of numbers, and a small closed set of operations on lots.
//!
//! Nothing here knows how a plan is written. Numbers of plans and products are those of the catalogue it came from.

mod carry;
mod ceiling;
mod charge_cap;
mod depletion;
mod eligibility;
mod essence;
mod fact;
mod fee;
mod gift;
mod grant;
mod notice;
mod offer;
mod operation;
mod order;
mod plan;
mod price;
mod scale;
mod selector;
mod selling;
mod service;
mod test;
mod toll;
mod trigger;

use crate::event::PlanId;
use crate::text::Origin;
use crate::units::{Holidays, Zone};

pub use carry::{Carry, CarryId, Life, Limit, LimitAmount, LimitOf, Side};
pub use ceiling::{Beyond, Ceiling, Increment, Metered};
pub use charge_cap::{BeyondCap, ChargeCap};
pub use depletion::{Chain, Consent, Counter, CounterSpan, Fallback, First, Lasts, Resort, Users};
pub use eligibility::Eligibility;
pub use fact::{Counts, Deed, Done, Fact};
pub use fee::{FeeAmount, FeeBase, Term, TermLength};
pub use gift::{Gift, GiftExpiry, GiftTo};
pub use grant::{AmountOf, Grant, GrantId, Matcher, Scope, ScopeId, Start, Tie};
pub use notice::{Notice, Threshold};
pub use offer::{Offer, OneAtATime, Second};
pub use operation::{Cut, ExpiryMove, Operation, PerUnit, Request, Routine, Share};
pub use order::{Key, Listed};
pub use plan::{
    AnyPrice, ChangeTerms, ChangeTime, EarlyRenewal, Grace, Plan, Pool, Product, Suspension, Version, Weight,
};
pub use price::{PriceChange, PriceOff, PriceStep};
pub use scale::{Ranks, Scale, Step};
pub use selector::{Age, Selector};
pub use selling::{Advance, Clock, Conversion, Credit, PackRenewal, Selling, UnitPrice};
pub use service::Service;
pub use test::{Comparison, Range, Test, Timing};
pub use toll::{Toll, TollWhat};
pub use trigger::{Timer, Trigger, Watch};

pub use crate::ledger::OriginId;

/// The number of [`Origin::Assumed`] in every program.
pub const ASSUMED: OriginId = OriginId(0);

/// Everything the engine runs.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// The plans, by number.
    pub plans: Vec<Plan>,
    /// How the plans compare, by number.
    pub ranks: Vec<Ranks>,
    /// What can be bought, by number; `None` for numbers that mint nothing by themselves.
    pub products: Vec<Product>,
    /// The lots that can be granted.
    pub grants: Vec<Grant>,
    /// The rules of rollover.
    pub carries: Vec<Carry>,
    /// Where and when lots can be used. The first admits everything.
    pub scopes: Vec<Scope>,
    /// One a set of operator's habits.
    pub calendars: Vec<Calendar>,
    /// How many counters an account needs: every limit of every plan and product has a place of its own.
    pub counters: usize,
    /// What is remembered of what happens.
    pub facts: Vec<Fact>,
    /// Whether one of them is about use: then no use is paid on the short way.
    pub remembers_use: bool,
    /// How many spans before the one of now some test looks at.
    pub looks_back: i64,
    /// The clauses behind everything. The first is [`Origin::Assumed`].
    pub origins: Vec<Origin>,
}

impl Program {
    /// The clause with this number.
    #[must_use]
    pub fn origin(&self, id: OriginId) -> Origin {
        self.origins.get(id.0 as usize).copied().unwrap_or(Origin::Assumed)
    }

    /// How a plan compares with the others.
    #[must_use]
    pub fn ranks_of(&self, plan: PlanId) -> Ranks {
        self.ranks.get(plan.0 as usize).copied().unwrap_or_default()
    }
}

/// An operator's days.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// Where days begin.
    pub zone: Zone,
    /// Which days are holidays.
    pub holidays: Holidays,
    /// Whether a record over a boundary is split at it, or charged by its start.
    pub split_records: bool,
    /// Whether a record also ends at midnight, and what comes after is another one.
    pub end_at_midnight: bool,
}

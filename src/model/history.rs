//! What has happened so far: how often, or how much of it, in a span of time.

use crate::event::{LabelId, ProductId};
use crate::units::{Kind, Kinds, Quantity};

use super::{Class, Comparison, LimitSpan, PlanComparison, Scope};

/// A test of what has happened, the event of now included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Of what, and when.
    pub past: Past,
    /// Whether its times or its amounts are counted.
    pub measure: Measure,
    /// Compared how.
    pub comparison: Comparison,
    /// With how often, or how much.
    pub amount: Quantity,
    /// Of uses: only those under these circumstances.
    pub under: Option<Box<Scope>>,
    /// Of uses: compared with how much there was under these, rather than with an amount.
    pub than: Option<Box<Scope>>,
    /// It is to hold in each of so many spans before the one of now: `in each of the last 4 months`.
    pub each: Option<u32>,
}

/// What has happened in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// What.
    pub deed: Deed,
    /// In which span.
    pub span: LimitSpan,
    /// Rather in the span before that one: `in the month before`.
    pub before: bool,
}

/// What may have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Money was paid in, in a named way if one is named.
    Recharged(Option<LabelId>),
    /// Money was charged: for anything, or for using some kinds beyond the allowance.
    Charged(Option<Kinds>),
    /// Money of this class paid a charge: for anything, or for using some kinds.
    Paid(Option<Kinds>, Class),
    /// Units of a kind, or of any, were used: from lots of the account, slowly, or for money.
    Used(Option<Kind>),
    /// A pack was bought: this one, or any.
    Bought(Option<ProductId>),
    /// A pack of this group was bought.
    BoughtIn(LabelId),
    /// One of several was bought: the list has this number in [`Catalogue::pack_lists`](super::Catalogue::pack_lists).
    BoughtAnyOf(usize),
    /// A period was renewed.
    Renewed,
    /// The plan was changed, to one that compares like this.
    ChangedPlan(Option<PlanComparison>),
    /// Units were given away.
    Given(Option<Kind>),
    /// Units were received as a gift.
    Received(Option<Kind>),
}

/// What is counted of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// How often.
    Times,
    /// How much.
    Amount,
    /// On how many days.
    Days,
}

impl Deed {
    /// The kind its amounts are of, if that is one.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            Deed::Recharged(_) | Deed::Charged(_) | Deed::Paid(..) => Some(Kind::Money),
            Deed::Used(kind) | Deed::Given(kind) | Deed::Received(kind) => kind,
            Deed::Bought(_) | Deed::BoughtIn(_) | Deed::BoughtAnyOf(_) | Deed::Renewed | Deed::ChangedPlan(_) => None,
        }
    }
}

//! What is remembered of what happens, because some test asks for it.

use crate::event::{Class, LabelId, ProductId};
use crate::units::{Kind, Kinds, Quantity};

use super::{CounterSpan, Ranks, ScopeId, Step};

/// Something that is counted when it happens. A program without facts remembers nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What.
    pub deed: Deed,
    /// Of uses: only those under these circumstances. Whoever uses more abroad than at home may be charged for it
    /// (free-roaming-fup).
    pub scope: ScopeId,
    /// What of it is counted.
    pub counts: Counts,
    /// In which span.
    pub span: CounterSpan,
    /// The place where it is counted, in an account.
    pub counter: usize,
}

/// What is counted of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// How often.
    Times,
    /// How much.
    Amount,
    /// On how many days; at this place it is remembered whether today counts already.
    Days(usize),
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Money paid in, in this way or any.
    Recharged(Option<LabelId>),
    /// Money charged, for use of this kind beyond the allowance or for anything.
    Charged(Option<Kinds>),
    /// Money of this class that paid for use of this kind, or for anything.
    Paid(Option<Kinds>, Class),
    /// Units used.
    Used(Option<Kind>),
    /// A product bought.
    Bought(Option<ProductId>),
    /// One of these bought.
    BoughtAny(Vec<ProductId>),
    /// A period renewed.
    Renewed,
    /// The plan changed, by such a step or any.
    Changed(Option<Step>),
    /// Units given away.
    Given(Option<Kind>),
    /// Units received.
    Received(Option<Kind>),
}

/// What has happened just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Money was paid in.
    Recharged(Option<LabelId>),
    /// Money was charged, for whatever.
    Charged,
    /// Money was charged for use of a kind beyond the allowance.
    ChargedFor(Kind),
    /// Money of this class paid for use of a kind, or for something else.
    Paid(Option<Kind>, Class),
    /// Units were used.
    Used(Kind),
    /// A product was bought.
    Bought(ProductId),
    /// A period was renewed.
    Renewed,
    /// The plan was changed, from one of this rank to one of that.
    Changed(Ranks, Ranks),
    /// Units were given away.
    Given(Kind),
    /// Units were received.
    Received(Kind),
}

impl Fact {
    /// How much it counts of what has happened; nothing if it is about something else.
    #[must_use]
    pub fn counts(&self, done: Done, amount: Quantity) -> Quantity {
        let any = |asked: &Option<Kind>, kind: Kind| asked.is_none_or(|asked| asked == kind);
        let fits = match (&self.deed, done) {
            (Deed::Recharged(asked), Done::Recharged(by)) => asked.is_none() || *asked == by,
            (Deed::Charged(asked), Done::Charged) => asked.is_none(),
            (Deed::Charged(asked), Done::ChargedFor(kind)) => asked.is_some_and(|asked| asked.contains(kind)),
            (Deed::Paid(asked, of), Done::Paid(kind, class)) => {
                *of == class && asked.is_none_or(|asked| kind.is_some_and(|kind| asked.contains(kind)))
            }
            (Deed::Used(asked), Done::Used(kind))
            | (Deed::Given(asked), Done::Given(kind))
            | (Deed::Received(asked), Done::Received(kind)) => any(asked, kind),
            (Deed::BoughtAny(asked), Done::Bought(product)) => asked.contains(&product),
            (Deed::Bought(asked), Done::Bought(product)) => asked.is_none_or(|asked| asked == product),
            (Deed::Renewed, Done::Renewed) => true,
            (Deed::Changed(asked), Done::Changed(from, to)) => asked.is_none_or(|step| step.leads(from, to)),
            _ => false,
        };
        match (fits, self.counts) {
            (false, _) => Quantity::ZERO,
            (true, Counts::Times) => Quantity(1),
            (true, Counts::Days(_)) => amount.min(Quantity(1)),
            (true, Counts::Amount) => amount,
        }
    }
}

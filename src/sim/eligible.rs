//! Whether an account may have something now.

use crate::ledger::{OriginId, Reason};
use crate::program::Eligibility;

use super::World;
use super::routine::Occasion;

/// Why something is not done, and the clause that says so, where that is not the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) reason: Reason,
    clause: Option<OriginId>,
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Refusal {
        Refusal { reason, clause: None }
    }
}

impl From<(Reason, OriginId)> for Refusal {
    fn from((reason, clause): (Reason, OriginId)) -> Refusal {
        Refusal { reason, clause: Some(clause) }
    }
}

impl Refusal {
    /// With the clause that was asked for, unless another one speaks against it.
    pub(super) fn of(self, asked: OriginId) -> (Reason, OriginId) {
        (self.reason, self.clause.unwrap_or(asked))
    }
}

impl World<'_> {
    /// The first thing that speaks against it, with the clause that says so.
    pub(super) fn eligible(
        &self,
        account: usize,
        eligibility: &Eligibility,
        occasion: &Occasion,
    ) -> Result<(), Refusal> {
        if let Some((from, to, origin)) = eligibility.sold
            && (self.now < from || to <= self.now)
        {
            return Err((Reason::NotOnSale, origin).into());
        }
        let closed = eligibility.on_sale.iter().find(|(test, _)| !self.holds(account, test, occasion));
        if let Some((_, origin)) = closed {
            return Err((Reason::NotOnSale, *origin).into());
        }
        let fails = |(test, _): &&(crate::program::Test, OriginId)| !self.holds(account, test, occasion);
        eligibility.tests.iter().find(fails).map_or(Ok(()), |(_, origin)| Err((Reason::NotEligible, *origin).into()))
    }
}

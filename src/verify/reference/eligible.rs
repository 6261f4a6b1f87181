//! Whether an account may have something now.

use crate::event::AccountId;
use crate::ledger::Reason;
use crate::model::Eligibility;
use crate::text::Origin;

use super::handlers::Moment;
use super::{Reference, Run};

impl Reference<'_> {
    /// What speaks against it first: the dates, then the conditions in the order of the text.
    pub(super) fn ineligible(
        &self,
        account: AccountId,
        eligibility: &Eligibility,
        moment: &Moment,
    ) -> Run<Option<(Reason, Origin)>> {
        if let Some((from, to, origin)) = eligibility.sold
            && !(from..to).contains(&self.now)
        {
            return Ok(Some((Reason::NotOnSale, origin)));
        }
        for (condition, origin) in &eligibility.on_sale {
            if !self.holds(account, condition, moment)? {
                return Ok(Some((Reason::NotOnSale, *origin)));
            }
        }
        for (condition, origin) in &eligibility.only_if {
            if !self.holds(account, condition, moment)? {
                return Ok(Some((Reason::NotEligible, *origin)));
            }
        }
        Ok(None)
    }
}

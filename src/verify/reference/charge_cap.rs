//! Caps on what use is charged in all.

use crate::event::AccountId;
use crate::ledger::{Posting, Reason};
use crate::model::{BeyondCap, ChargeCap, Limit};
use crate::units::Quantity;

use super::counters::Counted;
use super::deplete::Left;
use super::history::Did;
use super::pay::Asking;
use super::{Reference, Run};

impl<'m> Reference<'m> {
    /// Who is charged for a use.
    pub(super) fn payer(&self, asking: &Asking) -> Run<AccountId> {
        let decider = self.decider(asking.user)?;
        Ok(if self.plan(decider)?.owner_pays.is_some() { decider } else { asking.user })
    }

    /// The caps on what a use is charged, each with whose charges it counts.
    fn caps(&self, asking: &Asking) -> Run<Vec<(&'m ChargeCap, AccountId)>> {
        let decider = self.decider(asking.user)?;
        let all = self.plan(decider)?.charge_caps.iter().filter(|cap| cap.kinds.contains(asking.kind));
        Ok(all.map(|cap| (cap, if cap.together { decider } else { asking.user })).collect())
    }

    /// How much more may be charged before use is stopped, and by which cap, unless it is the charge's own limit.
    pub(super) fn stops_at(
        &self,
        asking: &Asking,
        (counts, own): (AccountId, Option<&'m Limit>),
    ) -> Run<Option<(Quantity, Option<&'m ChargeCap>)>> {
        let mut least = match own {
            Some(limit) => Some((self.room(counts, limit)?, None)),
            None => None,
        };
        for (cap, counts) in self.caps(asking)?.into_iter().filter(|(cap, _)| cap.beyond != Some(BeyondCap::Free)) {
            let room = self.room(counts, &cap.limit)?;
            if least.is_none_or(|(known, _)| room < known) {
                least = Some((room, Some(cap)));
            }
        }
        Ok(least)
    }

    /// How much more may be charged before use is free.
    pub(super) fn spared_from(&self, asking: &Asking) -> Run<Option<(Quantity, &'m ChargeCap)>> {
        let mut least: Option<(Quantity, &'m ChargeCap)> = None;
        for (cap, counts) in self.caps(asking)?.into_iter().filter(|(cap, _)| cap.beyond == Some(BeyondCap::Free)) {
            let room = self.room(counts, &cap.limit)?;
            if least.is_none_or(|(known, _)| room < known) {
                least = Some((room, cap));
            }
        }
        Ok(least)
    }

    /// Counts a charge wherever it counts.
    pub(super) fn count_charge(
        &mut self,
        asking: &Asking,
        (counts, own): (AccountId, Option<&'m Limit>),
        cost: Quantity,
    ) -> Run {
        if let Some(limit) = own {
            self.count(counts, Counted::Limit(limit), cost)?;
        }
        for (cap, counts) in self.caps(asking)? {
            self.count(counts, Counted::Limit(&cap.limit), cost)?;
        }
        Ok(())
    }

    /// What is left of a use when a charge was stopped; by a cap, what that says.
    pub(super) fn left_by(
        &mut self,
        asking: &Asking,
        rest: Quantity,
        (reason, cap): (Option<Reason>, Option<&'m ChargeCap>),
    ) -> Run<Left> {
        let Some(cap) = cap else { return Ok(Left { rest, reason }) };
        match cap.beyond {
            Some(BeyondCap::Slow { bits_per_second }) => {
                self.post(asking.user, asking.kind, rest, Posting::Throttled { bits_per_second }, cap.origin);
                self.remember(asking.user, Did::Use(asking.kind, asking.circumstances), rest)?;
                Ok(Left { rest: Quantity::ZERO, reason })
            }
            Some(BeyondCap::Block) => {
                self.capped_by = Some(cap.origin);
                Ok(Left { rest, reason })
            }
            Some(BeyondCap::Free) | None => Ok(Left { rest, reason }),
        }
    }
}

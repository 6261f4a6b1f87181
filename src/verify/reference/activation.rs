//! Rollover that the customer has to activate.

use crate::event::AccountId;
use crate::ledger::{LotId, Note, Posting, Reason, State};
use crate::model::{Condition, Rollover};
use crate::units::{Duration, Instant, MonthEnd};

use super::lots::{Wait, age};
use super::turn::{Turn, What};
use super::{Reference, ReferenceEntry, Run};

impl<'m> Reference<'m> {
    /// Leftovers sleep until they are activated.
    pub(super) fn await_activation(
        &mut self,
        account: AccountId,
        rule: &'m Rollover,
        lots: &[LotId],
        (time, ended): (Duration, Instant),
    ) -> Run {
        let until = time.after(ended, self.zone(account)?, MonthEnd::Clamp);
        for id in lots {
            self.set_end(*id, until, false)?;
            let lot = self.lot_mut(*id)?;
            (lot.lot.state, lot.frozen, lot.wait) = (State::Dormant, None, Some(Wait::Activation { ended }));
            let left = lot.lot.left;
            self.post_lot(*id, left, Posting::Slept { reason: Reason::WaitsForActivation }, rule.origin)?;
        }
        Ok(())
    }

    /// The customer activates the rollover.
    pub(super) fn activate_rollover(&mut self, account: AccountId) -> Run {
        let plan = self.plan(account)?;
        if !self.account(account)?.active {
            let rule = plan.rollovers.answer.iter().find(|rule| rule.activation.is_some());
            self.refuse(account, Reason::NotActive, rule.map_or(plan.origin, |rule| rule.origin));
            return Ok(());
        }
        let carried = self.carry_awaiting(account)?;
        let mentions = |rule: &&Rollover| rule.condition.as_ref().is_some_and(mentions_activation);
        if let Some(rule) = plan.rollovers.answer.iter().find(mentions) {
            let stretch = self.account(account)?.stretch;
            self.account_mut(account)?.activated_in = Some(stretch);
            self.note(account, Posting::Noted { what: Note::RolloverActivated }, rule.origin);
        } else if !carried {
            let too_late = self.was_too_late(account)?;
            let reason = if too_late { Reason::NotActivatedInTime } else { Reason::NothingToActivate };
            let rule = plan.rollovers.answer.iter().find(|rule| rule.activation.is_some());
            self.refuse(account, reason, rule.map_or(plan.origin, |rule| rule.origin));
        }
        Ok(())
    }

    /// Carries on what waits: what has waited longest first, then rule by rule.
    fn carry_awaiting(&mut self, account: AccountId) -> Run<bool> {
        let mut waits: Vec<(Instant, LotId, usize)> = Vec::new();
        let rules = self.all_rules();
        let mut lots = self.held(account)?;
        lots.sort_by_key(age);
        for lot in lots {
            let rank = rules.iter().position(|rule| lot.rule.is_some_and(|of| std::ptr::eq(of, *rule)));
            if let (Some(Wait::Activation { ended }), Some(rank)) = (lot.wait, rank) {
                waits.push((ended, lot.lot.id, rank));
            }
        }
        // Stable, so that within a group the lots stay in the order of their age.
        waits.sort_by_key(|(ended, _, rank)| (*ended, *rank));
        for group in waits.chunk_by(|left, right| (left.0, left.2) == (right.0, right.2)) {
            let ids: Vec<LotId> = group.iter().map(|(_, id, _)| *id).collect();
            let Some(((ended, _, rank), _)) = group.split_first() else { continue };
            let Some(rule) = rules.get(*rank) else { continue };
            let turn = Turn { what: What::Lots, ended: *ended, ..self.no_turn(account)? };
            self.carry(account, rule, &ids, &turn)?;
        }
        Ok(!waits.is_empty())
    }

    /// Whether something was lost since the last period's end because it was not activated.
    fn was_too_late(&self, account: AccountId) -> Run<bool> {
        let late = Posting::Forfeited { reason: Reason::NotActivatedInTime };
        let lost = |entry: &ReferenceEntry| entry.account == account && entry.posting == late;
        Ok(self.entries.iter().skip(self.account(account)?.first_entry).any(lost))
    }
}

fn mentions_activation(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(mentions_activation),
        Condition::Not(part) => mentions_activation(part),
        Condition::ActivatedThisPeriod => true,
        _ => false,
    }
}

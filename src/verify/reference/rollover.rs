//! What becomes of leftovers.

use crate::event::AccountId;
use crate::ledger::{LotId, Posting, Reason, State};
use crate::model::{Action, Condition, Life, Rollover, RolloverOf};
use crate::units::{Instant, MonthEnd, Validity};

use super::lots::{Wait, age};
use super::turn::{Turn, What};
use super::{Reference, ReferenceLot, Run};

impl<'m> Reference<'m> {
    /// What ends here and is carried on by no rule is over.
    pub(super) fn expire(&mut self, account: AccountId, turn: &Turn) -> Run {
        for lot in self.held(account)? {
            if !self.ends(&lot, turn) || self.is_candidate(&lot, turn)? {
                continue;
            }
            match (lot.wait, lot.rule) {
                (Some(Wait::Activation { .. }), Some(rule)) => {
                    self.forfeit_lot(lot.lot.id, Reason::NotActivatedInTime, rule.origin)?;
                }
                (Some(Wait::Renewal), Some(rule)) => {
                    self.forfeit_lot(lot.lot.id, Reason::NotRenewed, rule.origin)?;
                }
                _ => self.expire_lot(lot.lot.id)?,
            }
        }
        Ok(())
    }

    fn ends(&self, lot: &ReferenceLot<'m>, turn: &Turn) -> bool {
        match turn.what {
            // An attempt of the system's comes before what ends at its instant is taken away.
            What::Lapse => {
                let waits = matches!(lot.wait, Some(Wait::Renewal));
                lot.lot.expires_at <= self.now && !lot.clock_stands() && !waits
            }
            What::Early if lot.ends_with_period => true,
            What::Lots | What::Period | What::Early => lot.lot.expires_at <= self.now && !lot.clock_stands(),
        }
    }

    /// Whether a rule may carry the lot on.
    fn is_candidate(&self, lot: &ReferenceLot<'m>, turn: &Turn) -> Run<bool> {
        let Some(life) = lot.rule.and_then(|rule| rule.life).filter(|_| lot.is_held() && lot.has_units()) else {
            return Ok(false);
        };
        if turn.what == What::Lapse && lot.wait == Some(Wait::Renewal) {
            return Ok(true);
        }
        if !self.ends(lot, turn) || lot.wait.is_some() || lot.frozen.is_some() {
            return Ok(false);
        }
        if !self.granted_on(lot)? {
            return Ok(false);
        }
        Ok(match life {
            Life::For(_) => lot.lot.generation == 0,
            Life::To(end) => lot.lot.generation == 0 && self.named_end(account_of(lot), end, turn)? > turn.ended,
            Life::Periods(_) => lot.lot.generation == 0 && turn.is_of_period(),
            Life::Renewals { at_most, no_longer_than, .. } => {
                let zone = self.zone(AccountId(lot.lot.id.account))?;
                let in_time = match (no_longer_than, lot.own_end) {
                    (Some(time), Some(own_end)) => time.after(own_end, zone, MonthEnd::Clamp) > turn.ended,
                    _ => true,
                };
                turn.is_of_period() && at_most.is_none_or(|most| lot.lot.generation < most) && in_time
            }
        })
    }

    /// Whether the rule is for lots of the day on which this one was granted.
    fn granted_on(&self, lot: &ReferenceLot<'m>) -> Run<bool> {
        let Some(days) = lot.rule.and_then(|rule| rule.granted_on) else { return Ok(true) };
        let operator = self.operator(account_of(lot))?;
        Ok(days.contains(operator.zone.answer.local(lot.lot.granted_at).day, &operator.holidays))
    }

    /// The end that the calendar names: it is counted from the last second before the end that leftovers come from.
    fn named_end(&self, account: AccountId, end: Validity, turn: &Turn) -> Run<Instant> {
        Ok(self.end_of(account, end, turn.ended.plus_seconds(-1))?.0)
    }

    /// Rule by rule, what may be carried on is, or is not.
    pub(super) fn roll(&mut self, account: AccountId, turn: &Turn) -> Run {
        for rule in self.all_rules() {
            let mut candidates = Vec::new();
            for lot in self.held(account)? {
                if lot.rule.is_some_and(|of| std::ptr::eq(of, rule)) && self.is_candidate(&lot, turn)? {
                    candidates.push(lot);
                }
            }
            candidates.sort_by_key(age);
            if !candidates.is_empty() {
                let lots: Vec<LotId> = candidates.iter().map(|lot| lot.lot.id).collect();
                self.roll_by(account, rule, &lots, turn)?;
            }
        }
        Ok(())
    }

    /// Every rule: those of plans, then those of products' grants, then those of bonuses, as they stand in the model.
    pub(super) fn all_rules(&self) -> Vec<&'m Rollover> {
        let catalogue = self.catalogue;
        let handlers = catalogue.plans.iter().flat_map(|plan| &plan.handlers);
        let actions = handlers.flat_map(|handler| handler.actions.iter().chain(&handler.otherwise));
        let bonuses = actions.filter_map(|action| match action {
            Action::Bonus { grant, .. } => Some(grant.as_ref()),
            _ => None,
        });
        let grants = catalogue.products.iter().flat_map(|product| &product.grants).chain(bonuses);
        let own = grants.filter_map(|grant| match &grant.rollover {
            RolloverOf::Own(rule) => Some(&**rule),
            RolloverOf::Plan | RolloverOf::Never(_) => None,
        });
        catalogue.plans.iter().flat_map(|plan| &plan.rollovers.answer).chain(own).collect()
    }

    fn roll_by(&mut self, account: AccountId, rule: &'m Rollover, lots: &[LotId], turn: &Turn) -> Run {
        if turn.lapses() {
            if let Some((until, usable)) = self.grace(account, rule)? {
                return self.hold(rule, lots, until, usable);
            }
            if !matches!(rule.life, Some(Life::For(_) | Life::To(_))) {
                return self.forfeit_all(rule, lots, Reason::NotRenewed);
            }
        }
        let moment = self.moment_of(account, turn)?;
        if let Some(condition) = &rule.condition
            && !self.holds(account, condition, &moment)?
        {
            return self.forfeit_all(rule, lots, Reason::ConditionNotMet);
        }
        match rule.activation {
            Some(time) => self.await_activation(account, rule, lots, (time, turn.ended)),
            None => self.carry(account, rule, lots, turn),
        }
    }

    fn forfeit_all(&mut self, rule: &'m Rollover, lots: &[LotId], reason: Reason) -> Run {
        lots.iter().try_for_each(|lot| self.forfeit_lot(*lot, reason, rule.origin))
    }

    /// Until when leftovers wait for a late renewal, and whether they can be used meanwhile.
    fn grace(&self, account: AccountId, rule: &'m Rollover) -> Run<Option<(Instant, bool)>> {
        let timings = rule.condition.as_ref().map(timings).unwrap_or_default();
        let needs_next = matches!(rule.life, Some(Life::Renewals { .. } | Life::Periods(_)));
        let needs_renewal = needs_next || !timings.is_empty();
        let zone = self.zone(account)?;
        let until = |time: crate::units::Duration| time.after(self.now, zone, MonthEnd::Clamp);
        let latest = || timings.iter().filter_map(|timing| timing.late_by_at_most).map(until).max();
        let grace = match self.plan(account)?.renewal.grace {
            Some(grace) => Some((until(grace.length), grace.usable.answer)),
            None => latest().map(|until| (until, false)),
        };
        Ok(grace.filter(|_| needs_renewal))
    }

    fn hold(&mut self, rule: &'m Rollover, lots: &[LotId], until: Instant, usable: bool) -> Run {
        for id in lots {
            self.set_end(*id, until, false)?;
            let lot = self.lot_mut(*id)?;
            lot.wait = Some(Wait::Renewal);
            let left = lot.lot.left;
            let posting = if usable {
                Posting::Moved { until }
            } else {
                (lot.lot.state, lot.frozen) = (State::Dormant, None);
                Posting::Slept { reason: Reason::InGrace }
            };
            self.post_lot(*id, left, posting, rule.origin)?;
        }
        Ok(())
    }

    /// Cuts the leftovers to the limits and gives what remains its new end.
    pub(super) fn carry(&mut self, account: AccountId, rule: &'m Rollover, lots: &[LotId], turn: &Turn) -> Run {
        if turn.next.is_none() && !matches!(rule.life, Some(Life::For(_) | Life::To(_))) {
            return self.forfeit_all(rule, lots, Reason::NotRenewed);
        }
        self.apply_caps(account, rule, lots, turn)?;
        for id in lots {
            let lot = self.lot(*id)?;
            if lot.is_held() {
                let until = self.new_end(account, rule, &lot, turn)?;
                if self.round(*id, rule, until)? {
                    self.roll_lot(*id, rule, until, turn.ended)?;
                }
            }
        }
        Ok(())
    }

    /// Rounds what is left, and says whether anything still is.
    fn round(&mut self, id: LotId, rule: &'m Rollover, until: Instant) -> Run<bool> {
        let lot = self.lot(id)?.lot;
        let Some((_, rounding)) = rule.rounding.filter(|(kind, _)| *kind == lot.kind) else { return Ok(true) };
        let rounded = rounding.of(lot.left);
        if let Some(less) = lot.left.checked_sub(rounded).filter(|less| !less.is_zero()) {
            self.trim_lot(id, less, rule.origin)?;
        }
        if let Some(more) = rounded.checked_sub(lot.left).filter(|more| !more.is_zero()) {
            let lot = &mut self.lot_mut(id)?.lot;
            lot.left = rounded;
            lot.granted = lot.granted.checked_add(more).ok_or(super::ReferenceFault::Overflow)?;
            self.post_lot(id, more, Posting::Granted { from: self.now, until }, rule.origin)?;
        }
        Ok(!rounded.is_zero())
    }

    fn new_end(&self, account: AccountId, rule: &'m Rollover, lot: &ReferenceLot<'m>, turn: &Turn) -> Run<Instant> {
        let zone = self.zone(account)?;
        let next_end = turn.next.map_or(Instant::NEVER, |next| next.end);
        Ok(match rule.life {
            None => lot.lot.expires_at,
            Some(Life::For(time)) => time.after(turn.ended, zone, MonthEnd::Clamp),
            Some(Life::To(end)) => self.named_end(account, end, turn)?,
            Some(Life::Periods(count)) => turn.next.map_or(Ok(next_end), |next| {
                if count <= 1 {
                    return Ok(next.end);
                }
                let cycle = self.plan_numbered(turn.plans.new)?.cycle.answer;
                Ok(cycle.end(next.anchor, next.index.saturating_add(count - 1), zone))
            })?,
            Some(Life::Renewals { no_longer_than, .. }) => {
                let own_end = lot.own_end.unwrap_or(turn.ended);
                let last = no_longer_than.map(|time| time.after(own_end, zone, MonthEnd::Clamp));
                last.map_or(next_end, |last| last.min(next_end))
            }
        })
    }

    fn roll_lot(&mut self, id: LotId, rule: &'m Rollover, until: Instant, ended: Instant) -> Run {
        let is_bank = matches!(rule.life, Some(Life::Renewals { .. }));
        self.set_end(id, until, is_bank)?;
        let lot = self.lot_mut(id)?;
        lot.lot.generation = lot.lot.generation.saturating_add(1);
        lot.lot.state = State::Live;
        lot.own_end = Some(lot.own_end.unwrap_or(ended));
        lot.scope = rule.usable.as_ref().or(lot.scope);
        (lot.wait, lot.frozen) = (None, None);
        let left = lot.lot.left;
        self.post_lot(id, left, Posting::Rolled { until }, rule.origin)
    }
}

fn account_of(lot: &ReferenceLot<'_>) -> AccountId {
    AccountId(lot.lot.id.account)
}

/// Every test of a renewal in a condition.
fn timings(condition: &Condition) -> Vec<crate::model::RenewalTiming> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(timings).collect(),
        Condition::Not(part) => timings(part),
        Condition::Renewed(timing) => vec![*timing],
        _ => Vec::new(),
    }
}

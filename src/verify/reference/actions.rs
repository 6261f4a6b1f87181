//! What handlers do.

use crate::event::{AccountId, Class, ProductId};
use crate::ledger::{Charge, LotId, NoticeKind, Posting, Reason, State};
use crate::model::{
    Action, BonusAmount, CapAmount, Cut, ExpiryMove, Grant, Handler, LimitSpan, Past, Selector, Share, Trigger,
    Validity,
};
use crate::text::Origin;
use crate::units::{Allowance, Duration, Instant, Kind, MonthEnd, Quantity, Ratio};

use super::counters::sum;
use super::follow::Asked;
use super::handlers::Moment;
use super::history::Reward;
use super::lots::{Frozen, age};
use super::{Reference, ReferenceFault, ReferenceLot, Run};

impl<'m> Reference<'m> {
    pub(super) fn act(
        &mut self,
        account: AccountId,
        (handler, action): (&'m Handler, &'m Action),
        moment: &Moment,
    ) -> Run {
        match action {
            Action::Bonus { grant, amount, at_most, held, .. } => {
                let bonus = match amount {
                    BonusAmount::PerPast { amount, step, past } => {
                        self.by_steps(account, grant.origin, (*amount, *step), past, moment)?
                    }
                    _ => self.bonus(account, grant, (*amount, held.as_deref()), moment)?,
                };
                let amount = match (bonus, at_most) {
                    (Allowance::Limited(amount), Some(most)) => Allowance::Limited(amount.min(*most)),
                    (amount, _) => amount,
                };
                self.mint(account, grant, (Class::Bonus, handler.product), amount).map(|_| ())
            }
            Action::Forfeit { of, origin } => self.forfeit(account, of, (reason(&handler.trigger), *origin), moment),
            Action::Shrink { of, share, origin } => {
                self.shrink(account, (of, *share), (reason(&handler.trigger), *origin), moment)
            }
            Action::Keep { of, up_to: Some(up_to), origin } => {
                self.keep(account, of, *up_to, *origin, moment)?;
                self.keep_beyond(account, of, &handler.trigger, moment)
            }
            Action::Keep { of, up_to: None, .. } => self.keep_beyond(account, of, &handler.trigger, moment),
            Action::Revive { of, within, origin } => {
                let until = moment.fresh_end(self)?.unwrap_or(Instant::NEVER);
                self.revive(account, (of, *within), (until, *origin), moment)
            }
            Action::Cut { of, cut, origin } => {
                self.cut(account, (of, *cut), (reason(&handler.trigger), *origin), moment)
            }
            Action::Refill { of, to, price, origin } => self.refill(account, of, (*to, *price), *origin),
            Action::SetExpiry { of, to, origin } => self.move_ends(account, (of, *to), *origin, moment),
            Action::Freeze { of, clock_stops, origin } => {
                let by_line = handler.trigger == Trigger::Suspension;
                let reason = if by_line { Reason::Suspended } else { Reason::Frozen };
                self.freeze(account, (of, *clock_stops), (reason, *origin), moment)
            }
            Action::Thaw { of, origin } => self.thaw(account, (of, *origin), moment),
            Action::Mark { label, on, origin } => {
                if self.account(account)?.marks.contains(label) != *on {
                    self.put_mark(account, *label, *on, *origin)?;
                    self.following.asked.push((account, Asked::Mark(*label, *on)));
                }
                Ok(())
            }
            Action::Ask { request, origin } => {
                self.following.asked.push((account, Asked::Request(*request, *origin)));
                Ok(())
            }
            Action::PriceOff { what, periods, origin } => self.promise_off(account, *what, *periods, *origin),
            Action::Charge { amount, origin } => {
                let amount = self.fee(account, amount, moment)?;
                if !self.charge(account, amount, Charge::Fee, *origin)? {
                    self.refuse(account, Reason::NotEnoughMoney, *origin);
                }
                Ok(())
            }
            Action::Service { what, origin } => self.serve(account, what, *origin),
            Action::Notify { origin, .. } => {
                self.note(account, Posting::Noticed { what: NoticeKind::Message }, *origin);
                Ok(())
            }
        }
    }

    fn bonus(
        &self,
        account: AccountId,
        grant: &'m Grant,
        (amount, held): (BonusAmount, Option<&Selector>),
        moment: &Moment,
    ) -> Run<Allowance> {
        let paid = moment.recharged.unwrap_or_default();
        let plan = moment.plans.new;
        let share = |ratio: Ratio, base: Quantity| Allowance::Limited(ratio.of(base).unwrap_or(Quantity::MAX));
        Ok(match amount {
            BonusAmount::OfRecharge(ratio) => share(ratio, paid),
            BonusAmount::PerRecharge { amount, step } => each(amount, step, paid),
            BonusAmount::OfPast(ratio, past) => share(ratio, self.so_far(account, &past, moment)?),
            BonusAmount::PerPast { amount, step, past } => each(amount, step, self.so_far(account, &past, moment)?),
            BonusAmount::OfPack(ratio, pack) => share(ratio, self.of_pack(account, pack, grant.kind, moment)?),
            BonusAmount::PerHeld { amount, step, .. } => {
                let Some(of) = held else { return Ok(Allowance::Limited(Quantity::ZERO)) };
                let lots = self.held_at(account, of, moment)?;
                let left = lots.iter().filter(|lot| !lot.lot.unlimited).map(|lot| lot.lot.left);
                each(amount, step, sum(left)?)
            }
            BonusAmount::Granted => self.whole_of(account, grant),
            BonusAmount::OfPlan(ratio) => {
                let share = ratio.of(self.granted_by_plan(account, plan, grant.kind)?);
                Allowance::Limited(share.ok_or(ReferenceFault::Overflow)?)
            }
        })
    }

    /// So much for each whole step of what has happened in a span and was not yet counted by these words; what was too little
    /// for a step before is added.
    fn by_steps(
        &mut self,
        account: AccountId,
        words: Origin,
        (amount, step): (Quantity, Quantity),
        past: &Past,
        moment: &Moment,
    ) -> Run<Allowance> {
        if matches!(past.span, LimitSpan::Last(_)) {
            return Ok(each(amount, step, self.so_far(account, past, moment)?));
        }
        let fresh = self.not_rewarded(account, words, past, moment)?;
        let rewards = &mut self.account_mut(account)?.rewards;
        let place = rewards.iter().position(|reward| reward.words == words && reward.words != Origin::Assumed);
        let place = place.unwrap_or_else(|| {
            rewards.push(Reward { words, of: Vec::new(), remainder: Quantity::ZERO });
            rewards.len() - 1
        });
        let Some(reward) = rewards.get_mut(place) else { return Ok(Allowance::Limited(Quantity::ZERO)) };
        let new = sum(fresh.iter().map(|(_, amount)| *amount))?;
        let total = reward.remainder.checked_add(new).ok_or(ReferenceFault::Overflow)?;
        reward.of.extend(fresh.iter().map(|(place, _)| *place));
        reward.remainder = if step.is_zero() { Quantity::ZERO } else { Quantity(total.0 % step.0) };
        Ok(each(amount, step, total))
    }

    /// What a pack grants of a kind, or what the purchase of now has granted.
    fn of_pack(&self, account: AccountId, pack: Option<ProductId>, kind: Kind, moment: &Moment) -> Run<Quantity> {
        let Some(pack) = pack else {
            let lots = self.lots(account).iter().filter(|lot| moment.is_bought(lot) && lot.lot.kind == kind);
            return sum(lots.filter(|lot| !lot.lot.unlimited).map(|lot| lot.lot.granted));
        };
        let grants = self.product(pack)?.grants.iter().filter(|grant| grant.kind == kind);
        sum(grants.filter_map(|grant| match grant.amount.answer {
            Allowance::Limited(amount) => Some(amount),
            Allowance::Unlimited => None,
        }))
    }

    fn forfeit(
        &mut self,
        account: AccountId,
        of: &Selector,
        (reason, origin): (Reason, Origin),
        moment: &Moment,
    ) -> Run {
        let lots = self.held_at(account, of, moment)?;
        lots.iter().try_for_each(|lot| self.forfeit_lot(lot.lot.id, reason, origin))?;
        for lot in self.account(account)?.lots.clone() {
            let expired = of.expired && lot.lot.state == State::Expired;
            if expired && self.fits_now(of, &lot)? && self.stands(of, &lot, moment)? {
                self.lot_mut(lot.lot.id)?.lot.state = State::Forfeited;
            }
            // What is forfeited is not filled again, also where nothing was left of it.
            if lot.is_empty() && self.fits_now(of, &lot)? {
                let lot = self.lot_mut(lot.lot.id)?;
                (lot.lot.state, lot.emptied) = (State::Forfeited, false);
            }
        }
        Ok(())
    }

    /// Trims what is over the limit, the oldest first, each kind by itself.
    fn keep(&mut self, account: AccountId, of: &Selector, up_to: CapAmount, origin: Origin, moment: &Moment) -> Run {
        let plan = moment.plans.new;
        for kind in Kind::ALL {
            let mut lots = self.held_at(account, of, moment)?;
            lots.retain(|lot| lot.lot.kind == kind && lot.has_units());
            lots.sort_by_key(|lot| (lot.lot.expires_at, age(lot)));
            if let CapAmount::Periods(periods) = up_to {
                self.keep_periods(&lots, periods, origin)?;
            } else if let Some(most) = self.cap_units_of(account, up_to, kind, plan)? {
                let excess = sum(lots.iter().map(|lot| lot.lot.left))?.saturating_sub(most);
                self.trim(lots.iter().map(|lot| lot.lot.id), excess, origin)?;
                lots.iter().try_for_each(|lot| self.note_emptied(lot.lot.id))?;
            }
        }
        Ok(())
    }

    /// Keeps the lots of the latest ends.
    fn keep_periods(&mut self, lots: &[ReferenceLot<'m>], periods: u32, origin: Origin) -> Run {
        let end = |lot: &ReferenceLot<'m>| lot.own_end.unwrap_or(lot.lot.expires_at);
        let mut ends: Vec<Instant> = lots.iter().map(end).collect();
        ends.sort_unstable();
        ends.dedup();
        let over = ends.len().saturating_sub(periods as usize);
        for lot in lots.iter().filter(|lot| ends.iter().take(over).any(|dropped| *dropped == end(lot))) {
            self.trim_lot(lot.lot.id, lot.lot.left, origin)?;
        }
        Ok(())
    }

    fn revive(
        &mut self,
        account: AccountId,
        (of, within): (&Selector, Option<Duration>),
        (until, origin): (Instant, Origin),
        moment: &Moment,
    ) -> Run {
        let zone = self.zone(account)?;
        for lot in self.account(account)?.lots.clone() {
            let lately = |at| within.is_none_or(|within| within.after(at, zone, MonthEnd::Clamp) >= self.now);
            let ended_lately = lot.ended.is_some_and(|ended| lately(ended.at));
            let expired = lot.lot.state == State::Expired && lot.has_units() && ended_lately;
            if expired && self.fits_now(of, &lot)? && self.stands(of, &lot, moment)? {
                self.set_end(lot.lot.id, until, false)?;
                let revived = self.lot_mut(lot.lot.id)?;
                (revived.lot.state, revived.ended) = (State::Live, None);
                self.post_lot(lot.lot.id, lot.lot.left, Posting::Revived { until }, origin)?;
            }
        }
        Ok(())
    }

    fn move_ends(
        &mut self,
        account: AccountId,
        (of, to): (&Selector, ExpiryMove),
        origin: Origin,
        moment: &Moment,
    ) -> Run {
        let lots = self.held_at(account, of, moment)?;
        let latest = lots.iter().map(|lot| lot.lot.expires_at).max();
        let fresh = moment.fresh_end(self)?;
        let sum = self.sum_of_ends(account, &lots, moment)?;
        for lot in lots {
            let own = lot.lot.expires_at;
            let until = match to {
                ExpiryMove::Latest => latest.unwrap_or(own),
                ExpiryMove::New => fresh.unwrap_or(own),
                ExpiryMove::Later => fresh.map_or(own, |fresh| fresh.max(own)),
                ExpiryMove::Sum => sum.unwrap_or(own),
                ExpiryMove::Extend(time) => time.after(own, self.zone(account)?, MonthEnd::Clamp),
                ExpiryMove::To(validity) => self.end_of(account, validity, self.now)?.0,
            };
            if until != own {
                self.move_end(account, lot.lot.id, until, to == ExpiryMove::To(Validity::Periods(1)))?;
                self.post_lot(lot.lot.id, lot.lot.left, Posting::Moved { until }, origin)?;
            }
        }
        Ok(())
    }

    /// Only a period that runs can take a lot along to its end.
    fn move_end(&mut self, account: AccountId, id: LotId, until: Instant, to_period: bool) -> Run {
        let runs = self.account(account)?.period.is_some();
        self.set_end(id, until, to_period && runs)
    }

    /// A part of each lot goes.
    fn shrink(
        &mut self,
        account: AccountId,
        (of, share): (&Selector, Share),
        (reason, origin): (Reason, Origin),
        moment: &Moment,
    ) -> Run {
        for lot in self.held_at(account, of, moment)? {
            let (left, granted) = (lot.lot.left, lot.lot.granted);
            let part = |ratio: Ratio, whole| ratio.of(whole).ok_or(ReferenceFault::Overflow);
            let gone = match share {
                Share::OfLeft(ratio) => part(ratio, left)?.min(left),
                Share::OfGranted(ratio) => part(ratio, granted)?.min(left),
                Share::AllBut(ratio) => left.saturating_sub(part(ratio, left)?),
            };
            if !gone.is_zero() {
                self.post_lot(lot.lot.id, gone, Posting::Forfeited { reason }, origin)?;
                if self.lower(lot.lot.id, gone)? {
                    self.end_lot(lot.lot.id, State::Forfeited)?;
                    self.note_emptied(lot.lot.id)?;
                }
            }
        }
        Ok(())
    }

    /// A part of all of them goes, each kind by itself, what ends first before the rest.
    fn cut(
        &mut self,
        account: AccountId,
        (of, cut): (&Selector, Cut),
        (reason, origin): (Reason, Origin),
        moment: &Moment,
    ) -> Run {
        for kind in Kind::ALL {
            let mut lots = self.held_at(account, of, moment)?;
            lots.retain(|lot| lot.lot.kind == kind && !lot.lot.unlimited);
            lots.sort_by_key(|lot| (lot.lot.expires_at, age(lot)));
            let mut goes = cut.of(kind, sum(lots.iter().map(|lot| lot.lot.left))?);
            for lot in lots {
                let part = goes.min(lot.lot.left);
                goes = goes.saturating_sub(part);
                if part.is_zero() {
                    continue;
                }
                self.post_lot(lot.lot.id, part, Posting::Forfeited { reason }, origin)?;
                if self.lower(lot.lot.id, part)? {
                    self.end_lot(lot.lot.id, State::Forfeited)?;
                    self.note_emptied(lot.lot.id)?;
                }
            }
        }
        Ok(())
    }

    /// What is kept when the subscription ends is there until its own end.
    fn keep_beyond(&mut self, account: AccountId, of: &Selector, trigger: &Trigger, moment: &Moment) -> Run {
        if *trigger != Trigger::Cancellation {
            return Ok(());
        }
        for lot in self.held_at(account, of, moment)?.iter().filter(|lot| lot.lot.state == State::Live) {
            let kept = self.lot_mut(lot.lot.id)?;
            (kept.outlives, kept.ends_with_period, kept.rule) = (true, false, None);
        }
        Ok(())
    }

    fn thaw(&mut self, account: AccountId, (of, origin): (&Selector, Origin), moment: &Moment) -> Run {
        if self.account(account)?.suspended.is_some() {
            return Ok(());
        }
        self.held_at(account, of, moment)?.iter().try_for_each(|lot| self.thaw_lot(lot, origin))
    }

    fn freeze(
        &mut self,
        account: AccountId,
        (of, clock_stops): (&Selector, bool),
        (reason, origin): (Reason, Origin),
        moment: &Moment,
    ) -> Run {
        let since = self.now;
        for lot in self.held_at(account, of, moment)? {
            if lot.lot.state != State::Live || lot.wait.is_some() {
                continue;
            }
            let frozen = self.lot_mut(lot.lot.id)?;
            (frozen.lot.state, frozen.frozen) = (State::Dormant, Some(Frozen { since, clock_stops }));
            frozen.ends_with_period &= !clock_stops;
            self.post_lot(lot.lot.id, lot.lot.left, Posting::Slept { reason }, origin)?;
        }
        Ok(())
    }
}

/// Why units are forfeited.
fn reason(trigger: &Trigger) -> Reason {
    match trigger {
        Trigger::PlanChange => Reason::PlanChanged,
        Trigger::Cancellation => Reason::Cancelled,
        Trigger::Suspension => Reason::Suspended,
        _ => Reason::ByClause,
    }
}

/// So much for each whole step.
fn each(amount: Quantity, step: Quantity, base: Quantity) -> Allowance {
    let steps = if step.is_zero() { 0 } else { base.0 / step.0 };
    let all = u128::from(amount.0) * u128::from(steps);
    Allowance::Limited(u64::try_from(all).map_or(Quantity::MAX, |all| Quantity(all).min(Quantity::MAX)))
}

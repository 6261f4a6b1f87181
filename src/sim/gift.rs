//! Giving units to another account: all or nothing, and nothing is made or lost.

use crate::event::AccountId;
use crate::ledger::{Charge, Listener, OriginId, Posting, Reason, State};
use crate::program::{Done, Gift, GiftExpiry, GiftTo, Selector, Start, Trigger};
use crate::units::{Instant, Kind, Quantity};

use super::World;
use super::account::LastEnd;
use super::eligible::Refusal;
use super::fits::fits;
use super::holding::Waits;
use super::order::compare;
use super::routine::Occasion;

impl World<'_> {
    /// Gives, or refuses and changes nothing.
    pub(super) fn give(
        &mut self,
        giver: usize,
        to: AccountId,
        (kind, amount): (Kind, Quantity),
        out: &mut impl Listener,
    ) -> Result<(), (Reason, OriginId)> {
        let plan = self.plan_of(giver);
        let receiver = to.0 as usize;
        let of_kind = |rule: &&Gift| rule.kinds[kind.index()];
        let fitting = plan.gifts.iter().filter(of_kind).find(|rule| self.may_receive(giver, receiver, rule));
        let rule = fitting.or_else(|| plan.gifts.iter().find(of_kind));
        let origin = rule.or(plan.gifts.first()).map_or(plan.origin, |rule| rule.origin);
        let refused = |reason| (reason, origin);
        let rule = self
            .allowed((giver, receiver), rule, fitting.is_some(), (kind, amount))
            .map_err(|refusal| refusal.of(origin))?;
        let lots = self.givable(giver, rule, kind);
        self.enough(giver, rule, &lots, (kind, amount)).map_err(refused)?;
        let charged = (Charge::Gift, rule.origin);
        self.charge(giver, rule.fee_of(amount), plan.prepaid, charged, out).map_err(refused)?;
        let (mut rest, mut granted) = (amount, None);
        for index in lots {
            if rest.is_zero() {
                break;
            }
            let part = rest.min(self.accounts[giver].holdings[index].lot.left);
            if part.is_zero() {
                // The fee has used it up.
                continue;
            }
            rest = rest.saturating_sub(part);
            granted = Some(self.hand_over((giver, index), receiver, (part, amount), rule, out));
        }
        self.remember(giver, Done::Given(kind), amount);
        self.remember(receiver, Done::Received(kind), amount);
        for (counters, account, count) in [
            (&rule.amounts, giver, amount),
            (&rule.times, giver, Quantity(1)),
            (&rule.receive, receiver, amount),
            (&rule.receive_times, receiver, Quantity(1)),
        ] {
            for counter in counters {
                self.count(account, counter.counter, counter.span, count);
            }
        }
        self.count_receiver(giver, receiver, rule);
        self.run(giver, &[Trigger::GiftGiven], &self.occasion(giver), out);
        let occasion = Occasion { granted, ..self.occasion(receiver) };
        self.run(receiver, &[Trigger::GiftReceived], &occasion, out);
        Ok(())
    }

    /// Whether the gift is one that the plan lets be made.
    fn allowed<'r>(
        &self,
        (giver, receiver): (usize, usize),
        rule: Option<&'r Gift>,
        fits_receiver: bool,
        (kind, amount): (Kind, Quantity),
    ) -> Result<&'r Gift, Refusal> {
        if amount.is_zero() {
            return Err(Reason::TooLittle.into());
        }
        let rule = rule.filter(|rule| rule.kinds[kind.index()]).ok_or(Refusal::from(Reason::CannotGive))?;
        let state = &self.accounts[giver];
        if !state.is_active() {
            return Err(Reason::NotActive.into());
        }
        if state.suspended_since.is_some() {
            return Err(Reason::Suspended.into());
        }
        if giver == receiver {
            return Err(Reason::CannotGive.into());
        }
        if !self.accounts.get(receiver).is_some_and(super::account::Account::is_active) {
            return Err(Reason::ReceiverNotActive.into());
        }
        if !fits_receiver {
            return Err(Reason::NotToThem.into());
        }
        if !amount.0.is_multiple_of(rule.step.0.max(1)) {
            return Err(Reason::NotInSteps.into());
        }
        if !rule.sizes.is_empty() && !rule.sizes.contains(&amount) {
            return Err(Reason::NotInSteps.into());
        }
        if amount < rule.at_least {
            return Err(Reason::TooLittle.into());
        }
        if amount > rule.at_most {
            return Err(Reason::TooMuch.into());
        }
        let fits = |counters: &[crate::program::Counter], account: usize, amount: Quantity| {
            counters.iter().all(|counter| self.remaining(account, counter) >= amount)
        };
        let within = fits(&rule.amounts, giver, amount)
            && fits(&rule.times, giver, Quantity(1))
            && fits(&rule.receive, receiver, amount)
            && fits(&rule.receive_times, receiver, Quantity(1))
            && (self.knows(giver, receiver, rule) || fits(&rule.receivers, giver, Quantity(1)));
        if !within {
            return Err(Reason::LimitReached.into());
        }
        self.eligible(giver, &rule.only_if, &self.occasion(giver))?;
        Ok(rule)
    }

    /// Whether a rule is for this receiver.
    fn may_receive(&self, giver: usize, receiver: usize, rule: &Gift) -> bool {
        let Some(account) = self.accounts.get(receiver) else { return false };
        match rule.to {
            GiftTo::Anyone => true,
            GiftTo::Group => account.pool.unwrap_or(receiver) == self.accounts[giver].pool.unwrap_or(giver),
            GiftTo::Marked(label) => account.marks.contains(&label),
            GiftTo::NotMarked(label) => !account.marks.contains(&label),
        }
    }

    /// Whether the receiver is among those who received in the spans of now.
    fn knows(&self, giver: usize, receiver: usize, rule: &Gift) -> bool {
        rule.receivers.iter().all(|counter| {
            let any = !self.counted(giver, counter.counter, counter.span).is_zero();
            any && self.accounts[giver].receivers.contains(&(counter.counter, receiver))
        })
    }

    fn count_receiver(&mut self, giver: usize, receiver: usize, rule: &Gift) {
        for counter in &rule.receivers {
            let this = (counter.counter, receiver);
            if self.counted(giver, counter.counter, counter.span).is_zero() {
                self.accounts[giver].receivers.retain(|(place, _)| *place != counter.counter);
            }
            if !self.accounts[giver].receivers.contains(&this) {
                self.accounts[giver].receivers.push(this);
                self.count(giver, counter.counter, counter.span, Quantity(1));
            }
        }
    }

    /// The lots that may fund a gift, in order.
    fn givable(&self, giver: usize, rule: &Gift, kind: Kind) -> Vec<usize> {
        let state = &self.accounts[giver];
        let zone = &self.calendar_of(giver).zone;
        let may = |index: &usize| {
            let holding = &state.holdings[*index];
            let fits = |of: &Selector| fits(of, holding, self.now, state.number, zone);
            let excluded = rule.not.iter().any(fits) || !(rule.only.is_empty() || rule.only.iter().any(fits));
            !holding.lot.unlimited && !excluded && (rule.again || !holding.lot.gifted)
        };
        let mut lots: Vec<usize> = state.order[kind.index()].iter().copied().filter(may).collect();
        lots.sort_by(|a, b| compare(&rule.from, state.id, &state.holdings[*a], &state.holdings[*b]));
        lots
    }

    /// Whether there is enough to give, to keep, and to pay the fee.
    fn enough(
        &self,
        giver: usize,
        rule: &Gift,
        lots: &[usize],
        (kind, amount): (Kind, Quantity),
    ) -> Result<(), Reason> {
        let state = &self.accounts[giver];
        let sum = |lots: &[usize]| lots.iter().map(|i| state.holdings[*i].lot.left.0).fold(0, u64::saturating_add);
        if sum(lots) < amount.0 {
            return Err(Reason::NotEnoughToGive);
        }
        if self.left_after(giver, rule, lots, (kind, amount)) < rule.keep.0 {
            return Err(Reason::MustKeep);
        }
        let (prepaid, fee) = (self.plan_of(giver).prepaid, rule.fee_of(amount));
        // The fee is taken first, perhaps from the very money that is to be given.
        let fee_of_it = if prepaid { self.would_take(giver, fee, Charge::Gift, lots) } else { 0 };
        let whole = kind != Kind::Money || sum(lots).saturating_sub(fee_of_it) >= amount.0;
        if whole && self.can_pay(giver, fee, prepaid, Charge::Gift) { Ok(()) } else { Err(Reason::NotEnoughMoney) }
    }

    /// What remains after a gift of that of which something must.
    fn left_after(&self, giver: usize, rule: &Gift, lots: &[usize], (kind, amount): (Kind, Quantity)) -> u64 {
        let state = &self.accounts[giver];
        let zone = &self.calendar_of(giver).zone;
        let counts = |index: &usize| {
            let holding = &state.holdings[*index];
            rule.keep_of.as_ref().is_none_or(|of| fits(of, holding, self.now, state.number, zone))
        };
        let left = |index: &usize| state.holdings[*index].lot.left.0;
        let all = state.order[kind.index()].iter().filter(|index| counts(index)).map(left).fold(0, u64::saturating_add);
        let (mut rest, mut taken) = (amount.0, 0_u64);
        for index in lots {
            let part = rest.min(left(index));
            rest -= part;
            taken += if counts(index) { part } else { 0 };
        }
        all.saturating_sub(taken)
    }

    /// Moves a part of one lot into a new lot of the receiver. Rights follow the unit.
    fn hand_over(
        &mut self,
        (giver, index): (usize, usize),
        receiver: usize,
        (part, whole): (Quantity, Quantity),
        rule: &Gift,
        out: &mut impl Listener,
    ) -> usize {
        let (until, with_period) = self.gift_end((giver, index), receiver, rule.expiry_of(whole));
        let source = &self.accounts[giver].holdings[index];
        let from = source.lot.id;
        let mut gift = source.clone();
        gift.lot.id = self.accounts[receiver].next_lot();
        gift.lot.from = Some(from);
        gift.lot.owner = self.accounts[receiver].id;
        (gift.lot.granted, gift.lot.left) = (part, part);
        (gift.lot.gifted, gift.lot.state) = (true, State::Live);
        (gift.lot.usable_from, gift.lot.expires_at) = (self.now, until);
        (gift.ends_with_period, gift.waits, gift.frozen_since) = (with_period, Waits::No, None);
        (gift.start, gift.starts_on_use, gift.repeat) = (Start::Granted, false, None);
        gift.tie = None;
        gift.paid = Vec::new();
        gift.period = self.accounts[receiver].number;
        let (origin, left) = (rule.origin, source.lot.left.saturating_sub(part));
        let to = self.accounts[receiver].id;
        self.post_lot(giver, index, part, Posting::Given { to }, origin, out);
        self.accounts[giver].set_left(index, left);
        let new = self.admit(receiver, gift);
        self.post_lot(receiver, new, part, Posting::Received { from, until }, origin, out);
        if left.is_zero() {
            self.retire(giver, index, State::UsedUp, LastEnd::ByUse);
        } else {
            self.changed(giver, index);
        }
        new
    }

    /// When a gift ends, and whether that is with the receiver's period.
    fn gift_end(&self, (giver, index): (usize, usize), receiver: usize, expiry: GiftExpiry) -> (Instant, bool) {
        let own = self.accounts[giver].holdings[index].lot.expires_at;
        let kind = self.accounts[giver].holdings[index].lot.kind;
        match expiry {
            GiftExpiry::Later => {
                let state = &self.accounts[receiver];
                let ends = state.order[kind.index()].iter().map(|index| state.holdings[*index].lot.expires_at);
                (ends.max().unwrap_or(own).max(own), false)
            }
            GiftExpiry::Valid(validity) => (self.end_of(giver, validity, self.now), false),
            GiftExpiry::ReceiverPeriods(periods) if self.accounts[receiver].is_running() => {
                (self.period_end(receiver, periods), periods <= 1)
            }
            GiftExpiry::ReceiverPeriods(_) | GiftExpiry::Kept => (own, false),
            GiftExpiry::GiverPeriod => (self.period_end(giver, 1), false),
        }
    }
}

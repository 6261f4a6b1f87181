//! How units go from one account to another.

use crate::ledger::{Charge, Lot, LotId, Posting, Reason, State};
use crate::model::{GiftExpiry, GiftRule, Start, Trigger};
use crate::units::{Instant, Quantity};

use super::gift::Gift;
use super::handlers::Moment;
use super::history::Did;
use super::{Reference, ReferenceLot, Run};

impl<'m> Reference<'m> {
    /// Charges the fee, then moves the units, lot by lot.
    pub(super) fn hand_over(&mut self, gift: &Gift, rule: &'m GiftRule) -> Run {
        if !self.charge(gift.from, super::gift::fee_of(rule, gift.amount), Charge::Gift, rule.origin)? {
            self.refuse(gift.from, Reason::NotEnoughMoney, rule.origin);
            return Ok(());
        }
        self.remember(gift.from, Did::Give(gift.kind), gift.amount)?;
        self.remember(gift.to, Did::Receive(gift.kind), gift.amount)?;
        self.count_all(gift.from, &rule.amounts, gift.amount)?;
        self.count_all(gift.from, &rule.times, Quantity(1))?;
        self.count_all(gift.to, &rule.receive, gift.amount)?;
        self.count_all(gift.to, &rule.receive_times, Quantity(1))?;
        self.count_receiver(gift, rule)?;
        let (mut rest, mut fresh) = (gift.amount, None);
        for lot in self.givable(gift, rule)? {
            let amount = rest.min(lot.lot.left);
            if !amount.is_zero() {
                fresh = Some(self.hand_over_lot(gift, rule, &lot, amount)?);
                rest = rest.saturating_sub(amount);
            }
        }
        let (giver, receiver) = (self.moment(gift.from)?, Moment { fresh, ..self.moment(gift.to)? });
        self.run_handlers(gift.from, &[Trigger::GiftGiven], &giver)?;
        self.run_handlers(gift.to, &[Trigger::GiftReceived], &receiver)
    }

    fn hand_over_lot(
        &mut self,
        gift: &Gift,
        rule: &'m GiftRule,
        lot: &ReferenceLot<'m>,
        amount: Quantity,
    ) -> Run<LotId> {
        let source = lot.lot.id;
        let (until, with_period) = self.gift_end(gift, rule, lot)?;
        self.post_lot(source, amount, Posting::Given { to: gift.to }, rule.origin)?;
        if self.lower(source, amount)? {
            self.end_lot(source, State::UsedUp)?;
        }
        let received = self.received(gift, lot, amount)?;
        let id = received.lot.id;
        self.account_mut(gift.to)?.lots.push(received);
        self.set_end(id, until, with_period)?;
        self.post_lot(id, amount, Posting::Received { from: source, until }, rule.origin)?;
        Ok(id)
    }

    /// The receiver's part of a lot: what belongs to the units stays with them.
    fn received(&self, gift: &Gift, lot: &ReferenceLot<'m>, amount: Quantity) -> Run<ReferenceLot<'m>> {
        let id: LotId = self.next_lot(gift.to)?;
        let received = Lot {
            id,
            from: Some(lot.lot.id),
            granted: amount,
            left: amount,
            gifted: true,
            owner: gift.to,
            usable_from: self.now,
            ..lot.lot
        };
        let born_in = self.account(gift.to)?.number;
        // It runs already, so it has no start of its own any more and waits for nothing.
        let (start, unused, wait, frozen) = (Start::Granted, false, None, None);
        Ok(ReferenceLot {
            lot: received,
            start,
            tie: None,
            repeat: None,
            unused,
            wait,
            frozen,
            born_in,
            ended: None,
            ..*lot
        })
    }

    /// When the gift ends, and whether with the receiver's period.
    fn gift_end(&self, gift: &Gift, rule: &'m GiftRule, lot: &ReferenceLot<'m>) -> Run<(Instant, bool)> {
        let own = lot.lot.expires_at;
        let by_amount = rule.validities.iter().rfind(|(from, _)| *from <= gift.amount);
        let expiry = by_amount.map_or(rule.expiry.answer, |(_, validity)| GiftExpiry::Valid(*validity));
        let end = match expiry {
            GiftExpiry::Kept => own,
            GiftExpiry::Later => {
                let theirs = self.held(gift.to)?;
                let live = theirs.iter().filter(|lot| lot.lot.kind == gift.kind && lot.lot.state == State::Live);
                live.map(|lot| lot.lot.expires_at).max().map_or(own, |latest| latest.max(own))
            }
            GiftExpiry::Valid(validity) => self.end_of(gift.from, validity, self.now)?.0,
            GiftExpiry::ReceiverPeriods(_) if self.account(gift.to)?.period.is_none() => own,
            GiftExpiry::ReceiverPeriods(count) => return self.end_of_periods(gift.to, count),
            GiftExpiry::GiverPeriod => self.account(gift.from)?.period.map_or(Instant::NEVER, |period| period.end),
        };
        Ok((end, false))
    }
}

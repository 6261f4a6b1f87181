//! One event.

use crate::event::{Event, Happening, LabelId};
use crate::ledger::{Entry, Listener, Note, Posting, Reason};
use crate::program::{Done, Trigger};
use crate::units::Quantity;

use super::eligible::Refusal;
use super::pay::Use;
use super::routine::Occasion;
use super::{Fault, World};

impl World<'_> {
    /// Settles, and does what an event says.
    #[inline(always)]
    pub(super) fn happen(&mut self, account: usize, event: &Event, out: &mut impl Listener) -> Result<(), Fault> {
        match event.what {
            Happening::Use { kind, amount, since: None, circumstances } => {
                if self.due <= event.at {
                    self.settle(event.at, out)?;
                }
                self.now = event.at;
                let user = &mut self.accounts[account];
                if user.is_plain
                    && !amount.is_zero()
                    && let Some((lot, origin)) = user.pay_simply(kind, amount)
                {
                    let (at, account, lot, posting) = (event.at, user.id, Some(lot), Posting::Used);
                    out.entry(&Entry { at, account, lot, kind, amount, posting, origin });
                    return user.check(kind);
                }
                self.uses += 1;
                let wanted = Use::of(kind, amount, event.at, circumstances);
                let rest = self.whole_increments(account, &wanted);
                self.use_now(account, Use { rest, ..wanted }, out)
            }
            Happening::Use { kind, amount, since: Some(since), circumstances } if since < event.at => {
                self.use_record(account, (since, event.at), (kind, amount), circumstances, out)
            }
            what => {
                self.settle(event.at, out)?;
                self.happen_seldom(account, what, out)
            }
        }
    }

    #[cold]
    fn happen_seldom(&mut self, account: usize, what: Happening, out: &mut impl Listener) -> Result<(), Fault> {
        if !matches!(what, Happening::Use { .. }) {
            self.meet_terms(account);
        }
        let plan = self.plan_of(account).origin;
        let by_plan = |refusal: Refusal| refusal.of(plan);
        let refused = match what {
            Happening::Use { kind, amount, circumstances, .. } => {
                self.uses += 1;
                let wanted = Use::of(kind, amount, self.now, circumstances);
                let rest = self.whole_increments(account, &wanted);
                return self.use_now(account, Use { rest, ..wanted }, out);
            }
            Happening::Activate => self.activate(account, out).map_err(by_plan),
            Happening::Recharge { amount, by } => {
                self.recharge(account, (amount, by), out).map_err(|reason| (reason, plan))
            }
            Happening::Renew => self.renew(account, out).map_err(by_plan),
            Happening::AutoRenewal { on } => {
                self.accounts[account].automatic = on;
                let what = if on { Note::RenewalOn } else { Note::RenewalOff };
                self.note(account, what, plan, out);
                Ok(())
            }
            Happening::Buy { product } => {
                let known = self.program.products.get(product.0 as usize);
                let origin = known.map_or(plan, |product| product.origin);
                self.buy(account, product, None, out).map_err(|refusal| refusal.of(origin))
            }
            Happening::BuyAt { product, price } => {
                let known = self.program.products.get(product.0 as usize);
                let origin = known.map_or(plan, |product| product.origin);
                self.buy(account, product, Some(price), out).map_err(|refusal| refusal.of(origin))
            }
            Happening::BuyFor { product, to, price } => {
                let known = self.program.products.get(product.0 as usize);
                let origin = known.map_or(plan, |product| product.origin);
                self.buy_for(account, (product, price), to, out).map_err(|refusal| refusal.of(origin))
            }
            Happening::ReturnPack { product } => {
                let known = self.program.products.get(product.0 as usize);
                let origin = known.map_or(plan, |product| product.origin);
                self.return_pack(account, product, out).map_err(|reason| (reason, origin))
            }
            Happening::Convert { kind, amount, to } => self.convert(account, (kind, amount), to, out),
            Happening::BorrowUnits { kind, amount } => self.borrow_units(account, (kind, amount), out),
            Happening::StopPack { product } => {
                let known = self.program.products.get(product.0 as usize);
                let origin = known.map_or(plan, |product| product.origin);
                self.stop_pack(account, product, out).map_err(|reason| (reason, origin))
            }
            Happening::ActivateRollover => {
                let origin = self.plan_of(account).rollover_origin;
                self.activate_rollover(account, out).map_err(|reason| (reason, origin))
            }
            Happening::ChangePlan { plan: to } => self.change_plan(account, to, out).map_err(by_plan),
            Happening::Suspend => {
                self.suspend(account, None, out).map_err(|reason| (reason, self.suspension_clause(account)))
            }
            Happening::Resume => {
                self.resume(account, None, out).map_err(|reason| (reason, self.suspension_clause(account)))
            }
            Happening::Join { owner } => self.join(account, owner, out),
            Happening::Leave => self.leave(account, out),
            Happening::Give { to, kind, amount } => self.give(account, to, (kind, amount), out),
            Happening::Consent { to, given } => {
                self.consent(account, (to, given), plan, out);
                self.run(account, &[Trigger::Consent(to, given)], &self.occasion(account), out);
                Ok(())
            }
            Happening::Set { name, to } => {
                self.set(account, (name, to), plan, out);
                Ok(())
            }
            Happening::Mark { label, on } => {
                if self.set_mark(account, (label, on), plan, out) {
                    self.run(account, &[Trigger::Mark(label, on)], &self.occasion(account), out);
                }
                Ok(())
            }
            Happening::Cancel => self.cancel(account, None, out).map_err(|reason| (reason, plan)),
        };
        if let Err((reason, origin)) = refused {
            self.refuse(account, reason, origin, out);
        }
        self.refresh_plainness(account);
        self.react(None, out);
        self.follow_ties(out);
        (0..self.accounts.len()).try_for_each(|account| self.audit(account))
    }

    /// Works out anew whether a use of the account concerns nothing but its own lots.
    pub(super) fn refresh_plainness(&mut self, account: usize) {
        let plan = self.plan_of(account);
        let told = plan.notices.iter().any(|notice| !notice.each && notice.charges.is_none());
        let watched = plan.watch.uses || told;
        let limited = !plan.ceilings.is_empty() || !plan.tolls.is_empty() || !plan.increments.is_empty();
        let remembers = self.program.remembers_use;
        let weighed = !self.plan_of(account).weights.is_empty();
        let draws = plan.pool.as_ref().is_some_and(|pool| pool.everybody);
        let account = &mut self.accounts[account];
        let is_free = account.suspended_since.is_none() && account.bars.is_empty();
        account.is_plain =
            account.pool.is_none() && is_free && !watched && !limited && !weighed && !draws && !remembers;
    }

    fn recharge(
        &mut self,
        account: usize,
        (amount, by): (Quantity, Option<LabelId>),
        out: &mut impl Listener,
    ) -> Result<(), Reason> {
        let least = self.plan_of(account).recharge_tiers.first().map_or(Quantity::ZERO, |(from, _)| *from);
        if !amount.is_zero() && amount < least {
            return Err(Reason::TooLittle);
        }
        let granted = self.recharge_lot(account, amount, out);
        if let Some(index) = granted {
            self.repay_loans(account, index, out);
            self.remember(account, Done::Recharged(by), amount);
            let occasion = Occasion { recharged: amount, recharged_by: by, granted, ..self.occasion(account) };
            self.run(account, &[Trigger::Recharge], &occasion, out);
            self.retry_on_recharge(account, out);
            self.retry_packs_on_recharge(account, out);
        }
        Ok(())
    }
}

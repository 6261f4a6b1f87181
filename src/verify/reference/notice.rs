//! What the customer is told.

use crate::event::AccountId;
use crate::ledger::{LotId, NoticeKind, Posting, State};
use crate::model::{Limit, Notice, NoticeAt, NoticeOf, Selector};
use crate::units::{Instant, Kind, Quantity, Ratio};

use super::counters::{Counted, is_same, sum};
use super::select::speaks_of;
use super::{Reference, ReferenceLot, Run};

impl<'m> Reference<'m> {
    /// Tells of a lot that a use has lowered.
    pub(super) fn notice_lot(&mut self, id: LotId, before: Quantity) -> Run {
        let lot = self.lot(id)?;
        for (place, notice) in self.plan(lot.lot.owner)?.notices.iter().enumerate() {
            let NoticeOf::EachLot(selector) = &notice.of else { continue };
            let crosses = |reached: &dyn Fn(Quantity) -> bool| reached(lot.lot.left) && !reached(before);
            let what = match notice.at {
                NoticeAt::Used(ratio) if crosses(&|left| has_used(ratio, lot.lot.granted, left)) => {
                    NoticeKind::Used(ratio)
                }
                NoticeAt::Left(little) if crosses(&|left| left <= little) => NoticeKind::Left,
                _ => continue,
            };
            if speaks_of(selector, &lot) {
                if self.is_told(lot.lot.owner, notice)? {
                    self.post_lot(id, lot.lot.left, Posting::Noticed { what }, notice.origin)?;
                }
                self.reach(lot.lot.owner, place);
            }
        }
        Ok(())
    }

    /// Tells of several lots together, once a period each.
    pub(super) fn notice_together(&mut self, account: AccountId, used: Kind) -> Run {
        for (place, notice) in self.plan(account)?.notices.iter().enumerate() {
            let NoticeOf::Together(selectors) = &notice.of else { continue };
            let stretch = self.account(account)?.stretch;
            let is_told = |told: &(&Notice, u32)| std::ptr::eq(told.0, notice) && told.1 == stretch;
            if !concerns(selectors, used) {
                continue;
            }
            let (base, left) = self.together(account, selectors, used)?;
            let what = match notice.at {
                NoticeAt::Used(ratio) if has_used(ratio, base, left) => NoticeKind::Used(ratio),
                NoticeAt::Left(little) if left <= little => NoticeKind::Left,
                _ => continue,
            };
            if !base.is_zero() && !self.account(account)?.told_together.iter().any(is_told) {
                self.account_mut(account)?.told_together.push((notice, stretch));
                if self.is_told(account, notice)? {
                    self.post(account, used, left, Posting::Noticed { what }, notice.origin);
                }
                self.reach(account, place);
            }
        }
        Ok(())
    }

    /// Where there is more again, so that a notice would not be due, it can go out anew.
    pub(super) fn rearm(&mut self, account: AccountId, used: Kind) -> Run {
        for notice in &self.plan(account)?.notices {
            let NoticeOf::Together(selectors) = &notice.of else { continue };
            if !concerns(selectors, used) {
                continue;
            }
            let (base, left) = self.together(account, selectors, used)?;
            let is_due = match notice.at {
                NoticeAt::Used(ratio) => !base.is_zero() && has_used(ratio, base, left),
                NoticeAt::Left(little) => !base.is_zero() && left <= little,
                NoticeAt::BeforeExpiry(_) => false,
            };
            if !is_due {
                self.account_mut(account)?.told_together.retain(|told| !std::ptr::eq(told.0, notice));
            }
        }
        Ok(())
    }

    /// Whether a notice that is due goes to somebody.
    fn is_told(&self, account: AccountId, notice: &'m Notice) -> Run<bool> {
        match &notice.only_if {
            _ if notice.silent => Ok(false),
            Some(condition) => self.holds(account, condition, &self.moment(account)?),
            None => Ok(true),
        }
    }

    /// Tells of what has been charged in a span.
    pub(super) fn notice_charges(&mut self, account: AccountId, amount: Quantity) -> Run {
        let mut of_this_clause: Option<(&Limit, usize)> = None;
        for (place, notice) in self.plan(account)?.notices.iter().enumerate() {
            let (NoticeOf::Charges(limit), NoticeAt::Used(ratio)) = (&notice.of, notice.at) else { continue };
            let nth = of_this_clause.filter(|(before, _)| is_same(before, limit)).map_or(0, |(_, nth)| nth + 1);
            of_this_clause = Some((limit, nth));
            let of = Counted::Told(limit, nth);
            let before = self.counted(account, of)?;
            self.count(account, of, amount)?;
            let after = self.counted(account, of)?;
            let share = |sum: Quantity| u128::from(sum.0) * u128::from(ratio.denominator);
            let needed = u128::from(self.most(account, limit)?.0) * u128::from(ratio.numerator);
            if share(before) < needed && needed <= share(after) {
                if self.is_told(account, notice)? {
                    let what = NoticeKind::Charged(ratio);
                    self.post(account, Kind::Money, after, Posting::Noticed { what }, notice.origin);
                }
                self.reach(account, place);
            }
        }
        Ok(())
    }

    /// What was granted by the lots that are live or were used up in this period, and what is left of them.
    fn together(&self, account: AccountId, selectors: &[Selector], kind: Kind) -> Run<(Quantity, Quantity)> {
        let subscriber = self.account(account)?;
        let counts = |lot: &&ReferenceLot<'m>| {
            let lately = lot.ended.is_some_and(|ended| ended.stretch == subscriber.stretch);
            let used_up = lot.lot.state == State::UsedUp && lately;
            lot.lot.kind == kind && about(selectors, lot) && (used_up || lot.lot.state == State::Live)
        };
        let lots: Vec<&ReferenceLot<'m>> = subscriber.lots.iter().filter(counts).collect();
        let base = sum(lots.iter().map(|lot| lot.lot.granted))?;
        Ok((base, sum(lots.iter().map(|lot| lot.lot.left))?))
    }

    /// The notices before an end that are still to come: when, of which lot, of which end.
    pub(super) fn endings_to_tell(&self, account: AccountId) -> Run<Vec<(Instant, LotId, &'m Notice, Instant)>> {
        let (zone, told) = (self.zone(account)?, &self.account(account)?.told);
        let mut endings = Vec::new();
        for lot in self.held(account)? {
            let (id, end) = (lot.lot.id, lot.lot.expires_at);
            if !lot.has_units() || end == Instant::NEVER || lot.clock_stands() {
                continue;
            }
            for notice in &self.plan(account)?.notices {
                let selectors = match &notice.of {
                    NoticeOf::EachLot(selector) => std::slice::from_ref(selector),
                    NoticeOf::Together(selectors) => selectors.as_slice(),
                    NoticeOf::Charges(_) => continue,
                };
                let NoticeAt::BeforeExpiry(time) = notice.at else { continue };
                let at = time.before(end, zone);
                // A later version of the plan has the same notice once more.
                let is_told =
                    |told: &(LotId, &Notice, Instant)| told.0 == id && told.1.at == notice.at && told.2 == end;
                let comes = at > lot.end_set_at && at >= self.now;
                if comes && about(selectors, &lot) && !told.iter().any(is_told) {
                    endings.push((at, id, notice, end));
                }
            }
        }
        Ok(endings)
    }

    /// Tells of the ends that are so near now.
    pub(super) fn notice_endings(&mut self, account: AccountId) -> Run {
        for (at, id, notice, end) in self.endings_to_tell(account)? {
            if at == self.now {
                self.account_mut(account)?.told.push((id, notice, end));
                let left = self.lot(id)?.lot.left;
                let what = NoticeKind::Ending { at: end };
                if self.is_told(account, notice)? {
                    self.post_lot(id, left, Posting::Noticed { what }, notice.origin)?;
                }
            }
        }
        Ok(())
    }
}

/// Whether a share of what was granted has been used.
fn has_used(ratio: Ratio, granted: Quantity, left: Quantity) -> bool {
    let used = granted.saturating_sub(left);
    u128::from(used.0) * u128::from(ratio.denominator) >= u128::from(granted.0) * u128::from(ratio.numerator)
}

/// Whether a lot is one of those.
fn about(selectors: &[Selector], lot: &ReferenceLot<'_>) -> bool {
    selectors.iter().any(|selector| speaks_of(selector, lot))
}

/// Whether a use of a kind lowers what a notice is about.
fn concerns(selectors: &[Selector], used: Kind) -> bool {
    selectors.iter().any(|selector| selector.is_of(used))
}

//! Suspensions.

use crate::event::AccountId;
use crate::ledger::{Note, Posting, Reason, State};
use crate::model::{Suspension, Trigger};
use crate::text::Origin;
use crate::units::Instant;

use super::world::{Period, Suspended};
use super::{Reference, ReferenceLot, Run};

impl Reference<'_> {
    /// What names a suspension that no clause has asked for.
    pub(super) fn about_suspension(&self, account: AccountId) -> Run<Origin> {
        let plan = self.plan(account)?;
        Ok(if plan.suspension.is_assumed() { plan.origin } else { plan.suspension.origin })
    }

    /// The line is suspended, by a clause or by an event.
    pub(super) fn suspend(&mut self, account: AccountId, by: Option<Origin>) -> Run {
        let plan = self.plan(account)?;
        let about = self.about_suspension(account)?;
        let subscriber = self.account(account)?;
        if !subscriber.active {
            self.refuse(account, Reason::NotActive, about);
            return Ok(());
        }
        if subscriber.suspended.is_some() {
            self.refuse(account, Reason::Suspended, about);
            return Ok(());
        }
        let clock_stops = plan.suspension.answer == Suspension::ClockStops;
        self.seen.come_to(plan.suspension.origin);
        let since = self.now;
        let by = by.unwrap_or(about);
        self.account_mut(account)?.suspended = Some(Suspended { since, clock_stops, by });
        self.note(account, Posting::Noted { what: Note::Suspended }, by);
        let moment = self.moment(account)?;
        self.run_handlers(account, &[Trigger::Suspension], &moment)
    }

    /// The suspension ends.
    pub(super) fn resume(&mut self, account: AccountId, by: Option<Origin>) -> Run {
        let origin = self.about_suspension(account)?;
        let Some(suspended) = self.account(account)?.suspended else {
            self.refuse(account, Reason::NotSuspended, origin);
            return Ok(());
        };
        self.note(account, Posting::Noted { what: Note::Resumed }, by.unwrap_or(origin));
        self.account_mut(account)?.suspended = None;
        if suspended.clock_stops {
            self.shift_streams(account, self.now.seconds_since(suspended.since))?;
            self.move_period(account, self.now.seconds_since(suspended.since))?;
            self.delay_times(account, self.now.seconds_since(suspended.since))?;
            self.delay_attempts(account, self.now.seconds_since(suspended.since))?;
        }
        for lot in self.held(account)? {
            self.wake(&lot, suspended)?;
        }
        let moment = self.moment(account)?;
        self.run_handlers(account, &[Trigger::Resumption], &moment)
    }

    /// The running period goes on where it stood still.
    fn move_period(&mut self, account: AccountId, slept: i64) -> Run {
        let subscriber = self.account_mut(account)?;
        subscriber.period = subscriber.period.map(|period| Period {
            anchor: period.anchor.plus_seconds(slept),
            end: period.end.plus_seconds(slept),
            ..period
        });
        Ok(())
    }

    /// A frozen lot goes on before any suspension has ended.
    pub(super) fn thaw_lot(&mut self, lot: &ReferenceLot<'_>, origin: Origin) -> Run {
        let Some(frozen) = lot.frozen else { return Ok(()) };
        let slept = if frozen.clock_stops { self.now.seconds_since(frozen.since) } else { 0 };
        let end = lot.lot.expires_at.plus_seconds(slept);
        if slept != 0 {
            self.set_end(lot.lot.id, end, lot.ends_with_period)?;
        }
        let woken = self.lot_mut(lot.lot.id)?;
        (woken.frozen, woken.lot.state) = (None, State::Live);
        self.post_lot(lot.lot.id, lot.lot.left, Posting::Woke { until: end }, origin)
    }

    /// A lot goes on: one that was frozen, and where all clocks stood still, any.
    fn wake(&mut self, lot: &ReferenceLot<'_>, suspended: Suspended) -> Run {
        let (id, now) = (lot.lot.id, self.now);
        let own_clock = lot.frozen.filter(|frozen| frozen.clock_stops).map(|frozen| frozen.since);
        let stood_since = if suspended.clock_stops { Some(suspended.since) } else { own_clock };
        let slept = stood_since.map_or(0, |since| now.seconds_since(since));
        let end = lot.lot.expires_at.plus_seconds(slept);
        if slept != 0 {
            self.set_end(id, end, lot.ends_with_period)?;
        }
        let woken = self.lot_mut(id)?;
        if woken.lot.state == State::Pending && suspended.clock_stops {
            woken.lot.usable_from = woken.lot.usable_from.plus_seconds(slept);
        }
        if woken.frozen.take().is_some() {
            woken.lot.state = State::Live;
        }
        let tells = lot.frozen.is_some() || (suspended.clock_stops && end != Instant::NEVER);
        let origin = self.about_suspension(lot.lot.owner)?;
        if tells { self.post_lot(id, lot.lot.left, Posting::Woke { until: end }, origin) } else { Ok(()) }
    }
}

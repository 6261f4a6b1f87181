//! Times at which handlers run: by the calendar, and so long after something.

use crate::event::{AccountId, Anniversary, LabelId, Setting, next_anniversary};
use crate::model::{Timer, Trigger};
use crate::units::{Day, Instant, MonthEnd};

use super::handlers::Event;
use super::{Reference, Run};

impl<'m> Reference<'m> {
    /// The times of the account's plan, from now on.
    pub(super) fn start_times(&mut self, account: AccountId) -> Run {
        let mut times = Vec::new();
        for (place, handler) in self.plan(account)?.handlers.iter().enumerate() {
            let at = match &handler.trigger {
                Trigger::Schedule(schedule) => schedule.next(self.now, self.zone(account)?),
                Trigger::Anniversary(of, second) => self.next_anniversary(account, *of, *second)?,
                Trigger::Timer(timer) if timer.from_beginning => self.time_after_now(account, timer)?,
                _ => Instant::NEVER,
            };
            if at != Instant::NEVER {
                times.push((place, at));
            }
        }
        self.account_mut(account)?.times = times;
        Ok(())
    }

    /// Times before the end of a period that has just begun.
    pub(super) fn times_before(&mut self, account: AccountId, end: Instant) -> Run {
        for (place, handler) in self.plan(account)?.handlers.iter().enumerate() {
            let Trigger::BeforePeriodEnd(lead) = &handler.trigger else { continue };
            self.forget_time(account, place)?;
            let at = lead.before(end, self.zone(account)?);
            if end != Instant::NEVER && at > self.now {
                self.account_mut(account)?.times.push((place, at));
            }
        }
        Ok(())
    }

    fn time_after_now(&self, account: AccountId, timer: &Timer) -> Run<Instant> {
        Ok(timer.length.after(self.now, self.zone(account)?, MonthEnd::Clamp))
    }

    /// Timers that something starts, starts anew or stops.
    pub(super) fn tell_timers(&mut self, account: AccountId, event: &Event) -> Run {
        for (place, handler) in self.plan(account)?.handlers.iter().enumerate() {
            let Trigger::Timer(timer) = &handler.trigger else { continue };
            let meets = |triggers: &'m [Trigger]| -> Run<bool> {
                for trigger in triggers {
                    if self.meets(account, trigger, event)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            };
            let (starts, stops) = (meets(&timer.starts)?, meets(&timer.stops)?);
            if starts || stops {
                self.forget_time(account, place)?;
            }
            if starts {
                let at = self.time_after_now(account, timer)?;
                self.account_mut(account)?.times.push((place, at));
            }
        }
        Ok(())
    }

    fn forget_time(&mut self, account: AccountId, place: usize) -> Run {
        self.account_mut(account)?.times.retain(|(other, _)| *other != place);
        Ok(())
    }

    /// Whether a handler's time has come.
    pub(super) fn time_has_come(&self, account: AccountId, place: usize) -> Run<bool> {
        let subscriber = self.account(account)?;
        let runs = !subscriber.suspended.is_some_and(|suspended| suspended.clock_stops);
        Ok(runs && subscriber.times.iter().any(|(other, at)| *other == place && *at <= self.now))
    }

    /// It has, and the next one by the calendar is awaited.
    pub(super) fn next_time(&mut self, account: AccountId, place: usize) -> Run {
        self.forget_time(account, place)?;
        if let Some(Trigger::Schedule(schedule)) = self.plan(account)?.handlers.get(place).map(|one| &one.trigger) {
            let at = schedule.next(self.now, self.zone(account)?);
            self.account_mut(account)?.times.push((place, at));
        }
        if let Some(Trigger::Anniversary(of, second)) = self.plan(account)?.handlers.get(place).map(|one| &one.trigger)
        {
            let at = self.next_anniversary(account, *of, *second)?;
            self.account_mut(account)?.times.push((place, at));
        }
        if let Some(Trigger::Timer(timer)) = self.plan(account)?.handlers.get(place).map(|one| &one.trigger)
            && let Some(again) = timer.again
        {
            let at = again.after(self.now, self.zone(account)?, MonthEnd::Clamp);
            self.account_mut(account)?.times.push((place, at));
        }
        Ok(())
    }

    /// After the clock has stood still: timers have as much left as before; times of the calendar have passed by.
    pub(super) fn delay_times(&mut self, account: AccountId, slept: i64) -> Run {
        let times = self.account(account)?.times.clone();
        for (place, at) in times {
            let by_calendar = matches!(
                self.plan(account)?.handlers.get(place).map(|handler| &handler.trigger),
                Some(Trigger::Schedule(_) | Trigger::Anniversary(..))
            );
            if by_calendar && at <= self.now {
                self.next_time(account, place)?;
            } else if !by_calendar {
                self.forget_time(account, place)?;
                self.account_mut(account)?.times.push((place, at.plus_seconds(slept)));
            }
        }
        Ok(())
    }

    /// The date that a yearly day is counted from.
    pub(super) fn date_of(&self, account: AccountId, of: Anniversary) -> Run<Option<Day>> {
        let subscriber = self.account(account)?;
        Ok(match of {
            Anniversary::Activation => match subscriber.active_since {
                Some(since) => Some(self.zone(account)?.local(since).day),
                None => None,
            },
            Anniversary::Named(name) => match self.value_of(account, name)? {
                Some(Setting::Date(day)) => Some(day),
                _ => None,
            },
        })
    }

    fn next_anniversary(&self, account: AccountId, of: Anniversary, second: u32) -> Run<Instant> {
        let zone = self.zone(account)?;
        let date = self.date_of(account, of)?;
        Ok(date.map_or(Instant::NEVER, |date| next_anniversary(date, second, self.now, zone)))
    }

    /// What comes each year with a date that is set anew.
    pub(super) fn date_is_set(&mut self, account: AccountId, name: LabelId) -> Run {
        if !self.account(account)?.active {
            return Ok(());
        }
        for (place, handler) in self.plan(account)?.handlers.iter().enumerate() {
            let Trigger::Anniversary(Anniversary::Named(of), second) = handler.trigger else { continue };
            if of == name {
                self.forget_time(account, place)?;
                let at = self.next_anniversary(account, Anniversary::Named(of), second)?;
                if at != Instant::NEVER {
                    self.account_mut(account)?.times.push((place, at));
                }
            }
        }
        Ok(())
    }
}

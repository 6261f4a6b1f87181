//! Times at which a plan does something: by the calendar, and so long after what happens.

use crate::event::{Anniversary, LabelId, Setting, is_anniversary, is_in_its_month, next_anniversary};
use crate::program::{Suspension, Trigger};
use crate::units::{Day, Instant, MonthEnd};

use super::World;
use super::account::Account;
use super::react::Occurrence;

impl Account {
    /// When the first of its times comes.
    pub(super) fn first_time(&self) -> Instant {
        self.times.iter().copied().min().unwrap_or(Instant::NEVER)
    }
}

impl World<'_> {
    /// All times of an account begin anew, as a subscription or a plan does.
    pub(super) fn begin_times(&mut self, account: usize) {
        let (plan, zone) = (self.plan_of(account), &self.calendar_of(account).zone);
        if !plan.watch.clocks {
            self.accounts[account].times.clear();
            return;
        }
        let times = plan.routines.iter().map(|routine| match &routine.trigger {
            Trigger::Schedule(schedule) => schedule.next(self.now, zone),
            Trigger::Anniversary(of, second) => self.anniversary(account, *of, *second),
            Trigger::Timer(timer) if timer.from_beginning => timer.length.after(self.now, zone, MonthEnd::Clamp),
            _ => Instant::NEVER,
        });
        let times = times.collect();
        self.accounts[account].times = times;
        self.refresh_due(account);
    }

    /// A period has begun: what is to happen so long before its end waits for that.
    pub(super) fn wait_for_end(&mut self, account: usize) {
        let plan = self.plan_of(account);
        if !plan.watch.clocks {
            return;
        }
        let end = self.accounts[account].end;
        for (place, routine) in plan.routines.iter().enumerate() {
            let Trigger::BeforePeriodEnd(length) = routine.trigger else { continue };
            let at = length.before(end, &self.calendar_of(account).zone);
            let comes = end != Instant::NEVER && at > self.now;
            self.set_time(account, place, if comes { at } else { Instant::NEVER });
        }
    }

    /// The subscription ends, and with it all its times.
    pub(super) fn end_times(&mut self, account: usize) {
        self.accounts[account].times.clear();
    }

    /// Something happens that times are counted from, or that keeps them from coming.
    pub(super) fn count_from(&mut self, account: usize, occurrence: &Occurrence<'_>) {
        let plan = self.plan_of(account);
        if !plan.watch.clocks {
            return;
        }
        for (place, routine) in plan.routines.iter().enumerate() {
            let Trigger::Timer(timer) = &routine.trigger else { continue };
            let among = |triggers: &[Trigger]| triggers.iter().any(|one| self.is_set_off(account, one, occurrence));
            let at = if among(&timer.starts) {
                timer.length.after(self.now, &self.calendar_of(account).zone, MonthEnd::Clamp)
            } else if among(&timer.stops) {
                Instant::NEVER
            } else {
                continue;
            };
            self.set_time(account, place, at);
        }
    }

    pub(super) fn set_time(&mut self, account: usize, place: usize, at: Instant) {
        let routines = self.plan_of(account).routines.len();
        let times = &mut self.accounts[account].times;
        times.resize(routines, Instant::NEVER);
        times[place] = at;
        self.refresh_due(account);
    }

    /// Whether the time of a routine has come.
    pub(super) fn has_come(&self, account: usize, place: usize) -> bool {
        let state = &self.accounts[account];
        let stands_still =
            state.suspended_since.is_some() && self.plan_of(account).suspension == Suspension::ClockStops;
        !stands_still && state.times.get(place).is_some_and(|at| *at <= self.now)
    }

    /// A time has come: the next one of a schedule is looked up, a timer has run out.
    pub(super) fn pass_time(&mut self, account: usize, place: usize) {
        let next = match self.plan_of(account).routines.get(place).map(|routine| &routine.trigger) {
            Some(Trigger::Schedule(schedule)) => schedule.next(self.now, &self.calendar_of(account).zone),
            Some(Trigger::Anniversary(of, second)) => self.anniversary(account, *of, *second),
            Some(Trigger::Timer(timer)) => timer.again.map_or(Instant::NEVER, |again| {
                again.after(self.now, &self.calendar_of(account).zone, MonthEnd::Clamp)
            }),
            _ => Instant::NEVER,
        };
        self.set_time(account, place, next);
    }

    /// The clock has stood still for some seconds: timers go on where they were, and what was due by the calendar is past.
    pub(super) fn move_times(&mut self, account: usize, slept: i64) {
        let (plan, zone) = (self.plan_of(account), &self.calendar_of(account).zone);
        let now = self.now;
        let yearly: Vec<Instant> = plan.routines.iter().map(|routine| self.yearly(account, &routine.trigger)).collect();
        let times = &mut self.accounts[account].times;
        let known = times.iter_mut().zip(&plan.routines).zip(yearly);
        for ((at, routine), yearly) in known.filter(|((at, _), _)| **at != Instant::NEVER) {
            *at = match &routine.trigger {
                Trigger::Schedule(schedule) if *at <= now => schedule.next(now, zone),
                Trigger::Anniversary(..) if *at <= now => yearly,
                Trigger::Schedule(_) | Trigger::Anniversary(..) => *at,
                _ => at.plus_seconds(slept),
            };
        }
    }

    /// The date that a yearly day is counted from.
    fn date_of(&self, account: usize, of: Anniversary) -> Option<Day> {
        let state = &self.accounts[account];
        match of {
            // The times of a subscription are set when it begins, before its first period does.
            Anniversary::Activation => (state.activated_at > Instant::MIN)
                .then(|| self.calendar_of(account).zone.local(state.activated_at).day),
            Anniversary::Named(name) => state.settings.iter().find_map(|(known, to)| match to {
                Setting::Date(day) if *known == name => Some(*day),
                _ => None,
            }),
        }
    }

    /// When a yearly day comes next.
    fn anniversary(&self, account: usize, of: Anniversary, second: u32) -> Instant {
        let zone = &self.calendar_of(account).zone;
        self.date_of(account, of).map_or(Instant::NEVER, |day| next_anniversary(day, second, self.now, zone))
    }

    fn yearly(&self, account: usize, trigger: &Trigger) -> Instant {
        match trigger {
            Trigger::Anniversary(of, second) => self.anniversary(account, *of, *second),
            _ => Instant::NEVER,
        }
    }

    pub(super) fn is_anniversary(&self, account: usize, of: Anniversary, month: bool) -> bool {
        let today = self.calendar_of(account).zone.local(self.now).day;
        let comes = if month { is_in_its_month } else { is_anniversary };
        self.date_of(account, of).is_some_and(|day| comes(day, today))
    }

    /// A date was set, or is set no longer: what comes each year with it comes then.
    pub(super) fn wait_for_date(&mut self, account: usize, name: LabelId) {
        let plan = self.plan_of(account);
        if !plan.watch.clocks || !self.accounts[account].is_active() {
            return;
        }
        for (place, routine) in plan.routines.iter().enumerate() {
            if matches!(routine.trigger, Trigger::Anniversary(Anniversary::Named(of), _) if of == name) {
                let at = self.yearly(account, &routine.trigger);
                self.set_time(account, place, at);
            }
        }
    }
}

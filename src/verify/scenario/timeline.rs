//! What of a scenario comes next: its lines in their order, and its series in between.

use crate::event::{AccountId, Event};
use crate::model::{Beat, Expectation, Landmark, Moment, Series, Side, Step, StepKind};
use crate::text::Span;
use crate::units::{Duration, Holidays, Instant, Local, MonthEnd, Zone};

/// So many times the series of a scenario happen in all: each day of 250 years.
pub const MOST_TIMES: u32 = 100_000;

const NOON: u32 = 12 * 3_600;

/// So many beats that do not count are passed over: ten years of days.
const MOST_MISSED: u32 = 3_660;

/// What comes next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn<'s> {
    /// The line that says it.
    pub(super) step: usize,
    /// When.
    pub(super) at: Instant,
    /// What.
    pub(super) what: What<'s>,
    /// Whether it comes of a series or a table.
    pub(super) of_series: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What<'s> {
    Event(Event),
    Expect(AccountId, &'s Expectation),
}

/// Why nothing comes next although the scenario goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// No period is running whose end could be meant.
    NoPeriod,
    /// No lot that fits will end.
    NoExpiry,
    /// What is meant is earlier than the line before it, which is at this instant.
    Earlier(Instant),
    /// Series have happened [`MOST_TIMES`].
    TooOften,
}

/// A scenario's lines, of which some were told.
#[derive(Debug)]
pub(super) struct Timeline<'s> {
    steps: &'s [Step],
    zone: &'s Zone,
    holidays: &'s Holidays,
    next: usize,
    /// When the next line is, once that is known.
    due: Option<Instant>,
    /// What goes on beside the lines, in the order of the text.
    beside: Vec<Beside<'s>>,
    now: Option<Instant>,
    told: u32,
}

/// What goes on beside the lines.
#[derive(Debug)]
enum Beside<'s> {
    /// A series,
    Series(Running<'s>),
    /// or the rows of a table that are still to come.
    Table { step: usize, rows: &'s [(Event, Span)] },
}

/// A series that goes on.
#[derive(Debug)]
struct Running<'s> {
    step: usize,
    event: &'s Event,
    series: &'s Series,
    /// From when its beats are counted.
    start: Instant,
    /// How many beats have passed.
    beats: u32,
    /// How many times it has happened.
    times: u32,
    /// When it happens next; `None` if it does not.
    next: Option<Instant>,
}

impl<'s> Timeline<'s> {
    pub(super) fn new(steps: &'s [Step], zone: &'s Zone, holidays: &'s Holidays) -> Timeline<'s> {
        Timeline { steps, zone, holidays, next: 0, due: None, beside: Vec::new(), now: None, told: 0 }
    }

    /// The next turn; `find` tells where a landmark is at the moment.
    pub(super) fn next(
        &mut self,
        find: impl Fn(&Landmark, AccountId) -> Option<Instant>,
    ) -> Option<Result<Turn<'s>, (usize, Lost)>> {
        loop {
            let line = match self.line(&find) {
                Ok(line) => line,
                Err(lost) => return Some(Err((self.next, lost))),
            };
            // Of one instant, what stands first comes first: a series stands before the lines beside which it goes on.
            let until = line.map_or(Instant::NEVER, |(_, at)| at);
            let goes_on = |one: &&mut Beside<'_>| line.is_some() || one.has_end();
            let beside = self.beside.iter_mut().filter(goes_on);
            let first = beside.filter_map(|one| Some((one.next().filter(|next| next.at <= until)?, one)));
            if let Some((turn, one)) = first.min_by_key(|(turn, _)| turn.at) {
                one.go_on(self.zone, self.holidays);
                self.now = Some(turn.at);
                self.told += 1;
                let too_often = self.told > MOST_TIMES;
                return Some(if too_often { Err((turn.step, Lost::TooOften)) } else { Ok(turn) });
            }
            let (step, at) = line?;
            let index = self.next;
            (self.next, self.due, self.now) = (index + 1, None, Some(at));
            let what = match &step.what {
                StepKind::Event(event) => What::Event(event.moved(at)),
                StepKind::Expect { account, expectation } => What::Expect(AccountId(*account), expectation),
                StepKind::Series(event, series) => {
                    let running = Running::new(index, event, series, at, (self.zone, self.holidays));
                    self.beside.push(Beside::Series(running));
                    continue;
                }
                StepKind::Table(rows) => {
                    self.beside.push(Beside::Table { step: index, rows });
                    continue;
                }
            };
            return Some(Ok(Turn { step: index, at, what, of_series: false }));
        }
    }

    /// The next line, and when it is.
    fn line(
        &mut self,
        find: impl Fn(&Landmark, AccountId) -> Option<Instant>,
    ) -> Result<Option<(&'s Step, Instant)>, Lost> {
        let Some(step) = self.steps.get(self.next) else { return Ok(None) };
        if let Some(due) = self.due {
            return Ok(Some((step, due)));
        }
        let at = self.moment(&step.at, find)?;
        if let Some(now) = self.now.filter(|now| at < *now) {
            return Err(Lost::Earlier(now));
        }
        self.due = Some(at);
        Ok(Some((step, at)))
    }

    fn moment(&self, moment: &Moment, find: impl Fn(&Landmark, AccountId) -> Option<Instant>) -> Result<Instant, Lost> {
        match moment {
            Moment::At(at) => Ok(*at),
            Moment::Later(length, second) => {
                let after = length.after(self.now.unwrap_or(Instant(0)), self.zone, MonthEnd::Clamp);
                Ok(second.map_or(after, |second| self.zone.instant(Local::on(self.zone.local(after).day, second))))
            }
            Moment::Around { mark, apart, account } => {
                let missing = if *mark == Landmark::PeriodEnd { Lost::NoPeriod } else { Lost::NoExpiry };
                let there = find(mark, AccountId(*account)).ok_or(missing)?;
                Ok(match apart {
                    None => there,
                    Some((Side::Before, length)) => length.before(there, self.zone),
                    Some((Side::After, length)) => length.after(there, self.zone, MonthEnd::Clamp),
                })
            }
        }
    }
}

impl<'s> Beside<'s> {
    /// Whether it ends by itself, and not with the scenario.
    const fn has_end(&self) -> bool {
        match self {
            Beside::Series(running) => running.has_end(),
            Beside::Table { .. } => true,
        }
    }

    /// What of it happens next.
    fn next(&self) -> Option<Turn<'s>> {
        let (step, event) = match self {
            Beside::Series(running) => (running.step, running.event.moved(running.next?)),
            Beside::Table { step, rows } => (*step, rows.first()?.0),
        };
        Some(Turn { step, at: event.at, what: What::Event(event), of_series: true })
    }

    fn go_on(&mut self, zone: &Zone, holidays: &Holidays) {
        match self {
            Beside::Series(running) => running.go_on(zone, holidays),
            Beside::Table { rows, .. } => *rows = rows.get(1..).unwrap_or_default(),
        }
    }
}

impl<'s> Running<'s> {
    fn new(
        step: usize,
        event: &'s Event,
        series: &'s Series,
        line: Instant,
        (zone, holidays): (&Zone, &Holidays),
    ) -> Running<'s> {
        let earliest = series.from.map_or(line, |from| from.max(line));
        let local = zone.local(earliest);
        let second = series.second.unwrap_or(match (local.second, is_of_days(series.every)) {
            (0, true) => NOON,
            (second, _) => second,
        });
        let start = zone.instant(Local::on(local.day, second));
        let mut running = Running { step, event, series, start, beats: 0, times: 0, next: None };
        running.next = running.find(earliest, zone, holidays);
        running
    }

    /// Whether it ends by itself, and not with the scenario.
    const fn has_end(&self) -> bool {
        self.series.times.is_some() || self.series.until.is_some()
    }

    fn go_on(&mut self, zone: &Zone, holidays: &Holidays) {
        self.times += 1;
        self.beats += 1;
        let over = self.series.times.is_some_and(|times| self.times >= times);
        self.next = if over { None } else { self.find(Instant::MIN, zone, holidays) };
    }

    /// The first time from this beat on that is not too early; `None` if there is none any more, or for ten years.
    fn find(&mut self, earliest: Instant, zone: &Zone, holidays: &Holidays) -> Option<Instant> {
        let last = self.beats.saturating_add(MOST_MISSED);
        while self.beats < last {
            let passed = match self.series.every {
                Beat::Days(_) => Duration::Days(self.beats),
                Beat::Length(length) => length.times(self.beats),
            };
            let at = passed.after(self.start, zone, MonthEnd::Clamp);
            if at >= self.series.until.unwrap_or(Instant::MAX) {
                return None;
            }
            let is_on = match self.series.every {
                Beat::Days(days) => days.contains(zone.local(at).day, holidays),
                Beat::Length(_) => true,
            };
            if at >= earliest && is_on {
                return Some(at);
            }
            self.beats += 1;
        }
        None
    }
}

const fn is_of_days(beat: Beat) -> bool {
    !matches!(beat, Beat::Length(Duration::Seconds(_)))
}

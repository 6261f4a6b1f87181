//! A table of usage: what happened to somebody, one event a row. `simulate --help` says what its columns are.
//!
//! A row that cannot be read is reported with its line, its column and what was expected there; all of them in one run,
//! and then nothing is simulated.

mod amount;
mod event;
mod table;

use std::path::Path;

use crate::diag::{Code, Diagnostic};
use crate::event::{AccountId, Event, Happening, PlanId, ProductId};
use crate::model::{Catalogue, Plan};
use crate::report::Account;
use crate::text;
use crate::text::names::{Guesses, Names};
use crate::text::{SourceId, Sources, Span, Text};
use crate::units::{Currency, Format, Gigabyte, Instant, Local, Zone};

use super::exit::Exit;
use super::files;
use super::story::Story;
use table::{Column, Row, Table};

/// A table of more than this does not belong on a command line.
const LARGEST: u64 = 64 << 20;

/// Reads a table into a story. `from` is the day of activation of accounts that the table does not activate.
pub(crate) fn read(
    path: &Path,
    (catalogue, plan): (&mut Catalogue, &Plan),
    from: Option<Instant>,
    sources: &mut Sources,
) -> Result<Story, (Vec<Diagnostic>, Exit)> {
    let id = SourceId(u32::try_from(sources.iter().count()).unwrap_or(u32::MAX));
    let (source, problem) = files::read(path, id, LARGEST);
    let text = source.text().to_owned();
    sources.add(source);
    if let Some(problem) = problem {
        return Err((vec![problem], Exit::Failed));
    }
    let table = Table::read(id, &text).map_err(|problem| (vec![problem], Exit::Found))?;
    let operator = catalogue.operator_of(plan);
    let zone = operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone());
    let format = Format {
        gigabyte: operator.map_or(Gigabyte::Decimal, |operator| operator.gigabyte.answer),
        currency: operator.map_or(Currency::UNDECLARED, |operator| operator.currency.answer),
    };
    let accounts = accounts(&table);
    let mut reader = Reader {
        named: Named::of(catalogue, plan, &accounts),
        guesses: Guesses::default(),
        catalogue,
        plan,
        zone,
        format,
        from,
        accounts,
        events: Vec::new(),
        reached: None,
        problems: Vec::new(),
    };
    for row in &table.rows {
        reader.row(row);
    }
    if reader.problems.is_empty() {
        reader.activate();
    }
    if !reader.problems.is_empty() {
        return Err((reader.problems, Exit::Found));
    }
    let title = files::name(path);
    Ok(reader.story(text!("Usage from {title}.", "用量来自 {title}。")))
}

/// Everybody that the table names, in order; one without a name where it names nobody.
fn accounts(table: &Table<'_>) -> Vec<String> {
    let (mut all, mut known) = (Vec::new(), Names::default());
    for name in table.rows.iter().map(|row| row.get(Column::Account)) {
        if known.find(name).is_none() {
            known.add(name, ());
            all.push(name.to_owned());
        }
    }
    all
}

/// What rows can name.
#[derive(Debug, Default)]
struct Named {
    accounts: Names<AccountId>,
    plans: Names<PlanId>,
    /// The plan's own packs before those of other plans.
    packs: Names<ProductId>,
}

impl Named {
    fn of(catalogue: &Catalogue, plan: &Plan, accounts: &[String]) -> Named {
        let mut named = Named::default();
        for (account, name) in (0..).zip(accounts) {
            named.accounts.add(name, AccountId(account));
        }
        for plan in &catalogue.plans {
            named.plans.add(&plan.name, plan.id);
        }
        for id in plan.packs.iter().chain(catalogue.plans.iter().flat_map(|plan| &plan.packs)) {
            named.packs.add(catalogue.product(*id).map_or("", |pack| &pack.name), *id);
        }
        named
    }
}

/// What a table tells of an account: the places of its events.
#[derive(Debug, Clone, Default)]
struct Life {
    activated: Option<usize>,
    /// The first event that is for those who are activated.
    first: Option<usize>,
    joins: bool,
}

/// What is read so far.
struct Reader<'r> {
    named: Named,
    guesses: Guesses,
    catalogue: &'r mut Catalogue,
    plan: &'r Plan,
    zone: Zone,
    format: Format,
    from: Option<Instant>,
    accounts: Vec<String>,
    events: Vec<(Event, Option<Span>)>,
    /// The latest time of the rows so far, those with mistakes included.
    reached: Option<Instant>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row<'_>) {
        match self.event(row) {
            Ok(event) => self.events.push((event, Some(row.span()))),
            Err(problem) => self.problems.push(problem),
        }
    }

    fn event(&mut self, row: &Row<'_>) -> Result<Event, Diagnostic> {
        row.no_more_than_the_header()?;
        let at = self.moment(row, Column::At)?;
        self.in_order(at, row)?;
        let account = self.account(row, Column::Account, row.get(Column::Account))?;
        let what = self.happening(row, at)?;
        self.in_time(at, &what, row)?;
        Ok(Event { at, account, what })
    }

    /// A moment by the operator's clock.
    fn moment(&self, row: &Row<'_>, column: Column) -> Result<Instant, Diagnostic> {
        local(row.get(column)).map(|local| self.zone.instant(local)).ok_or_else(|| {
            row.bad(
                column,
                &text!(
                    "a date, or a date and a time, like 2026-01-20 09:30",
                    "日期，或日期和时间，如 2026-01-20 09:30"
                ),
            )
        })
    }

    fn account(&self, row: &Row<'_>, column: Column, wanted: &str) -> Result<AccountId, Diagnostic> {
        let nobody = wanted.is_empty() && self.accounts.len() > 1;
        match self.named.accounts.find(wanted).filter(|_| !nobody) {
            Some(account) => Ok(*account),
            None => Err(row.bad(column, &text!("the name of an account of this table", "本表中某个账户的名称"))),
        }
    }

    /// A row that is earlier than the one before it.
    fn in_order(&mut self, at: Instant, row: &Row<'_>) -> Result<(), Diagnostic> {
        let Some(before) = self.reached.filter(|before| at < *before) else {
            self.reached = Some(at);
            return Ok(());
        };
        let (when, before) = (self.zone.local(at), self.zone.local(before));
        let message = text!("{when} is earlier than {before}, in a row before it", "{when} 早于前面某行的 {before}");
        Err(row
            .problem(Code::BadEvent, &message)
            .at(row.span_of(Column::At), Text::default())
            .help(text!("sort the rows by time", "请按时间排序")))
    }

    /// A row before the activation that `--from` asks for.
    fn in_time(&self, at: Instant, what: &Happening, row: &Row<'_>) -> Result<(), Diagnostic> {
        let Some(from) = self.from.filter(|from| at < *from && !is_before_activation(what)) else { return Ok(()) };
        let (when, from) = (self.zone.local(at), self.zone.local(from).day);
        let message = text!("{when} is before the activation on {from}", "{when} 早于 {from} 的开通");
        Err(row
            .problem(Code::BadEvent, &message)
            .at(row.span_of(Column::At), Text::default())
            .help(text!("choose an earlier --from, or take the row out", "请选择更早的 --from，或删除这一行")))
    }

    /// Activates accounts that the table does not activate, and reports what happens to others before they are.
    fn activate(&mut self) {
        let mut lives = vec![Life::default(); self.accounts.len()];
        for (place, (event, _)) in self.events.iter().enumerate() {
            let Some(life) = lives.get_mut(event.account.0 as usize) else { continue };
            life.joins |= matches!(event.what, Happening::Join { .. });
            if event.what == Happening::Activate {
                life.activated.get_or_insert(place);
            }
            if !is_before_activation(&event.what) {
                life.first.get_or_insert(place);
            }
        }
        let mut activations = Vec::new();
        for (account, life) in (0..).map(AccountId).zip(lives) {
            match (life.activated, life.first) {
                (Some(activated), Some(first)) if first < activated => self.used_before(first, activated),
                (None, first) if !life.joins => activations.extend(self.activation(account, first)),
                _ => {}
            }
        }
        self.insert(activations);
    }

    fn used_before(&mut self, first: usize, activated: usize) {
        let (Some((early, span)), Some((activation, _))) = (self.events.get(first), self.events.get(activated)) else {
            return;
        };
        let (when, start) = (self.zone.local(early.at), self.zone.local(activation.at));
        let diagnostic = Diagnostic::new(
            Code::BadEvent,
            text!("something happens at {when}, before the activation at {start}", "{when} 的事件早于 {start} 的开通"),
        )
        .help(text!("move `activate` up, or take the row out", "请把 `activate` 移到前面，或删除这一行"));
        self.problems.push(match span {
            Some(span) => diagnostic.at(*span, Text::default()),
            None => diagnostic,
        });
    }

    /// An activation at `--from`, or on the day of the first event; behind the money that is paid in before it. With the
    /// place of the event that it comes before.
    fn activation(&self, account: AccountId, first: Option<usize>) -> Option<(usize, Event)> {
        let place = first.unwrap_or(self.events.len());
        let day = |at: Instant| self.zone.midnight(self.zone.local(at).day);
        let start = self.from.or_else(|| self.events.first().map(|(event, _)| day(event.at)))?;
        let before = place.checked_sub(1).and_then(|place| self.events.get(place)).map_or(start, |(event, _)| event.at);
        Some((place, Event { at: start.max(before), account, what: Happening::Activate }))
    }

    /// Puts events that the table does not have before those at these places.
    fn insert(&mut self, mut new: Vec<(usize, Event)>) {
        new.sort_by_key(|(place, _)| *place);
        let mut new = new.into_iter().peekable();
        let mut all = Vec::with_capacity(self.events.len() + new.len());
        for (place, event) in std::mem::take(&mut self.events).into_iter().enumerate() {
            while let Some((_, before)) = new.next_if(|(before, _)| *before <= place) {
                all.push((before, None));
            }
            all.push(event);
        }
        all.extend(new.map(|(_, event)| (event, None)));
        self.events = all;
    }

    fn story(self, note: Text) -> Story {
        let plan = self.plan.id;
        let first = self.events.first().map_or(Instant::MIN, |(event, _)| event.at);
        Story {
            member_of: vec![None; self.accounts.len()],
            accounts: self.accounts.into_iter().map(|name| Account { name, plan }).collect(),
            from: self.from.unwrap_or(first).min(first),
            events: self.events,
            until: None,
            notes: vec![note],
        }
    }
}

/// What makes sense before there is a subscription.
fn is_before_activation(what: &Happening) -> bool {
    matches!(
        what,
        Happening::Recharge { .. }
            | Happening::Join { .. }
            | Happening::Consent { .. }
            | Happening::Set { .. }
            | Happening::Mark { .. }
    )
}

/// `2026-01-20`, `2026-01-20 09:30`, `2026-01-20T09:30:15`.
fn local(text: &str) -> Option<Local> {
    let (day, time) = text.split_once([' ', 'T']).map_or((text, None), |(day, time)| (day, Some(time.trim())));
    let day = super::subscriber::parse_day(day).ok()?;
    let Some(time) = time else { return Some(Local { day, second: 0 }) };
    let parts: Option<Vec<u32>> = time.split(':').map(two_digits).collect();
    let (hour, minute, second) = match parts?.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    (hour < 24 && minute < 60 && second < 60).then_some(Local { day, second: hour * 3_600 + minute * 60 + second })
}

fn two_digits(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;

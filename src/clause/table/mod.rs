//! Tables of events: what happened to somebody, one event a row. A scenario takes one in with `events from "june.csv"`,
//! and `simulate --usage` reads one.
//!
//! | what | where |
//! |---|---|
//! | rows and their fields, each with its place in the text | `rows` |
//! | what a row says happens | `event` |
//! | amounts: `600 MB`, `$5` | `amount` |
#![allow(clippy::result_large_err, reason = "a diagnostic ends what fails; it is not passed around in a loop")]

mod amount;
mod event;
mod rows;

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::event::{AccountId, Event, PlanId, ProductId};
use crate::model::{Account, Catalogue, Labels};
use crate::text;
use crate::text::Text;
use crate::text::names::{Guesses, Names};
use crate::units::{Currency, Day, Format, Gigabyte, Instant, Local, Zone};

pub(crate) use rows::{Column, Row, Table};

/// What rows can name.
#[derive(Debug, Default)]
struct Named {
    accounts: Names<AccountId>,
    /// The account of a row that names none.
    unnamed: Option<AccountId>,
    /// The plan that each account starts with.
    starts: Vec<PlanId>,
    plans: Names<PlanId>,
    packs: BTreeMap<PlanId, Names<ProductId>>,
    /// Those of all plans.
    every_pack: Names<ProductId>,
    /// The names, for messages: of accounts, plans, and the packs of each plan.
    account_names: Vec<String>,
    plan_names: Vec<String>,
    pack_names: BTreeMap<PlanId, Vec<String>>,
}

impl Named {
    fn of(catalogue: &Catalogue, accounts: &[Account], unnamed: Option<u32>) -> Named {
        let mut named = Named { unnamed: unnamed.map(AccountId), ..Named::default() };
        for (number, account) in (0..).zip(accounts) {
            named.accounts.add(&account.name, AccountId(number));
            named.account_names.push(account.name.clone());
            named.starts.push(account.plan);
        }
        for plan in &catalogue.plans {
            named.plans.add(&plan.name, plan.id);
            named.plan_names.push(plan.name.clone());
            for id in &plan.packs {
                let name = catalogue.product(*id).map_or("", |pack| &pack.name);
                named.packs.entry(plan.id).or_default().add(name, *id);
                named.every_pack.add(name, *id);
                named.pack_names.entry(plan.id).or_default().push(name.to_owned());
            }
        }
        named
    }

    /// The pack of that name: of the plan that the account starts with, before those of other plans.
    fn pack(&self, account: AccountId, name: &str) -> Option<ProductId> {
        let own = self.starts.get(account.0 as usize).and_then(|plan| self.packs.get(plan)?.find(name));
        own.or_else(|| self.every_pack.find(name)).copied()
    }
}

/// Reads rows, one after the other.
#[derive(Debug)]
pub(crate) struct Reader<'r> {
    named: Named,
    guesses: Guesses,
    labels: &'r mut Labels,
    zone: Zone,
    format: Format,
    /// The latest time of the rows so far, those with mistakes included.
    reached: Option<Instant>,
}

impl<'r> Reader<'r> {
    /// Reads what happens to these accounts; `unnamed` is the one that a row is about that names none. Times and units are
    /// those of the plan's operator.
    pub(crate) fn new(
        catalogue: &'r mut Catalogue,
        plan: PlanId,
        (accounts, unnamed): (&[Account], Option<u32>),
    ) -> Reader<'r> {
        let operator = catalogue.plan(plan).and_then(|plan| catalogue.operator_of(plan));
        let zone = operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone());
        let format = Format {
            gigabyte: operator.map_or(Gigabyte::Decimal, |operator| operator.gigabyte.answer),
            currency: operator.map_or(Currency::UNDECLARED, |operator| operator.currency.answer),
        };
        let named = Named::of(catalogue, accounts, unnamed);
        Reader { named, guesses: Guesses::default(), labels: &mut catalogue.labels, zone, format, reached: None }
    }

    /// What a row tells of.
    pub(crate) fn event(&mut self, row: &Row<'_>) -> Result<Event, Diagnostic> {
        row.no_more_than_the_header()?;
        let at = self.moment(row, Column::At)?;
        self.in_order(at, row)?;
        let account = self.account(row, Column::Account)?;
        let what = self.happening(row, account, at)?;
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

    fn account(&self, row: &Row<'_>, column: Column) -> Result<AccountId, Diagnostic> {
        let found = match row.get(column) {
            "" => self.named.unnamed.filter(|_| column == Column::Account),
            wanted => self.named.accounts.find(wanted).copied(),
        };
        found.ok_or_else(|| {
            let names = event::list(self.named.account_names.iter().map(String::as_str));
            row.bad(column, &text!("the name of an account: {names}", "账户的名称：{names}"; names = names))
        })
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
}

/// `2026-01-20`, `2026-01-20 09:30`, `2026-01-20T09:30:15`.
fn local(text: &str) -> Option<Local> {
    let (day, time) = text.split_once([' ', 'T']).map_or((text, None), |(day, time)| (day, Some(time.trim())));
    let day = Day::written(day)?;
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

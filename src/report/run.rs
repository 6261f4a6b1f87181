//! One simulation with everything that is needed to speak of it: the input of every view.

use std::collections::BTreeMap;

use crate::event::{AccountId, PlanId, ProductId};
use crate::ledger::{Entry, Ledger, Lot, LotId};
use crate::model::{Catalogue, Operator, Plan};
use crate::program::Program;
use crate::text::{Sources, Text};
use crate::units::{Currency, Format, Gigabyte, Instant, Kind, Quantity, Zone};

/// One account of a simulation, as its reader knows it. Its number is its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What the scenario calls it; empty for the only one.
    pub name: String,
    /// The plan it starts with.
    pub plan: PlanId,
}

/// One simulation that has been run.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// The plans: names, and what was assumed.
    pub catalogue: &'a Catalogue,
    /// What was run: the clauses behind entries.
    pub program: &'a Program,
    /// The texts that clauses are quoted from.
    pub sources: &'a Sources,
    /// What happened.
    pub ledger: &'a Ledger,
    /// To whom, by number.
    pub accounts: Vec<Account>,
    /// The first instant of the simulation.
    pub from: Instant,
    /// Its end; everything due at that instant has happened.
    pub until: Instant,
    /// What the reader should know first: which scenario this is, or what the stated typical month is.
    pub notes: Vec<Text>,
    /// Where days begin.
    pub zone: Zone,
    /// How amounts are written.
    pub format: Format,
    lots: BTreeMap<LotId, Lot>,
    /// Whether amounts are written exactly, however long that is.
    exact: bool,
    /// Whether lots are told with their numbers.
    numbered: bool,
}

impl<'a> Run<'a> {
    /// Puts a simulation together. Zone and units are those of the operator of the first account's plan. `lots` are all
    /// lots that ever were, as they are at the end; one that is missing can still be told of, in fewer words.
    pub fn new(
        (catalogue, program, sources): (&'a Catalogue, &'a Program, &'a Sources),
        ledger: &'a Ledger,
        accounts: Vec<Account>,
        lots: impl IntoIterator<Item = Lot>,
        (from, until): (Instant, Instant),
    ) -> Run<'a> {
        let plan = accounts.first().and_then(|account| catalogue.plan(account.plan));
        let operator = plan.and_then(|plan| catalogue.operator_of(plan));
        let zone = operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone());
        let lots = lots.into_iter().map(|lot| (lot.id, lot)).collect();
        let (notes, format) = (Vec::new(), format_of(operator));
        Run {
            catalogue,
            program,
            sources,
            ledger,
            accounts,
            from,
            until,
            notes,
            zone,
            format,
            lots,
            exact: false,
            numbered: true,
        }
    }

    /// The same run, in which amounts are written exactly: for machines.
    #[must_use]
    pub fn exact(&self) -> Run<'a> {
        Run { exact: true, ..self.clone() }
    }

    /// The same run, in which lots are told without their numbers: one lot more or less would change all that follow.
    #[must_use]
    pub fn unnumbered(&self) -> Run<'a> {
        Run { numbered: false, ..self.clone() }
    }

    /// Whether lots are told with their numbers.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.numbered
    }

    /// The accounts with their numbers.
    pub fn accounts(&self) -> impl Iterator<Item = (AccountId, &Account)> {
        self.accounts.iter().enumerate().map(|(index, account)| (account_id(index), account))
    }

    /// A lot, as it is at the end.
    #[must_use]
    pub fn lot(&self, id: LotId) -> Option<&Lot> {
        self.lots.get(&id)
    }

    /// Every lot, by number.
    pub fn lots(&self) -> impl Iterator<Item = &Lot> {
        self.lots.values()
    }

    /// The plan that an account starts with.
    #[must_use]
    pub fn plan_of(&self, account: AccountId) -> Option<&'a Plan> {
        self.accounts.get(account.0 as usize).and_then(|account| self.catalogue.plan(account.plan))
    }

    /// What people call an account; its number, from 1, if nobody calls it anything.
    #[must_use]
    pub fn account_name(&self, id: AccountId) -> String {
        match self.accounts.get(id.0 as usize) {
            Some(account) if !account.name.is_empty() => account.name.clone(),
            _ => (u64::from(id.0) + 1).to_string(),
        }
    }

    /// The name of something that mints lots; empty if there is no such thing.
    #[must_use]
    pub fn product_name(&self, id: ProductId) -> &str {
        self.catalogue.product(id).map_or("", |product| product.name.as_str())
    }

    /// How a lot is referred to: `#3`, and `A#3` where there are several accounts.
    #[must_use]
    pub fn lot_ref(&self, id: LotId) -> String {
        let owner = if self.accounts.len() > 1 { self.account_name(AccountId(id.account)) } else { String::new() };
        format!("{owner}#{}", id.number)
    }

    /// An amount as its operator writes it, and short enough to be read.
    #[must_use]
    pub fn amount(&self, kind: Kind, units: u64) -> String {
        let units = Quantity(units);
        if self.exact { self.format.quantity(kind, units) } else { self.format.brief(kind, units) }
    }

    /// What happened to an account or to its lots, in order.
    pub fn entries_of(&self, account: AccountId) -> impl Iterator<Item = &'a Entry> {
        self.ledger.entries.iter().filter(move |entry| concerns(entry, account))
    }
}

/// Whether an entry is about an account: its own, or that of a member that uses its lots.
fn concerns(entry: &Entry, account: AccountId) -> bool {
    entry.account == account || entry.lot.is_some_and(|lot| lot.account == account.0)
}

fn account_id(index: usize) -> AccountId {
    AccountId(u32::try_from(index).unwrap_or(u32::MAX))
}

fn format_of(operator: Option<&Operator>) -> Format {
    operator.map_or(Format { gigabyte: Gigabyte::Decimal, currency: Currency::UNDECLARED }, |operator| Format {
        gigabyte: operator.gigabyte.answer,
        currency: operator.currency.answer,
    })
}

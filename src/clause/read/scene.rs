//! The scenario that is read: who there is, what its lines have said so far.

use std::collections::BTreeMap;

use crate::event::PlanId;
use crate::model::{Account, Step};
use crate::text::Span;
use crate::text::names::Names;
use crate::units::Instant;

use super::whereabouts::Stay;

/// The scenario that is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scene {
    /// The plan its accounts start with. `None`: it is not known, which was reported; lines are read for what is wrong
    /// with them, and names of packs are not held against them.
    pub plan: Option<PlanId>,
    /// The accounts, by number.
    pub accounts: Vec<Account>,
    /// Their numbers, by name.
    numbers: Names<u32>,
    /// Where each of them is named; `None` is the one without a name.
    pub named_at: Vec<Option<Span>>,
    /// On which plan each account is, as far as the lines have come.
    pub stays: BTreeMap<u32, Stay>,
    /// The accounts that were activated, or are members, and those that used something before, with the line.
    pub begun: BTreeMap<u32, Option<Span>>,
    /// The lines.
    pub steps: Vec<Step>,
    /// The time of the last line that has a date, and its place.
    pub last: Option<(Instant, Span)>,
    /// Whether lines stand behind it whose time only the run tells.
    pub adrift: bool,
}

impl Scene {
    /// A scenario for a plan, of which nothing is read yet.
    #[must_use]
    pub(crate) fn of(plan: Option<PlanId>) -> Scene {
        Scene { plan, ..Scene::default() }
    }

    /// Adds an account and gives its number.
    pub(crate) fn add(&mut self, account: Account, span: Option<Span>) -> u32 {
        let number = u32::try_from(self.accounts.len()).unwrap_or(u32::MAX);
        if !account.name.is_empty() {
            self.numbers.add(&account.name, number);
        }
        self.accounts.push(account);
        self.named_at.push(span);
        number
    }

    /// The number of the account of that name.
    #[must_use]
    pub(crate) fn find(&self, wanted: &str) -> Option<u32> {
        self.numbers.find(wanted).copied()
    }

    /// The plan the scenario's accounts start with, or some plan where that is not known.
    #[must_use]
    pub(crate) fn plan_or_first(&self) -> PlanId {
        self.plan.unwrap_or(PlanId(0))
    }

    /// The account that a line without a name is about: the only one, or the one without a name.
    #[must_use]
    pub(crate) fn unnamed(&self) -> Option<u32> {
        match self.accounts.as_slice() {
            [_] => Some(0),
            [first, ..] if first.name.is_empty() => Some(0),
            _ => None,
        }
    }
}

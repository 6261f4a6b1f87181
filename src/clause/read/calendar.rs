//! Lists of holidays, which operators keep by name.

use crate::text::Span;
use crate::text::names::Names;
use crate::units::Day;

/// The lists that were declared, and the one that is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Calendars {
    /// The lists, in the order of the text.
    lists: Vec<Calendar>,
    /// Their places, by name.
    places: Names<usize>,
    /// The days of the list that is read.
    pub days: Vec<Day>,
}

/// A list of holidays.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// Its name.
    pub name: String,
    /// Its days, as they were written.
    pub days: Vec<Day>,
    /// Where its name stands.
    pub span: Span,
}

impl Calendars {
    /// The list of that name.
    #[must_use]
    pub(crate) fn find(&self, wanted: &str) -> Option<&Calendar> {
        self.lists.get(*self.places.find(wanted)?)
    }

    /// Keeps a list.
    pub(crate) fn add(&mut self, calendar: Calendar) {
        self.places.add(&calendar.name, self.lists.len());
        self.lists.push(calendar);
    }

    /// The names of all lists.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.lists.iter().map(|list| list.name.as_str())
    }
}

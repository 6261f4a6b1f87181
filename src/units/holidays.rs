//! The operator's holidays.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Day;

/// The operator's public holidays: a set of dates. All plans of an operator share one, so that copies cost nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(from = "Vec<Day>", into = "Vec<Day>")]
pub struct Holidays {
    /// In order and each once, so that looking one up is a short search.
    days: Arc<[Day]>,
}

impl Holidays {
    /// The set of these dates, which may come in any order and more than once.
    #[must_use]
    pub fn new(mut days: Vec<Day>) -> Holidays {
        days.sort_unstable();
        days.dedup();
        Holidays { days: days.into() }
    }

    /// Whether the date is a holiday.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.days.binary_search(&day).is_ok()
    }

    /// The dates, in order.
    #[must_use]
    pub fn days(&self) -> &[Day] {
        &self.days
    }
}

impl From<Vec<Day>> for Holidays {
    fn from(days: Vec<Day>) -> Holidays {
        Holidays::new(days)
    }
}

impl From<Holidays> for Vec<Day> {
    fn from(holidays: Holidays) -> Vec<Day> {
        holidays.days.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_order_and_doubles() {
        let holidays = Holidays::new(vec![Day(5), Day(1), Day(5), Day(-3)]);
        assert_eq!(holidays.days(), [Day(-3), Day(1), Day(5)]);
        assert!(holidays.contains(Day(1)) && holidays.contains(Day(-3)) && holidays.contains(Day(5)));
        assert!(!holidays.contains(Day(0)) && !holidays.contains(Day(6)));
        assert!(!Holidays::default().contains(Day(0)));
    }
}

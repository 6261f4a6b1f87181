//! What holidays mean to a set of days.

use serde::{Deserialize, Serialize};

/// What holidays mean to a set of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HolidayUse {
    /// Nothing: only the weekday counts.
    Ignore,
    /// Holidays belong to it whatever their weekday: weekends and holidays.
    Include,
    /// Holidays do not belong to it whatever their weekday: weekdays except holidays.
    Exclude,
    /// Holidays and nothing else, whatever their weekday.
    Only,
}

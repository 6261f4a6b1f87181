//! A simulation for machines: one JSON document, whose schema is produced from these types.

mod build;
mod document;
mod entry;

use crate::units::{Instant, Kind};

use super::Run;
use super::period::Status;

pub use document::{
    Account, Amount, Assumption, Clause, Document, KindSums, Left, Lot, Moment, Part, Period, PeriodStatus, Words,
};
pub use entry::{Entry, What};

/// The document, indented, with a line feed at its end.
#[must_use]
pub fn json(run: &Run<'_>) -> String {
    // Whole numbers and texts: there is nothing in it that cannot be written.
    let mut text = serde_json::to_string_pretty(&build::document(&run.exact())).unwrap_or_default();
    text.push('\n');
    text
}

/// The JSON Schema of the document: what `docs/schema/simulate.json` holds.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Document).to_value()
}

/// `2026-05-01T00:00:00+07:00`.
pub(super) fn rfc3339(run: &Run<'_>, at: Instant) -> String {
    let local = run.zone.local(at);
    let wall = i64::from(local.day.0) * 86_400 + i64::from(local.second);
    // Offsets before about 1920 have seconds, which RFC 3339 does not: they are cut.
    let minutes = (wall - at.0.clamp(Instant::MIN.0, Instant::MAX.0)) / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hour, minute, second) = (local.second / 3_600, local.second / 60 % 60, local.second % 60);
    let offset = minutes.abs();
    format!("{}T{hour:02}:{minute:02}:{second:02}{sign}{:02}:{:02}", local.day, offset / 60, offset % 60)
}

/// The base unit that amounts of a kind are whole numbers of.
pub(super) const fn unit_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Data => "byte",
        Kind::Voice => "second",
        Kind::Sms => "message",
        Kind::Money => "millionth",
        Kind::Points => "point",
    }
}

/// The number and the name of what an account is in.
pub(super) const fn status_name(status: Status) -> (Option<u64>, &'static str) {
    match status {
        Status::Inactive => (None, "inactive"),
        Status::Period { number, .. } => (Some(number), "period"),
        Status::Lapsed => (None, "lapsed"),
    }
}

/// The parts of the document, for other documents that hold the same.
pub(super) mod builds {
    pub(in crate::report) use super::build::{amount, lot, moment, words};
    pub(in crate::report) use super::entry::entry;
}

#[cfg(test)]
mod tests;

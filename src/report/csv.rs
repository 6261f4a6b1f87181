//! A simulation as a table for spreadsheets: a row for each account, period and kind.
//!
//! Amounts are whole base units, named in the column `unit`, so that nothing is rounded and sums are exact. Times are
//! RFC 3339. Single entries are in the JSON form.

use crate::units::Kind;

use super::Run;
use super::json::{rfc3339, status_name, unit_name};
use super::period::{Item, Period, periods};

const HEADER: [&str; 8] = ["account", "period", "status", "from", "until", "kind", "unit", "at_start"];

const ITEMS: [(&str, Item); Item::COUNT] = [
    ("granted", Item::Granted),
    ("received", Item::Received),
    ("revived", Item::Revived),
    ("used", Item::Used),
    ("used_of_pool", Item::UsedOfOthers),
    ("rolled", Item::Rolled),
    ("given", Item::Given),
    ("exchanged", Item::Exchanged),
    ("trimmed", Item::Trimmed),
    ("expired", Item::Expired),
    ("forfeited", Item::Forfeited),
    ("overage", Item::Overage),
    ("owed", Item::Owed),
    ("repaid", Item::Repaid),
    ("forgiven", Item::Forgiven),
    ("lent", Item::Lent),
    ("loan_repaid", Item::LoanRepaid),
    ("throttled", Item::Throttled),
    ("blocked", Item::Blocked),
    ("charged", Item::Charged),
];

/// The table, with a header line. The last column, `left`, is what is held at the period's end, before the next one
/// grants anything.
#[must_use]
pub fn csv(run: &Run<'_>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = HEADER.into_iter().chain(ITEMS.map(|(name, _)| name)).chain(["left"]);
    // Memory takes everything: neither writing nor closing can fail.
    let _ = writer.write_record(header);
    for (id, _) in run.accounts() {
        let name = run.account_name(id);
        for period in periods(run, id) {
            for kind in Kind::ALL.into_iter().filter(|kind| is_touched(&period, *kind)) {
                let _ = writer.write_record(row(run, &name, &period, kind));
            }
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Whether there is anything to say of a kind in a period.
pub(super) fn is_touched(period: &Period, kind: Kind) -> bool {
    let any = ITEMS.iter().any(|(_, item)| period.sums.get(kind, *item) > 0);
    any || period.at_start[kind.index()] > 0 || period.sums.unlimited[kind.index()]
}

fn row(run: &Run<'_>, account: &str, period: &Period, kind: Kind) -> Vec<String> {
    let (number, status) = status_name(period.status);
    let mut row =
        vec![account.to_owned(), number.map(|number| number.to_string()).unwrap_or_default(), status.to_owned()];
    row.extend([period.from, period.until].map(|at| rfc3339(run, at)));
    let name = match kind {
        Kind::Data => "data",
        Kind::Voice => "voice",
        Kind::Sms => "sms",
        Kind::Money => "money",
        Kind::Points => "points",
    };
    row.extend([name.to_owned(), unit_name(kind).to_owned()]);
    row.push(period.at_start[kind.index()].to_string());
    row.extend(ITEMS.iter().map(|(_, item)| period.sums.get(kind, *item).to_string()));
    row.push(period.left(kind).to_string());
    row
}

#[cfg(test)]
mod tests;

//! Everything that happened, to be compared with what happens after a change of the plan: for each instant what came to
//! pass, and what is then held, lot by lot. Balances and dates, and nothing of how a plan is written: no clause, no line,
//! no number that another lot would shift.

use std::collections::BTreeMap;

use crate::event::AccountId;
use crate::ledger::Entry;
use crate::text::Lang;
use crate::units::{Instant, Kind};

use super::Run;
use super::dates::Dates;
use super::entries::sentence;
use super::holding::{Holding, Holdings};
use super::nouns::{kind_noun, lot_what};

/// Of a longer story the rest is counted, and what is held at its end is told.
const MOST_ENTRIES: usize = 10_000;

/// The ledger as a text, in English, with a line feed at its end.
#[must_use]
pub fn snapshot(run: &Run<'_>) -> String {
    let run = &run.exact().unnumbered();
    let mut lines = vec![head(run)];
    let mut holdings: Vec<Holdings> = run.accounts.iter().map(|_| Holdings::default()).collect();
    let mut said: BTreeMap<(AccountId, Kind), Vec<String>> = BTreeMap::new();
    let (told, rest) = run.ledger.entries.split_at_checked(MOST_ENTRIES).unwrap_or((&run.ledger.entries, &[]));
    for entries in told.chunk_by(|one, other| one.at == other.at) {
        let Some(first) = entries.first() else { continue };
        lines.push(format!("\n{}", moment(run, first.at)));
        let mut touched = Vec::new();
        for entry in entries {
            let whose = holder(entry);
            if entry.lot.is_some() && !touched.contains(&whose) {
                touched.push(whose);
            }
            if let Some(holdings) = holdings.get_mut(whose.0 as usize) {
                holdings.follow(run, entry);
            }
            // Of a use from a pool the sentence says whose it is.
            let who = if whose == entry.account { who(run, whose) } else { String::new() };
            lines.push(format!("  {who}{}", sentence(run, entry).en));
        }
        touched.sort_unstable();
        for account in touched {
            for kind in Kind::ALL {
                let held = held(run, &holdings, (account, kind), first.at);
                // Only what is not as it was is said again.
                if said.get(&(account, kind)) != Some(&held) {
                    lines.extend(held.iter().cloned());
                    said.insert((account, kind), held);
                }
            }
        }
    }
    if let (Some(last), count) = (rest.last(), rest.len()) {
        lines.push(format!("\n… and {count} more entries, up to {}", moment(run, last.at)));
        for entry in rest {
            if let Some(holdings) = holdings.get_mut(holder(entry).0 as usize) {
                holdings.follow(run, entry);
            }
        }
        let all = run.accounts().flat_map(|(account, _)| Kind::ALL.map(|kind| (account, kind)));
        lines.extend(all.flat_map(|of| held(run, &holdings, of, last.at)));
    }
    lines.push(format!("\nend: {}\n", moment(run, run.until)));
    lines.join("\n")
}

fn head(run: &Run<'_>) -> String {
    let plans: Vec<String> = run
        .accounts()
        .map(|(id, account)| {
            let plan = run.catalogue.plan(account.plan).map_or("", |plan| plan.name.as_str());
            format!("{}{plan}", who(run, id))
        })
        .collect();
    let (zone, currency) = (run.zone.name(), run.format.currency.code());
    let megabytes = run.format.gigabyte.step();
    format!("{}\n{zone}, {currency}, 1 GB = {megabytes} MB", plans.join("\n"))
}

/// `2026-05-01`, `2026-05-01 12:30`.
fn moment(run: &Run<'_>, at: Instant) -> String {
    run.zone.local(at).to_string()
}

/// Whose lots an entry is about.
fn holder(entry: &Entry) -> AccountId {
    entry.lot.map_or(entry.account, |lot| AccountId(lot.account))
}

/// `A: `, where there are several accounts.
fn who(run: &Run<'_>, account: AccountId) -> String {
    if run.accounts.len() > 1 { format!("{}: ", run.account_name(account)) } else { String::new() }
}

/// What an account holds of a kind: `= data 28 GB`, and below it the lots, where there are several.
fn held(run: &Run<'_>, holdings: &[Holdings], (account, kind): (AccountId, Kind), at: Instant) -> Vec<String> {
    let Some(holdings) = holdings.get(account.0 as usize).filter(|holdings| holdings.has_had(kind)) else {
        return Vec::new();
    };
    let lots = holdings.list(kind, at);
    let (who, noun) = (who(run, account), kind_noun(kind).en);
    match lots.as_slice() {
        [] => vec![format!("  = {who}no {noun}")],
        [one] => vec![format!("  = {who}{noun} {}", lot(run, one))],
        several => {
            let sum = run.amount(kind, holdings.held(kind));
            let each = several.iter().map(|one| format!("      {}, {}", lot(run, one), what(run, one)));
            std::iter::once(format!("  = {who}{noun} {sum}")).chain(each).collect()
        }
    }
}

fn lot(run: &Run<'_>, holding: &Holding) -> String {
    let dates = Dates::new(&run.zone, run.from);
    let amount = if holding.unlimited { "unlimited".to_owned() } else { run.amount(holding.kind, holding.left) };
    let until = dates.until(holding.until).en;
    match holding.asleep {
        Some(reason) => format!("{amount} {until}, asleep: {}", reason.text().get(Lang::En)),
        None => format!("{amount} {until}"),
    }
}

fn what(run: &Run<'_>, holding: &Holding) -> String {
    let name = run.lot(holding.lot).map(|lot| lot_what(run, lot).en).unwrap_or_default();
    match holding.rolled {
        0 => name,
        1 => format!("{name}, rolled"),
        times => format!("{name}, rolled {times} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{busy, three_months};

    #[test]
    fn what_came_to_pass_and_what_is_held_then() {
        let story = three_months();
        let text = snapshot(&story.run("2026-01-01", "2026-02-01"));
        let expected = "Twenty
Asia/Phnom_Penh, XXX, 1 GB = 1000 MB

2026-01-01 00:00
  period 1 began, until 1 Feb
  20 GB granted: January's data, until 1 Feb
  = data 20 GB until 1 Feb

2026-01-10 12:00
  5 GB of January's data used
  = data 15 GB until 1 Feb

2026-01-20 12:00
  7 GB of January's data used
  = data 8 GB until 1 Feb

2026-02-01 00:00
  8 GB of January's data rolled over, until 1 May
  period 2 began by renewal, until 1 Mar
  20 GB granted: February's data, until 1 Mar
  = data 28 GB
      20 GB until 1 Mar, February's data
      8 GB until 1 May, January's data, rolled
";
        assert_eq!(text.get(..expected.len()), Some(expected), "{text}");
        assert!(text.ends_with("\nend: 2026-02-01 00:00\n"), "{text}");
    }

    #[test]
    fn what_is_not_as_it_was_is_said_and_nothing_of_the_plan() {
        let text = snapshot(&busy().run("2026-01-15", "2026-02-25"));
        assert!(text.contains("\n  3 GB of January's data cut by a cap\n"), "{text}");
        // What blocks nothing of a lot says nothing of what is held.
        assert!(text.ends_with("not sold with this plan\n\nend: 2026-02-25 00:00\n"), "{text}");
        assert!(!text.contains('#') && !text.contains("twenty.plan"), "{text}");
    }
}

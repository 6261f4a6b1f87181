//! What explains the difference between a balance that is held and the one that was expected.

use std::mem::discriminant;

use crate::ledger::{Entry, Posting, Reason};
use crate::model::{Expectation, Selector};
use crate::text;
use crate::text::Text;
use crate::units::{Gigabyte, Instant, Kind, Quantity};

use super::super::Stage;
use super::super::expect::sum;
use super::super::words::happened;
use super::nearest::apart;
use super::{Asked, Because};

/// What of a difference can be told from what happened.
pub(super) fn difference(stage: &Stage<'_>, asked: &Asked<'_>) -> Vec<Because> {
    let (of, expected, until) = match asked.expectation {
        Expectation::Balance { of, amount, until } => (of, *amount, *until),
        _ => return Vec::new(),
    };
    let held = sum(asked.lots.iter().map(|lot| lot.left));
    let kind = of.kind.unwrap_or(Kind::Data);
    let plain = |text: Text| Because { text, clause: None };
    let mut reasons = Vec::new();
    if let Some(until) = until {
        reasons.extend(ends(stage, asked, expected, until).map(plain));
    } else if let Some((entry, sign)) = explains(stage, (asked, of), held, expected) {
        let (at, what) = (stage.moment(entry.at), happened(&entry, &stage.format, &stage.zone));
        let text = match sign {
            true => {
                text!("the difference is what came on {at}: {what}", "差额正是 {at} 增加的：{what}"; at = at, what = what)
            }
            false => {
                text!("the difference is what went on {at}: {what}", "差额正是 {at} 减少的：{what}"; at = at, what = what)
            }
        };
        let text = match renewed_later(stage, asked, &entry) {
            Some(late) => text!("{text}; {late}", "{text}；{late}"; text = text, late = late),
            None => text,
        };
        reasons.push(Because { text, clause: stage.clause_of(&entry) });
    }
    if kind == Kind::Data && is_of_thousands(held, expected) {
        let size = match stage.format.gigabyte {
            Gigabyte::Decimal => "1000",
            Gigabyte::Binary => "1024",
        };
        reasons.push(plain(text!(
            "the two differ as 1000 and 1024 do: here 1 GB is {size} MB",
            "两者之比正是 1000 与 1024 之比：这里 1 GB 是 {size} MB"
        )));
    }
    reasons
}

/// How much too late a renewal came for what a clause took away for want of it.
fn renewed_later(stage: &Stage<'_>, asked: &Asked<'_>, entry: &Entry) -> Option<Text> {
    let Posting::Forfeited { reason: Reason::NotRenewed } = entry.posting else { return None };
    let told = stage.story.ledger.entries.get(..asked.told)?;
    let later = told.iter().find(|other| {
        let renewed = matches!(other.posting, Posting::PeriodBegan { .. });
        renewed && other.account == entry.account && other.at > entry.at
    })?;
    let (at, apart) = (stage.moment(later.at), apart(later.at.seconds_since(entry.at)));
    Some(
        text!("the next period began on {at}, {apart} later", "下一周期 {at} 开始，晚 {apart}"; at = at, apart = apart),
    )
}

/// A lot with that amount and another end.
fn ends(stage: &Stage<'_>, asked: &Asked<'_>, amount: Quantity, until: Instant) -> Option<Text> {
    let lot = asked.lots.iter().find(|lot| lot.left == amount && lot.expires_at != until)?;
    let (amount, end) = (stage.amount(lot.kind, lot.left), stage.moment(lot.expires_at));
    let by = lot.expires_at.seconds_since(until);
    if lot.expires_at == Instant::NEVER {
        return Some(text!("{amount} of these never end", "其中 {amount} 永不到期"; amount = amount));
    }
    let apart = apart(by.abs());
    Some(match by > 0 {
        true => {
            text!("{amount} end on {end}, {apart} later than that", "{amount} 到 {end} 为止，比预期晚 {apart}"; amount = amount, end = end, apart = apart)
        }
        false => {
            text!("{amount} end on {end}, {apart} earlier than that", "{amount} 到 {end} 为止，比预期早 {apart}"; amount = amount, end = end, apart = apart)
        }
    })
}

/// What happened at one instant under one clause and makes exactly the difference; and whether it came or went.
fn explains(
    stage: &Stage<'_>,
    (asked, of): (&Asked<'_>, &Selector),
    held: Quantity,
    expected: Quantity,
) -> Option<(Entry, bool)> {
    let by = Quantity(held.0.abs_diff(expected.0));
    let kind = of.kind.unwrap_or(Kind::Data);
    let told = stage.story.ledger.entries.get(..asked.told)?;
    let wanted = |entry: &&(usize, &Entry)| {
        let (_, entry) = entry;
        let came = matches!(
            entry.posting,
            Posting::Granted { .. } | Posting::Received { .. } | Posting::Revived { .. } | Posting::Refilled { .. }
        );
        let went = matches!(
            entry.posting,
            Posting::Used
                | Posting::Expired
                | Posting::Trimmed
                | Posting::Forfeited { .. }
                | Posting::Given { .. }
                | Posting::Exchanged
        );
        entry.account == asked.account && entry.kind == kind && if held > expected { came } else { went }
    };
    let all: Vec<(usize, &Entry)> = told.iter().enumerate().collect();
    let fitting = |fits: bool| -> Option<Entry> {
        let is_so = |(place, entry): &&(usize, &Entry)| {
            stage.fits_entry(of, entry, stage.story.generations.get(*place).copied().unwrap_or(0)) == fits
        };
        let all: Vec<&Entry> = all.iter().filter(wanted).filter(is_so).map(|(_, entry)| *entry).collect();
        let same = |one: &&Entry, other: &&Entry| {
            one.at == other.at && discriminant(&one.posting) == discriminant(&other.posting)
        };
        let group = all.chunk_by(same).rfind(|group| sum(group.iter().map(|entry| entry.amount)) == by)?;
        group.last().map(|entry| Entry { amount: by, lot: entry.lot.filter(|_| group.len() == 1), ..**entry })
    };
    (!by.is_zero())
        .then(|| fitting(true).or_else(|| fitting(false).filter(|_| held < expected)))
        .flatten()
        .map(|entry| (entry, held > expected))
}

/// Whether two amounts are the same but for what a kilobyte is.
fn is_of_thousands(one: Quantity, other: Quantity) -> bool {
    let (one, other) = (u128::from(one.0), u128::from(other.0));
    one != other
        && one > 0
        && other > 0
        && (1..=3_u32).any(|power| {
            let (large, small) = (1024_u128.pow(power), 1000_u128.pow(power));
            one.saturating_mul(large) == other.saturating_mul(small)
                || one.saturating_mul(small) == other.saturating_mul(large)
        })
}

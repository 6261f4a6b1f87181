//! What became of a lot, in a sentence or two.

use crate::ledger::{Entry, LotId, Posting};
use crate::report::Run;
use crate::report::dates::Dates;
use crate::report::entries::loses;
use crate::report::nouns::lot_noun;
use crate::report::quote::Quote;
use crate::text;
use crate::text::Text;
use crate::units::{Day, Instant};

/// What became of a lot.
pub(super) fn of_lot(run: &Run<'_>, lot: LotId) -> Text {
    let entries = entries(run, lot);
    let mut sentences: Vec<Text> = losses(run, lot, &entries, |_| true);
    if let Some(known) = run.lot(lot).filter(|known| known.state.is_held() && !known.left.is_zero()) {
        let dates = Dates::new(&run.zone, run.from);
        let left = run.amount(known.kind, known.left.0);
        let (noun, until) = (lot_noun(run, lot), dates.until(known.expires_at));
        sentences.push(text!(
            "{left} of {noun} are left, {until}.", "{noun} 剩余 {left}，{until}。";
            noun = noun, until = until));
    }
    if sentences.is_empty() {
        sentences.extend(used_up(run, lot, &entries));
    }
    join(&sentences)
}

/// What a lot lost, whenever.
pub(super) fn of_losses(run: &Run<'_>, lot: LotId) -> Text {
    join(&losses(run, lot, &entries(run, lot), |_| true))
}

/// What a lot lost on a day.
pub(super) fn of_lot_on(run: &Run<'_>, lot: LotId, day: Day) -> Text {
    let entries = entries(run, lot);
    join(&losses(run, lot, &entries, |entry| run.zone.local(entry.at).day == day))
}

fn entries<'a>(run: &Run<'a>, lot: LotId) -> Vec<&'a Entry> {
    run.ledger.entries.iter().filter(|entry| entry.lot == Some(lot)).collect()
}

fn losses(run: &Run<'_>, lot: LotId, entries: &[&Entry], wanted: impl Fn(&Entry) -> bool) -> Vec<Text> {
    let granted =
        entries.iter().find(|entry| matches!(entry.posting, Posting::Granted { .. } | Posting::Received { .. }));
    let losses = entries.iter().enumerate().filter(|(_, entry)| loses(entry) && wanted(entry));
    losses
        .map(|(index, entry)| loss(run, lot, entry, granted.copied(), entries.get(..index).unwrap_or_default()))
        .collect()
}

/// `8 GB of the 20 GB of January's data #1 were lost on 1 May: rolled over on 1 Feb, they lived until 1 May.`
fn loss(run: &Run<'_>, lot: LotId, entry: &Entry, granted: Option<&Entry>, before: &[&Entry]) -> Text {
    let dates = Dates::new(&run.zone, run.from);
    let amount = run.amount(entry.kind, entry.amount.0);
    let noun = lot_noun(run, lot);
    let of = match granted {
        Some(granted) if granted.amount != entry.amount => {
            let whole = run.amount(granted.kind, granted.amount.0);
            text!("{amount} of the {whole} of {noun}", "{noun} 的 {whole} 中有 {amount} "; noun = noun)
        }
        _ => text!("All {amount} of {noun}", "{noun} 的全部 {amount} "; noun = noun),
    };
    let (date, because) = (dates.at(entry.at), because(run, entry, before, &dates));
    text!(
        "{of} were lost on {date}: {because}.", "{of}于{date}损失：{because}。";
        of = of, date = date, because = because
    )
}

fn because(run: &Run<'_>, entry: &Entry, before: &[&Entry], dates: &Dates<'_>) -> Text {
    match entry.posting {
        Posting::Trimmed => {
            let words = in_brackets(run, entry);
            text!("a cap was reached{words}", "达到上限{words}"; words = words)
        }
        Posting::Forfeited { reason } => reason.text(),
        _ => match rolled_last(before) {
            Some((rolled, until)) => text!(
                "they had rolled over on {on}, {until}{words}, and were not used by then",
                "{on}累积，{until}{words}，期间未使用";
                on = dates.at(rolled.at), until = dates.until(until), words = in_brackets(run, rolled)
            ),
            None => text!("their time was over and no rule carried them on", "有效期已到，且没有累积规则延续"),
        },
    }
}

/// The words of the clause behind an entry, if somebody wrote it.
fn in_brackets(run: &Run<'_>, entry: &Entry) -> Text {
    match Quote::of(run, entry.origin).map(|quote| quote.words) {
        Some(words) => text!(" ({words})", "（{words}）"),
        None => Text::default(),
    }
}

/// How a lot last rolled, and until when.
fn rolled_last<'a>(before: &[&'a Entry]) -> Option<(&'a Entry, Instant)> {
    before.iter().rev().find_map(|entry| match entry.posting {
        Posting::Rolled { until } => Some((*entry, until)),
        _ => None,
    })
}

fn used_up(run: &Run<'_>, lot: LotId, entries: &[&Entry]) -> Option<Text> {
    let last = entries
        .iter()
        .rev()
        .find(|entry| matches!(entry.posting, Posting::Used | Posting::Repaid | Posting::Given { .. }))?;
    let dates = Dates::new(&run.zone, run.from);
    let (noun, date) = (lot_noun(run, lot), dates.at(last.at));
    Some(match last.posting {
        _ if run.lot(lot).is_some_and(|known| known.unlimited) => {
            text!(
                "{noun} is unlimited; it was last used on {date}.", "{noun} 不限量；最后使用于{date}。";
                noun = noun, date = date
            )
        }
        Posting::Given { .. } => {
            text!(
                "Nothing of {noun} was lost: the last of it was given away on {date}.", "{noun} 没有损失：最后一部分于{date}转赠。";
                noun = noun, date = date
            )
        }
        _ => text!(
            "Nothing of {noun} was lost: the last of it was used on {date}.", "{noun} 没有损失：最后一部分于{date}用完。";
            noun = noun, date = date
        ),
    })
}

fn join(sentences: &[Text]) -> Text {
    let all = |side: fn(&Text) -> &str, between: &str| sentences.iter().map(side).collect::<Vec<_>>().join(between);
    Text { en: all(|text| &text.en, " "), zh: all(|text| &text.zh, "") }
}

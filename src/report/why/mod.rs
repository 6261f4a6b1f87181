//! Why: the history of a lot, or of the lots of a day, with the clauses behind it, and what else could have happened.

mod conclusion;
mod deeds;
mod document;
mod history;
mod lots;
mod matters;
mod otherwise;
mod question;

use crate::event::Event;
use crate::ledger::{Entry, LotId, Matter, Posting, Told};
use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Day, Instant, Kind};

use super::cells::fold;
use super::dates::{Dates, full};
use super::entries::{loses, sentence};
use super::{Run, Style};

use otherwise::Ground;

pub use document::{Happened, History, Page, json, schema};
pub use matters::matters;
pub use otherwise::{Change, Found, Otherwise};
pub use question::Question;

/// More histories than this are not asked for by asking about a day.
const MOST_LOTS: usize = 8;

/// What was asked, and what was found out about it.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What was asked.
    pub question: Question,
    /// What happened to the subscriber.
    pub events: &'a [Event],
    /// What came of it.
    pub told: &'a Told,
    /// What else could have happened.
    pub found: &'a [Found],
}

/// The answer, as a page.
#[must_use]
pub fn why(run: &Run<'_>, asked: &Asked<'_>, lang: Lang, style: Style) -> String {
    let mut page = match asked.question {
        Question::Lots => lots::lots(run, lang, style),
        Question::Day(day) => about_day(run, day, asked, lang, style),
        Question::Lot(lot) => about_lot(run, lot, asked, lang, style),
        Question::Lost => about_losses(run, asked, lang, style),
    };
    page.push('\n');
    page
}

fn about_lot(run: &Run<'_>, lot: LotId, asked: &Asked<'_>, lang: Lang, style: Style) -> String {
    let conclusion = fold(conclusion::of_lot(run, lot).get(lang), style.cells(), 0);
    let parts = [conclusion, history::history(run, lot, lang, style)];
    parts.into_iter().chain(otherwise(run, asked, lang, style)).collect::<Vec<_>>().join("\n\n")
}

/// What else could have happened, a section a matter.
fn otherwise(run: &Run<'_>, asked: &Asked<'_>, lang: Lang, style: Style) -> Vec<String> {
    let ground = Ground { run, events: asked.events, told: asked.told };
    asked.found.iter().filter_map(|found| otherwise::section(&ground, found, lang, style)).collect()
}

/// Every lot that has lost something, with what would have prevented it below.
fn about_losses(run: &Run<'_>, asked: &Asked<'_>, lang: Lang, style: Style) -> String {
    let title = style.heading(text!("What was lost", "损失了什么").get(lang));
    let lots = matters::losing(run);
    if lots.is_empty() {
        return format!("{title}\n{}", text!("Nothing was lost.", "没有任何损失。").get(lang));
    }
    let ground = Ground { run, events: asked.events, told: asked.told };
    let mut parts = vec![title];
    for lot in lots.iter().take(MOST_LOTS) {
        let conclusion = fold(conclusion::of_losses(run, *lot).get(lang), style.cells(), 0);
        let found = asked.found.iter().find(|found| found.matter == Matter::Lot(*lot));
        let section = found.and_then(|found| otherwise::section(&ground, found, lang, style));
        parts.push(section.map_or(conclusion.clone(), |section| format!("{conclusion}\n{section}")));
    }
    parts.extend(more_lots(lots.len(), lang, style));
    parts.join("\n\n")
}

fn more_lots(count: usize, lang: Lang, style: Style) -> Option<String> {
    let rest = count.checked_sub(MOST_LOTS).filter(|rest| *rest > 0)?;
    let text = text!("… and {rest} more lots; ask about one by its number", "……另有 {rest} 个批次；可按编号查询");
    Some(style.quiet(text.get(lang)))
}

fn about_day(run: &Run<'_>, day: Day, asked: &Asked<'_>, lang: Lang, style: Style) -> String {
    let entries: Vec<&Entry> = run.ledger.entries.iter().filter(|entry| is_on(run, entry.at, day)).collect();
    let title = text!("What happened on {day}", "{day}发生了什么"; day = full(day));
    let title = style.heading(title.get(lang));
    if entries.is_empty() {
        return format!("{title}\n{}", fold(nothing(run, day).get(lang), style.cells(), 0));
    }
    let lots = concerned(&entries);
    let lost = lots.iter().filter(|lot| entries.iter().any(|entry| entry.lot == Some(**lot) && loses(entry)));
    let conclusions = lost.map(|lot| fold(conclusion::of_lot_on(run, *lot, day).get(lang), style.cells(), 0));
    let mut parts = vec![title];
    parts.extend(Some(conclusions.collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty()));
    parts.push(happened(run, &entries, lang, style));
    parts.extend(lots.iter().take(MOST_LOTS).map(|lot| history::history(run, *lot, lang, style)));
    parts.extend(more_lots(lots.len(), lang, style));
    parts.extend(otherwise(run, asked, lang, style));
    parts.join("\n\n")
}

/// The lots that entries are about, those that lost something first.
fn concerned(entries: &[&Entry]) -> Vec<LotId> {
    let mut lots: Vec<LotId> = Vec::new();
    let losing = entries.iter().filter(|entry| loses(entry));
    // That money paid a charge is said by the charge.
    let others = entries.iter().filter(|entry| entry.posting != Posting::Used || entry.kind != Kind::Money);
    for lot in losing.chain(others).filter_map(|entry| entry.lot) {
        if !lots.contains(&lot) {
            lots.push(lot);
        }
    }
    lots
}

/// Every entry of the day, with its time and its clause.
fn happened(run: &Run<'_>, entries: &[&Entry], lang: Lang, style: Style) -> String {
    let lines = entries.iter().map(|entry| {
        let second = run.zone.local(entry.at).second;
        let time = format!("{:02}:{:02}", second / 3_600, second / 60 % 60);
        let mut text = sentence(run, entry);
        if run.accounts.len() > 1 && entry.lot.is_none() {
            let who = run.account_name(entry.account);
            text = text!("{who}: {text}", "{who}：{text}"; text = text);
        }
        history::line(run, entry, (&time, 7), text.get(lang), lang, style)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn nothing(run: &Run<'_>, day: Day) -> Text {
    let dates = Dates::new(&run.zone, run.from);
    let day_of = |entry: &Entry| run.zone.local(entry.at).day;
    let before = run.ledger.entries.iter().map(day_of).filter(|other| *other < day).max();
    let after = run.ledger.entries.iter().map(day_of).filter(|other| *other > day).min();
    let near: Vec<Text> = [before, after].into_iter().flatten().map(|day| dates.day(day)).collect();
    match near.as_slice() {
        [one] => text!(
            "Nothing. The nearest day on which something did: {one}.", "没有。最近有记录的日期：{one}。";
            one = one
        ),
        [one, other] => text!(
            "Nothing. The nearest days on which something did: {one} and {other}.",
            "没有。最近有记录的日期：{one}和{other}。"; one = one, other = other
        ),
        _ => text!("Nothing, on this day or any other.", "没有任何记录。"),
    }
}

fn is_on(run: &Run<'_>, at: Instant, day: Day) -> bool {
    run.zone.local(at).day == day
}

#[cfg(test)]
mod tests;

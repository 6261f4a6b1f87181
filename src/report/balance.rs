//! The balance at the end of each period, lot by lot.

use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Instant, Kind};

use super::dates::Dates;
use super::holding::Holding;
use super::nouns::lot_noun;
use super::period::Period;
use super::table::{Column, Part, table};
use super::{Run, Style};

/// More lots than this at one end are summed up in one line: an add-on a day is not to fill the screen.
const MOST_LOTS: usize = 6;

/// The balance at the end of each period, lot by lot; `None` if there is nothing to say.
pub(super) fn balance(run: &Run<'_>, periods: &[Period], kind: Kind, lang: Lang, style: Style) -> Option<String> {
    let lots = periods.iter().flat_map(|period| &period.at_end[kind.index()]);
    // Money that never ends has no dates worth a table.
    if kind == Kind::Money && lots.into_iter().all(|holding| holding.until == Instant::NEVER) {
        return None;
    }
    let rows: Vec<[Text; 4]> = periods.iter().flat_map(|period| rows(run, period, kind)).collect();
    if rows.is_empty() {
        return None;
    }
    let titles = [text!("On", "日期"), text!("Left", "剩余"), text!("Until", "有效至"), text!("Lot", "批次")];
    let columns: Vec<Column> =
        titles.iter().enumerate().map(|(index, title)| column(&rows, index, title, lang)).collect();
    let heading =
        text!("Left at the end of each period, before the next is granted:", "各周期末剩余（下一周期发放之前）：");
    Some(format!("{}\n{}", heading.get(lang), table(&columns, style)))
}

fn column(rows: &[[Text; 4]], index: usize, title: &Text, lang: Lang) -> Column {
    let cells: Vec<Vec<Part>> = rows
        .iter()
        .map(|row| row.get(index).map(|text| (text.get(lang).to_owned(), String::new())).into_iter().collect())
        .collect();
    if index == 1 { Column::amounts(title.get(lang), cells) } else { Column::words(title.get(lang), cells) }
}

fn rows(run: &Run<'_>, period: &Period, kind: Kind) -> Vec<[Text; 4]> {
    let dates = Dates::new(&run.zone, run.from);
    let lots = &period.at_end[kind.index()];
    let shown = if lots.len() > MOST_LOTS { MOST_LOTS - 1 } else { lots.len() };
    let (each, rest) = lots.split_at(shown);
    let mut rows: Vec<[Text; 4]> = each.iter().map(|holding| row(run, &dates, holding, period.until)).collect();
    rows.extend(sum_up(run, &dates, rest, kind));
    // The date stands once, before the first of its lots.
    if let Some(first) = rows.first_mut() {
        first[0] = dates.at(period.until);
    }
    rows
}

fn row(run: &Run<'_>, dates: &Dates<'_>, holding: &Holding, at: Instant) -> [Text; 4] {
    let left = if holding.unlimited {
        text!("unlimited", "不限量")
    } else {
        Text::same(run.amount(holding.kind, holding.left))
    };
    [Text::default(), left, dates.at(holding.until), describe(run, dates, holding, at)]
}

/// `January's data #1, rolled`.
fn describe(run: &Run<'_>, dates: &Dates<'_>, holding: &Holding, at: Instant) -> Text {
    let times = holding.rolled;
    let mut text = lot_noun(run, holding.lot);
    if times == 1 {
        text = text!("{text}, rolled", "{text}，已累积"; text = text);
    } else if times > 1 {
        text = text!("{text}, rolled {times} times", "{text}，已累积 {times} 次"; text = text);
    }
    if let Some(reason) = holding.asleep {
        text = text!("{text}; asleep: {reason}", "{text}；休眠：{reason}"; text = text, reason = reason.text());
    }
    if holding.usable_from == Instant::NEVER {
        text = text!("{text}; waits for its turn", "{text}；排队等待"; text = text);
    } else if holding.usable_from > at {
        let from = dates.at(holding.usable_from);
        text = text!("{text}; usable from {from}", "{text}；{from}起可用"; text = text, from = from);
    }
    text
}

fn sum_up(run: &Run<'_>, dates: &Dates<'_>, rest: &[Holding], kind: Kind) -> Option<[Text; 4]> {
    let (first, last) = (rest.first()?, rest.last()?);
    let sum = rest.iter().fold(0, |sum: u64, holding| sum.saturating_add(holding.left));
    let (count, earliest, latest) = (rest.len(), dates.at(first.until), dates.at(last.until));
    let until = if first.until == last.until {
        earliest
    } else {
        text!("{a} – {b}", "{a} – {b}"; a = earliest, b = latest)
    };
    let lots = text!("{count} more lots", "另外 {count} 个批次");
    Some([Text::default(), Text::same(run.amount(kind, sum)), until, lots])
}

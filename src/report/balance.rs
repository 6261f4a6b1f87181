//! The balance at the end of each period, lot by lot, a line a period.

use unicode_width::UnicodeWidthStr;

use crate::event::Class;
use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Instant, Kind};

use super::cells::{pad, pad_left};
use super::dates::Dates;
use super::holding::Holding;
use super::nouns::Source;
use super::period::Period;
use super::{Run, Style};

/// More lots than this at one end are summed up: an add-on a day is not to fill the screen.
const MOST_LOTS: usize = 6;

/// The balance at the end of each period, lot by lot; `None` if there is nothing to say.
pub(super) fn balance(run: &Run<'_>, periods: &[Period], kind: Kind, lang: Lang, style: Style) -> Option<String> {
    let lots = periods.iter().flat_map(|period| &period.at_end[kind.index()]);
    // Money that never ends has no dates worth a list.
    if kind == Kind::Money && lots.into_iter().all(|holding| holding.until == Instant::NEVER) {
        return None;
    }
    let dates = Dates::new(&run.zone, run.from);
    let ends: Vec<(String, Vec<Text>)> = periods
        .iter()
        .map(|period| (dates.at(period.until).get(lang).to_owned(), lots_at(run, &dates, period, kind)))
        .filter(|(_, lots)| !lots.is_empty())
        .collect();
    let margin = ends.iter().map(|(date, _)| date.width()).max()? + 2;
    let heading =
        text!("Left at the end of each period, before the next is granted:", "各周期末剩余（下一周期发放之前）：");
    let amount = ends.iter().flat_map(|(_, lots)| lots.iter().map(|lot| amount_of(lot.get(lang)).width())).max();
    let mut lines = vec![heading.get(lang).to_owned()];
    lines.extend(ends.iter().map(|(date, lots)| line(date, lots, (margin, amount.unwrap_or(0)), lang, style)));
    Some(lines.join("\n"))
}

/// `1 Apr   8 GB until 1 May (#1); 20 GB until 1 Jun (#2)`, broken only between two lots.
fn line(date: &str, lots: &[Text], (margin, amount): (usize, usize), lang: Lang, style: Style) -> String {
    let mut page = pad(date, margin);
    let mut used = margin;
    for (index, lot) in lots.iter().enumerate() {
        let lot = lot.get(lang);
        let end = if index + 1 == lots.len() { "" } else { semicolon(lang) };
        // The first amounts of lines stand under each other.
        let first = format!("{}{end}", pad_left(lot, amount.saturating_sub(amount_of(lot).width()) + lot.width()));
        let next = format!("{}{lot}{end}", if lang == Lang::Zh { "" } else { " " });
        if index == 0 {
            page.push_str(&first);
            used += first.width();
        } else if used + next.width() <= style.cells() {
            page.push_str(&next);
            used += next.width();
        } else {
            page.push_str(&format!("\n{}{first}", " ".repeat(margin)));
            used = margin + first.width();
        }
    }
    page
}

fn semicolon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ";",
        Lang::Zh => "；",
    }
}

/// The number and the unit that a lot's text begins with.
fn amount_of(text: &str) -> &str {
    let end = text.match_indices(' ').nth(1).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn lots_at(run: &Run<'_>, dates: &Dates<'_>, period: &Period, kind: Kind) -> Vec<Text> {
    // What has no limit is not a matter of how much is left.
    let lots: Vec<&Holding> = period.at_end[kind.index()].iter().filter(|holding| !holding.unlimited).collect();
    let shown = if lots.len() > MOST_LOTS { MOST_LOTS - 1 } else { lots.len() };
    let (each, rest) = lots.split_at(shown);
    let mut texts: Vec<Text> = each.iter().map(|holding| lot(run, dates, holding, period.until)).collect();
    texts.extend(sum_up(run, dates, rest, kind));
    texts
}

/// `8 GB until 1 May (#1)`, `5 GB Weekend until 3 Feb 09:30 (#2)`, `16 GB asleep, until 8 Feb (#2)`.
fn lot(run: &Run<'_>, dates: &Dates<'_>, holding: &Holding, at: Instant) -> Text {
    let (amount, number) = (run.amount(holding.kind, holding.left), run.lot_ref(holding.lot));
    let mut text = Text::same(amount);
    let source = Source::of(run.lot(holding.lot), false);
    if !matches!(source.class, Some(Class::Plan | Class::Recharge)) || source.gifted {
        text = text!("{text} {name}", "{text} {name}"; text = text, name = source.text(run));
    }
    let until = dates.until(holding.until);
    text = if holding.asleep.is_some() {
        text!("{text} asleep, {until}", "{text} 休眠，{until}"; text = text, until = until)
    } else {
        text!("{text} {until}", "{text} {until}"; text = text, until = until)
    };
    if holding.usable_from == Instant::NEVER {
        text = text!("{text}, waits for its turn", "{text}，排队等待"; text = text);
    } else if holding.usable_from > at {
        let from = dates.at(holding.usable_from);
        text = text!("{text}, usable from {from}", "{text}，{from}起可用"; text = text, from = from);
    }
    text!("{text} ({number})", "{text}（{number}）"; text = text)
}

fn sum_up(run: &Run<'_>, dates: &Dates<'_>, rest: &[&Holding], kind: Kind) -> Option<Text> {
    let (first, last) = (rest.first()?, rest.last()?);
    let sum = rest.iter().fold(0, |sum: u64, holding| sum.saturating_add(holding.left));
    let (count, earliest, latest) = (rest.len(), dates.at(first.until), dates.at(last.until));
    let until = if first.until == last.until {
        earliest
    } else {
        text!("{a} – {b}", "{a} – {b}"; a = earliest, b = latest)
    };
    let sum = Text::same(run.amount(kind, sum));
    Some(
        text!("{sum} in {count} more lots until {until}", "{sum}，另外 {count} 个批次，至{until}"; sum = sum, until = until),
    )
}

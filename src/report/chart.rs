//! The balance over time, drawn in the terminal with whole numbers: a column of blocks for each stretch of time.

use unicode_width::UnicodeWidthStr;

use crate::event::AccountId;
use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Instant, Kind};

use super::cells::{pad, pad_left};
use super::dates::Dates;
use super::entries::loses;
use super::holding::Holdings;
use super::nouns::kind_noun;
use super::period::Period;
use super::{Run, Style};

/// How many lines the blocks have; even, so that the middle has a line.
const ROWS: u64 = 4;
/// A block is drawn in eighths.
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The balance of a kind over time, with a mark below where something was lost. `None` if nothing was ever held.
pub(super) fn chart(
    run: &Run<'_>,
    (account, kind): (AccountId, Kind),
    periods: &[Period],
    lang: Lang,
    style: Style,
) -> Option<String> {
    let scale_label = |units| run.amount(kind, units);
    let series = Series::of(run, account, kind, style.cells().saturating_sub(14).min(66))?;
    let top = ceiling(run, kind, series.held.iter().copied().max().unwrap_or(0))?;
    let labels = [scale_label(top), scale_label(top / 2)];
    let margin = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let mut lines = vec![style.heading(title(kind, series.lost.contains(&true)).get(lang))];
    for row in (0..ROWS).rev() {
        let (label, axis) = match row {
            row if row == ROWS - 1 => (labels[0].as_str(), '┤'),
            // The line whose upper edge is the middle.
            row if row == ROWS / 2 - 1 => (labels[1].as_str(), '┤'),
            _ => ("", '│'),
        };
        let blocks: String = series.held.iter().map(|held| block(*held, top, row)).collect();
        lines.push(format!("{} {axis}{blocks}", pad_left(label, margin)).trim_end().to_owned());
    }
    lines.push(format!("{} └{}", pad_left("0", margin), "─".repeat(series.held.len())));
    let below = |line: &str| format!("{}{line}", " ".repeat(margin + 2));
    if series.lost.contains(&true) {
        let marks: String = series.lost.iter().map(|lost| if *lost { '▼' } else { ' ' }).collect();
        lines.push(below(&style.loss(marks.trim_end())));
    }
    lines.push(below(&series.dates(run, periods, lang)));
    Some(lines.join("\n"))
}

fn title(kind: Kind, marked: bool) -> Text {
    let title = text!("Balance of {kind} over time", "{kind}余量变化"; kind = kind_noun(kind));
    let legend = text!("{title} (▼ something was lost)", "{title}（▼ 有损失）"; title = title);
    if marked { legend } else { title }
}

/// What is held at the end of each of many equal stretches of time, and in which something was lost.
struct Series {
    from: Instant,
    seconds: i64,
    held: Vec<u64>,
    lost: Vec<bool>,
}

impl Series {
    fn of(run: &Run<'_>, account: AccountId, kind: Kind, cells: usize) -> Option<Series> {
        let (from, seconds) = (run.from, run.until.seconds_since(run.from));
        let count = i64::try_from(cells).ok()?;
        if seconds < count || run.until == Instant::NEVER {
            return None;
        }
        let (mut held, mut lost) = (vec![0; cells], vec![false; cells]);
        let mut holdings = Holdings::default();
        let mut drawn = 0;
        for entry in run.entries_of(account).filter(|entry| entry.kind == kind) {
            // The last stretch ends with the simulation and shows what is held when everything has happened.
            let cell = place(entry.at.seconds_since(from), seconds, count).min(cells - 1);
            let before = holdings.held(kind);
            held.get_mut(drawn..cell)?.fill(before);
            drawn = drawn.max(cell);
            if entry.lot.is_some_and(|lot| lot.account == account.0) {
                holdings.follow(run, entry);
            }
            *lost.get_mut(cell)? |= loses(entry);
        }
        held.get_mut(drawn..)?.fill(holdings.held(kind));
        held.iter().any(|held| *held > 0).then_some(Series { from, seconds, held, lost })
    }

    /// The beginnings of periods under the axis, as many as have room.
    fn dates(&self, run: &Run<'_>, periods: &[Period], lang: Lang) -> String {
        let dates = Dates::new(&run.zone, run.from);
        let count = i64::try_from(self.held.len()).unwrap_or(i64::MAX);
        let mut line = String::new();
        for at in periods.iter().map(|period| period.from).chain([run.until]) {
            let cell = place(at.seconds_since(self.from), self.seconds, count);
            let day = dates.day(run.zone.local(at).day);
            let day = day.get(lang);
            let fits = cell + day.width() <= self.held.len() + 8;
            if fits && (line.is_empty() || cell > line.width()) {
                line = format!("{}{day}", pad(&line, cell));
            }
        }
        line
    }
}

/// In which of `count` equal stretches a second lies.
fn place(second: i64, seconds: i64, count: i64) -> usize {
    let place = i128::from(second.max(0)) * i128::from(count) / i128::from(seconds.max(1));
    usize::try_from(place).unwrap_or(0)
}

/// The part of a column that lies in one row, from below.
fn block(held: u64, top: u64, row: u64) -> char {
    let eighths = u128::from(held) * u128::from(ROWS * 8) / u128::from(top.max(1));
    // What is there is seen, however little it is.
    let eighths = u64::try_from(eighths).unwrap_or(0).max(u64::from(held > 0));
    let full = usize::try_from(eighths.saturating_sub(row * 8).min(8)).unwrap_or(0);
    EIGHTHS.get(full).copied().unwrap_or(' ')
}

/// The top of the scale: the most that was held, rounded up to an even number of a large unit, so that the labels are
/// short and exact.
fn ceiling(run: &Run<'_>, kind: Kind, most: u64) -> Option<u64> {
    let unit = match kind {
        Kind::Data => ["TB", "GB", "MB", "kB", "B"]
            .iter()
            .filter_map(|unit| run.format.gigabyte.bytes_in(unit))
            .find(|bytes| *bytes <= most)
            .unwrap_or(1),
        Kind::Voice if most >= 60 => 60,
        Kind::Money => 1_000_000,
        Kind::Voice | Kind::Sms | Kind::Points => 1,
    };
    most.div_ceil(unit.checked_mul(2)?).max(1).checked_mul(2)?.checked_mul(unit)
}

#[cfg(test)]
mod tests;

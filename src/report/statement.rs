//! The statement of an account: for each kind a table with a row for each period, and the balance by lot.

mod cells;

use crate::text;
use crate::text::{Lang, Text};
use crate::units::Kind;

use super::balance::balance;
use super::nouns::kind_title;
use super::period::{Item, Period, Status, Sums};
use super::table::{Column, Part, cards, fits, table};
use super::{Run, Style};

use cells::View;

pub(super) use cells::use_label;

/// The statement of an account: a section for each kind with which something happened. No line feed at the end.
pub(super) fn statement(run: &Run<'_>, periods: &[Period], lang: Lang, style: Style) -> String {
    let kinds = Kind::ALL.into_iter().filter(|kind| is_touched(periods, *kind));
    let sections: Vec<String> = kinds.map(|kind| section(run, periods, kind, lang, style)).collect();
    sections.join("\n\n")
}

/// Whether anything happened with a kind.
pub(super) fn is_touched(periods: &[Period], kind: Kind) -> bool {
    let any = |sums: &Sums| ITEMS.iter().any(|item| sums.get(kind, *item) > 0);
    periods.iter().any(|period| any(&period.sums) || period.sums.unlimited[kind.index()])
}

/// Every item that is more than a footnote to another.
const ITEMS: [Item; 12] = [
    Item::Lent,
    Item::Granted,
    Item::Received,
    Item::Revived,
    Item::Used,
    Item::UsedOfOthers,
    Item::Overage,
    Item::Owed,
    Item::Repaid,
    Item::Throttled,
    Item::Blocked,
    Item::Charged,
];

fn section(run: &Run<'_>, periods: &[Period], kind: Kind, lang: Lang, style: Style) -> String {
    let title = style.heading(kind_title(kind).get(lang));
    let table = lay_out(&columns(run, periods, kind, lang), lang, style);
    match balance(run, periods, kind, lang, style) {
        Some(balance) => format!("{title}\n{table}\n\n{balance}"),
        None => format!("{title}\n{table}"),
    }
}

/// Side by side if that fits, if need be with what was lost above what was not covered, and with the dates of a period
/// below each other; otherwise period by period.
fn lay_out(columns: &[Column], lang: Lang, style: Style) -> String {
    let joined = || {
        let (lost, beyond) = (lost_title(), beyond_title());
        join(columns.to_vec(), (lost.get(lang), beyond.get(lang)), text!("Lost / beyond", "损失 / 超出").get(lang))
    };
    let narrow = |mut columns: Vec<Column>| {
        if let Some(periods) = columns.first_mut() {
            periods.break_at(" – ", " –");
        }
        columns
    };
    let ways: [&dyn Fn() -> Vec<Column>; 4] =
        [&|| columns.to_vec(), &joined, &|| narrow(columns.to_vec()), &|| narrow(joined())];
    let fitting = ways.iter().map(|way| way()).find(|columns| fits(columns, style));
    fitting.map_or_else(|| cards(columns, style), |columns| table(&columns, style))
}

/// Puts the second of two columns below the first.
fn join(mut columns: Vec<Column>, (first, second): (&str, &str), title: &str) -> Vec<Column> {
    if let Some(place) = columns.iter().position(|column| column.is_called(second)) {
        let below = columns.remove(place);
        if let Some(above) = columns.iter_mut().find(|column| column.is_called(first)) {
            above.append(below, title);
        }
    }
    columns
}

fn columns(run: &Run<'_>, periods: &[Period], kind: Kind, lang: Lang) -> Vec<Column> {
    let view = View { run, kind, lang };
    let cells = |cell: &dyn Fn(&Period) -> Vec<Part>| periods.iter().map(cell).collect::<Vec<_>>();
    let amounts = |title: &Text, cell: &dyn Fn(&Period) -> Vec<Part>| Column::amounts(title.get(lang), cells(cell));
    let granted = if kind == Kind::Money { text!("Paid in", "充值") } else { text!("Granted", "获得") };
    let mut columns = vec![
        Column::words(text!("Period", "周期").get(lang), cells(&|period| view.period(period))),
        amounts(&granted, &|period| view.granted(&period.sums)),
        amounts(&text!("Rolled", "累积"), &|period| view.plain(&period.sums, Item::Rolled)),
        amounts(&text!("Given", "转出"), &|period| view.plain(&period.sums, Item::Given)),
        amounts(&lost_title(), &|period| view.lost(&period.sums)),
        amounts(&beyond_title(), &|period| view.not_covered(&period.sums)),
    ];
    if kind == Kind::Money {
        columns.insert(1, amounts(&text!("Charged", "收费"), &|period| view.charged(&period.sums)));
    } else {
        columns.insert(2, amounts(&text!("Used", "使用"), &|period| view.used(&period.sums)));
    }
    let debts = view.debts(periods);
    if kind == Kind::Money && debts.iter().any(|parts| !parts.is_empty()) {
        columns.push(Column::amounts(text!("Debts", "欠款").get(lang), debts));
    }
    let leaves = |period: &Period| period.left(kind) > 0 || period.at_end[kind.index()].iter().any(|lot| lot.unlimited);
    if periods.iter().any(leaves) {
        columns.push(amounts(&text!("Left", "剩余"), &|period| view.left(period)));
    }
    together(&view, periods, columns)
}

fn lost_title() -> Text {
    text!("Lost", "损失")
}

fn beyond_title() -> Text {
    text!("Not covered", "超出部分")
}

/// Periods, one after the other, that are alike in everything but their dates share a row.
fn together(view: &View<'_>, periods: &[Period], mut columns: Vec<Column>) -> Vec<Column> {
    let alike = |row: usize| {
        let same = columns.iter().skip(1).all(|column| column.repeats(row - 1, row));
        let plain = |row: usize| {
            periods.get(row).is_some_and(|one| matches!(one.status, Status::Period { .. }) && !one.is_cut(view.run))
        };
        same && plain(row - 1) && plain(row)
    };
    let firsts: Vec<usize> = (0..periods.len()).filter(|row| *row == 0 || !alike(*row)).collect();
    let ends = firsts.iter().skip(1).copied().chain([periods.len()]);
    let spans = firsts.iter().zip(ends).filter_map(|(first, end)| {
        let (first, last) = (periods.get(*first)?, periods.get(end - 1)?);
        Some(if first.from == last.from { view.period(first) } else { view.each(first.from, last.until) })
    });
    let spans = Column::words(text!("Period", "周期").get(view.lang), spans.collect());
    for column in &mut columns {
        column.pick(&firsts);
    }
    if let Some(first) = columns.first_mut() {
        *first = spans;
    }
    columns
}

#[cfg(test)]
mod tests;

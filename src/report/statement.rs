//! The statement of an account: for each kind a table with a row for each period, and the balance by lot.

mod cells;

use crate::text;
use crate::text::{Lang, Text};
use crate::units::Kind;

use super::balance::balance;
use super::nouns::kind_title;
use super::period::{Item, Period, Sums};
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
const ITEMS: [Item; 9] = [
    Item::Granted,
    Item::Received,
    Item::Revived,
    Item::Used,
    Item::UsedOfOthers,
    Item::Overage,
    Item::Throttled,
    Item::Blocked,
    Item::Charged,
];

fn section(run: &Run<'_>, periods: &[Period], kind: Kind, lang: Lang, style: Style) -> String {
    let title = style.heading(kind_title(kind).get(lang));
    let table = lay_out(&columns(run, periods, kind, lang), style);
    match balance(run, periods, kind, lang, style) {
        Some(balance) => format!("{title}\n{table}\n\n{balance}"),
        None => format!("{title}\n{table}"),
    }
}

/// Side by side if that fits, if need be with the dates of a period below each other; otherwise period by period.
fn lay_out(columns: &[Column], style: Style) -> String {
    if fits(columns, style) {
        return table(columns, style);
    }
    let mut narrow = columns.to_vec();
    if let Some(periods) = narrow.first_mut() {
        periods.break_at(" – ", " –");
    }
    if fits(&narrow, style) { table(&narrow, style) } else { cards(columns, style) }
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
        amounts(&text!("Lost", "损失"), &|period| view.lost(&period.sums)),
        amounts(&text!("Not covered", "超出部分"), &|period| view.not_covered(&period.sums)),
    ];
    if kind == Kind::Money {
        columns.insert(1, amounts(&text!("Charged", "收费"), &|period| view.charged(&period.sums)));
    } else {
        columns.insert(2, amounts(&text!("Used", "使用"), &|period| view.used(&period.sums)));
    }
    let leaves = |period: &Period| period.left(kind) > 0 || period.at_end[kind.index()].iter().any(|lot| lot.unlimited);
    if periods.iter().any(leaves) {
        columns.push(amounts(&text!("Left", "剩余"), &|period| view.left(period)));
    }
    columns
}

#[cfg(test)]
mod tests;

//! The statement of an account: for each kind a table with a row for each period, and the balance by lot.

use crate::ledger::Charge;
use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Instant, Kind};

use super::balance::balance;
use super::dates::Dates;
use super::nouns::kind_title;
use super::period::{Item, Period, Status, Sums, Use};
use super::table::{Column, Part, table};
use super::{Run, Style};

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
    let table = table(&columns(run, periods, kind, lang), style);
    match balance(run, periods, kind, lang, style) {
        Some(balance) => format!("{title}\n{table}\n\n{balance}"),
        None => format!("{title}\n{table}"),
    }
}

fn columns(run: &Run<'_>, periods: &[Period], kind: Kind, lang: Lang) -> Vec<Column> {
    let view = View { run, kind, lang };
    let cells = |cell: &dyn Fn(&Period) -> Vec<Part>| periods.iter().map(cell).collect::<Vec<_>>();
    let amounts = |title: &Text, cell: &dyn Fn(&Period) -> Vec<Part>| Column::amounts(title.get(lang), cells(cell));
    let granted = if kind == Kind::Money { text!("Paid in", "充值") } else { text!("Granted", "获得") };
    let mut columns = vec![
        Column::words(text!("Period", "周期").get(lang), cells(&|period| view.period(period))),
        amounts(&granted, &|period| view.granted(&period.sums)),
        amounts(&text!("Rolled over", "累积"), &|period| view.plain(&period.sums, Item::Rolled)),
        amounts(&text!("Given", "转出"), &|period| view.plain(&period.sums, Item::Given)),
        amounts(&text!("Lost", "损失"), &|period| view.lost(&period.sums)),
        amounts(&text!("Not covered", "超出部分"), &|period| view.not_covered(&period.sums)),
    ];
    if kind == Kind::Money {
        columns.insert(1, amounts(&text!("Charged", "收费"), &|period| view.charged(&period.sums)));
    } else {
        columns.insert(2, amounts(&text!("Used", "使用"), &|period| view.used(&period.sums)));
    }
    if periods.iter().any(|period| can_leave(period, kind)) {
        columns.push(amounts(&text!("Left", "剩余"), &|period| view.left(period)));
    }
    columns
}

/// Whether there was anything that could be left. Of money that is billed, and of a pool's units, there never is.
fn can_leave(period: &Period, kind: Kind) -> bool {
    let came = [Item::Granted, Item::Received, Item::Revived].iter().any(|item| period.sums.get(kind, *item) > 0);
    came || period.at_start[kind.index()] > 0 || period.sums.unlimited[kind.index()]
}

/// What the cells of one table have in common.
struct View<'r> {
    run: &'r Run<'r>,
    kind: Kind,
    lang: Lang,
}

impl View<'_> {
    fn amount(&self, units: u64) -> String {
        self.run.amount(self.kind, units)
    }

    fn part(&self, units: u64, label: &Text) -> Option<Part> {
        (units > 0).then(|| (self.amount(units), label.get(self.lang).to_owned()))
    }

    fn period(&self, period: &Period) -> Vec<Part> {
        let dates = Dates::new(&self.run.zone, self.run.from);
        let (from, until) = (dates.at(period.from), dates.at(period.until));
        let span = text!("{from} – {until}", "{from} – {until}"; from = from, until = until);
        let note = match period.status {
            Status::Period { planned_until: Instant::NEVER, .. } if period.is_cut() => text!("goes on", "继续"),
            Status::Period { planned_until, .. } if period.is_cut() => {
                text!("goes on to {end}", "持续至{end}"; end = dates.at(planned_until))
            }
            Status::Period { .. } => Text::default(),
            Status::Lapsed => text!("not renewed", "未续订"),
            Status::Inactive => text!("not active", "未生效"),
        };
        let lines = [span, note].map(|text| text.get(self.lang).to_owned());
        lines.into_iter().filter(|line| !line.is_empty()).map(|line| (line, String::new())).collect()
    }

    /// The plan's own grant needs no word.
    fn granted(&self, sums: &Sums) -> Vec<Part> {
        let of_kind = sums.granted.iter().filter(|((kind, _), _)| *kind == self.kind);
        let plain = |class| matches!(class, Some(crate::event::Class::Plan | crate::event::Class::Recharge));
        let label = |source: &super::nouns::Source| {
            if plain(source.class) { Text::default() } else { source.text(self.run) }
        };
        let mut parts: Vec<Part> =
            of_kind.filter_map(|((_, source), units)| self.part(*units, &label(source))).collect();
        if sums.unlimited[self.kind.index()] {
            parts.insert(0, (text!("unlimited", "不限量").get(self.lang).to_owned(), String::new()));
        }
        parts.extend(self.part(sums.get(self.kind, Item::Received), &text!("gift", "受赠")));
        parts.extend(self.part(sums.get(self.kind, Item::Revived), &text!("revived", "恢复")));
        parts
    }

    fn used(&self, sums: &Sums) -> Vec<Part> {
        let mut by_label: Vec<(Text, u64)> = Vec::new();
        for ((_, who), units) in sums.used.iter().filter(|((kind, _), _)| *kind == self.kind) {
            let label = use_label(self.run, who);
            // Members of a pool are told by whose it is, which several sources may share.
            match by_label.iter_mut().find(|(known, _)| *known == label) {
                Some((_, sum)) => *sum = sum.saturating_add(*units),
                None => by_label.push((label, *units)),
            }
        }
        by_label.iter().filter_map(|(label, units)| self.part(*units, label)).collect()
    }

    fn plain(&self, sums: &Sums, item: Item) -> Vec<Part> {
        self.part(sums.get(self.kind, item), &Text::default()).into_iter().collect()
    }

    fn lost(&self, sums: &Sums) -> Vec<Part> {
        self.items(
            sums,
            &[
                (Item::Expired, text!("expired", "到期")),
                (Item::Trimmed, text!("over the cap", "超上限")),
                (Item::Forfeited, text!("forfeited", "作废")),
            ],
        )
    }

    fn not_covered(&self, sums: &Sums) -> Vec<Part> {
        self.items(
            sums,
            &[
                (Item::Overage, text!("charged", "收费")),
                (Item::Throttled, text!("slowed down", "限速")),
                (Item::Blocked, text!("blocked", "阻断")),
            ],
        )
    }

    fn items(&self, sums: &Sums, items: &[(Item, Text)]) -> Vec<Part> {
        items.iter().filter_map(|(item, label)| self.part(sums.get(self.kind, *item), label)).collect()
    }

    fn charged(&self, sums: &Sums) -> Vec<Part> {
        let charges = super::period::CHARGES.iter().zip(sums.charges);
        charges.filter_map(|(charge, units)| self.part(units, &charge_label(*charge))).collect()
    }

    fn left(&self, period: &Period) -> Vec<Part> {
        if period.at_end[self.kind.index()].iter().any(|holding| holding.unlimited) {
            return vec![(text!("unlimited", "不限量").get(self.lang).to_owned(), String::new())];
        }
        vec![(self.amount(period.left(self.kind)), String::new())]
    }
}

/// Who used what: `plan`, `rolled`, `Weekend`, `by B`, `A's pool`.
pub(super) fn use_label(run: &Run<'_>, who: &Use) -> Text {
    match (who.of, who.by) {
        (Some(owner), _) => {
            let owner = run.account_name(owner);
            text!("{owner}'s pool", "{owner} 的共享")
        }
        (None, Some(member)) => {
            let member = run.account_name(member);
            text!("by {member}", "{member} 使用")
        }
        (None, None) => who.source.text(run),
    }
}

fn charge_label(charge: Charge) -> Text {
    match charge {
        Charge::Period => text!("plan", "套餐"),
        Charge::Pack => text!("packs", "加油包"),
        Charge::Overage => text!("overage", "超量"),
        Charge::Gift => text!("gifts", "转赠"),
        Charge::Fee => text!("fees", "手续费"),
    }
}

#[cfg(test)]
mod tests;

//! The cells of a statement.

use crate::event::Class;
use crate::ledger::Charge;
use crate::report::Run;
use crate::report::dates::Dates;
use crate::report::nouns::Source;
use crate::report::period::{CHARGES, Item, Period, Status, Sums, Use};
use crate::report::table::Part;
use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Instant, Kind};

/// What the cells of one table have in common.
pub(super) struct View<'r> {
    pub(super) run: &'r Run<'r>,
    pub(super) kind: Kind,
    pub(super) lang: Lang,
}

impl View<'_> {
    fn amount(&self, units: u64) -> String {
        self.run.amount(self.kind, units)
    }

    fn part(&self, units: u64, label: &Text) -> Option<Part> {
        (units > 0).then(|| (self.amount(units), label.get(self.lang).to_owned()))
    }

    pub(super) fn period(&self, period: &Period) -> Vec<Part> {
        let dates = Dates::new(&self.run.zone, self.run.from);
        let (from, until) = (dates.at(period.from), dates.at(period.until));
        let mut span = text!("{from} – {until}", "{from} – {until}"; from = from, until = until);
        if period.is_cut(self.run) {
            span = text!("{span} …", "{span} …"; span = span);
        }
        let note = match period.status {
            Status::Lapsed => text!("not renewed", "未续订"),
            // Who only uses another's units needs no plan of its own.
            Status::Inactive if period.sums.get(self.kind, Item::UsedOfOthers) == 0 => text!("not active", "未生效"),
            Status::Period { .. } | Status::Inactive => Text::default(),
        };
        let lines = [span, note].map(|text| text.get(self.lang).to_owned());
        lines.into_iter().filter(|line| !line.is_empty()).map(|line| (line, String::new())).collect()
    }

    /// Several periods that are alike.
    pub(super) fn each(&self, from: Instant, until: Instant) -> Vec<Part> {
        let dates = Dates::new(&self.run.zone, self.run.from);
        let (from, until) = (dates.at(from), dates.at(until));
        let span = text!("{from} – {until}, each", "{from} – {until} 每期"; from = from, until = until);
        vec![(span.get(self.lang).to_owned(), String::new())]
    }

    /// The plan's own grant needs no word.
    pub(super) fn granted(&self, sums: &Sums) -> Vec<Part> {
        let of_kind = sums.granted.iter().filter(|((kind, _), _)| *kind == self.kind);
        let plain = |class| matches!(class, Some(Class::Plan | Class::Recharge));
        let label = |source: &Source| {
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

    pub(super) fn used(&self, sums: &Sums) -> Vec<Part> {
        let mut by_label: Vec<(Text, u64)> = Vec::new();
        for ((_, who), units) in sums.used.iter().filter(|((kind, _), _)| *kind == self.kind) {
            let label = use_label(self.run, who);
            // Members of a pool are told by whose it is, which several sources may share.
            match by_label.iter_mut().find(|(known, _)| *known == label) {
                Some((_, sum)) => *sum = sum.saturating_add(*units),
                None => by_label.push((label, *units)),
            }
        }
        let repaid = self.part(sums.get(self.kind, Item::Repaid), &text!("owed before", "偿还所欠"));
        by_label.iter().filter_map(|(label, units)| self.part(*units, label)).chain(repaid).collect()
    }

    pub(super) fn plain(&self, sums: &Sums, item: Item) -> Vec<Part> {
        self.part(sums.get(self.kind, item), &Text::default()).into_iter().collect()
    }

    pub(super) fn lost(&self, sums: &Sums) -> Vec<Part> {
        self.items(
            sums,
            &[
                (Item::Expired, text!("expired", "到期")),
                (Item::Trimmed, text!("trimmed", "超上限")),
                (Item::Forfeited, text!("forfeited", "作废")),
            ],
        )
    }

    pub(super) fn not_covered(&self, sums: &Sums) -> Vec<Part> {
        self.items(
            sums,
            &[
                (Item::Overage, text!("charged", "收费")),
                (Item::Owed, text!("owed", "欠用")),
                (Item::Throttled, text!("slowed down", "限速")),
                (Item::Blocked, text!("blocked", "阻断")),
            ],
        )
    }

    /// What was bought on credit, what was repaid of it, and what is owed when a period ends.
    pub(super) fn debts(&self, periods: &[Period]) -> Vec<Vec<Part>> {
        let mut owed = 0_u64;
        let one = |period: &Period| {
            let (lent, repaid) =
                (period.sums.get(Kind::Money, Item::Lent), period.sums.get(Kind::Money, Item::LoanRepaid));
            owed = owed.saturating_add(lent).saturating_sub(repaid);
            let parts = [
                self.part(lent, &text!("lent", "借入")),
                self.part(repaid, &text!("repaid", "偿还")),
                self.part(owed, &text!("owed", "尚欠")),
            ];
            parts.into_iter().flatten().collect()
        };
        periods.iter().map(one).collect()
    }

    fn items(&self, sums: &Sums, items: &[(Item, Text)]) -> Vec<Part> {
        items.iter().filter_map(|(item, label)| self.part(sums.get(self.kind, *item), label)).collect()
    }

    pub(super) fn charged(&self, sums: &Sums) -> Vec<Part> {
        let charges = CHARGES.iter().zip(sums.charges);
        charges.filter_map(|(charge, units)| self.part(units, &charge_label(*charge))).collect()
    }

    pub(super) fn left(&self, period: &Period) -> Vec<Part> {
        let left = period.left(self.kind);
        let unlimited = period.at_end[self.kind.index()].iter().any(|holding| holding.unlimited);
        let mut parts = Vec::new();
        if unlimited {
            parts.push((text!("unlimited", "不限量").get(self.lang).to_owned(), String::new()));
        }
        if left > 0 || !unlimited {
            parts.push((if left == 0 { "0".to_owned() } else { self.amount(left) }, String::new()));
        }
        parts
    }
}

/// Who used what: `plan`, `rolled`, `Weekend`, `by B`, `A's pool`.
pub(in crate::report) fn use_label(run: &Run<'_>, who: &Use) -> Text {
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

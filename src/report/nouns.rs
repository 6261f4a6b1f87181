//! What things are called: kinds, lots, and what a lot is when it pays.

use crate::event::{Class, ProductId};
use crate::ledger::{Lot, LotId};
use crate::text;
use crate::text::Text;
use crate::units::{Cycle, Kind};

use super::Run;
use super::dates::Dates;

/// A kind in the middle of a sentence.
pub(super) fn kind_noun(kind: Kind) -> Text {
    match kind {
        Kind::Data => text!("data", "流量"),
        Kind::Voice => text!("voice", "语音"),
        Kind::Sms => text!("SMS", "短信"),
        Kind::Money => text!("money", "余额"),
        Kind::Points => text!("points", "积分"),
    }
}

/// A kind as a heading.
pub(super) fn kind_title(kind: Kind) -> Text {
    match kind {
        Kind::Data => text!("Data", "流量"),
        Kind::Voice => text!("Voice", "语音"),
        Kind::Money => text!("Money", "费用与余额"),
        Kind::Points => text!("Points", "积分"),
        Kind::Sms => kind_noun(kind),
    }
}

/// What a lot is when it pays: what the reader of a statement tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    /// Where it comes from; `None` if that is not known.
    pub(super) class: Option<Class>,
    /// Of a pack or a bonus: which. The others are told apart by their class alone.
    pub(super) product: Option<ProductId>,
    /// It has rolled.
    pub(super) rolled: bool,
    /// It was received from another account.
    pub(super) gifted: bool,
}

impl Source {
    pub(super) fn of(lot: Option<&Lot>, rolled: bool) -> Source {
        let named = |lot: &&Lot| matches!(lot.class, Class::Pack | Class::Bonus);
        Source {
            class: lot.map(|lot| lot.class),
            product: lot.filter(named).map(|lot| lot.product),
            rolled,
            gifted: lot.is_some_and(|lot| lot.gifted),
        }
    }

    /// `plan`, `rolled`, `Weekend`, `Weekend, rolled`, `gift`.
    pub(super) fn text(&self, run: &Run<'_>) -> Text {
        let name = self.product.map_or("", |product| run.product_name(product));
        let base = match self.class {
            _ if self.gifted => text!("gift", "受赠"),
            Some(Class::Plan) if self.rolled => return text!("rolled", "累积"),
            Some(Class::Plan) => text!("plan", "套餐"),
            Some(Class::Recharge) => text!("top-up", "充值"),
            Some(Class::Converted) => text!("converted", "兑换所得"),
            Some(Class::Borrowed) => text!("borrowed", "借入"),
            Some(Class::Pack) => Text::same(name),
            Some(Class::Bonus) if self.product.is_some_and(|product| is_promotion(run, product)) => Text::same(name),
            Some(Class::Bonus) => text!("bonus", "赠送"),
            None => text!("other", "其他"),
        };
        if self.rolled { text!("{base}, rolled", "{base}，累积"; base = base) } else { base }
    }
}

/// A lot with its number: `January's data #1`, `"Weekend" of 3 Jan #2`.
pub(super) fn lot_noun(run: &Run<'_>, id: LotId) -> Text {
    let number = run.lot_ref(id);
    match run.lot(id) {
        Some(lot) if !run.is_numbered() => lot_what(run, lot),
        None if !run.is_numbered() => text!("a lot", "一个批次"),
        Some(lot) => text!("{what} {number}", "{what} {number}"; what = lot_what(run, lot)),
        None => text!("lot {number}", "批次 {number}"),
    }
}

/// What a lot is, without its number: `January's data`, `data of 15 Jan`, `"Weekend" of 3 Jan`.
pub(super) fn lot_what(run: &Run<'_>, lot: &Lot) -> Text {
    let dates = Dates::new(&run.zone, run.from);
    let (date, noun) = (dates.day_of(lot.granted_at), kind_noun(lot.kind));
    let kind = if lot.gifted { text!("gifted {noun}", "受赠{noun}"; noun = noun) } else { noun };
    let name = run.product_name(lot.product);
    match lot.class {
        Class::Plan if is_monthly(run, lot.product) => {
            text!("{month} {kind}", "{month}{kind}"; month = dates.of_month(lot.granted_at), kind = kind)
        }
        Class::Plan => text!("{kind} of {date}", "{date}的{kind}"; date = date, kind = kind),
        Class::Recharge => text!("top-up of {date}", "{date}的充值"; date = date),
        Class::Bonus if is_promotion(run, lot.product) => {
            text!("\"{name}\" bonus of {date}", "{date}的“{name}”赠送"; date = date)
        }
        Class::Bonus => text!("bonus {kind} of {date}", "{date}的赠送{kind}"; date = date, kind = kind),
        Class::Converted => text!("converted {kind} of {date}", "{date}兑换的{kind}"; date = date, kind = kind),
        Class::Borrowed => text!("borrowed {kind} of {date}", "{date}借入的{kind}"; date = date, kind = kind),
        Class::Pack if lot.gifted => text!("gifted \"{name}\" of {date}", "{date}的受赠“{name}”"; date = date),
        Class::Pack => text!("\"{name}\" of {date}", "{date}的“{name}”"; date = date),
    }
}

/// Whether what a product grants can be told apart by the month it is granted in.
fn is_monthly(run: &Run<'_>, product: ProductId) -> bool {
    let plan = run.catalogue.plans.iter().find(|plan| plan.product == product);
    plan.is_some_and(|plan| plan.cycle.answer == Cycle::CalendarMonths(1))
}

/// A plan's own bonuses carry the plan's product, whose name says nothing about them.
fn is_promotion(run: &Run<'_>, product: ProductId) -> bool {
    run.catalogue.product(product).is_some_and(|product| product.kind == crate::model::ProductKind::Promotion)
}

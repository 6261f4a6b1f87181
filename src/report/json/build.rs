//! From a simulation to the document.

use crate::ledger;
use crate::report::assumptions::plans;
use crate::report::csv::is_touched;
use crate::report::holding::Holding;
use crate::report::nouns::lot_what;
use crate::report::period::{self, Item, Status, periods};
use crate::report::quote::Quote;
use crate::report::statement::use_label;
use crate::report::{Run, run};
use crate::text::Text;
use crate::units::{Instant, Kind, Quantity};

use super::{
    Account, Amount, Assumption, Clause, Document, KindSums, Left, Lot, Moment, Part, Period, PeriodStatus, Words,
    entry, rfc3339, unit_name,
};

/// The version of the format.
const VERSION: u32 = 1;

pub(super) fn document(run: &Run<'_>) -> Document {
    Document {
        version: VERSION,
        notes: run.notes.iter().map(words).collect(),
        zone: run.zone.name().to_owned(),
        currency: run.format.currency.code().to_owned(),
        gigabyte_bytes: run.format.gigabyte.step().pow(3),
        from: moment(run, run.from),
        until: moment(run, run.until),
        accounts: run.accounts().map(|(id, known)| account(run, id, known)).collect(),
        lots: run.lots().map(|known| lot(run, known)).collect(),
        entries: run.ledger.entries.iter().map(|known| entry::entry(run, known)).collect(),
        assumptions: plans(run).into_iter().flat_map(|plan| assumptions(run, plan)).collect(),
    }
}

pub(in crate::report) fn words(text: &Text) -> Words {
    Words { en: text.en.clone(), zh: text.zh.clone() }
}

pub(in crate::report) fn moment(run: &Run<'_>, at: Instant) -> Moment {
    Moment { time: rfc3339(run, at), epoch: at.0 }
}

/// `None` of what does not come.
pub(super) fn end(run: &Run<'_>, at: Instant) -> Option<Moment> {
    (at != Instant::NEVER).then(|| moment(run, at))
}

pub(in crate::report) fn amount(run: &Run<'_>, kind: Kind, quantity: Quantity) -> Amount {
    Amount { units: quantity.0, unit: unit_name(kind), text: run.amount(kind, quantity.0) }
}

pub(super) fn clause(quote: Quote) -> Clause {
    Clause { words: quote.words, file: quote.file, line: quote.line, column: quote.column }
}

fn account(run: &Run<'_>, id: crate::event::AccountId, known: &run::Account) -> Account {
    Account {
        name: run.account_name(id),
        plan: run.catalogue.plan(known.plan).map(|plan| plan.name.clone()).unwrap_or_default(),
        periods: periods(run, id).iter().map(|known| stretch(run, known)).collect(),
    }
}

fn stretch(run: &Run<'_>, known: &period::Period) -> Period {
    let (status, number, planned_until, renewed) = match known.status {
        Status::Period { number, planned_until, renewed } => {
            (PeriodStatus::Period, Some(number), end(run, planned_until), renewed)
        }
        Status::Lapsed => (PeriodStatus::Lapsed, None, None, false),
        Status::Inactive => (PeriodStatus::Inactive, None, None, false),
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| is_touched(known, *kind));
    Period {
        status,
        number,
        from: moment(run, known.from),
        until: moment(run, known.until),
        planned_until,
        renewed,
        kinds: kinds.map(|kind| sums(run, known, kind)).collect(),
    }
}

fn sums(run: &Run<'_>, period: &period::Period, kind: Kind) -> KindSums {
    let get = |item| period.sums.get(kind, item);
    let part = |source: Text, units: &u64| Part { source: words(&source), units: *units };
    let granted = period.sums.granted.iter().filter(|((of, _), _)| *of == kind);
    let used = period.sums.used.iter().filter(|((of, _), _)| *of == kind);
    KindSums {
        kind,
        unit: unit_name(kind),
        at_start: period.at_start[kind.index()],
        granted: get(Item::Granted),
        unlimited: period.sums.unlimited[kind.index()],
        granted_by: granted.map(|((_, source), units)| part(source.text(run), units)).collect(),
        received: get(Item::Received),
        revived: get(Item::Revived),
        used: get(Item::Used),
        used_of_pool: get(Item::UsedOfOthers),
        used_by: used.map(|((_, who), units)| part(use_label(run, who), units)).collect(),
        rolled: get(Item::Rolled),
        given: get(Item::Given),
        exchanged: get(Item::Exchanged),
        trimmed: get(Item::Trimmed),
        expired: get(Item::Expired),
        forfeited: get(Item::Forfeited),
        overage: get(Item::Overage),
        owed: get(Item::Owed),
        repaid: get(Item::Repaid),
        forgiven: get(Item::Forgiven),
        throttled: get(Item::Throttled),
        blocked: get(Item::Blocked),
        charged: get(Item::Charged),
        left: period.left(kind),
        lots: period.at_end[kind.index()].iter().map(|holding| left(run, holding)).collect(),
    }
}

fn left(run: &Run<'_>, holding: &Holding) -> Left {
    Left {
        lot: run.lot_ref(holding.lot),
        units: holding.left,
        until: end(run, holding.until),
        rolled: holding.rolled,
        asleep: holding.asleep.map(|reason| words(&reason.text())),
    }
}

pub(in crate::report) fn lot(run: &Run<'_>, known: &ledger::Lot) -> Lot {
    Lot {
        lot: run.lot_ref(known.id),
        account: run.account_name(known.owner),
        name: words(&lot_what(run, known)),
        kind: known.kind,
        class: known.class,
        product: run.product_name(known.product).to_owned(),
        split_from: known.from.map(|from| run.lot_ref(from)),
        granted: amount(run, known.kind, known.granted),
        left: amount(run, known.kind, known.left),
        unlimited: known.unlimited,
        state: known.state,
        granted_at: moment(run, known.granted_at),
        usable_from: end(run, known.usable_from),
        until: end(run, known.expires_at),
        rolled: known.generation,
        gifted: known.gifted,
    }
}

fn assumptions(run: &Run<'_>, plan: &crate::model::Plan) -> Vec<Assumption> {
    let assumption = |known: &crate::model::Assumption| Assumption {
        plan: plan.name.clone(),
        question: words(&known.asks),
        answer: words(&known.answer),
        clauses: known.clauses.iter().map(words).collect(),
        because: Quote::at(run, known.because).map(clause),
    };
    plan.assumptions.iter().map(assumption).collect()
}

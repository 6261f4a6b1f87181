//! The compiled plan as a list of operations on lots, each with the clause behind it.
//!
//! This is the view of those who ask what the program will do, so it is in one language: the program's own.

mod conditions;
mod depletion;
mod lots;
mod operations;
mod plan;

mod transfers;
mod triggers;

use unicode_width::UnicodeWidthStr;

use crate::event::{PlanId, ProductId};
use crate::model::Catalogue;
use crate::program::{OriginId, Plan, Program};
use crate::text::{Origin, Sources};
use crate::units::{Currency, Format, Gigabyte, Instant, Kind, Quantity, Zone};

use super::view::place;

/// The operations of one plan; empty if the program has no such plan.
#[must_use]
pub fn core(program: &Program, plan: PlanId, catalogue: &Catalogue, sources: &Sources) -> String {
    let Some(compiled) = program.plans.get(plan.0 as usize) else { return String::new() };
    let written = catalogue.plan(plan);
    let operator = written.and_then(|plan| catalogue.operator_of(plan));
    let format = Format {
        gigabyte: operator.map_or(Gigabyte::Decimal, |operator| operator.gigabyte.answer),
        currency: operator.map_or(Currency::UNDECLARED, |operator| operator.currency.answer),
    };
    let zone = program.calendars.get(compiled.calendar).map_or_else(Zone::utc, |calendar| calendar.zone.clone());
    let mut listing = Listing { program, catalogue, plan: compiled, format, zone, lines: Vec::new() };
    let name = written.map_or("", |plan| plan.name.as_str());
    listing.line(0, format!("plan {name:?}"), compiled.origin);
    listing.plan();
    listing.print(sources)
}

/// Lines with their clauses, as they come.
struct Listing<'a> {
    program: &'a Program,
    catalogue: &'a Catalogue,
    plan: &'a Plan,
    format: Format,
    zone: Zone,
    lines: Vec<Line>,
}

struct Line {
    text: String,
    origin: Option<OriginId>,
}

/// Where the clauses begin at the latest, in cells; longer lines have theirs behind them.
const WIDEST: usize = 84;

impl Listing<'_> {
    fn line(&mut self, depth: usize, text: impl AsRef<str>, origin: OriginId) {
        self.lines.push(Line { text: format!("{}{}", "  ".repeat(depth), text.as_ref()), origin: Some(origin) });
    }

    fn heading(&mut self, depth: usize, text: impl AsRef<str>) {
        self.lines.push(Line { text: format!("{}{}", "  ".repeat(depth), text.as_ref()), origin: None });
    }

    fn print(&self, sources: &Sources) -> String {
        let widths = self.lines.iter().filter(|line| line.origin.is_some()).map(|line| line.text.width());
        let column = widths.filter(|width| *width <= WIDEST).max().unwrap_or(0);
        let mut page = String::new();
        for line in &self.lines {
            page.push_str(&line.text);
            if let Some(origin) = line.origin {
                page.push_str(&" ".repeat(column.saturating_sub(line.text.width()) + 2));
                page.push_str(&self.clause(origin, sources));
            }
            page.push('\n');
        }
        page
    }

    fn clause(&self, origin: OriginId, sources: &Sources) -> String {
        match self.program.origin(origin) {
            Origin::Assumed => "default".to_owned(),
            origin @ Origin::Written(_) => {
                place(origin, sources).map_or_else(String::new, |clause| format!("{}:{}", clause.file, clause.line))
            }
        }
    }

    fn amount(&self, kind: Kind, quantity: Quantity) -> String {
        self.format.quantity(kind, quantity)
    }

    fn money(&self, quantity: Quantity) -> String {
        self.amount(Kind::Money, quantity)
    }

    fn product_name(&self, id: ProductId) -> String {
        self.catalogue.product(id).map_or_else(|| format!("product {}", id.0), |product| format!("{:?}", product.name))
    }

    fn moment(&self, at: Instant) -> String {
        if at == Instant::NEVER { "never".to_owned() } else { self.zone.local(at).to_string() }
    }
}

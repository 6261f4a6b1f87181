//! Everything one run knows: operators, plans, what they sell, and what is said about them.

use std::collections::BTreeMap;

use crate::event::{LabelId, PlanId, ProductId};
use crate::text::names::Names;
use crate::text::{Origin, Span};
use crate::units::{Currency, Gigabyte, Holidays, Quantity, Window, Zone};

use super::{Assumption, Choice, Condition, Plan, Product, Promise, Regulation, Scenario};

/// Everything one run knows.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The operators; a plan without one has an anonymous one of its own.
    pub operators: Vec<Operator>,
    /// The plans, by number.
    pub plans: Vec<Plan>,
    /// What mints lots, by number.
    pub products: Vec<Product>,
    /// The names that plans and events share.
    pub labels: Labels,
    /// What must hold for somebody to have something, as it was typed.
    pub conditions: BTreeMap<Origin, String>,
    /// Each test in a condition, without what turns it around, with where it stands.
    pub tests: Vec<(Span, Condition)>,
    /// Each window of use that is no condition, with where it stands.
    pub windows: Vec<(Span, Window)>,
    /// Lists of packs that conditions name.
    pub pack_lists: Vec<PackList>,
    /// The scenarios, in the order of the text.
    pub scenarios: Vec<Scenario>,
    /// The promises.
    pub promises: Vec<Promise>,
    /// The regulations.
    pub regulations: Vec<Regulation>,
}

/// Several packs, and groups of packs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackList {
    /// These packs,
    pub packs: Vec<ProductId>,
    /// and those of these groups.
    pub groups: Vec<LabelId>,
}

impl Catalogue {
    /// The plan with this number.
    #[must_use]
    pub fn plan(&self, id: PlanId) -> Option<&Plan> {
        self.plans.get(id.0 as usize)
    }

    /// The product with this number.
    #[must_use]
    pub fn product(&self, id: ProductId) -> Option<&Product> {
        self.products.get(id.0 as usize)
    }

    /// The operator of a plan.
    #[must_use]
    pub fn operator_of(&self, plan: &Plan) -> Option<&Operator> {
        self.operators.get(plan.operator)
    }

    /// What every plan leaves open, plan by plan.
    pub fn questions(&self) -> impl Iterator<Item = (&Plan, &Assumption)> {
        self.plans.iter().flat_map(|plan| plan.assumptions.iter().map(move |assumption| (plan, assumption)))
    }
}

/// An operator: what all its plans share.
#[derive(Debug, Clone, PartialEq)]
pub struct Operator {
    /// Its name; `None` is the unnamed operator of a plan that has none.
    pub name: Option<String>,
    /// Where its days begin.
    pub zone: Choice<Zone>,
    /// What its prices are in.
    pub currency: Choice<Currency>,
    /// What other currencies are worth in it.
    pub rates: Vec<Rate>,
    /// How many megabytes its gigabyte has.
    pub gigabyte: Choice<Gigabyte>,
    /// Groups of places: which places a name stands for, besides itself.
    pub places: Vec<(LabelId, Vec<LabelId>)>,
    /// The days of its weekend, bit 0 being Monday.
    pub weekend: u8,
    /// Its holidays.
    pub holidays: Holidays,
    /// How a record over a boundary is charged.
    pub sessions: Sessions,
    /// The block.
    pub origin: Origin,
}

/// So much of one currency is so much of another. Both amounts are in millionths, neither is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// So much,
    pub one: (Currency, Quantity),
    /// is so much.
    pub other: (Currency, Quantity),
    /// The clause.
    pub origin: Origin,
}

impl Rate {
    /// What an amount of one of the two is in the other, rounded down to the base unit.
    #[must_use]
    pub fn exchange(&self, from: Currency, to: Currency, amount: Quantity) -> Option<Quantity> {
        let (one, other) = (self.one, self.other);
        match () {
            () if (one.0, other.0) == (from, to) => amount.proportion(other.1.0, one.1.0),
            () if (other.0, one.0) == (from, to) => amount.proportion(one.1.0, other.1.0),
            () => None,
        }
    }
}

impl Operator {
    /// The places that a name stands for, besides itself.
    #[must_use]
    pub fn within(&self, place: LabelId) -> Vec<LabelId> {
        let group = self.places.iter().find(|(group, _)| *group == place);
        group.map(|(_, places)| places.clone()).unwrap_or_default()
    }
}

/// How a record that crosses a boundary is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sessions {
    /// Split at it, in proportion to time; the last piece takes the remainder.
    Split,
    /// Split, and at midnight it ends: what comes after is a session of its own.
    AtMidnight,
    /// By its start.
    ByStart,
}

/// The names that plans and events share, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    names: Vec<String>,
    numbers: Names<LabelId>,
}

impl Labels {
    /// The number of a name, new or old.
    pub fn intern(&mut self, name: &str) -> LabelId {
        if let Some(known) = self.find(name) {
            return known;
        }
        let id = LabelId(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        self.numbers.add(name, id);
        self.names.push(name.to_owned());
        id
    }

    /// The number of a name that is known.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<LabelId> {
        self.numbers.find(name).copied()
    }

    /// The place where a use is that names none, if anything speaks of it.
    #[must_use]
    pub fn home(&self) -> Option<LabelId> {
        self.find("home")
    }

    /// The name with this number.
    #[must_use]
    pub fn name(&self, id: LabelId) -> &str {
        self.names.get(id.0 as usize).map_or("", String::as_str)
    }

    /// Every name.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

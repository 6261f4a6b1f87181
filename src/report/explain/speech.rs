//! What the phrases need to know about the plan they speak of.

use crate::event::ProductId;
use crate::model::{Catalogue, Grant, Operator, Plan, Product, Question};
use crate::text::{Origin, Text};
use crate::units::{Allowance, Currency, Format, Gigabyte, Kind, Zone};

use super::{Section, Sentence};

/// Speaks of one plan.
pub(super) struct Speech<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) plan: &'a Plan,
    pub(super) operator: Option<&'a Operator>,
    pub(super) format: Format,
    pub(super) zone: Zone,
    /// The only kind that the plan deals in, if it is one: "data" is then said where the plan says "all units".
    pub(super) only_kind: Option<Kind>,
}

impl<'a> Speech<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, plan: &'a Plan) -> Speech<'a> {
        let operator = catalogue.operator_of(plan);
        let format = Format {
            gigabyte: operator.map_or(Gigabyte::Decimal, |operator| operator.gigabyte.answer),
            currency: operator.map_or(Currency::UNDECLARED, |operator| operator.currency.answer),
        };
        let zone = operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone());
        let mut speech = Speech { catalogue, plan, operator, format, zone, only_kind: None };
        speech.only_kind = match speech.kinds().as_slice() {
            // A plan that grants nothing yet is, in practice, about data.
            [] => Some(Kind::Data),
            [kind] => Some(*kind),
            _ => None,
        };
        speech
    }

    /// The product that stands for the plan's own grants.
    pub(super) fn own(&self) -> Option<&'a Product> {
        self.catalogue.product(self.plan.product)
    }

    /// What each period grants.
    pub(super) fn own_grants(&self) -> &'a [Grant] {
        self.own().map_or(&[], |product| &product.grants)
    }

    /// The packs that are sold with it.
    pub(super) fn packs(&self) -> impl Iterator<Item = &'a Product> {
        self.plan.packs.iter().filter_map(|id| self.catalogue.product(self.plan.terms_of(*id)))
    }

    /// Whether the product is a promotion.
    pub(super) fn is_promotion(&self, id: ProductId) -> bool {
        self.plan.promotions.contains(&id)
    }

    /// Every kind but money that the plan or its packs grant, in the order of reports.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        let granted: Vec<&Grant> = self.own_grants().iter().chain(self.packs().flat_map(|pack| &pack.grants)).collect();
        let used = |kind: &Kind| *kind != Kind::Money && granted.iter().any(|grant| grant.kind == *kind);
        Kind::ALL.into_iter().filter(used).collect()
    }

    /// Whether each period grants some of the kind, but not without end.
    pub(super) fn grants_each_period(&self, kind: Kind) -> bool {
        self.own_grants().iter().any(|grant| grant.kind == kind && grant.amount.answer != Allowance::Unlimited)
    }

    /// A sentence about a choice. What is assumed is marked as that only where it is a question that the plan leaves open:
    /// `check` and `explain` say the same.
    pub(super) fn chosen(&self, text: Text, origin: Origin, question: Question) -> Sentence {
        let origin = if self.leaves_open(question) { origin } else { self.owned(origin) };
        Sentence::new(text, origin)
    }

    /// A sentence about what always holds unless the plan says otherwise: nobody need say it.
    pub(super) fn default(&self, text: Text, origin: Origin) -> Sentence {
        Sentence::new(text, self.owned(origin))
    }

    /// Whether this is one of the questions that the plan leaves open although its outcome depends on them.
    pub(super) fn leaves_open(&self, question: Question) -> bool {
        self.plan.assumptions.iter().any(|assumption| assumption.question == question)
    }

    fn owned(&self, origin: Origin) -> Origin {
        if origin == Origin::Assumed { self.plan.origin } else { origin }
    }

    /// A sentence that follows from the plan as a whole, as what it does not have.
    pub(super) fn whole(&self, text: Text) -> Sentence {
        Sentence::new(text, self.plan.origin)
    }
}

/// A section with these sentences.
pub(super) fn section(title: Text, sentences: Vec<Sentence>) -> Section {
    Section { title, sentences }
}

/// A sentence with its clause.
pub(super) fn said(text: Text, origin: Origin) -> Sentence {
    Sentence::new(text, origin)
}

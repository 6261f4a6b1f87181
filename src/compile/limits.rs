//! Limits in spans of time: each gets a place to count in.

use crate::event::ProductId;
use crate::model::{Limit, LimitSpan, Metered};
use crate::program::{self, Counter, CounterSpan};
use crate::text::Origin;

use super::tables::Tables;

/// What is counted at a place: the words of the limit, and what else tells two counts of the same words apart. A later
/// version of a plan and a plan that is like another say the same words, and so they go on counting where the other was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Counted {
    words: Origin,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// What the limit is on.
    Itself,
    /// Purchases of the product of this name.
    Product(String),
    /// The uses below a ceiling that counts them.
    Uses,
    /// Towards a notice: what it is the so-manieth of.
    Notice(usize),
    /// What a bonus has been given for already, and what is too little so far.
    Rewarded,
    Remainder,
}

impl Tables<'_> {
    pub(super) fn limit(&mut self, limit: &Limit) -> Counter {
        self.limit_of(limit, None, What::Itself)
    }

    /// A limit on a product, or on something else.
    fn limit_of(&mut self, limit: &Limit, product: Option<ProductId>, what: What) -> Counter {
        Counter {
            most: limit.amount,
            span: span(limit.span, product),
            counter: self.counter_of(limit.origin, what),
            chosen: limit.chosen.map(|chosen| (chosen.name, chosen.kind)),
            origin: self.origin(limit.origin),
        }
    }

    /// Where these words are counted. What nobody has written is told apart by nothing.
    fn counter_of(&mut self, words: Origin, what: What) -> usize {
        if words == Origin::Assumed {
            return self.counter();
        }
        let counted = Counted { words, what };
        if let Some(known) = self.counters.get(&counted) {
            return *known;
        }
        let counter = self.counter();
        self.counters.insert(counted, counter);
        counter
    }

    pub(super) fn limits(&mut self, limits: &[Limit]) -> Vec<Counter> {
        limits.iter().map(|limit| self.limit(limit)).collect()
    }

    /// What a ceiling counts.
    pub(super) fn metered(&mut self, metered: Metered, limit: &Limit) -> program::Metered {
        match metered {
            Metered::Amount => program::Metered::Amount,
            Metered::Uses => program::Metered::Uses(self.counter_of(limit.origin, What::Uses)),
            Metered::Numbers => program::Metered::Numbers,
        }
    }

    /// Where a bonus counts what it has been given for, and what was too little for another step.
    pub(super) fn kept(&mut self, words: Origin) -> (usize, usize) {
        (self.counter_of(words, What::Rewarded), self.counter_of(words, What::Remainder))
    }

    /// What a notice counts. One clause may ask for several, each of which counts by itself.
    pub(super) fn notice_limit(&mut self, limit: &Limit, place: usize) -> Counter {
        self.limit_of(limit, None, What::Notice(place))
    }

    /// The limits on purchases of a product.
    pub(super) fn purchase_limits(&mut self, limits: &[Limit], product: ProductId) -> Vec<Counter> {
        let name = self.catalogue.product(product).map_or(String::new(), |product| product.name.clone());
        limits.iter().map(|limit| self.limit_of(limit, Some(product), What::Product(name.clone()))).collect()
    }
}

/// Where something is counted. Only of a product it is known what is held at once.
pub(super) fn span(span: LimitSpan, product: Option<ProductId>) -> CounterSpan {
    match span {
        LimitSpan::Period => CounterSpan::Period,
        LimitSpan::Month => CounterSpan::Month,
        LimitSpan::Quarter => CounterSpan::Quarter,
        LimitSpan::Year => CounterSpan::Year,
        LimitSpan::Week => CounterSpan::Week,
        LimitSpan::Day => CounterSpan::Day,
        LimitSpan::Use => CounterSpan::Use,
        LimitSpan::Lot => CounterSpan::Lot,
        LimitSpan::Last(length) => CounterSpan::Last(length),
        LimitSpan::Since(from) => CounterSpan::Since(from),
        LimitSpan::Between(from, to) => CounterSpan::Between(from, to),
        LimitSpan::Ever => CounterSpan::Ever,
        LimitSpan::AtOnce => product.map_or(CounterSpan::Ever, CounterSpan::AtOnce),
    }
}

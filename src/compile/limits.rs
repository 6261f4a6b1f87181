//! Limits in spans of time: each gets a place to count in.

use crate::event::ProductId;
use crate::model::{Limit, LimitSpan};
use crate::program::{Counter, CounterSpan};

use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn limit(&mut self, limit: &Limit) -> Counter {
        self.limit_of(limit, None)
    }

    /// A limit on a product, or on something else.
    fn limit_of(&mut self, limit: &Limit, product: Option<ProductId>) -> Counter {
        Counter {
            most: limit.amount,
            span: span(limit.span, product),
            counter: self.counter(),
            chosen: limit.chosen.map(|chosen| (chosen.name, chosen.kind)),
            origin: self.origin(limit.origin),
        }
    }

    pub(super) fn limits(&mut self, limits: &[Limit]) -> Vec<Counter> {
        limits.iter().map(|limit| self.limit(limit)).collect()
    }

    /// A limit on changes of plan. Whoever changes to a plan that is like the old one goes on being counted.
    pub(super) fn change_limit(&mut self, limit: &Limit) -> Counter {
        let own = self.limit(limit);
        let counter = *self.change_counters.entry(limit.origin).or_insert(own.counter);
        Counter { counter, ..own }
    }

    /// The limits on purchases of a product.
    pub(super) fn purchase_limits(&mut self, limits: &[Limit], product: ProductId) -> Vec<Counter> {
        limits.iter().map(|limit| self.limit_of(limit, Some(product))).collect()
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

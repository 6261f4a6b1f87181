//! Limits in spans of time: each gets a place to count in.

use crate::model::{Limit, LimitSpan};
use crate::program::{Counter, CounterSpan};

use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn limit(&mut self, limit: &Limit) -> Counter {
        Counter {
            most: limit.amount,
            span: match limit.span {
                LimitSpan::Period => CounterSpan::Period,
                LimitSpan::Month => CounterSpan::Month,
                LimitSpan::Week => CounterSpan::Week,
                LimitSpan::Day => CounterSpan::Day,
                LimitSpan::Ever => CounterSpan::Ever,
            },
            counter: self.counter(),
            origin: self.origin(limit.origin),
        }
    }

    pub(super) fn limits(&mut self, limits: &[Limit]) -> Vec<Counter> {
        limits.iter().map(|limit| self.limit(limit)).collect()
    }
}

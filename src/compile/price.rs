//! What changes prices.

use crate::model;
use crate::program::{PriceChange, PriceStep};

use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn price_steps(&mut self, steps: &[model::PriceStep]) -> Vec<PriceStep> {
        steps.iter().map(|step| self.price_step(step)).collect()
    }

    fn price_step(&mut self, step: &model::PriceStep) -> PriceStep {
        PriceStep {
            what: match &step.what {
                model::PriceChange::Is(price) => PriceChange::Is(*price),
                model::PriceChange::Less(less) => PriceChange::Less(*less),
                model::PriceChange::LessShare(share, rounding) => PriceChange::LessShare(*share, *rounding),
                model::PriceChange::More(more) => PriceChange::More(*more),
                model::PriceChange::MoreShare(share, rounding) => PriceChange::MoreShare(*share, *rounding),
                model::PriceChange::Each { amount, after } => PriceChange::Each(*amount, *after),
                model::PriceChange::ByMembers { steps, more } => PriceChange::ByMembers(steps.clone(), *more),
            },
            test: step.only_if.as_ref().map(|condition| self.test(condition)),
            origin: self.origin(step.origin),
        }
    }
}

//! What happens when no lot can pay.

use crate::model::{self, Ask, Depletion, Member};
use crate::program::{Chain, Consent, Fallback, Users};
use crate::units::Quantity;

use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn chain(&mut self, depletion: &Depletion) -> Chain {
        Chain {
            kind: depletion.kind,
            expired_only: depletion.expired_only,
            users: match depletion.member {
                Member::Everybody => Users::All,
                Member::Owner => Users::Owner,
                Member::Others => Users::Others,
            },
            fallbacks: depletion.fallbacks.answer.iter().map(|fallback| self.fallback(fallback)).collect(),
            origin: self.origin(depletion.fallbacks.origin),
        }
    }

    fn fallback(&mut self, fallback: &model::Fallback) -> Fallback {
        match fallback {
            model::Fallback::Block => Fallback::Block,
            model::Fallback::Throttle { bits_per_second, up_to } => {
                Fallback::Throttle { bits_per_second: *bits_per_second, up_to: *up_to, counter: self.counter() }
            }
            model::Fallback::Charge { price, per, limit, consent } => Fallback::Charge {
                price: *price,
                per: (*per).max(Quantity(1)),
                limit: limit.as_ref().map(|limit| self.limit(limit)),
                consent: ask(*consent),
                open: self.counter(),
            },
            model::Fallback::Owe { at_most, across_periods, origin } => {
                Fallback::Owe { at_most: *at_most, across_periods: *across_periods, origin: self.origin(*origin) }
            }
            model::Fallback::Buy { product, price, limit, consent, origin } => Fallback::Buy {
                product: *product,
                price: *price,
                limit: limit.as_ref().map(|limit| self.limit(limit)),
                consent: ask(*consent),
                origin: self.origin(*origin),
            },
        }
    }
}

fn ask(ask: Ask) -> Consent {
    match ask {
        Ask::No => Consent::NotNeeded,
        Ask::Yes => Consent::Needed,
        Ask::YesFor(length) => Consent::NeededWithin(length),
    }
}

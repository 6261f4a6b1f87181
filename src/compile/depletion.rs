//! What happens when no lot can pay.

use crate::model::{self, Ask, Depletion, Member};
use crate::program::{
    Beyond, BeyondCap, Ceiling, Chain, ChargeCap, Consent, CounterSpan, Fallback, First, Increment, Lasts, Resort,
    ScopeId, Toll, TollWhat, Users,
};
use crate::units::Kind;
use crate::units::Quantity;

use super::limits;
use super::selector::selector;
use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn chain(&mut self, depletion: &Depletion) -> Chain {
        Chain {
            kind: depletion.kind,
            expired_only: depletion.expired_only,
            users: users(depletion.member),
            scope: self.scope_of(&depletion.scope),
            test: depletion.condition.as_ref().map(|condition| self.test(condition)),
            resorts: self.resorts(&depletion.fallbacks.answer),
            origin: self.origin(depletion.fallbacks.origin),
        }
    }

    /// A ceiling on use.
    pub(super) fn ceiling(&mut self, ceiling: &model::Ceiling) -> Ceiling {
        let origin = self.origin(ceiling.origin);
        let beyond = match &ceiling.beyond {
            model::Beyond::Slow { bits_per_second } => Beyond::Slow { bits_per_second: *bits_per_second },
            model::Beyond::Instead(resorts) if resorts.is_empty() => Beyond::Instead(None),
            model::Beyond::Instead(resorts) => Beyond::Instead(Some(Chain {
                kind: ceiling.kind,
                expired_only: false,
                users: Users::All,
                scope: ScopeId::EVERYTHING,
                test: None,
                resorts: self.resorts(resorts),
                origin,
            })),
        };
        Ceiling {
            kind: ceiling.kind,
            of: selector(&ceiling.of),
            scope: self.scope_of(&ceiling.scope),
            users: users(ceiling.member),
            test: ceiling.condition.as_ref().map(|condition| self.test(condition)),
            limit: self.limit(&ceiling.limit),
            of_all_use: ceiling.is_of_all_use(),
            metered: self.metered(ceiling.metered, &ceiling.limit),
            together: ceiling.together,
            beyond,
            origin,
        }
    }

    /// In which increments a use counts.
    pub(super) fn increment(&mut self, increment: &model::Increment) -> Increment {
        let model::Increment { kind, scope, first, per, .. } = increment;
        Increment { kind: *kind, scope: self.scope_of(scope), first: first.unwrap_or(*per), per: *per }
    }

    /// What comes before a use.
    pub(super) fn toll(&mut self, toll: &model::Toll) -> Toll {
        let of_kind = |kind: Kind| toll.kinds.is_empty() || toll.kinds.contains(&kind);
        Toll {
            kinds: Kind::ALL.map(of_kind),
            scope: self.scope_of(&toll.scope),
            users: users(toll.member),
            test: toll.condition.as_ref().map(|condition| self.test(condition)),
            what: match &toll.what {
                model::TollWhat::Fee { amount, from } => TollWhat::Fee(*amount, from.as_ref().map(selector)),
                model::TollWhat::Pack { product, price } => TollWhat::Pack(*product, *price),
            },
            limit: toll.limit.as_ref().map(|limit| self.limit(limit)),
            consent: ask(toll.consent),
            together: toll.together,
            origin: self.origin(toll.origin),
        }
    }

    /// A cap on what use is charged.
    pub(super) fn charge_cap(&mut self, cap: &model::ChargeCap) -> ChargeCap {
        ChargeCap {
            kinds: cap.kinds,
            limit: self.limit(&cap.limit),
            together: cap.together,
            beyond: cap.beyond.map(|beyond| match beyond {
                model::BeyondCap::Free => BeyondCap::Free,
                model::BeyondCap::Slow { bits_per_second } => BeyondCap::Slow { bits_per_second },
                model::BeyondCap::Block => BeyondCap::Block,
            }),
            origin: self.origin(cap.origin),
        }
    }

    fn resorts(&mut self, resorts: &[model::Resort]) -> Vec<Resort> {
        let resort = |resort: &model::Resort| Resort {
            what: self.fallback(&resort.what),
            scope: self.scope_of(&resort.scope),
            test: resort.condition.as_ref().map(|condition| self.test(condition)),
            together: resort.together,
        };
        resorts.iter().map(resort).collect()
    }

    fn fallback(&mut self, fallback: &model::Fallback) -> Fallback {
        match fallback {
            model::Fallback::Block => Fallback::Block,
            model::Fallback::BlockWhole => Fallback::BlockWhole,
            model::Fallback::Free { up_to } => Fallback::Free { up_to: up_to.as_ref().map(|limit| self.limit(limit)) },
            model::Fallback::Throttle { bits_per_second, up_to } => Fallback::Throttle {
                bits_per_second: *bits_per_second,
                up_to: up_to.as_ref().map(|limit| self.limit(limit)),
            },
            model::Fallback::Charge { price, per, limit, consent, tariff } => Fallback::Charge {
                price: *price,
                per: (*per).max(Quantity(1)),
                in_proportion: tariff.in_proportion,
                limit: limit.as_ref().map(|limit| self.limit(limit)),
                consent: ask(*consent),
                open: self.counter(),
                kept: if tariff.each_use { CounterSpan::Use } else { CounterSpan::Period },
                first: tariff.first.map(|(price, per)| First { price, per, counter: self.counter() }),
                from: tariff.from.as_ref().map(selector),
                rounding: tariff.rounding,
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

fn users(member: Member) -> Users {
    match member {
        Member::Everybody => Users::All,
        Member::Owner => Users::Owner,
        Member::Others => Users::Others,
    }
}

fn ask(ask: Ask) -> Consent {
    match ask {
        Ask::No => Consent::NotNeeded,
        Ask::Yes { to, lasts } => Consent::Needed(
            to,
            match lasts {
                model::Lasts::Ever => Lasts::Ever,
                model::Lasts::For(length) => Lasts::For(length),
                model::Lasts::In(span) => Lasts::In(limits::span(span, None)),
            },
        ),
    }
}

//! What is done when something happens.

use crate::model::{self, Action, Handler, Plan};
use crate::program::{Cut, ExpiryMove, Operation, PerUnit, PriceOff, Request, Routine, Service, Share};
use crate::units::{Kind, Quantity, Ratio};

use super::rollover::limit_amount;
use super::selector::selector;
use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn routine(&mut self, plan: &Plan, handler: &Handler) -> Routine {
        let mut operations = |actions: &[Action]| -> Vec<Operation> {
            actions.iter().map(|action| self.operation(plan, handler, action)).collect()
        };
        let (then, otherwise) = (operations(&handler.actions), operations(&handler.otherwise));
        Routine {
            trigger: self.trigger(&handler.trigger),
            between: handler.between,
            eligibility: self.eligibility(&handler.eligibility),
            limit: handler.limit.as_ref().map(|limit| self.limit(limit)),
            test: handler.condition.as_ref().map(|condition| self.test(condition)),
            operations: then,
            otherwise,
            origin: self.origin(handler.origin),
        }
    }

    fn operation(&mut self, plan: &Plan, handler: &Handler, action: &Action) -> Operation {
        match action {
            Action::Bonus { grant, amount, at_most, held, .. } => {
                let how = (*amount, *at_most, held.as_deref());
                Operation::Grant(self.bonus(plan, grant, how, handler.product))
            }
            Action::Cut { of, cut, origin } => Operation::Cut(selector(of), self::cut(*cut), self.origin(*origin)),
            Action::Forfeit { of, origin } => Operation::Forfeit(selector(of), self.origin(*origin)),
            Action::Shrink { of, share, origin } => {
                Operation::Shrink(selector(of), self::share(*share), self.origin(*origin))
            }
            Action::Keep { of, up_to, origin } => {
                Operation::Keep(selector(of), up_to.map(limit_amount), self.origin(*origin))
            }
            Action::Revive { of, within, origin } => Operation::Revive(
                selector(&model::Selector { expired: true, ..of.clone() }),
                *within,
                self.origin(*origin),
            ),
            Action::Refill { of, to, price, origin } => {
                let price = price.map(|model::PerUnit { price, per, whole }| PerUnit { price, per, whole });
                Operation::Refill(selector(of), *to, price, self.origin(*origin))
            }
            Action::SetExpiry { of, to, origin } => {
                Operation::SetExpiry(selector(of), expiry_move(*to), self.origin(*origin))
            }
            Action::Freeze { of, clock_stops, origin } => {
                Operation::Freeze { of: selector(of), clock_stops: *clock_stops, origin: self.origin(*origin) }
            }
            Action::Thaw { of, origin } => Operation::Thaw(selector(of), self.origin(*origin)),
            Action::Mark { label, on, origin } => Operation::Mark(*label, *on, self.origin(*origin)),
            Action::Ask { request, origin } => Operation::Ask(self::request(*request), self.origin(*origin)),
            Action::PriceOff { what, periods, origin } => {
                let what = match what {
                    model::PriceOff::Money(amount) => PriceOff::Money(*amount),
                    model::PriceOff::Share(share) => PriceOff::Share(*share),
                };
                Operation::PriceOff(what, *periods, self.origin(*origin))
            }
            Action::Charge { amount, origin } => Operation::Charge(self.fee(amount), self.origin(*origin)),
            Action::Service { what, origin } => {
                let what = match what {
                    model::Service::Bar { kind, scope } => Service::Bar(*kind, self.scope_of(scope)),
                    model::Service::LiftBars { kind } => Service::LiftBars(*kind),
                    model::Service::FullSpeed { until } => Service::FullSpeed(*until),
                };
                Operation::Service(what, self.origin(*origin))
            }
            Action::Notify { origin, .. } => Operation::Notify(self.origin(*origin)),
        }
    }
}

fn expiry_move(to: model::ExpiryMove) -> ExpiryMove {
    match to {
        model::ExpiryMove::Latest => ExpiryMove::Latest,
        model::ExpiryMove::New => ExpiryMove::New,
        model::ExpiryMove::Later => ExpiryMove::Later,
        model::ExpiryMove::Sum => ExpiryMove::Sum,
        model::ExpiryMove::Extend(length) => ExpiryMove::Extend(length),
        model::ExpiryMove::To(validity) => ExpiryMove::To(validity),
    }
}

fn cut(cut: model::Cut) -> Cut {
    let of = |said: Option<(Kind, Quantity)>, other: u64| {
        Kind::ALL.map(|kind| said.filter(|(of, _)| *of == kind).map_or(other, |(_, amount)| amount.0))
    };
    // Down to an amount, and no more is said: all but that.
    let all = cut.down_to.is_some() && cut.share.is_none() && cut.least.is_none();
    Cut {
        share: if all { Some(Ratio { numerator: 1, denominator: 1 }) } else { cut.share },
        least: of(cut.least, 0),
        most: of(cut.most, u64::MAX),
        stays: of(cut.down_to, if cut.down_to.is_some() { u64::MAX } else { 0 }),
    }
}

fn share(share: model::Share) -> Share {
    match share {
        model::Share::OfLeft(ratio) => Share::OfLeft(ratio),
        model::Share::OfGranted(ratio) => Share::OfGranted(ratio),
        model::Share::AllBut(ratio) => Share::AllBut(ratio),
    }
}

fn request(request: model::Request) -> Request {
    match request {
        model::Request::Buy(product) => Request::Buy(product),
        model::Request::Renew => Request::Renew,
        model::Request::PayAhead => Request::PayAhead,
        model::Request::ChangePlan(plan) => Request::ChangePlan(plan),
        model::Request::Suspend => Request::Suspend,
        model::Request::Resume => Request::Resume,
        model::Request::Cancel => Request::Cancel,
    }
}

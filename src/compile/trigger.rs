//! What sets routines off.

use crate::model;
use crate::program::{Timer, Trigger};

use super::grant::scope;
use super::selector::selector;
use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn trigger(&mut self, trigger: &model::Trigger) -> Trigger {
        match trigger {
            model::Trigger::Activation => Trigger::Activation,
            model::Trigger::PeriodEnd => Trigger::PeriodEnd,
            model::Trigger::Renewal => Trigger::Renewal,
            model::Trigger::RenewalFailure => Trigger::RenewalFailure,
            model::Trigger::PackRenewalFailure(product) => Trigger::PackRenewalFailure(*product),
            model::Trigger::PackRenewalFailureIn(group) => Trigger::PackRenewalFailureIn(*group),
            model::Trigger::AnyOf(triggers) => {
                Trigger::AnyOf(triggers.iter().map(|trigger| self.trigger(trigger)).collect())
            }
            model::Trigger::Recharge => Trigger::Recharge,
            model::Trigger::Purchase(product) => Trigger::Purchase(*product),
            model::Trigger::PurchaseIn(group) => Trigger::PurchaseIn(*group),
            model::Trigger::PackStop(product) => Trigger::PackStop(*product),
            model::Trigger::PackStopIn(group) => Trigger::PackStopIn(*group),
            model::Trigger::DebtDue => Trigger::DebtDue,
            model::Trigger::Reached(place) => Trigger::Reached(*place),
            model::Trigger::PlanChange => Trigger::PlanChange,
            model::Trigger::Suspension => Trigger::Suspension,
            model::Trigger::Resumption => Trigger::Resumption,
            model::Trigger::Cancellation => Trigger::Cancellation,
            model::Trigger::Use(kind, of) => Trigger::Use(*kind, self.scope(scope(of))),
            model::Trigger::RunsOut(of) => Trigger::RunsOut(selector(of)),
            model::Trigger::Expiry(of) => Trigger::Expiry(selector(of)),
            model::Trigger::Start(of) => Trigger::Start(selector(of)),
            model::Trigger::GiftGiven => Trigger::GiftGiven,
            model::Trigger::GiftReceived => Trigger::GiftReceived,
            model::Trigger::Joining => Trigger::Joining,
            model::Trigger::Leaving => Trigger::Leaving,
            model::Trigger::MemberJoins => Trigger::MemberJoins,
            model::Trigger::MemberLeaves => Trigger::MemberLeaves,
            model::Trigger::Consent(to, given) => Trigger::Consent(*to, *given),
            model::Trigger::Mark(label, on) => Trigger::Mark(*label, *on),
            model::Trigger::Schedule(schedule) => Trigger::Schedule(*schedule),
            model::Trigger::Anniversary(of, second) => Trigger::Anniversary(*of, *second),
            model::Trigger::BeforePeriodEnd(length) => Trigger::BeforePeriodEnd(*length),
            model::Trigger::Timer(timer) => Trigger::Timer(Box::new(Timer {
                length: timer.length,
                starts: timer.starts.iter().map(|trigger| self.trigger(trigger)).collect(),
                from_beginning: timer.from_beginning,
                again: timer.again,
                stops: timer.stops.iter().map(|trigger| self.trigger(trigger)).collect(),
            })),
        }
    }
}

//! What sets routines off.

use crate::event::Anniversary;
use crate::program::{Request, ScopeId, Timer, Trigger};
use crate::units::Schedule;

use super::Listing;
use super::lots::{kind_name, length};

impl Listing<'_> {
    pub(super) fn trigger(&self, trigger: &Trigger) -> String {
        match trigger {
            Trigger::Activation => "on activation".to_owned(),
            Trigger::PeriodEnd => "at a period's end, before what ends with it".to_owned(),
            Trigger::Renewal => "on renewal".to_owned(),
            Trigger::RenewalFailure => "when a period is not renewed".to_owned(),
            Trigger::Recharge => "on recharge".to_owned(),
            Trigger::Purchase(None) => "on buying any pack".to_owned(),
            Trigger::Purchase(Some(product)) => format!("on buying {}", self.product_name(*product)),
            Trigger::PurchaseIn(group) => format!("on buying a pack of {:?}", self.catalogue.labels.name(*group)),
            Trigger::PackStopIn(group) => format!("on stopping a pack of {:?}", self.catalogue.labels.name(*group)),
            Trigger::PackStop(None) => "on stopping any pack".to_owned(),
            Trigger::PackStop(Some(product)) => format!("on stopping {}", self.product_name(*product)),
            Trigger::DebtDue => "when a debt is due".to_owned(),
            Trigger::Reached(place) => format!("when notice {} is due", place + 1),
            Trigger::PackRenewalFailure(None) => "when any pack is not bought again".to_owned(),
            Trigger::PackRenewalFailure(Some(product)) => {
                format!("when {} is not bought again", self.product_name(*product))
            }
            Trigger::PackRenewalFailureIn(group) => {
                format!("when a pack of {:?} is not bought again", self.catalogue.labels.name(*group))
            }
            Trigger::AnyOf(triggers) => {
                let all: Vec<String> = triggers.iter().map(|trigger| self.trigger(trigger)).collect();
                all.join(" or ")
            }
            Trigger::PlanChange => "on plan change".to_owned(),
            Trigger::Suspension => "on suspension".to_owned(),
            Trigger::Resumption => "on resumption".to_owned(),
            Trigger::Cancellation => "on cancellation".to_owned(),
            Trigger::Use(kind, scope) => {
                let kind = kind.map_or("anything", kind_name);
                let scope = self.program.scopes.get(scope.0 as usize).filter(|_| *scope != ScopeId::EVERYTHING);
                let scope = scope.map_or_else(String::new, |scope| format!(", {}", self.scope(scope)));
                format!("on use of {kind}{scope}")
            }
            Trigger::RunsOut(of) => format!("when the last of {} is used up", self.selector(of)),
            Trigger::Expiry(of) => format!("when one of {} expires", self.selector(of)),
            Trigger::Start(of) => format!("when one of {} starts", self.selector(of)),
            Trigger::GiftGiven => "on giving".to_owned(),
            Trigger::GiftReceived => "on receiving a gift".to_owned(),
            Trigger::Joining => "on joining a pool".to_owned(),
            Trigger::Leaving => "on leaving a pool".to_owned(),
            Trigger::MemberJoins => "when a member joins".to_owned(),
            Trigger::MemberLeaves => "when a member leaves".to_owned(),
            Trigger::Consent(to, given) => {
                let to = to.map_or_else(|| "charges".to_owned(), |to| format!("{:?}", self.catalogue.labels.name(to)));
                if *given { format!("on consent to {to}") } else { format!("when consent to {to} is withdrawn") }
            }
            Trigger::Mark(label, on) => {
                let set = if *on { "set" } else { "taken off" };
                format!("when the mark {:?} is {set}", self.catalogue.labels.name(*label))
            }
            Trigger::Schedule(schedule) => self.schedule(*schedule),
            Trigger::Anniversary(of, second) => format!("each year on {} at second {second}", self.anniversary(*of)),
            Trigger::BeforePeriodEnd(time) => format!("{} before the period's end", length(*time)),
            Trigger::Timer(timer) => self.timer(timer),
        }
    }

    pub(super) fn anniversary(&self, of: Anniversary) -> String {
        match of {
            Anniversary::Activation => "the day of the activation".to_owned(),
            Anniversary::Named(name) => format!("the day of {:?}", self.catalogue.labels.name(name)),
        }
    }

    pub(super) fn schedule(&self, schedule: Schedule) -> String {
        match schedule {
            Schedule::Daily(second) => format!("every day at second {second}"),
            Schedule::Weekly(weekday, second) => format!("every {weekday:?} at second {second}"),
            Schedule::Yearly { month, day, second } => {
                format!("on day {day} of month {month} of each year at second {second}")
            }
            Schedule::Monthly(day, second) => format!("on day {day} of each month at second {second}"),
            Schedule::Once(at) => format!("at {}", self.moment(at)),
        }
    }

    fn timer(&self, timer: &Timer) -> String {
        let any = |triggers: &[Trigger]| {
            let texts: Vec<String> = triggers.iter().map(|trigger| self.trigger(trigger)).collect();
            texts.join(" or ")
        };
        let beginning = if timer.from_beginning { "the beginning or " } else { "" };
        let stops = if timer.stops.is_empty() { String::new() } else { format!(", stopped by: {}", any(&timer.stops)) };
        let again = timer.again.map_or_else(String::new, |again| format!(", then every {}", length(again)));
        format!("{} after {beginning}the last of: {}{stops}{again}", length(timer.length), any(&timer.starts))
    }

    pub(super) fn request(&self, request: Request) -> String {
        match request {
            Request::Buy(product) => format!("buy {}", self.product_name(product)),
            Request::Renew => "renew".to_owned(),
            Request::PayAhead => "pay the next period".to_owned(),
            Request::ChangePlan(plan) => {
                let name = self.catalogue.plan(plan).map(|plan| plan.name.as_str()).unwrap_or_default();
                format!("change to {name:?}")
            }
            Request::Suspend => "suspend".to_owned(),
            Request::Resume => "resume".to_owned(),
            Request::Cancel => "cancel".to_owned(),
        }
    }
}

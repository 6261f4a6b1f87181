//! Routines and the operations they are made of.

use crate::program::{ExpiryMove, GrantId, Operation, OriginId, PriceOff, Routine, Service, Share};
use crate::units::Kind;

use super::super::words::counted;
use super::Listing;
use super::lots::{length, ratio};

/// The grant that an operation mints, if it is one that does.
pub(super) fn granted(operation: &Operation) -> Option<&GrantId> {
    match operation {
        Operation::Grant(id) => Some(id),
        Operation::Forfeit(..)
        | Operation::Keep(..)
        | Operation::Revive(..)
        | Operation::Refill(..)
        | Operation::Cut(..)
        | Operation::SetExpiry(..)
        | Operation::Freeze { .. }
        | Operation::Charge(..)
        | Operation::PriceOff(..)
        | Operation::Service(..)
        | Operation::Shrink(..)
        | Operation::Thaw(..)
        | Operation::Mark(..)
        | Operation::Ask(..)
        | Operation::Notify(_) => None,
    }
}

impl Listing<'_> {
    pub(super) fn routine(&mut self, routine: &Routine) {
        let mut head = self.trigger(&routine.trigger);
        if let Some((from, to)) = routine.between {
            head = format!("{head}, from {} to before {}", self.moment(from), self.moment(to));
        }
        if let Some(test) = &routine.test {
            head = format!("{head}, if {}", self.test(test));
        }
        self.line(1, format!("{head}:"), routine.origin);
        self.eligibility(2, "skip", &routine.eligibility);
        if let Some(limit) = routine.limit {
            let span = self.span(limit.span);
            self.line(2, format!("at most {} {span}", counted(limit.most.0, "time", "times")), limit.origin);
        }
        for operation in &routine.operations {
            self.operation(operation);
        }
        if !routine.otherwise.is_empty() {
            self.heading(1, "otherwise:");
        }
        for operation in &routine.otherwise {
            self.operation(operation);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let (text, origin): (String, OriginId) = match operation {
            Operation::Grant(id) => {
                self.grant(2, *id);
                return;
            }
            Operation::Forfeit(of, origin) => (format!("forfeit {}", self.selector(of)), *origin),
            Operation::Keep(of, None, origin) => (format!("keep {}", self.selector(of)), *origin),
            Operation::Keep(of, Some(most), origin) => {
                (format!("trim the oldest of {} while over {}", self.selector(of), self.limit_amount(*most)), *origin)
            }
            Operation::Revive(of, within, origin) => {
                let within = within.map_or_else(String::new, |time| format!(" expired within {}", length(time)));
                (format!("revive {}{within}", self.selector(of)), *origin)
            }
            Operation::Cut(of, cut, origin) => {
                let share = cut.share.map_or_else(String::new, |share| format!("{} of the rest, ", ratio(share)));
                let text = format!(
                    "forfeit of {} together, what ends first before the rest: {share}at least {:?}, at most {:?}, leaving {:?}",
                    self.selector(of),
                    cut.least,
                    cut.most,
                    cut.stays
                );
                (text, *origin)
            }
            Operation::Refill(of, to, price, origin) => {
                let to = to.map_or_else(
                    || " to what was granted".to_owned(),
                    |(kind, amount)| format!(" to {}", self.amount(kind, amount)),
                );
                let at = price.map_or_else(String::new, |price| {
                    let whole = if price.whole { " begun" } else { "" };
                    format!(", at {} for {}{whole} added", self.money(price.price), price.per.0)
                });
                (format!("refill each of {}{to}{at}", self.selector(of)), *origin)
            }
            Operation::SetExpiry(of, to, origin) => {
                (format!("set expiry of {} to {}", self.selector(of), self.expiry_move(*to)), *origin)
            }
            Operation::Freeze { of, clock_stops, origin } => {
                let clock = if *clock_stops { "clock stops" } else { "clock runs" };
                (format!("freeze {}, {clock}", self.selector(of)), *origin)
            }
            Operation::Shrink(of, share, origin) => {
                let share = match share {
                    Share::OfLeft(part) => format!("{} of the rest", ratio(*part)),
                    Share::OfGranted(part) => format!("{} of the grant", ratio(*part)),
                    Share::AllBut(part) => format!("all but {} of the rest", ratio(*part)),
                };
                (format!("forfeit {share} of each of {}", self.selector(of)), *origin)
            }
            Operation::Thaw(of, origin) => (format!("thaw {}", self.selector(of)), *origin),
            Operation::Mark(label, on, origin) => {
                let deed = if *on { "mark" } else { "unmark" };
                (format!("{deed} {:?}", self.catalogue.labels.name(*label)), *origin)
            }
            Operation::Ask(request, origin) => (format!("then {}", self.request(*request)), *origin),
            Operation::PriceOff(what, periods, origin) => {
                let off = match what {
                    PriceOff::Money(amount) => self.money(*amount),
                    PriceOff::Share(share) => ratio(*share),
                };
                (
                    format!(
                        "take {off} off the price of the next {}",
                        counted(u64::from(*periods), "period", "periods")
                    ),
                    *origin,
                )
            }
            Operation::Charge(amount, origin) => (format!("charge {}", self.fee(amount)), *origin),
            Operation::Service(what, origin) => (self.service(*what), *origin),
            Operation::Notify(origin) => ("notify".to_owned(), *origin),
        };
        self.line(2, text, origin);
    }

    fn service(&self, what: Service) -> String {
        let kinds = |kind: Option<Kind>| kind.map_or("everything", super::lots::kind_name);
        match what {
            Service::Bar(kind, scope) => {
                let scope =
                    self.program.scopes.get(scope.0 as usize).map_or_else(String::new, |scope| self.scope(scope));
                let gap = if scope.is_empty() { "" } else { ", " };
                format!("bar {}{gap}{scope}", kinds(kind))
            }
            Service::LiftBars(kind) => format!("lift bars on {}", kinds(kind)),
            Service::FullSpeed(until) => format!("full speed, {}", self.validity(until)),
        }
    }

    fn expiry_move(&self, to: ExpiryMove) -> String {
        match to {
            ExpiryMove::Latest => "the latest among them".to_owned(),
            ExpiryMove::New => "that of the new lot".to_owned(),
            ExpiryMove::Later => "that of the new lot, if later".to_owned(),
            ExpiryMove::Sum => "the latest end of what was there + the validity of the new lot".to_owned(),
            ExpiryMove::Extend(time) => format!("its own + {}", length(time)),
            ExpiryMove::To(validity) => format!("as of a new lot that {}", self.validity(validity)),
        }
    }
}

//! Grants, scopes, and how leftovers are carried on.

use crate::event::Pays;
use crate::program::{
    AmountOf, CarryId, Grant, GrantId, Life, Limit, LimitAmount, LimitOf, Matcher, Scope, ScopeId, Side, Start,
};
use crate::units::{DayFilter, Duration, HolidayUse, Kind, Quantity, Ratio, Rounding, Validity, Window};

use super::Listing;

impl Listing<'_> {
    pub(super) fn grant(&mut self, depth: usize, id: GrantId) {
        let Some(grant) = self.program.grants.get(id.0 as usize) else { return };
        let origin = grant.origin;
        self.line(depth, self.grant_text(grant), origin);
    }

    pub(super) fn grant_text(&self, grant: &Grant) -> String {
        let amount = match grant.amount {
            AmountOf::Units(amount) => self.amount(grant.kind, amount),
            AmountOf::Unlimited => "unlimited".to_owned(),
            AmountOf::ShareOfPlan(share) => format!("{} of the plan's", ratio(share)),
            AmountOf::ShareOfRecharge(share) => format!("{} of the recharge's", ratio(share)),
            AmountOf::PerRecharge(amount, step) => {
                format!("{} for each {} recharged", self.amount(grant.kind, amount), self.money(step))
            }
            AmountOf::PerPrice(amount, step) => {
                format!("{} for each {} paid", self.amount(grant.kind, amount), self.money(step))
            }
            AmountOf::ShareOfBought(share) => format!("{} of what the purchase granted", ratio(share)),
            AmountOf::ShareOfFact(share, fact, back) => format!("{} of {}", ratio(share), self.fact(fact, back).0),
            AmountOf::PerHeld(amount, step) => {
                let of = grant.held.as_ref();
                let kind =
                    of.and_then(|of| Kind::ALL.into_iter().find(|kind| of.has_kind(*kind))).unwrap_or(grant.kind);
                let lots = of.map_or_else(String::new, |of| self.selector(of));
                format!("{} for each {} left of {lots}", self.amount(grant.kind, amount), self.amount(kind, step))
            }
            AmountOf::PerFact(amount, step, fact, back) => {
                let (what, kind) = self.fact(fact, back);
                let step = kind.map_or_else(|| step.0.to_string(), |kind| self.amount(kind, step));
                format!("{} for each {step} of {what}", self.amount(grant.kind, amount))
            }
        };
        let amount = match grant.each {
            Some((owner, after)) => {
                let who = if owner { "account of the pool" } else { "member" };
                format!("{amount} for each {who} after {after}")
            }
            None => amount,
        };
        let amount = match grant.at_most < Quantity(u64::MAX) {
            true => format!("{amount}, at most {},", self.amount(grant.kind, grant.at_most)),
            false => amount,
        };
        let class = format!("{:?}", grant.class).to_lowercase();
        let mut parts =
            vec![format!("grant {amount} {class} {}", kind_name(grant.kind)), self.validity(grant.validity)];
        if let Some(tie) = &grant.tie {
            let names: Vec<String> = tie.to.iter().map(|product| self.product_name(*product)).collect();
            let how = if tie.while_held { "ends when nothing is held of" } else { "ends when the time is over of" };
            parts.push(format!("{how} {}", names.join(" | ")));
        }
        match grant.start {
            Start::Granted => {}
            Start::At(at) => parts.push(format!("from {}", self.moment(at))),
            Start::FirstUse(None) => parts.push("clock starts at first use".to_owned()),
            Start::FirstUse(Some(within)) => {
                parts.push(format!("clock starts at first use, within {}", length(within)));
            }
            Start::AfterPrevious => parts.push("starts after the previous one".to_owned()),
            Start::NextSession { if_without: false } => parts.push("pays for uses that begin later".to_owned()),
            Start::NextSession { if_without: true } => {
                parts.push("pays for uses that begin later, or began with some of the kind".to_owned());
            }
        }
        if let Some(repeat) = grant.repeat {
            parts.push(format!("again every {} until then, each to the next", super::plan::cycle(repeat)));
        }
        if grant.scope != ScopeId::EVERYTHING {
            parts.extend(self.program.scopes.get(grant.scope.0 as usize).map(|scope| self.scope(scope)));
        }
        if grant.increment.0 > 1 {
            parts.push(format!("paying in increments of {}", self.amount(grant.kind, grant.increment)));
        }
        if grant.used_first {
            parts.push("pays first".to_owned());
        }
        parts.push(grant.carry.map_or_else(|| "no carry".to_owned(), carry_name));
        parts.join(", ")
    }

    pub(super) fn validity(&self, validity: Validity) -> String {
        match validity {
            Validity::For(duration) => format!("expires after {}", length(duration)),
            Validity::ToEndOfDay(day) => format!("expires at the end of day {day}"),
            Validity::CalendarMonths(count) => format!("expires at the end of calendar month {count}"),
            Validity::CalendarQuarters(count) => format!("expires at the end of calendar quarter {count}"),
            Validity::CalendarYears(count) => format!("expires at the end of calendar year {count}"),
            Validity::CalendarWeeks(count) => format!("expires at the end of calendar week {count}"),
            Validity::ToEndOfWeekday(day) => format!("expires at the end of {day:?}"),
            Validity::Periods(1) => "expires with the period".to_owned(),
            Validity::Periods(count) => format!("expires with period {count}"),
            Validity::Until(at) => format!("expires at {}", self.moment(at)),
            Validity::Forever => "never expires".to_owned(),
        }
    }

    pub(super) fn scope(&self, scope: &Scope) -> String {
        let windows: Vec<String> = scope.windows.iter().map(window).collect();
        let mut parts = Vec::new();
        if !windows.is_empty() {
            parts.push(format!("in {}", windows.join(" | ")));
        }
        for (name, matcher) in [
            ("app", &scope.app),
            ("zone", &scope.zone),
            ("network", &scope.network),
            ("carrier", &scope.carrier),
            ("mark", &scope.mark),
        ] {
            parts.extend(self.matcher(name, matcher));
        }
        if scope.pays != Pays::EVERYTHING {
            let things = [
                (Pays::PERIOD, "periods"),
                (Pays::PACKS, "packs"),
                (Pays::FEES, "fees"),
                (Pays::use_of(Kind::Data), "data"),
                (Pays::use_of(Kind::Voice), "voice"),
                (Pays::use_of(Kind::Sms), "SMS"),
            ];
            let paid = things.into_iter().filter(|(thing, _)| scope.pays.covers(*thing)).map(|(_, name)| name);
            parts.push(format!("pays for {}", paid.collect::<Vec<_>>().join(" | ")));
        }
        parts.join(", ")
    }

    fn matcher(&self, name: &str, matcher: &Matcher) -> Option<String> {
        let (word, labels) = match matcher {
            Matcher::Any => return None,
            Matcher::Only(labels) => ("is", labels),
            Matcher::Except(labels) => ("is not", labels),
        };
        let labels: Vec<&str> = labels.iter().map(|label| self.catalogue.labels.name(*label)).collect();
        Some(format!("{name} {word} {}", labels.join(" | ")))
    }

    pub(super) fn carry(&mut self, id: CarryId) {
        let Some(carry) = self.program.carries.get(id.0 as usize) else { return };
        let name = carry_name(id);
        self.line(2, format!("{name}: {}", life(self, carry.life)), carry.origin);
        if let Some(test) = &carry.test {
            self.line(3, format!("if not {}: forfeit", self.test(test)), carry.origin);
        }
        for limit in &carry.limits {
            self.line(3, self.limit(limit), limit.origin);
        }
        if let Some(days) = carry.granted_on {
            self.line(3, format!("only if granted on {}", days_of(days)), carry.origin);
        }
        if let Some((kind, rounding)) = carry.rounding {
            let (side, step) = match rounding {
                Rounding::Up(step) => ("up", step),
                Rounding::Down(step) => ("down", step),
                Rounding::Nearest(step) => ("to the nearest", step),
            };
            self.line(3, format!("round {} {side} to {}", kind_name(kind), self.amount(kind, step)), carry.origin);
        }
        if let Some(scope) = carry.scope.and_then(|scope| self.program.scopes.get(scope.0 as usize)) {
            self.line(3, format!("from then on usable {}", self.scope(scope)), carry.origin);
        }
        if let Some(within) = carry.activation {
            self.line(3, format!("sleep until activated, forfeit after {}", length(within)), carry.origin);
        }
    }

    fn limit(&self, limit: &Limit) -> String {
        let of = match limit.of {
            LimitOf::Entry => "what enters",
            LimitOf::Bank => "the bank",
            LimitOf::BankAndPlan => "the bank and the new grant",
        };
        let side = match limit.side {
            Side::Newest => "the newest",
            Side::Oldest => "the oldest",
        };
        format!("trim {side} while {of} is over {}", self.limit_amount(limit.amount))
    }

    pub(super) fn limit_amount(&self, amount: LimitAmount) -> String {
        match amount {
            LimitAmount::Units(kind, quantity) => format!("{} {}", self.amount(kind, quantity), kind_name(kind)),
            LimitAmount::TimesPlan(times) => format!("{} of the plan's grant", ratio(times)),
            LimitAmount::Periods(count) => format!("the leftovers of {count} periods"),
        }
    }
}

fn carry_name(CarryId(number): CarryId) -> String {
    format!("carry {number}")
}

fn life(listing: &Listing<'_>, life: Life) -> String {
    match life {
        Life::For(duration) => format!("once, expiry = period end + {}", length(duration)),
        Life::To(end) => format!("once, counted from the last second of its own time, {}", listing.validity(end)),
        Life::Periods(count) => format!("once, expiry = end of period {count} after its own"),
        Life::Bank { at_most, no_longer_than, renewed } => {
            let when = if renewed { "at each renewal" } else { "at each period end" };
            let most = at_most.map_or_else(String::new, |most| format!(", at most {most} times"));
            let longest = no_longer_than.map_or_else(String::new, |longest| {
                format!(", at most {} after its own period's end", length(longest))
            });
            format!("{when}, expiry = end of the new period{most}{longest}")
        }
    }
}

pub(super) fn window(window: &Window) -> String {
    format!("{} {}-{}", days_of(window.days), clock(window.from), clock(window.to))
}

fn days_of(filter: DayFilter) -> String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let named = names.into_iter().enumerate().filter(|(day, _)| filter.weekdays >> day & 1 == 1);
    let days: Vec<&str> = named.map(|(_, name)| name).collect();
    match filter.holidays {
        HolidayUse::Ignore => days.join(" "),
        HolidayUse::Include => format!("{} or holiday", days.join(" ")),
        HolidayUse::Exclude => format!("{} not holiday", days.join(" ")),
        HolidayUse::Only => "holiday".to_owned(),
    }
}

fn clock(second: u32) -> String {
    format!("{:02}:{:02}", second / 3_600, second / 60 % 60)
}

pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Data => "data",
        Kind::Voice => "voice",
        Kind::Sms => "sms",
        Kind::Money => "money",
        Kind::Points => "points",
    }
}

pub(super) fn length(duration: Duration) -> String {
    super::super::time::duration(duration).en
}

pub(super) fn ratio(ratio: Ratio) -> String {
    super::super::amount::percent(ratio).en
}

//! The plan from top to bottom: what is fixed, what each period does, what events do.

use crate::program::{
    ChangeTerms, ChangeTime, Clock, EarlyRenewal, Eligibility, FeeAmount, FeeBase, OneAtATime, PriceChange, Second,
    Suspension, TermLength,
};
use crate::units::{Attempts, Cycle, MonthEnd, Proration, Quantity, Rounding, Share};

use super::super::words::counted;
use super::Listing;
use super::lots::length;

impl Listing<'_> {
    pub(super) fn plan(&mut self) {
        let plan = self.plan;
        self.calendar();
        self.line(1, format!("period: {}", cycle(plan.cycle)), plan.cycle_origin);
        self.line(1, format!("order: {}", self.keys(&plan.order)), plan.origin);
        self.versions();
        self.period();
        self.period_end();
        for weight in &plan.weights {
            let scope = self.program.scopes.get(weight.scope.0 as usize).map(|scope| self.scope(scope));
            let scope = scope.filter(|scope| !scope.is_empty()).map_or_else(String::new, |scope| format!(" {scope}"));
            let kind = super::lots::kind_name(weight.kind);
            self.line(1, format!("a unit of {kind} used{scope} takes {} of a lot", weight.times), weight.origin);
        }
        for increment in &plan.increments {
            let (kind, per) = (increment.kind, self.amount(increment.kind, increment.per));
            let first = match increment.first == increment.per {
                true => String::new(),
                false => format!("{}, then of ", self.amount(kind, increment.first)),
            };
            let narrow = self.narrow(increment.scope, None);
            let kind = super::lots::kind_name(kind);
            self.heading(1, format!("a use of {kind}{narrow} counts in whole increments of {first}{per}"));
        }
        for toll in &plan.tolls {
            self.toll(toll);
        }
        for kind in crate::units::Kind::ALL.into_iter().filter(|kind| plan.one_lot.get(kind.index()) == Some(&true)) {
            self.heading(1, format!("a use of {} is paid by one lot", super::lots::kind_name(kind)));
        }
        for ceiling in &plan.ceilings {
            self.ceiling(ceiling);
        }
        if plan.owner_pays {
            self.heading(1, "what a member uses is charged to the owner of the pool");
        }
        for cap in &plan.charge_caps {
            self.charge_cap(cap);
        }
        for chain in &plan.chains {
            self.chain(chain);
        }
        for pack in &plan.packs {
            self.pack(self.terms_of(*pack));
        }
        for rule in &plan.selling.one_at_a_time {
            self.one_at_a_time(rule);
        }
        for rule in &plan.selling.conversions {
            let (takes, gives) = (self.amount(rule.from, rule.rate.0), self.amount(rule.to, rule.rate.1));
            self.line(
                1,
                format!("on conversion: {takes} become {gives}, a multiple of {}", self.amount(rule.from, rule.step)),
                rule.origin,
            );
            for of in &rule.of {
                self.line(2, format!("of {}", self.selector(of)), rule.origin);
            }
            for limit in rule.amounts.iter().chain(&rule.times) {
                self.line(2, format!("refuse if over a limit {}", self.span(limit.span)), limit.origin);
            }
            if !rule.fee.is_zero() {
                self.line(2, self.charge(rule.fee), rule.origin);
            }
            self.grant(2, rule.grant);
        }
        if let Some(advance) = plan.selling.advance {
            let most = self.most(advance.kind, &advance.limit);
            let span = self.span(advance.limit.span);
            self.line(
                1,
                format!("on borrowing at most {most} {span}: the next grants are smaller by it"),
                advance.origin,
            );
            self.grant(2, advance.grant);
        }
        if let Some((most, origin)) = plan.selling.debt_limit {
            self.line(1, format!("at most {} is owed", self.money(most)), origin);
        }
        if let Some((share, origin)) = plan.selling.repayment {
            self.line(1, format!("on recharge: repay debts by at most {} of it", super::lots::ratio(share)), origin);
        }
        for routine in &plan.routines {
            self.routine(routine);
        }
        for notice in &plan.notices {
            self.notice(notice);
        }
        self.transfers();
        self.events();
    }

    fn calendar(&mut self) {
        let Some(calendar) = self.program.calendars.get(self.plan.calendar) else { return };
        let records = match (calendar.split_records, calendar.end_at_midnight) {
            (true, false) => "split at boundaries",
            (true, true) => "split at boundaries, ended at midnight",
            (false, _) => "by their start",
        };
        let holidays = calendar.holidays.days().len();
        self.heading(1, format!("calendar: {}, {holidays} holidays, records {records}", calendar.zone.name()));
    }

    /// What is done unless somebody may have something.
    pub(super) fn eligibility(&mut self, depth: usize, otherwise: &str, eligibility: &Eligibility) {
        if let Some((from, to, origin)) = eligibility.sold {
            let dates = format!("{otherwise} unless from {} to before {}", self.moment(from), self.moment(to));
            self.line(depth, dates, origin);
        }
        for (test, origin) in eligibility.on_sale.iter().chain(&eligibility.tests) {
            self.line(depth, format!("{otherwise} unless {}", self.test(test)), *origin);
        }
    }

    pub(super) fn fee(&self, amount: &FeeAmount) -> String {
        let base = |of: FeeBase| match of {
            FeeBase::Bill => "the bill".to_owned(),
            FeeBase::Debts => "what is owed".to_owned(),
            FeeBase::Recharge => "the recharge".to_owned(),
            FeeBase::Fact(fact, back) => format!("fact {fact}, {back} spans back"),
        };
        match *amount {
            FeeAmount::Fixed(amount) => self.money(amount),
            FeeAmount::Share { share, of, least, most, rounding } => {
                let least = if least.is_zero() { String::new() } else { format!(", at least {}", self.money(least)) };
                let most =
                    if most >= Quantity::MAX { String::new() } else { format!(", at most {}", self.money(most)) };
                format!("{} of {}{least}{most}{}", super::lots::ratio(share), base(of), self.rounded_to(rounding))
            }
            FeeAmount::Missing(to, of) => format!("what {} is less than {}", base(of), self.money(to)),
            FeeAmount::EachLeft(each, of) => format!("{} for each one left of {}", self.money(each), term_length(of)),
        }
    }

    fn term(&mut self) {
        let Some(term) = self.plan.term else { return };
        let what = match term.then {
            Some(plan) => format!("in the last of {}: note a change to plan {}", term_length(term.length), plan.0),
            None => format!("with the last of {}: end the subscription", term_length(term.length)),
        };
        self.line(1, what, term.origin);
    }

    /// ", rounded up to $0.01".
    pub(super) fn rounded_to(&self, rounding: Option<Rounding>) -> String {
        let Some(rounding) = rounding else { return String::new() };
        let how = match rounding {
            Rounding::Up(_) => "up to",
            Rounding::Down(_) => "down to",
            Rounding::Nearest(_) => "to the nearest",
        };
        format!(", rounded {how} {}", self.money(rounding.step()))
    }

    fn period(&mut self) {
        let plan = self.plan;
        self.eligibility(1, "on activation, and change to it: refuse", &plan.eligibility);
        self.term();
        self.heading(1, "when a period begins:");
        if !plan.price.is_zero() {
            self.line(2, self.charge_to(plan.price, plan.prepays_price()), plan.price_origin);
        }
        self.price_steps(&plan.price_steps);
        for grant in &plan.grants {
            self.grant(2, *grant);
        }
        if let Some(part) = &plan.first_period {
            self.heading(2, format!("of a first period that is not whole: {}", proration(part)));
        }
    }

    /// What becomes of a price before it is charged.
    fn price_steps(&mut self, steps: &[crate::program::PriceStep]) {
        for step in steps {
            let what = match &step.what {
                PriceChange::Is(price) => format!("the price is {}", self.money(*price)),
                PriceChange::Less(less) => format!("take {} off the price", self.money(*less)),
                PriceChange::LessShare(share, to) => {
                    format!("take {} off the price{}", super::lots::ratio(*share), self.rounded_to(*to))
                }
                PriceChange::More(more) => format!("add {} to the price", self.money(*more)),
                PriceChange::MoreShare(share, to) => {
                    format!("add {} to the price{}", super::lots::ratio(*share), self.rounded_to(*to))
                }
                PriceChange::Each(each, after) => {
                    format!("the price is {} more for each member after {after}", self.money(*each))
                }
                PriceChange::ByMembers(steps, more) => {
                    let at = |(from, price): &(u32, Quantity)| format!("{from}: {}", self.money(*price));
                    let steps: Vec<String> = steps.iter().map(at).collect();
                    format!("the price by members is {}, each more {}", steps.join(", "), self.money(*more))
                }
            };
            let test = step.test.as_ref().map_or_else(String::new, |test| format!("if {}: ", self.test(test)));
            self.line(3, format!("{test}{what}"), step.origin);
        }
    }

    fn charge(&self, amount: Quantity) -> String {
        self.charge_to(amount, self.plan.prepaid)
    }

    fn charge_to(&self, amount: Quantity, prepaid: bool) -> String {
        if amount.is_zero() {
            return "charge nothing".to_owned();
        }
        let from = if prepaid { "the account's money" } else { "the bill" };
        format!("charge {} to {from}", self.money(amount))
    }

    fn period_end(&mut self) {
        let plan = self.plan;
        let automatic = if plan.automatic { "renew automatically, or lapse" } else { "lapse unless renewed by hand" };
        self.heading(1, format!("when a period ends: {automatic}"));
        if let Some((attempts, origin)) = plan.retry.as_ref().filter(|_| plan.automatic) {
            self.line(2, format!("lapsed: {}", retries(attempts)), *origin);
        }
        let renewing = if plan.automatic { "lapse" } else { "refuse" };
        self.eligibility(2, renewing, &plan.renews_only_if);
        if let Some(grace) = plan.grace {
            let usable = if grace.usable { "usable" } else { "asleep" };
            self.line(2, format!("lapsed: hold leftovers for {}, {usable}", length(grace.length)), grace.origin);
        }
        for id in self.carries() {
            self.carry(id);
        }
        self.heading(2, "expire what ends and is not carried");
    }

    fn activation(&mut self) {
        let plan = self.plan;
        if let Some(origin) = plan.asks_activation {
            self.line(1, "on activation of the rollover: remember it for the period", origin);
        }
        let sleeps = |id: &crate::program::CarryId| {
            self.program.carries.get(id.0 as usize).is_some_and(|carry| carry.activation.is_some())
        };
        if self.carries().iter().any(sleeps) {
            self.line(1, "on activation of the rollover: carry what sleeps", plan.rollover_origin);
        }
    }

    fn events(&mut self) {
        let plan = self.plan;
        self.activation();
        let early = match plan.early {
            EarlyRenewal::AtOnce => "end the period now, begin the next now",
            EarlyRenewal::AtPeriodEnd => "charge now, begin the next at the period's end",
        };
        let ahead = if plan.ahead > 1 { format!(", {} at most", plan.ahead) } else { String::new() };
        self.heading(1, format!("on early renewal: {early}{ahead}"));
        self.eligibility(2, "refuse", &plan.early_only_if);
        let change = change_time(plan.change);
        self.heading(1, format!("plan change takes effect: {change}"));
        for (test, when) in &plan.some_changes {
            self.heading(2, format!("if {}: {}", self.test(test), change_time(*when)));
        }
        for terms in &plan.change_terms {
            self.change_terms(terms);
        }
        let suspension = match plan.suspension {
            Suspension::ClockRuns => "block all use, time goes on",
            Suspension::ClockStops => "block all use, shift period and expiries by its length",
        };
        self.line(1, format!("on suspension: {suspension}"), plan.suspension_origin);
        let validity = self.validity(plan.recharge_validity);
        let money = format!("on recharge: grant money from {}, {validity}", self.product_name(plan.recharge_product));
        self.line(1, money, plan.recharge_origin);
        for (from, validity) in &plan.recharge_tiers {
            let tier =
                format!("from {}: {}; less than the first is refused", self.money(*from), self.validity(*validity));
            self.line(2, tier, plan.recharge_origin);
        }
        self.line(1, "on cancellation: forfeit everything held", plan.origin);
    }

    fn change_terms(&mut self, terms: &ChangeTerms) {
        let of = terms.of.as_ref().map_or_else(|| "of any change".to_owned(), |test| format!("if {}", self.test(test)));
        let charge = if terms.fee.is_zero() { String::new() } else { format!(": {}", self.charge(terms.fee)) };
        self.line(2, format!("{of}{charge}"), terms.origin);
        self.eligibility(3, "refuse", &terms.only_if);
        for limit in &terms.limits {
            let times = counted(limit.most.0, "time", "times");
            self.line(3, format!("refuse if more than {times} {}", self.span(limit.span)), limit.origin);
        }
    }

    fn pack(&mut self, id: crate::event::ProductId) {
        let Some(product) = self.program.products.get(id.0 as usize) else { return };
        self.line(1, format!("on buying {}:", self.product_name(id)), product.origin);
        match product.offer.credit {
            None => {
                self.line(2, self.charge(product.price), product.price_origin);
                self.price_steps(&product.price_steps);
            }
            Some(credit) => {
                let due = credit.due.map_or_else(String::new, |due| format!(", due after {}", length(due)));
                let (price, fee) = (self.money(product.price), self.money(credit.fee));
                self.line(2, format!("owe {price} and {fee}{due}"), credit.origin);
            }
        }
        if let Some(units) = &product.offer.units {
            let not = if units.except { " but of" } else { " of" };
            let text = format!("take {}{not} {}", self.amount(units.kind, units.amount), self.selector(&units.of));
            self.line(2, text, units.origin);
        }
        if let Some((within, origin)) = product.offer.refund {
            self.line(2, format!("can be returned unused: {}", self.validity(within)), origin);
        }
        if let Some(renewal) = product.offer.renewal {
            let when = [
                (renewal.expires, "when it ends"),
                (renewal.used_up, "when it is used up"),
                (renewal.with_plan, "after each renewal of the plan"),
            ];
            let when = when.into_iter().filter(|(holds, _)| *holds).map(|(_, when)| when.to_owned());
            let clock = renewal.clock.map(|clock| match clock {
                Clock::Every(time) => format!("{} after the last time", length(time)),
                Clock::On(schedule) => self.schedule(schedule),
            });
            let when: Vec<String> = when.chain(clock).collect();
            self.line(2, format!("buy again {}", when.join(" or ")), renewal.origin);
            for instead in &product.offer.instead {
                self.line(3, format!("or else buy {}", self.product_name(*instead)), renewal.origin);
            }
        }
        if let Some((attempts, origin)) = &product.offer.retry {
            self.line(3, retries(attempts), *origin);
        }
        self.eligibility(2, "refuse", &product.eligibility);
        for limit in &product.limits {
            self.line(
                2,
                format!("refuse if more than {} {}", counted(limit.most.0, "time", "times"), self.span(limit.span)),
                limit.origin,
            );
        }
        match &product.any_price {
            None => product.grants.iter().for_each(|grant| self.grant(2, *grant)),
            Some(any) => {
                let most = match any.most < Quantity(u64::MAX) {
                    true => format!(" to {}", self.money(any.most)),
                    false => String::new(),
                };
                let least = self.money(any.least);
                self.line(2, format!("the buyer chooses the price, from {least}{most}"), product.price_origin);
                for (from, grants) in &any.bands {
                    self.line(2, format!("paid from {}:", self.money(*from)), product.price_origin);
                    grants.iter().for_each(|grant| self.grant(3, *grant));
                }
            }
        }
        if let Some(part) = &product.proration {
            self.heading(2, format!("for the days left of the period: {}", proration(part)));
        }
        for (from, version) in &product.versions {
            self.heading(1, format!("from {}, instead:", self.moment(*from)));
            self.pack(*version);
        }
    }

    fn one_at_a_time(&mut self, rule: &OneAtATime) {
        let names = |among: &Vec<crate::event::ProductId>| {
            let names: Vec<String> = among.iter().map(|product| self.product_name(*product)).collect();
            names.join(" | ")
        };
        let among = rule.among.as_ref().map_or_else(|| "any pack".to_owned(), names);
        let second = match rule.second {
            Second::Replaces => "forfeit what is left of them",
            Second::Refused => "refuse",
            Second::RefusedIfOther => "refuse, unless it is the same pack",
            Second::RefusedBeyond(most) => {
                return self.line(1, format!("on buying {among} while {most} of them are held: refuse"), rule.origin);
            }
        };
        self.line(1, format!("on buying {among} while one of them is held: {second}"), rule.origin);
    }

    /// The version of a pack that the plan sells.
    fn terms_of(&self, pack: crate::event::ProductId) -> crate::event::ProductId {
        self.plan.pack_terms.iter().find(|(known, _)| *known == pack).map_or(pack, |(_, terms)| *terms)
    }

    /// Which version of the plan is meant, and who moves to a later one.
    fn versions(&mut self) {
        let plan = self.plan;
        for (before, version) in plan.versions.iter().enumerate() {
            let from = self.moment(version.from);
            if before < plan.place {
                continue;
            }
            let at = |at: crate::units::Instant| {
                if at == crate::units::Instant::NEVER { "never".to_owned() } else { self.moment(at) }
            };
            let moves = format!("move with a renewal from {}, without one: {}", at(version.at_renewal), at(version.at));
            self.heading(1, format!("from {from} on another version is sold; {moves}"));
        }
    }

    /// The rules of rollover that grants of this plan, its packs and its bonuses follow.
    fn carries(&self) -> Vec<crate::program::CarryId> {
        let packs = self.plan.packs.iter().map(|id| self.terms_of(*id));
        let packs = packs.filter_map(|id| self.program.products.get(id.0 as usize));
        let bought = packs.flat_map(|product| &product.grants);
        let routines =
            self.plan.routines.iter().flat_map(|routine| routine.operations.iter().chain(&routine.otherwise));
        let bonuses = routines.filter_map(super::operations::granted);
        let grants = self.plan.grants.iter().chain(bought).chain(bonuses);
        let mut carries: Vec<_> = grants.filter_map(|id| self.program.grants.get(id.0 as usize)?.carry).collect();
        carries.sort_unstable();
        carries.dedup();
        carries
    }
}

/// "try again every 1 day, at second 28800 of a day, on recharge, for 7 days".
fn retries(attempts: &Attempts) -> String {
    let every = attempts.every.map(|every| format!("every {}", length(every)));
    let daily = attempts.daily.iter().map(|second| format!("at second {second} of a day"));
    let paid = attempts.when_recharged.then(|| "on recharge".to_owned());
    let within = attempts.within.map(|within| format!("for {}", length(within)));
    let parts: Vec<String> = every.into_iter().chain(daily).chain(paid).chain(within).collect();
    format!("try again {}", parts.join(", "))
}

fn change_time(time: ChangeTime) -> &'static str {
    match time {
        ChangeTime::Now => "now",
        ChangeTime::NextPeriod => "at the period's end",
        ChangeTime::FirstNow => "the first in a period now, later ones at its end",
    }
}

pub(super) fn cycle(cycle: Cycle) -> String {
    match cycle {
        Cycle::Months { count, month_end } => {
            let end = match month_end {
                MonthEnd::Clamp => "clamped to the last day",
                MonthEnd::Spill => "spilling to the 1st",
                MonthEnd::Drift => "drifting",
            };
            format!("{} from the anchor, {end}", counted(u64::from(count), "month", "months"))
        }
        Cycle::WholeMonths { count, month_end } => {
            format!("{}, to midnight", self::cycle(Cycle::Months { count, month_end }))
        }
        Cycle::BillDay { count, day } => {
            format!("{}, to day {day} of a month", counted(u64::from(count), "month", "months"))
        }
        Cycle::CalendarMonths(count) => counted(u64::from(count), "calendar month", "calendar months"),
        Cycle::Days(count) => format!("{} from the anchor", counted(u64::from(count), "day", "days")),
        Cycle::CalendarDays(count) => counted(u64::from(count), "calendar day", "calendar days"),
        Cycle::CalendarQuarters(count) => counted(u64::from(count), "calendar quarter", "calendar quarters"),
        Cycle::CalendarYears(count) => counted(u64::from(count), "calendar year", "calendar years"),
        Cycle::CalendarWeeks(count) => counted(u64::from(count), "calendar week", "calendar weeks"),
        Cycle::Seconds(count) => format!("{} from the anchor", counted(count, "second", "seconds")),
        Cycle::Once => "one, without end".to_owned(),
    }
}

/// "price by days, data 50% from day 21".
fn proration(proration: &Proration) -> String {
    let share = |share: &Share| match share {
        Share::ByDays => "by days".to_owned(),
        Share::Steps(steps) => {
            let steps = steps.iter().map(|(from, part)| format!("{} from day {from}", super::lots::ratio(*part)));
            steps.collect::<Vec<_>>().join(", ")
        }
    };
    let price = proration.price.as_ref().map(|part| format!("price {}", share(part)));
    let units = proration.units.iter().map(|(kind, part)| {
        let kind = kind.map_or("units", super::lots::kind_name);
        format!("{kind} {}", share(part))
    });
    let rounded = (!proration.rounding.is_empty()).then(|| "rounded".to_owned());
    price.into_iter().chain(units).chain(rounded).collect::<Vec<_>>().join("; ")
}

fn term_length(of: TermLength) -> String {
    match of {
        TermLength::Periods(periods) => format!("{periods} periods"),
        TermLength::Length(time) => length(time),
    }
}

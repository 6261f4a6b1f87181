//! The typical customer, for whoever has no usage of their own: ordinary months, quiet ones in which leftovers pile up
//! and grow old, and a heavy one in which everything is used, so that the plan shows what it does. And others, who use
//! less or more, or renew late.

mod customer;

use crate::event::{AccountId, Circumstances, Event, Happening, LabelId, Opening, ProductId};
use crate::ledger::State;
use crate::model::{Ask, Catalogue, Condition, EarlyRenewal, Fallback, Grant, LabelScope, Plan, Rollover, Scope};
use crate::program::Program;
use crate::report::Account;
use crate::sim::World;
use crate::units::{
    Allowance, Cycle, Day, Duration, Gigabyte, Instant, Kind, Local, MonthEnd, Quantity, Weekday, Zone,
};
use crate::verify::scenario::pace::MOST_PERIODS;

use super::story::Story;

pub(crate) use customer::Customer;

/// Who renews late does so by this.
const LATE: i64 = 2 * 86_400;

/// So many gigabytes are used in a period of what has no limit.
const UNLIMITED: u64 = 10;

/// When a typical customer begins, where nobody says when.
pub(crate) fn new_year(zone: &Zone) -> Instant {
    Day::from_ymd(2026, 1, 1).map_or(Instant(0), |day| zone.midnight(day))
}

/// A typical customer of a plan, from a day on, for some months.
pub(crate) fn typical(catalogue: &Catalogue, program: &Program, plan: &Plan, from: Instant, months: u32) -> Story {
    standard(Customer::Typical, (catalogue, program, plan), from, months)
}

/// A customer of a plan, from a day on, for some months.
pub(crate) fn standard(
    customer: Customer,
    (catalogue, program, plan): (&Catalogue, &Program, &Plan),
    from: Instant,
    months: u32,
) -> Story {
    let operator = catalogue.operator_of(plan);
    let zone = operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone());
    let until = Duration::Months(months).after(from, &zone, MonthEnd::Clamp);
    let mut author = Author {
        catalogue,
        plan,
        customer,
        zone,
        from,
        until,
        events: Vec::new(),
        world: World::new(program, &[Opening { plan: plan.id, member_of: None }]),
    };
    author.write();
    Story {
        accounts: vec![Account { name: String::new(), plan: plan.id }],
        member_of: vec![None],
        events: author.events.into_iter().map(|event| (event, None)).collect(),
        from,
        until: Some(until),
        notes: vec![customer.note()],
    }
}

struct Author<'a> {
    catalogue: &'a Catalogue,
    plan: &'a Plan,
    customer: Customer,
    zone: Zone,
    from: Instant,
    until: Instant,
    events: Vec<Event>,
    /// The customer's account as it is after the events written so far: a heavy month uses what is there.
    world: World<'a>,
}

impl Author<'_> {
    fn write(&mut self) {
        self.pay(self.from, self.price());
        self.happens(self.from, Happening::Activate);
        if self.is_late() {
            self.happens(self.from, Happening::AutoRenewal { on: false });
        }
        for to in self.consents() {
            self.happens(self.from, Happening::Consent { to, given: true });
        }
        let mut start = self.from;
        for (index, share) in (0..=MOST_PERIODS).zip(self.customer.shares().iter().cycle()) {
            let Some(end) = self.end_of(index, start).filter(|_| start < self.until) else { break };
            let renewed = self.live_through((start, end), index, *share);
            // Who renews early, where that begins the next period, lives through shorter ones.
            start = renewed.unwrap_or(end);
        }
    }

    /// The end of a period that has just begun. A plan without periods is looked at month by month.
    fn end_of(&mut self, index: u32, start: Instant) -> Option<Instant> {
        // What fails here fails again when the story is told, and is reported then.
        let _ = self.world.settle(start, &mut ());
        let running = self.world.period(AccountId(0)).map(|period| period.end).filter(|end| *end != Instant::NEVER);
        let cycle = match self.plan.cycle.answer {
            Cycle::Once => Cycle::Months { count: 1, month_end: MonthEnd::Clamp },
            cycle => cycle,
        };
        let end = running.filter(|end| *end > start).unwrap_or_else(|| cycle.end(self.from, index, &self.zone));
        // Who tells this story will refuse more.
        (start < Instant::MAX && end > start).then_some(end)
    }

    /// Gives back when the next period has been begun early.
    fn live_through(&mut self, (start, end): (Instant, Instant), index: u32, share: Option<u64>) -> Option<Instant> {
        if share.is_none() {
            // Who needs more has the money for it, or nobody would see what the plan does then.
            self.pay(start, self.price_of_more());
        }
        let mut day: Vec<(Instant, Happening)> = Vec::new();
        let middle = |part: i64| start.plus_seconds(end.seconds_since(start).min(366 * 86_400) / 24 * part);
        if share != Some(10) {
            day.extend(self.packs().map(|product| (middle(2), Happening::Buy { product })));
        }
        if index > 0 && self.needs_activation() {
            day.push((middle(1), Happening::ActivateRollover));
        }
        let at_once = self.plan.renewal.early.answer == EarlyRenewal::AtOnce;
        let renewed = (!self.plan.renewal.automatic && !self.is_late())
            .then(|| if at_once { self.last_day(start, end) } else { middle(23) });
        day.extend(renewed.map(|at| (at, Happening::Renew)));
        let end_of_use = renewed.filter(|_| at_once).unwrap_or(end);
        day.extend(self.uses((start, end_of_use), share));
        day.sort_by_key(|(at, _)| *at);
        for (at, what) in day {
            if at < self.until {
                self.before(&what, at);
                self.happens(at, what);
            }
        }
        if self.is_late() {
            return self.renews_late(end);
        }
        if self.plan.renewal.automatic && end <= self.until {
            self.pay(middle(23).max(start), self.price());
        }
        renewed.filter(|_| at_once)
    }

    fn is_late(&self) -> bool {
        self.customer == Customer::Late
    }

    /// Gives back when the next period begins.
    fn renews_late(&mut self, end: Instant) -> Option<Instant> {
        let at = end.plus_seconds(LATE);
        if at < self.until {
            self.pay(at, self.price());
            self.happens(at, Happening::Renew);
        }
        Some(at)
    }

    /// The beginning of the last day, or of the last tenth of what is shorter than two.
    fn last_day(&self, start: Instant, end: Instant) -> Instant {
        let length = end.seconds_since(start);
        if length <= 2 * 86_400 { end.plus_seconds(-length / 10 - 1) } else { end.plus_seconds(-86_400) }
    }

    /// What a customer who pays beforehand does first.
    fn before(&mut self, what: &Happening, at: Instant) {
        match what {
            Happening::Buy { product } => self.pay(at, self.price_of(*product)),
            Happening::Renew => self.pay(at, self.price()),
            _ => {}
        }
    }

    fn happens(&mut self, at: Instant, what: Happening) {
        let event = Event { at, account: AccountId(0), what };
        // A step that fails here fails again when the story is told, and is reported then.
        let _ = self.world.step(&event, &mut ());
        self.events.push(event);
    }

    fn pay(&mut self, at: Instant, amount: Quantity) {
        let at = self.events.last().map_or(at, |event| event.at.max(at));
        if self.plan.renewal.prepaid && !amount.is_zero() {
            self.happens(at, Happening::Recharge { amount, by: None });
        }
    }

    /// The uses of a period, of every kind that the plan or its packs grant.
    fn uses(&mut self, (start, end): (Instant, Instant), share: Option<u64>) -> Vec<(Instant, Happening)> {
        let times = self.times(start, end.min(self.until));
        let mut uses = Vec::new();
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Money) {
            let base = self.base(kind);
            let amount = match share {
                Some(percent) => base.proportion(percent, 100),
                None => base.proportion(1, 10).and_then(|more| more.checked_add(self.at_hand(kind))),
            };
            let all = amount.unwrap_or(base);
            let ways = self.ways(kind);
            for (index, (at, amount)) in times.iter().zip(split(all, times.len(), self.step_of(kind))).enumerate() {
                let circumstances = ways.get(index % ways.len().max(1)).copied().unwrap_or_default();
                if !amount.is_zero() {
                    uses.push((*at, Happening::Use { kind, amount, since: None, circumstances }));
                }
            }
        }
        uses
    }

    /// Wednesday evenings, Saturday noons and Sunday nights; of a period that is too short for them, its middle.
    fn times(&self, start: Instant, end: Instant) -> Vec<Instant> {
        let first = self.zone.local(start).day;
        let days = (0..).map(|days| first.plus(days)).take(400).take_while(|day| self.zone.midnight(*day) < end);
        let times = days.filter_map(|day| match day.weekday() {
            Weekday::Wednesday => Some(Local { day, second: 20 * 3_600 }),
            Weekday::Saturday => Some(Local { day, second: 12 * 3_600 }),
            Weekday::Sunday => Some(Local { day, second: 23 * 3_600 + 1_800 }),
            _ => None,
        });
        let times: Vec<Instant> =
            times.map(|local| self.zone.instant(local)).filter(|at| (start..end).contains(at)).collect();
        if times.is_empty() { vec![start.plus_seconds(end.seconds_since(start).max(0) / 2)] } else { times }
    }

    /// What the plan grants of a kind in a period; of a plan that only sells packs, what they grant.
    fn base(&self, kind: Kind) -> Quantity {
        let own = self.granted(self.plan.product, kind);
        if !own.is_zero() {
            return own;
        }
        let packs = self.packs().map(|pack| self.granted(pack, kind).0);
        Quantity(packs.fold(0, u64::saturating_add).min(Quantity::MAX.0))
    }

    fn granted(&self, product: ProductId, kind: Kind) -> Quantity {
        let grants = self.grants(product).filter(|grant| grant.kind == kind);
        let amounts = grants.map(|grant| match grant.amount.answer {
            Allowance::Limited(amount) => amount.0,
            // Something is used of what has no end, or nobody would see it.
            Allowance::Unlimited if kind == Kind::Data => UNLIMITED * self.unit("GB"),
            Allowance::Unlimited => 100,
        });
        Quantity(amounts.fold(0, u64::saturating_add).min(Quantity::MAX.0))
    }

    fn grants(&self, product: ProductId) -> impl Iterator<Item = &Grant> {
        self.catalogue.product(product).into_iter().flat_map(|product| product.grants.iter())
    }

    /// What there is of a kind when a period begins, with the packs that will be bought in it.
    fn at_hand(&self, kind: Kind) -> Quantity {
        let live = self.world.lots(AccountId(0)).filter(|lot| lot.kind == kind && lot.state == State::Live);
        let packs = self.packs().map(|pack| self.granted(pack, kind).0);
        let all = live.map(|lot| lot.left.0).chain(packs);
        Quantity(all.fold(0, u64::saturating_add).min(Quantity::MAX.0 / 2))
    }

    /// The circumstances that grants of a kind are for: a lot for one app would never be used by general uses.
    fn ways(&self, kind: Kind) -> Vec<Circumstances> {
        let products = std::iter::once(self.plan.product).chain(self.packs());
        let mut ways: Vec<Circumstances> = Vec::new();
        for grant in products.flat_map(|product| self.grants(product)).filter(|grant| grant.kind == kind) {
            let way = way_of(&grant.scope);
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        ways
    }

    /// Amounts that people would read without effort: tens of the operator's megabytes, whole minutes.
    fn step_of(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Data => 10 * self.unit("MB"),
            Kind::Voice => 60,
            Kind::Sms | Kind::Money | Kind::Points => 1,
        }
    }

    fn unit(&self, word: &str) -> u64 {
        let operator = self.catalogue.operator_of(self.plan);
        let gigabyte = operator.map_or(Gigabyte::Decimal, |operator| operator.gigabyte.answer);
        gigabyte.bytes_in(word).unwrap_or(1)
    }

    /// The packs that a customer would think of. One that is bought by itself when nothing is left is not among them:
    /// who buys it beforehand loses it unused.
    fn packs(&self) -> impl Iterator<Item = ProductId> {
        let by_itself: Vec<ProductId> = self.bought_by_itself().map(|(pack, _)| pack).collect();
        self.plan.packs.iter().copied().filter(move |pack| !by_itself.contains(pack)).take(3)
    }

    /// The packs that are bought when nothing is left, with what they cost then.
    fn bought_by_itself(&self) -> impl Iterator<Item = (ProductId, Quantity)> {
        let fallbacks = self.plan.depletions.iter().flat_map(|rule| &rule.fallbacks.answer);
        fallbacks.filter_map(|resort| match &resort.what {
            Fallback::Buy { product, price, .. } => Some((*product, price.unwrap_or_else(|| self.price_of(*product)))),
            Fallback::Block
            | Fallback::BlockWhole
            | Fallback::Free { .. }
            | Fallback::Throttle { .. }
            | Fallback::Owe { .. }
            | Fallback::Charge { .. } => None,
        })
    }

    fn price_of_more(&self) -> Quantity {
        Quantity(self.bought_by_itself().fold(0, |sum: u64, (_, price)| sum.saturating_add(price.0)))
    }

    fn price(&self) -> Quantity {
        self.plan.price.map_or(Quantity::ZERO, |price| price.amount)
    }

    fn price_of(&self, product: ProductId) -> Quantity {
        let price = self.catalogue.product(product).and_then(|product| product.price.as_ref());
        price.map_or(Quantity::ZERO, |price| price.answer.amount)
    }

    /// What the customer has to agree to.
    fn consents(&self) -> Vec<Option<LabelId>> {
        let mut names = Vec::new();
        for resort in self.plan.depletions.iter().flat_map(|rule| rule.fallbacks.answer.iter()) {
            if let Fallback::Charge { consent, .. } | Fallback::Buy { consent, .. } = &resort.what
                && let Ask::Yes { to, .. } = consent
                && !names.contains(to)
            {
                names.push(*to);
            }
        }
        names
    }

    fn needs_activation(&self) -> bool {
        let rules = self.plan.rollovers.answer.iter();
        rules.into_iter().any(|rule: &Rollover| {
            rule.activation.is_some() || rule.condition.as_ref().is_some_and(speaks_of_activation)
        })
    }
}

fn speaks_of_activation(condition: &Condition) -> bool {
    match condition {
        Condition::ActivatedThisPeriod => true,
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(speaks_of_activation),
        Condition::Not(part) => speaks_of_activation(part),
        _ => false,
    }
}

fn way_of(scope: &Scope) -> Circumstances {
    let first = |labels: &LabelScope| -> Option<LabelId> {
        match labels {
            LabelScope::Only(labels) => labels.first().copied(),
            LabelScope::Any | LabelScope::Except(_) => None,
        }
    };
    Circumstances {
        app: first(&scope.app),
        zone: first(&scope.zone),
        network: first(&scope.network),
        carrier: first(&scope.carrier),
        number: None,
        mark: first(&scope.mark),
    }
}

/// An amount in so many parts, each a multiple of a step; the last takes the rest.
fn split(all: Quantity, parts: usize, step: u64) -> Vec<Quantity> {
    let count = u64::try_from(parts).unwrap_or(u64::MAX).max(1);
    let each = all.0 / count / step * step;
    let last = all.0.saturating_sub(each.saturating_mul(count - 1));
    (1..=count).map(|part| Quantity(if part == count { last } else { each })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_round_and_add_up() {
        let parts = split(Quantity(12_000_000_000), 13, 10_000_000);
        assert_eq!(parts.len(), 13);
        assert_eq!(parts[0], Quantity(920_000_000));
        assert_eq!(parts.iter().map(|part| part.0).sum::<u64>(), 12_000_000_000);
        assert_eq!(split(Quantity(5), 1, 60), [Quantity(5)]);
        assert_eq!(split(Quantity(0), 3, 1), [Quantity(0); 3]);
    }
}

//! How lots come into being.

use crate::event::{AccountId, Class, LabelId, ProductId};
use crate::ledger::{Lot, LotId, Posting, Reason, State};
use crate::model::{Grant, Plan, Product, ProductKind, Rollover, RolloverOf, Scope, Start, Tie, Trigger, Validity};
use crate::text::Origin;
use crate::units::{Allowance, Cycle, Days, Instant, Kind, MonthEnd, Proration, Quantity};

use super::handlers::Moment;
use super::history::Did;
use super::prorate::part_of;
use super::select::names;
use super::{Reference, ReferenceFault, ReferenceLot, Run};

/// What a lot is to be.
struct Birth<'m> {
    kind: Kind,
    class: Class,
    product: ProductId,
    amount: Allowance,
    scope: Option<&'m Scope>,
    validity: Validity,
    start: Start,
    tie: Option<&'m Tie>,
    used_first: bool,
    increment: Quantity,
    rule: Option<&'m Rollover>,
    never: Option<Origin>,
    /// The grant, if it goes on after this lot.
    repeat: Option<&'m Grant>,
    /// When it ends, and whether with the period, where it is one of several that follow each other.
    set_end: Option<(Instant, bool)>,
    origin: Origin,
}

/// When a new lot lives.
struct Life {
    state: State,
    from: Instant,
    until: Instant,
    with_period: bool,
}

impl<'m> Reference<'m> {
    /// Money is paid in.
    pub(super) fn recharge(&mut self, account: AccountId, amount: Quantity, by: Option<LabelId>) -> Run {
        let plan = self.plan(account)?;
        if !amount.is_zero() && plan.recharge_tiers.first().is_some_and(|(least, _)| amount < *least) {
            self.refuse(account, Reason::TooLittle, plan.origin);
            return Ok(());
        }
        let Some(lot) = self.pay_in(account, amount)? else { return Ok(()) };
        self.repay_loans(account, lot)?;
        self.remember(account, Did::Recharge(by), amount)?;
        let mut moment = self.moment(account)?;
        (moment.recharged, moment.recharged_by, moment.fresh) = (Some(amount), by, Some(lot));
        self.run_handlers(account, &[Trigger::Recharge], &moment)?;
        self.retry_when_recharged(account)?;
        self.retry_packs_when_recharged(account)
    }

    /// The lot of money that is paid in, or paid back.
    pub(super) fn pay_in(&mut self, account: AccountId, amount: Quantity) -> Run<Option<LotId>> {
        let plan = self.plan(account)?;
        let tiers = &plan.recharge_tiers;
        let tier = tiers.iter().filter(|(from, _)| *from <= amount).max_by_key(|(from, _)| *from);
        let recharges = |product: &&Product| product.kind == ProductKind::Recharge;
        let product = self.catalogue.products.iter().find(recharges).map_or(plan.product, |product| product.id);
        let birth = Birth {
            kind: Kind::Money,
            class: Class::Recharge,
            product,
            amount: Allowance::Limited(amount),
            scope: None,
            validity: tier.map_or(plan.recharge_validity, |(_, validity)| *validity),
            start: Start::Granted,
            tie: None,
            used_first: false,
            increment: Quantity(1),
            rule: rule_of(plan, &RolloverOf::Plan, (Kind::Money, Class::Recharge, product)),
            never: None,
            repeat: None,
            set_end: None,
            origin: plan.origin,
        };
        self.bear(account, &birth)
    }

    /// Everything that a product grants; the last of it.
    pub(super) fn grant_all(
        &mut self,
        account: AccountId,
        (product, class): (ProductId, Class),
        part: Option<(&Proration, Days)>,
    ) -> Run<Option<LotId>> {
        let own = self.product(product)?;
        self.grant_all_of(account, own, (product, class), part)
    }

    /// Everything that a version of a product grants, as lots of the product.
    pub(super) fn grant_all_of(
        &mut self,
        account: AccountId,
        version: &'m Product,
        (product, class): (ProductId, Class),
        part: Option<(&Proration, Days)>,
    ) -> Run<Option<LotId>> {
        let mut last = None;
        for grant in &version.grants {
            let whole = part_of(grant, self.whole_of(account, grant), part);
            let less = class == Class::Plan && part.is_none();
            let amount = if less { self.less_advances(account, grant.kind, whole)? } else { whole };
            last = self.mint(account, grant, (class, product), amount)?.or(last);
        }
        Ok(last)
    }

    /// The plan on whose terms something is sold: the one that lists it, whoever buys it; a promotion's are the account's.
    fn seller(&self, account: AccountId, product: ProductId, grant: &'m Grant) -> Run<&'m Plan> {
        let grants = |product: &'m Product| {
            let bands = product.sale.any_price.iter().flat_map(|any| &any.bands);
            let paid = bands.flat_map(|(_, paid)| paid).map(|paid| &paid.grant);
            product.grants.iter().chain(paid).any(|own| std::ptr::eq(own, grant))
        };
        for plan in &self.catalogue.plans {
            for (_, terms) in &plan.pack_terms {
                let terms = self.product(*terms)?;
                let mut versions = terms.versions.iter().filter_map(|(_, version)| self.catalogue.product(*version));
                if grants(terms) || versions.any(grants) {
                    return Ok(plan);
                }
            }
        }
        let sells = |plan: &&'m Plan| plan.product == product || plan.packs.contains(&product);
        let seller = self.catalogue.plans.iter().find(sells);
        seller.map_or_else(|| self.plan(account), Ok)
    }

    /// A lot as a grant says, but of this amount.
    pub(super) fn mint(
        &mut self,
        account: AccountId,
        grant: &'m Grant,
        (class, product): (Class, ProductId),
        amount: Allowance,
    ) -> Run<Option<LotId>> {
        let birth = self.birth(account, grant, (class, product), amount)?;
        self.bear(account, &birth)
    }

    /// One more lot of a grant that goes on: it lives from now to an end that is known.
    pub(super) fn mint_to(
        &mut self,
        account: AccountId,
        grant: &'m Grant,
        what: (Class, ProductId),
        amount: Allowance,
        end: (Instant, bool),
    ) -> Run<Option<LotId>> {
        let birth = self.birth(account, grant, what, amount)?;
        let birth = Birth { start: Start::Granted, repeat: None, set_end: Some(end), ..birth };
        self.bear(account, &birth)
    }

    fn birth(
        &self,
        account: AccountId,
        grant: &'m Grant,
        (class, product): (Class, ProductId),
        amount: Allowance,
    ) -> Run<Birth<'m>> {
        let class = if grant.bonus { Class::Bonus } else { class };
        Ok(Birth {
            kind: grant.kind,
            class,
            product,
            amount,
            scope: Some(&grant.scope),
            validity: grant.validity.answer,
            start: grant.start,
            tie: grant.tie.as_ref(),
            used_first: grant.used_first,
            increment: grant.increment.unwrap_or(Quantity(1)),
            rule: rule_of(self.seller(account, product, grant)?, &grant.rollover, (grant.kind, class, product)),
            never: never_of(self.seller(account, product, grant)?, &grant.rollover, (grant.kind, class, product)),
            repeat: grant.repeat.is_some().then_some(grant),
            set_end: None,
            origin: grant.origin,
        })
    }

    fn bear(&mut self, account: AccountId, birth: &Birth<'m>) -> Run<Option<LotId>> {
        let (granted, unlimited) = match birth.amount {
            Allowance::Limited(amount) if amount.is_zero() => return Ok(None),
            Allowance::Limited(amount) => (amount, false),
            Allowance::Unlimited => (Quantity::ZERO, true),
        };
        if let Some(tie) = birth.tie
            && self.end_by(account, tie, true)?.is_none()
        {
            return Ok(None);
        }
        let life = self.life(account, birth)?;
        let lot = Lot {
            id: self.next_lot(account)?,
            from: None,
            kind: birth.kind,
            class: birth.class,
            product: birth.product,
            granted,
            unlimited,
            granted_at: self.now,
            generation: 0,
            gifted: false,
            owner: account,
            left: granted,
            state: life.state,
            usable_from: life.from,
            expires_at: life.until,
        };
        let reference_lot = ReferenceLot {
            lot,
            origin: birth.origin,
            scope: birth.scope,
            validity: birth.validity,
            start: birth.start,
            tie: birth.tie,
            repeat: birth.repeat,
            unused: matches!(birth.start, Start::FirstUse { .. }),
            used_first: birth.used_first,
            increment: birth.increment,
            rule: birth.rule,
            never: birth.never,
            ends_with_period: life.with_period,
            own_end: None,
            wait: None,
            frozen: None,
            born_in: self.account(account)?.number,
            end_set_at: self.now,
            ended: None,
            outlives: false,
            emptied: false,
        };
        self.account_mut(account)?.lots.push(reference_lot);
        if life.state == State::Live && !reference_lot.unused {
            self.open_stream(account, lot.id)?;
        }
        let until = self.lot(lot.id)?.lot.expires_at;
        self.post_lot(lot.id, granted, Posting::Granted { from: life.from, until }, birth.origin)?;
        Ok(Some(lot.id))
    }

    pub(super) fn next_lot(&self, account: AccountId) -> Run<LotId> {
        let lots = self.account(account)?.lots.len();
        let number = u32::try_from(lots).ok().and_then(|number| number.checked_add(1));
        Ok(LotId { account: account.0, number: number.ok_or(ReferenceFault::Overflow)? })
    }

    fn life(&self, account: AccountId, birth: &Birth<'m>) -> Run<Life> {
        let now = self.now;
        let from_start = |state, from| {
            let whole = || match birth.tie.map_or(Ok(None), |tie| self.end_by(account, tie, true))? {
                Some(end) => Ok((end, false)),
                None => self.end_of(account, birth.validity, from),
            };
            let (until, with_period) = birth.set_end.map_or_else(whole, Ok)?;
            Ok(Life { state, from, until, with_period })
        };
        match birth.start {
            Start::At(instant) if instant > now => from_start(State::Pending, instant),
            Start::Granted | Start::At(_) | Start::NextSession { .. } => from_start(State::Live, now),
            Start::FirstUse { within } => {
                let zone = self.zone(account)?;
                let until = within.map_or(Instant::NEVER, |within| within.after(now, zone, MonthEnd::Clamp));
                Ok(Life { state: State::Live, from: now, until, with_period: false })
            }
            Start::AfterPrevious => {
                let queues = |lot: &ReferenceLot<'_>| lot.lot.kind == birth.kind && lot.start == Start::AfterPrevious;
                if !self.held(account)?.iter().any(queues) && !self.queued_stream_runs(account, birth.kind)? {
                    return from_start(State::Live, now);
                }
                let never = Instant::NEVER;
                Ok(Life { state: State::Pending, from: never, until: never, with_period: false })
            }
        }
    }

    /// Where a validity ends that begins then, and whether that is where the period ends.
    pub(super) fn end_of(&self, account: AccountId, validity: Validity, start: Instant) -> Run<(Instant, bool)> {
        let zone = self.zone(account)?;
        let end = match validity {
            Validity::For(duration) => duration.after(start, zone, MonthEnd::Clamp),
            Validity::ToEndOfDay(days) => {
                let days = i32::try_from(days.max(1)).unwrap_or(i32::MAX);
                zone.midnight(zone.local(start).day.plus(days))
            }
            Validity::ToEndOfWeekday(weekday) => {
                let mut day = zone.local(start).day;
                while day.weekday() != weekday {
                    day = day.plus(1);
                }
                zone.midnight(day.plus(1))
            }
            Validity::CalendarMonths(months) => Cycle::CalendarMonths(months.max(1)).end(start, 0, zone),
            Validity::CalendarQuarters(count) => Cycle::CalendarQuarters(count.max(1)).end(start, 0, zone),
            Validity::CalendarYears(count) => Cycle::CalendarYears(count.max(1)).end(start, 0, zone),
            Validity::CalendarWeeks(weeks) => Cycle::CalendarWeeks(weeks.max(1)).end(start, 0, zone),
            Validity::Periods(count) => return self.end_of_periods(account, count),
            Validity::Until(instant) => instant.max(start),
            Validity::Forever => Instant::NEVER,
        };
        Ok((end, false))
    }

    /// The end of the n-th period, the running one being the first.
    pub(super) fn end_of_periods(&self, account: AccountId, count: u32) -> Run<(Instant, bool)> {
        let Some(period) = self.account(account)?.period else { return Ok((Instant::NEVER, false)) };
        if count <= 1 {
            return Ok((period.end, true));
        }
        let index = period.index.saturating_add(count - 1);
        Ok((self.plan(account)?.cycle.answer.end(period.anchor, index, self.zone(account)?), false))
    }
}

/// What becomes of the leftover of such a lot: decided once and for all.
fn rule_of<'m>(
    plan: &'m Plan,
    said: &'m RolloverOf,
    (kind, class, product): (Kind, Class, ProductId),
) -> Option<&'m Rollover> {
    said_of(plan, said, (kind, class, product)).filter(|rule| rule.life.is_some())
}

/// The clause that says that such a lot does not roll over.
fn never_of(plan: &Plan, said: &RolloverOf, of: (Kind, Class, ProductId)) -> Option<Origin> {
    match said {
        RolloverOf::Never(origin) => Some(*origin),
        _ => said_of(plan, said, of).filter(|rule| rule.life.is_none()).map(|rule| rule.origin),
    }
}

fn said_of<'m>(
    plan: &'m Plan,
    said: &'m RolloverOf,
    (kind, class, product): (Kind, Class, ProductId),
) -> Option<&'m Rollover> {
    match said {
        RolloverOf::Never(_) => None,
        RolloverOf::Own(rule) => Some(&**rule),
        RolloverOf::Plan => plan.rollovers.answer.iter().find(|rule| names(&rule.of, kind, class, product)),
    }
}

impl Moment {
    /// The end of what the event granted.
    pub(super) fn fresh_end(&self, reference: &Reference<'_>) -> Run<Option<Instant>> {
        self.fresh.map(|id| reference.lot(id).map(|lot| lot.lot.expires_at)).transpose()
    }
}

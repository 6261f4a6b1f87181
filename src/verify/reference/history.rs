//! What has happened: a list of everything a condition may ask about, looked through from the beginning each time.

use crate::event::{AccountId, Circumstances, Class, LabelId, ProductId};
use crate::model::{self, Comparison, Deed, History, LimitSpan, Measure, Product, Scope, Selector};
use crate::text::Origin;
use crate::units::{Duration, Instant, Kind, MonthEnd, Quantity};

use super::admit::admits;
use super::condition::compare;
use super::counters::{calendar, sum};
use super::handlers::Moment;
use super::pay::Asking;
use super::turn::Pair;
use super::{Reference, ReferenceLot, Run};

/// Something that has happened to an account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Past {
    what: Did,
    amount: Quantity,
    at: Instant,
    stretch: u32,
}

/// What a bonus was given for, by its words.
#[derive(Debug, Clone)]
pub(super) struct Reward {
    pub(super) words: Origin,
    /// Where it stands in the list of what has happened.
    pub(super) of: Vec<usize>,
    /// What was too little for another step.
    pub(super) remainder: Quantity,
}

/// What has happened.
#[derive(Debug, Clone, Copy)]
pub(super) enum Did {
    Recharge(Option<LabelId>),
    Charge,
    ChargeFor(Kind),
    Pay(Option<Kind>, Class),
    Use(Kind, Circumstances),
    Buy(ProductId),
    Renew,
    Change(Pair),
    Give(Kind),
    Receive(Kind),
}

impl Reference<'_> {
    /// Keeps in mind what has happened just now.
    pub(super) fn remember(&mut self, account: AccountId, what: Did, amount: Quantity) -> Run {
        let at = self.now;
        let subscriber = self.account_mut(account)?;
        let stretch = subscriber.stretch;
        subscriber.past.push(Past { what, amount, at, stretch });
        Ok(())
    }

    pub(super) fn has_happened(&self, account: AccountId, history: &History, moment: &Moment) -> Run<bool> {
        let spans = match history.each {
            Some(spans) => 1..=spans,
            None => u32::from(history.past.before)..=u32::from(history.past.before),
        };
        for back in spans {
            let of = |under: Option<&Scope>| {
                self.how_much(account, (history.past.deed, under), (history.past.span, back), history.measure, moment)
            };
            let one = of(history.under.as_deref())?;
            let other = if history.than.is_some() { of(history.than.as_deref())? } else { history.amount };
            if !compare(history.comparison, one, other) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How much of something has happened in a span.
    pub(super) fn so_far(&self, account: AccountId, asked: &model::Past, moment: &Moment) -> Run<Quantity> {
        let span = (asked.span, u32::from(asked.before));
        self.how_much(account, (asked.deed, None), span, Measure::Amount, moment)
    }

    /// What has happened in a span that these words have not counted yet: where it stands, and how much it is.
    pub(super) fn not_rewarded(
        &self,
        account: AccountId,
        words: Origin,
        asked: &model::Past,
        moment: &Moment,
    ) -> Run<Vec<(usize, Quantity)>> {
        let subscriber = self.account(account)?;
        let mut fresh = Vec::new();
        for (place, past) in subscriber.past.iter().enumerate() {
            let mut rewards = subscriber.rewards.iter().filter(|reward| reward.words == words);
            if rewards.any(|reward| reward.of.contains(&place)) {
                continue;
            }
            if self.was(asked.deed, past.what)?
                && self.falls_into(account, (asked.span, u32::from(asked.before)), past, moment)?
            {
                fresh.push((place, past.amount));
            }
        }
        Ok(fresh)
    }

    /// How often something has happened so many spans back, how much of it, or on how many days.
    fn how_much(
        &self,
        account: AccountId,
        (deed, under): (Deed, Option<&Scope>),
        span: (LimitSpan, u32),
        measure: Measure,
        moment: &Moment,
    ) -> Run<Quantity> {
        let (mut amounts, mut days) = (Vec::new(), std::collections::BTreeSet::new());
        for past in &self.account(account)?.past {
            if !self.was(deed, past.what)?
                || !self.was_under(account, under, past.what)?
                || !self.falls_into(account, span, past, moment)?
            {
                continue;
            }
            amounts.push(if measure == Measure::Times { Quantity(1) } else { past.amount });
            if !past.amount.is_zero() {
                days.insert(self.zone(account)?.local(past.at).day);
            }
        }
        if measure == Measure::Days {
            return Ok(Quantity(u64::try_from(days.len()).unwrap_or(u64::MAX)));
        }
        sum(amounts)
    }

    fn was_under(&self, account: AccountId, under: Option<&Scope>, did: Did) -> Run<bool> {
        let (Some(scope), Did::Use(kind, circumstances)) = (under, did) else { return Ok(true) };
        let asking = Asking::of(account, kind, self.now, circumstances);
        Ok(admits(Some(scope), self.operator(self.decider(account)?)?, &asking))
    }

    fn was(&self, deed: Deed, did: Did) -> Run<bool> {
        let of = |asked: Option<Kind>, kind: Kind| asked.is_none_or(|asked| asked == kind);
        Ok(match (deed, did) {
            (Deed::Recharged(None), Did::Recharge(_))
            | (Deed::Charged(None), Did::Charge)
            | (Deed::ChangedPlan(None), Did::Change(_))
            | (Deed::Renewed, Did::Renew) => true,
            (Deed::Recharged(Some(asked)), Did::Recharge(by)) => by == Some(asked),
            (Deed::Charged(Some(asked)), Did::ChargeFor(kind)) => asked.contains(kind),
            (Deed::Paid(asked, of), Did::Pay(kind, class)) => {
                of == class && asked.is_none_or(|asked| kind.is_some_and(|kind| asked.contains(kind)))
            }
            (Deed::Used(asked), Did::Use(kind, _))
            | (Deed::Given(asked), Did::Give(kind))
            | (Deed::Received(asked), Did::Receive(kind)) => of(asked, kind),
            (Deed::BoughtIn(group), Did::Buy(product)) => self.groups_of(product).any(|name| name == group),
            (Deed::BoughtAnyOf(list), Did::Buy(product)) => {
                let of_group = |named: &LabelId| self.groups_of(product).any(|name| name == *named);
                self.catalogue
                    .pack_lists
                    .get(list)
                    .is_some_and(|list| list.packs.contains(&product) || list.groups.iter().any(of_group))
            }
            (Deed::Bought(asked), Did::Buy(product)) => asked.is_none_or(|asked| asked == product),
            (Deed::ChangedPlan(Some(comparison)), Did::Change(plans)) => self.compare_plans(comparison, plans)?,
            _ => false,
        })
    }

    fn falls_into(
        &self,
        account: AccountId,
        (span, back): (LimitSpan, u32),
        past: &Past,
        moment: &Moment,
    ) -> Run<bool> {
        let zone = self.zone(account)?;
        Ok(match span {
            LimitSpan::Period => {
                let now = i64::from(self.account(account)?.stretch);
                let wanted = now - i64::from(back);
                i64::from(past.stretch) == wanted.min(i64::from(moment.stretch))
            }
            LimitSpan::Last(length) => length.after(past.at, zone, MonthEnd::Clamp) > self.now,
            LimitSpan::Since(from) => past.at >= from,
            LimitSpan::Between(from, to) => from <= past.at && past.at < to,
            LimitSpan::Ever | LimitSpan::AtOnce | LimitSpan::Use | LimitSpan::Lot => true,
            LimitSpan::Month | LimitSpan::Quarter | LimitSpan::Year | LimitSpan::Week | LimitSpan::Day => {
                let mut wanted = calendar(span, self.now, zone);
                for _ in 0..back {
                    // The instant before a span lies in the span before it.
                    wanted = wanted.and_then(|first| calendar(span, zone.midnight(first).plus_seconds(-1), zone));
                }
                calendar(span, past.at, zone) == wanted
            }
        })
    }

    /// Whether so much is held of some units.
    pub(super) fn holds_units(
        &self,
        account: AccountId,
        of: &Selector,
        (comparison, amount): (Comparison, Quantity),
        moment: &Moment,
    ) -> Run<bool> {
        let mut left = 0_u64;
        let lots = if of.expired { self.lots(account).to_vec() } else { self.held(account)? };
        for lot in lots {
            if !self.fits(of, &lot)? || !self.stands(of, &lot, moment)? {
                continue;
            }
            let more = if lot.lot.unlimited { u64::MAX } else { lot.lot.left.0 };
            left = left.saturating_add(more);
        }
        Ok(compare(comparison, Quantity(left), amount))
    }

    /// How many purchases of a product are still held: of the one of its grants that has most lots here, so many.
    pub(super) fn held_at_once(&self, account: AccountId, product: &Product) -> Run<Quantity> {
        let pack = product.version_of.unwrap_or(product.id);
        let held = self.held(account)?;
        let is_its =
            |lot: &&ReferenceLot<'_>| lot.lot.product == pack && lot.lot.expires_at > self.now && !lot.lot.gifted;
        let origins: Vec<_> = held.iter().filter(is_its).map(|lot| lot.origin).collect();
        let most = origins.iter().map(|one| origins.iter().filter(|other| *other == one).count()).max().unwrap_or(0);
        Ok(Quantity(u64::try_from(most).unwrap_or(u64::MAX)))
    }

    /// Whether the subscription has run for so long.
    pub(super) fn has_run(&self, account: AccountId, comparison: Comparison, length: Duration) -> Run<bool> {
        let subscriber = self.account(account)?;
        let Some(since) = subscriber.active_since.filter(|_| subscriber.active) else {
            return Ok(matches!(comparison, Comparison::LessThan | Comparison::AtMost));
        };
        let then = length.after(since, self.zone(account)?, MonthEnd::Clamp);
        Ok(match comparison {
            Comparison::MoreThan => self.now > then,
            Comparison::AtLeast => self.now >= then,
            Comparison::LessThan => self.now < then,
            Comparison::AtMost => self.now <= then,
            Comparison::Exactly => self.now == then,
        })
    }

    /// Whether the running period began where the calendar says.
    pub(super) fn began_whole(&self, account: AccountId) -> Run<bool> {
        let subscriber = self.account(account)?;
        let Some((anchor, index)) = subscriber.last_period else { return Ok(false) };
        let cycle = self.plan(account)?.cycle.answer;
        Ok(index > 0 || cycle.is_boundary(anchor, self.zone(account)?))
    }

    /// How many members the pool has that the account is in or owns.
    pub(super) fn members_of_pool(&self, account: AccountId) -> Run<Quantity> {
        let owner = self.account(account)?.member_of.unwrap_or(account);
        let members = self.accounts.iter().filter(|member| member.member_of == Some(owner)).count();
        Ok(Quantity(u64::try_from(members).unwrap_or(u64::MAX)))
    }
}

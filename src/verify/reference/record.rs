//! Records of use that lasted.

use crate::event::{AccountId, Event, Happening};
use crate::model::{Action, Beyond, Grant, Rollover, RolloverOf, Sessions};
use crate::units::{Holidays, Instant, Window, Zone};

use super::pay::Asking;
use super::{Reference, ReferenceFault, Run};

const LONGEST_SECONDS: i64 = 400 * 86_400;

impl<'m> Reference<'m> {
    /// Handles the event if it is a record that lasted, with all the time that passes until it ends.
    pub(super) fn record(&mut self, event: &Event) -> Run<bool> {
        let Happening::Use { kind, amount, since: Some(since), circumstances } = event.what else { return Ok(false) };
        if since >= event.at {
            return Ok(false);
        }
        if event.at.seconds_since(since) > LONGEST_SECONDS {
            return Err(ReferenceFault::RecordTooLong);
        }
        let asking = Asking::of(event.account, kind, since, circumstances);
        self.uses += 1;
        let amount = self.counted_as(&asking, amount)?;
        match self.operator(self.decider(event.account)?)?.sessions {
            Sessions::ByStart => {
                self.settle_to(since.max(self.now))?;
                self.use_units(&asking, amount)?;
            }
            Sessions::Split | Sessions::AtMidnight => self.pieces(&asking, event.at, amount)?,
        }
        self.settle_to(event.at)?;
        Ok(true)
    }

    /// Each piece is paid when it starts, or now if that is past; what ends at an instant is used before the instant.
    fn pieces(&mut self, whole: &Asking, at: Instant, amount: crate::units::Quantity) -> Run {
        let seconds = |from, to: Instant| u64::try_from(to.seconds_since(from)).unwrap_or(0);
        let length = seconds(whole.clock, at);
        let (mut start, mut rest, mut began) = (whole.clock, amount, whole.began);
        while start < at {
            self.settle_to(start.max(self.now))?;
            let end = self.next_boundary(whole.user, start, at)?;
            let part = if end == at {
                rest
            } else {
                amount.proportion(seconds(start, end), length).ok_or(ReferenceFault::Overflow)?
            };
            self.use_units(&Asking { clock: start, began, ..*whole }, part)?;
            rest = rest.checked_sub(part).ok_or(ReferenceFault::Overflow)?;
            if end < at && self.midnights(whole.user, start)? == Some(end) {
                (began, self.uses) = (end, self.uses + 1);
            }
            start = end;
        }
        Ok(())
    }

    /// The first instant after the start, and not after the end, at which anything may be different.
    fn next_boundary(&self, user: AccountId, start: Instant, at: Instant) -> Run<Instant> {
        let decider = self.decider(user)?;
        let operator = self.operator(decider)?;
        let mut boundary = at;
        for window in self.windows(decider)? {
            boundary = next_edge(window, start, boundary, &operator.zone.answer, &operator.holidays);
        }
        for account in [user, decider] {
            let due = self.next_due(account)?.filter(|due| *due > start);
            boundary = due.map_or(boundary, |due| due.min(boundary));
        }
        Ok(self.midnights(user, start)?.map_or(boundary, |midnight| midnight.min(boundary)))
    }

    /// Where sessions end at midnight: the first one after an instant.
    fn midnights(&self, user: AccountId, after: Instant) -> Run<Option<Instant>> {
        let operator = self.operator(self.decider(user)?)?;
        let zone = &operator.zone.answer;
        let ends = operator.sessions == Sessions::AtMidnight;
        Ok(ends.then(|| zone.midnight(zone.local(after).day.plus(1))))
    }

    /// Every window of everything that the account's plan can grant.
    fn windows(&self, account: AccountId) -> Run<Vec<&'m Window>> {
        let plan = self.plan(account)?;
        let mut windows = Vec::new();
        let mut products: Vec<_> = std::iter::once(plan.product).chain(plan.promotions.iter().copied()).collect();
        for pack in &plan.packs {
            let pack = plan.terms_of(*pack);
            products.push(pack);
            products.extend(self.product(pack)?.versions.iter().map(|(_, version)| *version));
        }
        for product in products {
            for grant in &self.product(product)?.grants {
                windows.extend(&grant.scope.windows);
                windows.extend(own_windows(grant));
            }
        }
        // What has rolled may be usable at other times than before.
        windows.extend(plan.rollovers.answer.iter().flat_map(windows_of_rule));
        windows.extend(plan.weights.iter().flat_map(|weight| &weight.scope.windows));
        windows.extend(plan.selling.conversions.iter().flat_map(|rule| &rule.grant.scope.windows));
        let instead = plan.ceilings.iter().filter_map(|ceiling| match &ceiling.beyond {
            Beyond::Instead(resorts) => Some(resorts),
            Beyond::Slow { .. } => None,
        });
        let chains = plan.depletions.iter().map(|rule| &rule.fallbacks.answer).chain(instead);
        windows.extend(chains.flatten().flat_map(|resort| &resort.scope.windows));
        windows.extend(plan.depletions.iter().flat_map(|rule| &rule.scope.windows));
        windows.extend(plan.ceilings.iter().flat_map(|ceiling| &ceiling.scope.windows));
        windows.extend(plan.tolls.iter().flat_map(|toll| &toll.scope.windows));
        let actions = plan.handlers.iter().flat_map(|handler| handler.actions.iter().chain(&handler.otherwise));
        for action in actions {
            if let Action::Bonus { grant, .. } = action {
                windows.extend(&grant.scope.windows);
                windows.extend(own_windows(grant));
            }
        }
        Ok(windows)
    }
}

fn own_windows(grant: &Grant) -> impl Iterator<Item = &Window> {
    let own = if let RolloverOf::Own(rule) = &grant.rollover { Some(&**rule) } else { None };
    own.into_iter().flat_map(windows_of_rule)
}

fn windows_of_rule(rule: &Rollover) -> impl Iterator<Item = &Window> {
    rule.usable.iter().flat_map(|scope| &scope.windows)
}

/// The first edge after the start, and before the limit, at which the window really opens or closes.
fn next_edge(window: &Window, start: Instant, limit: Instant, zone: &Zone, holidays: &Holidays) -> Instant {
    let is_open = |at| window.contains(zone.local(at), holidays);
    let mut edge = window.next_edge(start, zone);
    while edge < limit && is_open(edge) == is_open(edge.plus_seconds(-1)) {
        edge = window.next_edge(edge, zone);
    }
    edge.min(limit)
}

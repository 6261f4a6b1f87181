//! What customers decide for themselves: what they agree to, and the values they set.

use crate::event::{LabelId, Setting};
use crate::ledger::{Listener, Note, OriginId};
use crate::program::{Consent, Counter, CounterSpan, Lasts};
use crate::units::{Instant, MonthEnd, Quantity};

use super::World;
use super::counters::calendar_span;

/// What a customer agrees to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Consented {
    to: Option<LabelId>,
    since: Instant,
    /// In whose period, and in which.
    within: (usize, u32),
}

impl World<'_> {
    /// The customer agrees to something, or takes it back.
    pub(super) fn consent(
        &mut self,
        account: usize,
        (to, given): (Option<LabelId>, bool),
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        let (since, within) = (self.now, self.period_of(account));
        let consents = &mut self.accounts[account].consents;
        consents.retain(|consented| consented.to != to);
        if given {
            consents.push(Consented { to, since, within });
        }
        self.note(account, if given { Note::Agreed(to) } else { Note::Disagreed(to) }, origin, out);
    }

    /// Whether the customer agrees now.
    pub(super) fn agreed(&self, user: usize, consent: Consent) -> bool {
        let Consent::Needed(to, lasts) = consent else { return true };
        let consents = self.accounts[user].consents.iter();
        let Some(Consented { since, within, .. }) = consents.copied().find(|consented| consented.to == to) else {
            return false;
        };
        let calendar = self.calendar_of(user);
        match lasts {
            Lasts::For(length) => length.after(since, &calendar.zone, MonthEnd::Clamp) > self.now,
            Lasts::In(CounterSpan::Period | CounterSpan::OwnPeriod) => within == self.period_of(user),
            Lasts::In(
                span @ (CounterSpan::Day
                | CounterSpan::Week
                | CounterSpan::Month
                | CounterSpan::Quarter
                | CounterSpan::Year),
            ) => calendar_span(calendar, span, since) == calendar_span(calendar, span, self.now),
            Lasts::Ever | Lasts::In(_) => true,
        }
    }

    fn period_of(&self, account: usize) -> (usize, u32) {
        let owner = self.owner_of(account);
        (owner, self.accounts[owner].stretch)
    }

    /// The customer sets a value.
    pub(super) fn set(
        &mut self,
        account: usize,
        (name, to): (LabelId, Setting),
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        let settings = &mut self.accounts[account].settings;
        settings.retain(|(other, _)| *other != name);
        if to != Setting::Unset {
            settings.push((name, to));
        }
        self.wait_for_date(account, name);
        self.note(account, Note::Set(name, to), origin, out);
    }

    /// What a limit is for an account: what the customer has set, if that is asked for and of the kind.
    pub(super) fn most(&self, account: usize, counter: &Counter) -> Quantity {
        let Some((name, kind)) = counter.chosen else { return counter.most };
        let set = self.accounts[account].settings.iter().find(|(other, _)| *other == name);
        match set {
            Some((_, Setting::Amount(of, amount))) if *of == kind => *amount,
            Some((_, Setting::Unlimited)) => Quantity::MAX,
            _ => counter.most,
        }
    }
}

//! What customers decide for themselves, all of it remembered: what they agree to, and the values they set.

use crate::event::{AccountId, LabelId, Setting};
use crate::model::{Ask, Lasts, Limit, LimitSpan};
use crate::units::{Instant, MonthEnd, Quantity};

use super::counters::calendar;
use super::{Reference, Run};

/// What a customer has decided, and when: at which instant, and in whose period of which number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decided {
    at: Instant,
    within: (AccountId, u32),
    what: Decision,
}

/// Something that a customer has decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// To agree to something, or no longer.
    Consent(Option<LabelId>, bool),
    /// What a value is.
    Set(LabelId, Setting),
}

impl Reference<'_> {
    /// Whether the last that was said is that the customer agrees, and that is not too long ago.
    pub(super) fn has_consent(&self, account: AccountId, ask: Ask) -> Run<bool> {
        let Ask::Yes { to, lasts } = ask else { return Ok(true) };
        let said = self.account(account)?.decided.iter().rev().find_map(|decided| match decided.what {
            Decision::Consent(other, given) if other == to => Some(given.then_some(*decided)),
            _ => None,
        });
        let Some(given) = said.flatten() else { return Ok(false) };
        let zone = self.zone(account)?;
        Ok(match lasts {
            Lasts::Ever => true,
            Lasts::For(time) => time.after(given.at, zone, MonthEnd::Clamp) > self.now,
            Lasts::In(LimitSpan::Period) => given.within == self.period_of(account)?,
            Lasts::In(span) => calendar(span, given.at, zone) == calendar(span, self.now, zone),
        })
    }

    /// Remembers it.
    pub(super) fn decide(&mut self, account: AccountId, what: Decision) -> Run {
        let (at, within) = (self.now, self.period_of(account)?);
        self.account_mut(account)?.decided.push(Decided { at, within, what });
        Ok(())
    }

    /// What a value has been set to last.
    pub(super) fn value_of(&self, account: AccountId, name: LabelId) -> Run<Option<Setting>> {
        Ok(self.account(account)?.decided.iter().rev().find_map(|decided| match decided.what {
            Decision::Set(other, to) if other == name => Some(to),
            _ => None,
        }))
    }

    /// What a limit is for an account.
    pub(super) fn most(&self, account: AccountId, limit: &Limit) -> Run<Quantity> {
        let Some(chosen) = limit.chosen else { return Ok(limit.amount) };
        Ok(match self.value_of(account, chosen.name)? {
            Some(Setting::Amount(kind, amount)) if kind == chosen.kind => amount,
            Some(Setting::Unlimited) => Quantity::MAX,
            Some(Setting::Amount(..) | Setting::Date(_) | Setting::Unset) | None => limit.amount,
        })
    }
}

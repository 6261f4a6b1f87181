//! What is done with the line itself, and what is done when a notice is due.

use crate::event::AccountId;
use crate::ledger::{Note, Posting};
use crate::model::{Scope, Service};
use crate::text::Origin;
use crate::units::Kind;

use super::follow::Asked;
use super::pay::Asking;
use super::{Reference, Run};

/// Use that is not let through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar<'m> {
    kind: Option<Kind>,
    scope: &'m Scope,
    origin: Origin,
}

impl<'m> Reference<'m> {
    pub(super) fn serve(&mut self, account: AccountId, what: &'m Service, origin: Origin) -> Run {
        let note = match what {
            Service::Bar { kind, scope } => {
                let bars = &mut self.account_mut(account)?.bars;
                bars.retain(|bar| bar.kind != *kind || bar.scope != scope);
                bars.push(Bar { kind: *kind, scope, origin });
                Note::Barred
            }
            Service::LiftBars { kind: None } => {
                self.account_mut(account)?.bars.clear();
                Note::BarsLifted
            }
            Service::LiftBars { kind } => {
                self.account_mut(account)?.bars.retain(|bar| bar.kind != *kind);
                Note::BarsLifted
            }
            Service::FullSpeed { until } => {
                let (until, _) = self.end_of(account, *until, self.now)?;
                self.account_mut(account)?.full_speed.push(until);
                Note::FullSpeed
            }
        };
        self.note(account, Posting::Noted { what: note }, origin);
        Ok(())
    }

    /// Whether nothing is slow now that would be from an amount on.
    pub(super) fn is_fast(&self, account: AccountId) -> Run<bool> {
        Ok(self.account(account)?.full_speed.iter().any(|until| self.now < *until))
    }

    /// The clause that bars a use: of whoever uses, or of the owner of the pool.
    pub(super) fn bar_on(&self, asking: &Asking) -> Run<Option<Origin>> {
        let owner = self.pool_of(asking.user)?.map(|(owner, _)| owner);
        for account in std::iter::once(asking.user).chain(owner) {
            for bar in &self.account(account)?.bars {
                let of_kind = bar.kind.is_none_or(|kind| kind == asking.kind);
                if of_kind && self.concerns(asking, bar.scope, None)? {
                    return Ok(Some(bar.origin));
                }
            }
        }
        Ok(None)
    }

    /// Remembers that a notice of the account's plan is due.
    pub(super) fn reach(&mut self, account: AccountId, place: usize) {
        self.following.asked.push((account, Asked::Reached(place)));
    }
}

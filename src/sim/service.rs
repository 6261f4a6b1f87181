//! What is done with the line itself: bars, and speed that is given back.

use crate::ledger::{Listener, Note, OriginId};
use crate::program::{ScopeId, Service};
use crate::units::Kind;

use super::World;
use super::deplete::Who;
use super::pay::Use;

/// Use that is not let through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    kind: Option<Kind>,
    scope: ScopeId,
    origin: OriginId,
}

impl World<'_> {
    pub(super) fn serve(&mut self, account: usize, what: Service, origin: OriginId, out: &mut impl Listener) {
        let note = match what {
            Service::Bar(kind, scope) => {
                let bars = &mut self.accounts[account].bars;
                bars.retain(|bar| (bar.kind, bar.scope) != (kind, scope));
                bars.push(Bar { kind, scope, origin });
                Note::Barred
            }
            Service::LiftBars(kind) => {
                self.accounts[account].bars.retain(|bar| kind.is_some() && bar.kind != kind);
                Note::BarsLifted
            }
            Service::FullSpeed(until) => {
                let until = self.end_of(account, until, self.now);
                let state = &mut self.accounts[account];
                state.full_speed_until = state.full_speed_until.max(until);
                Note::FullSpeed
            }
        };
        self.note(account, note, origin, out);
        self.refresh_plainness(account);
    }

    /// The clause that bars a use, of whoever uses or of the pool's owner.
    pub(super) fn bar_on(&self, who: Who, wanted: &Use) -> Option<OriginId> {
        let bars = self.accounts[who.user].bars.iter();
        let owners = self.accounts[who.owner].bars.iter().filter(|_| who.owner != who.user);
        let holds =
            |bar: &&Bar| bar.kind.is_none_or(|kind| kind == wanted.kind) && self.concerns(who, bar.scope, None, wanted);
        bars.chain(owners).find(holds).map(|bar| bar.origin)
    }
}

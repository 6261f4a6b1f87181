//! Bonuses whose amount follows what has happened: what is paid in, what was bought, what was charged or used in a span.

use crate::program::{AmountOf, CounterSpan, GrantId};
use crate::units::{Quantity, Ratio};

use super::World;
use super::routine::Occasion;

impl World<'_> {
    /// How much a grant is, if that follows what has happened.
    pub(super) fn by_what_happened(&mut self, account: usize, grant: GrantId, occasion: &Occasion) -> Option<Quantity> {
        let program = self.program;
        let grant = &program.grants[grant.0 as usize];
        if let (AmountOf::PerFact(amount, step, fact, back), Some(kept)) = (grant.amount, grant.kept) {
            return Some(self.by_steps(account, (amount, step), (fact, back), kept, occasion));
        }
        let share = |ratio: Ratio, base: Quantity| ratio.of(base).unwrap_or(Quantity::MAX);
        let steps = |amount: Quantity, step: Quantity, base: Quantity| {
            let steps = base.0.checked_div(step.0).unwrap_or(0);
            Quantity(amount.0.saturating_mul(steps)).min(Quantity::MAX)
        };
        Some(match grant.amount {
            AmountOf::ShareOfRecharge(ratio) => share(ratio, occasion.recharged),
            AmountOf::PerRecharge(amount, step) => steps(amount, step, occasion.recharged),
            AmountOf::ShareOfBought(ratio) => share(ratio, self.bought_of(account, grant.kind, occasion)),
            AmountOf::ShareOfFact(ratio, fact, back) => share(ratio, self.has_counted(account, (fact, back), occasion)),
            AmountOf::PerHeld(amount, step) => {
                let lots = grant.held.as_ref().map_or_else(Vec::new, |of| self.selected(account, of, occasion));
                let lots = lots.into_iter().map(|index| self.accounts[account].holdings[index].lot);
                let left = lots.filter(|lot| !lot.unlimited).map(|lot| lot.left.0);
                steps(amount, step, Quantity(left.fold(0, u64::saturating_add)))
            }
            AmountOf::PerFact(amount, step, fact, back) => {
                steps(amount, step, self.has_counted(account, (fact, back), occasion))
            }
            AmountOf::Units(_) | AmountOf::Unlimited | AmountOf::ShareOfPlan(_) | AmountOf::PerPrice(..) => {
                return None;
            }
        })
    }

    /// So much for each whole step of what has happened and was not counted by this bonus before. What is too little for a step
    /// is counted with what comes. A time that moves has no parts that could be told apart: it is counted anew each time.
    fn by_steps(
        &mut self,
        account: usize,
        (amount, step): (Quantity, Quantity),
        (fact, back): (usize, i64),
        (rewarded, remainder): (usize, usize),
        occasion: &Occasion,
    ) -> Quantity {
        let base = self.has_counted(account, (fact, back), occasion);
        let span = self.program.facts.get(fact).map_or(CounterSpan::Ever, |fact| fact.span);
        let total = if matches!(span, CounterSpan::Last(_)) {
            base
        } else {
            let which = self.span_back(account, span, (back, i64::from(occasion.stretch)));
            let fresh = base.saturating_sub(self.counted_at(account, rewarded, which));
            self.set_count_at(account, rewarded, span, (which, base));
            let total = fresh.0.saturating_add(self.counted(account, remainder, CounterSpan::Ever).0);
            let rest = Quantity(total.checked_rem(step.0).unwrap_or(0));
            self.set_count(account, remainder, CounterSpan::Ever, rest);
            Quantity(total)
        };
        let steps = total.0.checked_div(step.0).unwrap_or(0);
        Quantity(amount.0.saturating_mul(steps)).min(Quantity::MAX)
    }

    /// What the purchase that is the event has granted of a kind.
    fn bought_of(&self, account: usize, kind: crate::units::Kind, occasion: &Occasion) -> Quantity {
        let Some((product, first)) = occasion.bought else { return Quantity::ZERO };
        let lots = self.accounts[account].holdings.iter().skip(first).map(|holding| &holding.lot);
        let own = lots.filter(|lot| lot.product == product && lot.kind == kind && !lot.unlimited);
        Quantity(own.map(|lot| lot.granted.0).fold(0, u64::saturating_add))
    }
}

//! Why a routine did not do what it says, for those who ask.

use crate::ledger::{Lack, Listener, Measure, Miss, OriginId};
use crate::program::{Counts, Deed, Range, Routine, Test};
use crate::units::{Kind, MonthEnd, Quantity};

use super::World;
use super::routine::Occasion;

impl World<'_> {
    /// Tells what was missing.
    pub(super) fn missed(&self, account: usize, routine: &Routine, lack: Lack, out: &mut impl Listener) {
        let account = self.accounts[account].id;
        out.missed(&Miss { at: self.now, account, origin: routine.origin, lack });
    }

    /// Tells that a price could not be paid.
    pub(super) fn missed_money(
        &self,
        account: usize,
        (price, was): (Quantity, Quantity),
        origin: OriginId,
        out: &mut impl Listener,
    ) {
        let of = Measure::Held(Kind::Money);
        let lack = Lack::Amount { of, was, least: price, most: Quantity::MAX, within: true };
        out.missed(&Miss { at: self.now, account: self.accounts[account].id, origin, lack });
    }

    /// Tells which parts of a routine's test did not hold.
    pub(super) fn missed_tests(
        &self,
        account: usize,
        (routine, test): (&Routine, &Test),
        occasion: &Occasion,
        out: &mut impl Listener,
    ) {
        for lack in self.lacks(account, test, occasion, true) {
            self.missed(account, routine, lack, out);
        }
    }

    /// The parts of a test because of which it is not as it is wanted.
    fn lacks(&self, account: usize, test: &Test, occasion: &Occasion, wanted: bool) -> Vec<Lack> {
        match test {
            Test::All(parts) | Test::Any(parts) => {
                let failing = parts.iter().filter(|part| self.holds(account, part, occasion) != wanted);
                failing.flat_map(|part| self.lacks(account, part, occasion, wanted)).collect()
            }
            Test::Not(part) => self.lacks(account, part, occasion, !wanted),
            part => vec![self.lack(account, part, occasion, wanted)],
        }
    }

    fn lack(&self, account: usize, test: &Test, occasion: &Occasion, within: bool) -> Lack {
        let state = &self.accounts[account];
        let amount = |of: Measure, was: Quantity, range: Range| Lack::Amount {
            of,
            was,
            least: range.least,
            most: range.most,
            within,
        };
        match test {
            Test::Recharged(range) => amount(Measure::Recharge, occasion.recharged, *range),
            Test::Used(kind, range) => amount(Measure::Used(*kind), Quantity(occasion.used[kind.index()]), *range),
            Test::Owing(range) => amount(Measure::Owing, state.loans.owed(), *range),
            Test::Members(range) => amount(Measure::Members, self.members_of_pool(account), *range),
            Test::PeriodNumber(range) => {
                let number = occasion.period.unwrap_or_else(|| self.period_of_plan(account));
                amount(Measure::Period, Quantity(u64::from(number)), *range)
            }
            Test::InARow(least) => {
                let range = Range { least: Quantity(u64::from(*least)), most: Quantity::MAX };
                amount(Measure::Renewals, Quantity(u64::from(state.renewals_in_a_row)), range)
            }
            Test::Happened { fact, back, range } => {
                let was = self.has_counted(account, (*fact, *back), occasion);
                amount(self.measure(*fact), was, *range)
            }
            Test::Held(of, range) => {
                let kind = Kind::ALL.into_iter().find(|kind| of.has_kind(*kind)).unwrap_or(Kind::Data);
                amount(Measure::Held(kind), self.units_held(account, of, occasion), *range)
            }
            Test::Renewed(_) => match occasion.renewal {
                Some(facts) => Lack::Renewal { automatic: facts.automatic, at: facts.at, end: facts.end },
                None => Lack::Condition,
            },
            Test::Subscribed(_, length) if state.is_active() => {
                let zone = &self.calendar_of(account).zone;
                Lack::Subscribed { then: length.after(state.activated_at, zone, MonthEnd::Clamp) }
            }
            Test::Between(from, to) if within => Lack::Dates { from: *from, to: *to },
            _ => Lack::Condition,
        }
    }

    fn measure(&self, fact: usize) -> Measure {
        let Some(fact) = self.program.facts.get(fact) else { return Measure::Times };
        match (fact.counts, &fact.deed) {
            (Counts::Times | Counts::Days(_), _) => Measure::Times,
            (Counts::Amount, Deed::Used(kind) | Deed::Given(kind) | Deed::Received(kind)) => {
                Measure::Sum(kind.unwrap_or(Kind::Data))
            }
            (Counts::Amount, _) => Measure::Sum(Kind::Money),
        }
    }
}

//! Fees, and how long plans last.

use crate::model;
use crate::program::{FeeAmount, FeeBase, Term, TermLength};
use crate::units::Quantity;

use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn fee(&mut self, amount: &model::FeeAmount) -> FeeAmount {
        match *amount {
            model::FeeAmount::Fixed(amount) => FeeAmount::Fixed(amount),
            model::FeeAmount::Share(model::FeeShare { share, of, least, most, rounding }) => {
                FeeAmount::Share { share, of: self.fee_base(of), least, most: most.unwrap_or(Quantity::MAX), rounding }
            }
            model::FeeAmount::Missing { to, of } => FeeAmount::Missing(to, self.fee_base(of)),
            model::FeeAmount::EachLeft { each, of } => FeeAmount::EachLeft(each, length(of)),
        }
    }

    fn fee_base(&mut self, of: model::FeeBase) -> FeeBase {
        match of {
            model::FeeBase::Bill => FeeBase::Bill,
            model::FeeBase::Debts => FeeBase::Debts,
            model::FeeBase::Recharge => FeeBase::Recharge,
            model::FeeBase::Past(past) => {
                let (fact, back) = self.fact(&past);
                FeeBase::Fact(fact, back)
            }
        }
    }

    pub(super) fn term(&mut self, term: &model::Term) -> Term {
        Term { length: length(term.length), then: term.then, origin: self.origin(term.origin) }
    }
}

fn length(length: model::TermLength) -> TermLength {
    match length {
        model::TermLength::Periods(periods) => TermLength::Periods(periods),
        model::TermLength::Length(length) => TermLength::Length(length),
    }
}

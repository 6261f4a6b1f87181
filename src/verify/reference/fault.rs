//! What ends a run of the reference engine.

use crate::event::{AccountId, PlanId, ProductId};
use crate::ledger::LotId;
use crate::units::Kind;

/// What ends a run of the reference engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceFault {
    /// The event lies before the one before it.
    OutOfOrder,
    /// A record of use lasts longer than 400 days.
    RecordTooLong,
    /// No account has this number.
    UnknownAccount(AccountId),
    /// No plan has this number.
    UnknownPlan(PlanId),
    /// No product has this number.
    UnknownProduct(ProductId),
    /// The plan has no operator, so nobody knows its time zone.
    UnknownOperator(PlanId),
    /// No lot has this number. A defect of the engine.
    UnknownLot(LotId),
    /// A number is too large.
    Overflow,
    /// Units came from nowhere or went nowhere. A defect of the engine.
    Imbalance {
        /// Whose.
        account: AccountId,
        /// Of which kind.
        kind: Kind,
    },
}

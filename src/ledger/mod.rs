//! What happened: lots, the entries about them, and the sums that must always balance.

mod entry;
mod lot;
mod note;
mod reason;
mod sums;

pub use entry::{Charge, Entry, Ledger, Listener, NoticeKind, OriginId, Posting};
pub use lot::{Lot, LotId, State};
pub use note::Note;
pub use reason::Reason;
pub use sums::{Flow, Imbalance, Sums};

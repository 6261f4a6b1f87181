//! What happened: lots, the entries about them, and the sums that must always balance.

mod entry;
mod fate;
mod lot;
mod matter;
mod miss;
mod note;
mod reason;
mod sums;
mod told;

pub use entry::{Charge, Entry, Ledger, Listener, NoticeKind, OriginId, Posting};
pub use fate::Fate;
pub use lot::{Lot, LotId, State};
pub use matter::Matter;
pub use miss::{Lack, Measure, Miss};
pub use note::Note;
pub use reason::Reason;
pub use sums::{Flow, Imbalance, Sums};
pub use told::Told;

//! Scenarios: what happens, and what is expected.

use crate::event::{Event, PlanId};
use crate::text::{Origin, Span};
use crate::units::{Instant, Kind, Quantity};

use super::{Moment, NoticeAt, Selector, Series};

/// A scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Its title.
    pub name: String,
    /// The plan that its accounts start with.
    pub plan: PlanId,
    /// The accounts, by number; there is at least one.
    pub accounts: Vec<Account>,
    /// What happens and what is expected, in the order of the text, which is the order of time.
    pub steps: Vec<Step>,
    /// The block.
    pub origin: Origin,
}

/// One account of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What the scenario calls it; empty for the only one.
    pub name: String,
    /// The plan it starts with, where that is another than the scenario's.
    pub plan: PlanId,
    /// The number of the account whose pool it is in from the start.
    pub member_of: Option<u32>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Moment,
    /// What.
    pub what: StepKind,
    /// The line.
    pub origin: Origin,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepKind {
    /// Something happens: the event's own time counts only against when its record began.
    Event(Event),
    /// Something happens again and again, beside the lines that follow.
    Series(Event, Series),
    /// What a table tells of happens, each at its own time, beside the lines that follow; with the places of its rows.
    Table(Vec<(Event, Span)>),
    /// Something is expected.
    Expect {
        /// Of which account.
        account: u32,
        /// What.
        expectation: Expectation,
    },
}

/// What is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expectation {
    /// So much is held (live, pending or dormant) by lots that fit, and that end at `until` where that is given.
    Balance {
        /// Which lots.
        of: Selector,
        /// How much.
        amount: Quantity,
        /// Ending then.
        until: Option<Instant>,
    },
    /// Since the last earlier line, or in all, so much was posted.
    Posted {
        /// As what.
        posting: PostingKind,
        /// Of which lots, or of which kind.
        of: Selector,
        /// How much; `None` is any amount but nothing.
        amount: Option<Quantity>,
        /// Which of these postings count.
        how: How,
        /// Whether all of the scenario's time counts.
        in_all: bool,
    },
    /// Since the last earlier line, nothing was posted as this.
    NothingPosted(PostingKind),
    /// Since the last earlier line, something was refused, for a reason that contains these words.
    Refused {
        /// The words; `None` is any reason.
        reason: Option<String>,
    },
    /// Since the last earlier line, nothing was refused.
    NothingRefused,
    /// Something without limit is held by a lot that fits.
    Unlimited {
        /// Which.
        of: Selector,
    },
    /// Since the last earlier line, so much was expired, trimmed and forfeited, together.
    Lost {
        /// Of which lots; `None` is of every kind, money too.
        of: Option<Selector>,
        /// How much; `None` is any amount but nothing.
        amount: Option<Quantity>,
    },
    /// So much use of a kind is owed; no kind is every kind.
    Owing {
        /// Of which kind.
        kind: Option<Kind>,
        /// How much.
        amount: Quantity,
    },
    /// The period ends then.
    PeriodUntil(Instant),
    /// In all the time of the scenario so much money was charged.
    ChargedInAll(Quantity),
    /// Since the last earlier line so many notices went out.
    Notices(u32),
    /// Since the last earlier line this notice went out, or did not.
    Notice {
        /// Which.
        what: Notified,
        /// Whether it is expected to have gone out.
        sent: bool,
    },
}

/// Which postings count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// All of them.
    Any,
    /// Those for a reason that contains these words, in any language.
    Because(String),
    /// Those under a clause that is of this kind, or has these words in it.
    Under {
        /// What was said of it, as it was typed.
        words: String,
        /// The clauses.
        clauses: Vec<Span>,
    },
    /// Those at so many bits per second.
    At(u64),
}

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notified {
    /// That this has come.
    At(NoticeAt),
    /// Something with these words in it.
    Saying(String),
}

/// What an entry of the ledger says happened.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PostingKind {
    /// Units came into being.
    Granted,
    /// Units were used.
    Used,
    /// A leftover was carried on.
    Rolled,
    /// A cap took units away.
    Trimmed,
    /// Time was over.
    Expired,
    /// A rule took units away.
    Forfeited,
    /// Expired units came back.
    Revived,
    /// Units were given to another account.
    Given,
    /// Units were received from another account.
    Received,
    /// Money was charged.
    Charged,
    /// So much was taken off a price.
    Reduced,
    /// Units were exchanged for something else.
    Exchanged,
    /// Money was paid back.
    Refunded,
    /// Something was bought to be paid later.
    Lent,
    /// A use was not let through.
    Blocked,
    /// A use was let through slowly.
    Throttled,
    /// A use, paid like any other, was slow.
    Slowed,
    /// A use was charged for.
    Overage,
    /// A use is owed.
    Owed,
    /// What was owed was paid.
    Repaid,
    /// What was owed is owed no more.
    Forgiven,
    /// The customer was told.
    Noticed,
    /// A request was refused.
    Refused,
}

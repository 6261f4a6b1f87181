//! What the document consists of. The comments are the descriptions of the schema.

use schemars::JsonSchema;
use serde::Serialize;

use crate::event::Class;
use crate::ledger::State;
use crate::units::Kind;

use super::Entry;

/// One simulation, as `rollover simulate --format json` writes it.
///
/// Amounts are whole numbers of base units (bytes, seconds, messages, millionths of the currency unit, points); `text`
/// beside them says the same as people read it. Numbers go up to 2^64 - 1: read them as integers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Document {
    /// The version of this format. It changes when a field changes its meaning or goes.
    pub version: u32,
    /// What the reader should know first: which scenario this is, or what was simulated for want of one.
    pub notes: Vec<Words>,
    /// The IANA time zone in which days begin.
    pub zone: String,
    /// The ISO 4217 code of the currency; `XXX` if the plan declares none.
    pub currency: String,
    /// How many bytes 1 GB has.
    pub gigabyte_bytes: u64,
    /// The first instant of the simulation.
    pub from: Moment,
    /// Its end; everything due at that instant has happened.
    pub until: Moment,
    /// The accounts.
    pub accounts: Vec<Account>,
    /// Every lot there ever was, as it is at the end.
    pub lots: Vec<Lot>,
    /// Everything that happened, in order.
    pub entries: Vec<Entry>,
    /// What the plans leave open and was assumed.
    pub assumptions: Vec<Assumption>,
}

/// A text in every language.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Words {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// A moment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Moment {
    /// RFC 3339, with the offset of the operator's time zone.
    pub time: String,
    /// Seconds since 1970-01-01T00:00:00Z.
    pub epoch: i64,
}

/// How much.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Amount {
    /// The number of base units.
    pub units: u64,
    /// The base unit: `byte`, `second`, `message`, `millionth` (of the currency unit) or `point`.
    pub unit: &'static str,
    /// The same as people read it, exact: `8 GB`, `$5.00`.
    pub text: String,
}

/// An account.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Account {
    /// What the scenario calls it; its number, from 1, if nobody calls it anything.
    pub name: String,
    /// The name of the plan it starts with.
    pub plan: String,
    /// Its periods and the times between them, in order.
    pub periods: Vec<Period>,
}

/// A period, or the time before, between or after periods. What happens at its end (what expires, rolls or is trimmed)
/// belongs to it; the next charge and the next grants do not.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Period {
    /// What it is.
    pub status: PeriodStatus,
    /// Its number, from 1, if it is a period.
    pub number: Option<u64>,
    /// Its first instant.
    pub from: Moment,
    /// Its end; if the simulation ended before, that.
    pub until: Moment,
    /// When it ends by the plan; null if it is no period, or never ends.
    pub planned_until: Option<Moment>,
    /// Whether it began by a renewal.
    pub renewed: bool,
    /// What happened, for each kind with which something did.
    pub kinds: Vec<KindSums>,
}

/// What a stretch of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodStatus {
    /// A period of the plan.
    Period,
    /// The time after a period that was not renewed.
    Lapsed,
    /// Not activated yet, or ended.
    Inactive,
}

/// What happened with a kind in a period, in base units.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KindSums {
    /// The kind.
    pub kind: Kind,
    /// The base unit that every number here counts.
    pub unit: &'static str,
    /// What was held once the period had begun.
    pub at_start: u64,
    /// What was granted.
    pub granted: u64,
    /// Whether something was granted without limit.
    pub unlimited: bool,
    /// What was granted, by where it comes from.
    pub granted_by: Vec<Part>,
    /// What was received from other accounts.
    pub received: u64,
    /// What had expired and came back.
    pub revived: u64,
    /// What was used of the account's lots, also by members of its pool.
    pub used: u64,
    /// What the account used of the pool it is a member of.
    pub used_of_pool: u64,
    /// Both, by what paid.
    pub used_by: Vec<Part>,
    /// What rolled over at the end.
    pub rolled: u64,
    /// What was given to other accounts.
    pub given: u64,
    /// What was exchanged for something else: converted, or paid as a price.
    pub exchanged: u64,
    /// What a cap took away.
    pub trimmed: u64,
    /// What expired.
    pub expired: u64,
    /// What a rule took away.
    pub forfeited: u64,
    /// What was let through and charged.
    pub overage: u64,
    /// Let through and owed.
    pub owed: u64,
    /// Gone into what was owed.
    pub repaid: u64,
    /// Owed no more without having been repaid.
    pub forgiven: u64,
    /// What was let through slowly.
    pub throttled: u64,
    /// What was not let through.
    pub blocked: u64,
    /// Of money: what was charged.
    pub charged: u64,
    /// What is left at the end, before the next period grants anything.
    pub left: u64,
    /// That, lot by lot, the earliest end first.
    pub lots: Vec<Left>,
}

/// A part of a sum.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Part {
    /// What it is: `plan`, `rolled`, the name of a pack or of a promotion, a member of the pool.
    pub source: Words,
    /// How much, in the unit of the sum.
    pub units: u64,
}

/// What is left of a lot.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Left {
    /// The lot: `#3`, or `A#3` where there are several accounts.
    pub lot: String,
    /// How much, in the unit of the sum; 0 of an unlimited lot.
    pub units: u64,
    /// When it ends; null if never.
    pub until: Option<Moment>,
    /// How many times it has rolled.
    pub rolled: u32,
    /// Why it cannot be used for now, if so.
    pub asleep: Option<Words>,
}

/// A lot, as it is at the end.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Lot {
    /// How reports refer to it: `#3`, or `A#3` where there are several accounts.
    pub lot: String,
    /// The account that holds it.
    pub account: String,
    /// What it is, in words.
    pub name: Words,
    /// Its kind.
    pub kind: Kind,
    /// Where it comes from.
    pub class: Class,
    /// The name of what granted it: the plan, a pack, a promotion.
    pub product: String,
    /// The lot it was split from, if it was received from another account.
    pub split_from: Option<String>,
    /// How much it was.
    pub granted: Amount,
    /// How much is left; of an expired or forfeited lot, how much was.
    pub left: Amount,
    /// Whether it has no limit.
    pub unlimited: bool,
    /// What it is now.
    pub state: State,
    /// When it was granted.
    pub granted_at: Moment,
    /// From when it can be used; null while it waits for its turn.
    pub usable_from: Option<Moment>,
    /// When it ends; null if never.
    pub until: Option<Moment>,
    /// How many times it has rolled.
    pub rolled: u32,
    /// Whether it was received as a gift.
    pub gifted: bool,
}

/// A clause, as somebody wrote it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Clause {
    /// Its first line.
    pub words: String,
    /// The file it stands in.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in cells of a terminal.
    pub column: u32,
}

/// A question that a plan leaves open, with the answer that was assumed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Assumption {
    /// The plan.
    pub plan: String,
    /// The question.
    pub question: Words,
    /// The answer that was assumed.
    pub answer: Words,
    /// The clauses that would answer it, as they would be written in the plan; the assumed answer first.
    pub clauses: Vec<Words>,
    /// The clause that makes the question arise.
    pub because: Option<Clause>,
}

//! One entry of the ledger in the document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::ledger::{self, Charge, NoticeKind, Posting, Reason};
use crate::report::Run;
use crate::report::entries::sentence;
use crate::report::quote::Quote;
use crate::units::{Instant, Kind, Ratio};

use super::build::{amount, clause, end, moment, words};
use super::{Amount, Clause, Moment, Words};

/// One thing that happened.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// To whose account; of a use from a pool, who used it.
    pub account: String,
    /// To which lot, if to one: `#3`, or `A#3` where there are several accounts.
    pub lot: Option<String>,
    /// What, with what belongs to it.
    #[serde(flatten)]
    pub what: What,
    /// Of which kind; null if it is not about units.
    pub kind: Option<Kind>,
    /// How much; null if it is not about units. Of a lot that moves, sleeps or wakes: what is left of it.
    pub amount: Option<Amount>,
    /// The whole as a sentence.
    pub sentence: Words,
    /// The clause that caused it; null if nobody wrote it and it was assumed.
    pub clause: Option<Clause>,
}

/// What happened. `until` is null where there is no end.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// A lot came into being.
    Granted {
        /// From when it can be used; null while it waits for its turn.
        usable_from: Option<Moment>,
        /// When it ends.
        until: Option<Moment>,
    },
    /// Units were used.
    Used,
    /// A leftover was carried on.
    Rolled {
        /// Its new end.
        until: Option<Moment>,
    },
    /// A cap took units away.
    Trimmed,
    /// Time was over.
    Expired,
    /// A rule took units away.
    Forfeited {
        /// Why: a word, such as `plan_changed`.
        reason: String,
    },
    /// Expired units came back.
    Revived {
        /// Their new end.
        until: Option<Moment>,
    },
    /// A lot was filled up again.
    Refilled {
        /// Its end.
        until: Option<Moment>,
    },
    /// The end of a lot was moved, or its life began.
    Moved {
        /// Its new end.
        until: Option<Moment>,
    },
    /// A lot fell asleep.
    Slept {
        /// Why: a word.
        reason: String,
    },
    /// A lot woke.
    Woke {
        /// Its end.
        until: Option<Moment>,
    },
    /// Units left for another account.
    Given {
        /// Whose.
        to: String,
    },
    /// Units came from another account, into a new lot.
    Received {
        /// The lot they came from.
        from: String,
        /// The new lot's end.
        until: Option<Moment>,
    },
    /// Money was charged.
    Charged {
        /// For what: `period`, `pack`, `overage`, `gift` or `fee`.
        charge: &'static str,
    },
    /// So much was taken off a price before it was charged.
    Reduced {
        /// Of what: as above.
        charge: &'static str,
    },
    /// A use was let through and charged.
    Overage,
    /// A use was let through and is owed.
    Owed,
    /// Units of a lot went into what was owed.
    Repaid,
    /// What was owed is owed no more.
    Forgiven,
    /// A use was let through slowly.
    Throttled {
        /// How slowly.
        bits_per_second: u64,
    },
    /// A use, paid like any other, was slow.
    Slowed {
        /// How slow.
        bits_per_second: u64,
    },
    /// A use was not let through.
    Blocked {
        /// Why: a word.
        reason: String,
    },
    /// The customer was told that so much of what was granted is used.
    NoticedUsed {
        /// The share.
        share: Ratio,
    },
    /// The customer was told that a share of an amount of money has been charged.
    NoticedCharged {
        /// The share.
        share: Ratio,
    },
    /// The customer was told how little is left.
    NoticedLeft,
    /// The customer was told that units end soon.
    NoticedEnding {
        /// When.
        until: Option<Moment>,
    },
    /// The customer was told what the clause says.
    NoticedMessage,
    /// A request was refused; nothing else changed.
    Refused {
        /// Why: a word.
        reason: String,
    },
    /// A period began.
    PeriodBegan {
        /// Its number, from 1.
        number: u64,
        /// When it ends.
        until: Option<Moment>,
        /// Whether it began by a renewal.
        renewed: bool,
    },
    /// A period ended without a renewal.
    Lapsed {
        /// Why: a word.
        reason: String,
    },
    /// The plan was changed.
    PlanChanged {
        /// To which.
        plan: String,
    },
    /// Units were exchanged for something else: converted, or paid as a price.
    Exchanged,
    /// What was charged for a pack was paid back.
    Refunded,
    /// Something was bought to be paid later: so much more is owed.
    Lent,
    /// What was lent was repaid, by so much, out of money that was paid in.
    LoanRepaid,
    /// A change of plan was noted for the period's end.
    PlanChangeNoted {
        /// To which.
        plan: String,
    },
    /// Something about the account was noted: consent, a mark, a suspension, the activation of rollover.
    Noted {
        /// What, in English.
        note: String,
    },
}

pub(in crate::report) fn entry(run: &Run<'_>, known: &ledger::Entry) -> Entry {
    let has_units = !matches!(
        known.posting,
        Posting::Refused { .. }
            | Posting::PeriodBegan { .. }
            | Posting::Lapsed { .. }
            | Posting::PlanChanged { .. }
            | Posting::PlanChangeNoted { .. }
            | Posting::Noted { .. }
    );
    Entry {
        at: moment(run, known.at),
        account: run.account_name(known.account),
        lot: known.lot.map(|lot| run.lot_ref(lot)),
        what: what(run, known),
        kind: has_units.then_some(known.kind),
        amount: has_units.then(|| amount(run, known.kind, known.amount)),
        sentence: words(&sentence(run, known)),
        clause: Quote::of(run, known.origin).map(clause),
    }
}

fn what(run: &Run<'_>, known: &ledger::Entry) -> What {
    let until = |at: Instant| end(run, at);
    let plan = |id| run.catalogue.plan(id).map(|plan| plan.name.clone()).unwrap_or_default();
    match known.posting {
        Posting::Granted { from, until: at } => What::Granted { usable_from: until(from), until: until(at) },
        Posting::Used => What::Used,
        Posting::Rolled { until: at } => What::Rolled { until: until(at) },
        Posting::Trimmed => What::Trimmed,
        Posting::Expired => What::Expired,
        Posting::Forfeited { reason } => What::Forfeited { reason: word(reason) },
        Posting::Revived { until: at } => What::Revived { until: until(at) },
        Posting::Refilled { until: at } => What::Refilled { until: until(at) },
        Posting::Moved { until: at } => What::Moved { until: until(at) },
        Posting::Slept { reason } => What::Slept { reason: word(reason) },
        Posting::Woke { until: at } => What::Woke { until: until(at) },
        Posting::Given { to } => What::Given { to: run.account_name(to) },
        Posting::Received { from, until: at } => What::Received { from: run.lot_ref(from), until: until(at) },
        Posting::Charged { what } => What::Charged { charge: charge(what) },
        Posting::Exchanged => What::Exchanged,
        Posting::Reduced { what } => What::Reduced { charge: charge(what) },
        Posting::Refunded => What::Refunded,
        Posting::Lent => What::Lent,
        Posting::LoanRepaid => What::LoanRepaid,
        Posting::Overage => What::Overage,
        Posting::Owed => What::Owed,
        Posting::Repaid => What::Repaid,
        Posting::Forgiven => What::Forgiven,
        Posting::Throttled { bits_per_second } => What::Throttled { bits_per_second },
        Posting::Slowed { bits_per_second } => What::Slowed { bits_per_second },
        Posting::Blocked { reason } => What::Blocked { reason: word(reason) },
        Posting::Noticed { what } => noticed(what, until),
        Posting::Refused { reason } => What::Refused { reason: word(reason) },
        Posting::PeriodBegan { until: at, renewed } => {
            What::PeriodBegan { number: known.amount.0, until: until(at), renewed }
        }
        Posting::Lapsed { reason } => What::Lapsed { reason: word(reason) },
        Posting::PlanChanged { to } => What::PlanChanged { plan: plan(to) },
        Posting::PlanChangeNoted { to } => What::PlanChangeNoted { plan: plan(to) },
        Posting::Noted { what } => What::Noted { note: what.text().en },
    }
}

fn noticed(what: NoticeKind, until: impl Fn(Instant) -> Option<Moment>) -> What {
    match what {
        NoticeKind::Used(share) => What::NoticedUsed { share },
        NoticeKind::Charged(share) => What::NoticedCharged { share },
        NoticeKind::Left => What::NoticedLeft,
        NoticeKind::Ending { at } => What::NoticedEnding { until: until(at) },
        NoticeKind::Message => What::NoticedMessage,
    }
}

const fn charge(what: Charge) -> &'static str {
    match what {
        Charge::Period => "period",
        Charge::Pack => "pack",
        Charge::Overage => "overage",
        Charge::Gift => "gift",
        Charge::Fee => "fee",
    }
}

/// The name of a reason in the program, as JSON writes names: `PlanChanged` is `plan_changed`.
fn word(reason: Reason) -> String {
    let mut word = String::new();
    for character in format!("{reason:?}").chars() {
        if character.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.extend(character.to_lowercase());
    }
    word
}

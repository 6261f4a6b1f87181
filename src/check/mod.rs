//! The lints: what a plan says that can be run, and is hardly what was meant. ONE FILE A LINT, and the one list of them.
//!
//! A lint's file is its [`LINT`](Lint): its code, its page, and what it looks at. It reasons over the model and its dates, not
//! over words, except where the words themselves are in question (hidden characters, names that look alike). What
//! several lints ask stands in `reason`.
//!
//! Better a miss than a false alarm: a lint is silent where a plan has a mistake, where a more specific lint speaks, and on
//! every plan in `policies/`. And lints run at every keystroke, over every file of a folder: one walk over short lists.

mod allow;
mod answer;
mod reason;
mod subject;

use crate::diag::{Code, Diagnostic, Label, Page, Severity, pages};
use crate::model::Plan;
use crate::text::Span;

pub use allow::Allowances;
pub use answer::answers;
pub use subject::{Import, Subject};

/// One lint.
#[derive(Debug, Clone, Copy)]
pub struct Lint {
    /// What it finds; how bad that is stands with the code.
    pub code: Code,
    /// What there is to say about it.
    pub page: Page,
    /// What it looks at.
    pub(crate) look: Look,
}

/// What a lint looks at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Look {
    /// Each plan of the file that can be read whole, with what it sells.
    Plan(fn(&Subject<'_>, &Plan, &mut Found)),
    /// The file: what is written in it, and what all its plans share.
    File(fn(&Subject<'_>, &mut Found)),
}

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct Found {
    list: Vec<Diagnostic>,
}

impl Found {
    /// Some findings more, or none.
    pub(crate) fn all(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(diagnostics);
    }

    /// One finding more.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }
}

macro_rules! lints {
    ($($module:ident),+ $(,)?) => {
        $(mod $module;)+

        /// Every lint, in the order of the codes.
        pub const LINTS: &[Lint] = &[$($module::LINT,)+];
    };
}

lints! {
    // Dead: what can never act.
    notice_over_whole,
    bank_out_of_reach,
    order_never_decides,
    notice_too_early,
    promotion_without_renewal,
    over_before_it_opens,
    never_true,
    more_than_there_can_be,
    always_true,
    share_cap_out_of_reach,
    limit_out_of_reach,
    nothing_fits,
    without_effect,
    no_use_fits,
    rolls_while_closed,
    // Waste: what is lost whatever the customer does.
    rolled_used_last,
    ends_with_the_period,
    plan_before_short_packs,
    long_packs_first,
    // Conflict: what contradicts itself.
    bank_under_grant,
    prices_overlap,
    shadowed,
    promise_broken,
    // Time.
    days_against_months,
    hours_against_days,
    hour_that_is_skipped,
    anchor_moves,
    last_day_left_out,
    // Money.
    unbounded_bill,
    charged_unasked,
    below_the_smallest_coin,
    increment_over_grant,
    byte_over_price,
    charge_rounds_to_nothing,
    // Loopholes: units without payment.
    gift_keeps_alive,
    round_trip_gains,
    gift_earns_bonus,
    part_paid_whole_granted,
    free_change_grants,
    bonus_for_nothing,
    purchase_keeps_plan,
    // Text.
    hidden_character,
    confusable_letters,
    names_alike,
    dead_import,
    unused_promotion,
    unused_pack,
    undocumented_plan,
}

/// Everything that is to be said of a file besides what it leaves open: what was found while it was read, what the lints
/// find, and what is wrong with the comments that allow findings; without what they allow.
#[must_use]
pub fn findings(subject: &Subject<'_>, read: &[Diagnostic], allowances: &mut Allowances) -> Vec<Diagnostic> {
    // What is no mistake and in another file is said, or allowed, where that file is checked.
    let is_here = |one: &&Diagnostic| {
        one.severity == Severity::Error || one.span().is_none_or(|span| span.source == subject.source)
    };
    let mut found: Vec<Diagnostic> = read.iter().filter(is_here).cloned().collect();
    found.extend(lint(subject));
    found.retain(|one| !allowances.allow(one.code, one.span()));
    found.extend(allowances.findings(subject));
    found
}

/// What all lints find in a file, by place. One mistake is said once, also where several plans repeat its clause.
fn lint(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Found::default();
    for lint in LINTS {
        match lint.look {
            Look::Plan(look) => subject.plans().for_each(|plan| look(subject, plan, &mut found)),
            Look::File(look) => look(subject, &mut found),
        }
    }
    let mut list = found.list;
    let letters = [Code::HiddenCharacter, Code::ConfusableLetters];
    let of_letters: Vec<Span> =
        list.iter().filter(|one| letters.contains(&one.code)).filter_map(Diagnostic::span).collect();
    // That a name looks like another one is said by what says which of its letters is the wrong one.
    let is_said =
        |label: &Label| of_letters.iter().any(|span| label.span.start < span.end && span.start < label.span.end);
    list.retain(|one| one.code != Code::NamesAlike || !one.labels.iter().any(is_said));
    list.retain(|one| one.span().is_none_or(|span| span.source == subject.source));
    list.sort_by_key(|one| (one.span(), one.code));
    list.dedup_by_key(|one| (one.span(), one.code));
    list
}

/// What can never act: what a lint found so, whether or not that is allowed, by code and place.
#[must_use]
pub fn dead(subject: &Subject<'_>) -> Vec<(Code, Span)> {
    let found = lint(subject);
    found.iter().filter(|one| DEAD.contains(&one.code)).filter_map(|one| Some((one.code, one.span()?))).collect()
}

/// The findings that say of a part of a plan that it can never act.
const DEAD: &[Code] = &[
    Code::NoticeOverWhole,
    Code::BankOutOfReach,
    Code::OrderNeverDecides,
    Code::NoticeTooEarly,
    Code::PromotionWithoutRenewal,
    Code::NeverTrue,
    Code::MoreThanThereCanBe,
    Code::AlwaysTrue,
    Code::ShareCapOutOfReach,
    Code::LimitOutOfReach,
    Code::NothingFits,
    Code::WithoutEffect,
    Code::NoUseFits,
    Code::Shadowed,
    Code::UnusedPromotion,
    Code::UnusedPack,
];

/// What there is to say about a code.
#[must_use]
pub fn page(code: Code) -> Option<&'static Page> {
    let of_lint = LINTS.iter().find(|lint| lint.code == code).map(|lint| &lint.page);
    of_lint.or_else(|| pages::page(code))
}

#[cfg(test)]
mod tests;

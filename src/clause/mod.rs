//! The clauses of the language: ONE FILE A CLAUSE, and the one list of them.
//!
//! A clause's file is its page (`//!`: what it means, with the edges), its examples in every language (`EXAMPLES`, which
//! a test reads, compares and prints back) and `lower`, which puts its meaning into the model. To add one: its rule in
//! `grammar/`, its words in `grammar/words.pest`, its file here, its line in the list below, and a case in `tests/cases`.
//!
//! Lowering is total: `lower` gives `Some(())` when the clause is in the model, and `None` when it has reported, once,
//! why it is not. `Context::clause` reports for one that forgets.

mod assembly;
mod context;
mod like;
mod place;
mod questions;
mod rate;
mod read;
mod report;

use crate::syntax::Rule;
use crate::syntax::tree::Clause;

pub use assembly::catalogue;
pub(crate) use context::{Context, Open};
pub use events::tables;
pub use import::{imports, not_imported};
pub use place::{Example, Often, Place, Stage};

/// `Some(())`: it is in the model. `None`: it is not, and a diagnostic says why.
pub(crate) type Lowered = Option<()>;

/// One clause of the language.
#[derive(Debug, Clone, Copy)]
pub struct ClauseKind {
    /// Its rule in the grammar, an alternative of `sentence`.
    pub rule: Rule,
    /// What it is called: the name of its file.
    pub name: &'static str,
    /// When it is read.
    pub stage: Stage,
    /// How often it may be said in one place.
    pub often: Often,
    /// Where it may stand.
    pub places: &'static [Place],
    /// The text of its file, for its page.
    source: &'static str,
    /// How people write it.
    pub examples: &'static [Example],
    /// Puts its meaning into the model.
    pub(crate) lower: fn(&mut Context<'_>, &Clause) -> Lowered,
}

impl ClauseKind {
    /// What it means, as Markdown: the `//!` lines of its file.
    #[must_use]
    pub fn page(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }

    /// The clause that a rule of the grammar belongs to.
    #[must_use]
    pub fn of(rule: Rule) -> Option<&'static ClauseKind> {
        CLAUSES.iter().find(|kind| kind.rule == rule)
    }
}

macro_rules! clauses {
    ($($rule:ident: $module:ident, $stage:ident, $often:ident, [$($place:ident),+];)+) => {
        /// Every clause of the language, in the order of the reference.
        pub const CLAUSES: &[ClauseKind] = &[$(ClauseKind {
            rule: Rule::$rule,
            name: stringify!($module),
            stage: Stage::$stage,
            often: Often::$often,
            places: &[$(Place::$place),+],
            source: include_str!(concat!(stringify!($module), ".rs")),
            examples: $module::EXAMPLES,
            lower: $module::lower,
        },)+];
    };
}

// Operators, calendars, imports, promises, regulations, scenarios.
mod accounts;
mod currency;
mod demand;
mod gigabyte;
mod holiday;
mod holidays;
mod import;
mod line;
mod members;
mod operator;
mod places;
mod promise;
mod regulation;
mod scenario;
mod series;
mod sessions;
mod weekend;
mod zone;

// Plans.
mod action;
mod advance;
mod beyond;
mod cases;
mod change_terms;
mod change_time;
mod charge_cap;
mod convert;
mod credit;
mod debt_limit;
mod depletion;
mod early_renewal;
mod eligibility;
mod event;
mod events;
mod every;
mod existing;
mod first_period;
mod give;
mod grace;
mod grant;
mod group;
mod increment;
mod last_renews;
mod leftover;
mod limit;
mod limit_use;
mod minimum_charge;
mod minimum_term;
mod month_end;
mod next_pack;
mod not_given;
mod notify;
mod one_at_a_time;
mod one_lot;
mod order;
mod otherwise;
mod owner_pays;
mod pack;
mod payment;
mod period_price;
mod plan;
mod price;
mod price_step;
mod promo;
mod proration;
mod recharge_validity;
mod refund;
mod renewal;
mod renewal_charge;
mod repayment;
mod retry;
mod rollover;
mod scope;
mod share;
mod slow;
mod sold;
mod start;
mod suspension;
pub(crate) mod table;
mod tax;
mod term;
mod toll;
mod use_price;
mod used_first;
mod valid;
mod weight;
mod within_each;

clauses! {
    // rule: file, read in stage, how often, [where];
    // Operators, and what plans share.
    operator_clause: operator, Operator, Many, [File];
    zone_clause: zone, Operator, Once, [Operator, File, Plan];
    currency_clause: currency, Operator, Once, [Operator, File, Plan];
    rate_clause: rate, Operator, Many, [Operator, File, Plan];
    gigabyte_clause: gigabyte, Operator, Once, [Operator, File, Plan];
    places_clause: places, Operator, Many, [Operator, File, Plan];
    weekend_clause: weekend, Operator, Once, [Operator, File, Plan];
    // Its stage is `Operator` where it has no block: see `stage_of`.
    holidays_clause: holidays, Calendar, Many, [File, Operator, Plan];
    holiday_clause: holiday, Calendar, Many, [Holidays];
    sessions_clause: sessions, Operator, Once, [Operator, File, Plan];
    import_clause: import, Calendar, Many, [File];
    // What is said about plans.
    promise_clause: promise, About, Many, [File];
    regulation_clause: regulation, About, Many, [File];
    demand_clause: demand, About, Many, [Regulation];
    scenario_clause: scenario, About, Many, [File];
    cases_clause: cases, About, Many, [Scenario];
    accounts_clause: accounts, About, Many, [Scenario];
    members_clause: members, About, Many, [Scenario];
    line_clause: line, About, Many, [Scenario];
    series_clause: series, About, Many, [Scenario];
    events_clause: events, About, Many, [Scenario];
    // Plans: what a period and a pack grant.
    plan_clause: plan, Plan, Many, [File];
    every_clause: every, Plan, Once, [Plan];
    period_price_clause: period_price, Plan, Once, [Plan];
    month_end_clause: month_end, Plan, Once, [Plan];
    first_period_clause: first_period, Plan, Once, [Plan];
    price_clause: price, Plan, Once, [Pack, Period, Plan];
    price_step_clause: price_step, Plan, Many, [Pack, Period, Plan];
    grant_clause: grant, Plan, Many, [Pack, Period, Plan, Actions, Promotion];
    pack_clause: pack, Plan, Many, [Plan];
    valid_clause: valid, Plan, Once, [Pack, Period];
    start_clause: start, Plan, Once, [Pack, Period];
    used_first_clause: used_first, Plan, Once, [Pack, Period];
    scope_clause: scope, Plan, Many, [Pack, Period];
    proration_clause: proration, Plan, Once, [Pack];
    limit_clause: limit, Plan, Many, [Pack];
    eligibility_clause: eligibility, Plan, Many, [Pack, Plan, Promotion];
    sold_clause: sold, Plan, Once, [Pack, Plan];
    group_clause: group, Plan, Many, [Pack, Plan];
    next_pack_clause: next_pack, Plan, Once, [Pack];
    not_given_clause: not_given, Plan, Once, [Pack];
    one_at_a_time_clause: one_at_a_time, Plan, Many, [Plan];
    last_renews_clause: last_renews, Plan, Many, [Plan];
    credit_clause: credit, Plan, Once, [Pack];
    repayment_clause: repayment, Plan, Once, [Plan];
    debt_limit_clause: debt_limit, Plan, Once, [Plan];
    refund_clause: refund, Plan, Once, [Pack];
    convert_clause: convert, Plan, Many, [Plan];
    advance_clause: advance, Plan, Once, [Plan];
    // Leftovers, and which lot pays.
    rollover_clause: rollover, Plan, Many, [Plan, Pack];
    grace_clause: grace, Plan, Many, [Plan];
    order_clause: order, Plan, Once, [Plan];
    within_each_clause: within_each, Plan, Many, [Plan];
    weight_clause: weight, Plan, Many, [Plan];
    // When nothing is left.
    use_price_clause: use_price, Plan, Many, [Plan];
    depletion_clause: depletion, Plan, Many, [Plan];
    beyond_clause: beyond, Plan, Once, [Plan];
    limit_use_clause: limit_use, Plan, Many, [Plan];
    slow_clause: slow, Plan, Many, [Plan];
    increment_clause: increment, Plan, Many, [Plan, Pack, Period];
    toll_clause: toll, Plan, Many, [Plan];
    charge_cap_clause: charge_cap, Plan, Many, [Plan];
    owner_pays_clause: owner_pays, Plan, Once, [Plan];
    one_lot_clause: one_lot, Plan, Many, [Plan];
    notify_clause: notify, Plan, Many, [Plan, Regulation];
    // When something happens.
    leftover_clause: leftover, Plan, Many, [Plan];
    event_clause: event, Plan, Many, [Plan, Promotion];
    action_clause: action, Plan, Many, [Plan, Promotion, Actions, Pack];
    otherwise_clause: otherwise, Plan, Many, [Plan, Promotion, Actions];
    promo_clause: promo, Promotion, Many, [File];
    // Renewing, changing, pausing.
    payment_clause: payment, Plan, Once, [Plan];
    minimum_charge_clause: minimum_charge, Plan, Once, [Plan];
    tax_clause: tax, Plan, Many, [Plan];
    term_clause: term, Plan, Once, [Plan];
    minimum_term_clause: minimum_term, Plan, Many, [Plan];
    renewal_clause: renewal, Plan, Once, [Plan, Pack];
    retry_clause: retry, Plan, Once, [Plan, Pack];
    renewal_charge_clause: renewal_charge, Plan, Once, [Plan];
    early_renewal_clause: early_renewal, Plan, Once, [Plan];
    change_time_clause: change_time, Plan, Many, [Plan];
    change_terms_clause: change_terms, Plan, Many, [Plan];
    existing_clause: existing, Plan, Once, [Plan];
    suspension_clause: suspension, Plan, Once, [Plan];
    recharge_validity_clause: recharge_validity, Plan, Once, [Plan];
    // Other people.
    share_clause: share, Plan, Once, [Plan];
    give_clause: give, Plan, Many, [Plan];
}

#[cfg(test)]
mod tests;

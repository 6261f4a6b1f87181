//! Conditions: comparisons become ranges, of amounts and of ranks.

use crate::event::{LabelId, ProductId};
use crate::model::{self, Condition, History, LimitSpan, Measure, Past, RenewalTiming, Scope};
use crate::program::{Comparison, CounterSpan, Counts, Deed, Fact, Range, ScopeId, Test, Timing};
use crate::units::Quantity;

use super::scale::step;
use super::selector::selector;
use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn test(&mut self, condition: &Condition) -> Test {
        match condition {
            Condition::All(conditions) => Test::All(self.tests(conditions)),
            Condition::Any(conditions) => Test::Any(self.tests(conditions)),
            Condition::Not(condition) => Test::Not(Box::new(self.test(condition))),
            Condition::Renewed(timing) => Test::Renewed(self::timing(timing)),
            Condition::Used { kind, comparison, amount } => Test::Used(*kind, range(*comparison, *amount)),
            Condition::ActivatedThisPeriod => Test::Activated,
            Condition::PeriodsInARow(periods) => Test::InARow(*periods),
            Condition::NotSharing => Test::Alone,
            Condition::Marked(label) => Test::Marked(*label),
            Condition::Plan(comparison) => Test::PlanStep(step(*comparison)),
            Condition::Owing { comparison, amount } => Test::Owing(range(*comparison, *amount)),
            Condition::Recharged { comparison, amount } => Test::Recharged(range(*comparison, *amount)),
            Condition::RechargedBy(way) => Test::RechargedBy(*way),
            Condition::Happened(history) => self.happened(history),
            Condition::Held { of, comparison, amount } => Test::Held(selector(of), range(*comparison, *amount)),
            Condition::Subscribed { comparison, length } => Test::Subscribed(sides(*comparison), *length),
            Condition::FullPeriod => Test::FullPeriod,
            Condition::During(window) => Test::During(*window),
            Condition::Suspended => Test::Suspended,
            Condition::PeriodNumber { from, to } => Test::PeriodNumber(Range {
                least: Quantity(u64::from(*from)),
                most: to.map_or(Quantity(u64::MAX), |to| Quantity(u64::from(to))),
            }),
            Condition::Anniversary { of, month } => Test::Anniversary { of: *of, month: *month },
            Condition::Season(season) => Test::Season(*season),
            Condition::Between(from, to) => Test::Between(*from, *to),
            Condition::Members { comparison, count } => Test::Members(range(*comparison, Quantity(u64::from(*count)))),
            Condition::OnPlan(plans) | Condition::From(plans) => Test::From(plans.clone()),
            Condition::To(plans) => Test::To(plans.clone()),
        }
    }

    fn tests(&mut self, conditions: &[Condition]) -> Vec<Test> {
        conditions.iter().map(|condition| self.test(condition)).collect()
    }

    /// What is asked of the past is counted from the beginning, each question once.
    fn happened(&mut self, history: &History) -> Test {
        let fact = self.fact_under(&history.past, history.measure, history.under.as_deref());
        let than = history.than.as_deref().map(|than| self.fact_under(&history.past, history.measure, Some(than)));
        let backs = match history.each {
            Some(spans) => 1..=i64::from(spans),
            None => i64::from(history.past.before)..=i64::from(history.past.before),
        };
        self.program.looks_back = self.program.looks_back.max(*backs.end());
        let mut tests = backs.map(|back| match than {
            Some(than) => Test::Compared { fact, than, back, sides: sides(history.comparison) },
            None => Test::Happened { fact, back, range: range(history.comparison, history.amount) },
        });
        if history.each.is_some() {
            return Test::All(tests.collect());
        }
        tests.next().unwrap_or(Test::All(Vec::new()))
    }

    /// Where something is counted, and how many spans ago is asked for.
    pub(super) fn fact(&mut self, past: &Past) -> (usize, i64) {
        (self.fact_under(past, Measure::Amount, None), i64::from(past.before))
    }

    fn fact_under(&mut self, past: &Past, measure: Measure, under: Option<&Scope>) -> usize {
        let deed = match past.deed {
            model::Deed::Recharged(by) => Deed::Recharged(by),
            model::Deed::Charged(kind) => Deed::Charged(kind),
            model::Deed::Paid(kind, class) => Deed::Paid(kind, class),
            model::Deed::Used(kind) => Deed::Used(kind),
            model::Deed::BoughtIn(name) => Deed::BoughtAny(self.packs_of(&[], &[name])),
            model::Deed::BoughtAnyOf(list) => match self.catalogue.pack_lists.get(list) {
                Some(list) => Deed::BoughtAny(self.packs_of(&list.packs, &list.groups)),
                None => Deed::BoughtAny(Vec::new()),
            },
            model::Deed::Bought(product) => Deed::Bought(product),
            model::Deed::Renewed => Deed::Renewed,
            model::Deed::ChangedPlan(comparison) => Deed::Changed(comparison.map(step)),
            model::Deed::Given(kind) => Deed::Given(kind),
            model::Deed::Received(kind) => Deed::Received(kind),
        };
        let span = own_span(past.span);
        let scope = under.map_or(ScopeId::EVERYTHING, |under| self.scope_of(under));
        let same = |fact: &Fact| {
            let measured = matches!(
                (measure, fact.counts),
                (Measure::Times, Counts::Times) | (Measure::Amount, Counts::Amount) | (Measure::Days, Counts::Days(_))
            );
            fact.deed == deed && fact.scope == scope && measured && fact.span == span
        };
        self.program.facts.iter().position(same).unwrap_or_else(|| {
            self.program.remembers_use |= matches!(deed, Deed::Used(_));
            let counts = match measure {
                Measure::Times => Counts::Times,
                Measure::Amount => Counts::Amount,
                Measure::Days => Counts::Days(self.counter()),
            };
            let counter = self.counter();
            self.program.facts.push(Fact { deed, scope, counts, span, counter });
            self.program.facts.len() - 1
        })
    }
}

impl Tables<'_> {
    /// These packs, and those of these groups.
    fn packs_of(&self, packs: &[ProductId], groups: &[LabelId]) -> Vec<ProductId> {
        let known = self.catalogue.plans.iter().flat_map(|plan| &plan.selling.groups);
        let of_groups = known.filter(|group| groups.contains(&group.name)).flat_map(|group| group.packs.clone());
        let mut all: Vec<_> = packs.iter().copied().chain(of_groups).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The span of a question about one account: its period is its own.
fn own_span(span: LimitSpan) -> CounterSpan {
    if span == LimitSpan::Period { CounterSpan::OwnPeriod } else { super::limits::span(span, None) }
}

fn sides(comparison: model::Comparison) -> Comparison {
    let (before, at, after) = match comparison {
        model::Comparison::MoreThan => (false, false, true),
        model::Comparison::AtLeast => (false, true, true),
        model::Comparison::LessThan => (true, false, false),
        model::Comparison::AtMost => (true, true, false),
        model::Comparison::Exactly => (false, true, false),
    };
    Comparison { before, at, after }
}

/// On which side of the period's end a renewal may lie: everything that is said must hold.
fn timing(timing: &RenewalTiming) -> Timing {
    Timing {
        automatic: timing.automatic,
        before: !timing.on_time && !timing.late,
        at_end: !timing.early && !timing.late,
        after: !timing.on_time && !timing.early && !timing.not_late,
        early_by: timing.early_by,
        late_by_at_most: timing.late_by_at_most,
    }
}

fn range(comparison: model::Comparison, amount: Quantity) -> Range {
    let most = Quantity(u64::MAX);
    // More than the most, or less than nothing: a range that contains no number.
    let none = Range { least: most, most: Quantity::ZERO };
    match comparison {
        model::Comparison::AtLeast => Range { least: amount, most },
        model::Comparison::AtMost => Range { least: Quantity::ZERO, most: amount },
        model::Comparison::Exactly => Range { least: amount, most: amount },
        model::Comparison::MoreThan => amount.checked_add(Quantity(1)).map_or(none, |least| Range { least, most }),
        model::Comparison::LessThan => {
            amount.checked_sub(Quantity(1)).map_or(none, |most| Range { least: Quantity::ZERO, most })
        }
    }
}

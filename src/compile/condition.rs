//! Conditions: comparisons become ranges, comparisons of plans become a table.

use crate::model::{self, Catalogue, Condition, History, LimitSpan, Measure, Plan, PlanComparison, RenewalTiming};
use crate::program::{Comparison, CounterSpan, Deed, Fact, Range, Test, Timing};
use crate::units::{Allowance, Kind, Quantity};

use super::selector::selector;
use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn test(&mut self, condition: &Condition) -> Test {
        let catalogue = self.catalogue;
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
            Condition::Plan(comparison) => Test::PlanPair(pairs(catalogue, *comparison)),
            Condition::Owing { comparison, amount } => Test::Owing(range(*comparison, *amount)),
            Condition::Recharged { comparison, amount } => Test::Recharged(range(*comparison, *amount)),
            Condition::RechargedBy(way) => Test::RechargedBy(*way),
            Condition::Happened(history) => self.happened(history),
            Condition::Held { of, comparison, amount } => Test::Held(selector(of), range(*comparison, *amount)),
            Condition::Subscribed { comparison, length } => Test::Subscribed(sides(*comparison), *length),
            Condition::FullPeriod => Test::FullPeriod,
            Condition::Members { comparison, count } => Test::Members(range(*comparison, Quantity(u64::from(*count)))),
            Condition::From(plans) => Test::From(plans.clone()),
            Condition::To(plans) => Test::To(plans.clone()),
        }
    }

    fn tests(&mut self, conditions: &[Condition]) -> Vec<Test> {
        conditions.iter().map(|condition| self.test(condition)).collect()
    }

    /// What is asked of the past is counted from the beginning, each question once.
    fn happened(&mut self, history: &History) -> Test {
        let deed = match history.deed {
            model::Deed::Recharged(by) => Deed::Recharged(by),
            model::Deed::Charged(kind) => Deed::Charged(kind),
            model::Deed::Used(kind) => Deed::Used(kind),
            model::Deed::Bought(product) => Deed::Bought(product),
            model::Deed::Renewed => Deed::Renewed,
            model::Deed::ChangedPlan(comparison) => {
                Deed::Changed(comparison.map(|comparison| pairs(self.catalogue, comparison)))
            }
            model::Deed::Given(kind) => Deed::Given(kind),
            model::Deed::Received(kind) => Deed::Received(kind),
        };
        let (times, span) = (history.measure == Measure::Times, own_span(history.span));
        let same = |fact: &Fact| fact.deed == deed && fact.times == times && fact.span == span;
        let known = self.program.facts.iter().position(same);
        let fact = known.unwrap_or_else(|| {
            self.program.remembers_use |= matches!(deed, Deed::Used(_));
            let counter = self.counter();
            self.program.facts.push(Fact { deed, times, span, counter });
            self.program.facts.len() - 1
        });
        Test::Happened { fact, back: i64::from(history.before), range: range(history.comparison, history.amount) }
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

/// For each plan that is left and each that comes, whether the comparison holds.
fn pairs(catalogue: &Catalogue, comparison: PlanComparison) -> Vec<bool> {
    let mut sizes: Vec<(Quantity, Quantity)> = catalogue.plans.iter().map(|plan| size(catalogue, plan)).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let step = |plan: &Plan| sizes.iter().position(|known| *known == size(catalogue, plan)).unwrap_or(0);
    let holds = |from: &Plan, to: &Plan| {
        let data = |plan: &Plan| size(catalogue, plan).0;
        let price = |plan: &Plan| size(catalogue, plan).1;
        let length = |plan: &Plan| plan.cycle.answer.length();
        match comparison {
            PlanComparison::Same => from.id == to.id,
            PlanComparison::Bigger => data(to) > data(from),
            PlanComparison::BiggerOrEqual => data(to) >= data(from),
            PlanComparison::Smaller => data(to) < data(from),
            PlanComparison::SameSize => data(to) == data(from),
            PlanComparison::HigherPrice => price(to) > price(from),
            PlanComparison::SamePrice => price(to) == price(from),
            PlanComparison::LowerPrice => price(to) < price(from),
            PlanComparison::SameValidity => length(to) == length(from),
            PlanComparison::LongerValidity => length(to) > length(from),
            PlanComparison::ShorterValidity => length(to) < length(from),
            PlanComparison::EqualOrHigherPrice => size(catalogue, to).1 >= size(catalogue, from).1,
            PlanComparison::AtMostOneSizeSmaller => step(to) + 1 >= step(from),
        }
    };
    catalogue
        .plans
        .iter()
        .flat_map(|from| catalogue.plans.iter().map(move |to| (from, to)))
        .map(|(a, b)| holds(a, b))
        .collect()
}

/// How big a plan is: the data it grants in a period, unlimited being the most; then its price.
fn size(catalogue: &Catalogue, plan: &Plan) -> (Quantity, Quantity) {
    let grants = catalogue.product(plan.product).map_or(&[][..], |product| &product.grants);
    let data = grants.iter().filter(|grant| grant.kind == Kind::Data).map(|grant| match grant.amount.answer {
        Allowance::Limited(amount) => amount.0,
        Allowance::Unlimited => u64::MAX,
    });
    let price = plan.price.map_or(Quantity::ZERO, |price| price.amount);
    (Quantity(data.fold(0, u64::saturating_add)), price)
}

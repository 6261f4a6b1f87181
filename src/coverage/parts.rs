//! What is asked of the model, with the words that ask it.

use crate::model::{Catalogue, Condition, Grant, Key, Order};
use crate::syntax::Rule;
use crate::syntax::tree::{Entries, Node};
use crate::text::{Origin, SourceId, Span};
use crate::units::Window;

use super::conditions;
use super::limits;
use super::written::{self, Written, inside};

/// The parts of a catalogue that are asked, each with its words.
#[derive(Debug, Default)]
pub(super) struct Parts<'c> {
    /// The words of a test, whether they say the opposite, and the conditions they became.
    pub(super) tests: Vec<(Span, bool, Vec<&'c Condition>)>,
    pub(super) windows: Vec<(Span, Vec<&'c Window>)>,
    pub(super) keys: Vec<(Span, &'c Key)>,
    /// Orders of use, each with its clause.
    pub(super) orders: Vec<(Span, &'c Order)>,
    /// The words of limits, and whether they surely are of one: the others are if they ever came out.
    pub(super) limits: Vec<(Span, bool)>,
}

impl<'c> Parts<'c> {
    pub(super) fn of(catalogue: &'c Catalogue, files: &[(SourceId, &Entries)]) -> Parts<'c> {
        let written: Vec<Written<'_>> =
            files.iter().flat_map(|(source, entries)| written::clauses(*source, entries)).collect();
        let mut parts = Parts::default();
        parts.tests(catalogue, &written);
        parts.windows(catalogue, &written);
        parts.keys(catalogue, &written);
        parts.limits.extend(written.iter().flat_map(limits::of));
        parts
    }

    fn tests(&mut self, catalogue: &'c Catalogue, written: &[Written<'_>]) {
        let all = conditions::all(catalogue);
        let mut tests: Vec<&(Span, Condition)> = catalogue.tests.iter().collect();
        tests.sort_by_key(|(span, _)| *span);
        tests.dedup_by_key(|(span, _)| *span);
        for (span, test) in tests {
            let (test, turned) = conditions::plain(test);
            let mut found = Vec::new();
            for near in nearness(*span, written) {
                for (condition, _) in all.iter().filter(|(_, origin)| is_near(*origin, near)) {
                    conditions::equal(test, condition, &mut found);
                }
                if !found.is_empty() {
                    break;
                }
            }
            // Where nothing is done whatever comes out, nobody asks.
            if !found.is_empty() {
                self.tests.push((*span, turned, found));
            }
        }
    }

    fn windows(&mut self, catalogue: &'c Catalogue, written: &[Written<'_>]) {
        let grants: Vec<&Grant> = catalogue.products.iter().flat_map(|product| &product.grants).collect();
        let mut windows: Vec<(Span, Window)> = catalogue.windows.clone();
        windows.sort_unstable();
        windows.dedup();
        for (span, window) in windows {
            let mut found = Vec::new();
            for near in nearness(span, written) {
                let here = grants.iter().filter(|grant| is_near(grant.origin, near));
                found.extend(here.flat_map(|grant| &grant.scope.windows).filter(|one| **one == window));
                if !found.is_empty() {
                    break;
                }
            }
            if !found.is_empty() {
                self.windows.push((span, found));
            }
        }
    }

    /// The keys of an order: several lots that are listed are one key, and each other word is one. More of them stand in
    /// `within each` behind it.
    fn keys(&mut self, catalogue: &'c Catalogue, written: &[Written<'_>]) {
        for plan in &catalogue.plans {
            let Some(place) = plan.order.origin.span() else { continue };
            let Some(first) = written.iter().position(|clause| clause.says(place)) else { continue };
            let clauses = written.iter().skip(first);
            let more = clauses.clone().skip(1).take_while(|clause| clause.sentence.rule == Rule::within_each_clause);
            let clauses: Vec<&Written<'_>> = clauses.take(1).chain(more).collect();
            self.orders.extend(clauses.iter().map(|clause| (clause.span, &plan.order.answer)));
            let items = clauses.iter().map(|clause| spans_of_keys(&clause.all(&[Rule::order_item])));
            let spans: Vec<Span> = items.flatten().collect();
            let keys = &plan.order.answer.keys;
            let fits = spans.len() == keys.len();
            for (index, key) in keys.iter().enumerate() {
                self.keys.push((spans.get(index).copied().filter(|_| fits).unwrap_or(place), key));
            }
        }
    }
}

fn spans_of_keys(items: &[&Node]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut listed = false;
    for item in items {
        let is_key = item.child(Rule::order_key).is_some();
        match spans.last_mut() {
            Some(last) if listed && !is_key => *last = last.to(item.span),
            _ => spans.push(item.span),
        }
        listed = !is_key;
    }
    spans
}

/// The places in which to look for what some words became: first their clause, then the block it is in.
fn nearness(span: Span, written: &[Written<'_>]) -> Vec<Span> {
    let home = written.iter().find(|clause| inside(span, clause.span));
    home.map_or_else(Vec::new, |clause| vec![clause.whole, clause.around])
}

fn is_near(origin: Origin, near: Span) -> bool {
    origin.span().is_some_and(|span| inside(span, near))
}

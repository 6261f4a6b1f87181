//! What a program does, without how it was said: two plans of the same essence do the same, whatever happens.

use super::{Chain, Fallback, Operation, Program, Resort, Routine, Trigger};

impl Program {
    /// A text that only programs share that do the same. Where clauses stand is left out of it, and what they say that is
    /// done without them too. Programs of different texts may do the same all the same.
    #[must_use]
    pub fn essence(&self) -> String {
        let mut program = self.clone();
        program.origins.clear();
        for plan in &mut program.plans {
            blocked_at_last(&mut plan.chains);
            plan.routines.retain(|routine| !does_nothing(routine));
        }
        // Which clause is told where something ends.
        program.grants.iter_mut().for_each(|grant| grant.ends_by = None);
        without_places(&format!("{program:?}"))
    }
}

/// What no lot has paid, and nothing else lets through, is blocked: to say so at the end of what is tried, or as the last
/// that is tried for a kind, says no more.
fn blocked_at_last(chains: &mut Vec<Chain>) {
    for chain in &mut *chains {
        while chain.resorts.last().is_some_and(blocks) {
            chain.resorts.pop();
        }
    }
    let is_idle = |chains: &[Chain], place: usize| {
        let Some(chain) = chains.get(place) else { return false };
        let goes_on = chains.iter().skip(place + 1).any(|later| later.kind == chain.kind);
        !goes_on && chain.resorts.is_empty()
    };
    for place in (0..chains.len()).rev() {
        if is_idle(chains, place) {
            chains.remove(place);
        }
    }
}

fn blocks(resort: &Resort) -> bool {
    resort.what == Fallback::Block
}

/// To keep what is there changes nothing, but at the end of a subscription.
fn does_nothing(routine: &Routine) -> bool {
    let keeps = |operation: &Operation| matches!(operation, Operation::Keep(_, None, _));
    routine.limit.is_none()
        && !is_at_the_end(&routine.trigger)
        && routine.operations.iter().chain(&routine.otherwise).all(keeps)
}

fn is_at_the_end(trigger: &Trigger) -> bool {
    match trigger {
        Trigger::Cancellation => true,
        Trigger::AnyOf(triggers) => triggers.iter().any(is_at_the_end),
        _ => false,
    }
}

/// Numbers of clauses are of their order in the text.
fn without_places(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for (number, piece) in text.split("OriginId(").enumerate() {
        bare.push_str(if number == 0 { piece } else { piece.trim_start_matches(|digit: char| digit.is_ascii_digit()) });
    }
    bare
}

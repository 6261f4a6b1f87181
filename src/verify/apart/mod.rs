//! What tells two plans apart: a story that is as small as can be found and comes out differently on the two.
//!
//! Both are run side by side. First a customer who does nothing but subscribe is looked at, then one who does one thing
//! more, then the stories that are known already, then those with one thing more, then two things more. The search has an
//! end: it runs so many stories and no more, always the same ones.

mod alphabet;
mod stage;

use crate::event::{AccountId, Event, Happening, Opening, PlanId};
use crate::ledger::{Entry, Lot};
use crate::model::Catalogue;
use crate::program::Program;
use crate::units::{Instant, Quantity};

use alphabet::Alphabet;

/// So many stories are run at most, to find one that tells two plans apart.
pub const MOST_STORIES: usize = 2_000;
/// So many of them are of two things more.
const MOST_PAIRS: usize = 600;
/// So many stories that come out differently, but in nothing that can be told, are too many.
const MOST_DOUBTS: usize = 12;
/// So much money is paid in, the least that will do.
const ROUND: [u64; 16] =
    [1, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000];
/// A story with more events than this is no seed.
const MOST_EVENTS: usize = 120;

/// A story: how its accounts stand at the beginning, and what happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The accounts, by number.
    pub openings: Vec<Opening>,
    /// What happens, in the order of time.
    pub events: Vec<Event>,
    /// Its end.
    pub until: Instant,
}

/// A story that comes out differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The story, up to where that shows.
    pub story: Story,
    /// Where the search would have ended it: what does not show yet may show then.
    pub end: Instant,
}

/// What comes of a story: everything that happens, and what is held at its end; nothing if it cannot be run.
#[must_use]
pub fn told(program: &Program, story: &Story) -> Option<(Vec<Entry>, Vec<Lot>)> {
    stage::told(program, story)
}

/// The two plans.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'p> {
    /// The plan as it stands,
    pub one: (&'p Catalogue, &'p Program),
    /// and the other.
    pub other: (&'p Catalogue, &'p Program),
}

/// What came of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search<T> {
    /// A story that can be told.
    Found(T),
    /// Stories come out differently, but in nothing that could be told.
    Untold,
    /// So many stories come out the same.
    Same(usize),
}

/// Looks for a story; at most [`MOST_STORIES`] are run. `is_good` decides whether one can be told.
#[must_use]
pub fn apart<T>(
    pair: Pair<'_>,
    plan: PlanId,
    seeds: &[Story],
    mut is_good: impl FnMut(&Apart) -> Option<T>,
) -> Search<T> {
    let mut searcher = Searcher { pair, left: MOST_STORIES, doubts: MOST_DOUBTS };
    match searcher.look(plan, seeds, &mut is_good) {
        Some(found) => Search::Found(found),
        None if searcher.doubts < MOST_DOUBTS => Search::Untold,
        None => Search::Same(MOST_STORIES - searcher.left),
    }
}

struct Searcher<'p> {
    pair: Pair<'p>,
    /// How many stories may still be run.
    left: usize,
    /// How many more differences may turn out not to be tellable.
    doubts: usize,
}

impl Searcher<'_> {
    fn look<T>(&mut self, plan: PlanId, seeds: &[Story], is_good: &mut impl FnMut(&Apart) -> Option<T>) -> Option<T> {
        let alphabet = Alphabet::of(self.pair.one, plan);
        for base in alphabet.bases() {
            if let Some(found) = self.tried(&base, is_good) {
                return Some(found);
            }
            for event in alphabet.events(base.events.first()?.at) {
                if let Some(found) = self.tried(&with(&base, &[event]), is_good) {
                    return Some(found);
                }
            }
        }
        let seeds = seeds.iter().filter(|seed| seed.events.len() <= MOST_EVENTS);
        let seeds: Vec<&Story> = seeds.collect();
        for seed in &seeds {
            if let Some(found) = self.tried(seed, is_good) {
                return Some(found);
            }
        }
        let base = alphabet.bases().into_iter().next()?;
        let events = alphabet.events(base.events.first()?.at);
        let all = events.len() * events.len();
        // Of too many pairs, ones that lie evenly.
        let apart = all / MOST_PAIRS + 1;
        let prime = (apart..).find(|number| is_prime(*number)).unwrap_or(1);
        for number in (0..all).step_by(prime) {
            let pair = (events.get(number / events.len())?, events.get(number % events.len())?);
            if pair.0.at > pair.1.at {
                continue;
            }
            if let Some(found) = self.tried(&with(&base, &[*pair.0, *pair.1]), is_good) {
                return Some(found);
            }
        }
        for seed in seeds {
            let Some(first) = seed.events.first() else { continue };
            for event in alphabet.events(first.at) {
                if let Some(found) = self.tried(&with(seed, &[event]), is_good) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Whether a story tells them apart; then as short as it can be.
    fn tried<T>(&mut self, story: &Story, is_good: &mut impl FnMut(&Apart) -> Option<T>) -> Option<T> {
        let found = self.differs(story)?;
        if self.doubts == 0 {
            return None;
        }
        let found = self.shortened(found);
        let found = self.cheaper(found);
        let good = is_good(&found);
        if good.is_none() {
            self.doubts -= 1;
        }
        good
    }

    fn differs(&mut self, story: &Story) -> Option<Apart> {
        if self.left == 0 || self.doubts == 0 {
            return None;
        }
        self.left -= 1;
        stage::differs(self.pair, story)
    }

    /// Pays in no more than is needed for the two to differ, in round sums.
    fn cheaper(&mut self, mut found: Apart) -> Apart {
        for number in 0..found.story.events.len() {
            for whole in ROUND {
                let Some(event) = found.story.events.get(number) else { break };
                let Happening::Recharge { amount, by } = event.what else { break };
                let less = money(whole);
                if less >= amount {
                    break;
                }
                let mut other = found.story.clone();
                if let Some(event) = other.events.get_mut(number) {
                    event.what = Happening::Recharge { amount: less, by };
                }
                let until = found.story.until;
                match self.differs(&other) {
                    Some(cheaper)
                        if cheaper.story.until == until && cheaper.story.events.len() == other.events.len() =>
                    {
                        found = cheaper;
                        break;
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// Leaves out every event without which the two still differ.
    fn shortened(&mut self, mut found: Apart) -> Apart {
        let mut number = found.story.events.len();
        while number > 0 {
            number -= 1;
            let mut shorter = found.story.clone();
            shorter.events.remove(number);
            // Where nobody ever subscribes nothing can be told.
            if !shorter.events.iter().any(|event| event.what == Happening::Activate) {
                continue;
            }
            if let Some(other) = self.differs(&shorter) {
                number = number.min(other.story.events.len());
                found = other;
            }
        }
        found
    }
}

fn with(story: &Story, events: &[Event]) -> Story {
    let mut story = story.clone();
    let most = u32::try_from(story.openings.len()).unwrap_or(u32::MAX);
    story.events.extend(events.iter().filter(|event| event.account.0 < most));
    story.events.sort_by_key(|event| event.at);
    story
}

fn is_prime(number: usize) -> bool {
    number > 1 && (2..).take_while(|factor| factor * factor <= number).all(|factor| !number.is_multiple_of(factor))
}

/// An event of the first account.
fn event(at: Instant, what: Happening) -> Event {
    Event { at, account: AccountId(0), what }
}

/// So much of the smallest unit of money.
const fn money(whole: u64) -> Quantity {
    Quantity(whole * 1_000_000)
}

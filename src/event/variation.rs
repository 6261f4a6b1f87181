//! A small change of what happens to subscribers: what else could have happened.

use crate::units::Instant;

use super::Event;

/// A small change of a list of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Variation {
    /// An event comes at another time; a record of use keeps its length.
    Moved {
        /// Its place in the list.
        event: usize,
        /// When it comes.
        to: Instant,
    },
    /// An event does not come.
    Without {
        /// Its place in the list.
        event: usize,
    },
    /// Something else comes in the place of an event, at the same time: more, or less.
    Instead {
        /// Its place in the list.
        event: usize,
        /// What comes.
        by: Event,
    },
    /// Something comes besides, before everything else of that instant.
    With(Vec<Event>),
}

impl Variation {
    /// The events as they would have been, in the order of time.
    #[must_use]
    pub fn of(&self, events: &[Event]) -> Vec<Event> {
        let mut varied = events.to_vec();
        match self {
            Variation::Moved { event, to } => {
                if let Some(moved) = varied.get_mut(*event) {
                    *moved = moved.moved(*to);
                }
            }
            Variation::Without { event } => {
                if *event < varied.len() {
                    varied.remove(*event);
                }
            }
            Variation::Instead { event, by } => {
                if let Some(other) = varied.get_mut(*event) {
                    *other = *by;
                }
            }
            Variation::With(more) => varied.splice(0..0, more.iter().copied()).for_each(drop),
        }
        varied.sort_by_key(|event| event.at);
        varied
    }

    /// The first instant at which something differs.
    #[must_use]
    pub fn since(&self, events: &[Event]) -> Instant {
        let begins = |event: usize| events.get(event).map_or(Instant::NEVER, Event::begins);
        match self {
            Variation::Moved { event, to } => {
                let moved = events.get(*event).map_or(*to, |event| event.moved(*to).begins());
                begins(*event).min(moved)
            }
            Variation::Without { event } => begins(*event),
            Variation::Instead { event, by } => begins(*event).min(by.begins()),
            Variation::With(more) => more.iter().map(Event::begins).min().unwrap_or(Instant::NEVER),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{AccountId, Happening};

    fn event(at: i64) -> Event {
        Event { at: Instant(at), account: AccountId(0), what: Happening::Renew }
    }

    #[test]
    fn what_is_varied_stays_in_the_order_of_time() {
        let events = [event(1), event(5), event(9)];
        let times = |variation: Variation| {
            let since = variation.since(&events).0;
            (variation.of(&events).iter().map(|event| event.at.0).collect::<Vec<_>>(), since)
        };
        assert_eq!(times(Variation::Moved { event: 2, to: Instant(3) }), (vec![1, 3, 5], 3));
        assert_eq!(times(Variation::Without { event: 1 }), (vec![1, 9], 5));
        assert_eq!(times(Variation::With(vec![event(5)])), (vec![1, 5, 5, 9], 5));
        assert_eq!(times(Variation::Without { event: 7 }).0, [1, 5, 9]);
    }
}

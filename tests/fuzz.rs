//! What the fuzz targets look for, on stable and within a time: plans of the repository, damaged at random.
//!
//! Which damage depends on the seed alone, which is fixed; how much of it is tried depends on the time there is.
//! `FUZZ_SECONDS=600 cargo test fuzz` tries for ten minutes.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "these tests read the repository and the clock")]

use std::time::{Duration, Instant};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::format::{damage, damaged, plans};

#[path = "../fuzz/properties.rs"]
mod properties;

/// Tries a property on damaged plans until the time is over, and on each plan as it is at least once in a while.
fn tried(property: fn(&[u8])) {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(5);
    let until = Instant::now() + Duration::from_secs(seconds);
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let cases = (0..plans().len(), proptest::collection::vec(damage(), 0..4));
    let mut tried = 0;
    while tried == 0 || Instant::now() < until {
        let (plan, damages) = cases.new_tree(&mut runner).unwrap().current();
        property(damaged(&plans()[plan].1, &damages).as_bytes());
        tried += 1;
    }
}

#[test]
fn any_text_is_checked() {
    tried(properties::check);
}

#[test]
fn any_text_is_formatted_in_any_language_or_left_alone() {
    tried(properties::format);
}

#[test]
fn safe_changes_answer_the_finding_and_change_nothing_else() {
    tried(properties::fix);
}

#[test]
fn scenarios_of_any_text_end() {
    tried(properties::simulate);
}

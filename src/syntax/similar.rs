//! Words that are nearly spelled like another.

use std::cmp::Reverse;
use std::sync::LazyLock;

use crate::text::Lang;

use super::words::words;

/// A spelling.
struct Spelling {
    /// In lower case.
    low: String,
    /// How many characters it has.
    length: usize,
    letters: u32,
    row: u16,
    written: &'static str,
}

/// Every spelling of every word.
static SPELLINGS: LazyLock<Vec<Spelling>> = LazyLock::new(|| {
    let mut spellings = Vec::new();
    for (row, word) in (0_u16..).zip(words().rows()) {
        for spelling in Lang::ALL.iter().flat_map(|lang| word.spellings(*lang)) {
            let low = spelling.to_lowercase();
            let (length, letters) = (low.chars().count(), letters(&low));
            spellings.push(Spelling { low, length, letters, row, written: spelling });
        }
    }
    spellings
});

/// The most suggestions that are worth trying.
const MOST: usize = 6;
/// No spelling of the language that is worth a comparison is longer.
const LONGEST: usize = 60;

/// Which letters a word has, roughly: a wrong letter changes at most two bits, and bits are soon compared.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 32))
}

/// A spelling that may have been meant. In order, the likeliest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Near {
    /// Whether its word is expected where it stands.
    expected: Reverse<bool>,
    /// How many slips of the hand lie between.
    pub(super) distance: usize,
    /// How many letters it has in common with what was typed: all, or those from the start and from the end.
    pub(super) alike: Reverse<usize>,
    pub(super) row: u16,
    pub(super) written: &'static str,
}

/// The spellings nearest to a word or phrase in lower case, one of each word, those that are expected where it stands first.
pub(super) fn nearest(typed: &str, expected: &[u16]) -> Vec<Near> {
    let length = typed.chars().take(LONGEST + 1).count();
    if !(2..=LONGEST).contains(&length) {
        return Vec::new();
    }
    // Of a word one letter in three may be wrong, of a phrase fewer: two neighbours that changed places are one mistake.
    let most = (length / if typed.contains(' ') { 5 } else { 3 }).max(1);
    let most_letters = 2 * u32::try_from(most).unwrap_or(0);
    let has = letters(typed);
    let near_enough = SPELLINGS
        .iter()
        .filter(|other| other.length.abs_diff(length) <= most && (other.letters ^ has).count_ones() <= most_letters);
    let mut found: Vec<Near> = near_enough
        .filter_map(|Spelling { low, letters, row, written, .. }| {
            let distance = strsim::osa_distance(typed, low);
            (1..=most.min(length - 1)).contains(&distance).then(|| Near {
                expected: Reverse(expected.contains(row)),
                distance,
                alike: Reverse(if *letters == has && low.chars().count() == length {
                    // Only the order is wrong.
                    length
                } else {
                    common(typed.chars(), low.chars()) + common(typed.chars().rev(), low.chars().rev())
                }),
                row: *row,
                written,
            })
        })
        .collect();
    found.sort();
    let mut rows = Vec::new();
    found.retain(|near| {
        let new = !rows.contains(&near.row);
        rows.push(near.row);
        new
    });
    found.truncate(MOST);
    found
}

/// How many letters two words begin with alike.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

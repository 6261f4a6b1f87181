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
/// No word of the language is longer.
const LONGEST: usize = 40;

/// Which letters a word has, roughly: a wrong letter changes at most two bits, and bits are soon compared.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 32))
}

/// The spellings nearest to a word in lower case, those that are expected where it stands first.
pub(super) fn nearest(word: &str, expected: &[u16]) -> Vec<(u16, &'static str)> {
    let length = word.chars().take(LONGEST + 1).count();
    if !(2..=LONGEST).contains(&length) {
        return Vec::new();
    }
    // One letter in three may be wrong; two neighbours that changed places are one mistake.
    let most = (length / 3).max(1);
    let most_letters = 2 * u32::try_from(most).unwrap_or(0);
    let has = letters(word);
    let mut found: Vec<_> = SPELLINGS
        .iter()
        .filter(|other| other.length.abs_diff(length) <= most && (other.letters ^ has).count_ones() <= most_letters)
        .filter_map(|Spelling { low, row, written, .. }| {
            let distance = strsim::osa_distance(word, low);
            (distance <= most && distance < length).then(|| {
                let same_start = word.chars().next() == low.chars().next();
                ((Reverse(expected.contains(row)), distance, Reverse(same_start)), *row, *written)
            })
        })
        .collect();
    found.sort();
    let mut rows = Vec::new();
    found.retain(|(_, row, _)| {
        !rows.contains(row) && {
            rows.push(*row);
            true
        }
    });
    found.truncate(MOST);
    found.into_iter().map(|(_, row, spelling)| (row, spelling)).collect()
}

//! Words that are nearly spelled like another.

use std::cmp::Reverse;
use std::sync::LazyLock;

use crate::text::Lang;

use super::words::words;

/// A spelling in lower case, with how many characters it has and its row.
static SPELLINGS: LazyLock<Vec<(String, usize, u16, &'static str)>> = LazyLock::new(|| {
    let mut spellings = Vec::new();
    for (row, word) in (0_u16..).zip(words().rows()) {
        for spelling in Lang::ALL.iter().flat_map(|lang| word.spellings(*lang)) {
            let low = spelling.to_lowercase();
            let length = low.chars().count();
            spellings.push((low, length, row, *spelling));
        }
    }
    spellings
});

/// The most suggestions that are worth trying.
const MOST: usize = 6;
/// No word of the language is longer.
const LONGEST: usize = 40;

/// The spellings nearest to a word in lower case, those that are expected where it stands first.
pub(super) fn nearest(word: &str, expected: &[u16]) -> Vec<(u16, &'static str)> {
    let length = word.chars().take(LONGEST + 1).count();
    if !(2..=LONGEST).contains(&length) {
        return Vec::new();
    }
    // One letter in three may be wrong; two neighbours that changed places are one mistake.
    let most = (length / 3).max(1);
    let mut found: Vec<_> = SPELLINGS
        .iter()
        .filter(|(_, other, ..)| other.abs_diff(length) <= most)
        .filter_map(|(low, _, row, spelling)| {
            let distance = strsim::osa_distance(word, low);
            (distance <= most && distance < length).then(|| {
                let same_start = word.chars().next() == low.chars().next();
                ((Reverse(expected.contains(row)), distance, Reverse(same_start)), *row, *spelling)
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

//! The words of the language, in every language people write it in: the tables that `build.rs` makes of
//! `grammar/words.pest`.
//!
//! A row is an id and, for each language, the spellings of it, the canonical one first. The grammar knows ids alone. A row
//! whose id is several ids with blanks between them is a contraction: it has spellings, but no rule of its own (不在 is
//! `not in`).

use crate::text::Lang;

use super::scan::chars::{self, is_blank, is_han};

mod pieces;

use pieces::{lower, pieces, same};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// One row: a word and its spellings.
#[derive(Debug, Clone)]
pub struct Word {
    /// The id: `at_most`; for a contraction several ids with a blank between two.
    pub id: &'static str,
    spellings: [&'static [&'static str]; Lang::ALL.len()],
}

impl Word {
    /// Every spelling in a language, the canonical one first.
    #[must_use]
    pub fn spellings(&self, lang: Lang) -> &[&'static str] {
        self.spellings.get(lang as usize).copied().unwrap_or_default()
    }

    /// The canonical spelling; the English one where a language has none, the id where there is none at all.
    #[must_use]
    pub fn spelling(&self, lang: Lang) -> &'static str {
        let first = |lang| self.spellings(lang).first().copied();
        first(lang).or_else(|| first(Lang::En)).unwrap_or(self.id)
    }

    /// Whether it is spelled differently in different languages.
    pub(super) fn differs(&self) -> bool {
        self.spelling(Lang::En) != self.spelling(Lang::Zh)
    }

    /// Whether this is several words in one.
    #[must_use]
    pub fn is_contraction(&self) -> bool {
        self.id.contains(' ')
    }
}

/// One spelling.
#[derive(Debug)]
struct Spelling {
    text: &'static str,
    /// What stands behind its first piece.
    rest: &'static str,
    word: u16,
}

/// Every word, and how to find it.
#[derive(Debug)]
pub struct Words {
    rows: &'static [Word],
    by_id: &'static [(&'static str, u16)],
    /// The contractions, by the row of the first word in them, in the order of the table.
    contractions: &'static [(u16, &'static [u16])],
    /// By the first piece, in lower case; longest spelling first.
    by_piece: &'static [(&'static str, &'static [Spelling])],
    /// By the first character of spellings that begin with a Han character, which stand without blanks; longest first.
    by_han: &'static [(char, &'static [Spelling])],
}

/// The words of the language.
#[must_use]
pub fn words() -> &'static Words {
    static WORDS: Words =
        Words { rows: ROWS, by_id: BY_ID, contractions: CONTRACTIONS, by_piece: BY_PIECE, by_han: BY_HAN };
    &WORDS
}

/// What stands behind a key in a table that is in order.
fn found<K: Ord, V: Copy>(table: &[(K, V)], key: &K) -> Option<V> {
    table.binary_search_by(|(other, _)| other.cmp(key)).ok().and_then(|at| table.get(at)).map(|(_, value)| *value)
}

impl Words {
    /// Every row, in the order of the table.
    #[must_use]
    pub fn rows(&self) -> &'static [Word] {
        self.rows
    }

    /// The row with this number.
    #[must_use]
    pub fn row(&self, number: u16) -> Option<&Word> {
        self.rows.get(usize::from(number))
    }

    /// The rows that are several words in one, of which this is the first, with their numbers.
    pub(super) fn contractions_of(&self, first: u16) -> impl Iterator<Item = (u16, &Word)> {
        let rows = found(self.contractions, &first).into_iter().flatten();
        rows.filter_map(|row| Some((*row, self.row(*row)?)))
    }

    /// The row with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Word> {
        self.row(self.number(id)?)
    }

    /// The number of the row with this id.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<u16> {
        found(self.by_id, &id)
    }

    /// Whether a row is a day of the week.
    pub(super) fn is_weekday(&self, number: u16) -> bool {
        self.row(number).is_some_and(|word| WEEKDAYS.contains(&word.id))
    }

    /// The word that is spelled exactly so, in whatever case.
    #[must_use]
    pub fn spelled(&self, text: &str) -> Option<&Word> {
        let first = pieces(text).next()?;
        let han = first.chars().next().and_then(|first| found(self.by_han, &first));
        let list = han.or_else(|| found(self.by_piece, &lower(first).as_ref()))?;
        list.iter().find(|spelling| same(spelling.text, text)).and_then(|spelling| self.row(spelling.word))
    }

    /// The longest spelling that begins with `first` (in lower case) and goes on in `rest`: its row, and how many bytes
    /// of `rest` it takes.
    pub(super) fn after_piece(&self, first: &str, rest: &str) -> Option<(u16, usize)> {
        let list = found(self.by_piece, &first)?;
        list.iter().find_map(|spelling| Some((spelling.word, follow(pieces(spelling.rest), rest)?)))
    }

    /// The longest spelling at the start of `text`, which begins with a Han character: its row and its length.
    pub(super) fn at_han(&self, text: &str) -> Option<(u16, usize)> {
        let list = found(self.by_han, &text.chars().next()?)?;
        list.iter().find_map(|spelling| Some((spelling.word, follow(pieces(spelling.text), text)?)))
    }
}

/// How many bytes of `text` the pieces take, blanks between them included; `None` if they do not stand there.
fn follow<'p>(pieces: impl Iterator<Item = &'p str>, text: &str) -> Option<usize> {
    let mut at = 0;
    for piece in pieces {
        let rest = text.get(at..)?;
        let rest = if piece.starts_with(is_han) { rest } else { rest.trim_start_matches(is_blank) };
        let blanks = text.len() - at - rest.len();
        let length = matched(piece, rest)?;
        at += blanks + length;
    }
    Some(at)
}

/// The bytes of `text` that spell `piece`, in whatever case; a word must end where the piece ends.
fn matched(piece: &str, text: &str) -> Option<usize> {
    // Chinese has no cases, and its words no ends.
    if piece.starts_with(is_han) {
        return text.starts_with(piece).then_some(piece.len());
    }
    let mut rest = text.chars();
    for wanted in piece.chars() {
        let found = chars::plain(rest.next()?);
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let ended = !rest.clone().next().is_some_and(chars::in_word);
    ended.then(|| text.len() - rest.as_str().len())
}

#[cfg(test)]
mod tests;

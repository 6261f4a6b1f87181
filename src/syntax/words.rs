//! The words of the language, in every language people write it in: `grammar/words.pest`, read once.
//!
//! A row is an id and, for each language, the spellings of it, the canonical one first. The grammar knows ids alone. A row
//! whose id is several ids with blanks between them is a contraction: it has spellings, but no rule of its own (不在 is
//! `not in`).

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::Lang;

use super::scan::chars::{is_blank, is_han};

/// The table as it is on disk.
const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/words.pest"));

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(TABLE));

/// One row: a word and its spellings.
#[derive(Debug, Clone)]
pub struct Word {
    /// The id: `at_most`; for a contraction several ids with a blank between two.
    pub id: &'static str,
    spellings: [Vec<&'static str>; Lang::ALL.len()],
}

impl Word {
    /// Every spelling in a language, the canonical one first.
    #[must_use]
    pub fn spellings(&self, lang: Lang) -> &[&'static str] {
        self.spellings.get(lang as usize).map_or(&[], Vec::as_slice)
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

/// One spelling. It is read in pieces, cut where scripts change and at blanks: "on time" is two pieces, 5G网络 is two.
#[derive(Debug)]
struct Spelling {
    text: &'static str,
    /// What stands behind its first piece.
    rest: &'static str,
    word: u16,
}

impl Spelling {
    /// The bytes of its pieces.
    fn length(&self) -> usize {
        pieces(self.text).map(str::len).sum()
    }
}

/// Every word, and how to find it.
#[derive(Debug, Default)]
pub struct Words {
    rows: Vec<Word>,
    by_id: BTreeMap<&'static str, u16>,
    /// The contractions, by the row of the first word in them, in the order of the table.
    contractions: BTreeMap<u16, Vec<u16>>,
    /// By the first piece, in lower case; longest spelling first.
    by_piece: BTreeMap<Cow<'static, str>, Vec<Spelling>>,
    /// By the first character of spellings that begin with a Han character, which stand without blanks; longest first.
    by_han: BTreeMap<char, Vec<Spelling>>,
}

/// The words of the language.
#[must_use]
pub fn words() -> &'static Words {
    &WORDS
}

impl Words {
    fn read(table: &'static str) -> Words {
        let mut words = Words::default();
        for word in table.lines().filter_map(row) {
            words.add(word);
        }
        let longest_first = |list: &mut Vec<Spelling>| {
            if list.len() > 1 {
                list.sort_by_cached_key(|spelling| Reverse(spelling.length()));
            }
        };
        words.by_piece.values_mut().for_each(longest_first);
        words.by_han.values_mut().for_each(longest_first);
        words.contractions = words.contractions_by_first();
        words
    }

    fn add(&mut self, row: Word) {
        let Ok(word) = u16::try_from(self.rows.len()) else { return };
        for spelling in row.spellings.iter().flatten() {
            let Some((first, rest)) = first_piece(spelling) else { continue };
            let list = match first.chars().next().filter(|first| is_han(*first)) {
                Some(first) => self.by_han.entry(first).or_default(),
                None => self.by_piece.entry(lower(first)).or_default(),
            };
            // Two languages may share a spelling.
            if !list.iter().any(|other| other.word == word && same(other.text, spelling)) {
                list.push(Spelling { text: spelling, rest, word });
            }
        }
        self.by_id.insert(row.id, word);
        self.rows.push(row);
    }

    /// Every row, in the order of the table.
    #[must_use]
    pub fn rows(&self) -> &[Word] {
        &self.rows
    }

    /// The row with this number.
    #[must_use]
    pub fn row(&self, number: u16) -> Option<&Word> {
        self.rows.get(usize::from(number))
    }

    /// The rows that are several words in one, of which this is the first, with their numbers.
    pub(super) fn contractions_of(&self, first: u16) -> impl Iterator<Item = (u16, &Word)> {
        let rows = self.contractions.get(&first).into_iter().flatten();
        rows.filter_map(|row| Some((*row, self.row(*row)?)))
    }

    fn contractions_by_first(&self) -> BTreeMap<u16, Vec<u16>> {
        let mut by_first: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
        for (row, word) in (0..).zip(&self.rows).filter(|(_, word)| word.is_contraction()) {
            let first = word.id.split(' ').next().and_then(|first| self.number(first));
            by_first.entry(first.unwrap_or(row)).or_default().push(row);
        }
        by_first
    }

    /// The row with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Word> {
        self.row(self.number(id)?)
    }

    /// The number of the row with this id.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<u16> {
        self.by_id.get(id).copied()
    }

    /// Whether a row is a day of the week.
    pub(super) fn is_weekday(&self, number: u16) -> bool {
        self.row(number).is_some_and(|word| WEEKDAYS.contains(&word.id))
    }

    /// The word that is spelled exactly so, in whatever case.
    #[must_use]
    pub fn spelled(&self, text: &str) -> Option<&Word> {
        let first = pieces(text).next()?;
        let han = first.chars().next().and_then(|first| self.by_han.get(&first));
        let list = han.or_else(|| self.by_piece.get(&lower(first)))?;
        list.iter().find(|spelling| same(spelling.text, text)).and_then(|spelling| self.row(spelling.word))
    }

    /// The longest spelling that begins with `first` (in lower case) and goes on in `rest`: its row, and how many bytes
    /// of `rest` it takes.
    pub(super) fn after_piece(&self, first: &str, rest: &str) -> Option<(u16, usize)> {
        let list = self.by_piece.get(first)?;
        list.iter().find_map(|spelling| Some((spelling.word, follow(pieces(spelling.rest), rest)?)))
    }

    /// The longest spelling at the start of `text`, which begins with a Han character: its row and its length.
    pub(super) fn at_han(&self, text: &str) -> Option<(u16, usize)> {
        let list = self.by_han.get(&text.chars().next()?)?;
        list.iter().find_map(|spelling| Some((spelling.word, follow(pieces(spelling.text), text)?)))
    }
}

/// The row that a line holds: what stands before `//`, and the cells between two of them. Other comments have fewer cells.
fn row(line: &'static str) -> Option<Word> {
    let cells: Vec<&str> = line.split("//").map(str::trim).collect();
    let (id, spellings) = match cells[..] {
        [rule, en, zh] => (rule.strip_prefix("k_")?.split(' ').next()?, [en, zh]),
        ["", contraction, en, zh] => (contraction, [en, zh]),
        _ => return None,
    };
    Some(Word { id, spellings: spellings.map(split_cell) })
}

fn split_cell(cell: &'static str) -> Vec<&'static str> {
    cell.split(" | ").map(str::trim).filter(|spelling| !spelling.is_empty()).collect()
}

/// The pieces of a spelling: cut at blanks and where Han characters begin or end.
fn pieces(spelling: &str) -> impl Iterator<Item = &str> {
    let mut rest = spelling;
    std::iter::from_fn(move || {
        let (piece, behind) = first_piece(rest)?;
        rest = behind;
        Some(piece)
    })
}

/// The first piece, and what stands behind it.
fn first_piece(spelling: &str) -> Option<(&str, &str)> {
    let spelling = spelling.trim_start_matches(is_blank);
    let han = is_han(spelling.chars().next()?);
    let end = spelling.find(|character| is_han(character) != han || is_blank(character));
    Some(spelling.split_at(end.unwrap_or(spelling.len())))
}

fn lower(piece: &str) -> Cow<'_, str> {
    if piece.contains(char::is_uppercase) { Cow::Owned(piece.to_lowercase()) } else { Cow::Borrowed(piece) }
}

/// Whether two spellings have the same pieces, in whatever case.
fn same(one: &str, other: &str) -> bool {
    pieces(one).map(lower).eq(pieces(other).map(lower))
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
        let found = super::scan::chars::plain(rest.next()?);
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let ended = !rest.clone().next().is_some_and(super::scan::chars::in_word);
    ended.then(|| text.len() - rest.as_str().len())
}

#[cfg(test)]
mod tests;

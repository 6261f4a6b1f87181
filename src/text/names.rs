//! Names that people type: how they compare, what each stands for, and what was probably meant by one that nothing has.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// The marks that can stand around a name: those that open one, each with those that close it.
const MARKS: [(char, &str); 11] = [
    ('"', "\"“”„‟«»＂"),
    ('“', "”\"“„"),
    ('”', "”\"“"),
    ('„', "“”\""),
    ('‟', "”\""),
    ('«', "»"),
    ('＂', "＂"),
    ('「', "」"),
    ('『', "』"),
    ('\'', "'’‘＇"),
    ('‘', "’'‘"),
];

/// A name without the quotation marks around it, whichever they are. One that is not closed is still a name.
#[must_use]
pub fn unquoted(written: &str) -> &str {
    let mut inner = written.chars();
    let Some((_, closing)) = inner.next().and_then(|open| MARKS.iter().find(|(mark, _)| *mark == open)) else {
        return written;
    };
    let content = inner.as_str();
    content.strip_suffix(|last| closing.contains(last)).unwrap_or(content)
}

/// Whether two names are one: capitals do not matter.
#[must_use]
pub fn same(left: &str, right: &str) -> bool {
    if left.is_ascii() && right.is_ascii() {
        return left.eq_ignore_ascii_case(right);
    }
    left == right || key(left) == key(right)
}

/// What a name is known by: in small letters, and a letter with its accent as one letter, however it was typed.
fn key(name: &str) -> String {
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.nfc().collect::<String>().to_lowercase() }
}

/// What names stand for. Looking one up does not get slower with their number as a search through a list would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names<T> {
    /// By name, as names compare.
    known: BTreeMap<String, T>,
}

impl<T> Default for Names<T> {
    fn default() -> Names<T> {
        Names { known: BTreeMap::new() }
    }
}

impl<T> Names<T> {
    /// What a name stands for.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&T> {
        self.known.get(&key(name))
    }

    /// Adds a name. If it is known, it goes on to stand for what it did.
    pub fn add(&mut self, name: &str, what: T) {
        self.known.entry(key(name)).or_insert(what);
    }

    /// Adds a name, or gives it another meaning.
    pub fn replace(&mut self, name: &str, what: T) {
        self.known.insert(key(name), what);
    }
}

/// Longer names are not compared letter by letter.
const LONGEST: usize = 60;

/// The nearest of some names, if it is near enough for a slip of the hand: one in three letters, and so never a whole short
/// name.
pub fn nearest<'n>(wanted: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = wanted.to_lowercase();
    let length = wanted.chars().take(LONGEST + 1).count();
    let slips = length / 3;
    if length > LONGEST {
        return None;
    }
    let near = |name: &'n str| {
        let letters = name.chars().take(length + slips + 1).count();
        let distance =
            (letters.abs_diff(length) <= slips).then(|| strsim::osa_distance(&wanted, &name.to_lowercase()))?;
        (distance <= slips).then_some((distance, name))
    };
    Some(known.into_iter().filter_map(near).min()?.1)
}

/// Looks for what was meant by many names of one text. After so many comparisons it gives up: nobody reads that many
/// suggestions, and a text that gets every name wrong is still answered soon.
#[derive(Debug, Clone)]
pub struct Guesses {
    /// How many letters may still be compared.
    left: usize,
}

impl Default for Guesses {
    fn default() -> Guesses {
        Guesses { left: 2_000_000 }
    }
}

impl Guesses {
    /// The nearest of some names, as [`nearest`] has it.
    pub fn nearest<'n>(&mut self, wanted: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        let cost = wanted.len().clamp(1, LONGEST);
        let affordable = self.left / cost;
        let mut looked_at = 0;
        let found = nearest(wanted, known.into_iter().take(affordable).inspect(|_| looked_at += 1));
        self.left -= looked_at * cost;
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_do_not_matter() {
        let mut names = Names::default();
        names.add("Monthly 20", 1);
        names.add("MONTHLY 20", 2);
        names.add("Ämter", 3);
        assert_eq!((names.find("monthly 20"), names.find("äMTER"), names.find("monthly")), (Some(&1), Some(&3), None));
        names.replace("monthly 20", 4);
        assert_eq!(names.find("Monthly 20"), Some(&4));
        assert!(same("Ämter", "ämter") && same("A", "a") && !same("A", "B"));
    }

    #[test]
    fn one_letter_in_three_may_be_wrong() {
        assert_eq!(nearest("Montly", ["Weekly", "Monthly"]), Some("Monthly"));
        assert_eq!(nearest("Mnothly", ["Monthly"]), Some("Monthly"));
        assert_eq!(nearest("A", ["B"]), None);
        assert_eq!(nearest("gold", ["Bold", "cold"]), Some("Bold"));
        assert_eq!(nearest(&"x".repeat(80), [&*"x".repeat(80)]), None);
    }

    #[test]
    fn guessing_ends() {
        let mut guesses = Guesses { left: 20 };
        assert_eq!(guesses.nearest("Montly", ["A", "Monthly"]), Some("Monthly"));
        assert_eq!(guesses.nearest("Montly", ["A", "Monthly"]), None);
    }
}

//! Which form of a word: the singular or the plural, where a language has both.

use crate::syntax::words::Word;
use crate::text::Lang;

use super::spacing::Writer;

/// Words for days, which English puts in the plural behind `on`.
const DAYS: [&str; 3] = ["weekend", "weekday", "holiday"];

/// The form that fits what stands before; where nothing tells, the one that was typed if it is one of this language.
pub(super) fn choose(word: &Word, typed: &str, before: &Writer, lang: Lang) -> &'static str {
    let canonical = word.spelling(lang);
    if let Some(uncounted) = uncounted(word, before, lang) {
        return uncounted;
    }
    let Some(plural) = plural(word, lang) else { return canonical };
    let many = match before.last_number() {
        Some(number) => number != "1",
        None if before.last_word() == Some("on") && DAYS.contains(&word.id) => true,
        None => typed.eq_ignore_ascii_case(plural),
    };
    if many { plural } else { canonical }
}

/// 2 条通知, but 收到通知: a measure word stands behind a number.
fn uncounted(word: &Word, before: &Writer, lang: Lang) -> Option<&'static str> {
    let counted = lang == Lang::Zh && word.id == "notice" && before.last_number().is_none();
    word.spellings(lang).last().copied().filter(|_| counted)
}

/// The plural of the canonical spelling, if the table has it.
fn plural(word: &Word, lang: Lang) -> Option<&'static str> {
    let canonical = word.spelling(lang);
    let is_plural = |other: &&&str| {
        let regular = other.strip_prefix(canonical).is_some_and(|ending| matches!(ending, "s" | "es"));
        let stem = canonical.strip_suffix('y');
        regular || stem.is_some_and(|stem| other.strip_prefix(stem) == Some("ies"))
    };
    word.spellings(lang).iter().find(is_plural).copied()
}

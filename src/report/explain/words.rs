//! How phrases are put together, in every language.

use crate::text;
use crate::text::{Lang, Text};

/// The word between the last two of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    And,
    Or,
    /// Things that happen one after the other.
    Then,
    /// Conditions that must all hold, or of which one must.
    Both,
    Either,
    /// Clauses that have commas and "and" of their own.
    AndAlso,
}

/// `a`, `a and b`, `a, b and c`; a、b和c.
pub(super) fn list(items: &[Text], join: Join) -> Text {
    let Some((last, before)) = items.split_last() else { return Text::default() };
    if before.is_empty() {
        return last.clone();
    }
    let (en_word, zh_word, zh_comma) = match join {
        Join::And => (" and ", "和", "、"),
        Join::Or => (" or ", "或", "、"),
        Join::Then => (", and ", "，", "，"),
        Join::Both => (" and ", "，且", "，"),
        Join::Either => (" or ", "，或", "，"),
        Join::AndAlso => (", and ", "，以及", "，"),
    };
    let (en, zh) = (joined(before, Lang::En, ", "), joined(before, Lang::Zh, zh_comma));
    Text { en: format!("{en}{en_word}{}", last.en), zh: format!("{zh}{zh_word}{}", last.zh) }
}

fn joined(items: &[Text], lang: Lang, comma: &str) -> String {
    items.iter().map(|item| item.get(lang)).collect::<Vec<_>>().join(comma)
}

/// Parts of one sentence, with a comma between.
pub(super) fn commas(parts: &[Text]) -> Text {
    Text { en: joined(parts, Lang::En, ", "), zh: joined(parts, Lang::Zh, "，") }
}

/// Sentences, one after the other.
pub(super) fn sentences(parts: &[Text]) -> Text {
    Text { en: joined(parts, Lang::En, " "), zh: joined(parts, Lang::Zh, "") }
}

/// Begins with a small letter: what stands behind a colon.
pub(super) fn small(text: &Text) -> Text {
    let mut letters = text.en.chars();
    let first: String = letters.next().map(|letter| letter.to_ascii_lowercase()).into_iter().collect();
    Text { en: format!("{first}{}", letters.as_str()), zh: text.zh.clone() }
}

/// A clause as a sentence: with a capital and a full stop.
pub(super) fn sentence(clause: &Text) -> Text {
    let mut letters = clause.en.chars();
    let first: String = letters.next().map(|letter| letter.to_ascii_uppercase()).into_iter().collect();
    let (en, zh) = (format!("{first}{}", letters.as_str()), &clause.zh);
    text!("{en}.", "{zh}。")
}

/// A phrase behind another, with a blank where the language has one.
pub(super) fn after(phrase: &Text, more: &Text) -> Text {
    text!("{phrase} {more}", "{phrase}{more}"; phrase = phrase, more = more)
}

/// "1 month", "3 months".
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// "first", "second", … as far as words go, then "11th", "22nd".
pub(super) fn ordinal(count: u32) -> String {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    if let Some(word) = usize::try_from(count).ok().and_then(|count| words.get(count.checked_sub(1)?)) {
        return (*word).to_owned();
    }
    let ending = match (count % 10, count % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{count}{ending}")
}

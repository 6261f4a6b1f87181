//! Which form of a word: the singular or the plural, where a language has both.

use crate::syntax::Rule;
use crate::syntax::words::Word;
use crate::text::Lang;

use super::spacing::Writer;

/// Where a word stands in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The sentence.
    pub(super) sentence: Rule,
    /// The part of it that the word is in; `None` if the word is no part by itself.
    pub(super) part: Option<Rule>,
    /// Whether the sentence lists several names.
    pub(super) lists: bool,
}

/// The form that fits where the word stands and what stands before it. How it was typed does not matter, so that a
/// text that was translated and translated back is the same.
pub(super) fn choose(word: &Word, place: Place, before: &Writer) -> &'static str {
    let lang = before.lang();
    let canonical = word.spelling(lang);
    if let Some(uncounted) = uncounted(word, before, lang) {
        return uncounted;
    }
    if let Some(inflected) = inflected(word, place, before).filter(|_| lang == Lang::En) {
        return word.spellings(lang).iter().find(|spelling| **spelling == inflected).copied().unwrap_or(canonical);
    }
    if let Some(chinese) = counted(word, place, before).filter(|_| lang == Lang::Zh) {
        return word.spellings(lang).iter().find(|spelling| **spelling == chinese).copied().unwrap_or(canonical);
    }
    if lang == Lang::Zh && word.id == "at" && place.part == Some(Rule::at_time) {
        return word.spellings(lang).last().copied().unwrap_or(canonical);
    }
    let Some(plural) = plural(word, lang) else { return canonical };
    let many = match before.last_number() {
        Some(number) => number != "1",
        None => stands_for_many(word, place, before),
    };
    if many { plural } else { canonical }
}

/// The form of an English verb that is one word of the table in several forms.
fn inflected(word: &Word, place: Place, before: &Writer) -> Option<&'static str> {
    match (word.id, place.part.unwrap_or(place.sentence)) {
        ("charge", Rule::posting | Rule::deed | Rule::expect_charged_in_all) if before.last_word() != Some("no") => {
            Some("charged")
        }
        ("voice", Rule::counted_uses) => Some("calls"),
        ("rollover", Rule::rollover_clause) if matches!(before.last_word(), Some("data" | "voice" | "unit")) => {
            Some("rolls over")
        }
        ("block", Rule::stop_pack | Rule::stop_trigger) => Some("stop"),
        ("period", Rule::period_place) => Some("period"),
        ("refund", Rule::posting) => Some("refunded"),
        ("after_period_end", Rule::around) => Some("after the period's end"),
        ("change_to", Rule::deed) => Some("changed to"),
        ("renewed", Rule::renewal_clause | Rule::renew) => Some("renews"),
        ("runs_out", Rule::held_test) => Some("used up"),
        _ => None,
    }
}

/// The form of a Chinese word behind a number, or where it counts: 3 个周期，头个月.
fn counted(word: &Word, place: Place, before: &Writer) -> Option<&'static str> {
    match word.id {
        "period" if before.last_number().is_some() => Some("个周期"),
        "first" if place.part == Some(Rule::price_first) => Some("头"),
        _ => None,
    }
}

/// The ending of a number in English that says which one: 1st, 12th, 23rd.
pub(super) fn ordinal(number: &str) -> &'static str {
    let teen = number.len() > 1 && number.as_bytes().iter().rev().nth(1) == Some(&b'1');
    match number.chars().last() {
        Some('1') if !teen => "st",
        Some('2') if !teen => "nd",
        Some('3') if !teen => "rd",
        _ => "th",
    }
}

/// Whether a word that is not counted stands for several.
fn stands_for_many(word: &Word, place: Place, before: &Writer) -> bool {
    let of_one = matches!(before.last_word(), Some("each" | "every" | "a" | "same"));
    let part = place.part.unwrap_or(place.sentence);
    let many = match word.id {
        "unit" | "point" => part == Rule::kind,
        "weekend" | "weekday" | "holiday" => {
            matches!(part, Rule::day_set | Rule::holidays_clause | Rule::except_holidays)
        }
        "pack" => {
            let listed = part == Rule::class && matches!(place.sentence, Rule::order_clause);
            listed || matches!(part, Rule::last_renews_clause | Rule::one_at_a_time_clause | Rule::paid_thing)
        }
        "account" | "member" if matches!(part, Rule::accounts_clause | Rule::members_clause) => place.lists,
        "account" | "member" => matches!(part, Rule::members_test | Rule::share_with | Rule::give_to | Rule::for_whom),
        "session" => part == Rule::sessions_clause,
        "debt" => matches!(part, Rule::repayment_clause | Rule::debt_limit_clause | Rule::charge_fee),
        "receiver" => part == Rule::give_receivers,
        _ => false,
    };
    many && !of_one
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

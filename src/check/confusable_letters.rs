//! Letters of another alphabet that look like Latin ones, in a word of Latin letters: `Basiс` with a Cyrillic с.
//!
//! A name that is whole in its alphabet is somebody's language; so is one with words of several.

use unicode_security::confusable_detection::skeleton;

use crate::diag::{Code, Diagnostic, Edit, Example, Page, Words};
use crate::text;
use crate::text::{Origin, Span, Text};

use super::reason::names;
use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::ConfusableLetters,
    page: Page {
        what: Words {
            en: "A word of a name has Latin letters and letters of another alphabet that look like Latin ones.",
            zh: "名称的一个词里既有拉丁字母，也有其他字母表中外形相同的字母。",
        },
        why: Words {
            en: "Whoever types the name as it looks names something else: a customer is not found, a use is charged to the \
                 wrong units. Such letters come from a keyboard that was switched while typing, or from somebody who wants \
                 to deceive. Type the word again in one alphabet.",
            zh: "按外形输入该名称的人指的其实是别的东西：找不到客户，或用量扣错了单位。\
                 这类字母来自输入时切换的键盘，或来自有意欺骗的人。请用同一种字母表重新输入这个词。",
        },
        bad: Example::Plan("plan \"B\u{430}sic 20\" {\n  every month: data 20 GB\n}\n"),
        instead: Example::Plan("plan \"Basic 20\" {\n  every month: data 20 GB\n}\n"),
    },
    look: Look::File(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    if subject.text().is_ascii() || !subject.text().chars().any(|character| alphabet(character).is_some()) {
        return;
    }
    for span in names::all(subject.entries) {
        let name = subject.words(span);
        let letters: Vec<(usize, char, char)> = words(name).flat_map(|(at, word)| lookalikes(at, word)).collect();
        if !letters.is_empty() && subject.is_whole(Origin::Written(span)) {
            found.add(finding(span, name, &letters));
        }
    }
}

fn finding(span: Span, name: &str, letters: &[(usize, char, char)]) -> Diagnostic {
    let edits = letters.iter().filter_map(|(at, letter, latin)| {
        let start = span.start + u32::try_from(*at).ok()?;
        let end = start + u32::try_from(letter.len_utf8()).ok()?;
        Some(Edit { span: Span { start, end, ..span }, text: latin.to_string() })
    });
    let edits: Vec<Edit> = edits.collect();
    let (_, letter, latin) = letters.first().copied().unwrap_or((0, ' ', ' '));
    let number = format!("U+{:04X}", u32::from(letter));
    let alphabet = alphabet(letter).unwrap_or_default();
    let message = text!(
        "in {name}, `{letter}` is {alphabet} and looks like the Latin `{latin}`",
        "在 {name} 中，`{letter}` 是{alphabet}，看起来却像拉丁字母 `{latin}`";
        name = Text::same(name), letter = Text::same(letter), latin = Text::same(latin), alphabet = alphabet
    );
    let title = text!("write it in Latin letters", "用拉丁字母书写");
    let first = edits.first().map_or(span, |edit| edit.span);
    Diagnostic::new(Code::ConfusableLetters, message)
        .at(first, Text::same(number))
        .why(text!("whoever types the name as it looks names something else", "按外形输入该名称的人指的是别的东西"))
        .help(title.clone())
        // Whoever imports the file may know the name as it is.
        .fix(title, edits, false)
}

/// The words of a name, each with the sign behind it, and where it begins.
fn words(name: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let pieces = name.split_inclusive(|character: char| !character.is_alphabetic());
    pieces.map(move |piece| {
        let start = at;
        at += piece.len();
        (start, piece)
    })
}

/// Letters of a word that look like Latin ones, beside Latin ones: where, the letter, and the Latin one.
fn lookalikes(at: usize, word: &str) -> Vec<(usize, char, char)> {
    if word.is_ascii() || !word.contains(|letter: char| letter.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let alike = |(place, letter): (usize, char)| {
        alphabet(letter)?;
        Some((at + place, letter, latin(letter)?))
    };
    word.char_indices().filter_map(alike).collect()
}

/// The Latin letter that a letter looks like.
fn latin(letter: char) -> Option<char> {
    let mut looks = skeleton(letter.encode_utf8(&mut [0; 4])).collect::<Vec<char>>().into_iter();
    let first = looks.next().filter(char::is_ascii_alphabetic)?;
    let is_upper = letter.is_uppercase();
    looks.next().is_none().then(|| if is_upper { first.to_ascii_uppercase() } else { first })
}

/// The alphabets that share letters with the Latin one.
fn alphabet(letter: char) -> Option<Text> {
    match letter {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(text!("Greek", "希腊字母")),
        '\u{400}'..='\u{52f}' => Some(text!("Cyrillic", "西里尔字母")),
        '\u{530}'..='\u{58f}' => Some(text!("Armenian", "亚美尼亚字母")),
        '\u{13a0}'..='\u{13ff}' => Some(text!("Cherokee", "切罗基字母")),
        '\u{1d400}'..='\u{1d7ff}' => Some(text!("a mathematical sign", "数学符号")),
        _ => None,
    }
}

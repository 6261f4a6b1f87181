//! Characters that nobody sees: marks that turn the direction of writing around, wherever they stand, and characters
//! without width in names.
//!
//! Khmer keyboards type U+200B for the space bar, and several scripts join letters with U+200C and U+200D: names in those
//! scripts keep them.

use crate::diag::{Code, Diagnostic, Edit, Example, Page, Words};
use crate::text;
use crate::text::{Origin, Span, Text};

use super::reason::names;
use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::HiddenCharacter,
    page: Page {
        what: Words {
            en: "A character that is not shown stands in the text: one that changes the direction of writing, or one without \
                 width in a name.",
            zh: "文本中有不可见的字符：改变书写方向的字符，或名称中没有宽度的字符。",
        },
        why: Words {
            en: "What people read is not what is run: a name that looks right is another name, and a line can be shown in \
                 another order than it is read. Such characters come along when text is copied from a web page. Take them \
                 out, and type the name again. Blanks without width in Khmer, Thai, Lao and Burmese names are fine.",
            zh: "人们看到的与实际运行的不同：看似正确的名称其实是另一个名称，一行文字显示的顺序也可能与读取的顺序不同。\
                 这类字符常随网页复制而来。请删除它们，或重新输入名称。高棉文、泰文、老挝文和缅文名称中的零宽空格没有问题。",
        },
        bad: Example::Plan("plan \"Day\u{200b}20\" {\n  every month: data 20 GB\n}\n"),
        instead: Example::Plan("plan \"Day 20\" {\n  every month: data 20 GB\n}\n"),
    },
    look: Look::File(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let text = subject.text();
    if text.is_ascii() {
        return;
    }
    let hidden: Vec<(u32, char)> = text
        .char_indices()
        .filter(|(_, character)| turns(*character) || has_no_width(*character))
        .filter_map(|(at, character)| Some((u32::try_from(at).ok()?, character)))
        // An editor's mark at the beginning of the file is nobody's concern.
        .filter(|place| *place != (0, '\u{feff}'))
        .collect();
    if hidden.is_empty() {
        return;
    }
    let names = names::quoted(subject.entries);
    let mut places: Vec<Place> = Vec::new();
    for (at, character) in hidden {
        let name = names::around(&names, at).filter(|name| turns(character) || !is_usual(subject.words(*name)));
        let Some(span) = name.or_else(|| turns(character).then(|| line(subject, at))) else { continue };
        match places.last_mut().filter(|last| last.span == span) {
            Some(place) => place.hidden.push((at, character)),
            None => places.push(Place { span, is_name: name.is_some(), hidden: vec![(at, character)] }),
        }
    }
    for place in places.iter().filter(|place| subject.is_whole(Origin::Written(place.span))) {
        found.add(finding(subject, place));
    }
}

/// A name or a line with characters that nobody sees.
struct Place {
    span: Span,
    is_name: bool,
    hidden: Vec<(u32, char)>,
}

fn finding(subject: &Subject<'_>, place: &Place) -> Diagnostic {
    let first = place.hidden.first().map_or('\0', |(_, character)| *character);
    let number = format!("U+{:04X}", u32::from(first));
    let message = text!("a character that nobody sees stands here: {number}", "这里有一个不可见的字符：{number}");
    let why = match turns(first) {
        true => text!("it changes the order in which the line is shown", "它会改变这一行的显示顺序"),
        false => text!("a name that looks the same without it is another name", "看起来相同但不含该字符的名称是另一个名称"),
    };
    let edits = place.hidden.iter().map(|(at, character)| {
        let end = at + u32::try_from(character.len_utf8()).unwrap_or(0);
        Edit { span: Span { start: *at, end, ..place.span }, text: String::new() }
    });
    let seen: String = subject.words(place.span).chars().flat_map(spelt).collect();
    let title = text!("take it out", "删除它");
    Diagnostic::new(Code::HiddenCharacter, message)
        
        .at(place.span, Text::same(seen.trim()))
        .why(why)
        .help(title.clone())
        // Without it a name is another name, and whoever imports the file may know it by this one.
        .fix(title, edits.collect(), !place.is_name)
}

/// A character as it can be read: `<U+202E>` where it is hidden.
fn spelt(character: char) -> Vec<char> {
    match turns(character) || has_no_width(character) {
        true => format!("<U+{:04X}>", u32::from(character)).chars().collect(),
        false => vec![character],
    }
}

/// The line around a place, without its blanks.
fn line(subject: &Subject<'_>, at: u32) -> Span {
    let (before, behind) = subject.text().split_at_checked(at as usize).unwrap_or(("", ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let length = behind.find(['\n', '\r']).unwrap_or(behind.len());
    let number = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
    Span { source: subject.source, start: number(start), end: at.saturating_add(number(length)) }
}

/// Marks that change the direction of writing.
fn turns(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that take no room and are no part of a letter.
fn has_no_width(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{e0001}'..='\u{e007f}'
    )
}

/// Whether a name is in a script, or has pictures, that use characters without width: those of South and Southeast Asia,
/// of Arabic writing, and pictures that are joined to one.
fn is_usual(name: &str) -> bool {
    let uses = |character: char| {
        matches!(
            character,
            '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17b3}' | '\u{17b6}'..='\u{17ff}'
                | '\u{1f000}'..='\u{1faff}'
        )
    };
    name.chars().any(uses)
}

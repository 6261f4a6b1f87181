//! The words of a comment that allows something: `allow rollover::CODE, rollover::CODE: reason`.

use crate::diag::Code;
use crate::text::Span;

/// What such a comment says.
#[derive(Debug)]
pub(super) struct Written {
    /// What it names; never nothing.
    pub(super) codes: Vec<Named>,
    /// Whether it says why.
    pub(super) has_reason: bool,
}

/// A code that is named.
#[derive(Debug)]
pub(super) struct Named {
    /// The finding, if there is one of this name.
    pub(super) code: Option<Code>,
    /// The name, without `rollover::`.
    pub(super) name: String,
    /// Where, with `rollover::` if it is there.
    pub(super) span: Span,
}

/// Reads a comment as it was typed. A comment that only begins with the same word, as people write them, is none: it names
/// no code.
pub(super) fn read(comment: &str, span: Span) -> Option<Written> {
    let mut words = Words { text: comment, rest: comment, span };
    words.skip(is_mark);
    words.skip(char::is_whitespace);
    ["allow", "Allow", "允许"].into_iter().find(|word| words.take(word))?;
    let mut codes = Vec::new();
    loop {
        words.skip(char::is_whitespace);
        codes.extend(words.code());
        words.skip(char::is_whitespace);
        if !words.take_one(|character| matches!(character, ',' | '，' | '、')) {
            break;
        }
    }
    let has_reason = words.take_one(is_colon) && !words.rest.trim().is_empty();
    (!codes.is_empty()).then_some(Written { codes, has_reason })
}

fn is_mark(character: char) -> bool {
    matches!(character, '#' | '＃')
}

fn is_colon(character: char) -> bool {
    matches!(character, ':' | '：')
}

struct Words<'t> {
    text: &'t str,
    rest: &'t str,
    /// Where the text is.
    span: Span,
}

impl Words<'_> {
    fn skip(&mut self, skipped: impl Fn(char) -> bool) {
        self.rest = self.rest.trim_start_matches(skipped);
    }

    fn take(&mut self, word: &str) -> bool {
        let behind = self.rest.strip_prefix(word);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    fn take_one(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let behind = self.rest.strip_prefix(wanted);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    /// A code with `rollover::` before it, or one that there is.
    fn code(&mut self) -> Option<Named> {
        let start = self.rest;
        let is_called_so = self.take("rollover") && self.take_one(is_colon) && self.take_one(is_colon);
        if !is_called_so {
            self.rest = start;
        }
        let of_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
        let length = self.rest.find(|character| !of_name(character)).unwrap_or(self.rest.len());
        let (name, behind) = self.rest.split_at_checked(length)?;
        let code = Code::named(name);
        if name.is_empty() || !(is_called_so || code.is_some()) {
            self.rest = start;
            return None;
        }
        self.rest = behind;
        let at = |rest: &str| self.span.start + u32::try_from(self.text.len() - rest.len()).unwrap_or(0);
        Some(Named { code, name: name.to_owned(), span: Span { start: at(start), end: at(behind), ..self.span } })
    }
}

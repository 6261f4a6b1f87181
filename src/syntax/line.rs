//! One sentence in canonical tokens, as the grammar reads it, with the place of every token in the source.

use crate::text::{SourceId, Span};

use super::words::words;
use super::{MAX_SENTENCE_BYTES, MAX_TOKENS};

/// What a token is, as far as the scanner can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A row of the table of words.
    Word(u16),
    /// A number without its unit.
    Number,
    /// A day of the calendar.
    Date,
    /// A time of day.
    Time,
    /// Something in quotation marks.
    Quote,
    /// A dash that stands between two tokens.
    Dash,
    /// A mark: `,` `:` `=` `(` `)` `%` and signs of currencies.
    Mark,
    /// A word that is in no table: a name, or a mistake.
    Other,
}

/// A token: where it stands in the line, and in the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Its first byte in the line.
    pub(super) at: u32,
    /// Its first byte in the source.
    pub(super) start: u32,
    /// The byte of the source behind it.
    pub(super) end: u32,
}

/// A sentence: tokens with one blank between two.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The tokens, as the grammar reads them.
    pub(super) text: String,
    /// Where they stand.
    pub(super) tokens: Vec<Token>,
    /// The bytes of the source that were read for it.
    pub(super) extent: Option<(u32, u32)>,
    /// Whether it is longer than any sentence may be; what is too much is not kept.
    pub(super) too_long: bool,
    /// The first thing in it that is understood, but must not be written so.
    pub(super) slip: Option<super::slip::Slip>,
    /// The first quotation mark that is not closed.
    pub(super) unclosed: Option<(u32, u32)>,
    /// Whether it goes on behind the end of a line: a comma or colon stands last, or a parenthesis is open.
    pub(super) goes_on: bool,
    /// How many parentheses are open, and how many were at most.
    pub(super) depth: u32,
    pub(super) deepest: u32,
    /// How far the line that it begins on is indented, and whether it is the first thing on that line.
    pub(super) place: Option<(u32, bool)>,
}

impl Line {
    /// Empties it, to read the next sentence into it.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.tokens.clear();
        self.extent = None;
        self.too_long = false;
        self.slip = None;
        self.unclosed = None;
        self.place = None;
        self.goes_on = false;
        self.depth = 0;
        self.deepest = 0;
    }

    /// Notes where the sentence begins, once.
    pub(super) fn note_place(&mut self, indent: u32, leads: bool) {
        self.place.get_or_insert((indent, leads));
    }

    /// Whether nothing was read.
    pub(super) fn is_empty(&self) -> bool {
        self.extent.is_none()
    }

    /// Adds a token.
    pub(super) fn push(&mut self, text: &str, kind: Kind, start: u32, end: u32) {
        self.extent = Some(self.extent.map_or((start, end), |(from, to)| (from.min(start), to.max(end))));
        self.goes_on = kind == Kind::Mark && matches!(text, "," | ":");
        match text {
            "(" => self.depth += 1,
            ")" => self.depth = self.depth.saturating_sub(1),
            _ => (),
        }
        self.deepest = self.deepest.max(self.depth);
        if self.tokens.len() >= MAX_TOKENS || self.text.len() + text.len() > MAX_SENTENCE_BYTES {
            self.too_long = true;
            return;
        }
        self.join_range(kind);
        if !self.tokens.is_empty() {
            self.text.push(' ');
        }
        let at = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(text);
        self.tokens.push(Token { kind, at, start, end });
    }

    /// A dash between two days, times or numbers is the word `to`.
    fn join_range(&mut self, next: Kind) {
        let &[.., before, dash] = self.tokens.as_slice() else { return };
        if dash.kind != Kind::Dash {
            return;
        }
        let same = match (before.kind, next) {
            (Kind::Word(one), Kind::Word(other)) => words().is_weekday(one) && words().is_weekday(other),
            (one, other) => one == other && matches!(one, Kind::Number | Kind::Date | Kind::Time),
        };
        if let (true, Some(row)) = (same, words().number("to")) {
            self.text.truncate(dash.at as usize);
            self.text.push_str("to");
            if let Some(last) = self.tokens.last_mut() {
                last.kind = Kind::Word(row);
            }
        }
    }

    /// Adds the word, or the words of a contraction, of a row of the table.
    pub(super) fn push_word(&mut self, row: u16, start: u32, end: u32) {
        let Some(word) = words().row(row) else { return };
        if !word.is_contraction() {
            return self.push(word.id, Kind::Word(row), start, end);
        }
        for id in word.id.split(' ') {
            let kind = words().number(id).map_or(Kind::Other, Kind::Word);
            self.push(id, kind, start, end);
        }
    }

    /// The text of a token.
    pub(super) fn token(&self, index: usize) -> &str {
        self.words(index, index + 1)
    }

    /// The last token.
    pub(super) fn last(&self) -> Option<&str> {
        self.tokens.len().checked_sub(1).map(|last| self.token(last))
    }

    /// The text of the tokens from `first` to before `behind`.
    pub(super) fn words(&self, first: usize, behind: usize) -> &str {
        let Some(start) = self.tokens.get(first).map(|token| token.at as usize).filter(|_| first < behind) else {
            return "";
        };
        let end = self.tokens.get(behind).map_or(self.text.len(), |next| (next.at as usize).saturating_sub(1));
        self.text.get(start..end).unwrap_or("")
    }

    /// The place of the tokens from `first` to before `behind`; an empty place where there are none.
    pub(super) fn span_of(&self, source: SourceId, first: usize, behind: usize) -> Span {
        let end = behind.checked_sub(1).and_then(|last| self.tokens.get(last)).map(|token| token.end);
        match self.tokens.get(first) {
            Some(token) if first < behind => {
                Span { source, start: token.start, end: end.unwrap_or(token.end).max(token.end) }
            }
            Some(token) => Span { source, start: token.start, end: token.start },
            None => {
                let end = self.tokens.last().map_or(0, |token| token.end);
                Span { source, start: end, end }
            }
        }
    }

    /// The whole sentence.
    pub(super) fn whole(&self, source: SourceId) -> Span {
        let (start, end) = self.extent.unwrap_or_default();
        Span { source, start, end }
    }

    /// The sentence with some tokens replaced; all the new ones stand where the old ones stood.
    pub(super) fn with(&self, first: usize, behind: usize, new: &[(&str, Kind)]) -> Line {
        let mut line = Line::default();
        let place = self.span_of(SourceId::default(), first, behind);
        for (index, token) in self.tokens.iter().enumerate().take(first) {
            line.push(self.token(index), token.kind, token.start, token.end);
        }
        for (text, kind) in new {
            line.push(text, *kind, place.start, place.end);
        }
        for (index, token) in self.tokens.iter().enumerate().skip(behind) {
            line.push(self.token(index), token.kind, token.start, token.end);
        }
        line.extent = self.extent;
        line
    }
}

//! The scanner: source text in any language to sentences in canonical tokens.
//!
//! It goes through the text once, from left to right, and keeps one sentence at a time. It never fails: what it does not
//! know it hands over as it stands, and the grammar says that it does not belong there.

pub(crate) mod chars;
mod cursor;
mod dates;
mod numbers;
mod quotes;
mod spelling;

pub(in crate::syntax) use quotes::closing_mark;
pub(in crate::syntax) use spelling::cut_in_two;

use crate::syntax::line::{Kind, Line};

use chars::{in_word, is_blank, is_currency, is_han, is_line_end};
use cursor::Cursor;

/// What ends a stretch of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// `;`
    Semicolon,
    /// The end of a line.
    LineEnd,
    /// `{`
    Open,
    /// `}`
    Close,
    /// A comment, from `#` to before the end of its line.
    Comment,
    /// The end of the text.
    End,
}

/// An ending, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub(super) ending: Ending,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The scanner of one text.
#[derive(Debug, Clone)]
pub(super) struct Scanner<'t> {
    cursor: Cursor<'t>,
    /// How far the text of the current line is indented; `None` before its first character.
    indent: Option<u32>,
    /// Blanks that were seen at the start of the current line.
    blanks: u32,
    /// What the last stretch of tokens ended with.
    last: Option<Ending>,
    /// A buffer, kept for its memory.
    buffer: String,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Scanner<'t> {
        Scanner { cursor: Cursor::new(text, 0), indent: None, blanks: 0, last: None, buffer: String::new() }
    }

    /// Reads tokens into `line` up to the next mark, and gives that mark.
    pub(super) fn read(&mut self, line: &mut Line) -> Mark {
        loop {
            self.skip_blanks();
            let start = self.cursor.place();
            let Some((character, plain)) = self.cursor.peek() else {
                return Mark { ending: Ending::End, start, end: start };
            };
            let leads = self.indent.is_none() && !is_line_end(character);
            let indent = *self.indent.get_or_insert(self.blanks);
            let ending = match plain {
                ';' => Some(Ending::Semicolon),
                '{' => Some(Ending::Open),
                '}' => Some(Ending::Close),
                '#' => Some(Ending::Comment),
                '.' if self.at_full_stop() => Some(Ending::Semicolon),
                _ if is_line_end(character) => Some(Ending::LineEnd),
                _ => None,
            };
            if let Some(ending) = ending {
                line.note_place(indent, leads);
                self.pass(ending);
                return Mark { ending, start, end: self.cursor.place() };
            }
            line.note_place(indent, leads);
            self.token(line, character, plain);
        }
    }

    /// Whether the last mark that was read opens a block.
    pub(super) fn opened(&self) -> bool {
        self.last == Some(Ending::Open)
    }

    /// Whether a block opens next, perhaps after ends of lines.
    pub(super) fn opens_next(&self) -> bool {
        let rest = self.cursor.rest().trim_start_matches(|character| is_blank(character) || is_line_end(character));
        rest.chars().next().is_some_and(|first| chars::plain(first) == '{')
    }

    fn skip_blanks(&mut self) {
        while let Some((character, _)) = self.cursor.peek().filter(|(character, _)| is_blank(*character)) {
            if self.indent.is_none() {
                // A tab goes to the next multiple of four, as editors are wont to show it. A byte order mark is no blank.
                self.blanks = match character {
                    '\t' => (self.blanks / 4 + 1).saturating_mul(4),
                    '\u{feff}' => self.blanks,
                    _ => self.blanks.saturating_add(1),
                };
            }
            self.cursor.bump();
        }
    }

    fn pass(&mut self, ending: Ending) {
        self.last = Some(ending);
        match ending {
            Ending::Comment => self.cursor.skip_while(|character| !is_line_end(character)),
            Ending::LineEnd => {
                let first = self.cursor.bump();
                if first == Some('\r') && self.cursor.peek().is_some_and(|(next, _)| next == '\n') {
                    self.cursor.bump();
                }
                self.indent = None;
                self.blanks = 0;
            }
            _ => {
                self.cursor.bump();
            }
        }
    }

    /// A full stop behind the last word of a line closes the sentence, as in prose.
    fn at_full_stop(&self) -> bool {
        let mut ahead = self.cursor;
        ahead.bump();
        ahead.skip_while(is_blank);
        ahead.peek().is_none_or(|(character, plain)| is_line_end(character) || plain == '#')
    }

    fn token(&mut self, line: &mut Line, character: char, plain: char) {
        match plain {
            _ if is_han(character) => self.han(line),
            _ if plain.is_ascii_digit() => self.number(line),
            '"' | '\'' | '「' | '『' => self.quote(line, plain),
            ',' | ':' | '=' | '(' | ')' => self.mark(line, plain),
            '%' => self.percent(line),
            '-' | '~' if self.is_dash(line) => self.dash(line),
            '+' if self.adds() => self.mark(line, plain),
            '<' if self.place_for_figure(line) => (),
            _ if is_currency(plain) => self.mark(line, plain),
            _ if in_word(character) => self.word(line),
            // Nothing else is left, but the scanner goes on whatever happens.
            _ => self.mark(line, plain),
        }
    }

    fn mark(&mut self, line: &mut Line, plain: char) {
        let start = self.cursor.place();
        self.cursor.bump();
        let mut bytes = [0; 4];
        line.push(plain.encode_utf8(&mut bytes), Kind::Mark, start, self.cursor.place());
    }

    /// A plus sign that adds to something, and does not begin or end a name.
    fn adds(&self) -> bool {
        let mut ahead = self.cursor;
        ahead.bump();
        ahead.skip_while(is_blank);
        ahead.peek().is_some_and(|(_, plain)| plain.is_ascii_digit())
    }

    /// `<used>`: the name of a column of a table, in any writing.
    fn place_for_figure(&mut self, line: &mut Line) -> bool {
        let start = self.cursor.place();
        let mut ahead = self.cursor;
        ahead.bump();
        ahead.skip_while(|character| is_han(character) || in_word(character) && chars::plain(character) != '>');
        let is_named = ahead.place() > start + 1;
        if !is_named || !ahead.eat('>') {
            return false;
        }
        self.cursor = ahead;
        let name: String = ahead.since(start).chars().map(chars::plain).collect();
        line.push(&name, Kind::Other, start, ahead.place());
        true
    }

    /// A dash that joins two ends of a range, not one that begins a word.
    fn is_dash(&self, line: &Line) -> bool {
        let mut ahead = self.cursor;
        ahead.bump();
        let touches = line.tokens.last().is_some_and(|last| last.end == self.cursor.place());
        touches || ahead.peek().is_none_or(|(next, plain)| is_blank(next) || is_line_end(next) || plain == '-')
    }

    fn dash(&mut self, line: &mut Line) {
        let start = self.cursor.place();
        self.cursor.skip_while(|character| matches!(chars::plain(character), '-' | '~'));
        line.push("-", Kind::Dash, start, self.cursor.place());
    }
}

#[cfg(test)]
mod tests;

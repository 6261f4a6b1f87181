//! Names in quotation marks of any keyboard, to names in straight ones.

use crate::syntax::line::{Kind, Line};

use super::Scanner;
use super::chars::{in_word, is_blank, is_han, is_line_end, plain};

/// What closes a quotation that a mark opens.
pub(in crate::syntax) fn closing_mark(opening: char) -> char {
    match opening {
        '「' => '」',
        '『' => '』',
        '“' | '„' => '”',
        '‘' | '‚' => '’',
        '«' => '»',
        other => plain(other),
    }
}

impl Scanner<'_> {
    /// A quotation. Where it is not closed on its line, it ends where it probably should.
    pub(super) fn quote(&mut self, line: &mut Line, opening: char) {
        let start = self.cursor.place();
        let closing = plain(closing_mark(opening));
        self.cursor.bump();
        let rest = self.cursor.rest();
        // One search for all: many short quotations on one long line must not each look for its end.
        let ends = |character: char| is_line_end(character) || [opening, closing].contains(&plain(character));
        let end = rest.char_indices().find(|(_, character)| ends(*character));
        let (content, behind) = end.map_or((rest, ""), |(at, _)| rest.split_at_checked(at).unwrap_or((rest, "")));
        let close = behind.chars().next().filter(|mark| plain(*mark) == closing && !opens(content, behind));
        let content = match close {
            Some(mark) => {
                self.cursor.advance(content.len() + mark.len_utf8());
                content
            }
            None => {
                let content = unclosed(content);
                self.cursor.advance(content.len());
                content
            }
        };
        let end = self.cursor.place();
        if close.is_none() {
            line.unclosed.get_or_insert((start, end));
        }
        let mut token = std::mem::take(&mut self.buffer);
        token.clear();
        token.push('"');
        // The names themselves are read from the source; here only the end of the quotation must be plain.
        token.extend(content.chars().map(|character| if character == '"' { '\'' } else { character }));
        token.push('"');
        line.push(&token, Kind::Quote, start, end);
        self.buffer = token;
    }
}

/// Whether a mark that may open a quotation or close one opens one, as it stands before a word and not behind one: then the
/// quotation before it is not closed.
fn opens(before: &str, from: &str) -> bool {
    let mut next = from.chars();
    let mark = next.next().map_or(' ', plain);
    let word_follows = next.next().is_some_and(|next| in_word(next) || is_han(next));
    matches!(mark, '"' | '\'') && word_follows && before.ends_with(is_blank)
}

/// What belongs to a quotation that is not closed: what stands before the next mark or brace, or the whole line.
fn unclosed(rest: &str) -> &str {
    let end = rest.find(|character| matches!(plain(character), '{' | '}' | ',' | ';' | ':' | '#' | '(' | ')'));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or("").trim_end()
}

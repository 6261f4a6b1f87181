//! Names in quotation marks of any keyboard, to names in straight ones.

use crate::syntax::line::{Kind, Line};

use super::Scanner;
use super::chars::{is_line_end, plain};

impl Scanner<'_> {
    /// A quotation. Where it is not closed on its line, it goes to the end of the line, short of a brace that the rest
    /// of the file depends on.
    pub(super) fn quote(&mut self, line: &mut Line, opening: char) {
        let start = self.cursor.place();
        let closing = match opening {
            '「' => '」',
            '『' => '』',
            other => other,
        };
        self.cursor.bump();
        let rest = self.cursor.rest();
        // One search for both: many short quotations on one long line must not each look for its end.
        let ends = |character: char| is_line_end(character) || plain(character) == closing;
        let end = rest.char_indices().find(|(_, character)| ends(*character));
        let close = end.filter(|(_, character)| !is_line_end(*character));
        let rest = rest.get(..end.map_or(rest.len(), |(at, _)| at)).unwrap_or("");
        let content = match close {
            Some((at, character)) => {
                self.cursor.advance(at + character.len_utf8());
                rest
            }
            None => {
                let content = unclosed(rest);
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

/// What belongs to a quotation that is not closed: the line, but not the brace at its end that opens or closes a block.
fn unclosed(rest: &str) -> &str {
    let trimmed = rest.trim_end();
    let count = |brace| trimmed.chars().filter(|character| plain(*character) == brace).count();
    let last = trimmed.chars().next_back().map_or(' ', plain);
    let cut = match last {
        '{' => true,
        '}' => count('}') > count('{'),
        _ => false,
    };
    if !cut {
        return trimmed;
    }
    let mut characters = trimmed.chars();
    characters.next_back();
    characters.as_str().trim_end()
}

//! Breaking lines to a width in cells of a terminal. English breaks at blanks, Chinese between any two characters but
//! not before a mark that closes.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const NOT_AT_THE_START: &str = "，。；：、！？）”’》」%,.;:!?)]}";
const NOT_AT_THE_END: &str = "（“‘《「([{$€£";

/// The text in lines of at most so many cells; a word that is longer than a line has one of its own.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let word = if line.is_empty() { piece.trim_start() } else { piece };
        if !line.is_empty() && line.width() + word.trim_end().width() > width {
            lines.push(line.trim_end().to_owned());
            line = piece.trim_start().to_owned();
        } else {
            line.push_str(word);
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What a line may not be broken within.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        if at > start && before.is_some_and(|before| may_break(before, character, text, at)) {
            pieces.push(text.get(start..at).unwrap_or_default());
            start = at;
        }
        before = Some(character);
        if next.is_none() {
            pieces.push(text.get(start..).unwrap_or_default());
        }
    }
    pieces
}

/// Whether a line may end between the two, of which the second is at this byte.
fn may_break(before: char, character: char, text: &str, at: usize) -> bool {
    if NOT_AT_THE_START.contains(character) || NOT_AT_THE_END.contains(before) || character == ' ' {
        return false;
    }
    if before == ' ' {
        // "20 GB" and "3 个月" stay together.
        let ahead = text.get(..at).unwrap_or_default().trim_end().chars().next_back();
        return !(ahead.is_some_and(|ahead| ahead.is_ascii_digit()) && character.is_alphanumeric());
    }
    is_wide(before) || is_wide(character)
}

fn is_wide(character: char) -> bool {
    character.width().unwrap_or(0) > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_breaks_at_blanks_but_not_in_amounts() {
        let text = "Every calendar month you get 20 GB of data.";
        assert_eq!(wrap(text, 30), ["Every calendar month you get", "20 GB of data."]);
        assert_eq!(wrap(text, 31), ["Every calendar month you get", "20 GB of data."]);
        assert_eq!(wrap("supercalifragilistic", 5), ["supercalifragilistic"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_closing_mark() {
        assert_eq!(wrap("周末流量包，售价三元。", 10), ["周末流量", "包，售价三", "元。"]);
        assert_eq!(wrap("可继续使用 3 个月，之后失效", 14), ["可继续使用", "3 个月，之后失", "效"]);
    }
}

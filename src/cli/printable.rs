//! Text from a file as it may be shown on a terminal, and its width there.
//!
//! A plan is somebody else's text: it may hold escape sequences that would repaint the terminal, and marks that turn the
//! direction of writing. Both are shown instead of obeyed.

use unicode_width::UnicodeWidthChar;

/// What stands for a character on a terminal: itself, unless it would do something there.
pub(crate) fn shown(character: char) -> char {
    match character {
        '\t' => ' ',
        // The pictures of control characters stand in the same order.
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
        other => other,
    }
}

/// How many cells a character takes.
pub(crate) fn cells(character: char) -> usize {
    shown(character).width().unwrap_or(0)
}

/// A text for a terminal; line ends stay.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|character| if character == '\n' { character } else { shown(character) }).collect()
}

/// How many cells a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(cells).sum()
}

/// Breaks a text into lines of at most so many cells, at blanks and around characters that are two cells wide.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        // An item of a list is indented where it goes on.
        let indent = if paragraph.starts_with("- ") { 2 } else { 0 };
        for piece in pieces(paragraph) {
            let wide = self::width(&piece);
            if used > indent && used + self::width(piece.trim_end()) > width {
                lines.push(line.trim_end().to_owned());
                line = " ".repeat(indent);
                used = indent;
            }
            line.push_str(&piece);
            used += wide;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The pieces between which a line may be broken; a blank belongs to the piece before it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    // A backquote opens and closes by turns.
    let (mut may_break, mut opened, mut quoted) = (true, false, false);
    for character in text.chars() {
        let wide = cells(character) > 1;
        let opening = "（“『「".contains(character) || (character == '`' && !quoted);
        let closing = "，。；：、）”』」！？".contains(character) || (character == '`' && quoted);
        quoted ^= character == '`';
        match pieces.last_mut() {
            Some(last) if !may_break && !wide || opened || closing || character == ' ' => last.push(character),
            _ => pieces.push(character.into()),
        }
        may_break = character == ' ' || (wide && !opening);
        opened = opening;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_on_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\r\u{202e}c"), "a␛[31mb␍\u{fffd}c");
        assert_eq!(width("周末 a"), 6);
        assert_eq!(width("ក្រ"), 2);
    }

    #[test]
    fn lines_break_at_blanks_and_between_wide_characters() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("未知的词，请看", 8), ["未知的", "词，请看"]);
        assert_eq!(wrap("averyverylongword", 4), ["averyverylongword"]);
        assert_eq!(wrap("写成 `最早到期`（或）", 8), ["写成 `最", "早到期`", "（或）"]);
        assert_eq!(wrap("写成 `最早到期`", 6), ["写成", "`最早", "到期`"]);
        assert_eq!(wrap("请写成`a b`", 7), ["请写成", "`a b`"]);
        assert_eq!(wrap("a\n\nb", 4), ["a", "", "b"]);
        assert_eq!(wrap("- one two", 5), ["- one", "  two"]);
    }
}

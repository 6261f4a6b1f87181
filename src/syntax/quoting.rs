//! Quoting the source in a message.

use crate::text::Span;

/// The most characters of the source that a message repeats.
const MOST: usize = 40;

/// The text of a place, short enough for a message and without characters that would garble it.
pub(super) fn shown(text: &str, span: Span) -> String {
    let slice = text.get(span.start as usize..span.end as usize).unwrap_or("");
    let mut shown = String::new();
    let mut left = MOST;
    for character in slice.chars() {
        if left == 0 {
            shown.push('…');
            break;
        }
        left -= 1;
        match character {
            '`' => shown.push('\''),
            // Control characters, and marks that turn the direction of writing around, are shown by their number.
            _ if character.is_control()
                || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                shown.extend(character.escape_unicode());
            }
            _ => shown.push(character),
        }
    }
    shown
}

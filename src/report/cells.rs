//! Texts laid out in cells of a terminal: 周 is two cells wide.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::wrap::wrap;

/// As much of a text as fits into so many cells.
pub(super) fn shorten(text: &str, cells: usize) -> String {
    if text.width() <= cells {
        return text.to_owned();
    }
    let mut room = cells.saturating_sub(1);
    let fits = |character: &char| {
        let width = character.width().unwrap_or(0);
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// A text filled up with blanks to so many cells, on the right.
pub(super) fn pad(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(text.width())))
}

/// The same, on the left.
pub(super) fn pad_left(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(text.width())))
}

/// Lines of at most so many cells, the second and later ones indented.
pub(super) fn fold(text: &str, cells: usize, indent: usize) -> String {
    wrap(text, cells.saturating_sub(indent)).join(&format!("\n{}", " ".repeat(indent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_not_characters() {
        assert_eq!(shorten("累积 3 个月", 7), "累积 3…");
        assert_eq!(shorten("rollover", 8), "rollover");
        assert_eq!((pad("流量", 6), pad_left("8 GB", 6)), ("流量  ".to_owned(), "  8 GB".to_owned()));
        assert_eq!(fold("one two three", 9, 2), "one two\n  three");
    }
}

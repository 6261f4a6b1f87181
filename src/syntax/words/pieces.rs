//! Spellings are read in pieces, cut where scripts change and at blanks: "on time" is two pieces, 5G网络 is two.

use std::borrow::Cow;

use super::chars::{is_blank, is_han};

/// The pieces of a spelling: cut at blanks and where Han characters begin or end.
pub(crate) fn pieces(spelling: &str) -> impl Iterator<Item = &str> {
    let mut rest = spelling;
    std::iter::from_fn(move || {
        let (piece, behind) = first_piece(rest)?;
        rest = behind;
        Some(piece)
    })
}

/// The first piece, and what stands behind it.
pub(crate) fn first_piece(spelling: &str) -> Option<(&str, &str)> {
    let spelling = spelling.trim_start_matches(is_blank);
    let han = is_han(spelling.chars().next()?);
    let end = spelling.find(|character| is_han(character) != han || is_blank(character));
    Some(spelling.split_at(end.unwrap_or(spelling.len())))
}

/// A piece in lower case.
pub(crate) fn lower(piece: &str) -> Cow<'_, str> {
    if piece.contains(char::is_uppercase) { Cow::Owned(piece.to_lowercase()) } else { Cow::Borrowed(piece) }
}

/// Whether two spellings have the same pieces, in whatever case.
pub(crate) fn same(one: &str, other: &str) -> bool {
    pieces(one).map(lower).eq(pieces(other).map(lower))
}

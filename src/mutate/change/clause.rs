//! A clause that is forgotten, with its block.

use crate::mutate::Kind;
use crate::mutate::place::Place;
use crate::text::Span;

pub(super) fn changes(place: &mut Place<'_>) {
    let span = place.clause.span;
    let (before, behind) = place.around(span);
    let rest = behind.trim_start_matches([' ', '\t']);
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    // Of clauses that stand on one line the separator goes too.
    let span = match rest.strip_prefix([';', '；']) {
        Some(rest) => Span { end: span.end + length(behind) - length(rest.trim_start_matches(' ')), ..span },
        None => {
            let trimmed = before.trim_end_matches([' ', '\t']);
            match trimmed.strip_suffix([';', '；']) {
                Some(without) => Span { start: length(without), ..span },
                None => span,
            }
        }
    };
    place.replace(Kind::Clause, span, "");
}

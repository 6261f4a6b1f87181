//! A part of a formatted text: the changes that touch some lines, without the others.

use std::ops::RangeInclusive;

use similar::{DiffOp, TextDiff};

/// The text with those changes of `formatted` that touch the lines, counted from 1.
pub(super) fn only(text: &str, formatted: &str, lines: RangeInclusive<usize>) -> String {
    let diff = TextDiff::from_lines(text, formatted);
    let (old, new) = (diff.old_slices(), diff.new_slices());
    let mut result = String::new();
    for change in diff.ops() {
        // What is inserted stands before the line behind it.
        let (first, behind) = (change.old_range().start + 1, change.old_range().end.max(change.old_range().start + 1));
        let touched = !matches!(change, DiffOp::Equal { .. }) && first <= *lines.end() && behind >= *lines.start();
        let kept = if touched { new.get(change.new_range()) } else { old.get(change.old_range()) };
        result.extend(kept.unwrap_or_default().iter().copied());
    }
    result
}

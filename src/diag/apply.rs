//! Changes that answer findings, made to a text.

use std::collections::BTreeMap;

use crate::text::SourceId;

use super::{Edit, Fix};

/// A text with the changes that could be made together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text.
    pub text: String,
    /// Of the changes, which were made, by their places in the list.
    pub made: Vec<usize>,
}

/// Makes changes to a text, the first before the later ones. A change is made whole or not at all: it is left where it is
/// about another text, does not fit this one, or meets a change that was made already. Two that insert at one place
/// meet: nobody knows in which order they would be right.
#[must_use]
pub fn apply(source: SourceId, text: &str, fixes: &[&Fix]) -> Applied {
    // By where they begin; no two of them meet.
    let mut edits: BTreeMap<u32, &Edit> = BTreeMap::new();
    let mut made = Vec::new();
    for (index, fix) in fixes.iter().enumerate() {
        let fits = |edit: &Edit| {
            edit.span.source == source && text.get(edit.span.start as usize..edit.span.end as usize).is_some()
        };
        let apart = |(at, edit): (usize, &Edit)| {
            let before = edits.range(..=edit.span.start).next_back();
            let behind = edits.range(edit.span.start..).next();
            let others = fix.edits.get(..at).unwrap_or_default().iter();
            let made = before.into_iter().chain(behind).map(|(_, other)| *other);
            others.chain(made).all(|other| !meet(edit, other))
        };
        if !fix.edits.is_empty() && fix.edits.iter().all(fits) && fix.edits.iter().enumerate().all(apart) {
            edits.extend(fix.edits.iter().map(|edit| (edit.span.start, edit)));
            made.push(index);
        }
    }
    let (mut written, mut behind) = (String::with_capacity(text.len()), 0);
    for edit in edits.into_values() {
        written.push_str(text.get(behind..edit.span.start as usize).unwrap_or(""));
        written.push_str(&edit.text);
        behind = edit.span.end as usize;
    }
    written.push_str(text.get(behind..).unwrap_or(""));
    Applied { text: written, made }
}

/// Whether two replacements touch the same bytes, or insert at the same place.
fn meet(one: &Edit, other: &Edit) -> bool {
    one.span.start == other.span.start || (one.span.start < other.span.end && other.span.start < one.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, Text};

    fn fix(edits: &[(u32, u32, &str)]) -> Fix {
        let edit = |(start, end, text): &(u32, u32, &str)| Edit {
            span: Span { source: SourceId(0), start: *start, end: *end },
            text: (*text).to_owned(),
        };
        Fix { title: Text::default(), edits: edits.iter().map(edit).collect(), safe: true }
    }

    fn applied(text: &str, fixes: &[Fix]) -> (String, Vec<usize>) {
        let Applied { text, made } = apply(SourceId(0), text, &fixes.iter().collect::<Vec<_>>());
        (text, made)
    }

    #[test]
    fn changes_apart_from_each_other_are_made_together() {
        let fixes = [fix(&[(8, 9, "!")]), fix(&[(0, 5, "good"), (6, 6, "the ")])];
        assert_eq!(applied("hello we.", &fixes), ("good the we!".to_owned(), vec![0, 1]));
    }

    #[test]
    fn of_changes_that_meet_the_first_is_made_and_the_other_left_whole() {
        let fixes = [fix(&[(2, 4, "x")]), fix(&[(0, 1, "y"), (3, 5, "z")]), fix(&[(2, 2, "w")]), fix(&[(4, 4, "v")])];
        assert_eq!(applied("abcdef", &fixes), ("abxvef".to_owned(), vec![0, 3]));
    }

    #[test]
    fn a_change_that_does_not_fit_is_left() {
        let elsewhere = Fix {
            edits: vec![Edit { span: Span { source: SourceId(1), start: 0, end: 1 }, text: String::new() }],
            ..fix(&[])
        };
        let fixes = [fix(&[(0, 9, "x")]), fix(&[(1, 2, "x")]), fix(&[]), elsewhere];
        assert_eq!(applied("周", &fixes), ("周".to_owned(), vec![]));
    }
}

//! Every comment of a text, in order, wherever it stands.

use crate::syntax::line::Line;
use crate::syntax::scan::{Ending, Scanner};

/// A comment: its place, from the `#` to the end of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Comment<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

/// All comments of a text.
pub(super) fn comments(text: &str) -> Vec<Comment<'_>> {
    let (mut scanner, mut line, mut found) = (Scanner::new(text), Line::default(), Vec::new());
    loop {
        let mark = scanner.read(&mut line);
        // Only where the tokens are too many to be kept does a line grow; what is in it is not looked at.
        line.clear();
        match mark.ending {
            Ending::Comment => {
                let start = mark.start as usize;
                let text = text.get(start..mark.end as usize).unwrap_or("").trim_end();
                found.push(Comment { start, text });
            }
            Ending::End => return found,
            _ => (),
        }
    }
}

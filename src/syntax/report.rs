//! The diagnostics of one text, of which there may be only so many.

use crate::diag::{Code, Diagnostic};
use crate::text;

use super::MAX_DIAGNOSTICS;

/// Collects diagnostics.
#[derive(Debug, Default)]
pub(super) struct Report {
    list: Vec<Diagnostic>,
    more: usize,
}

impl Report {
    /// Adds one.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        if self.list.len() < MAX_DIAGNOSTICS {
            self.list.push(diagnostic);
        } else {
            self.more += 1;
        }
    }

    /// Counts one that nobody would read.
    pub(super) fn count(&mut self) {
        self.more += 1;
    }

    /// Whether further ones are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= MAX_DIAGNOSTICS
    }

    /// Whether there are so many that the text is no plan, and need not be read to its end.
    pub(super) fn is_hopeless(&self) -> bool {
        self.list.len() + self.more >= 2 * MAX_DIAGNOSTICS
    }

    /// All of them in the order of the text, the last saying how many more there are.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|diagnostic| diagnostic.span().map(|span| span.start));
        if let (more @ 1.., Some(last)) = (self.more, self.list.last().and_then(Diagnostic::span)) {
            let message = match more >= MAX_DIAGNOSTICS {
                true => text!(
                    "more than {MAX_DIAGNOSTICS} further mistakes are not shown",
                    "另有 {MAX_DIAGNOSTICS} 处以上的错误未显示"
                ),
                false => text!("{more} further mistakes are not shown", "另有 {more} 处错误未显示"),
            };
            let help = text!("correct those above first", "请先改正以上错误");
            self.list.push(
                Diagnostic::new(Code::TooLarge, message).at(last.after(), crate::text::Text::default()).help(help),
            );
        }
        self.list
    }
}

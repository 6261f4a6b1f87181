//! Comments: each is kept, with its place, where the printer will find it.

use crate::syntax::scan::Mark;
use crate::syntax::tree::{Comment, Entry};
use crate::text::Span;

use super::Reader;

impl Reader<'_> {
    /// A comment: inside a sentence, behind a clause, before the clause that it documents, or on its own.
    pub(super) fn comment(&mut self, mark: Mark) {
        let span = self.span(mark.start, mark.end);
        let written = self.text.get(span.start as usize..span.end as usize).unwrap_or("");
        let mut text = written.chars();
        text.next();
        let comment = Comment { text: text.as_str().trim_end().to_owned(), span };
        if !self.line.is_empty() {
            return self.inner.push(comment);
        }
        self.line.clear();
        let ended_here = std::mem::take(&mut self.ended_here);
        if let (true, Some(Entry::Clause(clause))) = (ended_here, self.entries.last_mut())
            && clause.comment.is_none()
        {
            clause.comment = Some(comment);
            return;
        }
        if comment.text.starts_with(['#', '＃']) && self.docs.len() < super::MAX_ENTRIES {
            return self.docs.push(comment);
        }
        self.last_end = mark.end;
        self.keep(Entry::Comment(comment));
    }

    /// Of the comments inside a sentence, the one behind its last token is its own; the others go before it.
    pub(super) fn place_inner_comments(&mut self, sentence: Span) -> Option<Comment> {
        let mut comments = std::mem::take(&mut self.inner);
        let behind = comments.pop_if(|comment| comment.span.start >= sentence.end);
        for comment in comments {
            self.keep(Entry::Comment(comment));
        }
        behind
    }

    /// `##` lines that no clause follows stay as comments.
    pub(super) fn keep_docs(&mut self) {
        for comment in std::mem::take(&mut self.docs) {
            self.keep(Entry::Comment(comment));
        }
    }
}

/// The text of `##` lines, without the marks and one blank behind each.
pub(super) fn doc(comments: &[Comment]) -> Option<String> {
    let line = |comment: &Comment| {
        let text = comment.text.trim_start_matches(['#', '＃']);
        text.strip_prefix(' ').unwrap_or(text).to_owned()
    };
    (!comments.is_empty()).then(|| comments.iter().map(line).collect::<Vec<_>>().join("\n"))
}

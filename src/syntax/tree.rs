//! The plan as it was written: every clause with its place, every comment, and what could not be read.

use crate::text::Span;

use super::Rule;

/// A whole file, or the inside of a block: entries in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// The entries.
    pub list: Vec<Entry>,
}

/// One entry.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A clause.
    Clause(Clause),
    /// A comment on a line of its own, without `#`.
    Comment(Comment),
    /// Something that could not be read; a diagnostic says why.
    Broken(Span),
}

/// A comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// The text behind `#`, as typed.
    pub text: String,
    /// Where, with the `#`.
    pub span: Span,
}

/// A sentence, with the block that may follow it.
#[derive(Debug, Clone)]
pub struct Clause {
    /// The sentence; its rule is one of the alternatives of `sentence` in the grammar.
    pub sentence: Node,
    /// What stands between `{` and `}` behind it.
    pub block: Option<Block>,
    /// The `##` lines before it, joined by line ends, without the marks.
    pub doc: Option<String>,
    /// A comment behind it on the same line.
    pub comment: Option<Comment>,
    /// Whether it stands on the line of the clause before it, behind a `;`: an action that goes on with it.
    pub continues_line: bool,
    /// Where it was put right by a guess; a diagnostic says how.
    pub guessed: Option<Span>,
    /// The sentence and its block.
    pub span: Span,
}

/// What stands between braces.
#[derive(Debug, Clone)]
pub struct Block {
    /// The entries.
    pub entries: Entries,
    /// The braces and what is between them.
    pub span: Span,
}

/// A part of a sentence: what a rule of the grammar matched.
#[derive(Debug, Clone)]
pub struct Node {
    /// Which rule.
    pub rule: Rule,
    /// Where it stands in the source.
    pub span: Span,
    /// The tokens it matched, one blank between two: keywords as ids, digits in ASCII, names as typed. Of a keyword alone
    /// nothing: its rule says it.
    pub text: String,
    /// Its parts.
    pub children: Vec<Node>,
}

impl Node {
    /// The first part that a rule matched.
    #[must_use]
    pub fn child(&self, rule: Rule) -> Option<&Node> {
        self.children.iter().find(|child| child.rule == rule)
    }

    /// Every part that a rule matched.
    pub fn all(&self, rule: Rule) -> impl Iterator<Item = &Node> {
        self.children.iter().filter(move |child| child.rule == rule)
    }

    /// Whether a rule matched some part; for keywords.
    #[must_use]
    pub fn has(&self, rule: Rule) -> bool {
        self.child(rule).is_some()
    }

    /// The first part.
    #[must_use]
    pub fn first(&self) -> Option<&Node> {
        self.children.first()
    }
}

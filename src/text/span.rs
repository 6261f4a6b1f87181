//! Places in a source, in bytes.

use super::SourceId;

/// A stretch of a source: from byte `start` to before byte `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// Which source.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether another lies in it.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }

    /// The empty span right behind this one: where something is missing.
    #[must_use]
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }
}

/// A ticket back to the text: the clause that is the cause of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// Written by somebody, here.
    Written(Span),
    /// Written by nobody: the documented answer to a question the plan leaves open.
    Assumed,
}

impl Origin {
    /// The place, if somebody wrote it.
    #[must_use]
    pub fn span(self) -> Option<Span> {
        match self {
            Origin::Written(span) => Some(span),
            Origin::Assumed => None,
        }
    }
}

//! The texts that were read, and lines and columns in them.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::UnicodeWidthChar;

use super::Span;

/// The number of a source in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct SourceId(pub u32);

/// One text with the name people know it by.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<u32>,
}

/// A place as people and editors count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in bytes, from 1.
    pub byte: u32,
    /// The column in UTF-16 code units, from 1, as editors count.
    pub utf16: u32,
    /// The column in cells of a terminal, from 1: 周 is two cells wide, a combining mark none.
    pub display: u32,
}

impl Source {
    /// Takes a text in. Texts are limited to 4 GiB elsewhere; places are 32-bit.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.filter_map(|(at, _)| u32::try_from(at + 1).ok())).collect();
        Source { name: name.into(), text, line_starts }
    }

    /// The name: a path, or `<stdin>`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty where the span does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Where a byte is, in each way of counting.
    #[must_use]
    pub fn position(&self, byte: u32) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= byte).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start as usize..byte as usize).unwrap_or("");
        let count = |width: fn(char) -> usize| 1 + u32::try_from(before.chars().map(width).sum::<usize>()).unwrap_or(0);
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            byte: 1 + byte.saturating_sub(start),
            utf16: count(char::len_utf16),
            display: count(|character| character.width().unwrap_or(0)),
        }
    }

    /// The text of a line, counted from 1, without its end.
    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        let at = |index: usize| self.line_starts.get(index).map(|start| *start as usize);
        let index = (line as usize).saturating_sub(1);
        let Some(start) = at(index) else { return "" };
        let end = at(index + 1).unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}

/// Every text that was read in one run.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    list: Vec<Source>,
    /// Tables, by who takes them in and under which name.
    attached: BTreeMap<(SourceId, String), SourceId>,
}

impl Sources {
    /// Adds a text and gives its number.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(source);
        id
    }

    /// Attaches a text to another, which speaks of it by that name.
    pub fn attach(&mut self, to: SourceId, name: String, id: SourceId) {
        self.attached.insert((to, name), id);
    }

    /// The text that another speaks of by that name, if it could be read.
    #[must_use]
    pub fn attached(&self, to: SourceId, name: &str) -> Option<(SourceId, &Source)> {
        let id = *self.attached.get(&(to, name.to_owned()))?;
        Some((id, self.get(id)?))
    }

    /// Some of the texts and what is attached to them, under the numbers that they have; of the others nothing is left.
    #[must_use]
    pub fn only(&self, ids: &BTreeSet<SourceId>) -> Sources {
        let attached = self.attached.iter().filter(|((to, _), _)| ids.contains(to));
        let attached: BTreeMap<_, _> = attached.map(|(name, id)| (name.clone(), *id)).collect();
        let kept = |id: SourceId| ids.contains(&id) || attached.values().any(|table| *table == id);
        let list = self.iter().map(|(id, source)| if kept(id) { source.clone() } else { Source::new("", "") });
        Sources { list: list.collect(), attached: attached.clone() }
    }

    /// Puts another text in the place of the one with this number.
    pub fn replace(&mut self, id: SourceId, source: Source) {
        if let Some(known) = self.list.get_mut(id.0 as usize) {
            *known = source;
        }
    }

    /// The text with this number.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.list.get(id.0 as usize)
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).map_or("", |source| source.slice(span))
    }

    /// All of them, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.list.iter().enumerate().map(|(index, source)| (SourceId(u32::try_from(index).unwrap_or(u32::MAX)), source))
    }
}

//! The lines of one source that a diagnostic is about, cut out and made fit to be shown.
//!
//! The frame around them is drawn by miette, which is handed this excerpt instead of the file: what it draws is then as
//! wide as the terminal, however long the line, and as cheap in a file of megabytes as in one of ten lines.

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::diag::Label;
use crate::text::{Lang, Source, Span};

use super::printable::{cells, printable, shown};

/// Lines of one source, with the labels in them.
#[derive(Debug)]
pub(crate) struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    labels: Vec<LabeledSpan>,
    /// The column of the first label of each line, for its heading: line number and column, both from 1.
    places: Vec<(usize, u32)>,
}

#[derive(Debug)]
struct Line {
    /// From 1.
    number: u32,
    /// Where it begins in the excerpt, and where the next one does.
    start: usize,
    end: usize,
}

/// A label on one line: a label over several lines is drawn under the first of them.
struct Mark {
    line: u32,
    /// Whether it is the place of the mistake.
    primary: bool,
    /// Bytes within the line.
    from: usize,
    to: usize,
    text: String,
}

impl Excerpt {
    /// Cuts out the lines with labels and one more on each side, none wider than `width` cells.
    pub(crate) fn new(source: &Source, labels: &[&Label], lang: Lang, width: usize) -> Excerpt {
        let marks: Vec<Mark> = (0..).zip(labels).map(|(index, label)| mark(source, label, lang, index == 0)).collect();
        let mut numbers: Vec<u32> = marks.iter().flat_map(|mark| mark.line.saturating_sub(1)..=mark.line + 1).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let labelled = |number: u32| marks.iter().any(|mark| mark.line == number);
        // An empty line tells nothing about its neighbour; what is beyond the last line is empty, too.
        let tells = |number: u32| {
            labelled(number) || source.line(number).contains(|character: char| !character.is_whitespace())
        };
        numbers.retain(|number| *number >= 1 && tells(*number));
        let mut excerpt = Excerpt {
            name: printable(source.name()),
            text: String::new(),
            lines: Vec::new(),
            labels: Vec::new(),
            places: labels.iter().map(|label| place(source, label.span)).collect(),
        };
        for number in numbers {
            excerpt.add(source.line(number), number, &marks, width);
        }
        excerpt
    }

    /// The labels, in the coordinates of the excerpt.
    pub(crate) fn labels(&self) -> Vec<LabeledSpan> {
        self.labels.clone()
    }

    fn add(&mut self, line: &str, number: u32, marks: &[Mark], width: usize) {
        let own: Vec<&Mark> = marks.iter().filter(|mark| mark.line == number).collect();
        let window = Window::new(line, own.first().map_or(0, |mark| mark.from), width);
        let start = self.text.len();
        let map = window.write(line, &mut self.text);
        for mark in own {
            let (from, to) = (map.at(mark.from), map.at(mark.to));
            let text = (!mark.text.is_empty()).then(|| mark.text.clone());
            let span = SourceSpan::from((from, to.saturating_sub(from)));
            let label = if mark.primary {
                LabeledSpan::new_primary_with_span(text, span)
            } else {
                LabeledSpan::new_with_span(text, span)
            };
            self.labels.push(label);
        }
        self.text.push('\n');
        self.lines.push(Line { number, start, end: self.text.len() });
    }

    /// The line of the excerpt that a byte of it is on.
    fn line_at(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| line.start <= byte).saturating_sub(1)
    }

    /// How far a run of neighbouring lines goes from a line, at most so many lines away.
    fn reach(&self, from: usize, steps: usize, forward: bool) -> usize {
        let neighbour = |at: usize| if forward { at.checked_add(1) } else { at.checked_sub(1) };
        let mut at = from;
        for _ in 0..steps {
            let Some(next) = neighbour(at).filter(|next| self.adjacent(at, *next)) else { break };
            at = next;
        }
        at
    }

    fn adjacent(&self, one: usize, other: usize) -> bool {
        match (self.lines.get(one), self.lines.get(other)) {
            (Some(one), Some(other)) => one.number.abs_diff(other.number) == 1,
            _ => false,
        }
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (first, last) = (self.line_at(span.offset()), self.line_at(span.offset() + span.len()));
        // Lines that do not follow each other in the file are never shown as if they did.
        if self.reach(first, last - first, true) != last {
            return Err(MietteError::OutOfBounds);
        }
        let (first, last) = (self.reach(first, before, false), self.reach(last, after, true));
        let (Some(top), Some(bottom)) = (self.lines.get(first), self.lines.get(last)) else {
            return Err(MietteError::OutOfBounds);
        };
        let data = self.text.as_bytes().get(top.start..bottom.end).ok_or(MietteError::OutOfBounds)?;
        // Only the frame's heading asks without context: it wants the place in the file.
        let column = self.places.iter().find(|(line, _)| before == 0 && *line == top.number as usize);
        let column = column.map_or(0, |(_, column)| column.saturating_sub(1) as usize);
        let span = SourceSpan::from((top.start, bottom.end - top.start));
        let number = top.number.saturating_sub(1) as usize;
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), data, span, number, column, last - first + 1)))
    }
}

fn place(source: &Source, span: Span) -> (usize, u32) {
    let position = source.position(span.start);
    (position.line as usize, position.display)
}

fn mark(source: &Source, label: &Label, lang: Lang, primary: bool) -> Mark {
    let position = source.position(label.span.start);
    let line = source.line(position.line);
    let from = (position.byte.saturating_sub(1) as usize).min(line.len());
    let length = label.span.end.saturating_sub(label.span.start) as usize;
    let to = from.saturating_add(length).min(line.len());
    let text = printable(label.text.get(lang)).replace('\n', " ");
    let to = from + line.get(from..to).map_or(0, |text| text.trim_end().len());
    Mark { line: position.line, primary, from, to, text }
}

/// The part of a line that is shown.
struct Window {
    from: usize,
    to: usize,
}

impl Window {
    /// As much of the line as fits around a byte: from its beginning if that shows the byte, else from a bit before it.
    fn new(line: &str, byte: usize, width: usize) -> Window {
        // A character has at least a quarter as many cells as bytes, or none: a line this short needs no measuring.
        if line.len() <= width {
            return Window { from: 0, to: line.len() };
        }
        let before = line.get(..byte).unwrap_or("");
        let back = |room: usize| {
            let mut left = room;
            let kept = before.char_indices().rev().take_while(|(_, character)| {
                let fits = cells(*character) <= left;
                left = left.saturating_sub(cells(*character));
                fits
            });
            kept.last().map_or(byte, |(at, _)| at)
        };
        let from = if back(width * 2 / 3) == 0 { 0 } else { back(width / 3) };
        let mut left = width.saturating_sub(2);
        let rest = line.get(from..).unwrap_or("").char_indices();
        let end = rest.take_while(|(_, character)| {
            let fits = cells(*character) <= left;
            left = left.saturating_sub(cells(*character));
            fits
        });
        let to = end.last().map_or(from, |(at, character)| from + at + character.len_utf8());
        Window { from, to }
    }

    fn write(&self, line: &str, text: &mut String) -> Map {
        let cut = |missing: bool| if missing { "…" } else { "" };
        text.push_str(cut(self.from > 0));
        let mut map = Map { bytes: Vec::new() };
        for (at, character) in line.get(self.from..self.to).unwrap_or("").char_indices() {
            map.bytes.push((self.from + at, text.len()));
            text.push(shown(character));
        }
        map.bytes.push((self.to, text.len()));
        text.push_str(cut(self.to < line.len()));
        map
    }
}

/// Which byte of the excerpt shows which byte of the line.
struct Map {
    bytes: Vec<(usize, usize)>,
}

impl Map {
    /// What is cut away is shown at the edge.
    fn at(&self, byte: usize) -> usize {
        let index = self.bytes.partition_point(|(of_line, _)| *of_line < byte).min(self.bytes.len().saturating_sub(1));
        self.bytes.get(index).map_or(0, |(_, shown)| *shown)
    }
}

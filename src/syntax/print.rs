//! A sentence back to text: every token in the canonical spelling of a language, names as their writer wrote them.

mod forms;
mod spacing;

use std::collections::BTreeSet;

use crate::text::Lang;

use super::grammar::{Rule, is_keyword};
use super::line::{Kind, Line, Token};
use super::scan::chars::{is_han, is_line_end};
use super::scan::{Ending, Scanner};
use super::tree::Node;
use super::words::words;

use forms::Place;
use spacing::Writer;

/// The sentence in the canonical spelling of a language, on one line, without the comments inside it.
///
/// `text` is the source that the sentence was read from. A word keeps its plural where that is right; everything else that
/// can be written in several ways is written in the one that is canonical.
#[must_use]
pub fn sentence(node: &Node, text: &str, lang: Lang) -> String {
    Sentence::read(node, text).text(lang)
}

/// A row of a sentence, and the bytes of the source that it was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A sentence that was read, ready to be written in any language.
pub(super) struct Sentence<'t> {
    /// The sentence as it was written.
    written: &'t str,
    /// Where it begins in the source.
    start: u32,
    line: Line,
    rule: Rule,
    /// The parts of the sentence that have none themselves, and what each is in; in the order of the text.
    leaves: Vec<Leaf>,
    /// Whether the sentence lists several names.
    lists: bool,
}

impl<'t> Sentence<'t> {
    /// Reads the words of a sentence again, in the source it was read from.
    pub(super) fn read(node: &Node, text: &'t str) -> Sentence<'t> {
        let written = text.get(node.span.start as usize..node.span.end as usize).unwrap_or("");
        let line = scanned(written);
        let lists = (0..line.tokens.len()).any(|index| line.token(index) == ",");
        Sentence { written, start: node.span.start, line, rule: node.rule, leaves: leaves(node), lists }
    }

    /// The same, but the word that is a pack's only name stays, where the text calls the pack by it: `weekend pack`.
    pub(super) fn keeping(mut self, node: &Node, called: &BTreeSet<String>) -> Sentence<'t> {
        let has_name = node.child(Rule::pack_head).is_some_and(|head| head.child(Rule::quoted).is_some());
        let is_called = |leaf: &Leaf| {
            let typed = self.written.get((leaf.start - self.start) as usize..(leaf.end - self.start) as usize);
            leaf.part == Rule::pack_time && typed.is_some_and(|typed| called.contains(&typed.to_lowercase()))
        };
        if !has_name && !called.is_empty() {
            let kept: Vec<bool> = self.leaves.iter().map(is_called).collect();
            self.leaves.iter_mut().zip(kept).for_each(|(leaf, kept)| leaf.keyword &= !kept);
        }
        self
    }

    /// The language it is written in: that of its first keyword, of those that are not the same in every language.
    pub(super) fn language(&self) -> Option<Lang> {
        let of_token = |token: &Token| match token.kind {
            Kind::Word(row) if !self.is_name(token) => {
                let chinese = self.typed(token.start, token.end).contains(is_han);
                words().row(row)?.differs().then_some(if chinese { Lang::Zh } else { Lang::En })
            }
            _ => None,
        };
        self.line.tokens.iter().find_map(of_token)
    }

    /// On one line.
    pub(super) fn text(&self, lang: Lang) -> String {
        self.print(lang, false).into_iter().map(|row| row.text).collect()
    }

    /// In rows: it goes on in the next where its writer let it go on in the next line.
    pub(super) fn rows(&self, lang: Lang) -> Vec<Row> {
        self.print(lang, true)
    }

    fn print(&self, lang: Lang, in_rows: bool) -> Vec<Row> {
        let mut writer = Writer::new(lang);
        let (mut index, mut rows) = (0, Vec::new());
        let (mut start, mut end) = (0, 0);
        let row = |text, start: u32, end: u32| Row { text, start: start + self.start, end: end + self.start };
        while let Some(token) = self.line.tokens.get(index) {
            if in_rows && self.typed(end, token.start).contains(is_line_end) {
                rows.push(row(writer.end_row(), start, end));
                start = token.start;
            }
            index += 1 + self.token(index, &mut writer);
            end = self.line.tokens.get(index - 1).map_or(end, |last| last.end);
        }
        rows.push(row(writer.finish(), start, end));
        rows
    }

    /// The leaf that a token is, or stands in.
    fn leaf(&self, token: &Token) -> Option<&Leaf> {
        let start = token.start.saturating_add(self.start);
        let behind = self.leaves.partition_point(|leaf| leaf.start <= start);
        self.leaves.get(behind.checked_sub(1)?).filter(|leaf| start < leaf.end)
    }

    fn is_name(&self, token: &Token) -> bool {
        self.leaf(token).is_some_and(|leaf| !leaf.keyword)
    }

    fn place(&self, token: &Token) -> Place {
        Place { sentence: self.rule, part: self.leaf(token).map(|leaf| leaf.part), lists: self.lists }
    }

    /// Whether a number says which one, not how many: `the 3rd period`.
    fn is_place(&self, index: usize, lang: Lang) -> bool {
        let part = |index: usize| self.line.tokens.get(index).and_then(|token| self.place(token).part);
        let period = index + 1 < self.line.tokens.len() && self.line.token(index + 1) == "period";
        lang == Lang::En && period && part(index + 1) == Some(Rule::period_place)
    }

    fn typed(&self, start: u32, end: u32) -> &'t str {
        self.written.get(start as usize..end as usize).unwrap_or("")
    }

    /// Writes a token, and gives how many behind it were written with it.
    fn token(&self, index: usize, writer: &mut Writer) -> usize {
        let Some(token) = self.line.tokens.get(index) else { return 0 };
        let typed = self.typed(token.start, token.end);
        match token.kind {
            Kind::Quote => writer.other(&quotation(typed)),
            Kind::Word(_) if self.is_name(token) => writer.other(typed),
            Kind::Word(row) => {
                let (row, more) = contraction(&self.line, index, row, writer.lang()).unwrap_or((row, 0));
                if let Some(word) = words().row(row) {
                    writer.word(row, forms::choose(word, self.place(token), writer));
                }
                return more;
            }
            Kind::Mark => writer.mark(self.line.token(index)),
            Kind::Number if self.is_place(index, writer.lang()) => {
                let which = format!("{}{}", self.line.token(index), forms::ordinal(self.line.token(index)));
                writer.other(&format!("the {which}"));
            }
            Kind::Number => writer.number(self.line.token(index)),
            Kind::Date | Kind::Time | Kind::Dash | Kind::Other => writer.other(self.line.token(index)),
        }
        0
    }
}

/// The tokens of a sentence, whatever stands between them.
fn scanned(written: &str) -> Line {
    let mut scanner = Scanner::new(written);
    let mut line = Line::default();
    while scanner.read(&mut line).ending != Ending::End {}
    line
}

/// A part of a sentence that has none itself.
struct Leaf {
    start: u32,
    end: u32,
    /// The rule it is a part of.
    part: Rule,
    /// Whether it is a keyword, and no name.
    keyword: bool,
}

fn leaves(node: &Node) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    let mut left = vec![(node, node.rule)];
    while let Some((node, part)) = left.pop() {
        if node.children.is_empty() {
            leaves.push(Leaf { start: node.span.start, end: node.span.end, part, keyword: is_keyword(node.rule) });
        }
        left.extend(node.children.iter().rev().map(|child| (child, node.rule)));
    }
    leaves
}

/// The contraction that stands for the words from `index` on: its row, and how many words it takes besides the first.
fn contraction(line: &Line, index: usize, first: u16, lang: Lang) -> Option<(u16, usize)> {
    let stands_there = |id: &str| id.split(' ').enumerate().all(|(more, part)| line.token(index + more) == part);
    let mut begun = words().contractions_of(first);
    let (row, word) = begun.find(|(_, word)| !word.spellings(lang).is_empty() && stands_there(word.id))?;
    Some((row, word.id.split(' ').count() - 1))
}

/// A quotation in straight marks, unless there is one inside.
fn quotation(typed: &str) -> String {
    let mut inner = typed.chars();
    inner.next();
    inner.next_back();
    let inner = inner.as_str();
    if inner.contains(['"', '“', '”', '„', '‟', '«', '»', '＂']) {
        typed.to_owned()
    } else {
        format!("\"{inner}\"")
    }
}

#[cfg(test)]
mod tests;

//! One sentence, to be changed.

use crate::syntax::tree::{Clause, Node};
use crate::syntax::{Rule, words};
use crate::text::{Lang, SourceId, Span};

use super::{Edit, Kind, Mutant};

/// A sentence in its text, with the changes that were made of it.
#[derive(Debug)]
pub(super) struct Place<'p> {
    source: SourceId,
    text: &'p str,
    pub(super) clause: &'p Clause,
    found: Vec<Mutant>,
}

impl<'p> Place<'p> {
    pub(super) fn new(source: SourceId, text: &'p str, clause: &'p Clause) -> Place<'p> {
        Place { source, text, clause, found: Vec::new() }
    }

    pub(super) fn into_mutants(self) -> Vec<Mutant> {
        self.found
    }

    /// The parts of the sentence, each with the parts it is in, from the outside inwards.
    pub(super) fn nodes(&self) -> Vec<(&'p Node, Vec<&'p Node>)> {
        let mut found = Vec::new();
        let mut left: Vec<(&'p Node, Vec<&'p Node>)> = vec![(&self.clause.sentence, Vec::new())];
        while let Some((node, above)) = left.pop() {
            let below: Vec<&'p Node> = above.iter().copied().chain([node]).collect();
            left.extend(node.children.iter().rev().map(|child| (child, below.clone())));
            found.push((node, above));
        }
        found
    }

    /// Other words in the place of some.
    pub(super) fn replace(&mut self, kind: Kind, span: Span, text: impl Into<String>) {
        let text = text.into();
        if self.typed(span) == text {
            return;
        }
        let clause = Span { source: self.source, ..self.clause.sentence.span };
        self.found.push(Mutant { kind, clause, edit: Edit { span, text } });
    }

    /// A keyword in the place of another, in the language in which that is typed.
    pub(super) fn exchange(&mut self, kind: Kind, node: &Node, other: Rule) {
        let lang = if self.typed(node.span).is_ascii() { Lang::En } else { Lang::Zh };
        if let Some(word) = word(other, lang) {
            self.replace(kind, node.span, word);
        }
    }

    /// A part without which the sentence may still be one. The comma before it goes too, or else the one behind it.
    pub(super) fn drop(&mut self, kind: Kind, node: &Node) {
        let span = node.span;
        let before = self.text.get(..span.start as usize).unwrap_or("");
        let trimmed = before.trim_end_matches([' ', '\t']);
        let trimmed = ["then", "and", "然后", "和"]
            .iter()
            .find_map(|word| trimmed.strip_suffix(word).filter(|rest| rest.ends_with([' ', ','])))
            .map_or(trimmed, |rest| rest.trim_end_matches([' ', '\t']));
        let without = trimmed.strip_suffix([',', '，', '、']);
        let cut = |length: usize| u32::try_from(length).unwrap_or(span.start);
        match without {
            Some(without) => self.replace(kind, Span { start: cut(without.len()), ..span }, ""),
            None => {
                self.replace(kind, Span { start: cut(trimmed.len()), ..span }, "");
                if let Some(more) = self.comma_behind(span) {
                    self.replace(kind, more, "");
                }
            }
        }
    }

    fn comma_behind(&self, span: Span) -> Option<Span> {
        let behind = self.text.get(span.end as usize..)?;
        let rest = behind.trim_start().strip_prefix([',', '，', '、'])?.trim_start_matches([' ', '\t']);
        let length = u32::try_from(behind.len() - rest.len()).ok()?;
        Some(Span { end: span.end + length, ..span })
    }

    /// What was typed there.
    pub(super) fn typed(&self, span: Span) -> &'p str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// What stands before and behind a place.
    pub(super) fn around(&self, span: Span) -> (&'p str, &'p str) {
        (self.text.get(..span.start as usize).unwrap_or(""), self.text.get(span.end as usize..).unwrap_or(""))
    }
}

/// How a keyword is spelled.
fn word(rule: Rule, lang: Lang) -> Option<&'static str> {
    let name = format!("{rule:?}");
    words().by_id(name.strip_prefix("k_")?).map(|word| word.spelling(lang))
}

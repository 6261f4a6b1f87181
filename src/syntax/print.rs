//! A sentence back to text: every token in the canonical spelling of a language, names as their writer wrote them.

mod forms;
mod spacing;

use crate::text::Lang;

use super::line::{Kind, Line};
use super::scan::{Ending, Scanner};
use super::tree::Node;
use super::words::words;

use spacing::Writer;

/// The sentence in the canonical spelling of a language, on one line, without the comments inside it.
///
/// `text` is the source that the sentence was read from. A word keeps its plural where that is right; everything else that
/// can be written in several ways is written in the one that is canonical.
#[must_use]
pub fn sentence(node: &Node, text: &str, lang: Lang) -> String {
    let written = text.get(node.span.start as usize..node.span.end as usize).unwrap_or("");
    let line = scanned(written);
    let names = names(node);
    let mut writer = Writer::new(lang);
    let mut index = 0;
    while let Some(token) = line.tokens.get(index) {
        let typed = written.get(token.start as usize..token.end as usize).unwrap_or("");
        let start = token.start.saturating_add(node.span.start);
        let is_name = names.iter().any(|(from, to)| (*from..*to).contains(&start));
        index += 1;
        match token.kind {
            Kind::Quote => writer.other(&quotation(typed)),
            Kind::Word(_) if is_name => writer.other(typed),
            Kind::Word(row) => {
                let (row, more) = contraction(&line, index - 1, lang).unwrap_or((row, 0));
                index += more;
                if let Some(word) = words().row(row) {
                    writer.word(row, forms::choose(word, typed, &writer, lang));
                }
            }
            Kind::Mark => writer.mark(line.token(index - 1)),
            Kind::Number => writer.number(line.token(index - 1)),
            Kind::Date | Kind::Time | Kind::Dash | Kind::Other => writer.other(line.token(index - 1)),
        }
    }
    writer.finish()
}

/// The tokens of a sentence, whatever stands between them.
fn scanned(written: &str) -> Line {
    let mut scanner = Scanner::new(written);
    let mut line = Line::default();
    while scanner.read(&mut line).ending != Ending::End {}
    line
}

/// Where the names stand: leaves of the tree that are no keywords.
fn names(node: &Node) -> Vec<(u32, u32)> {
    let mut names = Vec::new();
    let mut left = vec![node];
    while let Some(node) = left.pop() {
        if node.children.is_empty() && !format!("{:?}", node.rule).starts_with("k_") {
            names.push((node.span.start, node.span.end));
        }
        left.extend(&node.children);
    }
    names
}

/// The contraction that stands for the words from `index` on: its row, and how many words it takes besides the first.
fn contraction(line: &Line, index: usize, lang: Lang) -> Option<(u16, usize)> {
    let stands_there = |id: &str| id.split(' ').enumerate().all(|(more, part)| line.token(index + more) == part);
    let found = words().contractions().find(|(_, word)| !word.spellings(lang).is_empty() && stands_there(word.id));
    found.map(|(row, word)| (row, word.id.split(' ').count() - 1))
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

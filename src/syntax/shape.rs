//! What the grammar sees of a sentence, and what it made of it the last time.
//!
//! Sentences repeat: in the plans of one operator, and in one plan at every key that is pressed in an editor. Since the
//! grammar never looks inside numbers, dates and quotations, it is shown one of each kind, and what it makes of a line of
//! such tokens is remembered. A remembered sentence costs a look-up instead of some hundred rules.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use pest::Token;

use super::grammar::Rule;
use super::line::{Kind, Line};

/// The most sentences that are remembered; then all are forgotten.
const MOST: usize = 4_096;

thread_local! {
    static KNOWN: RefCell<BTreeMap<Box<str>, Rc<[Part]>>> = const { RefCell::new(BTreeMap::new()) };
}

/// What a rule matched: tokens, and how many of the parts that follow are inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) rule: Rule,
    /// Its first token.
    pub(super) first: u16,
    /// The token behind its last.
    pub(super) behind: u16,
    /// How many parts are inside, at any depth.
    pub(super) inside: u16,
}

/// The tokens that the grammar sees.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) text: String,
    /// Where each token begins.
    starts: Vec<u32>,
}

impl Shape {
    pub(super) fn of(line: &Line) -> Shape {
        let mut text = String::with_capacity(line.text.len());
        let mut starts = Vec::with_capacity(line.tokens.len());
        for (index, token) in line.tokens.iter().enumerate() {
            if index > 0 {
                text.push(' ');
            }
            starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            let written = line.token(index);
            text.push_str(match token.kind {
                Kind::Number if written.contains('.') => "1.5",
                Kind::Number => "1",
                Kind::Date => "2000-01-01",
                Kind::Time => "00:00",
                Kind::Quote => "\"\"",
                _ => written,
            });
        }
        Shape { text, starts }
    }

    /// The number of the token that begins at a byte, or of the first behind it.
    pub(super) fn index_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| (*start as usize) < byte)
    }

    /// What the grammar made of this, if it is remembered.
    pub(super) fn known(&self) -> Option<Rc<[Part]>> {
        KNOWN.with_borrow(|known| known.get(self.text.as_str()).cloned())
    }

    /// The parts that rules matched, from the outside inwards; they are remembered.
    pub(super) fn learn<'i>(self, tokens: impl Iterator<Item = Token<'i, Rule>>) -> Rc<[Part]> {
        let mut parts: Vec<Part> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        for token in tokens {
            match token {
                Token::Start { rule: Rule::sentence | Rule::EOI, .. }
                | Token::End { rule: Rule::sentence | Rule::EOI, .. } => (),
                Token::Start { rule, pos } => {
                    open.push(parts.len());
                    let first = short(self.index_at(pos.pos()));
                    parts.push(Part { rule, first, behind: first, inside: 0 });
                }
                Token::End { pos, .. } => {
                    let inside = open.pop().map(|opened| (opened, parts.len() - opened - 1));
                    // A rule that ends with something optional may end behind the blank before what is not there.
                    let behind = short(self.index_at(pos.pos()));
                    if let Some((part, inside)) =
                        inside.and_then(|(opened, inside)| Some((parts.get_mut(opened)?, inside)))
                    {
                        part.inside = short(inside);
                        part.behind = behind.max(part.first);
                    }
                }
            }
        }
        let parts: Rc<[Part]> = parts.into();
        KNOWN.with_borrow_mut(|known| {
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(self.text.into(), Rc::clone(&parts));
        });
        parts
    }
}

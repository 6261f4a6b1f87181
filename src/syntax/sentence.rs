//! One sentence, read by the grammar.

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::error::{ErrorVariant, InputLocation};
use pest::{Parser, Token};

use crate::text::SourceId;

use super::grammar::{Grammar, Rule};
use super::line::Line;
use super::tree::Node;
use super::MAX_STEPS;

/// Where the grammar could not go on, and what it could have gone on with.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// The number of the token; the number of tokens at the end.
    pub(super) token: usize,
    /// The rules that were tried there.
    pub(super) expected: Vec<Rule>,
    /// Whether the grammar gave up because the sentence is too involved.
    pub(super) gave_up: bool,
}

/// Reads a sentence. The node is one of the alternatives of the rule `sentence`.
pub(super) fn read(line: &Line, source: SourceId) -> Result<Node, Failure> {
    limit_steps();
    match Grammar::parse(Rule::sentence, &line.text) {
        Ok(pairs) => {
            let mut pairs = pairs.tokens();
            // The first token opens the rule `sentence` itself.
            pairs.next();
            Ok(node(line, source, pairs))
        }
        Err(error) => {
            let byte = match error.location {
                InputLocation::Pos(byte) | InputLocation::Span((byte, _)) => byte,
            };
            let (expected, gave_up) = match error.variant {
                ErrorVariant::ParsingError { positives, .. } => (positives, false),
                ErrorVariant::CustomError { .. } => (Vec::new(), true),
            };
            Err(Failure { token: line.index_at(byte), expected, gave_up })
        }
    }
}

/// Backtracking takes no longer than this. The limit is one for the whole process, and the same each time.
fn limit_steps() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| pest::set_call_limit(NonZeroUsize::new(MAX_STEPS)));
}

/// The tree of what the rules matched, built without recursion.
fn node<'i>(line: &Line, source: SourceId, tokens: impl Iterator<Item = Token<'i, Rule>>) -> Node {
    let mut open: Vec<(Rule, usize, Vec<Node>)> = Vec::new();
    let mut parts: Vec<Node> = Vec::new();
    for token in tokens {
        match token {
            Token::Start { rule, pos } => open.push((rule, pos.pos(), std::mem::take(&mut parts))),
            Token::End { rule: Rule::EOI, .. } => parts = open.pop().map_or_else(Vec::new, |(_, _, before)| before),
            Token::End { pos, .. } => {
                let Some((rule, start, before)) = open.pop() else { break };
                // A rule that ends with something optional takes the blank before what is not there.
                let text = line.text.get(start..pos.pos()).unwrap_or("").trim_end();
                let span = line.span(source, start, start + text.len());
                let children = std::mem::replace(&mut parts, before);
                parts.push(Node { rule, span, text: text.to_owned(), children });
            }
        }
    }
    let whole = line.whole(source);
    let mut parts = parts.into_iter();
    parts.next().unwrap_or(Node { rule: Rule::sentence, span: whole, text: line.text.clone(), children: Vec::new() })
}

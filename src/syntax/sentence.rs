//! One sentence, read by the grammar.

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};

use crate::text::SourceId;

use super::grammar::{Grammar, Rule, is_keyword};
use super::line::Line;
use super::shape::{Part, Shape};
use super::tree::Node;
use super::{MAX_STEPS, heads};

/// Where the grammar could not go on, and what it could have gone on with.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// The number of the token; the number of tokens at the end.
    pub(super) token: usize,
    /// The clauses that came so far, where the first word tells which could.
    pub(super) clauses: Vec<Rule>,
    /// The rules that were tried there.
    pub(super) expected: Vec<Rule>,
    /// Whether the grammar gave up because the sentence is too involved.
    pub(super) gave_up: bool,
}

/// Reads a sentence. The node is one of the alternatives of the rule `sentence`.
pub(super) fn read(line: &Line, source: SourceId) -> Result<Node, Failure> {
    let shape = Shape::of(line);
    if let Some(parts) = shape.known() {
        return Ok(node(line, source, &parts));
    }
    limit_steps();
    let clauses = heads::clauses(line);
    let mut reached: Vec<(usize, Rule)> = Vec::new();
    for clause in clauses {
        match Grammar::parse(*clause, &shape.text) {
            Ok(pairs) if pairs.clone().all(|pair| pair.as_span().end() == shape.text.len()) => {
                let parts = shape.clone().learn(pairs.tokens());
                return Ok(node(line, source, &parts));
            }
            // Where no other clause begins so, nothing else can be said about the sentence.
            Err(error) if clauses.len() == 1 => {
                return Err(Failure { clauses: vec![*clause], ..failed(&shape, error) });
            }
            Err(error) => reached.push((place(&error), *clause)),
            Ok(pairs) => reached.push((pairs.as_str().len(), *clause)),
        }
    }
    match Grammar::parse(Rule::sentence, &shape.text) {
        Ok(pairs) => {
            let parts = shape.clone().learn(pairs.tokens());
            Ok(node(line, source, &parts))
        }
        Err(error) => {
            let furthest = reached.iter().map(|(place, _)| *place).max();
            let clauses = reached.iter().filter(|(place, _)| Some(*place) == furthest).map(|(_, clause)| *clause);
            Err(Failure { clauses: clauses.collect(), ..failed(&shape, error) })
        }
    }
}

fn place(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(byte) | InputLocation::Span((byte, _)) => byte,
    }
}

fn failed(shape: &Shape, error: Error<Rule>) -> Failure {
    let byte = place(&error);
    let (expected, gave_up) = match error.variant {
        ErrorVariant::ParsingError { positives, .. } => (positives, false),
        ErrorVariant::CustomError { .. } => (Vec::new(), true),
    };
    Failure { token: shape.index_at(byte), clauses: Vec::new(), expected, gave_up }
}

/// Backtracking takes no longer than this. The limit is one for the whole process, and the same each time.
fn limit_steps() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| pest::set_call_limit(NonZeroUsize::new(MAX_STEPS)));
}

/// The tree of what the rules matched, built from the last part to the first so that no recursion is needed.
fn node(line: &Line, source: SourceId, parts: &[Part]) -> Node {
    let mut built: Vec<Node> = Vec::new();
    // For each node in `built`, how many parts it was made of.
    let mut sizes: Vec<usize> = Vec::new();
    for part in parts.iter().rev() {
        let (mut inside, mut count) = (usize::from(part.inside), 0);
        while inside > 0 {
            let Some(size) = sizes.pop() else { break };
            inside = inside.saturating_sub(size);
            count += 1;
        }
        // With room for so many and no more: most nodes have one part or two.
        let children: Vec<Node> = built.drain(built.len().saturating_sub(count)..).rev().collect();
        let (first, behind) = (usize::from(part.first), usize::from(part.behind));
        let span = line.span_of(source, first, behind);
        // What a keyword is called is known without its text.
        let text = if is_keyword(part.rule) { String::new() } else { line.words(first, behind).to_owned() };
        built.push(Node { rule: part.rule, span, text, children });
        sizes.push(usize::from(part.inside) + 1);
    }
    let whole = Node { rule: Rule::sentence, span: line.whole(source), text: line.text.clone(), children: Vec::new() };
    built.pop().unwrap_or(whole)
}

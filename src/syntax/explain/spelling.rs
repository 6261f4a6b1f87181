//! A word with a wrong letter, and other small slips that one change of one token puts right.

use crate::diag::{Code, Diagnostic, Edit};
use crate::syntax::line::{Kind, Line};
use crate::syntax::scan::cut_in_two;
use crate::syntax::sentence::Failure;
use crate::syntax::similar;
use crate::syntax::tree::Node;
use crate::syntax::words::words;
use crate::text;
use crate::text::Text;

use super::{Explainer, Explanation, general};

/// The most unknown words of a sentence that are looked at.
const MOST_WORDS: usize = 4;

const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What may have been meant by a token.
struct Candidate {
    tokens: Vec<(String, Kind)>,
    /// How it is written.
    written: String,
}

/// A comma is missing, if with it the grammar can read the sentence.
pub(super) fn missing_comma(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Explanation> {
    let at = failure.token;
    if at == 0 || at >= line.tokens.len() || line.token(at) == "," || line.token(at - 1) == "," {
        return None;
    }
    let node = explainer.attempt(&line.with(at, at, &[(",", Kind::Mark)])).ok()?;
    let next = explainer.shown(line, at, at + 1);
    let span = line.span_of(explainer.source, at, at + 1);
    let place = line.span_of(explainer.source, at - 1, at).after();
    let text = if place.end < span.start { "," } else { ", " };
    let diagnostic =
        Diagnostic::new(Code::Unexpected, text!("a comma is missing before `{next}`", "`{next}` 前面缺少逗号"))
            .at(span, text!("the next part of the clause", "条款的下一部分"))
            .help(text!("put a comma before it", "在它前面加逗号"))
            .fix(text!("add a comma", "加上逗号"), vec![Edit { span: place, text: text.to_owned() }], true);
    Some(Explanation { diagnostic, meant: vec![node] })
}

/// A word that is none, with the word that was probably meant.
pub(super) fn misspelt(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Explanation> {
    let mut best: Option<(usize, usize, Candidate)> = None;
    for index in suspects(line, failure.token) {
        for candidate in candidates(line.token(index), failure) {
            let tokens: Vec<_> = candidate.tokens.iter().map(|(text, kind)| (text.as_str(), *kind)).collect();
            let added = tokens.len() - 1;
            match explainer.attempt(&line.with(index, index + 1, &tokens)) {
                Ok(node) => return Some(explanation(explainer, line, index, &candidate, Some(node))),
                Err(Some(new)) if new.token > failure.token + added => {
                    if best.as_ref().is_none_or(|(far, ..)| new.token - added > *far) {
                        best = Some((new.token - added, index, candidate));
                    }
                }
                Err(_) => (),
            }
        }
    }
    let (_, index, candidate) = best?;
    Some(explanation(explainer, line, index, &candidate, None))
}

/// The unknown words that may be the mistake: where the grammar got stuck, the head, and those just before. A rule that
/// takes any word for a name carries the grammar past a misspelt one.
fn suspects(line: &Line, stuck: usize) -> Vec<usize> {
    let mut suspects = Vec::new();
    for index in [stuck, 0].into_iter().chain((0..stuck).rev().take(MOST_WORDS)) {
        let unknown = line.tokens.get(index).is_some_and(|token| token.kind == Kind::Other);
        if unknown && !suspects.contains(&index) && suspects.len() < MOST_WORDS {
            suspects.push(index);
        }
    }
    suspects
}

fn candidates(token: &str, failure: &Failure) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let low = token.to_lowercase();
    if token.len() == 3 && token.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let code = token.to_ascii_uppercase();
        if code != token {
            candidates.push(Candidate { tokens: vec![(code.clone(), Kind::Other)], written: code });
        }
    }
    if let Some(number) = NUMBERS.iter().position(|number| *number == low) {
        let number = number.to_string();
        candidates.push(Candidate { tokens: vec![(number.clone(), Kind::Number)], written: number });
    }
    let word = |row: u16| words().row(row).map(|word| (word.id.to_owned(), Kind::Word(row)));
    if let Some((one, other, written)) = cut_in_two(&low) {
        candidates.push(Candidate { tokens: [one, other].into_iter().filter_map(word).collect(), written });
    }
    let expected: Vec<u16> = failure.expected.iter().filter_map(|rule| general::keyword(*rule)).collect();
    for (row, written) in similar::nearest(&low, &expected) {
        let Some(word) = words().row(row) else { continue };
        let tokens = word.id.split(' ').map(|id| (id.to_owned(), words().number(id).map_or(Kind::Other, Kind::Word)));
        candidates.push(Candidate { tokens: tokens.collect(), written: written.to_owned() });
    }
    candidates.retain(|candidate| !candidate.tokens.is_empty());
    candidates
}

fn explanation(
    explainer: &Explainer<'_>,
    line: &Line,
    index: usize,
    candidate: &Candidate,
    node: Option<Node>,
) -> Explanation {
    let typed = explainer.shown(line, index, index + 1);
    let meant = &candidate.written;
    let span = line.span_of(explainer.source, index, index + 1);
    let message = text!(
        "`{typed}` is not a word of the language; did you mean `{meant}`?",
        "没有 `{typed}` 这个词；是不是 `{meant}`？"
    );
    let diagnostic = Diagnostic::new(Code::UnknownWord, message)
        .at(span, Text::default())
        .help(text!("write `{meant}`", "写成 `{meant}`"))
        .fix(text!("write `{meant}`", "改为 `{meant}`"), vec![Edit { span, text: meant.clone() }], node.is_some());
    Explanation { diagnostic, meant: node.into_iter().collect() }
}

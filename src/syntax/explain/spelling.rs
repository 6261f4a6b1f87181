//! A word or phrase with a wrong letter, and other small slips that one change of it puts right.

use std::cmp::Reverse;

use crate::diag::{Code, Diagnostic, Edit};
use crate::syntax::line::{Kind, Line};
use crate::syntax::scan::cut_in_two;
use crate::syntax::sentence::Failure;
use crate::syntax::similar;
use crate::syntax::tree::Node;
use crate::syntax::words::words;
use crate::text;
use crate::text::{Lang, Text};

use super::{Change, Explainer, Mistake, Rest, general};

/// The most words before the place where the grammar got stuck that are looked at.
const MOST_BEFORE: usize = 4;
/// The most words of a phrase.
const MOST_WORDS: usize = 8;
/// The most bytes of a word or phrase.
const MOST_BYTES: usize = 160;
/// The most changes that are tried to put one mistake right.
const MOST_ATTEMPTS: usize = 16;
/// What it costs to compare a phrase with all the others, in tokens that could be read again instead.
const COST: usize = 10;
/// So few letters say little: most short words are near some other.
const SHORT: usize = 3;

const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// What may have been meant by some tokens.
struct Candidate {
    change: Change,
    /// Whether it is not expected there, how far it is from what was typed, and how like that: the least is the likeliest.
    rank: (bool, usize, Reverse<usize>),
    /// Whether it is worth telling only if it puts the whole sentence right.
    doubtful: bool,
}

/// Words that are none, with the word that was probably meant.
pub(super) fn misspelt(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let mut best: Option<(usize, Change, Line, Failure)> = None;
    let mut meant: Vec<(Candidate, Node)> = Vec::new();
    for candidate in candidates(explainer, line, failure).into_iter().take(MOST_ATTEMPTS) {
        // Only what is as likely as the first is one more possibility.
        if meant.first().is_some_and(|(first, _)| first.rank < candidate.rank) {
            break;
        }
        let changed = candidate.change.of(line);
        let next = match explainer.attempt(&changed) {
            Ok(node) => {
                meant.push((candidate, node));
                continue;
            }
            Err(Some(next)) if !candidate.doubtful => next,
            Err(_) => continue,
        };
        // How far it got, in tokens of the sentence as it was.
        let change = candidate.change;
        let inside = change.first + change.tokens.len();
        let Some(passed) = next.token.checked_sub(inside).map(|more| change.behind + more) else { continue };
        if passed > failure.token && best.as_ref().is_none_or(|(furthest, ..)| passed > *furthest) {
            best = Some((passed, change, changed, next));
        }
    }
    let first = meant.first().map(|(candidate, _)| (candidate.change.first, candidate.change.behind));
    meant.retain(|(candidate, _)| Some((candidate.change.first, candidate.change.behind)) == first);
    let (changes, nodes): (Vec<Change>, Vec<Node>) =
        meant.into_iter().map(|(candidate, node)| (candidate.change, node)).unzip();
    let rest = match (nodes.len(), best) {
        (0, None) => return None,
        (0, Some((_, change, changed, next))) => {
            return mistake(explainer, line, &[change], Rest::Further(changed, next));
        }
        (1, _) => Rest::Meant(nodes),
        _ => Rest::Unknown,
    };
    mistake(explainer, line, &changes, rest)
}

/// What may have been meant, the likeliest first. The mistake is where the grammar got stuck, at the head, or just before:
/// a rule that takes any word for a name carries the grammar past a misspelt one.
fn candidates(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Vec<Candidate> {
    let stuck = failure.token;
    let expected: Vec<u16> = failure.expected.iter().filter_map(|rule| general::keyword(*rule)).collect();
    let mut starts: Vec<usize> = (stuck.saturating_sub(MOST_BEFORE)..=stuck).rev().collect();
    if !starts.contains(&0) {
        starts.insert(1, 0);
    }
    let mut candidates = Vec::new();
    for first in starts {
        let expected = if first == stuck { expected.as_slice() } else { &[] };
        let here = line.tokens.iter().skip(first).take_while(|token| matches!(token.kind, Kind::Other | Kind::Word(_)));
        for behind in (first + 1..).take(here.take(MOST_WORDS).count()) {
            let unknown =
                (first..behind).any(|index| line.tokens.get(index).is_some_and(|token| token.kind == Kind::Other));
            if !unknown {
                continue;
            }
            let Some(typed) = typed(explainer, line, first, behind).filter(|_| explainer.affords(COST)) else { break };
            let doubtful = typed.chars().count() <= SHORT;
            if behind == first + 1 {
                let other = |(rank, tokens, written)| Candidate {
                    change: Change { first, behind, tokens, written },
                    rank: (false, rank, Reverse(0)),
                    doubtful,
                };
                candidates.extend(other_words(line, first, &typed).map(other));
            }
            let nearest = similar::nearest(&typed, expected).into_iter();
            // What is a phrase but for a word too many is not misspelt.
            let new = nearest.filter(|near| {
                let here = line.tokens.iter().take(behind).skip(first);
                !here.into_iter().any(|token| token.kind == Kind::Word(near.row))
            });
            candidates.extend(new.filter_map(|near| {
                let word = words().row(near.row)?;
                let kind = |id: &str| words().number(id).map_or(Kind::Other, Kind::Word);
                let tokens = word.id.split(' ').map(|id| (id.to_owned(), kind(id))).collect();
                let written = counted(line, first, word.spellings(Lang::En), near.written).to_owned();
                let rank = (!expected.contains(&near.row), near.distance, near.alike);
                Some(Candidate { change: Change { first, behind, tokens, written }, rank, doubtful })
            }));
        }
    }
    candidates.sort_by_key(|candidate| candidate.rank);
    candidates
}

/// Some words as they were typed, in lower case and with one blank between two.
fn typed(explainer: &Explainer<'_>, line: &Line, first: usize, behind: usize) -> Option<String> {
    let span = line.span_of(explainer.source, first, behind);
    let typed = explainer.text.get(span.start as usize..span.end as usize).filter(|typed| typed.len() <= MOST_BYTES)?;
    Some(typed.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a word can be besides a misspelt one: how far it is from that, its tokens, and how they are written.
fn other_words(line: &Line, index: usize, low: &str) -> impl Iterator<Item = (usize, Vec<(String, Kind)>, String)> {
    let number = |index: Option<usize>| {
        index.and_then(|index| line.tokens.get(index)).is_some_and(|token| token.kind == Kind::Number)
    };
    let beside_number = number(index.checked_sub(1)) || number(Some(index + 1));
    let code =
        Some(low.to_uppercase()).filter(|code| beside_number && iso_currency::Currency::from_code(code).is_some());
    let code = code.map(|code| (0, vec![(code.clone(), Kind::Other)], code));
    let number = NUMBERS.iter().position(|number| *number == low).map(|number| number.to_string());
    let number = number.map(|number| (0, vec![(number.clone(), Kind::Number)], number));
    let word = |row: u16| words().row(row).map(|word| (word.id.to_owned(), Kind::Word(row)));
    let two =
        cut_in_two(low).map(|(one, other, written)| (1, [one, other].into_iter().filter_map(word).collect(), written));
    [code, number, two].into_iter().flatten()
}

/// The form of a word that stands behind a number: `3 months`, `1 month`.
pub(super) fn counted(line: &Line, index: usize, spellings: &[&'static str], written: &'static str) -> &'static str {
    let before =
        index.checked_sub(1).filter(|before| line.tokens.get(*before).is_some_and(|token| token.kind == Kind::Number));
    let Some(before) = before else { return written };
    let form = |spelling: &&&str| match line.token(before) {
        "1" => written.strip_suffix('s') == Some(**spelling),
        _ => spelling.strip_suffix('s') == Some(written),
    };
    spellings.iter().find(form).copied().unwrap_or(written)
}

fn mistake(explainer: &Explainer<'_>, line: &Line, changes: &[Change], rest: Rest) -> Option<Mistake> {
    let &Change { first, behind, .. } = changes.first()?;
    let typed = explainer.shown(line, first, behind);
    let span = line.span_of(explainer.source, first, behind);
    let choices = changes.iter().map(|change| Text::same(format!("`{}`", change.written))).collect();
    let meant = general::listed(choices)?;
    let message = match behind - first {
        1 => text!(
            "`{typed}` is not a word of the language; did you mean {meant}?",
            "没有 `{typed}` 这个词；是不是 {meant}？"; typed = Text::same(&typed), meant = meant
        ),
        _ => text!(
            "`{typed}` means nothing here; did you mean {meant}?",
            "`{typed}` 在这里没有意义；是不是 {meant}？"; typed = Text::same(&typed), meant = meant
        ),
    };
    let diagnostic = Diagnostic::new(Code::UnknownWord, message)
        .at(span, Text::default())
        .help(text!("write {meant}", "写成 {meant}"; meant = meant));
    let safe = matches!(rest, Rest::Meant(_));
    let diagnostic = changes.iter().fold(diagnostic, |diagnostic, Change { written, .. }| {
        let edits = vec![Edit { span, text: written.clone() }];
        diagnostic.fix(text!("write `{written}`", "改为 `{written}`"), edits, safe)
    });
    Some(Mistake { diagnostic, rest })
}

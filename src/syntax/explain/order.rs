//! Words that changed places, and words too many.

use crate::diag::{Code, Diagnostic, Edit};
use crate::syntax::line::{Kind, Line};
use crate::syntax::sentence::Failure;
use crate::text;
use crate::text::{Span, Text};

use super::{Change, Explainer, Mistake, Rest};

/// The most words that are taken for too many.
const MOST: usize = 3;

/// Words without which a sentence mostly says the same. Any other may be what it is about.
const SMALL: [&str; 15] =
    ["a", "an", "and", "at", "by", "for", "from", "in", "it", "next", "of", "on", "the", "to", "with"];

/// Two neighbours the other way round, if the grammar can read the sentence so.
pub(super) fn swapped(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let places = [0, 1, 2].map(|back| failure.token.checked_sub(back));
    let (change, node) = places.into_iter().flatten().find_map(|first| {
        let written = |index: usize| {
            let span = line.span_of(explainer.source, index, index + 1);
            explainer.text.get(span.start as usize..span.end as usize)
        };
        let token = |index: usize| line.tokens.get(index).map(|token| (line.token(index).to_owned(), token.kind));
        let (one, other) = (token(first)?, token(first + 1)?);
        if [&one, &other].into_iter().any(|(_, kind)| matches!(kind, Kind::Mark | Kind::Dash)) {
            return None;
        }
        let written = format!("{} {}", written(first + 1)?, written(first)?);
        let change = Change { first, behind: first + 2, tokens: vec![other, one], written };
        let node = explainer.attempt(&change.of(line)).ok()?;
        Some((change, node))
    })?;
    let span = line.span_of(explainer.source, change.first, change.behind);
    let (typed, meant) = (explainer.shown(line, change.first, change.behind), change.written);
    let message = text!("`{typed}` is the wrong way round", "`{typed}` 的顺序颠倒了");
    let diagnostic = Diagnostic::new(Code::Unexpected, message)
        .at(span, Text::default())
        .help(text!("write `{meant}`", "写成 `{meant}`"))
        .fix(text!("write `{meant}`", "写成 `{meant}`"), vec![Edit { span, text: meant.clone() }], false);
    Some(Mistake { diagnostic, rest: Rest::Meant(vec![node]) })
}

/// Words without which the grammar can read the sentence.
pub(super) fn too_many(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let kind = |index: usize| line.tokens.get(index).map(|token| token.kind);
    let is_word = |index: &usize| match kind(*index) {
        Some(Kind::Word(_)) => SMALL.contains(&line.token(*index)),
        // A sign is no word: without it, -5 would be 5.
        Some(Kind::Other) => line.token(*index).contains(char::is_alphabetic),
        // A name is what the sentence is about.
        _ => false,
    };
    // An unknown word that is written small passed for a name, but is more likely the first that is too much.
    let passed = failure
        .token
        .checked_sub(1)
        .filter(|before| kind(*before) == Some(Kind::Other) && line.token(*before).starts_with(char::is_lowercase));
    let starts = passed.into_iter().chain([failure.token]);
    // What stands behind a number is its unit.
    let starts = starts.filter(|first| *first > 0 && kind(first - 1) != Some(Kind::Number));
    let ranges = starts.flat_map(|first| {
        let words = (first..).take_while(is_word).take(MOST).count();
        (1..=words).map(move |words| (first, first + words))
    });
    let mut ranges = ranges.filter(|(_, behind)| *behind > failure.token);
    let (first, behind) = ranges.find(|range| explainer.attempt(&line.with(range.0, range.1, &[])).is_ok())?;
    let typed = explainer.shown(line, first, behind);
    let span = line.span_of(explainer.source, first, behind);
    let is_small = (first..behind).all(|index| SMALL.contains(&line.token(index).to_lowercase().as_str()));
    let diagnostic = if is_small {
        let before = line.span_of(explainer.source, first - 1, first);
        let edit = Edit { span: Span { start: before.end.min(span.start), ..span }, text: String::new() };
        Diagnostic::new(Code::Unexpected, text!("`{typed}` is too much here", "`{typed}` 在这里是多余的"))
            .help(text!("remove it", "删除它"))
            .fix(text!("remove it", "删除它"), vec![edit], false)
    } else {
        // What it was to say is not known, so nothing is proposed that does not say it.
        Diagnostic::new(Code::UnknownWord, text!("`{typed}` means nothing here", "`{typed}` 在这里没有意义")).help(
            text!(
                "the clause is understood without it; leave it out if that is all that is meant",
                "去掉它之后可以理解；如果原意就是如此，请去掉它"
            ),
        )
    };
    let diagnostic = diagnostic.at(span, Text::default());
    Some(Mistake { diagnostic, rest: Rest::Unknown })
}

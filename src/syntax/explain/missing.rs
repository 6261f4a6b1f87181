//! Something small that is missing where the grammar got stuck: a mark, a number, its unit, a date.

use crate::diag::{Code, Diagnostic, Edit};
use crate::syntax::grammar::Rule;
use crate::syntax::line::{Kind, Line};
use crate::syntax::sentence::Failure;
use crate::syntax::words::{Word, words};
use crate::text;
use crate::text::{Lang, Span, Text};

use super::{Explainer, Mistake, Rest, general, spelling};

/// Words that people leave out at the head of a clause.
const HEADS: [&str; 3] = ["when", "on", "every"];
/// The most other words that are tried.
const MOST_WORDS: usize = 8;
/// The most of them that are offered.
const MOST_CHOICES: usize = 4;
/// Units that a number without one may have been meant in.
const UNITS: [&str; 7] = ["gb", "minute", "sms", "kbps", "day", "month", "period"];

/// A comma or colon, if with it the grammar can read the sentence.
pub(super) fn mark(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let at = failure.token;
    let is_mark = |index: usize| matches!(line.token(index), "," | ":");
    if at == 0 || at >= line.tokens.len() || is_mark(at) || is_mark(at - 1) {
        return None;
    }
    // Not within what was typed as one word.
    let (before, next) = (line.tokens.get(at - 1)?, line.tokens.get(at)?);
    if next.start < before.end {
        return None;
    }
    let (mark, node) = [",", ":"].into_iter().find_map(|mark| {
        let node = explainer.attempt(&line.with(at, at, &[(mark, Kind::Mark)])).ok()?;
        Some((mark, node))
    })?;
    let next = explainer.shown(line, at, at + 1);
    let span = line.span_of(explainer.source, at, at + 1);
    let place = line.span_of(explainer.source, at - 1, at).after();
    let blank = if place.end < span.start { "" } else { " " };
    let (message, label, help, fix) = match mark {
        "," => (
            text!("a comma is missing before `{next}`", "`{next}` 前面缺少逗号"),
            text!("the next part of the clause", "条款的下一部分"),
            text!("put a comma before it", "在它前面加逗号"),
            text!("add a comma", "加上逗号"),
        ),
        _ => (
            text!("a colon is missing before `{next}`", "`{next}` 前面缺少冒号"),
            text!("what the clause says of that", "条款对此所说的内容"),
            text!("put a colon before it", "在它前面加冒号"),
            text!("add a colon", "加上冒号"),
        ),
    };
    let edit = Edit { span: place, text: format!("{mark}{blank}") };
    let diagnostic = Diagnostic::new(Code::Unexpected, message).at(span, label).help(help).fix(fix, vec![edit], true);
    Some(Mistake { diagnostic, rest: Rest::Meant(vec![node]) })
}

/// The date of a line of a scenario.
pub(super) fn date(explainer: &mut Explainer<'_>, line: &Line) -> Option<Mistake> {
    if explainer.inside != Some(Rule::scenario_clause) {
        return None;
    }
    explainer.attempt(&line.with(0, 0, &[("2000-01-01", Kind::Date)])).ok()?;
    let typed = explainer.shown(line, 0, line.tokens.len());
    let diagnostic = Diagnostic::new(Code::Unexpected, text!("the date of this line is missing", "这一行缺少日期"))
        .at(line.whole(explainer.source), text!("when?", "何时？"))
        .help(text!("say when it happens: `2026-01-10 {typed}`", "请写明何时发生：`2026-01-10 {typed}`"));
    Some(Mistake { diagnostic, rest: Rest::Unknown })
}

/// A word that holds a clause together.
pub(super) fn word(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let stuck = failure.token;
    let expected = failure.expected.iter().filter_map(|rule| Some((stuck, general::keyword(*rule)?)));
    let heads = HEADS.iter().filter_map(|id| Some((0, words().number(id)?)));
    // Behind some words, any other is a name: what nobody knows would always do.
    let known = line.tokens.get(stuck).is_some_and(|token| token.kind != Kind::Other);
    let mut found = Vec::new();
    for (at, row) in heads.chain(expected.take(MOST_WORDS)).filter(|_| known) {
        let Some(word) = words().row(row) else { continue };
        if explainer.attempt(&line.with(at, at, &[(word.id, Kind::Word(row))])).is_ok() {
            found.push((at, word));
        }
    }
    let &(at, _) = found.first()?;
    found.retain(|(place, _)| *place == at);
    // Where many words would do, none of them is what is missing.
    if found.len() > MOST_CHOICES {
        return None;
    }
    let span = line.span_of(explainer.source, at, at + 1);
    let is_word = !matches!(line.tokens.get(at).map(|token| token.kind), Some(Kind::Mark));
    let place = match at.checked_sub(1).filter(|_| !is_word) {
        Some(last) => line.span_of(explainer.source, last, at).after(),
        None => Span { end: span.start, ..span },
    };
    let next = explainer.shown(line, at, at + 1);
    let lang = if next.is_ascii() { Lang::En } else { Lang::Zh };
    let spelling = |(_, word): &(usize, &Word)| word.spelling(lang);
    let choices = found.iter().map(|word| Text::same(format!("`{}`", spelling(word)))).collect();
    let choices = general::listed(choices)?;
    let message = text!(
        "{choices} is missing before `{next}`", "`{next}` 前面缺少 {choices}";
        choices = choices, next = Text::same(&next)
    );
    let diagnostic = Diagnostic::new(Code::Unexpected, message)
        .at(span, Text::default())
        .help(text!("write {choices} before it", "在它前面写 {choices}"; choices = choices));
    let diagnostic = found.iter().map(spelling).fold(diagnostic, |diagnostic, word| {
        let text = if is_word { format!("{word} ") } else { format!(" {word}") };
        let edit = Edit { span: place, text };
        diagnostic.fix(text!("add `{word}`", "补上 `{word}`"), vec![edit], false)
    });
    Some(Mistake { diagnostic, rest: Rest::Unknown })
}

/// A number. Which one is meant nobody can guess.
pub(super) fn number(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let at = failure.token;
    if at == 0 || at >= line.tokens.len() {
        return None;
    }
    explainer.attempt(&line.with(at, at, &[("1", Kind::Number)])).ok()?;
    let next = explainer.shown(line, at, at + 1);
    let help = match line.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark) {
        true => text!("write a number before it", "请在它前面写一个数字"),
        false => text!("write how many: `3 {next}`", "请写明多少：`3 {next}`"),
    };
    let diagnostic =
        Diagnostic::new(Code::Unexpected, text!("a number is missing before `{next}`", "`{next}` 前面缺少数字"))
            .at(line.span_of(explainer.source, at, at + 1), text!("how many?", "多少？"))
            .help(help);
    Some(Mistake { diagnostic, rest: Rest::Unknown })
}

/// The unit of a number, of those that are most in use.
pub(super) fn unit(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let at = failure.token;
    let number =
        at.checked_sub(1).filter(|index| line.tokens.get(*index).is_some_and(|token| token.kind == Kind::Number))?;
    let typed = explainer.shown(line, number, at);
    let mut choices: Vec<Text> = Vec::new();
    // Behind the kind of units only its own unit can be meant.
    if number == 0 {
        choices.push(text!("`price {typed}`", "`价格 {typed}`"));
    }
    let of_kind = number.checked_sub(1).map(|before| line.token(before));
    let is_money = matches!(of_kind, Some("money" | "charge" | "recharge" | "refund" | "price" | "fee"));
    if is_money {
        choices.push(text!("`${typed}`", "`${typed}`"));
        choices.push(text!("`{typed} USD`", "`{typed} USD`"));
    }
    let units: &[&str] = match of_kind {
        _ if is_money => &[],
        Some("point") => &["point"],
        Some("voice") => &["minute", "second", "hour"],
        Some("sms") => &["sms"],
        Some("data") => &["gb", "mb"],
        _ => &UNITS,
    };
    if explainer.attempt(&line.with(at, at, &[("%", Kind::Mark)])).is_ok() {
        choices.push(text!("`{typed}%`", "`{typed}%`"));
    }
    for id in units {
        let Some(row) = words().number(id) else { continue };
        if explainer.attempt(&line.with(at, at, &[(id, Kind::Word(row))])).is_ok()
            && let Some(word) = words().row(row)
        {
            let en = spelling::counted(line, at, word.spellings(Lang::En), word.spelling(Lang::En));
            let zh = word.spelling(Lang::Zh);
            choices.push(text!("`{typed} {en}`", "`{typed} {zh}`"));
        }
    }
    let choices = general::listed(choices)?;
    let place = line.span_of(explainer.source, number, at);
    let diagnostic = Diagnostic::new(Code::Unexpected, text!("`{typed}` has no unit", "`{typed}` 缺少单位"))
        .at(place, text!("of what?", "什么的数量？"))
        .help(text!("write {choices}", "请写 {choices}"; choices = choices));
    Some(Mistake { diagnostic, rest: Rest::Unknown })
}

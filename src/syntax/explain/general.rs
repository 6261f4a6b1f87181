//! What is said where nothing better is known: what stands there, and what could.

use crate::diag::{Code, Diagnostic};
use crate::syntax::grammar::Rule;
use crate::syntax::line::{Kind, Line};
use crate::syntax::sentence::Failure;
use crate::syntax::words::words;
use crate::syntax::{expect, parts};
use crate::text;
use crate::text::{Lang, Text};

use super::{Explainer, Explanation};

/// The most possibilities that a message lists.
const MOST: usize = 5;

/// The row of a keyword's rule in the table of words.
pub(super) fn keyword(rule: Rule) -> Option<u16> {
    words().number(format!("{rule:?}").strip_prefix("k_")?)
}

/// A sentence that would take the grammar too long.
pub(super) fn gave_up(explainer: &Explainer<'_>, line: &Line) -> Explanation {
    let diagnostic =
        Diagnostic::new(Code::TooLarge, text!("this sentence is too involved to be read", "这句话过于复杂，无法读取"))
            .at(line.whole(explainer.source), Text::default())
            .help(text!("say it in several clauses", "请拆成几个条款"));
    Explanation { diagnostic, meant: Vec::new() }
}

/// Something else was expected.
pub(super) fn unexpected(explainer: &Explainer<'_>, line: &Line, failure: &Failure) -> Explanation {
    let unknown = |index: usize| line.tokens.get(index).is_some_and(|token| token.kind == Kind::Other);
    // Where a clause may begin with a name, any word gets the grammar past the head.
    let at_head = failure.token == 0 || (failure.token == 1 && unknown(0));
    let index = if at_head { 0 } else { failure.token };
    let typed = explainer.shown(line, index, index + 1);
    let span = line.span_of(explainer.source, index, index + 1);
    let code = if unknown(index) { Code::UnknownWord } else { Code::Unexpected };
    let list = expected(failure);
    let diagnostic = if at_head {
        Diagnostic::new(code, text!("no clause begins with `{typed}`", "没有以 `{typed}` 开头的条款"))
            .at(span, Text::default())
            .help(text!(
                "begin with what the clause is about, such as `rollover`, `pack` or `when`",
                "请以条款的主题开头，例如 `累积`、`包`、`当`"
            ))
    } else if line.depth > 0 && index >= line.tokens.len() {
        Diagnostic::new(Code::Unexpected, text!("a `)` is missing", "缺少 `)`"))
            .at(span, Text::default())
            .help(text!("close the parenthesis", "补上右括号"))
    } else if index >= line.tokens.len() {
        let last = explainer.shown(line, index.saturating_sub(1), index);
        let message = text!("something is missing behind `{last}`", "`{last}` 后面缺少内容");
        missing(Diagnostic::new(code, message).at(span, Text::default()), list)
    } else {
        let message = match unknown(index) {
            true => text!("`{typed}` means nothing here", "`{typed}` 在这里没有意义"),
            false => text!("`{typed}` does not belong here", "`{typed}` 不应出现在这里"),
        };
        missing(Diagnostic::new(code, message).at(span, Text::default()), list)
    };
    Explanation { diagnostic, meant: Vec::new() }
}

fn missing(diagnostic: Diagnostic, list: Option<Text>) -> Diagnostic {
    let help = match list {
        Some(list) => text!("expected: {list}", "此处应为：{list}"; list = list),
        None => text!("see the examples of this clause", "请参考该条款的示例"),
    };
    diagnostic.help(help)
}

/// What could stand there, as people call it.
fn expected(failure: &Failure) -> Option<Text> {
    // First the clause's own parts, then what a sentence is mostly about, then single words.
    let own = parts::of(&failure.clauses);
    let rank = |rule: &&Rule| match own.contains(format!("{rule:?}").as_str()) {
        true => (0, expect::rank_among_own(**rule)),
        false => (1, expect::rank(**rule)),
    };
    let mut rules: Vec<&Rule> = failure.expected.iter().collect();
    rules.sort_by_key(rank);
    let mut texts: Vec<Text> = Vec::new();
    for rule in rules {
        let text = match keyword(*rule).and_then(|row| words().row(row)) {
            Some(word) => {
                let (en, zh) = (word.spelling(Lang::En), word.spelling(Lang::Zh));
                text!("`{en}`", "`{zh}`")
            }
            None => match expect::called(*rule) {
                Some(text) => text,
                None => continue,
            },
        };
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let more = texts.len() > MOST;
    texts.truncate(MOST);
    let last = texts.pop()?;
    if texts.is_empty() {
        return Some(last);
    }
    let list = |lang: Lang, mark: &str| texts.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(mark);
    let (en, zh) = (list(Lang::En, ", "), list(Lang::Zh, "、"));
    let Text { en: last_en, zh: last_zh } = last;
    Some(match more {
        false => Text { en: format!("{en} or {last_en}"), zh: format!("{zh}或{last_zh}") },
        true => Text { en: format!("{en}, {last_en}, and more"), zh: format!("{zh}、{last_zh}等") },
    })
}

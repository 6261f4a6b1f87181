//! What is said where nothing better is known: what stands there, and what could.

use crate::diag::{Code, Diagnostic};
use crate::syntax::grammar::Rule;
use crate::syntax::line::{Kind, Line};
use crate::syntax::sentence::Failure;
use crate::syntax::words::{Word, words};
use crate::syntax::{expect, parts};
use crate::text;
use crate::text::{Lang, Text};

use super::{Explainer, Mistake, Rest, topics};

/// The most possibilities that a message lists.
const MOST: usize = 5;
/// The most phrases that are tried.
const MOST_PHRASES: usize = 12;
/// The most words of one that are compared.
const MOST_WORDS: usize = 6;
/// What that costs, in tokens that could be read again instead.
const COST: usize = 20;

/// The row of a keyword's rule in the table of words.
pub(super) fn keyword(rule: Rule) -> Option<u16> {
    words().number(format!("{rule:?}").strip_prefix("k_")?)
}

/// A sentence that would take the grammar too long.
pub(super) fn gave_up(explainer: &Explainer<'_>, line: &Line) -> Mistake {
    let diagnostic =
        Diagnostic::new(Code::TooLarge, text!("this sentence is too involved to be read", "这句话过于复杂，无法读取"))
            .at(line.whole(explainer.source), Text::default())
            .help(text!("say it in several clauses", "请拆成几个条款"));
    Mistake { diagnostic, rest: Rest::Unknown }
}

/// Something else was expected.
pub(super) fn unexpected(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Mistake {
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
            .help(beginnings(explainer.inside))
    } else if line.depth > 0 && index >= line.tokens.len() {
        Diagnostic::new(Code::Unexpected, text!("a `)` is missing", "缺少 `)`"))
            .at(span, Text::default())
            .help(text!("close the parenthesis", "补上右括号"))
    } else if index >= line.tokens.len() {
        let last = explainer.shown(line, index.saturating_sub(1), index);
        let message = text!("something is missing behind `{last}`", "`{last}` 后面缺少内容");
        missing(Diagnostic::new(code, message).at(span, Text::default()), list)
    } else if let Some(phrases) = Phrases::at(explainer, line, failure) {
        let index = index + phrases.words;
        let behind = explainer.shown(line, index - phrases.words, index);
        let span = line.span_of(explainer.source, index, index + 1);
        let message = match index < line.tokens.len() {
            true => {
                let typed = explainer.shown(line, index, index + 1);
                text!("`{typed}` means nothing behind `{behind}`", "`{typed}` 接在 `{behind}` 后面没有意义")
            }
            false => text!("something is missing behind `{behind}`", "`{behind}` 后面缺少内容"),
        };
        missing(Diagnostic::new(Code::UnknownWord, message).at(span, Text::default()), listed(phrases.spellings))
    } else {
        let message = match unknown(index) {
            true => text!("`{typed}` means nothing here", "`{typed}` 在这里没有意义"),
            false => text!("`{typed}` does not belong here", "`{typed}` 不应出现在这里"),
        };
        missing(Diagnostic::new(code, message).at(span, Text::default()), list)
    };
    let diagnostic = match topics::advice(explainer, line).filter(|_| topics::decides(explainer, line, failure)) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic,
    };
    Mistake { diagnostic, rest: Rest::Unknown }
}

/// What a sentence can begin with in the block of a clause, or outside of blocks.
fn beginnings(inside: Option<Rule>) -> Text {
    match inside {
        Some(Rule::scenario_clause) => text!(
            "a line of a scenario begins with its date: `2026-01-10 use 2 GB`, `2026-02-01 expect rolled 8 GB`",
            "场景中的一行以日期开头：`2026-01-10 使用 2 GB`、`2026-02-01 预期 已累积 8 GB`"
        ),
        Some(Rule::regulation_clause) => text!(
            "a regulation says what plans must do, such as `notify at 50%, 80% and 100%` or `charges at most $20 a period`",
            "法规写明套餐必须做到什么，例如 `通知 达到 50%、80% 和 100%` 或 `收费 最多 $20 每月`"
        ),
        Some(Rule::holidays_clause) => text!(
            "a holiday begins with its date: `2026-04-14 to 2026-04-16 \"Khmer New Year\"`",
            "节假日以日期开头：`2026-04-14 至 2026-04-16 “高棉新年”`"
        ),
        Some(Rule::operator_clause) => text!(
            "begin with what the operator settles for its plans: `zone`, `currency`, `1 GB = 1024 MB`, `weekend` or `holidays`",
            "请以运营商统一规定的内容开头：`时区`、`货币`、`1 GB = 1024 MB`、`周末` 或 `节假日`"
        ),
        Some(Rule::promo_clause | Rule::event_clause) => text!(
            "begin with what happens: `bonus data 5 GB`, or in a promotion `on renewal: bonus data 5 GB`",
            "请以发生的事开头：`奖励流量 5 GB`，在促销中则为 `于 续期：奖励流量 5 GB`"
        ),
        Some(Rule::pack_clause | Rule::every_clause) => text!(
            "begin with what is granted or what it costs, such as `data 5 GB`, `price $5` or `valid 30 days`",
            "请以发放的内容或价格开头，例如 `流量 5 GB`、`价格 $5` 或 `有效 30 天`"
        ),
        _ => text!(
            "begin with what the clause is about, such as `rollover`, `pack` or `when`",
            "请以条款的主题开头，例如 `累积`、`包`、`当`"
        ),
    }
}

/// Phrases that begin with the words that stand there, and with which the grammar gets further.
struct Phrases {
    /// How many words are right.
    words: usize,
    spellings: Vec<Text>,
}

impl Phrases {
    fn at(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Phrases> {
        let first = failure.token;
        if !explainer.affords(COST) {
            return None;
        }
        let typed: Vec<String> =
            (first..first + MOST_WORDS).map(|index| explainer.shown(line, index, index + 1)).collect();
        let known = words().rows().iter().filter(|word| !word.is_contraction()).filter_map(|word| {
            let spelling = word.spelling(Lang::En);
            let parts = || spelling.split(' ');
            let right = parts().zip(&typed).take_while(|(part, typed)| typed.eq_ignore_ascii_case(part)).count();
            (right > 0 && right < parts().count()).then_some((right, word))
        });
        let mut known: Vec<(usize, &Word)> = known.collect();
        let most = known.iter().map(|(right, _)| *right).max()?;
        known.retain(|(right, _)| *right == most);
        known.truncate(MOST_PHRASES);
        let behind = (first + most + 1).min(line.tokens.len());
        known.retain(|(_, word)| {
            let kind = words().number(word.id).map_or(Kind::Other, Kind::Word);
            match explainer.attempt(&line.with(first, behind, &[(word.id, kind)])) {
                Ok(_) => true,
                Err(next) => next.is_some_and(|next| next.token > first),
            }
        });
        let spelling = |(_, word): &(usize, &Word)| {
            let (en, zh) = (word.spelling(Lang::En), word.spelling(Lang::Zh));
            text!("`{en}`", "`{zh}`")
        };
        (!known.is_empty()).then(|| Phrases { words: most, spellings: known.iter().map(spelling).collect() })
    }
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
    listed(texts)
}

/// Some possibilities in a sentence.
pub(super) fn listed(mut texts: Vec<Text>) -> Option<Text> {
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

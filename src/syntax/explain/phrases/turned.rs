//! Phrases of English whose words stand elsewhere in the language, or are others.

use crate::diag::Code;
use crate::syntax::line::{Kind, Line};
use crate::syntax::words::words;
use crate::text;
use crate::text::{Lang, Text};

use super::{Phrase, kind, low, word};

const SPANS: [&str; 9] = ["second", "minute", "hour", "day", "week", "month", "quarter", "year", "period"];

pub(super) fn at(line: &Line, index: usize) -> Option<Phrase> {
    percent(line, index)
        .or_else(|| limit_at(line, index))
        .or_else(|| length_before_rollover(line, index))
        .or_else(|| most_behind(line, index))
        .or_else(|| event_behind(line, index))
        .or_else(|| falls_under(line, index))
        .or_else(|| weekdays_but_one(line, index))
}

type Token = (String, Kind);

fn tokens(line: &Line, first: usize, behind: usize) -> Vec<Token> {
    (first..behind).filter_map(|index| Some((line.token(index).to_owned(), kind(line, index)?))).collect()
}

/// How some tokens are written; nothing where that takes more than a blank between any two.
fn written(tokens: &[Token]) -> Option<String> {
    let mut written = String::new();
    let mut counted = false;
    for (token, kind) in tokens {
        let spelling = match kind {
            Kind::Word(row) => {
                let word = words().row(*row)?;
                let one = word.spelling(Lang::En);
                let many = format!("{one}s");
                let has_many = counted && word.spellings(Lang::En).contains(&many.as_str());
                if has_many { many } else { one.to_owned() }
            }
            Kind::Mark if !matches!(token.as_str(), ":" | "%") => return None,
            _ => token.clone(),
        };
        let joins = *kind == Kind::Mark || written.is_empty();
        written = written + if joins { "" } else { " " } + &spelling;
        counted = *kind == Kind::Number && token != "1";
    }
    Some(written)
}

/// A phrase that is written with other tokens, and nothing else can be meant.
fn instead(first: usize, behind: usize, tokens: Vec<Token>, message: Text) -> Option<Phrase> {
    let written = written(&tokens)?;
    Some(Phrase {
        first,
        behind,
        message,
        why: None,
        help: text!("write `{written}`", "写成 `{written}`"),
        code: Code::Unexpected,
        sure: true,
        tokens,
        written,
    })
}

/// `80 percent`.
fn percent(line: &Line, index: usize) -> Option<Phrase> {
    let typed = low(line, index + 1)?;
    let is_share = matches!(typed.as_str(), "percent" | "pct" | "percents") && kind(line, index) == Some(Kind::Number);
    let number = (line.token(index).to_owned(), Kind::Number);
    let message = text!("a share is written with `%`", "比例用 `%` 书写");
    is_share.then(|| instead(index, index + 2, vec![number, ("%".to_owned(), Kind::Mark)], message)).flatten()
}

/// `limit data at 2 GB a day`.
fn limit_at(line: &Line, index: usize) -> Option<Phrase> {
    let is_limit = line.token(0) == "limit" && line.token(index) == "at" && kind(line, index + 1) == Some(Kind::Number);
    let message = text!("what use is limited to stands behind `to`", "限制的数量写在 `至` 之后");
    let amount = tokens(line, index + 1, index + 3);
    is_limit.then(|| instead(index, index + 3, [vec![word("to")], amount].concat(), message)).flatten()
}

/// `3 months rollover`.
fn length_before_rollover(line: &Line, index: usize) -> Option<Phrase> {
    let is_length = kind(line, index) == Some(Kind::Number) && SPANS.contains(&line.token(index + 1));
    let length = tokens(line, index, index + 2);
    let message = text!("how long leftovers live stands behind `rollover`", "结余保留的时间写在 `累积` 之后");
    (is_length && line.token(index + 2) == "rollover")
        .then(|| instead(index, index + 3, [vec![word("rollover")], length].concat(), message))
        .flatten()
}

/// `give 2 GB a month max`.
fn most_behind(line: &Line, index: usize) -> Option<Phrase> {
    let is_number = |index: usize| kind(line, index) == Some(Kind::Number);
    let is_most = line.token(index) == "at_most" && !is_number(index + 1);
    let is_span = matches!(line.token(index.checked_sub(2)?), "a" | "each" | "per" | "every");
    let first = index.checked_sub(if is_span { 4 } else { 2 })?;
    let all = [vec![word("at_most")], tokens(line, first, index)].concat();
    let message = text!("that it is the most stands before the number", "表示最多的词写在数量之前");
    (is_most && is_number(first)).then(|| instead(first, index + 1, all, message)).flatten()
}

/// `bonus data 1 GB on renewal`.
fn event_behind(line: &Line, index: usize) -> Option<Phrase> {
    let does = ["bonus", "notify", "forfeit", "charge"].contains(&line.token(0));
    let has_head = (0..line.tokens.len()).any(|index| line.token(index) == ":");
    let is_event = index >= 2
        && line.token(index) == "on"
        && kind(line, index + 1).is_some_and(|kind| matches!(kind, Kind::Word(_)));
    if !does || has_head || !is_event {
        return None;
    }
    let event = tokens(line, index, line.tokens.len());
    let colon = vec![(":".to_owned(), Kind::Mark)];
    let message = text!("what happens stands first, and then what is done", "先写发生什么事，再写做什么");
    instead(0, line.tokens.len(), [event, colon, tokens(line, 0, index)].concat(), message)
}

/// `when data left falls under 100 MB`.
fn falls_under(line: &Line, index: usize) -> Option<Phrase> {
    let falls = low(line, index)?;
    let under = low(line, index + 1).unwrap_or_else(|| line.token(index + 1).to_owned());
    let is_fall = matches!(falls.as_str(), "falls" | "drops" | "goes" | "gets" | "sinks" | "is" | "fall" | "drop")
        && matches!(under.as_str(), "under" | "beneath" | "below" | "less_than");
    let message = text!("what is left `falls below` an amount", "剩余是 `跌破` 某个数量");
    is_fall.then(|| instead(index, index + 2, vec![word("falls_below")], message)).flatten()
}

/// `on weekdays except Fri`: the days themselves are named.
fn weekdays_but_one(line: &Line, index: usize) -> Option<Phrase> {
    const DAYS: [(&str, &str); 7] = [
        ("monday", "Tue to Fri"),
        ("tuesday", "Mon and Wed to Fri"),
        ("wednesday", "Mon to Tue and Thu to Fri"),
        ("thursday", "Mon to Wed and Fri"),
        ("friday", "Mon to Thu"),
        ("saturday", "Sun"),
        ("sunday", "Sat"),
    ];
    let (_, others) = DAYS.iter().find(|(day, _)| *day == line.token(index + 1))?;
    let before = line.token(index.checked_sub(1)?);
    let (excepts, of_week) = (line.token(index) == "except", ["weekday", "weekend"].contains(&before));
    let several = matches!(line.token(index + 2), "and" | "," | "to");
    let help = match of_week && !several {
        true => text!("name the days that are meant: `on {others}`", "请写出所指的日子：`{others}`"),
        false => text!("name the days that are meant, such as `on Mon to Thu`", "请写出所指的日子，例如 `周一至周四`"),
    };
    excepts.then(|| Phrase {
        first: index,
        behind: if several { index + 4 } else { index + 2 },
        tokens: Vec::new(),
        written: String::new(),
        message: text!("only holidays can be excepted from days of the week", "一周中的日子只能排除节假日"),
        why: None,
        help,
        code: Code::Unexpected,
        sure: false,
    })
}

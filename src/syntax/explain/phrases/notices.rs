//! What people want to be told of, and notices know otherwise: the units of a pool, and every so many megabytes.

use crate::diag::Code;
use crate::syntax::line::{Kind, Line};
use crate::text;

use super::{Phrase, kind, word};

const KINDS: [&str; 4] = ["data", "voice", "sms", "point"];

pub(super) fn at(line: &Line, index: usize) -> Option<Phrase> {
    if line.token(0) != "notify" {
        return None;
    }
    of_the_pool(line, index).or_else(|| every_amount(line, index))
}

/// `notify at 50% of pool data`: what a pool has are units of the one who shares them.
fn of_the_pool(line: &Line, index: usize) -> Option<Phrase> {
    let typed = line.token(index).to_lowercase();
    // 共享 is the word for `share`.
    let is_pool = ["pool", "pooled", "shared", "family", "share", "池"].contains(&typed.as_str());
    if !is_pool || !KINDS.contains(&line.token(index + 1)) {
        return None;
    }
    let written = if typed.is_ascii() && typed != "share" { "plan" } else { "套餐" };
    Some(Phrase {
        first: index,
        behind: index + 1,
        tokens: vec![word("plan")],
        written: written.to_owned(),
        message: text!("what a pool shares are units of the one who shares them", "共享的是共享者自己的额度"),
        why: Some(text!(
            "a notice of `plan data` counts what all members use of it, and goes to the one who shares it",
            "`套餐流量` 的通知计入全体成员的使用，并发给共享者"
        )),
        help: text!("write `{written}`, or whatever `share` names", "写成 `{written}`，或 `共享` 所写的额度"),
        code: Code::UnknownWord,
        sure: false,
    })
}

/// `notify every 10 MB`: notices go by shares, or by what is left.
fn every_amount(line: &Line, index: usize) -> Option<Phrase> {
    let unit = line.token(index + 2).to_lowercase();
    let is_unit = ["kb", "mb", "gb", "tb", "minute", "second", "sms"].contains(&unit.as_str());
    if line.token(index) != "every" || kind(line, index + 1) != Some(Kind::Number) || !is_unit {
        return None;
    }
    let number = (line.token(index + 1).to_owned(), Kind::Number);
    Some(Phrase {
        first: index,
        behind: index + 3,
        tokens: vec![word("every"), number, ("%".to_owned(), Kind::Mark)],
        written: String::new(),
        message: text!(
            "notices go out at shares of what was granted, or at what is left",
            "通知按已发放额度的百分比或剩余数量发出"
        ),
        why: None,
        help: text!(
            "write a share, `notify at every 10% of data`, or the amounts, `notify at 500 MB, 100 MB left of data`",
            "写百分比，`通知 达到 每 10% 的 流量`，或写数量，`通知 剩余 500 MB、100 MB 的 流量`"
        ),
        code: Code::Unexpected,
        sure: false,
    })
}

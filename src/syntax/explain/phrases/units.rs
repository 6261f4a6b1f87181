//! Phrases about whose units are meant, and what they are.

use crate::diag::Code;
use crate::syntax::line::{Kind, Line};
use crate::syntax::words::words;
use crate::text;

use super::{Phrase, kind, word};

pub(super) fn at(line: &Line, index: usize) -> Option<Phrase> {
    units_of_a_pack(line, index)
        .or_else(|| pack_until(line, index))
        .or_else(|| of_every_member(line, index))
        .or_else(|| share_of_the_plan(line, index))
        .or_else(|| notice_at_an_amount_used(line, index))
}

/// `data of "Weekend"`: the name comes first.
fn units_of_a_pack(line: &Line, index: usize) -> Option<Phrase> {
    let kinds = ["data", "voice", "sms", "money", "point"];
    let id = kinds.into_iter().find(|id| line.token(index) == *id)?;
    let named = line.token(index + 1) == "of" && kind(line, index + 2) == Some(Kind::Quote);
    let name = line.token(index + 2).to_owned();
    let lang = if name.is_ascii() { text::Lang::En } else { text::Lang::Zh };
    let spelling = words().by_id(id).map_or(id, |word| word.spelling(lang));
    let own = name.trim_matches('"').eq_ignore_ascii_case("plan");
    let written = if own { format!("plan {spelling}") } else { format!("{name} {spelling}") };
    let granted = if own { word("plan") } else { (name, Kind::Quote) };
    named.then(|| Phrase {
        first: index,
        behind: index + 3,
        tokens: vec![granted, word(id)],
        message: text!(
            "what has granted units is named before their kind: `{written}`",
            "发放者写在种类之前：`{written}`"
        ),
        why: None,
        help: text!("write `{written}`", "写成 `{written}`"),
        written,
        code: Code::Unexpected,
        sure: true,
    })
}

/// `pack "2015" until 2016-01-01 { … }`: is it sold until then, or good until then?
fn pack_until(line: &Line, index: usize) -> Option<Phrase> {
    let is_head = line.token(0) == "pack" && index == 2 && line.token(index) == "until";
    (is_head && kind(line, index + 1) == Some(Kind::Date)).then(|| {
        let date = line.token(index + 1).to_owned();
        Phrase {
            first: index,
            behind: index + 2,
            tokens: vec![(",".to_owned(), Kind::Mark), word("valid"), word("until"), (date.clone(), Kind::Date)],
            written: String::new(),
            message: text!("it is not said what of the pack ends then", "没有说明包的什么到那时结束"),
            why: Some(text!(
                "it may be sold until then, or what it grants may be good until then",
                "可以是发售到那时，也可以是额度有效到那时"
            )),
            help: text!(
                "write `sold until {date}` as a sentence of the pack for the first, or `valid until {date}` for the second",
                "前者在包中写 `发售 直到 {date}`，后者写 `有效 直到 {date}`"
            ),
            code: Code::Unexpected,
            sure: false,
        }
    })
}

/// `share rolled data of every member`: a pool has the units of its owner.
fn of_every_member(line: &Line, index: usize) -> Option<Phrase> {
    let each = |index: usize| matches!(line.token(index), "each" | "every" | "all");
    let behind = match (line.token(index), each(index + 1)) {
        ("of", true) => index + 2,
        ("of", false) => index + 1,
        _ => return None,
    };
    (line.token(0) == "share" && line.token(behind) == "member").then(|| Phrase {
        first: index,
        behind: behind + 1,
        tokens: vec![word("with"), word("member")],
        written: "with members".to_owned(),
        message: text!("what is shared are units of the plan's owner", "共享的是机主的额度"),
        why: Some(text!("what a member has of its own stays its own", "成员自己的额度仍归自己")),
        help: text!("write `with members`", "写成 `和 成员`"),
        code: Code::Unexpected,
        sure: false,
    })
}

/// `data 100% of plan data` in a pack or a period: a share is a bonus, at an event.
fn share_of_the_plan(line: &Line, index: usize) -> Option<Phrase> {
    let kinds = ["data", "voice", "sms", "point"];
    let id = kinds.into_iter().find(|id| line.token(index) == *id)?;
    let is_share = kind(line, index + 1) == Some(Kind::Number)
        && line.token(index + 2) == "%"
        && line.token(index + 3) == "of"
        && line.token(index + 4) == "plan";
    let before = index.checked_sub(1).map(|before| line.token(before));
    let stands = !matches!(before, Some("bonus" | "plan" | "of" | "rolled"));
    (is_share && stands).then(|| Phrase {
        first: index,
        behind: index,
        tokens: vec![word("bonus")],
        written: String::new(),
        message: text!(
            "a share of what the plan grants is a bonus, given when something happens",
            "按套餐比例发放的是奖励，在事件发生时发放"
        ),
        why: Some(text!("what a pack grants is an amount of its own", "包的额度是独立的数量")),
        help: text!(
            "write it at an event of the plan: `on purchase of \"X\": bonus {id} 100% of plan {id}`",
            "请写成套餐的事件：`于 购买时 的 \"X\"：奖励 流量 100% 的 套餐流量`"
        ),
        code: Code::Unexpected,
        sure: false,
    })
}

/// `notify at 1 GB of data used`: notices go out at a share that is used, or at what is left.
fn notice_at_an_amount_used(line: &Line, index: usize) -> Option<Phrase> {
    let unit = line.token(index + 1).to_owned();
    let is_amount = kind(line, index) == Some(Kind::Number) && words().number(&unit).is_some();
    let (of, used) = match (line.token(index + 2), line.token(index + 4)) {
        ("used", _) => (None, index + 2),
        ("of", "used") => (Some(line.token(index + 3).to_owned()), index + 4),
        _ => return None,
    };
    let mut tokens = vec![(line.token(index).to_owned(), Kind::Number), word(&unit), word("left")];
    tokens.extend(of.iter().flat_map(|of| [word("of"), word(of)]));
    (is_amount && line.token(0) == "notify").then(|| Phrase {
        first: index,
        behind: used + 1,
        tokens,
        written: String::new(),
        message: text!(
            "a notice waits for a share that is used, or for what is left",
            "通知按已用的比例，或按剩余的数量发出"
        ),
        why: Some(text!(
            "what an amount used is counted of is not the same for everybody",
            "已用数量对每个人的基数并不相同"
        )),
        help: text!(
            "write `notify at 50% of data` for half of it, or `notify at 1 GB left of data`",
            "一半请写 `通知 达到 50% 的 流量`，按剩余请写 `通知 剩余 1 GB 的 流量`"
        ),
        code: Code::Unexpected,
        sure: false,
    })
}

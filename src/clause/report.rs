//! What is reported in many clauses, worded once.

use crate::diag::{Code, Diagnostic};
use crate::syntax::Rule;
use crate::text;
use crate::text::{Sources, Span, Text};

use super::Place;

/// A clause or part that may be said once is said twice.
pub(super) fn said_twice(first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateClause, text!("this is said twice", "这一条说了两次"))
        .at(second, text!("here again", "这里又说了一次"))
        .at(first, text!("already said here", "这里已经说过"))
        .help(text!("keep the one that is meant", "保留真正要的那一条"))
}

/// The same where the two do not say the same: one of them must be wrong.
pub(super) fn otherwise_said(diagnostic: Diagnostic, sources: &Sources) -> Diagnostic {
    let [second, first] = diagnostic.labels.as_slice() else { return diagnostic };
    if diagnostic.code != Code::DuplicateClause || sources.slice(second.span) == sources.slice(first.span) {
        return diagnostic;
    }
    let (second, first) = (second.span, first.span);
    Diagnostic::new(
        Code::DuplicateClause,
        text!("this is said twice, and not the same", "这一条说了两次，而且说法不同"),
    )
    .at(second, text!("otherwise here", "这里的说法不同"))
    .at(first, text!("already said here", "这里已经说过"))
    .help(text!(
        "keep the one that is meant; what belongs together goes into one sentence",
        "保留真正要的那一条；属于同一件事的内容写在一句里"
    ))
}

/// A number, date or unit that cannot be meant.
pub(super) fn bad_value(span: Span, message: Text) -> Diagnostic {
    Diagnostic::new(Code::BadValue, message).at(span, Text::default())
}

/// Something that has to be said is not.
pub(super) fn missing(span: Span, message: Text) -> Diagnostic {
    Diagnostic::new(Code::Unexpected, message).at(span.after(), text!("missing here", "这里缺少内容"))
}

/// Two things of one kind with one name.
pub(super) fn two_names(message: Text, second: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateName, message)
        .at(second, text!("this is the second", "这是第二个"))
        .at(first, text!("this is the first", "这是第一个"))
        .help(text!("give one of them another name", "请给其中一个改名"))
}

/// What was probably meant by a clause in a place where it does not belong.
pub(super) fn instead(rule: Rule, place: Place) -> Option<Text> {
    match (rule, place) {
        (Rule::valid_clause, Place::Plan) => Some(text!(
            "a plan's time is its period: `every 30 days: …`; the validity of a grant stands behind it",
            "套餐的时间是它的周期：`每 30 天：…`；某项额度的有效期写在它后面"
        )),
        (Rule::limit_clause, Place::Plan) => Some(text!(
            "say what is limited: `rollover …, at most 50 GB`, `share cap 10 GB`, `pack X {{ once a day }}`",
            "请说明限制的对象：`累积 …，最多 50 GB`、`共享上限 10 GB`、`包 X {{ 一次 每天 }}`"
        )),
        (Rule::scope_clause | Rule::start_clause | Rule::used_first_clause, Place::Plan) => Some(text!(
            "put it behind the grant that it speaks of: `data 5 GB on weekends`",
            "请写在它所说的额度后面：`流量 5 GB 于周末`"
        )),
        (Rule::grant_clause, Place::Operator) => Some(text!(
            "an operator says how large its units are: `1 GB = 1024 MB`",
            "运营商规定的是单位的大小：`1 GB = 1024 MB`"
        )),
        (_, Place::Scenario) => Some(text!(
            "a line of a scenario begins with its date, and says what happens or what is expected: `2026-01-10 use 2 GB`",
            "场景中的一行以日期开头，写发生什么或预期什么：`2026-01-10 使用 2 GB`"
        )),
        (_, Place::Holidays) => Some(text!(
            "in a list of holidays stand days: `2026-04-14 to 2026-04-16 \"Khmer New Year\"`",
            "节假日列表里写日子：`2026-04-14 至 2026-04-16 “高棉新年”`"
        )),
        _ => None,
    }
}

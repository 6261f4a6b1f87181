//! What is wrong with a comment that allows something.

use crate::diag::{Code, Diagnostic, Edit, Severity};
use crate::text;
use crate::text::names::nearest;
use crate::text::{Span, Text};

use super::super::Subject;
use super::super::reason::lines;
use super::Allowance;
use super::words::Named;

pub(super) fn findings(subject: &Subject<'_>, allowance: &Allowance) -> Vec<Diagnostic> {
    let codes = &allowance.written.codes;
    let wrong = codes.iter().filter_map(|named| match named.code {
        None => Some(unknown(named)),
        Some(code) => (code.severity() == Severity::Error).then(|| error(named)),
    });
    let wrong: Vec<Diagnostic> = wrong.collect();
    match () {
        () if !wrong.is_empty() => wrong,
        () if !allowance.written.has_reason => vec![no_reason(allowance)],
        // Where something cannot be read, nobody knows what would have been found.
        () if !subject.is_all_whole() => Vec::new(),
        () => unused(subject, allowance),
    }
}

fn unknown(named: &Named) -> Diagnostic {
    let name = &named.name;
    let message = text!("there is no finding `rollover::{name}`", "没有名为 `rollover::{name}` 的检查结果");
    let diagnostic = Diagnostic::new(Code::BadAllowance, message)
        .at(named.span, Text::default())
        .why(text!("so this comment allows nothing", "因此这条注释不起作用"));
    let known = Code::ALL.iter().filter(|code| code.severity() < Severity::Error).map(|code| code.name());
    match nearest(name, known) {
        Some(near) => {
            let title = text!("write `rollover::{near}`", "请写 `rollover::{near}`");
            let edit = Edit { span: named.span, text: format!("rollover::{near}") };
            diagnostic.help(title.clone()).fix(title, vec![edit], false)
        }
        None => diagnostic
            .help(text!("`rollover explain --codes` lists what there is", "`rollover explain --codes` 会列出全部名称")),
    }
}

fn error(named: &Named) -> Diagnostic {
    let name = &named.name;
    let message = text!("an error cannot be allowed: `rollover::{name}`", "错误不能被允许：`rollover::{name}`");
    Diagnostic::new(Code::BadAllowance, message)
        .at(named.span, Text::default())
        .why(text!("what cannot be read means nothing that could be run", "无法理解的内容没有可以运行的含义"))
        .help(text!("put right what it is about, and take the comment out", "请改正相应的错误，并删除这条注释"))
}

fn no_reason(allowance: &Allowance) -> Diagnostic {
    let span = allowance.comment;
    Diagnostic::new(Code::BadAllowance, text!("this comment does not say why", "这条注释没有说明原因"))
        .at(span, Text::default())
        .why(text!("whoever reads the plan next cannot know that it is meant", "下一位读者无从得知这是有意为之"))
        .help(text!(
            "write the reason behind a colon: `# allow rollover::CODE: reason`",
            "请在冒号后写明原因：`# 允许 rollover::CODE：原因`"
        ))
}

fn unused(subject: &Subject<'_>, allowance: &Allowance) -> Vec<Diagnostic> {
    let pairs = allowance.written.codes.iter().zip(&allowance.needed);
    let unneeded: Vec<&Named> = pairs.filter(|(_, needed)| !**needed).map(|(named, _)| named).collect();
    let all = unneeded.len() == allowance.written.codes.len();
    let finding = |named: &Named, edit: Edit| {
        let name = &named.name;
        let message = text!("nothing here has the finding `rollover::{name}`", "这里没有 `rollover::{name}` 这一结果");
        let place = if all { allowance.comment } else { named.span };
        let title = text!("take it out", "删除它");
        Diagnostic::new(Code::UnusedAllowance, message)
            .at(place, Text::default())
            .why(text!("it would hide the finding when there is one", "以后出现时会被它掩盖"))
            .help(title.clone())
            .fix(title, vec![edit], true)
    };
    match unneeded.first() {
        Some(first) if all => {
            vec![finding(first, Edit { span: lines::with_blanks(subject, allowance.comment), text: String::new() })]
        }
        _ => unneeded
            .iter()
            .map(|named| finding(named, Edit { span: item(allowance, named), text: String::new() }))
            .collect(),
    }
}

/// A code of several, with the comma that joins it to its neighbour.
fn item(allowance: &Allowance, named: &Named) -> Span {
    let codes = &allowance.written.codes;
    let place = codes.iter().position(|other| other.span == named.span).unwrap_or(0);
    let before = place.checked_sub(1).and_then(|place| codes.get(place));
    match (before, codes.get(place + 1)) {
        // The first goes with what is behind it, any other with what is before it.
        (None, Some(next)) => Span { end: next.span.start, ..named.span },
        (Some(before), _) => Span { start: before.span.end, ..named.span },
        (None, None) => named.span,
    }
}

//! A notice at a share of more than all there is: it can never go out. What is charged may well be more than an amount of
//! money, so notices of money are not looked at.

use crate::diag::{Code, Diagnostic, Edit, Example, Page, Words};
use crate::model::{Notice, NoticeAt, NoticeOf, Plan};
use crate::text;
use crate::text::{Span, Text};
use crate::units::Ratio;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::NoticeOverWhole,
    page: Page {
        what: Words {
            en: "A notice goes out, or something is done, when more than 100% of units has been used.",
            zh: "在用量超过 100% 时才通知或执行操作。",
        },
        why: Words {
            en: "A share is of what was granted, and nobody can use more of a grant than all of it: what comes beyond is paid \
                 by other units, or charged, or blocked. So the customer is never told. Write a share up to 100%; to tell \
                 customers about charges, write a share of an amount of money, as in `notify at 120% of $50 a month`.",
            zh: "百分比以发放的数量为准，用量不可能超过全部：超出的部分由其他单位支付、收费或阻断。所以客户永远收不到通知。\
                 请写不超过 100% 的比例；若要通知收费，请写金额的比例，例如 `通知 达到 120% 的 $50 每月`。",
        },
        bad: Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  notify at 80% and 120% of plan data\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every month: data 20 GB\n  notify at 80% and 100% of plan data\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for notice in plan.notices.iter().filter(|notice| !matches!(notice.of, NoticeOf::Charges(_))) {
        if let (NoticeAt::Used(share), Some(span)) = (notice.at, notice.origin.span())
            && share.numerator > share.denominator
        {
            found.add(finding(subject, plan, (notice, span)));
        }
    }
}

fn finding(subject: &Subject<'_>, plan: &Plan, (notice, span): (&Notice, Span)) -> Diagnostic {
    let words = Text::same(subject.words(span).trim());
    let message = match notice.silent {
        false => text!("no notice can go out at {words}", "{words} 的通知永远不会发出"; words = words),
        true => text!("what is to be done at {words} is never done", "{words} 时的操作永远不会执行"; words = words),
    };
    let diagnostic = Diagnostic::new(Code::NoticeOverWhole, message)
        .at(span, text!("more than all there is", "超过全部"))
        .why(text!(
            "the share is of what was granted, and no more than 100% of that can be used",
            "比例以发放的数量为准，最多只能用掉 100%"
        ))
        .help(text!("write 100%, or a smaller share", "请写 100% 或更小的比例"));
    let is_said = plan.notices.iter().any(|other| other.of == notice.of && is_whole(other.at));
    match number(subject, span).filter(|_| !is_said) {
        Some(span) => {
            let edit = Edit { span, text: "100".to_owned() };
            diagnostic.fix(text!("write 100%", "改为 100%"), vec![edit], false)
        }
        None => diagnostic,
    }
}

fn is_whole(at: NoticeAt) -> bool {
    matches!(at, NoticeAt::Used(Ratio { numerator, denominator }) if numerator == denominator)
}

/// Where the number before the percent sign is.
fn number(subject: &Subject<'_>, span: Span) -> Option<Span> {
    let words = subject.words(span);
    let before = words.get(..words.find(['%', '％'])?)?.trim_end();
    let is_number = |character: char| character.is_numeric() || matches!(character, '.' | '．');
    let digits = before.len() - before.trim_end_matches(is_number).len();
    let end = span.start + u32::try_from(before.len()).ok()?;
    (digits > 0).then_some(Span { start: end - u32::try_from(digits).ok()?, end, ..span })
}

//! An order that spends the newest first, so that what has rolled is lost.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Class, Key, Life, Plan, Selector};
use crate::text;
use crate::text::Text;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::RolledUsedLast,
    page: Page {
        what: Words {
            en: "What has rolled over is used after what is new, and it ends first.",
            zh: "结转的部分排在新额度之后使用，却先到期。",
        },
        why: Words {
            en: "Whoever uses a period's grant each period never touches what has rolled, and it is lost when its time is over: the rollover helps only who uses more. Write `use earliest expiry first` or `use oldest first`, unless the terms mean it.",
            zh: "每期用完当期额度的人永远用不到结转部分，到期后就作废：结转只对用得更多的人有用。除非条款本意如此，请写 `使用最早到期优先` 或 `使用最旧优先`。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  rollover 1 month\n  use newest first\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: price $5, data 20 GB\n  rollover 1 month\n  use oldest first\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let spends_new_first = match plan.order.answer.keys.first() {
        Some(Key::Newest | Key::NewFirst) => true,
        Some(Key::Listed(list)) => rolled_after_plan(list),
        _ => false,
    };
    if spends_new_first {
        found.all(finding(subject, plan));
    }
}

/// Whether a list has what is new of the plan before what has rolled.
fn rolled_after_plan(list: &[Selector]) -> bool {
    let plain = |one: &&Selector| one.product.is_none() && one.group.is_none() && one.gifted.is_none();
    let is_rolled = |one: &Selector| one.rolled == Some(true) && one.class.is_none_or(|class| class == Class::Plan);
    let is_new = |one: &Selector| one.class == Some(Class::Plan) && one.rolled != Some(true);
    let place = |is: &dyn Fn(&Selector) -> bool| list.iter().position(|one| plain(&one) && is(one));
    place(&is_rolled).zip(place(&is_new)).is_some_and(|(rolled, new)| new < rolled)
}

fn finding(subject: &Subject<'_>, plan: &Plan) -> Option<Diagnostic> {
    let ends = |life: &Life| matches!(life, Life::For(_) | Life::Periods(_));
    let rule = plan.rollovers.answer.iter().find(|rule| rule.life.as_ref().is_some_and(ends))?;
    let words = Text::same(subject.words_of(rule.origin));
    Some(
        Diagnostic::new(
            Code::RolledUsedLast,
            text!("what has rolled is used last, and ends first", "结转的部分最后使用，却最先到期"),
        )
        .at(plan.order.origin.span()?, text!("the new pay first", "先用新额度"))
        .at(rule.origin.span()?, text!("and the rolled end after this", "结转部分到此为止"))
        .why(text!(
            "whoever uses what each period grants never reaches it: all of `{words}` is lost",
            "每期用完当期额度的人永远用不到它：`{words}` 全部作废";
            words = words
        ))
        .help(text!("write `use oldest first` or `use earliest expiry first`", "请写 `使用最旧优先` 或 `使用最早到期优先`")),
    )
}

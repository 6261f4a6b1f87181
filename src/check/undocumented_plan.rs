//! A plan without a word about it, in a file that says something about the others. Where nobody writes such comments,
//! nobody is asked to.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::Plan;
use crate::syntax::tree::{Entries, Entry};
use crate::text;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::UndocumentedPlan,
    page: Page {
        what: Words {
            en: "A plan has no `##` comment, and most of the other plans of the file have one.",
            zh: "套餐没有 `##` 注释，而同一文件中的其他套餐大多有。",
        },
        why: Words {
            en: "What `##` says is shown where the plan is explained: for whom it is, and what is special about it. Write a \
                 line above the plan. In a file where plans have no such comments, this is never reported.",
            zh: "`##` 的内容会显示在套餐的说明中：它面向谁，有什么特别之处。请在套餐上方写一行。\
                 如果文件中的套餐都没有这样的注释，就不会提示。",
        },
        bad: Example::Plan(
            "## For those who use little.\nplan \"Small\" {\n  every month: data 5 GB\n}\n## For families.\nplan \"Large\" {\n  every month: data 50 GB\n}\nplan \"Middle\" {\n  every month: data 20 GB\n}\n",
        ),
        instead: Example::Plan(
            "## For those who use little.\nplan \"Small\" {\n  every month: data 5 GB\n}\n## For families.\nplan \"Large\" {\n  every month: data 50 GB\n}\n## What most people take.\nplan \"Middle\" {\n  every month: data 20 GB\n}\n",
        ),
    },
    look: Look::File(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let (mut with, mut without) = (0_usize, 0_usize);
    for plan in subject.plans() {
        *(if plan.doc.is_some() { &mut with } else { &mut without }) += 1;
    }
    // Who writes such comments for packs and promotions means to write them.
    let elsewhere = with == 0 && without > 0 && documents(subject.entries);
    if without == 0 || (with <= without && !elsewhere) {
        return;
    }
    for plan in subject.plans().filter(|plan| plan.doc.is_none()) {
        found.add(finding(plan, with, with + without));
    }
}

/// Whether anything has such a comment.
fn documents(entries: &Entries) -> bool {
    entries.list.iter().any(|entry| match entry {
        Entry::Clause(clause) => {
            clause.doc.is_some() || clause.block.as_ref().is_some_and(|block| documents(&block.entries))
        }
        Entry::Comment(_) | Entry::Broken(_) => false,
    })
}

fn finding(plan: &Plan, with: usize, all: usize) -> Diagnostic {
    let name = &plan.name;
    let message = match with {
        0 => text!("nothing is said about `{name}`; what it sells has a comment", "没有关于 `{name}` 的说明，而它出售的内容带有注释"),
        _ => text!(
            "nothing is said about `{name}`; {with} of {all} plans here have a comment",
            "没有关于 `{name}` 的说明；此文件 {all} 个套餐中有 {with} 个带注释"
        ),
    };
    let diagnostic = Diagnostic::new(Code::UndocumentedPlan, message)
        .why(text!("what `##` says is shown where the plan is explained", "`##` 的内容会显示在套餐的说明中"))
        .help(text!("write a line above it: `## For whom it is.`", "请在上方写一行：`## 面向哪些人。`"));
    match plan.origin.span() {
        Some(span) => diagnostic.at(span, text::Text::default()),
        None => diagnostic,
    }
}

//! An import of which nothing is used.
//!
//! What acts by being there (a promotion, a promise, a regulation, a scenario) needs no name to be used.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Edit, Example, Page, Words};
use crate::syntax::Rule;
use crate::syntax::tree::{Entries, Entry};
use crate::text;
use crate::text::{Span, Text};

use super::reason::{lines, names};
use super::subject::Import;
use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::DeadImport,
    page: Page {
        what: Words {
            en: "A file is imported, and nothing that it declares is named in the importing file.",
            zh: "导入了一个文件，但其中声明的内容在本文件中都没有用到。",
        },
        why: Words {
            en: "Whoever reads the file looks for what it takes from there, and whoever moves the other file breaks this one for \
                 nothing. Take the import out. An import of promotions, promises, regulations or scenarios is never \
                 reported: those act by being there.",
            zh: "读者会去寻找它用到了什么，而移动另一个文件会无谓地破坏这个文件。请删除这个导入。\
                 导入促销、承诺、法规或场景不会被提示：它们无需被引用就起作用。",
        },
        bad: Example::Shown(
            "import \"holidays/kh.plan\"\nplan \"P\" {\n  every month: data 20 GB\n}\n",
        ),
        instead: Example::Shown("plan \"P\" {\n  every month: data 20 GB\n}\n"),
    },
    look: Look::File(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    // A plan that cannot be read may need what is imported.
    if subject.imports.is_empty() || !subject.is_all_whole() {
        return;
    }
    let used: BTreeSet<String> =
        names::all(subject.entries).into_iter().map(|span| key(subject.words(span))).collect();
    for import in &subject.imports {
        let is_used = import.files.iter().any(|entries| acts(entries) || declares(subject, entries, &used));
        if !is_used {
            found.add(finding(subject, import));
        }
    }
}

fn key(written: &str) -> String {
    names::unquoted(written).to_lowercase()
}

/// Whether a file has something that needs no name to be used.
fn acts(entries: &Entries) -> bool {
    clauses(entries).any(|rule| {
        matches!(rule, Rule::promo_clause | Rule::promise_clause | Rule::regulation_clause | Rule::scenario_clause)
    })
}

fn clauses(entries: &Entries) -> impl Iterator<Item = Rule> {
    entries.list.iter().filter_map(|entry| match entry {
        Entry::Clause(clause) => Some(clause.sentence.rule),
        Entry::Comment(_) | Entry::Broken(_) => None,
    })
}

/// Whether a name that stands in an imported file is used. Which of them are declared there and which only named does not
/// matter: better a miss than a false alarm.
fn declares(subject: &Subject<'_>, entries: &Entries, used: &BTreeSet<String>) -> bool {
    // A file of clauses without any plan is a plan that is named after its file. What it says of zone, currency and the like
    // holds for its own plans alone.
    let is_named = |rule: Rule| {
        matches!(
            rule,
            Rule::plan_clause
                | Rule::operator_clause
                | Rule::holidays_clause
                | Rule::import_clause
                | Rule::places_clause
                | Rule::zone_clause
                | Rule::currency_clause
                | Rule::rate_clause
                | Rule::gigabyte_clause
                | Rule::weekend_clause
                | Rule::sessions_clause
        )
    };
    clauses(entries).any(|rule| !is_named(rule))
        || names::all(entries).into_iter().any(|span| used.contains(&key(subject.words(span))))
}

fn finding(subject: &Subject<'_>, import: &Import<'_>) -> Diagnostic {
    let path = Text::same(subject.words(import.span));
    let message = text!("nothing of {path} is used here", "这里没有用到 {path} 的任何内容"; path = path);
    let title = text!("take the import out", "删除这个导入");
    let edit = Edit { span: lines::with_blanks(subject, clause_of(subject, import.span)), text: String::new() };
    Diagnostic::new(Code::DeadImport, message)
        .at(import.span, Text::default())
        .why(text!("whoever reads this looks for what it takes from there", "读者会去寻找它用到了什么"))
        .help(title.clone())
        .fix(title, vec![edit], true)
}

/// The clause around a place.
fn clause_of(subject: &Subject<'_>, place: Span) -> Span {
    let clauses = subject.entries.list.iter().filter_map(|entry| match entry {
        Entry::Clause(clause) => Some(clause.span),
        Entry::Comment(_) | Entry::Broken(_) => None,
    });
    let mut around = clauses.filter(|span| span.start <= place.start && place.end <= span.end);
    around.next().unwrap_or(place)
}

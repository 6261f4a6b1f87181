//! # `import`
//!
//! `import "holidays/kh.plan"` takes in everything that another file declares: operators, holidays, plans, scenarios.
//! The path is looked for from the folder of the file that says it. What is imported twice is read once.
//!
//! **Edge.** Names hold in all files that are read together, the importing and the imported, and a name that is declared in
//! two of them is an error that shows both. Files that import each other in a circle are an error. An import is written
//! with `/` on every system.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Edit};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Entries, Entry};
use crate::text;
use crate::text::{Sources, Span};

use super::context::clauses_of;
use super::read::name;
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] =
    &[Example { place: Place::File, en: "import \"holidays/kh.plan\"", zh: "导入 “holidays/kh.plan”" }];

/// What a file imports, in the order of the text: the paths as they were typed, and where. Whoever reads files follows
/// them, reports what cannot be followed at the place given, and hands all files to [`catalogue`](super::catalogue).
#[must_use]
pub fn imports(entries: &Entries, sources: &Sources) -> Vec<(String, Span)> {
    let sentences = clauses_of(&entries.list).map(|clause| &clause.sentence);
    let paths = sentences.filter(|node| node.rule == Rule::import_clause).filter_map(|node| node.child(Rule::name));
    paths
        .map(|node| (name::unquoted(sources.slice(node.span)).to_owned(), node.span))
        .filter(|(path, _)| problem(path).is_none())
        .collect()
}

/// Marks the imports at these places as not read, so that what they may have declared is not reported as missing.
pub fn not_imported(entries: &mut Entries, failed: &[Span]) {
    let failed: BTreeSet<Span> = failed.iter().copied().collect();
    for entry in &mut entries.list {
        let Entry::Clause(clause) = entry else { continue };
        let path = clause.sentence.child(Rule::name).map(|name| name.span);
        if clause.sentence.rule == Rule::import_clause && path.is_some_and(|path| failed.contains(&path)) {
            *entry = Entry::Broken(clause.span);
        }
    }
}

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let node = clause.sentence.child(Rule::name)?;
    let path = context.name_of(node);
    let Some((what, help)) = problem(&path) else { return Some(()) };
    let report = Diagnostic::new(Code::BadImport, what).at(node.span, text::Text::default()).help(help);
    let slashes = path.replace('\\', "/");
    if slashes == path {
        return context.report(report);
    }
    let edit = Edit { span: node.span, text: format!("\"{slashes}\"") };
    context.report(report.fix(text!("write `{slashes}`", "写成 `{slashes}`"), vec![edit], true))
}

/// What is wrong with a path, whatever files there are: what, and what to do.
fn problem(path: &str) -> Option<(text::Text, text::Text)> {
    if path.trim().is_empty() || path.contains('\0') {
        return Some((
            text!("this import names no file", "这个导入没有指定文件"),
            text!("write the file's path: `import \"holidays.plan\"`", "请写出文件路径：`导入 \"holidays.plan\"`"),
        ));
    }
    path.contains('\\').then(|| {
        (
            text!("paths are written with `/`", "路径请用 `/` 书写"),
            text!("so that a file can be read on every system", "这样文件在任何系统上都能读取"),
        )
    })
}

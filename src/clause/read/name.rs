//! Names as they are written, and reports of one that nothing has.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Edit};
use crate::text;
use crate::text::names::{self, Guesses};
use crate::text::{Span, Text};

/// A name without the quotation marks around it, whichever they are.
#[must_use]
pub(crate) fn unquoted(written: &str) -> &str {
    names::unquoted(written)
}

/// What a plan without a name is called: the file's name without folders and ending.
#[must_use]
pub(crate) fn file_stem(path: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.strip_suffix(".plan").unwrap_or(file).to_owned()
}

/// So many names are told where nothing is near, and so many are looked through for them: plans that are like each other
/// have packs of the same names.
const MOST: usize = 8;
const MOST_LOOKED_AT: usize = 100;

/// Reports a name that nothing in sight has, and offers the nearest one that something has.
pub(crate) fn unknown<'n, I: Iterator<Item = &'n str>>(
    what: &Text,
    (wanted, span): (&str, Span),
    guesses: &mut Guesses,
    known: impl Fn() -> I,
) -> Diagnostic {
    if let Some(near) = guesses.nearest(wanted, known()) {
        return misspelt(what, (wanted, span), near);
    }
    let diagnostic = not_there(what, (wanted, span));
    let mut seen = BTreeSet::new();
    let each = known().take(MOST_LOOKED_AT).filter(|name| seen.insert(name.to_lowercase()));
    let list = each.take(MOST).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if list.is_empty() {
        return diagnostic.help(text!("there is none at all", "一个也没有"));
    }
    diagnostic.help(text!("known are {list}", "已有：{list}"))
}

/// Reports a name that nothing in sight has, and what was probably meant.
pub(crate) fn misspelt(what: &Text, (wanted, span): (&str, Span), near: &str) -> Diagnostic {
    // A place that is longer than the name has its quotation marks in it.
    let has_marks = (span.end - span.start) as usize > wanted.len();
    let near = if has_marks { format!("\"{near}\"") } else { quoted(near) };
    let edit = Edit { span, text: near.clone() };
    not_there(what, (wanted, span)).help(text!("did you mean `{near}`?", "是不是 `{near}`？")).fix(
        text!("write `{near}`", "写成 `{near}`"),
        vec![edit],
        false,
    )
}

fn not_there(what: &Text, (wanted, span): (&str, Span)) -> Diagnostic {
    let message = text!("there is no {what} called `{wanted}`", "没有名为 `{wanted}` 的{what}"; what = what, wanted = Text::same(wanted));
    Diagnostic::new(Code::UnknownName, message).at(span, Text::default())
}

fn quoted(name: &str) -> String {
    if name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '/' | '-')) && !name.is_empty() {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}

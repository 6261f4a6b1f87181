//! Names: how they compare, and what was probably meant by one that nothing has.

use crate::diag::{Code, Diagnostic, Edit};
use crate::text;
use crate::text::{Span, Text};

/// A name without the quotation marks around it, whichever they are.
#[must_use]
pub(crate) fn unquoted(written: &str) -> &str {
    let marks = [('"', '"'), ('“', '”'), ('「', '」'), ('『', '』'), ('„', '“'), ('«', '»'), ('＂', '＂'), ('”', '”')];
    let inner = marks.iter().find_map(|(open, close)| written.strip_prefix(*open)?.strip_suffix(*close));
    inner.unwrap_or(written)
}

/// Whether two names are one: capitals do not matter.
#[must_use]
pub(crate) fn same(left: &str, right: &str) -> bool {
    if left.is_ascii() && right.is_ascii() {
        return left.eq_ignore_ascii_case(right);
    }
    left == right || left.to_lowercase() == right.to_lowercase()
}

/// What a plan without a name is called: the file's name without folders and ending.
#[must_use]
pub(crate) fn file_stem(path: &str) -> String {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.strip_suffix(".plan").unwrap_or(file).to_owned()
}

/// Reports a name that nothing in sight has, and offers the nearest one that something has.
#[must_use]
pub(crate) fn unknown<'n>(
    what: &Text,
    wanted: &str,
    span: Span,
    known: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let mut each: Vec<&str> = Vec::new();
    for name in known {
        // Plans that are like each other have packs of the same names.
        if !each.iter().any(|other| same(other, name)) {
            each.push(name);
        }
    }
    let known = each;
    let message = text!("there is no {what} called `{wanted}`", "没有名为 `{wanted}` 的{what}"; what = what, wanted = Text::same(wanted));
    let diagnostic = Diagnostic::new(Code::UnknownName, message).at(span, Text::default());
    if let Some(near) = nearest(wanted, known.iter().copied()) {
        let edit = Edit { span, text: quoted(near) };
        return diagnostic.help(text!("did you mean `{near}`?", "是不是 `{near}`？")).fix(
            text!("write `{near}`", "写成 `{near}`"),
            vec![edit],
            false,
        );
    }
    let list = known.iter().take(8).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if list.is_empty() {
        return diagnostic.help(text!("there is none at all", "一个也没有"));
    }
    diagnostic.help(text!("known are {list}", "已有：{list}"))
}

/// The nearest of some names, if it is near enough for a slip of the hand.
pub(crate) fn nearest<'n>(wanted: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = wanted.to_lowercase();
    let near = |name: &str| strsim::damerau_levenshtein(&wanted, &name.to_lowercase());
    let best = known.into_iter().map(|name| (near(name), name)).min()?;
    // One slip in three letters, and never a whole short name.
    (best.0 <= wanted.chars().count() / 3).then_some(best.1)
}

fn quoted(name: &str) -> String {
    if name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '/' | '-')) && !name.is_empty() {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}

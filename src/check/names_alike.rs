//! Two names that differ in nothing that people notice: in blanks and hyphens, or in letters that look the same.
//!
//! Capitals make no other name, so `Weekend` and `weekend` are one already. Names of apps, places and marks are not declared:
//! there, nobody else would notice the slip.

use std::borrow::Cow;
use std::collections::BTreeMap;

use unicode_security::confusable_detection::skeleton;

use crate::diag::{Code, Diagnostic, Edit, Example, Page, Words};
use crate::model::Plan;
use crate::text;
use crate::text::{Origin, Span};

use super::reason::names;
use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::NamesAlike,
    page: Page {
        what: Words {
            en: "Two names differ only in blanks, in hyphens, or in letters that look the same.",
            zh: "两个名称只在空格、连字符或外形相同的字母上有区别。",
        },
        why: Words {
            en: "To the program they are two things; to people they are one. Mostly one of them is a slip, and what is said of \
                 the one does not hold for the other. Write the name in one way, or choose names that can be told apart.",
            zh: "对程序来说它们是两个对象，对人来说却是一个。多半其中一个是笔误，对一个的规定对另一个并不成立。\
                 请统一写法，或取能区分的名称。",
        },
        bad: Example::Plan(
            "plan \"P\" {\n  every month: data 20 GB, data 5 GB for \"YouTube\"\n  when data runs out in \"You Tube\": block\n}\n",
        ),
        instead: Example::Plan(
            "plan \"P\" {\n  every month: data 20 GB, data 5 GB for \"YouTube\"\n  when data runs out in \"YouTube\": block\n}\n",
        ),
    },
    look: Look::File(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let catalogue = subject.catalogue;
    // Of two things that are sold, neither can take the other's name.
    let mut pairs: Vec<_> = self::pairs(catalogue.labels.iter()).into_iter().map(|pair| (pair, true)).collect();
    let mut sold = self::pairs(catalogue.plans.iter().map(|plan| plan.name.as_str()));
    for plan in subject.plans() {
        sold.extend(self::pairs(packs(subject, plan)));
    }
    pairs.extend(sold.into_iter().map(|pair| (pair, false)));
    if pairs.is_empty() {
        return;
    }
    // Where names stand is only asked where two are alike.
    let mut places: BTreeMap<&str, Span> = BTreeMap::new();
    for span in names::all(subject.entries) {
        places.entry(names::unquoted(subject.words(span))).or_insert(span);
    }
    for ((one, other), is_label) in pairs {
        let spans = (places.get(one).copied(), places.get(other).copied());
        let (first, second) = if spans.0 <= spans.1 { ((one, spans.0), (other, spans.1)) } else { ((other, spans.1), (one, spans.0)) };
        if let (first, (name, Some(span))) = (first, second)
            && subject.is_whole(Origin::Written(span))
        {
            found.add(finding((name, span), first, is_label));
        }
    }
}

fn packs<'s>(subject: &Subject<'s>, plan: &Plan) -> impl Iterator<Item = &'s str> {
    let catalogue = subject.catalogue;
    let ids: Vec<_> = plan.packs.iter().chain(&plan.promotions).copied().collect();
    ids.into_iter().filter_map(|id| catalogue.product(id)).map(|product| product.name.as_str())
}

/// The names that are alike and are not one, each with the first it is like.
fn pairs<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(&'n str, &'n str)> {
    let mut known: BTreeMap<Cow<'n, str>, &'n str> = BTreeMap::new();
    let mut pairs = Vec::new();
    for name in names {
        match known.entry(look_of(name)) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(name);
            }
            std::collections::btree_map::Entry::Occupied(place) if !text::names::same(place.get(), name) => {
                pairs.push((*place.get(), name));
            }
            std::collections::btree_map::Entry::Occupied(_) => {}
        }
    }
    pairs
}

/// What people see of a name: small letters, without the signs between words; those between two numbers make a difference.
fn look_of(name: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    if name.chars().all(is_plain) {
        return Cow::Borrowed(name);
    }
    let shown: String = match name.is_ascii() {
        true => name.to_ascii_lowercase(),
        false => skeleton(&name.to_lowercase()).collect::<String>().to_lowercase(),
    };
    let is_sign = |letter: char| matches!(letter, '-' | '_' | '‐' | '‑' | '–');
    let mut look = String::with_capacity(shown.len());
    let mut is_apart = false;
    for letter in shown.chars() {
        if letter.is_whitespace() || letter == '\u{200b}' || is_sign(letter) {
            is_apart = true;
            continue;
        }
        if is_apart && letter.is_ascii_digit() && look.ends_with(|last: char| last.is_ascii_digit()) {
            look.push(' ');
        }
        is_apart = false;
        look.push(letter);
    }
    // A sign at the end separates nothing: it is a letter of the name, as the plus of `S+` is.
    if shown.ends_with(is_sign) {
        look.push('-');
    }
    Cow::Owned(look)
}

fn finding((name, span): (&str, Span), (first, place): (&str, Option<Span>), is_label: bool) -> Diagnostic {
    let message = text!("`{name}` and `{first}` look like one name and are two", "`{name}` 和 `{first}` 看起来是同一个名称，实际是两个");
    let mut diagnostic = Diagnostic::new(Code::NamesAlike, message).at(span, text!("another name", "另一个名称"));
    if let Some(place) = place {
        diagnostic = diagnostic.at(place, text!("first written like this", "第一次的写法"));
    }
    let title = text!("write `{first}`, or choose a name that can be told apart", "请写 `{first}`，或取能区分的名称");
    let diagnostic =
        diagnostic.why(text!("what is said of the one does not hold for the other", "对一个的规定对另一个并不成立"));
    if !is_label {
        return diagnostic.help(text!("choose names that can be told apart", "请取能区分的名称"));
    }
    diagnostic
        .help(title)
        .fix(text!("write `{first}`", "写成 `{first}`"), vec![Edit { span, text: format!("\"{first}\"") }], false)
}

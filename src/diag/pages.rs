//! What there is to say about the codes that are no lints: mistakes, what is left open, and what happens when plans are
//! run. The pages of lints stand with the lints.

mod meaning;
mod open;
mod reading;
mod running;

use super::{Code, Example, Page, Words};

/// Pages by code, in the order of the codes.
type Pages = &'static [(Code, Page)];

/// The page of a code that is no lint.
#[must_use]
pub fn page(code: Code) -> Option<&'static Page> {
    let all = [reading::PAGES, meaning::PAGES, open::PAGES, running::PAGES];
    all.into_iter().flatten().find(|(known, _)| *known == code).map(|(_, page)| page)
}

/// A page in one go: what, why, what has the finding, what does not.
const fn said(what: Words, why: Words, bad: Example, instead: Example) -> Page {
    Page { what, why, bad, instead }
}

/// A text in every language.
const fn both(en: &'static str, zh: &'static str) -> Words {
    Words { en, zh }
}

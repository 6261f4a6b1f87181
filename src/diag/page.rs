//! What there is to say about a code, whatever the plan: the page that `rollover explain CODE` shows.

use crate::text::{Lang, Text};

/// A text in every language that is known when the program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

impl Words {
    /// The text in one language.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }

    /// The same for a message.
    #[must_use]
    pub fn text(self) -> Text {
        Text { en: self.en.to_owned(), zh: self.zh.to_owned() }
    }
}

/// Something that has the finding, or does not have it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// A plan: a test checks it.
    Plan(&'static str),
    /// Something else, to be read: a command, a row of a table.
    Shown(&'static str),
}

impl Example {
    /// As it is written.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Example::Plan(text) | Example::Shown(text) => text,
        }
    }
}

/// What there is to say about a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// What was found, in a sentence or two.
    pub what: Words,
    /// Why it matters, and what to do.
    pub why: Words,
    /// What has the finding.
    pub bad: Example,
    /// What to write instead.
    pub instead: Example,
}

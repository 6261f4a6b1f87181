//! The explanation as JSON: both languages, and the place of each clause.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Plan;
use crate::text::{Origin, Sources, Text};

use super::Section;

/// A plan in sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Explanation {
    /// The plan's name.
    pub plan: String,
    /// What is said of it.
    pub sections: Vec<ExplainedSection>,
}

/// Sentences about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExplainedSection {
    /// What it is about.
    pub title: Words,
    /// What is said.
    pub sentences: Vec<ExplainedSentence>,
}

/// What one clause means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExplainedSentence {
    /// The words.
    pub text: Words,
    /// Whether nobody wrote it: it is what is assumed.
    pub assumed: bool,
    /// The clause behind it.
    pub clause: Option<Clause>,
}

/// A text in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Words {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

/// The place of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clause {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in cells of a terminal, from 1.
    pub column: u32,
}

/// The explanation for machines.
#[must_use]
pub fn view(plan: &Plan, sections: &[Section], sources: &Sources) -> Explanation {
    let sections = sections.iter().map(|section| {
        let sentences = section.sentences.iter().map(|sentence| ExplainedSentence {
            text: words(&sentence.text),
            assumed: sentence.is_assumed(),
            clause: place(sentence.origin, sources),
        });
        ExplainedSection { title: words(&section.title), sentences: sentences.collect() }
    });
    Explanation { plan: plan.name.clone(), sections: sections.collect() }
}

/// Where a clause stands; `None` for what nobody wrote.
pub(super) fn place(origin: Origin, sources: &Sources) -> Option<Clause> {
    let span = origin.span()?;
    let source = sources.get(span.source)?;
    let position = source.position(span.start);
    Some(Clause { file: source.name().to_owned(), line: position.line, column: position.display })
}

fn words(text: &Text) -> Words {
    Words { en: text.en.clone(), zh: text.zh.clone() }
}

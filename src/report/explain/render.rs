//! The explanation as a page of text.

use crate::report::wrap::wrap;
use crate::text;
use crate::text::{Lang, Sources, Text};

use super::view::place;
use super::{Section, Sentence};

/// Headings, each with its sentences below it, in lines of at most so many cells. What is assumed says so. With sources,
/// each sentence names the line of its clause.
#[must_use]
pub fn render(sections: &[Section], lang: Lang, sources: Option<&Sources>, width: usize) -> String {
    let mut page = String::new();
    for section in sections {
        if !page.is_empty() {
            page.push('\n');
        }
        page.push_str(section.title.get(lang));
        page.push('\n');
        for sentence in &section.sentences {
            for (index, line) in wrap(&shown(sentence, lang, sources), width.saturating_sub(4)).iter().enumerate() {
                page.push_str(if index == 0 { "  - " } else { "    " });
                page.push_str(line);
                page.push('\n');
            }
        }
    }
    page
}

fn shown(sentence: &Sentence, lang: Lang, sources: Option<&Sources>) -> String {
    let text = sentence.text.get(lang);
    if sentence.is_assumed() {
        let mark: Text = text!(" (assumed)", "（默认）");
        return format!("{text}{}", mark.get(lang));
    }
    match sources.and_then(|sources| place(sentence.origin, sources)) {
        Some(clause) => format!("{text} [{}:{}]", clause.file, clause.line),
        None => text.to_owned(),
    }
}

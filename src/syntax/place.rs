//! Where something stands in a plan, in words that do not change when lines move, when the file is formatted, or when it is
//! translated: the clauses around it, from the outermost, each in its canonical spelling.

use crate::text::{Lang, Span};

use super::print::sentence;
use super::tree::{Entries, Entry};

/// The clauses around a place, with what can not be read as it is written; empty for a place in no clause.
#[must_use]
pub fn place(entries: &Entries, text: &str, span: Span) -> Vec<String> {
    let (mut path, mut entries) = (Vec::new(), Some(entries));
    while let Some(inside) = entries.take() {
        // Entries stand in the order of the text.
        let behind = inside.list.partition_point(|entry| start(entry) <= span.start);
        let around = behind.checked_sub(1).and_then(|last| inside.list.get(last));
        match around {
            Some(Entry::Clause(clause)) if span.start < clause.span.end => {
                path.push(sentence(&clause.sentence, text, Lang::En));
                entries =
                    clause.block.as_ref().filter(|block| block.span.start < span.start).map(|block| &block.entries);
            }
            Some(Entry::Broken(broken)) if span.start < broken.end => {
                let words = text.get(broken.start as usize..broken.end as usize).unwrap_or("");
                path.push(words.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            _ => {}
        }
    }
    path
}

fn start(entry: &Entry) -> u32 {
    match entry {
        Entry::Clause(clause) => clause.span.start,
        Entry::Comment(comment) => comment.span.start,
        Entry::Broken(span) => span.start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{format, parse};
    use crate::text::SourceId;

    fn place_of(text: &str, words: &str) -> Vec<String> {
        let (entries, _) = parse(SourceId(0), text);
        let start = u32::try_from(text.find(words).unwrap()).unwrap();
        place(&entries, text, Span { source: SourceId(0), start, end: start + 1 })
    }

    const TEXT: &str = "plan   P {\n price $5; pack   W { data 5GB }\n  rolover 3 months\n}\n";

    #[test]
    fn a_place_is_the_clauses_around_it() {
        assert_eq!(place_of(TEXT, "5GB"), ["plan P", "pack W", "data 5 GB"]);
        assert_eq!(place_of(TEXT, "P {"), ["plan P"]);
        assert_eq!(place_of(TEXT, "rolover").first().map(String::as_str), Some("plan P"));
        assert_eq!(place_of("# a\n\nplan P { }", "# a"), [""; 0]);
    }

    #[test]
    fn it_is_the_same_in_another_layout_and_language() {
        let chinese = format(SourceId(0), TEXT, Some(Lang::Zh)).unwrap();
        let (entries, _) = parse(SourceId(0), &chinese);
        let start = u32::try_from(chinese.find("5 GB").unwrap()).unwrap();
        let span = Span { source: SourceId(0), start, end: start };
        assert_eq!(place(&entries, &chinese, span), place_of(TEXT, "5GB"));
    }
}

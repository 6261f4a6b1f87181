//! The proof that a formatted text says what the text said: it is read again and compared.

use crate::syntax::parse;
use crate::syntax::tree::{Clause, Entries, Entry, Node};
use crate::text::{Lang, SourceId, Span};

use super::comments::comments;
use super::layout::lay_out;

/// What a proof found that should not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The clause here reads differently.
    Clauses(Span),
    /// A comment is gone, is another, or stands elsewhere among the others.
    Comments,
    /// Formatting the result would change it again.
    Restless,
}

/// Whether `formatted` says what `text`, read as `entries`, says.
pub(super) fn prove((entries, text): Read<'_>, formatted: &str, lang: Option<Lang>) -> Result<(), Doubt> {
    if formatted == text {
        return Ok(());
    }
    let again = says_the_same((entries, text), formatted)?;
    if lay_out(&again, formatted, lang) != formatted {
        return Err(Doubt::Restless);
    }
    Ok(())
}

/// Whether another text says what `text`, read as `entries`, says; and what it is read as.
pub(super) fn says_the_same((entries, text): Read<'_>, formatted: &str) -> Result<Entries, Doubt> {
    let words = |text: &str| comments(text).iter().map(|comment| comment.text.to_owned()).collect::<Vec<_>>();
    if words(text) != words(formatted) {
        return Err(Doubt::Comments);
    }
    let (again, _) = parse(SourceId::default(), formatted);
    if let Some(place) = difference((entries, text), (&again, formatted)) {
        return Err(Doubt::Clauses(place));
    }
    Ok(again)
}

/// A tree and the text it was read from.
type Read<'t> = (&'t Entries, &'t str);

/// The first place at which two trees differ.
fn difference((one, text): Read<'_>, (other, formatted): Read<'_>) -> Option<Span> {
    let (one, other) = (clauses(one), clauses(other));
    let pairs = one.iter().zip(&other);
    let within = pairs.map(|(one, other)| match (one, other) {
        (Entry::Clause(one), Entry::Clause(other)) => clause_difference((one, text), (other, formatted)),
        (Entry::Broken(one), Entry::Broken(other)) => {
            let words = |text: &str, span: &Span| {
                let text = text.get(span.start as usize..span.end as usize).unwrap_or("");
                text.split_whitespace().collect::<String>()
            };
            (words(text, one) != words(formatted, other)).then_some(*one)
        }
        (Entry::Clause(Clause { span, .. }) | Entry::Broken(span), _) => Some(*span),
        (Entry::Comment(comment), _) => Some(comment.span),
    });
    let first = within.flatten().next();
    first.or_else(|| (one.len() != other.len()).then(Span::default))
}

/// All but the comments, which are compared by themselves.
fn clauses(entries: &Entries) -> Vec<&Entry> {
    entries.list.iter().filter(|entry| !matches!(entry, Entry::Comment(_))).collect()
}

fn clause_difference((one, text): (&Clause, &str), (other, formatted): (&Clause, &str)) -> Option<Span> {
    let same = one.doc == other.doc
        && one.continues_line == other.continues_line
        && one.guessed.is_some() == other.guessed.is_some()
        && same_node(&one.sentence, &other.sentence);
    match (&one.block, &other.block) {
        _ if !same => Some(one.span),
        (None, None) => None,
        (Some(one), Some(other)) => difference((&one.entries, text), (&other.entries, formatted)),
        _ => Some(one.span),
    }
}

fn same_node(one: &Node, other: &Node) -> bool {
    let leaf = one.children.is_empty() && other.children.is_empty();
    one.rule == other.rule
        && one.children.len() == other.children.len()
        && (!leaf || unquoted(&one.text) == unquoted(&other.text))
        && one.children.iter().zip(&other.children).all(|(one, other)| same_node(one, other))
}

/// Which marks a quotation has does not matter.
fn unquoted(text: &str) -> String {
    text.chars().filter(|character| !is_quotation_mark(*character)).collect()
}

fn is_quotation_mark(character: char) -> bool {
    matches!(character, '"' | '\'' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '「' | '」' | '『' | '』')
}

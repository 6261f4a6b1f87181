//! What is wrong with a sentence that the grammar cannot read.
//!
//! A guess is never offered unless it helps: a sentence is changed as it was probably meant, and read again. Only a change
//! with which the grammar gets further is worth telling.

mod general;
mod missing;
mod names;
mod order;
mod phrases;
mod separator;
mod spelling;
mod story;
mod topics;

use crate::diag::{Code, Diagnostic, Edit};
use crate::text;
use crate::text::{SourceId, Span, Text};

use super::grammar::Rule;
use super::line::{Kind, Line};
use super::sentence::{self, Failure};
use super::tree::Node;
use super::{MAX_NESTING, MAX_TOKENS, slip};

/// How many tokens may be read again, in all attempts to explain the sentences of one text.
const MAX_TOKENS_IN_TRIALS: usize = 80_000;

/// The most mistakes that one sentence is searched for.
const MOST_MISTAKES: usize = 4;

/// What is said about a sentence, and what it probably means: nothing, a sentence, or several.
#[derive(Debug)]
pub(super) struct Explanation {
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) meant: Vec<Node>,
}

/// One mistake.
#[derive(Debug)]
struct Mistake {
    diagnostic: Diagnostic,
    rest: Rest,
}

/// What a sentence is without a mistake.
#[derive(Debug)]
enum Rest {
    /// Nothing that could be read.
    Unknown,
    /// One clause or several.
    Meant(Vec<Node>),
    /// A sentence that the grammar can read further than before.
    Further(Line, Failure),
}

/// A change of some tokens.
struct Change {
    first: usize,
    behind: usize,
    tokens: Vec<(String, Kind)>,
    /// How it is written.
    written: String,
}

impl Change {
    fn of(&self, line: &Line) -> Line {
        let tokens: Vec<_> = self.tokens.iter().map(|(text, kind)| (text.as_str(), *kind)).collect();
        line.with(self.first, self.behind, &tokens)
    }
}

/// Where the sentence stands, and how many attempts are left.
#[derive(Debug)]
pub(super) struct Explainer<'t> {
    source: SourceId,
    text: &'t str,
    left: usize,
    /// The clause in whose block the sentence stands, if that could be read.
    pub(super) inside: Option<Rule>,
    /// Whether a block follows the sentence.
    pub(super) opens: bool,
}

impl<'t> Explainer<'t> {
    pub(super) fn new(source: SourceId, text: &'t str) -> Explainer<'t> {
        Explainer { source, text, left: MAX_TOKENS_IN_TRIALS, inside: None, opens: false }
    }

    /// What the scanner saw is wrong with a sentence, whatever the grammar makes of it; whether it can be read at all.
    pub(super) fn beforehand(&self, line: &Line) -> Option<(Diagnostic, bool)> {
        let whole = line.whole(self.source);
        if line.too_long {
            let message = text!("a sentence has more than {MAX_TOKENS} words", "一句话超过 {MAX_TOKENS} 个词");
            let help =
                text!("close it with `;` or a new line, or close a quotation mark", "用 `；` 或换行结束它，或补上引号");
            return Some((Diagnostic::new(Code::TooLarge, message).at(whole, Text::default()).help(help), false));
        }
        if line.deepest > MAX_NESTING {
            let message = text!("parentheses are nested more than {MAX_NESTING} deep", "括号嵌套超过 {MAX_NESTING} 层");
            let help = text!("say it in several clauses", "请拆成几个条款");
            return Some((Diagnostic::new(Code::TooLarge, message).at(whole, Text::default()).help(help), false));
        }
        if let Some((start, end)) = line.unclosed {
            let source = self.source;
            let mark = self.text.get(start as usize..).and_then(|rest| rest.chars().next()).unwrap_or('"');
            let behind = start.saturating_add(u32::try_from(mark.len_utf8()).unwrap_or(1));
            let closing = super::scan::closing_mark(mark);
            let edit = Edit { span: Span { source, start: end, end }, text: closing.to_string() };
            let diagnostic =
                Diagnostic::new(Code::UnclosedQuote, text!("this quotation mark is not closed", "这个引号没有配对"))
                    .at(Span { source, start, end: behind }, text!("the quotation begins here", "引文从这里开始"))
                    .why(text!("a quotation ends on the line it begins on", "引文必须在同一行内结束"))
                    .help(text!("add the second `{closing}`", "补上后一个 `{closing}`"))
                    .fix(text!("close the name with `{closing}`", "用 `{closing}` 结束名称"), vec![edit], false);
            return Some((diagnostic, true));
        }
        line.slip.as_ref().map(|slip: &slip::Slip| (slip.diagnostic(self.source, self.text), true))
    }

    /// What is wrong with a sentence that the grammar could not read.
    pub(super) fn failure(&mut self, line: &Line, failure: &Failure) -> Explanation {
        let mut mistake = self.mistake(line, failure);
        let mut diagnostics = Vec::new();
        loop {
            diagnostics.push(mistake.diagnostic);
            let (line, failure) = match mistake.rest {
                Rest::Meant(meant) => return Explanation { diagnostics, meant },
                Rest::Further(line, failure) if diagnostics.len() < MOST_MISTAKES => (line, failure),
                _ => return Explanation { diagnostics, meant: Vec::new() },
            };
            // What cannot be put right may be there only because the guess before was wrong.
            mistake = match self.mistake(&line, &failure) {
                Mistake { rest: Rest::Unknown, .. } => return Explanation { diagnostics, meant: Vec::new() },
                next => next,
            };
        }
    }

    fn mistake(&mut self, line: &Line, failure: &Failure) -> Mistake {
        if failure.gave_up {
            return general::gave_up(self, line);
        }
        if let Some(reworded) = phrases::reworded(self, line, failure) {
            return reworded;
        }
        let misspelt = spelling::misspelt(self, line, failure);
        let (surely, perhaps) = match misspelt {
            Some(Mistake { rest: Rest::Meant(_), .. }) => (misspelt, None),
            _ => (None, misspelt),
        };
        surely
            .or_else(|| names::of_a_block(self, line, failure))
            .or_else(|| missing::mark(self, line, failure))
            .or_else(|| separator::missing(self, line, failure))
            .or(perhaps)
            .or_else(|| missing::date(self, line))
            .or_else(|| missing::number(self, line, failure))
            .or_else(|| missing::unit(self, line, failure))
            .or_else(|| story::saying(self, line, failure))
            .or_else(|| order::swapped(self, line, failure))
            .or_else(|| names::of_several_words(self, line, failure))
            .or_else(|| order::too_many(self, line, failure))
            .or_else(|| missing::word(self, line, failure).filter(|_| !topics::decides(self, line, failure)))
            .unwrap_or_else(|| general::unexpected(self, line, failure))
    }

    /// Reads a changed sentence, as long as there is anything left for that.
    fn attempt(&mut self, line: &Line) -> Result<Node, Option<Failure>> {
        let cost = line.tokens.len() + 1;
        self.left = self.left.checked_sub(cost).ok_or(None)?;
        let node = sentence::read(line, self.source).map_err(Some)?;
        // Almost anything can be read if a word of the language may pass for the name of a place.
        if names_a_word(&node, self.text) { Err(None) } else { Ok(node) }
    }

    /// Whether as much as some tokens cost to read again is left for a search; that is then spent.
    fn affords(&mut self, cost: usize) -> bool {
        let left = self.left.checked_sub(cost);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// The text of some tokens, as it may be quoted in a message.
    fn shown(&self, line: &Line, first: usize, behind: usize) -> String {
        super::quoting::shown(self.text, line.span_of(self.source, first, behind))
    }
}

/// Whether somebody or something is called by a word of the language, which only a quotation or a capital allows.
fn names_a_word(node: &Node, text: &str) -> bool {
    let is_word = |name: &Node| {
        let typed = text.get(name.span.start as usize..).unwrap_or("");
        !typed.starts_with(char::is_uppercase) && super::words::words().number(&name.text).is_some()
    };
    let bare = |name: &Node| name.child(Rule::word).is_some_and(is_word);
    match node.rule {
        Rule::names => node.all(Rule::name).any(bare),
        Rule::account => is_word(node),
        _ => node.children.iter().any(|child| names_a_word(child, text)),
    }
}

#[cfg(test)]
mod tests;

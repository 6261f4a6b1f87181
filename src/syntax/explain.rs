//! What is wrong with a sentence that the grammar cannot read.
//!
//! A guess is never offered unless it helps: a sentence is changed as it was probably meant, and read again. Only a change
//! with which the grammar gets further is worth telling.

mod general;
mod phrases;
mod separator;
mod spelling;

use crate::diag::{Code, Diagnostic, Edit};
use crate::text;
use crate::text::{SourceId, Span, Text};

use super::line::Line;
use super::sentence::{self, Failure};
use super::tree::Node;
use super::{MAX_NESTING, MAX_TOKENS, slip};

/// How many tokens may be read again, in all attempts to explain the sentences of one text.
const MAX_TOKENS_IN_TRIALS: usize = 200_000;

/// What is said about a sentence, and what it probably means: nothing, a sentence, or several.
#[derive(Debug)]
pub(super) struct Explanation {
    pub(super) diagnostic: Diagnostic,
    pub(super) meant: Vec<Node>,
}

/// Where the sentence stands, and how many attempts are left.
#[derive(Debug)]
pub(super) struct Explainer<'t> {
    source: SourceId,
    text: &'t str,
    left: usize,
}

impl<'t> Explainer<'t> {
    pub(super) fn new(source: SourceId, text: &'t str) -> Explainer<'t> {
        Explainer { source, text, left: MAX_TOKENS_IN_TRIALS }
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
            let mark = self.text.get(start as usize..).and_then(|rest| rest.chars().next());
            let behind = start.saturating_add(mark.map_or(1, |mark| u32::try_from(mark.len_utf8()).unwrap_or(1)));
            let edit = Edit { span: Span { source, start: end, end }, text: "\"".to_owned() };
            let diagnostic =
                Diagnostic::new(Code::UnclosedQuote, text!("this quotation mark is not closed", "这个引号没有配对"))
                    .at(Span { source, start, end: behind }, text!("the quotation begins here", "引文从这里开始"))
                    .why(text!("a quotation ends on the line it begins on", "引文必须在同一行内结束"))
                    .help(text!("add the second `\"`", "补上后一个 `\"`"))
                    .fix(text!("add `\"` at the end", "在末尾补上 `\"`"), vec![edit], false);
            return Some((diagnostic, true));
        }
        line.slip.as_ref().map(|slip: &slip::Slip| (slip.diagnostic(self.source, self.text), true))
    }

    /// What is wrong with a sentence that the grammar could not read.
    pub(super) fn failure(&mut self, line: &Line, failure: &Failure) -> Explanation {
        if failure.gave_up {
            return general::gave_up(self, line);
        }
        phrases::reworded(self, line, failure)
            .or_else(|| spelling::missing_comma(self, line, failure))
            .or_else(|| separator::missing(self, line, failure))
            .or_else(|| spelling::misspelt(self, line, failure))
            .unwrap_or_else(|| general::unexpected(self, line, failure))
    }

    /// Reads a changed sentence, as long as there is anything left for that.
    fn attempt(&mut self, line: &Line) -> Result<Node, Option<Failure>> {
        let cost = line.tokens.len() + 1;
        self.left = self.left.checked_sub(cost).ok_or(None)?;
        sentence::read(line, self.source).map_err(Some)
    }

    /// The text of some tokens, as it may be quoted in a message.
    fn shown(&self, line: &Line, first: usize, behind: usize) -> String {
        super::quoting::shown(self.text, line.span_of(self.source, first, behind))
    }
}

#[cfg(test)]
mod tests;

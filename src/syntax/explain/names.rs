//! Names of several words that stand without quotation marks.

use crate::diag::{Code, Diagnostic, Edit};
use crate::syntax::line::{Kind, Line};
use crate::syntax::sentence::Failure;
use crate::text;
use crate::text::Text;

use super::{Change, Explainer, Mistake, Rest};

/// The most words of a name behind its first.
const MOST: usize = 4;

/// The name of a block: what stands between its first word and the brace is more of it rather than a list.
pub(super) fn of_a_block(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    (explainer.opens && failure.token == 2).then(|| quoted(explainer, line, failure)).flatten()
}

/// Any other name. What is written small is more likely something else that stands where a name could.
pub(super) fn of_several_words(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    // As it was typed: a word of the language may begin a name too, as in `Monthly 20`.
    let first = failure.token.checked_sub(1)?;
    let span = line.span_of(explainer.source, first, failure.token);
    let typed = explainer.text.get(span.start as usize..span.end as usize)?;
    let small = typed.starts_with(char::is_lowercase);
    (!small).then(|| quoted(explainer, line, failure)).flatten()
}

/// A name that goes on where the grammar got stuck, if the grammar can read the sentence with quotation marks around it.
fn quoted(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let first = failure.token.checked_sub(1)?;
    let is_word = |index: usize, number: bool| {
        line.tokens.get(index).is_some_and(|token| match token.kind {
            Kind::Other | Kind::Word(_) => true,
            Kind::Number => number,
            _ => false,
        })
    };
    if first == 0 || !is_word(first, false) {
        return None;
    }
    let more = (failure.token..).take_while(|index| is_word(*index, true)).take(MOST).count();
    let change = (1..=more).find_map(|more| {
        let behind = failure.token + more;
        let span = line.span_of(explainer.source, first, behind);
        let name = explainer.text.get(span.start as usize..span.end as usize)?;
        let written = format!("\"{name}\"");
        let change = Change { first, behind, tokens: vec![("\"\"".to_owned(), Kind::Quote)], written };
        explainer.attempt(&change.of(line)).is_ok().then_some(change)
    })?;
    let span = line.span_of(explainer.source, first, change.behind);
    let shown = explainer.shown(line, first, change.behind);
    let message = text!("a name of several words stands in quotation marks", "由几个词组成的名称要放在引号里");
    let diagnostic = Diagnostic::new(Code::Unexpected, message)
        .at(span, Text::default())
        .help(text!("write `\"{shown}\"`, if that is the name", "如果这是名称，请写成 `\"{shown}\"`"))
        .fix(text!("write `\"{shown}\"`", "写成 `\"{shown}\"`"), vec![Edit { span, text: change.written }], false);
    Some(Mistake { diagnostic, rest: Rest::Unknown })
}

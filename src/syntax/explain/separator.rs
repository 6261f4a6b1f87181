//! Two clauses on one line with nothing between them.

use crate::diag::{Code, Diagnostic, Edit};
use crate::syntax::grammar::Rule;
use crate::syntax::line::{Kind, Line};
use crate::syntax::sentence::Failure;
use crate::text;
use crate::text::Span;

use super::{Explainer, Mistake, Rest};

/// The most clauses that one line is taken apart into.
const MOST: usize = 8;
/// Clauses that are nothing without their block.
const HEADS: [Rule; 5] =
    [Rule::plan_clause, Rule::promo_clause, Rule::scenario_clause, Rule::regulation_clause, Rule::operator_clause];

/// Takes a sentence apart where the grammar got stuck, if every part is a sentence.
pub(super) fn missing(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let mut rest = line.clone();
    let mut stuck = failure.token;
    let mut meant = Vec::new();
    // Tokens of the sentence before `rest`.
    let mut passed = 0;
    let mut edits = Vec::new();
    let mut first_cut = None;
    while meant.len() < MOST {
        if stuck == 0 || stuck >= rest.tokens.len() {
            return None;
        }
        // A comma at the end of a line draws the next line into the sentence.
        let comma = rest.token(stuck - 1) == ",";
        // In a scenario a line begins with its date.
        let is_dated = rest.tokens.get(stuck).is_some_and(|token| token.kind == Kind::Date);
        if explainer.inside == Some(Rule::scenario_clause) && !is_dated {
            return None;
        }
        // What stands behind a colon belongs to what stands before it.
        if rest.token(stuck - 1) == ":" {
            return None;
        }
        let end = if comma { stuck - 1 } else { stuck };
        let part = rest.with(end, rest.tokens.len(), &[]);
        let node = explainer.attempt(&part).ok()?;
        // The block that follows would be torn from its head.
        if explainer.opens && HEADS.contains(&node.rule) {
            return None;
        }
        meant.push(node);
        let cut = passed + stuck;
        let before = line.span_of(explainer.source, cut - 1, cut);
        let place = if comma { before } else { before.after() };
        let mark = if comma { ";" } else { "; " };
        // The blank that stands there already is enough.
        let blank = line.tokens.get(cut).is_some_and(|next| next.start > before.end);
        edits.push(Edit { span: place, text: if blank { ";" } else { mark }.to_owned() });
        first_cut.get_or_insert((cut, comma));
        passed = cut;
        rest = rest.with(0, stuck, &[]);
        match explainer.attempt(&rest) {
            Ok(node) => {
                meant.push(node);
                break;
            }
            Err(failure) => stuck = failure?.token,
        }
    }
    let (cut, comma) = first_cut?;
    let next = explainer.shown(line, cut, cut + 1);
    let span: Span = line.span_of(explainer.source, cut, cut + 1);
    let message = if comma {
        text!("a comma stands before the new clause `{next}`", "新条款 `{next}` 的前面是逗号")
    } else {
        text!("a `;` or a new line is missing before `{next}`", "`{next}` 前面缺少 `；` 或换行")
    };
    let help = if comma {
        text!("end the clause before it with `;` or a new line", "用 `；` 或换行结束前一个条款")
    } else {
        text!("put a `;` before it, or begin a new line", "在它前面加 `；` 或换行")
    };
    // Behind an event it may have been meant as a part of what is done then, and not for the whole plan.
    let is_safe = !(0..cut).any(|token| line.token(token) == ":");
    let diagnostic = Diagnostic::new(Code::Unexpected, message)
        .at(span, text!("a new clause begins here", "新的条款从这里开始"))
        .help(help)
        .fix(text!("separate the clauses with `;`", "用 `;` 分开条款"), edits, is_safe);
    Some(Mistake { diagnostic, rest: Rest::Meant(meant) })
}

//! # A price of use
//!
//! What is not paid by units costs so much: `voice $0.10 per minute`, `SMS to abroad $0.50 each`, `overage $10 per GB`. It is `when
//! voice runs out: charge $0.10 per minute`, and what can stand behind that can stand here: `data $0.01 per MB, at most $5 a
//! day`. `each` is for messages.
//!
//! **Edge.** Where there are units for the use, these pay first: the price is for what they do not pay.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;

use super::read::parts;
use super::{Context, Example, Lowered, Place, depletion};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "voice $0.10 per minute", zh: "语音 $0.10 按每 分钟" },
    Example { place: Place::Plan, en: "SMS to abroad $0.50 each", zh: "短信 到 国际 $0.50 各" },
    Example {
        place: Place::Plan,
        en: "overage $10 per GB, at most $50 a period",
        zh: "超额 $10 按每 GB，最多 $50 每周期",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let said = parts(sentence).filter(|part| !matches!(part.rule, Rule::use_price_head | Rule::colon | Rule::k_costs));
    depletion::rule(context, sentence, sentence.child(Rule::use_price_head)?, said)
}

//! What was not reached, in words.

use crate::coverage::{Cannot, Clause, Outcome, Way};
use crate::text;
use crate::text::{Source, Span, Text};

/// Something that was not reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    /// The words that ask it; the clause, if that was not reached at all.
    pub(super) span: Span,
    /// Whether it is the clause of the line, so that it need not be named.
    pub(super) whole: bool,
    /// What did not happen.
    pub(super) text: Text,
    /// Why it cannot happen.
    pub(super) cannot: Option<Cannot>,
}

/// Everything that was not reached of a clause, by place. Of a clause that was not reached nothing else is said.
pub(super) fn missing(clause: &Clause) -> Vec<Missing> {
    if clause.by.is_empty() {
        let text = match clause.cannot {
            None => text!("no scenario reaches this", "没有场景到达这一条"),
            Some(why) => {
                text!("no scenario can reach this: {why}", "任何场景都无法到达这一条：{why}"; why = because(why))
            }
        };
        return vec![Missing { span: clause.span, whole: true, text, cannot: clause.cannot }];
    }
    clause.outcomes.chunk_by(|one, other| one.span == other.span).flat_map(of_words).collect()
}

/// The ways in which some words never came out; that nobody asked is said once.
fn of_words(ways: &[Outcome]) -> Vec<Missing> {
    let missing: Vec<&Outcome> = ways.iter().filter(|outcome| outcome.by.is_empty()).collect();
    let said = |outcome: &&Outcome, text: Text| {
        let text = match outcome.cannot {
            None => text,
            Some(why) => {
                text!("{text}, and cannot be: {why}", "{text}，也不可能：{why}"; text = text, why = because(why))
            }
        };
        Missing { span: outcome.span, whole: false, text, cannot: outcome.cannot }
    };
    match missing.first() {
        Some(first) if ways.len() > 1 && missing.len() == ways.len() => {
            vec![said(first, text!("never asked", "从未判断"))]
        }
        _ => missing.iter().map(|outcome| said(outcome, never(outcome.way))).collect(),
    }
}

fn never(way: Way) -> Text {
    match way {
        Way::True => text!("never true", "从未成立"),
        Way::False => text!("never false", "从未不成立"),
        Way::Full => text!("never reached", "从未达到"),
        Way::NotFull => text!("always reached", "总是达到"),
        Way::Open => text!("never used inside these hours and days", "从未在这些时间内使用"),
        Way::Closed => text!("never used outside these hours and days", "从未在这些时间外使用"),
        Way::Decided => text!("never decided", "从未起决定作用"),
    }
}

fn because(why: Cannot) -> Text {
    match why {
        Cannot::Found(code) => Text::same(format!("rollover::{}", code.name())),
        Cannot::NothingLeft => text!("nothing is ever left of what the plan grants", "套餐发放的内容从不会有剩余"),
        Cannot::NoOtherPlan => text!("there is no other plan to change to", "没有可以变更到的其他套餐"),
    }
}

impl Missing {
    /// In a sentence: with the words that it is about, unless that is the clause.
    pub(super) fn sentence(&self, source: &Source) -> Text {
        if self.whole {
            return self.text.clone();
        }
        let about = source.slice(self.span).lines().next().unwrap_or("").trim();
        text!("`{about}`: {said}", "`{about}`：{said}"; said = self.text)
    }
}

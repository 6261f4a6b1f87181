//! Plans before they are read, and plans that are like others: `plan B like A { what differs }`.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::event::ProductId;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::{Origin, Span, Text};

use super::Context;
use super::read::named::Thing;
use super::read::repeated;

/// A plan may be like one that is like one, and so on, so many times.
pub(super) const MOST_STEPS: usize = 64;

/// A plan before it is read.
#[derive(Debug)]
pub(super) struct Draft<'t> {
    /// Its name.
    pub(super) name: String,
    /// `plan "X" by Smart`; an anonymous plan has none.
    pub(super) head: Option<&'t Clause>,
    /// Its own clauses.
    pub(super) own: Vec<&'t Clause>,
    /// The operator of its file, for a plan that names none.
    pub(super) operator: Option<usize>,
    /// The product of its own grants.
    pub(super) product: ProductId,
    /// Where it is written.
    pub(super) origin: Origin,
    /// The version before it, if it is a later version.
    pub(super) before: Option<usize>,
}

/// What a plan is like: what it says itself, or the version before it.
pub(super) fn next(context: &Context<'_>, drafts: &[Draft<'_>], at: usize) -> Option<usize> {
    let draft = drafts.get(at)?;
    match draft.head?.sentence.child(Rule::like_plan).and_then(|like| like.child(Rule::name)) {
        Some(node) => context.named.plans.find(&context.name_of(node)).map(|id| id.0 as usize),
        None => draft.before,
    }
}

/// The clauses of a plan: those of the plan it is like, without what it says itself, and then its own.
pub(super) fn effective<'t>(context: &mut Context<'_>, drafts: &[Draft<'t>], index: usize) -> Vec<&'t Clause> {
    let mut clauses: Vec<&'t Clause> = Vec::new();
    // From the plan itself to what it is like, to what that is like: nearer ones win.
    for step in line(context, drafts, index) {
        let Some(draft) = drafts.get(step) else { continue };
        let head = drafts.get(index).and_then(|own| own.head).map(|head| head.sentence.span);
        if step != index && head.is_some_and(|head| repeated::again(context, &draft.own, head).is_none()) {
            break;
        }
        let said: BTreeSet<String> = clauses.iter().map(|clause| subject(clause)).collect();
        // A continuation goes with the clause that it continues.
        let mut goes = false;
        let mut inherited: Vec<&'t Clause> = Vec::new();
        for clause in &draft.own {
            if !is_continuation(clause) {
                // What becomes of those who have an earlier version is said of one version.
                let alone = step != index && clause.sentence.rule == Rule::existing_clause;
                goes = alone || said.contains(&subject(clause));
            }
            if !goes {
                inherited.push(clause);
            }
        }
        inherited.extend(clauses);
        clauses = inherited;
    }
    clauses
}

/// The operator of a plan: by its own `by`, by that of the plan it is like, or that of its file.
pub(super) fn operator(context: &mut Context<'_>, drafts: &[Draft<'_>], index: usize) -> Option<usize> {
    let steps = line(context, drafts, index);
    let by = steps.iter().find_map(|step| drafts.get(*step)?.head?.sentence.child(Rule::by_operator));
    let Some(by) = by.and_then(|by| by.child(Rule::name)) else { return drafts.get(index)?.operator };
    let wanted = context.name_of(by);
    match context.named.operators.find(&wanted) {
        Some(place) => Some(*place),
        None => context.unknown(Thing::Operator, &wanted, by.span),
    }
}

/// The plan, the plan it is like, the plan that is like, … Errors are reported once, for the plan that makes them.
fn line(context: &mut Context<'_>, drafts: &[Draft<'_>], index: usize) -> Vec<usize> {
    let mut steps = vec![index];
    let mut at = index;
    loop {
        let like = drafts.get(at).and_then(|draft| draft.head?.sentence.child(Rule::like_plan));
        let named = like.and_then(|like| like.child(Rule::name));
        let Some(next) = next(context, drafts, at) else {
            if let Some(node) = named {
                let wanted = context.name_of(node);
                let _: Option<()> = context.unknown(Thing::OtherPlan(at), &wanted, node.span);
            }
            break;
        };
        let Some(like) = like.or_else(|| drafts.get(at)?.head.map(|head| &head.sentence)) else { break };
        if let Some(circle) = steps.iter().position(|step| *step == next).and_then(|first| steps.get(first..)) {
            // Every plan of a circle leads round it; it is one mistake, of the first.
            if circle.iter().min() == Some(&next) {
                let message = text!("the plan is like itself", "套餐参照了它自己");
                let help = text!(
                    "let one of the plans say all of its clauses, and the others be like it",
                    "让其中一个套餐写全条款，其他套餐再参照它"
                );
                let diagnostic = Diagnostic::new(Code::BadValue, message).at(like.span, Text::default()).help(help);
                let _: Option<()> = context.report(diagnostic);
            }
            break;
        }
        if steps.len() > MOST_STEPS {
            let last = self::next(context, drafts, next).is_none();
            // What is like a plan that goes too far back goes too far back as well: that is one mistake, of the first.
            let _: Option<()> = if last { context.report(too_far(like.span)) } else { context.withhold() };
            break;
        }
        steps.push(next);
        at = next;
    }
    steps
}

pub(super) fn too_far(span: Span) -> Diagnostic {
    let message =
        text!("more than {MOST_STEPS} plans are like each other in a row", "连续互相参照的套餐超过 {MOST_STEPS} 个");
    let help = text!("let each of them be like the first", "请让它们各自参照第一个套餐");
    Diagnostic::new(Code::TooLarge, message).at(span, Text::default()).help(help)
}

/// What a clause is about: in a plan like another, a clause takes the place of those about the same.
fn subject(clause: &Clause) -> String {
    let sentence = &clause.sentence;
    // Packs, events and depletion speak of one thing each; the part that says which is `…_head` in the grammar.
    let head = sentence.children.iter().find(|child| {
        matches!(child.rule, Rule::pack_head | Rule::event_head | Rule::depletion_head | Rule::use_price_head)
    });
    match head {
        Some(head) if matches!(head.rule, Rule::depletion_head | Rule::use_price_head) => {
            super::depletion::subject(head)
        }
        Some(head) if head.rule == Rule::event_head => format!("{:?} {}", sentence.rule, event(&head.text)),
        Some(head) => format!("{:?} {}", sentence.rule, head.text),
        None => format!("{:?}", sentence.rule),
    }
}

/// An event, whatever words it is said in: `when recharged` is `on recharge`, and `on activation or renewal` is both.
fn event(head: &str) -> String {
    let same = |word: &'_ str| match word {
        "recharged" => "recharge".to_owned(),
        "renewed" => "renewal".to_owned(),
        "activated" => "activation".to_owned(),
        "suspended" => "suspension".to_owned(),
        "buy" => "purchase of".to_owned(),
        other => other.to_owned(),
    };
    let words = head.split(' ').enumerate().filter(|(place, word)| *place > 0 || !matches!(*word, "when" | "on"));
    let words: Vec<String> = words.map(|(_, word)| same(word)).collect();
    let mut events: Vec<&[String]> = words.split(|word| word == "or").collect();
    events.sort_unstable();
    events.iter().map(|event| event.join(" ")).collect::<Vec<_>>().join(" or ")
}

fn is_continuation(clause: &Clause) -> bool {
    clause.continues_line
        && matches!(clause.sentence.rule, Rule::within_each_clause | Rule::otherwise_clause | Rule::action_clause)
}

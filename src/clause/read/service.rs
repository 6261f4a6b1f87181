//! What is done with the line itself: `bar data in "abroad"`, `lift bars`, `full speed to the end of the period`.

use crate::model::{Scope, Service};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::units::Validity;

use super::super::Context;
use super::{misplaced, scope, selector, time, validity};

/// An action on the line.
pub(crate) fn service(context: &mut Context<'_>, part: &Node) -> Option<Service> {
    let kind = part.child(Rule::kind).and_then(selector::kind);
    match part.rule {
        Rule::bar => {
            let mut of = Scope::default();
            for one in part.children.iter().filter(|child| scope::is_scope(child.rule)) {
                // Records are not split at the edges of a bar's hours.
                if one.rule == Rule::window {
                    return misplaced::modifier(context, one, &text!("a bar", "停用"));
                }
                scope::add(context, &mut of, one)?;
            }
            Some(Service::Bar { kind, scope: of })
        }
        Rule::lift_bars => Some(Service::LiftBars { kind }),
        _ => Some(Service::FullSpeed { until: until(context, part)? }),
    }
}

/// `to the end of the period`, `for 24 hours`.
fn until(context: &mut Context<'_>, part: &Node) -> Option<Validity> {
    if let Some(said) = part.child(Rule::validity) {
        return validity::validity(context, said);
    }
    if let Some(end) = part.child(Rule::to_end_of) {
        return validity::to_end_of(context, end.child(Rule::end_of_what)?);
    }
    Some(Validity::For(time::length(context, part.child(Rule::length)?)?))
}

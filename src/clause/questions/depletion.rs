//! Whether what a plan says of the end of its units reaches every use of everybody.

use crate::model::{Condition, Depletion, Member, Plan, Scope};
use crate::text;
use crate::text::Origin;
use crate::units::Kind;

use super::Words;

/// The kinds for which it is said what happens when nothing is left, but not to every use of everybody; each with the last
/// clause that says it.
pub(super) fn not_reached(plan: &Plan) -> Vec<(Kind, Origin)> {
    let shares = plan.pool.is_some();
    let mut open = Vec::new();
    for kind in Kind::ALL {
        let rules: Vec<&Depletion> = plan.depletions.iter().filter(|rule| rule.kind == kind).collect();
        let reached = reaches(&rules, Member::Owner) && (!shares || reaches(&rules, Member::Others));
        if let Some(last) = rules.last().filter(|_| !reached) {
            open.push((kind, last.fallbacks.origin));
        }
    }
    open
}

/// Whether some of these rules leave out no use of the owner, or of the others. "If marked" and "unless marked" together
/// leave out nobody.
fn reaches(rules: &[&Depletion], whom: Member) -> bool {
    let anyhow = |rule: &&&Depletion| {
        let theirs = rule.member == Member::Everybody || rule.member == whom;
        theirs && !rule.expired_only && rule.scope == Scope::default()
    };
    let own: Vec<&&Depletion> = rules.iter().filter(anyhow).collect();
    let denied = |condition: &Condition| {
        own.iter().any(|rule| matches!(&rule.condition, Some(Condition::Not(other)) if **other == *condition))
    };
    own.iter().any(|rule| rule.condition.as_ref().is_none_or(denied))
}

/// What is asked, and the clauses that answer it.
pub(super) fn words(kind: Kind) -> (Words, &'static [(&'static str, &'static str)]) {
    let answer = text!("use is blocked", "阻断");
    match kind {
        Kind::Data => (
            (text!("what happens to all other use when data runs out", "流量用完后其余的使用怎么办"), answer),
            &[
                ("when data runs out: block", "当流量用完：阻断"),
                ("when data runs out: throttle to 128 kbps", "当流量用完：限速 至 128 kbps"),
            ],
        ),
        Kind::Voice => (
            (text!("what happens to all other calls when voice runs out", "语音用完后其余的通话怎么办"), answer),
            &[("when voice runs out: block", "当通话用完：阻断")],
        ),
        Kind::Sms => (
            (text!("what happens to all other messages when SMS runs out", "短信用完后其余的短信怎么办"), answer),
            &[("when SMS runs out: block", "当短信用完：阻断")],
        ),
        Kind::Money => (
            (text!("what happens to all other use when money runs out", "话费用完后其余的使用怎么办"), answer),
            &[("when money runs out: block", "当话费用完：阻断")],
        ),
        Kind::Points => (
            (text!("what happens to all other use when points run out", "积分用完后其余的使用怎么办"), answer),
            &[("when points run out: block", "当积分用完：阻断")],
        ),
    }
}

//! # `the owner pays for members`
//!
//! Whose money pays when somebody in a pool uses beyond the allowance: `the owner pays for members`, the account holder, by money or on the
//! bill. What counts is what use is charged, and fees before a use. Without the clause each line pays for itself.
//!
//! It is said with `share`: where nothing is shared there are no members, and that is a mistake.
//!
//! **Edge.** Packs that members buy, and the prices of their own plans, are theirs. The owner's plan decides whether it is paid from
//! money or put on the bill. Limits of charges count each line by itself unless they say `together`.

use crate::diag::{Code, Diagnostic};
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Origin;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::Plan,
    en: "share with up to 4 members; the owner pays for members; when data runs out: charge $1 per 100 MB",
    zh: "共享 同 最多 4 成员；机主 代付 成员；当流量用完：收费 $1 按每 100 MB",
}];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    context.plan.owner_pays = Some(Origin::Written(clause.sentence.span));
    Some(())
}

/// Once all of a plan is read: whether there are members for whom the owner could pay.
pub(super) fn check(context: &mut Context<'_>) {
    let Some(span) = context.plan.owner_pays.and_then(Origin::span).filter(|_| context.plan.pool.is_none()) else {
        return;
    };
    let message = text!("the plan has no members to pay for", "此套餐没有可代付的成员");
    let help =
        text!("say what is shared as well: `share with up to 4 members`", "请同时写明共享：`共享 同 最多 4 成员`");
    let why = text!("only who shares a plan has members", "只有共享的套餐才有成员");
    let label = text!("nobody is paid for", "没有代付对象");
    let diagnostic = Diagnostic::new(Code::MisplacedClause, message).at(span, label).why(why).help(help);
    let _: Option<()> = context.report(diagnostic);
}

//! What sets a handler off as a notice is sent: `80% of data is used`, `data left falls below 100 MB`, `charges reach $64 in a
//! period`.

use crate::model::{NoticeAt, NoticeOf, Trigger};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::Origin;
use crate::units::Quantity;

use super::super::{Context, notify, report};
use super::{amount, selector};

/// What a notice could tell.
pub(super) fn threshold(context: &mut Context<'_>, node: &Node) -> Option<Trigger> {
    let origin = Origin::Written(node.span);
    if context.promotion.is_some() {
        let message = text!("a promotion cannot wait for this", "促销不能等待这个");
        let help = text!("say it in the plan", "请写在套餐里");
        return context.report(report::bad_value(node.span, message).help(help));
    }
    let (of, at) = match node.rule {
        Rule::charges_trigger => {
            (NoticeOf::Charges(notify::of_money(context, node)?), NoticeAt::Used(amount::percent(100)))
        }
        Rule::below_trigger => {
            let mut of = selector::selector(context, node.child(Rule::selector)?)?;
            let (kind, least) = amount::measured(context, node.child(Rule::amount)?)?;
            of.kind.get_or_insert(kind);
            (NoticeOf::Together(vec![of]), NoticeAt::Left(least.saturating_sub(Quantity(1))))
        }
        _ => {
            let notice = node.child(Rule::notice)?;
            let at = match notify::at(context, notice)? {
                // "20% of data is left"
                NoticeAt::Used(share) if node.has(Rule::k_left) => notify::left(context, notice, share)?,
                at => at,
            };
            if matches!(at, NoticeAt::BeforeExpiry(_)) {
                let message = text!("before a lot's expiry there are notices only", "额度到期前只有通知");
                let help = text!(
                    "write `3 hours before the period's end` for something that is done, or `notify 3 hours before expiry`",
                    "动作请写 `周期结束前 3 小时`，通知请写 `通知 到期前 3 小时`"
                );
                return context.report(report::bad_value(node.span, message).help(help));
            }
            let of = match (node.child(Rule::of_money), node.child(Rule::of_part)) {
                (Some(money), _) => NoticeOf::Charges(notify::of_money(context, money)?),
                (None, Some(part)) => notify::of(context, part)?,
                (None, None) => notify::usual(at),
            };
            (of, at)
        }
    };
    Some(Trigger::Reached(notify::silent(context, of, at, origin)))
}

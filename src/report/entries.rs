//! One entry of the ledger as a sentence.

mod lot;
mod notice;

use crate::ledger::{Charge, Entry, Posting};
use crate::text;
use crate::text::Text;

use super::Run;
use super::dates::Dates;

use lot::about_a_lot;
pub(super) use lot::lost;
use notice::notice;
pub(super) use notice::told;

/// What an entry says, without its date and its clause: `8 GB of January's data #1 rolled over, until 1 May`.
pub(super) fn sentence(run: &Run<'_>, entry: &Entry) -> Text {
    let dates = Dates::new(&run.zone, run.from);
    let amount = Text::same(run.amount(entry.kind, entry.amount.0));
    match entry.posting {
        Posting::Blocked { reason } => {
            text!(
                "{amount} blocked: {reason}", "{amount} 被阻断：{reason}";
                amount = amount, reason = reason.text()
            )
        }
        Posting::Throttled { bits_per_second } => {
            let speed = speed(bits_per_second);
            text!("{amount} let through slowly, at {speed}", "{amount} 以 {speed} 限速使用"; amount = amount)
        }
        Posting::Slowed { bits_per_second } => {
            let speed = speed(bits_per_second);
            text!("{amount} of it slow, at {speed}", "其中 {amount} 速率为 {speed}"; amount = amount)
        }
        Posting::Overage => text!("{amount} let through and charged", "{amount} 超量使用，另行收费"; amount = amount),
        Posting::Owed => text!("{amount} let through and owed", "{amount} 先用后还，记欠"; amount = amount),
        Posting::Forgiven => text!("{amount} owed no more", "免除所欠的 {amount}"; amount = amount),
        Posting::Charged { what } => {
            text!("{amount} charged for {what}", "收取{what} {amount}"; amount = amount, what = charge(what))
        }
        Posting::Reduced { what } => {
            text!("{amount} off the price of {what}", "{what}减免 {amount}"; amount = amount, what = charge(what))
        }
        Posting::Refunded => text!("{amount} paid back", "退款 {amount}"; amount = amount),
        Posting::Lent => text!("{amount} more is owed", "新增欠款 {amount}"; amount = amount),
        Posting::LoanRepaid => text!("{amount} of what was owed is repaid", "偿还欠款 {amount}"; amount = amount),
        Posting::Refused { reason } => {
            text!("a request was refused: {reason}", "请求被拒绝：{reason}"; reason = reason.text())
        }
        Posting::Noticed { what } => notice(run, entry, what, &dates),
        Posting::PeriodBegan { .. }
        | Posting::Lapsed { .. }
        | Posting::PlanChanged { .. }
        | Posting::PlanChangeNoted { .. }
        | Posting::Noted { .. } => about_the_plan(run, entry, &dates),
        _ => about_a_lot(run, entry, &amount, &dates),
    }
}

fn about_the_plan(run: &Run<'_>, entry: &Entry, dates: &Dates<'_>) -> Text {
    let number = entry.amount.0;
    let plan = |id| run.catalogue.plan(id).map_or("", |plan| plan.name.as_str());
    match entry.posting {
        Posting::PeriodBegan { until, renewed } => {
            let until = dates.until(until);
            if renewed {
                text!(
                    "period {number} began by renewal, {until}", "续订，第 {number} 个周期开始，{until}";
                    until = until
                )
            } else {
                text!("period {number} began, {until}", "第 {number} 个周期开始，{until}"; until = until)
            }
        }
        Posting::Lapsed { reason } => {
            text!("the period ended without a renewal: {reason}", "周期结束，未续订：{reason}"; reason = reason.text())
        }
        Posting::PlanChanged { to } => {
            let plan = plan(to);
            text!("the plan changed to \"{plan}\"", "套餐变更为“{plan}”")
        }
        Posting::PlanChangeNoted { to } => {
            let plan = plan(to);
            text!("a change to \"{plan}\" is noted for the end of the period", "已登记在周期末变更为“{plan}”")
        }
        Posting::Noted { what } => what.text(),
        _ => text!("noted on the account", "已记录到账户"),
    }
}

fn charge(what: Charge) -> Text {
    match what {
        Charge::Period => text!("the period", "套餐费"),
        Charge::Pack => text!("a pack", "加油包费"),
        Charge::Overage => text!("use beyond the allowance", "超量费"),
        Charge::Gift => text!("a gift", "转赠费"),
        Charge::Fee => text!("a fee", "手续费"),
    }
}

/// `128 kbps`, in the largest unit that is exact.
fn speed(bits_per_second: u64) -> String {
    for (unit, bits) in [("Gbps", 1_000_000_000), ("Mbps", 1_000_000), ("kbps", 1_000)] {
        if bits_per_second >= bits && bits_per_second.is_multiple_of(bits) {
            return format!("{} {unit}", bits_per_second / bits);
        }
    }
    format!("{bits_per_second} bit/s")
}

/// Whether an entry takes units away that could have been used.
pub(super) fn loses(entry: &Entry) -> bool {
    matches!(entry.posting, Posting::Expired | Posting::Trimmed | Posting::Forfeited { .. }) && entry.amount.0 > 0
}

#[cfg(test)]
mod tests;

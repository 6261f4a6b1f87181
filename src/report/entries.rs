//! One entry of the ledger as a sentence.

use crate::ledger::{Charge, Entry, LotId, NoticeKind, Posting};
use crate::text;
use crate::text::Text;
use crate::units::{Instant, Ratio};

use super::Run;
use super::dates::Dates;
use super::nouns::lot_noun;
use super::quote::Quote;

/// What an entry says, without its date and its clause: `8 GB of January's data #1 rolled over, until 1 May`.
pub(super) fn sentence(run: &Run<'_>, entry: &Entry) -> Text {
    let dates = Dates::new(&run.zone, run.from);
    let amount = Text::same(run.amount(entry.kind, entry.amount.0));
    match entry.posting {
        Posting::Blocked { reason } => {
            text!("{amount} blocked: {reason}", "{amount} 被阻断：{reason}"; amount = amount, reason = reason.text())
        }
        Posting::Throttled { bits_per_second } => {
            let speed = speed(bits_per_second);
            text!("{amount} let through slowly, at {speed}", "{amount} 以 {speed} 限速使用"; amount = amount)
        }
        Posting::Overage => text!("{amount} let through and charged", "{amount} 超量使用，另行收费"; amount = amount),
        Posting::Charged { what } => {
            text!("{amount} charged for {what}", "收取{what} {amount}"; amount = amount, what = charge(what))
        }
        Posting::Refused { reason } => {
            text!("a request was refused: {reason}", "请求被拒绝：{reason}"; reason = reason.text())
        }
        Posting::Noticed { what } => notice(run, entry, what, &dates),
        Posting::PeriodBegan { .. }
        | Posting::Lapsed { .. }
        | Posting::PlanChanged { .. }
        | Posting::PlanChangeNoted { .. }
        | Posting::Noted => about_the_plan(run, entry, &dates),
        _ => about_a_lot(run, entry, &amount, &dates),
    }
}

fn about_a_lot(run: &Run<'_>, entry: &Entry, amount: &Text, dates: &Dates<'_>) -> Text {
    let lot = entry.lot.map_or_else(|| text!("no lot", "无批次"), |lot| lot_noun(run, lot));
    match entry.posting {
        Posting::Granted { from, until } => granted(run, entry, (amount, &lot), (from, until), dates),
        Posting::Used => used(run, entry, amount, &lot),
        Posting::Rolled { until } => {
            let until = dates.until(until);
            text!("{amount} of {lot} rolled over, {until}", "{lot}的 {amount} 累积，{until}"; amount = amount, lot = lot, until = until)
        }
        Posting::Trimmed => text!("{amount} of {lot} cut by a cap", "{lot}的 {amount} 超过上限被清除"; amount = amount, lot = lot),
        Posting::Expired => text!("{amount} of {lot} expired", "{lot}的 {amount} 到期"; amount = amount, lot = lot),
        Posting::Forfeited { reason } => {
            text!("{amount} of {lot} forfeited: {reason}", "{lot}的 {amount} 作废：{reason}"; amount = amount, lot = lot, reason = reason.text())
        }
        Posting::Given { to } => {
            let to = run.account_name(to);
            text!("{amount} of {lot} given to {to}", "{lot}的 {amount} 转赠给 {to}"; amount = amount, lot = lot)
        }
        Posting::Received { from, until } => received(run, from, (amount, &lot), &dates.until(until)),
        _ => moved(entry, (amount, &lot), dates),
    }
}

fn granted(
    run: &Run<'_>,
    entry: &Entry,
    (amount, lot): (&Text, &Text),
    (from, until): (Instant, Instant),
    dates: &Dates<'_>,
) -> Text {
    let unlimited = entry.lot.and_then(|id| run.lot(id)).is_some_and(|lot| lot.unlimited);
    let amount = if unlimited { text!("unlimited use", "不限量") } else { amount.clone() };
    let until = dates.until(until);
    let granted = text!("{amount} granted: {lot}, {until}", "发放 {amount}：{lot}，{until}"; amount = amount, lot = lot, until = until);
    if from == Instant::NEVER {
        text!("{granted}; it waits for its turn", "{granted}；排队等待"; granted = granted)
    } else if from > entry.at {
        text!("{granted}; usable from {from}", "{granted}；{from}起可用"; granted = granted, from = dates.at(from))
    } else {
        granted
    }
}

fn used(run: &Run<'_>, entry: &Entry, amount: &Text, lot: &Text) -> Text {
    if entry.lot.is_some_and(|lot| lot.account != entry.account.0) {
        let who = run.account_name(entry.account);
        return text!("{who} used {amount} of {lot}", "{who} 使用了{lot}的 {amount}"; amount = amount, lot = lot);
    }
    text!("{amount} of {lot} used", "使用了{lot}的 {amount}"; amount = amount, lot = lot)
}

fn received(run: &Run<'_>, from: LotId, (amount, lot): (&Text, &Text), until: &Text) -> Text {
    let from = run.lot_ref(from);
    text!("{amount} received from {from}: {lot}, {until}", "收到 {from} 的 {amount}：{lot}，{until}"; amount = amount, lot = lot, until = until)
}

/// What happens to the time of a lot. The amount is what is left.
fn moved(entry: &Entry, (amount, lot): (&Text, &Text), dates: &Dates<'_>) -> Text {
    match entry.posting {
        Posting::Revived { until } => {
            text!("{amount} of {lot} came back, {until}", "{lot}的 {amount} 恢复，{until}"; amount = amount, lot = lot, until = dates.until(until))
        }
        Posting::Woke { until } => {
            text!("{lot} can be used again, {until}; {amount} left", "{lot}恢复可用，{until}；剩余 {amount}"; amount = amount, lot = lot, until = dates.until(until))
        }
        Posting::Slept { reason } => {
            text!("{lot} cannot be used for now: {reason}; {amount} left", "{lot}暂不可用：{reason}；剩余 {amount}"; amount = amount, lot = lot, reason = reason.text())
        }
        Posting::Moved { until } => {
            text!("{lot} now lives {until}; {amount} left", "{lot}的有效期改为{until}；剩余 {amount}"; amount = amount, lot = lot, until = dates.until(until))
        }
        _ => lot.clone(),
    }
}

fn about_the_plan(run: &Run<'_>, entry: &Entry, dates: &Dates<'_>) -> Text {
    let number = entry.amount.0;
    let plan = |id| run.catalogue.plan(id).map_or("", |plan| plan.name.as_str());
    match entry.posting {
        Posting::PeriodBegan { until, renewed } => {
            let until = dates.until(until);
            if renewed {
                text!("period {number} began by renewal, {until}", "续订，第 {number} 个周期开始，{until}"; until = until)
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
        _ => text!("noted on the account", "已记录到账户"),
    }
}

fn notice(run: &Run<'_>, entry: &Entry, what: NoticeKind, dates: &Dates<'_>) -> Text {
    let left = Text::same(run.amount(entry.kind, entry.amount.0));
    let lot = entry.lot.map_or_else(|| super::nouns::kind_noun(entry.kind), |lot| lot_noun(run, lot));
    match what {
        NoticeKind::Used(share) => {
            let share = percent(share);
            text!("notice: {share} of {lot} used, {left} left", "通知：{lot}已使用 {share}，剩余 {left}"; lot = lot, left = left)
        }
        NoticeKind::Left => text!("notice: {left} of {lot} left", "通知：{lot}剩余 {left}"; lot = lot, left = left),
        NoticeKind::Ending { at } => {
            let at = dates.at(at);
            text!("notice: {left} of {lot} will end on {at}", "通知：{lot}的 {left} 将于{at}到期"; lot = lot, left = left, at = at)
        }
        NoticeKind::Message => {
            let words = Quote::of(run, entry.origin).map(|quote| quote.words).unwrap_or_default();
            text!("notice: {words}", "通知：{words}")
        }
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

/// `80%`, or `1/3` where percent would not be exact.
fn percent(share: Ratio) -> String {
    let hundredfold = u128::from(share.numerator) * 100;
    let whole = u128::from(share.denominator.max(1));
    if hundredfold.is_multiple_of(whole) {
        format!("{}%", hundredfold / whole)
    } else {
        format!("{}/{}", share.numerator, share.denominator)
    }
}

/// `128 kbps`, in the largest unit that is exact.
pub(super) fn speed(bits_per_second: u64) -> String {
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

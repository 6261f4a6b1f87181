//! What happens to a lot, as a sentence.

use crate::event::{AccountId, Class};
use crate::ledger::{Entry, LotId, Posting};
use crate::report::Run;
use crate::report::dates::Dates;
use crate::report::nouns::lot_noun;
use crate::text;
use crate::text::Text;
use crate::units::Instant;

pub(super) fn about_a_lot(run: &Run<'_>, entry: &Entry, amount: &Text, dates: &Dates<'_>) -> Text {
    let lot = entry.lot.map_or_else(|| text!("no lot", "无批次"), |lot| lot_noun(run, lot));
    match entry.posting {
        Posting::Granted { from, until } => granted(run, entry, (amount, &lot), (from, until), dates),
        Posting::Used => used(run, entry, amount, &lot),
        Posting::Refilled { until } => text!(
            "{lot} filled up by {amount}, {until}", "{lot} 补足 {amount}，{until}";
            amount = amount, lot = lot, until = dates.until(until)
        ),
        Posting::Repaid => text!(
            "{amount} of {lot} paid for what was owed", "{lot} 的 {amount} 用于偿还所欠";
            amount = amount, lot = lot
        ),
        Posting::Rolled { until } => {
            let until = dates.until(until);
            text!(
                "{amount} of {lot} rolled over, {until}", "{lot} 的 {amount} 累积，{until}";
                amount = amount, lot = lot, until = until
            )
        }
        Posting::Trimmed | Posting::Expired | Posting::Forfeited { .. } => {
            let what = text!("{amount} of {lot}", "{lot} 的 {amount}"; amount = amount, lot = lot);
            lost(entry.posting, &what)
        }
        Posting::Exchanged => text!(
            "{amount} of {lot} exchanged for something else", "{lot} 的 {amount} 已兑换";
            amount = amount, lot = lot
        ),
        Posting::Given { to } => {
            let to = run.account_name(to);
            text!("{amount} of {lot} given to {to}", "{lot} 的 {amount} 转赠给 {to}"; amount = amount, lot = lot)
        }
        Posting::Received { from, until } => received(run, from, (amount, &lot), &dates.until(until)),
        _ => moved(entry, (amount, &lot), dates),
    }
}

/// What has become of units that are lost: those of one lot, or a sum of many.
pub(in crate::report) fn lost(posting: Posting, what: &Text) -> Text {
    match posting {
        Posting::Trimmed => text!("{what} cut by a cap", "{what} 超过上限被清除"; what = what),
        Posting::Forfeited { reason } => {
            text!("{what} forfeited: {reason}", "{what} 作废：{reason}"; what = what, reason = reason.text())
        }
        _ => text!("{what} expired", "{what} 到期"; what = what),
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
    let paid = entry.lot.and_then(|id| run.lot(id)).is_some_and(|lot| lot.class == Class::Recharge);
    let verb = if paid { text!("paid in", "充值") } else { text!("granted", "发放") };
    let granted = text!(
        "{amount} {verb}: {lot}, {until}", "{verb} {amount}：{lot}，{until}";
        amount = amount, verb = verb, lot = lot, until = until
    );
    if from == Instant::NEVER {
        text!("{granted}; it waits for its turn", "{granted}；排队等待"; granted = granted)
    } else if from > entry.at {
        text!(
            "{granted}; usable from {from}", "{granted}；{from}起可用";
            granted = granted, from = dates.at(from)
        )
    } else {
        granted
    }
}

fn used(run: &Run<'_>, entry: &Entry, amount: &Text, lot: &Text) -> Text {
    if entry.lot.is_some_and(|lot| lot.account != entry.account.0) {
        let who = run.account_name(entry.account);
        return text!("{who} used {amount} of {lot}", "{who} 使用了{lot} 的 {amount}"; amount = amount, lot = lot);
    }
    text!("{amount} of {lot} used", "使用了{lot} 的 {amount}"; amount = amount, lot = lot)
}

fn received(run: &Run<'_>, from: LotId, (amount, lot): (&Text, &Text), until: &Text) -> Text {
    let from = if run.is_numbered() { run.lot_ref(from) } else { run.account_name(AccountId(from.account)) };
    text!(
        "{amount} received from {from}: {lot}, {until}", "收到 {from} 的 {amount}：{lot}，{until}";
        amount = amount, lot = lot, until = until
    )
}

/// What happens to the time of a lot. The amount is what is left.
fn moved(entry: &Entry, (amount, lot): (&Text, &Text), dates: &Dates<'_>) -> Text {
    match entry.posting {
        Posting::Revived { until } => {
            text!(
                "{amount} of {lot} came back, {until}", "{lot} 的 {amount} 恢复，{until}";
                amount = amount, lot = lot, until = dates.until(until)
            )
        }
        Posting::Woke { until } => {
            text!(
                "{lot} can be used again, {until}; {amount} left", "{lot} 恢复可用，{until}；剩余 {amount}";
                amount = amount, lot = lot, until = dates.until(until)
            )
        }
        Posting::Slept { reason } => {
            text!(
                "{lot} cannot be used for now: {reason}; {amount} left", "{lot} 暂不可用：{reason}；剩余 {amount}";
                amount = amount, lot = lot, reason = reason.text()
            )
        }
        Posting::Moved { until } => {
            text!(
                "{lot} now lives {until}; {amount} left", "{lot} 的有效期调整为：{until}；剩余 {amount}";
                amount = amount, lot = lot, until = dates.until(until)
            )
        }
        _ => lot.clone(),
    }
}

//! What the customer was told, as a sentence.

use crate::ledger::{Entry, NoticeKind};
use crate::report::Run;
use crate::report::dates::Dates;
use crate::report::nouns::{kind_noun, lot_noun};
use crate::report::quote::Quote;
use crate::text;
use crate::text::Text;
use crate::units::Ratio;

/// `notice: 80% of January's data #1 used, 4 GB left`.
pub(super) fn notice(run: &Run<'_>, entry: &Entry, what: NoticeKind, dates: &Dates<'_>) -> Text {
    text!("notice: {told}", "通知：{told}"; told = told(run, entry, what, dates))
}

/// What the customer was told.
pub(in crate::report) fn told(run: &Run<'_>, entry: &Entry, what: NoticeKind, dates: &Dates<'_>) -> Text {
    let left = Text::same(run.amount(entry.kind, entry.amount.0));
    let lot = entry.lot.map_or_else(|| kind_noun(entry.kind), |lot| lot_noun(run, lot));
    match what {
        NoticeKind::Used(share) => {
            let share = percent(share);
            if entry.amount.is_zero() {
                return text!("{share} of {lot} used", "{lot} 已使用 {share}"; lot = lot);
            }
            text!("{share} of {lot} used, {left} left", "{lot} 已使用 {share}，剩余 {left}"; lot = lot, left = left)
        }
        NoticeKind::Charged(share) => {
            let share = percent(share);
            text!("charges have come to {left}, {share} of the limit", "收费已达 {left}，为上限的 {share}"; left = left)
        }
        NoticeKind::Left => text!("{left} of {lot} left", "{lot} 剩余 {left}"; lot = lot, left = left),
        NoticeKind::Ending { at } => {
            let at = dates.at(at);
            text!("{left} of {lot} will end on {at}", "{lot} 的 {left} 将于{at}到期"; lot = lot, left = left, at = at)
        }
        NoticeKind::Message => Text::same(Quote::of(run, entry.origin).map(|quote| quote.words).unwrap_or_default()),
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

//! Whether a lot is one that a selector describes.

use crate::ledger::State;
use crate::program::{Age, Selector};
use crate::units::{Instant, MonthEnd, Zone};

use super::holding::{Holding, Waits};

/// Whether what never changes about a lot, and whether it has rolled or was given, fits. Orders of use look no further.
pub(super) fn fits_lastingly(selector: &Selector, holding: &Holding) -> bool {
    let lot = &holding.lot;
    selector.has_kind(lot.kind)
        && selector.class.is_none_or(|class| class == lot.class)
        && selector.product.is_none_or(|product| product == lot.product)
        && selector.among.as_ref().is_none_or(|among| among.contains(&lot.product))
        && selector.rolled.is_none_or(|rolled| rolled == (lot.generation > 0))
        && selector.gifted.is_none_or(|gifted| gifted == lot.gifted)
}

/// Whether a lot fits now: what it is, its state, its age, the time it has left.
pub(super) fn fits(selector: &Selector, holding: &Holding, now: Instant, period: u32, zone: &Zone) -> bool {
    let lot = &holding.lot;
    let state = if selector.expired { lot.state == State::Expired } else { lot.state.is_held() };
    state && fits_now(selector, holding, now, period, zone)
}

/// As [`fits`], whatever has become of the lot.
pub(super) fn fits_now(selector: &Selector, holding: &Holding, now: Instant, period: u32, zone: &Zone) -> bool {
    let lot = &holding.lot;
    let dormant = lot.state == State::Dormant || holding.waits == Waits::Resumption;
    fits_lastingly(selector, holding)
        && selector.dormant.is_none_or(|wanted| wanted == dormant)
        && selector.older_than.is_none_or(|age| match age {
            Age::For(length) => length.after(lot.granted_at, zone, MonthEnd::Clamp) < now,
            Age::Periods(periods) => period.saturating_sub(holding.period) > periods,
        })
        && selector.expiring_within.is_none_or(|length| lot.expires_at <= length.after(now, zone, MonthEnd::Clamp))
}

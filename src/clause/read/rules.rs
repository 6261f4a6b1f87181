//! Which of several rules of rollover decides.

use crate::model::{Rollover, Selector};

/// Puts narrower rules before wider ones, otherwise leaving the order of the text: `rollover 3 months; no rollover of
/// pack data` means what it says in either order.
pub(crate) fn sort(rules: &mut [Rollover]) {
    rules.sort_by_key(|rule| std::cmp::Reverse(narrowness(&rule.of)));
}

/// How many things a selector asks for. A product is narrower than its class.
fn narrowness(of: &Selector) -> u32 {
    let asked = [
        of.kind.is_some(),
        of.class.is_some(),
        of.rolled.is_some(),
        of.gifted.is_some(),
        of.dormant.is_some(),
        of.older_than.is_some() || of.older_than_periods.is_some(),
        of.expiring_within.is_some(),
    ];
    let count = asked.iter().map(|asked| u32::from(*asked)).sum::<u32>();
    if of.product.is_some() { count + 10 } else { count }
}

/// Whether two selectors are the same but for where they are written.
#[must_use]
pub(crate) fn same(one: &Selector, other: &Selector) -> bool {
    let bare = |of: &Selector| Selector { origin: None, ..of.clone() };
    bare(one) == bare(other)
}

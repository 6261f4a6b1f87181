//! Which of several rules of rollover decides.

use crate::model::{Rollover, Selector};

/// Puts narrower rules before wider ones, otherwise leaving the order of the text: `rollover 3 months; no rollover of
/// pack data` means what it says in either order.
pub(crate) fn sort(rules: &mut [Rollover]) {
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.of.narrowness()));
}

/// Whether two selectors are the same but for where they are written.
#[must_use]
pub(crate) fn same(one: &Selector, other: &Selector) -> bool {
    let bare = |of: &Selector| Selector { origin: None, ..of.clone() };
    bare(one) == bare(other)
}

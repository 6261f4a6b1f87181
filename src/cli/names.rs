//! Names that people type: how they compare, and what was probably meant.

/// Whether two names are one: capitals do not matter.
pub(crate) fn same(left: &str, right: &str) -> bool {
    left == right || left.to_lowercase() == right.to_lowercase()
}

/// The nearest of some names, if it is near enough for a slip of the hand: one in three letters.
pub(crate) fn nearest<'n>(wanted: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = wanted.to_lowercase();
    let far = |name: &str| strsim::damerau_levenshtein(&wanted, &name.to_lowercase());
    let best = known.into_iter().map(|name| (far(name), name)).min()?;
    (best.0 <= wanted.chars().count() / 3).then_some(best.1)
}

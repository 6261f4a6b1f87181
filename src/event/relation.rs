//! How a pack that is held stands to the pack that is bought.

/// How a pack that is held stands to the pack that is bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It is that pack.
    SamePack,
    /// It is another pack.
    OtherPack,
    /// They have a group in common.
    SameGroup,
    /// They grant as much of every kind.
    SameSize,
    /// It grants less: of data first, then of voice, and so on.
    Smaller,
    /// It grants more.
    Bigger,
    /// What they grant is valid for as long.
    SameValidity,
    /// They cost as much.
    SamePrice,
}

//! How plans compare: each has a rank on each scale, and a condition asks how many steps lie between two of them.

/// What plans are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Which plan it is: no two have the same rank, but versions of one.
    Identity,
    /// The data that a period grants, unlimited being the most.
    Data,
    /// What a period costs.
    Price,
    /// How long a period is.
    Length,
    /// The data and then the price: the sizes on offer, one after the other.
    Size,
}

impl Scale {
    /// All of them, in the order of [`Ranks`].
    pub const ALL: [Scale; 5] = [Scale::Identity, Scale::Data, Scale::Price, Scale::Length, Scale::Size];
}

/// A plan's rank on each scale: plans that are equal there have the same, and no rank between two is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ranks(pub [u32; Scale::ALL.len()]);

/// How far up a scale, or down it, the plan that comes lies from the plan that was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// On this scale.
    pub scale: Scale,
    /// At least so many ranks; down is negative.
    pub least: i64,
    /// At most so many.
    pub most: i64,
}

impl Step {
    /// Whether it leads from one plan to the other.
    #[must_use]
    pub fn leads(self, from: Ranks, to: Ranks) -> bool {
        let rank = |ranks: Ranks, scale: Scale| i64::from(ranks.0[scale as usize]);
        // Versions of one plan are the same plan, whatever they grant.
        let same = rank(to, Scale::Identity) == rank(from, Scale::Identity);
        let steps = if same { 0 } else { rank(to, self.scale) - rank(from, self.scale) };
        (self.least..=self.most).contains(&steps)
    }
}

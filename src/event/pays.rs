//! What some money may pay for.

use crate::units::Kind;

/// What money pays for: everything, unless it was granted for some things only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pays(u8);

impl Pays {
    /// The plan's own price.
    pub const PERIOD: Pays = Pays(1);
    /// Packs.
    pub const PACKS: Pays = Pays(2);
    /// Fees of any kind.
    pub const FEES: Pays = Pays(4);
    /// Whatever costs money.
    pub const EVERYTHING: Pays = Pays(0b11_1111);
    /// Use of any kind.
    pub const USE: Pays = Pays(0b11_1000);

    /// Use of a kind beyond what is granted; nothing for what cannot be used.
    #[must_use]
    pub fn use_of(kind: Kind) -> Pays {
        match kind {
            Kind::Data => Pays(8),
            Kind::Voice => Pays(16),
            Kind::Sms => Pays(32),
            Kind::Money | Kind::Points => Pays(0),
        }
    }

    /// For both.
    #[must_use]
    pub fn and(self, other: Pays) -> Pays {
        Pays(self.0 | other.0)
    }

    /// For everything but this.
    #[must_use]
    pub fn but(self) -> Pays {
        Pays(Pays::EVERYTHING.0 & !self.0)
    }

    /// Whether it pays for all of that.
    #[must_use]
    pub fn covers(self, what: Pays) -> bool {
        self.0 & what.0 == what.0
    }
}

impl Default for Pays {
    fn default() -> Pays {
        Pays::EVERYTHING
    }
}

//! The kinds of changes.

use crate::text;
use crate::text::Text;

/// What kind of mistake a change is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A clause is forgotten.
    Clause,
    /// A number is one more or one less, or has one zero too many.
    Amount,
    /// Days for months, hours for days.
    Time,
    /// A window begins or ends at another time or on another day.
    Window,
    /// Oldest for newest, rolled first for last, earliest for latest.
    Order,
    /// More than for at least.
    Comparison,
    /// A condition is turned round, forgotten, or joined the other way.
    Condition,
    /// A cap, or another limit, is forgotten.
    Cap,
    /// Each for in all.
    Each,
    /// 1000 for 1024.
    Gigabyte,
    /// One choice for the other: now or later, with or without.
    Choice,
    /// Another part of a sentence is forgotten.
    Part,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 12] = [
        Kind::Clause,
        Kind::Amount,
        Kind::Time,
        Kind::Window,
        Kind::Order,
        Kind::Comparison,
        Kind::Condition,
        Kind::Cap,
        Kind::Each,
        Kind::Gigabyte,
        Kind::Choice,
        Kind::Part,
    ];

    /// What people and machines call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Clause => "clause",
            Kind::Amount => "amount",
            Kind::Time => "time",
            Kind::Window => "window",
            Kind::Order => "order",
            Kind::Comparison => "comparison",
            Kind::Condition => "condition",
            Kind::Cap => "cap",
            Kind::Each => "each",
            Kind::Gigabyte => "gigabyte",
            Kind::Choice => "choice",
            Kind::Part => "part",
        }
    }

    /// The kind with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What was done, in words.
    #[must_use]
    pub fn words(self) -> Text {
        match self {
            Kind::Clause => text!("a clause is gone", "少了一条条款"),
            Kind::Amount => text!("another number", "数字不同"),
            Kind::Time => text!("another unit of time", "时间单位不同"),
            Kind::Window => text!("another edge in time", "时间边界不同"),
            Kind::Order => text!("another order", "顺序不同"),
            Kind::Comparison => text!("another comparison", "比较方式不同"),
            Kind::Condition => text!("another condition", "条件不同"),
            Kind::Cap => text!("a limit is gone", "少了一个限制"),
            Kind::Each => text!("each or in all", "每个与合计互换"),
            Kind::Gigabyte => text!("1000 or 1024", "1000 与 1024 互换"),
            Kind::Choice => text!("another choice", "选择不同"),
            Kind::Part => text!("a part is gone", "少了一部分"),
        }
    }
}

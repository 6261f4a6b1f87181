//! # `valid`
//!
//! How long what a pack grants lives: `valid 30 days`, `valid 720 hours`, `valid 1 month`, `valid 1 calendar month`, `valid to
//! the end of day 30`, `valid to the end of the week` (`of Sunday`, `of the next calendar month`), `valid to the end of the period`, `valid until 2026-05-01`, `valid for ever`.
//!
//! Days are calendar days at the same wall clock, hours are exact; they differ where clocks change. `to the end of day 30`
//! counts the day of purchase as day 1 and ends at the midnight that closes the 30th. `until` a date ends at its first
//! instant, `to the end of` a date at its last.
//!
//! `valid to the end of "Base"` ends with another pack, or with the last of a group, and goes along when that end moves; `valid while
//! "Base" is held` ends when nothing of it is held any more, used up or over. Such a pack can be bought only when there is something
//! that it can end with.
//!
//! Where the buyer chooses the price, by how much is paid: `valid 1 day from $0.10, 7 days from $1`.
//!
//! **Edge.** That "Base" is used up does not end what is valid to its end. A use that uses up the last of it may still be paid, as far
//! as it goes, by what is valid while it is held.
//!
//! **Edge.** A pack bought on 31 January 10:00, `valid 1 month`, ends on 28 February 10:00; `valid 1 calendar month` ends on 1
//! February 00:00, after fourteen hours.

use crate::syntax::Rule;
use crate::syntax::tree::Clause;

use super::read::{any_price, items};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "valid 30 days", zh: "有效 30 天" },
    Example { place: Place::Pack, en: "valid 720 hours", zh: "720 小时有效" },
    Example { place: Place::Pack, en: "valid 1 calendar month", zh: "有效 1 个自然月" },
    Example { place: Place::Pack, en: "valid to the end of day 30", zh: "有效 至 第 30 天末" },
    Example { place: Place::Pack, en: "valid to the end of Sunday", zh: "有效 至 周日末" },
    Example {
        place: Place::Pack, en: "valid to the end of the next calendar month", zh: "有效 至 下个自然月末"
    },
    Example { place: Place::Pack, en: "valid to the end of the period", zh: "有效 至 周期末" },
    Example { place: Place::Pack, en: "valid until 2026-05-01", zh: "有效 直到 2026-05-01" },
    Example {
        place: Place::Plan,
        en: "pack \"Base\" { $5; data 5 GB; valid 28 days }; pack \"More\" { $1; data 1 GB; valid to the end of \"Base\" }",
        zh: "包 “Base” { $5；流量 5 GB；有效 28 天 }；包 “More” { $1；流量 1 GB；有效 至 “Base” 末 }",
    },
    Example {
        place: Place::Plan,
        en: "pack \"Base\" { $5; data 5 GB; valid 28 days }; pack \"Chat\" { $1; 1 GB for Chat; valid while \"Base\" is held }",
        zh: "包 “Base” { $5；流量 5 GB；有效 28 天 }；包 “Chat” { $1；1 GB 用于 Chat；有效 期间 “Base” 持有 }",
    },
    Example {
        place: Place::Plan,
        en: "pack \"Flexi\" { any price from $0.10; data 5 MB per $0.10; valid 1 day from $0.10, 7 days from $1 }",
        zh: "包 “Flexi” { 任意价格 从 $0.10；流量 5 MB 按每 $0.10；有效 1 天 从 $0.10，7 天 从 $1 }",
    },
    Example { place: Place::Pack, en: "valid for ever", zh: "永久有效" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    if let Some(tiers) = clause.sentence.child(Rule::validity_tiers) {
        return any_price::tiers(context, tiers);
    }
    items::all(context, &clause.sentence.children)
}

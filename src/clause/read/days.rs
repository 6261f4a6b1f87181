//! Weekdays and sets of days.

use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::units::Weekday;

/// Every day of the week, bit 0 being Monday.
pub(crate) const EVERY_DAY: u8 = 0b111_1111;

/// `Sat`, `Mon to Fri`, `Fri to Mon`: one bit a day, bit 0 being Monday.
#[must_use]
pub(crate) fn range(node: &Node) -> u8 {
    let mut ends = node.all(Rule::weekday).filter_map(weekday);
    let Some(first) = ends.next() else { return 0 };
    let last = ends.next().unwrap_or(first);
    let mut day = first.index();
    let mut days = 0;
    loop {
        days |= 1 << day;
        if day == last.index() {
            return days;
        }
        day = (day + 1) % Weekday::ALL.len();
    }
}

/// The day that a word names.
pub(crate) fn weekday(node: &Node) -> Option<Weekday> {
    let place = match node.first()?.rule {
        Rule::k_monday => 0,
        Rule::k_tuesday => 1,
        Rule::k_wednesday => 2,
        Rule::k_thursday => 3,
        Rule::k_friday => 4,
        Rule::k_saturday => 5,
        Rule::k_sunday => 6,
        _ => return None,
    };
    Weekday::ALL.get(place).copied()
}

//! One word for another that stands in the same place.

use crate::mutate::Kind;
use crate::mutate::place::Place;
use crate::syntax::Rule;

/// Words that are taken for one another, each way.
const PAIRS: &[(Kind, Rule, Rule)] = &[
    (Kind::Time, Rule::k_day, Rule::k_month),
    (Kind::Time, Rule::k_day, Rule::k_hour),
    (Kind::Time, Rule::k_week, Rule::k_month),
    (Kind::Time, Rule::k_minute, Rule::k_second),
    (Kind::Time, Rule::k_minute, Rule::k_hour),
    (Kind::Time, Rule::k_month, Rule::k_year),
    (Kind::Time, Rule::k_month, Rule::k_period),
    (Kind::Time, Rule::k_day, Rule::k_period),
    (Kind::Time, Rule::k_month, Rule::k_calendar_month),
    (Kind::Time, Rule::k_day, Rule::k_calendar_day),
    (Kind::Time, Rule::k_period, Rule::k_next_period),
    (Kind::Order, Rule::k_oldest, Rule::k_newest),
    (Kind::Order, Rule::k_earliest_expiry, Rule::k_newest),
    (Kind::Order, Rule::k_earliest_expiry, Rule::k_oldest),
    (Kind::Order, Rule::k_rolled_before_new, Rule::k_new_before_rolled),
    (Kind::Order, Rule::k_refusing_newest, Rule::k_dropping_oldest),
    (Kind::Order, Rule::k_keeping_expiry, Rule::k_later_expiry),
    (Kind::Order, Rule::k_first, Rule::k_last),
    (Kind::Comparison, Rule::k_more_than, Rule::k_at_least),
    (Kind::Comparison, Rule::k_less_than, Rule::k_at_most),
    (Kind::Comparison, Rule::k_at_least, Rule::k_less_than),
    (Kind::Comparison, Rule::k_exactly, Rule::k_at_least),
    (Kind::Comparison, Rule::k_bigger, Rule::k_bigger_or_equal),
    (Kind::Comparison, Rule::k_bigger, Rule::k_smaller),
    (Kind::Comparison, Rule::k_on_time, Rule::k_on_time_or_early),
    (Kind::Comparison, Rule::k_before_expiry, Rule::k_after_expiry),
    (Kind::Comparison, Rule::k_early, Rule::k_late),
    (Kind::Each, Rule::k_each, Rule::k_in_all),
    (Kind::Gigabyte, Rule::k_gb, Rule::k_gib),
    (Kind::Gigabyte, Rule::k_mb, Rule::k_mib),
    (Kind::Gigabyte, Rule::k_kb, Rule::k_kib),
    (Kind::Choice, Rule::k_gb, Rule::k_mb),
    (Kind::Choice, Rule::k_now, Rule::k_next_period),
    (Kind::Choice, Rule::k_now, Rule::k_at_period_end),
    (Kind::Choice, Rule::k_clamps, Rule::k_spills),
    (Kind::Choice, Rule::k_clamps, Rule::k_drifts),
    (Kind::Choice, Rule::k_rounded_up, Rule::k_rounded_down),
    (Kind::Choice, Rule::k_rounded_nearest, Rule::k_rounded_up),
    (Kind::Choice, Rule::k_automatically, Rule::k_by_hand),
    (Kind::Choice, Rule::k_usable, Rule::k_dormant),
    (Kind::Choice, Rule::k_keep, Rule::k_forfeit),
    (Kind::Choice, Rule::k_block, Rule::k_free),
    (Kind::Choice, Rule::k_prepaid, Rule::k_postpaid),
    (Kind::Choice, Rule::k_weekend, Rule::k_weekday),
    (Kind::Choice, Rule::k_replacing, Rule::k_refused_while_other),
    (Kind::Choice, Rule::k_charged_by_start, Rule::k_split),
    (Kind::Choice, Rule::k_rolled, Rule::k_new),
];

pub(super) fn changes(place: &mut Place<'_>) {
    for (node, _) in place.nodes() {
        for (kind, one, other) in PAIRS {
            match node.rule {
                rule if rule == *one => place.exchange(*kind, node, *other),
                rule if rule == *other => place.exchange(*kind, node, *one),
                _ => {}
            }
        }
    }
}

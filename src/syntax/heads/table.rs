//! For each row of the table of words the clauses that can begin with it: `UPDATE=1 cargo test heads`.

use crate::syntax::grammar::Rule::{self, *};

#[rustfmt::skip]
pub(super) const BY_WORD: &[&[Rule]] = &[
    &[next_pack_clause, rollover_clause], // rollover
    &[line_clause, plan_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // plan
    &[line_clause, one_at_a_time_clause, last_renews_clause, pack_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // pack
    &[line_clause, promo_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // promo
    &[operator_clause], // operator
    &[zone_clause], // zone
    &[currency_clause], // currency
    &[share_clause], // share
    &[], // cap
    &[increment_clause, toll_clause, one_lot_clause, weight_clause, order_clause], // use
    &[depletion_clause, event_clause, renewal_clause], // when
    &[series_clause, event_clause, renewal_clause, scope_clause], // on
    &[series_clause, line_clause, limit_clause, every_clause, one_lot_clause, event_clause, minimum_charge_clause, renewal_clause, order_clause, leftover_clause, rollover_clause, grant_clause, demand_clause], // every
    &[action_clause], // block
    &[slow_clause], // throttle
    &[action_clause, demand_clause], // charge
    &[notify_clause, action_clause, demand_clause], // notify
    &[give_clause], // give
    &[], // to_anyone
    &[action_clause], // forfeit
    &[action_clause], // keep
    &[action_clause], // revive
    &[convert_clause], // convert
    &[period_price_clause, price_step_clause, price_clause, proration_clause], // price
    &[valid_clause], // valid
    &[], // bank
    &[beyond_clause], // beyond
    &[], // like
    &[], // by
    &[import_clause], // import
    &[promise_clause], // promise
    &[regulation_clause], // regulation
    &[scenario_clause], // scenario
    &[order_clause, price_step_clause, price_clause], // first
    &[], // last
    &[], // then
    &[order_clause], // oldest
    &[order_clause], // newest
    &[order_clause], // earliest_expiry
    &[], // latest_expiry
    &[], // out_of
    &[], // runs_out
    &[], // calendar
    &[action_clause], // next
    &[otherwise_clause], // otherwise
    &[eligibility_clause], // if
    &[eligibility_clause], // unless
    &[line_clause, limit_clause, event_clause, minimum_charge_clause, grant_clause, valid_clause], // a
    &[], // and
    &[price_step_clause, price_clause], // or
    &[scope_clause], // not
    &[rollover_clause], // no
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // of
    &[limit_clause, scope_clause], // in
    &[price_clause, scope_clause], // at
    &[limit_clause, valid_clause, scope_clause], // to
    &[limit_clause, scope_clause], // from
    &[valid_clause], // until
    &[term_clause, grant_clause, price_clause, scope_clause, action_clause], // for
    &[limit_clause, minimum_charge_clause, grant_clause], // per
    &[series_clause, line_clause, limit_clause, period_price_clause, one_lot_clause, event_clause, minimum_charge_clause, renewal_clause, order_clause, leftover_clause, rollover_clause, grant_clause, demand_clause], // each
    &[limit_clause], // in_all
    &[eligibility_clause, scope_clause], // only
    &[], // except
    &[valid_clause], // while
    &[], // within
    &[limit_clause, every_clause], // once
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // it
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // all
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // new
    &[], // more_than
    &[], // at_least
    &[], // less_than
    &[limit_clause], // at_most
    &[], // exactly
    &[grant_clause, action_clause], // unlimited
    &[], // older_than
    &[], // expiring_within
    &[], // in_this_period
    &[], // in_a_row
    &[limit_clause], // in_the_last
    &[limit_clause], // since
    &[limit_clause], // at_the_same_time
    &[], // in_this_month
    &[], // in_this_week
    &[], // in_this_day
    &[], // in_period_before
    &[], // in_month_before
    &[], // in_week_before
    &[], // in_day_before
    &[], // bought
    &[], // changed_plan
    &[], // subscribed
    &[], // full_period
    &[sold_clause], // sold
    &[], // held
    &[line_clause, increment_clause, weight_clause, order_clause, use_price_clause, leftover_clause, rollover_clause, grant_clause, proration_clause, action_clause, demand_clause], // data
    &[line_clause, increment_clause, weight_clause, order_clause, use_price_clause, leftover_clause, rollover_clause, grant_clause, proration_clause, action_clause, demand_clause], // voice
    &[line_clause, increment_clause, weight_clause, order_clause, use_price_clause, leftover_clause, rollover_clause, grant_clause, proration_clause, action_clause, demand_clause], // sms
    &[line_clause, increment_clause, recharge_validity_clause, weight_clause, order_clause, use_price_clause, leftover_clause, rollover_clause, grant_clause, proration_clause, action_clause, demand_clause], // money
    &[line_clause, increment_clause, weight_clause, order_clause, use_price_clause, leftover_clause, rollover_clause, grant_clause, proration_clause, action_clause, demand_clause], // point
    &[line_clause, increment_clause, weight_clause, order_clause, use_price_clause, leftover_clause, rollover_clause, grant_clause, proration_clause, action_clause, demand_clause], // unit
    &[line_clause, order_clause, leftover_clause, rollover_clause, grant_clause, action_clause, demand_clause], // bonus
    &[line_clause, recharge_validity_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // recharged
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // rolled
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // gifted
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // expired
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // dormant
    &[action_clause], // renew
    &[retry_clause, renewal_charge_clause], // renewal
    &[renewal_clause], // renewed
    &[renewal_clause], // auto_renews
    &[renewal_clause], // automatically
    &[renewal_clause], // by_hand
    &[], // on_time
    &[], // on_time_or_early
    &[early_renewal_clause], // early
    &[], // late
    &[], // more_data
    &[], // more_voice
    &[], // more_sms
    &[], // less_data
    &[], // less_voice
    &[], // less_sms
    &[], // on_more_days
    &[], // on_fewer_days
    &[], // than_elsewhere
    &[], // than_in
    &[], // than_not_in
    &[], // than_for
    &[], // than_on
    &[], // than_to
    &[], // than_marked
    &[], // in_each_of_the_last
    &[line_clause, event_clause], // before_end
    &[line_clause], // before_expiry
    &[line_clause], // at_expiry
    &[line_clause], // after_expiry
    &[], // used
    &[], // activated
    &[scope_clause], // marked
    &[], // not_sharing
    &[], // same_plan
    &[], // bigger
    &[], // bigger_or_equal
    &[], // smaller
    &[], // equal_or_higher_price
    &[], // at_most_one_size_smaller
    &[], // higher_price
    &[], // lower_price
    &[], // longer_validity
    &[], // shorter_validity
    &[], // same_network
    &[], // other_networks
    &[], // abroad
    &[], // 4g
    &[], // 5g
    &[group_clause], // group
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // same_pack
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // other_pack
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // same_group
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // same_size
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // smaller_pack
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // bigger_pack
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // same_validity
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // same_price
    &[], // one_at_a_time
    &[], // replacing
    &[], // refused_while_held
    &[], // refused_while_other
    &[], // sum
    &[credit_clause], // on_credit
    &[], // due_in
    &[], // due
    &[repayment_clause, debt_limit_clause], // debt
    &[], // lent
    &[refund_clause], // refund
    &[], // return
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // converted
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // borrowed
    &[advance_clause], // borrow
    &[renewal_clause], // with_plan
    &[], // last_renews
    &[], // tb
    &[], // gb
    &[], // mb
    &[], // kb
    &[], // tib
    &[], // gib
    &[], // mib
    &[], // kib
    &[], // byte
    &[], // kbps
    &[], // mbps
    &[], // times
    &[], // second
    &[], // minute
    &[], // hour
    &[], // day
    &[], // week
    &[], // month
    &[], // year
    &[], // period
    &[series_clause], // monday
    &[series_clause], // tuesday
    &[series_clause], // wednesday
    &[series_clause], // thursday
    &[series_clause], // friday
    &[series_clause], // saturday
    &[series_clause], // sunday
    &[series_clause, pack_clause, weekend_clause], // weekend
    &[series_clause, pack_clause], // weekday
    &[series_clause, pack_clause, holidays_clause], // holiday
    &[sessions_clause], // session
    &[], // charged_by_start
    &[], // split
    &[], // at_midnight
    &[], // the_last
    &[], // country
    &[demand_clause], // earliest_pays
    &[demand_clause], // no_actions_add
    &[], // without_payment
    &[demand_clause], // no_charge_without_consent
    &[line_clause, increment_clause, weight_clause, order_clause, use_price_clause, leftover_clause, rollover_clause, grant_clause, proration_clause, action_clause, demand_clause], // lot
    &[], // stays_usable
    &[], // never_above
    &[demand_clause], // purchased
    &[demand_clause], // capped
    &[], // same_terms
    &[price_clause], // any_price
    &[], // plans_price
    &[price_step_clause, price_clause], // less
    &[], // taken_off
    &[], // the_bill
    &[], // on_the_bill
    &[], // missing_to
    &[minimum_charge_clause], // minimum_charge
    &[minimum_term_clause], // minimum_term
    &[], // leaving_fee
    &[], // goes_on_as
    &[], // ends
    &[], // from_the_loan
    &[price_step_clause, price_clause], // plus
    &[tax_clause], // tax
    &[], // a_cent
    &[], // off
    &[price_step_clause, price_clause], // half_price
    &[], // line
    &[], // after_first
    &[price_clause], // each_more
    &[], // in_first
    &[grant_clause, price_step_clause, price_clause], // free
    &[], // without_action
    &[accounts_clause], // account
    &[members_clause], // owner
    &[members_clause], // member
    &[], // expect
    &[], // activate
    &[], // recharge
    &[], // try_again
    &[], // ahead
    &[], // fails
    &[], // works_again
    &[action_clause], // buy
    &[action_clause], // change_to
    &[action_clause], // suspend
    &[action_clause], // resume
    &[], // join
    &[], // leave
    &[], // agrees_to_charges
    &[], // agrees_to
    &[], // set
    &[], // unset
    &[], // everybodys
    &[], // customers
    &[], // withdraws_consent
    &[action_clause], // mark
    &[action_clause], // unmark
    &[action_clause], // cancel
    &[], // nothing_lost
    &[], // notice
    &[], // because
    &[], // lost
    &[], // refused
    &[], // no_notices
    &[], // granted
    &[], // trimmed
    &[], // forfeited
    &[], // revived
    &[], // given
    &[], // received
    &[], // blocked
    &[slow_clause], // throttled
    &[action_clause], // refill
    &[], // counted
    &[], // owe
    &[], // across_periods
    &[], // owed
    &[], // owing
    &[], // repaid
    &[], // forgiven
    &[], // slowed
    &[use_price_clause], // overage
    &[], // activation
    &[], // without
    &[], // receiver
    &[], // in_steps_of
    &[], // gift_given
    &[], // gift_received
    &[], // of_what_was_granted
    &[action_clause], // thaw
    &[], // unmarked
    &[line_clause], // after_period_end
    &[], // after_previous
    &[start_clause], // at_first_use
    &[scope_clause], // at_night
    &[pack_clause], // night
    &[line_clause, event_clause], // at_period_end
    &[], // before
    &[], // begun
    &[], // calendar_day
    &[], // calendar_month
    &[], // calendar_quarter
    &[], // calendar_year
    &[], // next_calendar_quarter
    &[], // next_calendar_year
    &[], // in_this_quarter
    &[], // in_this_year
    &[], // in_quarter_before
    &[], // in_year_before
    &[], // january
    &[], // february
    &[], // march
    &[], // april
    &[], // may
    &[], // june
    &[], // july
    &[], // august
    &[], // september
    &[], // october
    &[], // november
    &[], // december
    &[], // calendar_week
    &[], // cancellation
    &[month_end_clause], // month_end
    &[], // clamps
    &[], // spills
    &[], // drifts
    &[], // clock_runs
    &[], // clock_stops
    &[], // consent
    &[], // with
    &[], // with_consent
    &[], // dropping_oldest
    &[], // refusing_newest
    &[], // end_of
    &[], // expires
    &[], // does_not_roll
    &[action_clause], // extend
    &[action_clause], // fee
    &[], // first_now
    &[], // fold
    &[valid_clause], // for_ever
    &[action_clause], // freeze
    &[], // giver_period
    &[], // receiver_period
    &[], // receiver_next_period
    &[grace_clause], // grace
    &[], // keeping_expiry
    &[], // later_expiry
    &[], // later
    &[], // latest
    &[], // leaving
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // left
    &[order_clause], // most_specific
    &[order_clause], // own_before_pool
    &[order_clause], // rolled_before_new
    &[order_clause], // new_before_rolled
    &[], // new_expiry
    &[action_clause], // next_period
    &[action_clause], // credit_of
    &[], // into_next_pack
    &[not_given_clause], // cannot_be_given
    &[], // not_again
    &[], // nothing
    &[existing_clause], // existing_customers
    &[], // keep_terms
    &[], // moved
    &[], // next_renewal
    &[limit_clause], // now
    &[], // nth
    &[change_time_clause, change_terms_clause], // plan_change
    &[payment_clause], // prepaid
    &[payment_clause], // postpaid
    &[], // purchase
    &[], // receiving
    &[], // resumption
    &[action_clause], // set_expiry
    &[start_clause], // starts
    &[], // subscriber
    &[], // suspended
    &[suspension_clause], // while_suspended
    &[], // suspension
    &[], // takes_effect
    &[], // falls_below
    &[], // reach
    &[action_clause], // full_speed
    &[action_clause], // lift_bars
    &[], // counted_by
    &[start_clause], // next_session
    &[], // if_began_without
    &[limit_use_clause], // limit
    &[slow_clause], // slow
    &[], // after
    &[], // together
    &[], // for_first
    &[], // each_use
    &[], // costs
    &[toll_clause], // first_use_of
    &[], // paid_by
    &[], // whole_use
    &[], // of_which
    &[], // greater_of
    &[], // lesser_of
    &[], // down_to
    &[], // becomes
    &[], // numbers
    &[], // dialling
    &[limit_clause], // call
    &[limit_clause], // twice
    &[], // usable
    &[order_clause, used_first_clause], // used_first
    &[within_each_clause], // within_each
    &[], // of_whole_days
    &[places_clause], // place
    &[first_period_clause, price_step_clause, price_clause], // first_period
    &[proration_clause], // prorated
    &[], // next_calendar_month
    &[], // next_calendar_week
    &[], // rounded_up
    &[], // rounded_down
    &[], // rounded_nearest
    &[line_clause, order_clause, leftover_clause, rollover_clause, demand_clause], // unused
    &[scope_clause], // not in
    &[], // end_of period
    &[], // end_of month
    &[], // end_of week
    &[], // end_of day
    &[], // takes_effect now
    &[], // takes_effect next_period
    &[renewal_clause], // renewed automatically
    &[renewal_clause], // renewed by_hand
    &[start_clause], // starts now
    &[period_price_clause, grant_clause], // monthly
    &[period_price_clause, grant_clause], // daily
    &[period_price_clause, grant_clause], // weekly
    &[period_price_clause], // yearly
    &[], // off for_first
    &[limit_clause, valid_clause, scope_clause], // to next_period
];

/// And with a date.
#[rustfmt::skip]
pub(super) const BY_DATE: &[Rule] = &[line_clause, limit_clause, holiday_clause];

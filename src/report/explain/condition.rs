//! Conditions, as what comes behind "if": each with its opposite, so that "not" is never left standing before a sentence.

use crate::model::{Comparison, Condition, PlanComparison, RenewalTiming};
use crate::text;
use crate::text::Text;
use crate::units::{Kind, Quantity, Window};

use super::amount::noun;
use super::names::quoted;
use super::scope::windows_phrase;
use super::speech::Speech;
use super::time;
use super::words::{Join, list};

/// "it is then from 20:00 to 23:00".
fn during(window: &Window, holds: bool) -> Text {
    let when = windows_phrase(&[*window]).unwrap_or_else(|| text!("at any time", "任何时间"));
    match holds {
        true => text!("that is {when}", "当时为{when}"; when = when),
        false => text!("that is not {when}", "当时不是{when}"; when = when),
    }
}

impl Speech<'_> {
    /// "the plan is renewed before the period ends"; if it is not to hold, its opposite.
    pub(super) fn condition(&self, condition: &Condition, holds: bool) -> Text {
        match condition {
            // By De Morgan.
            Condition::All(parts) => self.conditions(parts, holds, if holds { Join::Both } else { Join::Either }),
            Condition::Any(parts) => self.conditions(parts, holds, if holds { Join::Either } else { Join::Both }),
            Condition::Not(inner) => self.condition(inner, !holds),
            Condition::Renewed(timing) => renewed(timing, holds),
            Condition::Used { kind, comparison, amount } => self.used(*kind, compared(*comparison, holds), *amount),
            Condition::ActivatedThisPeriod if holds => {
                text!("you activated the rollover in that period", "您在该周期内激活了累积")
            }
            Condition::ActivatedThisPeriod => {
                text!("you did not activate the rollover in that period", "您在该周期内没有激活累积")
            }
            Condition::PeriodsInARow(count) => in_a_row(*count, holds),
            Condition::NotSharing if holds => text!("you do not share the plan with anybody", "您没有与他人共享套餐"),
            Condition::NotSharing => text!("you share the plan with somebody", "您与他人共享套餐"),
            Condition::Marked(label) => {
                let (name, not) = (
                    quoted(self.catalogue.labels.name(*label)),
                    if holds { text!("", "") } else { text!("not ", "未") },
                );
                text!("{name} is {not}noted on your account", "您的账户{not}登记有{name}"; not = not, name = name)
            }
            Condition::Plan(comparison) => compared_plan(*comparison, holds),
            Condition::Owing { comparison: Comparison::Exactly, amount } if amount.is_zero() && holds => {
                text!("you owe nothing", "没有欠款")
            }
            Condition::Owing { comparison, amount } => {
                let amount = self.than(compared(*comparison, holds), &self.money(*amount));
                text!("you owe {amount}", "欠款{amount}"; amount = amount)
            }
            Condition::Recharged { comparison, amount } => {
                let amount = self.than(compared(*comparison, holds), &self.money(*amount));
                text!("you pay in {amount}", "充值金额{amount}"; amount = amount)
            }
            Condition::RechargedBy(way) => {
                let way = quoted(self.catalogue.labels.name(*way));
                if holds {
                    text!("you pay in by {way}", "通过 {way}充值"; way = way)
                } else {
                    text!("you do not pay in by {way}", "未通过 {way}充值"; way = way)
                }
            }
            Condition::Happened(history) => self.happened(history, holds),
            Condition::Held { of, comparison, amount } => self.held(of, *comparison, *amount, holds),
            Condition::Subscribed { comparison, length } => self.subscribed(*comparison, *length, holds),
            Condition::During(window) => during(window, holds),
            Condition::PeriodNumber { from, to } => self.period_number(*from, *to, holds),
            Condition::Anniversary { of, month } => self.on_anniversary(*of, *month, holds),
            Condition::Season(season) => super::date::in_season(*season, holds),
            Condition::Between(from, to) => self.on_dates(*from, *to, holds),
            Condition::Suspended if holds => text!("your line is suspended", "号码已停机"),
            Condition::Suspended => text!("your line is not suspended", "号码未停机"),
            Condition::FullPeriod if holds => text!("the period was a full one", "该周期为完整周期"),
            Condition::FullPeriod => text!("the period was not a full one", "该周期不是完整周期"),
            Condition::Members { comparison, count } => self.members(*comparison, *count, holds),
            Condition::OnPlan(plans) => self.on_plan(plans, holds),
            Condition::From(plans) => self.leaving(plans, holds),
            Condition::To(plans) => self.to_plans(plans, holds),
        }
    }

    fn conditions(&self, parts: &[Condition], holds: bool, join: Join) -> Text {
        let parts: Vec<Text> = parts.iter().map(|part| self.condition(part, holds)).collect();
        list(&parts, join)
    }

    fn used(&self, kind: Kind, comparison: Compared, amount: Quantity) -> Text {
        let what = noun(kind);
        match comparison {
            Compared::MoreThan if amount.is_zero() => {
                text!("you used any {what} in that period", "您在该周期内使用过{what}"; what = what)
            }
            Compared::AtMost if amount.is_zero() => {
                text!("you used no {what} in that period", "您在该周期内没有使用{what}"; what = what)
            }
            _ => {
                let amount = self.than(comparison, &self.amount_of(kind, amount));
                text!("you used {amount} in that period", "您在该周期内使用了{amount}"; amount = amount)
            }
        }
    }

    pub(super) fn than(&self, comparison: Compared, amount: &Text) -> Text {
        match comparison {
            Compared::MoreThan => text!("more than {amount}", "超过 {amount}"; amount = amount),
            Compared::AtLeast => text!("at least {amount}", "至少 {amount}"; amount = amount),
            Compared::LessThan => text!("less than {amount}", "不足 {amount}"; amount = amount),
            Compared::AtMost => text!("at most {amount}", "不超过 {amount}"; amount = amount),
            Compared::Exactly => text!("exactly {amount}", "正好 {amount}"; amount = amount),
            Compared::Other => text!("any amount but {amount}", "不等于 {amount}"; amount = amount),
        }
    }
}

/// A comparison or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
    Exactly,
    Other,
}

pub(super) fn compared(comparison: Comparison, holds: bool) -> Compared {
    match (comparison, holds) {
        (Comparison::MoreThan, true) | (Comparison::AtMost, false) => Compared::MoreThan,
        (Comparison::AtLeast, true) | (Comparison::LessThan, false) => Compared::AtLeast,
        (Comparison::LessThan, true) | (Comparison::AtLeast, false) => Compared::LessThan,
        (Comparison::AtMost, true) | (Comparison::MoreThan, false) => Compared::AtMost,
        (Comparison::Exactly, true) => Compared::Exactly,
        (Comparison::Exactly, false) => Compared::Other,
    }
}

fn in_a_row(count: u32, holds: bool) -> Text {
    let times = time::times(u64::from(count));
    if holds {
        return text!("the plan has been renewed {times} without a break", "套餐已连续续订 {times}"; times = times);
    }
    text!("the plan has not been renewed {times} without a break", "套餐尚未连续续订 {times}"; times = times)
}

/// "you renew the plan yourself, at least 24 hours before the period ends".
fn renewed(timing: &RenewalTiming, holds: bool) -> Text {
    let RenewalTiming { automatic, on_time, early, early_by, late, late_by_at_most, not_late } = *timing;
    let mut when = Vec::new();
    if on_time {
        when.push(text!("on time, at the very end of the period", "在周期结束时准时"));
    }
    match early_by {
        Some(least) => when.push(
            text!("at least {least} before the period ends", "在周期结束前至少 {least}"; least = time::duration(least)),
        ),
        None if early => when.push(text!("before the period ends", "在周期结束前")),
        None => {}
    }
    match late_by_at_most {
        Some(most) if late => {
            when.push(text!("after the period has ended, but within {most}", "在周期结束后 {most} 内"; most = time::duration(most)));
        }
        Some(most) => when.push(text!("no later than {most} after the period has ended", "最迟在周期结束后 {most} 内"; most = time::duration(most))),
        None if late => when.push(text!("after the period has ended", "在周期结束后")),
        None => {}
    }
    if not_late {
        when.push(text!("by the end of the period", "在周期结束前（含结束时）"));
    }
    renewal(automatic, holds, &list(&when, Join::And))
}

fn renewal(automatic: Option<bool>, holds: bool, when: &Text) -> Text {
    let blank = if when.en.is_empty() { "" } else { " " };
    match (automatic, holds) {
        (Some(true), true) => text!("the plan renews by itself{blank}{when}", "套餐{when}自动续订"; when = when),
        (Some(true), false) => {
            text!("the plan does not renew by itself{blank}{when}", "套餐未{when}自动续订"; when = when)
        }
        (Some(false), true) => text!("you renew the plan yourself{blank}{when}", "您{when}手动续订"; when = when),
        (Some(false), false) => {
            text!("you do not renew the plan yourself{blank}{when}", "您未{when}手动续订"; when = when)
        }
        (None, true) => text!("the plan is renewed{blank}{when}", "套餐{when}续订"; when = when),
        (None, false) => text!("the plan is not renewed{blank}{when}", "套餐未{when}续订"; when = when),
    }
}

pub(super) fn compared_plan(comparison: PlanComparison, holds: bool) -> Text {
    match (comparison, holds) {
        (PlanComparison::Same, true) => text!("you stay with the same plan", "套餐不变"),
        (PlanComparison::Same, false) => text!("you change to another plan", "套餐变更"),
        (PlanComparison::Bigger, true) => text!("the new plan has more data", "新套餐流量更多"),
        (PlanComparison::Bigger, false) => text!("the new plan does not have more data", "新套餐流量没有更多"),
        (PlanComparison::BiggerOrEqual, true) | (PlanComparison::Smaller, false) => {
            text!("the new plan has at least as much data", "新套餐流量不少于原套餐")
        }
        (PlanComparison::Smaller, true) | (PlanComparison::BiggerOrEqual, false) => {
            text!("the new plan has less data", "新套餐流量更少")
        }
        (PlanComparison::SameSize, true) => text!("the new plan has as much data", "新套餐流量相同"),
        (PlanComparison::SameSize, false) => text!("the new plan has more or less data", "新套餐流量不同"),
        (PlanComparison::HigherPrice, true) => text!("the new plan costs more", "新套餐价格更高"),
        (PlanComparison::HigherPrice, false) => text!("the new plan does not cost more", "新套餐价格不更高"),
        (PlanComparison::SamePrice, true) => text!("the new plan costs the same", "新套餐价格相同"),
        (PlanComparison::SamePrice, false) => text!("the new plan does not cost the same", "新套餐价格不同"),
        (PlanComparison::LowerPrice, true) | (PlanComparison::EqualOrHigherPrice, false) => {
            text!("the new plan costs less", "新套餐价格更低")
        }
        (PlanComparison::LowerPrice, false) => text!("the new plan does not cost less", "新套餐价格不更低"),
        (PlanComparison::SameValidity, true) => text!("periods of the new plan are as long", "新套餐周期相同"),
        (PlanComparison::SameValidity, false) => text!("periods of the new plan are not as long", "新套餐周期不同"),
        (PlanComparison::LongerValidity, true) => text!("periods of the new plan are longer", "新套餐周期更长"),
        (PlanComparison::LongerValidity, false) => text!("periods of the new plan are not longer", "新套餐周期不更长"),
        (PlanComparison::ShorterValidity, true) => text!("periods of the new plan are shorter", "新套餐周期更短"),
        (PlanComparison::ShorterValidity, false) => {
            text!("periods of the new plan are not shorter", "新套餐周期不更短")
        }
        (PlanComparison::EqualOrHigherPrice, true) => {
            text!("the new plan costs at least as much", "新套餐价格不低于原套餐")
        }
        (PlanComparison::AtMostOneSizeSmaller, true) => {
            text!("the new plan is at most one size smaller", "新套餐最多小一档")
        }
        (PlanComparison::AtMostOneSizeSmaller, false) => {
            text!("the new plan is more than one size smaller", "新套餐小一档以上")
        }
    }
}

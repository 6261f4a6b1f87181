//! How long something can be used.

use crate::model::{Grant, Validity};
use crate::text;
use crate::text::Text;

use super::speech::Speech;
use super::time;
use super::words::{Join, list, ordinal};

impl Speech<'_> {
    /// Behind "usable": "for 30 days", "until the end of the period".
    /// How long something that is granted lives.
    pub(super) fn lasting(&self, grant: &Grant) -> Text {
        let Some(tie) = &grant.tie else { return self.validity(grant.validity.answer) };
        let names: Vec<Text> = tie.to.iter().map(|product| self.product(*product)).collect();
        let names = list(&names, Join::Or);
        match tie.while_held {
            true => text!("as long as you have something left of {names}", "持有{names}期间有效"; names = names),
            false => text!("until your {names} ends", "有效至{names}结束"; names = names),
        }
    }

    pub(super) fn validity(&self, validity: Validity) -> Text {
        match validity {
            Validity::For(length) => text!("for {length}", "有效期 {length}"; length = time::duration(length)),
            Validity::ToEndOfDay(0 | 1) => text!("until the end of the day", "当天有效"),
            Validity::ToEndOfDay(days) => {
                let th = ordinal(days);
                text!("until the end of the {th} day, counting the first", "有效至第 {days} 天结束（含当天）")
            }
            Validity::CalendarMonths(0 | 1) => text!("until the end of the calendar month", "当月有效"),
            Validity::CalendarMonths(months) => {
                let th = ordinal(months);
                text!(
                    "until the end of the {th} calendar month, counting the first",
                    "有效至第 {months} 个自然月结束（含当月）"
                )
            }
            Validity::CalendarQuarters(0 | 1) => text!("until the end of the calendar quarter", "当季有效"),
            Validity::CalendarQuarters(count) => {
                let th = ordinal(count);
                text!(
                    "until the end of the {th} calendar quarter, counting the first",
                    "有效至第 {count} 个季度结束（含当季）"
                )
            }
            Validity::CalendarYears(0 | 1) => text!("until the end of the calendar year", "当年有效"),
            Validity::CalendarYears(count) => {
                let th = ordinal(count);
                text!(
                    "until the end of the {th} calendar year, counting the first",
                    "有效至第 {count} 个自然年结束（含当年）"
                )
            }
            Validity::CalendarWeeks(0 | 1) => text!("until the end of the week", "当周有效"),
            Validity::CalendarWeeks(weeks) => {
                let th = ordinal(weeks);
                text!("until the end of the {th} week, counting the first", "有效至第 {weeks} 周结束（含当周）")
            }
            Validity::ToEndOfWeekday(weekday) => {
                text!("until the end of {day}", "有效至{day}结束"; day = super::scope::day_of_week(weekday))
            }
            Validity::Periods(0 | 1) => text!("until the end of the period", "有效至本周期结束"),
            Validity::Periods(periods) => {
                let th = ordinal(periods);
                text!(
                    "until the end of the {th} period, counting this one",
                    "有效至第 {periods} 个周期结束（含本周期）"
                )
            }
            Validity::Until(end) => text!("until {end}", "有效至{end}"; end = self.ending(end)),
            Validity::Forever => text!("without an end date", "长期有效"),
        }
    }
}

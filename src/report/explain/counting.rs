//! The ground rules: what a gigabyte is, where days begin, what money is, which days are holidays.

use crate::model::{Grant, Operator, Sessions};
use crate::text;
use crate::text::Text;
use crate::units::{Currency, Gigabyte, HolidayUse};

use super::speech::{Speech, said, section};
use super::words::{Join, list};
use super::{Section, Sentence, date};

impl Speech<'_> {
    pub(super) fn counting_section(&self) -> Section {
        let sentences = self.operator.map_or_else(Vec::new, |operator| self.counting(operator));
        section(text!("How it is counted", "计量规则"), sentences)
    }

    fn counting(&self, operator: &Operator) -> Vec<Sentence> {
        let Operator { name: _, zone, currency, gigabyte, weekend: _, holidays: _, sessions, origin } = operator;
        let city = zone.answer.name();
        let mut sentences = vec![
            said(
                text!("Days begin at midnight in the time zone {city}.", "日期和时间以 {city} 时区为准。"),
                zone.origin,
            ),
            said(gigabyte_sentence(gigabyte.answer), gigabyte.origin),
        ];
        if currency.answer != Currency::UNDECLARED {
            let code = currency.answer.code();
            sentences.push(said(text!("Prices are in {code}.", "价格币种为 {code}。"), currency.origin));
        }
        sentences.push(said(sessions_sentence(*sessions), *origin));
        sentences.extend(self.holidays(operator));
        sentences
    }

    /// Only where some window depends on them: the list may be long.
    fn holidays(&self, operator: &Operator) -> Option<Sentence> {
        let grants = self.own_grants().iter().chain(self.packs().flat_map(|pack| &pack.grants));
        let matters =
            |grant: &Grant| grant.scope.windows.iter().any(|window| window.days.holidays != HolidayUse::Ignore);
        let days: Vec<Text> = operator.holidays.days().iter().map(|day| date::day(*day)).collect();
        if !grants.into_iter().any(matters) {
            return None;
        }
        let text = if days.is_empty() {
            text!("No public holidays are named.", "没有列出节假日。")
        } else {
            text!("Public holidays are {days}.", "节假日为{days}。"; days = list(&days, Join::And))
        };
        Some(said(text, operator.origin))
    }
}

fn gigabyte_sentence(gigabyte: Gigabyte) -> Text {
    let step = gigabyte.step();
    text!("1 GB is {step} MB.", "1 GB 等于 {step} MB。")
}

fn sessions_sentence(sessions: Sessions) -> Text {
    match sessions {
        Sessions::Split => text!(
            "A session that runs past the end of a period, or in or out of certain hours, counts on each side for its part of the time.",
            "跨周期或跨时段的使用，按时间比例分别计入。"
        ),
        Sessions::ByStart => text!(
            "A session counts wholly as of when it began, even if it runs past the end of a period or into other hours.",
            "跨周期或跨时段的使用，全部按开始时间计入。"
        ),
    }
}

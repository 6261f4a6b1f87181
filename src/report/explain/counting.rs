//! The ground rules: what a gigabyte is, where days begin, what money is, which days are holidays.

use crate::model::{Grant, Operator, Question, Sessions, Weight};
use crate::text;
use crate::text::Text;
use crate::units::{Currency, Format, Gigabyte, HolidayUse, Kind, Quantity};

use super::amount::noun;
use super::speech::{Speech, said, section};
use super::words::{Join, list, sentences};
use super::{Section, Sentence, date};

impl Speech<'_> {
    pub(super) fn counting_section(&self) -> Section {
        let mut sentences = self.operator.map_or_else(Vec::new, |operator| self.counting(operator));
        sentences.extend(self.plan.weights.iter().map(|weight| self.weight(weight)));
        section(text!("How it is counted", "计量规则"), sentences)
    }

    /// The scope is worded as it is for grants.
    fn weight(&self, weight: &Weight) -> Sentence {
        let (noun, times) = (noun(weight.kind), weight.times);
        let text = match self.scope(&weight.scope, weight.kind) {
            None => text!(
                "What you use of your {noun} is counted {times} times, where units pay for it.",
                "{noun}的使用按 {times} 倍计量。"; noun = noun
            ),
            Some(scope) => text!(
                "What you use of your {noun} is counted {times} times, where units pay for it; this holds {scope}.",
                "{noun}的使用按 {times} 倍计量（适用范围：{scope}）。"; noun = noun, scope = scope
            ),
        };
        said(text, weight.origin)
    }

    fn counting(&self, operator: &Operator) -> Vec<Sentence> {
        let Operator { name: _, zone, currency, rates, gigabyte, places: _, weekend: _, holidays: _, sessions, origin } =
            operator;
        let city = zone.answer.name();
        let mut sentences = Vec::new();
        // What nobody said and nothing depends on is not worth a sentence.
        if !zone.is_assumed() || self.leaves_open(Question::Zone) {
            let text = text!("Days begin at midnight in the time zone {city}.", "日期和时间以 {city} 时区为准。");
            sentences.push(said(text, zone.origin));
        }
        if !gigabyte.is_assumed() || self.leaves_open(Question::Gigabyte) {
            sentences.push(said(gigabyte_sentence(gigabyte.answer), gigabyte.origin));
        }
        if currency.answer != Currency::UNDECLARED {
            let code = currency.answer.code();
            let text = text!("Prices are in {code}.", "价格币种为 {code}。");
            sentences.push(self.chosen(text, currency.origin, Question::Currency));
        }
        for rate in rates {
            let written = |(currency, amount): (Currency, Quantity)| {
                Text::same(Format { currency, ..self.format }.quantity(Kind::Money, amount))
            };
            let (one, other) = (written(rate.one), written(rate.other));
            let text = text!("{one} is {other}, wherever an amount is stated in the other currency.",
                "{one} 等于 {other}，以另一货币书写的金额按此折算。"; one = one, other = other);
            sentences.push(said(text, rate.origin));
        }
        sentences.push(self.default(sessions_sentence(*sessions), *origin));
        sentences.extend(self.holidays(operator));
        sentences
    }

    /// Only where some window depends on them: the list may be long.
    fn holidays(&self, operator: &Operator) -> Option<Sentence> {
        let grants = self.own_grants().iter().chain(self.packs().flat_map(|pack| &pack.grants));
        let matters =
            |grant: &Grant| grant.scope.windows.iter().any(|window| window.days.holidays != HolidayUse::Ignore);
        if !grants.into_iter().any(matters) {
            return None;
        }
        let years = operator.holidays.days().chunk_by(|one, next| one.ymd().0 == next.ymd().0);
        let texts = years.filter_map(|days| {
            let (year, days) = (days.first()?.ymd().0, list(&date::runs(days), Join::And));
            Some(text!("Public holidays in {year} are {days}.", "{year}年的节假日为{days}。"; days = days))
        });
        let texts: Vec<Text> = texts.collect();
        let none = text!("No public holidays are named.", "没有列出节假日。");
        Some(self.default(if texts.is_empty() { none } else { sentences(&texts) }, operator.origin))
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
        Sessions::AtMidnight => text!(
            "A session ends at midnight, and what comes after is another one. One that runs past the end of a period, or in or out of certain hours, counts on each side for its part of the time.",
            "会话在午夜结束，之后的部分为另一次会话。跨周期或跨时段的使用，按时间比例分别计入。"
        ),
        Sessions::ByStart => text!(
            "A session counts wholly as of when it began, even if it runs past the end of a period or into other hours.",
            "跨周期或跨时段的使用，全部按开始时间计入。"
        ),
    }
}

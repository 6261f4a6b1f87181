//! What whole pages do not show: every condition with its opposite, every validity, every end of a gift.

use crate::model::{
    Action, Comparison, Condition, ExpiryMove, LabelScope, Life, PlanComparison, RenewalTiming, Scope, Selector,
    Validity,
};
use crate::text::Text;
use crate::units::{Cycle, DayFilter, Duration, HolidayUse, Kind, MonthEnd, Quantity, Ratio, Window};

use super::super::speech::Speech;
use super::super::{amount, time, words};
use super::build::{GB, HERE, catalogue, grant, rollover};

/// Asks a plan of data alone.
fn ask(phrase: impl Fn(&Speech<'_>) -> Text) -> String {
    let mut catalogue = catalogue("P");
    catalogue.products[0].grants = vec![grant(Kind::Data, GB)];
    catalogue.labels.intern("bill paid");
    let text = phrase(&Speech::of(&catalogue, &catalogue.plans[0]));
    format!("{} | {}", text.en, super::super::spacing::spaced(&text.zh))
}

fn both_ways(condition: &Condition) -> [String; 2] {
    [true, false].map(|holds| ask(|speech| speech.condition(condition, holds)))
}

#[test]
fn conditions_have_opposites() {
    let renewed = |timing| Condition::Renewed(timing);
    let late = renewed(RenewalTiming {
        late: true,
        late_by_at_most: Some(Duration::Days(7)),
        automatic: Some(false),
        ..RenewalTiming::default()
    });
    assert_eq!(
        both_ways(&late),
        [
            "you renew the plan yourself after the period has ended, but within 7 days | 您在周期结束后 7 天内手动续订",
            "you do not renew the plan yourself after the period has ended, but within 7 days | 您未在周期结束后 7 天内手动续订",
        ]
    );
    let used = |comparison, bytes| Condition::Used { kind: Kind::Data, comparison, amount: Quantity(bytes) };
    assert_eq!(
        both_ways(&used(Comparison::MoreThan, 0)),
        [
            "you used any data in that period | 您在该周期内使用过流量",
            "you used no data in that period | 您在该周期内没有使用流量"
        ]
    );
    assert_eq!(
        both_ways(&used(Comparison::AtLeast, 5 * GB)),
        [
            "you used at least 5 GB of data in that period | 您在该周期内使用了至少 5 GB 流量",
            "you used less than 5 GB of data in that period | 您在该周期内使用了不足 5 GB 流量",
        ]
    );
    let all = Condition::All(vec![Condition::NotSharing, Condition::Plan(PlanComparison::Bigger)]);
    assert_eq!(
        both_ways(&Condition::Not(Box::new(all))),
        [
            "you share the plan with somebody or the new plan does not have more data | 您与他人共享套餐，或新套餐流量没有更多",
            "you do not share the plan with anybody and the new plan has more data | 您没有与他人共享套餐，且新套餐流量更多",
        ]
    );
    assert_eq!(
        both_ways(&Condition::Marked(crate::event::LabelId(0))),
        [
            "“bill paid” is noted on your account | 您的账户登记有“bill paid”",
            "“bill paid” is not noted on your account | 您的账户未登记有“bill paid”"
        ]
    );
}

#[test]
fn validities() {
    let usable = |validity| ask(|speech| speech.validity(validity));
    assert_eq!(usable(Validity::For(Duration::Seconds(720 * 3_600))), "for 720 hours | 有效期 720 小时");
    assert_eq!(usable(Validity::ToEndOfDay(1)), "until the end of the day | 当天有效");
    assert_eq!(
        usable(Validity::ToEndOfDay(30)),
        "until the end of the 30th day, counting the first | 有效至第 30 天结束（含当天）"
    );
    assert_eq!(usable(Validity::CalendarMonths(1)), "until the end of the calendar month | 当月有效");
    assert_eq!(
        usable(Validity::Periods(3)),
        "until the end of the third period, counting this one | 有效至第 3 个周期结束（含本周期）"
    );
    assert_eq!(usable(Validity::Forever), "without an end date | 长期有效");
    // 2026-05-01 00:00 and 12:30 in Phnom Penh.
    let may = crate::units::Instant(1_777_568_400);
    assert_eq!(usable(Validity::Until(may)), "until the end of 30 April 2026 | 有效至 2026年4月30日（含当天）");
    assert_eq!(
        usable(Validity::Until(may.plus_seconds(45_000))),
        "until 1 May 2026, 12:30 | 有效至 2026年5月1日 12:30"
    );
}

#[test]
fn lives() {
    let told = |life| {
        ask(|speech| {
            let left = crate::text!("what is left", "余量");
            let texts: Vec<Text> =
                speech.rollover(&rollover(life), &left).into_iter().map(|sentence| sentence.text).collect();
            words::sentences(&texts)
        })
    };
    assert_eq!(
        told(Life::Periods(1)),
        "What is left stays usable until the end of the next period, then it expires. It does not roll over again. If the \
         plan is not renewed, it is lost. | 余量可继续使用至下个周期结束，之后失效。不会再次累积。未续订则作废。"
    );
    assert_eq!(
        told(Life::Renewals { at_most: Some(1), no_longer_than: None, renewed: true }),
        "What is left moves on into the next period when the plan is renewed, and is lost at the end of that one. If the \
         plan is not renewed, it is lost. | 续订时，余量转入下个周期，到下个周期结束时仍未用完则作废。未续订则作废。"
    );
    assert_eq!(
        told(Life::Renewals { at_most: Some(12), no_longer_than: Some(Duration::Months(6)), renewed: false }),
        "What is left moves on into the new period each time a period ends, at most 12 times; after that it is lost. It \
         stays usable for at most 6 months after the end of the period it came from. If the plan is not renewed, it is \
         lost. | 余量自动转入新周期，最多 12 次，之后仍未用完则作废。最长可用至所属周期结束后 6 个月。未续订则作废。"
    );
}

#[test]
fn scopes() {
    let window = |weekdays, holidays, from, to| Window { days: DayFilter { weekdays, holidays }, from, to };
    let scope = |windows| Scope { windows, ..Scope::default() };
    let said = |scope: Scope| ask(|speech| speech.scope(&scope, Kind::Data).unwrap_or_default());
    assert_eq!(said(Scope::default()), " | ");
    assert_eq!(
        said(scope(vec![window(0b100_1111, HolidayUse::Exclude, 79_200, 21_600)])),
        "on Sundays to Thursdays (except public holidays) from 22:00 to 06:00 the next day | \
         周日至周四（节假日除外）22:00 至次日 6:00"
    );
    assert_eq!(
        said(scope(vec![
            window(0b110_0000, HolidayUse::Include, 0, 86_400),
            window(0x7f, HolidayUse::Ignore, 64_800, 0)
        ])),
        "on Saturdays, Sundays and public holidays and from 18:00 to midnight | 周六、周日和节假日和 18:00 至 24:00"
    );
    let apps = LabelScope::Except(vec![crate::event::LabelId(0)]);
    assert_eq!(said(Scope { app: apps, ..Scope::default() }), "except for “bill paid” | 不含 bill paid");
}

#[test]
fn cycles() {
    let said = |cycle| format!("{} / {}", time::every(cycle).en, time::every(cycle).zh);
    assert_eq!(said(Cycle::Months { count: 1, month_end: MonthEnd::Clamp }), "every month / 每月");
    assert_eq!(said(Cycle::Months { count: 3, month_end: MonthEnd::Drift }), "every 3 months / 每 3 个月");
    assert_eq!(said(Cycle::Days(30)), "every 30 days / 每 30 天");
    assert_eq!(said(Cycle::CalendarWeeks(1)), "every calendar week / 每个自然周");
    assert_eq!(said(Cycle::Seconds(7_200)), "every 2 hours / 每 2 小时");
    assert_eq!(time::period(Cycle::Once).en, "There is one period, and it does not end.");
}

#[test]
fn numbers() {
    let percent = |numerator, denominator| amount::percent(Ratio { numerator, denominator }).en;
    assert_eq!([percent(1, 2), percent(80, 100), percent(1, 3)], ["50%", "80%", "1/3"]);
    let multiple = |numerator, denominator| amount::multiple(Ratio { numerator, denominator }).en;
    assert_eq!([multiple(2, 1), multiple(3, 2), multiple(1, 3)], ["twice", "1.5 times", "1/3 times"]);
    assert_eq!(
        [128_000, 2_000_000, 1_500_000, 300].map(|bits| amount::speed(bits).en),
        ["128 kbps", "2 Mbps", "1.5 Mbps", "300 bits a second"]
    );
    assert_eq!([1, 3, 11, 22].map(words::ordinal), ["first", "third", "11th", "22nd"]);
}

#[test]
fn moves_of_expiry() {
    let of = || Selector { kind: Some(Kind::Money), ..Selector::default() };
    let told = |to| {
        let action = Action::SetExpiry { of: of(), to, origin: HERE };
        ask(|speech| speech.action(&action))
    };
    assert_eq!(
        told(ExpiryMove::Extend(Duration::Days(30))),
        "all your money can be used for 30 more days | 全部话费有效期延长 30 天"
    );
    assert_eq!(
        told(ExpiryMove::New),
        "the expiry date of all your money becomes that of what you just got | 将全部话费的到期时间改为本次所得的到期时间"
    );
    let back = Action::Revive { of: of(), within: Some(Duration::Days(180)), origin: HERE };
    assert_eq!(
        ask(|speech| speech.action(&back)),
        "you get back money that expired within the last 180 days | 恢复最近 180 天内过期的话费"
    );
}

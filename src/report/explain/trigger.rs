//! When something is done, and what actions other than those on units do.

use crate::event::{Anniversary, LabelId};
use crate::model::{Request, Selector, Share, Timer, Trigger};
use crate::text;
use crate::text::Text;
use crate::units::{Instant, Schedule, Weekday};

use super::names::quoted;
use super::speech::Speech;
use super::words::{Join, list};
use super::{amount, time};

impl Speech<'_> {
    pub(super) fn trigger(&self, trigger: &Trigger) -> Text {
        match trigger {
            Trigger::Schedule(schedule) => self.schedule(*schedule),
            Trigger::Anniversary(of, second) => self.each_year(*of, *second),
            Trigger::Timer(timer) => self.timer(timer),
            other => self.event(other),
        }
    }

    fn event(&self, trigger: &Trigger) -> Text {
        match trigger {
            Trigger::Activation => text!("when the plan starts", "套餐生效时"),
            Trigger::PeriodEnd => text!("when a period ends", "周期结束时"),
            Trigger::Renewal => text!("each time the plan is renewed", "每次续订时"),
            Trigger::AnyOf(triggers) => {
                let all: Vec<Text> = triggers.iter().map(|trigger| self.trigger(trigger)).collect();
                list(&all, Join::Or)
            }
            Trigger::PackRenewalFailure(None) => text!("when a pack cannot be renewed", "加油包续订失败时"),
            Trigger::PackRenewalFailure(Some(pack)) => {
                text!("when {name} cannot be renewed", "{name} 续订失败时"; name = self.product(*pack))
            }
            Trigger::PackRenewalFailureIn(group) => {
                let name = quoted(self.catalogue.labels.name(*group));
                text!("when a pack of the group {name} cannot be renewed", "{name} 组的加油包续订失败时"; name = name)
            }
            Trigger::RenewalFailure => text!("when a period ends and is not renewed", "周期结束而未续订时"),
            Trigger::Recharge => text!("each time you pay in money", "每次充值时"),
            Trigger::Purchase(None) => text!("each time you buy a pack", "每次购买加油包时"),
            Trigger::Purchase(Some(pack)) => {
                text!("each time you buy {name}", "每次购买 {name} 时"; name = self.product(*pack))
            }
            Trigger::PurchaseIn(group) => {
                let name = quoted(self.catalogue.labels.name(*group));
                text!("each time you buy a pack of the group {name}", "每次购买 {name} 组的加油包时"; name = name)
            }
            Trigger::PackStop(None) => text!("when you stop the renewal of a pack", "停止加油包续订时"),
            Trigger::PackStop(Some(pack)) => {
                text!("when you stop the renewal of {name}", "停止 {name} 续订时"; name = self.product(*pack))
            }
            Trigger::PackStopIn(group) => {
                let name = quoted(self.catalogue.labels.name(*group));
                text!("when you stop the renewal of a pack of the group {name}", "停止 {name} 组的加油包续订时"; name = name)
            }
            Trigger::DebtDue => text!("when something you owe is due", "欠款到期时"),
            Trigger::Reached(place) => self.reached(*place),
            Trigger::PlanChange => text!("when you change to another plan", "变更套餐时"),
            Trigger::Suspension => text!("when your line is suspended", "停机时"),
            Trigger::Resumption => text!("when the suspension ends", "复机时"),
            Trigger::Cancellation => text!("when you end the plan", "退订时"),
            Trigger::Use(kind, scope) => {
                let noun = kind.map_or_else(|| text!("anything", "任何额度"), amount::noun);
                let kind = kind.unwrap_or(crate::units::Kind::Data);
                match self.scope(scope, kind) {
                    None => text!("each time you use {noun}", "每次使用{noun}时"; noun = noun),
                    Some(scope) => text!("each time you use {noun} {scope}", "每次使用{noun}（{scope}）时";
                        noun = noun, scope = scope),
                }
            }
            Trigger::RunsOut(of) => {
                text!("when {lots} has run out", "{lots}用完时"; lots = self.lots_of_yours(of))
            }
            Trigger::Expiry(of) => text!("when {lots} expires", "{lots}到期时"; lots = self.lots_of_yours(of)),
            Trigger::Start(of) => text!("when {lots} starts", "{lots}开始生效时"; lots = self.lots_of_yours(of)),
            Trigger::GiftGiven => text!("each time you give something away", "每次转赠时"),
            Trigger::GiftReceived => text!("each time you are given something", "每次获赠时"),
            Trigger::Joining => text!("when you join a group", "加入共享时"),
            Trigger::Leaving => text!("when you leave a group", "退出共享时"),
            Trigger::MemberJoins => text!("each time somebody joins your group", "每次有成员加入时"),
            Trigger::MemberLeaves => text!("each time a member leaves your group", "每次有成员退出时"),
            Trigger::Consent(None, true) => text!("when you agree to charges", "同意收费时"),
            Trigger::Consent(None, false) => text!("when you withdraw your consent", "撤回同意时"),
            Trigger::Consent(Some(to), true) => {
                let name = quoted(self.catalogue.labels.name(*to));
                text!("when you agree to {name}", "同意 {name} 时"; name = name)
            }
            Trigger::Consent(Some(to), false) => {
                let name = quoted(self.catalogue.labels.name(*to));
                text!("when you withdraw your consent to {name}", "撤回对 {name} 的同意时"; name = name)
            }
            Trigger::Mark(label, on) => {
                let name = self.catalogue.labels.name(*label);
                if *on {
                    text!("when “{name}” is noted on your account", "您的账户登记“{name}”时")
                } else {
                    text!("when “{name}” is no longer noted on your account", "您的账户不再登记“{name}”时")
                }
            }
            Trigger::Schedule(schedule) => self.schedule(*schedule),
            Trigger::Anniversary(of, second) => self.each_year(*of, *second),
            Trigger::BeforePeriodEnd(time) => {
                text!("{time} before each period ends", "每个周期结束前 {time}"; time = time::duration(*time))
            }
            // A time is counted from events only.
            Trigger::Timer(_) => Text::default(),
        }
    }

    /// "each year on your birthday at 09:00".
    fn each_year(&self, of: Anniversary, second: u32) -> Text {
        let (day, clock) = (self.anniversary(of), Text::same(clock(second)));
        text!("each year on {day} at {clock}", "每年{day} {clock}"; day = day, clock = clock)
    }

    fn anniversary(&self, of: Anniversary) -> Text {
        match of {
            Anniversary::Activation => text!("the day of your activation", "开通周年日"),
            Anniversary::Named(name) => match self.catalogue.labels.name(name) {
                "birthday" => text!("your birthday", "您的生日"),
                name => text!("the day of “{name}”", "“{name}”当日"),
            },
        }
    }

    /// "it is your birthday", "your birthday is in this month"; or its opposite.
    pub(super) fn on_anniversary(&self, of: Anniversary, month: bool, holds: bool) -> Text {
        let day = self.anniversary(of);
        match (month, holds) {
            (false, true) => text!("it is {day}", "当天是{day}"; day = day),
            (false, false) => text!("it is not {day}", "当天不是{day}"; day = day),
            (true, true) => text!("{day} is in that month", "当月有{day}"; day = day),
            (true, false) => text!("{day} is not in that month", "当月没有{day}"; day = day),
        }
    }

    pub(super) fn schedule(&self, schedule: Schedule) -> Text {
        match schedule {
            Schedule::Once(at) => self.on_moment(at),
            Schedule::Daily(second) => {
                text!("every day at {clock}", "每天 {clock}"; clock = Text::same(clock(second)))
            }
            Schedule::Weekly(weekday, second) => {
                text!("every {day} at {clock}", "每{day} {clock}";
                    day = weekday_name(weekday), clock = Text::same(clock(second)))
            }
            Schedule::Yearly { month, day, second } => {
                let name = crate::report::dates::month(i8::try_from(month).unwrap_or_default());
                text!("on {day} {name} of each year at {clock}", "每年 {month} 月 {day} 日 {clock}"; clock = Text::same(clock(second)))
            }
            Schedule::Monthly(day, second) => {
                text!("on day {day} of each month at {clock}", "每月 {day} 日 {clock}"; clock = Text::same(clock(second)))
            }
        }
    }

    fn on_moment(&self, at: Instant) -> Text {
        text!("on {at}", "{at}"; at = self.beginning(at))
    }

    fn timer(&self, timer: &Timer) -> Text {
        let length = time::duration(timer.length);
        if timer.from_beginning {
            let missing: Vec<Text> = timer.starts.iter().map(deed).collect();
            let first = text!("after {length} in which you did not {deeds}", "连续{length}未{deeds}时";
                length = length, deeds = list(&missing, Join::Or));
            return match timer.again {
                None => first,
                Some(again) if again == timer.length => {
                    text!("{first}, and again after each further {length}", "{first}（此后每{length}一次）";
                        first = first, length = length)
                }
                Some(again) => text!("{first}, and then every {again}", "{first}（此后每{again}一次）";
                    first = first, again = time::duration(again)),
            };
        }
        let from: Vec<Text> = timer.starts.iter().map(|trigger| self.event(trigger)).collect();
        let after = text!("{length} after the moment {events}", "{events}起 {length}后";
            length = length, events = list(&from, Join::Or));
        if timer.stops.is_empty() {
            return after;
        }
        let stops: Vec<Text> = timer.stops.iter().map(|trigger| self.event(trigger)).collect();
        text!("{after} (not if this comes first: {stops})", "{after}（如此前{stops}则不执行）";
            after = after, stops = list(&stops, Join::Or))
    }

    pub(super) fn shrunk(&self, of: &Selector, share: Share) -> Text {
        let lots = self.lots_of_yours(of);
        match share {
            Share::OfLeft(ratio) => {
                text!("you lose {share} of what is left of {lots}", "{lots}剩余部分的 {share} 作废";
                share = amount::percent(ratio), lots = lots)
            }
            Share::OfGranted(ratio) => {
                text!("you lose {share} of what you had got of {lots}", "{lots}原额度的 {share} 作废";
                share = amount::percent(ratio), lots = lots)
            }
            Share::AllBut(ratio) => {
                text!("you keep {share} of {lots}, and lose the rest", "{lots}保留 {share}，其余作废";
                share = amount::percent(ratio), lots = lots)
            }
        }
    }

    pub(super) fn frozen(&self, of: &Selector, clock_stops: bool) -> Text {
        let lots = self.lots_of_yours(of);
        if clock_stops {
            text!("you cannot use {lots} until the suspension ends or it is released, and its time stands still meanwhile",
                "{lots}暂停使用至复机或解冻，期间有效期暂停计算"; lots = lots)
        } else {
            text!("you cannot use {lots} until the suspension ends or it is released, though its time goes on meanwhile",
                "{lots}暂停使用至复机或解冻，期间有效期继续计算"; lots = lots)
        }
    }

    pub(super) fn marking(&self, label: LabelId, on: bool) -> Text {
        let name = self.catalogue.labels.name(label);
        if on {
            text!("“{name}” is noted on your account", "您的账户登记“{name}”")
        } else {
            text!("“{name}” is no longer noted on your account", "您的账户不再登记“{name}”")
        }
    }

    pub(super) fn request(&self, request: Request) -> Text {
        match request {
            Request::Buy(pack) => self.bought(pack, None),
            Request::PayAhead => {
                text!(
                    "the next period is charged; if that fails, at the period's end",
                    "收取下一周期的费用；不成功则在周期结束时收取"
                )
            }
            Request::Renew => text!("the plan is renewed", "自动续订套餐"),
            Request::ChangePlan(plan) => {
                let name = self.catalogue.plan(plan).map(|plan| plan.name.clone()).unwrap_or_default();
                text!("your plan changes to {name}", "套餐变更为 {name}")
            }
            Request::Suspend => text!("your line is suspended", "停机"),
            Request::Resume => text!("the suspension ends", "复机"),
            Request::Cancel => text!("the plan ends", "套餐终止"),
        }
    }
}

/// What was not done, for a time without it.
fn deed(trigger: &Trigger) -> Text {
    match trigger {
        Trigger::Use(..) => text!("use anything", "使用"),
        Trigger::Recharge => text!("pay in money", "充值"),
        Trigger::Purchase(_) => text!("buy a pack", "购买加油包"),
        Trigger::Renewal => text!("renew the plan", "续订"),
        Trigger::GiftGiven => text!("give something away", "转赠"),
        _ => text!("do anything of the kind", "有相应操作"),
    }
}

fn clock(second: u32) -> String {
    format!("{:02}:{:02}", second / 3_600, second / 60 % 60)
}

fn weekday_name(weekday: Weekday) -> Text {
    match weekday {
        Weekday::Monday => text!("Monday", "周一"),
        Weekday::Tuesday => text!("Tuesday", "周二"),
        Weekday::Wednesday => text!("Wednesday", "周三"),
        Weekday::Thursday => text!("Thursday", "周四"),
        Weekday::Friday => text!("Friday", "周五"),
        Weekday::Saturday => text!("Saturday", "周六"),
        Weekday::Sunday => text!("Sunday", "周日"),
    }
}

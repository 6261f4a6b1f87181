//! What was expected, in words.

use crate::event::Class;
use crate::ledger::{Entry, Posting};
use crate::model::{Expectation, PostingKind, Selector};
use crate::text;
use crate::text::Text;
use crate::units::{Format, Instant, Kind, Quantity};

use super::Stage;

impl Stage<'_> {
    /// An expectation, in words.
    pub(super) fn expected(&self, expectation: &Expectation) -> Text {
        match expectation {
            Expectation::Balance { of, amount, until } => self.expected_balance(of, *amount, *until),
            Expectation::Posted { posting, of, amount } => {
                let (what, lots) = (self::posting(*posting), self.lots(of));
                match amount {
                    Some(Quantity::ZERO) => text!("nothing {what}", "没有{what}"; what = what),
                    Some(amount) => {
                        let amount = self.amount(of.kind.unwrap_or(Kind::Data), *amount);
                        text!("{what} {amount}{lots}", "{what} {amount}{lots}"; what = what, amount = amount, lots = lots)
                    }
                    None => text!("something {what}{lots}", "有{what}{lots}"; what = what, lots = lots),
                }
            }
            Expectation::Refused { reason: Some(words) } => text!("refused: {words}", "被拒绝：{words}"),
            Expectation::Refused { reason: None } => text!("something refused", "有请求被拒绝"),
            Expectation::NothingLost => text!("nothing lost", "没有任何损失"),
            Expectation::PeriodUntil(end) => {
                text!("the period ends on {end}", "周期到 {end} 结束"; end = self.instant(*end))
            }
            Expectation::ChargedInAll(amount) => {
                text!("{amount} charged in all", "总共收费 {amount}"; amount = self.amount(Kind::Money, *amount))
            }
            Expectation::Notices(count) => text!("{count} notices", "{count} 条通知"),
        }
    }

    fn expected_balance(&self, of: &Selector, amount: Quantity, until: Option<Instant>) -> Text {
        let (amount, lots) = (self.amount(of.kind.unwrap_or(Kind::Data), amount), self.lots(of));
        match until.map(|until| self.instant(until)) {
            Some(end) => {
                text!("{amount}{lots} until {end}", "{amount}{lots}，到 {end}"; amount = amount, lots = lots, end = end)
            }
            None => text!("{amount}{lots}", "{amount}{lots}"; amount = amount, lots = lots),
        }
    }

    pub(super) fn amount(&self, kind: Kind, amount: Quantity) -> Text {
        Text::same(self.format.quantity(kind, amount))
    }

    /// A date, with the time where that is not midnight.
    pub(super) fn instant(&self, at: Instant) -> Text {
        if at == Instant::NEVER {
            return text!("for ever", "永久");
        }
        let local = self.zone.local(at);
        Text::same(if local.second == 0 { local.day.to_string() } else { local.to_string() })
    }

    /// Which lots, behind an amount: ` of rolled data`; nothing where every lot is meant.
    fn lots(&self, of: &Selector) -> Text {
        let mut words: Vec<Text> = Vec::new();
        if of.expired {
            words.push(text!("expired", "已过期"));
        }
        words.extend(of.rolled.map(|rolled| either(rolled, text!("rolled", "已累积"), text!("not rolled", "未累积"))));
        words.extend(of.gifted.map(|gifted| either(gifted, text!("gifted", "受赠"), text!("not gifted", "非受赠"))));
        words.extend(of.dormant.map(|dormant| either(dormant, text!("dormant", "休眠"), text!("awake", "未休眠"))));
        words.extend(of.class.map(class));
        if let Some(product) = of.product.and_then(|product| self.catalogue.product(product)) {
            words.push(Text::same(format!("“{}”", product.name)));
        }
        if words.is_empty() {
            return Text::default();
        }
        let en: Vec<&str> = words.iter().map(|word| word.en.as_str()).collect();
        let zh: Vec<&str> = words.iter().map(|word| word.zh.as_str()).collect();
        let (en_kind, zh_kind) = kind(of.kind);
        Text { en: format!(" of {} {en_kind}", en.join(" ")), zh: format!(" {}{zh_kind}", zh.join("")) }
    }
}

fn either(yes: bool, one: Text, other: Text) -> Text {
    if yes { one } else { other }
}

fn class(class: Class) -> Text {
    match class {
        Class::Plan => text!("plan", "套餐"),
        Class::Pack => text!("pack", "流量包"),
        Class::Bonus => text!("bonus", "赠送"),
        Class::Recharge => text!("recharged", "充值"),
    }
}

fn kind(kind: Option<Kind>) -> (&'static str, &'static str) {
    match kind {
        Some(Kind::Data) => ("data", "流量"),
        Some(Kind::Voice) => ("voice", "通话"),
        Some(Kind::Sms) => ("messages", "短信"),
        Some(Kind::Money) => ("money", "余额"),
        Some(Kind::Points) => ("points", "积分"),
        None => ("units", "用量"),
    }
}

/// What happened, as a participle.
pub(super) fn posting(posting: PostingKind) -> Text {
    match posting {
        PostingKind::Granted => text!("granted", "发放"),
        PostingKind::Used => text!("used", "使用"),
        PostingKind::Rolled => text!("rolled", "累积"),
        PostingKind::Trimmed => text!("trimmed", "超限清除"),
        PostingKind::Expired => text!("expired", "过期"),
        PostingKind::Forfeited => text!("forfeited", "没收"),
        PostingKind::Revived => text!("revived", "恢复"),
        PostingKind::Given => text!("given", "转出"),
        PostingKind::Received => text!("received", "收到"),
        PostingKind::Charged => text!("charged", "收费"),
        PostingKind::Blocked => text!("blocked", "阻断"),
        PostingKind::Throttled => text!("throttled", "限速"),
        PostingKind::Overage => text!("used beyond the allowance", "超额使用"),
        PostingKind::Noticed => text!("notices", "通知"),
        PostingKind::Refused => text!("refused", "拒绝"),
    }
}

/// What an entry says happened, in a few words: `expired 8 GB of #1`.
#[must_use]
pub fn happened(entry: &Entry, format: &Format) -> Text {
    let amount = Text::same(format.quantity(entry.kind, entry.amount));
    let lot = entry.lot.map_or_else(String::new, |lot| format!(" #{}", lot.number));
    let lot = Text::same(lot);
    let plain =
        |what: Text| text!("{what} {amount}{lot}", "{what} {amount}{lot}"; what = what, amount = amount, lot = lot);
    match entry.posting {
        Posting::Forfeited { reason } | Posting::Blocked { reason } => {
            let what = posting_of(entry.posting);
            text!("{what} {amount}{lot}: {reason}", "{what} {amount}{lot}：{reason}"; what = what, amount = amount, lot = lot, reason = reason.text())
        }
        Posting::Refused { reason } => text!("refused: {reason}", "拒绝：{reason}"; reason = reason.text()),
        Posting::Lapsed { reason } => text!("not renewed: {reason}", "未续订：{reason}"; reason = reason.text()),
        Posting::PeriodBegan { .. } => {
            let number = entry.amount.0;
            text!("period {number} began", "第 {number} 个周期开始")
        }
        Posting::PlanChanged { .. } => text!("the plan changed", "套餐变更"),
        Posting::PlanChangeNoted { .. } => text!("a change of plan was noted", "登记了套餐变更"),
        Posting::Noted { what } => what.text(),
        other => plain(posting_of(other)),
    }
}

fn posting_of(said: Posting) -> Text {
    match super::expect::posting_kind(said) {
        Some(kind) => posting(kind),
        None => match said {
            Posting::Slept { .. } => text!("fell asleep", "进入休眠"),
            Posting::Woke { .. } => text!("woke", "恢复可用"),
            _ => text!("new end for", "有效期变更"),
        },
    }
}

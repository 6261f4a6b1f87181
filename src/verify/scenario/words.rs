//! What was expected, in words.

use crate::event::Class;
use crate::ledger::{Entry, NoticeKind, Posting};
use crate::model::{Expectation, How, NoticeAt, Notified, PostingKind, Selector};
use crate::text;
use crate::text::Text;
use crate::units::{Format, Instant, Kind, Quantity, Zone};

use super::Stage;

impl Stage<'_> {
    /// An expectation, in words.
    pub(super) fn expected(&self, expectation: &Expectation) -> Text {
        match expectation {
            Expectation::Balance { of, amount, until } => self.expected_balance(of, *amount, *until),
            Expectation::Posted { posting, of, amount, how, in_all } => {
                let (what, lots) = (self::posting(*posting), self.lots(of));
                let said = match amount {
                    Some(Quantity::ZERO) => text!("nothing {what}", "没有{what}"; what = what),
                    Some(amount) => {
                        let amount = self.amount(of.kind.unwrap_or(Kind::Data), *amount);
                        text!("{what} {amount}{lots}", "{what} {amount}{lots}"; what = what, amount = amount, lots = lots)
                    }
                    None => text!("something {what}{lots}", "有{what}{lots}"; what = what, lots = lots),
                };
                let said = if *in_all { text!("{said} in all", "总共{said}"; said = said) } else { said };
                match how {
                    How::Any => said,
                    How::Because(words) => {
                        text!("{said}, because “{words}”", "{said}，因为“{words}”"; said = said, words = Text::same(words))
                    }
                    How::Under { words, .. } => {
                        text!("{said}, by {words}", "{said}，由{words}"; said = said, words = Text::same(words))
                    }
                    How::At(rate) => {
                        text!("{said} to {speed}", "{said}，至 {speed}"; said = said, speed = speed(*rate))
                    }
                }
            }
            Expectation::Refused { reason: Some(words) } => text!("refused: {words}", "被拒绝：{words}"),
            Expectation::NothingPosted(posting) => {
                text!("nothing {what}", "没有{what}"; what = self::posting(*posting))
            }
            Expectation::NothingRefused => text!("nothing refused", "没有请求被拒绝"),
            Expectation::Refused { reason: None } => text!("something refused", "有请求被拒绝"),
            Expectation::Unlimited { of } => {
                let (en, zh) = self::kind(of.kind);
                let (kind, lots) = (Text { en: en.to_owned(), zh: zh.to_owned() }, self.lots(of));
                text!("{kind} without limit{lots}", "不限量{kind}{lots}"; kind = kind, lots = lots)
            }
            Expectation::Lost { of, amount } => self.expected_loss(of.as_ref(), *amount),
            Expectation::PeriodUntil(end) => {
                text!("the period ends on {end}", "周期到 {end} 结束"; end = self.instant(*end))
            }
            Expectation::Owing { kind: Some(kind), amount } => {
                text!("{amount} owing", "尚欠 {amount}"; amount = self.amount(*kind, *amount))
            }
            Expectation::Owing { kind: None, amount: _ } => text!("nothing owing", "没有所欠"),
            Expectation::ChargedInAll(amount) => {
                text!("{amount} charged in all", "总共收费 {amount}"; amount = self.amount(Kind::Money, *amount))
            }
            Expectation::Notices(count) => text!("{count} notices", "{count} 条通知"),
            Expectation::Notice { what, sent } => {
                let notice = self.expected_notice(what);
                match sent {
                    true => text!("a notice {notice}", "{notice}的通知"; notice = notice),
                    false => text!("no notice {notice}", "没有{notice}的通知"; notice = notice),
                }
            }
        }
    }

    fn expected_loss(&self, of: Option<&Selector>, amount: Option<Quantity>) -> Text {
        let lots = of.map(|of| self.lots(of)).unwrap_or_default();
        let kind = of.and_then(|of| of.kind);
        let of_kind = kind.filter(|_| lots == Text::default()).map(|kind| {
            let (en, zh) = self::kind(Some(kind));
            Text { en: format!(" of {en}"), zh: zh.to_owned() }
        });
        let of_what = of_kind.unwrap_or_else(|| lots.clone());
        match amount {
            Some(Quantity::ZERO) => text!("nothing lost{of_what}", "{of_what}没有任何损失"; of_what = of_what),
            Some(amount) => {
                let amount = self.amount(kind.unwrap_or(Kind::Data), amount);
                text!("lost {amount}{lots}", "损失 {amount}{lots}"; amount = amount, lots = lots)
            }
            None => text!("something lost{of_what}", "{of_what}有损失"; of_what = of_what),
        }
    }

    fn expected_notice(&self, what: &Notified) -> Text {
        match what {
            Notified::Saying(words) => text!("“{words}”", "“{words}”"),
            // In the writer's own measure: shares of a hundred, and lengths as they were said.
            Notified::At(at) => match at {
                NoticeAt::Used(share) => {
                    let share = share.of(Quantity(100)).unwrap_or_default().0;
                    text!("at {share}%", "达到 {share}%")
                }
                NoticeAt::Left(amount) => {
                    let amount = self.amount(Kind::Data, *amount);
                    text!("at {amount} left", "剩余 {amount} 时"; amount = amount)
                }
                NoticeAt::BeforeExpiry(_) => text!("before expiry", "到期前"),
            },
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
        // Exact, or a difference of a byte would read as none; readable as well, where that is not the same.
        let (brief, exact) = (self.format.brief(kind, amount), self.format.quantity(kind, amount));
        Text::same(if brief.starts_with('≈') && exact.len() > 9 { format!("{brief} ({exact})") } else { exact })
    }

    /// A date, with the time where that is not midnight.
    pub(super) fn instant(&self, at: Instant) -> Text {
        if at == Instant::NEVER {
            return text!("for ever", "永久");
        }
        let local = self.zone.local(at);
        Text::same(if local.second == 0 { local.day.to_string() } else { local.to_string() })
    }

    /// A date with its time, whatever it is.
    pub(super) fn moment(&self, at: Instant) -> Text {
        if at == Instant::NEVER { self.instant(at) } else { Text::same(self.zone.local(at).to_string()) }
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
        if let Some(group) = &of.group {
            words.push(Text::same(format!("“{}”", self.catalogue.labels.name(group.name))));
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

/// How fast, in the unit that plans say it in.
pub(super) fn speed(bits_per_second: u64) -> Text {
    let (mega, kilo) = (1_000_000, 1_000);
    Text::same(match bits_per_second {
        speed if speed >= mega && speed % mega == 0 => format!("{} Mbps", speed / mega),
        speed => format!("{} kbps", speed / kilo),
    })
}

fn either(yes: bool, one: Text, other: Text) -> Text {
    if yes { one } else { other }
}

fn class(class: Class) -> Text {
    match class {
        Class::Plan => text!("plan", "套餐"),
        Class::Pack => text!("pack", "流量包"),
        Class::Bonus => text!("bonus", "赠送"),
        Class::Converted => text!("converted", "兑换所得"),
        Class::Borrowed => text!("borrowed", "借入"),
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
        PostingKind::Exchanged => text!("converted", "兑换"),
        PostingKind::Reduced => text!("taken off prices", "减免"),
        PostingKind::Refunded => text!("refunded", "退款"),
        PostingKind::Lent => text!("lent", "借出"),
        PostingKind::Blocked => text!("blocked", "阻断"),
        PostingKind::Throttled => text!("throttled", "限速"),
        PostingKind::Slowed => text!("slowed", "放慢"),
        PostingKind::Overage => text!("used beyond the allowance", "超额使用"),
        PostingKind::Owed => text!("owed", "记欠"),
        PostingKind::Repaid => text!("repaid", "偿还"),
        PostingKind::Forgiven => text!("forgiven", "免除"),
        PostingKind::Noticed => text!("notices", "通知"),
        PostingKind::Refused => text!("refused", "拒绝"),
    }
}

/// What an entry says happened, in a few words: `expired 8 GB of #1`.
#[must_use]
pub fn happened(entry: &Entry, format: &Format, zone: &Zone) -> Text {
    let amount = Text::same(format.brief(entry.kind, entry.amount));
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
        // Only a lot without limit is granted with nothing in it.
        Posting::Granted { .. } if entry.amount.is_zero() => {
            text!("granted without limit{lot}", "发放不限量{lot}"; lot = lot)
        }
        Posting::Noticed { what } => noticed(what, &amount, &lot, zone),
        Posting::PlanChanged { .. } => text!("the plan changed", "套餐变更"),
        Posting::PlanChangeNoted { .. } => text!("a change of plan was noted", "登记了套餐变更"),
        Posting::Noted { what } => what.text(),
        other => plain(posting_of(other)),
    }
}

/// What the customer was told: `notice: 80% used, 4 GB left #7`.
fn noticed(what: NoticeKind, left: &Text, lot: &Text, zone: &Zone) -> Text {
    match what {
        NoticeKind::Charged(share) => {
            let percent = u128::from(share.numerator) * 100 / u128::from(share.denominator.max(1));
            text!("notice: {percent}% of the limit charged", "通知：收费达到上限的 {percent}%")
        }
        NoticeKind::Used(share) => {
            let percent = u128::from(share.numerator) * 100 / u128::from(share.denominator.max(1));
            text!("notice: {percent}% used, {left} left{lot}", "通知：已使用 {percent}%，剩余 {left}{lot}"; left = left, lot = lot)
        }
        NoticeKind::Left => text!("notice: {left} left{lot}", "通知：剩余 {left}{lot}"; left = left, lot = lot),
        NoticeKind::Ending { at } => {
            let at = zone.local(at).day;
            text!("notice: {left} will end on {at}{lot}", "通知：{left} 将于 {at} 到期{lot}"; left = left, lot = lot)
        }
        NoticeKind::Message => text!("notice", "通知"),
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

//! What a sentence is about that cannot be read: people begin with other words than the language does, and are told what to
//! write. A topic is known by words that stand in the sentence; the first that fits counts.

use crate::syntax::grammar::Rule;
use crate::syntax::heads;
use crate::syntax::line::Line;
use crate::syntax::sentence::Failure;
use crate::text;
use crate::text::Text;

use super::Explainer;

/// What people write about, and how the language says it.
struct Topic {
    /// Of each group one has to stand in the sentence: words and phrases in lower case, Chinese as it is, signs.
    known_by: &'static [&'static [&'static str]],
    /// A clause that says such a thing, in English and in Chinese.
    write: (&'static str, &'static str),
}

const MONEY: &[&str] = &["$", "€", "£", "¥", "₹", "usd", "eur", "fee", "cost", "costs", "元"];
const PERIOD: &[&str] =
    &["month", "monthly", "week", "weekly", "year", "yearly", "30 days", "28 days", "每月", "每个月", "月费"];
const ROLLS: &[&str] = &[
    "roll",
    "rolls",
    "rolled",
    "rollover",
    "carry",
    "carries",
    "carried",
    "carryover",
    "unused data",
    "leftover",
    "结转",
    "累积",
    "剩余流量",
];
const NOT: &[&str] = &["no", "not", "never", "doesn't", "don't", "without", "不", "无"];

/// So many words at most are right of a sentence that is about something else than it seems.
const EARLY: usize = 4;

const TOPICS: &[Topic] = &[
    Topic {
        known_by: &[&["free", "免费"], &["first", "首", "前"]],
        write: ("price $10, 100% off for the first 2 months", "价格 $10， 100% 减免首 2 个月"),
    },
    Topic {
        known_by: &[&["half price", "discount", "半价", "off", "折"]],
        write: ("price $10, 50% off for the first 3 months", "价格 $10， 50% 减免首 3 个月"),
    },
    Topic {
        known_by: &[&["credit of", "credited", "credit"], &["$", "next", "bill"]],
        write: ("when recharged: next period $5 off", "当充值所得：下一周期 $5 减免"),
    },
    Topic {
        known_by: &[&["billed", "increment", "increments", "rounded up", "charged per second", "按秒", "计费单位"]],
        write: ("use of voice is counted by minute begun", "使用的通话计量单位分钟不足整计"),
    },
    Topic {
        known_by: &[&["roaming", "abroad", "漫游"], &["included", "include", "at most", "up to", "包含", "最多"]],
        write: ("data 20 GB, of which at most 10 GB in \"EU\"", "流量 20 GB，其中最多 10 GB 在 \"EU\""),
    },
    Topic {
        known_by: &[&["roaming", "abroad", "漫游"]],
        write: (
            "limit data in \"EU\" to 20 GB a period, then charge $3 per 1 GB begun",
            "限制流量在 \"EU\" 至 20 GB 一周期，然后收费 $3 按每 1 GB 不足整计",
        ),
    },
    Topic {
        known_by: &[&["hotspot", "tethering", "tethered", "热点"]],
        write: ("data 20 GB, of which at most 10 GB for \"hotspot\"", "流量 20 GB，其中最多 10 GB 对 \"hotspot\""),
    },
    Topic {
        known_by: &[&["point", "points", "积分"]],
        write: ("when recharged: bonus 1 point per $1", "当充值所得：奖励 1 积分按每 $1"),
    },
    Topic {
        known_by: &[&["loan", "advance", "lend", "borrow", "借", "预支"]],
        write: (
            "pack \"Help\" { price $1 on credit, fee $0.10, due in 7 days; data 100 MB }",
            "包 \"Help\" { 价格 $1 赊购，手续费 $0.10，须还清 7 天；流量 100 MB }",
        ),
    },
    Topic {
        known_by: &[&["recharge", "recharged", "top-up", "topup", "top up", "充值"]],
        write: (
            "when recharged at least $5: bonus data 2 GB, valid 7 days",
            "当充值所得至少 $5：奖励流量 2 GB，有效 7 天",
        ),
    },
    Topic {
        known_by: &[&["gift", "gifted", "gifting", "transfer", "transferred", "send", "赠送", "转赠"]],
        write: ("give up to 2 GB a month", "转赠最多 2 GB 一个月"),
    },
    Topic {
        known_by: &[
            &["share", "shared", "sharing", "共享"],
            &["people", "persons", "family", "friends", "devices", "users", "人", "lines"],
        ],
        write: ("share with up to 4 members", "共享同最多 4 成员"),
    },
    Topic {
        known_by: &[&["each member", "every member", "per member", "each user", "每个成员"]],
        write: ("share with up to 4 members, cap 10 GB each", "共享同最多 4 成员，上限 10 GB 各"),
    },
    Topic {
        known_by: &[MONEY, &["line", "lines", "member", "person", "号码", "成员"]],
        write: ("price $30, $15 for each member after the first", "价格 $30，$15 对各成员首个之后"),
    },
    Topic {
        known_by: &[
            &["notify", "text", "alert", "alerts", "sms when", "message", "warned", "提醒", "通知"],
            &["%", "left", "剩余"],
        ],
        write: ("notify at 80% and 100%", "通知达到 80% 和 100%"),
    },
    Topic { known_by: &[ROLLS, NOT], write: ("no rollover", "不累积") },
    Topic {
        known_by: &[ROLLS, &["first", "last", "before", "优先", "先"]],
        write: ("use rolled data before plan data", "使用已累积流量先于套餐流量"),
    },
    Topic { known_by: &[&["oldest", "newest", "最旧", "最新"]], write: ("use oldest first", "使用最旧优先") },
    Topic {
        known_by: &[&["used first", "used last", "first used", "优先使用"]],
        write: ("use packs first, then plan", "使用包优先，然后套餐"),
    },
    Topic { known_by: &[ROLLS], write: ("rollover next period", "累积下一周期") },
    Topic {
        known_by: &[&["speed", "throttle", "throttled", "slow", "slowed", "reduced", "kbps", "mbps", "限速", "降速"]],
        write: ("when data runs out: throttle to 128 kbps", "当流量用完：限速至 128 kbps"),
    },
    Topic {
        known_by: &[&[
            "overage",
            "extra",
            "beyond",
            "exceed",
            "exceeding",
            "out-of-bundle",
            "after that",
            "additional",
            "thereafter",
            "excess",
            "超出",
            "套外",
        ]],
        write: ("when data runs out: charge $0.10 per MB", "当流量用完：收费 $0.10 按每 MB"),
    },
    Topic {
        known_by: &[MONEY, &["minute", "second", "call", "calls", "voice", "分钟", "语音"]],
        write: (
            "when voice runs out: charge $0.10 per minute begun of each call",
            "当通话用完：收费 $0.10 按每分钟不足整计每次单独计费",
        ),
    },
    Topic {
        known_by: &[MONEY, &["sms", "text", "texts", "短信"]],
        write: ("when SMS runs out: charge $0.05 per SMS", "当短信用完：收费 $0.05 按每短信"),
    },
    Topic {
        known_by: &[MONEY, &["mb", "gb", "data", "流量"], &["per", "each", "/", "每"]],
        write: ("when data runs out: charge $0.10 per MB", "当流量用完：收费 $0.10 按每 MB"),
    },
    Topic {
        known_by: &[
            &["notify", "notice", "alert", "sms", "通知", "提醒"],
            &["every", "each", "每"],
            &["after", "at", "达到", "用满"],
        ],
        write: ("notify at every 10% of data", "通知 达到 每 10% 的 流量"),
    },
    Topic {
        known_by: &[&["night", "夜间"]], write: ("data 5 GB from 00:00 to 06:00", "流量 5 GB 从 00:00 至 06:00")
    },
    Topic {
        known_by: &[&["weekend", "weekends", "周末"]], write: ("data 5 GB on weekends", "流量 5 GB 于周末")
    },
    Topic {
        known_by: &[&[
            "renew",
            "renews",
            "renewed",
            "auto-renews",
            "auto-renew",
            "renewal",
            "auto-renewal",
            "续订",
            "续费",
        ]],
        write: ("renews automatically", "自动续订"),
    },
    Topic {
        known_by: &[&["valid", "validity", "expire", "expires", "expiry", "有效", "到期"]],
        write: ("data 5 GB, valid 30 days", "流量 5 GB，有效 30 天"),
    },
    Topic {
        known_by: &[&["unlimited", "无限", "不限量"]],
        write: ("every month: price $10, unlimited voice, unlimited SMS", "每个月：价格 $10，无限通话，无限短信"),
    },
    Topic {
        known_by: &[MONEY, PERIOD], write: ("every month: price $10, data 20 GB", "每个月：价格 $10，流量 20 GB")
    },
    Topic {
        known_by: &[&["includes", "include", "included", "including", "get", "gets", "allowance", "包含"]],
        write: ("every month: price $10, data 20 GB", "每个月：价格 $10，流量 20 GB"),
    },
];

/// How the language says what a sentence seems to be about.
pub(super) fn advice(explainer: &Explainer<'_>, line: &Line) -> Option<Text> {
    let span = line.whole(explainer.source);
    let typed = explainer.text.get(span.start as usize..span.end as usize)?;
    let topic = TOPICS.iter().find(|topic| topic.fits(typed))?;
    let (en, zh) = topic.write;
    // Who begins as the language does knows what to write, and wants to know what is wrong with it.
    let head = typed.split_whitespace().next()?.to_lowercase();
    let own = topic.known_by.first().is_some_and(|group| group.contains(&head.as_str()));
    if en.split_whitespace().next() == Some(&head) || (own && !heads::clauses(line).is_empty()) {
        return None;
    }
    Some(text!("perhaps this is meant: `{en}`", "也许是指：`{zh}`"))
}

/// Whether a sentence goes wrong so early that what it is about says more than what could stand there.
pub(super) fn decides(explainer: &Explainer<'_>, line: &Line, failure: &Failure) -> bool {
    let of_plans = !matches!(
        explainer.inside,
        Some(Rule::scenario_clause | Rule::regulation_clause | Rule::holidays_clause | Rule::operator_clause)
    );
    of_plans && failure.token <= EARLY && advice(explainer, line).is_some()
}

impl Topic {
    fn fits(&self, typed: &str) -> bool {
        let typed = typed.to_lowercase();
        self.known_by.iter().all(|group| group.iter().any(|words| stands_in(words, &typed)))
    }
}

/// Whether words stand in a text: those of letters by themselves, signs and Chinese anywhere.
pub(super) fn stands_in(words: &str, text: &str) -> bool {
    let in_word = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + words.len()..).and_then(|behind| behind.chars().next());
        !words.starts_with(|first: char| first.is_ascii_alphanumeric()) || !(in_word(before) || in_word(behind))
    })
}

#[cfg(test)]
mod tests;

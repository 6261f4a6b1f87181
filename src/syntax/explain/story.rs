//! Lines of a scenario that cannot be read: what people write of what happens, and of what they expect, and how the language
//! says it. Words that stand in the line tell; the first that fit count.

use crate::diag::{Code, Diagnostic};
use crate::syntax::grammar::Rule;
use crate::syntax::line::{Kind, Line};
use crate::syntax::sentence::Failure;
use crate::text;
use crate::text::Text;

use super::topics::stands_in;
use super::{Explainer, Mistake, Rest};

/// What people write.
struct Saying {
    /// Of each group one stands in the line.
    known_by: &'static [&'static [&'static str]],
    /// What the language makes of it, in English and in Chinese.
    say: (&'static str, &'static str),
}

const EXPECT: &[&str] = &["expect", "expects", "预期"];

const SAYINGS: &[Saying] = &[
    Saying { known_by: &[&["//", "/*", "--"]], say: ("a comment begins with `#`", "注释以 `#` 开头") },
    Saying {
        known_by: &[&["at least", "more than", "at most", "less than", "about", "至少", "至多"], EXPECT],
        say: (
            "what is expected is one figure: `expect 10 GB`; a wrong one is answered with the right one",
            "预期的是一个确切的数：`预期 10 GB`；写错时会告知正确的数",
        ),
    },
    Saying {
        known_by: &[&["speed", "kbps", "mbps", "slow", "速率"], EXPECT],
        say: (
            "slow use is expected as `expect throttled 5 GB to 128 kbps`",
            "慢速使用的预期写作 `预期 已限速 5 GB 至 128 kbps`",
        ),
    },
    Saying {
        known_by: &[
            &["error", "fail", "fails", "failure", "reject", "decline", "declined", "denied", "purchase", "失败"],
            EXPECT,
        ],
        say: (
            "a request that is not granted is `expect refused \"not enough money\"`, a use `expect blocked 1 GB`",
            "未获准的请求写作 `预期 被拒绝 \"余额不足\"`，未放行的使用写作 `预期 已阻断 1 GB`",
        ),
    },
    Saying {
        known_by: &[&["refused", "被拒绝"], EXPECT],
        say: (
            "the reason stands in quotation marks: `expect refused \"not enough money\"`",
            "原因写在引号里：`预期 被拒绝 \"余额不足\"`",
        ),
    },
    Saying {
        known_by: &[&["price", "cost", "costs", "paid", "pay", "bill", "billed", "total", "fee", "费用"], EXPECT],
        say: (
            "what was charged is `expect charged $5`, from the beginning on `expect charged $10 in all`",
            "扣费写作 `预期 收费 $5`，从头合计写作 `预期 收费 $10 总共`",
        ),
    },
    Saying {
        known_by: &[&["rollover", "rolls", "carryover", "累积"], EXPECT],
        say: (
            "what has rolled over is `expect rolled 8 GB until 2026-05-01`",
            "已累积的写作 `预期 已累积 8 GB 直到 2026-05-01`",
        ),
    },
    Saying {
        known_by: &[EXPECT, &["empty", "zero", "zilch", "none"]],
        say: (
            "that nothing is left is `expect 0 GB` or `expect no data`",
            "没有剩余写作 `预期 0 GB` 或 `预期 没有 流量`",
        ),
    },
    Saying {
        known_by: &[EXPECT, &["nothing", "什么都没有"]],
        say: (
            "nothing of what: `expect nothing lost`, `expect nothing charged`, `expect nothing refused`, `expect no notices`",
            "请写明没有什么：`预期 无损失`、`预期 未收费`、`预期 未被拒绝`、`预期 没有通知`",
        ),
    },
    Saying {
        known_by: &[EXPECT, &["active", "inactive", "suspended", "cancelled", "expired", "plan", "status", "state"]],
        say: (
            "units, money, periods, notices and refusals can be expected: `expect 20 GB`, `expect period until 2026-03-01`, `expect refused`",
            "可以预期的是用量、金额、周期、通知和拒绝：`预期 20 GB`、`预期 周期 直到 2026-03-01`、`预期 被拒绝`",
        ),
    },
    Saying {
        known_by: &[&[
            "is", "are", "should", "assert", "verify", "ensure", "has", "have", "equals", "to be", "balance", "应为",
            "等于",
        ]],
        say: ("what is expected is written `expect 15 GB`, `expect money $5`", "预期写作 `预期 15 GB`、`预期 余额 $5`"),
    },
    Saying {
        known_by: &[&["not renew", "doesn't renew", "won't renew", "no renewal", "renew late", "不续订"]],
        say: (
            "a renewal that does not come is `2026-01-31 renewal fails`, and later `renewal works again` or `renew`",
            "未能续订写作 `2026-01-31 续期失败`，之后写 `续期恢复正常` 或 `续订`",
        ),
    },
    Saying {
        known_by: &[&[
            "every day",
            "every month",
            "every week",
            "each day",
            "each month",
            "per day",
            "per month",
            "a day",
            "times",
            "twice",
            "每天",
            "每月",
            "次",
        ]],
        say: (
            "what happens again and again begins with how often, without a date: `every day use 300 MB, 10 times`",
            "反复发生的事以频率开头，不写日期：`每天使用 300 MB，10 次`",
        ),
    },
    Saying {
        known_by: &[
            &["wait", "later", "after", "then", "next", "in", "等待", "之后"],
            &["day", "days", "hour", "hours", "week", "weeks", "month", "months", "minutes", "天", "小时"],
        ],
        say: ("a time after the line before is `+3 days use 1 GB`", "在上一行之后的时间写作 `+3 天 使用 1 GB`"),
    },
    Saying {
        known_by: &[&["end of", "the end", "period end", "month end", "月底", "期末"]],
        say: ("the end of the period is `at the period's end expect 5 GB`", "周期结束写作 `周期结束时 预期 5 GB`"),
    },
    Saying {
        known_by: &[&["everything", "all", "the rest", "全部"], &["use", "uses", "使用"]],
        say: ("a use says how much: `use 20 GB`", "使用要写明多少：`使用 20 GB`"),
    },
    Saying {
        known_by: &[&["call", "calls", "phone", "talk", "打电话"]],
        say: ("a call is a use of minutes: `use 10 minutes`", "通话是使用分钟：`使用 10 分钟`"),
    },
    Saying {
        known_by: &[&["send", "sends", "text", "texts", "发送"]],
        say: ("messages are used: `use 3 SMS`", "短信也是使用：`使用 3 条短信`"),
    },
    Saying {
        known_by: &[&["purchase", "purchases", "order", "orders", "adds", "add", "take", "takes", "订购"]],
        say: ("a pack is bought with `buy \"Weekend\"`", "购买流量包写作 `购买 \"Weekend\"`"),
    },
    Saying {
        known_by: &[&["pay", "pays", "payment", "deposit", "load", "loads", "付款", "缴费"]],
        say: ("money is paid in with `recharge $5`", "付款写作 `充值 $5`"),
    },
    Saying {
        known_by: &[&["upgrade", "upgrades", "downgrade", "downgrades", "moves to", "migrate", "升级", "降级"]],
        say: ("another plan is asked for with `change to \"Monthly 40\"`", "更换套餐写作 `变更为 \"Monthly 40\"`"),
    },
    Saying {
        known_by: &[&["roaming", "roams", "abroad", "travel", "travels", "漫游"]],
        say: ("where something is used is `use 1 GB in \"Thailand\"`", "在何处使用写作 `使用 1 GB 在 \"泰国\"`"),
    },
    Saying {
        known_by: &[&["between", " - ", " – ", "until", "during"], &["use", "uses", "使用"]],
        say: (
            "a use that lasts is `2026-01-10 use 5 GB from 21:00 to 23:00`",
            "持续一段时间的使用写作 `2026-01-10 使用 5 GB，从 21:00 到 23:00`",
        ),
    },
    Saying {
        known_by: &[
            &["and", ",", "expect", "，", "和"],
            &["use", "uses", "buy", "buys", "recharge", "使用", "购买", "充值"],
        ],
        say: (
            "one thing happens in a line; write the next, with its date, in a line of its own",
            "一行只写一件事；下一件事连同日期另写一行",
        ),
    },
    Saying {
        known_by: &[
            &["night", "evening", "morning", "noon", "weekend", "weekends", "am", "pm", "晚上", "早上"],
            &["use", "uses", "使用"],
        ],
        say: (
            "the time stands behind the date: `2026-01-10 23:30 use 1 GB`",
            "时间写在日期后面：`2026-01-10 23:30 使用 1 GB`",
        ),
    },
];

/// What somebody may have meant by a line that begins as one of a scenario does, or should.
pub(super) fn saying(explainer: &Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    if explainer.inside != Some(Rule::scenario_clause) {
        return None;
    }
    let whole = line.whole(explainer.source);
    let typed = explainer.text.get(whole.start as usize..whole.end as usize)?.to_lowercase();
    let fits = |one: &&Saying| one.known_by.iter().all(|group| group.iter().any(|words| stands_in(words, &typed)));
    let (en, zh) = SAYINGS.iter().find(fits)?.say;
    let index = failure.token.min(line.tokens.len().saturating_sub(1));
    let word = explainer.shown(line, index, index + 1);
    let is_unknown = line.tokens.get(index).is_some_and(|token| token.kind == Kind::Other);
    let (code, message) = match is_unknown {
        true => (Code::UnknownWord, text!("`{word}` means nothing here", "`{word}` 在这里没有意义")),
        false => (Code::Unexpected, text!("this line cannot be read from `{word}` on", "这一行从 `{word}` 起无法理解")),
    };
    let help = Text { en: en.to_owned(), zh: zh.to_owned() };
    let span = line.span_of(explainer.source, index, index + 1);
    let diagnostic = Diagnostic::new(code, message).at(span, Text::default()).help(help);
    Some(Mistake { diagnostic, rest: Rest::Unknown })
}

#[cfg(test)]
mod tests;

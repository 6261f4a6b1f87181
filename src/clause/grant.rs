//! # A grant
//!
//! What is granted: `data 5 GB on weekends`, `20 GB`, `unlimited data`, `100 minutes to same network`, `50 SMS`. In a pack,
//! each time it is bought; in `every month { }` and in a plan, each period; behind an event, as a bonus.
//!
//! Behind it, in any order: `valid …`, `starts …`, `no rollover` or `rollover …`, `used first`, and when, where and for what it
//! can be used: `on weekends`, `from 23:00 to 07:00`, `in Cambodia`, `for YouTube`, `to same network`.
//!
//! `a day`, `a week`, `a month`, `every 24 hours` behind it grants it again and again, as long as its validity lasts (a
//! period's, the period): `data 1.5 GB a day`. Each lot lives to the next one, and what is left then rolls over, or does
//! not, as at the end of a period. Days, and calendar weeks and months, begin at midnight; anything else is counted from
//! the first lot. Packs that overlap give their day's allowance each.
//!
//! `data 30 GB, at most 1 GB a day` and `unlimited voice to same network, at most 60 minutes a call` limit how much is paid by
//! what is granted, as `limit …` does; the limit is on all of that kind that the same pack, or the plan, grants for such uses.
//! So do `unlimited voice, at most 10 calls a day` and `100 SMS, to at most 5 different numbers a month`: beyond that other units
//! pay, or what the plan says when nothing is left.
//!
//! `data 10 GB, of which at most 3 GB in "EU"` limits what each such lot pays there, as long as it lives, with what is given away
//! of it; with a span, all of them in that time. `data 10 GB, of which 2 GB at night` is 8 GB and 2 GB that are for the night only.
//!
//! **Edge.** `data 5 GB, on weekends, from 22:00 to 06:00` is open whenever either window is; `on weekends from 22:00 to
//! 06:00` is one window, which runs into Monday morning: a night belongs to the day it begins on.

use crate::diag::{Code, Diagnostic};
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::Text;

use super::read::{actions, items, parts};
use super::{Context, Example, Lowered, Open, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Pack, en: "data 5 GB on weekends", zh: "流量 5 GB 于周末" },
    Example { place: Place::Plan, en: "unlimited voice to same network", zh: "无限语音 到网内" },
    Example {
        place: Place::Pack,
        en: "2 GB for YouTube, TikTok, valid to the end of day 30",
        zh: "2 GB 用于 YouTube、TikTok，有效 至 第 30 天末",
    },
    Example {
        place: Place::Pack,
        en: "data 1 GB not in \"the EU\" on weekdays from 22:00 to 06:00, except holidays",
        zh: "流量 1 GB 非 在 “the EU” 于工作日 从 22:00 到 06:00，除节假日",
    },
    Example {
        place: Place::Pack,
        en: "data 10 GB starts at first use within 7 days, valid for 720 hours",
        zh: "流量 10 GB 首次使用 7 天内 开始，有效 720 小时",
    },
    Example {
        place: Place::Plan,
        en: "data 20 GB, bonus data 2 GB valid 7 days",
        zh: "流量 20 GB，奖励流量 2 GB 7 天有效",
    },
    Example {
        place: Place::Plan,
        en: "data 1.5 GB a day, 100 SMS every 24 hours",
        zh: "流量 1.5 GB 每天，100 条短信 每 24 小时",
    },
    Example {
        place: Place::Plan,
        en: "unlimited voice to same network from 22:00 to 17:00, at most 60 minutes a call",
        zh: "无限语音 到网内 从 22:00 到 17:00，单次 最多 60 分钟",
    },
    Example {
        place: Place::Plan,
        en: "unlimited voice, at most 10 calls a day, 100 SMS to same network, to at most 5 different numbers a month",
        zh: "无限语音，最多 10 通话 每天，100 条短信 到网内，至 最多 5 个不同号码 每月",
    },
    Example {
        place: Place::Pack,
        en: "data 10 GB, of which at most 3 GB in \"EU\"; 5 GB, of which 2 GB at night; $1",
        zh: "流量 10 GB，其中 最多 3 GB 在 “EU”；5 GB，其中 2 GB 在夜间；$1",
    },
    Example { place: Place::Pack, en: "data 1 GB, counted by 100 kB", zh: "流量 1 GB，计量单位 100 kB" },
    Example { place: Place::Pack, en: "7 GB, at most 1 GB a day", zh: "7 GB，最多 1 GB 每天" },
    Example { place: Place::Pack, en: "5 GB for $1", zh: "5 GB 对 $1" },
    Example { place: Place::Pack, en: "$5 money never expires", zh: "$5 话费 永不过期" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let continues = clause.continues_line && context.open == Open::Handler;
    if context.place == Place::Actions || continues {
        return actions::more(context, &clause.sentence);
    }
    if context.place == Place::Promotion {
        return context.report(no_event(clause));
    }
    items::read(context, parts(&clause.sentence), &text!("a grant", "发放"))
}

/// A promotion grants nothing by itself.
fn no_event(clause: &Clause) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedClause,
        text!("it is not said when the promotion grants this", "没有说明促销何时发放"),
    )
    .at(clause.sentence.span, Text::default())
    .help(text!("put an event before it: `on renewal: bonus …`", "请在前面写事件：`于 续期：奖励 …`"))
}

//! # A line of a scenario
//!
//! A date, a time if it is not 00:00, the name of an account if there are several, and then what happens (`use 12 GB`,
//! `recharge $5`, `renewal fails`, `buy "Weekend"`, `B gives 4 GB to C`) or what is expected (`expect 28 GB`,
//! `expect rolled 8 GB until 2026-05-01`, `expect nothing lost`). Several expectations may share a line.
//!
//! A balance is what is held at that instant. Everything else that can be expected (`expired`, `trimmed`, `used`,
//! `charged`, `refused` …) is what has happened since the last line of an earlier instant, or since the beginning: `expect
//! used 35 GB in all`. What has been used and is still owed is expected with `owing 2 GB` or `owing nothing`. `lost` is what
//! was expired, trimmed and forfeited together. What was expired, forfeited, blocked or refused has a reason, of which some
//! words are enough; where a condition did not hold, the words it was written with are among them:
//! `expect refused because "members at most 3"`, `expect forfeited 8 GB because "not activated in time"`. That something did not
//! happen is `expect nothing refused`, `expect nothing charged`, `expect nothing expired of data`. What was throttled has a speed: `expect throttled 1 GB to 128
//! kbps`. Under which clause something happened is said with `by`: `expect expired 7 GB by rollover`, or with some words of the
//! clause, `expect charged $5 by "activation fee"`. A notice is known by what it says: `expect notice at 80%`, `expect notice "thank you"`.
//!
//! What the customer decides: `agrees to charges`, `agrees to "roaming"`, `withdraws consent`; and values that a plan asks for by
//! their name (`or the customer's "limit"`): `set "limit" to $30`, `set "limit" to unlimited`, `unset "limit"`.
//!
//! The name of a pack is that of the plan the account is on at that moment, which follows `change to` and `account B on "Other
//! plan"`; in what is expected it is every pack of that name.
//!
//! A time can also be told from what is there: `+3 days` or `+3 days 09:00` after the line before, `at the period's end`,
//! `2 days after the period's end`, `1 second before expiry of rolled data` (of the lot that ends first of those that fit).
//! What is said of the end or the expiry is what the account shows at the line before.
//!
//! **Edge.** `use 600 MB from 21:00 to 23:00` happens when it ends, at 23:00, and so does its line; `from 23:00 to 01:00`
//! ends on the next day. Lines are in the order of time, those of one instant in the order of the text.

use crate::diag::{Code, Diagnostic};
use crate::event::{Event, Happening};
use crate::model::{Expectation, Moment, PostingKind, Step, StepKind};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span, Text};
use crate::units::Duration;

use super::read::{expectation, happening, moment, whereabouts, who};
use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Scenario, en: "2026-01-20 use 12 GB", zh: "2026-01-20 使用 12 GB" },
    Example {
        place: Place::Scenario,
        en: "2026-01-20 use 600 MB from 21:00 to 23:00",
        zh: "2026-01-20 使用 600 MB，从 21:00 到 23:00",
    },
    Example {
        place: Place::Scenario,
        en: "2026-01-20 18:30 use 1 GB for WhatsApp in Thailand on 5G",
        zh: "2026-01-20 18:30 使用 1 GB 用于 WhatsApp 在 Thailand 于 5G",
    },
    Example {
        place: Place::Scenario,
        en: "2026-01-01 activate\n+3 days 09:00 use 1 GB",
        zh: "2026-01-01 开通\n+3 天 09:00 使用 1 GB",
    },
    Example {
        place: Place::Scenario,
        en: "2026-01-01 activate\n1 second before expiry of rolled data expect rolled 8 GB",
        zh: "2026-01-01 开通\n已累积流量到期前 1 秒 预期 已累积 8 GB",
    },
    Example {
        place: Place::Scenario,
        en: "2026-01-01 activate\nat the period's end expect nothing lost",
        zh: "2026-01-01 开通\n周期结束时 预期 无损失",
    },
    Example {
        place: Place::Scenario, en: "2026-01-20 set \"limit\" to $30", zh: "2026-01-20 设定 “limit” 至 $30"
    },
    Example {
        place: Place::Scenario,
        en: "2026-01-20 set \"quota\" to unlimited",
        zh: "2026-01-20 设定 “quota” 至 无限",
    },
    Example {
        place: Place::Scenario, en: "2026-01-20 agrees to \"roaming\"", zh: "2026-01-20 同意启用 “roaming”"
    },
    Example {
        place: Place::Scenario,
        en: "2026-02-01 expect rolled 8 GB until 2026-05-01",
        zh: "2026-02-01 预期 已累积 8 GB 直到 2026-05-01",
    },
    Example {
        place: Place::Scenario,
        en: "2026-02-01 expect 8 GB expired and 15 GB left",
        zh: "2026-02-01 预期 8 GB 已过期 和 15 GB 剩余",
    },
    Example {
        place: Place::Scenario,
        en: "2026-02-01 expect data 28 GB, expired 2 GB and no notices",
        zh: "2026-02-01 预期 流量 28 GB，已过期 2 GB 和没有通知",
    },
    Example {
        place: Place::Scenario,
        en: "2026-02-01 expect forfeited 8 GB because \"not activated in time\"",
        zh: "2026-02-01 预期 已作废 8 GB 因为 “not activated in time”",
    },
    Example {
        place: Place::Scenario,
        en: "2026-02-01 expect expired 8 GB by \"1 GB\"",
        zh: "2026-02-01 预期 已过期 8 GB 由 “1 GB”",
    },
    Example {
        place: Place::Scenario,
        en: "2026-02-01 expect nothing refused, nothing expired of data, nothing charged",
        zh: "2026-02-01 预期 未被拒绝，未到期 的 流量，未收费",
    },
    Example {
        place: Place::Scenario,
        en: "2026-02-01 expect throttled 1 GB to 128 kbps and nothing lost of data",
        zh: "2026-02-01 预期 已限速 1 GB 至 128 kbps 和 无损失 的 流量",
    },
    Example {
        place: Place::Scenario,
        en: "2026-02-01 expect notice at 80%, notice 3 days before expiry, lost 8 GB of plan data",
        zh: "2026-02-01 预期 收到通知 达到 80%，收到通知 到期前 3 天，已损失 8 GB 的 套餐流量",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let line = &clause.sentence;
    let account = match line.child(Rule::account) {
        Some(node) => who::account(context, node)?,
        None => who::unnamed(context, line.span)?,
    };
    let when = moment::read(context, line, account)?;
    let origin = Origin::Written(line.span);
    match line.child(Rule::happening) {
        Some(node) => {
            let event = happening::event(context, node, account, &when)?;
            let at = when.ending(event.at);
            in_order(context, &at, line.span)?;
            not_too_early(context, &event, line.span)?;
            whereabouts::note(context, &event);
            context.scene.steps.push(Step { at, what: StepKind::Event(event), origin });
        }
        None => {
            let nodes: Vec<&Node> = line.all(Rule::expectation).collect();
            let all: Option<Vec<Expectation>> = nodes.iter().map(|node| expectation::read(context, node)).collect();
            let all = all?;
            in_order(context, &when.at, line.span)?;
            // Who expects the use to be blocked means it to come too early.
            let blocked = |one: &Expectation| matches!(one, Expectation::Posted { posting: PostingKind::Blocked, .. });
            if all.iter().any(blocked) {
                context.scene.begun.insert(account, None);
            }
            // The others are expected at the time of the first, wherever that has led.
            let same = match when.at {
                Moment::At(at) => Moment::At(at),
                _ => Moment::Later(Duration::Seconds(0), None),
            };
            let times = std::iter::once(when.at).chain(std::iter::repeat(same));
            let step = |(at, expectation)| Step { at, what: StepKind::Expect { account, expectation }, origin };
            context.scene.steps.extend(times.zip(all).map(step));
        }
    }
    Some(())
}

/// Reports a use that comes before the account is activated, at the line that activates it: who is never activated may
/// be meant to find every use blocked.
fn not_too_early(context: &mut Context<'_>, event: &Event, span: Span) -> Lowered {
    let begun = &mut context.scene.begun;
    match event.what {
        Happening::Use { .. } => {
            begun.entry(event.account.0).or_insert(Some(span));
        }
        Happening::Join { .. } => {
            begun.entry(event.account.0).or_insert(None);
        }
        Happening::Activate => {
            let Some(early) = begun.insert(event.account.0, None).flatten() else { return Some(()) };
            let message = text!("this is used before the account is activated", "这次使用早于账户开通");
            return context.report(
                Diagnostic::new(Code::BadEvent, message)
                    .at(early, Text::default())
                    .at(span, text!("it is activated here", "在这里才开通"))
                    .why(text!("before that there is nothing to use", "此前没有可用的单位"))
                    .help(text!("move the activation up, or mend the date", "请把开通移到前面，或改正日期")),
            );
        }
        _ => {}
    }
    Some(())
}

/// Reports a line that is earlier than the one before it, as far as that can be told from the text.
fn in_order(context: &mut Context<'_>, at: &Moment, span: Span) -> Lowered {
    let Moment::At(at) = *at else {
        context.scene.adrift = true;
        return Some(());
    };
    let Some((before, place)) = context.scene.last.filter(|(before, _)| at < *before) else {
        (context.scene.last, context.scene.adrift) = (Some((at, span)), false);
        return Some(());
    };
    let zone = &context.operator.zone.answer;
    let (now, then) = (zone.local(at), zone.local(before));
    context.report(
        Diagnostic::new(Code::BadEvent, text!("this line is earlier than the one before it", "这一行早于上一行"))
            .at(span, text!("this is at {now}", "这是 {now}"))
            .at(place, text!("and this is at {then} already", "而这已经是 {then}"))
            .why(text!("a scenario tells what happens in the order of time", "场景按时间顺序叙述"))
            .help(text!("move the line up, or mend its date", "把这一行移到前面，或改正日期")),
    )
}

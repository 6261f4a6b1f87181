//! # `limit data to 2 GB a day`
//!
//! A ceiling on use apart from what is granted: `limit data in "EU" to 20 GB a period`, `limit voice to other networks to
//! 100 minutes a day, then charge $0.10 per minute begun`. All such use counts, whoever pays, also what is charged, slow or free when
//! nothing is left. What is over it is not paid by any units, which stay and can be used later, or elsewhere; what stands behind
//! `then` is tried, and if nothing does, it is blocked.
//!
//! `limit plan data to 1 GB a day` is on what those units pay; others still can: here, packs. Where nothing else pays, what stands
//! behind `then` is tried; if nothing does, what the plan does when nothing is left.
//!
//! Each line is counted by itself, `together` counts everybody in the pool; `for members` and `for subscriber` limit these
//! alone. Without a span the limit is for a period; `a call` and `a session` is each use by itself.
//!
//! A customer may set the limit: `limit data to 5 GB a period, or the member's "quota"`, or `limit data to the line's "quota" a
//! period`, which is no limit until it is set. In a scenario: `A set "quota" to 2 GB`, `A set "quota" to unlimited`, `A unset
//! "quota"`. So can a limit on charges, a threshold and what notices are of: `at most $50 a month, or the customer's "limit"`.
//!
//! Instead of an amount, uses can be counted, each once on the day, or in whatever span, it begins: `limit voice to "favourites" to
//! 500 calls a month`, `limit data for Chat to 3 sessions a day`. Or the numbers they call, each once in a span: `limit voice to
//! same network to 5 different numbers a month`; a use that names no number is not limited. In a scenario: `use 3 minutes dialling
//! "012 345"`.
//!
//! **Edge.** What is charged, slowed or blocked beyond the ceiling does not count towards it.

use crate::model::{Beyond, Ceiling, Metered, Resort, Scope};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Origin;
use crate::units::{Kind, Quantity};

use super::read::{amount, condition, limit, parts, scope, selector};
use super::{Context, Example, Lowered, Place, depletion, report};

/// The engine keeps a bit for each.
const MOST: usize = 60;

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "limit data to 2 GB a day", zh: "限制 流量 至 2 GB 每天" },
    Example {
        place: Place::Plan,
        en: "limit data in \"EU\" to 20 GB a period, then charge $3 per 1 GB begun",
        zh: "限制 流量 在 “EU” 至 20 GB 每周期，然后 收费 $3 每 1 GB 不足整计",
    },
    Example {
        place: Place::Plan,
        en: "limit plan data to 1 GB a day for each member, then throttle to 256 kbps",
        zh: "限制 套餐流量 至 1 GB 每天 对 每个 成员，然后 限速 到 256 kbps",
    },
    Example {
        place: Place::Plan,
        en: "limit data to 5 GB a period for each member, or the member's \"quota\"",
        zh: "限制 流量 至 5 GB 每周期 对 每个 成员，或 成员设定的 “quota”",
    },
    Example {
        place: Place::Plan,
        en: "limit data in \"EU\" to the line's \"quota\" a month",
        zh: "限制 流量 在 “EU” 至 客户设定的 “quota” 每月",
    },
    Example {
        place: Place::Plan,
        en: "limit voice to \"favourites\" to 500 calls a month, then charge $0.10 per minute begun",
        zh: "限制 通话 至 “favourites” 至 500 通话 每月，然后 收费 $0.10 每 分钟 不足整计",
    },
    Example {
        place: Place::Plan,
        en: "limit SMS to 5 different numbers a day; limit data for Chat to 3 sessions a day",
        zh: "限制 短信 至 5 个不同号码 每天；限制 流量 用于 Chat 至 3 会话 每天",
    },
    Example {
        place: Place::Plan,
        en: "limit voice to same network from 22:00 to 17:00 to 60 minutes a call",
        zh: "限制 通话 至 网内 从 22:00 到 17:00 至 60 分钟 单次",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let origin = Origin::Written(sentence.span);
    let mut of = selector::selector(context, sentence.child(Rule::selector)?)?;
    let span = limit::span_of(context, sentence)?;
    let counted = sentence.child(Rule::counted_uses).or_else(|| sentence.child(Rule::k_numbers));
    let written = sentence.child(Rule::amount).or(counted).or_else(|| sentence.child(Rule::chosen))?;
    let mut metered = Metered::Amount;
    let (kind, most) = match written.rule {
        Rule::amount => amount::measured(context, written)?,
        Rule::counted_uses | Rule::k_numbers => {
            let kind = of.kind.unwrap_or(Kind::Voice);
            let (what, most) = limit::metered(context, sentence, (kind, span))?;
            metered = what;
            (kind, most)
        }
        // Until it is set, there is no limit.
        _ => (of.kind.unwrap_or(Kind::Data), Quantity::MAX),
    };
    if kind == Kind::Money || of.kind == Some(Kind::Money) {
        let message = text!("money is not used by itself: it pays charges", "钱不会被直接使用：它用来支付收费");
        let help = text!(
            "write `charges at most $5 a month, then block`, which limits what use is charged",
            "请写 `收费 最多 $5 每月，然后 阻断`，它限制使用的收费"
        );
        return context.report(report::bad_value(sentence.span, message).help(help));
    }
    if of.kind.is_some_and(|said| said != kind) {
        let message = text!("this is an amount of another kind", "这个数量属于别的种类");
        let help =
            text!("limit data to an amount of data: `limit data to 2 GB a day`", "请写 `限制 流量 至 2 GB 每天`");
        return context.report(report::bad_value(written.span, message).help(help));
    }
    of.kind = Some(kind);
    let chosen = limit::chosen(context, sentence, kind)?;
    let mut ceiling = Ceiling {
        kind,
        of,
        scope: Scope::default(),
        member: depletion::member(sentence),
        condition: None,
        limit: crate::model::Limit { amount: most, span, chosen, origin: Origin::Written(written.span) },
        metered,
        together: false,
        beyond: Beyond::Instead(Vec::new()),
        origin,
    };
    // What comes before the first thing to try is said of the ceiling; what comes after, of that.
    let begins = |part: &&Node| {
        matches!(
            part.rule,
            Rule::throttle | Rule::overage_charge | Rule::buy_pack | Rule::block_whole | Rule::k_block | Rule::k_free
        )
    };
    let all: Vec<&Node> = parts(sentence).collect();
    let place = all.iter().position(begins).unwrap_or(all.len());
    for part in all.iter().take(place) {
        about(context, &mut ceiling, part)?;
    }
    let resorts: Vec<Resort> = depletion::resorts(context, all.into_iter().skip(place), kind)?;
    ceiling.beyond = Beyond::Instead(resorts);
    store(context, ceiling)
}

/// What is said of a ceiling.
pub(super) fn about(context: &mut Context<'_>, ceiling: &mut Ceiling, part: &Node) -> Option<()> {
    match part.rule {
        Rule::only_if | Rule::unless => {
            let more = condition::of_modifier(context, part)?;
            ceiling.condition = Some(condition::both(ceiling.condition.take(), more));
            Some(())
        }
        Rule::k_together => {
            ceiling.together = true;
            Some(())
        }
        rule if scope::is_scope(rule) => scope::add(context, &mut ceiling.scope, part),
        Rule::k_limit
        | Rule::k_slow
        | Rule::k_to
        | Rule::selector
        | Rule::kind
        | Rule::amount
        | Rule::chosen
        | Rule::counted_uses
        | Rule::integer
        | Rule::k_numbers
        | Rule::or_chosen
        | Rule::span
        | Rule::for_whom
        | Rule::rate
        | Rule::after_amount => Some(()),
        _ => super::read::misplaced::modifier(context, part, &text!("a limit on use", "使用上限")),
    }
}

pub(super) fn store(context: &mut Context<'_>, ceiling: Ceiling) -> Option<()> {
    if context.plan.ceilings.len() >= MOST {
        let span = ceiling.origin.span()?;
        let message = text!("there are more limits on use than can be kept apart", "使用上限太多");
        return context.report(report::bad_value(span, message));
    }
    context.plan.ceilings.push(ceiling);
    Some(())
}

//! What changes a price: `less $2 if marked "autopay"`, `$10 for the first 3 periods, then $20`, `$15 for each member`.

use crate::event::Pays;
use crate::model::{Action, Comparison, Condition, Heads, Price, PriceChange, PriceOff, PriceStep};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Kind, Quantity, Ratio, Rounding};

use super::super::{Context, report};
use super::{amount, condition, time};

/// `half price`.
const HALF: Ratio = Ratio { numerator: 1, denominator: 2 };

/// Whether a part is one that changes a price.
#[must_use]
pub(crate) fn is_part(rule: Rule) -> bool {
    let parts = [
        Rule::price_less,
        Rule::price_more,
        Rule::price_staged,
        Rule::price_first,
        Rule::price_for_each,
        Rule::price_by_number,
        Rule::price_or,
    ];
    parts.contains(&rule)
}

/// Reads one of them into what the context collects.
pub(crate) fn part(context: &mut Context<'_>, node: &Node) -> Option<()> {
    match node.rule {
        Rule::price_less | Rule::price_more => {
            let what = change(context, node)?;
            let only_if = whens(context, node.child(Rule::price_whens))?;
            step(context, node, what, only_if)
        }
        Rule::price_or => or(context, node),
        Rule::price_staged => staged(context, node),
        Rule::price_first => first_ones(context, node),
        Rule::price_for_each => for_each(context, node, node),
        _ => by_number(context, node),
    }
}

/// That a price is changed that nobody has said.
pub(in super::super) fn without_price(context: &mut Context<'_>, steps: &[PriceStep], any: bool) {
    let Some(span) = steps.first().and_then(|step| step.origin.span()) else { return };
    let (message, help): (Text, Text) = match any {
        true => (
            text!("the buyer chooses this price, so nothing can change it", "这个价格由购买者自定，不能再调整"),
            text!("say one price: `price $5, less $1 if …`", "请写一个价格：`价格 $5，减 $1 如果 …`"),
        ),
        false => (
            text!("there is no price here that this could change", "这里没有可调整的价格"),
            text!("say the price before it: `price $25, less $2 if …`", "请先写价格：`价格 $25，减 $2 如果 …`"),
        ),
    };
    let report = if any { report::bad_value(span, message) } else { report::missing(span, message) };
    let _: Option<()> = context.report(report.help(help));
}

fn step(context: &mut Context<'_>, node: &Node, what: PriceChange, only_if: Option<Condition>) -> Option<()> {
    context.items.price_steps.push(PriceStep { what, only_if, origin: Origin::Written(node.span) });
    Some(())
}

/// `$2 off`, `less 50%, rounded down to $0.01`, `plus 10% tax`.
fn change(context: &mut Context<'_>, node: &Node) -> Option<PriceChange> {
    let more = node.rule == Rule::price_more;
    if node.has(Rule::k_half_price) {
        let rounding = match node.child(Rule::rounding) {
            Some(rounding) => Some(money_rounding(context, rounding)?),
            None => None,
        };
        return Some(PriceChange::LessShare(HALF, rounding));
    }
    let Some(percent) = node.child(Rule::percent) else {
        if let Some(rounding) = node.child(Rule::rounding) {
            let message = text!("a sum of money has nothing to round", "固定金额无需取整");
            return context.report(report::bad_value(rounding.span, message));
        }
        let amount = amount::money(context, node.child(Rule::money)?)?;
        return Some(if more { PriceChange::More(amount) } else { PriceChange::Less(amount) });
    };
    let rounding = match node.child(Rule::rounding) {
        Some(rounding) => Some(money_rounding(context, rounding)?),
        None => None,
    };
    Some(match more {
        true => PriceChange::MoreShare(amount::ratio(context, percent.child(Rule::decimal)?, 100)?, rounding),
        false => PriceChange::LessShare(share(context, percent)?, rounding),
    })
}

/// `rounded up to $0.01`: of money.
pub(in super::super) fn money_rounding(context: &mut Context<'_>, node: &Node) -> Option<Rounding> {
    let (kind, rounding) = amount::rounding(context, node)?;
    if kind != Kind::Money {
        let message = text!("a price is rounded to money", "价格按金额取整");
        return context.report(
            report::bad_value(node.span, message)
                .help(text!("write `rounded up to $0.01`", "请写：`向上取整至 $0.01`")),
        );
    }
    Some(rounding)
}

/// `next period $5 off`, `next 3 periods free`.
pub(super) fn off_next(context: &mut Context<'_>, node: &Node) -> Option<Action> {
    let periods = match node.child(Rule::next_periods)?.child(Rule::integer) {
        Some(integer) => amount::positive(context, integer)?,
        None => 1,
    };
    let what = match (node.child(Rule::percent), node.child(Rule::money)) {
        (Some(percent), _) => PriceOff::Share(share(context, percent)?),
        (None, Some(money)) => PriceOff::Money(amount::money(context, money)?),
        (None, None) => PriceOff::Share(Ratio { numerator: 1, denominator: 1 }),
    };
    Some(Action::PriceOff { what, periods, origin: Origin::Written(node.span) })
}

/// A part of a price: no more than all of it.
pub(super) fn share(context: &mut Context<'_>, percent: &Node) -> Option<Ratio> {
    let ratio = amount::ratio(context, percent.child(Rule::decimal)?, 100)?;
    if ratio.numerator > ratio.denominator {
        let message = text!("this is more than the whole price", "超过了全部价格");
        return context.report(report::bad_value(percent.span, message));
    }
    Some(ratio)
}

fn money_or_free(context: &mut Context<'_>, node: &Node) -> Option<Quantity> {
    match node.child(Rule::money) {
        Some(money) => amount::money(context, money),
        None => Some(Quantity::ZERO),
    }
}

/// All that a change of price asks for; the inner `None` is nothing.
fn whens(context: &mut Context<'_>, node: Option<&Node>) -> Option<Option<Condition>> {
    let mut all = None;
    for part in node.into_iter().flat_map(|node| node.all(Rule::price_when)) {
        let condition = when(context, part)?;
        all = Some(condition::both(all, condition));
    }
    Some(all)
}

fn when(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    let first =
        node.children.iter().find(|child| !matches!(child.rule, Rule::k_from | Rule::k_until | Rule::k_for_first))?;
    match first.rule {
        Rule::only_if | Rule::unless => condition::of_modifier(context, first),
        Rule::period_place => Some(Condition::PeriodNumber { from: place(context, first)?, to: None }),
        Rule::from_to_date | Rule::date_time | Rule::season => condition::dates(context, node),
        _ => first_periods(context, node),
    }
}

/// `for the first 6 periods`, `for the first period`; months are counted from the activation.
fn first_periods(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    if let Some(length) = node.child(Rule::length) {
        let length = time::length(context, length)?;
        return Some(Condition::Subscribed { comparison: Comparison::LessThan, length });
    }
    Some(Condition::PeriodNumber { from: 1, to: Some(count_of(context, node)?) })
}

/// `first period free`, `first 3 months: $5`, `first month half price`.
fn first_ones(context: &mut Context<'_>, node: &Node) -> Option<()> {
    let only_if = if node.has(Rule::length_unit) {
        let length = time::length(context, node)?;
        Condition::Subscribed { comparison: Comparison::LessThan, length }
    } else {
        first_periods(context, node)?
    };
    let what = match node.has(Rule::k_half_price) {
        true => PriceChange::LessShare(HALF, None),
        false => PriceChange::Is(money_or_free(context, node)?),
    };
    step(context, node, what, Some(only_if))
}

fn count_of(context: &mut Context<'_>, node: &Node) -> Option<u32> {
    match node.child(Rule::periods) {
        Some(periods) => time::periods(context, periods),
        None => Some(1),
    }
}

/// `the 13th period`, `period 13`.
pub(super) fn place(context: &mut Context<'_>, node: &Node) -> Option<u32> {
    amount::positive(context, node.child(Rule::integer)?)
}

/// `or $8 if marked "student"`, `$40 from the 13th period`.
fn or(context: &mut Context<'_>, node: &Node) -> Option<()> {
    let what = PriceChange::Is(money_or_free(context, node)?);
    let only_if = match (node.child(Rule::price_whens), node.child(Rule::period_place)) {
        (Some(parts), _) => whens(context, Some(parts))?,
        (None, Some(first)) => Some(Condition::PeriodNumber { from: place(context, first)?, to: None }),
        (None, None) => Some(condition::dates(context, node)?),
    };
    step(context, node, what, only_if)
}

/// `$10 for the first 3 periods, then $15 for 3 periods, then $20`: the last is the price.
fn staged(context: &mut Context<'_>, node: &Node) -> Option<()> {
    let first = money_or_free(context, node)?;
    let stages: Vec<&Node> = node.all(Rule::price_stage).collect();
    let Some((last, between)) = stages.split_last() else {
        let condition = first_periods(context, node)?;
        return step(context, node, PriceChange::Is(first), Some(condition));
    };
    if last.has(Rule::periods) || between.iter().any(|stage| !stage.has(Rule::periods)) {
        let message = text!("what it costs after that is not said", "没有说明之后的价格");
        let help = text!(
            "write: `$10 for the first 3 periods, then $15 for 3 periods, then $20`",
            "请写：`$10 首 3 个周期，然后 $15 对 3 个周期，然后 $20`"
        );
        return context.report(report::bad_value(last.span, message).help(help));
    }
    base(context, last)?;
    if let Some(length) = node.child(Rule::length) {
        if !between.is_empty() {
            let message = text!("several stages are counted in periods", "多个阶段须按周期计");
            return context.report(report::bad_value(length.span, message));
        }
        let condition = first_periods(context, node)?;
        return step(context, node, PriceChange::Is(first), Some(condition));
    }
    let mut to = count_of(context, node)?;
    step(context, node, PriceChange::Is(first), Some(Condition::PeriodNumber { from: 1, to: Some(to) }))?;
    for stage in between {
        let (price, from) = (money_or_free(context, stage)?, to.saturating_add(1));
        to = to.saturating_add(count_of(context, stage)?);
        step(context, stage, PriceChange::Is(price), Some(Condition::PeriodNumber { from, to: Some(to) }))?;
    }
    Some(())
}

/// The price itself, said in one of these.
fn base(context: &mut Context<'_>, node: &Node) -> Option<()> {
    if let Some(first) = context.items.price.and_then(|price| price.origin.span()) {
        return context.report(report::said_twice(first, node.span));
    }
    let amount = money_or_free(context, node)?;
    context.items.price = Some(Price { amount, origin: Origin::Written(node.span) });
    Some(())
}

/// `for each line after the first`: lines are the members and the owner.
pub(super) fn heads(context: &mut Context<'_>, node: &Node) -> Option<Heads> {
    let owner = node.child(Rule::heads).is_some_and(|heads| heads.has(Rule::k_line));
    let after = match (node.has(Rule::k_each_more), node.child(Rule::integer)) {
        (false, None) => u32::from(node.has(Rule::k_after_first)),
        (true, _) => 1,
        (false, Some(after)) => amount::positive(context, after)?,
    };
    Some(Heads { owner, after })
}

/// What money is for: `for packs only`, `not for the plan's price`, `for calls`.
pub(super) fn pays(node: &Node) -> Pays {
    let one = |thing: &Node| match thing.first().map(|first| first.rule) {
        Some(Rule::k_plans_price) => Pays::PERIOD,
        Some(Rule::k_pack) => Pays::PACKS,
        Some(Rule::k_fee) => Pays::FEES,
        Some(Rule::k_voice) => Pays::use_of(Kind::Voice),
        Some(Rule::k_sms) => Pays::use_of(Kind::Sms),
        Some(Rule::k_data) => Pays::use_of(Kind::Data),
        _ => Pays::USE,
    };
    let said = node.all(Rule::paid_thing).map(one).reduce(Pays::and).unwrap_or_default();
    if node.has(Rule::k_not) { said.but() } else { said }
}

/// `$20 for each member`, `$15 for each line after the first`.
pub(super) fn for_each(context: &mut Context<'_>, node: &Node, of: &Node) -> Option<()> {
    let amount = amount::money(context, node.child(Rule::money)?)?;
    let origin = Origin::Written(node.span);
    let Heads { owner, after } = heads(context, of)?;
    let price = context.items.price.get_or_insert(Price { amount: Quantity::ZERO, origin });
    // The owner is the first line: what it costs is a part of the price itself.
    if owner && after == 0 {
        price.amount = Quantity(price.amount.0.saturating_add(amount.0)).min(Quantity::MAX);
    }
    step(context, node, PriceChange::Each { amount, after: after.saturating_sub(u32::from(owner)) }, None)
}

/// `$60 for 1 line, $100 for 2 lines, $30 for each more`.
fn by_number(context: &mut Context<'_>, node: &Node) -> Option<()> {
    let of_lines = node.child(Rule::heads).is_some_and(|heads| heads.has(Rule::k_line));
    base(context, node)?;
    let mut steps: Vec<(u32, Quantity)> = Vec::new();
    for at in std::iter::once(node).chain(node.all(Rule::price_at_number)) {
        let number = at.child(Rule::integer)?;
        let count = amount::positive(context, number)?.saturating_sub(u32::from(of_lines));
        if steps.last().is_some_and(|(before, _)| *before >= count) {
            let message = text!("the numbers do not rise", "数量没有递增");
            return context.report(report::bad_value(number.span, message));
        }
        if let Some((before, _)) = steps.last()
            && count - before > 1
        {
            let (first, last) = (before + 1 + u32::from(of_lines), count - 1 + u32::from(of_lines));
            let between = if first == last {
                text!("{first}", "{first}")
            } else {
                text!("{first} to {last}", "{first} 至 {last}")
            };
            let message = text!("there is no price for {between}", "没有 {between} 的价格"; between = between);
            let help = text!(
                "say it: `$60 for 1 line, $100 for 2 lines, $140 for 3 lines, $30 for each more`",
                "请写明：`$60 对 1 号码数，$100 对 2 号码数，$140 对 3 号码数，$30 对每增加一个`"
            );
            return context.report(report::bad_value(number.span, message).help(help));
        }
        steps.push((count, amount::money(context, at.child(Rule::money)?)?));
    }
    let more = match node.child(Rule::price_each_more) {
        Some(more) => amount::money(context, more.child(Rule::money)?)?,
        None => Quantity::ZERO,
    };
    step(context, node, PriceChange::ByMembers { steps, more }, None)
}

//! What has happened and what is held: `recharged at least 2 times in the last 30 days`, `data left less than 500 MB`.

use crate::model::{Comparison, Condition, Deed, History, LimitSpan, Measure, PackList, Past, Selector};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::units::{Kind, Kinds, Quantity};

use super::super::{Context, report};
use super::{amount, compare, condition, label, limit, selector};

/// A test of what has happened; without a comparison, that it has happened at all.
pub(crate) fn test(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    let said = node.child(Rule::past).or_else(|| node.child(Rule::compared_uses)?.child(Rule::past));
    let each = said.and_then(|past| past.child(Rule::each_span));
    let each = match each {
        Some(each) => Some(compare::each(context, each)?),
        None => None,
    };
    let (span, before) = match (each, said) {
        (Some((span, _)), _) => (span, false),
        (None, Some(past)) => self::past(context, past)?,
        (None, None) => (LimitSpan::Ever, false),
    };
    let each = each.map(|(_, count)| count);
    if let Some(uses) = node.child(Rule::compared_uses) {
        return compare::uses(context, uses, (span, before), each);
    }
    let written = node.child(Rule::deed)?;
    let deed = deed(context, written)?;
    let others = || written.all(Rule::kind).skip(1).filter_map(selector::kind).collect::<Vec<_>>();
    if let (Deed::Used(Some(_)), [_, ..]) = (deed, others().as_slice()) {
        return used_any(context, node, (span, before), each);
    }
    let under = compare::under(context, if node.has(Rule::deed_scope) { node } else { written })?.map(Box::new);
    if let Some(part) = node.child(Rule::deed_scope).filter(|_| !matches!(deed, Deed::Used(_))) {
        let message = text!("only what is used has a place or a purpose", "只有使用才有地点或用途");
        let help = text!("leave it out here", "请去掉它");
        return context.report(report::bad_value(part.span, message).help(help));
    }
    if let Some(days) = node.child(Rule::quantity).and_then(|quantity| quantity.child(Rule::how_many_days)) {
        let past = Past { deed, span, before };
        return compare::days(context, days, (past, under), each);
    }
    let times = node.child(Rule::how_many_times).or_else(|| node.child(Rule::quantity)?.child(Rule::how_many_times));
    let (deed, measure, comparison, amount) = match (times, node.child(Rule::quantity)) {
        (Some(times), _) => {
            let (comparison, count) = how_many_times(context, times)?;
            (deed, Measure::Times, comparison, count)
        }
        (None, Some(quantity)) => how_much(context, deed, quantity)?,
        (None, None) => {
            // Of what is used the pieces mean nothing, so that any amount of it is a use.
            let measure = if matches!(deed, Deed::Used(_)) { Measure::Amount } else { Measure::Times };
            (deed, measure, Comparison::MoreThan, Quantity::ZERO)
        }
    };
    if measure == Measure::Times && matches!(deed, Deed::Used(_) | Deed::Charged(_) | Deed::Paid(..)) {
        let message = text!("how often something is used or charged is not counted", "不计算使用或收费的次数");
        let help = text!(
            "say how much: `used at least 1 GB of data in the last 30 days`",
            "请写数量：`最近 30 天 已使用 至少 1 GB`"
        );
        return context.report(report::bad_value(node.span, message).help(help));
    }
    let past = Past { deed, span, before };
    Some(Condition::Happened(History { past, measure, comparison, amount, under, than: None, each }))
}

/// `used data, voice or SMS in the last 9 days`: any of these. Amounts of several kinds cannot be added up.
fn used_any(
    context: &mut Context<'_>,
    node: &Node,
    (span, before): (LimitSpan, bool),
    each: Option<u32>,
) -> Option<Condition> {
    let written = node.child(Rule::deed)?;
    if node.has(Rule::quantity) || each.is_some() {
        let message = text!("amounts of several kinds cannot be added up", "不同种类的数量不能相加");
        let help = text!(
            "ask for each of them: `used at least 1 GB of data this month or used at least 10 minutes of voice this month`",
            "请分别询问：`本月 已使用 至少 1 GB 的 流量 或 本月 已使用 至少 10 分钟 的 通话`"
        );
        return context.report(report::bad_value(node.span, message).help(help));
    }
    let under = compare::under(context, written)?.map(Box::new);
    let kinds: Kinds = written.all(Rule::kind).filter_map(selector::kind).collect();
    let one = |kind| {
        Condition::Happened(History {
            past: Past { deed: Deed::Used(Some(kind)), span, before },
            measure: Measure::Amount,
            comparison: Comparison::MoreThan,
            amount: Quantity::ZERO,
            under: under.clone(),
            than: None,
            each: None,
        })
    };
    Some(Condition::Any(kinds.iter().map(one).collect()))
}

fn how_many_times(context: &mut Context<'_>, node: &Node) -> Option<(Comparison, Quantity)> {
    // "recharged 2 times" is said of whoever has done it twice, and then once more.
    let comparison = node.child(Rule::comparison).map_or(Comparison::AtLeast, condition::comparison);
    let count = match node.child(Rule::integer) {
        Some(integer) => amount::count(context, integer)?,
        None => 1 + u32::from(node.has(Rule::k_twice)),
    };
    Some((comparison, Quantity(u64::from(count))))
}

fn how_much(context: &mut Context<'_>, deed: Deed, node: &Node) -> Option<(Deed, Measure, Comparison, Quantity)> {
    let comparison = condition::comparison(node.child(Rule::comparison)?);
    let said = node.child(Rule::kind).and_then(selector::kind);
    let (kind, amount) = match (node.child(Rule::amount), node.child(Rule::decimal)) {
        (Some(written), _) => amount::measured(context, written)?,
        (None, Some(number)) => {
            let kind = deed.kind().or(said).unwrap_or(Kind::Data);
            let each = if kind == Kind::Money { 1_000_000 } else { 1 };
            (kind, amount::decimal(context, number, each)?)
        }
        (None, None) => return None,
    };
    let fits = said.is_none_or(|said| said == kind);
    let deed = match deed {
        Deed::Used(None) => Deed::Used(Some(kind)),
        Deed::Given(None) => Deed::Given(Some(kind)),
        Deed::Received(None) => Deed::Received(Some(kind)),
        Deed::Used(Some(of)) | Deed::Given(Some(of)) | Deed::Received(Some(of)) if of == kind => deed,
        Deed::Recharged(_) | Deed::Charged(_) | Deed::Paid(..) if kind == Kind::Money => deed,
        _ => return wrong_measure(context, node),
    };
    if !fits {
        return wrong_measure(context, node);
    }
    Some((deed, Measure::Amount, comparison, amount))
}

fn wrong_measure<T>(context: &mut Context<'_>, node: &Node) -> Option<T> {
    let message = text!("this is no measure for what has happened", "这不是所述事情的度量");
    let help = text!(
        "write how often, `at least 2 times`, or an amount of its kind",
        "请写次数，例如 `至少 2 次`，或同一种类的数量"
    );
    context.report(report::bad_value(node.span, message).help(help))
}

/// What is charged to money of some class: `from recharged money`.
fn paid(context: &mut Context<'_>, node: &Node, kind: Option<Kinds>) -> Option<Deed> {
    let Some(from) = node.child(Rule::selector) else { return Some(Deed::Charged(kind)) };
    let of = selector::selector(context, from)?;
    let plain = Selector { kind: of.kind, class: of.class, origin: of.origin, ..Default::default() };
    match of.class {
        Some(class) if of == plain && of.kind.is_none_or(|kind| kind == Kind::Money) => Some(Deed::Paid(kind, class)),
        _ => {
            let message = text!("say which class of money pays", "请说明由哪一类话费支付");
            let help = text!("for example `from recharged money`", "例如 `从 充值所得话费`");
            context.report(report::bad_value(from.span, message).help(help))
        }
    }
}

/// What a bonus follows: `money charged for voice in the day before`, `data used this month`.
pub(crate) fn earned(context: &mut Context<'_>, node: &Node) -> Option<(Kind, Past)> {
    let (span, before) = past(context, node.child(Rule::past)?)?;
    let written = node.child(Rule::earned_deed)?;
    let deed = deed(context, written)?;
    let said = node.child(Rule::kind).and_then(selector::kind);
    let own = deed.kind();
    let (Some(kind), false) = (own.or(said), own.is_some() && said.is_some() && own != said) else {
        let message = text!("say of which kind", "请说明是哪一种");
        let help = text!(
            "say what is counted: `of data used this month`, `of money charged in the day before`",
            "请写明计算什么：`的 流量 已使用 本月`、`的 话费 收费 昨天`"
        );
        return context.report(report::bad_value(node.span, message).help(help));
    };
    let deed = match deed {
        Deed::Used(_) => Deed::Used(Some(kind)),
        Deed::Given(_) => Deed::Given(Some(kind)),
        Deed::Received(_) => Deed::Received(Some(kind)),
        other => other,
    };
    Some((kind, Past { deed, span, before }))
}

/// `bought "A"`, `bought "A", "B" or "group"`: any of these.
fn bought(context: &mut Context<'_>, node: &Node) -> Option<Deed> {
    let mut list = PackList::default();
    for name in node.all(Rule::quoted) {
        match selector::pack_or_group(context, name)? {
            selector::Named::Product(product) => list.packs.push(product),
            selector::Named::Group(group) => list.groups.push(group.name),
        }
    }
    Some(match (list.packs.as_slice(), list.groups.as_slice()) {
        ([], []) => Deed::Bought(None),
        ([product], []) => Deed::Bought(Some(*product)),
        ([], [group]) => Deed::BoughtIn(*group),
        _ => {
            let lists = &mut context.catalogue.pack_lists;
            let known = lists.iter().position(|known| *known == list);
            Deed::BoughtAnyOf(known.unwrap_or_else(|| {
                lists.push(list);
                lists.len() - 1
            }))
        }
    })
}

fn deed(context: &mut Context<'_>, node: &Node) -> Option<Deed> {
    let kind = node.child(Rule::kind).and_then(selector::kind);
    Some(match node.first()?.rule {
        Rule::k_charge => {
            let kinds: Kinds = node.all(Rule::kind).filter_map(selector::kind).collect();
            return paid(context, node, (kinds != Kinds::default()).then_some(kinds));
        }
        Rule::k_used => Deed::Used(kind),
        Rule::k_bought | Rule::k_purchased => return bought(context, node),
        Rule::k_renewed => Deed::Renewed,
        Rule::k_change_to => {
            Deed::ChangedPlan(Some(condition::comparison_of_plans(node.child(Rule::comparison_of_plans)?)))
        }
        Rule::k_changed_plan => Deed::ChangedPlan(None),
        Rule::k_given => Deed::Given(kind),
        Rule::k_received => Deed::Received(kind),
        _ => Deed::Recharged(node.child(Rule::quoted).map(|way| label::named(context, way))),
    })
}

/// `in the last 30 days`, `this month`, `in the period before`.
pub(crate) fn past(context: &mut Context<'_>, node: &Node) -> Option<(LimitSpan, bool)> {
    let first = node.first()?;
    if first.rule == Rule::span {
        return limit::span(context, first).map(|span| (span, false));
    }
    let span = match first.first()?.rule {
        Rule::k_in_this_quarter | Rule::k_in_quarter_before => LimitSpan::Quarter,
        Rule::k_in_this_year | Rule::k_in_year_before => LimitSpan::Year,
        Rule::k_in_this_month | Rule::k_in_month_before => LimitSpan::Month,
        Rule::k_in_this_week | Rule::k_in_week_before => LimitSpan::Week,
        Rule::k_in_this_day | Rule::k_in_day_before => LimitSpan::Day,
        _ => LimitSpan::Period,
    };
    Some((span, first.rule == Rule::span_before))
}

/// What is held of some units: an amount, or any at all.
pub(crate) fn held(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    if node.has(Rule::quoted) {
        return any_held(context, node);
    }
    let of = selector::selector(context, node.child(Rule::selector)?)?;
    let Some(compared) = node.child(Rule::comparison) else {
        let comparison = if node.has(Rule::k_runs_out) { Comparison::AtMost } else { Comparison::MoreThan };
        return Some(Condition::Held { of, comparison, amount: Quantity::ZERO });
    };
    let comparison = condition::comparison(compared);
    let (kind, amount) = match (node.child(Rule::amount), node.child(Rule::decimal)) {
        (Some(written), _) => amount::measured(context, written)?,
        (None, Some(number)) => {
            let kind = of.kind.unwrap_or(Kind::Data);
            let each = if kind == Kind::Money { 1_000_000 } else { 1 };
            let amount = amount::decimal(context, number, each)?;
            if amount != Quantity::ZERO && matches!(kind, Kind::Data | Kind::Voice) {
                let message = text!("a number of what?", "这个数是什么单位？");
                return context.report(report::bad_value(number.span, message));
            }
            (kind, amount)
        }
        (None, None) => return None,
    };
    if of.kind.is_some_and(|of| of != kind) {
        let message = text!("this is an amount of another kind", "这个数量属于别的种类");
        return context.report(report::bad_value(node.span, message));
    }
    Some(Condition::Held { of: Selector { kind: Some(kind), ..of }, comparison, amount })
}

/// `"A", "B" or "C" held`: something of any of them.
fn any_held(context: &mut Context<'_>, node: &Node) -> Option<Condition> {
    let mut any = Vec::new();
    for name in node.all(Rule::quoted) {
        let of = match selector::pack_or_group(context, name)? {
            selector::Named::Product(product) => Selector { product: Some(product), ..Selector::default() },
            selector::Named::Group(group) => Selector { group: Some(group), ..Selector::default() },
        };
        any.push(Condition::Held { of, comparison: Comparison::MoreThan, amount: Quantity::ZERO });
    }
    Some(Condition::Any(any))
}

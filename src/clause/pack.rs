//! # `pack`
//!
//! Something that can be bought with the plan: `pack Weekend { price $1; data 5 GB on weekends; valid 30 days }`, or in one
//! line: `weekend pack no-rollover`, `pack "X": price $1, data 5 GB`.
//!
//! A word in front says when its units can be used and is its name unless it has another: `weekend`, `weekday`,
//! `holiday`, `night`. What is said of one grant of a pack and of no other holds for all: in `data 5 GB, voice 100
//! minutes, valid 30 days` both are valid for 30 days. `at most 3 times a month` limits how often it is bought.
//!
//! `pack "19" from 2024-12-01 { … }` behind a pack of the same name is its later version: what is bought from that instant on
//! is of it. What was bought before stays as it is, and the name means both.
//!
//! Its leftover follows the plan's rollover, unless the pack says `no rollover` or has a rule of its own.
//!
//! **Edge.** A pack that says no amount grants 5 GB, and one that says no validity is valid for 30 days; both are reported
//! as undecided.

use crate::event::ProductId;
use crate::model::{Choice, Grant, ProductKind, RolloverOf, Sale, Scope, Start, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span};
use crate::units::{Allowance, Duration, Instant, Kind, Quantity, Window};

use super::assembly::{store_product, take_product};
use super::read::{any_price, items, parts, payment, time, window};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "weekend pack no-rollover", zh: "周末包 不累积" },
    Example {
        place: Place::Plan,
        en: "pack \"Weekend\" { price $1; data 5 GB on weekends; valid 30 days; no rollover }",
        zh: "包 “Weekend” { 价格 $1；流量 5 GB 于周末；有效 30 天；不累积 }",
    },
    Example {
        place: Place::Plan,
        en: "pack \"Night\" { price $0.50; data 3 GB from 23:00 to 07:00; valid to the end of the period; no rollover }",
        zh: "包 “Night” { 价格 $0.50；流量 3 GB 从 23:00 到 07:00；有效 至 周期末；不累积 }",
    },
    Example {
        place: Place::Plan,
        en: "pack \"19\" { $0.25; data 1 GB; valid to the end of the period }; pack \"19\" from 2024-12-01 { $0.25; data 1 GB; valid 1 day }",
        zh: "包 “19” { $0.25；流量 1 GB；有效 至 周期末 }；包 “19” 从 2024-12-01 { $0.25；流量 1 GB；有效 1 天 }",
    },
    Example { place: Place::Plan, en: "night pack \"N\" 3 GB $0.50", zh: "夜间包 “N” 3 GB $0.50" },
    Example {
        place: Place::Plan,
        en: "pack \"X\": price $2, data 5 GB, voice 100 minutes, valid 7 days, at most 3 times a month",
        zh: "包 “X”：价格 $2，流量 5 GB，语音 100 分钟，7 天有效，每月最多 3 次",
    },
];

/// Five gigabytes, where a pack does not say how much.
const GIGABYTES: u64 = 5;

/// Gives every pack of a plan its number, so that clauses before it can speak of it.
pub(super) fn declare(context: &mut Context<'_>, clauses: &[&Clause]) {
    for clause in clauses.iter().filter(|clause| clause.sentence.rule == Rule::pack_clause) {
        let Some((name, node)) = name_of(context, &clause.sentence) else { continue };
        match known(context, &name) {
            None => announce(context, &name, &node, clause.span),
            Some(pack) if clause.sentence.has(Rule::version_from) => {
                let version = context.new_product(ProductKind::Pack, &name, Origin::Written(clause.span));
                context.pack_versions.insert(clause.span, (pack, version));
            }
            Some(_) => {}
        }
    }
    // A group may have a name only that no pack has, wherever that is declared.
    for clause in clauses.iter().filter(|clause| clause.sentence.rule == Rule::pack_clause) {
        let pack = name_of(context, &clause.sentence).and_then(|(name, _)| known(context, &name));
        if let Some(pack) = pack {
            super::group::declare(context, pack, clause);
        }
    }
    for clause in clauses.iter().filter(|clause| clause.sentence.rule == Rule::beyond_clause) {
        let Some(node) = clause.sentence.child(Rule::name) else { continue };
        let name = context.name_of(node);
        if known(context, &name).is_none() {
            announce(context, &name, &node.clone(), clause.span);
        }
    }
}

fn announce(context: &mut Context<'_>, name: &str, node: &Node, span: Span) {
    // What an earlier version of the plan sells as well is the same pack, on the terms of this one.
    if let Some(pack) = context.named.pack_before(context.plan.id, name) {
        let terms = context.new_product(ProductKind::Pack, name, Origin::Written(span));
        context.named.add_pack(context.plan.id, name, &node.text, pack);
        context.plan.packs.push(pack);
        context.plan.pack_terms.push((pack, terms));
        context.pack_versions.insert(span, (pack, terms));
        return;
    }
    let id = context.new_product(ProductKind::Pack, name, Origin::Written(span));
    context.named.add_pack(context.plan.id, name, &node.text, id);
    context.plan.packs.push(id);
}

/// The pack of that name that this plan has.
pub(super) fn known(context: &Context<'_>, wanted: &str) -> Option<ProductId> {
    context.named.pack_of(context.plan.id, wanted)
}

/// The name of a pack, and the part that says it.
fn name_of(context: &Context<'_>, sentence: &Node) -> Option<(String, Node)> {
    let head = sentence.child(Rule::pack_head)?;
    let node = head.child(Rule::name).or_else(|| head.child(Rule::quoted)).or_else(|| head.child(Rule::pack_time))?;
    Some((context.name_of(node), node.clone()))
}

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let sentence = &clause.sentence;
    let (name, node) = name_of(context, sentence)?;
    let version = context.pack_versions.get(&clause.span).copied();
    let id = match version {
        Some((_, version)) => version,
        None => known(context, &name).map(|pack| context.plan.terms_of(pack))?,
    };
    // The first that a later version of the plan says of a pack has nothing before it either.
    let version = version.filter(|terms| !context.plan.pack_terms.contains(terms));
    let product = take_product(context, id);
    let outside_product = std::mem::replace(&mut context.product, product);
    let outside = std::mem::take(&mut context.items);
    let selling = std::mem::replace(&mut context.selling, true);
    let read = contents(context, clause, &node);
    context.selling = selling;
    context.items = outside;
    let from = match sentence.child(Rule::version_from).and_then(|part| part.child(Rule::date_time)) {
        Some(date) => time::moment(context, date),
        None => None,
    };
    match (from, version) {
        // The first that is written has nothing before it, so that before its date it is not sold.
        (Some(from), None) => {
            context.product.eligibility.sold.get_or_insert((from, Instant::NEVER, Origin::Written(node.span)));
        }
        (Some(from), Some((pack, version))) => follow(context, (pack, node.span), (from, version))?,
        (None, _) => {}
    }
    of_earlier(context);
    store_product(context);
    context.product = outside_product;
    read
}

/// What the plan's earlier versions sell as well is a version of that.
pub(super) fn of_earlier(context: &mut Context<'_>) {
    let own = context.product.id;
    if let Some((pack, _)) = context.plan.pack_terms.iter().find(|(_, terms)| *terms == own) {
        context.product.version_of = Some(*pack);
    }
}

/// Puts a later version behind the pack it is one of.
fn follow(
    context: &mut Context<'_>,
    (pack, span): (ProductId, Span),
    (from, version): (Instant, ProductId),
) -> Option<()> {
    context.product.version_of = Some(pack);
    let first = context.plan.terms_of(pack);
    let known = context.catalogue.products.get_mut(first.0 as usize)?;
    if known.versions.iter().any(|(other, _)| *other == from) {
        let message = text!("two versions of this pack begin at the same time", "这个包有两个同时开始的版本");
        return context.report(report::bad_value(span, message));
    }
    known.versions.push((from, version));
    known.versions.sort_unstable();
    Some(())
}

fn contents(context: &mut Context<'_>, clause: &Clause, node: &Node) -> Lowered {
    let sentence = &clause.sentence;
    if let Some(first) = context.said_packs.insert(context.product.id.0, node.span) {
        let message = text!("there are two packs of this name", "有两个同名的包");
        return context.report(report::two_names(message, node.span, first));
    }
    context.product.origin = Origin::Written(clause.span);
    let items = parts(sentence).filter(|child| is_part(child.rule));
    items::read(context, items, &text!("a pack", "流量包"))?;
    context.block(clause, Place::Pack);
    let word = sentence.child(Rule::pack_head).and_then(|head| head.child(Rule::pack_time)).and_then(Node::first);
    let window = word.map(|word| window::of_word(context, word.rule));
    if word.is_some_and(|word| word.rule == Rule::k_night) && !has_window(context) {
        context.noted.night.get_or_insert(node.span);
    }
    finish(context, window);
    Some(())
}

fn is_part(rule: Rule) -> bool {
    !matches!(rule, Rule::pack_head | Rule::version_from | Rule::colon)
}

fn has_window(context: &Context<'_>) -> bool {
    let items = &context.items;
    !items.all.scope.windows.is_empty()
        || (!items.grants.is_empty() && items.grants.iter().all(|draft| !draft.about.scope.windows.is_empty()))
}

/// Puts what was collected into the product, with the documented answers to what was not said.
pub(super) fn finish(context: &mut Context<'_>, window: Option<Window>) {
    let validity = Choice::assumed(Validity::For(Duration::Days(30)));
    let items = std::mem::take(&mut context.items);
    let any_price = any_price::bands(context, &items, (validity, window));
    let mut grants = match &any_price {
        // What it is compared by is what there is for the least price.
        Some(any) => any.band(any.least).iter().map(|paid| paid.grant.clone()).collect(),
        None => items::grants(&items, validity, window, true),
    };
    if any_price.is_none() && grants.is_empty() && items.nothing.is_none() {
        grants.push(assumed_grant(context, &items, validity, window, GIGABYTES));
    }
    let mut credit = items.credit;
    if let (Some(credit), Some(span)) = (&mut credit, items.fee_from_loan) {
        let price = items.price.map(|price| price.amount).unwrap_or_default();
        let _: Option<()> = payment::take_fee(context, (credit, span), price, &mut grants);
    }
    let price_steps = super::price_step::steps(context, &items);
    context.product.price = items.price.map(|price| Choice::stated(price, price.origin));
    context.product.limits = items.limits;
    context.product.proration = items.proration;
    context.product.sale = Sale {
        credit,
        renewal: items.renewal,
        units: items.units,
        refund: items.refund,
        any_price,
        price_steps,
        retry: items.retry,
        instead: items.instead,
    };
    context.product.grants = grants;
}

/// What is granted where nobody says what: data, of which so many gigabytes.
pub(super) fn assumed_grant(
    context: &Context<'_>,
    items: &items::Items,
    validity: Choice<Validity>,
    window: Option<Window>,
    gigabytes: u64,
) -> Grant {
    let gigabyte = context.operator.gigabyte.answer.bytes_in("GB").unwrap_or(1_000_000_000);
    let mut scope: Scope = items.all.scope.clone();
    if scope.windows.is_empty() {
        scope.windows.extend(window);
    }
    Grant {
        kind: Kind::Data,
        amount: Choice::assumed(Allowance::Limited(Quantity(gigabytes * gigabyte))),
        each: items.all.each,
        scope,
        validity: items.all.validity.unwrap_or(validity),
        tie: items.all.tie.clone(),
        start: items.all.start.unwrap_or(Start::Granted),
        repeat: items.all.repeat,
        rollover: items.all.rollover.clone().unwrap_or(RolloverOf::Plan),
        bonus: false,
        increment: None,
        used_first: items.all.used_first,
        origin: context.product.origin,
    }
}

//! What happens in a line of a scenario.

use crate::diag::{Code, Diagnostic};
use crate::event::{AccountId, Circumstances, Event, Happening, LabelId, PlanId, ProductId, Setting};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Span, Text};
use crate::units::{Day, Instant, Kind, Local, Quantity};

use super::super::{Context, scenario};
use super::moment::When;
use super::named::{Sight, Thing};
use super::{amount, label, selector, time, whereabouts, who};

/// The event that a line tells of.
pub(in super::super) fn event(context: &mut Context<'_>, node: &Node, account: u32, when: &When) -> Option<Event> {
    let node = node.first()?;
    if node.rule == Rule::use_event {
        return used(context, node, account, when);
    }
    let what = simple(node).or_else(|| named(context, node, account, when.about))?;
    Some(Event { at: when.about, account: AccountId(account), what })
}

/// What is said in one word, or two.
fn simple(node: &Node) -> Option<Happening> {
    Some(match node.rule {
        Rule::activate => Happening::Activate,
        Rule::activate_rollover => Happening::ActivateRollover,
        Rule::renew => Happening::Renew,
        Rule::renewal_switch => Happening::AutoRenewal { on: node.has(Rule::k_works_again) },
        Rule::suspend => Happening::Suspend,
        Rule::resume => Happening::Resume,
        Rule::leave => Happening::Leave,
        Rule::cancel => Happening::Cancel,
        _ => return None,
    })
}

/// What names something or somebody, or says how much.
fn named(context: &mut Context<'_>, node: &Node, account: u32, at: Instant) -> Option<Happening> {
    match node.rule {
        Rule::recharge => {
            let amount = amount::money(context, node.child(Rule::money)?)?;
            let by = match node.child(Rule::quoted) {
                Some(way) => Some(label::of_mark(context, way)?),
                None => None,
            };
            Some(Happening::Recharge { amount, by })
        }
        Rule::buy => {
            let mut names = node.all(Rule::name);
            let product = pack(context, names.next()?, account, at)?;
            let price = match node.child(Rule::money) {
                Some(money) => Some(priced(context, product, money)?),
                None => None,
            };
            Some(match (names.next(), price) {
                (Some(name), price) => Happening::BuyFor { product, to: other(context, name, account)?, price },
                (None, Some(price)) => Happening::BuyAt { product, price },
                (None, None) => Happening::Buy { product },
            })
        }
        Rule::return_pack => {
            Some(Happening::ReturnPack { product: pack(context, node.child(Rule::name)?, account, at)? })
        }
        Rule::convert => {
            let (kind, amount) = amount::measured(context, node.child(Rule::amount)?)?;
            let to = selector::kind(node.child(Rule::kind)?).unwrap_or(kind);
            Some(Happening::Convert { kind, amount, to })
        }
        Rule::advance => {
            let (kind, amount) = amount::measured(context, node.child(Rule::amount)?)?;
            Some(Happening::BorrowUnits { kind, amount })
        }
        Rule::stop_pack => Some(Happening::StopPack { product: pack(context, node.child(Rule::name)?, account, at)? }),
        Rule::change_plan => Some(Happening::ChangePlan { plan: plan(context, node.child(Rule::name)?)? }),
        Rule::join => Some(Happening::Join { owner: other(context, node.child(Rule::name)?, account)? }),
        Rule::give => {
            let (kind, amount) = amount::measured(context, node.child(Rule::amount)?)?;
            let to = other(context, node.child(Rule::name)?, account)?;
            Some(Happening::Give { to, kind, amount })
        }
        Rule::consent_event => {
            let to = match node.child(Rule::quoted) {
                Some(name) => Some(label::of_mark(context, name)?),
                None => None,
            };
            Some(Happening::Consent { to, given: !node.has(Rule::k_withdraws_consent) })
        }
        Rule::set_value => {
            let name = match node.child(Rule::quoted) {
                Some(name) => label::of_mark(context, name)?,
                None => label::birthday(context),
            };
            let date = match node.child(Rule::date) {
                Some(date) => Some(time::day(context, date)?),
                None => None,
            };
            let to = match node.child(Rule::amount) {
                _ if date.is_some() => date.map_or(Setting::Unset, Setting::Date),
                Some(amount) => {
                    let (kind, amount) = amount::measured(context, amount)?;
                    Setting::Amount(kind, amount)
                }
                None if node.has(Rule::k_unset) => Setting::Unset,
                None => Setting::Unlimited,
            };
            Some(Happening::Set { name, to })
        }
        Rule::mark => {
            let label = label::of_mark(context, node.child(Rule::quoted)?)?;
            Some(Happening::Mark { label, on: node.has(Rule::k_mark) })
        }
        _ => None,
    }
}

/// How much the buyer says, of a pack whose price the buyer chooses.
fn priced(context: &mut Context<'_>, product: ProductId, money: &Node) -> Option<Quantity> {
    let price = amount::money(context, money)?;
    let versions = context.catalogue.product(product).map(|pack| pack.versions.clone()).unwrap_or_default();
    let mut all = versions.into_iter().map(|(_, version)| version).chain([product]);
    if all.any(|id| context.catalogue.product(id).is_some_and(|pack| pack.sale.any_price.is_some())) {
        return Some(price);
    }
    let message = text!("the price of this pack is fixed", "这个包的价格是固定的");
    let help =
        text!("buy it without a price, or sell it at `any price from …`", "购买时不写价格，或以 `任意价格 从 …` 销售");
    context.report(super::super::report::bad_value(money.span, message).help(help))
}

/// The plan that an account moves to.
fn plan(context: &mut Context<'_>, node: &Node) -> Option<PlanId> {
    let name = context.name_of(node);
    scenario::named(context, &name, node.span)
}

/// Another account than the line's own.
fn other(context: &mut Context<'_>, node: &Node, account: u32) -> Option<AccountId> {
    let other = who::account(context, node)?;
    if other != account {
        return Some(AccountId(other));
    }
    context.report(
        Diagnostic::new(Code::BadEvent, text!("this is the same account on both sides", "两边是同一个账户"))
            .at(node.span, Text::default())
            .why(text!("nobody gives to or joins themselves", "不能转赠给自己，也不能加入自己"))
            .help(text!("name another account", "请写另一个账户")),
    )
}

/// The pack of that name: of the plan that the account is on, or else of another, to be refused.
fn pack(context: &mut Context<'_>, node: &Node, account: u32, at: Instant) -> Option<ProductId> {
    let wanted = context.name_of(node);
    let plan = whereabouts::plan_at(context, account, at);
    let sight = Sight { plan: Some(plan), others: true };
    if let Some(found) = context.named.pack(sight, &wanted, node) {
        return Some(found);
    }
    // Of a plan that is not known the packs are not known either; that was reported, and the scenario is not kept.
    if context.scene.plan.is_none() {
        return Some(ProductId(0));
    }
    context.unknown(Thing::Pack(sight), &wanted, node.span)
}

/// A use, with what is said about it.
fn used(context: &mut Context<'_>, node: &Node, account: u32, when: &When) -> Option<Event> {
    let measure = node.child(Rule::amount)?;
    let (kind, amount) = amount::measured(context, measure)?;
    if kind == Kind::Money {
        return context.report(
            super::super::report::bad_value(
                measure.span,
                text!("money is charged, not used", "钱是被收取的，不是被使用的"),
            )
            .why(text!("a use is of data, time, messages or points", "使用的是流量、时长、短信或积分"))
            .help(text!("write how much is used: `use 12 GB`", "请写用量：`使用 12 GB`")),
        );
    }
    if let Some(said) = node.child(Rule::kind).filter(|said| selector::kind(said).is_some_and(|said| said != kind)) {
        let message = text!("this unit is of another kind than what is used", "这个单位与所用的种类不符");
        let report = super::super::report::bad_value(measure.span, message);
        return context.report(report.at(said.span, text!("this is used", "使用的是这个")));
    }
    let mut seen = Seen::default();
    let (mut at, mut since, mut circumstances) = (when.about, None, Circumstances::default());
    for part in node.all(Rule::circumstance).filter_map(Node::first) {
        seen.once(context, part)?;
        match part.rule {
            Rule::from_to_time => {
                let (from, to) = between(context, part, when)?;
                (since, at) = (Some(from), to);
            }
            Rule::use_for => circumstances.app = Some(label_of(context, part)?),
            Rule::use_in => circumstances.zone = Some(label_of(context, part)?),
            Rule::use_marked => circumstances.mark = Some(label::of_mark(context, part.child(Rule::quoted)?)?),
            Rule::use_on => circumstances.carrier = Some(network(context, part)?),
            Rule::use_dialling => circumstances.number = Some(label_of_number(context, part)?),
            _ => circumstances.network = Some(network(context, part)?),
        }
    }
    circumstances.zone = circumstances.zone.or_else(|| context.catalogue.labels.home());
    let what = Happening::Use { kind, amount, since, circumstances };
    Some(Event { at, account: AccountId(account), what })
}

/// Which circumstances were said, to say each once.
#[derive(Default)]
struct Seen(Vec<(Rule, Span)>);

impl Seen {
    fn once(&mut self, context: &mut Context<'_>, part: &Node) -> Option<()> {
        if let Some((_, first)) = self.0.iter().find(|(other, _)| *other == part.rule) {
            return context.report(super::super::report::said_twice(*first, part.span));
        }
        self.0.push((part.rule, part.span));
        Some(())
    }
}

/// When a record began and ended: on the line's date, and over midnight if it ends no later than it begins.
fn between(context: &mut Context<'_>, part: &Node, when: &When) -> Option<(Instant, Instant)> {
    if let Some(second) = when.time {
        return context.report(
            super::super::report::said_twice(second, part.span)
                .why(text!("the line's time would be the record's end", "这一行的时间本应是记录的结束时间"))
                .help(text!("write the date alone before `use … from … to …`", "在 `使用 … 从 … 到 …` 之前只写日期")),
        );
    }
    let Some(day) = when.day else { return context.report(undated(part.span)) };
    let mut times = part.all(Rule::time);
    let (from, to) = (times.next()?, times.next()?);
    let (from, to) = (time::of_day(context, from)?, time::of_day(context, to)?);
    let last = if to <= from { day.plus(1) } else { day };
    Some((instant(context, day, from), instant(context, last, to)))
}

fn undated(span: Span) -> Diagnostic {
    let message = text!("the day of this line is known only when it runs", "这一行在哪一天要到运行时才知道");
    super::super::report::bad_value(span, message).help(text!(
        "write a date before it, such as `2026-01-20 use 600 MB from 21:00 to 23:00`",
        "请在前面写日期，例如 `2026-01-20 使用 600 MB，从 21:00 到 23:00`"
    ))
}

/// The instant of a second of the day, of which 24:00 is one.
fn instant(context: &Context<'_>, day: Day, second: u32) -> Instant {
    context.operator.zone.answer.instant(Local::on(day, second))
}

fn label_of(context: &mut Context<'_>, part: &Node) -> Option<LabelId> {
    label::of_use(context, part.child(Rule::name)?)
}

/// The number that is called. Numbers are like each other without being misspelt.
fn label_of_number(context: &mut Context<'_>, part: &Node) -> Option<LabelId> {
    Some(label::named(context, part.child(Rule::quoted)?))
}

fn network(context: &mut Context<'_>, part: &Node) -> Option<LabelId> {
    if part.has(Rule::name) {
        return label_of(context, part);
    }
    if let Some(name) = part.child(Rule::quoted) {
        return Some(label::named(context, name));
    }
    let keyword = part.children.last()?;
    Some(label::of_keyword(context, keyword))
}

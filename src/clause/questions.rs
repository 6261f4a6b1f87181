//! What plans leave open although their outcome depends on it, with the documented answers.
//!
//! A question is asked only where it arises: which side a limit cuts, if there is a limit; which lot pays first, if two
//! could. Each carries the clauses that would answer it, the assumed answer first, to be offered as fixes.

mod depletion;
mod leftovers;

use std::collections::BTreeMap;

use crate::model::{
    Action, Assumption, CapSide, Catalogue, Choice, Handler, Operator, Plan, Product, Question, Trigger,
};
use crate::text;
use crate::text::{Origin, Span, Text};
use crate::units::{Allowance, Cycle, Kind};

/// What was read that a question depends on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Noted {
    /// A unit whose size depends on what a gigabyte is.
    pub(crate) gigabyte: Option<Span>,
    /// Money without a sign.
    pub(crate) bare_money: Option<Span>,
    /// Whether a currency was named.
    pub(crate) money: bool,
    /// A date or time whose instant depends on the zone.
    pub(crate) dates: Option<Span>,
    /// A night whose hours are not said.
    pub(crate) night: Option<Span>,
    /// A condition that speaks of early renewal.
    pub(crate) early: Option<Span>,
    /// A rollover that does not say for how long.
    pub(crate) rollover: Option<Span>,
    /// Whether the month's end was said.
    pub(crate) month_end: bool,
}

/// Asks every plan.
pub(super) fn ask(catalogue: &mut Catalogue, notes: &[Noted]) {
    // How many plans each operator has: looking for siblings of each plan among all plans would be quadratic.
    let mut families: BTreeMap<usize, usize> = BTreeMap::new();
    for plan in catalogue.plans.iter().filter(|plan| plan.version.is_none()) {
        *families.entry(plan.operator).or_default() += 1;
    }
    let has_sibling = |plan: &Plan| families.get(&plan.operator).is_some_and(|members| *members > 1);
    let ask = |plan| of_plan(catalogue, plan, notes, has_sibling(plan));
    let asked: Vec<Vec<Assumption>> = catalogue.plans.iter().map(ask).collect();
    for (plan, assumptions) in catalogue.plans.iter_mut().zip(asked) {
        plan.assumptions = assumptions;
    }
}

fn of_plan(catalogue: &Catalogue, plan: &Plan, notes: &[Noted], has_sibling: bool) -> Vec<Assumption> {
    let noted = notes.get(plan.id.0 as usize).cloned().unwrap_or_default();
    let mut asking = Asking { catalogue, plan, noted, has_sibling, list: Vec::new() };
    if let Some(operator) = catalogue.operator_of(plan) {
        asking.of_operator(operator);
    }
    asking.of_time();
    asking.of_grants();
    asking.of_use();
    asking.of_leftovers();
    asking.of_others();
    asking.list.sort_by_key(|assumption| assumption.question);
    asking.list
}

struct Asking<'c> {
    catalogue: &'c Catalogue,
    plan: &'c Plan,
    noted: Noted,
    /// Whether the operator has another plan.
    has_sibling: bool,
    list: Vec<Assumption>,
}

/// The words of a question: what is asked, and the answer.
type Words = (Text, Text);

impl Asking<'_> {
    fn ask(&mut self, question: Question, because: Origin, (asks, answer): Words, clauses: &[(&str, &str)]) {
        let clauses = clauses.iter().map(|(en, zh)| Text { en: (*en).to_owned(), zh: (*zh).to_owned() }).collect();
        self.list.push(Assumption { question, because, asks, answer, clauses });
    }

    fn of_operator(&mut self, operator: &Operator) {
        let exact = matches!(self.plan.cycle.answer, Cycle::Seconds(_) | Cycle::Once);
        if operator.zone.is_assumed() && (!exact || self.noted.dates.is_some() || self.noted.night.is_some()) {
            let words = (text!("in which time zone days begin", "一天从哪个时区的零点开始"), text!("UTC", "UTC"));
            self.ask(
                Question::Zone,
                self.because_of_cycle(),
                words,
                &[("zone UTC", "时区 UTC"), ("zone Asia/Phnom_Penh", "时区 Asia/Phnom_Penh")],
            );
        }
        if let Some(span) = self.noted.gigabyte.filter(|_| operator.gigabyte.is_assumed()) {
            let words = (text!("how many megabytes 1 GB has", "1 GB 等于多少 MB"), text!("1000", "1000"));
            self.ask(
                Question::Gigabyte,
                Origin::Written(span),
                words,
                &[("1 GB = 1000 MB", "1 GB = 1000 MB"), ("1 GB = 1024 MB", "1 GB = 1024 MB")],
            );
        }
        if let Some(span) = self.noted.bare_money.filter(|_| operator.currency.is_assumed()) {
            let words = (text!("in which currency prices are", "价格用什么货币"), text!("US dollars", "美元"));
            self.ask(Question::Currency, Origin::Written(span), words, &[("currency USD", "货币 USD")]);
        }
    }

    fn because_of_cycle(&self) -> Origin {
        if self.plan.cycle.is_assumed() { self.plan.origin } else { self.plan.cycle.origin }
    }

    fn of_time(&mut self) {
        if self.plan.cycle.is_assumed() {
            let words = (text!("how long a period is", "一个周期有多长"), text!("a calendar month", "一个自然月"));
            let clauses =
                [("every calendar month", "每自然月"), ("every month", "每月"), ("every 30 days", "每 30 天")];
            self.ask(Question::Cycle, self.plan.origin, words, &clauses);
        }
        if matches!(self.plan.cycle.answer, Cycle::Months { .. } | Cycle::WholeMonths { .. }) && !self.noted.month_end {
            let words = (
                text!("what one month after the 31st is", "31 日之后一个月是哪天"),
                text!(
                    "the last day of a shorter month, and the 31st again after it",
                    "较短月份的最后一天，之后仍回到 31 日"
                ),
            );
            let clauses = [
                ("month end clamps", "月末 取末日"),
                ("month end spills", "月末 顺延"),
                ("month end drifts", "月末 漂移"),
            ];
            self.ask(Question::MonthEnd, self.plan.cycle.origin, words, &clauses);
        }
        if let Some(span) = self.noted.night {
            let words =
                (text!("which hours the night has", "夜间是哪几个小时"), text!("22:00 to 06:00", "22:00 到 06:00"));
            self.ask(
                Question::Night,
                Origin::Written(span),
                words,
                &[("from 22:00 to 06:00", "从 22:00 到 06:00"), ("from 23:00 to 07:00", "从 23:00 到 07:00")],
            );
        }
        if let Some(span) = self.noted.early.filter(|_| self.plan.renewal.early.is_assumed()) {
            let words = (
                text!("when a renewal before the period's end starts", "提前续期从何时开始"),
                text!("at once", "立即"),
            );
            let clauses = [
                ("early renewal starts at once", "提前续期 开始 立即"),
                ("early renewal starts at the period's end", "提前续期 开始 周期结束时"),
            ];
            self.ask(Question::EarlyRenewal, Origin::Written(span), words, &clauses);
        }
    }

    fn products(&self) -> impl Iterator<Item = &Product> {
        let packs =
            self.plan.packs.iter().map(|id| self.plan.terms_of(*id)).filter_map(|id| self.catalogue.product(id));
        let versions = packs.clone().flat_map(|pack| pack.versions.iter().map(|(_, version)| *version));
        let versions = versions.filter_map(|id| self.catalogue.product(id));
        self.catalogue.product(self.plan.product).into_iter().chain(packs).chain(versions)
    }

    fn of_grants(&mut self) {
        let own: Vec<Product> = self.products().cloned().collect();
        for (index, product) in own.iter().enumerate() {
            let pack = index > 0;
            let name = &product.name;
            if product.grants.iter().any(|grant| grant.amount.is_assumed()) {
                let asks = if pack {
                    text!("how much `{name}` grants", "`{name}` 发放多少")
                } else {
                    text!("how much a period grants", "每个周期发放多少")
                };
                let (answer, clause) = match pack {
                    true => ("5 GB", ("data 5 GB", "流量 5 GB")),
                    false => ("20 GB", ("data 20 GB", "流量 20 GB")),
                };
                self.ask(Question::Amount, product.origin, (asks, Text::same(answer)), &[clause]);
            }
            if pack && product.price.is_none() {
                let words = (text!("what `{name}` costs", "`{name}` 的价格"), text!("nothing", "免费"));
                self.ask(Question::Price, product.origin, words, &[("free", "免费"), ("price $1", "价格 $1")]);
            }
            if pack && product.grants.iter().any(|grant| grant.validity.is_assumed()) {
                let words = (text!("how long `{name}` is valid", "`{name}` 的有效期"), text!("30 days", "30 天"));
                let clauses = [
                    ("valid 30 days", "有效 30 天"),
                    ("valid to the end of the period", "有效 至 周期末"),
                    ("valid for ever", "永久 有效"),
                ];
                self.ask(Question::Validity, product.origin, words, &clauses);
            }
        }
        for handler in &self.plan.handlers {
            self.of_bonus(handler);
        }
    }

    fn of_bonus(&mut self, handler: &Handler) {
        for action in handler.actions.iter().chain(&handler.otherwise) {
            let Action::Bonus { grant, origin, .. } = action else { continue };
            if grant.validity.is_assumed() {
                let words = (
                    text!("how long the bonus is valid", "奖励的有效期"),
                    text!("to the end of the period", "至周期末"),
                );
                self.ask(
                    Question::Validity,
                    *origin,
                    words,
                    &[("valid to the end of the period", "有效 至 周期末"), ("valid 7 days", "有效 7 天")],
                );
            }
        }
    }

    /// Whether two lots of one kind could both pay for a use.
    fn several_lots(&self) -> bool {
        let grants = self.products().flat_map(|product| &product.grants).filter(|grant| grant.kind != Kind::Money);
        let mut kinds: Vec<Kind> = grants.map(|grant| grant.kind).collect();
        let count = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        let rolls = self.plan.rollovers.answer.iter().any(|rule| rule.life.is_some());
        let bonus = |action: &Action| matches!(action, Action::Bonus { .. });
        let gives =
            self.plan.handlers.iter().any(|handler| handler.actions.iter().chain(&handler.otherwise).any(bonus));
        count > kinds.len() || !self.plan.packs.is_empty() || rolls || gives || !self.plan.gifts.is_empty()
    }

    fn of_use(&mut self) {
        if self.plan.order.is_assumed() && self.several_lots() {
            let words =
                (text!("which lot pays first", "先用哪一份"), text!("the one that expires earliest", "最早到期的"));
            let clauses = [
                ("use earliest expiry first", "使用 最早到期 优先"),
                ("use oldest first", "使用 最旧 优先"),
                ("use newest first", "使用 最新 优先"),
                ("use packs first, then rolled, then plan", "使用 包 优先，然后 已累积，然后 套餐"),
            ];
            self.ask(Question::Order, self.plan.origin, words, &clauses);
        }
        let limited = self
            .catalogue
            .product(self.plan.product)
            .is_some_and(|product| product.grants.iter().any(|grant| grant.amount.answer != Allowance::Unlimited));
        for (kind, because) in depletion::not_reached(self.plan) {
            let (words, clauses) = depletion::words(kind);
            self.ask(Question::Depletion, because, words, clauses);
        }
        if self.plan.depletions.is_empty() && (limited || !self.plan.packs.is_empty()) {
            let words = (text!("what happens when nothing is left", "用完之后怎么办"), text!("use is blocked", "阻断"));
            let clauses = [
                ("when data runs out: block", "当流量用完：阻断"),
                ("when data runs out: throttle to 128 kbps", "当流量用完：限速 至 128 kbps"),
                ("when data runs out: charge $0.50 per 100 MB begun", "当流量用完：收费 $0.50 按每 100 MB 不足整计"),
            ];
            self.ask(Question::Depletion, self.plan.origin, words, &clauses);
        }
        if !self.plan.packs.is_empty()
            && !self
                .plan
                .handlers
                .iter()
                .flat_map(|handler| handler.trigger.each())
                .any(|trigger| matches!(trigger, Trigger::Purchase(_) | Trigger::PurchaseIn(_)))
        {
            let because = self
                .plan
                .packs
                .first()
                .and_then(|id| self.catalogue.product(*id))
                .map_or(self.plan.origin, |pack| pack.origin);
            let words = (
                text!("what a purchase does to the expiry of units that are there", "购买对已有单位的有效期有何影响"),
                text!("nothing", "没有影响"),
            );
            let clauses = [
                ("on purchase: keep all", "于 购买时：保留 全部"),
                (
                    "on purchase: set expiry of all pack data to the latest",
                    "于 购买时：设定到期日 的 全部包流量 至 最晚者",
                ),
            ];
            self.ask(Question::PurchaseExpiry, because, words, &clauses);
        }
    }

    fn of_leftovers(&mut self) {
        let ends = !matches!(self.plan.cycle.answer, Cycle::Once);
        if self.plan.rollovers.is_assumed() && ends {
            let words = (leftovers::words(self.products()), text!("they expire", "过期作废"));
            let clauses = [
                ("no rollover", "不累积"),
                ("rollover next period", "累积 下期"),
                ("rollover while renewed", "累积 只要 已续订"),
            ];
            self.ask(Question::Rollover, self.plan.origin, words, &clauses);
        }
        if let Some(span) = self.noted.rollover {
            let words = (
                text!("how long leftovers that roll over live on", "累积的剩余能保留多久"),
                text!("through the next period", "到下一周期末"),
            );
            let clauses = [("next period", "下期"), ("3 months", "3 个月"), ("while renewed", "只要 已续订")];
            self.ask(Question::Rollover, Origin::Written(span), words, &clauses);
        }
        let caps: Vec<Choice<CapSide>> =
            self.plan.rollovers.answer.iter().flat_map(|rule| &rule.caps).map(|cap| cap.side).collect();
        let origins: Vec<Origin> =
            self.plan.rollovers.answer.iter().flat_map(|rule| &rule.caps).map(|cap| cap.origin).collect();
        for (_, origin) in caps.iter().zip(&origins).filter(|(side, _)| side.is_assumed()) {
            let words =
                (text!("which side the limit cuts", "上限削减哪一侧"), text!("the newest is refused", "拒收最新的"));
            self.ask(
                Question::CapSide,
                *origin,
                words,
                &[("refusing the newest", "拒收最新"), ("dropping the oldest", "丢弃最旧")],
            );
        }
        if let Some(grace) = self.plan.renewal.grace.filter(|grace| grace.usable.is_assumed()) {
            let words = (
                text!("whether units can be used in the grace time", "宽限期内能否使用"),
                text!("no, they are dormant", "不能，处于休眠"),
            );
            self.ask(
                Question::Grace,
                grace.origin,
                words,
                &[("grace 7 days, dormant", "宽限期 7 天，休眠"), ("grace 7 days, usable", "宽限期 7 天，可用")],
            );
        }
    }

    fn of_others(&mut self) {
        for gift in &self.plan.gifts {
            let origin = gift.origin;
            let (from, expiry) = (gift.from.is_assumed(), gift.expiry.is_assumed());
            if from {
                let words = (
                    text!("which lots fund a gift", "转赠用哪些份额"),
                    text!("those that expire earliest", "最早到期的"),
                );
                self.ask(
                    Question::GiftFunding,
                    origin,
                    words,
                    &[("from earliest expiry", "从 最早到期"), ("from newest", "从 最新")],
                );
            }
            if expiry {
                let words = (
                    text!("when a gift expires", "受赠单位何时到期"),
                    text!("when it would have anyway", "与原来相同"),
                );
                self.ask(
                    Question::GiftExpiry,
                    origin,
                    words,
                    &[
                        ("keeping expiry", "保留有效期"),
                        ("valid 30 days", "有效 30 天"),
                        ("taking the later expiry", "取较晚有效期"),
                    ],
                );
            }
        }
        if !self.plan.change.decided && self.has_sibling {
            let words = (
                text!("what a change to another plan does to units", "更换套餐时单位如何处理"),
                text!("they are kept, with their ends", "保留，有效期不变"),
            );
            self.ask(
                Question::Change,
                self.plan.origin,
                words,
                &[
                    ("on plan change: keep all", "于 套餐变更：保留 全部"),
                    ("on plan change: forfeit rolled data", "于 套餐变更：作废 已累积流量"),
                    ("on plan change: forfeit all", "于 套餐变更：作废 全部"),
                ],
            );
        }
        if let Some(version) = self.plan.version.filter(|version| version.existing.is_assumed()) {
            let words = (
                text!("what becomes of those who have an earlier version", "持有旧版本的用户怎么办"),
                text!("they keep their terms", "沿用原条款"),
            );
            let clauses = [
                ("existing customers keep their terms", "现有用户 沿用原条款"),
                ("existing customers move at their next renewal", "现有用户 迁移 下次续订时"),
            ];
            self.ask(Question::Existing, version.origin, words, &clauses);
        }
        let suspension = |handler: &&Handler| {
            handler.trigger.each().iter().any(|one| matches!(one, Trigger::Suspension | Trigger::Resumption))
        };
        let freezes = |handler: &Handler| handler.actions.iter().any(|action| matches!(action, Action::Freeze { .. }));
        if let Some(handler) = self
            .plan
            .handlers
            .iter()
            .find(suspension)
            .filter(|handler| !freezes(handler) && self.plan.suspension.is_assumed())
        {
            let words = (
                text!("whether the time of units runs while suspended", "停机期间是否继续计时"),
                text!("it runs", "继续计时"),
            );
            let clauses = [
                ("while suspended, clock runs", "停机期间，继续计时"),
                ("while suspended, clock stops", "停机期间，停止计时"),
            ];
            let origin = handler.origin;
            self.ask(Question::Suspension, origin, words, &clauses);
        }
    }
}

#[cfg(test)]
mod tests;

//! Packs that are paid later, and packs that renew.

use crate::model::{Advance, Conversion, Credit, CreditFee, PackRenewal, Product, Refund, RenewsWhen, UnitPrice};
use crate::text;
use crate::text::Text;
use crate::units::{Attempts, Kind};

use super::names::quoted;
use super::speech::{Speech, said};
use super::words::{Join, list};
use super::{Sentence, amount, time};

impl Speech<'_> {
    /// "You pay for Okoa later: its price and a fee of 10% are taken from what you pay in next."
    pub(super) fn credit(&self, pack: &Product, credit: &Credit) -> Sentence {
        let name = quoted(&pack.name);
        let fee = match credit.fee {
            CreditFee::Fixed(fee) if fee.is_zero() => Text::default(),
            CreditFee::Fixed(fee) => text!(" and a fee of {fee}", "和手续费 {fee}"; fee = self.money(fee)),
            CreditFee::Share(share) => {
                text!(" and a fee of {share}", "和 {share} 的手续费"; share = amount::percent(share))
            }
        };
        let due = credit.due.map(|due| text!(", within {due}", "，{due}内还清"; due = time::duration(due)));
        let due = due.unwrap_or_default();
        said(
            text!("You pay for {name} later: its price{fee} is owed{due}, and taken from what you pay in next.",
                "{name} 可先用后付：价款{fee}计为欠款{due}，从之后的充值中扣除。"; name = name, fee = fee, due = due),
            credit.origin,
        )
    }

    /// "25 GB of your rolled-over data", "$5.00 of your money, but not of bonus money".
    pub(super) fn unit_price(&self, price: &UnitPrice) -> Text {
        let kind = price.of.kind.unwrap_or(Kind::Money);
        let amount = self.amount(kind, price.amount);
        let lots = self.lots(&price.of);
        if price.except {
            return text!("{amount}, not of {lots}", "{amount}（不含{lots}）"; amount = amount, lots = lots);
        }
        if super::selector::is_everything(&price.of) {
            return amount;
        }
        text!("{amount} of {lots}", "{lots} {amount}"; amount = amount, lots = lots)
    }

    pub(super) fn refund(&self, pack: &Product, refund: Refund) -> Sentence {
        let (name, within) = (quoted(&pack.name), self.validity(refund.within));
        said(
            text!("While nothing of {name} is used you can return it, {within} from the purchase, and get back what you paid.",
                "{name} 未使用时可退还（自购买起{within}），退回已付金额。"; name = name, within = within),
            refund.origin,
        )
    }

    fn conversion(&self, rule: &Conversion) -> Vec<Sentence> {
        let (from, to) = (rule.from, rule.grant.kind);
        let (gives, takes) = (self.amount(to, rule.rate.1), self.amount(from, rule.rate.0));
        let (noun, made) = (amount::noun(from), amount::noun(to));
        let usable = self.validity(rule.grant.validity.answer);
        let mut sentences = vec![said(
            text!("You can convert {noun} to {made}: {takes} become {gives}, usable {usable}.",
                "{noun}可兑换为{made}：{takes} 兑换 {gives}，{usable}。";
                noun = noun, made = made, takes = takes, gives = gives, usable = usable),
            rule.origin,
        )];
        if !rule.of.is_empty() {
            let of: Vec<Text> = rule.of.iter().map(|of| self.lots(of)).collect();
            let of = list(&of, Join::And);
            sentences.push(said(text!("Only {of} can be converted.", "仅{of}可兑换。"; of = of), rule.origin));
        }
        if let Some(step) = rule.step {
            let step = self.amount(from, step);
            sentences.push(said(text!("It goes in steps of {step}.", "每份为 {step}。"; step = step), rule.origin));
        }
        if !rule.fee.is_zero() {
            let fee = self.money(rule.fee);
            sentences.push(said(text!("Each conversion costs {fee}.", "每次兑换收费 {fee}。"; fee = fee), rule.origin));
        }
        for limit in &rule.amounts {
            let (most, span) = (self.most(from, limit), self.span(limit.span));
            sentences.push(said(
                text!("At most {most} {span} can be converted.", "{span}最多兑换 {most}。"; most = most, span = span),
                limit.origin,
            ));
        }
        for limit in &rule.times {
            let (most, span) = (time::times(limit.amount.0), self.span(limit.span));
            sentences.push(said(
                text!("You can convert at most {most} {span}.", "{span}最多兑换 {most}。"; most = most, span = span),
                limit.origin,
            ));
        }
        sentences
    }

    fn advance(&self, rule: &Advance) -> Sentence {
        let (most, span) = (self.most(rule.grant.kind, &rule.limit), self.span(rule.limit.span));
        said(
            text!("You can borrow {most} {span} from the next period, which then gives so much less.",
                "{span}可从下一周期预支 {most}，下一周期相应减少。"; most = most, span = span),
            rule.origin,
        )
    }

    pub(super) fn renews(&self, pack: &Product, renewal: PackRenewal) -> Sentence {
        let name = quoted(&pack.name);
        let when = match renewal.when {
            RenewsWhen::Expires => text!("when it ends", "到期时"),
            RenewsWhen::UsedUp => text!("when it is used up", "用完时"),
            RenewsWhen::Either => text!("when it ends or is used up", "到期或用完时"),
            RenewsWhen::WithPlan => text!("each time the plan is renewed", "每次套餐续订时"),
            RenewsWhen::Every(length) => {
                text!("{length} after you bought it last", "距上次购买 {length}时"; length = time::duration(length))
            }
            RenewsWhen::On(schedule) => self.schedule(schedule),
        };
        said(
            text!("{name} is bought again by itself {when}, if it can be paid for.", "{name} 在{when}自动再次购买（须足额支付）。"; name = name, when = when),
            renewal.origin,
        )
    }

    /// What is done if a pack cannot be bought again.
    pub(super) fn renews_otherwise(&self, pack: &Product) -> Vec<Sentence> {
        let Some(renewal) = pack.sale.renewal else { return Vec::new() };
        let mut sentences = Vec::new();
        if !pack.sale.instead.is_empty() {
            let names: Vec<Text> = pack.sale.instead.iter().map(|pack| self.product(*pack)).collect();
            let text = text!("If that fails, the first of these that can be bought is bought instead: {names}.",
                "续订失败时，依次改购其中可购买的：{names}。"; names = list(&names, Join::Or));
            sentences.push(said(text, renewal.origin));
        }
        sentences.extend(pack.sale.retry.as_ref().map(|(attempts, origin)| said(self.attempts(attempts), *origin)));
        sentences
    }

    /// "If that fails, it is tried again every day and when you pay in money, for 7 days."
    pub(super) fn attempts(&self, attempts: &Attempts) -> Text {
        let every = attempts.every.map(|every| text!("every {length}", "每 {length}"; length = time::duration(every)));
        let daily = attempts
            .daily
            .iter()
            .map(|second| text!("each day at {at}", "每天 {at}"; at = super::date::clock(*second)));
        let paid = attempts.when_recharged.then(|| text!("when you pay in money", "充值时"));
        let when: Vec<Text> = every.into_iter().chain(daily).chain(paid).collect();
        let when = list(&when, Join::And);
        let within = attempts.within.map_or_else(
            || text!("without end", "不限期"),
            |within| text!("for {length}", "为期 {length}"; length = time::duration(within)),
        );
        text!("If that fails, it is tried again {when}, {within}.", "失败后{when}重试，{within}。"; when = when, within = within)
    }

    /// What holds of several packs that renew, and of all debts.
    pub(super) fn selling(&self) -> Vec<Sentence> {
        let selling = &self.plan.selling;
        let last = selling.last_renews.iter().map(|rule| {
            let of = match &rule.group {
                Some(group) => text!("the packs of the group {name}", "{name} 组的加油包"; name = self.group(group)),
                None => text!("the packs", "加油包"),
            };
            said(
                text!("Of {of} only the one bought last renews.", "{of}中只有最后购买的会续订。"; of = of),
                rule.origin,
            )
        });
        let repayment = selling.repayment.map(|rule| {
            said(
                text!("What you owe is taken from what you pay in, at most {share} of it each time.",
                    "欠款从充值中扣除，每次最多为充值额的 {share}。"; share = amount::percent(rule.share)),
                rule.origin,
            )
        });
        let limit = selling.debt_limit.map(|rule| {
            said(
                text!("You can owe at most {most} in all.", "欠款总额最多 {most}。"; most = self.money(rule.most)),
                rule.origin,
            )
        });
        let conversions = selling.conversions.iter().flat_map(|rule| self.conversion(rule));
        let advance = selling.advance.as_ref().map(|rule| self.advance(rule));
        last.chain(repayment).chain(limit).chain(conversions).chain(advance).collect()
    }
}

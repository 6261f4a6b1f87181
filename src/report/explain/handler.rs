//! What is done when something happens: promotions, bonuses, and what befalls units at a change.

use crate::model::{Action, BonusAmount, Class, Cut, ExpiryMove, Grant, Handler, Limit, Selector, Trigger};
use crate::text;
use crate::text::Text;
use crate::units::{Duration, Kind, Quantity, Ratio};

use super::grants::Subject;
use super::names::quoted;
use super::selector::is_everything;
use super::speech::{Speech, said, section};
use super::words::{Join, commas, list, sentence, sentences, small};
use super::{Section, Sentence, amount, time};

impl Speech<'_> {
    pub(super) fn promotions_section(&self) -> Section {
        let handlers = self.plan.handlers.iter().filter(|handler| self.is_promotion(handler.product));
        section(text!("Promotions", "促销"), handlers.flat_map(|handler| self.promotion(handler)).collect())
    }

    /// What the plan itself does at other times than those that the section of changes speaks of.
    pub(super) fn extras_section(&self) -> Section {
        let here = |handler: &&Handler| !self.is_promotion(handler.product) && !is_change(&handler.trigger);
        let sentences = self.plan.handlers.iter().filter(here).flat_map(|handler| self.handler(handler)).collect();
        section(text!("Extras", "额外规则"), sentences)
    }

    fn promotion(&self, handler: &Handler) -> Vec<Sentence> {
        let mut sentences = self.handler(handler);
        let name = self.catalogue.product(handler.product).map(|product| quoted(&product.name)).unwrap_or_default();
        if let Some(first) = sentences.first_mut() {
            first.text = text!("{name}: {first}", "{name}：{first}"; name = name, first = small(&first.text));
        }
        sentences
    }

    /// "When you change to another plan, you lose your rolled-over data."
    pub(super) fn handler(&self, handler: &Handler) -> Vec<Sentence> {
        if let Some(text) = self.nothing_changes(handler) {
            return vec![said(text, handler.origin)];
        }
        let between = handler.between.and_then(|(from, to)| self.between(from, to));
        let when = self.trigger(&handler.trigger);
        let condition = handler
            .condition
            .as_ref()
            .map(|condition| text!("if {condition}", "如{condition}"; condition = self.condition(condition, true)));
        let lead: Vec<Text> = between.into_iter().chain([when]).chain(condition).collect();
        let mut parts = vec![sentence(
            &text!("{lead}, {deeds}", "{lead}，{deeds}"; lead = commas(&lead), deeds = self.actions(&handler.actions)),
        )];
        if !handler.otherwise.is_empty() {
            let deeds = self.actions(&handler.otherwise);
            parts.push(sentence(&text!("otherwise, {deeds}", "否则，{deeds}"; deeds = deeds)));
        }
        let mut said_of_it = vec![said(sentences(&parts), handler.origin)];
        said_of_it.extend(self.eligibility(&handler.eligibility, &text!("this is for you", "适用于您")));
        said_of_it.extend(handler.limit.map(|limit| self.at_most(limit)));
        let actions = handler.actions.iter().chain(&handler.otherwise);
        said_of_it.extend(actions.flat_map(|action| self.terms_of_bonus(action, handler)));
        said_of_it
    }

    /// Keeping everything at a purchase is no deed: it says that there is none.
    fn nothing_changes(&self, handler: &Handler) -> Option<Text> {
        let Trigger::Purchase(pack) = handler.trigger else { return None };
        let name = pack.map_or_else(|| text!("a pack", "加油包"), |pack| self.product(pack));
        keeps_everything(handler).then(|| {
            text!("Buying {name} changes nothing about what you have.", "购买{name}不影响您已有的余量。"; name = name)
        })
    }

    fn actions(&self, actions: &[Action]) -> Text {
        let deeds: Vec<Text> = actions.iter().map(|action| self.action(action)).collect();
        if deeds.is_empty() {
            return text!("nothing happens", "不作处理");
        }
        list(&deeds, Join::Then)
    }

    pub(super) fn action(&self, action: &Action) -> Text {
        match action {
            Action::Bonus { grant, amount, at_most, held, origin: _ } => {
                self.bonus(grant, (*amount, held.as_deref()), *at_most)
            }
            Action::Cut { of, cut, origin: _ } => self.cut(of, *cut),
            Action::Forfeit { of, origin: _ } => {
                text!("you lose {lots}", "{lots}作废"; lots = self.your_lots(of))
            }
            Action::Keep { of, up_to: None, origin: _ } => {
                text!("you keep {lots}", "保留{lots}"; lots = self.your_lots(of))
            }
            Action::Keep { of, up_to: Some(most), origin: _ } => text!(
                "you keep {lots}, but at most {most}; beyond that, the oldest is lost",
                "保留{lots}，最多 {most}，超出时最早的部分作废";
                lots = self.your_lots(of), most = self.cap_amount(*most)
            ),
            Action::Revive { of, within, origin: _ } => self.revived(of, *within),
            Action::Refill { of, to, price: Some(price), origin } => {
                let filled = self.action(&Action::Refill { of: of.clone(), to: *to, price: None, origin: *origin });
                let kind = to.map(|(kind, _)| kind).or(of.kind).unwrap_or(Kind::Data);
                let begun = if price.whole { text!(" begun", "（不足按整份计）") } else { Text::default() };
                let (cost, per) = (self.money(price.price), self.amount(kind, price.per));
                text!("{filled}, at {cost} for each {per} that is added{begun}", "{filled}，每补足 {per} 收费 {cost}{begun}";
                    filled = filled, cost = cost, per = per, begun = begun)
            }
            Action::Refill { of, to: None, price: None, origin: _ } => {
                text!("{lots} is filled up again to what it was at first", "将{lots}补足至原额度"; lots = self.your_lots(of))
            }
            Action::Refill { of, to: Some((kind, amount)), price: None, origin: _ } => text!(
                "{lots} is filled up again to {amount}, if it is less", "{lots}不足 {amount} 的，补足至 {amount}";
                lots = self.your_lots(of), amount = self.amount(*kind, *amount)
            ),
            Action::SetExpiry { of, to, origin: _ } => self.move_expiry(of, *to),
            Action::Shrink { of, share, origin: _ } => self.shrunk(of, *share),
            Action::Freeze { of, clock_stops, origin: _ } => self.frozen(of, *clock_stops),
            Action::Thaw { of, origin: _ } => {
                text!("you can use {lots} again", "{lots}恢复使用"; lots = self.lots_of_yours(of))
            }
            Action::Mark { label, on, origin: _ } => self.marking(*label, *on),
            Action::Ask { request, origin: _ } => self.request(*request),
            Action::Charge { amount, origin: _ } => self.fee(amount),
            Action::PriceOff { what, periods, origin: _ } => self.price_off(*what, *periods),
            Action::Service { what, origin: _ } => self.service(what),
            Action::Notify { message, origin: _ } => text!("you are told: “{message}”", "通知您：“{message}”"),
        }
    }

    fn revived(&self, of: &Selector, within: Option<Duration>) -> Text {
        match within {
            None => {
                let lots = self.lots(&Selector { expired: true, ..of.clone() });
                text!("you get back {lots}", "恢复{lots}"; lots = lots)
            }
            Some(time) => {
                let lots = self.lots(&Selector { expired: false, ..of.clone() });
                text!("you get back {lots} that expired within the last {time}", "恢复最近{time}内过期的{lots}";
                    lots = lots, time = time::duration(time))
            }
        }
    }

    fn with_scope(&self, what: Text, grant: &Grant) -> Text {
        match self.scope(&grant.scope, grant.kind) {
            Some(scope) => text!("{what}, usable {scope}", "{what}（使用范围：{scope}）"; what = what, scope = scope),
            None => what,
        }
    }

    /// "you lose 5% of your points, at least 5 points".
    fn cut(&self, of: &Selector, cut: Cut) -> Text {
        let lots = self.lots_of_yours(of);
        let said = |(kind, amount): (Kind, Quantity)| self.amount_of(kind, amount);
        let what = match (cut.share, cut.least, cut.down_to) {
            (Some(share), ..) => {
                text!("you lose {share} of all that is left of {lots}", "{lots}剩余总量的 {share} 作废";
                share = amount::percent(share), lots = lots)
            }
            (None, Some(least), _) => {
                return text!("you lose {amount} of {lots}, or all of it if there is less", "{lots}作废 {amount}（不足则全部作废）";
                    amount = said(least), lots = lots);
            }
            (None, None, _) => text!("you lose {lots}", "{lots}作废"; lots = lots),
        };
        let least = cut.least.map(|least| text!("at least {least}", "至少 {least}"; least = said(least)));
        let most = cut.most.map(|most| text!("at most {most}", "最多 {most}"; most = said(most)));
        let stays = cut.down_to.map(|stays| text!("but {stays} stays", "但保留 {stays}"; stays = said(stays)));
        super::words::commas(&[Some(what), least, most, stays].into_iter().flatten().collect::<Vec<_>>())
    }

    fn bonus(
        &self,
        grant: &Grant,
        (amount, held): (BonusAmount, Option<&Selector>),
        at_most: Option<Quantity>,
    ) -> Text {
        let what = match amount {
            BonusAmount::Granted => text!("a bonus of {what}", "赠送 {what}"; what = self.granted(grant)),
            BonusAmount::OfPlan(ratio) => self.share_of_plan(grant, ratio),
            BonusAmount::OfRecharge(ratio) => {
                let part = super::amount::percent(ratio);
                self.with_scope(
                    text!("a bonus of {part} of what you pay in", "赠送充值金额的 {part}"; part = part),
                    grant,
                )
            }
            BonusAmount::PerRecharge { amount, step } => {
                let (what, each) = (self.amount_of(grant.kind, amount), self.money(step));
                self.with_scope(text!("a bonus of {what} for each {each} that you pay in", "每充值 {each} 赠送 {what}"; what = what, each = each), grant)
            }
            BonusAmount::OfPack(ratio, pack) => {
                let (noun, part) = (amount::noun(grant.kind), super::amount::percent(ratio));
                let from = match pack {
                    Some(pack) => self.product(pack),
                    None => text!("the pack", "该包"),
                };
                let what = text!("bonus {noun}, {part} of what {from} gives", "赠送{from}所含{noun}的 {part}"; noun = noun, part = part, from = from);
                self.with_scope(what, grant)
            }
            BonusAmount::OfPast(ratio, past) => {
                let (part, of) = (super::amount::percent(ratio), self.earned(&past));
                self.with_scope(text!("a bonus of {part} of {of}", "赠送{of}的 {part}"; part = part, of = of), grant)
            }
            BonusAmount::PerHeld { amount, step, kind } => {
                let (what, each) = (self.amount_of(grant.kind, amount), self.amount(kind, step));
                let lots = held.map_or_else(|| amount::noun(kind), |of| self.lots_of_yours(of));
                let what = text!("a bonus of {what} for each {each} that is left of {lots}", "{lots}每剩余 {each} 赠送 {what}";
                    what = what, each = each, lots = lots);
                self.with_scope(what, grant)
            }
            BonusAmount::PerPast { amount, step, past } => {
                let what = self.amount_of(grant.kind, amount);
                let each = self.amount(past.deed.kind().unwrap_or(Kind::Data), step);
                let of = self.earned(&past);
                let what = text!("a bonus of {what} for each {each} of {of}, what is over being counted next time", "{of}每 {each} 赠送 {what}，不足部分下次计入"; what = what, each = each, of = of);
                self.with_scope(what, grant)
            }
        };
        let what = match at_most {
            Some(most) => {
                let most = self.amount(grant.kind, most);
                text!("{what}, at most {most}", "{what}，最多 {most}"; what = what, most = most)
            }
            None => what,
        };
        if grant.validity.is_assumed() {
            return text!("you get {what}", "{what}"; what = what);
        }
        let usable = self.validity(grant.validity.answer);
        text!("you get {what}, usable {usable}", "{what}，{usable}"; what = what, usable = usable)
    }

    fn share_of_plan(&self, grant: &Grant, ratio: Ratio) -> Text {
        let noun = amount::noun(grant.kind);
        let scope = self
            .scope(&grant.scope, grant.kind)
            .map_or_else(Text::default, |scope| text!(", usable {scope}", "（使用范围：{scope}）"; scope = scope));
        if ratio.numerator == ratio.denominator {
            return text!("as much {noun} again as the plan gives in a period{scope}", "加送与套餐每周期等量的{noun}{scope}";
                noun = noun, scope = scope);
        }
        let share = amount::percent(ratio);
        text!("bonus {noun}, {share} of what the plan gives in a period{scope}", "加送套餐每周期{noun}的 {share}{scope}";
            noun = noun, share = share, scope = scope)
    }

    fn move_expiry(&self, of: &Selector, to: ExpiryMove) -> Text {
        let lots = self.your_lots(of);
        match to {
            ExpiryMove::Latest => {
                text!("the expiry date of {lots} becomes the latest among all of it", "将{lots}的到期时间统一为其中最晚的";
                    lots = lots)
            }
            ExpiryMove::New => text!("the expiry date of {lots} becomes that of what you just got",
                "将{lots}的到期时间改为本次所得的到期时间"; lots = lots),
            ExpiryMove::Later => text!(
                "the expiry date of {lots} becomes that of what you just got, if that is later",
                "将{lots}的到期时间改为本次所得的到期时间（如更晚）"; lots = lots
            ),
            ExpiryMove::Sum => text!(
                "{lots} can be used for as long as what you had and what you just got together",
                "{lots}的有效期为原有期限与本次所得期限之和"; lots = lots
            ),
            ExpiryMove::Extend(length) => text!("{lots} can be used for {more}", "{lots}有效期延长 {more}";
                lots = lots, more = time::more(length)),
            ExpiryMove::To(validity) => text!("{lots} can from then on be used {usable}", "{lots}自此{usable}";
                lots = lots, usable = self.validity(validity)),
        }
    }

    fn terms_of_bonus(&self, action: &Action, handler: &Handler) -> Vec<Sentence> {
        let grant = match action {
            Action::Bonus { grant, amount: _, at_most: _, held: _, origin: _ } => grant,
            Action::Forfeit { .. }
            | Action::Shrink { .. }
            | Action::Cut { .. }
            | Action::Thaw { .. }
            | Action::Mark { .. }
            | Action::Ask { .. }
            | Action::Keep { .. }
            | Action::Revive { .. }
            | Action::Refill { .. }
            | Action::SetExpiry { .. }
            | Action::Freeze { .. }
            | Action::Charge { .. }
            | Action::PriceOff { .. }
            | Action::Service { .. }
            | Action::Notify { .. } => return Vec::new(),
        };
        let subject = Subject { it: text!("the bonus", "赠送额度"), class: Class::Bonus, product: handler.product };
        let mut sentences = self.terms(grant, &subject);
        sentences.extend(self.leftover(grant, &subject).into_iter().flatten());
        sentences
    }
}

impl Speech<'_> {
    fn at_most(&self, limit: Limit) -> Sentence {
        let (times, span) = (time::times(limit.amount.0), self.span(limit.span));
        said(
            text!("This happens at most {times} {span}.", "{span}最多 {times}。"; times = times, span = span),
            limit.origin,
        )
    }
}

/// Whether it is told where changes, pauses and the end are told.
pub(super) fn is_change(trigger: &Trigger) -> bool {
    matches!(trigger, Trigger::PlanChange | Trigger::Suspension | Trigger::Resumption | Trigger::Cancellation)
}

/// Whether all it says is that everything is kept, always.
pub(super) fn keeps_everything(handler: &Handler) -> bool {
    let always = handler.between.is_none() && handler.condition.is_none() && handler.limit.is_none();
    match handler.actions.as_slice() {
        [Action::Keep { of, up_to: None, origin: _ }] => {
            always && handler.otherwise.is_empty() && is_everything(of) && of.kind.is_none()
        }
        _ => false,
    }
}

//! What happens when nothing is left.

use crate::event::ProductId;
use crate::model::{Ask, Condition, Depletion, Fallback, Lasts, Limit, Member, Question, Resort, Scope, Tariff};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Allowance, Cycle, Kind, Quantity, Rounding};

use super::amount::{noun, speed};
use super::names::quoted;
use super::speech::{Speech, section};
use super::words::{commas, sentence, sentences};
use super::{Section, Sentence, time};

impl Speech<'_> {
    pub(super) fn depletion_section(&self) -> Section {
        let mut sentences: Vec<Sentence> = self.plan.tolls.iter().map(|toll| self.toll(toll)).collect();
        sentences.extend(self.plan.ceilings.iter().map(|ceiling| self.ceiling(ceiling)));
        sentences.extend(self.plan.one_lot.iter().map(|rule| self.one_lot(rule)));
        sentences.extend(self.plan.increments.iter().map(|increment| self.increment(increment)));
        sentences.extend(self.plan.depletions.iter().map(|rule| self.depletion(rule)));
        sentences.extend(self.plan.charge_caps.iter().map(|cap| self.charge_cap(cap)));
        sentences.extend(self.kinds().into_iter().filter_map(|kind| self.unsaid(kind)));
        section(text!("When it runs out", "用完之后"), sentences)
    }

    fn depletion(&self, rule: &Depletion) -> Sentence {
        let Depletion { kind, expired_only, member, scope, condition, fallbacks } = rule;
        let noun = noun(*kind);
        let when = match (expired_only, member) {
            (false, Member::Everybody) => none_left(*kind),
            (false, Member::Owner) => {
                text!("when you yourself have no {noun} left", "您本人的{noun}用完后"; noun = noun)
            }
            (false, Member::Others) => text!("when a member has no {noun} left", "成员的{noun}用完后"; noun = noun),
            (true, Member::Everybody) => text!("when the last of the {noun} has expired", "{noun}到期后"; noun = noun),
            (true, Member::Owner) => {
                text!("when the last of your own {noun} has expired", "您本人的{noun}到期后"; noun = noun)
            }
            (true, Member::Others) => {
                text!("when the last of a member's {noun} has expired", "成员的{noun}到期后"; noun = noun)
            }
        };
        let when = self.narrowed(when, (scope, condition.as_ref()), *kind);
        self.chosen(self.chain(&when, *kind, &fallbacks.answer), fallbacks.origin, Question::Depletion)
    }

    /// "when no data is left, to the same network only, and if …".
    pub(super) fn narrowed(&self, what: Text, (scope, condition): (&Scope, Option<&Condition>), kind: Kind) -> Text {
        let what = match self.scope(scope, kind) {
            Some(scope) => text!("{what} ({scope})", "{what}（{scope}）"; what = what, scope = scope),
            None => what,
        };
        match condition {
            Some(condition) => {
                let condition = self.condition(condition, true);
                text!("{what}, if {condition}", "{what}（如果{condition}）"; what = what, condition = condition)
            }
            None => what,
        }
    }

    /// "When no data is left, it goes on at 128 kbps …. If that is not possible or not enough, it stops."
    pub(super) fn chain(&self, when: &Text, kind: Kind, resorts: &[Resort]) -> Text {
        let mut parts: Vec<Text> = Vec::new();
        let mut open = true;
        for resort in resorts {
            let Resort { what: fallback, scope, condition, together } = resort;
            let what = self.fallback(fallback, kind);
            let what = if *together {
                text!("{what}, counted for everybody together", "{what}，所有人共同计算"; what = what)
            } else {
                what
            };
            let narrow = *scope != Scope::default() || condition.is_some();
            let what = self.narrowed(what, (scope, condition.as_ref()), kind);
            parts.push(self.step(when, &what, parts.is_empty()));
            open = narrow || self.may_fail(fallback);
            if matches!(fallback, Fallback::Block | Fallback::BlockWhole) && !narrow {
                break;
            }
        }
        if open {
            let stops = self.fallback(&Fallback::Block, kind);
            parts.push(self.step(when, &stops, parts.is_empty()));
        }
        sentences(&parts)
    }

    fn step(&self, when: &Text, what: &Text, is_first: bool) -> Text {
        sentence(&if is_first {
            text!("{when}, {what}", "{when}，{what}"; when = when, what = what)
        } else {
            text!("if that is not possible or not enough, {what}", "如不可行或仍不够，{what}"; what = what)
        })
    }

    fn fallback(&self, fallback: &Fallback, kind: Kind) -> Text {
        match fallback {
            Fallback::Block => self.stops(kind),
            Fallback::BlockWhole => text!(
                "a use that cannot be served whole is not possible at all, and costs nothing",
                "无法全部满足的使用整次不予放行，也不收费"
            ),
            Fallback::Free { up_to } => {
                self.up_to(text!("it goes on at no charge", "免费继续使用"), kind, up_to.as_ref())
            }
            Fallback::Throttle { bits_per_second, up_to } => {
                let slow = text!("it goes on at {speed}", "以 {speed} 的速度继续使用"; speed = speed(*bits_per_second));
                self.up_to(slow, kind, up_to.as_ref())
            }
            Fallback::Owe { at_most, across_periods, origin: _ } => self.owes(kind, *at_most, *across_periods),
            Fallback::Charge { price, per, limit, consent, tariff } => {
                let (price, per) = (self.money(*price), self.amount(kind, *per));
                let pays = overage(kind, &price, &per, tariff.in_proportion);
                let most = limit.map(|limit| self.money_limit(limit));
                let more = self.tariff(tariff, kind);
                commas(
                    &[Some(pays)]
                        .into_iter()
                        .chain(more)
                        .chain([most, self.asked(*consent)])
                        .flatten()
                        .collect::<Vec<_>>(),
                )
            }
            Fallback::Buy { product, price, limit, consent, origin: _ } => {
                let buys = self.bought(*product, *price);
                let most = limit.map(|limit| self.times_limit(limit));
                commas(&[Some(buys), most, self.asked(*consent)].into_iter().flatten().collect::<Vec<_>>())
            }
        }
    }

    fn owes(&self, kind: Kind, at_most: Option<Quantity>, across_periods: bool) -> Text {
        let most = at_most.map(|most| self.amount(kind, most));
        let goes_on = match most {
            None => {
                text!("you can go on, and the next {noun} you get pays for it first", "可以继续使用，之后获得的{noun}先用于偿还";
                noun = noun(kind))
            }
            Some(most) => text!(
                "you can go on for up to {most}, and the next {noun} you get pays for it first",
                "可以继续使用，最多 {most}，之后获得的{noun}先用于偿还"; most = most, noun = noun(kind)
            ),
        };
        if across_periods {
            return text!("{on}, also in a later period", "{on}，跨周期有效"; on = goes_on);
        }
        text!("{on}; what you still owe when a new period begins is forgotten", "{on}，新周期开始时仍欠的部分免除"; on = goes_on)
    }

    fn up_to(&self, what: Text, kind: Kind, limit: Option<&Limit>) -> Text {
        let Some(limit) = limit else { return what };
        let (most, span) = (self.most(kind, limit), self.span(limit.span));
        text!("{what}, for up to {most} {span}", "{what}，{span}最多 {most}"; what = what, most = most, span = span)
    }

    /// What else is said of a price.
    fn tariff(&self, tariff: &Tariff, kind: Kind) -> Vec<Option<Text>> {
        let Tariff { in_proportion: _, first, each_use, from, rounding } = tariff;
        let first_part = first.map(|(price, size)| {
            let (price, size) = (self.money(price), self.amount(kind, size));
            text!("the first {size} of each use at {price}", "每次开头的 {size} 收费 {price}"; price = price, size = size)
        });
        let by_itself = (*each_use && first.is_none()).then(|| text!("each call or session by itself", "每次单独计费"));
        let from = from.as_ref().map(|from| {
            let lots = self.lots(from);
            text!("taken from your {lots}", "从您的{lots}扣除"; lots = lots)
        });
        let rounded = rounding.map(|rounding| {
            let step = self.money(rounding.step());
            match rounding {
                Rounding::Up(_) => text!("each charge rounded up to {step}", "每笔向上取整至 {step}"; step = step),
                Rounding::Down(_) => text!("each charge rounded down to {step}", "每笔向下取整至 {step}"; step = step),
                Rounding::Nearest(_) => {
                    text!("each charge rounded to the nearest {step}", "每笔四舍五入至 {step}"; step = step)
                }
            }
        });
        vec![first_part, by_itself, from, rounded]
    }

    pub(super) fn bought(&self, product: ProductId, price: Option<Quantity>) -> Text {
        let own = self.catalogue.product(product).and_then(|product| product.price.as_ref());
        let price = price.or_else(|| own.map(|price| price.answer.amount)).unwrap_or_default();
        let name = self.product(product);
        if price.is_zero() {
            return text!("{name} is added for you, free of charge", "自动免费加送 {name}"; name = name);
        }
        text!("{name} is bought for you at {price}", "自动以 {price} 购买 {name}"; name = name, price = self.money(price))
    }

    pub(super) fn money_limit(&self, limit: Limit) -> Text {
        let (most, span) = (self.most(Kind::Money, &limit), self.span(limit.span));
        text!("at most {most} {span}", "{span}最多 {most}"; most = most, span = span)
    }

    /// Until when it stops depends on where more can come from.
    fn stops(&self, kind: Kind) -> Text {
        let periods = self.plan.cycle.answer != Cycle::Once && self.grants_each_period(kind);
        let packs = self.packs().any(|pack| pack.grants.iter().any(|grant| grant.kind == kind));
        match (periods, packs) {
            (true, true) => {
                text!("it stops until the next period, or until you buy a pack", "停止使用，直至下个周期或购买加油包")
            }
            (true, false) => text!("it stops until the next period", "停止使用，直至下个周期"),
            (false, true) => text!("it stops until you buy a pack", "停止使用，直至购买加油包"),
            (false, false) => text!("it stops", "停止使用"),
        }
    }

    fn may_fail(&self, fallback: &Fallback) -> bool {
        match fallback {
            Fallback::Block | Fallback::BlockWhole => false,
            Fallback::Free { up_to } | Fallback::Throttle { bits_per_second: _, up_to } => up_to.is_some(),
            Fallback::Owe { at_most, across_periods: _, origin: _ } => at_most.is_some(),
            Fallback::Charge { price: _, per: _, limit, consent, tariff: _ } => {
                let capped = !self.plan.charge_caps.is_empty();
                self.plan.renewal.prepaid || limit.is_some() || capped || *consent != Ask::No
            }
            Fallback::Buy { .. } => true,
        }
    }

    /// A kind that can run out and of which nobody said what happens then.
    fn unsaid(&self, kind: Kind) -> Option<Sentence> {
        if self.is_said_for(kind, Member::Owner) && (self.plan.pool.is_none() || self.is_said_for(kind, Member::Others))
        {
            return None;
        }
        let grants = self.own_grants().iter().chain(self.packs().flat_map(|pack| &pack.grants));
        let mut limited = grants.filter(|grant| grant.kind == kind && grant.amount.answer != Allowance::Unlimited);
        limited.next()?;
        let otherwise = self.plan.depletions.iter().any(|rule| rule.kind == kind);
        let when = if otherwise { text!("in all other cases", "其他情况下") } else { none_left(kind) };
        Some(self.chosen(self.chain(&when, kind, &[Fallback::Block.into()]), Origin::Assumed, Question::Depletion))
    }

    /// Whether the plan says what happens to this user however a kind came to its end.
    fn is_said_for(&self, kind: Kind, member: Member) -> bool {
        let says = |rule: &Depletion| {
            let everywhere = rule.condition.is_none() && rule.scope == Scope::default();
            rule.kind == kind
                && !rule.expired_only
                && everywhere
                && (rule.member == Member::Everybody || rule.member == member)
        };
        self.plan.depletions.iter().any(says)
    }
}

impl Speech<'_> {
    fn times_limit(&self, limit: Limit) -> Text {
        let (times, span) = (time::times(limit.amount.0), self.span(limit.span));
        text!("at most {times} {span}", "{span}最多 {times}"; times = times, span = span)
    }

    pub(super) fn asked(&self, consent: Ask) -> Option<Text> {
        let Ask::Yes { to, lasts } = consent else { return None };
        let what = to.map_or_else(|| text!("it", ""), |to| quoted(self.catalogue.labels.name(to)));
        Some(match lasts {
            Lasts::Ever => text!("but only if you have agreed to {what}", "但须您事先同意{what}"; what = what),
            Lasts::For(time) => {
                text!("but only if you have agreed to {what} within the last {time}", "但须您在最近 {time}内同意过{what}";
                what = what, time = time::duration(time))
            }
            Lasts::In(span) => {
                text!("but only if you have agreed to {what} {span}", "但须您{span}同意过{what}";
                what = what, span = self.past(span, false))
            }
        })
    }
}

/// "when no data is left": some kinds are plurals.
fn none_left(kind: Kind) -> Text {
    let noun = noun(kind);
    match kind {
        Kind::Data | Kind::Voice | Kind::Money => text!("when no {noun} is left", "{noun}用完后"; noun = noun),
        Kind::Sms | Kind::Points => text!("when no {noun} are left", "{noun}用完后"; noun = noun),
    }
}

/// "each MB begun costs $0.01"; messages and points are whole by themselves.
fn overage(kind: Kind, price: &Text, per: &Text, in_proportion: bool) -> Text {
    let each = per.en.strip_prefix("1 ").unwrap_or(&per.en);
    let zh = &per.zh;
    match kind {
        _ if in_proportion => text!("each {each} costs {price}", "每 {zh}收费 {price}"; price = price),
        Kind::Data | Kind::Voice | Kind::Money => {
            text!("each {each} begun costs {price}", "每 {zh} 收费 {price}（不足按整份计）"; price = price)
        }
        Kind::Sms | Kind::Points => text!("each {each} costs {price}", "每 {zh}收费 {price}"; price = price),
    }
}

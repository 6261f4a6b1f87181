//! What has happened and what is held, as what comes behind "if".

use crate::event::{LabelId, PlanId};
use crate::model::{Class, Comparison, Deed, History, Measure, Past, Scope, Selector};
use crate::text;
use crate::text::Text;
use crate::units::{Duration, Kind, Kinds, Quantity};

use super::amount::noun;
use super::condition::{Compared, compared, compared_plan};
use super::names::quoted;
use super::speech::Speech;
use super::time;
use super::words::{Join, list};

impl Speech<'_> {
    /// "you have topped up at least twice in the last 30 days".
    pub(super) fn happened(&self, history: &History, holds: bool) -> Text {
        let span = match history.each {
            Some(count) => time::in_each(history.past.span, count),
            None => self.past(history.past.span, history.past.before),
        };
        let comparison = compared(history.comparison, holds);
        if let Some(than) = &history.than {
            return self.compared_uses(history, than, (comparison, &span));
        }
        let zero = history.amount.is_zero();
        let (any, none) = (zero && comparison == Compared::MoreThan, zero && comparison == Compared::AtMost);
        let what = match &history.under {
            Some(under) => {
                let what = self.what_is_used(history.past.deed.kind(), under);
                text!("used {what}", "使用{what}"; what = what)
            }
            None => self.deed(history.past.deed),
        };
        if any {
            return text!("you have {what} {span}", "您{span}{what}"; what = what, span = span);
        }
        if none {
            return text!("you have not {what} {span}", "您{span}没有{what}"; what = what, span = span);
        }
        if let (Measure::Amount, Deed::Used(Some(kind)) | Deed::Given(Some(kind)) | Deed::Received(Some(kind))) =
            (history.measure, history.past.deed)
        {
            let what = match history.past.deed {
                Deed::Given(_) => text!("given away", "转赠"),
                Deed::Received(_) => text!("been given", "获赠"),
                _ => text!("used", "使用"),
            };
            let much = self.than(comparison, &self.amount_of(kind, history.amount));
            let under = history.under.as_deref().and_then(|under| self.scope(under, kind));
            let much = match under {
                Some(under) => text!("{much} ({under})", "{much}（{under}）"; much = much, under = under),
                None => much,
            };
            return text!("you have {what} {much} {span}", "您{span}{what}{much}"; what = what, much = much, span = span);
        }
        let much = match (history.measure, history.past.deed.kind()) {
            (Measure::Amount, Some(kind)) => self.amount(kind, history.amount),
            (Measure::Days, _) => {
                let days = history.amount.0;
                text!("{days} days", "{days} 天")
            }
            _ => time::times(history.amount.0),
        };
        let much = self.than(comparison, &much);
        if history.measure == Measure::Days {
            return text!("you have {what} on {much} {span}", "您{span}{what}的天数{much}"; what = what, much = much, span = span);
        }
        text!("you have {what} {much} {span}", "您{span}{what}{much}"; what = what, much = much, span = span)
    }

    /// "you have used more data (in the EU only) than data (except in the EU) in the last 4 months".
    fn compared_uses(&self, history: &History, than: &Scope, (comparison, span): (Compared, &Text)) -> Text {
        let kind = history.past.deed.kind();
        let one = history.under.as_deref().map(|under| self.what_is_used(kind, under)).unwrap_or_default();
        let other = self.what_is_used(kind, than);
        let (en, zh) = match comparison {
            Compared::MoreThan => ("more", "多于"),
            Compared::AtLeast => ("no less", "不少于"),
            Compared::LessThan => ("less", "少于"),
            Compared::AtMost => ("no more", "不多于"),
            Compared::Exactly => ("as much", "等于"),
            Compared::Other => ("not as much", "不等于"),
        };
        let how = Text { en: en.to_owned(), zh: zh.to_owned() };
        if history.measure == Measure::Days {
            return text!("you have used {one} on {how} days than {other} {span}", "您{span}使用{one}的天数{how}使用{other}的天数";
                one = one, other = other, how = how, span = span);
        }
        text!("you have used {how} {one} than {other} {span}", "您{span}使用的{one}{how}{other}";
            one = one, other = other, how = how, span = span)
    }

    /// "data (in the EU only)".
    fn what_is_used(&self, kind: Option<Kind>, under: &Scope) -> Text {
        let what = kind.map_or_else(|| text!("units", "额度"), noun);
        match self.scope(under, kind.unwrap_or(Kind::Data)) {
            Some(scope) => text!("{what} ({scope})", "{what}（{scope}）"; what = what, scope = scope),
            None => what,
        }
    }

    /// What comes behind "you have".
    fn deed(&self, deed: Deed) -> Text {
        let nouns = |kind: Option<Kind>| kind.map_or_else(|| text!("units", "额度"), noun);
        match deed {
            Deed::Recharged(None) => text!("topped up", "充值"),
            Deed::Recharged(Some(by)) => {
                text!("topped up by {way}", "通过 {way}充值"; way = quoted(self.catalogue.labels.name(by)))
            }
            Deed::Charged(None) => text!("been charged", "被收费"),
            Deed::Charged(Some(kinds)) => {
                text!("been charged for {kind}", "因{kind}被收费"; kind = nouns_of(kinds))
            }
            Deed::Paid(kind, class) => {
                let from = self.money_of(class);
                match kind {
                    None => text!("been charged from {from}", "从{from}被收费"; from = from),
                    Some(kind) => {
                        text!("been charged for {kind} from {from}", "因{kind}从{from}被收费"; kind = nouns_of(kind), from = from)
                    }
                }
            }
            Deed::Used(kind) => text!("used {kind}", "使用{kind}"; kind = nouns(kind)),
            Deed::BoughtIn(group) => {
                let name = super::names::quoted(self.catalogue.labels.name(group));
                text!("bought a pack of the group {name}", "购买 {name} 组的加油包"; name = name)
            }
            Deed::BoughtAnyOf(number) => text!("bought {any}", "购买 {any}"; any = self.any_of(number)),
            Deed::Bought(None) => text!("bought a pack", "购买加油包"),
            Deed::Bought(Some(product)) => text!("bought {name}", "购买 {name}"; name = self.product(product)),
            Deed::Renewed => text!("renewed", "续订"),
            Deed::ChangedPlan(None) => text!("changed plan", "变更套餐"),
            Deed::ChangedPlan(Some(comparison)) => {
                text!("changed plan ({how})", "变更套餐（{how}）"; how = compared_plan(comparison, true))
            }
            Deed::Given(kind) => text!("given away {kind}", "转赠{kind}"; kind = nouns(kind)),
            Deed::Received(kind) => text!("been given {kind}", "获赠{kind}"; kind = nouns(kind)),
        }
    }

    /// "A, B or a pack of the group C".
    fn any_of(&self, number: usize) -> Text {
        let Some(packs) = self.catalogue.pack_lists.get(number) else { return Text::default() };
        let group = |group: &LabelId| {
            let name = quoted(self.catalogue.labels.name(*group));
            text!("a pack of the group {name}", "{name} 组的加油包"; name = name)
        };
        let names = packs.packs.iter().map(|pack| self.product(*pack));
        list(&names.chain(packs.groups.iter().map(group)).collect::<Vec<_>>(), Join::Or)
    }

    fn money_of(&self, class: Class) -> Text {
        self.lots(&Selector { kind: Some(Kind::Money), class: Some(class), ..Selector::default() })
    }

    /// "what you were charged for call time on the day before".
    pub(super) fn earned(&self, past: &Past) -> Text {
        let span = self.past(past.span, past.before);
        let units = |kind: Option<Kind>| kind.map_or_else(|| text!("units", "额度"), noun);
        let what = match past.deed {
            Deed::Recharged(_) => text!("what you topped up", "充值的金额"),
            Deed::Charged(None) => text!("what you were charged", "被收取的金额"),
            Deed::Charged(Some(kinds)) => {
                text!("what you were charged for {kind}", "因{kind}被收取的金额"; kind = nouns_of(kinds))
            }
            Deed::Paid(None, class) => {
                text!("what you were charged from {from}", "从{from}收取的金额"; from = self.money_of(class))
            }
            Deed::Paid(Some(kind), class) => {
                text!("what you were charged for {kind} from {from}", "因{kind}从{from}收取的金额";
                    kind = nouns_of(kind), from = self.money_of(class))
            }
            Deed::Given(kind) => text!("the {kind} that you gave away", "转赠的{kind}"; kind = units(kind)),
            Deed::Received(kind) => text!("the {kind} that you were given", "获赠的{kind}"; kind = units(kind)),
            Deed::Used(kind) => text!("the {kind} that you used", "使用的{kind}"; kind = units(kind)),
            // Nothing is counted of these that a bonus could follow.
            Deed::Bought(_) | Deed::BoughtIn(_) | Deed::BoughtAnyOf(_) | Deed::Renewed | Deed::ChangedPlan(_) => {
                self.deed(past.deed)
            }
        };
        text!("{what} {span}", "{span}{what}"; what = what, span = span)
    }

    /// "you have less than 500 MB of rolled-over data left".
    pub(super) fn held(&self, of: &Selector, comparison: Comparison, amount: Quantity, holds: bool) -> Text {
        let (lots, comparison) = (self.lots(of), compared(comparison, holds));
        match comparison {
            Compared::MoreThan if amount.is_zero() => text!("you have {lots} left", "您尚有{lots}"; lots = lots),
            Compared::AtMost if amount.is_zero() => text!("you have no {lots} left", "您没有{lots}"; lots = lots),
            _ => {
                let kind = of.kind.or(self.only_kind).unwrap_or(Kind::Data);
                let much = self.than(comparison, &self.amount(kind, amount));
                text!("you have {much} of {lots} left", "您的{lots}剩余{much}"; lots = lots, much = much)
            }
        }
    }

    /// "you have been a customer for at least 90 days".
    pub(super) fn subscribed(&self, comparison: Comparison, length: Duration, holds: bool) -> Text {
        let than = self.than(compared(comparison, holds), &time::duration(length));
        text!("you have had a subscription for {than}", "您在网{than}"; than = than)
    }

    /// "at least 2 members share it".
    pub(super) fn members(&self, comparison: Comparison, count: u32, holds: bool) -> Text {
        let number = text!("{count}", "{count}");
        let than = self.than(compared(comparison, holds), &number);
        text!("the plan is shared with {than} members", "共享成员{than} 人"; than = than)
    }

    /// "you leave A or B".
    pub(super) fn leaving(&self, plans: &[PlanId], holds: bool) -> Text {
        let plans = self.plans_named(plans);
        if holds {
            return text!("you leave {plans}", "原套餐为{plans}"; plans = plans);
        }
        text!("you do not leave {plans}", "原套餐不是{plans}"; plans = plans)
    }

    /// "you come to A or B".
    pub(super) fn to_plans(&self, plans: &[PlanId], holds: bool) -> Text {
        let plans = self.plans_named(plans);
        if holds {
            return text!("you change to {plans}", "新套餐为{plans}"; plans = plans);
        }
        text!("you do not change to {plans}", "新套餐不是{plans}"; plans = plans)
    }

    /// "your plan is A or B".
    pub(super) fn on_plan(&self, plans: &[PlanId], holds: bool) -> Text {
        let plans = self.plans_named(plans);
        if holds {
            return text!("your plan is {plans}", "您的套餐为{plans}"; plans = plans);
        }
        text!("your plan is not {plans}", "您的套餐不是{plans}"; plans = plans)
    }

    fn plans_named(&self, plans: &[PlanId]) -> Text {
        let names = plans.iter().filter_map(|id| self.catalogue.plan(*id)).map(|plan| quoted(&plan.name));
        list(&names.collect::<Vec<_>>(), Join::Or)
    }
}

/// "calls, texts and data".
fn nouns_of(kinds: Kinds) -> Text {
    list(&kinds.iter().map(noun).collect::<Vec<_>>(), Join::And)
}

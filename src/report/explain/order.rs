//! Which lot pays first, or is given first.

use crate::model::{Class, Key, Order, Question, Selector};
use crate::text;
use crate::text::Text;

use super::Section;
use super::selector::is_everything;
use super::speech::{Speech, said, section};
use super::words::{sentence, sentences};

/// What is done with the lots in that order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Use,
    Give,
}

impl Deed {
    /// "is used", in Chinese the verb alone.
    fn done(self) -> Text {
        match self {
            Deed::Use => text!("is used", "用"),
            Deed::Give => text!("is given", "送"),
        }
    }

    fn doing(self) -> Text {
        match self {
            Deed::Use => text!("use", "用"),
            Deed::Give => text!("give", "送"),
        }
    }
}

impl Speech<'_> {
    pub(super) fn order_section(&self) -> Section {
        let order = &self.plan.order;
        let title = text!("Which is used first", "使用顺序");
        // Where no two lots could pay for the same use, there is no order to speak of.
        let matters = !order.is_assumed() || self.leaves_open(Question::Order);
        let rule = matters.then(|| said(self.order(&order.answer, Deed::Use), order.origin));
        section(title, rule.into_iter().collect())
    }

    /// Each key by itself; those after the first decide where the ones before do not.
    pub(super) fn order(&self, order: &Order, deed: Deed) -> Text {
        let mut before: Option<&Key> = None;
        let mut parts = Vec::new();
        for key in &order.keys {
            let rule = self.key(key, deed);
            parts.push(match before {
                None => sentence(&rule),
                Some(Key::Listed(of)) if of.len() > 1 => {
                    sentence(&text!("within each of these, {rule}", "每一类中，{rule}"; rule = rule))
                }
                Some(
                    Key::Listed(_)
                    | Key::EarliestExpiry
                    | Key::Oldest
                    | Key::Newest
                    | Key::RolledFirst
                    | Key::NewFirst
                    | Key::MostSpecific
                    | Key::OwnBeforePool,
                ) => sentence(&text!("where that makes no difference, {rule}", "如仍相同，{rule}"; rule = rule)),
            });
            before = Some(key);
        }
        if parts.is_empty() {
            parts.push(sentence(&self.key(&Key::Oldest, deed)));
        }
        sentences(&parts)
    }

    fn key(&self, key: &Key, deed: Deed) -> Text {
        let done = deed.done();
        match key {
            Key::Listed(selectors) => self.listed(selectors, deed),
            Key::EarliestExpiry => text!("what expires first {done} first", "先到期的先{done}"; done = done),
            Key::Oldest => text!("what you got first {done} first", "先获得的先{done}"; done = done),
            Key::Newest => text!("what you got last {done} first", "后获得的先{done}"; done = done),
            Key::RolledFirst => {
                text!("what has rolled over {done} before what is new", "累积的先{done}，新发放的后{done}"; done = done)
            }
            Key::NewFirst => {
                text!("what is new {done} before what has rolled over", "新发放的先{done}，累积的后{done}"; done = done)
            }
            Key::MostSpecific => text!(
                "what is limited to certain times, apps or places {done} before what is good for anything",
                "限定时间、应用或地点的先{done}，通用的后{done}"; done = done
            ),
            Key::OwnBeforePool => {
                text!("what is a member's own {done} before what is shared", "成员先{done}自己的，再{done}共享的"; done = done)
            }
        }
    }

    /// Most orders name lots by a single word; it is said by a single word here.
    fn listed_lots(&self, selector: &Selector) -> Text {
        let is = |other: Selector| *selector == Selector { origin: selector.origin, ..other };
        let class = |class| Selector { class: Some(class), ..Selector::default() };
        if is_everything(selector) && selector.kind.is_none() {
            text!("everything else", "其余的")
        } else if is(class(Class::Plan)) {
            text!("what the plan gives", "套餐额度")
        } else if is(class(Class::Pack)) {
            text!("packs", "加油包")
        } else if is(class(Class::Bonus)) {
            text!("bonuses", "赠送部分")
        } else if is(Selector { rolled: Some(true), ..Selector::default() }) {
            text!("what has rolled over", "累积余量")
        } else if is(Selector { product: selector.product, ..Selector::default() }) {
            selector.product.map_or_else(Text::default, |product| self.product(product))
        } else {
            self.lots(selector)
        }
    }

    /// "you use packs first, then what has rolled over, then what the plan gives".
    fn listed(&self, selectors: &[Selector], deed: Deed) -> Text {
        let verb = deed.doing();
        let zh_verb = &verb.zh;
        let mut text = Text::default();
        for (place, selector) in selectors.iter().enumerate() {
            let lots = self.listed_lots(selector);
            text = match place {
                0 => text!("you {verb} {lots} first", "先{verb}{lots}"; verb = verb, lots = lots),
                _ => text!("{text}, then {lots}", "{text}，再{zh_verb}{lots}"; text = text, lots = lots),
            };
        }
        text
    }
}

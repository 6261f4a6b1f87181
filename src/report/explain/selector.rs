//! Which lots a clause speaks of, as a noun phrase: "rolled-over data from Weekend", Weekend 的已累积流量.
//!
//! English puts short words before the noun and the rest, without verbs that would have to agree, behind it.

use crate::event::Relation;
use crate::model::{Class, Selector};
use crate::text;
use crate::text::Text;

use super::amount::noun;
use super::speech::Speech;
use super::time;

/// The words of a phrase, in the order of each language.
#[derive(Default)]
struct Words {
    before: Vec<String>,
    behind: Vec<String>,
    zh: String,
}

impl Words {
    fn before(&mut self, word: Text) {
        self.before.push(word.en);
        self.zh.push_str(&word.zh);
    }

    fn behind(&mut self, words: Text) {
        self.behind.push(words.en);
        self.zh.push_str(&words.zh);
    }
}

impl Speech<'_> {
    /// What the units of a selector are called: its kind, the only kind of the plan, or just "allowance".
    pub(super) fn noun(&self, selector: &Selector) -> Text {
        let kind = selector.kind.or(self.only_kind);
        kind.map_or_else(|| text!("allowance", "额度"), noun)
    }

    /// The lots that fit.
    pub(super) fn lots(&self, selector: &Selector) -> Text {
        let mut words = Words::default();
        self.times_of(selector, &mut words);
        self.history_of(selector, &mut words);
        self.source_of(selector, &mut words);
        Self::relations_of(selector, &mut words);
        states_of(selector, &mut words);
        let noun = self.noun(selector);
        words.before.push(noun.en);
        words.before.append(&mut words.behind);
        Text { en: words.before.join(" "), zh: format!("{}{}", words.zh, noun.zh) }
    }

    /// "your data", also where it is all of it.
    pub(super) fn lots_of_yours(&self, selector: &Selector) -> Text {
        text!("your {lots}", "{lots}"; lots = self.lots(selector))
    }

    /// The lots that fit, as the customer's: "your rolled-over data"; without any restriction "all your data".
    pub(super) fn your_lots(&self, selector: &Selector) -> Text {
        let lots = self.lots(selector);
        if is_everything(selector) {
            return text!("all your {lots}", "全部{lots}"; lots = lots);
        }
        self.lots_of_yours(selector)
    }

    fn times_of(&self, selector: &Selector, words: &mut Words) {
        if let Some(age) = selector.older_than {
            words.behind(text!("received more than {age} ago", "{age}前获得的"; age = time::duration(age)));
        }
        if let Some(periods) = selector.older_than_periods {
            let en = super::words::counted(u64::from(periods), "period", "periods");
            words.behind(text!("received more than {en} ago", "{periods} 个周期前获得的"));
        }
        if let Some(left) = selector.expiring_within {
            words.behind(text!("expiring within {left}", "{left}内到期的"; left = time::duration(left)));
        }
    }

    fn history_of(&self, selector: &Selector, words: &mut Words) {
        match selector.gifted {
            Some(true) => words.behind(text!("given to you", "获赠的")),
            Some(false) => words.behind(text!("not given to you by others", "非获赠的")),
            None => {}
        }
        match selector.dormant {
            Some(true) => words.behind(text!("on hold", "暂停使用的")),
            Some(false) => words.behind(text!("not on hold", "未暂停使用的")),
            None => {}
        }
    }

    /// How the packs of the lots stand to the pack that is bought: "from packs of the same size".
    fn relations_of(selector: &Selector, words: &mut Words) {
        for relation in &selector.relations {
            words.behind(match relation {
                Relation::SamePack => text!("from the same pack bought before", "此前同一加油包的"),
                Relation::OtherPack => text!("from other packs", "其他加油包的"),
                Relation::SameGroup => text!("from packs of the same group", "同组加油包的"),
                Relation::SameSize => text!("from packs of the same size", "同样大小的加油包的"),
                Relation::Smaller => text!("from smaller packs", "较小加油包的"),
                Relation::Bigger => text!("from bigger packs", "较大加油包的"),
                Relation::SameValidity => text!("from packs of the same validity", "相同有效期的加油包的"),
                Relation::SamePrice => text!("from packs of the same price", "同价加油包的"),
            });
        }
    }

    fn source_of(&self, selector: &Selector, words: &mut Words) {
        if let Some(group) = &selector.group {
            words.behind(text!("from packs of the group {name}", "{name} 组加油包的"; name = self.group(group)));
            return;
        }
        if let Some(product) = selector.product.filter(|product| *product != self.plan.product) {
            words.behind(text!("from {name}", "{name}的"; name = self.product(product)));
            return;
        }
        let class = selector.class.or(selector.product.map(|_| Class::Plan));
        match class {
            None => {}
            Some(Class::Plan) => words.behind(text!("from the plan", "套餐内")),
            Some(Class::Pack) => words.behind(text!("from packs", "加油包内的")),
            Some(Class::Bonus) => words.before(text!("bonus", "赠送")),
            Some(Class::Converted) => words.before(text!("converted", "兑换所得的")),
            Some(Class::Borrowed) => words.before(text!("borrowed", "借入的")),
            Some(Class::Recharge) => words.behind(text!("paid in", "充值的")),
        }
    }
}

fn states_of(selector: &Selector, words: &mut Words) {
    if selector.expired {
        words.before(text!("expired", "已过期的"));
    }
    match selector.rolled {
        Some(true) => words.before(text!("rolled-over", "已累积的")),
        Some(false) => words.before(text!("new", "新发放的")),
        None => {}
    }
}

/// Whether nothing but the kind is said.
pub(super) fn is_everything(selector: &Selector) -> bool {
    let Selector {
        kind: _,
        class,
        product,
        group,
        relations,
        rolled,
        gifted,
        expired,
        dormant,
        older_than,
        older_than_periods,
        expiring_within,
        origin: _,
    } = selector;
    let said = [
        class.is_some(),
        product.is_some(),
        group.is_some(),
        !relations.is_empty(),
        rolled.is_some(),
        gifted.is_some(),
        *expired,
        dormant.is_some(),
        older_than.is_some(),
        older_than_periods.is_some(),
        expiring_within.is_some(),
    ];
    !said.contains(&true)
}

//! The packs that can be bought.

use crate::model::{
    AnyPrice, Choice, Class, Grant, Group, Limit, OneAtATime, PaidGrant, Product, Question, Second, Validity,
};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::Quantity;

use super::grants::Subject;
use super::names::quoted;
use super::speech::{Speech, said, section};
use super::words::{Join, commas, list, sentence};
use super::{Section, Sentence, time};

impl Speech<'_> {
    pub(super) fn packs_section(&self) -> Section {
        let packs = self.packs().flat_map(|pack| self.pack(pack));
        let rules = self.plan.selling.one_at_a_time.iter().map(|rule| self.one_at_a_time(rule));
        let groups = self.plan.selling.groups.iter().flat_map(|group| self.group_members(group));
        section(text!("Packs", "加油包"), packs.chain(groups).chain(rules).chain(self.selling()).collect())
    }

    /// "The group daily: Small, Large."
    fn group_members(&self, group: &Group) -> Option<Sentence> {
        let first = self.catalogue.product(*group.packs.first()?)?;
        let names: Vec<Text> = group.packs.iter().map(|pack| self.product(*pack)).collect();
        let (name, names) = (self.group(group), list(&names, Join::And));
        Some(said(
            text!("The group {name}: {names}.", "{name} 组：{names}。"; name = name, names = names),
            first.origin,
        ))
    }

    fn one_at_a_time(&self, rule: &OneAtATime) -> Sentence {
        let of = match &rule.group {
            Some(group) => text!("pack of the group {name}", "{name} 组的加油包"; name = self.group(group)),
            None => text!("pack", "加油包"),
        };
        if let Second::RefusedBeyond(most) = rule.second {
            let text = text!("You can have at most {most} of them at the same time, each {of} counted as often as you bought it.", "{of}同时最多持有 {most} 份，每次购买各计一份。"; of = of);
            return said(text, rule.origin);
        }
        let then = match rule.second {
            Second::Replaces => text!(
                "a new one takes its place, and what is left of the old one is lost",
                "新购买的会取代原有的，原有余量作废"
            ),
            Second::Refused | Second::RefusedBeyond(_) => {
                text!("while you have one you cannot buy another", "持有期间不能再购买")
            }
            Second::RefusedIfOther => text!(
                "while you have one you can buy it again, but no other",
                "持有期间可以再购买同一种，不能购买其他的"
            ),
        };
        let text =
            text!("You can have one {of} at a time: {then}.", "{of}同时只能持有一个：{then}。"; of = of, then = then);
        said(text, rule.origin)
    }

    fn pack(&self, pack: &Product) -> Vec<Sentence> {
        let mut sentences = vec![said(self.offer(pack), pack.origin)];
        sentences.extend(self.open_price(pack));
        sentences.extend(self.price_steps(&self.it(pack), &pack.sale.price_steps));
        let subject = Subject { it: self.it(pack), class: Class::Pack, product: pack.version_of.unwrap_or(pack.id) };
        for grant in &pack.grants {
            if grant.amount.is_assumed() {
                let text = self.unsaid_amount_of(pack, grant);
                sentences.push(self.chosen(text, Origin::Assumed, Question::Amount));
            }
            sentences.extend(self.terms(grant, &subject));
        }
        sentences.extend(pack.grants.iter().filter_map(|grant| self.leftover(grant, &subject)).flatten());
        let buying = text!("you can buy {name}", "可购买{name}"; name = self.it(pack));
        sentences.extend(self.eligibility(&pack.eligibility, &buying));
        for part in pack.proration.iter().flat_map(|proration| self.parts(proration)) {
            let text = text!("If you buy {name} within a period, {part}.", "在周期中途购买 {name} 时，{part}。"; name = self.it(pack), part = part);
            sentences.push(said(text, pack.origin));
        }
        sentences.extend(pack.limits.iter().map(|limit| self.purchases(pack, limit)));
        sentences.extend(pack.sale.credit.map(|credit| self.credit(pack, &credit)));
        sentences.extend(pack.sale.refund.map(|refund| self.refund(pack, refund)));
        sentences.extend(pack.sale.renewal.map(|renewal| self.renews(pack, renewal)));
        sentences.extend(self.renews_otherwise(pack));
        for (from, version) in pack.versions.iter().filter_map(|(from, id)| Some((from, self.catalogue.product(*id)?)))
        {
            let text = text!("From {from} on {name} is sold on other terms; what was bought before stays as it is.",
                "自{from}起，{name}按新条款销售，此前购买的不变。"; from = self.beginning(*from), name = self.it(pack));
            sentences.push(said(text, version.origin));
            sentences.extend(self.pack(version));
        }
        sentences
    }

    /// The pack in later sentences: by name, so that each can be read by itself.
    fn it(&self, pack: &Product) -> Text {
        quoted(&pack.name)
    }

    fn unsaid_amount_of(&self, pack: &Product, grant: &Grant) -> Text {
        let (name, noun) = (self.it(pack), super::amount::noun(grant.kind));
        let taken = self.taken_as(grant);
        text!("How much {noun} {name} gives is not said; taken as {taken}.", "没有说明 {name}包含多少{noun}，按{taken}处理。";
            name = name, noun = noun, taken = taken)
    }

    /// "Weekend costs $1.00: 5 GB of data, usable on Saturdays and Sundays, for 30 days."
    fn offer(&self, pack: &Product) -> Text {
        if let Some(any) = &pack.sale.any_price {
            return self.at_any_price(pack, any);
        }
        let name = quoted(&pack.name);
        let grants: Vec<&Grant> = pack.grants.iter().filter(|grant| !grant.amount.is_assumed()).collect();
        let what = self.contents(&grants);
        let price = pack.price.as_ref().filter(|price| !price.is_assumed()).map(|price| price.answer.amount);
        if let Some(units) = &pack.sale.units {
            let units = self.unit_price(units);
            let units = match price.filter(|price| !price.is_zero()) {
                Some(price) => {
                    text!("{price} and {units}", "{price} 和 {units}"; price = self.money(price), units = units)
                }
                None => units,
            };
            return match grants.is_empty() {
                true => text!("{name} costs {units}.", "{name} 售价 {units}。"; name = name, units = units),
                false => {
                    text!("{name} costs {units}: {what}.", "{name} 售价 {units}：{what}。"; name = name, units = units, what = what)
                }
            };
        }
        let offer = match (price, grants.is_empty()) {
            (None, true) => text!("there is a pack called {name}", "可选 {name}"; name = name),
            (None, false) => text!("{name} gives {what}", "{name}：{what}"; name = name, what = what),
            (Some(price), _) if price.is_zero() && grants.is_empty() => {
                text!("{name} is free", "{name} 免费"; name = name)
            }
            (Some(price), _) if price.is_zero() => {
                text!("{name} is free: {what}", "{name} 免费：{what}"; name = name, what = what)
            }
            (Some(price), true) => {
                text!("{name} costs {price}", "{name} 售价 {price}"; name = name, price = self.money(price))
            }
            (Some(price), false) => text!("{name} costs {price}: {what}", "{name} 售价 {price}：{what}";
                name = name, price = self.money(price), what = what),
        };
        // A name keeps its own first letter.
        if offer.en.starts_with(&name.en) { text!("{offer}.", "{offer}。"; offer = offer) } else { sentence(&offer) }
    }

    /// "Flexi has the price that you choose, from $0.10: 5 MB of data for each $0.10; if you pay at least $1.00, 8 MB …".
    fn at_any_price(&self, pack: &Product, any: &AnyPrice) -> Text {
        let (name, least) = (quoted(&pack.name), self.money(any.least));
        let prices = match any.most {
            Some(most) => text!("from {least} to {most}", "{least} 至 {most}"; least = least, most = self.money(most)),
            None => text!("from {least} on", "{least} 起"; least = least),
        };
        let granted = |paid: &PaidGrant| {
            let what = self.granted(&paid.grant);
            let what = match paid.per {
                Some(step) => {
                    text!("{what} for each whole {step}", "每满 {step} {what}"; what = what, step = self.money(step))
                }
                None => what,
            };
            match paid.grant.validity.is_assumed() {
                true => what,
                false => commas(&[what, self.lasting(&paid.grant)]),
            }
        };
        let band = |(from, grants): &(Quantity, Vec<PaidGrant>)| {
            let what = list(&grants.iter().map(granted).collect::<Vec<_>>(), Join::AndAlso);
            match *from == any.least {
                true => what,
                false => {
                    text!("if you pay at least {from}, {what}", "支付满 {from}：{what}"; what = what, from = self.money(*from))
                }
            }
        };
        let mut bands = any.bands.iter().map(band);
        let first = bands.next().unwrap_or_default();
        let what = bands.fold(first, |all, band| text!("{all}; {band}", "{all}；{band}"; all = all, band = band));
        text!("{name} costs what you choose to pay, {prices}: {what}.", "{name} 的价格由您选择，{prices}：{what}。"; name = name, prices = prices, what = what)
    }

    /// How long is said once, if it is the same of all.
    fn contents(&self, grants: &[&Grant]) -> Text {
        let first = grants.first().map(|grant| &grant.validity).filter(|validity| !validity.is_assumed());
        let alike = |validity: &&Choice<Validity>| grants.iter().all(|grant| grant.validity.answer == validity.answer);
        match first.filter(alike) {
            Some(validity) if grants.len() > 1 => {
                let what: Vec<Text> = grants.iter().map(|grant| self.granted(grant)).collect();
                let (what, usable) = (list(&what, Join::AndAlso), self.validity(validity.answer));
                text!("{what}; each {usable}", "{what}，均{usable}"; what = what, usable = usable)
            }
            Some(_) | None => {
                let what: Vec<Text> = grants.iter().map(|grant| self.granted_for(grant)).collect();
                list(&what, Join::AndAlso)
            }
        }
    }

    fn open_price(&self, pack: &Product) -> Option<Sentence> {
        let text = match &pack.price {
            Some(price) if !price.is_assumed() => return None,
            Some(price) if !price.answer.amount.is_zero() => {
                let price = self.money(price.answer.amount);
                text!("What {name} costs is not said; taken as {price}.", "没有说明 {name}的价格，按 {price} 处理。"; name = self.it(pack), price = price)
            }
            Some(_) | None => {
                text!("What {name} costs is not said; taken as free.", "没有说明 {name}的价格，按免费处理。"; name = self.it(pack))
            }
        };
        let nothing = pack.grants.is_empty();
        let more =
            if nothing { text!(" Nor is what it gives.", "也没有说明包含什么。") } else { Text::default() };
        let text = text!("{text}{more}", "{text}{more}"; text = text, more = more);
        Some(self.chosen(text, Origin::Assumed, Question::Price))
    }

    fn purchases(&self, pack: &Product, limit: &Limit) -> Sentence {
        let Limit { amount, span, chosen: _, origin } = *limit;
        let (times, span) = (time::times(amount.0), self.span(span));
        said(
            text!("You can buy {name} at most {times} {span}.", "{name}{span}最多购买 {times}。"; name = self.it(pack), times = times, span = span),
            origin,
        )
    }
}

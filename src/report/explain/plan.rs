//! The plan as a whole: what it costs, how long a period is, how it is paid.

use crate::model::{Beyond, Fallback, Question, Resort, Validity};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::Cycle;

use super::names::{named, quoted};
use super::speech::{Speech, said, section};
use super::time;
use super::words::sentence;
use super::{Section, Sentence};

impl Speech<'_> {
    pub(super) fn plan_section(&self) -> Section {
        let mut sentences = Vec::new();
        if let Some(doc) = self.plan.doc.as_deref().map(str::trim).filter(|doc| !doc.is_empty()) {
            // Word for word, though not line for line.
            let doc = doc.split_whitespace().collect::<Vec<_>>().join(" ");
            sentences.push(Sentence { text: Text::same(doc), origin: self.plan.origin });
        }
        if let Some(name) = self.operator.and_then(|operator| operator.name.as_deref()) {
            sentences.push(self.whole(text!("It is offered by {name}.", "本套餐由{name}提供。"; name = named(name))));
        }
        sentences.extend(self.groups());
        sentences.extend(self.version());
        sentences.push(self.price());
        sentences.extend(self.price_steps(&text!("the plan", "套餐"), &self.plan.price_steps));
        sentences.extend(self.eligibility(&self.plan.eligibility, &text!("you can take this plan", "可办理本套餐")));
        let cycle = self.plan.cycle;
        sentences.push(self.chosen(time::period(cycle.answer), cycle.origin, Question::Cycle));
        sentences.extend(self.first_period());
        sentences.extend(self.month_end());
        sentences.extend(self.renewal());
        sentences.extend(self.lasts());
        let retry = self.plan.renewal.retry.as_ref().filter(|_| self.plan.renewal.automatic);
        sentences.extend(retry.map(|(attempts, origin)| said(self.attempts(attempts), *origin)));
        sentences.extend(self.eligibility(&self.plan.renewal.only_if, &text!("it is renewed", "予以续订")));
        sentences.extend(self.payment());
        section(text!("The plan {name}", "套餐 {name}"; name = named(&self.plan.name)), sentences)
    }

    fn groups(&self) -> impl Iterator<Item = Sentence> + '_ {
        self.plan.groups.iter().map(|(group, origin)| {
            let name = quoted(self.catalogue.labels.name(*group));
            said(text!("It is one of the plans {name}.", "本套餐属于{name}。"; name = name), *origin)
        })
    }

    fn price(&self) -> Sentence {
        let Some(price) = self.plan.price else {
            return self.whole(text!("The plan has no price.", "套餐本身不收费。"));
        };
        let (amount, every) = (self.money(price.amount), time::every(self.plan.cycle.answer));
        let text = if price.amount.is_zero() {
            text!("It is free.", "免费。")
        } else {
            text!("It costs {amount} {every}.", "{every}收费 {amount}。"; amount = amount, every = every)
        };
        said(text, price.origin)
    }

    /// The cycle may be said and this not.
    fn month_end(&self) -> Option<Sentence> {
        let text = time::month_end(self.plan.cycle.answer)?;
        let open = self.leaves_open(Question::MonthEnd);
        Some(if open { said(text, Origin::Assumed) } else { self.default(text, self.plan.cycle.origin) })
    }

    fn renewal(&self) -> Option<Sentence> {
        if self.plan.cycle.answer == Cycle::Once {
            return None;
        }
        let costs = self.plan.price.is_some_and(|price| !price.amount.is_zero());
        let text = if self.plan.renewal.automatic && self.plan.renewal.prepays_price() && costs {
            text!(
                "When a period ends, the plan renews by itself, if there is enough money on your account.",
                "周期结束时，账户话费充足则自动续订。"
            )
        } else if self.plan.renewal.automatic {
            text!("When a period ends, the plan renews by itself.", "周期结束时自动续订。")
        } else {
            text!("The plan does not renew by itself: you renew it yourself.", "套餐不会自动续订，需由您手动续订。")
        };
        Some(self.whole(text))
    }

    fn payment(&self) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        if self.costs_anything() {
            sentences.push(self.whole(if self.plan.renewal.price_billed {
                text!(
                    "The price of the plan is put on your bill; everything else is taken from the money on your account.",
                    "套餐费计入账单，其他费用从账户话费中扣除。"
                )
            } else if self.plan.renewal.prepaid {
                text!("Whatever it costs is taken from the money on your account.", "各项费用从账户话费中扣除。")
            } else {
                text!("Whatever it costs is put on your bill.", "各项费用计入账单。")
            }));
        }
        sentences.extend(self.recharge_tiers());
        match self.plan.recharge_validity {
            _ if !self.plan.recharge_tiers.is_empty() => {}
            // Money that stays is what people expect; it is said where money matters.
            Validity::Forever if !(self.plan.renewal.prepaid && self.costs_anything()) => {}
            Validity::Forever => {
                sentences.push(self.whole(text!("Money that you pay in does not expire.", "充值的话费长期有效。")));
            }
            validity => {
                let usable = self.validity(validity);
                let text = text!("money that you pay in is usable {usable}", "充值的话费{usable}"; usable = usable);
                sentences.push(self.whole(sentence(&text)));
            }
        }
        sentences
    }

    fn costs_anything(&self) -> bool {
        let fallbacks = self.plan.depletions.iter().flat_map(|depletion| &depletion.fallbacks.answer);
        let instead = self.plan.ceilings.iter().filter_map(|ceiling| match &ceiling.beyond {
            Beyond::Instead(resorts) => Some(resorts),
            Beyond::Slow { .. } => None,
        });
        let fallbacks = fallbacks.chain(instead.flatten());
        let charged = |resort: &Resort| match resort.what {
            Fallback::Block
            | Fallback::BlockWhole
            | Fallback::Free { .. }
            | Fallback::Throttle { .. }
            | Fallback::Owe { .. } => false,
            Fallback::Charge { .. } | Fallback::Buy { .. } => true,
        };
        let priced = |price: &crate::model::Choice<crate::model::Price>| !price.answer.amount.is_zero();
        self.plan.price.is_some_and(|price| !price.amount.is_zero())
            || self.packs().any(|pack| pack.price.as_ref().is_some_and(priced))
            || fallbacks.into_iter().any(charged)
            || !self.plan.tolls.is_empty()
            || self.plan.gifts.iter().any(|gift| gift.fee.is_some())
    }
}

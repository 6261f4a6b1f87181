//! Parts of a price and of units, and money that lives by how much is paid in.

use crate::text;
use crate::text::Text;
use crate::units::{Proration, Share};

use super::Sentence;
use super::amount::{noun, percent};
use super::speech::{Speech, said};
use super::words::{Join, list, sentence};

impl Speech<'_> {
    /// What a first period costs and gives that is not whole.
    pub(super) fn first_period(&self) -> Vec<Sentence> {
        let Some((proration, origin)) = &self.plan.first_period else { return Vec::new() };
        let parts = self.parts(proration);
        let one = |part: &Text| {
            let text = text!("If the first period is not whole, {part}.", "首个周期不完整时，{part}。"; part = part);
            said(text, *origin)
        };
        parts.iter().map(one).collect()
    }

    /// The parts of a proration, each as "the price is in proportion to the days that are left".
    pub(super) fn parts(&self, proration: &Proration) -> Vec<Text> {
        let Proration { price, units, rounding } = proration;
        let price = price.as_ref().map(|share| part(&text!("the price", "价格"), share));
        let units = units.iter().map(|(kind, share)| match kind {
            Some(kind) => part(&text!("the {noun}", "{noun}"; noun = noun(*kind)), share),
            None => part(&text!("what you get", "所得额度"), share),
        });
        let rounded = rounding.iter().map(|(kind, rounding)| {
            let (what, steps) = (noun(*kind), self.steps(*kind, *rounding));
            text!("the {what} is {steps}", "{what}{steps}"; what = what, steps = steps)
        });
        price.into_iter().chain(units).chain(rounded).collect()
    }

    /// How long money lives by how much is paid in.
    pub(super) fn recharge_tiers(&self) -> Option<Sentence> {
        let least = self.plan.recharge_tiers.first().map(|(from, _)| self.money(*from))?;
        let tier = |(from, validity): &(crate::units::Quantity, crate::units::Validity)| {
            let (from, usable) = (self.money(*from), self.validity(*validity));
            text!("{usable} if you pay in at least {from}", "充值满 {from} 的{usable}"; usable = usable, from = from)
        };
        let tiers: Vec<Text> = self.plan.recharge_tiers.iter().map(tier).collect();
        let text = text!("money that you pay in is usable {tiers}; less than {least} cannot be paid in",
            "充值的话费：{tiers}；不足 {least} 不能充值"; tiers = list(&tiers, Join::And), least = least);
        Some(self.whole(sentence(&text)))
    }
}

fn part(what: &Text, share: &Share) -> Text {
    match share {
        Share::ByDays => {
            text!("{what} is in proportion to the days that are left", "{what}按剩余天数折算"; what = what)
        }
        Share::Steps(steps) => {
            let step = |(from, ratio): &(u32, crate::units::Ratio)| text!("{part} from day {from} on", "第 {from} 天起为 {part}"; part = percent(*ratio), from = Text::same(from.to_string()));
            let steps: Vec<Text> = steps.iter().map(step).collect();
            text!("{what} is {steps}", "{what}{steps}"; what = what, steps = list(&steps, Join::And))
        }
    }
}

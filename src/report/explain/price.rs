//! What changes a price, and what is taken off the periods that come.

use crate::model::{PriceChange, PriceOff, PriceStep};
use crate::text;
use crate::text::Text;
use crate::units::{Instant, Rounding};

use super::speech::{Speech, said};
use super::words::{Join, list};
use super::{Sentence, amount};

impl Speech<'_> {
    /// One sentence for each thing that changes the price of `it`.
    pub(super) fn price_steps(&self, it: &Text, steps: &[PriceStep]) -> Vec<Sentence> {
        steps.iter().map(|step| self.price_step(it, step)).collect()
    }

    /// "$2.00 is taken off the price if your account is marked "autopay"."
    fn price_step(&self, it: &Text, step: &PriceStep) -> Sentence {
        let what = match &step.what {
            PriceChange::Is(price) if price.is_zero() => text!("{it} is free", "{it}免费"; it = it),
            PriceChange::Is(price) => {
                text!("{it} costs {price} instead", "{it}改收 {price}"; it = it, price = self.money(*price))
            }
            PriceChange::Less(less) => {
                text!("{off} is taken off the price of {it}", "{it}的价格减免 {off}"; it = it, off = self.money(*less))
            }
            PriceChange::LessShare(share, rounding) => {
                let off = amount::percent(*share);
                let text = text!("{off} is taken off the price of {it}", "{it}的价格减免 {off}"; it = it, off = off);
                self.and_rounded(&text, *rounding)
            }
            PriceChange::More(more) => {
                text!("{more} is added to the price of {it}", "{it}的价格加收 {more}"; it = it, more = self.money(*more))
            }
            PriceChange::MoreShare(share, rounding) => {
                let more = amount::percent(*share);
                let text = text!("{more} is added to the price of {it}", "{it}的价格加收 {more}"; it = it, more = more);
                self.and_rounded(&text, *rounding)
            }
            PriceChange::Each { amount, after } => {
                let (each, after) = (self.money(*amount), *after);
                if after == 0 {
                    text!("{it} costs {each} more for each member", "每个成员{it}加收 {each}"; it = it, each = each)
                } else {
                    text!("{it} costs {each} more for each member after {after}", "超过 {after} 个成员后，每个成员{it}加收 {each}";
                        it = it, each = each)
                }
            }
            PriceChange::ByMembers { steps, more } => {
                let at = |(from, price): &(u32, crate::units::Quantity)| {
                    let price = self.money(*price);
                    text!("{price} with {from} or more", "满 {from} 个 {price}"; price = price)
                };
                let prices = list(&steps.iter().map(at).collect::<Vec<_>>(), Join::And);
                let text = text!("{it} costs by the number of members besides you: {prices}", "{it}按成员人数（不含您）收费：{prices}";
                    it = it, prices = prices);
                match more.is_zero() {
                    true => text,
                    false => {
                        text!("{text}, and {more} more for each one after that", "{text}，此后每增加一个加收 {more}";
                        text = text, more = self.money(*more))
                    }
                }
            }
        };
        let what = match &step.only_if {
            Some(condition) => text!("{what} if {condition}", "如果{condition}，{what}";
                what = what, condition = self.condition(condition, true)),
            None => what,
        };
        said(super::words::sentence(&what), step.origin)
    }

    /// "…, and the result is rounded up to $0.01".
    pub(super) fn and_rounded(&self, text: &Text, rounding: Option<Rounding>) -> Text {
        let Some(rounding) = rounding else { return text.clone() };
        let step = self.money(rounding.step());
        match rounding {
            Rounding::Up(_) => {
                text!("{text}, and what comes out is rounded up to whole {step}", "{text}，结果向上取整至 {step}"; text = text, step = step)
            }
            Rounding::Down(_) => {
                text!("{text}, and what comes out is rounded down to whole {step}", "{text}，结果向下取整至 {step}"; text = text, step = step)
            }
            Rounding::Nearest(_) => {
                text!("{text}, and what comes out is rounded to the nearest {step}", "{text}，结果四舍五入至 {step}"; text = text, step = step)
            }
        }
    }

    /// "$5.00 is taken off the price of your next period".
    pub(super) fn price_off(&self, what: PriceOff, periods: u32) -> Text {
        let of = match periods {
            1 => text!("your next period", "下一周期"),
            _ => text!("each of your next {periods} periods", "接下来 {periods} 个周期，每个周期"),
        };
        match what {
            PriceOff::Share(share) if share.numerator == share.denominator => {
                text!("you do not pay for {of}", "{of}免费"; of = of)
            }
            PriceOff::Share(share) => {
                text!("{off} is taken off the price of {of}", "{of}的价格减免 {off}"; of = of, off = amount::percent(share))
            }
            PriceOff::Money(off) => {
                text!("{off} is taken off the price of {of}", "{of}的价格减免 {off}"; of = of, off = self.money(off))
            }
        }
    }

    /// "it is one of your first 6 periods with the plan"; or its opposite.
    pub(super) fn period_number(&self, from: u32, to: Option<u32>, holds: bool) -> Text {
        match (from, to, holds) {
            (1, Some(1), true) => text!("it is your first period with the plan", "是您使用本套餐的首个周期"),
            (1, Some(1), false) => text!("it is not your first period with the plan", "不是您使用本套餐的首个周期"),
            (1, Some(to), true) => {
                text!("it is one of your first {to} periods with the plan", "在您使用本套餐的前 {to} 个周期内")
            }
            (1, Some(to), false) => {
                text!("it is not one of your first {to} periods with the plan", "不在您使用本套餐的前 {to} 个周期内")
            }
            (from, Some(to), true) if from == to => {
                text!("it is your period number {from} with the plan", "是您使用本套餐的第 {from} 个周期")
            }
            (from, Some(to), false) if from == to => {
                text!("it is not your period number {from} with the plan", "不是您使用本套餐的第 {from} 个周期")
            }
            (from, Some(to), true) => {
                text!(
                    "it is one of your periods {from} to {to} with the plan",
                    "在您使用本套餐的第 {from} 至 {to} 个周期内"
                )
            }
            (from, Some(to), false) => {
                text!(
                    "it is not one of your periods {from} to {to} with the plan",
                    "不在您使用本套餐的第 {from} 至 {to} 个周期内"
                )
            }
            (from, None, true) => {
                text!(
                    "it is your period number {from} with the plan or a later one",
                    "是您使用本套餐的第 {from} 个或之后的周期"
                )
            }
            (from, None, false) => {
                text!(
                    "it is a period before your period number {from} with the plan",
                    "在您使用本套餐的第 {from} 个周期之前"
                )
            }
        }
    }

    /// "it is then, from 1 January 2026 to 31 March 2026"; or its opposite.
    pub(super) fn on_dates(&self, from: Instant, to: Instant, holds: bool) -> Text {
        let when = self.between(from, to).unwrap_or_else(|| text!("at any time", "任何时候"));
        match holds {
            true => text!("that is {when}", "当时为{when}"; when = when),
            false => text!("that is not {when}", "当时不是{when}"; when = when),
        }
    }
}

//! What becomes of a leftover under one rule.

use crate::model::{Cap, CapAmount, CapOf, CapSide, Life, Question, Rollover};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Kind, Rounding};

use super::Sentence;
use super::speech::{Speech, said};
use super::time;
use super::words::{sentence, sentences};

impl Speech<'_> {
    /// The rule, of a leftover called so: "what is left at the end of a period".
    pub(super) fn rollover(&self, rule: &Rollover, left: &Text) -> Vec<Sentence> {
        let Rollover { of: _, life, condition, caps, granted_on, usable, rounding, activation, origin } = rule;
        let Some(life) = life else { return vec![said(lost(left), *origin)] };
        let mut said_of_it = vec![said(self.life_of(*life, left), *origin)];
        if let Some(days) = granted_on.and_then(super::scope::days) {
            let text = text!("This is only for what was granted {days}; the rest is lost.", "仅适用于{days}发放的部分，其余作废。"; days = days);
            said_of_it.push(said(text, *origin));
        }
        if let Some(usable) = usable.as_ref().and_then(|usable| self.scope(usable, rule.of.kind.unwrap_or(Kind::Data)))
        {
            let text = text!("Once it has rolled over, it is usable {usable}.", "累积后的使用范围：{usable}。"; usable = usable);
            said_of_it.push(said(text, *origin));
        }
        if let Some((kind, rounding)) = rounding {
            said_of_it.push(said(self.rounding(*kind, *rounding), *origin));
        }
        if let Some(condition) = condition {
            let condition = self.condition(condition, true);
            let text = text!("This applies only if {condition}. Otherwise it is lost.",
                "仅当{condition}时适用，否则作废。"; condition = condition);
            said_of_it.push(said(text, *origin));
        }
        if let Some(within) = activation {
            let text = text!(
                "You have to activate the rollover within {within} after the end of the period. Until then the leftover \
                 cannot be used; if you are late, it is lost.",
                "须在周期结束后 {within}内激活累积；激活前余量不可使用，逾期作废。";
                within = time::duration(*within)
            );
            said_of_it.push(said(text, *origin));
        }
        said_of_it.extend(caps.iter().flat_map(|cap| self.cap(cap)));
        said_of_it
    }

    fn life_of(&self, life: Life, left: &Text) -> Text {
        match life {
            Life::For(length) => {
                let more = time::more(length);
                let text = text!("{left} stays usable for {more}, then it expires", "{left}可继续使用 {more}，之后失效";
                    left = left, more = more);
                sentences(&[sentence(&text), text!("It does not roll over again.", "不会再次累积。")])
            }
            Life::To(end) => {
                let until = self.validity(end);
                let text = text!("{left} stays usable {until}, then it expires", "{left}{until}，之后失效";
                    left = left, until = until);
                sentences(&[sentence(&text), text!("It does not roll over again.", "不会再次累积。")])
            }
            Life::Periods(count) => {
                let more = time::more_periods(count);
                let text = text!("{left} stays usable {more}, then it expires", "{left}可继续使用 {more}，之后失效";
                    left = left, more = more);
                let once = text!("It does not roll over again.", "不会再次累积。");
                sentences(&[sentence(&text), once, self.unless_renewed()])
            }
            Life::Renewals { at_most, no_longer_than, renewed } => {
                let mut parts = vec![sentence(&carried(left, at_most, renewed))];
                if let Some(longest) = no_longer_than {
                    parts.push(text!(
                        "It stays usable for at most {longest} after the end of the period it came from.",
                        "最长可用至所属周期结束后 {longest}。"; longest = time::duration(longest)
                    ));
                }
                parts.push(self.unless_renewed());
                sentences(&parts)
            }
        }
    }

    /// "rounded up to a multiple of 1 MB".
    pub(super) fn steps(&self, kind: Kind, rounding: Rounding) -> Text {
        let step = rounding.step();
        let step = self.amount(kind, step);
        match rounding {
            Rounding::Up(_) => text!("rounded up to a multiple of {step}", "向上取整至 {step} 的整数倍"; step = step),
            Rounding::Nearest(_) => {
                text!("rounded to the nearest multiple of {step}", "四舍五入至 {step} 的整数倍"; step = step)
            }
            Rounding::Down(_) => {
                text!("rounded down to a multiple of {step}", "向下取整至 {step} 的整数倍"; step = step)
            }
        }
    }

    fn rounding(&self, kind: Kind, rounding: Rounding) -> Text {
        text!("It is {steps}.", "{steps}。"; steps = self.steps(kind, rounding))
    }

    fn unless_renewed(&self) -> Text {
        if self.plan.renewal.grace.is_some() {
            return text!("If the plan is not renewed in time, it is lost.", "未按时续订则作废。");
        }
        text!("If the plan is not renewed, it is lost.", "未续订则作废。")
    }

    fn cap(&self, cap: &Cap) -> Vec<Sentence> {
        let Cap { of, amount, side, origin } = cap;
        let most = self.cap_amount(*amount);
        let text = match of {
            CapOf::Bank => {
                text!("at most {most} can be saved up", "最多可累积{most}"; most = most)
            }
            CapOf::BankAndPlan => {
                text!("what is saved up and what the new period gives, together, can be at most {most}", "累积余量与新周期额度合计最多为{most}"; most = most)
            }
            CapOf::Entry => {
                text!("at most {most} can be saved at the end of one period", "每个周期结束时最多累积{most}"; most = most)
            }
        };
        let cut = match side.answer {
            CapSide::RefuseNewest => text!("what would be added last is not saved", "最后加入的部分不再累积"),
            CapSide::DropOldest => text!("the oldest is lost", "最早的部分作废"),
        };
        if side.is_assumed() {
            let beyond = text!("beyond that, {cut}", "超出时，{cut}"; cut = cut);
            return vec![
                said(sentence(&text), *origin),
                self.chosen(sentence(&beyond), Origin::Assumed, Question::CapSide),
            ];
        }
        let text = text!("{text}; beyond that, {cut}", "{text}；超出时，{cut}"; text = text, cut = cut);
        vec![said(sentence(&text), *origin)]
    }

    /// "60 GB", "twice what the plan gives in a period".
    pub(super) fn cap_amount(&self, amount: CapAmount) -> Text {
        match amount {
            // Where there is only one kind, the sentence is about it already.
            CapAmount::Units { kind, amount } if self.only_kind == Some(kind) => self.amount(kind, amount),
            CapAmount::Units { kind, amount } => self.amount_of(kind, amount),
            CapAmount::TimesPlan(ratio) if ratio.numerator == ratio.denominator => {
                text!("as much as the plan gives in a period", "套餐一个周期的额度")
            }
            CapAmount::TimesPlan(ratio) => {
                let times = super::amount::multiple(ratio);
                text!("{times} what the plan gives in a period", "套餐一个周期额度的 {times}"; times = times)
            }
            CapAmount::Periods(1) => text!("the leftover of one period", "1 个周期的余量"),
            CapAmount::Periods(count) => text!("the leftovers of {count} periods", "{count} 个周期的余量"),
        }
    }
}

/// The leftover does not live on.
pub(super) fn lost(left: &Text) -> Text {
    sentence(&text!("{left} is lost", "{left}作废"; left = left))
}

fn carried(left: &Text, at_most: Option<u32>, renewed: bool) -> Text {
    let moves = if renewed {
        text!("{left} moves on into the new period each time the plan is renewed", "每次续订时，{left}转入新周期"; left = left)
    } else {
        text!("{left} moves on into the new period each time a period ends", "{left}自动转入新周期"; left = left)
    };
    match at_most {
        None => moves,
        Some(1) if renewed => text!(
            "{left} moves on into the next period when the plan is renewed, and is lost at the end of that one",
            "续订时，{left}转入下个周期，到下个周期结束时仍未用完则作废"; left = left
        ),
        Some(1) => text!(
            "{left} moves on into the next period, and is lost at the end of that one",
            "{left}自动转入下个周期，到下个周期结束时仍未用完则作废"; left = left
        ),
        Some(count) => {
            let times = time::times(u64::from(count));
            text!("{moves}, at most {times}; after that it is lost", "{moves}，最多 {times}，之后仍未用完则作废";
                moves = moves, times = times)
        }
    }
}

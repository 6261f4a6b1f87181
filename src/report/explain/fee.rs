//! Fees that follow something, and how long a plan lasts.

use crate::model::{FeeAmount, FeeBase, FeeShare, TermLength};
use crate::text;
use crate::text::Text;
use crate::units::Duration;

use super::speech::{Speech, said};
use super::{Sentence, amount, time};

impl Speech<'_> {
    /// "you pay $1.00", "you pay 6% of what you were charged on the day before".
    pub(super) fn fee(&self, fee: &FeeAmount) -> Text {
        match fee {
            FeeAmount::Fixed(amount) => text!("you pay {fee}", "收费 {fee}"; fee = self.money(*amount)),
            FeeAmount::Share(FeeShare { share, of, least, most, rounding }) => {
                let (share, of) = (amount::percent(*share), self.fee_base(of));
                let mut text = text!("you pay {share} of {of}", "收取{of}的 {share}"; share = share, of = of);
                if !least.is_zero() {
                    text = text!("{text}, at least {least}", "{text}，至少 {least}"; text = text, least = self.money(*least));
                }
                if let Some(most) = most {
                    text =
                        text!("{text}, at most {most}", "{text}，最多 {most}"; text = text, most = self.money(*most));
                }
                self.and_rounded(&text, *rounding)
            }
            FeeAmount::Missing { to, of } => {
                let (to, of) = (self.money(*to), self.fee_base(of));
                text!("if {of} is less than {to}, you pay the difference", "{of}不足 {to} 的，收取差额"; of = of, to = to)
            }
            FeeAmount::EachLeft { each, of } => {
                let (each, of_what, of) = (self.money(*each), *of, term_length(*of));
                let one = match of_what {
                    TermLength::Periods(_) => text!("period", "周期"),
                    TermLength::Length(Duration::Months(_)) => text!("whole month", "整月"),
                    TermLength::Length(Duration::Days(days)) if days % 7 == 0 => text!("whole week", "整周"),
                    TermLength::Length(Duration::Days(_)) => text!("whole day", "整天"),
                    TermLength::Length(Duration::Seconds(_)) => text!("whole hour", "整小时"),
                };
                text!("you pay {each} for each {one} that is left of {of}", "{of}中每剩余一{one}收费 {each}"; each = each, one = one, of = of)
            }
        }
    }

    fn fee_base(&self, of: &FeeBase) -> Text {
        match of {
            FeeBase::Bill => text!("all that was charged for the period", "本周期收取的全部费用"),
            FeeBase::Debts => text!("what you owe", "欠款"),
            FeeBase::Recharge => text!("what you pay in", "充值金额"),
            FeeBase::Past(past) => self.earned(past),
        }
    }

    /// "You have the plan for 12 periods; after that you go on with Basic."
    pub(super) fn lasts(&self) -> Option<Sentence> {
        let term = self.plan.renewal.term?;
        let how_long = term_length(term.length);
        let text = match term.then.and_then(|then| self.catalogue.plan(then)) {
            Some(plan) => {
                let name = super::names::quoted(&plan.name);
                text!("You have the plan for {how_long}; after that you go on with {name}.", "套餐为期{how_long}，之后转为{name}。";
                    how_long = how_long, name = name)
            }
            None => {
                text!("You have the plan for {how_long}; then your subscription ends.", "套餐为期{how_long}，之后服务终止。"; how_long = how_long)
            }
        };
        Some(said(text, term.origin))
    }
}

/// "12 periods", "6 months".
fn term_length(length: TermLength) -> Text {
    match length {
        TermLength::Periods(1) => text!("1 period", "1 个周期"),
        TermLength::Periods(periods) => text!("{periods} periods", "{periods} 个周期"),
        TermLength::Length(Duration::Months(months)) if months % 12 != 0 && months > 1 => {
            text!("{months} months", "{months} 个月")
        }
        TermLength::Length(length) => time::duration(length),
    }
}

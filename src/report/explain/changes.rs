//! Early and late renewal, another plan, suspension, the end.

use crate::model::{
    ChangeTerms, ChangeTime, Condition, EarlyRenewal, Grace, Handler, Plan, Question, Suspension, Trigger,
};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::Cycle;

use super::handler::keeps_everything;
use super::speech::{Speech, said, section};
use super::words::sentence;
use super::{Section, Sentence, time};

impl Speech<'_> {
    pub(super) fn changes_section(&self) -> Section {
        let mut sentences = Vec::new();
        if self.plan.cycle.answer != Cycle::Once {
            sentences.push(self.early_renewal());
            let early = text!("you can renew early", "可提前续订");
            sentences.extend(self.eligibility(&self.plan.renewal.early_only_if, &early));
        }
        sentences.extend(self.plan.renewal.grace.iter().flat_map(|grace| self.late_renewal(grace)));
        sentences.extend(self.plan_change());
        sentences.push(self.suspension());
        sentences.extend(self.told_when(|trigger| matches!(trigger, Trigger::Suspension | Trigger::Resumption)));
        sentences.extend(self.told_when(|trigger| *trigger == Trigger::Cancellation));
        sentences
            .push(self.whole(text!("When you end the plan, whatever is left is lost.", "退订后，剩余的全部作废。")));
        section(text!("Renewing, changing, pausing, ending", "续订、变更、停机与退订"), sentences)
    }

    fn early_renewal(&self) -> Sentence {
        let early = &self.plan.renewal.early;
        let text = match early.answer {
            EarlyRenewal::AtOnce => text!(
                "If you renew before the period ends, the period ends there and the new one begins at once.",
                "提前续订时，本周期随即结束，新周期立即开始。"
            ),
            EarlyRenewal::AtPeriodEnd => text!(
                "If you renew before the period ends, you pay at once and the new period begins when this one ends.",
                "提前续订时立即付费，新周期在本周期结束后开始。"
            ),
        };
        let ahead = self.plan.renewal.ahead;
        if early.answer == EarlyRenewal::AtPeriodEnd && ahead > 1 {
            let more = text!(" At most {ahead} periods can be paid ahead.", "最多可预付 {ahead} 个周期。");
            let text = Text { en: text.en + &more.en, zh: text.zh + &more.zh };
            return self.chosen(text, early.origin, Question::EarlyRenewal);
        }
        self.chosen(text, early.origin, Question::EarlyRenewal)
    }

    fn plan_change(&self) -> Vec<Sentence> {
        let rule = &self.plan.change;
        let when = match rule.when.answer {
            ChangeTime::Now => text!(
                "A change to another plan takes effect at once: a period of the new plan begins.",
                "变更套餐立即生效，新套餐的周期随即开始。"
            ),
            ChangeTime::NextPeriod => {
                text!("A change to another plan takes effect when the period ends.", "变更套餐在本周期结束时生效。")
            }
            ChangeTime::FirstNow => text!(
                "The first change to another plan in a period takes effect at once, further ones when the period ends.",
                "每个周期内首次变更套餐立即生效，之后的变更在周期结束时生效。"
            ),
        };
        let told = self.told_when(|trigger| *trigger == Trigger::PlanChange);
        // Where there is no other plan and nothing is said of one, there is nothing to be told.
        if rule.when.is_assumed() && rule.terms.is_empty() && !rule.decided && told.is_empty() && !self.has_sibling() {
            return Vec::new();
        }
        let mut sentences = vec![self.default(when, rule.when.origin)];
        sentences.extend(rule.some.iter().map(|(of, time)| self.some_change(of, *time)));
        sentences.extend(rule.terms.iter().flat_map(|terms| self.terms_of_change(terms)));
        let kept = if told.is_empty() {
            text!(
                "At a change, what you have left is kept, with its expiry date.",
                "变更时，剩余的予以保留，到期时间不变。"
            )
        } else {
            text!("Whatever else you have left is kept, with its expiry date.", "其余的予以保留，到期时间不变。")
        };
        let origin = if rule.decided { self.plan.origin } else { Origin::Assumed };
        sentences.extend(told);
        sentences.push(self.chosen(kept, origin, Question::Change));
        sentences
    }

    /// "If the new plan has less data, it takes effect when the period ends."
    fn some_change(&self, of: &Condition, time: ChangeTime) -> Sentence {
        let when = match time {
            ChangeTime::Now => text!("it takes effect at once", "立即生效"),
            ChangeTime::NextPeriod => text!("it takes effect when the period ends", "在本周期结束时生效"),
            ChangeTime::FirstNow => {
                text!(
                    "the first one in a period takes effect at once, further ones when it ends",
                    "每个周期内首次立即生效，之后的在周期结束时生效"
                )
            }
        };
        let of = self.condition(of, true);
        self.whole(text!("If {of}, {when}.", "如{of}，{when}。"; of = of, when = when))
    }

    fn terms_of_change(&self, terms: &ChangeTerms) -> Vec<Sentence> {
        let lead = terms
            .of
            .as_ref()
            .map_or_else(Text::default, |of| text!("if {of}, ", "如{of}，"; of = self.condition(of, true)));
        let may = text!("{lead}you can change", "{lead}可变更套餐"; lead = lead);
        let mut sentences = self.eligibility(&terms.only_if, &may);
        sentences.extend(terms.limits.iter().map(|limit| {
            let (times, span) = (time::times(limit.amount.0), self.span(limit.span));
            let text = text!("{may} at most {times} {span}", "{may}，{span}最多 {times}"; may = may, times = times, span = span);
            said(sentence(&text), limit.origin)
        }));
        let fee = terms.fee.filter(|fee| !fee.is_zero()).map(|fee| {
            let text = text!("{lead}a change costs {fee}", "{lead}变更收费 {fee}"; lead = lead, fee = self.money(fee));
            said(sentence(&text), terms.origin)
        });
        sentences.extend(fee);
        sentences
    }

    /// Whether there is another plan of the same operator.
    fn has_sibling(&self) -> bool {
        let sibling = |other: &Plan| other.id != self.plan.id && other.operator == self.plan.operator;
        self.catalogue.plans.iter().any(sibling)
    }

    fn suspension(&self) -> Sentence {
        let suspension = &self.plan.suspension;
        let text = match suspension.answer {
            Suspension::ClockRuns => text!(
                "While your line is suspended you cannot use anything, and time goes on: what expires meanwhile is lost.",
                "停机期间不能使用，有效期继续计算，期间到期的作废。"
            ),
            Suspension::ClockStops => text!(
                "While your line is suspended you cannot use anything, and time stands still: the period and every expiry \
                 date move on by as long as the suspension lasted.",
                "停机期间不能使用，有效期暂停计算，周期和各到期时间按停机时长顺延。"
            ),
        };
        self.chosen(text, suspension.origin, Question::Suspension)
    }

    fn told_when(&self, when: impl Fn(&Trigger) -> bool) -> Vec<Sentence> {
        // A promotion's are told with the promotion.
        // That everything is kept at a change is said there anyway.
        let says = |handler: &Handler| handler.trigger != Trigger::PlanChange || !keeps_everything(handler);
        let here = |handler: &&Handler| when(&handler.trigger) && says(handler) && !self.is_promotion(handler.product);
        self.plan.handlers.iter().filter(here).flat_map(|handler| self.handler(handler)).collect()
    }

    fn late_renewal(&self, grace: &Grace) -> Vec<Sentence> {
        let Grace { length, usable, origin } = grace;
        let saved = text!(
            "If the plan is not renewed in time, what was left is kept for {length}, and saved if you renew within that time.",
            "未按时续订的，余量保留 {length}，期间续订即可继续累积。"; length = time::duration(*length)
        );
        let meanwhile = if usable.answer {
            text!("Meanwhile it can be used.", "期间可以使用。")
        } else {
            text!("Meanwhile it cannot be used.", "期间不能使用。")
        };
        vec![said(saved, *origin), self.chosen(meanwhile, usable.origin, Question::Grace)]
    }
}

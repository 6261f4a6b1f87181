//! Which rule decides over which leftover.

use crate::event::ProductId;
use crate::model::{Class, Grant, Life, Question, Rollover, RolloverOf, Selector, Validity};
use crate::text;
use crate::text::Text;
use crate::units::{Allowance, Cycle, Kind};

use super::amount::noun;
use super::grants::Subject;
use super::rollover::lost;
use super::selector::is_everything;
use super::speech::{Speech, said, section};
use super::words::{Join, list, sentence};
use super::{Section, Sentence};

impl Speech<'_> {
    pub(super) fn leftovers_section(&self) -> Section {
        let rules = &self.plan.rollovers.answer;
        let mut sentences: Vec<Sentence> =
            rules.iter().flat_map(|rule| self.rollover(rule, &self.left_of(rule))).collect();
        sentences.extend(self.own_grants().iter().flat_map(|grant| self.exception(grant)));
        sentences.extend(self.uncovered());
        section(text!("What happens to leftovers", "未用完的部分"), sentences)
    }

    /// "What is left of the data from the plan at the end of a period".
    fn left_of(&self, rule: &Rollover) -> Text {
        let of = &rule.of;
        if is_everything(of) && (of.kind.is_none() || of.kind == self.only_kind) {
            let noun = self.noun(of).zh;
            return text!("what is left at the end of a period", "周期结束时未用完的{noun}");
        }
        let lots = self.lots(of);
        if rule.life.is_none() {
            // It may be of packs, which end when they end.
            return text!("what is left of the {lots}", "{lots}未用完的部分"; lots = lots);
        }
        text!("what is left of the {lots} at the end of a period", "周期结束时未用完的{lots}"; lots = lots)
    }

    /// A grant of the plan with a rule of its own.
    fn exception(&self, grant: &Grant) -> Vec<Sentence> {
        let what = self.granted(grant);
        let left = text!("what is left of the {what} at the end of a period", "周期结束时未用完的{what}"; what = what);
        match &grant.rollover {
            RolloverOf::Plan => Vec::new(),
            RolloverOf::Never(origin) => vec![said(lost(&left), *origin)],
            RolloverOf::Own(rule) => self.rollover(rule, &left),
        }
    }

    /// What the plan grants and no rule speaks of.
    fn uncovered(&self) -> Option<Sentence> {
        let loses = |kind: &Kind| self.own_grants().iter().any(|grant| grant.kind == *kind && self.is_uncovered(grant));
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(loses).collect();
        let origin = self.plan.rollovers.origin;
        if kinds.is_empty() {
            // A plan that grants nothing yet loses whatever it will grant.
            let nothing = self.own_grants().is_empty() && self.plan.rollovers.answer.is_empty();
            let left = text!("what is left at the end of a period", "周期结束时未用完的部分");
            return nothing.then(|| self.chosen(lost(&left), origin, Question::Rollover));
        }
        let nouns: Vec<Text> = kinds.into_iter().map(noun).collect();
        let nouns = list(&nouns, Join::And);
        let left =
            text!("what is left of the {nouns} at the end of a period", "周期结束时未用完的{nouns}"; nouns = nouns);
        Some(self.chosen(lost(&left), origin, Question::Rollover))
    }

    fn is_uncovered(&self, grant: &Grant) -> bool {
        let endless = grant.amount.answer == Allowance::Unlimited || grant.validity.answer == Validity::Forever;
        // What ends at another time than the period is told with the grant.
        grant.rollover == RolloverOf::Plan
            && grant.validity.answer == Validity::Periods(1)
            && !endless
            && self.plan.cycle.answer != Cycle::Once
            && self.rule_of(grant.kind, Class::Plan, self.plan.product).is_none()
    }

    /// What becomes of the leftover of a pack or a bonus.
    pub(super) fn leftover(&self, grant: &Grant, subject: &Subject) -> Option<Vec<Sentence>> {
        if grant.amount.answer == Allowance::Unlimited || grant.validity.answer == Validity::Forever {
            return None;
        }
        let it = &subject.it;
        let left = text!("what is left of {it}", "{it}未用完的部分"; it = it);
        Some(match &grant.rollover {
            RolloverOf::Never(origin) => vec![said(lost(&left), *origin)],
            RolloverOf::Own(rule) => {
                let left = text!("what is left of {it} at the end", "{it}到期时未用完的部分"; it = it);
                self.rollover(rule, &left)
            }
            RolloverOf::Plan => vec![self.as_the_plan_says(grant, subject, &left)],
        })
    }

    fn as_the_plan_says(&self, grant: &Grant, subject: &Subject, left: &Text) -> Sentence {
        let rule = self.rule_of(grant.kind, subject.class, subject.product);
        let Some((rule, life)) = rule.and_then(|rule| Some((rule, rule.life?))) else {
            let origin = rule.map_or(self.plan.rollovers.origin, |rule| rule.origin);
            return self.chosen(lost(left), origin, Question::Rollover);
        };
        let with_period = match life {
            Life::For(_) | Life::To(_) => true,
            Life::Periods(_) | Life::Renewals { .. } => matches!(grant.validity.answer, Validity::Periods(_)),
        };
        let text = if with_period {
            text!("{left} rolls over like other leftovers", "{left}与其他余量一样累积"; left = left)
        } else {
            text!("{left} rolls over like other leftovers if it ends just when a period ends; otherwise it is lost",
                "{left}仅当恰好与周期同时到期时，才与其他余量一样累积，否则作废"; left = left)
        };
        said(sentence(&text), rule.origin)
    }

    /// The first rule that fits decides, by what a lot is when it comes into being.
    fn rule_of(&self, kind: Kind, class: Class, product: ProductId) -> Option<&Rollover> {
        let fits = |of: &Selector| {
            of.is_of(kind)
                && of.class.is_none_or(|wanted| wanted == class)
                && of.product.is_none_or(|wanted| wanted == product)
        };
        self.plan.rollovers.answer.iter().find(|rule| fits(&rule.of))
    }
}

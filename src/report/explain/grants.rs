//! What each period gives, and what is to be said of any lot that is granted.

use crate::model::{Class, Grant, Question, RolloverOf, Start, Validity};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Allowance, Cycle, Kind};

use super::amount::noun;
use super::speech::{Speech, said, section};
use super::words::{commas, sentence, sentences};
use super::{Section, Sentence, time};

/// What a lot is called in the sentences that follow the one that grants it, and what that sentence said already.
pub(super) struct Subject {
    /// "it", "the bonus"; 其.
    pub(super) it: Text,
    /// What mints it.
    pub(super) class: Class,
    pub(super) product: crate::event::ProductId,
}

impl Speech<'_> {
    pub(super) fn grants_section(&self) -> Section {
        let mut sentences: Vec<Sentence> = self.own_grants().iter().flat_map(|grant| self.own_grant(grant)).collect();
        if sentences.is_empty() {
            // What a plan does not say is granted as assumed; this one says that it grants nothing.
            sentences.push(self.whole(text!("The plan gives nothing by itself.", "套餐本身不包含额度。")));
        }
        section(text!("What you get", "套餐内容"), sentences)
    }

    fn own_grant(&self, grant: &Grant) -> Vec<Sentence> {
        let cycle = self.plan.cycle.answer;
        let (every, what) = (time::every(cycle), self.granted(grant));
        let text = match (cycle, grant.amount.is_assumed()) {
            (_, true) => self.unsaid_amount(grant, &every),
            (Cycle::Once, _) => text!("Once, you get {what}.", "一次性获得{what}。"; what = what),
            _ => sentence(&text!("{every} you get {what}", "{every}获得{what}"; every = every, what = what)),
        };
        let text = match grant.repeat {
            Some(repeat) => self.own_repeated(grant, repeat),
            None => text,
        };
        let subject = Subject { it: text!("it", "该额度"), class: Class::Plan, product: self.plan.product };
        let origin = if grant.amount.is_assumed() { Origin::Assumed } else { grant.origin };
        let mut sentences = vec![self.chosen(text, origin, Question::Amount)];
        // To the end of the period is what is meant by "every month you get".
        if grant.validity.answer != Validity::Periods(1) && cycle != Cycle::Once {
            let usable = self.lasting(grant);
            let text = text!("It is usable {usable}.", "该额度{usable}。"; usable = usable);
            sentences.push(self.chosen(text, grant.validity.origin, Question::Validity));
            if grant.rollover == RolloverOf::Plan {
                sentences.extend(self.leftover(grant, &subject).into_iter().flatten());
            }
        }
        sentences.extend(self.life(grant, &subject));
        sentences
    }

    /// What comes again within a period.
    fn own_repeated(&self, grant: &Grant, repeat: Cycle) -> Text {
        let (each, what) = (time::each(repeat), self.granted(&Grant { repeat: None, ..grant.clone() }));
        let got =
            sentence(&text!("{each} of the period you get {what}", "周期内{each}获得{what}"; each = each, what = what));
        let lasts = text!(
            "It lasts until the next one comes; that is when its own period ends.",
            "每份可用至下一份发放时，届时视为其周期结束。"
        );
        sentences(&[got, lasts])
    }

    fn unsaid_amount(&self, grant: &Grant, every: &Text) -> Text {
        let noun = noun(grant.kind);
        let said = text!("{every} you get {noun}. How much is not said", "{every}获得{noun}，但没有说明数量";
            every = every, noun = noun);
        sentence(
            &text!("{said}; it is taken as {taken}", "{said}，按{taken}处理"; said = said, taken = self.taken_as(grant)),
        )
    }

    /// The documented answer to how much.
    pub(super) fn taken_as(&self, grant: &Grant) -> Text {
        match grant.amount.answer {
            Allowance::Limited(amount) => self.amount(grant.kind, amount),
            Allowance::Unlimited => text!("unlimited", "不限量"),
        }
    }

    /// "20 GB of data, usable on Saturdays and Sundays".
    pub(super) fn granted(&self, grant: &Grant) -> Text {
        let amount = match grant.amount.answer {
            Allowance::Limited(amount) => self.amount_of(grant.kind, amount),
            Allowance::Unlimited if grant.kind == Kind::Voice => text!("unlimited calls", "不限量通话"),
            Allowance::Unlimited => text!("unlimited {noun}", "不限量{noun}"; noun = noun(grant.kind)),
        };
        let amount = match grant.repeat {
            Some(cycle) => text!("{amount} {each}", "{each}{amount}"; amount = amount, each = time::each(cycle)),
            None => amount,
        };
        let amount = match grant.each {
            None => amount,
            Some(heads) => {
                let after = heads.after;
                let who = if heads.owner { text!("line", "个号码") } else { text!("member", "个成员") };
                match after {
                    0 => text!("{amount} for each {who}", "每{who}{amount}"; amount = amount, who = who),
                    _ => text!("{amount} for each {who} after {after}", "超过 {after} {who}后，每{who}{amount}";
                        amount = amount, who = who),
                }
            }
        };
        match self.scope(&grant.scope, grant.kind) {
            None => amount,
            // "100 minutes of calls to the same network" needs no more words.
            Some(scope) if scope.en.starts_with("to ") => {
                text!("{amount} {scope}", "{amount}（{scope}）"; amount = amount, scope = scope)
            }
            Some(scope) => {
                text!("{amount}, usable {scope}", "{amount}（使用范围：{scope}）"; amount = amount, scope = scope)
            }
        }
    }

    /// With its validity, where the plan says it: "5 GB of data, usable on Sundays, for 30 days".
    pub(super) fn granted_for(&self, grant: &Grant) -> Text {
        let what = self.granted(grant);
        if grant.validity.is_assumed() {
            return what;
        }
        commas(&[what, self.lasting(grant)])
    }

    /// How long, where nobody said it; when its life begins; whether it goes first.
    pub(super) fn terms(&self, grant: &Grant, subject: &Subject) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        if grant.validity.is_assumed() {
            let usable = self.lasting(grant);
            let text = text!("{it} is usable {usable}", "{it}{usable}"; it = subject.it, usable = usable);
            sentences.push(self.chosen(sentence(&text), Origin::Assumed, Question::Validity));
        }
        sentences.extend(self.life(grant, subject));
        sentences
    }

    fn life(&self, grant: &Grant, subject: &Subject) -> Vec<Sentence> {
        let it = &subject.it;
        let start = match grant.start {
            Start::Granted => None,
            Start::At(at) => {
                Some(text!("{it} can be used from {at} on", "{it}自{at}起可用"; it = it, at = self.beginning(at)))
            }
            Start::FirstUse { within: None } => {
                Some(text!("the time of {it} begins when you first use it", "{it}自首次使用时开始计时"; it = it))
            }
            Start::FirstUse { within: Some(within) } => Some(text!(
                "the time of {it} begins when you first use it; if you have not used it within {within}, it expires",
                "{it}自首次使用时开始计时；{within}内未使用则失效";
                it = it, within = time::duration(within)
            )),
            Start::NextSession { if_without: false } => Some(text!(
                "{it} counts for calls and sessions that begin after you get it",
                "{it}用于其后开始的通话和会话"; it = it)),
            Start::NextSession { if_without: true } => Some(text!(
                "{it} counts for calls and sessions that begin after you get it, and for the one that is running if you had some when it began",
                "{it}用于其后开始的通话和会话；如进行中的会话开始时尚有额度，也用于该会话"; it = it)),
            Start::AfterPrevious => Some(text!("if you still have an earlier one, {it} starts when that one ends",
                    "如之前的同类额度尚未结束，{it}在其结束后开始"; it = it)),
        };
        let steps = grant.increment.map(|step| {
            text!("{it} is counted in steps of {step}, one that is begun in full", "{it}按 {step} 计量，不足一份按一份计";
                it = it, step = self.amount(grant.kind, step))
        });
        let first = grant.used_first.then(|| text!("{it} is used before everything else", "{it}最先使用"; it = it));
        start.into_iter().chain(steps).chain(first).map(|text| said(sentence(&text), grant.origin)).collect()
    }
}

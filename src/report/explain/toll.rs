//! What comes before a use, and how a use is paid.

use crate::model::{LimitSpan, Member, OneLot, Toll, TollWhat};
use crate::text;
use crate::text::Text;
use crate::units::Kind;

use super::Sentence;
use super::amount::noun;
use super::speech::{Speech, said};
use super::words::{Join, commas, list, sentence};

impl Speech<'_> {
    /// "The first use of data in a day (in Zone 2 only) costs $5; without that it is not possible."
    pub(super) fn toll(&self, toll: &Toll) -> Sentence {
        let Toll { kinds, scope, member, condition, what, limit, consent, together, origin } = toll;
        let nouns: Vec<Text> = kinds.iter().map(|kind| noun(*kind)).collect();
        let used = if nouns.is_empty() {
            text!("use", "使用")
        } else {
            text!("use of {nouns}", "使用{nouns}"; nouns = list(&nouns, Join::Or))
        };
        let who = match member {
            Member::Everybody => Text::default(),
            Member::Owner => text!(" by you yourself", "（您本人）"),
            Member::Others => text!(" by a member", "（成员）"),
        };
        let use_of = match limit {
            Some(limit) if limit.span == LimitSpan::Use => {
                text!("before each {used}{who}", "每次{used}{who}之前"; used = used, who = who)
            }
            Some(limit) => text!("before the first {used}{who} {span}", "{span}首次{used}{who}之前";
                used = used, who = who, span = self.span(limit.span)),
            None => text!("before {used}{who}", "{used}{who}之前"; used = used, who = who),
        };
        let kind = kinds.first().copied().unwrap_or(Kind::Data);
        let when = self.narrowed(use_of, (scope, condition.as_ref()), kind);
        let what = match what {
            TollWhat::Fee { amount, from: None } => text!("{fee} is charged", "收取 {fee}"; fee = self.money(*amount)),
            TollWhat::Fee { amount, from: Some(from) } => {
                text!("{fee} is charged, taken from your {lots}", "收取 {fee}，从您的{lots}扣除";
                    fee = self.money(*amount), lots = self.lots(from))
            }
            TollWhat::Pack { product, price } => self.bought(*product, *price),
        };
        let together = together.then(|| text!("counted for everybody together", "所有人共同计算"));
        let what = commas(&[Some(what), together, self.asked(*consent)].into_iter().flatten().collect::<Vec<_>>());
        let text = text!("{when}, {what}; without that it is not possible, and where nothing can be used, that is undone",
            "{when}，{what}；否则无法使用；若完全未能使用，则予以撤销";
            when = when, what = what);
        said(sentence(&text), *origin)
    }

    /// "Each use of data is paid by one of your amounts alone."
    pub(super) fn one_lot(&self, rule: &OneLot) -> Sentence {
        let what = match rule.kind {
            Some(kind) => text!("each use of {noun}", "每次使用{noun}"; noun = noun(kind)),
            None => text!("each use", "每次使用"),
        };
        let text = text!("{what} is paid from one of your allowances alone, the first that has enough for all of it",
            "{what}只从一份额度中扣除，即第一份足以支付全部用量的额度"; what = what);
        said(sentence(&text), rule.origin)
    }
}

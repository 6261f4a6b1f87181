//! How much may be used, apart from what is granted.

use crate::model::{Beyond, Ceiling, Increment, Member};
use crate::text;
use crate::text::Text;

use super::Sentence;
use super::amount::{noun, speed};
use super::speech::{Speech, said};
use super::words::{sentence, sentences};

impl Speech<'_> {
    pub(super) fn ceiling(&self, ceiling: &Ceiling) -> Sentence {
        let Ceiling { kind, of, scope, member, condition, limit, together, beyond, origin } = ceiling;
        let (most, span) = (self.most(*kind, limit), self.span(limit.span));
        let who = match (member, together) {
            (Member::Everybody, false) => Text::default(),
            (Member::Everybody, true) => text!(" by everybody together", "（所有人合计）"),
            (Member::Owner, _) => text!(" by you yourself", "（您本人）"),
            (Member::Others, false) => text!(" by each member", "（每位成员）"),
            (Member::Others, true) => text!(" by all members together", "（全体成员合计）"),
        };
        let text = match beyond {
            Beyond::Slow { bits_per_second } if limit.amount.is_zero() => {
                let what = text!("{noun}{who}", "{noun}{who}"; noun = noun(*kind), who = who);
                let what = self.narrowed(what, (scope, condition.as_ref()), *kind);
                let speed = speed(*bits_per_second);
                sentence(&text!("{what} is used at {speed}", "{what}速率为 {speed}"; what = what, speed = speed))
            }
            Beyond::Slow { bits_per_second } => {
                let what = text!("more than {most} of {noun}{who} {span}", "{noun}{who}{span}超过 {most} 的部分";
                    most = most, noun = noun(*kind), who = who, span = span);
                let what = self.narrowed(what, (scope, condition.as_ref()), *kind);
                let speed = speed(*bits_per_second);
                sentence(&text!("{what} is slow, at {speed}", "{what}速率为 {speed}"; what = what, speed = speed))
            }
            Beyond::Instead(resorts) => {
                let lots = self.lots(of);
                let what = text!("of your {lots}, at most {most}{who} can be used {span}", "{lots}{who}{span}最多使用 {most}";
                    most = most, lots = lots, who = who, span = span);
                let first = sentence(&self.narrowed(what, (scope, condition.as_ref()), *kind));
                if resorts.is_empty() {
                    let then = text!("What is over that is treated as if nothing were left.", "超出部分视同用完。");
                    sentences(&[first, then])
                } else {
                    let when = text!("for what is over that", "超出部分");
                    sentences(&[first, self.chain(&when, *kind, resorts)])
                }
            }
        };
        said(text, *origin)
    }

    /// "Each use of data counts in steps of 30 kB."
    pub(super) fn increment(&self, increment: &Increment) -> Sentence {
        let Increment { kind, per, origin } = *increment;
        let (what, per) = (noun(kind), self.amount(kind, per));
        let text = text!("Each use of {what} counts in steps of {per}, one that is begun in full.", "每次使用{what}按 {per} 计量，不足一份按一份计。";
            what = what, per = per);
        said(text, origin)
    }
}

//! How much may be used, apart from what is granted.

use crate::model::{Beyond, Ceiling, Increment, Member, Metered};
use crate::text;
use crate::text::Text;
use crate::units::Kind;

use super::Sentence;
use super::amount::{noun, speed};
use super::speech::{Speech, said};
use super::words::{sentence, sentences};

impl Speech<'_> {
    pub(super) fn ceiling(&self, ceiling: &Ceiling) -> Sentence {
        let Ceiling { kind, of, scope, member, condition, limit, metered, together, beyond, origin } = ceiling;
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
                let noun = noun(*kind);
                let what = match metered {
                    Metered::Amount if ceiling.is_of_all_use() => {
                        text!("at most {most} of {noun}{who} can be used {span}, whatever pays for it",
                        "{noun}{who}{span}最多使用 {most}，无论由什么支付"; most = most, noun = noun, who = who, span = span)
                    }
                    Metered::Uses if ceiling.is_of_all_use() => {
                        text!("{noun} can be used for at most {uses}{who} {span}, whatever pays for it",
                        "{noun}{who}{span}最多使用 {uses}，无论由什么支付"; noun = noun, uses = uses(*kind, limit.amount.0), who = who, span = span)
                    }
                    Metered::Numbers if ceiling.is_of_all_use() => {
                        text!("{noun} can be used with at most {count} different numbers{who} {span}, whatever pays for it",
                        "{noun}{who}{span}最多用于 {count} 个不同号码，无论由什么支付"; noun = noun, count = plain(limit.amount.0), who = who, span = span)
                    }
                    Metered::Amount => {
                        text!("of your {lots}, at most {most}{who} can be used {span}", "{lots}{who}{span}最多使用 {most}";
                        most = most, lots = lots, who = who, span = span)
                    }
                    Metered::Uses => {
                        text!("your {lots} can be used for at most {uses}{who} {span}", "{lots}{who}{span}最多使用 {uses}";
                        lots = lots, uses = uses(*kind, limit.amount.0), who = who, span = span)
                    }
                    Metered::Numbers => {
                        text!("your {lots} can be used with at most {count} different numbers{who} {span}",
                        "{lots}{who}{span}最多用于 {count} 个不同号码"; lots = lots, count = plain(limit.amount.0), who = who, span = span)
                    }
                };
                let first = sentence(&self.narrowed(what, (scope, condition.as_ref()), *kind));
                if resorts.is_empty() && ceiling.is_of_all_use() {
                    sentences(&[first, text!("What is over that is stopped.", "超出部分将被阻断。")])
                } else if resorts.is_empty() {
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
        let Increment { kind, scope, first, per, origin } = increment;
        let (what, per) = (noun(*kind), self.amount(*kind, *per));
        let steps = match first {
            None => text!("{per}", "{per}"; per = per),
            Some(first) => text!("{first} at first and of {per} then", "首 {first}、此后 {per}";
                first = self.amount(*kind, *first), per = per),
        };
        let text = text!("each use of {what} counts in steps of {steps}, one that is begun in full", "每次使用{what}按 {steps} 计量，不足一份按一份计";
            what = what, steps = steps);
        said(sentence(&self.narrowed(text, (scope, None), *kind)), *origin)
    }
}

/// A number, which is written alike in every language.
fn plain(count: u64) -> Text {
    text!("{count}", "{count}")
}

/// "10 calls", "3 sessions".
fn uses(kind: Kind, count: u64) -> Text {
    let many = if count == 1 { "" } else { "s" };
    match kind {
        Kind::Voice => text!("{count} call{many}", "{count} 次通话"),
        Kind::Sms => text!("{count} message{many}", "{count} 条短信"),
        Kind::Data => text!("{count} session{many}", "{count} 次上网"),
        Kind::Money | Kind::Points => text!("{count} use{many}", "{count} 次"),
    }
}

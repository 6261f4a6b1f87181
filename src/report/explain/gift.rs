//! Giving to others.

use crate::model::{GiftExpiry, GiftRule, GiftTo, Limit, Question};
use crate::text;
use crate::text::Text;
use crate::units::{Kind, Validity};

use super::amount::noun;
use super::order::Deed;
use super::speech::{Speech, said, section};
use super::words::{Join, counted, list, ordinal};
use super::{Section, Sentence, time};

impl Speech<'_> {
    pub(super) fn gift_section(&self) -> Section {
        let sentences = match self.plan.gifts.as_slice() {
            [] if self.plan.pool.is_none() => Vec::new(),
            [] => vec![self.whole(text!("Nothing can be given to others.", "不能转赠给他人。"))],
            rules => rules.iter().flat_map(|rule| self.gift(rule)).collect(),
        };
        section(text!("Giving", "转赠"), sentences)
    }

    fn gift(&self, rule: &GiftRule) -> Vec<Sentence> {
        let GiftRule {
            only_if,
            kind,
            to,
            receivers,
            step,
            sizes,
            receive_times,
            fees,
            validities,
            keep_of,
            only,
            at_least: _,
            at_most: _,
            amounts,
            times,
            keep,
            receive,
            fee,
            not,
            from,
            expiry,
            again,
            origin,
        } = rule;
        // Without a kind, amounts are of what the plan is about.
        let of = kind.or(self.only_kind).unwrap_or(Kind::Data);
        let what = kind.or(self.only_kind).map_or_else(|| text!("anything but money", "除话费外的额度"), noun);
        let whom = self.whom(*to);
        let mut sentences = vec![said(
            text!("You can give {what} to {whom}.", "您可以将{what}转赠{whom}。"; what = what, whom = whom),
            *origin,
        )];
        sentences.extend(step.map(|step| {
            let step = self.amount(of, step);
            said(
                text!("What you give is a multiple of {step}.", "转赠数量须为 {step} 的整数倍。"; step = step),
                *origin,
            )
        }));
        if !sizes.is_empty() {
            let sizes: Vec<Text> = sizes.iter().map(|size| self.amount(of, *size)).collect();
            let text = text!("You can give {sizes} at a time.", "每次可转赠 {sizes}。"; sizes = list(&sizes, Join::Or));
            sentences.push(said(text, *origin));
        }
        sentences.extend(receivers.iter().map(|limit| self.given_to_many(limit)));
        sentences.extend(only.iter().map(|of| {
            let text = text!("You can give only {lots}.", "仅{lots}可转赠。"; lots = self.lots(of));
            said(text, of.origin.unwrap_or(*origin))
        }));
        sentences.extend(self.eligibility(only_if, &text!("you can give", "可转赠")));
        sentences.extend(self.at_a_time(rule, of).map(|text| said(text, *origin)));
        sentences.extend(amounts.iter().map(|limit| self.given_in_a_span(limit, of)));
        sentences.extend(times.iter().map(|limit| self.given_times(limit)));
        sentences.extend(receive.iter().map(|limit| self.received(limit, of)));
        sentences.extend(receive_times.iter().map(|limit| self.received_times(limit)));
        let keep = keep.map(|keep| {
            let keep = self.amount(of, keep);
            match keep_of {
                Some(of) => {
                    text!("At least {keep} of {lots} must remain with you.", "您自己至少须保留 {keep} {lots}。";
                    keep = keep, lots = self.lots(of))
                }
                None => text!("At least {keep} must remain with you.", "您自己至少须保留 {keep}。"; keep = keep),
            }
        });
        let fee = fee
            .filter(|fee| !fee.is_zero())
            .map(|fee| text!("Each gift costs you {fee}.", "每次转赠收费 {fee}。"; fee = self.money(fee)));
        let fees = fees.iter().map(|(from, fee)| {
            let (from, fee) = (self.amount(of, *from), self.money(*fee));
            text!("A gift of {from} or more costs you {fee}.", "转赠 {from} 及以上收费 {fee}。"; from = from, fee = fee)
        });
        sentences.extend(keep.into_iter().chain(fee).chain(fees).map(|text| said(text, *origin)));
        sentences.extend(validities.iter().map(|(from, validity)| {
            let (from, usable) = (self.amount(of, *from), self.validity(*validity));
            let text = text!("A gift of {from} or more is usable {usable}.", "转赠 {from} 及以上{usable}。"; from = from, usable = usable);
            said(text, expiry.origin)
        }));
        sentences.extend(not.iter().map(|of| {
            let text = text!("You cannot give {lots}.", "{lots}不可转赠。"; lots = self.lots(of));
            said(text, of.origin.unwrap_or(*origin))
        }));
        sentences.push(self.chosen(self.order(&from.answer, Deed::Give), from.origin, Question::GiftFunding));
        sentences.push(self.chosen(self.gift_expiry(expiry.answer), expiry.origin, Question::GiftExpiry));
        sentences.push(said(given_again(*again), *origin));
        sentences
    }

    fn whom(&self, to: GiftTo) -> Text {
        match to {
            GiftTo::Anyone => text!("others", "他人"),
            GiftTo::Group => text!("those who share with you", "共享成员"),
            GiftTo::Marked(label) => {
                let name = self.catalogue.labels.name(label);
                text!("others on whose account “{name}” is noted", "账户登记有“{name}”的他人")
            }
            GiftTo::NotMarked(label) => {
                let name = self.catalogue.labels.name(label);
                text!("others on whose account “{name}” is not noted", "账户未登记“{name}”的他人")
            }
        }
    }

    fn gift_expiry(&self, expiry: GiftExpiry) -> Text {
        match expiry {
            GiftExpiry::Valid(Validity::For(length)) => {
                text!("A gift is usable for {length}.", "转赠部分自收到起 {length}内有效。"; length = time::duration(length))
            }
            GiftExpiry::Valid(validity) => {
                text!("A gift is usable {usable}.", "转赠部分{usable}。"; usable = self.validity(validity))
            }
            other => gift_expiry(other),
        }
    }

    fn given_to_many(&self, limit: &Limit) -> Sentence {
        let (most, span) = (limit.amount.0, self.span(limit.span));
        let who = counted(most, "person", "people");
        said(text!("You can give to at most {who} {span}.", "{span}最多转赠给 {most} 人。"; span = span), limit.origin)
    }

    fn at_a_time(&self, rule: &GiftRule, of: Kind) -> Option<Text> {
        let least =
            rule.at_least.map(|least| text!("at least {least}", "最少 {least}"; least = self.amount(of, least)));
        let most = rule.at_most.map(|most| text!("at most {most}", "最多 {most}"; most = self.amount(of, most)));
        let bounds: Vec<Text> = least.into_iter().chain(most).collect();
        if bounds.is_empty() {
            return None;
        }
        let bounds = list(&bounds, Join::And);
        Some(text!("You can give {bounds} at a time.", "每次转赠{bounds}。"; bounds = bounds))
    }

    fn given_in_a_span(&self, limit: &Limit, of: Kind) -> Sentence {
        let (most, span) = (self.most(of, limit), self.span(limit.span));
        said(
            text!("You can give at most {most} {span}.", "{span}最多转赠 {most}。"; most = most, span = span),
            limit.origin,
        )
    }

    fn received_times(&self, limit: &Limit) -> Sentence {
        let (times, span) = (time::times(limit.amount.0), self.span(limit.span));
        let text = text!("Nobody can receive more than {times} {span}.", "每名接收人{span}最多接收 {times}。"; times = times, span = span);
        said(text, limit.origin)
    }

    fn received(&self, limit: &Limit, of: Kind) -> Sentence {
        let (most, span) = (self.most(of, limit), self.span(limit.span));
        let text = text!("Nobody can receive more than {most} {span}.", "每名接收人{span}最多接收 {most}。"; most = most, span = span);
        said(text, limit.origin)
    }
}

impl Speech<'_> {
    fn given_times(&self, limit: &Limit) -> Sentence {
        let (times, span) = (time::times(limit.amount.0), self.span(limit.span));
        said(
            text!("You can give at most {times} {span}.", "{span}最多转赠 {times}。"; times = times, span = span),
            limit.origin,
        )
    }
}

fn given_again(again: bool) -> Text {
    if again {
        return text!("What was given to you can be given on.", "获赠的可以再次转赠。");
    }
    text!("What was given to you cannot be given on.", "获赠的不可再次转赠。")
}

fn gift_expiry(expiry: GiftExpiry) -> Text {
    match expiry {
        GiftExpiry::Kept | GiftExpiry::Valid(_) => {
            text!("A gift expires when it would have expired for you.", "转赠部分的到期时间不变。")
        }
        GiftExpiry::Later => text!(
            "A gift expires when it would have expired for you, or when the last of what the receiver has expires, whichever is later.",
            "转赠部分的到期时间取原到期时间与接收人同类余量最晚到期时间中较晚者。"
        ),
        GiftExpiry::ReceiverPeriods(0 | 1) => {
            text!("A gift is usable until the end of the receiver's period.", "转赠部分有效至接收人本周期结束。")
        }
        GiftExpiry::ReceiverPeriods(count) => {
            let th = ordinal(count);
            text!(
                "A gift is usable until the end of the receiver's {th} period, counting the current one.",
                "转赠部分有效至接收人第 {count} 个周期结束（含本周期）。"
            )
        }
        GiftExpiry::GiverPeriod => {
            text!("A gift is usable until the end of your period.", "转赠部分有效至您的本周期结束。")
        }
    }
}

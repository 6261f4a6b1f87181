//! Pools and gifts.

use crate::program::{Counter, Gift, GiftExpiry, GiftTo, Pool};
use crate::units::{Kind, Quantity};

use super::Listing;
use super::lots::kind_name;

impl Listing<'_> {
    pub(super) fn transfers(&mut self) {
        if let Some(pool) = &self.plan.pool {
            self.pool(pool);
        }
        for gift in &self.plan.gifts {
            self.gift(gift);
        }
    }

    fn pool(&mut self, pool: &Pool) {
        let members =
            pool.members.map_or_else(|| "any number of members".to_owned(), |most| format!("at most {most} members"));
        let of: Vec<String> = pool.of.iter().map(|of| self.selector(of)).collect();
        let whose = if pool.everybody { "everybody's " } else { "" };
        self.line(1, format!("pool: {whose}{} with {members}", of.join(" or ")), pool.origin);
        for (words, cap) in [("each member", pool.each), ("all members together", pool.together)] {
            if let Some((amount, origin)) = cap {
                self.line(2, format!("{words}: at most {} data in a period", self.amount(Kind::Data, amount)), origin);
            }
        }
    }

    fn gift(&mut self, gift: &Gift) {
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| gift.kinds[kind.index()]).collect();
        let names: Vec<&str> = kinds.iter().map(|kind| kind_name(*kind)).collect();
        let kind = kinds.first().copied().unwrap_or(Kind::Data);
        self.line(1, format!("on giving {}: move lots to the receiver", names.join("+")), gift.origin);
        let origin = gift.origin;
        let bounds = [
            ("refuse less than", gift.at_least, !gift.at_least.is_zero()),
            ("refuse more than", gift.at_most, gift.at_most < Quantity::MAX),
            ("refuse if less would remain than", gift.keep, !gift.keep.is_zero()),
        ];
        for (words, amount, matters) in bounds {
            if matters {
                self.line(2, format!("{words} {}", self.amount(kind, amount)), origin);
            }
        }
        if gift.step > Quantity(1) {
            self.line(2, format!("only in steps of {}", self.amount(kind, gift.step)), origin);
        }
        match gift.to {
            GiftTo::Anyone => {}
            GiftTo::Group => self.line(2, "only to those in the same pool", origin),
            GiftTo::Marked(label) => {
                let name = self.catalogue.labels.name(label);
                self.line(2, format!("only to accounts marked {name:?}"), origin);
            }
            GiftTo::NotMarked(label) => {
                let name = self.catalogue.labels.name(label);
                self.line(2, format!("only to accounts not marked {name:?}"), origin);
            }
        }
        self.gift_counters(gift, kind);
        if !gift.sizes.is_empty() {
            let sizes: Vec<String> = gift.sizes.iter().map(|size| self.amount(kind, *size)).collect();
            self.line(2, format!("only {}", sizes.join(" or ")), origin);
        }
        for (from, fee) in &gift.fees {
            self.line(2, format!("from {}: charge {}", self.amount(kind, *from), self.money(*fee)), origin);
        }
        for (from, validity) in &gift.validities {
            self.line(2, format!("from {}: {}", self.amount(kind, *from), self.validity(*validity)), origin);
        }
        if let Some(of) = &gift.keep_of {
            self.line(2, format!("what remains is counted of {}", self.selector(of)), origin);
        }
        if !gift.fee.is_zero() {
            self.line(2, format!("charge {}", self.money(gift.fee)), origin);
        }
        self.eligibility(2, "refuse", &gift.only_if);
        for of in &gift.only {
            self.line(2, format!("only {}", self.selector(of)), origin);
        }
        for of in &gift.not {
            self.line(2, format!("not {}", self.selector(of)), origin);
        }
        let again = if gift.again { "gifts can be given again" } else { "gifts cannot be given again" };
        self.line(2, format!("from: {}", self.keys(&gift.from)), origin);
        let expiry = match gift.expiry {
            GiftExpiry::Valid(validity) => self.validity(validity),
            other => expiry(other),
        };
        self.line(2, format!("{expiry}; {again}"), origin);
    }

    fn gift_counters(&mut self, gift: &Gift, kind: Kind) {
        let amount = |listing: &Self, counter: &Counter| listing.most(kind, counter);
        for counter in &gift.amounts {
            let most = amount(self, counter);
            self.line(2, format!("refuse over {most} {}", self.span(counter.span)), counter.origin);
        }
        for counter in &gift.times {
            self.line(2, format!("refuse over {} times {}", counter.most.0, self.span(counter.span)), counter.origin);
        }
        for counter in &gift.receive_times {
            let most = counter.most.0;
            self.line(
                2,
                format!("refuse over {most} times {} for a receiver", self.span(counter.span)),
                counter.origin,
            );
        }
        for counter in &gift.receivers {
            let most = counter.most.0;
            self.line(2, format!("refuse over {most} receivers {}", self.span(counter.span)), counter.origin);
        }
        for counter in &gift.receive {
            let most = amount(self, counter);
            self.line(2, format!("refuse over {most} {} for a receiver", self.span(counter.span)), counter.origin);
        }
    }
}

fn expiry(expiry: GiftExpiry) -> String {
    match expiry {
        GiftExpiry::Kept | GiftExpiry::Valid(_) => "expiry kept".to_owned(),
        GiftExpiry::Later => "expiry = the later of its own and the receiver's latest".to_owned(),
        GiftExpiry::ReceiverPeriods(count) => format!("expiry = end of the receiver's period {count}"),
        GiftExpiry::GiverPeriod => "expiry = end of the giver's period".to_owned(),
    }
}

//! What is tried when no lot can pay; notices.

use crate::program::{Chain, Consent, Counter, CounterSpan, Fallback, Notice, Threshold, Users};
use crate::units::Kind;

use super::Listing;
use super::lots::{kind_name, length, ratio};

impl Listing<'_> {
    pub(super) fn chain(&mut self, chain: &Chain) {
        let users = match chain.users {
            Users::All => "",
            Users::Owner => " of the owner",
            Users::Others => " of a member",
        };
        let ended = if chain.expired_only { ", and the last lot ended by time" } else { "" };
        let kind = kind_name(chain.kind);
        self.line(1, format!("when no lot can pay a use{users} of {kind}{ended}:"), chain.origin);
        for fallback in &chain.fallbacks {
            self.fallback(chain, fallback);
        }
    }

    fn fallback(&mut self, chain: &Chain, fallback: &Fallback) {
        let (text, origin) = match fallback {
            Fallback::Block => ("block".to_owned(), chain.origin),
            Fallback::Throttle { bits_per_second, up_to, counter: _ } => {
                let most = up_to.map_or_else(String::new, |most| {
                    format!(", at most {} in a period", self.amount(chain.kind, most))
                });
                (format!("throttle to {}{most}", super::super::amount::speed(*bits_per_second).en), chain.origin)
            }
            Fallback::Owe { at_most, across_periods, origin } => {
                let most = at_most
                    .map_or_else(String::new, |most| format!(", at most {} at a time", self.amount(chain.kind, most)));
                let across = if *across_periods { ", across periods" } else { ", until a new period begins" };
                (format!("owe it{most}{across}"), *origin)
            }
            Fallback::Charge { price, per, limit, consent, open: _ } => {
                let per = self.amount(chain.kind, *per);
                let limit = limit.map_or_else(String::new, |limit| {
                    format!(", at most {} {}", self.money(limit.most), self.span(limit.span))
                });
                (format!("charge {} per {per}{limit}{}", self.money(*price), asked(*consent)), chain.origin)
            }
            Fallback::Buy { product, price, limit, consent, origin } => {
                let name = self.product_name(*product);
                let limit = limit.map_or_else(String::new, |limit| self.times(&limit));
                let own = self.program.products.get(product.0 as usize).map(|product| product.price);
                let price = price.or(own).unwrap_or_default();
                (format!("buy {name} at {}{limit}{}, and use it", self.money(price), asked(*consent)), *origin)
            }
        };
        self.line(2, text, origin);
    }

    pub(super) fn notice(&mut self, notice: &Notice) {
        let kind = Kind::ALL.into_iter().find(|kind| notice.of.has_kind(*kind)).unwrap_or(Kind::Data);
        let at = match notice.at {
            Threshold::Used(share) => format!("{} used", ratio(share)),
            Threshold::Left(amount) => format!("{} left", self.amount(kind, amount)),
            Threshold::BeforeExpiry(time) => format!("{} before expiry", length(time)),
        };
        let each = if notice.each { "each of" } else { "all of" };
        self.line(1, format!("notify at {at} of {each} {}", self.selector(&notice.of)), notice.origin);
    }
}

fn asked(consent: Consent) -> String {
    match consent {
        Consent::NotNeeded => String::new(),
        Consent::Needed => ", if agreed".to_owned(),
        Consent::NeededWithin(time) => format!(", if agreed within {}", length(time)),
    }
}

impl Listing<'_> {
    fn times(&self, limit: &Counter) -> String {
        format!(", at most {} times {}", limit.most.0, self.span(limit.span))
    }
}

impl Listing<'_> {
    pub(super) fn span(&self, span: CounterSpan) -> String {
        match span {
            CounterSpan::Period => "in a period".to_owned(),
            CounterSpan::OwnPeriod => "in a period of its own".to_owned(),
            CounterSpan::Month => "in a calendar month".to_owned(),
            CounterSpan::Week => "in a calendar week".to_owned(),
            CounterSpan::Day => "in a day".to_owned(),
            CounterSpan::Last(time) => format!("in the last {}", length(time)),
            CounterSpan::Since(from) => format!("since {}", self.moment(from)),
            CounterSpan::Between(from, to) => format!("from {} to before {}", self.moment(from), self.moment(to)),
            CounterSpan::Ever => "in all".to_owned(),
            CounterSpan::AtOnce(_) => "at once".to_owned(),
        }
    }
}

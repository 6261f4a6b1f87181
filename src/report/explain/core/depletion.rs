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
            Fallback::Charge { price, per, limit, consent, open: _ } => {
                let per = self.amount(chain.kind, *per);
                let limit = limit.map_or_else(String::new, |limit| {
                    format!(", at most {} {}", self.money(limit.most), span(limit.span))
                });
                (format!("charge {} per {per}{limit}{}", self.money(*price), asked(*consent)), chain.origin)
            }
            Fallback::Buy { product, price, limit, consent, origin } => {
                let name = self.product_name(*product);
                let limit = limit.map_or_else(String::new, |limit| times(&limit));
                (format!("buy {name} at {}{limit}{}, and use it", self.money(*price), asked(*consent)), *origin)
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

fn times(limit: &Counter) -> String {
    format!(", at most {} times {}", limit.most.0, span(limit.span))
}

pub(super) fn span(span: CounterSpan) -> &'static str {
    match span {
        CounterSpan::Period => "in a period",
        CounterSpan::Month => "in a calendar month",
        CounterSpan::Week => "in a calendar week",
        CounterSpan::Day => "in a day",
        CounterSpan::Ever => "in all",
    }
}

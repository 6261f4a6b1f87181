//! What is tried when no lot can pay; notices.

use crate::program::{
    Beyond, BeyondCap, Ceiling, Chain, ChargeCap, Consent, Counter, CounterSpan, Fallback, Lasts, Metered, Notice,
    Resort, ScopeId, Test, Threshold, Toll, TollWhat, Users,
};
use crate::units::{Kind, Quantity, Rounding};

use super::Listing;
use super::lots::{kind_name, length, ratio};

impl Listing<'_> {
    pub(super) fn chain(&mut self, chain: &Chain) {
        let users = users(chain.users);
        let ended = if chain.expired_only { ", and the last lot ended by time" } else { "" };
        let kind = kind_name(chain.kind);
        let narrow = self.narrow(chain.scope, chain.test.as_ref());
        self.line(1, format!("when no lot can pay a use{users} of {kind}{ended}{narrow}:"), chain.origin);
        self.resorts(chain);
    }

    fn resorts(&mut self, chain: &Chain) {
        for resort in &chain.resorts {
            self.resort(chain, resort);
        }
    }

    pub(super) fn ceiling(&mut self, ceiling: &Ceiling) {
        let users = users(ceiling.users);
        let narrow = self.narrow(ceiling.scope, ceiling.test.as_ref());
        let most = match ceiling.metered {
            Metered::Amount => self.most(ceiling.kind, &ceiling.limit),
            Metered::Uses(_) => format!("{} uses", ceiling.limit.most.0),
            Metered::Numbers => format!("uses calling {} numbers", ceiling.limit.most.0),
        };
        let (kind, span) = (kind_name(ceiling.kind), self.span(ceiling.limit.span));
        let together = if ceiling.together { ", counted together" } else { "" };
        match &ceiling.beyond {
            Beyond::Slow { bits_per_second } => {
                let speed = super::super::amount::speed(*bits_per_second).en;
                let text = format!("beyond {most} {span} of {kind}{users}{narrow}{together}: at {speed}");
                self.line(1, text, ceiling.origin);
            }
            Beyond::Instead(chain) => {
                let of = self.selector(&ceiling.of);
                let text = format!("{of} pay at most {most} {span} of a use{users} of {kind}{narrow}{together}; then:");
                self.line(1, text, ceiling.origin);
                match chain {
                    Some(chain) => self.resorts(chain),
                    None => self.heading(2, "as when no lot can pay"),
                }
            }
        }
    }

    /// What comes before a use.
    pub(super) fn toll(&mut self, toll: &Toll) {
        let kinds = Kind::ALL.into_iter().filter(|kind| toll.kinds.get(kind.index()) == Some(&true));
        let kinds = kinds.map(kind_name).collect::<Vec<_>>().join(", ");
        let (users, narrow) = (users(toll.users), self.narrow(toll.scope, toll.test.as_ref()));
        let what = match &toll.what {
            TollWhat::Fee(amount, from) => {
                let from = from.as_ref().map_or_else(String::new, |from| format!(" from {}", self.selector(from)));
                format!("charge {}{from}", self.money(*amount))
            }
            TollWhat::Pack(product, price) => {
                let at = price.map_or_else(String::new, |price| format!(" at {}", self.money(price)));
                format!("buy {}{at}", self.product_name(*product))
            }
        };
        let once = toll.limit.map_or_else(String::new, |limit| format!(", once {}", self.span(limit.span)));
        let together = if toll.together { ", counted together" } else { "" };
        let asked = self.asked(toll.consent);
        let text = format!("before a use{users} of {kinds}{narrow}: {what}{once}{together}{asked}, or block it");
        self.line(1, text, toll.origin);
    }

    pub(super) fn charge_cap(&mut self, cap: &ChargeCap) {
        let kinds = cap.kinds.iter().map(kind_name).collect::<Vec<_>>().join(", ");
        let (most, span) = (self.most(Kind::Money, &cap.limit), self.span(cap.limit.span));
        let together = if cap.together { ", counted together" } else { "" };
        let beyond = match cap.beyond {
            None => String::new(),
            Some(BeyondCap::Free) => "; what would be more is not charged".to_owned(),
            Some(BeyondCap::Slow { bits_per_second }) => format!("; beyond it throttle to {bits_per_second} bit/s"),
            Some(BeyondCap::Block) => "; beyond it block".to_owned(),
        };
        self.line(1, format!("charge a use of {kinds} at most {most} {span}{together}{beyond}"), cap.origin);
    }

    /// For which uses and on what condition.
    pub(super) fn narrow(&self, scope: ScopeId, test: Option<&Test>) -> String {
        let scope = self.program.scopes.get(scope.0 as usize).filter(|_| scope != ScopeId::EVERYTHING);
        let scope = scope.map_or_else(String::new, |scope| format!(", {}", self.scope(scope)));
        let test = test.map_or_else(String::new, |test| format!(", if {}", self.test(test)));
        format!("{scope}{test}")
    }

    fn resort(&mut self, chain: &Chain, resort: &Resort) {
        let (text, origin) = match &resort.what {
            Fallback::Block => ("block".to_owned(), chain.origin),
            Fallback::BlockWhole => ("block the whole use, and undo what was paid for it".to_owned(), chain.origin),
            Fallback::Free { up_to } => (format!("let through{}", self.up_to(chain.kind, *up_to)), chain.origin),
            Fallback::Throttle { bits_per_second, up_to } => {
                let speed = super::super::amount::speed(*bits_per_second).en;
                (format!("throttle to {speed}{}", self.up_to(chain.kind, *up_to)), chain.origin)
            }
            Fallback::Owe { at_most, across_periods, origin } => {
                let most = at_most
                    .map_or_else(String::new, |most| format!(", at most {} at a time", self.amount(chain.kind, most)));
                let across = if *across_periods { ", across periods" } else { ", until a new period begins" };
                (format!("owe it{most}{across}"), *origin)
            }
            Fallback::Charge { price, per, in_proportion, limit, consent, open: _, kept, first, from, rounding } => {
                let per = self.amount(chain.kind, *per);
                let begun = if *in_proportion { ", in proportion" } else { "" };
                let limit = limit.map_or_else(String::new, |limit| {
                    format!(", at most {} {}", self.most(Kind::Money, &limit), self.span(limit.span))
                });
                let first = first.map_or_else(String::new, |first| {
                    format!(
                        ", the first {} of each use at {}",
                        self.amount(chain.kind, first.per),
                        self.money(first.price)
                    )
                });
                let kept = if *kept == CounterSpan::Use { ", each use by itself" } else { "" };
                let from = from.as_ref().map_or_else(String::new, |from| format!(", from {}", self.selector(from)));
                let asked = self.asked(*consent);
                let rounded = rounding.map_or_else(String::new, |rounding| {
                    let how = match rounding {
                        Rounding::Up(_) => "up to",
                        Rounding::Down(_) => "down to",
                        Rounding::Nearest(_) => "to the nearest",
                    };
                    format!(", rounded {how} {}", self.money(rounding.step()))
                });
                (
                    format!("charge {} per {per}{begun}{first}{kept}{rounded}{from}{limit}{asked}", self.money(*price)),
                    chain.origin,
                )
            }
            Fallback::Buy { product, price, limit, consent, origin } => {
                let name = self.product_name(*product);
                let limit = limit.map_or_else(String::new, |limit| self.times(&limit));
                let own = self.program.products.get(product.0 as usize).map(|product| product.price);
                let price = price.or(own).unwrap_or_default();
                (format!("buy {name} at {}{limit}{}, and use it", self.money(price), self.asked(*consent)), *origin)
            }
        };
        let together = if resort.together { ", counted together" } else { "" };
        let narrow = self.narrow(resort.scope, resort.test.as_ref());
        self.line(2, format!("{text}{together}{narrow}"), origin);
    }

    fn up_to(&self, kind: Kind, limit: Option<Counter>) -> String {
        limit.map_or_else(String::new, |limit| {
            format!(", at most {} {}", self.most(kind, &limit), self.span(limit.span))
        })
    }

    pub(super) fn notice(&mut self, notice: &Notice) {
        let kind =
            Kind::ALL.into_iter().find(|kind| notice.of.iter().any(|of| of.has_kind(*kind))).unwrap_or(Kind::Data);
        let at = match notice.at {
            Threshold::Used(share) => format!("{} used", ratio(share)),
            Threshold::Left(amount) => format!("{} left", self.amount(kind, amount)),
            Threshold::BeforeExpiry(time) => format!("{} before expiry", length(time)),
        };
        let test = self.narrow(ScopeId::EVERYTHING, notice.test.as_ref());
        let verb = if notice.silent { "watch for" } else { "notify at" };
        if let Some(limit) = notice.charges {
            let (most, span) = (self.most(Kind::Money, &limit), self.span(limit.span));
            let text = format!("{verb} {at} of {most} charged {span}{test}");
            self.line(1, text, notice.origin);
            return;
        }
        let each = if notice.each { "each of" } else { "all of" };
        self.line(
            1,
            format!(
                "{verb} {at} of {each} {}{test}",
                notice.of.iter().map(|of| self.selector(of)).collect::<Vec<_>>().join(" and ")
            ),
            notice.origin,
        );
    }
}

fn users(users: Users) -> &'static str {
    match users {
        Users::All => "",
        Users::Owner => " of the owner",
        Users::Others => " of a member",
    }
}

impl Listing<'_> {
    /// What a limit is.
    pub(super) fn most(&self, kind: Kind, limit: &Counter) -> String {
        let most = if limit.most == Quantity::MAX { "no limit".to_owned() } else { self.amount(kind, limit.most) };
        match limit.chosen {
            Some((name, _)) => format!("{most} (or what is set as {:?})", self.catalogue.labels.name(name)),
            None => most,
        }
    }

    fn asked(&self, consent: Consent) -> String {
        let Consent::Needed(to, lasts) = consent else { return String::new() };
        let to = to.map_or_else(String::new, |to| format!(" to {:?}", self.catalogue.labels.name(to)));
        let within = match lasts {
            Lasts::Ever => String::new(),
            Lasts::For(time) => format!(" within {}", length(time)),
            Lasts::In(span) => format!(" {}", self.span(span)),
        };
        format!(", if agreed{to}{within}")
    }

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
            CounterSpan::Quarter => "in a calendar quarter".to_owned(),
            CounterSpan::Year => "in a calendar year".to_owned(),
            CounterSpan::Week => "in a calendar week".to_owned(),
            CounterSpan::Day => "in a day".to_owned(),
            CounterSpan::Use => "in one use".to_owned(),
            CounterSpan::Last(time) => format!("in the last {}", length(time)),
            CounterSpan::Since(from) => format!("since {}", self.moment(from)),
            CounterSpan::Between(from, to) => format!("from {} to before {}", self.moment(from), self.moment(to)),
            CounterSpan::Ever => "in all".to_owned(),
            CounterSpan::Lot => "of each lot".to_owned(),
            CounterSpan::AtOnce(_) => "at once".to_owned(),
        }
    }
}

//! A story as a scenario in the words of the language, with what may be expected at its end.

use std::collections::BTreeMap;

use crate::event::{AccountId, Circumstances, Class, Event, Happening, LabelId, PlanId, ProductId, Setting};
use crate::ledger::{Entry, Lot, Posting};
use crate::model::Catalogue;
use crate::units::{Format, Instant, Kind, Quantity, Zone};

/// Whether something that was posted is of a kind.
type IsPosting = fn(&Posting) -> bool;

/// What a scenario is made of.
#[derive(Debug, Clone, Copy)]
pub struct Retold<'r> {
    /// Where names come from.
    pub catalogue: &'r Catalogue,
    /// The plans of the accounts, by number; the first is the scenario's.
    pub plans: &'r [PlanId],
    /// What happens.
    pub events: &'r [Event],
}

impl Retold<'_> {
    /// The scenario; nothing if something in it cannot be said. Each of `expected` is a line at `until`.
    #[must_use]
    pub fn scenario(&self, title: &str, until: Instant, expected: &[String]) -> Option<String> {
        let zone = self.zone();
        let main = self.plan(*self.plans.first()?)?;
        let mut lines = vec![format!("scenario \"{title}\" for {main} {{")];
        let is_one = self.plans.len() == 1;
        if !is_one {
            for (number, plan) in self.plans.iter().enumerate() {
                lines.push(format!("  account {} on {}", name(number), self.plan(*plan)?));
            }
        }
        let who = |account: AccountId| {
            if is_one { String::new() } else { format!("{} ", name(usize::try_from(account.0).unwrap_or(0))) }
        };
        for event in self.events {
            let moment = self.moment(event.at);
            lines.push(format!("  {moment}  {}{}", who(event.account), self.happening(event, &zone)?));
        }
        let account = who(AccountId(0));
        for expected in expected {
            lines.push(format!("  {}  {account}expect {expected}", self.moment(until)));
        }
        lines.push("}".to_owned());
        Some(lines.join("\n") + "\n")
    }

    /// What a scenario is called in which this is expected: `12 GB of data on 31 January`.
    #[must_use]
    pub fn title(&self, expected: &str, until: Instant) -> String {
        format!("{} on {}", expected.replace('"', ""), self.moment(until))
    }

    /// A date, and its time where that is not the beginning of the day.
    fn moment(&self, at: Instant) -> String {
        let local = self.zone().local(at);
        if local.second == 0 { local.day.to_string() } else { local.to_string() }
    }

    fn zone(&self) -> Zone {
        let plan = self.plans.first().and_then(|plan| self.catalogue.plan(*plan));
        let operator = plan.and_then(|plan| self.catalogue.operator_of(plan));
        operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone())
    }

    fn format(&self) -> Option<Format> {
        let plan = self.plans.first().and_then(|plan| self.catalogue.plan(*plan))?;
        let operator = self.catalogue.operator_of(plan)?;
        Some(Format { gigabyte: operator.gigabyte.answer, currency: operator.currency.answer })
    }

    fn plan(&self, plan: PlanId) -> Option<String> {
        quoted(&self.catalogue.plan(plan)?.name)
    }

    fn product(&self, product: ProductId) -> Option<String> {
        quoted(&self.catalogue.product(product)?.name)
    }

    fn label(&self, label: LabelId) -> Option<String> {
        quoted(self.catalogue.labels.name(label))
    }

    fn amount(&self, kind: Kind, amount: Quantity) -> Option<String> {
        Some(match kind {
            // One amount has one unit.
            Kind::Voice if amount.0.is_multiple_of(60) => format!("{} minutes", amount.0 / 60),
            Kind::Voice => format!("{} seconds", amount.0),
            _ => self.format()?.quantity(kind, amount),
        })
    }

    fn happening(&self, event: &Event, zone: &Zone) -> Option<String> {
        Some(match event.what {
            Happening::Activate => "activate".to_owned(),
            Happening::Use { kind, amount, since, circumstances } => {
                let amount = self.amount(kind, amount)?;
                let around = self.circumstances(circumstances)?;
                let since = since.map(|since| {
                    let clock = |at| zone.local(at).to_string().split(' ').nth(1).unwrap_or("").to_owned();
                    format!(", from {} to {}", clock(since), clock(event.at))
                });
                format!("use {amount}{around}{}", since.unwrap_or_default())
            }
            Happening::Recharge { amount, by: None } => format!("recharge {}", self.amount(Kind::Money, amount)?),
            Happening::Recharge { amount, by: Some(by) } => {
                format!("recharge {} by {}", self.amount(Kind::Money, amount)?, self.label(by)?)
            }
            Happening::Renew => "renew".to_owned(),
            Happening::AutoRenewal { on: false } => "renewal fails".to_owned(),
            Happening::AutoRenewal { on: true } => "renewal works again".to_owned(),
            Happening::Buy { product } => format!("buy {}", self.product(product)?),
            Happening::BuyAt { product, price } => {
                format!("buy {} for {}", self.product(product)?, self.amount(Kind::Money, price)?)
            }
            Happening::ReturnPack { product } => format!("return {}", self.product(product)?),
            Happening::StopPack { product } => format!("stop {}", self.product(product)?),
            Happening::Convert { kind, amount, to } => {
                format!("convert {} to {}", self.amount(kind, amount)?, noun(to))
            }
            Happening::BorrowUnits { kind, amount } => format!("borrow {}", self.amount(kind, amount)?),
            Happening::ActivateRollover => "activate rollover".to_owned(),
            Happening::ChangePlan { plan } => format!("change to {}", self.plan(plan)?),
            Happening::Suspend => "suspend".to_owned(),
            Happening::Resume => "resume".to_owned(),
            Happening::Give { to, kind, amount } => {
                format!("give {} to {}", self.amount(kind, amount)?, name(usize::try_from(to.0).ok()?))
            }
            Happening::Join { owner } => format!("join {}", name(usize::try_from(owner.0).ok()?)),
            Happening::Leave => "leave".to_owned(),
            Happening::Consent { to: None, given: true } => "agrees to charges".to_owned(),
            Happening::Consent { to: Some(to), given: true } => format!("agrees to {}", self.label(to)?),
            Happening::Consent { to: None, given: false } => "withdraws consent".to_owned(),
            Happening::Consent { to: Some(to), given: false } => format!("withdraws consent to {}", self.label(to)?),
            Happening::Set { name, to: Setting::Amount(kind, amount) } => {
                format!("set {} to {}", self.label(name)?, self.amount(kind, amount)?)
            }
            Happening::Set { name, to: Setting::Unlimited } => format!("set {} to unlimited", self.label(name)?),
            Happening::Set { name, to: Setting::Date(day) } => format!("set {} to {day}", self.label(name)?),
            Happening::Set { name, to: Setting::Unset } => format!("unset {}", self.label(name)?),
            Happening::Mark { label, on: true } => format!("mark {}", self.label(label)?),
            Happening::Mark { label, on: false } => format!("unmark {}", self.label(label)?),
            Happening::Cancel => "cancel".to_owned(),
            Happening::BuyFor { .. } => return None,
        })
    }

    fn circumstances(&self, around: Circumstances) -> Option<String> {
        let mut words = String::new();
        let parts = [
            (around.app, "for "),
            (around.zone, "in "),
            (around.network, "to "),
            (around.carrier, "on "),
            (around.number, "dialling "),
            (around.mark, "marked "),
        ];
        for (label, word) in parts {
            if let Some(label) = label {
                let label = match (word, self.catalogue.labels.name(label)) {
                    ("to ", name @ ("same network" | "other networks" | "abroad")) | ("on ", name @ ("4G" | "5G")) => {
                        name.to_owned()
                    }
                    _ => self.label(label)?,
                };
                words.push_str(&format!(" {word}{label}"));
            }
        }
        Some(words)
    }

    /// What may be expected of the first account when the story ends, the plainest first. Of what was posted only what came
    /// at the end counts, as it does for a line of a scenario.
    #[must_use]
    pub fn expectations(&self, entries: &[Entry], lots: &[Lot], until: Instant) -> Vec<String> {
        let mut lines = Vec::new();
        let own = |lot: &&Lot| lot.id.account == 0 && lot.state.is_held() && !lot.unlimited;
        for kind in Kind::ALL {
            let held: Vec<&Lot> = lots.iter().filter(own).filter(|lot| lot.kind == kind).collect();
            let sum = held.iter().map(|lot| lot.left.0).fold(0, u64::saturating_add);
            if let Some(amount) = self.amount(kind, Quantity(sum)) {
                lines.push(if sum == 0 { format!("no {}", noun(kind)) } else { format!("{} {amount}", noun(kind)) });
            }
            for lot in held.iter().filter(|lot| lot.expires_at != Instant::NEVER).take(3) {
                let together = held.iter().filter(|other| other.expires_at == lot.expires_at);
                let sum = together.map(|lot| lot.left.0).fold(0, u64::saturating_add);
                if let Some(amount) = self.amount(kind, Quantity(sum)) {
                    let end = self.moment(lot.expires_at);
                    lines.push(format!("{} {amount} until {end}", noun(kind)));
                }
            }
        }
        lines.extend(self.by_name(lots));
        lines.extend(self.posted(entries, until));
        lines
    }

    /// What is held of each pack, and what the plan's own lots and those that were carried over come to.
    fn by_name(&self, lots: &[Lot]) -> Vec<String> {
        let own = |lot: &&Lot| lot.id.account == 0 && lot.state.is_held() && !lot.unlimited;
        let mut sums: BTreeMap<(String, Kind), u64> = BTreeMap::new();
        for lot in lots.iter().filter(own) {
            let name = match lot.class {
                Class::Pack => self.product(lot.product),
                Class::Plan => Some("plan".to_owned()),
                Class::Bonus => Some("bonus".to_owned()),
                _ => None,
            };
            let rolled = (lot.generation > 0).then(|| "rolled".to_owned());
            for name in name.into_iter().chain(rolled) {
                let sum = sums.entry((name, lot.kind)).or_default();
                *sum = sum.saturating_add(lot.left.0);
            }
        }
        let line = |((name, kind), sum): ((String, Kind), u64)| {
            Some(format!("{name} {} {}", noun(kind), self.amount(kind, Quantity(sum))?))
        };
        sums.into_iter().filter_map(line).collect()
    }

    fn posted(&self, entries: &[Entry], until: Instant) -> Vec<String> {
        let before = self.events.iter().map(|event| event.at).filter(|at| *at < until).max();
        let since = |entry: &&Entry| entry.account == AccountId(0) && before.is_none_or(|before| entry.at > before);
        let words: [(&str, IsPosting); 10] = [
            ("charged", |posting| matches!(posting, Posting::Charged { .. })),
            ("expired", |posting| matches!(posting, Posting::Expired)),
            ("trimmed", |posting| matches!(posting, Posting::Trimmed)),
            ("forfeited", |posting| matches!(posting, Posting::Forfeited { .. })),
            ("used", |posting| matches!(posting, Posting::Used)),
            ("granted", |posting| matches!(posting, Posting::Granted { .. })),
            ("blocked", |posting| matches!(posting, Posting::Blocked { .. })),
            ("throttled", |posting| matches!(posting, Posting::Throttled { .. })),
            ("slowed", |posting| matches!(posting, Posting::Slowed { .. })),
            ("overage", |posting| matches!(posting, Posting::Overage)),
        ];
        let mut lines = Vec::new();
        for (word, is_one) in words {
            let of = |kind: Kind| {
                let fitting = entries.iter().filter(since).filter(|entry| entry.kind == kind && is_one(&entry.posting));
                fitting.map(|entry| entry.amount.0).fold(0, u64::saturating_add)
            };
            let sums: Vec<(Kind, u64)> = Kind::ALL.into_iter().map(|kind| (kind, of(kind))).collect();
            for (kind, sum) in sums.iter().filter(|(_, sum)| *sum > 0) {
                lines.extend(self.amount(*kind, Quantity(*sum)).map(|amount| match kind {
                    Kind::Money => format!("{word} {amount}"),
                    _ => format!("{word} {amount} of {}", noun(*kind)),
                }));
            }
            if sums.iter().all(|(_, sum)| *sum == 0) {
                lines.push(format!("nothing {word}"));
            }
        }
        lines.extend(self.speeds(entries.iter().filter(since)));
        let count =
            |is_one: fn(&Posting) -> bool| entries.iter().filter(since).filter(|one| is_one(&one.posting)).count();
        match count(|posting| matches!(posting, Posting::Noticed { .. })) {
            0 => lines.push("no notices".to_owned()),
            1 => lines.push("1 notice".to_owned()),
            notices => lines.push(format!("{notices} notices")),
        }
        let is_refused = count(|posting| matches!(posting, Posting::Refused { .. })) > 0;
        lines.push(if is_refused { "refused" } else { "nothing refused" }.to_owned());
        lines
    }

    /// What was slow, and how slow.
    fn speeds<'e>(&self, entries: impl Iterator<Item = &'e Entry>) -> Vec<String> {
        let mut lines = Vec::new();
        for entry in entries {
            let (word, speed) = match entry.posting {
                Posting::Throttled { bits_per_second } => ("throttled", bits_per_second),
                Posting::Slowed { bits_per_second } => ("slowed", bits_per_second),
                _ => continue,
            };
            if speed.is_multiple_of(1_000) && lines.len() < 4 {
                let amount = self.amount(entry.kind, entry.amount);
                lines.extend(amount.map(|amount| format!("{word} {amount} to {} kbps", speed / 1_000)));
            }
        }
        lines
    }
}

/// What an account of a story is called.
fn name(number: usize) -> String {
    let letter = u8::try_from(number).ok().and_then(|number| b'A'.checked_add(number)).filter(u8::is_ascii_uppercase);
    letter.map_or_else(|| format!("N{number}"), |letter| char::from(letter).to_string())
}

/// A name that has a quotation mark in it cannot be written.
fn quoted(name: &str) -> Option<String> {
    (!name.is_empty() && !name.contains(['"', '\n'])).then(|| format!("\"{name}\""))
}

const fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Data => "data",
        Kind::Voice => "voice",
        Kind::Sms => "SMS",
        Kind::Money => "money",
        Kind::Points => "points",
    }
}

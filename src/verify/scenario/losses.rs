//! What was lost, which notices went out, and entries one by one, for expectations of these.

use crate::event::AccountId;
use crate::ledger::{Entry, Posting};
use crate::model::{Action, How, Notified, PostingKind, RolloverOf, Selector};
use crate::text;
use crate::text::{Lang, Origin, Text};
use crate::units::Quantity;

use super::Stage;
use super::expect::{contains, is_posting, posting_kind, says, sum};

impl Stage<'_> {
    /// What was expired, trimmed and forfeited, together; without a selector, of every kind.
    pub(super) fn lost(&self, account: AccountId, of: Option<&Selector>, amount: Option<Quantity>) -> Option<Text> {
        let lost = [PostingKind::Expired, PostingKind::Trimmed, PostingKind::Forfeited];
        let lost: Vec<&Entry> = self
            .since(account)
            .filter(|(entry, _)| !entry.amount.is_zero() && lost.iter().any(|posting| is_posting(entry, *posting)))
            .filter(|(entry, generation)| of.is_none_or(|of| self.fits_entry(of, entry, *generation)))
            .map(|(entry, _)| entry)
            .collect();
        let all = sum(lost.iter().map(|entry| entry.amount));
        let met = amount.map_or(!lost.is_empty(), |amount| amount == all);
        (!met).then(|| match lost.is_empty() {
            true => text!("nothing lost", "没有任何损失"),
            false => self.each(&lost),
        })
    }

    /// Whether an entry is for the reason, or at the speed, that is asked for.
    pub(super) fn is_how(&self, entry: &Entry, how: &How) -> bool {
        match (how, entry.posting) {
            (How::Any, _) => true,
            (How::Because(words), _) => self.reason(entry).is_some_and(|reason| says(&reason, words)),
            (How::At(speed), Posting::Throttled { bits_per_second } | Posting::Slowed { bits_per_second }) => {
                bits_per_second == *speed
            }
            (How::At(_), _) => false,
            (How::Under { clauses, .. }, _) => {
                let clause = self.clause_of(entry).and_then(Origin::span);
                clause.is_some_and(|clause| clauses.iter().any(|one| one.contains(clause)))
            }
        }
    }

    /// Why units were taken away, or a use was not let through.
    fn reason(&self, entry: &Entry) -> Option<Text> {
        match entry.posting {
            Posting::Forfeited { reason } | Posting::Blocked { reason } => Some(reason.text()),
            Posting::Expired => self
                .is_said_not_to_roll(self.program.origin(entry.origin))
                .then(|| text!("it does not roll over", "不累积")),
            _ => None,
        }
    }

    /// Whether a clause is one that says of some units that they do not roll over.
    fn is_said_not_to_roll(&self, clause: Origin) -> bool {
        let rules = self.catalogue.plans.iter().flat_map(|plan| &plan.rollovers.answer);
        let handlers = self.catalogue.plans.iter().flat_map(|plan| &plan.handlers);
        let actions = handlers.flat_map(|handler| handler.actions.iter().chain(&handler.otherwise));
        let bonuses = actions.filter_map(|action| match action {
            Action::Bonus { grant, .. } => Some(grant.as_ref()),
            _ => None,
        });
        let grants = self.catalogue.products.iter().flat_map(|product| &product.grants).chain(bonuses);
        clause != Origin::Assumed
            && (rules.into_iter().any(|rule| rule.life.is_none() && rule.origin == clause)
                || grants.into_iter().any(|grant| match &grant.rollover {
                    RolloverOf::Never(origin) => *origin == clause,
                    RolloverOf::Own(rule) => rule.life.is_none() && rule.origin == clause,
                    RolloverOf::Plan => false,
                }))
    }

    /// What happened, one after the other: `expired 8 GB on 2026-05-01`.
    pub(super) fn each(&self, entries: &[&Entry]) -> Text {
        let one = |entry: &&Entry| {
            let what = posting_kind(entry.posting).map(super::words::posting).unwrap_or_default();
            let (amount, at) = (self.amount(entry.kind, entry.amount), self.instant(entry.at));
            let said = text!("{what} {amount} on {at}", "{at} {what} {amount}"; what = what, amount = amount, at = at);
            match (self.reason(entry), entry.posting) {
                (Some(reason), _) => text!("{said}: {reason}", "{said}：{reason}"; said = said, reason = reason),
                (None, Posting::Throttled { bits_per_second } | Posting::Slowed { bits_per_second }) => {
                    let speed = super::words::speed(bits_per_second);
                    text!("{said} to {speed}", "{said}，至 {speed}"; said = said, speed = speed)
                }
                _ => said,
            }
        };
        let mut list: Vec<Text> = entries.iter().take(6).map(one).collect();
        if entries.len() > 6 {
            list.push(Text::same("…"));
        }
        let join = |lang: Lang, with: &str| list.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(with);
        Text { en: join(Lang::En, ", "), zh: join(Lang::Zh, "；") }
    }

    /// Whether a notice went out, known by the clause that it comes from.
    pub(super) fn noticed(&self, account: AccountId, what: &Notified, expected: bool) -> Option<Text> {
        let notices = self.since(account).filter(|(entry, _)| is_posting(entry, PostingKind::Noticed));
        let sent: Vec<Origin> = notices.map(|(entry, _)| self.program.origin(entry.origin)).collect();
        let plans = || self.catalogue.plans.iter();
        let fits = |origin: &Origin| match what {
            Notified::At(at) => {
                plans().flat_map(|plan| &plan.notices).any(|one| one.origin == *origin && one.at == *at)
            }
            Notified::Saying(words) => {
                let handlers = plans().flat_map(|plan| &plan.handlers);
                handlers.flat_map(|handler| handler.actions.iter().chain(&handler.otherwise)).any(|action| match action
                {
                    Action::Notify { message, origin: said } => said == origin && contains(message, words),
                    _ => false,
                })
            }
        };
        if sent.iter().any(fits) == expected {
            return None;
        }
        let count = sent.len();
        Some(match (expected, count) {
            (false, _) => text!("it went out", "已发出"),
            (true, 0) => text!("no notice", "没有通知"),
            (true, 1) => text!("another notice", "另一条通知"),
            (true, _) => text!("{count} other notices", "{count} 条其他通知"),
        })
    }
}

//! Whether an expectation is met, and what there was where it is not.

use crate::event::{AccountId, ProductId};
use crate::ledger::{Entry, Lot, Posting, Reason, State};
use crate::model::{Expectation, How, PostingKind, ProductKind, Selector};
use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Instant, Kind, MonthEnd, Quantity};

use super::Stage;

impl Stage<'_> {
    /// What there was, if that is not what was expected.
    pub(super) fn unmet(&self, account: AccountId, expected: &Expectation, at: Instant) -> Option<Text> {
        match expected {
            Expectation::Balance { of, amount, until } => self.balance(account, of, *amount, *until, at),
            Expectation::Posted { posting, of, amount, how, in_all } => {
                self.posted(account, (*posting, *in_all), of, *amount, how)
            }
            Expectation::NothingPosted(posting) => self.nothing(account, *posting),
            Expectation::Refused { reason } => self.refused(account, reason.as_deref()),
            Expectation::NothingRefused => {
                let reasons = self.refusals(account);
                reasons.first().map(|reason| text!("refused: {reason}", "被拒绝：{reason}"; reason = reason))
            }
            Expectation::Unlimited { of } => {
                let mut lots = self.paced.world.lots(account).filter(|lot| self.fits(of, lot, account, at));
                let held = lots.any(|lot| lot.unlimited);
                (!held).then(|| text!("nothing without limit", "没有不限量的额度"))
            }
            Expectation::Lost { of, amount } => self.lost(account, of.as_ref(), *amount),
            Expectation::Notice { what, sent } => self.noticed(account, what, *sent),
            Expectation::PeriodUntil(end) => self.period(account, *end),
            Expectation::Owing { kind, amount } => {
                let kinds = Kind::ALL.into_iter().filter(|one| kind.is_none_or(|kind| kind == *one));
                let owing: Vec<_> = kinds.map(|kind| (kind, self.paced.world.owing(account, kind))).collect();
                let found = owing.iter().find(|(_, owing)| owing != amount)?;
                let owing = self.amount(found.0, found.1);
                Some(text!("{owing} owing", "尚欠 {owing}"; owing = owing))
            }
            Expectation::ChargedInAll(amount) => {
                let all = self.story.ledger.entries.iter();
                let charged = all.filter(|entry| entry.account == account && is_posting(entry, PostingKind::Charged));
                let charged = sum(charged.map(|entry| entry.amount));
                (charged != *amount).then(|| self.amount(Kind::Money, charged))
            }
            Expectation::Notices(count) => {
                let sent = self.since(account).filter(|(entry, _)| is_posting(entry, PostingKind::Noticed)).count();
                (sent != *count as usize).then(|| text!("{sent} notices", "{sent} 条通知"))
            }
        }
    }

    fn balance(
        &self,
        account: AccountId,
        of: &Selector,
        amount: Quantity,
        until: Option<Instant>,
        at: Instant,
    ) -> Option<Text> {
        let fitting: Vec<&Lot> = self.paced.world.lots(account).filter(|lot| self.fits(of, lot, account, at)).collect();
        let ending = |lot: &&&Lot| until.is_none_or(|until| lot.expires_at == until);
        let held = sum(fitting.iter().filter(ending).map(|lot| lot.left));
        if held == amount {
            return None;
        }
        let kind = of.kind.or_else(|| fitting.first().map(|lot| lot.kind)).unwrap_or(Kind::Data);
        let some: Vec<&Lot> = fitting.into_iter().filter(|lot| !lot.left.is_zero()).collect();
        Some(self.of_which(kind, held, until, &some))
    }

    /// The sum with the lots it is made of, or that it might have been.
    fn of_which(&self, kind: Kind, held: Quantity, until: Option<Instant>, lots: &[&Lot]) -> Text {
        let each = |lot: &&Lot| {
            let amount = self.amount(lot.kind, lot.left);
            let end = self.instant(lot.expires_at);
            match lot.expires_at {
                Instant::NEVER => text!("{amount} {end}", "{amount}，{end}"; amount = amount, end = end),
                _ => text!("{amount} until {end}", "{amount}，到 {end}"; amount = amount, end = end),
            }
        };
        let mut list: Vec<Text> = lots.iter().take(6).map(each).collect();
        if lots.len() > 6 {
            list.push(Text::same("…"));
        }
        let held = self.amount(kind, held);
        let held = match until.map(|until| self.instant(until)) {
            Some(end) => text!("{held} until {end}", "{held}，到 {end}"; held = held, end = end),
            None => held,
        };
        // Of one lot that says it all, nothing more is to be said.
        if list.is_empty() || list == [held.clone()] {
            return held;
        }
        let join = |lang: Lang, with: &str| list.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(with);
        let (en, zh) = (join(Lang::En, ", "), join(Lang::Zh, "；"));
        Text { en: format!("{} (held: {en})", held.en), zh: format!("{}（持有：{zh}）", held.zh) }
    }

    fn posted(
        &self,
        account: AccountId,
        (posting, in_all): (PostingKind, bool),
        of: &Selector,
        amount: Option<Quantity>,
        how: &How,
    ) -> Option<Text> {
        let all: Vec<&Entry> = self
            .after(if in_all { 0 } else { self.mark }, account)
            .filter(|(entry, generation)| is_posting(entry, posting) && self.fits_entry(of, entry, *generation))
            .map(|(entry, _)| entry)
            .collect();
        let fitting: Vec<&Entry> = all.iter().copied().filter(|entry| self.is_how(entry, how)).collect();
        let posted = sum(fitting.iter().map(|entry| entry.amount));
        let met = amount.map_or(!fitting.is_empty(), |amount| amount == posted);
        let kind = of.kind.or_else(|| fitting.first().map(|entry| entry.kind)).unwrap_or(Kind::Data);
        (!met).then(|| {
            let what = super::words::posting(posting);
            let amount = self.amount(kind, posted);
            // What there was for another reason, or at another speed, tells why this is not met.
            if *how != How::Any && !all.is_empty() {
                return self.each(&all);
            }
            if fitting.is_empty() {
                return text!("nothing {what}", "没有{what}"; what = what);
            }
            text!("{what} {amount}", "{what} {amount}"; what = what, amount = amount)
        })
    }

    /// What there was of a posting of which nothing is expected, of whatever kind.
    fn nothing(&self, account: AccountId, posting: PostingKind) -> Option<Text> {
        let all = self.since(account).map(|(entry, _)| entry);
        let found: Vec<&Entry> = all.filter(|entry| is_posting(entry, posting)).collect();
        let first = found.iter().find(|entry| !entry.amount.is_zero())?;
        let posted = sum(found.iter().filter(|entry| entry.kind == first.kind).map(|entry| entry.amount));
        let (what, amount) = (super::words::posting(posting), self.amount(first.kind, posted));
        Some(text!("{what} {amount}", "{what} {amount}"; what = what, amount = amount))
    }

    fn refused(&self, account: AccountId, reason: Option<&str>) -> Option<Text> {
        let refusals = self.refusals(account);
        if refusals.iter().any(|text| reason.is_none_or(|words| says(text, words))) {
            return None;
        }
        Some(match refusals.first() {
            Some(text) => text!("refused: {text}", "被拒绝：{text}"; text = text),
            None => text!("nothing was refused", "没有任何请求被拒绝"),
        })
    }

    /// Why something was refused; of a condition, with its words.
    fn refusals(&self, account: AccountId) -> Vec<Text> {
        let refusals = self.since(account).filter_map(|(entry, _)| {
            let Posting::Refused { reason } = entry.posting else { return None };
            let text = reason.text();
            Some(match self.catalogue.conditions.get(&self.program.origin(entry.origin)) {
                Some(words) if reason == Reason::NotEligible => {
                    text!("{text}: {words}", "{text}：{words}"; text = text, words = Text::same(words))
                }
                _ => text,
            })
        });
        refusals.collect()
    }

    fn period(&self, account: AccountId, end: Instant) -> Option<Text> {
        match self.paced.world.period(account) {
            Some(period) if period.end == end => None,
            Some(period) => {
                let end = self.instant(period.end);
                Some(text!("the period ends on {end}", "周期到 {end} 结束"; end = end))
            }
            None => Some(text!("no period is running", "没有进行中的周期")),
        }
    }

    /// What happened to an account since the last line of an earlier instant, with how often each entry's lot had rolled.
    pub(super) fn since(&self, account: AccountId) -> impl Iterator<Item = (&Entry, u32)> {
        self.after(self.mark, account)
    }

    fn after(&self, mark: usize, account: AccountId) -> impl Iterator<Item = (&Entry, u32)> {
        let all = self.story.ledger.entries.iter().zip(self.story.generations.iter().copied());
        all.skip(mark).filter(move |(entry, _)| entry.account == account)
    }

    pub(super) fn fits(&self, selector: &Selector, lot: &Lot, account: AccountId, now: Instant) -> bool {
        let state = if selector.expired { lot.state == State::Expired } else { lot.state.is_held() };
        let zone = &self.zone;
        let periods = || self.paced.world.period(account).map_or(0, |period| period.number);
        state
            && self.fits_lasting(selector, lot, lot.generation)
            && selector.dormant.is_none_or(|dormant| dormant == (lot.state == State::Dormant))
            && selector.older_than.is_none_or(|length| length.after(lot.granted_at, zone, MonthEnd::Clamp) < now)
            && selector.older_than_periods.is_none_or(|age| periods().saturating_sub(self.period_of(lot)) > age)
            && selector.expiring_within.is_none_or(|length| lot.expires_at <= length.after(now, zone, MonthEnd::Clamp))
    }

    /// The number of the period that a lot was granted in.
    fn period_of(&self, lot: &Lot) -> u32 {
        let before = self.story.ledger.entries.iter().take_while(|entry| entry.at <= lot.granted_at);
        let began = before
            .filter(|entry| entry.account.0 == lot.id.account && matches!(entry.posting, Posting::PeriodBegan { .. }));
        began.last().and_then(|entry| u32::try_from(entry.amount.0).ok()).unwrap_or(0)
    }

    pub(super) fn fits_entry(&self, selector: &Selector, entry: &Entry, generation: u32) -> bool {
        let speaks_of_lots = selector.class.is_some()
            || selector.product.is_some()
            || selector.group.is_some()
            || selector.rolled.is_some()
            || selector.gifted.is_some();
        let kind = selector.is_of(entry.kind);
        let Some(id) = entry.lot else { return kind && !speaks_of_lots };
        let mut lots = self.paced.world.lots(AccountId(id.account));
        let lot = lots.find(|lot| lot.id == id);
        kind && lot.is_none_or(|lot| self.fits_lasting(selector, lot, generation))
    }

    /// Whether what never changes about a lot fits, and how often it has, or had, rolled.
    fn fits_lasting(&self, selector: &Selector, lot: &Lot, generation: u32) -> bool {
        selector.is_of(lot.kind)
            && selector.class.is_none_or(|class| class == lot.class)
            && selector.product.is_none_or(|product| self.is_called_as(product, lot.product))
            && selector
                .group
                .as_ref()
                .is_none_or(|group| group.packs.iter().any(|product| self.is_called_as(*product, lot.product)))
            && selector.rolled.is_none_or(|rolled| rolled == (generation > 0))
            && selector.gifted.is_none_or(|gifted| gifted == lot.gifted)
    }

    /// Whether two products have one name: plans that are like each other have packs of the same names, and an account
    /// that changes its plan may hold lots of both.
    fn is_called_as(&self, named: ProductId, other: ProductId) -> bool {
        let product = |id| self.catalogue.product(id);
        named == other
            || product(named).zip(product(other)).is_some_and(|(named, other)| {
                let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
                named.kind == other.kind && named.kind == ProductKind::Pack && same(&named.name, &other.name)
            })
    }
}

/// Whether a text contains some words, in any language, whatever their case.
pub(super) fn says(text: &Text, words: &str) -> bool {
    contains(&text.en, words) || contains(&text.zh, words)
}

pub(super) fn contains(text: &str, words: &str) -> bool {
    text.to_lowercase().contains(&words.to_lowercase())
}

/// Sums stop at the largest number: the engine reports an overflow before they could be wrong.
pub(super) fn sum(amounts: impl Iterator<Item = Quantity>) -> Quantity {
    Quantity(amounts.fold(0, |sum, amount| sum.saturating_add(amount.0)))
}

pub(super) fn is_posting(entry: &Entry, kind: PostingKind) -> bool {
    posting_kind(entry.posting) == Some(kind)
}

/// How scenarios call what an entry says; `None` is what they do not speak of.
pub(super) fn posting_kind(posting: Posting) -> Option<PostingKind> {
    Some(match posting {
        Posting::Granted { .. } | Posting::Refilled { .. } => PostingKind::Granted,
        Posting::Used => PostingKind::Used,
        Posting::Rolled { .. } => PostingKind::Rolled,
        Posting::Trimmed => PostingKind::Trimmed,
        Posting::Expired => PostingKind::Expired,
        Posting::Forfeited { .. } => PostingKind::Forfeited,
        Posting::Revived { .. } => PostingKind::Revived,
        Posting::Given { .. } => PostingKind::Given,
        Posting::Received { .. } => PostingKind::Received,
        Posting::Charged { .. } => PostingKind::Charged,
        Posting::Exchanged => PostingKind::Exchanged,
        Posting::Reduced { .. } => PostingKind::Reduced,
        Posting::Refunded => PostingKind::Refunded,
        Posting::Lent => PostingKind::Lent,
        Posting::Overage => PostingKind::Overage,
        Posting::Owed => PostingKind::Owed,
        Posting::LoanRepaid | Posting::Repaid => PostingKind::Repaid,
        Posting::Forgiven => PostingKind::Forgiven,
        Posting::Throttled { .. } => PostingKind::Throttled,
        Posting::Slowed { .. } => PostingKind::Slowed,
        Posting::Blocked { .. } => PostingKind::Blocked,
        Posting::Noticed { .. } => PostingKind::Noticed,
        Posting::Refused { .. } => PostingKind::Refused,
        Posting::Moved { .. }
        | Posting::Slept { .. }
        | Posting::Woke { .. }
        | Posting::PeriodBegan { .. }
        | Posting::Lapsed { .. }
        | Posting::PlanChanged { .. }
        | Posting::PlanChangeNoted { .. }
        | Posting::Noted { .. } => return None,
    })
}

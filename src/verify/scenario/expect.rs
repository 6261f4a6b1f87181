//! Whether an expectation is met, and what there was where it is not.

use crate::event::AccountId;
use crate::ledger::{Entry, Lot, Posting, State};
use crate::model::{Expectation, PostingKind, Selector};
use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Instant, Kind, MonthEnd, Quantity};

use super::Stage;

impl Stage<'_> {
    /// What there was, if that is not what was expected.
    pub(super) fn unmet(&self, account: AccountId, expected: &Expectation, at: Instant) -> Option<Text> {
        match expected {
            Expectation::Balance { of, amount, until } => self.balance(account, of, *amount, *until, at),
            Expectation::Posted { posting, of, amount } => self.posted(account, *posting, of, *amount),
            Expectation::Refused { reason } => self.refused(account, reason.as_deref()),
            Expectation::NothingLost => self.lost(account),
            Expectation::PeriodUntil(end) => self.period(account, *end),
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
            text!("{amount} until {end}", "{amount}，到 {end}"; amount = amount, end = end)
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
        posting: PostingKind,
        of: &Selector,
        amount: Option<Quantity>,
    ) -> Option<Text> {
        let fitting: Vec<&Entry> = self
            .since(account)
            .filter(|(entry, generation)| is_posting(entry, posting) && self.fits_entry(of, entry, *generation))
            .map(|(entry, _)| entry)
            .collect();
        let posted = sum(fitting.iter().map(|entry| entry.amount));
        let met = amount.map_or(!fitting.is_empty(), |amount| amount == posted);
        let kind = of.kind.or_else(|| fitting.first().map(|entry| entry.kind)).unwrap_or(Kind::Data);
        (!met).then(|| {
            let what = super::words::posting(posting);
            let amount = self.amount(kind, posted);
            if fitting.is_empty() {
                return text!("nothing {what}", "没有{what}"; what = what);
            }
            text!("{what} {amount}", "{what} {amount}"; what = what, amount = amount)
        })
    }

    fn refused(&self, account: AccountId, reason: Option<&str>) -> Option<Text> {
        let refusals: Vec<Text> = self
            .since(account)
            .filter_map(|(entry, _)| match entry.posting {
                Posting::Refused { reason } => Some(reason.text()),
                _ => None,
            })
            .collect();
        let says = |text: &Text, words: &str| {
            [&text.en, &text.zh].iter().any(|text| text.to_lowercase().contains(&words.to_lowercase()))
        };
        if refusals.iter().any(|text| reason.is_none_or(|words| says(text, words))) {
            return None;
        }
        Some(match refusals.first() {
            Some(text) => text!("refused: {text}", "被拒绝：{text}"; text = text),
            None => text!("nothing was refused", "没有任何请求被拒绝"),
        })
    }

    fn lost(&self, account: AccountId) -> Option<Text> {
        let lost = [PostingKind::Expired, PostingKind::Trimmed, PostingKind::Forfeited];
        let entry = self.since(account).find_map(|(entry, _)| {
            let kind = lost.iter().find(|posting| is_posting(entry, **posting))?;
            (!entry.amount.is_zero()).then_some((entry, *kind))
        });
        entry.map(|(entry, posting)| {
            let (what, amount) = (super::words::posting(posting), self.amount(entry.kind, entry.amount));
            let at = self.instant(entry.at);
            text!("{what} {amount} on {at}", "{at} {what} {amount}"; what = what, amount = amount, at = at)
        })
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
    fn since(&self, account: AccountId) -> impl Iterator<Item = (&Entry, u32)> {
        let all = self.story.ledger.entries.iter().zip(self.story.generations.iter().copied());
        all.skip(self.mark).filter(move |(entry, _)| entry.account == account)
    }

    fn fits(&self, selector: &Selector, lot: &Lot, account: AccountId, now: Instant) -> bool {
        let state = if selector.expired { lot.state == State::Expired } else { lot.state.is_held() };
        let zone = &self.zone;
        let periods = || self.paced.world.period(account).map_or(0, |period| period.number);
        state
            && fits_lasting(selector, lot, lot.generation)
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

    fn fits_entry(&self, selector: &Selector, entry: &Entry, generation: u32) -> bool {
        let speaks_of_lots = selector.class.is_some()
            || selector.product.is_some()
            || selector.rolled.is_some()
            || selector.gifted.is_some();
        let kind = selector.kind.map_or(entry.kind != Kind::Money, |kind| kind == entry.kind);
        let Some(id) = entry.lot else { return kind && !speaks_of_lots };
        let mut lots = self.paced.world.lots(AccountId(id.account));
        let lot = lots.find(|lot| lot.id == id);
        kind && lot.is_none_or(|lot| fits_lasting(selector, lot, generation))
    }
}

/// Whether what never changes about a lot fits, and how often it has, or had, rolled.
fn fits_lasting(selector: &Selector, lot: &Lot, generation: u32) -> bool {
    selector.kind.map_or(lot.kind != Kind::Money, |kind| kind == lot.kind)
        && selector.class.is_none_or(|class| class == lot.class)
        && selector.product.is_none_or(|product| product == lot.product)
        && selector.rolled.is_none_or(|rolled| rolled == (generation > 0))
        && selector.gifted.is_none_or(|gifted| gifted == lot.gifted)
}

/// Sums stop at the largest number: the engine reports an overflow before they could be wrong.
fn sum(amounts: impl Iterator<Item = Quantity>) -> Quantity {
    Quantity(amounts.fold(0, |sum, amount| sum.saturating_add(amount.0)))
}

fn is_posting(entry: &Entry, kind: PostingKind) -> bool {
    posting_kind(entry.posting) == Some(kind)
}

/// How scenarios call what an entry says; `None` is what they do not speak of.
pub(super) fn posting_kind(posting: Posting) -> Option<PostingKind> {
    Some(match posting {
        Posting::Granted { .. } => PostingKind::Granted,
        Posting::Used => PostingKind::Used,
        Posting::Rolled { .. } => PostingKind::Rolled,
        Posting::Trimmed => PostingKind::Trimmed,
        Posting::Expired => PostingKind::Expired,
        Posting::Forfeited { .. } => PostingKind::Forfeited,
        Posting::Revived { .. } => PostingKind::Revived,
        Posting::Given { .. } => PostingKind::Given,
        Posting::Received { .. } => PostingKind::Received,
        Posting::Charged { .. } => PostingKind::Charged,
        Posting::Overage => PostingKind::Overage,
        Posting::Throttled { .. } => PostingKind::Throttled,
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

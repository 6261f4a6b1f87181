//! When an expectation was met last, and when it would be.

use std::collections::BTreeSet;

use crate::ledger::Entry;
use crate::model::{Expectation, PostingKind};
use crate::text;
use crate::text::Text;
use crate::units::{Instant, Quantity};

use super::super::Stage;
use super::super::expect::{is_posting, sum};
use super::{Asked, Because, FAR, MOST_INSTANTS};

/// The instants nearest to a line at which it would have been met.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Nearest {
    before: Option<Instant>,
    after: Option<Instant>,
}

impl Nearest {
    pub(super) fn note(&mut self, at: Instant, line: Instant) {
        if at < line {
            self.before = Some(at);
        } else if at > line && self.after.is_none() {
            self.after = Some(at);
        }
    }
}

/// At which instants it is worth asking.
pub(super) fn instants(asked: &Asked<'_>, all: &BTreeSet<Instant>) -> Vec<Instant> {
    let is_state = match asked.expectation {
        Expectation::Balance { amount, .. } | Expectation::Owing { amount, .. } => !amount.is_zero(),
        Expectation::Unlimited { .. } | Expectation::PeriodUntil(_) => true,
        _ => false,
    };
    if !is_state {
        return Vec::new();
    }
    let (from, to) = (asked.at.plus_seconds(-FAR), asked.at.plus_seconds(FAR));
    let before = all.range(from..asked.at).rev().take(MOST_INSTANTS / 2);
    let after = all.range(asked.at..=to).take(MOST_INSTANTS / 2);
    let near: BTreeSet<Instant> = before.chain(after).copied().collect();
    near.into_iter().collect()
}

/// What is to be said of it.
pub(super) fn reasons(stage: &Stage<'_>, asked: &Asked<'_>, (found, near): (&Nearest, &[Instant])) -> Vec<Because> {
    let mut reasons = Vec::new();
    if let Some(before) = found.before {
        let ended = near.iter().copied().find(|at| *at > before).unwrap_or(asked.at).min(asked.at);
        reasons.push(was_so(stage, ended, asked.at));
    }
    if let Some(after) = found.after {
        let (at, apart) = (stage.moment(after), apart(after.seconds_since(asked.at)));
        reasons.push(text!("it is so from {at}, {apart} later", "{at} 起才是这样，晚 {apart}"; at = at, apart = apart));
    }
    let mut reasons: Vec<Because> = reasons.into_iter().map(|text| Because { text, clause: None }).collect();
    reasons.extend(elsewhere(stage, asked));
    reasons
}

fn was_so(stage: &Stage<'_>, ended: Instant, line: Instant) -> Text {
    let at = stage.moment(ended);
    if ended == line {
        return text!(
            "it was so until {at}, this very instant: what ends and begins then comes before what is expected of it",
            "直到 {at} 这一刻之前都是这样：先处理该时刻到期和开始的内容，再核对预期";
            at = at
        );
    }
    let apart = apart(line.seconds_since(ended));
    text!("it was so until {at}, {apart} earlier", "{at} 之前是这样，早 {apart}"; at = at, apart = apart)
}

/// What is expected to have been posted, and was at another time.
fn elsewhere(stage: &Stage<'_>, asked: &Asked<'_>) -> Vec<Because> {
    let Expectation::Posted { posting, of, amount, how, in_all: false } = asked.expectation else { return Vec::new() };
    let fits = |(place, entry): &(usize, &Entry)| {
        let generation = stage.story.generations.get(*place).copied().unwrap_or(0);
        entry.account == asked.account
            && is_posting(entry, *posting)
            && stage.fits_entry(of, entry, generation)
            && stage.is_how(entry, how)
            && entry.at.seconds_since(asked.at).abs() <= FAR
    };
    let all: Vec<(usize, &Entry)> = stage.story.ledger.entries.iter().enumerate().filter(fits).collect();
    let met = |group: &&[(usize, &Entry)]| {
        let posted = sum(group.iter().map(|(_, entry)| entry.amount));
        amount.is_none_or(|amount| amount == posted && amount != Quantity::ZERO)
    };
    let groups = || all.chunk_by(|(_, one), (_, other)| one.at == other.at).filter(met);
    let first = |group: &[(usize, &Entry)]| group.first().map(|(place, entry)| (*place, **entry));
    let before = groups().filter_map(first).rfind(|(place, _)| *place < asked.mark);
    let after = groups().filter_map(first).find(|(place, entry)| *place >= asked.told && entry.at > asked.at);
    let mut reasons = Vec::new();
    let what = super::super::words::posting(*posting);
    if let Some((_, entry)) = before {
        let at = stage.moment(entry.at);
        let text = text!(
            "that was {what} on {at}, before an earlier line: of this line counts only what came after that",
            "那是在 {at} {what}的，早于前面的行：这一行只算其后发生的";
            what = what.clone(), at = at
        );
        reasons.push(Because { text, clause: stage.clause_of(&entry) });
    }
    if let Some((_, entry)) = after {
        let (at, apart) = (stage.moment(entry.at), apart(entry.at.seconds_since(asked.at)));
        let text = match posting {
            PostingKind::Refused => return reasons,
            _ => {
                text!("that is {what} on {at}, {apart} later", "要到 {at} 才{what}，晚 {apart}"; what = what, at = at, apart = apart)
            }
        };
        reasons.push(Because { text, clause: stage.clause_of(&entry) });
    }
    reasons
}

/// A length of time as people say it: `1 second`, `2 days`, `1 day 3 h`.
pub(super) fn apart(seconds: i64) -> Text {
    let seconds = seconds.max(0);
    let (days, hours, minutes, rest) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    let of_days = |days: i64| match days {
        1 => text!("1 day", "1 天"),
        days => text!("{days} days", "{days} 天"),
    };
    match (days, hours, minutes, rest) {
        (0, 0, 0, 1) => text!("1 second", "1 秒"),
        (0, 0, 0, rest) => text!("{rest} seconds", "{rest} 秒"),
        (0, 0, minutes, 0) => text!("{minutes} min", "{minutes} 分钟"),
        (0, 0, minutes, rest) => text!("{minutes} min {rest} s", "{minutes} 分 {rest} 秒"),
        (0, hours, 0, _) => text!("{hours} h", "{hours} 小时"),
        (0, hours, minutes, _) => text!("{hours} h {minutes} min", "{hours} 小时 {minutes} 分"),
        (days, 0, 0, 0) => of_days(days),
        (days, 0, minutes, _) => text!("{days} {minutes} min", "{days} {minutes} 分"; days = of_days(days)),
        (days, hours, ..) => text!("{days} {hours} h", "{days} {hours} 小时"; days = of_days(days)),
    }
}

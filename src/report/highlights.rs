//! What is worth knowing of a simulation beside its sums: every loss and every surprise in a line, with the clause.

use unicode_width::UnicodeWidthStr;

use crate::event::{AccountId, Class};
use crate::ledger::{Entry, Posting};
use crate::text;
use crate::text::{Lang, Text};
use crate::units::Instant;

use super::cells::fold;
use super::dates::Dates;
use super::entries::{loses, lost, sentence};
use super::nouns::kind_noun;
use super::period::Period;
use super::quote::cite_briefly;
use super::{Run, Style};

/// More than this nobody reads; the rest is counted.
const MOST: usize = 8;
/// What happens so often under one clause is told once, as a sum.
const OFTEN: usize = 3;

/// Entries that say the same thing.
struct Group<'a> {
    first: &'a Entry,
    last: Instant,
    units: u64,
    count: u64,
    /// Of what recurs: the period in which it does.
    period: usize,
}

/// A line for each loss and surprise, in order. No line feed at the end.
pub(super) fn highlights(run: &Run<'_>, account: AccountId, periods: &[Period], lang: Lang, style: Style) -> String {
    let groups = summed_up(groups(run, account, periods));
    let mut lines = vec![style.heading(text!("Worth knowing", "值得注意").get(lang))];
    if !groups.iter().any(|group| loses(group.first)) {
        lines.push(text!("Nothing was lost.", "没有任何损失。").get(lang).to_owned());
    }
    let shown = if groups.len() > MOST { MOST - 1 } else { groups.len() };
    lines.extend(groups.iter().take(shown).map(|group| line(run, group, lang, style)));
    let rest = groups.len() - shown;
    if rest > 0 {
        let text =
            text!("… and {rest} more; --format json lists every entry", "……另有 {rest} 条；--format json 列出全部记录");
        lines.push(style.quiet(text.get(lang)));
    }
    lines.join("\n")
}

/// The same of members who only use another's units, each line with the name; `None` if there is nothing to say.
pub(super) fn of_members(run: &Run<'_>, members: &[AccountId], lang: Lang, style: Style) -> Option<String> {
    let lines = members.iter().flat_map(|member| {
        let groups = summed_up(groups(run, *member, &[]));
        let name = run.account_name(*member);
        groups.into_iter().map(move |group| {
            let what = text!("{name}, {what}", "{name}，{what}"; what = dated(run, &group));
            with_clause(run, &group, what.get(lang), lang, style)
        })
    });
    let lines: Vec<String> = lines.take(MOST).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn groups<'a>(run: &Run<'a>, account: AccountId, periods: &[Period]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for entry in run.entries_of(account).filter(|entry| entry.account == account && is_worth_knowing(entry)) {
        let period = periods.partition_point(|period| period.from <= entry.at);
        let same = |group: &&mut Group<'a>| {
            let (first, at) = (group.first, group.first.at);
            let together =
                if recurs(entry) { group.period == period } else { at == entry.at || is_routine(run, entry) };
            let routine = is_routine(run, first) == is_routine(run, entry);
            together
                && routine
                && first.posting == entry.posting
                && first.kind == entry.kind
                && first.origin == entry.origin
        };
        // What belongs together is never far apart, and this keeps long ledgers linear.
        match groups.iter_mut().rev().take(64).find(same) {
            Some(group) => {
                group.last = entry.at;
                group.units = group.units.saturating_add(entry.amount.0);
                group.count += 1;
            }
            None => groups.push(Group { first: entry, last: entry.at, units: entry.amount.0, count: 1, period }),
        }
    }
    groups
}

/// Groups of one clause, where there are many, become one.
fn summed_up(groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let same = |one: &Entry, other: &Entry| {
        one.posting == other.posting && one.kind == other.kind && one.origin == other.origin
    };
    let often = |group: &Group<'_>| groups.iter().filter(|other| same(group.first, other.first)).count() >= OFTEN;
    let many: Vec<bool> = groups.iter().map(often).collect();
    let mut each: Vec<Group<'_>> = Vec::new();
    for (group, many) in groups.into_iter().zip(many) {
        match each.iter_mut().find(|known| many && same(known.first, group.first)) {
            Some(known) => {
                known.last = group.last;
                known.units = known.units.saturating_add(group.units);
                known.count += group.count;
            }
            None => each.push(group),
        }
    }
    each
}

fn is_worth_knowing(entry: &Entry) -> bool {
    loses(entry)
        || recurs(entry)
        || matches!(entry.posting, Posting::Slept { .. } | Posting::Lapsed { .. } | Posting::PlanChanged { .. })
}

/// What never rolls is lost again and again: that is said once.
fn is_routine(run: &Run<'_>, entry: &Entry) -> bool {
    let lot = entry.lot.and_then(|lot| run.lot(lot));
    entry.posting == Posting::Expired && lot.is_some_and(|lot| lot.generation == 0 && lot.class == Class::Plan)
}

/// What may happen with each use, and is summed up over a period.
fn recurs(entry: &Entry) -> bool {
    matches!(
        entry.posting,
        Posting::Blocked { .. }
            | Posting::Throttled { .. }
            | Posting::Slowed { .. }
            | Posting::Overage
            | Posting::Owed
            | Posting::Refused { .. }
    )
}

/// `1 May: 8 GB of January's data #1 expired — rollover 3 months, twenty.plan:3`
fn line(run: &Run<'_>, group: &Group<'_>, lang: Lang, style: Style) -> String {
    with_clause(run, group, dated(run, group).get(lang), lang, style)
}

fn dated(run: &Run<'_>, group: &Group<'_>) -> Text {
    let dates = Dates::new(&run.zone, run.from);
    let several = dates.day_of(group.first.at) != dates.day_of(group.last);
    let moment = |at| if several { dates.day_of(at) } else { dates.at(at) };
    let (first, last) = (moment(group.first.at), moment(group.last));
    let when = if first == last { first } else { text!("{a} – {b}", "{a} – {b}"; a = first, b = last) };
    text!("{when}: {what}", "{when}：{what}"; when = when, what = what(run, group))
}

fn with_clause(run: &Run<'_>, group: &Group<'_>, what: &str, lang: Lang, style: Style) -> String {
    // On the same line as far as that goes, with as many of its words as fit.
    let room = style.cells().saturating_sub(what.width() + 3);
    let same_line = cite_briefly(run, group.first.origin, room);
    let text = if same_line.get(lang).width() <= room {
        format!("{what} — {}", same_line.get(lang))
    } else {
        let clause = cite_briefly(run, group.first.origin, style.cells().saturating_sub(4));
        fold(&format!("{what} — {}", clause.get(lang)), style.cells(), 2)
    };
    if loses(group.first) { style.loss(&text) } else { text }
}

fn what(run: &Run<'_>, group: &Group<'_>) -> Text {
    let count = group.count;
    if count == 1 {
        return sentence(run, group.first);
    }
    // A sum of many entries names none of their lots.
    let sum = Entry { amount: crate::units::Quantity(group.units), lot: None, ..*group.first };
    let (amount, kind) = (Text::same(run.amount(sum.kind, group.units)), kind_noun(sum.kind));
    let what = text!(
        "{amount} of {kind} in {count} lots", "{count} 个批次的{kind}共 {amount}";
        amount = amount, kind = kind
    );
    match sum.posting {
        Posting::Expired | Posting::Trimmed | Posting::Forfeited { .. } => lost(sum.posting, &what),
        Posting::Slept { reason } => text!(
            "{what} cannot be used for now: {reason}", "{what} 暂不可用：{reason}";
            what = what, reason = reason.text()
        ),
        _ => text!("{sentence} ({count} times)", "{sentence}（{count} 次）"; sentence = sentence(run, &sum)),
    }
}

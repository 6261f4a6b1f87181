//! The members of a pool who have nothing of their own: a row each, instead of a page each.

use crate::event::AccountId;
use crate::ledger::{Entry, Posting};
use crate::text;
use crate::text::{Lang, Text};
use crate::units::Kind;

use super::highlights::of_members;
use super::nouns::kind_noun;
use super::table::{Column, Part, cards, fits, table};
use super::{Run, Style};

/// Whether all that an account does is to use another's units, or to be refused them.
pub(super) fn only_shares(run: &Run<'_>, account: AccountId) -> bool {
    let own = |entry: &&Entry| {
        entry.lot.is_some_and(|lot| lot.account == account.0)
            || matches!(
                entry.posting,
                Posting::PeriodBegan { .. } | Posting::Charged { .. } | Posting::Overage | Posting::Owed
            )
    };
    run.accounts.len() > 1 && !run.entries_of(account).any(|entry| own(&entry))
}

/// What each of them used and was not let use; what is worth knowing of them; who did nothing.
pub(super) fn members(run: &Run<'_>, members: &[AccountId], lang: Lang, style: Style) -> Option<String> {
    let rows: Vec<Row> = members.iter().flat_map(|member| rows(run, *member)).collect();
    let idle: Vec<String> = members
        .iter()
        .filter(|member| rows.iter().all(|row| row.member != **member))
        .map(|member| run.account_name(*member))
        .collect();
    let mut parts = Vec::new();
    if !rows.is_empty() {
        let title = style.heading(text!("── Members of the pool ──", "── 共享成员 ──").get(lang));
        let columns = columns(run, &rows, lang);
        let shown = if fits(&columns, style) { table(&columns, style) } else { cards(&columns, style) };
        parts.push(format!("{title}\n\n{shown}"));
    }
    parts.extend(of_members(run, members, lang, style));
    if !idle.is_empty() {
        let names = Text { en: idle.join(", "), zh: idle.join("、") };
        let text = text!("No use by {names}.", "{names} 没有使用。"; names = names);
        parts.push(text.get(lang).to_owned());
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// What a member did with units of one kind.
struct Row {
    member: AccountId,
    kind: Kind,
    used: u64,
    slowed: u64,
    blocked: u64,
}

fn rows(run: &Run<'_>, member: AccountId) -> Vec<Row> {
    let rows = Kind::ALL.into_iter().map(|kind| {
        let mut row = Row { member, kind, used: 0, slowed: 0, blocked: 0 };
        for entry in run.entries_of(member).filter(|entry| entry.account == member && entry.kind == kind) {
            let sum = match entry.posting {
                Posting::Used => &mut row.used,
                Posting::Throttled { .. } => &mut row.slowed,
                Posting::Blocked { .. } => &mut row.blocked,
                _ => continue,
            };
            *sum = sum.saturating_add(entry.amount.0);
        }
        row
    });
    rows.filter(|row| row.used > 0 || row.slowed > 0 || row.blocked > 0).collect()
}

fn columns(run: &Run<'_>, rows: &[Row], lang: Lang) -> Vec<Column> {
    let part = |row: &Row, units: u64, label: &Text| -> Option<Part> {
        (units > 0).then(|| (run.amount(row.kind, units), label.get(lang).to_owned()))
    };
    let names = rows.iter().map(|row| vec![(run.account_name(row.member), String::new())]);
    let used = rows.iter().map(|row| part(row, row.used, &kind_noun(row.kind)).into_iter().collect());
    let not = rows.iter().map(|row| {
        let slowed = part(row, row.slowed, &text!("slowed down", "限速"));
        slowed.into_iter().chain(part(row, row.blocked, &text!("blocked", "阻断"))).collect()
    });
    vec![
        Column::words(text!("Member", "成员").get(lang), names.collect()),
        Column::amounts(text!("Used", "使用").get(lang), used.collect()),
        Column::amounts(text!("Not covered", "超出部分").get(lang), not.collect()),
    ]
}

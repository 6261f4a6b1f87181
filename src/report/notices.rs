//! What the customer was told, in a short list: the same thing told again is counted.

use crate::event::AccountId;
use crate::ledger::{Entry, NoticeKind, OriginId, Posting};
use crate::text;
use crate::text::Lang;

use super::cells::fold;
use super::dates::Dates;
use super::entries::told;
use super::{Run, Style};

/// More than this is for `--why`.
const MOST: usize = 5;

/// Notices that differ in nothing but the lot and the date.
struct Group<'a> {
    first: &'a Entry,
    last: &'a Entry,
    count: usize,
}

/// When the customer was told what; `None` if they were told nothing.
pub(super) fn notices(run: &Run<'_>, account: AccountId, lang: Lang, style: Style) -> Option<String> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for entry in run.entries_of(account).filter(|entry| subject(entry).is_some()) {
        match groups.iter_mut().find(|group| subject(group.first) == subject(entry)) {
            Some(group) => (group.last, group.count) = (entry, group.count + 1),
            None => groups.push(Group { first: entry, last: entry, count: 1 }),
        }
    }
    if groups.is_empty() {
        return None;
    }
    let mut lines = vec![style.heading(text!("What the customer was told", "对用户的提醒").get(lang))];
    lines.extend(groups.iter().take(MOST).map(|group| line(run, group, lang, style)));
    let rest: usize = groups.iter().skip(MOST).map(|group| group.count).sum();
    if rest > 0 {
        let text = text!("… and {rest} more; --why and a date tell them", "……另有 {rest} 条；可用 --why 加日期查询");
        lines.push(style.quiet(text.get(lang)));
    }
    Some(lines.join("\n"))
}

/// What a notice is about: two of the same are told together.
fn subject(entry: &Entry) -> Option<(NoticeKind, OriginId)> {
    match entry.posting {
        Posting::Noticed { what: NoticeKind::Ending { .. } } => Some((NoticeKind::Left, entry.origin)),
        Posting::Noticed { what } => Some((what, entry.origin)),
        _ => None,
    }
}

/// `20 Jan: 50% of January's data #1 used, 10 GB left (+5, to 20 Jun)`.
fn line(run: &Run<'_>, group: &Group<'_>, lang: Lang, style: Style) -> String {
    let Posting::Noticed { what } = group.first.posting else { return String::new() };
    let dates = Dates::new(&run.zone, run.from);
    let (when, told) = (dates.day_of(group.first.at), told(run, group.first, what, &dates));
    let mut text = text!("{when}: {told}", "{when}：{told}"; when = when, told = told);
    let (more, last) = (group.count - 1, dates.day_of(group.last.at));
    if more > 0 {
        text = text!("{text} (+{more}, to {last})", "{text}（至{last}另有 {more} 次）"; text = text, last = last);
    }
    fold(text.get(lang), style.cells(), 2)
}

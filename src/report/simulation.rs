//! The whole page that `simulate` prints.

use crate::event::AccountId;
use crate::text;
use crate::text::{Lang, Text};
use crate::units::{Gigabyte, Instant, Kind};

use super::assumptions::assumptions;
use super::cells::fold;
use super::chart::chart;
use super::highlights::highlights;
use super::members::{members, only_shares};
use super::notices::notices;
use super::period::periods;
use super::statement::{is_touched, statement};
use super::{Run, Style, dates};

/// The page: what was run, the statement and the chart of each account, what was lost and why, what was assumed.
#[must_use]
pub fn simulation(run: &Run<'_>, lang: Lang, style: Style) -> String {
    let mut parts = vec![head(run, lang, style)];
    let (sharing, own): (Vec<_>, Vec<_>) = run.accounts().map(|(id, _)| id).partition(|id| only_shares(run, *id));
    for id in &own {
        parts.extend(account(run, *id, lang, style));
    }
    parts.extend(members(run, &sharing, lang, style));
    parts.extend(assumptions(run, lang, style));
    let mut page = parts.join("\n\n");
    page.push('\n');
    page
}

fn head(run: &Run<'_>, lang: Lang, style: Style) -> String {
    let plan = run.plan_of(AccountId(0)).map_or("", |plan| plan.name.as_str());
    let day = |at: Instant| dates::full(run.zone.local(at).day);
    let (from, until) = (day(run.from), day(run.until));
    let title = text!("{plan}, {from} to {until}", "{plan}，{from}至{until}"; from = from, until = until);
    let zone = run.zone.name();
    let megabytes = if run.format.gigabyte == Gigabyte::Binary { 1024 } else { 1000 };
    let ground = text!("Times in {zone}; 1 GB = {megabytes} MB.", "时间按 {zone}；1 GB = {megabytes} MB。");
    let mut lines = vec![style.heading(title.get(lang)), ground.get(lang).to_owned()];
    lines.extend(run.notes.iter().map(|note| fold(note.get(lang), style.cells(), 0)));
    lines.join("\n")
}

fn account(run: &Run<'_>, id: AccountId, lang: Lang, style: Style) -> Vec<String> {
    let periods = periods(run, id);
    let mut parts = Vec::new();
    if run.accounts.len() > 1 {
        parts.push(style.heading(&format!("── {} ──", account_title(run, id).get(lang))));
    }
    let statement = statement(run, &periods, lang, style);
    if statement.is_empty() {
        parts.push(text!("Nothing happened.", "没有发生任何事。").get(lang).to_owned());
        return parts;
    }
    parts.push(statement);
    // One chart is enough: of the first kind that has a balance.
    let kinds = Kind::ALL.into_iter().filter(|kind| is_touched(&periods, *kind));
    parts.extend(kinds.filter_map(|kind| chart(run, (id, kind), &periods, lang, style)).take(1));
    parts.push(highlights(run, id, &periods, lang, style));
    parts.extend(notices(run, id, lang, style));
    parts
}

fn account_title(run: &Run<'_>, id: AccountId) -> Text {
    let (name, plan) = (run.account_name(id), run.plan_of(id).map_or("", |plan| plan.name.as_str()));
    text!("{name}, on \"{plan}\"", "{name}，套餐“{plan}”")
}

#[cfg(test)]
mod tests;

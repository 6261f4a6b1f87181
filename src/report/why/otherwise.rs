//! What else could have happened: each change that was run, with what would have come of it.

use crate::event::{Event, Happening, Variation};
use crate::ledger::{Charge, Entry, Fate, LotId, Matter, Posting, Told};
use crate::report::cells::fold;
use crate::report::dates::Dates;
use crate::report::lengths::length;
use crate::report::nouns::{kind_noun, lot_noun};
use crate::report::quote::Quote;
use crate::report::{Run, Style};
use crate::text;
use crate::text::{Lang, Origin, Text};
use crate::units::{Instant, Kind, Quantity};

use super::deeds::{what_could_be_done, what_was_done};

/// A change, and what came of it when it was run.
#[derive(Debug, Clone)]
pub struct Otherwise {
    /// The change.
    pub change: Change,
    /// What came of it.
    pub told: Told,
}

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// What happens.
    Events(Variation),
    /// The plan: without the cap that these words are.
    WithoutCap(Origin),
}

/// What was found out about a matter.
#[derive(Debug, Clone)]
pub struct Found {
    /// The matter.
    pub matter: Matter,
    /// What else could have happened.
    pub others: Vec<Otherwise>,
}

/// Everything that changes are told of: the run as it was, its events, and the whole of it.
pub(super) struct Ground<'g, 'r> {
    pub(super) run: &'g Run<'r>,
    pub(super) events: &'g [Event],
    pub(super) told: &'g Told,
}

/// A paragraph a change, under a heading that says what it is about.
pub(super) fn section(ground: &Ground<'_, '_>, found: &Found, lang: Lang, style: Style) -> Option<String> {
    let harmed = found.matter.harm(ground.told, ground.told).unwrap_or(0) > 0;
    if found.others.is_empty() && !harmed {
        return None;
    }
    let mut lines = vec![style.heading(heading(ground.run, found.matter, harmed).get(lang))];
    for other in &found.others {
        let sentence = sentence(ground, found.matter, other);
        lines.push(fold(&format!("- {}", sentence.get(lang)), style.cells(), 2));
    }
    if found.others.is_empty() {
        lines.push(fold(nothing(ground, found.matter).get(lang), style.cells(), 0));
    }
    Some(lines.join("\n"))
}

/// Nothing makes a difference; what was tried is said.
fn nothing(ground: &Ground<'_, '_>, matter: Matter) -> Text {
    let none = text!(
        "No small change makes a difference: no day or hour earlier or later, no top-up, no purchase, no renewal, and no event less.",
        "没有哪个小变动会带来不同：事件提前或推迟几天或几小时、充值、购买、续订，或少一个事件，结果都一样。"
    );
    match matter {
        Matter::Lot(lot) if ground.told.lot(lot).is_some_and(|lot| lot.kind != Kind::Money) => {
            text!("{none} More use would have been paid from other units.", "{none}再多使用，也会先扣其他额度。"; none = none)
        }
        _ => none,
    }
}

fn heading(run: &Run<'_>, matter: Matter, harmed: bool) -> Text {
    match matter {
        Matter::Lot(lot) if harmed => {
            text!("What else could have become of {lot}", "{lot} 还可能怎样"; lot = lot_noun(run, lot))
        }
        Matter::Lot(lot) => {
            text!("What would have cost some of {lot}", "怎样会损失 {lot}"; lot = lot_noun(run, lot))
        }
        Matter::Refused { reason, .. } => {
            text!("What would have been accepted: {reason}", "怎样就不会被拒绝：{reason}"; reason = reason.text())
        }
        Matter::Lapsed { .. } => text!("What would have renewed it", "怎样就会续订"),
        Matter::Blocked { kind, .. } => {
            text!("What would have let the {kind} through", "怎样就不会阻断{kind}"; kind = kind_noun(kind))
        }
    }
}

/// `Had the renewal by hand on 2 Mar 03:00 come 3 hours earlier, before 2 Mar, nothing of it would have been lost.`
pub(super) fn sentence(ground: &Ground<'_, '_>, matter: Matter, other: &Otherwise) -> Text {
    let (change, difference) = (change(ground, &other.change), difference(ground, matter, other));
    text!("{change}, {difference}.", "{change}，{difference}。"; change = change, difference = difference)
}

fn change(ground: &Ground<'_, '_>, change: &Change) -> Text {
    let run = ground.run;
    match change {
        Change::WithoutCap(origin) => {
            let words = Quote::at(run, *origin).map(|quote| quote.words).unwrap_or_default();
            text!("Without the cap ({words})", "如果没有上限（{words}）")
        }
        Change::Events(Variation::With(events)) => with(run, events),
        Change::Events(Variation::Without { event }) => {
            text!("Without {event}", "如果没有{event}"; event = done(ground, *event))
        }
        Change::Events(Variation::Moved { event, to }) => moved(ground, *event, *to),
        Change::Events(Variation::Instead { event, by }) => {
            let by_how_much = match (ground.events.get(*event).map(|event| event.what), by.what) {
                (Some(Happening::Recharge { amount, .. }), Happening::Recharge { amount: less, .. }) => {
                    run.amount(Kind::Money, amount.saturating_sub(less).0)
                }
                _ => String::new(),
            };
            text!(
                "Had {event} been {by_how_much} less", "如果{event}少 {by_how_much}";
                event = done(ground, *event)
            )
        }
    }
}

fn done(ground: &Ground<'_, '_>, event: usize) -> Text {
    ground.events.get(event).map(|event| what_was_done(ground.run, event)).unwrap_or_default()
}

fn with(run: &Run<'_>, events: &[Event]) -> Text {
    let deeds: Vec<Text> = events.iter().map(|event| what_could_be_done(run, event)).collect();
    let join = |side: fn(&Text) -> &str, with: &str| deeds.iter().map(side).collect::<Vec<_>>().join(with);
    let deeds = Text { en: join(|deed| &deed.en, " and "), zh: join(|deed| &deed.zh, "并") };
    let at = events.first().map_or(Instant::MIN, |event| event.at);
    // It was tried at the last second; and what is said is the moment that comes with the next.
    let before = Dates::new(&run.zone, run.from).at(at.plus_seconds(1));
    text!("With {deeds} before {before}", "如果在{before}之前{deeds}"; deeds = deeds, before = before)
}

fn moved(ground: &Ground<'_, '_>, place: usize, to: Instant) -> Text {
    let dates = Dates::new(&ground.run.zone, ground.run.from);
    let event = done(ground, place);
    let at = ground.events.get(place).map_or(to, |event| event.at);
    let apart = |to: Instant| length(at.seconds_since(to).unsigned_abs());
    if to > at {
        let last = to.plus_seconds(-1);
        if last > at && ground.run.zone.local(last).second.is_multiple_of(60) {
            let (apart, last) = (apart(last), dates.at(last));
            return text!(
                "Had {event} come {apart} later, after {last}", "如果{event}推迟 {apart}，在{last}之后";
                event = event, apart = apart, last = last
            );
        }
        let (apart, to) = (apart(to), dates.at(to));
        return text!(
            "Had {event} come {apart} later, on {to}", "如果{event}推迟 {apart}，到{to}";
            event = event, apart = apart, to = to
        );
    }
    // The last second before a moment is told by that moment, which is what a plan speaks of.
    let next = to.plus_seconds(1);
    if next < at && ground.run.zone.local(next).second.is_multiple_of(60) {
        let (apart, next) = (apart(next), dates.at(next));
        return text!(
            "Had {event} come {apart} earlier, before {next}", "如果{event}提前 {apart}，在{next}之前";
            event = event, apart = apart, next = next
        );
    }
    let (apart, to) = (apart(to), dates.at(to));
    text!(
        "Had {event} come {apart} earlier, on {to}", "如果{event}提前 {apart}，在{to}";
        event = event, apart = apart, to = to
    )
}

fn difference(ground: &Ground<'_, '_>, matter: Matter, other: &Otherwise) -> Text {
    let said = match matter {
        Matter::Lot(lot) => of_lot(ground, lot, other),
        Matter::Refused { .. } => {
            let left = matter.harm(ground.told, &other.told).unwrap_or(0);
            match left {
                0 => text!("nothing would have been refused for this", "就不会因此被拒绝"),
                _ => text!("fewer requests would have been refused for this", "因此被拒绝的请求会减少"),
            }
        }
        Matter::Lapsed { .. } => match matter.harm(ground.told, &other.told).unwrap_or(0) {
            0 => text!("each period would have been renewed", "每期都会续订"),
            _ => text!("more periods would have been renewed", "会多续订几期"),
        },
        Matter::Blocked { kind, .. } => {
            let (was, is) = (matter.harm(ground.told, ground.told), matter.harm(ground.told, &other.told));
            let (was, is) = (was.unwrap_or(0), is.unwrap_or(0));
            let (less, kind) = (ground.run.amount(kind, was.saturating_sub(is)), kind_noun(kind));
            match is {
                0 => text!("no {kind} would have been blocked", "就不会阻断{kind}"; kind = kind),
                _ => text!("{less} less would have been blocked", "阻断会少 {less}"),
            }
        }
    };
    match paid_more(ground, other) {
        Some(more) => text!("{said}, for {more} more", "{said}，多付 {more}"; said = said, more = more),
        None => said,
    }
}

fn of_lot(ground: &Ground<'_, '_>, lot: LotId, other: &Otherwise) -> Text {
    let run = ground.run;
    let Some(there) = ground.told.counterpart(lot, &other.told) else {
        return text!("it would not have been granted", "就不会发放");
    };
    let (was, is) = (Fate::of(lot, &ground.told.ledger.entries), Fate::of(there, &other.told.ledger.entries));
    let kind = ground.told.lot(lot).map_or(Kind::Data, |lot| lot.kind);
    let amount = |quantity: Quantity| run.amount(kind, quantity.0);
    let dates = Dates::new(&run.zone, run.from);
    let said = if is.lost > was.lost {
        let (more, at) =
            (amount(is.lost.saturating_sub(was.lost)), is.lost_at.map(|at| dates.at(at)).unwrap_or_default());
        text!(
            "{more} of it would have been lost on {at}", "其中 {more} 会在{at}损失";
            at = at
        )
    } else if is.lost.is_zero() {
        let used = (!is_use(&other.change)).then_some(is.used);
        saved(&dates, used, other.told.lot(there), &amount)
    } else if is.lost == was.lost {
        let at = is.lost_at.map(|at| dates.at(at)).unwrap_or_default();
        text!("as much of it would have been lost in the end, on {at}", "最终损失一样多，在{at}"; at = at)
    } else {
        let less = amount(was.lost.saturating_sub(is.lost));
        text!("{less} less of it would have been lost", "损失会少 {less}")
    };
    match others(ground, kind, (lot, there), other) {
        Some(beside) => text!("{said}, {beside}", "{said}，{beside}"; said = said, beside = beside),
        None => said,
    }
}

/// Whether more use is what is changed: then it needs not be said that more would have been used.
fn is_use(change: &Change) -> bool {
    let Change::Events(Variation::With(events)) = change else { return false };
    events.iter().any(|event| matches!(event.what, Happening::Use { .. }))
}

fn saved(
    dates: &Dates<'_>,
    used: Option<Quantity>,
    lot: Option<&crate::ledger::Lot>,
    amount: &impl Fn(Quantity) -> String,
) -> Text {
    let held = lot.filter(|lot| lot.state.is_held() && !lot.left.is_zero());
    match held {
        Some(lot) => {
            let (left, until) = (amount(lot.left), dates.until(lot.expires_at));
            text!(
                "nothing of it would have been lost by the end: {left} would be left, {until}",
                "到最后都不会损失：会剩余 {left}，{until}";
                until = until
            )
        }
        None if used.is_some_and(|used| !used.is_zero()) => {
            let used = amount(used.unwrap_or_default());
            text!("nothing of it would have been lost: {used} of it would have been used", "就不会损失：会使用 {used}")
        }
        None => text!("nothing of it would have been lost", "就不会损失"),
    }
}

/// What the change would have cost or saved of other lots of the kind.
fn others(ground: &Ground<'_, '_>, kind: Kind, (lot, there): (LotId, LotId), other: &Otherwise) -> Option<Text> {
    let sum = |entries: &[Entry], but: LotId| {
        let of_kind = entries.iter().filter(|entry| entry.kind == kind && entry.lot.is_some_and(|lot| lot != but));
        of_kind.fold(0_i128, |sum, entry| match entry.posting {
            Posting::Expired | Posting::Trimmed | Posting::Forfeited { .. } => sum + i128::from(entry.amount.0),
            Posting::Revived { .. } => sum - i128::from(entry.amount.0),
            _ => sum,
        })
    };
    let (was, is) = (sum(&ground.told.ledger.entries, lot), sum(&other.told.ledger.entries, there));
    let by = ground.run.amount(kind, u64::try_from((is - was).unsigned_abs()).unwrap_or(u64::MAX));
    let what = kind_noun(kind);
    match is.cmp(&was) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => {
            Some(text!("but {by} more of other {what}", "但其他{what}会多损失 {by}"; what = what))
        }
        std::cmp::Ordering::Less => {
            Some(text!("and {by} less of other {what}", "其他{what}也会少损失 {by}"; what = what))
        }
    }
}

/// How much more would have been charged for what is bought besides.
fn paid_more(ground: &Ground<'_, '_>, other: &Otherwise) -> Option<Text> {
    let Change::Events(Variation::With(_)) = other.change else { return None };
    let charged = |entries: &[Entry]| {
        let charges =
            entries.iter().filter(|entry| matches!(entry.posting, Posting::Charged { what } if is_price(what)));
        charges.fold(0, |sum: u64, entry| sum.saturating_add(entry.amount.0))
    };
    let more = charged(&other.told.ledger.entries).saturating_sub(charged(&ground.told.ledger.entries));
    (more > 0).then(|| Text::same(ground.run.amount(Kind::Money, more)))
}

const fn is_price(what: Charge) -> bool {
    matches!(what, Charge::Period | Charge::Pack | Charge::Fee | Charge::Gift)
}

//! Where, when and for what something can be used.

use crate::event::{LabelId, Pays};
use crate::model::{LabelScope, Scope};
use crate::text;
use crate::text::Text;
use crate::units::{DayFilter, HolidayUse, Kind, Weekday, Window};

use super::date::clock;
use super::speech::Speech;
use super::words::{Join, after, commas, list};

/// "Saturdays", 周六.
pub(super) fn weekday(day: Weekday) -> Text {
    match day {
        Weekday::Monday => text!("Mondays", "周一"),
        Weekday::Tuesday => text!("Tuesdays", "周二"),
        Weekday::Wednesday => text!("Wednesdays", "周三"),
        Weekday::Thursday => text!("Thursdays", "周四"),
        Weekday::Friday => text!("Fridays", "周五"),
        Weekday::Saturday => text!("Saturdays", "周六"),
        Weekday::Sunday => text!("Sundays", "周日"),
    }
}

/// "Saturday", 周六.
pub(super) fn day_of_week(day: Weekday) -> Text {
    let days = weekday(day);
    Text { en: days.en.trim_end_matches('s').to_owned(), zh: days.zh }
}

/// The weekdays of a set of bits, bit 0 being Monday.
pub(super) fn weekdays(bits: u8) -> Vec<Text> {
    Weekday::ALL.into_iter().filter(|day| bits >> day.index() & 1 == 1).map(weekday).collect()
}

impl Speech<'_> {
    /// "on Saturdays and Sundays, for YouTube only"; nothing where everything is admitted.
    pub(super) fn scope(&self, scope: &Scope, kind: Kind) -> Option<Text> {
        let Scope { windows, app, zone, network, carrier, mark, pays } = scope;
        let parts = [
            windows_phrase(windows),
            self.app(app),
            self.place(zone),
            self.network(network, kind),
            self.carrier(carrier),
            self.mark(mark),
            pays_for(*pays),
        ];
        let parts: Vec<Text> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| commas(&parts))
    }

    fn app(&self, scope: &LabelScope) -> Option<Text> {
        match scope {
            LabelScope::Any => None,
            LabelScope::Only(labels) => {
                let apps = self.labels(labels, Join::And);
                Some(text!("for {apps} only", "仅限 {apps}"; apps = apps))
            }
            LabelScope::Except(labels) => {
                let apps = self.labels(labels, Join::Or);
                Some(text!("except for {apps}", "不含 {apps}"; apps = apps))
            }
        }
    }

    fn place(&self, scope: &LabelScope) -> Option<Text> {
        match scope {
            LabelScope::Any => None,
            LabelScope::Only(labels) if self.is_abroad(labels) => Some(text!("abroad only", "仅限境外")),
            LabelScope::Except(labels) if self.is_abroad(labels) => Some(text!("except abroad", "境外不可用")),
            LabelScope::Only(labels) => {
                let places = self.labels(labels, Join::And);
                Some(text!("in {places} only", "仅限在{places}"; places = places))
            }
            LabelScope::Except(labels) => {
                let places = self.labels(labels, Join::Or);
                Some(text!("except in {places}", "在{places}不可用"; places = places))
            }
        }
    }

    /// Whom one calls.
    fn network(&self, scope: &LabelScope, kind: Kind) -> Option<Text> {
        match scope {
            LabelScope::Any => None,
            LabelScope::Only(labels) => {
                let networks = self.labels(labels, Join::And);
                // "100 minutes of calls to the same network" says enough; of money it would not.
                let only = if matches!(kind, Kind::Voice | Kind::Sms) { "" } else { " only" };
                Some(text!("to {networks}{only}", "仅限{networks}"; networks = networks))
            }
            LabelScope::Except(labels) => {
                let networks = self.labels(labels, Join::Or);
                Some(text!("except to {networks}", "不含{networks}"; networks = networks))
            }
        }
    }

    /// The network one is on.
    fn carrier(&self, scope: &LabelScope) -> Option<Text> {
        match scope {
            LabelScope::Any => None,
            LabelScope::Only(labels) => {
                let networks = self.labels(labels, Join::And);
                Some(text!("on {networks} only", "仅限使用{networks}时"; networks = networks))
            }
            LabelScope::Except(labels) => {
                let networks = self.labels(labels, Join::Or);
                Some(text!("except on {networks}", "使用{networks}时除外"; networks = networks))
            }
        }
    }

    fn mark(&self, scope: &LabelScope) -> Option<Text> {
        match scope {
            LabelScope::Any => None,
            LabelScope::Only(labels) => {
                let marks = self.labels(labels, Join::Or);
                Some(text!("only for use marked {marks}", "仅限标记为 {marks} 的使用"; marks = marks))
            }
            LabelScope::Except(labels) => {
                let marks = self.labels(labels, Join::Or);
                Some(text!("not for use marked {marks}", "不含标记为 {marks} 的使用"; marks = marks))
            }
        }
    }

    fn is_abroad(&self, labels: &[LabelId]) -> bool {
        matches!(labels, [label] if self.catalogue.labels.name(*label) == "abroad")
    }

    fn labels(&self, labels: &[LabelId], join: Join) -> Text {
        let names: Vec<Text> = labels.iter().map(|label| self.label(*label)).collect();
        list(&names, join)
    }
}

/// The times of several windows: those with the same hours share them.
pub(super) fn windows_phrase(windows: &[Window]) -> Option<Text> {
    let phrases: Vec<Text> = windows.iter().filter_map(window).collect();
    // A window without restriction opens all others.
    (!phrases.is_empty() && phrases.len() == windows.len()).then(|| list(&phrases, Join::And))
}

/// "on Saturdays and Sundays from 22:00 to 06:00 the next day".
fn window(window: &Window) -> Option<Text> {
    match (days(window.days), hours(window)) {
        (None, None) => None,
        (Some(days), None) => Some(days),
        (None, Some(hours)) => Some(hours),
        (Some(days), Some(hours)) => Some(after(&days, &hours)),
    }
}

pub(super) fn days(filter: DayFilter) -> Option<Text> {
    let DayFilter { weekdays: bits, holidays } = filter;
    let every = bits & 0b111_1111 == 0b111_1111;
    let set = run_of_days(bits).map_or_else(|| weekdays(bits), |run| vec![run]);
    match holidays {
        HolidayUse::Ignore | HolidayUse::Include if every => None,
        HolidayUse::Ignore => Some(text!("on {days}", "{days}"; days = list(&set, Join::And))),
        HolidayUse::Include => {
            let with: Vec<Text> = set.into_iter().chain([text!("public holidays", "节假日")]).collect();
            Some(text!("on {days}", "{days}"; days = list(&with, Join::And)))
        }
        HolidayUse::Exclude if every => Some(text!("except on public holidays", "节假日除外")),
        HolidayUse::Exclude => {
            let days = list(&set, Join::And);
            Some(text!("on {days} (except public holidays)", "{days}（节假日除外）"; days = days))
        }
        HolidayUse::Only => Some(text!("on public holidays", "节假日")),
    }
}

/// "Sundays to Thursdays": three days or more that follow each other, round the week.
fn run_of_days(bits: u8) -> Option<Text> {
    let has = |day: usize| bits >> (day % 7) & 1 == 1;
    let mut firsts = (0..7).filter(|day| has(*day) && !has(day + 6));
    let first = firsts.next()?;
    let length = (0..7).take_while(|step| has(first + step)).count();
    if firsts.next().is_some() || length < 3 {
        return None;
    }
    let name = |day: usize| Weekday::ALL.get(day % 7).copied().map_or_else(Text::default, weekday);
    let (from, to) = (name(first), name(first + length - 1));
    Some(text!("{from} to {to}", "{from}至{to}"; from = from, to = to))
}

fn hours(window: &Window) -> Option<Text> {
    let Window { from, to, days: _ } = *window;
    if from % 86_400 == to % 86_400 && from % 86_400 == 0 {
        return None;
    }
    let next = if to <= from && to > 0 { text!(" the next day", "次日 ") } else { text!(" ", " ") };
    let next = Text { en: next.en.trim_end().to_owned(), ..next };
    // The end of a day is 24:00 in Chinese, whichever way the window writes it.
    let end = clock(if to == 0 { 86_400 } else { to });
    Some(text!("from {start} to {end}{next}", " {start} 至{next}{end}"; start = clock(from), end = end, next = next))
        .map(|hours| Text { zh: hours.zh.trim_start().to_owned(), ..hours })
}

/// "to pay for packs only"; nothing where it pays for everything.
fn pays_for(pays: Pays) -> Option<Text> {
    if pays == Pays::EVERYTHING {
        return None;
    }
    let use_of = |kind| (Pays::use_of(kind), super::amount::noun(kind));
    let mut things = vec![
        (Pays::PERIOD, text!("the plan's price", "套餐费")),
        (Pays::PACKS, text!("packs", "加油包")),
        (Pays::FEES, text!("fees", "手续费")),
    ];
    if pays.covers(Pays::USE) {
        things.push((Pays::USE, text!("use", "使用")));
    } else {
        things.extend([Kind::Data, Kind::Voice, Kind::Sms].map(use_of));
    }
    let paid: Vec<Text> = things.into_iter().filter(|(thing, _)| pays.covers(*thing)).map(|(_, name)| name).collect();
    Some(text!("to pay for {things} only", "仅限支付{things}"; things = list(&paid, Join::And)))
}

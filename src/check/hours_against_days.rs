//! A validity of whole days that is written in hours, where clocks are put forward: it ends at another time of the day.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Life, Plan};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Cycle, Day, Duration, Validity, Zone};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::HoursAgainstDays,
    page: Page {
        what: Words {
            en: "A time is written in hours that are whole days, in a zone where clocks change.",
            zh: "时长以小时书写且恰为整天，而所在时区会调整时钟。",
        },
        why: Words {
            en: "24 hours over the night in which clocks are put forward end an hour later by the clock, and an hour earlier in autumn. Customers who read a day expect the same time of the day. Write `valid 1 day` if days are meant; if hours are, allow this.",
            zh: "跨越拨快时钟的那一夜，24 小时按时钟会晚一小时结束，秋季则早一小时。把它当作一天的客户会期待同一时刻。若指天数，请写 `有效 1 天`；若确指小时，请允许此项。",
        },
        bad: Example::Plan("zone America/New_York\nplan \"P\" {\n  every calendar month: data 20 GB\n  pack \"A\" { price $1; data 1 GB; valid 48 hours }\n}\n"),
        instead: Example::Plan("zone America/New_York\nplan \"P\" {\n  every calendar month: data 20 GB\n  pack \"A\" { price $1; data 1 GB; valid 2 days }\n}\n"),
    },
    look: Look::Plan(look),
};

const DAY: u64 = 86_400;

/// The year whose clocks are shown.
const YEAR: i16 = 2027;

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for (seconds, origin) in lengths(subject, plan) {
        if seconds >= DAY && seconds.is_multiple_of(DAY) {
            found.all(finding(subject, plan, (seconds / DAY, origin)));
        }
    }
}

/// Every length of time that is written in hours, minutes or seconds, and its place.
fn lengths<'p>(subject: &'p Subject<'_>, plan: &'p Plan) -> impl Iterator<Item = (u64, Origin)> + 'p {
    let grants = subject.own(plan).into_iter().chain(subject.packs(plan)).flat_map(|product| &product.grants);
    let valid = grants.filter_map(|grant| match grant.validity.answer {
        Validity::For(Duration::Seconds(seconds)) => Some((seconds, grant.validity.origin)),
        _ => None,
    });
    let leftovers = plan.rollovers.answer.iter().filter_map(|rule| match rule.life {
        Some(Life::For(Duration::Seconds(seconds))) => Some((seconds, rule.origin)),
        _ => None,
    });
    let period = match plan.cycle.answer {
        Cycle::Seconds(seconds) => Some((seconds, plan.cycle.origin)),
        _ => None,
    };
    let grace = plan.renewal.grace.and_then(|grace| match grace.length {
        Duration::Seconds(seconds) => Some((seconds, grace.origin)),
        _ => None,
    });
    valid.chain(leftovers).chain(period).chain(grace)
}

fn finding(subject: &Subject<'_>, plan: &Plan, (days, origin): (u64, Origin)) -> Option<Diagnostic> {
    let zone = subject.zone(plan);
    let day = Text::same(forward(&zone)?.to_string());
    let span = origin.span()?;
    let unit = if days == 1 { "day" } else { "days" };
    let (hours, zone) = (days * 24, Text::same(zone.name()));
    Some(
        Diagnostic::new(
            Code::HoursAgainstDays,
            text!("{hours} hours are not {days} {unit} when clocks change", "时钟调整时 {hours} 小时不等于 {days} 天"),
        )
        .at(span, text!("hours, not days", "是小时，不是天"))
        .why(text!(
            "in {zone} {day} has less than 24 hours: what begins at 12:00 the day before ends after 12:00 by the clock, and with \
             `{days} {unit}` it would end at 12:00",
            "{zone} 的 {day} 不足 24 小时：前一天 12:00 开始的，按时钟会在 12:00 之后结束，而写 `{days} 天` 会在 12:00 结束";
            zone = zone, day = day
        ))
        .help(text!("write `{days} {unit}` if days are meant", "若指天数，请写 `{days} 天`")),
    )
}

/// The first day of the year that is shorter than others, if there is one.
fn forward(zone: &Zone) -> Option<Day> {
    let first = Day::from_ymd(YEAR, 1, 1)?;
    let length = |day: Day| zone.midnight(day.plus(1)).seconds_since(zone.midnight(day));
    (0..365).map(|days| first.plus(days)).find(|day| length(*day) < 86_400)
}

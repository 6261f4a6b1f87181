//! A window in an hour that the clocks skip on some day.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Grant, Plan};
use crate::text;
use crate::text::Text;
use crate::units::{Day, Holidays, Local, Window, Zone};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::HourThatIsSkipped,
    page: Page {
        what: Words {
            en: "A window of use lies in an hour that the clocks skip when summer time begins.",
            zh: "使用时段落在夏令时开始时被跳过的那一小时。",
        },
        why: Words {
            en: "On that day the window does not open at all, and whoever counts on it gets nothing. Widen it beyond the hour, or say in the terms that it falls out.",
            zh: "那一天该时段根本不存在，指望它的人什么也得不到。请把时段放宽到这一小时之外，或在条款中说明这一天没有。",
        },
        bad: Example::Plan("zone America/New_York\nplan \"P\" {\n  every month: data 20 GB from 02:00 to 03:00\n}\n"),
        instead: Example::Plan("zone America/New_York\nplan \"P\" {\n  every month: data 20 GB from 01:00 to 05:00\n}\n"),
    },
    look: Look::Plan(look),
};

/// Years in which clocks are looked at: whoever keeps summer time keeps it in some of them.
const YEARS: [i16; 2] = [2026, 2027];

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let zone = subject.zone(plan);
    let own = subject.own(plan).into_iter();
    for grant in own.chain(subject.packs(plan)).flat_map(|product| &product.grants) {
        // Clocks are put forward by an hour, or by two.
        let short = grant.scope.windows.iter().filter(|window| window.from < window.to && window.to - window.from <= 7_200);
        found.all(short.into_iter().find_map(|window| finding(grant, *window, &zone)));
    }
}

fn finding(grant: &Grant, window: Window, zone: &Zone) -> Option<Diagnostic> {
    let day = skipped(window, zone)?;
    let (year, month, date) = day.ymd();
    let day = Text::same(format!("{year}-{month:02}-{date:02}"));
    let zone = Text::same(zone.name());
    Some(
        Diagnostic::new(
            Code::HourThatIsSkipped,
            text!("on {day} this window does not open: the clocks skip it", "{day} 这个时段不存在：时钟会跳过它"; day = day),
        )
        .at(grant.origin.span()?, text!("not there on {day} in {zone}", "{zone} 在 {day} 没有这个时段"; day = day, zone = zone))
        .help(text!("widen it beyond the hour that is skipped", "请把时段放宽到被跳过的那一小时之外")),
    )
}

/// A day on which the whole window falls into a gap of the clocks.
fn skipped(window: Window, zone: &Zone) -> Option<Day> {
    let gap = |day: Day, second: u32| zone.is_gap(Local { day, second });
    let year = |year: i16| {
        let first = Day::from_ymd(year, 1, 1)?;
        let mut days = (0..366).map(|days| first.plus(days));
        days.find(|day| {
            // Clocks are put forward on Sundays, mostly, and not every window is open then.
            window.contains(Local { day: *day, second: window.from }, &Holidays::default())
                && gap(*day, window.from)
                && gap(*day, window.to - 1)
        })
    };
    YEARS.into_iter().find_map(year)
}

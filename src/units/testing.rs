//! What the tests of this room share.

use super::{Day, Instant, Local, Zone};

/// A zone that exists.
pub(super) fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

/// `2026-03-07 12:00`, or with seconds.
pub(super) fn local(text: &str) -> Local {
    let numbers: Vec<u32> = text.split(['-', ' ', ':']).map(|part| part.parse().unwrap()).collect();
    let date = |index: usize| i16::try_from(numbers[index]).unwrap();
    let day = Day::from_ymd(date(0), i8::try_from(date(1)).unwrap(), i8::try_from(date(2)).unwrap()).unwrap();
    Local { day, second: numbers[3] * 3_600 + numbers[4] * 60 + numbers.get(5).copied().unwrap_or(0) }
}

/// When the zone's clock shows `2026-03-07 12:00`.
pub(super) fn at(zone: &Zone, text: &str) -> Instant {
    zone.instant(local(text))
}

//! Dates and times of day, as people write them, to `2026-01-02` and `09:30`.

use super::chars::{in_word, is_blank};
use super::cursor::Cursor;

/// A date with the year first: `2026-01-02`, `2026/1/2`, `2026.1.2`, 2026年1月2日.
pub(super) fn date(mut cursor: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    let mut year = String::new();
    if cursor.digits(&mut year) != 4 {
        return None;
    }
    let separator = cursor.peek_plain().filter(|mark| matches!(mark, '-' | '/' | '.' | '年'))?;
    cursor.bump();
    let month = cursor.short_digits(2)?;
    let second = if separator == '年' { '月' } else { separator };
    if !cursor.eat(second) {
        return None;
    }
    let day = cursor.short_digits(2)?;
    if separator == '年' && !(cursor.eat('日') || cursor.eat('号')) {
        return None;
    }
    Some((format!("{year}-{month:02}-{day:02}"), cursor))
}

/// A date with the year last, and the dates it may be: with the day first, then with the month first.
pub(super) fn backwards_date(mut cursor: Cursor<'_>) -> Option<(Vec<String>, Cursor<'_>)> {
    let first = cursor.short_digits(2)?;
    let separator = cursor.peek_plain().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
    cursor.bump();
    let second = cursor.short_digits(2)?;
    if !cursor.eat(separator) {
        return None;
    }
    let mut year = String::new();
    if cursor.digits(&mut year) != 4 {
        return None;
    }
    let dates = [(second, first), (first, second)];
    let mut possible: Vec<String> = Vec::new();
    for (month, day) in dates.into_iter().filter(|(month, day)| (1..=12).contains(month) && (1..=31).contains(day)) {
        let date = format!("{year}-{month:02}-{day:02}");
        if !possible.contains(&date) {
            possible.push(date);
        }
    }
    (!possible.is_empty()).then_some((possible, cursor))
}

/// A time of day: `9:30`, `9:30 pm`, `7pm`, `22h30`, 22点30分; and `22h` where a time is `expected`, as it is hours elsewhere.
pub(super) fn time(mut cursor: Cursor<'_>, expected: bool) -> Option<(String, Cursor<'_>)> {
    let hour = cursor.short_digits(2)?;
    let mark = cursor.peek_plain()?;
    match mark {
        ':' => clock(cursor, hour),
        'h' | 'H' => french(cursor, hour, expected),
        '点' | '时' => chinese(cursor, hour, mark),
        _ => half_day(&mut cursor, hour).map(|hour| (format!("{hour:02}:00"), cursor)),
    }
}

fn clock(mut cursor: Cursor<'_>, hour: u32) -> Option<(String, Cursor<'_>)> {
    cursor.bump();
    let minute = two_digits(&mut cursor)?;
    let mut ahead = cursor;
    let second = if ahead.eat(':') { two_digits(&mut ahead) } else { None };
    if second.is_some() {
        cursor = ahead;
    }
    let hour = half_day(&mut cursor, hour).unwrap_or(hour);
    let seconds = second.map_or(String::new(), |second| format!(":{second:02}"));
    Some((format!("{hour:02}:{minute:02}{seconds}"), cursor))
}

fn french(mut cursor: Cursor<'_>, hour: u32, expected: bool) -> Option<(String, Cursor<'_>)> {
    cursor.bump();
    if let Some(minute) = two_digits(&mut cursor.clone()) {
        two_digits(&mut cursor);
        return Some((format!("{hour:02}:{minute:02}"), cursor));
    }
    let ended = !cursor.peek().is_some_and(|(next, plain)| in_word(next) && plain != '-');
    let mut ahead = cursor;
    ahead.skip_while(is_blank);
    let range = matches!(ahead.peek_plain(), Some('-' | '~'));
    (hour <= 24 && ended && (expected || range)).then(|| (format!("{hour:02}:00"), cursor))
}

fn chinese(mut cursor: Cursor<'_>, hour: u32, mark: char) -> Option<(String, Cursor<'_>)> {
    cursor.bump();
    let mut ahead = cursor;
    if mark == '点' && ahead.eat('半') {
        return Some((format!("{hour:02}:30"), ahead));
    }
    if let Some(minute) = ahead.short_digits(2).filter(|_| ahead.eat('分')) {
        return Some((format!("{hour:02}:{minute:02}"), ahead));
    }
    Some((format!("{hour:02}:00"), cursor))
}

/// The hour of the day that `am` or `pm` makes of an hour of half a day.
fn half_day(cursor: &mut Cursor<'_>, hour: u32) -> Option<u32> {
    let mut ahead = *cursor;
    ahead.skip_while(is_blank);
    let morning = ahead.eat_word("am") || ahead.eat_word("a.m.") || ahead.eat_word("a.m");
    let evening = !morning && (ahead.eat_word("pm") || ahead.eat_word("p.m.") || ahead.eat_word("p.m"));
    if !(morning || evening) || !(1..=12).contains(&hour) {
        return None;
    }
    *cursor = ahead;
    Some(hour % 12 + if evening { 12 } else { 0 })
}

/// Two digits and no third.
fn two_digits(cursor: &mut Cursor<'_>) -> Option<u32> {
    let before = cursor.place();
    let value = cursor.short_digits(2)?;
    (cursor.since(before).chars().count() == 2).then_some(value)
}

use super::*;
use crate::event::AccountId;
use crate::report::period::periods;
use crate::report::testing::three_months;

#[test]
fn narrow() {
    let story = three_months();
    let run = story.run("2026-01-01", "2026-05-01");
    let periods = periods(&run, AccountId(0));
    let style = Style { width: 50, ..Style::PLAIN };
    let chart = chart(&run, (AccountId(0), Kind::Data), &periods, Lang::En, style).unwrap();
    assert_eq!(
        chart,
        r##"Balance of data over time (▼ something was lost)
80 GB ┤                           ▃▃▃▃▃▃▃▃█
      │                 ▃▃▃▃▃▃▃▃▃▃█████████
40 GB ┤         ▃▃▃▃▃▃▃▃███████████████████
      │██▆▆▆▃▃▃▃███████████████████████████
    0 └────────────────────────────────────
                                          ▼
       1 Jan    1 Feb   1 Mar     1 Apr    1 May"##
    );
}

#[test]
fn labels_are_short_and_exact() {
    let story = three_months();
    let run = story.run("2026-01-01", "2026-05-01");
    let top = |kind, most| run.amount(kind, ceiling(&run, kind, most).unwrap());
    assert_eq!(top(Kind::Data, 80_000_000_000), "80 GB");
    assert_eq!(top(Kind::Data, 80_000_000_001), "82 GB");
    assert_eq!(top(Kind::Data, 1), "2 B");
    assert_eq!(top(Kind::Voice, 100 * 60 + 1), "102 min");
    assert_eq!(top(Kind::Voice, 45), "46 s");
    assert_eq!(top(Kind::Money, 1), "$2.00");
    assert_eq!(ceiling(&run, Kind::Money, u64::MAX), None);
}

#[test]
fn blocks() {
    let column = |held| (0..ROWS).map(|row| block(held, 48, row)).collect::<String>();
    assert_eq!(column(0), "    ");
    assert_eq!(column(1), "▁   ");
    assert_eq!(column(20), "█▅  ");
    assert_eq!(column(48), "████");
    // A trace of a large scale is still seen.
    assert_eq!(block(1, u64::MAX, 0), '▁');
}

#[test]
fn no_time_no_chart() {
    let story = three_months();
    let run = story.run("2026-01-01", "2026-01-01");
    assert_eq!(chart(&run, (AccountId(0), Kind::Data), &[], Lang::En, Style::PLAIN), None);
    let run = story.run("2026-01-01", "2026-05-01");
    assert_eq!(chart(&run, (AccountId(0), Kind::Voice), &[], Lang::En, Style::PLAIN), None);
}

use super::*;
use crate::event::{AccountId, Class};
use crate::ledger::{Posting, Reason};
use crate::report::period::periods;
use crate::report::testing::{BLOCK, BLOCKED, GB, PLAN, ROLLOVER, Story, busy};

fn shown(story: &Story, account: u32, (from, until): (&str, &str), width: u16) -> String {
    let run = story.run(from, until);
    statement(&run, &periods(&run, AccountId(account)), Lang::En, Style { width, ..Style::PLAIN })
}

#[test]
fn side_by_side_where_it_fits_and_one_after_the_other_where_not() {
    let story = busy();
    let span = ("2026-01-15", "2026-03-01");
    assert_eq!(
        shown(&story, 0, span, 100),
        r##"Data
Period            Granted        Used           Rolled  Lost          Not covered    Left
──────────────────────────────────────────────────────────────────────────────────────────
15 Jan – 15 Feb   20 GB           2 GB plan      15 GB  3 GB trimmed                17 GB
                   5 GB Weekend   3 GB Weekend
15 Feb – 1 Mar …  20 GB          20 GB plan             2 GB expired  2 GB blocked      0
                                 15 GB rolled

Left at the end of each period, before the next is granted:
15 Feb   2 GB Weekend until 15 Feb 09:30 (#2); 15 GB until 15 May (#1)

Money
Period            Charged
──────────────────────────────
15 Jan – 15 Feb   $5.00 plan
                  $1.00 packs
15 Feb – 1 Mar …  $5.00 plan"##
    );
    assert_eq!(
        shown(&story, 0, span, 60),
        r##"Data
15 Jan – 15 Feb
  Granted 20 GB, 5 GB Weekend · Used 2 GB plan, 3 GB Weekend
  Rolled 15 GB · Lost 3 GB trimmed · Left 17 GB
15 Feb – 1 Mar …
  Granted 20 GB · Used 20 GB plan, 15 GB rolled
  Lost 2 GB expired · Not covered 2 GB blocked · Left 0

Left at the end of each period, before the next is granted:
15 Feb   2 GB Weekend until 15 Feb 09:30 (#2);
        15 GB until 15 May (#1)

Money
Period            Charged
──────────────────────────────
15 Jan – 15 Feb   $5.00 plan
                  $1.00 packs
15 Feb – 1 Mar …  $5.00 plan"##
    );
}

#[test]
fn a_pool() {
    let mut story = Story::new().named(&["A", "B"]);
    story.period("2026-01-01", 1, "2026-02-01");
    let lot = story.grant("2026-01-01", Class::Plan, 30, "2026-02-01");
    story.used("2026-01-05", lot, 4);
    story.by(1, "2026-01-06", lot, 10, Posting::Used, PLAN);
    assert_eq!(
        shown(&story, 0, ("2026-01-01", "2026-02-01"), 80),
        r##"Data
Period         Granted  Used         Left
──────────────────────────────────────────
1 Jan – 1 Feb    30 GB   4 GB plan  16 GB
                        10 GB by B

Left at the end of each period, before the next is granted:
1 Feb  16 GB until 1 Feb (A#1)"##
    );
    assert_eq!(
        shown(&story, 1, ("2026-01-01", "2026-02-01"), 80),
        r##"Data
Period         Used
──────────────────────────────
1 Jan – 1 Feb  10 GB A's pool"##
    );
}

#[test]
fn without_limit_and_without_renewal() {
    let mut story = Story::new();
    story.period("2026-01-01", 1, "2026-02-01");
    let lot = story.grant("2026-01-01", Class::Plan, 0, "2026-02-01");
    let bonus = story.grant("2026-01-01", Class::Bonus, 3, "2026-02-01");
    story.used("2026-01-05", lot, 400);
    story.plain("2026-02-01", Kind::Money, 0, Posting::Lapsed { reason: Reason::NotEnoughMoney }, PLAN);
    story.lot("2026-02-01", bonus, 3, Posting::Forfeited { reason: Reason::NotRenewed }, ROLLOVER);
    story.plain("2026-02-03", Kind::Data, GB, BLOCKED, BLOCK);
    assert_eq!(
        shown(&story, 0, ("2026-01-01", "2026-02-10"), 80),
        r##"Data
Period          Granted          Used         Lost            Not covered
───────────────────────────────────────────────────────────────────────────
1 Jan – 1 Feb   unlimited        400 GB plan  3 GB forfeited
                     3 GB bonus
1 Feb – 10 Feb                                                1 GB blocked
not renewed"##
    );
}

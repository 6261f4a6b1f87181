use super::*;
use crate::event::Class;
use crate::ledger::{NoticeKind, Posting};
use crate::report::testing::{DATA, NOTICE, Story, busy, three_months};
use crate::units::Ratio;

/// Worked example 1: what is left at the end of a period, with what the next one grants, is 28, 48, 68 and 80 GB.
#[test]
fn the_page() {
    let story = three_months();
    let run = story.run("2026-01-01", "2026-05-01");
    assert_eq!(
        simulation(&run, Lang::En, Style::PLAIN),
        r##"Twenty, 1 Jan 2026 to 1 May 2026
Times in Asia/Phnom_Penh; 1 GB = 1000 MB.

Data
Period         Granted  Used        Rolled  Lost           Left
────────────────────────────────────────────────────────────────
1 Jan – 1 Feb    20 GB  12 GB plan    8 GB                 8 GB
1 Feb – 1 Mar    20 GB               20 GB                28 GB
1 Mar – 1 Apr    20 GB               20 GB                48 GB
1 Apr – 1 May    20 GB               20 GB  8 GB expired  60 GB

Left at the end of each period, before the next is granted:
1 Feb   8 GB until 1 May (#1)
1 Mar   8 GB until 1 May (#1); 20 GB until 1 Jun (#2)
1 Apr   8 GB until 1 May (#1); 20 GB until 1 Jun (#2); 20 GB until 1 Jul (#3)
1 May  20 GB until 1 Jun (#2); 20 GB until 1 Jul (#3); 20 GB until 1 Aug (#4)

Balance of data over time (▼ something was lost)
80 GB ┤                                                 ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃█
      │                                ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃█████████████████
40 GB ┤                 ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃██████████████████████████████████
      │█████▆▆▆▆▆▃▃▃▃▃▃▃█████████████████████████████████████████████████
    0 └──────────────────────────────────────────────────────────────────
                                                                        ▼
       1 Jan            1 Feb          1 Mar            1 Apr            1 May

Worth knowing
1 May: 8 GB of January's data #1 expired — rollover 3 months, ba…, twenty.plan:3

What was assumed, because the plan does not say it
- which lot pays first: the one that ends first; to say so: use earliest
  expiry first
"##
    );
}

#[test]
fn the_page_in_chinese() {
    let story = busy();
    let mut run = story.run("2026-01-01", "2026-03-01");
    run.notes.push(text!("Scenario \"busy\".", "场景“busy”。"));
    assert_eq!(
        simulation(&run, Lang::Zh, Style::PLAIN),
        r##"Twenty，2026年1月1日至2026年3月1日
时间按 Asia/Phnom_Penh；1 GB = 1000 MB。
场景“busy”。

流量
周期                获得           使用            累积  损失 / 超出   剩余
────────────────────────────────────────────────────────────────────────────
1月15日 – 2月15日   20 GB           2 GB 套餐     15 GB  3 GB 超上限  17 GB
                     5 GB Weekend   3 GB Weekend
2月15日 – 3月1日 …  20 GB          20 GB 套餐            2 GB 到期        0
                                   15 GB 累积            2 GB 阻断

各周期末剩余（下一周期发放之前）：
2月15日   2 GB Weekend 至2月15日 09:30（#2）；15 GB 至5月15日（#1）

费用与余额
周期                收费
─────────────────────────────────
1月15日 – 2月15日   $5.00 套餐
                    $1.00 加油包
2月15日 – 3月1日 …  $5.00 套餐

流量余量变化（▼ 有损失）
36 GB ┤                                                  ▇▇▇▇▇▇
      │               ▁▁▆▃▃▃▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁██████
18 GB ┤               █████████████████████████████████████████
      │               █████████████████████████████████████████
    0 └──────────────────────────────────────────────────────────────────
                                                         ▼
                      1月15日                            2月15日         3月1日

值得注意
2月15日：1月的流量 #1 的 3 GB 超过上限被清除 — bank at most 30 GB, twenty.plan:3
2月15日 09:30：1月16日的“Weekend” #2 的 2 GB 到期 — data 5 GB on…, twenty.plan:4
2月21日 – 2月24日：2 GB 被阻断：没有可用的余量（4 次） — when data runs out:
  block, twenty.plan:5
2月25日：请求被拒绝：该套餐不提供此流量包 — plan "Twenty", twenty.plan:1

以下为系统假定，因为套餐没有写明
- 先用哪一批：最先到期的；写法：使用 最早到期 优先
"##
    );
}

#[test]
fn a_pool_has_one_page() {
    let mut story = Story::new().named(&["Mum", "A", "B"]);
    story.period("2026-01-01", 1, "2026-02-01");
    let lot = story.grant("2026-01-01", Class::Plan, 30, "2026-02-01");
    story.by(1, "2026-01-05", lot, 10, Posting::Used, DATA);
    let what = NoticeKind::Used(Ratio { numerator: 1, denominator: 2 });
    story.lot("2026-01-09", lot, 15, Posting::Noticed { what }, NOTICE);
    story.lot("2026-01-11", lot, 14, Posting::Noticed { what }, NOTICE);
    let page = simulation(&story.run("2026-01-01", "2026-02-01"), Lang::En, Style::PLAIN);
    let (_, rest) = page.split_once("Worth knowing\n").unwrap();
    assert_eq!(
        rest,
        r##"Nothing was lost.

What the customer was told
9 Jan: 50% of January's data Mum#1 used, 15 GB left (+1, to 11 Jan)

── Members of the pool ──

Member  Used
───────────────────
A       10 GB data

No use by B.

What was assumed, because the plan does not say it
- which lot pays first: the one that ends first; to say so: use earliest
  expiry first
"##
    );
}

#[test]
fn nothing_at_all() {
    let story = crate::report::testing::Story::new();
    let page = simulation(&story.run("2026-01-01", "2026-03-01"), Lang::En, Style::PLAIN);
    assert_eq!(page.lines().nth(3), Some("Nothing happened."));
}

#[test]
fn colour_changes_no_word() {
    let story = busy();
    let run = story.run("2026-01-01", "2026-03-01");
    let plain = simulation(&run, Lang::En, Style::PLAIN);
    let colored = simulation(&run, Lang::En, Style { color: true, ..Style::PLAIN });
    assert_ne!(plain, colored);
    let mut stripped = String::new();
    for (index, part) in colored.split('\u{1b}').enumerate() {
        stripped.push_str(if index == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert_eq!(stripped, plain);
}

#[test]
fn no_line_is_too_wide() {
    use unicode_width::UnicodeWidthStr;
    for (story, until) in [(three_months(), "2026-05-01"), (busy(), "2026-03-01")] {
        let run = story.run("2026-01-01", until);
        for lang in Lang::ALL {
            for width in [80, 60] {
                let page = simulation(&run, lang, Style { width, ..Style::PLAIN });
                let widest = page.lines().max_by_key(|line| line.width()).unwrap();
                assert!(widest.width() <= usize::from(width), "{width}: {widest}");
            }
        }
    }
}

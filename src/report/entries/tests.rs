use super::*;
use crate::event::{AccountId, PlanId};
use crate::ledger::{LotId, NoticeKind, Reason};
use crate::report::testing::{BLOCKED, GB, NOTICE, PLAN, Story, busy};
use crate::units::{Instant, Kind, Quantity, Ratio};

/// Everything an entry can say of data, in both languages.
#[test]
fn sentences() {
    let mut story = busy();
    let start = story.length();
    let day = story.at("2026-05-01");
    let reason = Reason::PlanChanged;
    let other = LotId { account: 0, number: 9 };
    let ratio = |numerator, denominator| Ratio { numerator, denominator };
    for posting in [
        Posting::Granted { from: day, until: Instant::NEVER },
        Posting::Granted { from: Instant::NEVER, until: Instant::NEVER },
        Posting::Used,
        Posting::Rolled { until: day },
        Posting::Trimmed,
        Posting::Expired,
        Posting::Forfeited { reason },
        Posting::Revived { until: day },
        Posting::Moved { until: day },
        Posting::Slept { reason: Reason::InGrace },
        Posting::Woke { until: day },
        Posting::Given { to: AccountId(1) },
        Posting::Received { from: other, until: day },
        Posting::Charged { what: Charge::Fee },
        Posting::Overage,
        Posting::Refilled { until: day },
        Posting::Owed,
        Posting::Repaid,
        Posting::Forgiven,
        Posting::Throttled { bits_per_second: 128_000 },
        BLOCKED,
        Posting::Noticed { what: NoticeKind::Used(ratio(4, 5)) },
        Posting::Noticed { what: NoticeKind::Used(ratio(1, 3)) },
        Posting::Noticed { what: NoticeKind::Left },
        Posting::Noticed { what: NoticeKind::Ending { at: day } },
        Posting::Noticed { what: NoticeKind::Message },
        Posting::Refused { reason: Reason::NotSold },
        Posting::PeriodBegan { until: day, renewed: true },
        Posting::PeriodBegan { until: day, renewed: false },
        Posting::Lapsed { reason: Reason::NotRenewed },
        Posting::PlanChanged { to: PlanId(0) },
        Posting::PlanChangeNoted { to: PlanId(0) },
        Posting::Noted { what: crate::ledger::Note::Suspended },
    ] {
        story.lot("2026-03-01", LotId { account: 0, number: 2 }, 2, posting, NOTICE);
    }
    let run = story.run("2026-01-01", "2026-05-01");
    let said = run.ledger.entries.iter().skip(start).map(|entry| sentence(&run, entry));
    let said: Vec<String> = said.map(|text| format!("{}\n  {}", text.en, text.zh)).collect();
    assert_eq!(
        said.join("\n"),
        r##"2 GB granted: "Weekend" of 16 Jan #2, without end; usable from 1 May
  发放 2 GB：1月16日的“Weekend” #2，长期有效；5月1日起可用
2 GB granted: "Weekend" of 16 Jan #2, without end; it waits for its turn
  发放 2 GB：1月16日的“Weekend” #2，长期有效；排队等待
2 GB of "Weekend" of 16 Jan #2 used
  使用了1月16日的“Weekend” #2 的 2 GB
2 GB of "Weekend" of 16 Jan #2 rolled over, until 1 May
  1月16日的“Weekend” #2 的 2 GB 累积，至5月1日
2 GB of "Weekend" of 16 Jan #2 cut by a cap
  1月16日的“Weekend” #2 的 2 GB 超过上限被清除
2 GB of "Weekend" of 16 Jan #2 expired
  1月16日的“Weekend” #2 的 2 GB 到期
2 GB of "Weekend" of 16 Jan #2 forfeited: the plan was changed
  1月16日的“Weekend” #2 的 2 GB 作废：套餐已变更
2 GB of "Weekend" of 16 Jan #2 came back, until 1 May
  1月16日的“Weekend” #2 的 2 GB 恢复，至5月1日
"Weekend" of 16 Jan #2 now lives until 1 May; 2 GB left
  1月16日的“Weekend” #2 的有效期调整为：至5月1日；剩余 2 GB
"Weekend" of 16 Jan #2 cannot be used for now: it is kept for a late renewal; 2 GB left
  1月16日的“Weekend” #2 暂不可用：宽限期内保留；剩余 2 GB
"Weekend" of 16 Jan #2 can be used again, until 1 May; 2 GB left
  1月16日的“Weekend” #2 恢复可用，至5月1日；剩余 2 GB
2 GB of "Weekend" of 16 Jan #2 given to 2
  1月16日的“Weekend” #2 的 2 GB 转赠给 2
2 GB received from #9: "Weekend" of 16 Jan #2, until 1 May
  收到 #9 的 2 GB：1月16日的“Weekend” #2，至5月1日
2 GB charged for a fee
  收取手续费 2 GB
2 GB let through and charged
  2 GB 超量使用，另行收费
"Weekend" of 16 Jan #2 filled up by 2 GB, until 1 May
  1月16日的“Weekend” #2 补足 2 GB，至5月1日
2 GB let through and owed
  2 GB 先用后还，记欠
2 GB of "Weekend" of 16 Jan #2 paid for what was owed
  1月16日的“Weekend” #2 的 2 GB 用于偿还所欠
2 GB owed no more
  免除所欠的 2 GB
2 GB let through slowly, at 128 kbps
  2 GB 以 128 kbps 限速使用
2 GB blocked: nothing is left that can pay
  2 GB 被阻断：没有可用的余量
notice: 80% of "Weekend" of 16 Jan #2 used, 2 GB left
  通知：1月16日的“Weekend” #2 已使用 80%，剩余 2 GB
notice: 1/3 of "Weekend" of 16 Jan #2 used, 2 GB left
  通知：1月16日的“Weekend” #2 已使用 1/3，剩余 2 GB
notice: 2 GB of "Weekend" of 16 Jan #2 left
  通知：1月16日的“Weekend” #2 剩余 2 GB
notice: 2 GB of "Weekend" of 16 Jan #2 will end on 1 May
  通知：1月16日的“Weekend” #2 的 2 GB 将于5月1日到期
notice: on renewal: notify
  通知：on renewal: notify
a request was refused: the pack is not sold with this plan
  请求被拒绝：该套餐不提供此流量包
period 2000000000 began by renewal, until 1 May
  续订，第 2000000000 个周期开始，至5月1日
period 2000000000 began, until 1 May
  第 2000000000 个周期开始，至5月1日
the period ended without a renewal: the plan was not renewed in time
  周期结束，未续订：套餐未按时续订
the plan changed to "Twenty"
  套餐变更为“Twenty”
a change to "Twenty" is noted for the end of the period
  已登记在周期末变更为“Twenty”
the line was suspended
  号码停机"##
    );
}

#[test]
fn a_lot_that_is_not_known() {
    let mut story = Story::new();
    story.lot("2026-03-01", LotId { account: 0, number: 7 }, 2, Posting::Used, PLAN);
    let run = story.run("2026-01-01", "2026-05-01");
    let entry = Entry { amount: Quantity(GB), kind: Kind::Data, ..run.ledger.entries[0] };
    assert_eq!(sentence(&run, &entry).en, "1 GB of lot #7 used");
}

#[test]
fn speeds() {
    let speeds = [1, 1_000, 128_000, 1_500_000, 2_000_000, 3_000_000_000].map(speed);
    assert_eq!(speeds, ["1 bit/s", "1 kbps", "128 kbps", "1500 kbps", "2 Mbps", "3 Gbps"]);
}

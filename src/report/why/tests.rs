use super::*;
use crate::report::testing::{Story, busy, three_months};

fn asked(story: &Story, question: &str, lang: Lang) -> String {
    let run = story.run("2026-01-01", "2026-05-01");
    let (told, question) = (Told::default(), Question::read(question, &run).unwrap());
    why(&run, &Asked { question, events: &[], told: &told, found: &[] }, lang, Style::PLAIN)
}

#[test]
fn a_day_on_which_something_was_lost() {
    assert_eq!(
        asked(&three_months(), "2026-05-01", Lang::En),
        r##"What happened on 1 May 2026

8 GB of the 20 GB of January's data #1 were lost on 1 May: they had rolled over
on 1 Feb, until 1 May (rollover 3 months, bank at most 30 GB), and were not used
by then.

00:00  8 GB of January's data #1 expired
         rollover 3 months, bank at most 30 GB, twenty.plan:3:3
00:00  20 GB of April's data #4 rolled over, until 1 Aug
         rollover 3 months, bank at most 30 GB, twenty.plan:3:3
00:00  period 5 began by renewal, until 1 Jun
         plan "Twenty", twenty.plan:1:1
00:00  20 GB granted: May's data #5, until 1 Jun
         data 20 GB, twenty.plan:2:35

History of January's data #1
1 Jan            20 GB granted: January's data #1, until 1 Feb
                   data 20 GB, twenty.plan:2:35
10 Jan – 20 Jan  12 GB of January's data #1 used, in 2 uses
1 Feb            8 GB of January's data #1 rolled over, until 1 May
                   rollover 3 months, bank at most 30 GB, twenty.plan:3:3
1 May            8 GB of January's data #1 expired
                   rollover 3 months, bank at most 30 GB, twenty.plan:3:3

History of April's data #4
1 Apr  20 GB granted: April's data #4, until 1 May
         data 20 GB, twenty.plan:2:35
1 May  20 GB of April's data #4 rolled over, until 1 Aug
         rollover 3 months, bank at most 30 GB, twenty.plan:3:3

History of May's data #5
1 May  20 GB granted: May's data #5, until 1 Jun
         data 20 GB, twenty.plan:2:35
"##
    );
}

#[test]
fn a_lot_in_chinese() {
    assert_eq!(
        asked(&busy(), "#1", Lang::Zh),
        r##"1月的流量 #1 的 20 GB 中有 3 GB 于2月15日损失：达到上限（bank at most 30 GB）。

1月的流量 #1 的历史
1月15日        发放 20 GB：1月的流量 #1，至2月15日
                 data 20 GB, twenty.plan:2:35
1月20日 12:00  使用了1月的流量 #1 的 2 GB
2月15日        1月的流量 #1 的 3 GB 超过上限被清除
                 bank at most 30 GB, twenty.plan:3:22
2月15日        1月的流量 #1 的 15 GB 累积，至5月15日
                 rollover 3 months, bank at most 30 GB, twenty.plan:3:3
2月20日 12:00  使用了1月的流量 #1 的 15 GB
"##
    );
}

#[test]
fn what_became_of_lots() {
    let (three, busy) = (three_months(), busy());
    let first = |story, question| asked(story, question, Lang::En).split("\n\n").next().unwrap().to_owned();
    assert_eq!(first(&three, "2"), "20 GB of February's data #2 are left, until 1 Jun.");
    assert_eq!(first(&busy, "3"), "Nothing of February's data #3 was lost: the last of it was used on 20 Feb 12:00.");
    assert_eq!(
        first(&busy, "2"),
        "2 GB of the 5 GB of \"Weekend\" of 16 Jan #2 were lost on 15 Feb 09:30: their time\nwas over and no rule carried them on."
    );
    assert_eq!(
        first(&busy, "1"),
        "3 GB of the 20 GB of January's data #1 were lost on 15 Feb: a cap was reached\n(bank at most 30 GB)."
    );
}

#[test]
fn a_quiet_day() {
    assert_eq!(
        asked(&three_months(), "2026-01-15", Lang::En),
        "What happened on 15 Jan 2026\nNothing. The nearest days on which something did: 10 Jan and 20 Jan.\n"
    );
}

#[test]
fn questions() {
    let story = three_months().named(&["Ann", "Bo"]);
    let run = story.run("2026-01-01", "2026-05-01");
    let lot = |number| Ok(Question::Lot(LotId { account: 0, number }));
    for text in ["3", "#3", "Ann#3", "ann # 3"] {
        assert_eq!(Question::read(text, &run), lot(3), "{text}");
    }
    let wrong = |text| Question::read(text, &run).unwrap_err().en;
    assert_eq!(wrong("2026-02-30"), "`2026-02-30` is neither a date like 2026-05-01 nor a lot like 3 or A#3");
    assert_eq!(wrong(""), "`` is neither a date like 2026-05-01 nor a lot like 3 or A#3");
    assert_eq!(wrong("Cy#1"), "there is no account `Cy`; there are: Ann, Bo");
    assert_eq!(wrong("9"), "there is no lot Ann#9; there are Ann#1 to Ann#5");
    assert_eq!(wrong("Bo#1"), "there is no lot Bo#1; this account has none");
}

use crate::clause::{CLAUSES, Place, catalogue, imports};
use crate::diag::{Code, Diagnostic};
use crate::event::{AccountId, Happening};
use crate::model::{Catalogue, Class, Expectation, Landmark, Moment, PostingKind, Scenario, Selector, StepKind};
use crate::text::{Source, SourceId, Sources};
use crate::units::{Kind, Quantity, Zone};

const GB: u64 = 1_000_000_000;

/// Reads files together.
fn read_all(texts: &[&str]) -> (Catalogue, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let mut files = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let id: SourceId = sources.add(Source::new(format!("file{number}.plan"), *text));
        let (entries, diagnostics) = crate::syntax::parse(id, text);
        found.extend(diagnostics);
        files.push((id, entries));
    }
    let (catalogue, diagnostics) = catalogue(&files, &sources);
    found.extend(diagnostics);
    (catalogue, found)
}

fn wrong(diagnostics: &[Diagnostic]) -> Vec<(Code, String)> {
    let errors = diagnostics.iter().filter(|found| found.severity == crate::diag::Severity::Error);
    errors.map(|found| (found.code, found.message.en.clone())).collect()
}

const PLANS: &str = "operator Smart { zone Asia/Phnom_Penh; currency USD; 1 GB = 1000 MB }
plan \"Plan A\" by Smart {
  share with 8 members
  every calendar month: price $5, data 20 GB for WhatsApp
  rollover 3 months
  pack Weekend { price $1; data 5 GB on weekends; valid 30 days; no rollover }
}
plan \"Plan B\" by Smart { every calendar month: price $9, data 40 GB }
";

/// The scenario of these lines, for Plan A with accounts A and B, without places; nothing may be wrong with it.
fn scene(head: &str, lines: &str) -> Vec<String> {
    let (catalogue, found) = read_all(&[&format!("{PLANS}{head} {{\n{lines}\n}}")]);
    assert_eq!(wrong(&found), [], "{lines}");
    bare(&catalogue.scenarios[0])
}

/// What a scenario says, without where it says it.
fn bare(scenario: &Scenario) -> Vec<String> {
    let accounts = scenario.accounts.iter().map(|account| format!("{account:?}"));
    let steps =
        scenario.steps.iter().map(|step| {
            let mut what = step.what.clone();
            if let StepKind::Expect {
                expectation:
                    Expectation::Balance { of, .. }
                    | Expectation::Posted { of, .. }
                    | Expectation::Lost { of: Some(of), .. },
                ..
            } = &mut what
            {
                of.origin = None;
            }
            match &step.at {
                Moment::At(at) => format!("{} {what:?}", at.0),
                Moment::Around { mark: Landmark::Expiry(Some(of)), apart, account } => {
                    format!("{:?} {apart:?} {account} {what:?}", Selector { origin: None, ..of.clone() })
                }
                other => format!("{other:?} {what:?}"),
            }
        });
    accounts.chain(steps).collect()
}

const ENGLISH: &str = "accounts A, B
2026-01-01 A activate
2026-01-01 B activates
2026-01-10 09:30 A use 12 GB for WhatsApp in \"Thailand\" to other networks
2026-01-10 09:30:15 A uses 90 minutes on 5G
2026-01-10 A use 600 MB from 21:00 to 23:00
2026-01-10 23:00 A use 10 SMS
2026-01-11 A recharge $5
2026-01-11 A renew
2026-01-11 A renewal fails
2026-01-11 A renewal works again
2026-01-11 A buy \"Weekend\"
2026-01-11 A buy Weekend
2026-01-11 A activate rollover
2026-01-11 A change to \"Plan B\"
2026-01-11 A suspend
2026-01-11 A resume
2026-01-11 B join A
2026-01-11 B leave
2026-01-11 A gives 4 GB to B
2026-01-11 A agrees to charges
2026-01-11 A withdraws consent
2026-01-11 A mark \"bill paid\"
2026-01-11 A unmark \"bill paid\"
2026-01-12 A expect 28 GB
2026-01-12 A expect data 28 GB
2026-01-12 A expect rolled 8 GB until 2026-05-01
2026-01-12 A expect rolled 8 GB until 2026-05-01 12:00
2026-01-12 A expect plan data 20 GB
2026-01-12 A expect \"Weekend\" data 1 GB
2026-01-12 A expect no rolled data
2026-01-12 A expect expired 8 GB
2026-01-12 A expect trimmed 5 GB
2026-01-12 A expect forfeited 1 GB
2026-01-12 A expect used 4 GB of \"Weekend\" data
2026-01-12 A expect charged $20
2026-01-12 A expect blocked 50 MB
2026-01-12 A expect throttled 2 GB
2026-01-12 A expect granted plan data 20 GB
2026-01-12 B expect received 4 GB
2026-01-12 A expect given 4 GB
2026-01-12 A expect refused \"not activated in time\"
2026-01-12 A expect refused
2026-01-12 A expect refused because \"in time\"
2026-01-12 A expect forfeited 8 GB because \"not activated in time\"
2026-01-12 A expect blocked because \"nothing is left\"
2026-01-12 A expect throttled 1 GB to 128 kbps
2026-01-12 A expect lost 8 GB
2026-01-12 A expect lost 8 GB of plan data
2026-01-12 A expect no lost money
2026-01-12 A expect nothing lost
2026-01-12 A expect nothing lost of data
2026-01-12 A expect notice at 80%
2026-01-12 A expect notice 3 days before expiry
2026-01-12 A expect notice at 500 MB left
2026-01-12 A expect notice \"thank you\"
2026-01-12 A expect no notice at 80%
2026-01-12 A expect period until 2027-02-28
2026-01-12 A expect 2 notices
2026-01-12 A expect no notices
2026-01-12 A expect charged $20 in all
2026-01-12 A expect no charge
2026-01-12 A expect revived $3, bonus 1 GB and 10 SMS
2026-01-12 B expect 3 GB until 2026-05-10
+3 hours A use 1 GB
every day B use 300 MB
each month at 20:00 A use 4 GB, 6 times
weekends B use 2 GB until 2026-05-01
every 3 days A recharge $1, from 2026-02-01
at the period's end A expect plan data 20 GB
2 days after the period's end A expect plan data 20 GB
1 second before expiry of plan data B expect plan data 20 GB
+1 day 09:00 A use 1 GB
2026-01-13 A cancel";

const CHINESE: &str = "账户 A、B
2026-01-01 A 开通
2026-01-01 B 开通
2026-01-10 09:30 A 使用 12 GB 用于 WhatsApp 在 “Thailand” 到 网外
2026-01-10 09:30:15 A 使用 90 分钟 于 5G
2026-01-10 A 使用 600 MB，从 21:00 到 23:00
2026-01-10 23:00 A 使用 10 条短信
2026-01-11 A 充值 $5
2026-01-11 A 续订
2026-01-11 A 续期失败
2026-01-11 A 续期恢复正常
2026-01-11 A 购买 “Weekend”
2026-01-11 A 购买 周末
2026-01-11 A 开通累积
2026-01-11 A 变更为 “Plan B”
2026-01-11 A 停机
2026-01-11 A 复机
2026-01-11 B 加入 A
2026-01-11 B 退出
2026-01-11 A 转赠 4 GB 给 B
2026-01-11 A 同意收费
2026-01-11 A 撤回同意
2026-01-11 A 标记 “bill paid”
2026-01-11 A 取消标记 “bill paid”
2026-01-12 A 预期 28 GB
2026-01-12 A 预期 流量 28 GB
2026-01-12 A 预期 已累积 8 GB 直到 2026-05-01
2026-01-12 A 预期 已累积 8 GB 直到 2026-05-01 12:00
2026-01-12 A 预期 套餐流量 20 GB
2026-01-12 A 预期 “Weekend” 流量 1 GB
2026-01-12 A 预期 没有已累积流量
2026-01-12 A 预期 已过期 8 GB
2026-01-12 A 预期 已裁减 5 GB
2026-01-12 A 预期 已作废 1 GB
2026-01-12 A 预期 已使用 4 GB 的 “Weekend” 流量
2026-01-12 A 预期 收费 $20
2026-01-12 A 预期 已阻断 50 MB
2026-01-12 A 预期 已限速 2 GB
2026-01-12 A 预期 已发放 套餐流量 20 GB
2026-01-12 B 预期 已收到 4 GB
2026-01-12 A 预期 已转赠 4 GB
2026-01-12 A 预期 被拒绝 “not activated in time”
2026-01-12 A 预期 被拒绝
2026-01-12 A 预期 被拒绝 因为 “in time”
2026-01-12 A 预期 已作废 8 GB 因为 “not activated in time”
2026-01-12 A 预期 已阻断 因为 “nothing is left”
2026-01-12 A 预期 已限速 1 GB 至 128 kbps
2026-01-12 A 预期 已损失 8 GB
2026-01-12 A 预期 已损失 8 GB 的 套餐流量
2026-01-12 A 预期 没有 已损失 话费
2026-01-12 A 预期 无损失
2026-01-12 A 预期 流量 无损失
2026-01-12 A 预期 收到通知 达到 80%
2026-01-12 A 预期 收到通知 到期前 3 天
2026-01-12 A 预期 收到通知 剩余 500 MB
2026-01-12 A 预期 收到通知 “thank you”
2026-01-12 A 预期 没有通知 达到 80%
2026-01-12 A 预期 周期 直到 2027-02-28
2026-01-12 A 预期 2 条通知
2026-01-12 A 预期 没有通知
2026-01-12 A 预期 收费 $20 总共
2026-01-12 A 预期 没有收费
2026-01-12 A 预期 已恢复 $3、奖励 1 GB 和 10 短信
2026-01-12 B 预期 3 GB 直到 2026-05-10
+3 小时 A 使用 1 GB
每天 B 使用 300 MB
每月 20:00 A 使用 4 GB，6 次
周末 B 使用 2 GB 直到 2026-05-01
每 3 天 A 充值 $1，从 2026-02-01
周期结束时 A 预期 套餐流量 20 GB
周期结束后 2 天 A 预期 套餐流量 20 GB
套餐流量到期前 1 秒 B 预期 套餐流量 20 GB
+1 天 09:00 A 使用 1 GB
2026-01-13 A 退订";

#[test]
fn every_line_means_the_same_in_each_language() {
    let english = scene("scenario \"x\" for \"Plan A\"", ENGLISH);
    let chinese = scene("场景 “x” 对 “Plan A”", CHINESE);
    assert_eq!(english, chinese);
    // Two accounts, a step a line, and two more for the line of three.
    assert_eq!(english.len(), 2 + ENGLISH.lines().count() - 1 + 2);
}

fn only_step(line: &str) -> StepKind {
    let (catalogue, found) =
        read_all(&[&format!("{PLANS}scenario \"x\" for \"Plan A\" {{\naccounts A, B\n{line}\n}}")]);
    assert_eq!(wrong(&found), [], "{line}");
    assert_eq!(catalogue.scenarios[0].steps.len(), 1, "{line}");
    catalogue.scenarios[0].steps[0].what.clone()
}

#[test]
fn what_lines_say() {
    let StepKind::Event(event) = only_step("2026-01-10 B use 600 MB from 21:00 to 01:00") else { panic!() };
    let zone = Zone::named("Asia/Phnom_Penh").unwrap();
    assert_eq!(zone.local(event.at).to_string(), "2026-01-11 01:00");
    assert_eq!(event.account, AccountId(1));
    let Happening::Use { kind: Kind::Data, amount, since: Some(since), .. } = event.what else { panic!() };
    assert_eq!(zone.local(since).to_string(), "2026-01-10 21:00");
    assert_eq!(amount, Quantity(600_000_000));

    let StepKind::Expect { account: 0, expectation } = only_step("2026-01-10 A expect rolled 8 GB") else { panic!() };
    let Expectation::Balance { of, amount, until: None } = expectation else { panic!() };
    assert_eq!((of.kind, of.rolled, amount), (Some(Kind::Data), Some(true), Quantity(8 * GB)));

    let line = "2026-01-10 A expect used 4 GB of \"Weekend\" data";
    let StepKind::Expect { expectation, .. } = only_step(line) else { panic!() };
    let Expectation::Posted { posting: PostingKind::Used, of, .. } = expectation else { panic!() };
    assert!(of.product.is_some());

    let StepKind::Expect { expectation, .. } = only_step("2026-01-10 A expect plan data 20 GB") else { panic!() };
    let Expectation::Balance { of, .. } = expectation else { panic!() };
    assert_eq!(of.class, Some(Class::Plan));

    let StepKind::Expect { expectation, .. } = only_step("2026-01-10 A expect no charge") else { panic!() };
    assert_eq!(expectation, Expectation::NothingPosted(PostingKind::Charged));
}

#[test]
fn the_fixed_sample() {
    let (catalogue, found) = read_all(&["plan \"Twenty\" {
  every calendar month: data 20 GB
  rollover 3 months
  use oldest first
  when data runs out: block
}

scenario \"January's leftover lives to the end of April\" for \"Twenty\" {
  2026-01-01  activate
  2026-01-20  use 12 GB
  2026-02-01  expect rolled 8 GB until 2026-05-01
  2026-02-10  use 15 GB
  2026-03-01  expect rolled 13 GB until 2026-06-01
}
"]);
    assert_eq!(wrong(&found), []);
    let [scenario] = catalogue.scenarios.as_slice() else { panic!() };
    assert_eq!(scenario.steps.len(), 5);
    assert_eq!(scenario.accounts.len(), 1);
    assert_eq!(scenario.accounts[0].name, "");
}

#[test]
fn who_there_is() {
    let of = |lines: &str| {
        let text = format!("{PLANS}scenario \"x\" for \"Plan A\" {{\n{lines}\n}}");
        let (catalogue, found) = read_all(&[&text]);
        assert_eq!(wrong(&found), [], "{lines}");
        let accounts = catalogue.scenarios[0].accounts.iter();
        accounts.map(|account| (account.name.clone(), account.member_of, account.plan.0)).collect::<Vec<_>>()
    };
    let who = |name: &str, of, plan| (name.to_owned(), of, plan);
    assert_eq!(of("2026-01-01 activate"), [who("", None, 0)]);
    assert_eq!(of("members A, B"), [who("", None, 0), who("A", Some(0), 0), who("B", Some(0), 0)]);
    assert_eq!(of("owner O, members A"), [who("O", None, 0), who("A", Some(0), 0)]);
    assert_eq!(of("accounts A, B\nmembers C of B"), [who("A", None, 0), who("B", None, 0), who("C", Some(1), 0)]);
    assert_eq!(of("account A\naccount B on \"Plan B\""), [who("A", None, 0), who("B", None, 1)]);
    // Who there is may be said behind what happens.
    assert_eq!(of("2026-01-01 A activate\naccounts A, B\naccount B on \"Plan B\"").len(), 2);
}

#[test]
fn across_files_and_without_a_name() {
    let scenario = "import \"plan.plan\"\nscenario \"x\" for \"Plan A\" { 2026-01-01 activate }";
    let (catalogue, found) = read_all(&[scenario, PLANS]);
    assert_eq!(wrong(&found), []);
    assert_eq!(catalogue.scenarios[0].plan.0, 0);
    let (catalogue, found) = read_all(&["rollover 3 months\nscenario \"x\" { 2026-01-01 activate }"]);
    assert_eq!(wrong(&found), []);
    assert_eq!(catalogue.scenarios.len(), 1);
}

#[test]
fn imports_are_listed() {
    let mut sources = Sources::default();
    let text = "import \"a.plan\"; 导入 “b/c.plan”\nimport \"\"";
    let id = sources.add(Source::new("x.plan", text));
    let (entries, _) = crate::syntax::parse(id, text);
    let list = imports(&entries, &sources);
    assert_eq!(list.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["a.plan", "b/c.plan"]);
    assert_eq!(sources.slice(list[0].1), "\"a.plan\"");
}

/// Each of these is one mistake, and one diagnostic.
#[test]
fn mistakes() {
    let cases: &[(&str, Code, &str)] = &[
        ("2026-02-01 A use 1 GB\n2026-01-01 A use 1 GB", Code::BadEvent, "this line is earlier than the one before it"),
        ("2026-02-01 C use 1 GB", Code::UnknownName, "there is no account called `C`"),
        ("2026-02-01 use 1 GB", Code::Unexpected, "this line does not say whose it is"),
        ("2026-02-01 A buy Weekned", Code::UnknownName, "there is no pack called `Weekned`"),
        ("2026-02-01 A change to \"Plan C\"", Code::UnknownName, "there is no plan called `Plan C`"),
        ("2026-02-01 A gives 4 GB to A", Code::BadEvent, "this is the same account on both sides"),
        ("2026-02-01 A use $5", Code::BadValue, "money is charged, not used"),
        ("2026-02-01 A expect data 10 minutes", Code::BadValue, "this unit is of another kind than what is spoken of"),
        ("2026-02-30 A use 1 GB", Code::BadValue, ""),
        (
            "2026-02-01 09:00 A use 1 GB from 21:00 to 22:00",
            Code::DuplicateClause,
            "this is said twice, and not the same",
        ),
        ("accounts A, C", Code::DuplicateName, "there are two accounts `A`"),
        ("2026-02-01 A use 1 GB for Whatsap", Code::UnknownName, "there is no app, place or network called `Whatsap`"),
        ("2026-02-01 A uze 12 GB", Code::UnknownWord, ""),
        ("2026-02-01 A expect 99999999999999 notices", Code::BadValue, "so many notices cannot go out"),
        ("2026-02-01 A expect 2 GB until 2026-13-01", Code::BadValue, ""),
        ("zone Asia/Phnom_Penh", Code::MisplacedClause, "this clause does not belong in a scenario"),
    ];
    for (line, code, message) in cases {
        let text = format!("{PLANS}scenario \"x\" for \"Plan A\" {{\naccounts A, B\n{line}\n}}");
        let (_, found) = read_all(&[&text]);
        let found = wrong(&found);
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert_eq!(found[0].0, *code, "{line}: {found:?}");
        assert!(message.is_empty() || found[0].1 == *message, "{line}: {found:?}");
    }
}

#[test]
fn mistakes_of_heads() {
    let cases: &[(&str, Code)] = &[
        ("scenario \"x\" for \"Plan Z\" { 2026-01-01 activate; 2026-01-02 buy Nothing }", Code::UnknownName),
        ("scenario \"x\" { 2026-01-01 activate }", Code::Unexpected),
        ("scenario \"x\" for \"Plan A\"", Code::Unexpected),
        ("scenario \"x\" for \"Plan A\" { }\nscenario \"x\" for \"Plan A\" { }", Code::DuplicateName),
        ("2026-01-01 activate", Code::MisplacedClause),
    ];
    for (text, code) in cases {
        let (_, found) = read_all(&[&format!("{PLANS}{text}")]);
        let found = wrong(&found);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, *code, "{text}: {found:?}");
    }
}

/// A clause where it stands, with everything around it that it needs.
fn around(place: Place, clause: &str) -> String {
    match place {
        Place::Operator => format!("operator O {{\n{clause}\n}}"),
        Place::Holidays => format!("holidays H {{\n{clause}\n}}"),
        Place::Regulation => format!("regulation R {{\n{clause}\n}}"),
        Place::Scenario => format!("{PLANS}scenario S for \"Plan A\" {{\n{clause}\n}}"),
        _ => clause.to_owned(),
    }
}

/// What was understood, without where it stands: numbers of bytes differ from language to language.
fn understood(catalogue: &Catalogue) -> String {
    let written = format!("{catalogue:?}");
    let mut parts = written.split("Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('}').map_or("", |(_, rest)| rest))
}

const MINE: [&str; 18] = [
    "rate",
    "operator",
    "zone",
    "currency",
    "gigabyte",
    "weekend",
    "holidays",
    "holiday",
    "sessions",
    "import",
    "promise",
    "regulation",
    "demand",
    "scenario",
    "accounts",
    "members",
    "line",
    "series",
];

#[test]
fn examples_mean_the_same_in_each_language() {
    let kinds = CLAUSES.iter().filter(|kind| MINE.contains(&kind.name));
    for (kind, example) in kinds.flat_map(|kind| kind.examples.iter().map(move |example| (kind, example))) {
        assert!(kind.places.contains(&example.place), "{}", example.en);
        let (english, found) = read_all(&[&around(example.place, example.en)]);
        assert_eq!(wrong(&found), [], "{}", example.en);
        let (chinese, found) = read_all(&[&around(example.place, example.zh)]);
        assert_eq!(wrong(&found), [], "{}", example.zh);
        assert_eq!(understood(&english), understood(&chinese), "{}", example.en);
    }
}

#[test]
fn a_pool_begins_with_no_more_members_than_it_takes() {
    let plan = "plan \"F\" { every month: data 9 GB; share with up to 2 members }\n";
    let (_, found) = read_all(&[&format!("{plan}scenario \"s\" {{ owner Mum, members A, B }}")]);
    assert!(wrong(&found).is_empty(), "{found:?}");
    let (_, found) = read_all(&[&format!("{plan}scenario \"s\" {{ owner Mum, members A, B, C }}")]);
    assert!(
        matches!(wrong(&found).as_slice(), [(Code::BadEvent, message)] if message.contains("no room")),
        "{found:?}"
    );
}

#[test]
fn nothing_is_used_before_the_activation() {
    let told = |lines: &str| {
        let plan = "plan \"F\" { every month: data 9 GB; share with up to 2 members }\n";
        wrong(&read_all(&[&format!("{plan}scenario \"s\" {{\n{lines}\n}}")]).1)
    };
    let early = told("2026-01-01 use 1 GB\n2026-01-02 recharge $1\n2026-01-03 activate");
    assert!(matches!(early.as_slice(), [(Code::BadEvent, message)] if message.contains("before")), "{early:?}");
    // Never activated, between two activations, by a member: each of them may be meant.
    assert_eq!(told("2026-01-01 use 1 GB\n2026-01-02 expect blocked 1 GB"), []);
    assert_eq!(told("2026-01-01 activate\n2026-01-02 cancel\n2026-01-03 use 1 GB\n2026-01-04 activate"), []);
    assert_eq!(told("members A\n2026-01-01 A use 1 GB\n2026-01-02 A activate"), []);
}

#[test]
fn one_promotion_is_for_a_plan_once() {
    let text = "plan P { every month: data 1 GB }\npromo \"M\" for P and p { on renewal: bonus data 1 GB }";
    assert_eq!(wrong(&read_all(&[text]).1).len(), 1);
}

#[test]
fn plans_are_like_each_other_so_far_and_no_further() {
    let like = |count: usize| {
        let first = "plan \"P0\" { every month: data 1 GB }\n".to_owned();
        (1..count).fold(first, |text, at| format!("{text}plan \"P{at}\" like \"P{}\" {{ price $1 }}\n", at - 1))
    };
    assert_eq!(wrong(&read_all(&[&like(65)]).1), []);
    let far = wrong(&read_all(&[&like(80)]).1);
    assert!(matches!(far.as_slice(), [(Code::TooLarge, _)]), "{far:?}");
}

#[test]
fn what_plans_take_over_is_bounded() {
    let base = "data 1 GB for A\n".repeat(2_000);
    let base = format!("plan \"B\" {{ every month: nothing\n{base}}}\n");
    let likes = (0..60).fold(base, |text, at| format!("{text}plan \"P{at}\" like \"B\"\n"));
    let wrong = wrong(&read_all(&[&likes]).1);
    assert!(matches!(wrong.as_slice(), [(Code::TooLarge, _)]), "{} are wrong: {:?}", wrong.len(), wrong.first());
}

use crate::clause::catalogue;
use crate::diag::{Code, Diagnostic};
use crate::model::{Catalogue, LimitSpan, PromiseKind, Selector};
use crate::text::{Source, Sources};
use crate::units::{Duration, Kind, Quantity};

fn read(text: &str) -> (Catalogue, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("x.plan", text));
    let (entries, mut found) = crate::syntax::parse(id, text);
    let (catalogue, diagnostics) = catalogue(&[(id, entries)], &sources);
    found.extend(diagnostics);
    (catalogue, found)
}

const ENGLISH: &str = r#"
promise "ninety days":   plan data stays usable for at least 90 days while renewed
promise "bill limit":    charges at most $20 a period
promise "bounded":       data held never above 80 GB
promise "no waste":      no use is paid by a lot while an earlier-expiring lot could pay
promise "no free units": no sequence of actions adds data without a payment

regulation "ICASA 8A" for country ZA from 2027-01-23 {
  notify at 50%, 80% and 100% of each bundle
  no charge beyond the allowance without consent
  earliest expiry is used first
  purchased capped data valid for more than 7 days rolls over at least once, on the same terms, free, without action
}
"#;

const CHINESE: &str = r"
承诺 “ninety days”：套餐流量 保持可用 至少 90 天 期间 已续订
承诺 “bill limit”：收费 最多 $20 每周期
承诺 “bounded”：流量持有不超过 80 GB
承诺 “no waste”：先到期者先付
承诺 “no free units”：任何操作都不增加流量而不付费

法规 “ICASA 8A” 对 国家 ZA 从 2027-01-23 {
  通知 50%、80% 和 100% 的各包
  未经同意不得超额收费
  先到期者先付
  购买的有限量的流量有效超过 7 天累积至少一次，按相同条件，免费，无需操作
}
";

/// What is said, without where it is said.
fn bare(kind: &PromiseKind) -> PromiseKind {
    let mut kind = kind.clone();
    match &mut kind {
        PromiseKind::StaysUsable { of, .. }
        | PromiseKind::HeldNeverAbove { of, .. }
        | PromiseKind::RollsOver { of, .. } => of.origin = None,
        _ => {}
    }
    kind
}

#[test]
fn all_five_and_a_regulation_in_each_language() {
    for text in [ENGLISH, CHINESE] {
        let (catalogue, found) = read(text);
        let codes: Vec<Code> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::NotProved; 6], "{found:?}");
        let kinds: Vec<PromiseKind> = catalogue.promises.iter().map(|promise| bare(&promise.kind)).collect();
        let data = Selector { kind: Some(Kind::Data), ..Selector::default() };
        let plan = Selector { class: Some(crate::model::Class::Plan), ..data.clone() };
        assert_eq!(
            kinds,
            [
                PromiseKind::StaysUsable { of: plan, at_least: Duration::Days(90), while_renewed: true },
                PromiseKind::ChargesAtMost { amount: Quantity(20_000_000), span: LimitSpan::Period },
                PromiseKind::HeldNeverAbove { of: data.clone(), amount: Quantity(80_000_000_000) },
                PromiseKind::EarliestPays,
                PromiseKind::NothingForNothing { kind: Some(Kind::Data) },
            ]
        );
        let [law] = catalogue.regulations.as_slice() else { panic!() };
        assert_eq!((law.name.as_str(), law.country.as_deref()), ("ICASA 8A", Some("ZA")));
        assert!(law.from.is_some());
        let demands: Vec<PromiseKind> = law.demands.iter().map(|demand| bare(&demand.kind)).collect();
        let rolls = PromiseKind::RollsOver {
            of: data,
            purchased: true,
            capped: true,
            valid_more_than: Some(Duration::Days(7)),
            at_least: 1,
            free: true,
            without_action: true,
            same_terms: true,
        };
        let notices = PromiseKind::NoticesAt(vec![50, 80, 100]);
        assert_eq!(demands, [notices, PromiseKind::NoChargeWithoutConsent, PromiseKind::EarliestPays, rolls]);
    }
}

#[test]
fn mistakes() {
    let cases: &[(&str, Code)] = &[
        ("promise \"x\": data held never above 80 minutes", Code::BadValue),
        ("regulation \"x\" for country zaf { earliest expiry is used first }", Code::BadValue),
        ("regulation \"x\" for country za { earliest expiry is used first }", Code::BadValue),
        ("regulation \"x\"", Code::Unexpected),
        ("regulation \"x\" for country ZA for country KH { }", Code::DuplicateClause),
        ("earliest expiry is used first", Code::MisplacedClause),
    ];
    for (text, code) in cases {
        let (_, found) = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].code, *code, "{text}: {found:?}");
    }
    let twice = "promise \"x\": charges at most $20 a period\npromise \"x\": charges at most $30 a period";
    let (catalogue, found) = read(twice);
    assert_eq!(catalogue.promises.len(), 1);
    assert_eq!(found.iter().filter(|found| found.code == Code::DuplicateName).count(), 1);
}

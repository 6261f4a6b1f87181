use crate::clause::catalogue;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Catalogue, Sessions};
use crate::text::{Source, Sources};
use crate::units::Gigabyte;

/// Reads files together, with what is wrong in them.
fn read(texts: &[&str]) -> (Catalogue, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let mut files = Vec::new();
    for text in texts {
        let id = sources.add(Source::new("x.plan", *text));
        let (entries, diagnostics) = crate::syntax::parse(id, text);
        found.extend(diagnostics);
        files.push((id, entries));
    }
    let (catalogue, diagnostics) = catalogue(&files, &sources);
    found.extend(diagnostics);
    found.retain(|found| found.severity == Severity::Error);
    (catalogue, found)
}

const ENGLISH: &str = r#"
holidays "kh-2026" {
  2026-01-01 "New Year"
  2026-04-14 to 2026-04-16 "Khmer New Year"
}
operator Smart { zone Asia/Phnom_Penh; currency USD; 1 GB = 1024 MB; weekend Sat, Sun; holidays "kh-2026" }
operator Other { zone Asia/Dubai; currency AED; weekend Fri to Sat; sessions are charged by their start }
"#;

const CHINESE: &str = r"
节假日 “kh-2026” {
  2026-01-01 “New Year”
  2026-04-14 至 2026-04-16 “Khmer New Year”
}
运营商 Smart { 时区 Asia/Phnom_Penh；货币 USD；1 GB = 1024 MB；周末 周六、周日；节假日 “kh-2026” }
运营商 Other { 时区 Asia/Dubai；货币 AED；周末 周五至周六；会话按开始时间计费 }
";

#[test]
fn operators_in_each_language() {
    for text in [ENGLISH, CHINESE] {
        let (catalogue, found) = read(&[text]);
        assert_eq!(found, []);
        let [smart, other] = catalogue.operators.as_slice() else { panic!("{:?}", catalogue.operators) };
        assert_eq!(smart.name.as_deref(), Some("Smart"));
        assert_eq!(smart.zone.answer.name(), "Asia/Phnom_Penh");
        assert_eq!(smart.currency.answer.code(), "USD");
        assert_eq!(smart.gigabyte.answer, Gigabyte::Binary);
        assert_eq!(smart.weekend, 0b110_0000);
        assert_eq!(smart.sessions, Sessions::Split);
        let days: Vec<String> = smart.holidays.days().iter().map(ToString::to_string).collect();
        assert_eq!(days, ["2026-01-01", "2026-04-14", "2026-04-15", "2026-04-16"]);
        assert_eq!(other.weekend, 0b011_0000);
        assert_eq!(other.sessions, Sessions::ByStart);
        assert!(other.gigabyte.is_assumed());
    }
}

#[test]
fn a_file_or_a_plan_describes_its_own_operator() {
    let (catalogue, found) = read(&["zone Asia/Tokyo; 1 GB = 1024 MB\nrollover 3 months"]);
    assert_eq!(found, []);
    let operator = catalogue.operator_of(&catalogue.plans[0]).unwrap();
    assert_eq!((operator.name.as_deref(), operator.zone.answer.name()), (None, "Asia/Tokyo"));
    let (catalogue, found) = read(&["plan A { zone Asia/Tokyo; currency JPY; rollover 3 months }"]);
    assert_eq!(found, []);
    let operator = catalogue.operator_of(&catalogue.plans[0]).unwrap();
    assert_eq!((operator.zone.answer.name(), operator.currency.answer.code()), ("Asia/Tokyo", "JPY"));
}

#[test]
fn lists_of_holidays_are_found_in_other_files() {
    let (catalogue, found) = read(&["operator A { holidays kh }", "holidays kh { 2026-01-01 \"New Year\" }"]);
    assert_eq!(found, []);
    assert_eq!(catalogue.operators[0].holidays.days().len(), 1);
}

/// Each is one mistake and one diagnostic; where there is a fix, it is that.
#[test]
fn mistakes() {
    let cases: &[(&str, Code, &str)] = &[
        ("operator A { zone Asia/Pnom_Penh }", Code::UnknownName, "Asia/Phnom_Penh"),
        ("operator A { zone Tokyo }", Code::UnknownName, "Asia/Tokyo"),
        ("operator A { currency $ }", Code::UnknownName, "USD"),
        ("operator A { currency usd }", Code::UnknownName, "USD"),
        ("operator A { 1 GB = 1042 MB }", Code::BadValue, "1 GB = 1000 MB"),
        ("operator A { 1 GiB = 1000 MB }", Code::BadValue, ""),
        ("operator A { weekend Mon to Sun }", Code::BadValue, ""),
        ("operator A { holidays \"kh-2062\" }\nholidays \"kh-2026\" { 2026-01-01 }", Code::UnknownName, "\"kh-2026\""),
        ("holidays x { 2026-04-16 to 2026-04-14 \"New Year\" }", Code::BadValue, ""),
        ("holidays x { 2026-04-16 to 2036-04-17 \"New Year\" }", Code::BadValue, ""),
        ("holidays x { 2026-02-29 \"No day\" }", Code::BadValue, ""),
        ("operator A { holidays x { 2026-01-01 } }", Code::MisplacedClause, ""),
        ("operator A { }\noperator A { }", Code::DuplicateName, ""),
        ("holidays x { 2026-01-01 }\nholidays x { 2026-01-02 }", Code::DuplicateName, ""),
        ("operator A { zone Asia/Tokyo; zone Asia/Seoul }", Code::DuplicateClause, ""),
        ("import \"\"", Code::BadImport, ""),
        ("import \"a\\b.plan\"", Code::BadImport, "\"a/b.plan\""),
        ("2026-01-01 \"New Year\"", Code::MisplacedClause, ""),
    ];
    for (text, code, fix) in cases {
        let (_, found) = read(&[text]);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].code, *code, "{text}: {found:?}");
        let offered = found[0].fixes.first().map_or("", |fix| fix.edits[0].text.as_str());
        assert_eq!(offered, *fix, "{text}");
    }
}

use std::collections::BTreeSet;

use crate::diag::{Example, Severity};
use crate::syntax;
use crate::text::{Lang, Source, Sources};

use super::*;

/// Everything that is found in a text that imports nothing, except what it leaves open.
fn found(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("example.plan", text));
    let (entries, mut diagnostics) = syntax::parse(id, text);
    let files = [(id, entries)];
    let (catalogue, more) = crate::clause::catalogue(&files, &sources);
    diagnostics.extend(more);
    let [(_, entries)] = &files;
    let subject = Subject::new(id, (&catalogue, entries), &sources, &diagnostics);
    findings(&subject, &diagnostics, &mut Allowances::of(&subject))
}

/// Whether a text leaves something open.
fn is_open(text: &str) -> bool {
    let mut sources = Sources::default();
    sources.add(Source::new("example.plan", text));
    crate::read(&sources).0.questions().next().is_some()
}

fn codes(text: &str) -> BTreeSet<Code> {
    found(text).iter().map(|one| one.code).collect()
}

/// The text with the edits of a fix.
fn fixed(text: &str, fix: &crate::diag::Fix) -> String {
    let mut fixed = text.to_owned();
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    for edit in edits {
        fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    fixed
}

#[test]
fn every_lint_stands_once_and_in_the_order_of_the_codes() {
    let codes: Vec<Code> = LINTS.iter().map(|lint| lint.code).collect();
    assert!(codes.is_sorted_by(|one, next| one < next), "{codes:?}");
    assert!(LINTS.iter().all(|lint| lint.code.severity() < Severity::Error));
}

#[test]
fn every_page_says_something_in_every_language() {
    for code in Code::ALL.iter().filter_map(|code| page(*code)) {
        for lang in Lang::ALL {
            let (what, why) = (code.what.get(lang), code.why.get(lang));
            assert!(what.len() > 20 && why.len() > 20 && !what.contains("  ") && !why.contains("  "), "{what} {why}");
            assert!(what.ends_with(['.', '。']) && why.ends_with(['.', '。']), "{what} {why}");
        }
    }
}

#[test]
fn every_code_has_one_page() {
    for code in Code::ALL {
        let is_lint = LINTS.iter().any(|lint| lint.code == *code);
        assert_eq!(pages::page(*code).is_some(), !is_lint, "{}", code.name());
    }
}

/// The codes of the findings that are at least as bad as one; questions only where they are asked for.
fn at_least(code: Code, text: &str) -> BTreeSet<Code> {
    let found = found(text).into_iter().filter(|one| one.severity >= code.severity());
    let open = (code == Code::Undecided && is_open(text)).then_some(code);
    found.map(|one| one.code).chain(open).collect()
}

#[test]
fn the_bad_example_has_the_finding_and_the_good_one_does_not() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let Some(page) = page(*code) else { continue };
        for (example, expected) in [(page.bad, BTreeSet::from([*code])), (page.instead, BTreeSet::new())] {
            let Example::Plan(text) = example else { continue };
            let found = at_least(*code, text);
            if found != expected || (expected.is_empty() && codes(text).contains(code)) {
                wrong.push(format!("{}: {found:?} in\n{text}", code.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fix_of_a_bad_example_answers_it() {
    for lint in LINTS {
        let Example::Plan(text) = lint.page.bad else { continue };
        for one in found(text).iter().filter(|one| one.code == lint.code) {
            for fix in &one.fixes {
                let fixed = fixed(text, fix);
                let left = found(&fixed);
                assert!(left.iter().all(|one| one.severity < Severity::Error), "{fixed}");
                let same = |text: &[Diagnostic]| text.iter().filter(|other| other.code == lint.code).count();
                assert!(same(&left) < same(&found(text)), "{}: {fixed}", lint.code.name());
            }
        }
    }
}

#[test]
fn names_in_scripts_without_blanks_keep_their_marks() {
    let plan = |name: &str| format!("plan \"{name}\" {{\n  every month: data 20 GB\n}}\n");
    for name in ["ខែ\u{200b}២០", "ខែ 20\u{200b}GB", "นาที\u{200b}20", "می\u{200c}خواهم", "👨\u{200d}👩"]
    {
        assert!(!codes(&plan(name)).contains(&Code::HiddenCharacter), "{name}");
    }
    for name in ["Day\u{200b}20", "ខែ\u{202e}២០", "D\u{ad}ay", "Day\u{feff}"] {
        assert!(codes(&plan(name)).contains(&Code::HiddenCharacter), "{name:?}");
    }
    assert!(codes("# a \u{202e}comment\n").contains(&Code::HiddenCharacter));
    assert!(!codes("\u{feff}# a com\u{200b}ment\n").contains(&Code::HiddenCharacter));
}

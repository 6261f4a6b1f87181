//! What must hold for any bytes. The fuzz targets and `tests/fuzz.rs` run the same.

use std::collections::BTreeMap;

use rollover::check::{self, Allowances, Subject};
use rollover::compile::compile;
use rollover::diag::{self, Code, Diagnostic, Severity};
use rollover::model::Catalogue;
use rollover::syntax::{self, Doubt, Unformatted, place};
use rollover::text::{Lang, Source, SourceId, Sources};
use rollover::verify::scenario;

/// Bytes that are no text are told so by the program before anything else.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// Everything that `check` says of a text, and what the text means.
fn found(text: &str) -> (Catalogue, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("fuzz.plan", text));
    let (entries, mut diagnostics) = syntax::parse(id, text);
    let (catalogue, meant) = rollover::clause::catalogue(&[(id, entries.clone())], &sources);
    diagnostics.extend(meant);
    let subject = Subject::new(id, (&catalogue, &entries), &sources, &diagnostics);
    let mut allowances = Allowances::of(&subject);
    let all = check::findings(&subject, &diagnostics, &mut allowances);
    (catalogue, all)
}

/// Any text has an answer, and what is said of it is at places that are there.
pub(crate) fn check(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let (_, diagnostics) = found(text);
    for one in &diagnostics {
        let fixes = one.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in one.labels.iter().map(|label| label.span).chain(fixes) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{one:#?}");
        }
    }
}

/// What is formatted says the same, with every comment; or the text is left alone.
pub(crate) fn format(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    for lang in [None, Some(Lang::En), Some(Lang::Zh)] {
        match syntax::format(SourceId(0), text, lang) {
            Ok(formatted) => assert_eq!(syntax::format(SourceId(0), &formatted, lang).ok(), Some(formatted)),
            Err(Unformatted::Unreadable(_)) => {}
            Err(Unformatted::Doubtful(doubt)) => {
                let doubt: Doubt = doubt;
                panic!("{doubt:?} in {text}")
            }
        }
    }
}

/// Each safe change leaves a text that reads no worse, does not have the finding any more, and does the same.
pub(crate) fn fix(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let (catalogue, diagnostics) = found(text);
    let safe = diagnostics.iter().filter_map(|one| Some((one, one.fixes.iter().find(|fix| fix.safe)?)));
    // A text of nothing but slips would take for ever, and each of them alone says as much.
    for (one, change) in safe.take(20) {
        let applied = diag::apply(SourceId(0), text, &[change]);
        assert_eq!(applied.made, [0], "{one:#?}");
        let (fixed, left) = found(&applied.text);
        assert!(errors(&left) <= errors(&diagnostics), "{one:#?} makes it worse: {left:#?}");
        let before = counted(text, &diagnostics);
        let after = counted(&applied.text, &left);
        let gone = before.iter().any(|(key, count)| key.0 == one.code && after.get(key).unwrap_or(&0) < count);
        assert!(gone, "{one:#?} is still there: {left:#?}");
        if errors(&diagnostics) == errors(&left) {
            assert_eq!(outcomes(&catalogue), outcomes(&fixed), "{one:#?} changes what happens in {text}");
        }
    }
}

/// Scenarios end, and units are conserved in them: the engine checks that after every event.
pub(crate) fn simulate(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    outcomes(&found(text).0);
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|one| one.severity == Severity::Error).count()
}

/// How often each code was found at each place in the plan.
fn counted(text: &str, diagnostics: &[Diagnostic]) -> BTreeMap<(Code, Vec<String>, String), usize> {
    let (entries, _) = syntax::parse(SourceId(0), text);
    let mut counts = BTreeMap::new();
    for one in diagnostics {
        let place = one.span().map(|span| place(&entries, text, span)).unwrap_or_default();
        *counts.entry((one.code, place, one.message.en.clone())).or_default() += 1;
    }
    counts
}

/// Which scenarios pass, and how many lines of the others are not met.
fn outcomes(catalogue: &Catalogue) -> Vec<usize> {
    let program = compile(catalogue);
    let run = |one| scenario::run(catalogue, &program, one).failures.len();
    catalogue.scenarios.iter().take(20).map(run).collect()
}

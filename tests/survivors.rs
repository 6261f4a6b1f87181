//! Mistakes in the worked examples that no scenario notices: all of them are known, each with its reason.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "these tests read the repository's plans")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rollover::compile::compile;
use rollover::model::Catalogue;
use rollover::mutate::{Edit, Files, mutants};
use rollover::syntax;
use rollover::text::{Source, Sources};
use rollover::verify::scenario;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/examples")
}

fn passes(catalogue: &Catalogue) -> bool {
    let program = compile(catalogue);
    catalogue.scenarios.iter().all(|one| scenario::run(catalogue, &program, one).passed())
}

/// Two programs that are the same but for the places of their clauses do the same.
fn bare(catalogue: &Catalogue) -> String {
    let mut program = compile(catalogue);
    program.origins.clear();
    let text = format!("{program:?}");
    text.split("OriginId(").map(|piece| piece.trim_start_matches(|digit: char| digit.is_ascii_digit())).collect()
}

/// The lines that a change touches, without what is empty.
fn lines(text: &str, edit: &Edit) -> (String, String) {
    let (start, end) = (edit.span.start as usize, edit.span.end as usize);
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let flat = |text: &str| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" / ")
    };
    (flat(&text[first..last]), flat(&[&text[first..start], &edit.text, &text[end..last]].concat()))
}

fn survivors(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let mut sources = Sources::default();
    let id = sources.add(Source::new(name.clone(), text.clone()));
    let (entries, _) = syntax::parse(id, &text);
    let mut files = Files::new(vec![(id, &entries)], &sources);
    let own = bare(&files.catalogue());
    let mut found = BTreeSet::new();
    for mutant in mutants(id, &entries, &text) {
        let Some(catalogue) = files.with(&mutant.edit) else { continue };
        if passes(&catalogue) && bare(&catalogue) != own {
            let (old, new) = lines(&text, &mutant.edit);
            found.insert(format!("{name} | {} | {old} | {new}", mutant.kind.name()));
        }
    }
    found
}

#[test]
fn every_mistake_in_the_examples_that_survives_has_its_reason() {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/survivors.txt")).unwrap();
    let list = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let known: BTreeSet<String> = list
        .map(|line| {
            let (what, reason) = line.rsplit_once(" | ").unwrap();
            assert!(reason.len() > 10, "{line}: say why");
            what.trim_end().to_owned()
        })
        .collect();
    let mut plans: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    plans.retain(|path| path.extension().is_some_and(|extension| extension == "plan"));
    plans.sort();
    let found: BTreeSet<String> =
        plans.iter().flat_map(|path| survivors(path)).map(|line| line.trim_end().to_owned()).collect();
    let unknown: Vec<&String> = found.difference(&known).collect();
    assert!(
        unknown.is_empty(),
        "no scenario notices these: write one, or say why in tests/survivors.txt:\n{unknown:#?}"
    );
    let idle: Vec<&String> = known.difference(&found).collect();
    assert!(idle.is_empty(), "these are noticed now: take them out of tests/survivors.txt:\n{idle:#?}");
}

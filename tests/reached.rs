//! Every clause of every plan in `policies/` is reached by one of its scenarios.
//! Plans in `policies/engines` are not meant: they say what their cases need to be told.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::cli::program;

#[test]
fn scenarios_reach_every_clause_of_policies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(root.join("policies")).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> =
        entries.filter(|path| path.is_dir() && !path.ends_with("bad") && !path.ends_with("engines")).collect();
    folders.sort();
    let folders = folders.iter().map(|path| path.strip_prefix(root).unwrap());
    let ran =
        program().current_dir(root).args(["test", "--coverage", "--format", "json"]).args(folders).output().unwrap();
    let report: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(report["summary"]["failed"], 0, "{}", report["summary"]);
    let mut list = String::new();
    for file in report["coverage"]["files"].as_array().unwrap() {
        let name = file["file"].as_str().unwrap().replace('\\', "/");
        let text = fs::read_to_string(root.join(&name)).unwrap();
        for clause in file["list"].as_array().unwrap() {
            if clause["scenarios"].as_array().unwrap().is_empty() && clause.get("cannot").is_none() {
                let place = |end: &str| usize::try_from(clause["range"][end]["offset"].as_u64().unwrap()).unwrap();
                writeln!(list, "{name}: {}", text[place("start")..place("end")].lines().next().unwrap()).unwrap();
            }
        }
    }
    assert!(list.is_empty(), "no scenario reaches these clauses:\n{list}");
}

//! The snapshots of the plans in `policies/`: what happens in each scenario is what it was, and nothing is kept that no
//! scenario is behind. `UPDATE=1` takes what happens now as right.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "these tests read the repository's plans")]

use std::path::Path;

use crate::cli::{Ran, program};

/// Every folder of plans but that of the plans that lints find something in.
fn folders() -> Vec<String> {
    let policies = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let folders = std::fs::read_dir(policies).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|folder| folder.file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "bad");
    names.sort();
    names.iter().map(|name| format!("policies/{name}")).collect()
}

#[test]
fn what_happens_on_every_plan_is_what_is_kept() {
    let how = if std::env::var_os("UPDATE").is_some() { "--accept" } else { "--check" };
    let mut command = program();
    command.args(["test", "--quiet", "--snapshots", how]).args(folders()).current_dir(env!("CARGO_MANIFEST_DIR"));
    let ran = Ran::of(&command.output().unwrap());
    let said = "with UPDATE=1 this test takes what happens now as right; look at the difference then";
    assert_eq!(ran.code, Some(0), "{said}\n{}\n{}", ran.out, ran.err);
}

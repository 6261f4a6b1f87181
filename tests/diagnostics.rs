//! The gallery: every code with its message as it is printed, why it matters, and what to write instead.
//!
//! `UPDATE=1 cargo test diagnostics` writes `docs/diagnostics.md`.
#![allow(clippy::unwrap_used, reason = "these tests write a page")]

use std::fmt::Write as _;

use rollover::check::{LINTS, page};
use rollover::diag::{Code, Example, Severity};

use crate::cli::{Folder, TWENTY};
use crate::docs::is_as_made;

const INTRODUCTION: &str = "\
# Findings

Everything that `rollover check` and the other commands say, by code: the message as it is printed in 80 columns, why it matters,
and what to write instead. `rollover explain CODE` shows the same in English and Chinese, and `rollover explain --codes` lists them.

An **error** means that something cannot be run; a **warning**, that a plan almost surely says something that is not meant; **advice**
is worth knowing. What is meant is allowed by a comment: `# allow rollover::CODE: reason`, above a clause or a plan, at the end of a
line, or at the head of a file with an empty line before the first clause, for the whole file. The reason is required; errors
cannot be allowed; what is allowed and not there any more is a finding itself.
";

#[test]
fn the_gallery_is_made_from_the_pages() {
    let mut gallery = INTRODUCTION.to_owned();
    let is_lint = |code: &Code| LINTS.iter().any(|lint| lint.code == *code);
    for (title, lints) in
        [("What plans hardly mean", true), ("Mistakes, open questions, and what happens in a run", false)]
    {
        write!(gallery, "\n## {title}\n").unwrap();
        for code in Code::ALL.iter().filter(|code| is_lint(code) == lints) {
            gallery.push_str(&entry(*code));
        }
    }
    is_as_made("docs/diagnostics.md", &gallery);
}

fn entry(code: Code) -> String {
    let page = page(code).unwrap();
    let level = match code.severity() {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Advice => "Advice",
    };
    let mut entry = format!("\n### `{}`\n\n*{level}.* {}\n", code.name(), page.what.en);
    write!(entry, "\n```text\n{}```\n", fenced(page.bad.text())).unwrap();
    if let Some(printed) = printed(code, page.bad) {
        write!(entry, "\n```text\n{}```\n", fenced(&printed)).unwrap();
    }
    write!(entry, "\n{}\n\nInstead:\n\n```text\n{}```\n", page.why.en, fenced(page.instead.text())).unwrap();
    entry
}

fn fenced(text: &str) -> String {
    // What is hidden is spelt out: nobody would see it here either.
    text.replace('\u{200b}', "<U+200B>")
}

/// What the program prints about an example, if it is one that can be tried: the first message with the code.
fn printed(code: Code, example: Example) -> Option<String> {
    let folder = Folder::with(&format!("gallery-{}", code.name()), &[("monthly.plan", TWENTY)]);
    folder.write("family.plan", TWENTY.replace("Twenty", "Family 30").as_bytes());
    folder.write("holidays/kh.plan", b"holidays \"kh\" {\n  2026-04-14\n}\n");
    let text = example.text();
    let ran = match example {
        Example::Shown(command) if command.starts_with("rollover ") => folder.run(&arguments(command)),
        Example::Shown(table) if table.starts_with("at,") => {
            folder.write("usage.csv", table.as_bytes());
            folder.run(&["simulate", "monthly.plan", "--usage", "usage.csv"])
        }
        Example::Plan(_) | Example::Shown(_) => {
            folder.write("example.plan", text.as_bytes());
            folder.run(&["check", "example.plan"])
        }
    };
    let head = format!("rollover::{}\n", code.name());
    let start = ran.err.find(&head)?;
    let message = &ran.err[start..];
    let end = message.find("\n\nrollover::").map_or(message.len(), |end| end + 1);
    Some(message[..end].trim_end().to_owned() + "\n")
}

fn arguments(command: &str) -> Vec<&str> {
    let mut arguments = Vec::new();
    for (index, piece) in command.trim_end().trim_start_matches("rollover ").split('"').enumerate() {
        match index % 2 {
            0 => arguments.extend(piece.split_whitespace()),
            _ => arguments.push(piece),
        }
    }
    arguments
}

#[test]
fn nearly_every_code_is_shown_as_it_is_printed() {
    let shown = Code::ALL.iter().filter(|code| page(**code).is_some_and(|page| printed(**code, page.bad).is_some()));
    let hidden = Code::ALL.len() - shown.count();
    assert!(hidden <= 5, "{hidden} codes have an example that does not show them");
}

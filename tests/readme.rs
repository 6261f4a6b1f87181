//! What README.md shows in `console` blocks is what the program prints.
//!
//! A line that begins with `$ ` is a command; what stands below it, up to the next, is what it prints: diagnostics first,
//! then the result. A line `…` stands for any lines. `rollover …` and `cargo run --release -- …` run the program that is
//! tested, from the root of the repository. `cargo test` is not run, since it would run this.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "these tests read the README")]

use std::path::Path;

use crate::cli::{Folder, Ran, program};

/// A command of a `console` block.
#[derive(Debug, PartialEq, Eq)]
struct Shown<'t> {
    line: usize,
    command: &'t str,
    output: Vec<&'t str>,
}

fn shown(text: &str) -> Vec<Shown<'_>> {
    let mut all: Vec<Shown<'_>> = Vec::new();
    let mut is_console = false;
    let mut is_other = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            (is_console, is_other) = match line.trim_end() {
                "```console" if !is_other => (true, false),
                "```" => (false, !is_console && !is_other),
                _ => (false, true),
            };
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| is_console) {
            all.push(Shown { line: index + 1, command: command.trim_end(), output: Vec::new() });
        } else if let Some(last) = all.last_mut().filter(|_| is_console) {
            last.output.push(line);
        } else {
            assert!(!is_console, "line {}: output without a command before it", index + 1);
        }
    }
    all
}

/// The arguments for the program: `None` for what is not run.
fn arguments(command: &str) -> Result<Option<Vec<String>>, String> {
    if command == "cargo test" {
        return Ok(None);
    }
    let rest = command.strip_prefix("cargo run --release -- ").or_else(|| command.strip_prefix("rollover "));
    rest.map(|rest| Some(words(rest))).ok_or_else(|| format!("`{command}` is not a command that is shown here"))
}

/// Words as a shell splits them, with quotes and nothing else.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for character in text.chars() {
        match (quote, character) {
            (None, '"' | '\'') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (Some(open), _) if open == character => quote = None,
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    assert_eq!(quote, None, "a quotation mark is missing: {text}");
    words.extend(word);
    words
}

/// Whether lines are as shown, where `…` stands for any.
fn matches(shown: &[&str], got: &[&str]) -> bool {
    match shown {
        [] => got.is_empty(),
        ["…", rest @ ..] => (0..=got.len()).any(|skipped| matches(rest, &got[skipped..])),
        [first, rest @ ..] => got.split_first().is_some_and(|(line, more)| line == first && matches(rest, more)),
    }
}

fn without_blank_end(mut lines: Vec<&str>) -> Vec<&str> {
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}

/// What is wrong with a text's examples.
fn wrong(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for Shown { line, command, output } in shown(text) {
        match arguments(command) {
            Err(problem) => wrong.push(format!("line {line}: {problem}")),
            Ok(None) => {}
            Ok(Some(arguments)) => {
                let root = Path::new(env!("CARGO_MANIFEST_DIR"));
                let ran = Ran::of(&program().args(arguments).current_dir(root).output().unwrap());
                let got = format!("{}{}", ran.err, ran.out);
                let lines = without_blank_end(got.lines().collect());
                if !matches(&without_blank_end(output), &lines) {
                    wrong.push(format!("line {line}: `{command}` prints\n{got}"));
                }
            }
        }
    }
    wrong
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let wrong = wrong(&text);
    assert!(wrong.is_empty(), "README.md\n{}", wrong.join("\n"));
    let commands: Vec<&str> = shown(&text).iter().map(|one| one.command).collect();
    for needed in ["cargo run --release -- simulate policies/smart/monthly-20.plan", "cargo test"] {
        assert!(commands.contains(&needed), "the README does not show `{needed}` in a console block: {commands:?}");
    }
}

#[test]
fn the_page_about_ci_shows_what_the_program_prints_and_reads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("docs/ci.md")).unwrap();
    let wrong = wrong(&text);
    assert!(wrong.is_empty(), "docs/ci.md\n{}", wrong.join("\n"));
    let blocks = |kind: &str| -> Vec<String> {
        let mark = format!("```{kind}\n");
        let begun = text.split(mark.as_str()).skip(1);
        begun.map(|block| block.split("```").next().unwrap().to_owned()).collect()
    };
    assert!(blocks("yaml").len() >= 3);
    for block in blocks("yaml") {
        assert!(block.lines().count() < 15, "nobody wants to read more than this:\n{block}");
    }
    let plan = "## A plan.\nplan P {\n  every month: data 1 GB\n}\n";
    let baseline = "{ \"version\": 1, \"findings\": [] }";
    for settings in blocks("toml") {
        let files = [("rollover.toml", settings.as_str()), ("known.json", baseline), ("a.plan", plan)];
        let ran = Folder::with("ci-settings", &files).run(&["check", "."]).ends_with(0);
        assert_eq!(ran.reported("bad_settings"), 0, "{}", ran.err);
    }
}

#[test]
fn the_page_about_testing_shows_what_the_program_prints_and_its_plan() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("docs/testing.md")).unwrap();
    let wrong = wrong(&text);
    assert!(wrong.is_empty(), "docs/testing.md\n{}", wrong.join("\n"));
    let plan = std::fs::read_to_string(root.join("docs/testing.plan")).unwrap();
    let blocks: Vec<&str> = text.split("```text\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    assert!(blocks.len() >= 2);
    for block in blocks {
        assert!(plan.contains(block), "not in docs/testing.plan:\n{block}");
    }
}

#[test]
fn the_test_of_the_readme_can_fail() {
    let good = "```console\n$ rollover check policies/holidays/kh-2026.plan\n0 plans, 0 errors, 0 undecided\n```\n";
    assert_eq!(wrong(good), [""; 0]);
    let part = "```console\n$ cargo run --release -- explain policies/smart/monthly-20.plan\n…\n```\n```console\n$ cargo test\n```\n";
    assert_eq!(wrong(part), [""; 0]);
    assert_eq!(shown(part).len(), 2);
    for bad in [
        good.replace("0 errors", "1 error"),
        good.replace("undecided\n", "undecided\nand more\n"),
        good.replace("0 plans, 0 errors, 0 undecided\n", ""),
        good.replace("rollover check", "rollover chek"),
        good.replace("rollover check", "ls"),
        part.replace("cargo test", "cargo test --release"),
    ] {
        assert_eq!(wrong(&bad).len(), 1, "{bad}");
    }
    // Other blocks are not commands.
    assert_eq!(shown("```\n$ ls\n```\n```sh\n$ ls\n```\n"), []);
    assert_eq!(words("check 'a b' \"c\"  d"), ["check", "a b", "c", "d"]);
    assert!(matches(&["a", "…", "c"], &["a", "b", "b", "c"]) && !matches(&["a", "…", "c"], &["a", "c", "d"]));
}

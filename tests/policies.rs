//! The plans in `policies/`: right, complete, and guarded by scenarios that notice when a number changes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "these tests read the repository's plans"
)]

use std::ops::Range;
use std::path::{Path, PathBuf};

use rollover::compile::compile;
use rollover::diag::Severity;
use rollover::text::{Source, Sources};
use rollover::verify::scenario;

use crate::cli::{Ran, program};

/// Numbers of the worked examples whose change no scenario can see, each with its reason: the file, the line, and which
/// number of the line, counted from 0 over the digits outside quotes and comments.
const UNSEEN: &[Unseen] = &[
    Unseen {
        file: "01-rollover-by-age.plan",
        line: "2026-04-01        expect rolled 20 GB until 2026-07-01, rolled 48 GB, 68 GB, nothing lost",
        number: 2,
        change: -1,
        reason: "February's leftover is 20 GB too, and lives until then",
    },
    Unseen {
        file: "01-rollover-by-age.plan",
        line: "2026-05-01        expect rolled 20 GB until 2026-08-01, rolled 60 GB, 80 GB",
        number: 2,
        change: -1,
        reason: "March's leftover is 20 GB too, and lives until then",
    },
    Unseen {
        file: "03-newest-first.plan",
        line: "2026-02-28  use 13 GB",
        number: 0,
        change: 1,
        reason: "one more is stopped, and the scenario is about what is not lost",
    },
    Unseen {
        file: "09-session-over-a-window.plan",
        line: "2026-01-10        use 600 MB from 21:00 to 23:00",
        number: 1,
        change: -1,
        reason: "charged by its start: another hour of the day is the day too",
    },
    Unseen {
        file: "09-session-over-a-window.plan",
        line: "2026-01-10        use 600 MB from 21:00 to 23:00",
        number: 2,
        change: 1,
        reason: "charged by its start: another minute of the day is the day too",
    },
    Unseen {
        file: "09-session-over-a-window.plan",
        line: "2026-01-10        use 600 MB from 05:00 to 07:00",
        number: 1,
        change: -1,
        reason: "charged by its start: another hour of the night is the night too",
    },
    Unseen {
        file: "09-session-over-a-window.plan",
        line: "2026-01-10        use 600 MB from 05:00 to 07:00",
        number: 2,
        change: 1,
        reason: "charged by its start: another minute of the night is the night too",
    },
    Unseen {
        file: "10-pool-with-caps.plan",
        line: "2026-01-10  A use 12 GB",
        number: 0,
        change: 1,
        reason: "more than the limit is more than the limit; the scenario is about the next period",
    },
    Unseen {
        file: "10-pool-with-caps.plan",
        line: "2026-01-10  A use 12 GB",
        number: 0,
        change: -1,
        reason: "more than the limit is more than the limit; the scenario is about the next period",
    },
    Unseen {
        file: "12-double-data.plan",
        line: "2026-03-16  use 20 GB",
        number: 0,
        change: 1,
        reason: "one more is stopped; what matters is that nothing is left to carry over",
    },
    Unseen {
        file: "12-double-data.plan",
        line: "2026-03-16        use 20 GB",
        number: 0,
        change: 1,
        reason: "one more is stopped; what matters is that nothing is left to carry over",
    },
];

struct Unseen {
    file: &'static str,
    line: &'static str,
    number: usize,
    change: i64,
    reason: &'static str,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every plan file below a folder of the repository.
fn plans_below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "plan") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "there are no plans in {folder}");
    found
}

fn run(arguments: &[&str]) -> Ran {
    Ran::of(&program().args(arguments).current_dir(root()).output().unwrap())
}

#[test]
fn no_plan_has_a_mistake_or_leaves_anything_open() {
    // Published terms leave open what they leave open; `docs/published.md` says what.
    let folders = std::fs::read_dir(root().join("policies")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut folders: Vec<String> = folders.map(|name| format!("policies/{}", name.to_str().unwrap())).collect();
    // What is in `policies/bad` is for `tests/lints.rs`.
    folders.retain(|name| name != "policies/published" && name != "policies/bad");
    folders.sort();
    let arguments: Vec<&str> =
        ["check", "--deny", "undecided"].into_iter().chain(folders.iter().map(String::as_str)).collect();
    assert_eq!(run(&arguments).ends_with(0).err, "");
}

#[test]
fn all_scenarios_pass() {
    let ran = run(&["test", "policies"]).ends_with(0);
    assert!(ran.out.contains(" 0 failed"), "{}", ran.out);
}

#[test]
fn every_plan_has_a_scenario() {
    // A file that only declares what others import has no plans and needs none. Of published terms each rule has one.
    let other = ["policies/published", "policies/bad"];
    let is_other = |path: &PathBuf| other.iter().any(|folder| path.starts_with(root().join(folder)));
    for path in plans_below("policies").into_iter().filter(|path| !is_other(path)) {
        let text = std::fs::read_to_string(&path).unwrap();
        let named = |keyword: &str| {
            let lines = text.lines().filter_map(|line| line.strip_prefix(keyword)?.split('"').nth(1));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let shown: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("scenario "))
            .filter_map(|line| line.rsplit('"').nth(1))
            .collect();
        let plans = named("plan ");
        let is_only_one = plans.len() == 1 && text.contains("\nscenario ");
        for plan in plans {
            let of_others = [format!("change to \"{plan}\""), format!(" on \"{plan}\"")];
            let used = is_only_one
                || shown.contains(&plan.as_str())
                || of_others.iter().any(|words| text.contains(words.as_str()));
            assert!(used, "{}: no scenario shows `{plan}`", path.display());
        }
    }
}

#[test]
fn every_worked_example_is_a_file_with_a_scenario() {
    let files = plans_below("policies/examples");
    assert_eq!(files.len(), 14, "{files:?}");
    for (number, path) in (1..).zip(&files) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with(&format!("{number:02}-")), "{name}");
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.starts_with(&format!("# Worked example {number}: ")), "{name}");
        assert!(text.contains(&format!("\nscenario \"example {number}: ")), "{name}");
    }
}

/// Whether a text can be read and all its scenarios, of which there are some, pass.
fn holds(text: &str) -> bool {
    let mut sources = Sources::default();
    sources.add(Source::new("mutant.plan", text));
    let (catalogue, found) = rollover::read(&sources);
    if found.iter().any(|one| one.severity == Severity::Error) || catalogue.scenarios.is_empty() {
        return false;
    }
    let program = compile(&catalogue);
    catalogue.scenarios.iter().all(|one| scenario::run(&catalogue, &program, one).passed())
}

/// Where the numbers of a line are: every run of digits outside quotes and comments. Of a scenario's line, only what is
/// expected or what happens, not when: `2026-01-20 use 12 GB` has one.
fn numbers(line: &str) -> Vec<Range<usize>> {
    let is_event = line.starts_with("  20");
    let day = if is_event { line.len() - line.trim_start().trim_start_matches(is_of_a_date).len() } else { 0 };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut is_quoted = false;
    for (at, character) in line.char_indices() {
        match character {
            '"' => is_quoted = !is_quoted,
            '#' if !is_quoted => break,
            '0'..='9' if !is_quoted && at >= day => match found.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end += 1,
                None => found.push(at..at + 1),
            },
            _ => {}
        }
    }
    found
}

fn is_of_a_date(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '-' | ':' | ' ')
}

/// The number changed by so much, as wide as it was; nothing where that is less than zero.
fn changed(digits: &str, change: i64) -> Option<String> {
    let number = digits.parse::<i64>().unwrap() + change;
    (number >= 0).then(|| format!("{number:0width$}", width = digits.len()))
}

#[test]
fn no_number_of_a_worked_example_changes_unseen() {
    let mut unseen = Vec::new();
    let (mut changes, mut excused) = (0, 0);
    for path in plans_below("policies/examples") {
        let file = path.file_name().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(holds(&text), "{file}");
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            for (number, range) in numbers(line).into_iter().enumerate() {
                for change in [1, -1] {
                    let Some(digits) = changed(&line[range.clone()], change) else { continue };
                    let mut mutant = text.clone();
                    mutant.replace_range(start + range.start..start + range.end, &digits);
                    changes += 1;
                    if !holds(&mutant) {
                        continue;
                    }
                    let is_known = |known: &&Unseen| {
                        (known.file, known.line, known.number, known.change) == (file, line.trim(), number, change)
                    };
                    match UNSEEN.iter().find(is_known) {
                        Some(known) => excused += usize::from(!known.reason.is_empty()),
                        None => unseen.push(format!("{file}: {} | number {number}: {change:+}", line.trim())),
                    }
                }
            }
            start += line.len();
        }
    }
    assert!(unseen.is_empty(), "{} of {changes} changes are seen by no scenario:\n{}", unseen.len(), unseen.join("\n"));
    assert_eq!(excused, UNSEEN.len(), "a line of UNSEEN is seen by now, has no reason, or is not there any more");
    assert!(changes > 1_000, "only {changes}");
}

#[test]
fn the_guard_can_see() {
    assert_eq!(numbers("  rollover 3 months, bank at most 60 GB # for 5 of \"7\""), [11..12, 34..36]);
    assert_eq!(numbers("  2026-01-20 09:30  expect \"23 hours\" data 1 GB until 2026-02-01 12:00").len(), 6);
    assert_eq!(numbers("  2026-01-20  A use 1.5 GB").len(), 2);
    assert_eq!((changed("09", 1), changed("99", 1), changed("0", -1)), (Some("10".into()), Some("100".into()), None));
    let text = std::fs::read_to_string(root().join("policies/examples/01-rollover-by-age.plan")).unwrap();
    assert!(holds(&text));
    assert!(!holds(&text.replace("use 12 GB", "use 13 GB")) && !holds(&text.replace("scenario", "# scenario")));
}

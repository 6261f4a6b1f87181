//! What `rollover check` and `rollover test` cost as people run them: CPU time of whole processes, beside a tool of the kind that is installed,
//! on as many files of its own, in turns.
//!
//! `cargo bench --bench check`. Times are taken by the kernel for all children of a run, in steps of 10 ms; so each figure is
//! the mean of as many runs as make two seconds. Systems that do not tell it in `/proc` are told so.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, clippy::float_arithmetic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const FILES: usize = 1_000;
/// Limits in milliseconds: one small file, and a thousand of them; and so many scenarios.
const LIMITS: [f64; 3] = [3.0, 40.0, 2_000.0];
const SCENARIOS: usize = 10_000;
/// Steps of the kernel's clock, of 10 ms each, that are enough for a figure.
const ENOUGH: u64 = 200;

fn plan(number: usize) -> String {
    format!(
        "# A small plan.\ncurrency USD\nzone Asia/Phnom_Penh\n1 GB = 1024 MB\n\nplan \"Plan {number}\" {{\n  \
         every calendar month: data {} GB\n  price ${}\n  rollover 3 months\n  use oldest first\n  \
         when data runs out: block\n}}\n",
        1 + number % 40,
        1 + number % 30
    )
}

/// A plan that leaves a question open.
fn open(number: usize) -> String {
    format!("plan \"Plan {number}\" {{\n  every month: data {} GB\n  rollover 3 months\n}}\n", 1 + number % 40)
}

/// One file of so many bytes: settings, and plans after each other with what their operator says about them, so that the
/// largest has no more than the 100,000 clauses that are read.
fn large(bytes: usize) -> String {
    let apart =
        |number| plan(number).split_once("\n\n").map(|(head, plan)| (head.to_owned(), plan.to_owned())).unwrap();
    let mut text = apart(0).0 + "\n";
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push('\n');
        for line in 1..=6 {
            text.push_str(&format!(
                "## {line}. What is left of a period's data at its end is kept for three months after it.\n"
            ));
        }
        text.push_str(&apart(number).1);
    }
    text
}

/// One file with many scenarios, as rows of a table.
fn scenarios() -> String {
    let row = |number: usize| format!("  case {number} MB, {} MB\n", 20_000 - number);
    format!(
        "zone UTC; currency USD; 1 GB = 1000 MB\nplan \"Twenty\" {{ every calendar month: data 20 GB; rollover 3 months; use \
         oldest first; when data runs out: block }}\nscenario \"a month\" {{\n  2026-01-01 activate\n  2026-01-20 use <used>\n  \
         2026-01-31 expect <left>\n  2026-05-01 expect nothing refused\n  case <used>, <left>\n{}}}\n",
        (1..=SCENARIOS).map(row).collect::<String>()
    )
}

fn python(number: usize) -> String {
    format!(
        "\"\"\"A small plan.\"\"\"\n\nCURRENCY = \"USD\"\nZONE = \"Asia/Phnom_Penh\"\n\n\ndef plan_{number}(used: int) -> \
         int:\n    \"\"\"What is left.\"\"\"\n    granted = {number} * 1024\n    left = granted - used\n    if left < 0:\n        \
         return 0\n    return left\n"
    )
}

fn rust(number: usize) -> String {
    format!(
        "//! A small plan.\n\nconst CURRENCY: &str = \"USD\";\nconst ZONE: &str = \"Asia/Phnom_Penh\";\n\n/// What is \
         left.\nfn plan(used: u64) -> u64 {{\n    let granted = {number} * 1024;\n    granted.saturating_sub(used)\n}}\n"
    )
}

fn shell(number: usize) -> String {
    format!(
        "#!/bin/sh\n# A small plan.\ncurrency=USD\nzone=Asia/Phnom_Penh\nexport currency zone\n\ngranted=$(({number} * \
         1024))\nleft=$((granted - $1))\nif [ \"$left\" -lt 0 ]; then\n  left=0\nfi\necho \"$left\"\n"
    )
}

/// A tool to compare with: how it is called, and files for it.
struct Peer {
    command: &'static [&'static str],
    ending: &'static str,
    text: fn(usize) -> String,
}

const PEERS: [Peer; 4] = [
    Peer { command: &["ruff", "check", "--no-cache", "--isolated", "--quiet"], ending: "py", text: python },
    Peer { command: &["python3", "-m", "pyflakes"], ending: "py", text: python },
    Peer { command: &["shellcheck"], ending: "sh", text: shell },
    Peer { command: &["rustfmt", "--edition", "2024", "--check", "--quiet"], ending: "rs", text: rust },
];

/// A folder of this bench, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-check").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(folder: &Path, ending: &str, text: fn(usize) -> String) -> Vec<PathBuf> {
    let path = |number| folder.join(format!("p{number:04}.{ending}"));
    (0..FILES).for_each(|number| std::fs::write(path(number), text(number)).unwrap());
    (0..FILES).map(path).collect()
}

fn rollover(paths: &[PathBuf]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollover"));
    command.arg("check").arg("--no-config").args(paths);
    command
}

/// The steps of CPU time that children of this process took that have ended.
fn steps() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = told.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(13)?.parse::<u64>().ok()? + fields.get(14)?.parse::<u64>().ok()?)
}

/// The CPU time of a run, in milliseconds; `None` where it cannot be run.
fn cpu(mut command: Command) -> Option<f64> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().ok()?;
    let before = steps()?;
    let mut runs = 0_u32;
    while steps()? - before < ENOUGH {
        command.status().ok()?;
        runs += 1;
    }
    Some((steps()? - before) as f64 * 10.0 / f64::from(runs))
}

fn peer(name: &str, paths: &[PathBuf], peer: &Peer) -> Option<f64> {
    let command = || {
        let mut command = Command::new(peer.command[0]);
        command.args(&peer.command[1..]);
        command
    };
    let there = command().arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?.success();
    let mut whole = command();
    whole.args(paths);
    let time = there.then(|| cpu(whole)).flatten()?;
    println!("{name:<44}{time:8.1} ms   ({})", peer.command.join(" "));
    Some(time)
}

fn limit(name: &str, time: f64, most: f64) {
    let said = if time <= most { "within" } else { "OVER" };
    println!("{name:<44}{time:8.1} ms   ({said} the limit of {most} ms)");
}

fn main() {
    if steps().is_none() {
        println!("this system does not tell the CPU time of processes in /proc: nothing is measured");
        return;
    }
    let small = folder("small");
    let files = write(&small, "plan", plan);
    let questions = folder("questions");
    write(&questions, "plan", open);

    println!("CPU time, user and system, of whole processes\n");
    println!("{:<44}{:8.1} ms", "a process that does nothing (true)", cpu(Command::new("true")).unwrap_or_default());
    limit("one small file", cpu(rollover(&files[..1])).unwrap(), LIMITS[0]);
    limit("a folder of 1,000 small files", cpu(rollover(&[small])).unwrap(), LIMITS[1]);
    println!("{:<44}{:8.1} ms", "the same, each leaving questions open", cpu(rollover(&[questions])).unwrap());
    let found = PEERS.iter().find_map(|one| {
        let paths = write(&folder("peer"), one.ending, one.text);
        peer("1,000 small files of its own, by another tool", &paths, one)
    });
    if found.is_none() {
        println!("no tool to compare with is installed (ruff, pyflakes, shellcheck, rustfmt)");
    }
    let table = folder("scenarios").join("table.plan");
    std::fs::write(&table, scenarios()).unwrap();
    let mut test = Command::new(env!("CARGO_BIN_EXE_rollover"));
    test.arg("test").arg("--quiet").arg(table);
    limit("10,000 scenarios", cpu(test).unwrap(), LIMITS[2]);
    println!("\none file, and the time for each megabyte of it");
    for megabytes in [1, 2, 4, 8] {
        let path = folder("large").join(format!("{megabytes}.plan"));
        // A little less than 8 MiB is the largest file that is read.
        std::fs::write(&path, large(megabytes * 1_000_000)).unwrap();
        let time = cpu(rollover(&[path])).unwrap();
        println!("{megabytes} MB{:40}{time:8.1} ms   ({:.1} ms each)", "", time / megabytes as f64);
    }
}

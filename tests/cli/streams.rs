//! Colour, quiet, pipes.

use std::process::Stdio;

use super::{Folder, TWENTY, program};

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let folder = Folder::with("streams-colour", &[("a.plan", "rolover 3 months\n"), ("b.plan", TWENTY)]);
    let coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        let ran = folder.run_with(arguments, environment, b"");
        ran.out.contains('\u{1b}') || ran.err.contains('\u{1b}')
    };
    for command in [&["check", "a.plan"][..], &["simulate", "b.plan"], &["test", "b.plan"]] {
        assert!(!coloured(command, &[]), "{command:?}");
        assert!(coloured(&[command, &["--color", "always"]].concat(), &[("NO_COLOR", "1")]), "{command:?}");
        assert!(!coloured(&[command, &["--color", "never"]].concat(), &[]), "{command:?}");
    }
}

#[test]
fn colour_changes_no_word() {
    let folder = Folder::with("streams-words", &[("a.plan", "rolover 3 months\n"), ("b.plan", TWENTY)]);
    for command in [["check", "a.plan"], ["simulate", "b.plan"], ["test", "b.plan"]] {
        let plain = folder.run(&command);
        let coloured = folder.run(&[&command[..], &["--color", "always"]].concat());
        assert_eq!(without_colour(&coloured.out), plain.out);
        assert_eq!(without_colour(&coloured.err), plain.err);
    }
}

fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = behind.split_once('m').unwrap().1;
    }
    plain + rest
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    let folder = Folder::with("streams-pipe", &[("a.plan", TWENTY)]);
    for arguments in
        [&["simulate", "a.plan", "--months", "600", "--format", "json"][..], &["completions", "bash"], &["--help"]]
    {
        let mut child = program()
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_a_mistake() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let folder = Folder::with("streams-full", &[("a.plan", TWENTY)]);
    let output = program().args(["simulate", "a.plan"]).current_dir(folder.path()).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be written"));
}

#[test]
fn help_says_how() {
    let folder = Folder::with("streams-help", &[]);
    for command in ["init", "check", "simulate", "why", "test", "explain", "completions"] {
        let ran = folder.run(&[command, "--help"]).ends_with(0);
        assert!(ran.out.contains("Examples:"), "{}", ran.out);
    }
    assert!(folder.run(&["--version"]).ends_with(0).out.starts_with("rollover "));
}

/// The exit code of every command, for each way to end.
#[test]
fn every_command_ends_as_it_is_documented() {
    let folder = Folder::with(
        "streams-codes",
        &[
            ("good.plan", TWENTY),
            ("bad.plan", "rolover 3 months\n"),
            ("fails.plan", &TWENTY.replace("use 12 GB", "use 11 GB")),
            ("taken/starter.plan", ""),
            ("empty/readme.txt", ""),
        ],
    );
    for (code, arguments) in [
        (0, &["check", "good.plan"][..]),
        (1, &["check", "bad.plan"]),
        (1, &["check", "bad.plan", "good.plan"]),
        (2, &["check", "none.plan"]),
        (2, &["check", "none.plan", "bad.plan"]),
        (2, &["check", "empty"]),
        (2, &["check"]),
        (2, &["check", "good.plan", "--format", "xml"]),
        (0, &["simulate", "good.plan"]),
        (1, &["simulate", "bad.plan"]),
        (2, &["simulate", "none.plan"]),
        (2, &["simulate", "empty"]),
        (2, &["simulate", "good.plan", "--from", "tomorrow"]),
        (0, &["test", "good.plan"]),
        (1, &["test", "bad.plan"]),
        (1, &["test", "fails.plan"]),
        (1, &["test", "fails.plan", "good.plan"]),
        (2, &["test", "none.plan"]),
        (2, &["test", "empty"]),
        (0, &["explain", "good.plan"]),
        (1, &["explain", "bad.plan"]),
        (2, &["explain", "none.plan"]),
        (0, &["init", "new"]),
        (2, &["init", "taken"]),
        (2, &["init", "good.plan"]),
        (0, &["completions", "bash"]),
        (2, &["completions", "tcsh"]),
        (2, &["completions"]),
    ] {
        let ran = folder.run(arguments).ends_with(code);
        // Results go to standard output, diagnostics to standard error: what fails before it has a result prints none.
        let is_result = code == 0 || matches!(arguments[0], "check" | "test");
        assert!(is_result || ran.out.is_empty(), "{arguments:?} {}", ran.out);
        assert_eq!(ran.err.is_empty(), code == 0 || arguments.contains(&"fails.plan"), "{arguments:?} {}", ran.err);
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("taken/starter.plan")).unwrap(), "");
}

#[test]
fn every_command_that_reads_plans_reads_standard_input() {
    let folder = Folder::with("streams-stdin", &[("u.csv", "at,amount\n2026-01-20,12 GB\n")]);
    for arguments in [
        &["check", "-"][..],
        &["simulate", "-"],
        &["test", "-"],
        &["explain", "-"],
        &["simulate", "-", "--usage", "u.csv"],
    ] {
        let ran = folder.run_with(arguments, &[], TWENTY.as_bytes()).ends_with(0);
        assert!(!ran.out.is_empty() && ran.err.is_empty(), "{arguments:?} {}", ran.err);
        let ran = folder.run_with(arguments, &[], b"rolover 3 months\n").ends_with(1);
        assert!(ran.err.contains("<stdin>:1:1"), "{arguments:?} {}", ran.err);
        let ran = folder.run_with(arguments, &[], b"\xff\xfe").ends_with(2);
        assert_eq!(ran.reported("unreadable"), 1, "{arguments:?} {}", ran.err);
    }
}

#[test]
fn the_language_is_the_first_that_is_asked_for() {
    let folder = Folder::with("streams-lang", &[("a.plan", TWENTY)]);
    let is_chinese = |arguments: &[&str], environment: &[(&str, &str)]| {
        let ran = folder.run_with(&[&["explain", "a.plan"], arguments].concat(), environment, b"").ends_with(0);
        ran.out.contains("每")
    };
    assert!(!is_chinese(&[], &[]));
    assert!(is_chinese(&["--lang", "zh"], &[]));
    assert!(is_chinese(&[], &[("LANG", "zh_CN.UTF-8")]));
    assert!(is_chinese(&[], &[("LC_ALL", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")]));
    assert!(!is_chinese(&[], &[("LC_ALL", "en_US.UTF-8"), ("LANG", "zh_CN.UTF-8")]));
    assert!(is_chinese(&[], &[("ROLLOVER_LANG", "zh"), ("LC_ALL", "en_US.UTF-8")]));
    assert!(!is_chinese(&["--lang", "en"], &[("ROLLOVER_LANG", "zh")]));
    folder.run(&["explain", "a.plan", "--lang", "km"]).ends_with(2);
}

/// `script` runs a command on a terminal of its own.
#[test]
fn on_a_terminal_there_is_colour_unless_no_color_is_set() {
    let folder = Folder::with("streams-terminal", &[("a.plan", "rolover 3 months\n")]);
    let on_a_terminal = |environment: &[(&str, &str)]| {
        let mut command = std::process::Command::new("script");
        command.args(["-qec", concat!(env!("CARGO_BIN_EXE_rollover"), " check a.plan"), "/dev/null"]);
        command
            .current_dir(folder.path())
            .env_remove("NO_COLOR")
            .env("TERM", "xterm")
            .envs(environment.iter().copied());
        command.stdin(Stdio::null()).output().ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    // A machine without `script` cannot tell.
    let Some(plain) = on_a_terminal(&[("NO_COLOR", "1")]) else { return };
    assert!(plain.contains("rolover") && !plain.contains('\u{1b}'), "{plain}");
    assert!(on_a_terminal(&[]).unwrap().contains('\u{1b}'));
    assert!(!on_a_terminal(&[("TERM", "dumb")]).unwrap().contains('\u{1b}'));
}

#[test]
fn manual_pages_are_written() {
    let folder = Folder::with("streams-man", &[]);
    assert!(folder.run(&["man"]).ends_with(0).out.contains(".TH rollover 1"));
    folder.run(&["man", "--out", "man/man1"]).ends_with(0);
    let page = std::fs::read_to_string(folder.path().join("man/man1/rollover-check.1")).unwrap();
    assert!(page.contains("rollover\\-check") && page.contains("changed\\-since"), "{page}");
}

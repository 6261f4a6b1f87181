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
    for command in ["init", "check", "simulate", "test", "explain", "completions"] {
        let ran = folder.run(&[command, "--help"]).ends_with(0);
        assert!(ran.out.contains("Examples:"), "{}", ran.out);
    }
    assert!(folder.run(&["--version"]).ends_with(0).out.starts_with("rollover "));
}

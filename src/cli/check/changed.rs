//! `--changed-since`: only findings at lines that changed, as git tells.
//!
//! A finding counts since the point at which the work left the revision, as in a pull request. It counts if one of the places it shows touches a line that was added or changed since the revision, or if its
//! file is new. Lines that were only taken away change what stands around them: the lines next to the gap count.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::Command;

use crate::cli::load::Loaded;
use crate::diag::{Code, Diagnostic};
use crate::text;
use crate::text::{Span, Text};

use super::find::file;

/// What changed in the files of a work tree, by true path.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    lines: BTreeMap<PathBuf, Vec<RangeInclusive<u32>>>,
}

impl Changed {
    /// Asks git, from the folder that the program is run in.
    pub(crate) fn since(revision: &str) -> Result<Changed, Diagnostic> {
        let top = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?.trim_end());
        // A revision that looks like an option is not given to git as one.
        let named = git(&["rev-parse", "--verify", "--end-of-options", &format!("{revision}^{{commit}}")])?;
        // What others changed there since is not ours.
        let since = git(&["merge-base", named.trim_end(), "HEAD"])?;
        let plain = [
            "-c",
            "core.quotePath=false",
            "diff",
            "--no-relative",
            "--unified=0",
            "--no-color",
            "--no-ext-diff",
            "--no-renames",
        ];
        let prefixes = ["--src-prefix=a/", "--dst-prefix=b/", since.trim_end(), "--"];
        let mut lines = hunks(&git(&[&plain[..], &prefixes[..]].concat())?);
        let new = git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"])?;
        for name in new.split('\0').filter(|name| !name.is_empty()) {
            lines.insert(name.to_owned(), vec![1..=u32::MAX]);
        }
        let top = top.canonicalize().unwrap_or(top);
        Ok(Changed { lines: lines.into_iter().map(|(name, lines)| (top.join(name), lines)).collect() })
    }

    /// Whether a finding touches what changed. One at no place is about what was asked for.
    pub(crate) fn touches(&self, loaded: &Loaded, one: &Diagnostic) -> bool {
        one.labels.is_empty() || one.labels.iter().any(|label| self.holds(loaded, label.span))
    }

    /// Whether a place is in what changed.
    pub(crate) fn holds(&self, loaded: &Loaded, span: Span) -> bool {
        let path = loaded.path(file(span));
        let truth = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let Some(source) = loaded.sources.get(span.source) else { return false };
        // What is about a block as a whole is about its head: not every line in it raises the question again.
        let head = source.slice(span).find('{').and_then(|head| u32::try_from(head).ok());
        let end = head.map_or(span.end, |head| span.start + head);
        let (first, last) = (source.position(span.start).line, source.position(end).line);
        let changed = self.lines.get(&truth).map_or(&[][..], Vec::as_slice);
        changed.iter().any(|lines| *lines.start() <= last && first <= *lines.end())
    }
}

/// The lines that changed, by file, of a diff without context.
fn hunks(diff: &str) -> BTreeMap<String, Vec<RangeInclusive<u32>>> {
    let mut files: BTreeMap<String, Vec<RangeInclusive<u32>>> = BTreeMap::new();
    let (mut name, mut left) = (String::new(), (0, 0));
    for line in diff.lines() {
        match line.bytes().next() {
            // Within a hunk a line may begin with anything.
            Some(b'-') if left.0 > 0 => left.0 -= 1,
            Some(b'+') if left.1 > 0 => left.1 -= 1,
            _ => {
                if let Some(path) = line.strip_prefix("+++ b/") {
                    name = path.trim_end_matches('\t').to_owned();
                } else if let Some((old, new)) = hunk(line) {
                    left = (old.1, new.1);
                    let last = (new.0 + new.1).saturating_sub(1);
                    // Where nothing was added, the line before the gap and the one behind it.
                    let lines = if new.1 == 0 { new.0..=new.0 + 1 } else { new.0..=last };
                    files.entry(name.clone()).or_default().push(lines);
                }
            }
        }
    }
    files
}

/// `@@ -3,2 +4 @@`: the first line and how many there are, on both sides.
fn hunk(line: &str) -> Option<((u32, u32), (u32, u32))> {
    let mut parts = line.strip_prefix("@@ ")?.split(' ');
    let mut side = |sign: char| {
        let part = parts.next()?.strip_prefix(sign)?;
        let (first, count) = part.split_once(',').unwrap_or((part, "1"));
        Some((first.parse().ok()?, count.parse().ok()?))
    };
    Some((side('-')?, side('+')?))
}

fn git(arguments: &[&str]) -> Result<String, Diagnostic> {
    let failed = |reason: &str| {
        let reason = Text::same(reason.trim());
        Diagnostic::new(
            Code::BadRequest,
            text!("git cannot tell what changed: {reason}", "git 无法说明改动：{reason}"; reason = reason),
        )
        .help(text!(
            "name a revision that is there (in CI, fetch the whole history), or leave out `--changed-since`",
            "请指定存在的修订版本（CI 中请获取完整历史），或去掉 `--changed-since`"
        ))
    };
    let output = Command::new("git").args(arguments).output().map_err(|error| failed(&error.to_string()))?;
    if !output.status.success() {
        return Err(failed(&String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_new_side() {
        let diff = "diff --git a/x.plan b/x.plan\n--- a/x.plan\n+++ b/x.plan\n@@ -3 +3,2 @@ plan P {\n-a\n+++ b/y\n+c\n@@ -9,2 \
                    +10,0 @@\n-d\n-e\n--- a/z\n+++ b/z\n@@ -0,0 +1 @@\n+f\n";
        let expected = [("x.plan", vec![3..=4, 10..=11]), ("z", vec![1..=1])];
        assert_eq!(hunks(diff), expected.map(|(name, lines)| (name.to_owned(), lines)).into());
    }
}

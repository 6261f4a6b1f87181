//! The file of a snapshot: that of the `insta` crate, so that its tools read it. Between two lines of `---` stands what it
//! is of, in YAML; then the text.

use std::io;
use std::path::Path;

use crate::cli::rewrite;

/// Larger files are not snapshots of ours.
const LARGEST: u64 = 64 << 20;

/// The whole file. A text in JSON is one in YAML.
pub(super) fn written(plan: &str, title: &str, text: &str) -> String {
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    format!("---\nsource: {}\nexpression: {}\n---\n{}\n", quoted(plan), quoted(title), text.trim_end())
}

/// The text of a file, whatever its line ends; nothing if there is no such file.
pub(super) fn text(path: &Path) -> io::Result<Option<String>> {
    let found = match std::fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if found.len() > LARGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let bytes = std::fs::read(path)?;
    Ok(Some(body(&String::from_utf8_lossy(&bytes).replace("\r\n", "\n")).to_owned()))
}

/// What stands behind the head, without blank ends.
fn body(file: &str) -> &str {
    let behind = file.strip_prefix("---\n").and_then(|file| file.split_once("\n---\n"));
    behind.map_or(file, |(_, text)| text).trim_end()
}

/// Whether a file is a snapshot of a plan, by its head.
pub(super) fn is_of_a_plan(path: &Path) -> bool {
    let Ok(file) = std::fs::read(path) else { return false };
    let file = String::from_utf8_lossy(&file);
    let mut head = file.lines().skip(1).take_while(|line| *line != "---");
    head.any(|line| line.strip_prefix("source: ").is_some_and(|plan| plan.trim_matches('"').ends_with(".plan")))
}

/// Writes a file, and its folder if need be.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    rewrite::write(path, text)
}

/// Takes a file away, if there is one.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_whatever_the_line_ends() {
        let file = written("a.plan", "a \"title\": and more", "one\n\n---\ntwo\n\n");
        assert_eq!(file, "---\nsource: \"a.plan\"\nexpression: \"a \\\"title\\\": and more\"\n---\none\n\n---\ntwo\n");
        assert_eq!(body(&file), "one\n\n---\ntwo");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x").join("a@b.snap");
        assert_eq!(text(&path).unwrap(), None);
        write(&path, &file.replace('\n', "\r\n")).unwrap();
        assert_eq!(text(&path).unwrap().as_deref(), Some("one\n\n---\ntwo"));
        assert!(is_of_a_plan(&path));
        remove(&path).unwrap();
        remove(&path).unwrap();
    }
}

//! Files that are written again: what would change, and the change itself.

use std::io::{self, Write};
use std::path::Path;

use similar::{Algorithm, TextDiff};

use crate::diag::{Code, Diagnostic};
use crate::text;

use super::files::{name, reason};

/// What would change in a file, as a unified diff.
pub(crate) fn diff(path: &Path, (old, new): (&str, &str), color: bool) -> String {
    let name = name(path);
    // Of many changes in a long text each is found by the lines around it; to look for the shortest way takes too long.
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(old, new);
    colored(&diff.unified_diff().header(&name, &name).to_string(), color)
}

/// A unified diff with what goes in red and what comes in green.
fn colored(diff: &str, color: bool) -> String {
    if !color {
        return diff.to_owned();
    }
    let paint = |line: &str| match line.chars().next() {
        Some('-') => format!("\u{1b}[31m{line}\u{1b}[0m\n"),
        Some('+') => format!("\u{1b}[32m{line}\u{1b}[0m\n"),
        Some('@') => format!("\u{1b}[36m{line}\u{1b}[0m\n"),
        _ => format!("{line}\n"),
    };
    diff.lines().map(paint).collect()
}

/// Writes a file whole or not at all: beside the old one first, with its permissions, then in its place.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let place = path.canonicalize()?;
    let folder = place.parent().unwrap_or(Path::new("."));
    let permissions = std::fs::metadata(&place)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut file = tempfile::Builder::new().prefix(".rollover-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&place).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file whole or not at all, whether there was one or not.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    if path.exists() { replace(path, text) } else { place(path, text) }
}

/// Writes a new file whole or not at all, readable by whom the system lets read new files.
fn place(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".rollover-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A file that cannot be written.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let (name, (reason, help)) = (name(path), reason(error));
    let message = text!("`{name}` cannot be written: {reason}", "无法写入 `{name}`：{reason}"; reason = reason);
    Diagnostic::new(Code::BadRequest, message).help(help)
}

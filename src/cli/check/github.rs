//! What was found as annotations of GitHub Actions: a line each, shown beside the changed lines of a pull request.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::files::true_path;
use crate::diag::{Diagnostic, Severity};
use crate::text::{Lang, Sources};

/// Writes the annotations.
pub(crate) fn write(out: &mut dyn Write, found: &[Diagnostic], sources: &Sources, lang: Lang) -> io::Result<()> {
    let folders = Folders::here();
    for one in found {
        let level = match one.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let all = [Some(&one.message), one.why.as_ref(), one.help.as_ref()];
        let words: Vec<&str> = all.into_iter().flatten().map(|text| text.get(lang)).collect();
        let title = format!("rollover::{}", one.code.name());
        writeln!(
            out,
            "::{level} {}title={}::{}",
            place(one, sources, &folders),
            property(&title),
            data(&words.join("\n"))
        )?;
    }
    Ok(())
}

fn place(one: &Diagnostic, sources: &Sources, folders: &Folders) -> String {
    let Some(span) = one.span() else { return String::new() };
    let Some(source) = sources.get(span.source) else { return String::new() };
    let (start, end) = (source.position(span.start), source.position(span.end));
    let lines =
        format!("file={},line={},endLine={},", property(&folders.below_top(source.name())), start.line, end.line);
    // Columns mean something only within one line.
    if start.line == end.line { format!("{lines}col={},endColumn={},", start.utf16, end.utf16) } else { lines }
}

/// Annotations name files from the top of the repository, wherever in it the program runs.
struct Folders {
    here: PathBuf,
    top: Option<PathBuf>,
}

impl Folders {
    /// The folder that GitHub says it checked out to, or the repository that this one is in.
    fn here() -> Folders {
        let here = std::env::current_dir().map(|here| true_path(&here)).unwrap_or_default();
        let said = std::env::var_os("GITHUB_WORKSPACE").map(|top| true_path(Path::new(&top)));
        let around = || here.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
        let top = said.filter(|top| here.starts_with(top)).or_else(around);
        Folders { here, top }
    }

    fn below_top(&self, name: &str) -> String {
        let whole = self.here.join(name);
        let name = self.top.as_ref().and_then(|top| whole.strip_prefix(top).ok()).unwrap_or(Path::new(name));
        name.to_string_lossy().replace('\\', "/")
    }
}

/// A text behind the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value between the first two.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

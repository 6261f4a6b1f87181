//! `--watch`: again and again, whenever something changes below the paths.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::cli::exit::{Ending, Unwritable};
use crate::cli::session::Session;
use crate::text::Lang;

/// Editors write a file in several steps; what comes within this time is one change.
const TOGETHER: Duration = Duration::from_millis(80);

/// Runs once, and again after each change, until it cannot go on. Ctrl-C ends it, as it ends any program.
pub(crate) fn watch(
    paths: &[PathBuf],
    session: &mut Session<'_>,
    mut once: impl FnMut(&mut Session<'_>) -> Ending,
) -> Ending {
    let (sender, changes) = channel();
    let cannot = |error: &notify::Error| Unwritable(std::io::Error::other(error.to_string()));
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| matters(&event)) {
            // Nobody listens any more when the program ends.
            let _ = sender.send(());
        }
    })
    .map_err(|error| cannot(&error))?;
    for folder in folders(paths) {
        watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| cannot(&error))?;
    }
    loop {
        if session.color_out {
            // The screen begins anew with each run.
            write!(session.out, "\u{1b}[2J\u{1b}[H")?;
        }
        let exit = once(session)?;
        session.err.flush()?;
        writeln!(session.out, "{}", waiting(session))?;
        session.out.flush()?;
        if !wait(&changes) {
            return Ok(exit);
        }
    }
}

fn waiting(session: &Session<'_>) -> &'static str {
    match session.lang {
        Lang::En => "waiting for changes; Ctrl-C ends",
        Lang::Zh => "等待改动；按 Ctrl-C 结束",
    }
}

/// Waits for a change, and for the end of the changes that come with it. Whether there can be others.
fn wait(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    loop {
        match changes.recv_timeout(TOGETHER) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Whether something that is read may have changed: a plan, a table of events, settings, or a folder.
fn matters(event: &Event) -> bool {
    let hidden = |path: &Path| {
        let names = path.iter().map(std::ffi::OsStr::to_string_lossy);
        names.into_iter().any(|name| name.starts_with('.') && !matches!(name.as_ref(), "." | ".."))
    };
    let read = |path: &Path| {
        !hidden(path)
            && path.extension().is_none_or(|ending| ["plan", "toml", "csv"].iter().any(|read| ending == *read))
    };
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| read(path))
}

/// What to watch: folders, also for files, since editors put a new file in the place of the old one.
fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let folder = |path: &PathBuf| {
        let own = path.ancestors().find(|above| above.is_dir()).unwrap_or(Path::new("."));
        if own.as_os_str().is_empty() { PathBuf::from(".") } else { own.to_owned() }
    };
    let mut folders: Vec<PathBuf> = paths.iter().map(folder).collect();
    folders.sort();
    folders.dedup();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_that_come_together_are_one() {
        let (sender, changes) = channel();
        for _ in 0..5 {
            sender.send(()).unwrap();
        }
        assert!(wait(&changes));
        assert!(changes.try_recv().is_err());
        drop(sender);
        assert!(!wait(&changes));
    }

    #[test]
    fn plans_and_settings_matter_and_other_files_do_not() {
        let event = |path: &str| Event::new(EventKind::Any).add_path(PathBuf::from(path));
        assert!(matters(&event("a/b.plan")) && matters(&event("a/rollover.toml")) && matters(&event("a")));
        assert!(!matters(&event("a/b.plan~")) && !matters(&event("notes.txt")) && !matters(&event(".git/HEAD")));
    }
}

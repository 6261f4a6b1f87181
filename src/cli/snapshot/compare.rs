//! How what happens now stands to the snapshots that are there.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::files;
use crate::diag::Diagnostic;

use super::names::{ENDING, PENDING, folder, plan_of};
use super::{Taken, file};

/// One snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compared {
    /// The file.
    pub(crate) path: PathBuf,
    /// The title of the scenario, or of the customer; of an orphan there is none.
    pub(crate) title: String,
    /// The file of the plan, without its folder.
    pub(super) plan: String,
    /// What the file says.
    pub(crate) old: Option<String>,
    /// What happens now.
    pub(crate) new: Option<String>,
    /// Whether a file waits beside it for somebody to accept it.
    pub(super) pending: bool,
}

/// How a snapshot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// As it was.
    Same,
    /// What happens is not what the file says.
    Changed,
    /// There is no file yet.
    New,
    /// There is a file, and nothing that it is of.
    Orphaned,
    /// As it was; and yet a file waits to be accepted.
    Pending,
}

impl Compared {
    pub(crate) fn standing(&self) -> Standing {
        match (&self.old, &self.new) {
            (_, None) => Standing::Orphaned,
            (None, Some(_)) => Standing::New,
            (Some(old), Some(new)) if old != new => Standing::Changed,
            (Some(_), Some(_)) if self.pending => Standing::Pending,
            (Some(_), Some(_)) => Standing::Same,
        }
    }

    /// The file that waits.
    pub(super) fn waiting(&self) -> PathBuf {
        let mut path = self.path.clone().into_os_string();
        path.push(".new");
        PathBuf::from(path)
    }
}

/// Compares everything that was taken, in the order of the plans and of their text; orphans come last.
pub(super) fn compare(taken: &Taken) -> Result<Vec<Compared>, Diagnostic> {
    let mut all = Vec::new();
    for shot in &taken.shots {
        let old = file::text(&shot.path).map_err(|error| files::unreadable(&shot.path, &error))?;
        let mut compared = Compared {
            path: shot.path.clone(),
            title: shot.title.clone(),
            plan: shot.plan.clone(),
            old,
            new: Some(shot.text.trim_end().to_owned()),
            pending: false,
        };
        compared.pending = compared.waiting().exists();
        all.push(compared);
    }
    if taken.is_whole {
        let kept: BTreeSet<&Path> = taken.kept.iter().map(PathBuf::as_path).collect();
        let folders: BTreeSet<PathBuf> = taken.plans.iter().map(|plan| folder(plan)).collect();
        for folder in folders {
            all.extend(orphans(&folder, &kept, taken).map_err(|error| files::unreadable(&folder, &error))?);
        }
    }
    Ok(all)
}

/// The snapshots in a folder that nothing is behind any more: of a plan that was read, or that is gone.
fn orphans(folder: &Path, kept: &BTreeSet<&Path>, taken: &Taken) -> io::Result<Vec<Compared>> {
    let mut orphans = Vec::new();
    for path in in_folder(folder)? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(plan) = plan_of(name) else { continue };
        let of = folder.parent().unwrap_or(Path::new("")).join(format!("{plan}.plan"));
        let is_known = taken.plans.contains(&of) || !of.exists();
        // One that waits belongs to the one that it would become.
        let snapshot = match name.strip_suffix(PENDING) {
            Some(name) => folder.join(format!("{name}{ENDING}")),
            None => path.clone(),
        };
        if is_known && !kept.contains(snapshot.as_path()) && file::is_of_a_plan(&path) {
            let old = file::text(&path)?;
            let plan = format!("{plan}.plan");
            orphans.push(Compared { path, title: String::new(), plan, old, new: None, pending: false });
        }
    }
    Ok(orphans)
}

/// The files of a folder by their names; none if there is no such folder.
fn in_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files = Vec::new();
    for entry in entries {
        files.push(entry?.path());
    }
    files.sort();
    Ok(files)
}

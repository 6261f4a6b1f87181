//! What becomes of snapshots that are not as they were: accepted, rejected, or left for somebody to look at.

use std::io;

use super::compare::{Compared, Standing};
use super::file;

/// Takes what happens now as right: the file says it from now on, or is gone with what it was of.
pub(super) fn accept(one: &Compared) -> io::Result<()> {
    match &one.new {
        Some(new) if one.standing() != Standing::Pending => {
            file::write(&one.path, &file::written(&one.plan, &one.title, new))?;
        }
        Some(_) => {}
        None => file::remove(&one.path)?,
    }
    file::remove(&one.waiting())
}

/// Takes what the file says as right: nothing waits any more.
pub(super) fn reject(one: &Compared) -> io::Result<()> {
    file::remove(&one.waiting())
}

/// Leaves what happens now beside the file, for `--review` or the tools of `insta`.
pub(super) fn leave(one: &Compared) -> io::Result<()> {
    match (&one.new, one.standing()) {
        (Some(new), Standing::Changed | Standing::New) => {
            file::write(&one.waiting(), &file::written(&one.plan, &one.title, new))
        }
        (Some(_), _) => file::remove(&one.waiting()),
        (None, _) => Ok(()),
    }
}

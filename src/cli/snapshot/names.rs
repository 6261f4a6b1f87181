//! Where snapshots are: `snapshots/<plan file>@<title>.snap` beside the plan, the title in letters that every file system
//! takes.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The folder of snapshots, beside the plan.
const FOLDER: &str = "snapshots";
/// How snapshots end, and such as wait for somebody to accept them.
pub(super) const ENDING: &str = ".snap";
pub(super) const PENDING: &str = ".snap.new";

/// A longer title is cut: file names have a length.
const MOST_BYTES: usize = 80;

/// The names of snapshots with these titles, in their order. Titles that come out the same are numbered.
pub(super) fn of_titles<'t>(titles: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let one = |title: &str| {
        let short = short(title);
        let numbered = (2_u32..).map(|number| format!("{short}-{number}"));
        let free = std::iter::once(short.clone()).chain(numbered).find(|name| !taken.contains(name));
        let name = free.unwrap_or(short);
        taken.insert(name.clone());
        name
    };
    titles.map(one).collect()
}

/// `January's leftover lives on` is `january-s-leftover-lives-on`: some systems do not tell capitals apart, and none takes
/// every sign.
fn short(title: &str) -> String {
    let mut name = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        let letter = if letter.is_alphanumeric() { letter } else { '-' };
        if name.len() + letter.len_utf8() > MOST_BYTES {
            break;
        }
        if letter != '-' || !name.ends_with('-') {
            name.push(letter);
        }
    }
    let name = name.trim_matches('-');
    if name.is_empty() { "scenario".to_owned() } else { name.to_owned() }
}

/// The file of a snapshot of a plan.
pub(super) fn file(plan: &Path, name: &str, ending: &str) -> PathBuf {
    let mut file = plan.file_stem().map(OsString::from).unwrap_or_default();
    file.push(format!("@{name}{ending}"));
    folder(plan).join(file)
}

/// The folder of the snapshots of a plan.
pub(super) fn folder(plan: &Path) -> PathBuf {
    plan.parent().unwrap_or(Path::new("")).join(FOLDER)
}

/// Of the name of a snapshot: the name of its plan's file without `.plan`.
pub(super) fn plan_of(file: &str) -> Option<&str> {
    let name = file.strip_suffix(PENDING).or_else(|| file.strip_suffix(ENDING))?;
    // The plan's own name may have an `@`; a title has none.
    name.rsplit_once('@').map(|(plan, _)| plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names_of_files() {
        let titles = ["Who renews, on the 14th?", "who renews on the 14TH", "月底 到期", "!!", &"a ".repeat(90)];
        let names = of_titles(titles.into_iter());
        assert_eq!(names[..4], ["who-renews-on-the-14th", "who-renews-on-the-14th-2", "月底-到期", "scenario"]);
        assert_eq!(names[4].len(), 79);
    }

    #[test]
    fn names_are_beside_the_plan_and_lead_back_to_it() {
        let path = file(Path::new("a/b@c.plan"), "x", PENDING);
        assert_eq!(path, Path::new("a/snapshots/b@c@x.snap.new"));
        assert_eq!(plan_of("b@c@x.snap.new"), Some("b@c"));
        assert_eq!(plan_of("b.snap"), None);
    }
}

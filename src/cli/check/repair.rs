//! `--fix`: findings answered by the changes they offer, until no change is left.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::files::{STANDARD_INPUT, Wanted};
use crate::cli::load::{Texts, load_with};
use crate::cli::rewrite;
use crate::diag::{Code, Diagnostic, Fix, Severity, apply};
use crate::text::{Source, SourceId};

use super::find::Checked;

/// Changes can make room for others, but not for ever.
const MOST_ROUNDS: usize = 20;

/// The files that are checked, and what was wrong with finding them.
pub(crate) type Asked = (Vec<Wanted>, Vec<Diagnostic>);

/// What was changed.
#[derive(Debug, Default)]
pub(crate) struct Repaired {
    /// How many findings were answered.
    pub(crate) fixed: usize,
    /// The files that are different now: the path, the text before and the text after.
    pub(crate) changed: Vec<(PathBuf, String, String)>,
}

/// Answers findings in the files that were asked for. Nothing is written yet; what is left is in what comes back.
pub(crate) fn repair(
    asked: &Asked,
    checked: Checked,
    mut wanted: impl FnMut(&mut Checked),
    risky: bool,
) -> (Checked, Repaired) {
    let before = texts(&checked);
    let mut round = Round { checked, texts: before.clone(), refused: BTreeSet::new(), fixed: 0 };
    for _ in 0..MOST_ROUNDS {
        if !round.run(asked, &mut wanted, risky) {
            break;
        }
    }
    let changed = before.into_iter().filter_map(|(path, old)| {
        let new = round.texts.get(&path)?;
        (*new != old).then(|| (path, old, new.clone()))
    });
    let repaired = Repaired { fixed: round.fixed, changed: changed.collect() };
    (round.checked, repaired)
}

/// The first change that a finding offers and that may be made.
pub(crate) fn answer(diagnostic: &Diagnostic, risky: bool) -> Option<&Fix> {
    diagnostic.fixes.iter().find(|fix| fix.safe || risky)
}

/// How many findings in the files that were asked for could be answered by a change, safe or not.
pub(crate) fn offers(checked: &Checked) -> usize {
    let asked: BTreeSet<usize> = checked.loaded.asked().collect();
    let ours = |one: &&Diagnostic| Checked::file_of(one).is_some_and(|file| asked.contains(&file));
    checked.each().iter().filter(ours).filter(|one| answer(one, true).is_some()).count()
}

/// Writes what was changed; gives back what could not be written. Standard input is written to standard output.
pub(crate) fn write(repaired: &Repaired, out: &mut dyn io::Write) -> io::Result<Vec<Diagnostic>> {
    let mut problems = Vec::new();
    for (path, _, new) in &repaired.changed {
        if is_piped(path) {
            out.write_all(new.as_bytes())?;
        } else if let Err(error) = rewrite::replace(path, new) {
            problems.push(rewrite::unwritable(path, &error));
        }
    }
    Ok(problems)
}

/// Writes standard input on as it was: an editor that pipes its text must not lose it.
pub(crate) fn pass_on(checked: &Checked, out: &mut dyn io::Write) -> io::Result<()> {
    let piped = texts(checked).into_iter().filter(|(path, _)| is_piped(path));
    piped.map(|(_, text)| text).try_for_each(|text| out.write_all(text.as_bytes()))
}

/// Whether a path is standard input.
pub(crate) fn is_piped(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

/// The texts of the files that were asked for.
fn texts(checked: &Checked) -> Texts {
    let loaded = &checked.loaded;
    let text = |index: usize| loaded.sources.get(id(index)).map(Source::text).unwrap_or_default().to_owned();
    loaded.asked().map(|index| (loaded.path(index).to_owned(), text(index))).collect()
}

fn id(file: usize) -> SourceId {
    SourceId(u32::try_from(file).unwrap_or(u32::MAX))
}

/// What a change is known by when it turns out to make a file worse: its file, its code and where it would be made.
type Known = (PathBuf, Code, String);

struct Round {
    checked: Checked,
    texts: Texts,
    /// Changes that made their file worse.
    refused: BTreeSet<Known>,
    fixed: usize,
}

impl Round {
    /// Makes the changes that can be made together; whether there were any.
    fn run(&mut self, asked: &Asked, wanted: &mut impl FnMut(&mut Checked), risky: bool) -> bool {
        let all = self.checked.each();
        let mut next = self.texts.clone();
        let mut made: Vec<(usize, Vec<Known>)> = Vec::new();
        for file in self.checked.loaded.asked() {
            let path = self.checked.loaded.path(file).to_owned();
            let here = all.iter().filter(|one| Checked::file_of(one) == Some(file));
            let offers = here.filter_map(|one| Some((known(&path, one), answer(one, risky)?)));
            let offers: Vec<_> = offers.filter(|(known, _)| !self.refused.contains(known)).collect();
            let Some(text) = self.texts.get(&path).filter(|_| !offers.is_empty()) else { continue };
            let fixes: Vec<&Fix> = offers.iter().map(|(_, fix)| *fix).collect();
            let applied = apply(id(file), text, &fixes);
            let taken = applied.made.iter().filter_map(|index| offers.get(*index)).map(|(known, _)| known.clone());
            made.push((file, taken.collect()));
            next.insert(path, applied.text);
        }
        if made.iter().all(|(_, taken)| taken.is_empty()) {
            return false;
        }
        let mut after = Checked::of(load_with(asked.clone(), &next));
        wanted(&mut after);
        let worse: BTreeSet<usize> = made
            .iter()
            .map(|(file, _)| *file)
            .filter(|file| errors(&after, *file) > errors(&self.checked, *file))
            .collect();
        if worse.is_empty() {
            self.fixed += made.iter().map(|(_, taken)| taken.len()).sum::<usize>();
            (self.checked, self.texts) = (after, next);
            return true;
        }
        // In these files one of the changes did harm. They are tried again with the first of them alone, or, if that was
        // the only one, without it.
        for (file, taken) in made.into_iter().filter(|(file, _)| worse.contains(file)) {
            let path = self.checked.loaded.path(file).to_owned();
            let keep = usize::from(taken.len() > 1);
            self.refused
                .extend(taken.into_iter().skip(keep).map(|known| Known::from((path.clone(), known.1, known.2))));
        }
        true
    }
}

fn errors(checked: &Checked, file: usize) -> usize {
    let is_error = |one: &&Diagnostic| one.severity == Severity::Error && Checked::file_of(one) == Some(file);
    checked.found.iter().filter(is_error).count()
}

fn known(path: &Path, diagnostic: &Diagnostic) -> Known {
    let place = diagnostic.span().map_or(0, |span| span.start);
    (path.to_owned(), diagnostic.code, format!("{place}: {}", diagnostic.message.en))
}

//! `--fix`: findings answered by the changes they offer, until no change is left.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::files::{self, STANDARD_INPUT, Wanted};
use crate::cli::load::{Texts, load_with};
use crate::cli::rewrite;
use crate::diag::{Code, Diagnostic, Fix, Severity, apply};
use crate::text;
use crate::text::{Source, SourceId, Text};

use super::find::Checked;

/// Changes can make room for others, but not for ever.
const MOST_ROUNDS: usize = 20;

/// And nobody waits for more than this many that only look for what does harm.
const MOST_TRIES: usize = 200;

/// The files that are checked, and what was wrong with finding them.
pub(crate) type Asked = (Vec<Wanted>, Vec<Diagnostic>);

/// What was changed.
#[derive(Debug, Default)]
pub(crate) struct Repaired {
    /// How many findings were answered.
    pub(crate) fixed: usize,
    /// Changes that would have made things worse, and were left out.
    pub(crate) refused: Vec<Text>,
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
    let mut round = Round {
        checked,
        texts: before.clone(),
        refused: BTreeSet::new(),
        told: Vec::new(),
        at_most: BTreeMap::new(),
        fixed: 0,
    };
    let mut good = 0;
    for _ in 0..MOST_TRIES {
        match round.run(asked, &mut wanted, risky) {
            Turn::Good => good += 1,
            Turn::Harm => (),
            Turn::Over if round.at_most.is_empty() => break,
            // What was left is answered, or refused: all the rest at once again.
            Turn::Over => round.at_most.clear(),
        }
        if good == MOST_ROUNDS {
            break;
        }
    }
    let changed = before.into_iter().filter_map(|(path, old)| {
        let new = round.texts.get(&path)?;
        (*new != old).then(|| (path, old, new.clone()))
    });
    let repaired = Repaired { fixed: round.fixed, refused: round.told, changed: changed.collect() };
    (round.checked, repaired)
}

/// The first change that a finding offers and that may be made.
pub(crate) fn answer(diagnostic: &Diagnostic, risky: bool) -> Option<&Fix> {
    diagnostic.fixes.iter().find(|fix| fix.safe || risky)
}

/// How many findings in the files that were asked for could be answered by changes that are not safe alone.
pub(crate) fn offers(checked: &Checked) -> usize {
    let asked: BTreeSet<usize> = checked.loaded.asked().collect();
    let ours = |one: &&Diagnostic| Checked::file_of(one).is_some_and(|file| asked.contains(&file));
    checked.each().iter().filter(ours).filter(|one| answer(one, false).is_none() && answer(one, true).is_some()).count()
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

/// What a change is known by when it turns out to make a file worse: its file, its code, what it says and the line that it
/// would change. Not its place, which other changes move.
type Known = (PathBuf, Code, String, String);

/// Changes to one file, made together.
struct Made {
    file: usize,
    path: PathBuf,
    text: String,
    /// What was changed, and the lines where.
    taken: Vec<(Known, u32)>,
}

/// What came of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// There is nothing that can be changed.
    Over,
    /// Everything that was tried was good.
    Good,
    /// Something was not.
    Harm,
}

struct Round {
    checked: Checked,
    texts: Texts,
    /// Changes that made their file worse.
    refused: BTreeSet<Known>,
    /// The same for people.
    told: Vec<Text>,
    /// Of files in which a change did harm that is not found yet: how many are made at once.
    at_most: BTreeMap<PathBuf, usize>,
    fixed: usize,
}

impl Round {
    /// Makes the changes that can be made together. A file that got no worse keeps them; in one that did, half as many are
    /// tried next, until the one that does harm stands alone and is refused.
    fn run(&mut self, asked: &Asked, wanted: &mut impl FnMut(&mut Checked), risky: bool) -> Turn {
        let made = self.make(risky);
        if made.is_empty() {
            return Turn::Over;
        }
        let (after, texts) = self.with(made.iter(), asked, wanted);
        let worse = worse(&self.checked, &after, &made);
        if worse.is_empty() {
            self.keep(after, texts, &made.iter().collect::<Vec<_>>());
            return Turn::Good;
        }
        let (bad, good): (Vec<&Made>, Vec<&Made>) = made.iter().partition(|one| worse.contains(&one.file));
        for one in bad {
            self.narrow(one);
        }
        if !good.is_empty() {
            let (after, texts) = self.with(good.iter().copied(), asked, wanted);
            self.keep(after, texts, &good);
        }
        Turn::Harm
    }

    /// The changes of each file, without those that were refused.
    fn make(&self, risky: bool) -> Vec<Made> {
        let all = self.checked.each();
        let mut by_file: BTreeMap<usize, Vec<&Diagnostic>> = BTreeMap::new();
        for one in all.iter().filter(|one| answer(one, risky).is_some()) {
            if let Some(file) = Checked::file_of(one) {
                by_file.entry(file).or_default().push(one);
            }
        }
        let files = self.checked.loaded.asked().filter_map(|file| Some((file, by_file.remove(&file)?)));
        files.filter_map(|(file, found)| self.make_in(file, &found, risky)).collect()
    }

    fn make_in(&self, file: usize, found: &[&Diagnostic], risky: bool) -> Option<Made> {
        let path = self.checked.loaded.path(file).to_owned();
        let source = self.checked.loaded.sources.get(id(file))?;
        let offers = found.iter().filter_map(|one| Some((known(&path, source, one), answer(one, risky)?)));
        let most = self.at_most.get(&path).copied().unwrap_or(usize::MAX);
        let mut offers: Vec<_> = offers.filter(|((known, _), _)| !self.refused.contains(known)).collect();
        // Mistakes first: an error that goes must not hide one that another change makes.
        if offers.iter().any(|((known, _), _)| is_mistake(known)) {
            offers.retain(|((known, _), _)| is_mistake(known));
        }
        offers.truncate(most);
        let fixes: Vec<&Fix> = offers.iter().map(|(_, fix)| *fix).collect();
        let applied = apply(id(file), source.text(), &fixes);
        let taken = applied.made.iter().filter_map(|index| offers.get(*index)).map(|(known, _)| known.clone());
        let taken: Vec<_> = taken.collect();
        (!taken.is_empty()).then_some(Made { file, path, text: applied.text, taken })
    }

    /// Everything as it is with these changes.
    fn with<'m>(
        &self,
        made: impl Iterator<Item = &'m Made>,
        asked: &Asked,
        wanted: &mut impl FnMut(&mut Checked),
    ) -> (Checked, Texts) {
        let mut texts = self.texts.clone();
        texts.extend(made.map(|one| (one.path.clone(), one.text.clone())));
        let mut after = Checked::of(load_with(asked.clone(), &texts));
        wanted(&mut after);
        (after, texts)
    }

    fn keep(&mut self, checked: Checked, texts: Texts, made: &[&Made]) {
        self.fixed += made.iter().map(|one| one.taken.len()).sum::<usize>();
        (self.checked, self.texts) = (checked, texts);
    }

    /// Looks for the change that did harm among fewer of them.
    fn narrow(&mut self, made: &Made) {
        if let [(known, line)] = &made.taken[..] {
            let (file, code) = (files::name(&made.path), known.1.name());
            self.told.push(text!(
                "{file}:{line}: the change for rollover::{code} was left out: it would leave more errors than there are",
                "{file}:{line}：未采用针对 rollover::{code} 的修改：它会使错误变多"
            ));
            self.refused.insert(known.clone());
            self.at_most.remove(&made.path);
        } else {
            self.at_most.insert(made.path.clone(), made.taken.len() / 2);
        }
    }
}

fn is_mistake(known: &Known) -> bool {
    known.1.severity() == Severity::Error
}

/// The files among those that were changed that have more errors than before; all of them if another file has, which
/// imports one of them.
fn worse(before: &Checked, after: &Checked, made: &[Made]) -> BTreeSet<usize> {
    let (before, after) = (errors(before), errors(after));
    let grew = |file: &usize| after.get(file) > before.get(file);
    let changed: BTreeSet<usize> = made.iter().map(|one| one.file).collect();
    let itself: BTreeSet<usize> = changed.iter().copied().filter(grew).collect();
    let elsewhere = after.keys().any(|file| !changed.contains(file) && grew(file));
    if itself.is_empty() && elsewhere { changed } else { itself }
}

/// How many errors each file has.
fn errors(checked: &Checked) -> BTreeMap<usize, usize> {
    let mut errors = BTreeMap::new();
    for one in checked.found.iter().filter(|one| one.severity == Severity::Error) {
        if let Some(file) = Checked::file_of(one) {
            *errors.entry(file).or_default() += 1;
        }
    }
    errors
}

/// What the change for a finding is known by, and the line that it is at.
fn known(path: &Path, source: &Source, one: &Diagnostic) -> (Known, u32) {
    let line = one.span().map_or(0, |span| source.position(span.start).line);
    ((path.to_owned(), one.code, one.message.en.clone(), source.line(line).trim().to_owned()), line)
}

//! The changes that nobody noticed, for people: each as a difference of lines.

use std::io;

use crate::cli::printable::{printable, wrap};
use crate::cli::session::Session;
use crate::mutate::Mutant;
use crate::syntax::format;
use crate::text;
use crate::text::{Lang, Source, SourceId, Sources, Text};

use super::Summary;
use super::fate::Fate;
use super::killer::Killer;
use super::trial::Trial;

/// More lines of a clause that is gone than this are not shown.
const MOST_LINES: usize = 6;

/// Every change that survived and is not accepted.
pub(super) fn write(
    session: &mut Session<'_>,
    sources: &Sources,
    results: &[(&Trial<'_>, usize, &Fate)],
) -> io::Result<()> {
    let mut last = None;
    for (trial, number, fate) in results {
        let Fate::Survived { accepted: None, killer } = fate else { continue };
        let (Some(mutant), Some(source)) = (trial.mutants.get(*number), sources.get(trial.source)) else { continue };
        if last != Some(trial.source) {
            writeln!(session.out, "{}", printable(source.name()))?;
            last = Some(trial.source);
        }
        one(session, (mutant, killer), source)?;
    }
    Ok(())
}

fn one(session: &mut Session<'_>, (mutant, killer): (&Mutant, &Killer), source: &Source) -> io::Result<()> {
    let paint = |code: &str, text: String| {
        if session.color_out { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text }
    };
    let name = source.name();
    let position = source.position(mutant.edit.span.start);
    let place = format!("[{}]  ({}:{}:{})", mutant.kind.name(), printable(name), position.line, position.display);
    let words = mutant.kind.words();
    let head = text!(
        "nobody notices: {words} {place}",
        "无人发现：{words} {place}";
        words = words, place = Text::same(&place)
    );
    let sign = match killer {
        Killer::NotFound { .. } => paint("2", "≈".to_owned()),
        _ => paint("31", "✗".to_owned()),
    };
    writeln!(session.out, "  {sign} {}", head.get(session.lang))?;
    let (old, new) = difference(mutant, source);
    let shown = |lines: Vec<String>, mark: char, code: &str| {
        let more = lines.len().saturating_sub(MOST_LINES);
        let kept =
            lines.into_iter().take(MOST_LINES).map(|line| paint(code, format!("    {mark} {}", printable(&line))));
        let mut kept: Vec<String> = kept.collect();
        if more > 0 {
            let more = text!("… {more} more lines", "……还有 {more} 行");
            kept.push(paint(code, format!("    {mark} {}", more.get(session.lang))));
        }
        kept
    };
    for line in shown(old, '-', "31").into_iter().chain(shown(new, '+', "32")) {
        writeln!(session.out, "{line}")?;
    }
    match killer {
        Killer::NotSought => {}
        Killer::NotFound { stories } => {
            let nothing = text!(
                "nothing tells the two apart: equivalent, as far as {stories} small stories show",
                "未找到能区分两者的情形：就 {stories} 个小故事而言二者等价"
            );
            for line in wrap(nothing.get(session.lang), session.width.saturating_sub(4)) {
                writeln!(session.out, "    {line}")?;
            }
        }
        Killer::Untold => {
            let untold = text!(
                "the two differ, but in nothing that a small scenario was found to expect; a snapshot would show it",
                "二者有差别，但没有找到小场景可以预期的差别；快照能显示出来"
            );
            for line in wrap(untold.get(session.lang), session.width.saturating_sub(4)) {
                writeln!(session.out, "    {line}")?;
            }
        }
        Killer::Found(scenario) => {
            let head = text!("this scenario would notice it:", "这个场景能发现它：");
            writeln!(session.out, "    {}", head.get(session.lang))?;
            let scenario =
                format(SourceId::default(), scenario, Some(session.lang)).unwrap_or_else(|_| scenario.clone());
            for line in scenario.lines() {
                writeln!(session.out, "      {}", printable(line))?;
            }
        }
    }
    writeln!(session.out)
}

/// The lines that a change touches, as they are and as they would be.
pub(super) fn difference(mutant: &Mutant, source: &Source) -> (Vec<String>, Vec<String>) {
    let (text, span) = (source.text(), mutant.edit.span);
    let (start, end) = (span.start as usize, span.end as usize);
    let first = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let last = text.get(end..).and_then(|behind| behind.find('\n')).map_or(text.len(), |at| end + at);
    let whole = |from: usize, to: usize| text.get(from..to).unwrap_or("");
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    let new = [whole(first, start), &mutant.edit.text, whole(end, last)].concat();
    (lines(whole(first, last)), lines(&new))
}

impl Summary {
    /// The figures in a line.
    pub(super) fn words(&self, lang: Lang) -> String {
        let Summary { files, noticed, survived, equivalent, accepted, same, .. } = *self;
        let all = noticed + survived + equivalent + same;
        let (changes, of_files) =
            (if all == 1 { "change" } else { "changes" }, if files == 1 { "file" } else { "files" });
        let line = text!(
            "{all} {changes} in {files} {of_files}: {noticed} noticed, {survived} not noticed",
            "{files} 个文件中的 {all} 处改动：{noticed} 处被发现，{survived} 处未被发现"
        );
        let mut line = line.get(lang).to_owned();
        for (number, word) in [
            (accepted, text!("of them accepted", "处已获认可")),
            (equivalent, text!("equivalent as far as small stories show", "处就小故事而言等价")),
            (same, text!("do the same", "处毫无影响")),
        ] {
            if number > 0 {
                let comma = if lang == Lang::En { ", " } else { "，" };
                line.push_str(&format!("{comma}{number} {}", word.get(lang)));
            }
        }
        line
    }
}

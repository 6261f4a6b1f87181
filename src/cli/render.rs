//! Diagnostics for people: miette's frames, and below them why it matters and what to do.

use std::fmt::{self, Write as _};
use std::io;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use crate::diag::{Diagnostic, Fix, Label, Severity};
use crate::text::{Lang, Source, SourceId, Sources, Text};

use super::excerpt::Excerpt;
use super::printable::{printable, width, wrap};
use super::session::Session;

/// More than this nobody reads; the rest is counted. Machines get everything, as JSON.
const MOST: usize = 500;

/// Writes diagnostics to standard error, by file and place.
pub(crate) fn render(session: &mut Session<'_>, sources: &Sources, diagnostics: &[Diagnostic]) -> io::Result<()> {
    let wanted = |diagnostic: &&Diagnostic| !session.quiet || diagnostic.severity == Severity::Error;
    let all: Vec<&Diagnostic> = diagnostics.iter().filter(wanted).collect();
    let shown = most_severe(&all);
    let page = Page { sources, lang: session.lang, width: session.width, color: session.color_err };
    for diagnostic in shown {
        writeln!(session.err, "{}", page.one(diagnostic))?;
    }
    let more = all.len().saturating_sub(MOST);
    if more > 0 {
        let note = crate::text!(
            "… and {more} more; `check --format json` shows all of them",
            "……还有 {more} 条；`check --format json` 会全部列出"
        );
        writeln!(session.err, "{}", note.get(session.lang))?;
    }
    Ok(())
}

/// Those that are shown, in their order: where there are too many, no error is left out for the sake of advice.
fn most_severe<'d>(all: &[&'d Diagnostic]) -> Vec<&'d Diagnostic> {
    let mut places: Vec<usize> = (0..all.len()).collect();
    places.sort_by_key(|place| std::cmp::Reverse(all.get(*place).map(|diagnostic| diagnostic.severity)));
    places.truncate(MOST);
    places.sort_unstable();
    places.into_iter().filter_map(|place| all.get(place).copied()).collect()
}

/// In the order in which people read: by file in the order of reading, then by place; each once.
pub(crate) fn in_order(diagnostics: &mut Vec<Diagnostic>) {
    let key = |diagnostic: &Diagnostic| diagnostic.span().map(|span| (span.source, span.start, span.end));
    // The message too, so that two of one place that are the same stand side by side.
    diagnostics.sort_by(|one, other| {
        let place = |diagnostic: &Diagnostic| (key(diagnostic), std::cmp::Reverse(diagnostic.severity));
        place(one).cmp(&place(other)).then_with(|| one.message.en.cmp(&other.message.en))
    });
    diagnostics.dedup();
}

/// How diagnostics are laid out.
pub(crate) struct Page<'s> {
    pub(crate) sources: &'s Sources,
    pub(crate) lang: Lang,
    pub(crate) width: usize,
    pub(crate) color: bool,
}

impl Page<'_> {
    /// One diagnostic, with an empty line behind it.
    pub(crate) fn one(&self, diagnostic: &Diagnostic) -> String {
        let mut text = String::new();
        let framed = Framed::new(self, diagnostic);
        let theme = if self.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_links(false)
            .with_width(self.width)
            // Lines are broken here, where the width of Chinese and the hyphens of dates are known.
            .with_wrap_lines(false)
            .with_context_lines(1)
            .with_show_related_as_nested(true);
        if handler.render_report(&mut text, &framed).is_err() {
            // A frame cannot fail to be drawn into a string; should it, what is to be said is said without.
            text = format!("{}\n", printable(diagnostic.message.get(self.lang)));
        }
        self.advice(diagnostic, &mut text);
        text
    }

    /// Why it matters and what to do: under the frame, in the language of the message.
    fn advice(&self, diagnostic: &Diagnostic, text: &mut String) {
        let words = |en, zh| if self.lang == Lang::Zh { zh } else { en };
        if let Some(why) = &diagnostic.why {
            self.paragraph(words("why", "原因"), why.get(self.lang), text);
        }
        // A fix that says the same shows it.
        let says = |fix: &Fix, help: &Text| fix.title.get(self.lang) == help.get(self.lang);
        let fixes = &diagnostic.fixes;
        let shown = |help: &&Text| !fixes.iter().any(|fix| says(fix, help) && self.lines(fix).is_some());
        if let Some(help) = diagnostic.help.as_ref().filter(shown) {
            self.paragraph(words("help", "建议"), help.get(self.lang), text);
        }
        for fix in diagnostic.fixes.iter().take(4) {
            self.fix(fix, text);
        }
        let page = format!("rollover explain {}", diagnostic.code.name());
        self.paragraph(words("more", "详情"), &page, text);
    }

    /// A message in lines; miette puts four cells before each.
    fn message(&self, text: &str) -> String {
        wrap(&printable(text), self.width.saturating_sub(6)).join("\n")
    }

    fn paragraph(&self, head: &str, body: &str, text: &mut String) {
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        let indent = 2 + width(head) + width(colon);
        let room = self.width.saturating_sub(indent + 1).max(20);
        for (index, line) in wrap(&printable(body), room).iter().enumerate() {
            let _ = match index {
                0 if self.color => writeln!(text, "  \u{1b}[36m{head}{colon}\u{1b}[0m{line}"),
                0 => writeln!(text, "  {head}{colon}{line}"),
                _ => writeln!(text, "{:indent$}{line}", ""),
            };
        }
    }

    /// What a change does, and the line without it and with it.
    fn fix(&self, fix: &Fix, text: &mut String) {
        let Some((old, new)) = self.lines(fix) else { return };
        let head = match (fix.safe, self.lang) {
            (true, Lang::En) => "fix",
            (false, Lang::En) => "unsafe fix",
            (true, Lang::Zh) => "修复",
            (false, Lang::Zh) => "不安全的修复",
        };
        self.paragraph(head, fix.title.get(self.lang), text);
        // A line that stays, where others come before or behind it, is not shown.
        let stays = new.lines().any(|line| line == old);
        let gone = (!stays).then_some(('-', old.as_str(), 31));
        let come = new.lines().filter(|line| *line != old && !line.trim().is_empty()).map(|line| ('+', line, 32));
        let room = self.width.saturating_sub(7).max(20);
        for (sign, line, color) in gone.into_iter().chain(come) {
            for line in wrap(&printable(line.trim()), room).iter().filter(|line| !line.is_empty()) {
                let _ = match self.color {
                    true => writeln!(text, "    \u{1b}[{color}m{sign} {line}\u{1b}[0m"),
                    false => writeln!(text, "    {sign} {line}"),
                };
            }
        }
    }

    /// The line that a change is in, and as it would be; what a change over several lines would make is for tools to show.
    fn lines(&self, fix: &Fix) -> Option<(String, String)> {
        let first = fix.edits.first()?;
        let source = self.sources.get(first.span.source)?;
        let position = source.position(first.span.start);
        let line = source.line(position.line);
        let start = first.span.start.checked_sub(position.byte.checked_sub(1)?)?;
        let mut edits: Vec<_> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
        let mut fixed = line.to_owned();
        for edit in edits {
            let at = |byte: u32| byte.checked_sub(start).map(|byte| byte as usize).filter(|byte| *byte <= line.len());
            let (from, to) = (at(edit.span.start)?, at(edit.span.end)?);
            fixed.get(from..to)?;
            fixed.replace_range(from..to, &edit.text);
        }
        (fixed.len() <= 4 * self.width && !fixed.trim().is_empty()).then(|| (line.to_owned(), fixed))
    }
}

/// A diagnostic as miette sees it: what it says in one language, with the lines of its first source.
struct Framed {
    code: String,
    message: String,
    severity: Severity,
    excerpt: Option<Excerpt>,
    others: Vec<Framed>,
}

impl Framed {
    fn new(page: &Page<'_>, diagnostic: &Diagnostic) -> Framed {
        let ids = sources_of(diagnostic);
        let others = ids.iter().skip(1).filter_map(|id| Framed::other(page, diagnostic, *id)).collect();
        Framed {
            code: format!("rollover::{}", diagnostic.code.name()),
            message: page.message(diagnostic.message.get(page.lang)),
            severity: diagnostic.severity,
            excerpt: ids.first().and_then(|id| excerpt(page, &labels_in(diagnostic, *id), *id)),
            others,
        }
    }

    /// The places in another source, under what is said of the first of them.
    fn other(page: &Page<'_>, diagnostic: &Diagnostic, id: SourceId) -> Option<Framed> {
        let labels = labels_in(diagnostic, id);
        let said = labels.first().map(|label| printable(label.text.get(page.lang))).filter(|text| !text.is_empty());
        let name = page.sources.get(id).map(Source::name)?;
        // What is said of the first is the heading already.
        let quiet: Vec<Label> = labels
            .iter()
            .enumerate()
            .map(|(index, label)| Label {
                text: if index == 0 { Text::default() } else { label.text.clone() },
                ..(*label).clone()
            })
            .collect();
        let excerpt = excerpt(page, &quiet.iter().collect::<Vec<_>>(), id);
        let message = said.unwrap_or_else(|| printable(name));
        let message = page.message(&message);
        Some(Framed { code: String::new(), message, severity: Severity::Advice, excerpt, others: Vec::new() })
    }
}

fn labels_in(diagnostic: &Diagnostic, id: SourceId) -> Vec<&Label> {
    diagnostic.labels.iter().filter(|label| label.span.source == id).collect()
}

fn excerpt(page: &Page<'_>, labels: &[&Label], id: SourceId) -> Option<Excerpt> {
    // The gutter takes the line's number and about eight cells.
    let room = page.width.saturating_sub(14);
    page.sources.get(id).map(|source| Excerpt::new(source, labels, page.lang, room))
}

/// The sources that labels are in, that of the first label first.
fn sources_of(diagnostic: &Diagnostic) -> Vec<SourceId> {
    let mut ids: Vec<SourceId> = Vec::new();
    for label in &diagnostic.labels {
        if !ids.contains(&label.span.source) {
            ids.push(label.span.source);
        }
    }
    ids
}

impl fmt::Display for Framed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl fmt::Debug for Framed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Framed {}

impl miette::Diagnostic for Framed {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.code.is_empty()).then(|| Box::new(&self.code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.excerpt.as_ref().map(Excerpt::labels)?;
        Some(Box::new(labels.into_iter()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        let others = self.others.iter().map(|other| other as &dyn miette::Diagnostic);
        (!self.others.is_empty()).then(|| Box::new(others) as Box<dyn Iterator<Item = _>>)
    }
}

#[cfg(test)]
mod tests;

//! `rollover explain CODE`: what a finding means, why it matters, and what to write instead.

use std::io;
use std::path::Path;

use crate::check;
use crate::diag::{Code, Diagnostic, Example, Severity};
use crate::syntax;
use crate::text;
use crate::text::names::nearest;
use crate::text::{Lang, SourceId, Sources};

use super::exit::{Ending, Exit};
use super::printable::wrap;
use super::render::render;
use super::session::Session;

/// What stands before a code in messages.
const PREFIX: &str = "rollover::";

/// The name of a code, if that is what is asked for: with `rollover::`, or a word that is near one and no file.
pub(super) fn asked(path: &Path) -> Option<&str> {
    let asked = path.to_str()?;
    if let Some(name) = asked.strip_prefix(PREFIX) {
        return Some(name);
    }
    let is_word = asked.chars().all(|character| character.is_ascii_lowercase() || matches!(character, '_' | '-'));
    (is_word && asked != "-" && !path.exists() && near(asked).is_some()).then_some(asked)
}

fn near(name: &str) -> Option<&'static str> {
    nearest(&name.replace('-', "_"), Code::ALL.iter().map(|code| code.name()))
}

/// Writes the page of a code.
pub(super) fn run(name: &str, session: &mut Session<'_>) -> Ending {
    let Some(code) = Code::named(&name.replace('-', "_")) else {
        let message = text!("there is no finding `rollover::{name}`", "没有名为 `rollover::{name}` 的检查结果");
        let help = match near(name) {
            Some(near) => text!("did you mean `rollover explain {near}`?", "是不是 `rollover explain {near}`？"),
            None => {
                text!("`rollover explain --codes` lists what there is", "`rollover explain --codes` 会列出全部名称")
            }
        };
        render(session, &Sources::default(), &[Diagnostic::new(Code::BadRequest, message).help(help)])?;
        return Ok(Exit::Failed);
    };
    write(code, session)?;
    Ok(Exit::Well)
}

fn write(code: Code, session: &mut Session<'_>) -> io::Result<()> {
    let lang = session.lang;
    let Some(page) = check::page(code) else { return Ok(()) };
    writeln!(session.out, "{PREFIX}{} · {}", code.name(), severity(code.severity(), lang))?;
    for paragraph in [page.what, page.why] {
        writeln!(session.out)?;
        for line in wrap(paragraph.get(lang), session.width.saturating_sub(2).max(20)) {
            writeln!(session.out, "  {line}")?;
        }
    }
    let heads = match lang {
        Lang::En => ["For example", "Instead"],
        Lang::Zh => ["例如", "应改为"],
    };
    for (head, example) in heads.into_iter().zip([page.bad, page.instead]) {
        writeln!(session.out, "\n{head}\n")?;
        for line in in_language(example, lang).lines() {
            writeln!(session.out, "  {}", super::printable::printable(line))?;
        }
    }
    Ok(())
}

/// An example in the words of a language; what is broken in it stays as it is.
fn in_language(example: Example, lang: Lang) -> String {
    match example {
        Example::Plan(text) if lang != Lang::En => {
            syntax::format(SourceId(0), text, Some(lang)).unwrap_or_else(|_| text.to_owned())
        }
        Example::Plan(text) | Example::Shown(text) => text.to_owned(),
    }
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Advice, Lang::En) => "advice",
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Advice, Lang::Zh) => "建议",
    }
}

/// Writes what findings there are, the worst first.
pub(super) fn list(session: &mut Session<'_>) -> Ending {
    let lang = session.lang;
    let widest = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    for level in [Severity::Error, Severity::Warning, Severity::Advice] {
        writeln!(session.out, "{}:", severity(level, lang))?;
        for code in Code::ALL.iter().filter(|code| code.severity() == level) {
            let what = check::page(*code).map_or("", |page| page.what.get(lang));
            let lines = wrap(what, session.width.saturating_sub(widest + 4).max(20));
            for (index, line) in lines.iter().enumerate() {
                let name = if index == 0 { code.name() } else { "" };
                writeln!(session.out, "  {name:widest$}  {line}")?;
            }
        }
    }
    Ok(Exit::Well)
}

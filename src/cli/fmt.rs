//! `rollover fmt`: plans in their canonical form, or in the other language.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::diag::{Code, Diagnostic};
use crate::syntax::{Doubt, Unformatted, format, format_lines};
use crate::text;
use crate::text::{Lang, SourceId, Sources, Span, Text};

use super::exit::{Ending, Exit};
use super::files::{LARGEST, STANDARD_INPUT, name, read, wanted};
use super::render::render;
use super::rewrite;
use super::session::Session;

/// The arguments of `fmt`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files, folders (every .plan below), patterns, or - for standard input, which is written to standard output
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and fail if there are any
    #[arg(long)]
    check: bool,
    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    diff: bool,
    /// Change only what touches these lines of the one file
    #[arg(long, value_name = "FROM-TO", value_parser = lines)]
    range: Option<RangeInclusive<usize>>,
}

const EXAMPLES: &str = "\
Examples:
  rollover fmt policies                      every plan below a folder
  rollover fmt --check policies              for CI: fail if a file is not formatted
  rollover fmt --diff monthly.plan           see it first
  rollover fmt --lang zh monthly.plan        translate it; `--lang en` translates it back
  rollover fmt --range 10-20 monthly.plan    only these lines
  cat monthly.plan | rollover fmt -

Where a line ends is yours, and stays. What cannot be read is left as it is. A file is written only when what is written,
read again, says the same, with every comment in its place.

Exit codes:
  0 all is formatted   1 something would change, or cannot be formatted   2 a file cannot be read or written";

fn lines(text: &str) -> Result<RangeInclusive<usize>, String> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    match (from.trim().parse::<usize>(), to.trim().parse::<usize>()) {
        (Ok(from), Ok(to)) if (1..=to).contains(&from) => Ok(from..=to),
        _ => Err("write the first and the last line, such as `10-20`".to_owned()),
    }
}

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let (files, mut problems) = wanted(&arguments.paths);
    let mut exit = if problems.is_empty() { Exit::Well } else { Exit::Failed };
    if arguments.range.is_some() && files.len() != 1 {
        problems.push(several(files.len()));
        render(session, &Sources::default(), &problems)?;
        return Ok(Exit::Failed);
    }
    render(session, &Sources::default(), &problems)?;
    let mut tally = Tally::default();
    for file in &files {
        exit = exit.and(one(arguments, session, &file.path, &mut tally)?);
    }
    let piped = files.iter().any(|file| is_piped(&file.path));
    if !session.quiet && !arguments.diff && !piped && !files.is_empty() {
        session.err.flush()?;
        writeln!(session.out, "{}", tally.words(arguments.check, session.lang))?;
    }
    Ok(exit)
}

fn is_piped(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

/// How many files were what.
#[derive(Debug, Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    left: usize,
}

impl Tally {
    /// "3 files formatted, 12 already formatted".
    fn words(&self, check: bool, lang: Lang) -> String {
        let (changed, unchanged, left) = (self.changed, self.unchanged, self.left);
        let files = if changed == 1 { "file" } else { "files" };
        let mut words = match (lang, check) {
            (Lang::En, true) => format!("{changed} {files} would change, {unchanged} already formatted"),
            (Lang::En, false) => format!("{changed} {files} formatted, {unchanged} already formatted"),
            (Lang::Zh, true) => format!("{changed} 个文件会改变，{unchanged} 个无需改变"),
            (Lang::Zh, false) => format!("已格式化 {changed} 个文件，{unchanged} 个无需改变"),
        };
        if left > 0 {
            words += &match lang {
                Lang::En => format!(", {left} left as they are"),
                Lang::Zh => format!("，{left} 个保持原样"),
            };
        }
        words
    }
}

fn one(arguments: &Arguments, session: &mut Session<'_>, path: &Path, tally: &mut Tally) -> Ending {
    let mut sources = Sources::default();
    let (source, problem) = read(path, SourceId(0), LARGEST);
    let text = source.text().to_owned();
    sources.add(source);
    if let Some(problem) = problem {
        render(session, &sources, &[problem])?;
        return Ok(Exit::Failed);
    }
    let lang = session.asked_lang;
    let formatted = match &arguments.range {
        None => format(SourceId(0), &text, lang),
        Some(lines) => format_lines(SourceId(0), &text, lang, lines.clone()),
    };
    let formatted = match formatted {
        Ok(formatted) => formatted,
        Err(problem) => {
            tally.left += 1;
            if is_piped(path) && !arguments.check && !arguments.diff {
                session.out.write_all(text.as_bytes())?;
            }
            render(session, &sources, &said(problem, path))?;
            return Ok(Exit::Found);
        }
    };
    let same = formatted == text;
    *(if same { &mut tally.unchanged } else { &mut tally.changed }) += 1;
    if arguments.check || arguments.diff {
        if !same {
            show(arguments, session, path, (&text, &formatted))?;
        }
        return Ok(if same { Exit::Well } else { Exit::Found });
    }
    if is_piped(path) {
        session.out.write_all(formatted.as_bytes())?;
    } else if !same && let Err(error) = rewrite::replace(path, &formatted) {
        tally.changed -= 1;
        render(session, &sources, &[rewrite::unwritable(path, &error)])?;
        return Ok(Exit::Failed);
    }
    Ok(Exit::Well)
}

fn show(
    arguments: &Arguments,
    session: &mut Session<'_>,
    path: &Path,
    (old, new): (&str, &str),
) -> std::io::Result<()> {
    if arguments.diff {
        return write!(session.out, "{}", rewrite::diff(path, (old, new), session.color_out));
    }
    writeln!(session.out, "{}", name(path))
}

// ---- What is said ------------------------------------------------------------------------------------------------

fn said(problem: Unformatted, path: &Path) -> Vec<Diagnostic> {
    let name = name(path);
    match problem {
        Unformatted::Unreadable(found) => {
            let leaves = text!("`{name}` is left as it is until then", "在此之前 `{name}` 保持原样");
            found.into_iter().map(|found| if found.why.is_none() { found.why(leaves.clone()) } else { found }).collect()
        }
        Unformatted::Doubtful(doubt) => {
            let what = match doubt {
                Doubt::Clauses(_) => text!("a clause would read differently", "有条款的含义会改变"),
                Doubt::Comments => text!("a comment would be lost or moved", "有注释会丢失或移位"),
                Doubt::Restless => text!("formatting it again would change it again", "再次格式化仍会改变它"),
            };
            let message = text!("`{name}` is not formatted: {what}", "`{name}` 未格式化：{what}"; what = what);
            let place = if let Doubt::Clauses(place) = doubt { place } else { Span::default() };
            vec![
                Diagnostic::new(Code::NotFormatted, message)
                    .at(place, Text::default())
                    .why(text!(
                        "this is a defect of the formatter; the file is left as it is",
                        "这是格式化程序的缺陷；文件保持原样"
                    ))
                    .help(text!("please report it, with the file", "请连同文件一起报告")),
            ]
        }
    }
}

fn several(count: usize) -> Diagnostic {
    let message =
        text!("`--range` is about one file, and here are {count}", "`--range` 只能用于一个文件，这里有 {count} 个");
    Diagnostic::new(Code::BadRequest, message).help(text!("name one file", "请只指定一个文件"))
}

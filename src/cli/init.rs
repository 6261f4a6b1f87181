//! `rollover init`: a plan to start from.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::diag::{Code, Diagnostic};
use crate::text;
use crate::text::{Lang, Sources};

use super::exit::{Ending, Exit};
use super::files::{name, reason};
use super::render::render;
use super::session::Session;

/// The arguments of `init`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The folder to write it in; it is made if it does not exist
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  rollover init
  rollover init plans && rollover test plans

A file that exists is never overwritten.";

/// The name of the file that is written.
const FILE: &str = "starter.plan";

/// The file, in each language: the same plan.
const ENGLISH: &str = include_str!("init/starter.en.plan");
const CHINESE: &str = include_str!("init/starter.zh.plan");

pub(crate) fn run(arguments: &Arguments, session: &mut Session<'_>) -> Ending {
    let path = arguments.folder.join(FILE);
    let starter = if session.lang == Lang::Zh { CHINESE } else { ENGLISH };
    if let Err(error) = create(&arguments.folder, &path, starter) {
        render(session, &Sources::default(), &[unwritable(&path, &error)])?;
        return Ok(Exit::Failed);
    }
    let path = name(&path);
    let done = text!(
        "{path} is written. Next:\n  rollover simulate {path}\n  rollover test {path}\n  rollover explain {path}",
        "已写入 {path}。接下来：\n  rollover simulate {path}\n  rollover test {path}\n  rollover explain {path}"
    );
    writeln!(session.out, "{}", done.get(session.lang))?;
    Ok(Exit::Well)
}

fn create(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let name = name(path);
    if error.kind() == io::ErrorKind::AlreadyExists {
        return Diagnostic::new(Code::BadRequest, text!("`{name}` exists already", "`{name}` 已经存在"))
            .why(text!("what is there is not overwritten", "已有的内容不会被覆盖"))
            .help(text!("name another folder: `rollover init DIR`", "请指定另一个文件夹：`rollover init DIR`"));
    }
    let (reason, help) = reason(error);
    let message = text!("`{name}` cannot be written: {reason}", "无法写入 `{name}`：{reason}"; reason = reason);
    Diagnostic::new(Code::BadRequest, message).help(help)
}

//! Which files are meant, and what is in them.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::{DirEntry, WalkDir};

use crate::diag::{Code, Diagnostic};
use crate::text;
use crate::text::{Source, SourceId, Span, Text};

use super::printable::printable;

/// A plan that is larger than this was not written by people.
pub(crate) const LARGEST: u64 = 8 << 20;

/// Most plans are no longer than this, and read at once without asking for their length.
const SMALL: usize = 8 << 10;

/// The path that means standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// A file that is to be read, and the folder that its imports may not leave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wanted {
    /// The path as people know it, or `-`.
    pub(crate) path: PathBuf,
    /// The folder.
    pub(crate) root: PathBuf,
    /// Whether it stands for a file elsewhere.
    pub(crate) is_link: bool,
}

/// The files that paths mean: files, all plans below folders, patterns, `-`. Each once, folders sorted.
pub(crate) fn wanted(paths: &[PathBuf]) -> (Vec<Wanted>, Vec<Diagnostic>) {
    let mut all: Vec<Wanted> = Vec::new();
    let (mut known, mut diagnostics) = (BTreeSet::new(), Vec::new());
    for path in paths {
        match below(path) {
            Ok(found) => all.extend(found.into_iter().filter(|one| known.insert(one.path.clone().into_os_string()))),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (all, diagnostics)
}

fn below(path: &Path) -> Result<Vec<Wanted>, Diagnostic> {
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(vec![Wanted { path: path.to_owned(), root: PathBuf::from("."), is_link: false }]);
    }
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => in_folder(path, path, is_plan),
        Ok(_) => {
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            let root = root_of(path, parent.unwrap_or(Path::new(".")));
            let is_link = std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
            Ok(vec![Wanted { path: path.to_owned(), root, is_link }])
        }
        Err(error) => match pattern(path) {
            Some((folder, matcher)) => in_folder(&folder, path, |path| matcher.is_match(path)),
            None => Err(unreadable(path, &error)),
        },
    }
}

fn in_folder(folder: &Path, asked: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<Wanted>, Diagnostic> {
    let mut found = Vec::new();
    let root = root_of(folder, folder);
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_visible) {
        let entry = entry.map_err(|error| walk_failed(folder, &error))?;
        let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
        let is_folder = entry.file_type().is_dir() || entry.file_type().is_symlink() && path.is_dir();
        if !is_folder && wanted(path) {
            let is_link = entry.file_type().is_symlink();
            found.push(Wanted { path: path.to_owned(), root: root.clone(), is_link });
        }
    }
    if found.is_empty() {
        let name = name(asked);
        return Err(Diagnostic::new(
            Code::Unreadable,
            text!("there are no plans in `{name}`", "`{name}` 里没有套餐文件"),
        )
        .why(text!("plans are files whose names end in `.plan`", "套餐文件的名称以 `.plan` 结尾"))
        .help(text!(
            "name a folder that has some, or write one with `rollover init`",
            "请指定含有套餐的文件夹，或用 `rollover init` 新建一个"
        )));
    }
    Ok(found)
}

fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

fn is_plan(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "plan")
}

/// The one path that a file has, whichever ways lead to it; the path itself where there is no such file.
pub(crate) fn true_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The folder that imports may not leave: the one the program is run in; for plans elsewhere, the project they belong
/// to, or else their own.
fn root_of(path: &Path, own: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|folder| folder.canonicalize());
    let Ok(truth) = path.canonicalize() else { return own.to_owned() };
    if here.is_ok_and(|here| truth.starts_with(here)) {
        return PathBuf::from(".");
    }
    let is_project = |folder: &&Path| [".git", "rollover.toml"].iter().any(|mark| folder.join(mark).exists());
    truth.ancestors().find(is_project).unwrap_or(own).to_owned()
}

/// A pattern such as `policies/**/*.plan`, with the folder to look in: shells that expand patterns leave none to us.
fn pattern(path: &Path) -> Option<(PathBuf, GlobMatcher)> {
    let text = path.to_str()?;
    let is_special = |part: &str| part.contains(['*', '?', '[', '{']);
    if !is_special(text) {
        return None;
    }
    let plain: PathBuf = path.iter().take_while(|part| part.to_str().is_some_and(|part| !is_special(part))).collect();
    let folder = if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain };
    let matcher = GlobBuilder::new(text.strip_prefix("./").unwrap_or(text)).literal_separator(true).build().ok()?;
    folder.is_dir().then(|| (folder, matcher.compile_matcher()))
}

/// The text of a file as a source, or why it cannot be had. The source is there in both cases, to be shown.
pub(crate) fn read(path: &Path, id: SourceId, most: u64) -> (Source, Option<Diagnostic>) {
    let name = name(path);
    match bytes(path, most) {
        Err(error) => (Source::new(name, ""), Some(unreadable(path, &error))),
        Ok(bytes) if bytes.len() as u64 > most => (Source::new(name, ""), Some(too_large(path, most))),
        Ok(bytes) => decode(name, bytes, id),
    }
}

fn decode(name: String, bytes: Vec<u8>, id: SourceId) -> (Source, Option<Diagnostic>) {
    match String::from_utf8(bytes) {
        Ok(text) => (Source::new(name, text), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(at).copied().unwrap_or(0);
            let wide = error.as_bytes().starts_with(&[0xff, 0xfe]) || error.as_bytes().starts_with(&[0xfe, 0xff]);
            let source = Source::new(name, String::from_utf8_lossy(error.as_bytes()));
            let diagnostic = not_text(&source, id, at, byte, wide);
            (source, Some(diagnostic))
        }
    }
}

fn not_text(source: &Source, id: SourceId, at: usize, byte: u8, wide: bool) -> Diagnostic {
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    let (file, line) = (printable(source.name()), source.position(start).line);
    // Up to here the shown text is the file's; the replacement character stands for what is wrong.
    let span = Span { source: id, start, end: start.saturating_add(3) };
    let help = if wide {
        text!("this looks like UTF-16; save it as UTF-8", "这看起来是 UTF-16；请另存为 UTF-8")
    } else {
        text!("save the file as UTF-8", "请把文件另存为 UTF-8")
    };
    let message = text!("`{file}` is not UTF-8 text: line {line}", "`{file}` 不是 UTF-8 文本：第 {line} 行");
    Diagnostic::new(Code::Unreadable, message)
        .at(span, text!("byte {at} of the file is 0x{byte:02X}", "文件的第 {at} 字节是 0x{byte:02X}"))
        .help(help)
}

/// At most one byte more than is allowed: a file without an end is not waited for.
fn bytes(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path.as_os_str() == STANDARD_INPUT {
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let mut file = File::open(path)?;
    let mut first = [0; SMALL];
    let length = file.read(&mut first)?;
    bytes.extend_from_slice(first.get(..length).unwrap_or_default());
    // Even where nothing more comes, only the next read can tell.
    file.take((most + 1).saturating_sub(length as u64)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What people know a path by.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT {
        return "<stdin>".to_owned();
    }
    path.strip_prefix("./").unwrap_or(path).to_string_lossy().into_owned()
}

/// A file that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let name = name(path);
    let (reason, help) = reason(error);
    Diagnostic::new(
        Code::Unreadable,
        text!("`{name}` cannot be read: {reason}", "无法读取 `{name}`：{reason}"; reason = reason),
    )
    .help(help)
}

fn too_large(path: &Path, most: u64) -> Diagnostic {
    let (name, most) = (name(path), most >> 20);
    Diagnostic::new(Code::TooLarge, text!("`{name}` is larger than {most} MiB", "`{name}` 超过 {most} MiB"))
        .why(text!("nothing that people write is so large, and it was not read", "人写的内容不会这么大，因此没有读取"))
        .help(text!("split it into several files", "请拆成几个文件"))
}

fn walk_failed(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().unwrap_or(folder);
    match error.io_error() {
        Some(io) => unreadable(path, io),
        None => {
            let (name, error) = (name(path), error.to_string());
            Diagnostic::new(Code::Unreadable, text!("`{name}` cannot be read: {error}", "无法读取 `{name}`：{error}"))
        }
    }
}

/// What a system's error means, and what to do about it.
pub(crate) fn reason(error: &io::Error) -> (Text, Text) {
    match error.kind() {
        io::ErrorKind::NotFound => (
            text!("there is no such file", "没有这个文件"),
            text!("check the path; `.` is the folder you are in", "请检查路径；`.` 是当前文件夹"),
        ),
        io::ErrorKind::PermissionDenied => (
            text!("permission denied", "没有权限"),
            text!("check who may read and write there", "请检查那里的读写权限"),
        ),
        io::ErrorKind::IsADirectory => {
            (text!("it is a folder", "它是一个文件夹"), text!("name a file in it", "请指定其中的文件"))
        }
        _ => (Text::same(error.to_string()), text!("check that the file is where it should be", "请检查文件是否正常")),
    }
}

//! What every command has at hand: where results and diagnostics go, in which language, in colour or not, how wide.

use std::io::{IsTerminal, Write};

use clap::ValueEnum;

use crate::text::Lang;

/// Whether to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What every command has at hand.
pub(crate) struct Session<'w> {
    /// Where results go: standard output.
    pub(crate) out: &'w mut dyn Write,
    /// Where diagnostics go: standard error.
    pub(crate) err: &'w mut dyn Write,
    /// The language of messages.
    pub(crate) lang: Lang,
    /// The language that was asked for on the command line, if one was.
    pub(crate) asked_lang: Option<Lang>,
    /// Whether results are coloured.
    pub(crate) color_out: bool,
    /// Whether diagnostics are coloured.
    pub(crate) color_err: bool,
    /// How many cells a line has.
    pub(crate) width: usize,
    /// Whether only results and errors are wanted.
    pub(crate) quiet: bool,
}

/// Whether a stream is to be coloured.
pub(crate) fn coloured(wanted: Color, stream: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match wanted {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            stream.is_terminal() && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

/// The width of a stream: the terminal's, or 80 cells where it is none. Below 40 nothing could be laid out.
pub(crate) fn width(stream: &impl IsTerminal) -> usize {
    if !stream.is_terminal() {
        return 80;
    }
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(measured).unwrap_or(80).clamp(40, 200)
}

/// The language that was asked for, or that the environment asks for.
pub(crate) fn language(asked: Option<Lang>) -> Lang {
    let variables = ["ROLLOVER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    asked.unwrap_or_else(|| language_of(variables.iter().filter_map(|name| std::env::var(name).ok())))
}

/// The language of the first setting that is not empty, as the system's own tools choose it.
fn language_of(mut settings: impl Iterator<Item = String>) -> Lang {
    let setting = settings.find(|setting| !setting.is_empty()).unwrap_or_default();
    if setting.to_ascii_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
}

/// Reads `--lang`.
pub(crate) fn parse_language(text: &str) -> Result<Lang, String> {
    match text.to_ascii_lowercase().as_str() {
        "en" => Ok(Lang::En),
        "zh" => Ok(Lang::Zh),
        _ => Err("write `en` or `zh`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(settings: &[&str]) -> Lang {
        language_of(settings.iter().map(|setting| (*setting).to_owned()))
    }

    #[test]
    fn the_first_setting_decides() {
        assert_eq!(of(&["zh_CN.UTF-8", "en_US.UTF-8"]), Lang::Zh);
        assert_eq!(of(&["", "zh"]), Lang::Zh);
        assert_eq!(of(&["C", "zh_CN.UTF-8"]), Lang::En);
        assert_eq!(of(&[]), Lang::En);
    }
}

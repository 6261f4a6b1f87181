//! How a view is laid out and coloured. Neither changes a word of it.

/// How a view is laid out and coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether headings are bold and losses red.
    pub color: bool,
    /// How many cells a line has.
    pub width: u16,
}

impl Style {
    /// No colour, 80 cells: what tests and pipes get.
    pub const PLAIN: Style = Style { color: false, width: 80 };

    pub(super) fn heading(self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(super) fn loss(self, text: &str) -> String {
        self.paint("31", text)
    }

    pub(super) fn quiet(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// The usable width: narrower than 40 nothing can be laid out, and wider than 160 nobody reads.
    pub(super) fn cells(self) -> usize {
        usize::from(self.width.clamp(40, 160))
    }

    /// Each line by itself, so that a pager that cuts lines does not leave the colour on.
    fn paint(self, code: &str, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let lines: Vec<String> = text.split('\n').map(|line| format!("\u{1b}[{code}m{line}\u{1b}[0m")).collect();
        lines.join("\n")
    }
}

impl Default for Style {
    fn default() -> Style {
        Style::PLAIN
    }
}

//! Tables: columns of cells, each cell a few lines of an amount with a word about it, amounts under each other.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use unicode_width::UnicodeWidthStr;

use super::Style;
use super::cells::{fold, pad, pad_left};

/// One line of a cell: an amount, and a word about it that may be empty.
pub(super) type Part = (String, String);

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    title: String,
    /// Whether the first halves of the parts are amounts, to be aligned on the right, or words.
    amounts: bool,
    cells: Vec<Vec<Part>>,
}

impl Column {
    pub(super) fn words(title: &str, cells: Vec<Vec<Part>>) -> Column {
        Column { title: title.to_owned(), amounts: false, cells }
    }

    pub(super) fn amounts(title: &str, cells: Vec<Vec<Part>>) -> Column {
        Column { title: title.to_owned(), amounts: true, cells }
    }

    /// Breaks the first halves of its parts at a separator, of which the line before keeps something.
    pub(super) fn break_at(&mut self, separator: &str, kept: &str) {
        for (text, _) in self.cells.iter_mut().flatten() {
            *text = text.replace(separator, &format!("{kept}\n"));
        }
    }

    pub(super) fn is_called(&self, title: &str) -> bool {
        self.title == title
    }

    /// Puts another column below this one, cell by cell. A column that is empty adds nothing, not even to the title.
    pub(super) fn append(&mut self, other: Column, title: &str) {
        if other.is_empty() {
            return;
        }
        title.clone_into(&mut self.title);
        for (cell, more) in self.cells.iter_mut().zip(other.cells) {
            cell.extend(more);
        }
    }

    /// Whether two of its cells say the same.
    pub(super) fn repeats(&self, row: usize, other: usize) -> bool {
        self.cells.get(row) == self.cells.get(other)
    }

    /// Only these of its rows.
    pub(super) fn pick(&mut self, rows: &[usize]) {
        self.cells = rows.iter().filter_map(|row| self.cells.get(*row).cloned()).collect();
    }

    /// Whether there is nothing in it.
    fn is_empty(&self) -> bool {
        self.cells.iter().all(Vec::is_empty)
    }

    fn has_labels(&self) -> bool {
        self.cells.iter().flatten().any(|(_, label)| !label.is_empty())
    }

    fn texts(&self) -> Vec<String> {
        let width = self.cells.iter().flatten().map(|(amount, _)| amount.width()).max().unwrap_or(0);
        let line = |(amount, label): &Part| match (self.amounts, label.is_empty()) {
            (true, true) => pad_left(amount, width),
            (true, false) => format!("{} {label}", pad_left(amount, width)),
            (false, true) => amount.clone(),
            (false, false) => format!("{} {label}", pad(amount, width)),
        };
        self.cells.iter().map(|parts| parts.iter().map(line).collect::<Vec<_>>().join("\n")).collect()
    }
}

/// Whether columns fit side by side without breaking a line.
pub(super) fn fits(columns: &[Column], style: Style) -> bool {
    let shown = columns.iter().filter(|column| !column.is_empty());
    let width = |column: &Column| {
        let lines = column.texts().iter().flat_map(|text| text.lines().map(UnicodeWidthStr::width)).max();
        // Two blanks stand between columns, and one behind the last.
        lines.unwrap_or(0).max(column.title.width()) + 2
    };
    shown.map(width).sum::<usize>() <= style.cells() + 1
}

/// The same a row after the other, for what is too wide: the first cell, and below it what the others say.
pub(super) fn cards(columns: &[Column], style: Style) -> String {
    let Some((first, others)) = columns.split_first() else { return String::new() };
    let line = |parts: &[Part], between: &str| {
        let parts = parts.iter().map(|(amount, label)| format!("{amount} {label}").trim_end().to_owned());
        parts.collect::<Vec<_>>().join(between)
    };
    let mut lines = Vec::new();
    for (row, heading) in first.cells.iter().enumerate() {
        lines.push(line(heading, " "));
        let cells = others.iter().filter_map(|column| {
            let cell = column.cells.get(row).filter(|cell| !cell.is_empty())?;
            Some(format!("{} {}", column.title, line(cell, ", ")))
        });
        lines.extend(packed(cells, style.cells()).into_iter().map(|line| format!("  {line}")));
    }
    lines.join("\n")
}

/// As many items a line as have room, none broken unless it is longer than a line.
fn packed(items: impl Iterator<Item = String>, cells: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut().filter(|line| line.width() + item.width() + 5 <= cells) {
            Some(line) => line.push_str(&format!(" · {item}")),
            None => lines.push(fold(&item, cells.saturating_sub(2), 4)),
        }
    }
    lines
}

/// Lays columns out side by side; those with nothing in them are left out. No line feed at the end.
pub(super) fn table(columns: &[Column], style: Style) -> String {
    let fits = fits(columns, style);
    let columns: Vec<&Column> = columns.iter().filter(|column| !column.is_empty()).collect();
    let texts: Vec<Vec<String>> = columns.iter().map(|column| column.texts()).collect();
    let mut table = Table::new();
    table.load_style(ruled()).set_width(u16::try_from(style.cells()).unwrap_or(u16::MAX));
    if !fits {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    table.set_header(columns.iter().map(|column| column.title.as_str()));
    let rows = texts.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..rows {
        table.add_row(texts.iter().map(|column| column.get(row).map_or("", String::as_str)));
    }
    for (index, column) in columns.iter().enumerate() {
        if let Some(laid_out) = table.column_mut(index) {
            laid_out.set_padding((0, 1));
            if column.amounts && !column.has_labels() {
                laid_out.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    table.trim_fmt()
}

/// One rule under the header and nothing else.
fn ruled() -> TableStyle {
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'))
}

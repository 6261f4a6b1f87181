//! Tables: columns of cells, each cell a few lines of an amount with a word about it, amounts under each other.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use unicode_width::UnicodeWidthStr;

use super::Style;
use super::cells::{pad, pad_left};

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

/// Lays columns out side by side; those with nothing in them are left out. No line feed at the end.
pub(super) fn table(columns: &[Column], style: Style) -> String {
    let columns: Vec<&Column> = columns.iter().filter(|column| !column.is_empty()).collect();
    let texts: Vec<Vec<String>> = columns.iter().map(|column| column.texts()).collect();
    let mut table = Table::new();
    table.load_style(ruled()).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(style.cells()).unwrap_or(u16::MAX));
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

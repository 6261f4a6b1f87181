//! Rows of a text, and the columns in them.

use unicode_width::UnicodeWidthStr;

/// A row: what stands in a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// How deep it stands, in steps of two blanks.
    pub(super) depth: usize,
    /// Whether an empty line stands before it.
    pub(super) apart: bool,
    /// What it says.
    pub(super) text: String,
    /// Where in `text` the second column of a scenario begins: what happens, behind the day.
    pub(super) event: Option<usize>,
    /// The comment behind it, or all there is in the row.
    pub(super) comment: Option<String>,
    /// Whether it is kept as its writer left it, indentation and all.
    pub(super) verbatim: bool,
}

impl Row {
    fn is_remark(&self) -> bool {
        self.text.is_empty()
    }
}

/// The rows as a text.
pub(super) fn text(mut rows: Vec<Row>) -> String {
    align_events(&mut rows);
    let columns = comment_columns(&rows);
    let mut text = String::new();
    for (row, column) in rows.iter().zip(columns) {
        if row.apart {
            text.push('\n');
        }
        let line = line(row);
        text.push_str(&line);
        if let Some(comment) = &row.comment {
            let blanks = if row.is_remark() { 0 } else { column.saturating_sub(line.width()) + 2 };
            text.extend(std::iter::repeat_n(' ', blanks));
            text.push_str(comment);
        }
        text.push('\n');
    }
    text
}

fn line(row: &Row) -> String {
    if row.verbatim { row.text.clone() } else { format!("{}{}", "  ".repeat(row.depth), row.text) }
}

/// What happens stands in one column in all lines of a scenario that follow each other.
fn align_events(rows: &mut [Row]) {
    for run in rows.chunk_by_mut(|one, next| one.depth <= next.depth && next.depth > 0 || one.depth == next.depth) {
        let of_event = |row: &Row| row.event.map(|at| row.text.get(..at).unwrap_or("").width());
        let Some(widest) = run.iter().filter_map(of_event).max() else { continue };
        for row in run {
            if let (Some(at), Some(width)) = (row.event, of_event(row)) {
                row.text.insert_str(at, &" ".repeat(widest - width + 1));
            }
        }
    }
}

/// For each row the column that its comment stands behind: rows that follow each other have one.
fn comment_columns(rows: &[Row]) -> Vec<usize> {
    let mut columns = Vec::with_capacity(rows.len());
    let together =
        |one: &Row, next: &Row| !next.apart && !one.text.ends_with('{') && !next.is_remark() && !one.is_remark();
    for run in rows.chunk_by(together) {
        let commented = run.iter().filter(|row| row.comment.is_some());
        let widest = commented.map(|row| line(row).width()).max().unwrap_or(0);
        columns.extend(run.iter().map(|_| widest));
    }
    columns
}

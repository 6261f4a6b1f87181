//! The rows of a table, each field with its place in the text.

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::diag::{Code, Diagnostic};
use crate::text;
use crate::text::names;
use crate::text::{SourceId, Span, Text};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    At,
    Account,
    Event,
    Amount,
    Name,
    App,
    Zone,
    Network,
    Carrier,
    Number,
    Since,
}

impl Column {
    const ALL: [(Column, &'static str); 11] = [
        (Column::At, "at"),
        (Column::Account, "account"),
        (Column::Event, "event"),
        (Column::Amount, "amount"),
        (Column::Name, "name"),
        (Column::App, "app"),
        (Column::Zone, "zone"),
        (Column::Network, "network"),
        (Column::Carrier, "carrier"),
        (Column::Number, "number"),
        (Column::Since, "since"),
    ];

    fn title(self) -> &'static str {
        Column::ALL.iter().find(|(column, _)| *column == self).map_or("", |(_, title)| title)
    }
}

/// A table that was read.
pub(crate) struct Table<'t> {
    pub(crate) rows: Vec<Row<'t>>,
}

/// One row.
pub(crate) struct Row<'t> {
    source: SourceId,
    text: &'t str,
    columns: std::rc::Rc<Vec<Column>>,
    fields: StringRecord,
    /// The byte at which it begins.
    start: usize,
    /// Its line, from 1.
    line: u64,
}

impl Table<'_> {
    /// Reads a table with its header line.
    pub(crate) fn read(source: SourceId, text: &str) -> Result<Table<'_>, Diagnostic> {
        // A byte order mark is what spreadsheets put before UTF-8.
        let from = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let body = text.get(from..).unwrap_or("");
        let mut reader =
            ReaderBuilder::new().flexible(true).trim(Trim::All).has_headers(false).from_reader(body.as_bytes());
        let mut rows: Vec<Row<'_>> = Vec::new();
        let mut columns = None;
        for record in reader.records() {
            let fields = record.map_err(|error| broken(source, text, &error))?;
            let (start, line) = fields.position().map_or((0, 1), |place| (place.byte(), place.line()));
            let start = from + usize::try_from(start).unwrap_or(usize::MAX);
            match &columns {
                None => columns = Some(std::rc::Rc::new(header(source, text, start, &fields)?)),
                Some(columns) => rows.push(Row { source, text, columns: columns.clone(), fields, start, line }),
            }
        }
        match columns {
            None => Err(no_header(source, from)),
            Some(_) if rows.is_empty() => Err(no_rows(source, text)),
            Some(_) => Ok(Table { rows }),
        }
    }
}

/// So much of what stands in a field as helps to find it.
fn beginning(said: &str) -> String {
    const LONGEST: usize = 40;
    let beginning: String = said.chars().take(LONGEST).collect();
    if beginning.len() < said.len() { beginning + "…" } else { beginning }
}

fn header(source: SourceId, text: &str, start: usize, fields: &StringRecord) -> Result<Vec<Column>, Diagnostic> {
    let mut columns = Vec::new();
    for (index, title) in fields.iter().enumerate() {
        let known = Column::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(title));
        match known {
            Some((column, _)) if !columns.contains(column) => columns.push(*column),
            Some(_) => {
                let message = text!("there are two columns `{title}`", "有两列名为 `{title}`");
                let span = field(source, text, start, index);
                return Err(Diagnostic::new(Code::BadRow, message).at(span, Text::default()).help(titles()));
            }
            None => {
                let near = names::nearest(title, Column::ALL.iter().map(|(_, title)| *title));
                let title = &beginning(title);
                let message = text!("row 1, column {index}: there is no column `{title}`", "第 1 行第 {index} 列：没有名为 `{title}` 的列"; index = Text::same((index + 1).to_string()));
                let diagnostic =
                    Diagnostic::new(Code::BadRow, message).at(field(source, text, start, index), Text::default());
                return Err(diagnostic
                    .help(near.map_or_else(titles, |near| text!("did you mean `{near}`?", "是不是 `{near}`？"))));
            }
        }
    }
    if columns.contains(&Column::At) { Ok(columns) } else { Err(no_header(source, start)) }
}

fn titles() -> Text {
    let titles = Column::ALL.iter().map(|(_, title)| *title).collect::<Vec<_>>().join(", ");
    text!("columns are {titles}", "可用的列：{titles}")
}

fn no_header(source: SourceId, start: usize) -> Diagnostic {
    let start = u32::try_from(start).unwrap_or(u32::MAX);
    Diagnostic::new(
        Code::BadRow,
        text!("row 1: a header line with a column `at` was expected", "第 1 行：需要含有 `at` 列的表头"),
    )
    .at(Span { source, start, end: start }, Text::default())
    .help(text!("begin the table with a line like `at,event,amount`", "请以 `at,event,amount` 这样的表头开始"))
}

fn no_rows(source: SourceId, text: &str) -> Diagnostic {
    let end = u32::try_from(text.trim_end().len()).unwrap_or(u32::MAX);
    Diagnostic::new(Code::BadRow, text!("the table has no rows below its header", "表头下面没有任何行"))
        .at(Span { source, start: end, end }, Text::default())
        .help(text!("add a row like `2026-01-10,use,600 MB`", "请加上 `2026-01-10,use,600 MB` 这样的行"))
}

fn broken(source: SourceId, text: &str, error: &csv::Error) -> Diagnostic {
    let start = error.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(0)).min(text.len());
    let start = u32::try_from(start).unwrap_or(u32::MAX);
    let error = error.to_string();
    Diagnostic::new(Code::BadRow, text!("the table cannot be read: {error}", "无法读取表格：{error}"))
        .at(Span { source, start, end: start }, Text::default())
        .help(text!("check quotation marks and commas there", "请检查该处的引号和逗号"))
}

impl Row<'_> {
    /// What stands in a column; nothing where the table has no such column.
    pub(crate) fn get(&self, column: Column) -> &str {
        self.place(column).and_then(|place| self.fields.get(place)).unwrap_or("")
    }

    /// The whole row.
    pub(crate) fn span(&self) -> Span {
        let fields = self.fields.len().max(1);
        field(self.source, self.text, self.start, 0).to(field(self.source, self.text, self.start, fields - 1))
    }

    /// A field; of a column that the row does not have, the row's end.
    pub(crate) fn span_of(&self, column: Column) -> Span {
        match self.place(column).filter(|place| *place < self.fields.len()) {
            Some(place) => field(self.source, self.text, self.start, place),
            None => self.span().after(),
        }
    }

    /// Fields that no column is for are never dropped in silence.
    pub(crate) fn no_more_than_the_header(&self) -> Result<(), Diagnostic> {
        let more = (self.columns.len()..self.fields.len())
            .find(|place| self.fields.get(*place).is_some_and(|said| !said.is_empty()));
        let Some(place) = more else { return Ok(()) };
        let span = field(self.source, self.text, self.start, place);
        let message = text!("there is more here than the header has columns", "这里的内容比表头的列多");
        let help = text!(
            "put an amount with a comma between quotation marks, or take it out",
            "含逗号的内容请加引号，或将其删除"
        );
        Err(self.problem(Code::BadRow, &message).at(span, Text::default()).help(help))
    }

    /// A diagnostic about this row.
    pub(crate) fn problem(&self, code: Code, message: &Text) -> Diagnostic {
        let line = self.line;
        Diagnostic::new(code, text!("row {line}: {message}", "第 {line} 行：{message}"; message = message))
    }

    /// A field that is not what was expected.
    pub(crate) fn bad(&self, column: Column, expected: &Text) -> Diagnostic {
        let (line, title, said) = (self.line, column.title(), self.get(column));
        let place = self.place(column).map_or(Text::default(), |place| {
            let place = place + 1;
            text!(", column {place}", "第 {place} 列")
        });
        let message = text!(
            "row {line}{place} (`{title}`): expected {expected}",
            "第 {line} 行{place}（`{title}`）：应为{expected}";
            place = place, expected = expected
        );
        let label = match said.is_empty() {
            true => text!("nothing stands here", "这里是空的"),
            false => {
                let said = &beginning(said);
                text!("this is `{said}`", "这里是 `{said}`")
            }
        };
        Diagnostic::new(Code::BadRow, message).at(self.span_of(column), label)
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|known| *known == column)
    }
}

/// The place of a field: the reader gives that of its row alone.
fn field(source: SourceId, text: &str, row: usize, index: usize) -> Span {
    let mut bytes = text.bytes().enumerate().skip(row);
    let (mut start, mut quoted, mut left) = (row, false, index);
    let end = loop {
        match bytes.next() {
            Some((_, b'"')) => quoted = !quoted,
            Some((at, b',')) if !quoted && left == 0 => break at,
            Some((at, b',')) if !quoted => {
                left -= 1;
                start = at + 1;
            }
            Some((at, b'\n' | b'\r')) if !quoted => break at,
            Some(_) => {}
            None => break text.len(),
        }
    };
    let said = text.get(start..end).unwrap_or("");
    let start = start + (said.len() - said.trim_start().len());
    let span = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { source, start: span(start), end: span(start + said.trim().len()) }
}

//! # A table of cases
//!
//! Scenarios of which only figures differ are one scenario with a table: `case <used>, <left>` names the columns, each further
//! `case` is a row, and `<used>` stands in the lines where a figure of the row is to stand. The scenario is run once for each row,
//! and each is a scenario of its own, called after its figures: `leftovers (used 3 GB, left 17 GB)`.
//!
//! `<…>` can stand for an amount, a date, a date with its time, a time behind a date, and a name: of a pack, a plan, an account.
//!
//! **Edge.** Every column is used, and every `<…>` has a column.

use std::collections::BTreeSet;

use crate::diag::Diagnostic;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Span;

use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::Scenario,
    en: "2026-01-01 activate\n2026-01-10 use <used>\n2026-01-31 expect <left>\ncase <used>, <left>\ncase 3 GB, 17 GB\ncase 20 GB, 0 GB",
    zh: "2026-01-01 开通\n2026-01-10 使用 <used>\n2026-01-31 预期 <left>\n用例 <used>、<left>\n用例 3 GB、17 GB\n用例 20 GB、0 GB",
}];

/// All tables of a catalogue together have so many lines to read, a line once for each row.
const MOST_LINES: usize = 100_000;

/// Tables are read by the scenario that they are in.
pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)
}

/// The rows of a scenario, each with the names of its columns.
#[derive(Debug)]
pub(super) struct Table<'t> {
    columns: Vec<&'t Node>,
    pub(super) rows: Vec<Row<'t>>,
}

/// One row.
#[derive(Debug)]
pub(super) struct Row<'t> {
    values: Vec<&'t Node>,
    pub(super) span: Span,
}

/// Whether a scenario has a table.
pub(super) fn is_one(clause: &Clause) -> bool {
    clause.sentence.rule == Rule::cases_clause
}

/// Reads the table of a scenario with these lines.
pub(super) fn table<'t>(context: &mut Context<'_>, cases: &[&'t Clause], lines: &[&Clause]) -> Option<Table<'t>> {
    let (head, rows) = cases.split_first()?;
    let columns: Vec<&Node> = head.sentence.all(Rule::placeholder).collect();
    if columns.is_empty() {
        let message = text!("this table does not say what its columns are", "这个表没有写明各列");
        let help = text!("write a line before it: `case <used>, <left>`", "请在它前面写一行：`用例 <用量>、<剩余>`");
        return context.report(report::bad_value(head.sentence.span, message).help(help));
    }
    if rows.is_empty() {
        let message = text!("this table has no rows", "这个表没有数据行");
        let help = text!("write one below it: `case 3 GB, 17 GB`", "请在下面写一行：`用例 3 GB、17 GB`");
        return context.report(report::missing(head.sentence.span, message).help(help));
    }
    let mut used = BTreeSet::new();
    lines.iter().for_each(|line| placeholders(&line.sentence, &mut used));
    for column in &columns {
        if !used.contains(column.text.as_str()) {
            let name = &column.text;
            let message = text!("no line uses the column {name}", "没有任何一行用到列 {name}");
            let help = text!("write {name} where its figures are to stand", "请在应填数值处写 {name}");
            return context.report(report::bad_value(column.span, message).help(help));
        }
    }
    context.tabled = context.tabled.saturating_add(lines.len().saturating_mul(rows.len()));
    if context.tabled > MOST_LINES {
        let message = text!("the tables have more than {MOST_LINES} lines in all", "各表合计超过 {MOST_LINES} 行");
        return context.report(report::bad_value(head.sentence.span, message));
    }
    let rows: Option<Vec<Row<'t>>> = rows.iter().map(|row| self::row(context, row, &columns)).collect();
    Some(Table { columns, rows: rows? })
}

fn row<'t>(context: &mut Context<'_>, clause: &'t Clause, columns: &[&Node]) -> Option<Row<'t>> {
    context.no_block(clause)?;
    let values: Vec<&Node> = clause.sentence.all(Rule::case_value).filter_map(Node::first).collect();
    if values.len() != columns.len() {
        let (has, wanted) = (values.len(), columns.len());
        let message = text!(
            "figures in this row: {has}; columns in the table: {wanted}",
            "这一行有 {has} 个数值，而表有 {wanted} 列"
        );
        let head = columns.first().map_or(clause.sentence.span, |column| column.span);
        let report = report::bad_value(clause.sentence.span, message);
        return context.report(report.at(head, text!("the columns", "各列")));
    }
    Some(Row { values, span: clause.sentence.span })
}

impl Table<'_> {
    /// `used 3 GB, left 17 GB`, as it is written.
    pub(super) fn name(&self, context: &Context<'_>, row: &Row<'_>) -> String {
        let figures = self.columns.iter().zip(&row.values).map(|(column, value)| {
            let name = column.text.trim_matches(['<', '>']);
            format!("{name} {}", context.sources.slice(value.span).replace('"', ""))
        });
        figures.collect::<Vec<_>>().join(", ")
    }

    /// A line with the figures of a row.
    pub(super) fn line(&self, context: &mut Context<'_>, row: &Row<'_>, line: &Clause) -> Option<Clause> {
        let find = |name: &str| {
            let place = self.columns.iter().position(|column| column.text == name)?;
            row.values.get(place).copied()
        };
        match filled(&line.sentence, &find) {
            Ok(sentence) => Some(Clause { sentence, ..line.clone() }),
            Err(wrong) => context.report(wrong.diagnostic(context)),
        }
    }
}

/// A figure that does not fit where it is to stand.
struct Wrong {
    place: Span,
    value: Option<Span>,
    rule: Rule,
}

impl Wrong {
    fn diagnostic(self, context: &Context<'_>) -> Diagnostic {
        let place = context.sources.slice(self.place).to_owned();
        let Some(value) = self.value else { return no_column(&place, self.place) };
        let written = context.sources.slice(value).to_owned();
        let wanted = match self.rule {
            Rule::amount => text!("an amount", "数量"),
            Rule::money => text!("an amount of money", "金额"),
            Rule::date_time => text!("a date", "日期"),
            Rule::time => text!("a time of day", "时刻"),
            _ => text!("a name", "名称"),
        };
        let message = text!(
            "`{written}` is not what can stand for {place}: {wanted}",
            "`{written}` 不能填在 {place} 处：应为{wanted}";
            wanted = wanted
        );
        report::bad_value(value, message).at(self.place, text!("it would stand here", "将填在这里"))
    }
}

/// A `<…>` that no table has a column for.
pub(super) fn no_column(place: &str, span: Span) -> Diagnostic {
    let message = text!("no table has a column {place}", "没有哪个表有列 {place}");
    let help = text!(
        "add it to the first `case` line of this scenario; elsewhere write the figure itself",
        "请把它加到本场景的第一个 `用例` 行；在别处请直接写数值"
    );
    report::bad_value(span, message).help(help)
}

/// The first `<…>` of a sentence that is no table.
pub(super) fn first(node: &Node) -> Option<&Node> {
    if !node.text.contains('<') || node.rule == Rule::cases_clause {
        return None;
    }
    if name_of(node).is_some() { Some(node) } else { node.children.iter().find_map(first) }
}

/// The `<…>` that a node is.
fn name_of(node: &Node) -> Option<&str> {
    let may_be = matches!(node.rule, Rule::placeholder | Rule::word | Rule::account);
    Some(node.text.as_str()).filter(|text| may_be && text.starts_with('<') && text.ends_with('>') && text.len() > 2)
}

fn placeholders<'n>(node: &'n Node, into: &mut BTreeSet<&'n str>) {
    into.extend(name_of(node));
    node.children.iter().for_each(|child| placeholders(child, into));
}

/// A node with figures in the places of `<…>`.
fn filled<'v>(node: &Node, find: &impl Fn(&str) -> Option<&'v Node>) -> Result<Node, Wrong> {
    // What consists of nothing else is replaced as a whole; behind a date a time stands alone.
    let (name, rule) = match node.children.as_slice() {
        [only] if name_of(only).is_some() => (name_of(only), node.rule),
        _ if node.rule == Rule::placeholder => (name_of(node), Rule::time),
        _ => (name_of(node), node.rule),
    };
    if let Some(name) = name {
        let value = find(name);
        let fitting = value.and_then(|value| inside(value, rule));
        return fitting.ok_or(Wrong { place: node.span, value: value.map(|value| value.span), rule });
    }
    let children: Result<Vec<Node>, Wrong> = node.children.iter().map(|child| filled(child, find)).collect();
    Ok(Node { rule: node.rule, span: node.span, text: node.text.clone(), children: children? })
}

/// What of a figure a rule reads.
fn inside(value: &Node, rule: Rule) -> Option<Node> {
    match rule {
        // An account is a name that stands alone.
        Rule::account if value.rule == Rule::name => Some(Node { rule, children: Vec::new(), ..value.clone() }),
        Rule::word if value.rule == Rule::name => value.first().cloned(),
        _ if value.rule == rule => Some(value.clone()),
        _ => value.children.iter().find_map(|child| inside(child, rule)),
    }
}

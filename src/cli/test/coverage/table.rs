//! A line a file, and one for all.

use std::io;

use crate::cli::printable::{cells, printable, width};
use crate::cli::session::Session;
use crate::coverage::{Share, Sum};
use crate::text;
use crate::text::Sources;

use super::Coverage;

/// The cells of a figure: "1234/1234 100%".
const FIGURE: usize = 16;

/// Writes the table.
pub(super) fn write(session: &mut Session<'_>, coverage: &Coverage<'_>, sources: &Sources) -> io::Result<()> {
    if coverage.files.is_empty() {
        return Ok(());
    }
    let name = |of| printable(sources.get(of).map_or("", |source| source.name()));
    let rows: Vec<(String, Sum)> = coverage.files.iter().map(|file| (name(file.source), file.sum())).collect();
    let all = text!("all files", "全部文件").get(session.lang).to_owned();
    let most = session.width.saturating_sub(2 * FIGURE + 2);
    let names = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0).max(width(&all)).min(most);
    let head = [text!("clauses", "条款"), text!("outcomes", "结果")].map(|text| left(text.get(session.lang), FIGURE));
    writeln!(session.out, "{}{}{}", right("", names), head[0], head[1])?;
    for (name, sum) in &rows {
        row(session, (name, names), *sum)?;
    }
    if rows.len() != 1 {
        row(session, (&all, names), coverage.sum())?;
    }
    Ok(())
}

fn row(session: &mut Session<'_>, (name, names): (&str, usize), sum: Sum) -> io::Result<()> {
    let figures = [sum.clauses, sum.outcomes].map(|share| painted(session, share));
    let cannot = sum.clauses.cannot + sum.outcomes.cannot;
    let note = match cannot {
        0 => String::new(),
        _ => text!("  ({cannot} cannot be reached)", "  （{cannot} 项无法到达）").get(session.lang).to_owned(),
    };
    let name = right(&shortened(name, names), names);
    let room = names + 2 * FIGURE + width(&note) <= session.width;
    writeln!(session.out, "{name}{}{}{}", figures[0], figures[1], if room { note.as_str() } else { "" })?;
    if !room {
        writeln!(session.out, "{note}")?;
    }
    Ok(())
}

fn painted(session: &Session<'_>, share: Share) -> String {
    let figure = match share.of {
        0 => left("–", FIGURE),
        of => left(&format!("{}/{of} {:>3}%", share.reached, share.percent()), FIGURE),
    };
    let color = if share.reached == share.of { "32" } else { "31" };
    if session.color_out { format!("\u{1b}[{color}m{figure}\u{1b}[0m") } else { figure }
}

/// A name that is too long keeps its end.
fn shortened(name: &str, most: usize) -> String {
    let mut over = width(name).saturating_sub(most);
    if over == 0 {
        return name.to_owned();
    }
    over += 1;
    let cut = |character: &char| {
        let goes = over > 0;
        over = over.saturating_sub(cells(*character));
        goes
    };
    format!("…{}", name.chars().skip_while(cut).collect::<String>())
}

fn left(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
}

fn right(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}

//! Coverage as lcov writes it, which most tools and editors read: a line with clauses counts the scenarios that reach it, and each
//! outcome of what is asked is a branch. What cannot be reached is left out.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::coverage::Outcome;
use crate::text::{Source, Sources};

use super::marks::marks;
use super::{Coverage, Covered};

/// Writes a record a file.
pub(crate) fn write(out: &mut dyn Write, coverage: &Coverage<'_>, sources: &Sources) -> io::Result<()> {
    for covered in &coverage.files {
        if let Some(source) = sources.get(covered.source) {
            record(out, covered, source)?;
        }
    }
    Ok(())
}

fn record(out: &mut dyn Write, covered: &Covered, source: &Source) -> io::Result<()> {
    writeln!(out, "TN:\nSF:{}", source.name())?;
    let mut branches: BTreeMap<u32, Vec<(&Outcome, bool)>> = BTreeMap::new();
    for clause in &covered.clauses {
        for outcome in clause.outcomes.iter().filter(|outcome| outcome.cannot.is_none()) {
            let line = source.position(outcome.span.start).line;
            branches.entry(line).or_default().push((outcome, !clause.by.is_empty()));
        }
    }
    for (line, outcomes) in &branches {
        let mut block = 0;
        for (index, (outcome, is_asked)) in outcomes.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| outcomes.get(before));
            block += usize::from(before.is_some_and(|(before, _)| before.span != outcome.span));
            // Of what was never come to nothing can be said.
            let taken = if *is_asked { outcome.by.len().to_string() } else { "-".to_owned() };
            writeln!(out, "BRDA:{line},{block},{index},{taken}")?;
        }
    }
    let all = || branches.values().flatten();
    writeln!(out, "BRF:{}\nBRH:{}", all().count(), all().filter(|(outcome, _)| !outcome.by.is_empty()).count())?;
    let marks = marks(source, &covered.clauses);
    let lines = || marks.iter().filter(|(_, mark)| !mark.cannot).filter_map(|(line, mark)| Some((line, mark.count?)));
    for (line, count) in lines() {
        writeln!(out, "DA:{line},{count}")?;
    }
    writeln!(out, "LF:{}\nLH:{}\nend_of_record", lines().count(), lines().filter(|(_, count)| *count > 0).count())
}

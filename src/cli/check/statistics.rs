//! `--statistics`: how often each code was found, the most frequent first, and how many of them a change would answer.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::diag::{Code, Diagnostic};
use crate::text::Lang;

#[derive(Debug, Default)]
struct Count {
    all: usize,
    safe: usize,
    risky: usize,
}

/// Writes a line for each code.
pub(crate) fn write(out: &mut dyn Write, found: &[Diagnostic], lang: Lang) -> io::Result<()> {
    let mut counts: BTreeMap<Code, Count> = BTreeMap::new();
    for one in found {
        let count = counts.entry(one.code).or_default();
        count.all += 1;
        count.safe += usize::from(one.fixes.iter().any(|fix| fix.safe));
        count.risky += usize::from(!one.fixes.is_empty() && one.fixes.iter().all(|fix| !fix.safe));
    }
    let mut counts: Vec<(Code, Count)> = counts.into_iter().collect();
    counts.sort_by_key(|(code, count)| (std::cmp::Reverse(count.all), code.name()));
    let digits = counts.first().map_or(1, |(_, count)| count.all.to_string().len());
    let widest = counts.iter().map(|(code, _)| code.name().len()).max().unwrap_or(0);
    for (code, count) in counts {
        let mut fixes = Vec::new();
        for (number, en, zh) in [(count.safe, "--fix", "--fix"), (count.risky, "--unsafe-fixes", "--unsafe-fixes")] {
            if number > 0 {
                fixes.push(match lang {
                    Lang::En => format!("{number} with {en}"),
                    Lang::Zh => format!("{number} 个可用 {zh}"),
                });
            }
        }
        let (name, fixes) = (code.name(), fixes.join(", "));
        writeln!(out, "{}", format!("{:>digits$}  rollover::{name:widest$}  {fixes}", count.all).trim_end())?;
    }
    Ok(())
}

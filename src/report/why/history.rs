//! The history of a lot: an entry a line, uses summed up, each with its clause below it.

use unicode_width::UnicodeWidthStr;

use crate::event::AccountId;
use crate::ledger::{Entry, LotId, Posting};
use crate::report::cells::{fold, pad};
use crate::report::dates::Dates;
use crate::report::entries::{loses, sentence};
use crate::report::nouns::lot_noun;
use crate::report::quote::cite;
use crate::report::{Run, Style};
use crate::text;
use crate::text::Lang;
use crate::units::{Instant, Quantity};

/// One line of the history: an entry, or the uses of a period.
struct Step {
    entry: Entry,
    uses: u64,
    last: Instant,
}

pub(super) fn history(run: &Run<'_>, lot: LotId, lang: Lang, style: Style) -> String {
    let title = text!("History of {lot}", "{lot} 的历史"; lot = lot_noun(run, lot));
    let mut lines = vec![style.heading(title.get(lang))];
    let steps = steps(run, lot);
    let dates = Dates::new(&run.zone, run.from);
    let labels: Vec<String> = steps.iter().map(|step| when(&dates, step, lang)).collect();
    let width = labels.iter().map(|label| label.width()).max().unwrap_or(0) + 2;
    for (step, label) in steps.iter().zip(&labels) {
        let mut text = sentence(run, &step.entry);
        if step.uses > 1 {
            let uses = step.uses;
            text = text!("{text}, in {uses} uses", "{text}，共 {uses} 次"; text = text);
        }
        lines.push(line(run, &step.entry, (label, width), text.get(lang), lang, style));
    }
    lines.join("\n")
}

/// A line with the clause below it. A use needs none: that of the grant stands above.
pub(super) fn line(
    run: &Run<'_>,
    entry: &Entry,
    (label, width): (&str, usize),
    text: &str,
    lang: Lang,
    style: Style,
) -> String {
    let line = format!("{}{}", pad(label, width), fold(text, style.cells(), width));
    let line = if loses(entry) { style.loss(&line) } else { line };
    if entry.posting == Posting::Used {
        return line;
    }
    let clause = cite(run, entry.origin, style.cells().saturating_sub(width + 2));
    format!("{line}\n{}{}", " ".repeat(width + 2), style.quiet(clause.get(lang)))
}

fn when(dates: &Dates<'_>, step: &Step, lang: Lang) -> String {
    if step.entry.at == step.last {
        return dates.at(step.entry.at).get(lang).to_owned();
    }
    // Of many uses the days are enough.
    let (first, last) = (dates.day_of(step.entry.at), dates.day_of(step.last));
    if first == last { first.get(lang).to_owned() } else { format!("{} – {}", first.get(lang), last.get(lang)) }
}

/// The entries of a lot; uses by the same account within a period, one after the other, are one step.
fn steps(run: &Run<'_>, lot: LotId) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut period_began = false;
    for entry in run.entries_of(AccountId(lot.account)) {
        period_began |= entry.account.0 == lot.account && matches!(entry.posting, Posting::PeriodBegan { .. });
        if entry.lot != Some(lot) {
            continue;
        }
        let use_goes_on = |step: &&mut Step| {
            let same = step.entry.posting == Posting::Used && entry.posting == Posting::Used;
            same && step.entry.account == entry.account && !period_began
        };
        match steps.last_mut().filter(use_goes_on) {
            Some(step) => {
                step.entry.amount = Quantity(step.entry.amount.0.saturating_add(entry.amount.0));
                step.uses += 1;
                step.last = entry.at;
            }
            None => steps.push(Step { entry: *entry, uses: 1, last: entry.at }),
        }
        period_began = false;
    }
    steps
}

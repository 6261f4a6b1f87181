//! What is shown of snapshots: what differs, as a difference, and the figures in a line.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::files::name;
use crate::cli::printable::printable;
use crate::cli::rewrite;
use crate::cli::session::Session;
use crate::text;
use crate::text::Text;

use super::Settled;
use super::compare::{Compared, Standing};

/// Of so many the difference is shown; of all others the name.
const MOST_SHOWN: usize = 12;

/// Longer differences are for `--review` and other tools.
const MOST_LINES: usize = 60;

/// How a snapshot stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Snapshot {
    /// The file.
    pub file: String,
    /// The title of the scenario, or the kind of customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How it stands: `same` (also once accepted), `changed`, `new`, `orphaned`, `pending`.
    pub standing: &'static str,
    /// The difference, as a unified diff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<String>,
}

impl Snapshot {
    /// Whether it says what happens.
    pub(crate) fn is_as_it_should_be(&self) -> bool {
        self.standing == word_for_machines(Standing::Same)
    }
}

const fn word_for_machines(standing: Standing) -> &'static str {
    match standing {
        Standing::Same => "same",
        Standing::Changed => "changed",
        Standing::New => "new",
        Standing::Orphaned => "orphaned",
        Standing::Pending => "pending",
    }
}

impl Settled {
    /// For people: everything that is not as it was, and a line with the figures.
    pub(crate) fn write(&self, session: &mut Session<'_>) -> io::Result<()> {
        let differing = self.all.iter().zip(&self.standings).filter(|(_, standing)| **standing != Standing::Same);
        // Who has just looked at them does not want to see them again.
        for (number, (one, standing)) in differing.enumerate().filter(|_| !self.was_reviewed) {
            self::one(one, *standing, number < MOST_SHOWN, session)?;
        }
        let (lang, count) = (session.lang, self.all.len());
        let snapshots = if count == 1 { "snapshot" } else { "snapshots" };
        let same = self.count(Standing::Same);
        let mut line = text!("{count} {snapshots}: {same} as they should be", "{count} 个快照：{same} 个符合");
        for standing in [Standing::Changed, Standing::New, Standing::Orphaned, Standing::Pending] {
            let (number, word) = (self.count(standing), self.word(standing));
            if number > 0 {
                line = text!("{line}, {number} {word}", "{line}，{number} 个{word}"; line = line, word = word);
            }
        }
        if self.accepted > 0 {
            let accepted = self.accepted;
            line = text!("{line} ({accepted} accepted)", "{line}（接受了 {accepted} 个）"; line = line);
        }
        writeln!(session.out, "{}", line.get(lang))?;
        if same < count && !session.quiet {
            let help = text!(
                "  look at them one by one with --snapshots --review, or take all as right with --snapshots --accept",
                "  可用 --snapshots --review 逐个查看，或用 --snapshots --accept 全部接受"
            );
            writeln!(session.out, "{}", help.get(lang))?;
        }
        Ok(())
    }

    /// What a new one is called: where nothing is written, it is missing.
    fn word(&self, standing: Standing) -> Text {
        match standing {
            Standing::New if self.only_looked => text!("missing", "缺少"),
            _ => word(standing),
        }
    }

    /// For machines.
    pub(crate) fn for_machines(&self) -> Vec<Snapshot> {
        let one = |(one, standing): (&Compared, &Standing)| Snapshot {
            file: name(&one.path).replace('\\', "/"),
            title: Some(one.title.clone()).filter(|title| !title.is_empty()),
            standing: word_for_machines(*standing),
            difference: (*standing == Standing::Changed).then(|| difference(one, false)),
        };
        self.all.iter().zip(&self.standings).map(one).collect()
    }
}

fn word(standing: Standing) -> Text {
    match standing {
        Standing::Same => text!("as it should be", "符合"),
        Standing::Changed => text!("changed", "有变动"),
        Standing::New => text!("new", "新"),
        Standing::Orphaned => text!("orphaned", "无主"),
        Standing::Pending => text!("waiting", "待接受"),
    }
}

/// One snapshot that is not as it was: its file, what it is of, and the difference.
pub(super) fn one(one: &Compared, standing: Standing, is_whole: bool, session: &mut Session<'_>) -> io::Result<()> {
    let (file, title) = (printable(&name(&one.path)), printable(&one.title));
    let word = word(standing);
    writeln!(session.out, "{}: {file}", word.get(session.lang))?;
    let said = match standing {
        Standing::Orphaned => {
            text!("no scenario is behind it any more; to accept that is to remove it", "已没有对应的场景；接受即删除")
        }
        Standing::Pending => {
            text!("a .snap.new waits beside it, and is not needed", "旁边有多余的 .snap.new 待接受")
        }
        Standing::New | Standing::Changed | Standing::Same => Text::same(format!("\"{title}\"")),
    };
    writeln!(session.out, "  {}", said.get(session.lang))?;
    if standing == Standing::Changed && is_whole {
        let difference = difference(one, session.color_out);
        let lines: Vec<&str> = difference.lines().skip(2).collect();
        for line in lines.iter().take(MOST_LINES) {
            writeln!(session.out, "  {line}")?;
        }
        if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
            let more = text!("… {more} more lines", "……另有 {more} 行");
            writeln!(session.out, "  {}", more.get(session.lang))?;
        }
    }
    Ok(())
}

fn difference(one: &Compared, color: bool) -> String {
    let text = |text: &Option<String>| format!("{}\n", printable(text.as_deref().unwrap_or_default()));
    rewrite::diff(&one.path, (&text(&one.old), &text(&one.new)), color)
}

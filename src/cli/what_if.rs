//! What each answer to an open question would change: the typical customer's half year is told once with the answer that is
//! assumed, and once with each of the others, and the sums are compared.
//!
//! This takes as long as a simulation for each answer, so it is done for people who ask about one file, and not for folders
//! or machines.

use std::collections::BTreeMap;

use crate::compile::compile;
use crate::diag::{Edit, Fix, Severity};
use crate::event::{AccountId, Event, Happening};
use crate::ledger::Posting;
use crate::model::{Catalogue, Plan, Question};
use crate::syntax;
use crate::text;
use crate::text::{Source, Sources, Text};
use crate::units::{Day, Format, Kind, Quantity};

use super::load::{Loaded, Unit};
use super::story::Story;
use super::typical::{new_year, typical};
use super::undecided::Open;

/// So many answers are tried; a file that leaves more open has other troubles first.
const MOST: usize = 60;

/// Each answer reads the whole file again: so many bytes in all. A file that large holds more plans than a person looks at.
const MOST_BYTES: usize = 256 << 10;
/// A typical customer is looked at for so many months.
const MONTHS: u32 = 6;

/// What is done in a story besides the ordinary, so that a question makes a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Nothing.
    None,
    /// The plan begins on the 31st.
    LateInTheMonth,
    /// A change to another plan, in the third month.
    Change,
    /// A suspension of thirty days, in the third month.
    Suspension,
}

impl Turn {
    fn of(question: Question) -> Turn {
        match question {
            Question::MonthEnd => Turn::LateInTheMonth,
            Question::Change => Turn::Change,
            Question::Suspension => Turn::Suspension,
            _ => Turn::None,
        }
    }
}

/// Fills in, for each question, what its answers come to.
pub(super) fn figures(loaded: &Loaded, index: usize, open: &mut [Open]) {
    let unit = loaded.unit(index);
    let length = loaded.sources.get(unit.id).map_or(0, |source| source.text().len());
    let (mut tried, most) = (0, MOST.min(MOST_BYTES / length.max(1)));
    let mut told: BTreeMap<(String, Turn), Option<(Story, Sums)>> = BTreeMap::new();
    for one in open {
        let Some(plan) = unit.plans().find(|plan| plan.name == one.plan()) else { continue };
        let Some(format) = format_of(&unit.catalogue, plan) else { continue };
        tried += one.fixes().len();
        if tried > most {
            return;
        }
        let turn = Turn::of(one.question());
        let base = told.entry((plan.name.clone(), turn)).or_insert_with(|| tell(&unit.catalogue, plan, (turn, None)));
        let Some((story, assumed)) = base else { continue };
        // The first is what is assumed.
        let others = one.fixes().iter().skip(1);
        let others: Option<Vec<Sums>> =
            others.map(|fix| answered(loaded, index, (&unit, plan), fix, one.question(), story)).collect();
        let Some(others) = others.filter(|others| !others.is_empty()) else { continue };
        let is_same = others.iter().all(|other| other.of == assumed.of);
        let words = others.iter().map(|other| other.words(Some(assumed), format));
        let figures = std::iter::once(assumed.words(None, format)).chain(words);
        one.set_figures(if is_same { Vec::new() } else { figures.collect() }, is_same);
    }
}

/// What becomes of the same customer if the plan gives an answer.
fn answered(
    loaded: &Loaded,
    index: usize,
    (unit, plan): (&Unit, &Plan),
    fix: &Fix,
    question: Question,
    story: &Story,
) -> Option<Sums> {
    let source = loaded.sources.get(unit.id)?;
    let text = edited(source.text(), &fix.edits)?;
    let mut sources: Sources = loaded.sources.clone();
    let (entries, problems) = syntax::parse(unit.id, &text);
    sources.replace(unit.id, Source::new(source.name(), text));
    let files = loaded.files_of(index, Some(&entries));
    let (catalogue, found) = crate::clause::catalogue(&files, &sources);
    if problems.iter().chain(&found).any(|one| one.severity == Severity::Error) {
        return None;
    }
    let plan = catalogue.plan(plan.id)?;
    // The same uses on the same days; unless the days themselves are what is asked, or how much there is to use.
    let same = !matches!(question, Question::Cycle | Question::MonthEnd | Question::Amount | Question::Zone);
    tell(&catalogue, plan, (Turn::of(question), same.then_some(story))).map(|(_, sums)| sums)
}

fn edited(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = text.to_owned();
    for edit in edits {
        let range = edit.span.start as usize..edit.span.end as usize;
        text.get(range.clone())?;
        text.replace_range(range, &edit.text);
    }
    Some(text)
}

/// Tells a story of a plan, or that of its typical customer with a turn.
fn tell(catalogue: &Catalogue, plan: &Plan, (turn, story): (Turn, Option<&Story>)) -> Option<(Story, Sums)> {
    let program = compile(catalogue);
    let zone = catalogue.operator_of(plan)?.zone.answer.clone();
    let from = match turn {
        Turn::LateInTheMonth => zone.midnight(Day::from_ymd(2026, 1, 31)?),
        Turn::None | Turn::Change | Turn::Suspension => new_year(&zone),
    };
    let story = match story {
        Some(story) => story.clone(),
        None => turned(typical(catalogue, &program, plan, from, MONTHS), catalogue, plan, turn),
    };
    let told = story.tell(&program, &zone).ok()?;
    let mut sums = Sums::default();
    for entry in &told.told.ledger.entries {
        let what = match entry.posting {
            Posting::Expired | Posting::Forfeited { .. } | Posting::Trimmed => What::Lost,
            Posting::Blocked { .. } => What::Blocked,
            Posting::Throttled { .. } => What::Slowed,
            Posting::Charged { .. } => What::Charged,
            _ => continue,
        };
        let sum = sums.of.entry((what, entry.kind)).or_default();
        *sum = sum.saturating_add(entry.amount.0).min(Quantity::MAX.0);
    }
    Some((story, sums))
}

/// A story in which something more happens.
fn turned(mut story: Story, catalogue: &Catalogue, plan: &Plan, turn: Turn) -> Story {
    let day = |days: i64| story.from.plus_seconds(days * 86_400);
    let more = match turn {
        Turn::None | Turn::LateInTheMonth => Vec::new(),
        Turn::Suspension => vec![(day(70), Happening::Suspend), (day(100), Happening::Resume)],
        Turn::Change => {
            let sibling = catalogue.plans.iter().find(|other| other.operator == plan.operator && other.id != plan.id);
            sibling.map(|other| (day(70), Happening::ChangePlan { plan: other.id })).into_iter().collect()
        }
    };
    story.events.extend(more.into_iter().map(|(at, what)| (Event { at, account: AccountId(0), what }, None)));
    story.events.sort_by_key(|(event, _)| event.at);
    story
}

fn format_of(catalogue: &Catalogue, plan: &Plan) -> Option<Format> {
    let operator = catalogue.operator_of(plan)?;
    Some(Format { gigabyte: operator.gigabyte.answer, currency: operator.currency.answer })
}

/// What is summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Lost,
    Blocked,
    Slowed,
    Charged,
}

impl What {
    const ALL: [What; 4] = [What::Lost, What::Blocked, What::Slowed, What::Charged];
}

/// The sums of a story.
#[derive(Debug, Clone, Default)]
struct Sums {
    of: BTreeMap<(What, Kind), u64>,
}

impl Sums {
    /// In words; beside others, only what is not the same.
    fn words(&self, beside: Option<&Sums>, format: Format) -> Text {
        let mut parts: Vec<Text> = Vec::new();
        for what in What::ALL {
            for kind in Kind::ALL {
                let sum = self.of.get(&(what, kind)).copied().unwrap_or(0);
                let other = beside.map(|beside| beside.of.get(&(what, kind)).copied().unwrap_or(0));
                if (beside.is_none() && sum == 0) || other == Some(sum) {
                    continue;
                }
                let amount = match sum {
                    0 => text!("no {kind}", "无{kind}"; kind = noun(kind)),
                    _ => Text::same(format.brief(kind, Quantity(sum))),
                };
                parts.push(part(what, &amount));
            }
        }
        match (parts.is_empty(), beside) {
            (true, None) => text!("nothing lost, nothing charged", "无损失，无收费"),
            (true, Some(_)) => text!("the same", "相同"),
            (false, _) => {
                let join = |lang, comma: &str| {
                    parts.iter().map(|part| part.get(lang).to_owned()).collect::<Vec<_>>().join(comma)
                };
                Text { en: join(text::Lang::En, ", "), zh: join(text::Lang::Zh, "，") }
            }
        }
    }
}

fn part(what: What, amount: &Text) -> Text {
    match what {
        What::Lost => text!("{amount} lost", "{amount}损失"; amount = amount),
        What::Blocked => text!("{amount} blocked", "{amount}阻断"; amount = amount),
        What::Slowed => text!("{amount} slowed down", "{amount}限速"; amount = amount),
        What::Charged => text!("{amount} charged", "{amount}收费"; amount = amount),
    }
}

fn noun(kind: Kind) -> Text {
    match kind {
        Kind::Data => text!("data", "流量"),
        Kind::Voice => text!("voice", "语音"),
        Kind::Sms => text!("SMS", "短信"),
        Kind::Money => text!("money", "话费"),
        Kind::Points => text!("points", "积分"),
    }
}

//! What is simulated: to whom what happens when. A scenario, a table of usage or a typical customer tells it; it is told
//! to the engine here.

use crate::diag::{Code, Diagnostic};
use crate::event::{AccountId, Event, Opening};
use crate::ledger::{self, Ledger};
use crate::model::{Catalogue, Plan, Scenario};
use crate::program::Program;
use crate::report::Account;
use crate::sim::Fault;
use crate::text;
use crate::text::names;
use crate::text::{Span, Text};
use crate::units::{Instant, Local, Zone};
use crate::verify::scenario::Outcome;
use crate::verify::scenario::pace::{MOST_PERIODS, Paced, Stop};
use crate::verify::scenario::timeline::{Lost, MOST_TIMES};

use super::load::Unit;

/// What is simulated.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    /// To whom, by number.
    pub(crate) accounts: Vec<Account>,
    /// Whose pool each of them is in.
    pub(crate) member_of: Vec<Option<u32>>,
    /// What happens, with the place that tells it.
    pub(crate) events: Vec<(Event, Option<Span>)>,
    /// When it begins.
    pub(crate) from: Instant,
    /// When it ends; `None` is the end of the period of the last event.
    pub(crate) until: Option<Instant>,
    /// What the reader should know first.
    pub(crate) notes: Vec<Text>,
}

/// What came of a story, and when it ended.
pub(crate) struct Told {
    pub(crate) told: ledger::Told,
    pub(crate) until: Instant,
}

impl Story {
    /// A scenario's events as they came in a run of it, without what it expects.
    pub(crate) fn of_scenario(scenario: &Scenario, outcome: &Outcome) -> Story {
        let account = |account: &crate::model::Account| Account { name: account.name.clone(), plan: account.plan };
        let place = |step: usize| scenario.steps.get(step).and_then(|step| step.origin.span());
        let title = &scenario.name;
        Story {
            accounts: scenario.accounts.iter().map(account).collect(),
            member_of: scenario.accounts.iter().map(|account| account.member_of).collect(),
            events: outcome.events.iter().map(|(step, event)| (*event, place(*step))).collect(),
            from: outcome.events.first().map_or(outcome.until, |(_, event)| event.at),
            until: Some(outcome.until),
            notes: vec![text!("Scenario \"{title}\".", "场景“{title}”。")],
        }
    }

    /// Runs it.
    pub(crate) fn tell(&self, program: &Program, zone: &Zone) -> Result<Told, Diagnostic> {
        let mut paced = Paced::new(program, &self.openings());
        let mut ledger = Ledger::default();
        for (event, span) in &self.events {
            paced.step(event, &mut ledger).map_err(|stop| stopped(stop, event.at, *span, zone))?;
        }
        let last = self.events.last().map_or(self.from, |(event, _)| event.at);
        let period = paced.world.period(AccountId(0)).map(|period| period.end).filter(|end| *end != Instant::NEVER);
        let until = self.until.unwrap_or(period.unwrap_or(last)).max(last);
        paced.settle(until, &mut ledger).map_err(|stop| stopped(stop, until, None, zone))?;
        let world = &paced.world;
        let accounts = (0..world.accounts()).filter_map(|account| u32::try_from(account).ok());
        let lots = accounts.flat_map(|account| world.lots(AccountId(account)).copied()).collect();
        Ok(Told { told: ledger::Told { ledger, lots }, until })
    }

    /// How its accounts stand at the beginning.
    pub(crate) fn openings(&self) -> Vec<Opening> {
        let opening = |(account, member_of): (&Account, &Option<u32>)| Opening {
            plan: account.plan,
            member_of: member_of.map(AccountId),
        };
        self.accounts.iter().zip(&self.member_of).map(opening).collect()
    }
}

/// So many names are told to somebody who has named nothing that is there.
const MOST_TOLD: usize = 8;

/// What kept a story from going on, as a diagnostic at the line that asks for it.
pub(crate) fn stopped(stop: Stop, at: Instant, span: Option<Span>, zone: &Zone) -> Diagnostic {
    let when = zone.local(at);
    let diagnostic = match stop {
        Stop::Fault(fault) => faulty(fault, &when, zone),
        Stop::Lost(lost) => adrift(lost, zone),
        Stop::TooManyPeriods => Diagnostic::new(
            Code::BadRequest,
            text!(
                "more than {MOST_PERIODS} periods begin before {when}",
                "到 {when} 之前会开始超过 {MOST_PERIODS} 个周期"
            ),
        )
        .why(text!("nobody could read what became of them all", "没有人能看完它们的经过"))
        .help(text!("choose a shorter time, or make the period longer", "请缩短时间，或加长周期")),
    };
    match span {
        Some(span) => diagnostic.at(span, Text::default()),
        None => diagnostic,
    }
}

/// A line whose time cannot be told.
fn adrift(lost: Lost, zone: &Zone) -> Diagnostic {
    let (message, help) = match lost {
        Lost::NoPeriod => (
            text!("no period is running here whose end could be meant", "这里没有进行中的周期，无从说它的结束"),
            text!("activate the account first, or write a date", "请先开通账户，或写明日期"),
        ),
        Lost::NoExpiry => (
            text!("nothing that fits is held here and will expire", "这里没有持有任何会到期的符合条件的额度"),
            text!(
                "look with `rollover simulate --scenario` what is held",
                "可用 `rollover simulate --scenario` 查看持有情况"
            ),
        ),
        Lost::Earlier(now) => {
            let now = zone.local(now);
            (
                text!(
                    "this comes out earlier than the line before it, which is at {now}",
                    "结果早于上一行，而上一行在 {now}"
                ),
                text!("move the line up, or count from something later", "请把这一行移到前面，或改从更晚的时间算起"),
            )
        }
        Lost::TooOften => (
            text!(
                "the series of this scenario happen more than {MOST_TIMES} times",
                "这个场景的重复事件超过 {MOST_TIMES} 次"
            ),
            text!("end them with `until` a date, or make their beat longer", "请用 `直到` 日期结束它们，或加长间隔"),
        ),
    };
    Diagnostic::new(Code::BadEvent, message).help(help)
}

fn faulty(fault: Fault, when: &Local, zone: &Zone) -> Diagnostic {
    match fault {
        Fault::OutOfOrder { now } => {
            let now = zone.local(now);
            Diagnostic::new(
                Code::BadEvent,
                text!("this happens at {when}, before what is told already", "此事发生在 {when}，早于已叙述的内容"),
            )
            .why(text!(
                "events are told in the order of time, and it is {now} already",
                "事件须按时间顺序叙述，而现在已是 {now}"
            ))
            .help(text!("sort the events by time", "请按时间排序"))
        }
        Fault::UnknownAccount => Diagnostic::new(Code::BadEvent, text!("there is no such account", "没有这个账户"))
            .help(text!("name an account that exists", "请写一个存在的账户")),
        Fault::RecordTooLong => {
            Diagnostic::new(Code::BadEvent, text!("a record of use is longer than 400 days", "一条使用记录超过 400 天"))
                .help(text!("check when it began", "请检查它的开始时间"))
        }
        Fault::Overflow => Diagnostic::new(
            Code::Overflow,
            text!("at {when} a sum grows beyond what can be counted", "到 {when} 时，总量超出可计数的范围"),
        )
        .why(text!("an account can hold 2^64 units of a kind at most", "一个账户的每种用量最多为 2^64"))
        .help(text!("use smaller amounts, or fewer months", "请减小数量或缩短时间")),
        Fault::NotConserved { imbalance, .. } => {
            let (came, left) = (imbalance.came, imbalance.left_and_held);
            Diagnostic::new(
                Code::NotConserved,
                text!(
                    "at {when} the accounts do not balance: {came} came in, {left} are accounted for",
                    "{when} 时账目不平：进入 {came}，入账 {left}"
                ),
            )
            .why(text!("this is a defect of rollover, not of the plan", "这是 rollover 的缺陷，不是套餐的问题"))
            .help(text!("please report it with the plan", "请附上套餐报告此问题"))
        }
    }
}

/// The plan of a file that is meant: the one that is named, or else the first; with a note where there are several.
pub(crate) fn chosen_plan<'u>(unit: &'u Unit, wanted: Option<&str>) -> Result<(&'u Plan, Option<Text>), Diagnostic> {
    let plans: Vec<&Plan> = unit.plans().collect();
    let Some((first, others)) = plans.split_first() else { return Err(no_plan(&unit.catalogue)) };
    let Some(wanted) = wanted else {
        return Ok((first, (!others.is_empty()).then(|| one_of(first, plans.len()))));
    };
    let found = plans.iter().find(|plan| names::same(&plan.name, wanted));
    let known = plans.iter().map(|plan| plan.name.as_str());
    found.map(|plan| (*plan, None)).ok_or_else(|| not_there(&text!("plan", "套餐"), wanted, known))
}

fn one_of(first: &Plan, count: usize) -> Text {
    let name = &first.name;
    text!(
        "the file has {count} plans; this is \"{name}\", and --plan NAME chooses another",
        "文件里有 {count} 个套餐；这里是“{name}”，可用 --plan NAME 选择其他套餐"
    )
}

fn no_plan(catalogue: &Catalogue) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::BadRequest, text!("this file has no plan", "这个文件里没有套餐"));
    let known = catalogue.plans.iter().take(MOST_TOLD).map(|plan| format!("`{}`", plan.name));
    let known = known.collect::<Vec<_>>().join(", ");
    if known.is_empty() {
        return diagnostic.help(text!("write one with `rollover init`", "可用 `rollover init` 新建一个"));
    }
    diagnostic.help(text!("it imports {known}; name their file instead", "它导入了 {known}；请改为指定它们所在的文件"))
}

/// A name on the command line that nothing has.
pub(crate) fn not_there<'n>(what: &Text, wanted: &str, known: impl Iterator<Item = &'n str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let message = text!(
        "there is no {what} called `{wanted}`",
        "没有名为 `{wanted}` 的{what}";
        what = what, wanted = Text::same(wanted)
    );
    let diagnostic = Diagnostic::new(Code::BadRequest, message);
    if let Some(near) = names::nearest(wanted, known.iter().copied()) {
        return diagnostic.help(text!("did you mean `{near}`?", "是不是 `{near}`？"));
    }
    let list = known.iter().take(MOST_TOLD).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if list.is_empty() {
        return diagnostic.help(text!("there is none at all", "一个也没有"));
    }
    diagnostic.help(text!("known are {list}", "已有：{list}"))
}

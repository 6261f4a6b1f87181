//! What is asked about, read from the command line.

use crate::event::AccountId;
use crate::ledger::LotId;
use crate::report::Run;
use crate::text;
use crate::text::Text;
use crate::units::Day;

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// A day, by the operator's clock.
    Day(Day),
    /// A lot.
    Lot(LotId),
    /// Everything that was lost.
    Lost,
    /// Which lots there are.
    Lots,
}

impl Question {
    /// Reads `2026-05-01`, or a lot as reports write it: `3`, `#3`, `A#3`. A number alone is a lot of the first account.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and what could be asked instead.
    pub fn read(text: &str, run: &Run<'_>) -> Result<Question, Text> {
        let text = text.trim();
        match day(text) {
            Some(day) => Ok(Question::Day(day)),
            None => Question::read_lot(text, run),
        }
    }

    /// Reads a lot as reports write it: `3`, `#3`, `A#3`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and which lots there are.
    pub fn read_lot(text: &str, run: &Run<'_>) -> Result<Question, Text> {
        let text = text.trim();
        let (owner, number) = text.rsplit_once('#').unwrap_or(("", text));
        let Ok(number) = number.trim().parse::<u32>() else {
            return Err(text!(
                "`{text}` is neither a date like 2026-05-01 nor a lot like 3 or A#3",
                "“{text}”既不是日期（如 2026-05-01），也不是批次（如 3 或 A#3）"
            ));
        };
        let lot = LotId { account: account(owner.trim(), run)?.0, number };
        if exists(run, lot) { Ok(Question::Lot(lot)) } else { Err(no_lot(run, lot)) }
    }
}

fn exists(run: &Run<'_>, lot: LotId) -> bool {
    run.lot(lot).is_some() || run.ledger.entries.iter().any(|entry| entry.lot == Some(lot))
}

fn account(name: &str, run: &Run<'_>) -> Result<AccountId, Text> {
    if name.is_empty() {
        return Ok(AccountId(0));
    }
    let found = run.accounts().map(|(id, _)| id).find(|id| run.account_name(*id).eq_ignore_ascii_case(name));
    found.ok_or_else(|| {
        let names: Vec<String> = run.accounts().map(|(id, _)| run.account_name(id)).collect();
        let names = names.join(", ");
        text!("there is no account `{name}`; there are: {names}", "没有账户“{name}”；现有：{names}")
    })
}

fn no_lot(run: &Run<'_>, lot: LotId) -> Text {
    let wanted = run.lot_ref(lot);
    let last = run.lots().filter(|known| known.id.account == lot.account).map(|known| known.id).last();
    match last {
        Some(last) => {
            let (first, last) = (run.lot_ref(LotId { number: 1, ..last }), run.lot_ref(last));
            text!("there is no lot {wanted}; there are {first} to {last}", "没有批次 {wanted}；现有 {first} 至 {last}")
        }
        None => text!("there is no lot {wanted}; this account has none", "没有批次 {wanted}；该账户没有任何批次"),
    }
}

/// `2026-05-01`, and nothing else: a number alone is a lot.
fn day(text: &str) -> Option<Day> {
    let mut numbers = text.split('-');
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if numbers.next().is_some() || ![year, month, day].into_iter().all(digits) {
        return None;
    }
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

//! Phrases that people write, that are understood, and that the language says in another way.

mod notices;
mod turned;
mod units;

use crate::diag::{Code, Diagnostic, Edit};
use crate::syntax::line::{Kind, Line};
use crate::syntax::scan::chars::is_han;
use crate::syntax::sentence::Failure;
use crate::syntax::words::words;
use crate::text;
use crate::text::Text;

use super::{Explainer, Mistake, Rest};

/// The most phrases of one sentence that are put in the language's words.
const MOST: usize = 4;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A phrase: which tokens, and what they mean.
struct Phrase {
    first: usize,
    behind: usize,
    tokens: Vec<(String, Kind)>,
    /// What may stand there instead; nothing, where the sentence has to be written otherwise.
    written: String,
    message: Text,
    why: Option<Text>,
    help: Text,
    code: Code,
    /// Whether nothing else can be meant, so that the sentence counts as it was meant.
    sure: bool,
}

/// A sentence with such a phrase, if the grammar gets further with what it means.
pub(super) fn reworded(explainer: &mut Explainer<'_>, line: &Line, failure: &Failure) -> Option<Mistake> {
    let mut changed = line.clone();
    let (mut stuck, mut shift) = (failure.token, 0_isize);
    let mut first: Option<Diagnostic> = None;
    let mut edits = Vec::new();
    let mut sure = true;
    let whole = line.whole(explainer.source);
    let is_han =
        explainer.text.get(whole.start as usize..whole.end as usize).is_some_and(|typed| typed.contains(is_han));
    for _ in 0..MOST {
        let phrase = |index| at(&changed, index).or_else(|| turned::at(&changed, index).filter(|_| !is_han));
        let Some(phrase) = (0..changed.tokens.len()).find_map(phrase) else { break };
        let tokens: Vec<_> = phrase.tokens.iter().map(|(text, kind)| (text.as_str(), *kind)).collect();
        // Phrases are put right from the left to the right, so places in the first sentence are those less what was added.
        let origin = |index: usize| index.checked_add_signed(-shift);
        let span = line.span_of(explainer.source, origin(phrase.first)?, origin(phrase.behind)?);
        changed = changed.with(phrase.first, phrase.behind, &tokens);
        let added = isize::try_from(tokens.len()).ok()? - isize::try_from(phrase.behind - phrase.first).ok()?;
        shift += added;
        edits.push(Edit { span, text: phrase.written.clone() });
        sure &= phrase.sure;
        first.get_or_insert_with(|| diagnostic(&phrase).at(span, Text::default()));
        match explainer.attempt(&changed) {
            Ok(node) => {
                let fix = text!("write it this way", "改成这种写法");
                let first = first?;
                // Where there is more than one way to say it, the help tells them.
                let several = edits.iter().any(|edit| edit.text.is_empty());
                let diagnostic = if several { first } else { first.fix(fix, edits, sure) };
                return Some(Mistake { diagnostic, rest: if sure { Rest::Meant(vec![node]) } else { Rest::Unknown } });
            }
            Err(next) => {
                let next = next?.token;
                if next <= stuck.checked_add_signed(added.min(0)).unwrap_or(0) {
                    return None;
                }
                stuck = next;
            }
        }
    }
    None
}

fn diagnostic(phrase: &Phrase) -> Diagnostic {
    let diagnostic = Diagnostic::new(phrase.code, phrase.message.clone()).help(phrase.help.clone());
    match &phrase.why {
        Some(why) => diagnostic.why(why.clone()),
        None => diagnostic,
    }
}

fn at(line: &Line, index: usize) -> Option<Phrase> {
    date(line, index)
        .or_else(|| family(line, index))
        .or_else(|| multiple(line, index))
        .or_else(|| expires_after(line, index))
        .or_else(|| notices::at(line, index))
        .or_else(|| units::at(line, index))
}

fn kind(line: &Line, index: usize) -> Option<Kind> {
    line.tokens.get(index).map(|token| token.kind)
}

fn low(line: &Line, index: usize) -> Option<String> {
    (kind(line, index)? == Kind::Other).then(|| line.token(index).to_lowercase())
}

fn word(id: &str) -> (String, Kind) {
    (id.to_owned(), words().number(id).map_or(Kind::Other, Kind::Word))
}

/// `1 May 2026`, `May 1, 2026`.
fn date(line: &Line, first: usize) -> Option<Phrase> {
    let number = |index: usize, digits: std::ops::RangeInclusive<usize>| {
        let text = line.token(index);
        let fits = kind(line, index) == Some(Kind::Number) && digits.contains(&text.len());
        fits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let month = |index: usize| {
        // The months are words of the language, too: of days that come again each year.
        let is_word = matches!(kind(line, index), Some(Kind::Word(_)));
        let name = low(line, index).or_else(|| is_word.then(|| line.token(index).to_lowercase()))?;
        let name = name.trim_end_matches('.');
        MONTHS
            .iter()
            .position(|month| *month == name || (name.len() >= 3 && name.len() <= 4 && month.starts_with(name)))
    };
    let (day, month, mut next) = match (number(first, 1..=2), month(first)) {
        (Some(day), _) => (day, month(first + 1)?, first + 2),
        (None, Some(month)) => (number(first + 1, 1..=2)?, month, first + 2),
        _ => return None,
    };
    if line.token(next) == "," {
        next += 1;
    }
    let year = number(next, 4..=4)?;
    let written = format!("{year}-{:02}-{day:02}", month + 1);
    (1..=31).contains(&day).then(|| Phrase {
        first,
        behind: next + 1,
        tokens: vec![(written.clone(), Kind::Date)],
        message: text!("a date is written year, month, day: `{written}`", "日期按年、月、日书写：`{written}`"),
        why: None,
        help: text!("write `{written}`", "写成 `{written}`"),
        written,
        code: Code::Unexpected,
        sure: true,
    })
}

/// `share with family`.
fn family(line: &Line, index: usize) -> Option<Phrase> {
    let typed = low(line, index)?;
    let people = ["family", "friends", "relatives", "people", "persons", "users", "家人", "家庭", "亲友"];
    if line.token(0) != "share" || !people.contains(&typed.as_str()) {
        return None;
    }
    let written = if typed.is_ascii() { "members" } else { "成员" };
    Some(Phrase {
        first: index,
        behind: index + 1,
        tokens: vec![word("member")],
        written: written.to_owned(),
        message: text!("those a plan is shared with are called `members`", "套餐的共享对象称为 `成员`"),
        why: None,
        help: text!("write `{written}`", "写成 `{written}`"),
        code: Code::UnknownWord,
        sure: true,
    })
}

/// `double data`: a bonus of what the plan grants.
fn multiple(line: &Line, index: usize) -> Option<Phrase> {
    let typed = low(line, index)?;
    let percent = match typed.as_str() {
        "double" | "doubles" | "双" | "翻" => 100,
        "triple" | "triples" | "三" => 200,
        _ => return None,
    };
    let kinds = ["data", "voice", "sms", "point"];
    // "double the data"; 倍 is a word of its own.
    let more = usize::from(low(line, index + 1).is_some_and(|word| word == "the"));
    let more = if typed.is_ascii() { more } else { usize::from(line.token(index + 1) == "fold") };
    let id = kinds.into_iter().find(|id| line.token(index + 1 + more) == *id)?;
    let lang = if typed.is_ascii() { text::Lang::En } else { text::Lang::Zh };
    let name = words().by_id(id).map_or(id, |word| word.spelling(lang));
    let written = match lang {
        text::Lang::En => format!("bonus {name} {percent}% of plan {name}"),
        text::Lang::Zh => format!("奖励{name} {percent}% 的 套餐{name}"),
    };
    let number = (percent.to_string(), Kind::Number);
    let mark = ("%".to_owned(), Kind::Mark);
    Some(Phrase {
        first: index,
        behind: index + 2 + more,
        tokens: vec![word("bonus"), word(id), number, mark, word("of"), word("plan"), word(id)],
        message: text!("what is added to the plan is a bonus: `{written}`", "在套餐之外增加的是奖励：`{written}`"),
        why: Some(text!("the plan's own units stay what they are", "套餐本身的额度不变")),
        help: text!("write `{written}`", "写成 `{written}`"),
        written,
        code: Code::UnknownWord,
        sure: false,
    })
}

/// `unused data expires after 3 months`: of which day?
fn expires_after(line: &Line, index: usize) -> Option<Phrase> {
    let after = matches!(line.token(index + 1), "after" | "in");
    if line.token(index) != "expires" || !after || index == 0 {
        return None;
    }
    let length = (line.token(index + 2), line.token(index + 3));
    let unit = ["second", "minute", "hour", "day", "week", "month", "year"].contains(&length.1);
    (unit && kind(line, index + 2) == Some(Kind::Number)).then(|| Phrase {
        first: index,
        behind: index + 2,
        tokens: vec![word("rollover"), word("for")],
        written: "rolls over for".to_owned(),
        message: text!("it is not said from when this time counts", "没有说明这段时间从何时算起"),
        why: Some(text!(
            "leftovers can live on after the end of their period, or units be valid from when they are granted",
            "可以是余量在周期结束后继续保留，也可以是从发放时起的有效期"
        )),
        help: text!(
            "write `rolls over for …` for the first, or `valid …` behind what is granted for the second",
            "前者写 `累积 …`，后者在发放的内容后写 `有效 …`"
        ),
        code: Code::Unexpected,
        sure: false,
    })
}

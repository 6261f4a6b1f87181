//! # `zone`
//!
//! `zone Asia/Phnom_Penh` is the IANA time zone in which the operator's days, weeks and months begin, and in which the
//! times of a scenario are read. The zones are those built into the program, never the machine's.
//!
//! **Edge.** Where clocks change, a day has 23 or 25 hours: `1 day` from 7 March 2026 12:00 in America/New_York ends on
//! 8 March at 12:00, 23 hours later; `24 hours` end at 13:00. An offset such as `UTC+7` is not a zone: it does not say
//! when clocks change.

use crate::diag::{Code, Diagnostic, Edit};
use crate::model::Choice;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::{Origin, Span};
use crate::units::Zone;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Operator, en: "zone Asia/Phnom_Penh", zh: "时区 Asia/Phnom_Penh" },
    Example { place: Place::File, en: "zone America/New_York", zh: "时区 America/New_York" },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let node = clause.sentence.child(Rule::quoted).or_else(|| clause.sentence.child(Rule::zone_words))?;
    let name = context.name_of(node);
    let Some(zone) = Zone::named(&name) else {
        // Which one is an open question no more: it was answered, and the answer is what is wrong.
        context.operator.zone.origin = Origin::Written(clause.sentence.span);
        return unknown(context, &name, node.span);
    };
    context.operator.zone = Choice::stated(zone, Origin::Written(clause.sentence.span));
    Some(())
}

fn unknown(context: &mut Context<'_>, name: &str, span: Span) -> Lowered {
    let report =
        Diagnostic::new(Code::UnknownName, text!("there is no time zone `{name}`", "没有名为 `{name}` 的时区"))
            .at(span, text!("not a name of the IANA time zone database", "IANA 时区数据库中没有这个名称"))
            .why(text!("days and months begin at midnight of the zone", "日和月都从该时区的零点开始"));
    let Some(near) = meant(context, name) else {
        return context.report(report.help(text!(
            "zones are named after a city: `Asia/Phnom_Penh`, `Europe/Paris`",
            "时区以城市命名：`Asia/Phnom_Penh`、`Europe/Paris`"
        )));
    };
    let edit = Edit { span, text: near.clone() };
    let help = text!("did you mean `{near}`?", "是不是 `{near}`？");
    context.report(report.help(help).fix(text!("write `{near}`", "写成 `{near}`"), vec![edit], false))
}

/// The zone that was probably meant: the one of that city, or the one that is spelt almost so.
fn meant(context: &mut Context<'_>, name: &str) -> Option<String> {
    let all: Vec<String> = Zone::names().collect();
    let city = name.replace(' ', "_").to_lowercase();
    let of_city = |zone: &&String| zone.rsplit('/').next().is_some_and(|last| last.to_lowercase() == city);
    let found = all.iter().find(of_city).cloned();
    found.or_else(|| context.named.guesses.nearest(name, all.iter().map(String::as_str)).map(str::to_owned))
}

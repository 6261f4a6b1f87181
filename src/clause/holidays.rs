//! # `holidays`
//!
//! `holidays "kh-2026" { … }` at the top of a file declares a list of days, for any operator in any file.
//! `holidays "kh-2026"` without braces, in an operator, says that those are its holidays; several lists may be named.
//! They are what `on holidays` and `except holidays` mean.
//!
//! **Edge.** Days that are in no list are not holidays: a plan that runs in 2027 needs a list for 2027 too, as in
//! `holidays "kh-2026", "kh-2027"`. A list that is declared twice is an error at the second.

use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::Text;
use crate::units::{Day, Holidays};

use super::read::calendar::Calendar;
use super::read::named::Thing;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::File,
    en: "holidays \"kh-2026\" { 2026-01-01 \"New Year\"; 2026-04-14 to 2026-04-16 \"Khmer New Year\" }",
    zh: "节假日 “kh-2026” { 2026-01-01 “New Year”；2026-04-14 至 2026-04-16 “Khmer New Year” }",
}];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let names: Vec<&Node> = clause.sentence.child(Rule::name_list)?.all(Rule::name).collect();
    match (&clause.block, names.as_slice()) {
        (None, names) => keep(context, names),
        (Some(_), [name]) if context.place == Place::File => declare(context, clause, name),
        (Some(block), [_]) => {
            let message = text!("a list of holidays is declared at the top of a file", "节假日列表在文件顶层声明");
            context.report(
                crate::diag::Diagnostic::new(crate::diag::Code::MisplacedClause, message)
                    .at(block.span, Text::default())
                    .why(text!("so that every operator can keep it", "这样每个运营商都能引用它"))
                    .help(text!("move it there, and keep its name here", "把它移到文件顶层，这里只留名称")),
            )
        }
        (Some(_), names) => {
            let second = names.get(1).map_or(clause.sentence.span, |name| name.span);
            let message = text!("a list of holidays has one name", "一个节假日列表只有一个名称");
            context.report(
                report::bad_value(second, message).help(text!("declare each list by itself", "请分别声明每个列表")),
            )
        }
    }
}

fn declare(context: &mut Context<'_>, clause: &Clause, node: &Node) -> Lowered {
    let name = context.name_of(node);
    context.calendars.days = Vec::new();
    context.block(clause, Place::Holidays);
    let days = std::mem::take(&mut context.calendars.days);
    if let Some(first) = context.calendars.find(&name).map(|list| list.span) {
        let message = text!("there are two lists of holidays `{name}`", "有两个名为 `{name}` 的节假日列表");
        return context.report(report::two_names(message, node.span, first));
    }
    context.calendars.add(Calendar { name, days, span: node.span });
    Some(())
}

/// The operator keeps these lists, with those it has already; the first name that nothing has is reported.
fn keep(context: &mut Context<'_>, names: &[&Node]) -> Lowered {
    let mut days: Vec<Day> = context.operator.holidays.days().to_vec();
    for node in names {
        let wanted = context.name_of(node);
        let Some(list) = context.calendars.find(&wanted) else {
            return context.unknown(Thing::Holidays, &wanted, node.span);
        };
        days.extend(&list.days);
    }
    context.operator.holidays = Holidays::new(days);
    Some(())
}

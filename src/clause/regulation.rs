//! # `regulation`
//!
//! `regulation "ICASA 8A" for country ZA from 2027-01-23 { … }` is what the law of a country demands of every plan, one
//! demand a line. The country is an ISO 3166 code of two letters; the date is the first day it is in force.
//!
//! **Edge.** A regulation without a country is for all, one without a date has always been in force. It is read and
//! kept; whether plans keep to it is not proved by this version.

use crate::diag::{Code, Diagnostic, Edit};
use crate::model::Regulation;
use crate::syntax::Rule;
use crate::syntax::tree::{Block, Clause, Node};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::Instant;

use super::context::clauses_of;
use super::read::{about, time};
use super::{Context, Example, Lowered, Place, demand, report};

pub(super) const EXAMPLES: &[Example] = &[Example {
    place: Place::File,
    en: "regulation \"ICASA 8A\" for country ZA from 2027-01-23 { notify at 50%, 80% and 100% of each bundle; earliest expiry is used first }",
    zh: "法规 “ICASA 8A” 对 国家 ZA 从 2027-01-23 { 通知 50%、80% 和 100% 的各包；先到期者先付 }",
}];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    let node = clause.sentence.child(Rule::name)?;
    let name = context.name_of(node);
    let Some(block) = &clause.block else {
        let message = text!("this regulation demands nothing", "这个法规没有任何要求");
        let help = text!("write its demands between braces, one a line", "请在大括号里写出要求，每行一条");
        return context.report(report::missing(clause.sentence.span, message).help(help));
    };
    let demands = demands(context, block);
    let country = country(context, &clause.sentence)?;
    let from = in_force(context, &clause.sentence)?;
    if let Some(first) = context.named.regulations.find(&name).copied() {
        let message = text!("there are two regulations `{name}`", "有两个名为 `{name}` 的法规");
        return context.report(report::two_names(message, node.span, first));
    }
    context.named.regulations.add(&name, clause.span);
    let _: Lowered = context.report(not_proved(clause));
    let origin = Origin::Written(clause.span);
    context.catalogue.regulations.push(Regulation { name, country, from, demands, origin });
    Some(())
}

fn demands(context: &mut Context<'_>, block: &Block) -> Vec<crate::model::Promise> {
    context.demands = Vec::new();
    for clause in clauses_of(&block.entries.list) {
        if clause.sentence.rule == Rule::notify_clause {
            demand::notices(context, clause);
        } else {
            context.clauses(&[clause], Place::Regulation);
        }
    }
    std::mem::take(&mut context.demands)
}

/// The only one of its parts of that rule; a second one is reported.
fn single<'n>(context: &mut Context<'_>, sentence: &'n Node, rule: Rule) -> Option<Option<&'n Node>> {
    let mut parts = sentence.all(rule);
    let first = parts.next();
    match (first, parts.next()) {
        (Some(first), Some(second)) => context.report(report::said_twice(first.span, second.span)),
        _ => Some(first),
    }
}

fn country(context: &mut Context<'_>, sentence: &Node) -> Option<Option<String>> {
    let Some(part) = single(context, sentence, Rule::for_country)? else { return Some(None) };
    let node = part.child(Rule::name)?;
    let name = context.name_of(node);
    let code = name.to_ascii_uppercase();
    if code.len() != 2 || !code.bytes().all(|letter| letter.is_ascii_uppercase()) {
        let message = text!("`{name}` is not the code of a country", "`{name}` 不是国家代码");
        let help = text!("write the two letters of ISO 3166: `ZA`, `KH`", "请写 ISO 3166 的两个字母：`ZA`、`KH`");
        return context.report(report::bad_value(node.span, message).help(help));
    }
    if code != name {
        let edit = Edit { span: node.span, text: code.clone() };
        let message = text!("codes of countries are written in capitals", "国家代码用大写字母书写");
        let report = report::bad_value(node.span, message).help(text!("write `{code}`", "请写 `{code}`"));
        return context.report(report.fix(text!("write `{code}`", "写成 `{code}`"), vec![edit], true));
    }
    Some(Some(code))
}

/// The first instant of the day from which it is in force, in the zone of the plans it stands with.
fn in_force(context: &mut Context<'_>, sentence: &Node) -> Option<Option<Instant>> {
    let Some(part) = single(context, sentence, Rule::in_force_from)? else { return Some(None) };
    let day = time::day(context, part.child(Rule::date)?)?;
    about::all(context, sentence.span.source, |context| Some(Some(context.operator.zone.answer.midnight(day))))
}

fn not_proved(clause: &Clause) -> Diagnostic {
    let message = text!("this regulation is read and kept, but not proved", "这个法规已读取并保留，但未经证明");
    Diagnostic::new(Code::NotProved, message)
        .at(clause.sentence.span, Text::default())
        .why(text!("this version does not prove that plans keep to it", "此版本不证明套餐符合它"))
        .help(text!("write scenarios that would break it, and run `test`", "请写出可能违反它的场景，并运行 `test`"))
}

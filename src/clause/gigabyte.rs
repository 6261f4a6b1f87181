//! # `1 GB = 1024 MB`
//!
//! Says whether the operator's gigabyte has 1000 or 1024 megabytes; published plans use both. The same step holds
//! between all its units: with `1 GB = 1024 MB`, 1 TB is 1024 GB and 1 MB is 1024 kB.
//!
//! **Edge.** `GiB`, `MiB` and `KiB` have steps of 1024 whatever the operator says. 20 GB are 20,000,000,000 bytes with
//! a step of 1000 and 21,474,836,480 with 1024: 7% more.

use crate::diag::{Diagnostic, Edit};
use crate::model::Choice;
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span};
use crate::units::Gigabyte;

use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Operator, en: "1 GB = 1024 MB", zh: "1 GB = 1024 MB" },
    Example { place: Place::File, en: "1 GB = 1000 MB", zh: "1 GB = 1000 兆" },
];

/// The units that have a declared step, each the next one's thousandfold, or nearly.
const STEPS: [Rule; 5] = [Rule::k_tb, Rule::k_gb, Rule::k_mb, Rule::k_kb, Rule::k_byte];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let mut sides = clause.sentence.all(Rule::data_amount);
    let (left, right) = (side(sides.next()?)?, side(sides.next()?)?);
    let span = clause.sentence.span;
    let Some(unit) = STEPS.iter().position(|unit| *unit == left.1) else { return context.report(fixed(span)) };
    if left.0 != "1" || STEPS.get(unit + 1) != Some(&right.1) {
        return context.report(unlike(span));
    }
    let gigabyte = match right.0 {
        "1000" => Gigabyte::Decimal,
        "1024" => Gigabyte::Binary,
        _ => return context.report(unlike(span)),
    };
    context.operator.gigabyte = Choice::stated(gigabyte, Origin::Written(span));
    Some(())
}

/// The number and the unit of one side.
fn side(node: &Node) -> Option<(&str, Rule)> {
    Some((node.child(Rule::decimal)?.text.as_str(), node.child(Rule::data_unit)?.first()?.rule))
}

fn fixed(span: Span) -> Diagnostic {
    report::bad_value(span, text!("this unit needs no declaration", "这个单位无需声明"))
        .why(text!("`GiB`, `MiB` and `KiB` always have steps of 1024", "`GiB`、`MiB`、`KiB` 的进制恒为 1024"))
        .help(text!("declare what a gigabyte is: `1 GB = 1024 MB`", "请声明 GB：`1 GB = 1024 MB`"))
}

fn unlike(span: Span) -> Diagnostic {
    let write = |text: &str| vec![Edit { span, text: text.to_owned() }];
    report::bad_value(span, text!("a gigabyte has 1000 or 1024 megabytes", "1 GB 等于 1000 MB 或 1024 MB"))
        .why(text!("amounts of data are counted in bytes by it", "流量的字节数由此换算"))
        .help(text!("write `1 GB = 1000 MB` or `1 GB = 1024 MB`", "请写 `1 GB = 1000 MB` 或 `1 GB = 1024 MB`"))
        .fix(text!("write `1 GB = 1000 MB`", "写成 `1 GB = 1000 MB`"), write("1 GB = 1000 MB"), false)
        .fix(text!("write `1 GB = 1024 MB`", "写成 `1 GB = 1024 MB`"), write("1 GB = 1024 MB"), false)
}

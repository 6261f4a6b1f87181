//! # `currency`
//!
//! `currency USD` is the ISO 4217 code of the money that prices and charges are in. Amounts are exact decimals of six
//! places; the currency decides with how many they are written (`$5.00`, `1000 KHR`).
//!
//! **Edge.** A plan has one currency. An amount that names another (`€5` where the currency is USD) is an error, not a
//! conversion, unless the file says the rate: `1 USD = 4000 KHR`.

use crate::diag::{Code, Diagnostic, Edit};
use crate::model::Choice;
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text;
use crate::text::{Origin, Span};
use crate::units::Currency;

use super::{Context, Example, Lowered, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Operator, en: "currency USD", zh: "货币 USD" },
    Example { place: Place::File, en: "currency KHR", zh: "币种 KHR" },
];

/// What people write for a currency that has a code. `¥`, `kr` and the like stand for several.
const SIGNS: &[(&str, &str)] = &[
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("៛", "KHR"),
    ("₹", "INR"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("R$", "BRL"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("riel", "KHR"),
    ("RMB", "CNY"),
    ("人民币", "CNY"),
    ("美元", "USD"),
    ("欧元", "EUR"),
    ("瑞尔", "KHR"),
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let node = clause.sentence.child(Rule::name).or_else(|| clause.sentence.child(Rule::currency_sign))?;
    let name = context.name_of(node);
    let Some(currency) = Currency::named(&name) else {
        // It was answered, and the answer is what is wrong.
        context.operator.currency.origin = Origin::Written(clause.sentence.span);
        return context.report(unknown(&name, node.span));
    };
    context.operator.currency = Choice::stated(currency, Origin::Written(clause.sentence.span));
    super::rate::concerns_own(context)
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let report = Diagnostic::new(Code::UnknownName, text!("there is no currency `{name}`", "没有货币 `{name}`"))
        .at(span, text!("not an ISO 4217 code", "不是 ISO 4217 货币代码"))
        .why(text!(
            "a sign can stand for several currencies, a code for one",
            "一个符号可能代表多种货币，代码只代表一种"
        ));
    let capitals = name.to_uppercase();
    let sign = SIGNS.iter().find(|(sign, _)| sign.eq_ignore_ascii_case(name)).map(|(_, code)| (*code).to_owned());
    let Some(code) = sign.or_else(|| Currency::named(&capitals).map(|_| capitals)) else {
        return report
            .help(text!("write three capitals: `USD`, `KHR`, `ZAR`", "请写三个大写字母：`USD`、`KHR`、`ZAR`"));
    };
    let edit = Edit { span, text: code.clone() };
    let help = text!("did you mean `{code}`?", "是不是 `{code}`？");
    report.help(help).fix(text!("write `{code}`", "写成 `{code}`"), vec![edit], false)
}

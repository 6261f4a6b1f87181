//! Amounts: how much of what, in base units.

use crate::model::Choice;
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Allowance, Currency, DecimalError, Gigabyte, Kind, Quantity, Ratio, Rounding, parse_decimal};

use super::super::{Context, report};

/// Millionths of the currency unit in one.
const MILLION: u64 = 1_000_000;

/// `20 GB`, `100 minutes`, `50 SMS`, `$5`: the kind and how much.
pub(crate) fn measured(context: &mut Context<'_>, amount: &Node) -> Option<(Kind, Quantity)> {
    let node = if amount.rule == Rule::amount { amount.first()? } else { amount };
    match node.rule {
        Rule::money => Some((Kind::Money, money(context, node)?)),
        _ => {
            let unit = node.children.last()?;
            let (kind, scale) = scale(context, unit)?;
            let number = node.child(Rule::decimal)?;
            if parse_decimal(&number.text, scale) == Err(DecimalError::TooFine) {
                return too_fine(context, number, (kind, unit), scale);
            }
            Some((kind, decimal(context, number, scale)?))
        }
    }
}

/// `2.2 GB` where 1 GB is 1024 MB is no whole number of bytes: what is next to it in a smaller unit.
fn too_fine<T>(context: &mut Context<'_>, number: &Node, (kind, unit): (Kind, &Node), scale: u64) -> Option<T> {
    let smaller = match (kind, unit.first()?.rule) {
        (Kind::Voice, _) => Some(("seconds", 1)),
        (Kind::Data, Rule::k_tb) => Some(("GB", bytes_in(context, "GB"))),
        (Kind::Data, Rule::k_gb) => Some(("MB", bytes_in(context, "MB"))),
        (Kind::Data, Rule::k_mb) => Some(("kB", bytes_in(context, "kB"))),
        (Kind::Data, Rule::k_tib) => Some(("GiB", bytes_in(context, "GiB"))),
        (Kind::Data, Rule::k_gib) => Some(("MiB", bytes_in(context, "MiB"))),
        (Kind::Data, Rule::k_mib) => Some(("KiB", bytes_in(context, "KiB"))),
        (Kind::Data, Rule::k_kb | Rule::k_kib) => Some(("bytes", 1)),
        _ => None,
    };
    let message = refusal(DecimalError::TooFine);
    let written = context.sources.slice(number.span.to(unit.span)).to_owned();
    let why = match kind {
        Kind::Data => text!("`{written}` is not a whole number of bytes", "`{written}` 不是整数字节"),
        Kind::Voice => text!("`{written}` is not a whole number of seconds", "`{written}` 不是整数秒"),
        Kind::Sms | Kind::Points | Kind::Money => text!("only whole ones are counted", "只能是整数"),
    };
    let diagnostic = report::bad_value(number.span, message).why(why);
    // In the smaller unit, the nearest whole number of which is less.
    let floor = smaller.and_then(|(name, each)| Some((name, whole_units(&number.text, scale)? / each.max(1))));
    let help = match floor.filter(|(_, units)| *units > 0) {
        Some((name, units)) => {
            let more = units + 1;
            text!("write `{units} {name}` or `{more} {name}`", "请写 `{units} {name}` 或 `{more} {name}`")
        }
        None => text!("write a whole number", "请写整数"),
    };
    context.report(diagnostic.help(help))
}

fn bytes_in(context: &Context<'_>, unit: &str) -> u64 {
    context.operator.gigabyte.answer.bytes_in(unit).unwrap_or(1)
}

/// How many whole base units a number has, cut off behind so many digits as matter.
fn whole_units(number: &str, scale: u64) -> Option<u64> {
    let (whole, fraction) = number.split_once('.')?;
    let digits: String = fraction.chars().take(9).collect();
    let below = u128::from(10_u64.checked_pow(u32::try_from(digits.len()).ok()?)?);
    let parts = whole.parse::<u64>().ok()?.into();
    let units =
        (u128::checked_mul(parts, below)? + u128::from(digits.parse::<u64>().ok()?)) * u128::from(scale) / below;
    u64::try_from(units).ok()
}

/// `$5`, `5 USD`: in millionths.
pub(crate) fn money(context: &mut Context<'_>, money: &Node) -> Option<Quantity> {
    let amount = decimal(context, money.child(Rule::decimal)?, MILLION)?;
    match money.child(Rule::currency_code).or_else(|| money.child(Rule::currency_sign)) {
        Some(code) => currency(context, code, amount),
        None => Some(amount),
    }
}

/// Money with a sign, or a bare number of currency units: `fee $0.10`, `fee 0.10`.
pub(crate) fn money_or_number(context: &mut Context<'_>, node: &Node) -> Option<Quantity> {
    if let Some(with_sign) = node.child(Rule::money) {
        return money(context, with_sign);
    }
    let number = node.child(Rule::decimal)?;
    context.noted.bare_money.get_or_insert(number.span);
    decimal(context, number, MILLION)
}

/// `rounded up to 1 MB`: of which kind, and to which steps.
pub(crate) fn rounding(context: &mut Context<'_>, node: &Node) -> Option<(Kind, Rounding)> {
    let amount = node.children.last()?;
    let (kind, step) = match amount.rule {
        Rule::k_a_cent => (Kind::Money, Quantity(MILLION / 100)),
        _ => measured(context, amount)?,
    };
    if step.is_zero() {
        return context.report(report::bad_value(amount.span, text!("this cannot be zero", "这里不能为零")));
    }
    let rounding = match node.first()?.rule {
        Rule::k_rounded_up => Rounding::Up(step),
        Rule::k_rounded_nearest => Rounding::Nearest(step),
        _ => Rounding::Down(step),
    };
    Some((kind, rounding))
}

/// `unlimited`, or an amount.
pub(crate) fn allowance(context: &mut Context<'_>, node: &Node) -> Option<(Kind, Allowance)> {
    let (kind, amount) = measured(context, node.child(Rule::amount)?)?;
    Some((kind, Allowance::Limited(amount)))
}

/// A decimal number of units of `scale` base units each, exactly.
pub(crate) fn decimal(context: &mut Context<'_>, node: &Node, scale: u64) -> Option<Quantity> {
    match parse_decimal(&node.text, scale) {
        Ok(quantity) => Some(quantity),
        Err(error) => context.report(report::bad_value(node.span, refusal(error))),
    }
}

/// A whole number that fits 32 bits.
pub(crate) fn count(context: &mut Context<'_>, node: &Node) -> Option<u32> {
    match node.text.parse::<u32>() {
        Ok(count) if count <= 100_000 => Some(count),
        _ => context.report(report::bad_value(node.span, refusal(DecimalError::TooLarge))),
    }
}

/// A whole number of something of which there has to be at least one.
pub(crate) fn positive(context: &mut Context<'_>, node: &Node) -> Option<u32> {
    match count(context, node)? {
        0 => context.report(
            report::bad_value(node.span, text!("this cannot be zero", "这里不能为零"))
                .help(text!("write 1 or more", "请写 1 或更大的数")),
        ),
        count => Some(count),
    }
}

/// `50%`, `1.5x`, exactly: `12.5%` is 125/1000.
pub(crate) fn ratio(context: &mut Context<'_>, number: &Node, of: u64) -> Option<Ratio> {
    // More than six decimals of a percent is a slip of the hand, and one billion times the plan is too.
    let millionths = decimal(context, number, MILLION)?;
    let numerator = millionths.0;
    let denominator = of.saturating_mul(MILLION);
    if numerator > 1_000_000 * MILLION {
        return context.report(report::bad_value(number.span, refusal(DecimalError::TooLarge)));
    }
    let divisor = greatest_common_divisor(numerator, denominator).max(1);
    Some(Ratio { numerator: numerator / divisor, denominator: denominator / divisor })
}

/// A whole percentage, reduced like one that is written.
pub(crate) fn percent(percent: u64) -> Ratio {
    let divisor = greatest_common_divisor(percent, 100).max(1);
    Ratio { numerator: percent / divisor, denominator: 100 / divisor }
}

fn greatest_common_divisor(left: u64, right: u64) -> u64 {
    let (mut left, mut right) = (left, right);
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

/// What one unit is of, and how many base units it has.
pub(crate) fn scale(context: &mut Context<'_>, unit: &Node) -> Option<(Kind, u64)> {
    let keyword = unit.first()?.rule;
    let seconds = |scale| Some((Kind::Voice, scale));
    match keyword {
        Rule::k_second => seconds(1),
        Rule::k_minute => seconds(60),
        Rule::k_hour => seconds(3_600),
        Rule::k_sms => Some((Kind::Sms, 1)),
        Rule::k_point => Some((Kind::Points, 1)),
        _ => bytes(context, unit).map(|scale| (Kind::Data, scale)),
    }
}

fn bytes(context: &mut Context<'_>, unit: &Node) -> Option<u64> {
    let word = match unit.first()?.rule {
        Rule::k_byte => "B",
        Rule::k_kb => "kB",
        Rule::k_mb => "MB",
        Rule::k_gb => "GB",
        Rule::k_tb => "TB",
        Rule::k_kib => "KiB",
        Rule::k_mib => "MiB",
        Rule::k_gib => "GiB",
        _ => "TiB",
    };
    // What a megabyte is matters as much as what a gigabyte is: both follow the operator's declaration.
    if word.len() == 2 {
        context.noted.gigabyte.get_or_insert(unit.span);
    }
    let gigabyte: Gigabyte = context.operator.gigabyte.answer;
    gigabyte.bytes_in(word)
}

/// An amount in the operator's currency: as it is where it names that, or is the first to name one; by a rate where one is said.
fn currency(context: &mut Context<'_>, code: &Node, amount: Quantity) -> Option<Quantity> {
    let Some(named) = code_of(&code.text).and_then(Currency::named) else {
        // `¥` and `R$` may be several; they are taken for the operator's own.
        if code.rule == Rule::currency_sign {
            return Some(amount);
        }
        let name = &code.text;
        return context.report(report::bad_value(code.span, text!("`{name}` is not a currency", "`{name}` 不是货币")));
    };
    let known = context.operator.currency.answer;
    if known == named || (code.text == "$" && is_dollar(known)) {
        return Some(amount);
    }
    if context.operator.currency.is_assumed() && !context.noted.money {
        context.operator.currency = Choice::stated(named, Origin::Written(code.span));
        context.noted.money = true;
        return Some(amount);
    }
    let rates = &context.operator.rates;
    if let Some(exchanged) = rates.iter().find_map(|rate| rate.exchange(named, known, amount)) {
        return Some(exchanged);
    }
    let (here, there) = (named.code().to_owned(), known.code().to_owned());
    let message =
        text!("this is in {here}, but the operator's prices are in {there}", "这里用 {here}，但运营商的价格用 {there}");
    let help = text!(
        "write it in {there}, or say the rate: `1 {there} = … {here}`",
        "请用 {there} 书写，或写明汇率：`1 {there} = … {here}`"
    );
    context.report(report::bad_value(code.span, message).help(help))
}

/// The code of a currency that is written as a sign or as its code.
pub(crate) fn code_of(written: &str) -> Option<&str> {
    Some(match written {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "៛" => "KHR",
        "₹" => "INR",
        "฿" => "THB",
        "₫" => "VND",
        "₦" => "NGN",
        "R$" => "BRL",
        "¥" => return None,
        code => code,
    })
}

/// The currencies whose sign people write as `$` in their own country.
fn is_dollar(currency: Currency) -> bool {
    let code = currency.code();
    code.ends_with('D') || matches!(code, "MXN" | "CLP" | "COP" | "ARS" | "UYU" | "XXX")
}

fn refusal(error: DecimalError) -> Text {
    match error {
        DecimalError::NotANumber => text!("this is not a number", "这不是一个数"),
        DecimalError::TooLarge => text!("this is more than can be counted", "这个数太大"),
        DecimalError::TooFine => text!("this is finer than the smallest unit", "这个数比最小单位还细"),
    }
}

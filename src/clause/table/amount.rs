//! Amounts in a table: `600 MB`, `10 minutes`, `$5`.

use crate::text;
use crate::text::Text;
use crate::units::{DecimalError, Format, Kind, Quantity, parse_decimal};

/// Reads an amount; or says what was expected.
pub(super) fn amount(text: &str, format: &Format) -> Result<(Kind, Quantity), Text> {
    let expected = || {
        text!(
            "an amount with its unit, like 600 MB, 10 minutes, 3 SMS or $5",
            "带单位的数量，如 600 MB、10 minutes、3 SMS 或 $5"
        )
    };
    let (number, unit) = parts(text).ok_or_else(expected)?;
    let (kind, scale) = scale(unit, format).ok_or_else(expected)?;
    match parse_decimal(number, scale) {
        Ok(quantity) => Ok((kind, quantity)),
        Err(DecimalError::NotANumber) => Err(expected()),
        Err(DecimalError::TooLarge) => {
            Err(text!("an amount below 2^60, about an exabyte", "小于 2^60 的数量，约 1 EB"))
        }
        Err(DecimalError::TooFine) => Err(text!("a whole number of bytes, seconds or messages", "整数个字节、秒或条")),
    }
}

/// The number and the unit, which may stand on either side.
fn parts(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    for sign in ["$", "€", "£"] {
        if let Some(number) = text.strip_prefix(sign) {
            return Some((number.trim(), sign));
        }
    }
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.')?;
    Some((text.get(..end)?, text.get(end..)?.trim()))
}

/// What one unit is worth in base units.
fn scale(unit: &str, format: &Format) -> Option<(Kind, u64)> {
    // `Mb` is not taken for `MB`: it may be a bit.
    if let Some(bytes) = format.gigabyte.bytes_in(unit) {
        return Some((Kind::Data, bytes));
    }
    if unit.eq_ignore_ascii_case(format.currency.code()) || format.currency.sign() == Some(unit) {
        return Some((Kind::Money, 1_000_000));
    }
    Some(match unit.to_ascii_lowercase().as_str() {
        "s" | "sec" | "second" | "seconds" | "秒" => (Kind::Voice, 1),
        "min" | "minute" | "minutes" | "分钟" => (Kind::Voice, 60),
        "h" | "hour" | "hours" | "小时" => (Kind::Voice, 3_600),
        "sms" | "message" | "messages" | "条" | "条短信" => (Kind::Sms, 1),
        "point" | "points" | "积分" => (Kind::Points, 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Currency, Gigabyte};

    #[test]
    fn units() {
        let format = Format { gigabyte: Gigabyte::Binary, currency: Currency::UNDECLARED };
        let read = |text| amount(text, &format).ok().map(|(kind, quantity)| (kind, quantity.0));
        assert_eq!(read("600 MB"), Some((Kind::Data, 600 << 20)));
        assert_eq!(read("1.5GB"), Some((Kind::Data, 3 << 29)));
        assert_eq!(read("10 minutes"), Some((Kind::Voice, 600)));
        assert_eq!(read("3 SMS"), Some((Kind::Sms, 3)));
        assert_eq!(read("$0.50"), Some((Kind::Money, 500_000)));
        for wrong in ["", "GB", "12", "12 GBs", "12 Mb", "-3 MB", "1,5 GB", "0.3 B", "99999999999 TB", "€5"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

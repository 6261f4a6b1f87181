//! Exact decimal numbers.

use super::{DecimalError, Quantity};

/// Reads a decimal number of units of `scale` base units each, exactly: `1.5` of 1000 is 1500.
///
/// A number is ASCII digits, or digits, one point and digits: no sign, exponent, separator or space, and not `1.` nor
/// `.5`. It may have any number of zeros in front and behind.
///
/// # Errors
///
/// See [`DecimalError`]: `0.3` of 1 is too fine, 2^60 + 1 of 1 is too large.
pub fn parse_decimal(text: &str, scale: u64) -> Result<Quantity, DecimalError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return Err(DecimalError::NotANumber);
    }
    let scale = u128::from(scale);
    let limit = u128::from(Quantity::MAX.0);
    let mut units: u128 = 0;
    for digit in digits(whole) {
        units = units * 10 + digit;
        // Also keeps the next round from overflowing.
        if units * scale.max(1) > limit {
            return Err(DecimalError::TooLarge);
        }
    }
    // From the last digit to the first: what they are worth together is a whole number of base units only if each step
    // is, so nothing is lost and numbers of any length fit.
    let mut rest: u128 = 0;
    for digit in digits(fraction).rev() {
        let tenfold = rest + digit * scale;
        if !tenfold.is_multiple_of(10) {
            return Err(DecimalError::TooFine);
        }
        rest = tenfold / 10;
    }
    let total = units * scale + rest;
    if total > limit {
        return Err(DecimalError::TooLarge);
    }
    u64::try_from(total).map(Quantity).map_err(|_| DecimalError::TooLarge)
}

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u128> + '_ {
    text.bytes().map(|byte| u128::from(byte.saturating_sub(b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn exact() {
        for (text, scale, expected) in [
            ("1.5", 1_000_000_000, 1_500_000_000),
            ("8", 1_000_000_000, 8_000_000_000),
            ("0", 1, 0),
            ("007.50", 100, 750),
            ("0.005", 1_000_000, 5_000),
            ("1.50000000000000000000000000000000000000000000000000000000000000", 2, 3),
            ("0.0000000000009094947017729282379150390625", 1 << 40, 1),
            ("1152921504606846976", 1, 1 << 60),
            ("00000000000000000000000000000000000000000000000001", 1, 1),
            ("0.25", 1 << 30, 1 << 28),
        ] {
            assert_eq!(parse_decimal(text, scale), Ok(Quantity(expected)), "{text} of {scale}");
        }
    }

    #[test]
    fn refused() {
        for text in
            ["", ".", "1.", ".5", "1.2.3", "-1", "+1", "1e3", " 1", "1 ", "1,5", "1_000", "٣", "½", "NaN", "inf", "0x1"]
        {
            assert_eq!(parse_decimal(text, 1_000), Err(DecimalError::NotANumber), "{text}");
        }
        for (text, scale) in
            [("1152921504606846977", 1), ("1152921504606846976.5", 2), ("99999999999999999999999999999999999999999", 1)]
        {
            assert_eq!(parse_decimal(text, scale), Err(DecimalError::TooLarge), "{text}");
        }
        for (text, scale) in [("0.3", 1), ("0.0000001", 1_000_000), ("0.1", 1 << 30), ("0.5", 1)] {
            assert_eq!(parse_decimal(text, scale), Err(DecimalError::TooFine), "{text}");
        }
        assert_eq!(parse_decimal("2", u64::MAX), Err(DecimalError::TooLarge));
        assert_eq!(parse_decimal("0.999", u64::MAX), Err(DecimalError::TooFine));
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in "[0-9.]{0,60}|.{0,20}", scale: u64) {
            let _ = parse_decimal(&text, scale);
        }

        #[test]
        fn millionths_come_back(millionths in 0_u64..1 << 50) {
            let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
            prop_assert_eq!(parse_decimal(&text, 1_000_000), Ok(Quantity(millionths)));
        }
    }
}

use proptest::prelude::*;

use super::*;
use crate::units::parse_decimal;

fn written(gigabyte: Gigabyte, currency: &str, kind: Kind, quantity: u64) -> String {
    let format = Format { gigabyte, currency: Currency::named(currency).unwrap() };
    format.quantity(kind, Quantity(quantity))
}

#[test]
fn data() {
    let decimal = |bytes| written(Gigabyte::Decimal, "USD", Kind::Data, bytes);
    assert_eq!(decimal(8_000_000_000), "8 GB");
    assert_eq!(decimal(1_500_000_000), "1.5 GB");
    assert_eq!(decimal(20_000_000_000_000), "20 TB");
    assert_eq!(decimal(4_050_000_000), "4.05 GB");
    assert_eq!(decimal(999_000_000), "999 MB");
    assert_eq!(decimal(1_001_000_000), "1.001 GB");
    assert_eq!(decimal(1_000_100_000), "1000.1 MB");
    assert_eq!(decimal(1_234_567_891), "1234567.891 kB");
    assert_eq!(decimal(1_000), "1 kB");
    assert_eq!(decimal(999), "999 B");
    assert_eq!(decimal(1), "1 B");
    assert_eq!(decimal(0), "0 B");
    assert_eq!(decimal(u64::MAX), "18446744073709551.615 kB");
    let binary = |bytes| written(Gigabyte::Binary, "USD", Kind::Data, bytes);
    assert_eq!(binary(1 << 30), "1 GB");
    assert_eq!(binary(3 << 29), "1.5 GB");
    assert_eq!(binary(5 << 27), "640 MB");
    assert_eq!(binary(1_000_000_000), "976562.5 kB");
    assert_eq!(binary(1_025), "1025 B");
    assert_eq!(binary(u64::MAX), "18446744073709551615 B");
}

#[test]
fn brief() {
    let format = |gigabyte| Format { gigabyte, currency: Currency::named("USD").unwrap() };
    let decimal = |bytes| format(Gigabyte::Decimal).brief(Kind::Data, Quantity(bytes));
    assert_eq!([decimal(0), decimal(999), decimal(1_000)], ["0 B", "999 B", "1 kB"]);
    assert_eq!([decimal(8_000_000_000), decimal(1_250_000_000)], ["8 GB", "1.25 GB"]);
    assert_eq!([decimal(1_001_000_000), decimal(1_005_000_000)], ["≈1 GB", "≈1.01 GB"]);
    assert_eq!([decimal(999_994_999), decimal(999_995_000), decimal(999_999_999)], ["≈999.99 MB", "≈1 GB", "≈1 GB"]);
    assert_eq!(decimal(u64::MAX), "≈18446744.07 TB");
    let binary = |bytes| format(Gigabyte::Binary).brief(Kind::Data, Quantity(bytes));
    assert_eq!([binary(21_304_836_480), binary(3_960_000_000)], ["≈19.84 GB", "≈3.69 GB"]);
    assert_eq!([binary(640 << 20), binary((1 << 30) - 1), binary(1_025)], ["640 MB", "≈1 GB", "≈1 kB"]);
    assert_eq!(format(Gigabyte::Decimal).brief(Kind::Money, Quantity(5_000)), "$0.005");
}

#[test]
fn voice_messages_and_points() {
    let voice = |seconds| written(Gigabyte::Decimal, "USD", Kind::Voice, seconds);
    assert_eq!([voice(6_000), voice(90), voice(45)], ["100 min", "1 min 30 s", "45 s"]);
    assert_eq!([voice(60), voice(0)], ["1 min", "0 min"]);
    assert_eq!(written(Gigabyte::Decimal, "USD", Kind::Sms, 100), "100 SMS");
    assert_eq!(written(Gigabyte::Decimal, "USD", Kind::Points, 1), "1 point");
    assert_eq!(written(Gigabyte::Decimal, "USD", Kind::Points, 0), "0 points");
}

#[test]
fn money() {
    let money = |currency, millionths| written(Gigabyte::Decimal, currency, Kind::Money, millionths);
    assert_eq!(money("USD", 5_000_000), "$5.00");
    assert_eq!(money("USD", 5_000), "$0.005");
    assert_eq!(money("USD", 100_000), "$0.10");
    assert_eq!(money("USD", 1), "$0.000001");
    assert_eq!(money("USD", 0), "$0.00");
    assert_eq!(money("XXX", 12_345_600), "$12.3456");
    assert_eq!(money("EUR", 1_500_000), "€1.50");
    assert_eq!(money("GBP", 1_500_000), "£1.50");
    assert_eq!(money("KHR", 1_000_000_000), "1000 KHR");
    assert_eq!(money("KHR", 500_000), "0.5 KHR");
    assert_eq!(money("KWD", 1_500_000), "1.500 KWD");
    assert_eq!(money("USD", u64::MAX), "$18446744073709.551615");
}

proptest! {
    /// What is written reads back as the same number of bytes.
    #[test]
    fn data_is_exact(bytes in 0_u64..1 << 60, zeros in 0_u32..50) {
        for gigabyte in [Gigabyte::Decimal, Gigabyte::Binary] {
            let bytes = bytes >> zeros << zeros;
            let text = written(gigabyte, "USD", Kind::Data, bytes);
            let (number, unit) = text.split_once(' ').unwrap();
            let read = parse_decimal(number, gigabyte.bytes_in(unit).unwrap());
            prop_assert_eq!(read, Ok(Quantity(bytes)));
        }
    }
}

//! A number that is one more or one less in its last place, or has one zero too many; a thousand of 1024, and the
//! other way round.

use crate::mutate::Kind;
use crate::mutate::place::Place;
use crate::syntax::Rule;

pub(super) fn changes(place: &mut Place<'_>) {
    let is_gigabyte = place.clause.sentence.rule == Rule::gigabyte_clause;
    for (node, _) in place.nodes() {
        if !matches!(node.rule, Rule::decimal | Rule::integer) {
            continue;
        }
        match node.text.as_str() {
            "1024" if is_gigabyte => place.replace(Kind::Gigabyte, node.span, "1000"),
            "1000" if is_gigabyte => place.replace(Kind::Gigabyte, node.span, "1024"),
            _ if is_gigabyte => {}
            number => {
                for other in others(number).into_iter().flatten() {
                    place.replace(Kind::Amount, node.span, other);
                }
            }
        }
    }
}

/// One less, one more, ten times as much: what is written with two decimals is one more in the second.
fn others(number: &str) -> [Option<String>; 3] {
    let decimals = number.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let Ok(value) = digits.parse::<u64>() else { return [None, None, None] };
    let written = |value: u64| match decimals {
        0 => value.to_string(),
        _ => {
            let digits = format!("{value:0>width$}", width = decimals + 1);
            let (whole, fraction) = digits.split_at(digits.len() - decimals);
            format!("{whole}.{fraction}")
        }
    };
    [value.checked_sub(1).map(written), value.checked_add(1).map(written), value.checked_mul(10).map(written)]
}

#[cfg(test)]
mod tests {
    use super::others;

    #[test]
    fn the_last_place_counts() {
        let of = |number| others(number).map(Option::unwrap_or_default);
        assert_eq!(of("20"), ["19", "21", "200"]);
        assert_eq!(of("0.50"), ["0.49", "0.51", "5.00"]);
        assert_eq!(of("0"), ["", "1", "0"]);
    }
}

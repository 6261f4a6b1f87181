//! How long it was between two moments, in words.

use crate::text;
use crate::text::Text;

/// `3 hours`, `1 day 2 hours`, `2 minutes 5 seconds`: at most two units, the second rounded down.
pub(super) fn length(seconds: u64) -> Text {
    let units = [
        (86_400, "day", "days", "天"),
        (3_600, "hour", "hours", "小时"),
        (60, "minute", "minutes", "分钟"),
        (1, "second", "seconds", "秒"),
    ];
    let Some(first) = units.iter().position(|(size, ..)| seconds >= *size) else {
        return text!("0 seconds", "0 秒");
    };
    let mut rest = seconds;
    let mut parts: Vec<Text> = Vec::new();
    for (size, one, many, zh) in units.iter().skip(first).take(2) {
        let number = rest / size;
        rest %= size;
        if number > 0 {
            let en = if number == 1 { one } else { many };
            parts.push(text!("{number} {en}", "{number} {zh}"));
        }
    }
    let join = |side: fn(&Text) -> &str| parts.iter().map(side).collect::<Vec<_>>().join(" ");
    Text { en: join(|part| &part.en), zh: join(|part| &part.zh) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_units_are_enough() {
        let en = |seconds| length(seconds).en;
        assert_eq!((en(10_800), en(93_600), en(1)), ("3 hours".into(), "1 day 2 hours".into(), "1 second".into()));
        assert_eq!((en(86_400 + 5), en(0)), ("1 day".into(), "0 seconds".into()));
        assert_eq!(length(125).zh, "2 分钟 5 秒");
    }
}

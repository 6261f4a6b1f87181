//! Blanks in Chinese: one between a Chinese character and a Latin letter or a digit, none between two Chinese ones.
//!
//! Sentences are put together from phrases that do not know what they will stand beside; so this is done to whole
//! sentences. What people wrote themselves, in quotation marks, stays as it is.

/// The sentence with its blanks put right.
pub(super) fn spaced(zh: &str) -> String {
    let mut page = String::new();
    let mut quoted = false;
    let mut letters = zh.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '“' => quoted = true,
            '”' => quoted = false,
            '`' => quoted = !quoted,
            _ => {}
        }
        let before = page.chars().next_back();
        if letter == ' '
            && !quoted
            && before.is_some_and(is_full_width)
            && letters.peek().copied().is_some_and(is_full_width)
        {
            continue;
        }
        // An opening mark has just set `quoted`, and a closing one has just cleared it: only what lies between is spared.
        let opens = quoted && letter == '`';
        let ends = !quoted && letter == '`';
        if before.is_some_and(|before| needs_blank(before, letter)) && (!quoted || opens) && !ends {
            page.push(' ');
        }
        page.push(letter);
    }
    page
}

fn needs_blank(before: char, letter: char) -> bool {
    // 2026年5月1日 is one word.
    let in_a_date = matches!(before, '年' | '月') && letter.is_ascii_digit()
        || before.is_ascii_digit() && matches!(letter, '年' | '月' | '日');
    let opens = letter.is_ascii_alphanumeric() || matches!(letter, '$' | '€' | '£' | '`');
    let closes = before.is_ascii_alphanumeric() || matches!(before, '%' | '`');
    !in_a_date && (is_han(before) && opens || closes && is_han(letter))
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

fn is_full_width(letter: char) -> bool {
    is_han(letter) || "，。；：、（）“”".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn blanks_where_they_belong() {
        assert_eq!(spaced("每月获得20 GB 流量"), "每月获得 20 GB 流量");
        assert_eq!(spaced("每月获得 不限量通话，“周末” 未用完"), "每月获得不限量通话，“周末”未用完");
        assert_eq!(spaced("从2026年4月14日至2026年4月16日"), "从 2026年4月14日至 2026年4月16日");
        assert_eq!(spaced("可写`a 中b`或`c`，通知“a中 文”"), "可写 `a 中b` 或 `c`，通知“a中 文”");
        assert_eq!(spaced("可写`最旧 优先`或`a`"), "可写 `最旧 优先` 或 `a`");
        assert_eq!(spaced("收费$5.00，用至50%时"), "收费 $5.00，用至 50% 时");
    }
}

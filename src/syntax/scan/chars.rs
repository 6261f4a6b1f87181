//! What a character is to the scanner: keyboards and input methods differ, the language does not.

/// Blanks within a line: Khmer keyboards type a zero width space for the space bar, editors add a byte order mark.
pub(crate) fn is_blank(character: char) -> bool {
    match character {
        ' ' | '\t' => true,
        '\0'..='\u{7f}' => matches!(character, '\u{b}' | '\u{c}'),
        _ => matches!(
            character,
            '\u{a0}' | '\u{1680}' | '\u{2000}'
                ..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
        ),
    }
}

/// Where a line ends. A carriage return alone counts, as it once did on some machines.
pub(crate) fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters of Chinese writing, which puts no blanks between words.
pub(crate) fn is_han(character: char) -> bool {
    matches!(
        character,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〇'
    )
}

/// The zero of every script whose digits are read: Khmer first of all, and its neighbours.
const ZEROS: [char; 9] =
    ['\u{17e0}', '\u{0e50}', '\u{0ed0}', '\u{1040}', '\u{0660}', '\u{06f0}', '\u{0966}', '\u{09e6}', '\u{ff10}'];

/// The plain form of a character that keyboards type in several: full width to ASCII, digits to ASCII, the marks of
/// Chinese and Khmer to those of English.
pub(crate) fn plain(character: char) -> char {
    match character {
        '\0'..='\u{7f}' | '\u{4e00}'..='\u{9fff}' => character,
        '、' | '﹐' => ',',
        '。' | '\u{17d4}' | '\u{37e}' => ';',
        '￥' => '¥',
        '￡' => '£',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' => '\'',
        '–' | '—' | '―' | '‒' | '‐' | '‑' | '−' | '〜' | '～' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        _ => digit(character).unwrap_or(character),
    }
}

fn digit(character: char) -> Option<char> {
    let mut values = ZEROS.iter().filter_map(|zero| u32::from(character).checked_sub(u32::from(*zero)));
    char::from_digit(values.find(|value| *value < 10)?, 10)
}

/// The signs that stand for a currency.
pub(crate) fn is_currency(character: char) -> bool {
    matches!(character, '$' | '€' | '£' | '¥' | '៛' | '₹' | '฿' | '₫' | '₦')
}

/// Characters that are a token by themselves, or begin something that is no word. Given in plain form.
fn stands_alone(character: char) -> bool {
    matches!(character, ',' | ';' | ':' | '=' | '(' | ')' | '{' | '}' | '"' | '#' | '%' | '「' | '」' | '『' | '』')
        || is_currency(character)
}

/// Whether a character goes on with a word of a script that uses blanks.
pub(crate) fn in_word(character: char) -> bool {
    if character.is_ascii_alphanumeric() {
        return true;
    }
    let plain = plain(character);
    !(is_blank(character) || is_line_end(character) || is_han(character) || stands_alone(plain))
}

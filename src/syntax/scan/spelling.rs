//! Words and phrases to rows of the table of words.

use crate::syntax::line::{Kind, Line};
use crate::syntax::words::words;

use super::Scanner;
use super::chars::{in_word, is_blank, is_han, is_line_end, plain};

/// What Chinese calls currencies, behind a number.
const CURRENCIES: [(&str, &str); 11] = [
    ("人民币", "CNY"),
    ("越南盾", "VND"),
    ("美元", "USD"),
    ("欧元", "EUR"),
    ("英镑", "GBP"),
    ("日元", "JPY"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("瑞尔", "KHR"),
    ("泰铢", "THB"),
    ("元", "CNY"),
];

/// Letters that people put before a dollar sign.
const DOLLARS: [(&str, &str); 9] = [
    ("r", "R$"),
    ("us", "USD"),
    ("a", "AUD"),
    ("c", "CAD"),
    ("hk", "HKD"),
    ("nt", "TWD"),
    ("nz", "NZD"),
    ("s", "SGD"),
    ("mx", "MXN"),
];

/// What there is so much of, or so much for: words that a slash stands between or before, as in `20 GB/month`.
const COUNTED: [&str; 17] = [
    "tb", "gb", "mb", "kb", "byte", "second", "minute", "hour", "day", "week", "month", "year", "period", "sms",
    "line", "member", "call",
];

impl Scanner<'_> {
    /// A word of a script that puts blanks between words, with those that follow it if they are a phrase.
    pub(super) fn word(&mut self, line: &mut Line) {
        let start = self.cursor.place();
        let mut low = std::mem::take(&mut self.buffer);
        low.clear();
        while let Some((character, found)) = self.cursor.peek() {
            if !in_word(character) || (found == '.' && self.at_full_stop()) {
                break;
            }
            if found.is_ascii() {
                low.push(found.to_ascii_lowercase());
            } else {
                low.extend(found.to_lowercase());
            }
            self.cursor.bump();
        }
        let known = self.phrase(line, &low, start)
            || self.hyphens(line, &low, start)
            || self.slashes(line, &low, start)
            || self.dollars(line, &low, start);
        if !known {
            let typed = self.cursor.since(start);
            if typed.is_ascii() {
                line.push(typed, Kind::Other, start, self.cursor.place());
            } else {
                low.clear();
                low.extend(typed.chars().map(plain));
                line.push(&low, Kind::Other, start, self.cursor.place());
            }
        }
        self.buffer = low;
    }

    fn phrase(&mut self, line: &mut Line, low: &str, start: u32) -> bool {
        let Some((row, more)) = words().after_piece(low, self.cursor.rest()) else { return false };
        self.cursor.advance(more);
        line.push_word(row, start, self.cursor.place());
        true
    }

    /// `no-rollover` is two words, `on-time` is spelled with a blank, and `Sat-Sun` is a range.
    fn hyphens(&mut self, line: &mut Line, low: &str, start: u32) -> bool {
        if !low.contains('-') {
            return false;
        }
        let spaced = low.replace('-', " ");
        let Some(rows) = cut_phrases(&spaced) else { return false };
        let end = self.cursor.place();
        // The parts stand at the same bytes as typed unless changing the case changed a length.
        let exact = self.cursor.since(start).len() == low.len() && low.is_ascii();
        let place = |from: usize, to: usize| {
            let at = |byte: usize| start.saturating_add(u32::try_from(byte).unwrap_or(0)).min(end);
            if exact { (at(from), at(to)) } else { (start, end) }
        };
        let range = rows.len() == 2 && rows.iter().all(|(row, ..)| words().is_weekday(*row));
        for (index, (row, from, to)) in rows.iter().enumerate() {
            if range && index == 1 {
                let (dash, end) = place(from.saturating_sub(1), *from);
                line.push("-", Kind::Dash, dash, end);
            }
            let (start, end) = place(*from, *to);
            line.push_word(*row, start, end);
        }
        true
    }

    /// `$0.10/MB` and `20 GB/month`: a slash between words of the table, or before one, is `per`.
    fn slashes(&mut self, line: &mut Line, low: &str, start: u32) -> bool {
        let typed = self.cursor.since(start);
        let Some((before, behind)) = low.split_once('/').filter(|_| typed.is_ascii()) else { return false };
        let is_counted = |row: &u16| words().row(*row).is_some_and(|word| COUNTED.contains(&word.id));
        let whole = |piece: &str| words().after_piece(piece, "").map(|(row, _)| row).filter(is_counted);
        let Some(per) = words().number("per") else { return false };
        let counted = before.is_empty() && line.tokens.last().is_some_and(|last| last.end == start);
        let (first, Some(second)) = (whole(before), whole(behind)) else { return false };
        if first.is_none() && !counted {
            return false;
        }
        let slash = start.saturating_add(u32::try_from(before.len()).unwrap_or(0));
        if let Some(first) = first {
            line.push_word(first, start, slash);
        }
        line.push_word(per, slash, slash.saturating_add(1));
        line.push_word(second, slash.saturating_add(1), self.cursor.place());
        true
    }

    /// `US$ 5` is in dollars of the United States.
    fn dollars(&mut self, line: &mut Line, low: &str, start: u32) -> bool {
        if self.cursor.peek_plain() != Some('$') {
            return false;
        }
        let Some((_, sign)) = DOLLARS.iter().find(|(letters, _)| *letters == low) else { return false };
        self.cursor.bump();
        line.push(sign, Kind::Mark, start, self.cursor.place());
        true
    }

    /// The longest word at the start of a run of Han characters; or, up to where one begins, something unknown.
    pub(super) fn han(&mut self, line: &mut Line) {
        let start = self.cursor.place();
        if let Some((row, length)) = words().at_han(self.cursor.rest()) {
            self.cursor.advance(length);
            return line.push_word(row, start, self.cursor.place());
        }
        if line.tokens.last().is_some_and(|last| last.kind == Kind::Number) {
            let rest = self.cursor.rest();
            if let Some((name, code)) = CURRENCIES.iter().find(|(name, _)| rest.starts_with(name)) {
                self.cursor.advance(name.len());
                return line.push(code, Kind::Other, start, self.cursor.place());
            }
        }
        if let Some((number, length)) = han_number(self.cursor.rest()) {
            self.cursor.advance(length);
            return line.push(&number.to_string(), Kind::Number, start, self.cursor.place());
        }
        self.cursor.bump();
        while self.cursor.peek().is_some_and(|(next, _)| is_han(next)) && words().at_han(self.cursor.rest()).is_none() {
            self.cursor.bump();
        }
        line.push(self.cursor.since(start), Kind::Other, start, self.cursor.place());
    }
}

/// A text of words with blanks between them, cut into phrases of the table with their places; `None` unless all are known.
pub(in crate::syntax) fn cut_phrases(spaced: &str) -> Option<Vec<(u16, usize, usize)>> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < spaced.len() {
        let rest = spaced.get(at..)?;
        let length = rest.find(' ').unwrap_or(rest.len());
        let (row, more) = words().after_piece(rest.get(..length)?, rest.get(length..)?)?;
        rows.push((row, at, at + length + more));
        // A table bounds what is kept of a hostile word.
        if rows.len() > 8 {
            return None;
        }
        at += length + more + 1;
    }
    Some(rows)
}

/// A number in Chinese up to 99 with what is counted behind it: 三个月.
fn han_number(text: &str) -> Option<(u32, usize)> {
    let digit = |character| {
        "〇一二三四五六七八九".chars().position(|digit| digit == character).or((character == '两').then_some(2))
    };
    let mut value = 0;
    let mut ten = false;
    let mut length = 0;
    for character in text.chars() {
        match digit(character).and_then(|digit| u32::try_from(digit).ok()) {
            Some(digit) if value % 10 == 0 && (value == 0 || ten) => value += digit,
            None if character == '十' && !ten && value < 10 => {
                value = value.max(1) * 10;
                ten = true;
            }
            _ => break,
        }
        length += character.len_utf8();
    }
    let behind = text.get(length..).unwrap_or("");
    let counts = words().at_han(behind).is_some() || behind.starts_with(|next| is_blank(next) || is_line_end(next));
    (length > 0 && counts).then_some((value, length))
}

/// A word that is two words of the table with no blank between them: their rows, and how they are written.
pub(in crate::syntax) fn cut_in_two(low: &str) -> Option<(u16, u16, String)> {
    let whole = |piece: &str| words().after_piece(piece, "").map(|(row, _)| row);
    // A hostile word is long; the words of the table are not.
    low.char_indices().skip(1).take(24).find_map(|(at, _)| {
        let (one, other) = low.split_at_checked(at).filter(|(one, other)| one.len() > 1 && other.len() > 1)?;
        Some((whole(one)?, whole(other)?, format!("{one} {other}")))
    })
}

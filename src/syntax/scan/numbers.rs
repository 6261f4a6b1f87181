//! Numbers, and what people glue to them.

use crate::syntax::line::{Kind, Line};
use crate::syntax::slip::{Slip, SlipKind};
use crate::syntax::words::words;

use super::Scanner;
use super::chars::{in_word, is_blank, is_currency};
use super::dates;

impl Scanner<'_> {
    /// A number, or a date or time, which begin like one.
    pub(super) fn number(&mut self, line: &mut Line) {
        if self.date(line) || self.time(line) || self.digit_word(line) {
            return;
        }
        let start = self.cursor.place();
        let mut number = std::mem::take(&mut self.buffer);
        number.clear();
        let slip = self.amount(&mut number, start);
        let slip = slip.or_else(|| self.bits());
        let end = self.cursor.place();
        self.ordinal();
        match self.sign_behind(line) {
            Some(sign) => {
                // One order for the grammar, and both tokens at both places.
                let end = self.cursor.place();
                let mut bytes = [0; 4];
                line.push(sign.encode_utf8(&mut bytes), Kind::Mark, start, end);
                line.push(&number, Kind::Number, start, end);
            }
            None => line.push(&number, Kind::Number, start, end),
        }
        if let Some(slip) = slip {
            line.slip.get_or_insert(slip);
        }
        self.buffer = number;
    }

    /// Reads digits and a fraction. Marks between digits that mean one thing here and another there are reported.
    fn amount(&mut self, number: &mut String, start: u32) -> Option<Slip> {
        self.cursor.digits(number);
        let mut slip = None;
        if let Some(mark) = self.cursor.peek().map(|(typed, _)| typed).filter(|typed| matches!(typed, ',' | '\'' | '_'))
        {
            slip = self.groups(number, mark);
        } else if self.blank_groups(number) {
            slip = Some(SlipKind::Thousands);
        }
        let mut ahead = self.cursor;
        if ahead.eat('.') && ahead.peek_plain().is_some_and(|next| next.is_ascii_digit()) {
            number.push('.');
            ahead.digits(number);
            self.cursor = ahead;
        }
        let end = self.cursor.place();
        match slip {
            Some(kind) => Some(Slip { kind, start, end, instead: vec![number.clone()] }),
            None => {
                let instead = point_for_thousands(number)?;
                Some(Slip { kind: SlipKind::PointThousands, start, end, instead })
            }
        }
    }

    /// `10 Mb`: a megabit is not a megabyte. A speed is one: `10 Mb/s`.
    fn bits(&self) -> Option<Slip> {
        let mut ahead = self.cursor;
        ahead.skip_while(is_blank);
        let start = ahead.place();
        let (large, _) = ahead.peek().filter(|(typed, _)| matches!(typed, 'K' | 'M' | 'G' | 'T'))?;
        ahead.bump();
        (ahead.peek()?.0 == 'b').then(|| ahead.bump())?;
        let end = ahead.place();
        if ahead.peek().is_some_and(|(typed, _)| in_word(typed) || typed == '/') {
            return None;
        }
        ahead.skip_while(is_blank);
        let is_speed = ahead.eat_word("per") && {
            ahead.skip_while(is_blank);
            ["second", "sec", "s"].iter().any(|second| ahead.eat_word(second))
        };
        let unit = if large == 'K' { "kB".to_owned() } else { format!("{large}B") };
        (!is_speed).then(|| Slip { kind: SlipKind::Bits, start, end, instead: vec![unit] })
    }

    /// `1,000` and `10,5`: a comma inside a number is a thousand in one country and a fraction in the next.
    fn groups(&mut self, number: &mut String, mark: char) -> Option<SlipKind> {
        let mut ahead = self.cursor;
        let mut digits = String::new();
        let mut last = 0;
        loop {
            let mut next = ahead;
            next.bump();
            let before = digits.len();
            let count = next.digits(&mut digits);
            if count == 0 {
                break;
            }
            // One group of any length but three is a fraction.
            if before > 0 && count > 3 {
                digits.truncate(before);
                break;
            }
            last = count;
            ahead = next;
            if ahead.peek().is_none_or(|(typed, _)| typed != mark) {
                break;
            }
        }
        if digits.is_empty() {
            return None;
        }
        self.cursor = ahead;
        if mark != ',' || last == 3 {
            number.push_str(&digits);
            return Some(SlipKind::Thousands);
        }
        number.push('.');
        number.push_str(&digits);
        Some(SlipKind::DecimalComma)
    }

    /// `1 000`: one blank between thousands. No sentence has two numbers side by side.
    fn blank_groups(&mut self, number: &mut String) -> bool {
        let mut found = false;
        while number.len() <= 3 || found {
            let mut ahead = self.cursor;
            let mut digits = String::new();
            let blank = ahead.bump().is_some_and(is_blank);
            let goes_on = |next: char| in_word(next) && !next.is_alphabetic() || next == ':';
            if !blank || ahead.digits(&mut digits) != 3 || ahead.peek_plain().is_some_and(goes_on) {
                break;
            }
            number.push_str(&digits);
            self.cursor = ahead;
            found = true;
        }
        found
    }

    /// `1st`: the letters say nothing more.
    fn ordinal(&mut self) {
        let _ = ["st", "nd", "rd", "th"].iter().any(|ending| self.cursor.eat_word(ending));
    }

    /// `5$` is `$5`, unless the sign belongs to the number behind it.
    fn sign_behind(&mut self, line: &Line) -> Option<char> {
        if line.last().and_then(|last| last.chars().next()).is_some_and(is_currency) {
            return None;
        }
        let mut ahead = self.cursor;
        ahead.skip_while(is_blank);
        let sign = ahead.peek_plain().filter(|plain| is_currency(*plain))?;
        ahead.bump();
        let mut behind = ahead;
        behind.skip_while(is_blank);
        if behind.peek_plain().is_some_and(|next| next.is_ascii_digit()) {
            return None;
        }
        self.cursor = ahead;
        Some(sign)
    }

    /// `%` behind a number, or before one as some write it.
    pub(super) fn percent(&mut self, line: &mut Line) {
        let start = self.cursor.place();
        let mut ahead = self.cursor;
        ahead.bump();
        let touches = line.tokens.last().is_some_and(|last| last.kind == Kind::Number && last.end == start);
        if touches || !ahead.peek_plain().is_some_and(|next| next.is_ascii_digit()) {
            return self.mark(line, '%');
        }
        self.cursor = ahead;
        let mut number = String::new();
        let slip = self.amount(&mut number, start);
        let end = self.cursor.place();
        line.push(&number, Kind::Number, start, end);
        line.push("%", Kind::Mark, start, end);
        if let Some(slip) = slip {
            line.slip.get_or_insert(slip);
        }
    }

    /// Words that begin with a digit: `5G network`, and `5G` behind `on`; elsewhere `5G` is five gigabytes.
    fn digit_word(&mut self, line: &mut Line) -> bool {
        let mut ahead = self.cursor;
        let mut word = String::new();
        if ahead.digits(&mut word) != 1 {
            return false;
        }
        match ahead.peek_plain().filter(char::is_ascii_alphabetic) {
            Some(letter) => word.push(letter.to_ascii_lowercase()),
            None => return false,
        }
        ahead.bump();
        if ahead.peek().is_some_and(|(next, _)| in_word(next)) {
            return false;
        }
        let Some((row, more)) = words().after_piece(&word, ahead.rest()) else { return false };
        let is_generation = |text: &str| matches!(text, "2g" | "3g" | "4g" | "5g");
        let index = line.tokens.len();
        let last = line.last().unwrap_or("");
        let listed = matches!(last, "," | "and" | "or")
            && index.checked_sub(2).is_some_and(|index| is_generation(line.token(index)));
        if more == 0 && last != "on" && !listed {
            return false;
        }
        let start = self.cursor.place();
        ahead.advance(more);
        self.cursor = ahead;
        line.push_word(row, start, self.cursor.place());
        true
    }

    fn date(&mut self, line: &mut Line) -> bool {
        let start = self.cursor.place();
        let Some((date, behind)) = dates::date(self.cursor) else { return self.backwards_date(line) };
        self.cursor = behind;
        line.push(&date, Kind::Date, start, self.cursor.place());
        let mut ahead = self.cursor;
        // The letter between date and time in machines' dates.
        if ahead.peek_plain().is_some_and(|next| next.eq_ignore_ascii_case(&'t')) {
            ahead.bump();
            if ahead.peek_plain().is_some_and(|next| next.is_ascii_digit()) {
                self.cursor = ahead;
            }
        }
        true
    }

    /// `01/02/2026` is in January or in February, according to where one lives.
    fn backwards_date(&mut self, line: &mut Line) -> bool {
        let start = self.cursor.place();
        let Some((instead, behind)) = dates::backwards_date(self.cursor) else { return false };
        self.cursor = behind;
        let end = self.cursor.place();
        line.push(instead.first().map_or("", String::as_str), Kind::Date, start, end);
        line.slip.get_or_insert(Slip { kind: SlipKind::DateOrder, start, end, instead });
        true
    }

    fn time(&mut self, line: &mut Line) -> bool {
        let start = self.cursor.place();
        let after = line.last().unwrap_or("");
        let expected = matches!(after, "from" | "to" | "at" | "until" | "before" | "after" | "-");
        let Some((time, behind)) = dates::time(self.cursor, expected) else { return false };
        self.cursor = behind;
        line.push(&time, Kind::Time, start, self.cursor.place());
        true
    }
}

/// What `1.000` may be instead: a thousand, or a fraction without its zeros.
fn point_for_thousands(number: &str) -> Option<Vec<String>> {
    let (whole, fraction) = number.split_once('.')?;
    let is_group = fraction.len() == 3 && fraction.ends_with('0');
    if !is_group || whole.starts_with('0') || whole.len() > 3 {
        return None;
    }
    let short = number.trim_end_matches('0').trim_end_matches('.');
    Some(vec![format!("{whole}{fraction}"), short.to_owned()])
}

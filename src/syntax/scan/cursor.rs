//! A place in the text that can be copied, to look ahead and come back.

use super::chars::plain;

/// A place in a text, always between two characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Cursor<'t> {
        Cursor { text, at }
    }

    /// The place in bytes. Texts longer than 32 bits can count are refused before they are scanned.
    pub(super) fn place(&self) -> u32 {
        u32::try_from(self.at).unwrap_or(u32::MAX)
    }

    /// What is still to come.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// What was passed since `start`.
    pub(super) fn since(&self, start: u32) -> &'t str {
        self.text.get(start as usize..self.at).unwrap_or("")
    }

    /// The next character, as typed and in plain form.
    pub(super) fn peek(&self) -> Option<(char, char)> {
        // Nearly every byte of a plan is ASCII.
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii() => Some((char::from(*byte), char::from(*byte))),
            Some(_) => self.rest().chars().next().map(|character| (character, plain(character))),
            None => None,
        }
    }

    /// The next character in plain form.
    pub(super) fn peek_plain(&self) -> Option<char> {
        self.peek().map(|(_, plain)| plain)
    }

    /// Passes one character and gives it as typed.
    pub(super) fn bump(&mut self) -> Option<char> {
        let (character, _) = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    /// Passes so many bytes.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }

    /// Passes characters as long as they are wanted.
    pub(super) fn skip_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(|(character, _)| wanted(character)) {
            self.bump();
        }
    }

    /// Passes a character if, in plain form, it is this one.
    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek_plain() == Some(wanted);
        if found {
            self.bump();
        }
        found
    }

    /// Passes a word if it stands here, in lower case or upper case, and ends here.
    pub(super) fn eat_word(&mut self, wanted: &str) -> bool {
        let mut ahead = *self;
        for letter in wanted.chars() {
            match ahead.peek_plain() {
                Some(found) if found.eq_ignore_ascii_case(&letter) => ahead.bump(),
                _ => return false,
            };
        }
        let ended = !ahead.peek().is_some_and(|(next, _)| super::in_word(next));
        if ended {
            *self = ahead;
        }
        ended
    }

    /// Passes digits of any script, writes them down as ASCII, and says how many there were.
    pub(super) fn digits(&mut self, into: &mut String) -> usize {
        let before = into.len();
        while let Some(digit) = self.peek_plain().filter(char::is_ascii_digit) {
            into.push(digit);
            self.bump();
        }
        into.len() - before
    }

    /// The digits that stand here, if there are no more than `most`.
    pub(super) fn short_digits(&mut self, most: usize) -> Option<u32> {
        let mut value = 0_u32;
        let mut count = 0;
        while let Some(digit) = self.peek_plain().and_then(|plain| plain.to_digit(10)) {
            value = value.checked_mul(10)?.checked_add(digit)?;
            count += 1;
            self.bump();
        }
        (1..=most).contains(&count).then_some(value)
    }
}

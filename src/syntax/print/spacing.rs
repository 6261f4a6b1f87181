//! Blanks and marks between words, as each language sets them.

use crate::syntax::scan::chars::{is_currency, is_han};
use crate::syntax::words::words;
use crate::text::Lang;

/// Writes a sentence word by word.
#[derive(Debug)]
pub(super) struct Writer {
    lang: Lang,
    written: String,
    /// Whether the next word stands without a blank before it.
    tight: bool,
    number: Option<String>,
    /// Whether a mark was written last that stands behind a number, and might be taken for a part of it.
    joins_numbers: bool,
    word: Option<&'static str>,
    /// The Chinese words since the last blank, which must be cut again where they were joined.
    run: Vec<u16>,
    run_text: String,
}

impl Writer {
    pub(super) fn new(lang: Lang) -> Writer {
        let (written, run_text) = (String::new(), String::new());
        Writer { lang, written, tight: true, number: None, joins_numbers: false, word: None, run: Vec::new(), run_text }
    }

    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// The number that was written last, if nothing was written behind it.
    pub(super) fn last_number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// The id of the word that was written last, if nothing was written behind it.
    pub(super) fn last_word(&self) -> Option<&'static str> {
        self.word
    }

    /// Writes a word of the table.
    pub(super) fn word(&mut self, row: u16, spelling: &'static str) {
        let behind_number = self.number.is_some();
        let mut run = std::mem::take(&mut self.run);
        let mut text = std::mem::take(&mut self.run_text);
        run.push(row);
        text.push_str(spelling);
        if spelling.chars().all(is_han) && cuts_as(&text, &run) {
            self.tight |= run.len() > 1;
        } else {
            run = vec![row];
            text.clear();
            text.push_str(spelling);
        }
        // "1x", like "1%".
        self.tight |= behind_number && spelling == "x";
        let keeps_run = spelling.chars().all(is_han);
        self.put(spelling);
        if keeps_run {
            self.run = run;
            self.run_text = text;
        }
        self.word = words().row(row).map(|word| word.id);
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: &str) {
        // "20：100" would be a time, and "5，100" a number.
        self.tight &= !self.joins_numbers;
        self.put(number);
        self.number = Some(number.to_owned());
    }

    /// Writes a name, a date, or anything else that is the same in every language.
    pub(super) fn other(&mut self, text: &str) {
        self.put(text);
    }

    /// Writes a mark.
    pub(super) fn mark(&mut self, mark: &str) {
        let chinese = self.lang == Lang::Zh;
        let shown = match mark {
            "," if chinese => "，",
            ":" if chinese => "：",
            "(" if chinese => "（",
            ")" if chinese => "）",
            _ => mark,
        };
        let joins_numbers = self.number.is_some() && matches!(mark, "," | ":");
        self.tight |= matches!(mark, "," | ":" | ")" | "%");
        self.put(shown);
        self.joins_numbers = joins_numbers;
        self.tight = match mark {
            "(" | "+" => true,
            "," | ":" | ")" => chinese,
            // "$5", but "US$" is a code and stands apart.
            _ => mark.chars().next_back().is_some_and(is_currency),
        };
    }

    fn put(&mut self, text: &str) {
        if !self.tight {
            self.written.push(' ');
        }
        self.written.push_str(text);
        self.tight = false;
        self.joins_numbers = false;
        self.number = None;
        self.word = None;
        self.run.clear();
        self.run_text.clear();
    }

    /// Ends a row, and gives it.
    pub(super) fn end_row(&mut self) -> String {
        self.tight = true;
        self.number = None;
        self.word = None;
        self.run.clear();
        self.run_text.clear();
        std::mem::take(&mut self.written)
    }

    pub(super) fn finish(self) -> String {
        self.written
    }
}

/// Whether a run of Chinese is cut into these words.
fn cuts_as(text: &str, rows: &[u16]) -> bool {
    let mut rest = text;
    for row in rows {
        match words().at_han(rest) {
            Some((found, length)) if found == *row => rest = rest.get(length..).unwrap_or(""),
            _ => return false,
        }
    }
    rest.is_empty()
}

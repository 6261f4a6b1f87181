//! From the tree to rows: what stands in which line, and how deep.

use std::collections::BTreeSet;

use crate::syntax::Rule;
use crate::syntax::print::{self, Sentence};
use crate::syntax::scan::chars::{is_blank, is_line_end, plain};
use crate::syntax::tree::{Block, Clause, Entries, Entry};
use crate::text::{Lang, Span};

use super::called::called;
use super::comments::{Comment, comments};
use super::rows::{self, Row};

/// Lays a tree out again. `lang` is the language to write; without one each sentence keeps its own.
pub(super) fn lay_out(entries: &Entries, text: &str, lang: Option<Lang>) -> String {
    // Only who translates could take a name for a word.
    let called = if lang.is_some() { called(text) } else { BTreeSet::new() };
    let comments = comments(text);
    let mut layout = Layout { text, lang, called, comments, next: 0, rows: Vec::new(), behind: 0, depth: 0 };
    layout.entries(entries);
    layout.remarks_before(text.len());
    rows::text(layout.rows)
}

struct Layout<'t> {
    text: &'t str,
    lang: Option<Lang>,
    /// What the text calls by name.
    called: BTreeSet<String>,
    comments: Vec<Comment<'t>>,
    /// The first comment that is not written yet.
    next: usize,
    rows: Vec<Row>,
    /// The byte of the source behind what was written last.
    behind: usize,
    depth: usize,
}

impl Layout<'_> {
    fn entries(&mut self, entries: &Entries) {
        let mut before: Option<&Entry> = None;
        // Comments are taken from the text, where the order of all of them is.
        let list: Vec<&Entry> = entries.list.iter().filter(|entry| !matches!(entry, Entry::Comment(_))).collect();
        let mut first = None;
        for (index, entry) in list.iter().enumerate() {
            let start = *first.get_or_insert(span(entry).start);
            if list.get(index + 1).is_some_and(|next| self.is_one_sentence(entry, next)) {
                continue;
            }
            first = None;
            self.remarks_before(start as usize);
            let gap = self.between(self.behind, start as usize);
            let joins = !has_line_end(gap) && self.rows.last().is_some_and(|row| row.comment.is_none());
            let separator = |before| if gap.contains(is_semicolon) { self.semicolon(before, entry) } else { " " };
            let join = before.filter(|_| joins).map(separator);
            match entry {
                Entry::Clause(clause) => self.clause(clause, start, join),
                _ => self.verbatim(span(entry), join),
            }
            let ends_row = matches!(entry, Entry::Clause(clause) if clause.block.is_some());
            before = (!ends_row).then_some(entry);
            self.comment_behind();
        }
    }

    /// Whether two clauses were guessed out of one sentence: what stands between them was not understood.
    fn is_one_sentence(&self, one: &Entry, next: &Entry) -> bool {
        let (Entry::Clause(one), Entry::Clause(next)) = (one, next) else { return false };
        let gap = self.between(one.span.end as usize, next.span.start as usize);
        one.guessed.is_some() && next.guessed == one.guessed && one.block.is_none() && !gap.contains(is_semicolon)
    }

    fn between(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    // ---- Rows ----------------------------------------------------------------------------------------------------

    /// A new row for what begins here in the source.
    fn row(&mut self, start: usize, text: String) {
        let gap = self.between(self.behind, start);
        let apart = line_ends(gap) > 1 && !self.begins_block();
        self.rows.push(Row { depth: self.depth, apart, text, ..Row::default() });
    }

    /// Whether nothing stands in the block yet, so that no empty line may.
    fn begins_block(&self) -> bool {
        self.rows.last().is_none_or(|row| row.depth < self.depth)
    }

    /// Comments on lines of their own.
    fn remarks_before(&mut self, end: usize) {
        while let Some(comment) = self.comments.get(self.next).copied().filter(|comment| comment.start < end) {
            self.row(comment.start, String::new());
            self.attach(comment);
        }
    }

    /// The comment behind what was written last, on its line.
    fn comment_behind(&mut self) {
        let free = self.rows.last().is_some_and(|row| row.comment.is_none());
        let Some(comment) = self.comments.get(self.next).copied().filter(|_| free) else { return };
        let gap = self.between(self.behind, comment.start);
        if gap.chars().all(|character| is_blank(character) || is_semicolon(character)) {
            self.attach(comment);
        }
    }

    fn attach(&mut self, comment: Comment<'_>) {
        if let Some(row) = self.rows.last_mut() {
            row.comment = Some(comment.text.to_owned());
        }
        self.behind = comment.start + comment.text.len();
        self.next += 1;
    }

    /// Writes on in the row, or begins one.
    fn write(&mut self, start: usize, join: Option<&str>, text: &str) {
        match (join, self.rows.last_mut()) {
            (Some(separator), Some(row)) => {
                row.text.push_str(separator);
                row.text.push_str(text);
            }
            _ => self.row(start, text.to_owned()),
        }
    }

    fn read(&self, clause: &Clause) -> Sentence<'_> {
        Sentence::read(&clause.sentence, self.text).keeping(&clause.sentence, &self.called)
    }

    // ---- What is written -----------------------------------------------------------------------------------------

    /// What could not be read, or was only guessed.
    fn verbatim(&mut self, span: Span, join: Option<&str>) {
        let (start, end) = (span.start as usize, span.end as usize);
        let text = self.between(start, end).to_owned();
        for (index, line) in text.lines().enumerate() {
            if index == 0 {
                self.write(start, join, line.trim_end());
            } else {
                let row = Row { depth: self.depth, text: line.trim_end().to_owned(), verbatim: true, ..Row::default() };
                self.rows.push(row);
            }
        }
        while self.comments.get(self.next).is_some_and(|comment| comment.start < end) {
            self.next += 1;
        }
        self.behind = end;
        self.keep_end();
    }

    /// What ends a broken sentence at the end of a line is a part of what cannot be read: it stays.
    fn keep_end(&mut self) {
        let rest = self.text.get(self.behind..).unwrap_or("").trim_start_matches(is_blank);
        let Some(mark) = rest.chars().next().filter(|mark| is_semicolon(*mark) || plain(*mark) == '.') else { return };
        let behind = rest.get(mark.len_utf8()..).unwrap_or("").trim_start_matches(is_blank);
        let ends = behind.is_empty() || behind.starts_with(|next| is_line_end(next) || plain(next) == '#');
        if let (true, Some(row)) = (ends, self.rows.last_mut()) {
            row.text.push(mark);
            self.behind = self.text.len() - behind.len();
        }
    }

    /// A clause; `start` is where its sentence begins, of which it may be the last of several.
    fn clause(&mut self, clause: &Clause, start: u32, join: Option<&str>) {
        let sentence = clause.sentence.span;
        if clause.guessed.is_some() {
            self.verbatim(Span { start, ..sentence }, join);
        } else {
            self.sentence(clause, join);
        }
        if let Some(block) = &clause.block {
            self.block(block);
        }
    }

    fn sentence(&mut self, clause: &Clause, join: Option<&str>) {
        let sentence = self.read(clause);
        let lang = self.language(&sentence);
        for (index, printed) in sentence.rows(lang).iter().enumerate() {
            if index == 0 {
                self.write(printed.start as usize, join, &printed.text);
                self.mark_event(clause, lang, join);
            } else {
                self.depth += 2;
                self.comment_behind();
                self.remarks_before(printed.start as usize);
                self.rows.push(Row { depth: self.depth, text: printed.text.clone(), ..Row::default() });
                self.depth -= 2;
            }
            self.behind = printed.end as usize;
        }
    }

    /// What stands between two clauses on one line.
    fn semicolon(&self, before: &Entry, next: &Entry) -> &'static str {
        let chinese = |entry: &Entry| {
            let Entry::Clause(clause) = entry else { return false };
            let sentence = self.read(clause);
            let guessed = clause.guessed.is_some();
            if guessed { sentence.language() == Some(Lang::Zh) } else { self.language(&sentence) == Lang::Zh }
        };
        if chinese(before) || chinese(next) { "；" } else { "; " }
    }

    /// The language to write a sentence in. One whose words are the same in all is written as English is.
    fn language(&self, sentence: &Sentence<'_>) -> Lang {
        sentence.language().map_or(Lang::En, |own| self.lang.unwrap_or(own))
    }

    /// Of a line of a scenario, where the day ends and what happens begins.
    fn mark_event(&mut self, clause: &Clause, lang: Lang, join: Option<&str>) {
        let day = clause.sentence.child(Rule::date_time).filter(|_| clause.sentence.rule == Rule::line_clause);
        let Some(width) = day.map(|day| print::sentence(day, self.text, lang).len()) else { return };
        if let (None, Some(row)) = (join, self.rows.last_mut()) {
            row.event = Some(width);
        }
    }

    fn block(&mut self, block: &Block) {
        let (open, end) = (block.span.start as usize, block.span.end as usize);
        let has_comment = self.comments.get(self.next).is_some_and(|comment| comment.start < end);
        if !has_comment && !has_line_end(self.between(open, end)) {
            let text = self.inline(block);
            self.write(open, Some(" "), &text);
            self.behind = end;
            return;
        }
        // Behind a brace on the same line, what was a comment of the head could be one of what follows.
        self.comment_behind();
        self.remarks_before(open);
        let commented = self.rows.last().is_some_and(|row| row.comment.is_some());
        self.write(open, (!commented).then_some(" "), "{");
        self.depth += 1;
        // A full-width brace has more bytes than one.
        self.behind = open + self.between(open, end).chars().next().map_or(1, char::len_utf8);
        self.comment_behind();
        self.entries(&block.entries);
        self.remarks_before(end);
        self.depth -= 1;
        self.rows.push(Row { depth: self.depth, text: "}".to_owned(), ..Row::default() });
        self.behind = end;
    }

    /// A block that was written on one line. With a mistake in it, it stays as it is.
    fn inline(&self, block: &Block) -> String {
        if !is_understood(block) {
            return self.between(block.span.start as usize, block.span.end as usize).to_owned();
        }
        let (mut inside, mut before) = (String::new(), None);
        for entry in &block.entries.list {
            let Entry::Clause(clause) = entry else { continue };
            inside.push_str(before.map_or("", |before| self.semicolon(before, entry)));
            let sentence = self.read(clause);
            inside.push_str(&sentence.text(self.language(&sentence)));
            if let Some(block) = &clause.block {
                inside.push(' ');
                inside.push_str(&self.inline(block));
            }
            before = Some(entry);
        }
        if inside.is_empty() { "{ }".to_owned() } else { format!("{{ {inside} }}") }
    }
}

/// Whether everything in a block was read, and nothing guessed.
fn is_understood(block: &Block) -> bool {
    block.entries.list.iter().all(|entry| match entry {
        Entry::Clause(clause) => clause.guessed.is_none() && clause.block.as_ref().is_none_or(is_understood),
        Entry::Broken(_) => false,
        Entry::Comment(_) => true,
    })
}

fn span(entry: &Entry) -> Span {
    match entry {
        Entry::Clause(clause) => clause.span,
        Entry::Broken(span) => *span,
        Entry::Comment(comment) => comment.span,
    }
}

fn is_semicolon(character: char) -> bool {
    plain(character) == ';'
}

fn has_line_end(text: &str) -> bool {
    text.contains(is_line_end)
}

/// How many lines end in a text.
fn line_ends(text: &str) -> usize {
    text.matches(is_line_end).count() - text.matches("\r\n").count()
}

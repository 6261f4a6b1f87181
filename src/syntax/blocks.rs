//! Where sentences and blocks begin and end.
//!
//! Open blocks are kept on a list, never on the stack. The text is read once; only where its braces do not match, it is
//! read a second time with an eye on the indentation, which tells where the missing one should be.

mod comments;
mod mismatch;

use crate::diag::{Code, Diagnostic};
use crate::text;
use crate::text::{SourceId, Span, Text};

use super::explain::Explainer;
use super::line::Line;
use super::report::Report;
use super::scan::{Ending, Mark, Scanner};
use super::sentence;
use super::tree::{Block, Clause, Comment, Entries, Entry, Node};
use super::{MAX_DEPTH, MAX_ENTRIES};

use mismatch::Guess;

/// The most lines a sentence goes on for because a parenthesis is open.
const MAX_LINES_IN_PARENTHESES: u32 = 20;

/// Reads a text.
pub(super) fn read(source: SourceId, text: &str) -> (Entries, Vec<Diagnostic>) {
    let plain = Reader::new(source, text, Guess::Nothing).run();
    let guess = match (plain.missing, plain.stray) {
        (0, 0) => return (plain.entries, plain.report.finish()),
        (0, _) => Guess::Stray,
        _ => Guess::Missing,
    };
    let guessed = Reader::new(source, text, guess).run();
    // A guess that finds more wrong than there was is no guess.
    let better = guessed.missing + guessed.stray <= plain.missing + plain.stray;
    let best = if better { guessed } else { plain };
    (best.entries, best.report.finish())
}

/// What was read, and how many braces were too few and too many.
struct Outcome {
    entries: Entries,
    report: Report,
    missing: usize,
    stray: usize,
}

/// A block that is open.
#[derive(Debug)]
struct Frame {
    /// What stands around it.
    outer: Vec<Entry>,
    /// The sentence before it, or where that is broken.
    head: Result<Clause, Span>,
    /// The brace that opens it.
    open: Span,
    /// How far the line of its head is indented.
    indent: u32,
    /// How far its first clause on a line of its own is indented.
    inner_indent: Option<u32>,
}

impl Frame {
    /// Whether no sentence stands before it.
    fn is_bare(&self) -> bool {
        self.head.as_ref().is_err_and(|head| *head == self.open)
    }
}

struct Reader<'t> {
    source: SourceId,
    text: &'t str,
    scanner: Scanner<'t>,
    line: Line,
    guess: Guess,
    /// The entries of the innermost block.
    entries: Vec<Entry>,
    open: Vec<Frame>,
    report: Report,
    explainer: Explainer<'t>,
    missing: usize,
    stray: usize,
    /// `##` lines that wait for their clause.
    docs: Vec<Comment>,
    /// Comments inside the sentence that is being read.
    inner: Vec<Comment>,
    /// Whether the last entry is a clause that ended on this line.
    ended_here: bool,
    /// Whether the last clause ended with `;` on this line.
    behind_semicolon: bool,
    /// The byte behind the last thing that was read.
    last_end: u32,
    count: usize,
    /// Where the first line of a sentence in open parentheses ended, to go back to if they are not closed.
    first_line: Option<(Scanner<'t>, Line)>,
    lines_in_parentheses: u32,
    stopped: bool,
}

impl<'t> Reader<'t> {
    fn new(source: SourceId, text: &'t str, guess: Guess) -> Reader<'t> {
        Reader {
            source,
            text,
            scanner: Scanner::new(text),
            line: Line::default(),
            guess,
            entries: Vec::new(),
            open: Vec::new(),
            report: Report::default(),
            explainer: Explainer::new(source, text),
            missing: 0,
            stray: 0,
            docs: Vec::new(),
            inner: Vec::new(),
            ended_here: false,
            behind_semicolon: false,
            last_end: 0,
            count: 0,
            first_line: None,
            lines_in_parentheses: 0,
            stopped: false,
        }
    }

    fn run(mut self) -> Outcome {
        while !self.stopped {
            let before = self.line.tokens.len();
            let mark = self.scanner.read(&mut self.line);
            match mark.ending {
                Ending::Comment => self.comment(mark),
                Ending::LineEnd if self.goes_on(before) => (),
                _ if self.goes_back() => (),
                Ending::LineEnd => self.end_line(),
                Ending::Semicolon => {
                    self.behind_semicolon |= self.end_sentence();
                    self.last_end = mark.end;
                }
                Ending::Open => self.open_block(mark),
                Ending::Close => self.close_block(mark),
                Ending::End => {
                    self.end_sentence();
                    break;
                }
            }
        }
        self.keep_docs();
        while let Some(frame) = self.open.pop() {
            if !self.stopped {
                self.report_missing(&frame);
            }
            let end = self.last_end;
            self.leave(frame, end);
        }
        Outcome {
            entries: Entries { list: self.entries },
            report: self.report,
            missing: self.missing,
            stray: self.stray,
        }
    }

    fn span(&self, start: u32, end: u32) -> Span {
        Span { source: self.source, start, end }
    }

    // ---- Sentences -----------------------------------------------------------------------------------------------

    /// Whether the sentence goes on behind the end of the line. `before`: the tokens it had before this stretch.
    fn goes_on(&mut self, before: usize) -> bool {
        if self.line.is_empty() {
            return false;
        }
        if self.line.goes_on {
            return true;
        }
        if self.line.depth > 0 {
            let blank = self.line.tokens.len() == before;
            self.lines_in_parentheses += 1;
            if self.first_line.is_none() {
                self.first_line = Some((self.scanner.clone(), self.line.clone()));
            }
            return !blank && self.lines_in_parentheses < MAX_LINES_IN_PARENTHESES || self.scanner.opens_next();
        }
        // A brace on a line of its own opens the block of the line before.
        self.scanner.opens_next()
    }

    /// Ends a sentence whose parenthesis is not closed at its first line: what follows is no part of it.
    fn goes_back(&mut self) -> bool {
        self.lines_in_parentheses = 0;
        let Some((scanner, line)) = self.first_line.take() else { return false };
        if self.line.depth == 0 {
            return false;
        }
        self.scanner = scanner;
        self.line = line;
        let end = self.line.whole(self.source).end;
        self.inner.retain(|comment| comment.span.start < end);
        self.end_line();
        true
    }

    fn end_line(&mut self) {
        self.end_sentence();
        self.behind_semicolon = false;
        self.ended_here = false;
    }

    /// Ends the sentence, if there is one, and keeps it.
    fn end_sentence(&mut self) -> bool {
        let Some(head) = self.sentence() else { return false };
        self.ended_here = head.is_ok();
        match head {
            Ok(clause) => self.keep(Entry::Clause(clause)),
            Err(span) => self.keep(Entry::Broken(span)),
        }
        true
    }

    /// What was read since the last mark, or where it is broken.
    fn sentence(&mut self) -> Option<Result<Clause, Span>> {
        if self.line.is_empty() {
            self.line.clear();
            return None;
        }
        let mut line = std::mem::take(&mut self.line);
        if let Some((indent, true)) = line.place {
            self.begin_at(indent);
        }
        let span = line.whole(self.source);
        let (mut read, guessed) = self.explained(&line);
        let comment = self.place_inner_comments(span);
        self.last_end = span.end;
        line.clear();
        self.line = line;
        let docs = std::mem::take(&mut self.docs);
        let Some(last) = read.pop() else { return Some(Err(span)) };
        let mut doc = comments::doc(&docs);
        // Several clauses with nothing between them.
        for sentence in read {
            let span = sentence.span;
            let continues_line = std::mem::replace(&mut self.behind_semicolon, true);
            let clause =
                Clause { sentence, block: None, doc: doc.take(), comment: None, continues_line, guessed, span };
            self.keep(Entry::Clause(clause));
        }
        let span = Span { start: last.span.start.min(span.end), ..span };
        let continues_line = self.behind_semicolon;
        Some(Ok(Clause { sentence: last, block: None, doc, comment, continues_line, guessed, span }))
    }

    /// The sentence as the grammar reads it, or as it was probably meant, and where that is a guess; what is wrong with it
    /// is reported once.
    fn explained(&mut self, line: &Line) -> (Vec<Node>, Option<Span>) {
        if let Some((diagnostic, readable)) = self.explainer.beforehand(line) {
            // How far a quotation goes that is not closed is a guess as well.
            let place = match line.unclosed {
                Some((start, end)) => Some(self.span(start, end)),
                None => diagnostic.span(),
            };
            self.report.add(diagnostic);
            let read = if readable { sentence::read(line, self.source).ok() } else { None };
            return (read.into_iter().collect(), place);
        }
        match sentence::read(line, self.source) {
            Ok(node) => (vec![node], None),
            // Nobody reads the thousandth explanation, and each takes its time.
            Err(_) if self.report.is_full() => {
                self.report.count();
                self.stopped |= self.report.is_hopeless();
                (Vec::new(), None)
            }
            Err(failure) => {
                self.explainer.inside =
                    self.open.last().and_then(|frame| Some(frame.head.as_ref().ok()?.sentence.rule));
                self.explainer.opens = self.scanner.opened();
                let explanation = self.explainer.failure(line, &failure);
                let places = explanation.diagnostics.iter().filter_map(Diagnostic::span);
                let guessed = places.reduce(Span::to);
                for diagnostic in explanation.diagnostics {
                    self.report.add(diagnostic);
                }
                (explanation.meant, guessed)
            }
        }
    }

    fn keep(&mut self, entry: Entry) {
        self.count += 1;
        if self.count > MAX_ENTRIES && !self.stopped {
            self.stopped = true;
            let end = self.span(self.last_end, self.last_end);
            let message = text!(
                "more than {MAX_ENTRIES} clauses and comments in one file",
                "一个文件中的条款和注释超过 {MAX_ENTRIES} 条"
            );
            let help = text!("split it into several files with `import`", "用 `导入` 把它拆成几个文件");
            let label = text!("nothing behind this is read", "此后的内容未读取");
            self.report.add(Diagnostic::new(Code::TooLarge, message).at(end, label).help(help));
        }
        self.entries.push(entry);
    }

    // ---- Blocks --------------------------------------------------------------------------------------------------

    fn open_block(&mut self, mark: Mark) {
        let open = self.span(mark.start, mark.end);
        let indent = self.line.place.map_or(0, |(indent, _)| indent);
        if self.open.len() >= MAX_DEPTH {
            self.stopped = true;
            let message = text!("blocks are nested more than {MAX_DEPTH} deep", "块的嵌套超过 {MAX_DEPTH} 层");
            let label = text!("nothing from here on is read", "从这里起未读取");
            let help = text!("a plan needs two or three; is a `}}` missing?", "套餐只需两三层；是否缺少 `}}`？");
            self.report.add(Diagnostic::new(Code::TooLarge, message).at(open, label).help(help));
            return;
        }
        let head = self.sentence().unwrap_or_else(|| {
            // Of braces within braces that nothing introduces, the outermost is the mistake.
            if self.open.last().is_some_and(Frame::is_bare) {
                return Err(open);
            }
            let message = text!("a block without a sentence before it", "块的前面没有语句");
            let help = text!(
                "write what it is the block of, such as `plan \"Name\"`, before the `{{`",
                "请在 `{{` 前写明是什么的块，例如 `套餐 \"名称\"`"
            );
            self.report.add(Diagnostic::new(Code::Unexpected, message).at(open, Text::default()).help(help));
            Err(open)
        });
        self.keep_docs();
        self.last_end = mark.end;
        self.ended_here = false;
        self.behind_semicolon = false;
        let outer = std::mem::take(&mut self.entries);
        self.open.push(Frame { outer, head, open, indent, inner_indent: None });
    }

    fn close_block(&mut self, mark: Mark) {
        let place = if self.line.is_empty() { self.line.place } else { None };
        self.end_sentence();
        self.keep_docs();
        let close = self.span(mark.start, mark.end);
        if let Some((indent, true)) = place {
            if self.closes_nothing(indent) {
                return self.report_stray(close);
            }
            self.close_inner(indent);
        }
        match self.open.pop() {
            Some(frame) => {
                self.leave(frame, mark.end);
                self.last_end = mark.end;
                self.ended_here = true;
                self.behind_semicolon = false;
            }
            None if self.opens_nowhere(close) => {
                self.last_end = mark.end;
                self.ended_here = true;
                self.behind_semicolon = false;
            }
            None => self.report_stray(close),
        }
    }

    /// Puts a block that ends at `end` behind its head, and that among what stands around it.
    fn leave(&mut self, frame: Frame, end: u32) {
        let entries = Entries { list: std::mem::replace(&mut self.entries, frame.outer) };
        let entry = match frame.head {
            Ok(mut clause) => {
                clause.span.end = end.max(frame.open.end);
                clause.block = Some(Block { entries, span: Span { end: clause.span.end, ..frame.open } });
                Entry::Clause(clause)
            }
            // Its clauses were read, and what is wrong with them was said; without their head they mean nothing.
            Err(span) => Entry::Broken(Span { end: end.max(span.end), ..span }),
        };
        self.keep(entry);
    }
}

#[cfg(test)]
mod tests;

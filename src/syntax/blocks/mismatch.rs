//! Braces that do not match: where the missing one is missing, and which one is too many.

use crate::diag::{Code, Diagnostic, Edit};
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{Block, Entries, Entry};
use crate::text;
use crate::text::Span;

use super::{Frame, Reader};

/// What says nothing without a block.
const NEED_A_BLOCK: [Rule; 5] =
    [Rule::plan_clause, Rule::operator_clause, Rule::promo_clause, Rule::scenario_clause, Rule::regulation_clause];
/// How many entries back the sentence of a missing brace is looked for.
const MOST_BACK: usize = 1_000;

/// What the indentation is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guess {
    /// Nothing: every brace has its partner, as far as is known.
    Nothing,
    /// Where a block ends that is never closed.
    Missing,
    /// Which of the closing braces closes nothing.
    Stray,
}

impl Frame {
    /// Whether its content is indented, so that indentation says something.
    fn is_indented(&self) -> bool {
        self.inner_indent.is_some_and(|inner| inner > self.indent)
    }
}

impl Reader<'_> {
    /// A sentence begins a line that is indented so far.
    pub(super) fn begin_at(&mut self, indent: u32) {
        while self.guess == Guess::Missing
            && self.open.last().is_some_and(|frame| indent <= frame.indent && self.ends_before(frame))
        {
            let Some(frame) = self.open.pop() else { return };
            self.end_missing(frame);
        }
        if let Some(frame) = self.open.last_mut() {
            frame.inner_indent.get_or_insert(indent);
        }
    }

    /// Whether a clause at the column of the head, or left of it, is behind the block: its content is indented, or stands
    /// behind the opening brace. An empty block says nothing about how its writer indents.
    fn ends_before(&self, frame: &Frame) -> bool {
        frame.is_indented() || (frame.inner_indent.is_none() && !self.entries.is_empty())
    }

    /// A closing brace begins a line left of inner blocks: those are not closed.
    pub(super) fn close_inner(&mut self, indent: u32) {
        while self.guess == Guess::Missing
            && self.open.len() > 1
            && self.open.last().is_some_and(|frame| indent < frame.indent)
        {
            let Some(frame) = self.open.pop() else { return };
            self.end_missing(frame);
        }
    }

    /// A closing brace begins a line that is indented further than the head of the innermost block.
    pub(super) fn closes_nothing(&self, indent: u32) -> bool {
        self.guess == Guess::Stray && self.open.last().is_some_and(|frame| frame.is_indented() && indent > frame.indent)
    }

    fn end_missing(&mut self, frame: Frame) {
        self.report_missing(&frame);
        let end = self.last_end;
        self.leave(frame, end);
        self.behind_semicolon = false;
    }

    pub(super) fn report_missing(&mut self, frame: &Frame) {
        self.missing += 1;
        let place = self.span(self.last_end.max(frame.open.end), self.last_end.max(frame.open.end));
        let several =
            self.text.get(frame.open.end as usize..place.end as usize).is_some_and(|inside| inside.contains('\n'));
        let brace =
            if several { format!("\n{}}}", " ".repeat(frame.indent.min(64) as usize)) } else { " }".to_owned() };
        let diagnostic = Diagnostic::new(Code::UnbalancedBrace, text!("a `}}` is missing", "缺少 `}}`"))
            .at(place, text!("missing here, as far as the indentation tells", "从缩进来看，应在这里"))
            .at(frame.open, text!("the block that begins here is not closed", "从这里开始的块没有结束"))
            .help(text!("close the block with `}}`", "用 `}}` 结束这个块"))
            .fix(text!("add `}}`", "补上 `}}`"), vec![Edit { span: place, text: brace }], false);
        self.report.add(diagnostic);
    }

    /// A closing brace that no block is open for closes one whose opening brace is missing, if a sentence stands before it
    /// that needs a block: what stands between is that.
    pub(super) fn opens_nowhere(&mut self, close: Span) -> bool {
        let needs_block = |entry: &Entry| match entry {
            Entry::Clause(clause) => clause.block.is_none() && NEED_A_BLOCK.contains(&clause.sentence.rule),
            _ => false,
        };
        if self.report.is_full() {
            return false;
        }
        let recent = self.entries.len().saturating_sub(MOST_BACK);
        let Some(back) = self.entries.iter().skip(recent).rposition(needs_block) else { return false };
        let list = self.entries.split_off(recent + back + 1);
        let Some(Entry::Clause(head)) = self.entries.last_mut() else { return false };
        let place = head.sentence.span.after();
        head.span.end = close.end;
        head.block = Some(Block { entries: Entries { list }, span: Span { end: close.end, ..place } });
        let diagnostic = Diagnostic::new(Code::UnbalancedBrace, text!("a `{{` is missing", "缺少 `{{`"))
            .at(place, text!("missing here: a block belongs to this", "应在这里：这一句需要一个块"))
            .at(close, text!("this closes it", "它在这里结束"))
            .help(text!("open the block with `{{`", "用 `{{` 开始这个块"))
            .fix(text!("add `{{`", "补上 `{{`"), vec![Edit { span: place, text: " {".to_owned() }], false);
        self.report.add(diagnostic);
        true
    }

    pub(super) fn report_stray(&mut self, brace: Span) {
        self.stray += 1;
        self.last_end = brace.end;
        self.ended_here = false;
        if self.report.is_full() {
            self.report.count();
            self.stopped |= self.report.is_hopeless();
            return;
        }
        let diagnostic =
            Diagnostic::new(Code::UnbalancedBrace, text!("this `}}` closes nothing", "这个 `}}` 没有对应的 `{{`"))
                .at(brace, text!("no block is open here", "此处没有未结束的块"))
                .help(text!("remove it, or add the `{{` that it belongs to", "删除它，或补上与它对应的 `{{`"))
                .fix(text!("remove the `}}`", "删除 `}}`"), vec![Edit { span: brace, text: String::new() }], false);
        self.report.add(diagnostic);
    }
}

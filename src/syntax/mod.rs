//! From text to the tree of what was written, with every mistake reported where it is.
//!
//! The scanner (`scan`) turns text in any language into sentences of canonical tokens, `blocks` finds where sentences and
//! blocks begin and end, `sentence` lets the grammar read one sentence, and `explain` says what is wrong with one that
//! it cannot read. A mistake spoils one sentence; the sentences around it still count.

mod blocks;
mod expect;
mod explain;
mod format;
mod grammar;
mod heads;
mod line;
mod parts;
mod place;
mod print;
mod quoting;
mod report;
mod scan;
mod sentence;
mod shape;
mod similar;
mod slip;
pub mod tree;
mod words;

use crate::diag::{Code, Diagnostic};
use crate::text;
use crate::text::{SourceId, Span};

pub use format::{Doubt, Unformatted, format, format_lines};
pub use grammar::{Rule, alternatives};
pub use place::place;
pub use print::sentence as print_sentence;
pub use words::{Word, Words, words};

use tree::Entries;

/// The largest text that is read. The largest plan in the field has some hundred kilobytes.
pub const MAX_BYTES: usize = 8 << 20;
/// The deepest nesting of blocks.
const MAX_DEPTH: usize = 64;
/// The deepest nesting of parentheses and negations in a sentence: the parser of a sentence is recursive.
const MAX_NESTING: u32 = 16;
/// The most tokens in a sentence.
const MAX_TOKENS: usize = 400;
/// The most bytes in the canonical form of a sentence.
const MAX_SENTENCE_BYTES: usize = 16 << 10;
/// The most clauses and comments in a text.
const MAX_ENTRIES: usize = 100_000;
/// The most diagnostics about a text.
const MAX_DIAGNOSTICS: usize = 1_000;
/// The most steps the grammar may take over one sentence. An ordinary one takes a few thousand.
const MAX_STEPS: usize = 200_000;

/// Reads a text: what was written, and what is wrong with it.
///
/// Every sentence is in the result, as a clause or as a place that is broken; every broken sentence has exactly one
/// diagnostic. A sentence with an obvious slip of the pen has its diagnostic too, and is read as it was meant.
#[must_use]
pub fn parse(source: SourceId, text: &str) -> (Entries, Vec<Diagnostic>) {
    if text.len() > MAX_BYTES {
        let size = text.len() >> 20;
        let most = MAX_BYTES >> 20;
        let message =
            text!("the file has {size} MB; at most {most} MB are read", "文件有 {size} MB；最多读取 {most} MB");
        let start = Span { source, start: 0, end: 0 };
        let diagnostic = Diagnostic::new(Code::TooLarge, message)
            .at(start, text!("nothing of it was read", "未读取任何内容"))
            .help(text!("split it into several files with `import`", "用 `导入` 把它拆成几个文件"));
        return (Entries::default(), vec![diagnostic]);
    }
    blocks::read(source, text)
}

#[cfg(test)]
mod tests;

//! What is reported in many clauses, worded once.

use crate::diag::{Code, Diagnostic};
use crate::text;
use crate::text::{Span, Text};

/// A clause or part that may be said once is said twice.
pub(super) fn said_twice(first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateClause, text!("this is said twice", "这一条说了两次"))
        .at(second, text!("here again", "这里又说了一次"))
        .at(first, text!("already said here", "这里已经说过"))
        .help(text!("keep the one that is meant", "保留真正要的那一条"))
}

/// A number, date or unit that cannot be meant.
pub(super) fn bad_value(span: Span, message: Text) -> Diagnostic {
    Diagnostic::new(Code::BadValue, message).at(span, Text::default())
}

/// Something that has to be said is not.
pub(super) fn missing(span: Span, message: Text) -> Diagnostic {
    Diagnostic::new(Code::Unexpected, message).at(span.after(), text!("missing here", "这里缺少内容"))
}

/// Two things of one kind with one name.
pub(super) fn two_names(message: Text, second: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateName, message)
        .at(second, text!("this is the second", "这是第二个"))
        .at(first, text!("this is the first", "这是第一个"))
        .help(text!("give one of them another name", "请给其中一个改名"))
}

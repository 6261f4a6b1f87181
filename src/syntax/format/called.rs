//! What a text names in quotation marks.

use std::collections::BTreeSet;

use crate::syntax::line::{Kind, Line};
use crate::syntax::scan::{Ending, Scanner};

/// All that stands in quotation marks in a text, in small letters and without the marks.
pub(super) fn called(text: &str) -> BTreeSet<String> {
    let (mut scanner, mut line, mut called) = (Scanner::new(text), Line::default(), BTreeSet::new());
    loop {
        let mark = scanner.read(&mut line);
        let quotes = (0..line.tokens.len())
            .filter(|index| line.tokens.get(*index).is_some_and(|token| token.kind == Kind::Quote));
        called.extend(quotes.map(|index| line.token(index).trim_matches('"').to_lowercase()));
        line.clear();
        if mark.ending == Ending::End {
            return called;
        }
    }
}

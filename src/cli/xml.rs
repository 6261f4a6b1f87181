//! What every XML document needs.

use std::io::{self, Write};

/// Writes what was made with its declaration before it and a line feed behind.
pub(crate) fn document(out: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    out.write_all(bytes)?;
    writeln!(out)
}

/// XML has no place for most control characters, however they are written.
pub(crate) fn text(text: &str) -> String {
    let allowed = |character: char| !character.is_control() || matches!(character, '\n' | '\t');
    text.chars().map(|character| if allowed(character) { character } else { '\u{fffd}' }).collect()
}

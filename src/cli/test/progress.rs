//! How far a long run is: one line on a terminal, which goes when the run ends.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

use crate::text;
use crate::text::Lang;

/// What is over sooner needs no line.
const LONG: Duration = Duration::from_millis(700);
/// The eye follows no faster.
const APART: Duration = Duration::from_millis(100);

/// The line.
#[derive(Debug)]
pub(super) struct Progress {
    is_wanted: bool,
    lang: Lang,
    next: Instant,
    is_shown: bool,
}

impl Progress {
    /// For a person at a terminal; files and other programs see nothing of it.
    pub(super) fn new(is_wanted: bool, lang: Lang) -> Progress {
        Progress { is_wanted: is_wanted && stderr().is_terminal(), lang, next: Instant::now() + LONG, is_shown: false }
    }

    /// Notes how far the run is.
    pub(super) fn is_at(&mut self, begun: usize, all: usize) {
        if !self.is_wanted || Instant::now() < self.next {
            return;
        }
        (self.next, self.is_shown) = (Instant::now() + APART, true);
        let line = text!("{begun} of {all} scenarios …", "{all} 个场景中的 {begun} 个……");
        // Nothing is lost with a line that cannot be shown.
        let _ = write!(stderr(), "\r\u{1b}[K{}", line.get(self.lang)).and_then(|()| stderr().flush());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            let _ = write!(stderr(), "\r\u{1b}[K").and_then(|()| stderr().flush());
        }
    }
}

//! Looks at what differs one by one, in the terminal.

use std::io::{self, BufRead};

use crate::cli::session::Session;
use crate::text;

use super::compare::{Compared, Standing};
use super::{page, settle};

/// Which of them are accepted. Who ends the input, or quits, leaves the rest as it is.
pub(super) fn review(all: &[Compared], input: &mut dyn BufRead, session: &mut Session<'_>) -> io::Result<Vec<bool>> {
    let mut accepted = vec![false; all.len()];
    let due: Vec<usize> = (0..all.len()).filter(|index| is_due(all.get(*index))).collect();
    for (number, index) in due.iter().enumerate() {
        let Some(one) = all.get(*index) else { continue };
        let (number, count) = (number + 1, due.len());
        let place = text!("{number} of {count}", "第 {number} 个，共 {count} 个");
        writeln!(session.out, "\n{}", place.get(session.lang))?;
        page::one(one, one.standing(), true, session)?;
        match ask(input, session)? {
            Answer::Accept => {
                if let Some(mark) = accepted.get_mut(*index) {
                    *mark = true;
                }
            }
            Answer::Reject => settle::reject(one)?,
            Answer::Skip => settle::leave(one)?,
            Answer::Quit => break,
        }
    }
    Ok(accepted)
}

fn is_due(one: Option<&Compared>) -> bool {
    one.is_some_and(|one| !matches!(one.standing(), Standing::Same | Standing::Pending))
}

#[derive(Debug, Clone, Copy)]
enum Answer {
    Accept,
    Reject,
    Skip,
    Quit,
}

fn ask(input: &mut dyn BufRead, session: &mut Session<'_>) -> io::Result<Answer> {
    let question = text!("accept (a), reject (r), skip (s), quit (q)? ", "接受 (a)，拒绝 (r)，跳过 (s)，退出 (q)？");
    loop {
        write!(session.out, "{}", question.get(session.lang))?;
        session.out.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            writeln!(session.out)?;
            return Ok(Answer::Quit);
        }
        match line.trim().to_lowercase().as_str() {
            "a" | "accept" => return Ok(Answer::Accept),
            "r" | "reject" => return Ok(Answer::Reject),
            "s" | "skip" | "" => return Ok(Answer::Skip),
            "q" | "quit" => return Ok(Answer::Quit),
            _ => {}
        }
    }
}

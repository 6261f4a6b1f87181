//! From the results of scenarios to their snapshots.

use std::io;

use crate::cli::load::Loaded;
use crate::cli::session::Session;
use crate::cli::snapshot::{self, Settled, Taken};
use crate::diag::{Code, Diagnostic};
use crate::text;

use super::run::Suite;
use super::{Arguments, Format, Tested};

/// What the snapshots come to; nothing where they are not asked for.
pub(super) fn settle(
    arguments: &Arguments,
    (loaded, suite, results): (&Loaded, &Suite, &[Tested]),
    session: &mut Session<'_>,
) -> io::Result<Result<Option<Settled>, Diagnostic>> {
    if !arguments.snapshots.are_wanted() {
        return Ok(Ok(None));
    }
    if arguments.snapshots.is_review() && arguments.format != Format::Human {
        let message =
            text!("--review asks a person, and --format writes for machines", "--review 面向人，--format 面向机器");
        let help = text!("leave one of them out", "请去掉其中一个");
        return Ok(Err(Diagnostic::new(Code::BadRequest, message).help(help)));
    }
    let is_whole = arguments.filter.is_none() && !arguments.fail_fast;
    let mut taken = Taken::new(is_whole);
    let told: Vec<_> =
        suite.cases().zip(results).map(|((_, case), tested)| (case.scenario, &tested.snapshot)).collect();
    for file in &suite.files {
        let path = loaded.path(file.unit.id.0 as usize);
        taken.add(path, (&file.unit, file.program.as_ref(), &loaded.sources), |scenario| {
            let found = told.iter().find(|(other, _)| std::ptr::eq(*other, scenario));
            found.and_then(|(_, text)| (*text).clone())
        });
    }
    let settled = snapshot::settle(&arguments.snapshots, &taken, &mut io::stdin().lock(), session)?;
    Ok(settled.map(Some))
}

//! A pack, or a version of one, that can never be bought: what it says about when it is sold leaves no time for it, because a
//! later version is sold instead by then, or because it becomes the version that is sold only after its sale has ended.
//!
//! A pack that no clause names is sold to whoever asks for it; that is the ordinary case.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Plan, Product};
use crate::text;
use crate::text::Span;
use crate::units::Instant;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::UnusedPack,
    page: Page {
        what: Words {
            en: "A pack, or one version of it, is never on sale.",
            zh: "某个包，或它的某个版本，从来不会发售。",
        },
        why: Words {
            en: "From the day of a later version on, that one is sold instead; what `sold` says of the earlier one, or of the \
                 later one, leaves no day on which it could be bought. One of the dates is a slip, or the version can go.",
            zh: "从新版本的日期起就改售新版本；旧版本或新版本的 `发售` 没有留下任何可以购买的日子。\
                 请检查日期，或删除这个版本。",
        },
        bad: Example::Plan(
            "plan \"P\" {\n  every month: data 20 GB\n  pack \"Week\" { data 5 GB, valid 7 days, price $1 }\n  pack \"Week\" from 2027-03-01 {\n    data 6 GB, valid 7 days, price $1\n    sold until 2027-02-01\n  }\n}\n",
        ),
        instead: Example::Plan(
            "plan \"P\" {\n  every month: data 20 GB\n  pack \"Week\" { data 5 GB, valid 7 days, price $1 }\n  pack \"Week\" from 2027-03-01 {\n    data 6 GB, valid 7 days, price $1\n    sold until 2027-04-01\n  }\n}\n",
        ),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    for pack in plan.packs.iter().filter_map(|pack| subject.catalogue.product(*pack)) {
        let mut from = Instant::MIN;
        let mut current = pack;
        for (next, version) in &pack.versions {
            look_at(subject, plan, (current, from, *next), found);
            from = *next;
            current = subject.catalogue.product(*version).unwrap_or(current);
        }
        look_at(subject, plan, (current, from, Instant::NEVER), found);
    }
}

/// A version that is the one that is sold from an instant to before another.
fn look_at(subject: &Subject<'_>, plan: &Plan, (version, from, to): (&Product, Instant, Instant), found: &mut Found) {
    let Some((first, last, origin)) = version.eligibility.sold else { return };
    if first.max(from) < last.min(to) {
        return;
    }
    if let Some(span) = origin.span() {
        let is_late = last <= from;
        let date = subject.zone(plan).local(if is_late { from } else { to });
        found.add(finding(version, span, (is_late, &date.day.to_string())));
    }
}

fn finding(version: &Product, span: Span, (is_late, day): (bool, &str)) -> Diagnostic {
    let name = &version.name;
    let label = match is_late {
        true => text!("before this version is sold, on {day}", "早于此版本开始发售的 {day}"),
        false => text!("a later version is sold instead from {day}", "从 {day} 起改售新版本"),
    };
    let diagnostic = Diagnostic::new(
        Code::UnusedPack,
        text!("this `{name}` can never be bought", "这个 `{name}` 永远无法购买"),
    )
    .at(span, label);
    let diagnostic = match version.origin.span() {
        Some(pack) => diagnostic.at(Span { end: pack.start, ..pack }, text!("the version", "这个版本")),
        None => diagnostic,
    };
    diagnostic.help(text!("put one of the dates right, or take the version out", "请改正其中一个日期，或删除这个版本"))
}

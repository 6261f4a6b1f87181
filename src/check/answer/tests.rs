use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Severity};
use crate::model::Catalogue;
use crate::syntax;
use crate::syntax::tree::Entries;
use crate::text::{Source, SourceId, Sources};

use super::*;

struct Read {
    sources: Sources,
    files: Vec<(SourceId, Entries)>,
    catalogue: Catalogue,
    found: Vec<Diagnostic>,
}

fn read(text: &str) -> Read {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("example.plan", text));
    let (entries, mut found) = syntax::parse(id, text);
    let files = vec![(id, entries)];
    let (catalogue, more) = crate::clause::catalogue(&files, &sources);
    found.extend(more);
    Read { sources, files, catalogue, found }
}

/// How often each question is open.
fn open(read: &Read) -> Vec<(String, Question)> {
    read.catalogue.questions().map(|(plan, open)| (plan.name.clone(), open.question)).collect()
}

/// Tries every answer to every question of a text; gives back the questions.
fn tried(text: &str) -> BTreeSet<Question> {
    let before = read(text);
    assert!(before.found.iter().all(|one| one.severity < Severity::Error), "{:#?} in\n{text}", before.found);
    let [(id, entries)] = before.files.as_slice() else { panic!("one file") };
    let subject = Subject::new(*id, (&before.catalogue, entries), &before.sources, &before.found);
    let asked = open(&before);
    for (plan, question) in before.catalogue.questions() {
        let fixes = answers(&subject, plan, question);
        assert_eq!(fixes.len(), question.clauses.len(), "{question:?} in\n{text}");
        for fix in fixes {
            let [edit] = fix.edits.as_slice() else { panic!("one edit") };
            let mut fixed = text.to_owned();
            fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
            let after = read(&fixed);
            assert!(after.found.iter().all(|one| one.severity < Severity::Error), "{:#?} in\n{fixed}", after.found);
            let same = |open: &[(String, Question)]| {
                open.iter().filter(|(name, asked)| *name == plan.name && *asked == question.question).count()
            };
            assert!(same(&open(&after)) < same(&asked), "{:?} is still open in\n{fixed}", question.question);
        }
    }
    asked.into_iter().map(|(_, question)| question).collect()
}

/// Plans that leave questions open, each in several forms of the text.
const PLANS: &[&str] = &[
    "data 20 GB\n",
    "plan \"P\" {\n  data 20 GB\n}\n",
    "plan \"P\" { data 20 GB }\n",
    "plan \"P\" { data 20 GB; }\n",
    "# A file.\n\n## What it is.\nplan \"P\" {\n  every month: data 20 GB, price 5\n}\n",
    "zone UTC\nplan \"P\" {\n  every month: data 20 GB, price 5  # a comment\n  # and one more\n}\n",
    "zone UTC; currency USD\nplan \"P\" {\n  every month: data 20 GB\n}\n",
    "operator Smart { zone UTC }\nplan \"P\" by Smart {\n  every month: data 20 GB, price 5\n}\n",
    "operator Smart {\n}\nplan \"P\" by Smart {\n  every 30 days:\n    data 20 GB at night\n}\nplan \"Q\" like \"P\"\n",
    "operator Smart {\n  zone UTC\n}\nplan \"P\" by Smart {\n  every 30 days: data 20 GB\n  rollover 3 periods, bank at most 30 GB\n}\nplan \"Q\" by Smart {\n  every 30 days: data 40 GB\n}\n",
    "plan \"P\" {\n  every 30 days: price $5\n  pack \"Week\"\n  pack \"Day\" { price $1 }\n  pack \"Hour\" {\n    data 1 GB\n  }\n}\n",
    "plan \"P\" {\n  every 30 days: data 20 GB\n  grace 7 days\n  give up to 1 GB\n  on renewal: bonus 1 GB\n  on suspension: notify \"asleep\"\n  on renewal if renewed early: bonus 2 GB\n}\n",
    "plan \"P\" {\n  every 30 days: data 20 GB\n  pack \"Week\" { data 1 GB, valid 7 days, price $1 }\n  when data runs out if marked \"young\": block\n}\n",
    "zone UTC\nplan \"P\" {\n  every 30 days: data 20 GB\n}\nplan \"P\" from 2027-01-01 {\n  every 30 days: data 30 GB\n}\n",
    "套餐 “甲” {\n  每月：流量 20 GB\n  累积 3 个月，储备 最多 30 GB\n}\n",
    "rollover 3 months; weekend pack no-rollover; share cap 10GB\n",
];

#[test]
fn every_answer_can_be_read_and_answers_its_question() {
    let mut all = BTreeSet::new();
    for text in PLANS {
        all.extend(tried(text));
    }
    use Question::*;
    let known = [
        Zone,
        Gigabyte,
        Currency,
        Cycle,
        Amount,
        Price,
        Validity,
        Night,
        Order,
        Depletion,
        Rollover,
        CapSide,
        MonthEnd,
        PurchaseExpiry,
        GiftFunding,
        GiftExpiry,
        Grace,
        Change,
        Suspension,
        EarlyRenewal,
    ];
    let missing: Vec<Question> = known.into_iter().filter(|question| !all.contains(question)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

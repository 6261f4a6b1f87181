//! Published terms, rule by rule: `policies/published/<country>/<id>.plan`, and `docs/published.md`, which is made from them.
//!
//! `UPDATE=1 cargo test published` writes the document. A rule counts as shown only if some scenario that names it fails
//! once its clause is taken out; or, where the clause says what would be assumed without it, once another answer stands in
//! its place. `PUBLISHED=uk/ cargo test every_rule` looks at those files alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rollover::compile::compile;
use rollover::diag::Severity;
use rollover::syntax::Rule;
use rollover::syntax::tree::{Clause, Entries, Entry};
use rollover::text::{Lang, Source, Sources};
use rollover::verify::scenario;

/// How many sets of terms were collected, and how many rules they have in all.
const COLLECTED: (usize, usize) = (139, 467);

/// Tests run in the folder of the package.
fn root() -> &'static Path {
    Path::new("")
}

/// One set of published terms, as its file tells it.
struct Terms {
    path: PathBuf,
    text: String,
    /// The first line: what it is, in the style of whom.
    title: String,
    /// Where it was published.
    source: String,
    rules: BTreeMap<usize, Published>,
    /// What the terms leave open.
    open: BTreeSet<String>,
}

/// One rule.
#[derive(Default)]
struct Published {
    /// What it says, in our words.
    statement: String,
    /// Why no clause says it.
    out_of_scope: Option<String>,
    /// What no clause can say yet.
    not_yet: Option<String>,
    clauses: Vec<Shown>,
    scenarios: Vec<String>,
}

/// A clause that says a rule.
struct Shown {
    span: Range<usize>,
    /// How it begins, on one line.
    sentence: String,
    /// Whether it is the general form `when EVENT …`.
    is_general: bool,
}

/// The numbers in `rule 1`, `rules 2, 3 and 4: …`.
fn numbers(comment: &str) -> Option<Vec<usize>> {
    let rest = comment.trim();
    let list = rest.strip_prefix("rules ").or_else(|| rest.strip_prefix("rule "))?;
    let list = list.split(':').next()?.replace(" and ", ", ");
    list.split(',').map(|number| number.trim().parse().ok()).collect()
}

impl Terms {
    fn read(path: PathBuf) -> Terms {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.display().to_string();
        let head: Vec<&str> = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim).collect();
        let title = (*head.first().unwrap_or_else(|| panic!("{name} begins with a comment"))).to_owned();
        let source = head.iter().find_map(|line| line.strip_prefix("Source: ")).unwrap_or_default().to_owned();
        assert!(source.starts_with("http"), "{name}: no line `# Source: https://…` at its top");
        let mut terms = Terms { path, title, source, rules: statements(&head), open: BTreeSet::new(), text };
        let mut sources = Sources::default();
        let id = sources.add(Source::new(&name, &terms.text));
        let (entries, _) = rollover::syntax::parse(id, &terms.text);
        let mut marked = Vec::new();
        collect(&entries, &terms.text, &mut marked);
        for (rules, shown) in marked {
            for rule in rules {
                let rule = terms.rules.get_mut(&rule).unwrap_or_else(|| panic!("{name}: no rule {rule} in its head"));
                rule.clauses.push(Shown { span: shown.span.clone(), sentence: shown.sentence.clone(), ..shown });
            }
        }
        let (catalogue, found) = rollover::read(&sources);
        let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        for scenario in &catalogue.scenarios {
            for rule in numbers(&scenario.name).unwrap_or_default() {
                let rule = terms.rules.get_mut(&rule).unwrap_or_else(|| panic!("{name}: no rule {rule} in its head"));
                rule.scenarios.push(scenario.name.clone());
            }
        }
        terms.open = catalogue.questions().map(|(_, open)| open.asks.get(Lang::En).to_owned()).collect();
        terms
    }

    fn name(&self) -> String {
        self.path.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/")
    }

    /// What might stand where a clause stands: the answers, to the questions that are open without it, which the
    /// documentation does not assume. A clause that says what would be assumed makes a difference to these.
    fn other_answers(&self, clause: &Shown) -> Vec<String> {
        let mut without = self.text.clone();
        without.replace_range(clause.span.clone(), "");
        let open = questions(&self.text);
        let opened = questions(&without).into_iter().filter(|(question, _)| !open.contains_key(question));
        opened.flat_map(|(_, answers)| answers.into_iter().skip(1)).collect()
    }

    /// Everything about its rules that is not as it should be.
    fn complaints(&self) -> Vec<String> {
        let mut complaints = Vec::new();
        for (number, rule) in &self.rules {
            let mut complain = |what: &str| complaints.push(format!("{}: rule {number}: {what}", self.name()));
            let unwritten = rule.out_of_scope.as_ref().or(rule.not_yet.as_ref());
            match (unwritten, rule.clauses.is_empty(), rule.scenarios.is_empty()) {
                (Some(reason), true, true) if !reason.is_empty() => {}
                (Some(_), ..) => complain("said not to be written, but with clauses or scenarios, or without a reason"),
                (None, true, _) => complain("no clause is marked with it"),
                (None, _, true) => complain("no scenario has it in its title"),
                (None, false, false) => {
                    for clause in &rule.clauses {
                        let instead = |other: &str| {
                            let mut text = self.text.clone();
                            text.replace_range(clause.span.clone(), other);
                            holds(&text, &rule.scenarios)
                        };
                        if instead("") && self.other_answers(clause).iter().all(|other| instead(other)) {
                            complain(&format!("nothing fails without `{}`", clause.sentence));
                        }
                    }
                    if !holds(&self.text, &rule.scenarios) {
                        complain("its scenarios do not pass");
                    }
                }
            }
        }
        complaints
    }
}

/// Every question that the plans of a text leave open: whose, which, and the clauses that would answer it.
fn questions(text: &str) -> BTreeMap<(String, String), Vec<String>> {
    let mut sources = Sources::default();
    sources.add(Source::new("published.plan", text));
    let (catalogue, _) = rollover::read(&sources);
    let open = catalogue.questions().map(|(plan, open)| {
        let clauses = open.clauses.iter().map(|clause| clause.get(Lang::En).to_owned()).collect();
        ((plan.name.clone(), open.asks.get(Lang::En).to_owned()), clauses)
    });
    open.collect()
}

/// What the numbered lines of a head say: `1. …`, going on in lines without a number; `Out of scope: …` or
/// `Not written yet: …` behind it.
fn statements(head: &[&str]) -> BTreeMap<usize, Published> {
    let mut rules: BTreeMap<usize, Published> = BTreeMap::new();
    for line in head.iter().skip_while(|line| **line != "Rules:").skip(1).take_while(|line| !line.is_empty()) {
        let numbered = line.split_once(". ").and_then(|(number, rest)| Some((number.parse::<usize>().ok()?, rest)));
        match (numbered, rules.last_entry()) {
            (Some((number, rest)), last) => {
                assert_eq!(number, last.map_or(1, |last| last.key() + 1), "rules are numbered one after the other");
                rules.insert(number, Published { statement: rest.to_owned(), ..Published::default() });
            }
            (None, Some(mut last)) => {
                let statement = &mut last.get_mut().statement;
                *statement = format!("{statement} {line}");
            }
            (None, None) => {}
        }
    }
    for rule in rules.values_mut() {
        let parted =
            |mark| rule.statement.split_once(mark).map(|(said, why): (&str, &str)| (said.to_owned(), why.to_owned()));
        if let Some((statement, reason)) = parted(" Out of scope: ") {
            (rule.statement, rule.out_of_scope) = (statement, Some(reason));
        } else if let Some((statement, reason)) = parted(" Not written yet: ") {
            (rule.statement, rule.not_yet) = (statement, Some(reason));
        }
    }
    rules
}

/// Every clause that a comment marks: behind it on its line, or on the line before it.
fn collect(entries: &Entries, text: &str, marked: &mut Vec<(Vec<usize>, Shown)>) {
    let mut before = None;
    for entry in &entries.list {
        match entry {
            Entry::Comment(comment) => before = numbers(&comment.text),
            Entry::Broken(_) => before = None,
            Entry::Clause(clause) => {
                let behind = clause.comment.as_ref().and_then(|comment| numbers(&comment.text));
                if let Some(rules) = before.take().or(behind) {
                    marked.push((rules, shown(clause, text)));
                }
                if let Some(block) = &clause.block {
                    collect(&block.entries, text, marked);
                }
            }
        }
    }
}

fn shown(clause: &Clause, text: &str) -> Shown {
    let sentence = &clause.sentence;
    let written = &text[sentence.span.start as usize..sentence.span.end as usize];
    let mut words = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if clause.block.is_some() {
        words.push_str(" { … }");
    }
    Shown {
        span: clause.span.start as usize..clause.span.end as usize,
        sentence: words,
        is_general: sentence.rule == Rule::event_clause,
    }
}

/// Whether a text can be read and these scenarios of it pass.
fn holds(text: &str, scenarios: &[String]) -> bool {
    let mut sources = Sources::default();
    sources.add(Source::new("published.plan", text));
    let (catalogue, found) = rollover::read(&sources);
    if found.iter().any(|one| one.severity == Severity::Error) {
        return false;
    }
    let program = compile(&catalogue);
    let named = catalogue.scenarios.iter().filter(|one| scenarios.contains(&one.name)).collect::<Vec<_>>();
    named.len() == scenarios.len() && named.iter().all(|one| scenario::run(&catalogue, &program, one).passed())
}

fn all() -> Vec<Terms> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("policies/published")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "plan") {
                found.push(path);
            }
        }
    }
    if let Ok(some) = std::env::var("PUBLISHED") {
        found.retain(|path| path.to_string_lossy().contains(&some));
    }
    found.sort();
    found.into_iter().map(Terms::read).collect()
}

#[test]
fn every_rule_has_a_clause_without_which_a_scenario_fails() {
    let terms = all();
    let next = AtomicUsize::new(0);
    let complaints = Mutex::new(Vec::new());
    let work = || {
        while let Some(one) = terms.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = one.complaints();
            complaints.lock().unwrap().extend(found);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let mut complaints = complaints.into_inner().unwrap();
    complaints.sort();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_document_says_what_the_files_say() {
    let terms = all();
    let made = document(&terms);
    let path = root().join("docs/published.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(made == there, "docs/published.md is not what the files say: UPDATE=1 cargo test published");
}

#[test]
fn little_is_out_of_scope_and_little_needs_the_general_form() {
    let terms = all();
    let rules: usize = terms.iter().map(|one| one.rules.len()).sum();
    assert!(terms.len() <= COLLECTED.0 && rules <= COLLECTED.1, "{} sets of terms, {rules} rules", terms.len());
    let out = terms.iter().flat_map(|one| one.rules.values()).filter(|rule| rule.out_of_scope.is_some()).count();
    assert!(out * 20 < rules, "{out} of {rules} rules are out of scope: 5 % or more");
    let general = terms.iter().flat_map(|one| one.rules.values()).filter(|rule| rule.is_general()).count();
    assert!(general * 10 < rules, "{general} of {rules} rules needed `when EVENT`: one in ten or more");
}

impl Published {
    /// Whether no clause of its own says it: all of them are `when EVENT …`.
    fn is_general(&self) -> bool {
        !self.clauses.is_empty() && self.clauses.iter().all(|clause| clause.is_general)
    }
}

fn document(terms: &[Terms]) -> String {
    let rules = || terms.iter().flat_map(|one| one.rules.values());
    let count = rules().count();
    let out = rules().filter(|rule| rule.out_of_scope.is_some()).count();
    let not_yet = rules().filter(|rule| rule.not_yet.is_some()).count();
    let general = rules().filter(|rule| rule.is_general()).count();
    let share = |part: usize| format!("{}.{} %", part * 100 / count.max(1), part * 1000 / count.max(1) % 10);
    let mut text = String::from(include_str!("docs/published.md"));
    write!(
        text,
        "\n| | |\n|---|---:|\n| sets of terms | {} of {} collected |\n| rules | {count} of {} |\n| written as clauses | {} |\n| of these, only as `when EVENT …` | \
         {general} ({}) |\n| not written yet | {not_yet} |\n| out of scope | {out} ({}) |\n",
        terms.len(),
        COLLECTED.0,
        COLLECTED.1,
        count - out - not_yet,
        share(general),
        share(out),
    )
    .unwrap();
    let mut country = String::new();
    for one in terms {
        let name = one.name();
        let folder = name.split('/').nth(2).unwrap_or_default().replace('-', " ");
        if folder != country {
            write!(text, "\n## {}\n", capitalised(&folder)).unwrap();
            country = folder;
        }
        let id = one.path.file_stem().unwrap().to_str().unwrap();
        write!(text, "\n### {id}\n\n{} [The plan](../{name}) · [the terms]({})\n", one.title, one.source).unwrap();
        text.push_str("\n| | Rule | Clause | Scenario |\n|---:|---|---|---|\n");
        for (number, rule) in &one.rules {
            writeln!(text, "| {number} | {} | {} | {} |", cell(&rule.statement), clauses(rule), scenarios(rule))
                .unwrap();
        }
        if !one.open.is_empty() {
            let open: Vec<&str> = one.open.iter().map(String::as_str).collect();
            write!(text, "\nLeft open: {}.\n", open.join("; ")).unwrap();
        }
    }
    text
}

fn clauses(rule: &Published) -> String {
    if let Some(reason) = &rule.out_of_scope {
        return format!("out of scope: {}", cell(reason));
    }
    if let Some(reason) = &rule.not_yet {
        return format!("not written yet: {}", cell(reason));
    }
    rule.clauses.iter().map(|clause| format!("`{}`", cell(&clause.sentence))).collect::<Vec<_>>().join("<br>")
}

fn scenarios(rule: &Published) -> String {
    let said = |name: &String| cell(name.split_once(": ").map_or(name.as_str(), |(_, said)| said));
    rule.scenarios.iter().map(said).collect::<Vec<_>>().join("<br>")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn capitalised(folder: &str) -> String {
    let word = |word: &str| match word {
        "uk" | "usa" | "eu" | "uae" => word.to_uppercase(),
        _ => word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect(),
    };
    folder.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

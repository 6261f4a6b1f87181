//! The documentation: what is made from the program is what the program says now, and the rest can be believed.
//!
//! `UPDATE=1 cargo test docs` writes what is made: `docs/language.md` and `docs/schema/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rollover::clause::{CLAUSES, ClauseKind, Example, Often, Place};
use rollover::compile::compile;
use rollover::diag::{Diagnostic, Severity};
use rollover::model::Catalogue;
use rollover::report::explain::Explanation;
use rollover::syntax::words;
use rollover::text::{Lang, Source, Sources};
use rollover::verify::scenario;
use serde_json::Value;

const INTRODUCTION: &str = include_str!("docs/intro.md");
const SHARED: &str = include_str!("docs/shared.md");

/// The clauses as people look for them.
const GROUPS: &[(&str, &str, &[&str])] = &[
    (
        "Operators and calendars",
        "What all plans of an operator share. The same clauses at the top of a file hold for the plans of that file.",
        &[
            "operator", "zone", "currency", "rate", "gigabyte", "places", "weekend", "holidays", "holiday", "sessions",
            "import",
        ],
    ),
    (
        "Plans and periods",
        "A plan, what a period of it is, and what it costs.",
        &[
            "plan",
            "every",
            "month_end",
            "first_period",
            "price",
            "price_step",
            "period_price",
            "payment",
            "minimum_charge",
            "tax",
            "term",
            "minimum_term",
        ],
    ),
    (
        "What is granted",
        "By a period, by a pack, as a bonus; how long it lives, and where it can be used.",
        &[
            "grant",
            "pack",
            "valid",
            "start",
            "used_first",
            "scope",
            "proration",
            "limit",
            "eligibility",
            "sold",
            "group",
            "next_pack",
            "not_given",
            "one_at_a_time",
            "last_renews",
            "credit",
            "repayment",
            "debt_limit",
            "refund",
            "convert",
            "advance",
            "recharge_validity",
        ],
    ),
    ("Leftovers", "What becomes of units at the end of a period.", &["rollover", "grace"]),
    (
        "Paying for a use",
        "Which units go first, and what happens when none are left.",
        &[
            "order",
            "within_each",
            "weight",
            "depletion",
            "beyond",
            "limit_use",
            "slow",
            "increment",
            "toll",
            "use_price",
            "charge_cap",
            "one_lot",
        ],
    ),
    ("Telling the customer", "Notices.", &["notify"]),
    (
        "When something happens",
        "For whatever no clause of its own covers, and for promotions.",
        &["event", "action", "otherwise", "leftover", "promo"],
    ),
    (
        "Renewing, changing, pausing",
        "",
        &[
            "renewal",
            "retry",
            "renewal_charge",
            "early_renewal",
            "change_time",
            "change_terms",
            "existing",
            "suspension",
        ],
    ),
    ("Other people", "Pools and gifts.", &["share", "owner_pays", "give"]),
    (
        "Scenarios",
        "Stories with dates that `rollover test` runs.",
        &["scenario", "accounts", "members", "line", "series", "events", "cases"],
    ),
    (
        "Promises and regulations",
        "What is to hold of plans. They are read and checked; they are not proved yet.",
        &["promise", "regulation", "demand"],
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).replace("\r\n", "\n")
}

/// Compares a file with what it should be; with `UPDATE=1`, writes it.
#[track_caller]
pub(crate) fn is_as_made(file: &str, made: &str) {
    let path = root().join(file);
    if std::env::var_os("UPDATE").is_some_and(|said| said == "1") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        return fs::write(&path, made).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = there.lines().zip(made.lines()).position(|(there, made)| there != made);
    let line = differs.unwrap_or_else(|| there.lines().count().min(made.lines().count())) + 1;
    assert!(there == made, "{file} is not what the program says, from line {line}: run `UPDATE=1 cargo test docs`");
}

/// The Markdown pages, with their names from the root.
fn pages() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("docs")];
    let mut paths: Vec<PathBuf> = ["README.md", "CONTRIBUTING.md"].map(|name| root().join(name)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    for path in paths.iter().filter(|path| path.exists()) {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        found.push((name, text_of(path)));
    }
    found
}

// ---- The reference of the language -----------------------------------------------------------------------------------

#[test]
fn the_reference_is_made_from_the_clauses() {
    is_as_made("docs/language.md", &reference());
}

#[test]
fn every_clause_is_in_one_group() {
    let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, _, names)| names.iter().copied()).collect();
    let mut clauses: Vec<&str> = CLAUSES.iter().map(|clause| clause.name).collect();
    grouped.sort_unstable();
    clauses.sort_unstable();
    assert_eq!(grouped, clauses, "GROUPS in tests/docs.rs must name each clause once");
}

#[test]
fn every_example_of_the_reference_reads_without_an_error() {
    for clause in CLAUSES {
        for example in clause.examples {
            for text in [example.en, example.zh] {
                let wrong = errors(&read(clause.name, &whole_file(example, text)).1);
                assert!(wrong.is_empty(), "{}: {text}\n{wrong}", clause.name);
            }
        }
    }
}

fn reference() -> String {
    let shared = SHARED.trim_end();
    let mut clauses = String::new();
    for (title, about, names) in GROUPS {
        write!(clauses, "## {title}\n\n").unwrap();
        if !about.is_empty() {
            write!(clauses, "{about}\n\n").unwrap();
        }
        for clause in names.iter().flat_map(|name| CLAUSES.iter().filter(move |clause| clause.name == *name)) {
            clauses.push_str(&page(clause));
        }
    }
    let body = format!("{shared}\n\n{clauses}{}", table_of_words());
    format!("{}\n\n{}\n{body}", INTRODUCTION.trim_end(), contents(&body))
}

/// The headings of two levels, linked.
fn contents(body: &str) -> String {
    let mut list = String::from("## Contents\n\n");
    let mut line = Vec::new();
    let mut anchors = BTreeSet::new();
    for (level, title) in headings(body) {
        assert!(anchors.insert(anchor(&title)), "two headings of the reference are linked to alike: {title}");
        let link = format!("[{}]({})", title, anchor(&title));
        if level == 2 {
            end_of_line(&mut list, &mut line);
            write!(list, "- {link}").unwrap();
        } else if level == 3 {
            line.push(link);
        }
    }
    end_of_line(&mut list, &mut line);
    list
}

fn end_of_line(list: &mut String, line: &mut Vec<String>) {
    if !line.is_empty() {
        write!(list, ": {}", line.join(" · ")).unwrap();
        line.clear();
    }
    if !list.ends_with('\n') {
        list.push('\n');
    }
}

/// A clause: its own page, where it may stand, its examples.
fn page(clause: &ClauseKind) -> String {
    let page = clause.page();
    let (title, body) = page.split_once('\n').unwrap_or((&page, ""));
    let title = title.trim_start_matches("# ");
    let places = clause.places.iter().map(|place| place.title().get(Lang::En).to_owned());
    let often = match clause.often {
        Often::Once => "at most once",
        Often::Many => "as often as needed",
    };
    let mut text = format!("### {title}\n\n{}\n\n", body.trim());
    write!(text, "*Where:* {}; {often}.\n\n", joined(&places.collect::<Vec<_>>())).unwrap();
    for said in [|example: &Example| example.en, |example: &Example| example.zh] {
        let said: Vec<&str> = clause.examples.iter().map(said).collect();
        let whole = clause.examples.len() == 1 && clause.examples.iter().all(|example| example.place == Place::File);
        let between = if said.iter().any(|example| example.contains('\n')) { "\n\n" } else { "\n" };
        let kind = if whole { "plan" } else { "text" };
        write!(text, "```{kind}\n{}\n```\n\n", said.join(between)).unwrap();
    }
    text
}

fn joined(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

/// Every keyword with its spellings; the sections are the comments of the table.
fn table_of_words() -> String {
    let mut text = String::from(
        "## Words\n\nEvery spelling that is read as the same word. The first is the canonical one. Spellings in both columns \
         may be mixed in one file.\n",
    );
    for line in text_of(&root().join("grammar/words.pest")).lines().skip_while(|line| !line.is_empty()) {
        if let Some(section) = line.strip_prefix("// ").filter(|comment| !comment.contains("//")) {
            let section = section.split(':').next().unwrap().trim().trim_end_matches('.');
            write!(text, "\n**{section}**\n\n| English | Chinese |\n|---|---|\n").unwrap();
            continue;
        }
        let id = line.strip_prefix("k_").and_then(|line| line.split(' ').next());
        let id = id.or_else(|| Some(line.strip_prefix("// ")?.split("//").next()?.trim()));
        let Some(word) = id.and_then(|id| words().by_id(id)) else { continue };
        let cell = |lang| {
            let spellings = word.spellings(lang).iter().map(|spelling| format!("`{spelling}`"));
            spellings.collect::<Vec<_>>().join(", ")
        };
        writeln!(text, "| {} | {} |", cell(Lang::En), cell(Lang::Zh)).unwrap();
    }
    text
}

/// An example as a whole file.
fn whole_file(example: &Example, text: &str) -> String {
    match example.place {
        Place::File => text.to_owned(),
        Place::Operator => format!("operator \"O\" {{\n{text}\n}}\n"),
        Place::Plan => format!("plan \"P\" {{\n{text}\n}}\n"),
        Place::Period => format!("plan \"P\" {{ every month {{\n{text}\n}} }}\n"),
        Place::Pack => format!("plan \"P\" {{ pack \"K\" {{\n{text}\n}} }}\n"),
        Place::Promotion => format!("plan \"P\" {{ every month: data 1 GB }}\npromo \"M\" for \"P\" {{\n{text}\n}}\n"),
        Place::Actions => format!("plan \"P\" {{ on renewal {{\n{text}\n}} }}\n"),
        Place::Scenario => {
            format!("plan \"P\" {{ every month: data 1 GB }}\nscenario \"S\" for \"P\" {{\n{text}\n}}\n")
        }
        Place::Regulation => format!("regulation \"R\" {{\n{text}\n}}\n"),
        Place::Holidays => format!("holidays \"H\" {{\n{text}\n}}\n"),
    }
}

// ---- The schemas -----------------------------------------------------------------------------------------------------

#[test]
fn the_schemas_are_made_from_the_types() {
    for (file, schema) in schemas() {
        let text = serde_json::to_string_pretty(&schema).unwrap();
        is_as_made(&format!("docs/schema/{file}"), &format!("{text}\n"));
    }
}

#[test]
fn every_schema_in_the_folder_is_made_here() {
    let made = schemas();
    for entry in fs::read_dir(root().join("docs/schema")).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(made.contains_key(&name), "nothing makes docs/schema/{name}");
    }
}

fn schemas() -> BTreeMap<String, Value> {
    let explain = Value::from(schemars::schema_for!(Vec<Explanation>));
    let own = rollover::cli::schemas().into_iter().map(|(name, schema)| (name.to_owned(), schema));
    [("explain.json".to_owned(), explain)].into_iter().chain(own).collect()
}

/// Runs the program as somebody would who copies a line of the documentation, from the root of the repository.
fn run(line: &str) -> Output {
    let mut arguments: Vec<String> = Vec::new();
    for (place, part) in line.split('"').enumerate() {
        match place % 2 {
            0 => arguments.extend(part.split_whitespace().map(str::to_owned)),
            _ => arguments.push(part.to_owned()),
        }
    }
    assert_eq!(arguments.first().map(String::as_str), Some("rollover"), "`{line}` is not a command of ours");
    let program = env!("CARGO_BIN_EXE_rollover");
    Command::new(program).args(&arguments[1..]).current_dir(root()).env("ROLLOVER_LANG", "en").output().unwrap()
}

#[test]
fn every_command_in_the_pages_about_data_runs() {
    let usage = text_of(&root().join("docs/usage-csv.md"));
    let (_, table) = blocks(&usage, "csv").into_iter().next().expect("docs/usage-csv.md has an example");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("january.csv");
    fs::write(&file, table).unwrap();
    for page in ["docs/usage-csv.md", "docs/json.md"] {
        let text = text_of(&root().join(page));
        let lines: Vec<String> = blocks(&text, "sh")
            .iter()
            .flat_map(|(_, block)| block.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(lines.len() > 2, "{page} has commands");
        for line in lines {
            let said = run(&line.replace("january.csv", &format!("\"{}\"", file.display())));
            assert!(said.status.success(), "{page}: `{line}`: {}", String::from_utf8_lossy(&said.stderr));
        }
    }
}

#[test]
fn what_is_written_is_what_the_schemas_say() {
    let text = text_of(&root().join("docs/json.md"));
    let schemas = schemas();
    for (_, block) in blocks(&text, "sh") {
        for line in block.lines() {
            let command = line.split_whitespace().nth(1).unwrap();
            let schema = &schemas[&format!("{command}.json")];
            let written: Value = serde_json::from_slice(&run(line).stdout).unwrap();
            if let Err(wrong) = fits(&written, schema, schema) {
                panic!("`{line}`: {wrong}");
            }
        }
    }
}

/// Whether a value fits a schema, as far as these schemas go; or where not.
fn fits(value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        fits(value, root.pointer(name.trim_start_matches('#')).ok_or(format!("{name} is missing"))?, root)?;
    }
    for some in ["anyOf", "oneOf"] {
        if let Some(list) = schema[some].as_array() {
            let fitting = list.iter().any(|one| fits(value, one, root).is_ok());
            fitting.then_some(()).ok_or(format!("{value} fits none of {schema}"))?;
        }
    }
    let is = |wanted: &str| match wanted {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    };
    let typed = match &schema["type"] {
        Value::String(wanted) => is(wanted),
        Value::Array(list) => list.iter().filter_map(Value::as_str).any(is),
        _ => true,
    };
    typed.then_some(()).ok_or(format!("{value} is not of {}", schema["type"]))?;
    let same = |wanted: &Value| wanted.is_null() || wanted == value;
    same(&schema["const"]).then_some(()).ok_or(format!("{value} is not {}", schema["const"]))?;
    let listed = schema["enum"].as_array().is_none_or(|list| list.contains(value));
    listed.then_some(()).ok_or(format!("{value} is none of {}", schema["enum"]))?;
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        value.get(name).map(|_| ()).ok_or(format!("`{name}` is missing in {value}"))?;
    }
    if let (Some(fields), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        for (name, field) in fields {
            known.get(name).map_or(Ok(()), |schema| fits(field, schema, root))?;
        }
    }
    if !schema["items"].is_null() {
        value.as_array().into_iter().flatten().try_for_each(|item| fits(item, &schema["items"], root))?;
    }
    Ok(())
}

// ---- What the pages say ----------------------------------------------------------------------------------------------

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for (name, text) in pages() {
        let folder = root().join(&name).parent().unwrap().to_path_buf();
        for target in links(&text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (file, part) = target.split_once('#').unwrap_or((&target, ""));
            let path = if file.is_empty() { root().join(&name) } else { folder.join(file) };
            if !path.exists() {
                broken.push(format!("{name}: {target}"));
            } else if !part.is_empty() && path.extension().is_some_and(|extension| extension == "md") {
                let known = headings(&text_of(&path)).any(|(_, title)| anchor(&title) == format!("#{part}"));
                if !known {
                    broken.push(format!("{name}: {target}: there is no such heading"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

#[test]
fn every_plan_in_the_pages_reads_and_does_what_it_says() {
    let mut ran = 0;
    for (name, text) in pages() {
        for (line, block) in blocks(&text, "plan") {
            let (catalogue, found) = read(&name, &block);
            let wrong = errors(&found);
            assert!(wrong.is_empty(), "{name}:{line}:\n{wrong}");
            let program = compile(&catalogue);
            for story in &catalogue.scenarios {
                let outcome = scenario::run(&catalogue, &program, story);
                let failures = outcome.failures.iter().map(|failure| {
                    format!("expected {}, got {}\n", failure.expected.get(Lang::En), failure.got.get(Lang::En))
                });
                let failures: String = failures.collect();
                assert!(outcome.passed(), "{name}:{line}: {}\n{failures}", story.name);
                ran += 1;
            }
        }
    }
    assert!(ran > 20, "only {ran} scenarios were found in the pages");
}

#[test]
fn every_question_has_its_row() {
    let listed = enum_names(&root().join("src/model/choice.rs"), "pub enum Question {");
    let page = text_of(&root().join("docs/semantics.md"));
    let (_, section) =
        page.split_once("\n## Nothing is assumed in silence\n").expect("docs/semantics.md needs its section");
    let section = section.split("\n## ").next().unwrap();
    for question in &listed {
        let rows = section.lines().filter(|line| line.starts_with(&format!("| `{question}` |"))).count();
        assert_eq!(rows, 1, "docs/semantics.md must have one row for the question `{question}`");
    }
    assert!(listed.len() > 10, "the questions were not found in src/model/choice.rs");
}

#[test]
fn every_worked_example_is_linked() {
    let page = text_of(&root().join("docs/semantics.md"));
    for entry in fs::read_dir(root().join("policies/examples")).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_plan = name.ends_with(".plan");
        assert!(
            !is_plan || page.contains(&format!("(../policies/examples/{name})")),
            "docs/semantics.md does not link {name}"
        );
    }
}

#[test]
fn the_rows_of_the_seed_name_scenarios_that_exist() {
    let page = text_of(&root().join("docs/seed.md"));
    let mut titles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut found = 0;
    for row in page.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let Some(file) = cells.iter().find_map(|cell| cell.strip_prefix('`')?.strip_suffix("`")) else { continue };
        let title = *cells.last().unwrap();
        let known = titles.entry(file.to_owned()).or_insert_with(|| scenarios_in(file));
        assert!(known.iter().any(|known| known == title), "docs/seed.md: {file} has no scenario `{title}`");
        found += 1;
    }
    assert!(found > 20, "only {found} rows with a plan were found in docs/seed.md");
}

/// The titles of the scenarios of a plan file, with the files it imports or not.
fn scenarios_in(file: &str) -> Vec<String> {
    let path = root().join(file);
    assert!(path.exists(), "docs/seed.md: there is no file {file}");
    let text = text_of(&path);
    let titles = text.lines().filter_map(|line| line.trim_start().strip_prefix("scenario \""));
    titles.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// The variants of an enum, by its text: there is no list of them.
fn enum_names(path: &Path, head: &str) -> Vec<String> {
    let text = text_of(path);
    let (_, body) = text.split_once(head).expect("the enum is there");
    let body = body.split("\n}").next().unwrap();
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.map(|line| line.trim_end_matches(',').to_owned()).collect()
}

// ---- Markdown --------------------------------------------------------------------------------------------------------

/// The lines that are not in a block of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut code = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        code ^= fence;
        !code && !fence
    })
}

/// The headings, with their levels.
fn headings(text: &str) -> impl Iterator<Item = (usize, String)> {
    prose(text).filter_map(|line| {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let title = line.get(level..)?.strip_prefix(' ')?;
        (level > 0).then(|| (level, title.to_owned()))
    })
}

/// How a heading is linked to.
fn anchor(title: &str) -> String {
    let kept = title
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .collect::<String>();
    format!("#{}", kept.replace(' ', "-"))
}

/// The targets of links, outside code.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text) {
        // What is between backquotes is not a link.
        let plain: String =
            line.split('`').enumerate().filter(|(place, _)| place % 2 == 0).map(|(_, part)| part).collect();
        for (at, _) in plain.match_indices("](") {
            let target = plain[at + 2..].split([')', ' ']).next().unwrap();
            found.push(target.to_owned());
        }
    }
    found
}

/// The blocks of code of a language, with the line they begin on.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open: Option<bool> = None;
    for (line, said) in (1..).zip(text.lines()) {
        match (said.trim_start().strip_prefix("```"), open) {
            (Some(named), None) => {
                open = Some(named.trim() == language);
                if open == Some(true) {
                    found.push((line + 1, String::new()));
                }
            }
            (Some(_), Some(_)) => open = None,
            (None, Some(true)) => {
                let block = &mut found.last_mut().unwrap().1;
                block.push_str(said);
                block.push('\n');
            }
            (None, _) => {}
        }
    }
    found
}

fn read(name: &str, text: &str) -> (Catalogue, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    sources.add(Source::new(name, text));
    rollover::read(&sources)
}

fn errors(found: &[Diagnostic]) -> String {
    let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| format!("{}\n", diagnostic.message.get(Lang::En))).collect()
}

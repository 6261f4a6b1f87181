use super::*;
use crate::diag::Code;

/// The clauses in brackets, `!` for what is broken.
fn shape(entries: &Entries) -> String {
    let mut shape = String::new();
    for entry in &entries.list {
        if !shape.is_empty() {
            shape.push(' ');
        }
        match entry {
            Entry::Clause(clause) => {
                shape.push_str(clause.sentence.text.split(' ').next().unwrap_or(""));
                if clause.continues_line {
                    shape.push('+');
                }
                if let Some(block) = &clause.block {
                    shape.push_str(&format!("[{}]", self::shape(&block.entries)));
                }
            }
            Entry::Comment(_) => shape.push('#'),
            Entry::Broken(_) => shape.push('!'),
        }
    }
    shape
}

#[track_caller]
fn check(text: &str, expected: &str, places: &[(&str, Code)]) {
    let (entries, diagnostics) = read(SourceId(0), text);
    let found: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| (text.get(diagnostic.span().unwrap().start as usize..).unwrap(), diagnostic.code))
        .map(|(rest, code)| (rest.lines().next().unwrap_or(""), code))
        .collect();
    assert_eq!(shape(&entries), expected, "{text}\n{diagnostics:#?}");
    assert_eq!(found, places, "{text}");
}

#[test]
fn sentences_and_blocks() {
    check("plan A { rollover 3 months; use oldest first }\nplan B {\n}\n", "plan[rollover use+] plan[]", &[]);
    check("plan A\n{\n rollover 3 months }", "plan[rollover]", &[]);
    check("every month: data 5 GB,\n  voice\u{20}10 minutes", "every", &[]);
    check("when data runs out:\n block; rollover 3 months\nrollover 3 months", "when rollover+ rollover", &[]);
    check(";;; rollover 3 months;;; rollover 3 months;\n;", "rollover rollover+", &[]);
}

#[test]
fn a_missing_brace_is_missing_where_the_indentation_says() {
    use Code::UnbalancedBrace as Brace;
    check(
        "plan A {\n  rollover 3 months\n\nplan B {\n  rollover 3 months\n}\n",
        "plan[rollover] plan[rollover]",
        &[("", Brace)],
    );
    check(
        "plan A {\n  pack X { price $1\n  rollover 3 months\n}\nplan B {\n}\n",
        "plan[pack[price] rollover] plan[]",
        &[("", Brace)],
    );
    check(
        "plan A {\n  pack X {\n    price $1\n  rollover 3 months\n}\nplan B {\n}\n",
        "plan[pack[price] rollover] plan[]",
        &[("", Brace)],
    );
    check("plan A {\n  pack X {\n    price $1\n}\nplan B {\n}", "plan[pack[price]] plan[]", &[("", Brace)]);
    check("plan A {\nrollover 3 months\n", "plan[rollover]", &[("", Brace)]);
    check("plan A {", "plan[]", &[("", Brace)]);
}

#[test]
fn the_place_of_a_missing_brace() {
    let text = "plan A {\n  rollover 3 months # why\n\n# next\nplan B {\n}\n";
    let (_, diagnostics) = read(SourceId(0), text);
    let [diagnostic] = diagnostics.as_slice() else { panic!("{diagnostics:#?}") };
    let label = |index: usize| diagnostic.labels.get(index).map(|label| (label.span.start, label.span.end)).unwrap();
    assert_eq!(label(1), (7, 8));
    assert!(
        text.get(..label(0).0 as usize).unwrap().ends_with("# next")
            || text.get(..label(0).0 as usize).unwrap().ends_with("# why")
    );
}

#[test]
fn a_stray_brace_is_one_mistake() {
    use Code::UnbalancedBrace as Brace;
    check("rollover 3 months\n}\nplan A { }", "rollover plan[]", &[("}", Brace)]);
    check(
        "plan A {\n  pack X { price $1 }\n  }\n  rollover 3 months\n}\nplan B { }",
        "plan[pack[price] rollover] plan[]",
        &[("  }".trim(), Brace)],
    );
}

#[test]
fn a_broken_head_does_not_spoil_its_block() {
    check(
        "fruit A {\n  rolover 3 months\n  use oldest first\n}\nplan B {}",
        "! plan[]",
        &[("fruit A {", Code::UnknownWord), ("rolover 3 months", Code::UnknownWord)],
    );
    check("{ rollover 3 months }", "!", &[("{ rollover 3 months }", Code::Unexpected)]);
}

#[test]
fn braces_within_braces_are_one_mistake() {
    check("{{{ rollover 3 months }}}", "!", &[("{{{ rollover 3 months }}}", Code::Unexpected)]);
}

#[test]
fn a_brace_that_is_not_opened_is_missing_behind_what_needs_a_block() {
    check(
        "plan A\n  rollover 3 months\n  use oldest first\n}\nplan B {}",
        "plan[rollover use] plan[]",
        &[("", Code::UnbalancedBrace)],
    );
}

#[test]
fn an_open_quotation_ends_where_the_sentence_goes_on() {
    use Code::UnclosedQuote as Quote;
    check("when data runs out: buy \"Extra, then block", "when", &[("\"Extra, then block", Quote)]);
    check("when data runs out: buy \"Extra, then buy \"More\"", "when", &[("\"Extra, then buy \"More\"", Quote)]);
    check(
        "pack \"Extra { price $1; 5 GB }\nuse oldest first",
        "pack[price 5+] use",
        &[("\"Extra { price $1; 5 GB }", Quote)],
    );
    check(
        "promise \"limit: charges at most $20 a period",
        "promise",
        &[("\"limit: charges at most $20 a period", Quote)],
    );
    check("套餐 “甲 { 累积 3 个月 }", "plan[rollover]", &[("“甲 { 累积 3 个月 }", Quote)]);
}

#[test]
fn an_open_quotation_ends_with_its_line() {
    check("plan \"A {\n  rollover 3 months\n}\nplan B {}", "plan[rollover] plan[]", &[("\"A {", Code::UnclosedQuote)]);
    check("plan B { pack \"X }\nrollover 3 months", "plan[pack] rollover", &[("\"X }", Code::UnclosedQuote)]);
}

#[test]
fn an_open_parenthesis_ends_with_its_line() {
    check(
        "rollover 3 months, only if (renewed on time\nuse oldest first\nrollover 3 months",
        "! order rollover".replace("order", "use").as_str(),
        &[("", Code::Unexpected)],
    );
    check("rollover 3 months, only if (renewed on time\n  or renewed early)\nuse oldest first", "rollover use", &[]);
}

#[test]
fn comments_are_kept() {
    let text = "# one\n## doc\n## more\nplan A { # two\n  rollover 3 months # three\n  # four\n} # five\n## six\n";
    let (entries, diagnostics) = read(SourceId(0), text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert_eq!(shape(&entries), "# plan[# rollover #] #");
    let Some(Entry::Clause(plan)) = entries.list.get(1) else { panic!() };
    assert_eq!(plan.doc.as_deref(), Some("doc\nmore"));
    assert_eq!(plan.comment.as_ref().map(|comment| comment.text.as_str()), Some(" five"));
    let Some(Entry::Clause(rollover)) = plan.block.as_ref().unwrap().entries.list.get(1) else { panic!() };
    assert_eq!(rollover.comment.as_ref().map(|comment| comment.text.as_str()), Some(" three"));
}

#[test]
fn comments_inside_a_sentence_go_before_it() {
    let (entries, diagnostics) = read(SourceId(0), "every month: # a\n data 5 GB, # b\n voice 10 minutes # c\n");
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert_eq!(shape(&entries), "# # every");
}

//! What a clause is made of, asked of the grammar itself: the parts of its rule, without the modifiers that every clause
//! can have.

use super::grammar::Rule;

const PLAN: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/plan.pest"));
const ITEMS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/items.pest"));
const SCENARIO: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/scenario.pest"));

/// The names of the rules that these clauses are made of. Rules that leave no node (`_{ }`) are looked into.
pub(super) fn of(clauses: &[Rule]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut left: Vec<String> = clauses.iter().map(|clause| format!("{clause:?}")).collect();
    while let Some(name) = left.pop() {
        let Some(body) = body(&name) else { continue };
        for part in words(body) {
            let silent = self::body(part).is_some_and(|body| body.trim_start().starts_with('_'));
            if silent && !left.iter().any(|other| other == part) && !matches!(part, "modifier" | "gap" | "scope") {
                left.push(part.to_owned());
            } else if !names.iter().any(|other| other == part) {
                names.push(part.to_owned());
            }
        }
    }
    names
}

/// What stands behind the `=` of a rule, up to the next one.
fn body(name: &str) -> Option<&'static str> {
    [PLAN, ITEMS, SCENARIO].into_iter().find_map(|grammar| {
        let mut lines = grammar.lines().scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some((start, line))
        });
        let (start, line) = lines.find(|(_, line)| line.split('=').next().is_some_and(|head| head.trim() == name))?;
        let equals = line.find('=')?;
        let end = lines.find(|(_, line)| is_rule(line)).map_or(grammar.len(), |(end, _)| end);
        grammar.get(start + equals + 1..end)
    })
}

fn is_rule(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_lowercase()) && line.contains('=')
}

fn words(body: &'static str) -> impl Iterator<Item = &'static str> {
    let code = body.lines().filter(|line| !line.trim_start().starts_with("//"));
    let words =
        code.flat_map(|line| line.split(|character: char| !(character.is_ascii_alphanumeric() || character == '_')));
    words.filter(|word| word.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_has_its_own_parts_and_no_modifiers() {
        let parts = of(&[Rule::rollover_clause]);
        assert!(parts.contains(&"rollover_life".to_owned()) && parts.contains(&"bank_limit".to_owned()), "{parts:?}");
        assert!(!parts.contains(&"validity".to_owned()), "{parts:?}");
        assert!(of(&[Rule::line_clause]).contains(&"expectation".to_owned()));
    }
}

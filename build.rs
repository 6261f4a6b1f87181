//! The words of the language as tables: reads `grammar/words.pest`, so that no run of the program has to.
// A build script stands outside the program: it may read files and ask cargo.
#![allow(clippy::disallowed_methods)]

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

#[path = "src/syntax/scan/chars.rs"]
#[allow(dead_code)]
mod chars;
#[path = "src/syntax/words/pieces.rs"]
mod pieces;

use chars::is_han;
use pieces::{first_piece, lower, pieces, same};

const WORDS: &str = "grammar/words.pest";

fn main() -> io::Result<()> {
    for file in [WORDS, "src/syntax/scan/chars.rs", "src/syntax/words/pieces.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
    let table = fs::read_to_string(WORDS)?;
    let rows: Vec<Row<'_>> = table.lines().filter_map(row).collect();
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&folder).join("words.rs"), Tables::of(&rows).written(&rows))
}

/// A line of the table: an id, and its spellings in each language, in the order of `Lang::ALL`.
struct Row<'t> {
    id: &'t str,
    spellings: [Vec<&'t str>; 2],
}

/// The row that a line holds: what stands before `//`, and the cells between two of them. Other comments have fewer cells.
fn row(line: &str) -> Option<Row<'_>> {
    let cells: Vec<&str> = line.split("//").map(str::trim).collect();
    let (id, spellings) = match cells[..] {
        [rule, en, zh] => (rule.strip_prefix("k_")?.split(' ').next()?, [en, zh]),
        ["", contraction, en, zh] => (contraction, [en, zh]),
        _ => return None,
    };
    Some(Row { id, spellings: spellings.map(split_cell) })
}

fn split_cell(cell: &str) -> Vec<&str> {
    cell.split(" | ").map(str::trim).filter(|spelling| !spelling.is_empty()).collect()
}

/// A spelling, and the number of its row.
type Spelling<'t> = (&'t str, usize);

/// How rows are found.
#[derive(Default)]
struct Tables<'t> {
    by_id: BTreeMap<&'t str, usize>,
    contractions: BTreeMap<usize, Vec<usize>>,
    by_piece: BTreeMap<Cow<'t, str>, Vec<Spelling<'t>>>,
    by_han: BTreeMap<char, Vec<Spelling<'t>>>,
}

impl<'t> Tables<'t> {
    fn of(rows: &[Row<'t>]) -> Tables<'t> {
        let mut tables = Tables::default();
        for (number, row) in rows.iter().enumerate() {
            tables.by_id.insert(row.id, number);
            for spelling in row.spellings.iter().flatten() {
                tables.add(spelling, number);
            }
        }
        tables.by_piece.values_mut().for_each(longest_first);
        tables.by_han.values_mut().for_each(longest_first);
        for (number, row) in rows.iter().enumerate().filter(|(_, row)| row.id.contains(' ')) {
            let first = row.id.split(' ').next().and_then(|first| tables.by_id.get(first).copied());
            tables.contractions.entry(first.unwrap_or(number)).or_default().push(number);
        }
        tables
    }

    fn add(&mut self, spelling: &'t str, row: usize) {
        let Some((first, _)) = first_piece(spelling) else { return };
        let list = match first.chars().next().filter(|first| is_han(*first)) {
            Some(first) => self.by_han.entry(first).or_default(),
            None => self.by_piece.entry(lower(first)).or_default(),
        };
        // Two languages may share a spelling.
        if !list.iter().any(|(other, of)| *of == row && same(other, spelling)) {
            list.push((spelling, row));
        }
    }

    fn written(&self, rows: &[Row<'t>]) -> String {
        let lists = rows
            .iter()
            .map(|Row { id, spellings: [en, zh] }| format!("Word {{ id: {id:?}, spellings: [&{en:?}, &{zh:?}] }}"));
        let ids = self.by_id.iter().map(|pair| format!("{pair:?}"));
        let contractions = self.contractions.iter().map(|(first, all)| format!("({first}, &{all:?})"));
        let pieces = self.by_piece.iter().map(|(piece, list)| format!("({piece:?}, &[{}])", spellings(list)));
        let hans = self.by_han.iter().map(|(han, list)| format!("({han:?}, &[{}])", spellings(list)));
        let mut written = String::new();
        for (name, lines) in [
            ("ROWS: &[Word]", lists.collect::<Vec<_>>()),
            ("BY_ID: &[(&str, u16)]", ids.collect()),
            ("CONTRACTIONS: &[(u16, &[u16])]", contractions.collect()),
            ("BY_PIECE: &[(&str, &[Spelling])]", pieces.collect()),
            ("BY_HAN: &[(char, &[Spelling])]", hans.collect()),
        ] {
            let _ = writeln!(written, "static {name} = &[\n{},\n];", lines.join(",\n"));
        }
        written
    }
}

fn longest_first(list: &mut Vec<Spelling<'_>>) {
    list.sort_by_key(|(text, _)| Reverse(pieces(text).map(str::len).sum::<usize>()));
}

fn spellings(list: &[Spelling<'_>]) -> String {
    let one = |(text, word): &Spelling<'_>| {
        let rest = first_piece(text).map_or("", |(_, rest)| rest);
        format!("Spelling {{ text: {text:?}, rest: {rest:?}, word: {word} }}")
    };
    list.iter().map(one).collect::<Vec<_>>().join(", ")
}

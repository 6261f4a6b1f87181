//! The formatter on every plan there is, and on what is left of them when they are damaged.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "these tests read the repository")]

use std::path::PathBuf;
use std::sync::OnceLock;

use proptest::prelude::*;

use crate::differential::settings;
use rollover::syntax::{Doubt, Unformatted, format};
use rollover::text::{Lang, SourceId};
use walkdir::WalkDir;

/// Every plan of the repository, those of the tests included.
pub(crate) fn plans() -> &'static [(PathBuf, String)] {
    static PLANS: OnceLock<Vec<(PathBuf, String)>> = OnceLock::new();
    PLANS.get_or_init(read_plans)
}

fn read_plans() -> Vec<(PathBuf, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let files =
        ["policies", "tests/cases"].into_iter().flat_map(|folder| WalkDir::new(root.join(folder)).sort_by_file_name());
    let paths = files.map(|entry| entry.unwrap().into_path());
    let plans = paths.filter(|path| path.extension().is_some_and(|extension| extension == "plan"));
    plans.map(|path| (path.clone(), std::fs::read_to_string(&path).unwrap())).collect()
}

fn formatted(text: &str, lang: Option<Lang>) -> Option<String> {
    match format(SourceId(0), text, lang) {
        Ok(formatted) => Some(formatted),
        Err(Unformatted::Unreadable(_)) => None,
        Err(Unformatted::Doubtful(Doubt::Clauses(place))) => {
            panic!("{:?} reads differently in\n{text}", &text[place.start as usize..place.end as usize])
        }
        Err(Unformatted::Doubtful(doubt)) => panic!("{doubt:?} in\n{text}"),
    }
}

#[test]
fn every_plan_is_translated_and_translated_back_byte_for_byte() {
    for (path, text) in plans() {
        let Some(english) = formatted(text, Some(Lang::En)) else { continue };
        let chinese = formatted(&english, Some(Lang::Zh)).unwrap();
        assert_eq!(formatted(&chinese, Some(Lang::En)).unwrap(), english, "{}", path.display());
        assert_eq!(formatted(&chinese, None).unwrap(), chinese, "{}", path.display());
    }
}

#[test]
fn plans_are_formatted() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("policies");
    for (path, text) in plans().iter().filter(|(path, _)| path.starts_with(&root)) {
        assert_eq!(formatted(text, None).unwrap(), *text, "{}: `rollover fmt policies`", path.display());
    }
}

/// Damage: at which of a thousand places, how much is cut out, and what is put there.
pub(crate) type Damage = (usize, usize, String);

pub(crate) fn damage() -> impl Strategy<Value = Damage> {
    let scraps = [
        "", " ", "\n", "#", "; ", "{", "}", "\"", "“", ",", ":", "(", ")", "周末", "，", "12", "-", "%", "\t", "\r\n",
        "## x\n",
    ];
    (0..1000_usize, 0..12_usize, proptest::sample::select(scraps.to_vec()).prop_map(str::to_owned))
}

pub(crate) fn damaged(text: &str, damages: &[Damage]) -> String {
    let mut text = text.to_owned();
    for (place, length, scrap) in damages {
        let boundary = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
        let start = boundary(text.len() * place / 1000);
        let end = boundary((start + length).min(text.len()));
        text.replace_range(start..end, scrap);
    }
    text
}

proptest! {
    #![proptest_config(settings(150))]

    /// Whatever is damaged, what is written is proved to say the same, with every comment; or nothing is written.
    #[test]
    fn damaged_plans_are_formatted_or_left_alone(
        plan in 0..1000_usize,
        damages in proptest::collection::vec(damage(), 1..5),
        lang in proptest::option::of(proptest::sample::select(Lang::ALL.to_vec())),
    ) {
        let plans = plans();
        let (_, text) = &plans[plan % plans.len()];
        formatted(&damaged(text, &damages), lang);
    }

    #[test]
    fn any_text_is_formatted_or_left_alone(text in "[ -~\n\"#{};:，；：“”周末包不累积个月流量GB0-9]{0,200}") {
        formatted(&text, None);
    }
}

//! The grammar as pest reads it: one file for each part of the language, and one rule for each keyword.

#[expect(missing_docs, reason = "pest makes one variant for each rule, without documentation")]
mod made {
    /// The parser that pest makes of `grammar/*.pest`.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/common.pest"]
    #[grammar = "../grammar/plan.pest"]
    #[grammar = "../grammar/scenario.pest"]
    #[grammar = "../grammar/items.pest"]
    #[grammar = "../grammar/sentence.pest"]
    #[grammar = "../grammar/keywords.pest"]
    pub(in crate::syntax) struct Grammar;
}

pub(super) use made::Grammar;
pub use made::Rule;

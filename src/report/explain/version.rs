//! Later versions of a plan: from when they hold, and for whom.

use crate::model::{Existing, Question, Version};
use crate::text;

use super::Sentence;
use super::speech::{Speech, said};

impl Speech<'_> {
    /// "These are the terms from 1 January 2027 on." "If you have the plan already, …"
    pub(super) fn version(&self) -> Vec<Sentence> {
        let mut sentences: Vec<Sentence> = self.plan.version.iter().flat_map(|version| self.later(*version)).collect();
        for later in self.plan.versions.iter().filter_map(|id| self.catalogue.plan(*id)?.version) {
            let text = text!("From {from} on it is sold on other terms.", "自{from}起按新条款销售。"; from = self.beginning(later.from));
            sentences.push(said(text, later.origin));
        }
        sentences
    }

    fn later(&self, version: Version) -> [Sentence; 2] {
        let from = self.beginning(version.from);
        let terms = text!("These are its terms from {from} on.", "以下为自{from}起的条款。"; from = from);
        let existing = match version.existing.answer {
            Existing::Keep => {
                text!("If you have the plan already, you keep the terms that you have.", "此前已办理的，沿用原条款。")
            }
            Existing::AtRenewal(at) => text!(
                "If you have the plan already, they hold from your first renewal on or after {at}.",
                "此前已办理的，自{at}起首次续订时适用新条款。"; at = self.beginning(at)
            ),
            Existing::At(at) => text!(
                "If you have the plan already, they hold from {at} on; what you have been given stays.",
                "此前已办理的，自{at}起适用新条款，已发放的不变。"; at = self.beginning(at)
            ),
        };
        [said(terms, version.origin), self.chosen(existing, version.existing.origin, Question::Existing)]
    }
}

//! Who may have something.

use crate::model;
use crate::program::Eligibility;

use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn eligibility(&mut self, eligibility: &model::Eligibility) -> Eligibility {
        let tests = eligibility.only_if.iter().map(|(condition, origin)| {
            let test = self.test(condition);
            (test, self.origin(*origin))
        });
        Eligibility {
            tests: tests.collect(),
            sold: eligibility.sold.map(|(from, to, origin)| (from, to, self.origin(origin))),
        }
    }
}

//! Who may have something.

use crate::model;
use crate::program::Eligibility;
use crate::text::Origin;

use super::tables::Tables;

impl Tables<'_> {
    pub(super) fn eligibility(&mut self, eligibility: &model::Eligibility) -> Eligibility {
        let mut tests = |asked: &[(model::Condition, Origin)]| {
            let tests = asked.iter().map(|(condition, origin)| {
                let test = self.test(condition);
                (test, self.origin(*origin))
            });
            tests.collect()
        };
        Eligibility {
            tests: tests(&eligibility.only_if),
            on_sale: tests(&eligibility.on_sale),
            sold: eligibility.sold.map(|(from, to, origin)| (from, to, self.origin(origin))),
        }
    }
}

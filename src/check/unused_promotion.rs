//! A promotion that is for no plan: without `for` it is for the plans of its own file, and there are none.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Product, ProductKind};
use crate::text;
use crate::text::{Span, Text};

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::UnusedPromotion,
    page: Page {
        what: Words { en: "A promotion is for no plan at all.", zh: "促销不适用于任何套餐。" },
        why: Words {
            en: "Without `for`, a promotion is for every plan of its own file, and this file has none; the plans of files that \
                 are imported, or that import it, are not meant. So nobody ever gets it. Name the plans: \
                 `promo \"New year\" for \"Monthly 20\"`.",
            zh: "不写 `对` 时，促销适用于本文件的每个套餐，而本文件没有套餐；被导入的文件或导入它的文件中的套餐不算在内。\
                 所以没有人会得到它。请写明套餐：`促销 “新年” 对 “Monthly 20”`。",
        },
        bad: Example::Plan("promo \"New year\" from 2027-01-01 to 2027-01-03 {\n  on renewal: bonus 1 GB valid 7 days\n}\n"),
        instead: Example::Plan(
            "plan \"P\" {\n  every month: data 20 GB\n}\npromo \"New year\" for \"P\" from 2027-01-01 to 2027-01-03 {\n  on renewal: bonus 1 GB valid 7 days\n}\n",
        ),
    },
    look: Look::File(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let products = subject.catalogue.products.iter().filter(|product| product.kind == ProductKind::Promotion);
    for promotion in products.filter(|product| subject.owns(product.origin) && subject.is_all_whole()) {
        let is_used = subject.catalogue.plans.iter().any(|plan| plan.promotions.contains(&promotion.id));
        if let (false, Some(span)) = (is_used, promotion.origin.span()) {
            found.add(finding(promotion, span));
        }
    }
}

fn finding(promotion: &Product, span: Span) -> Diagnostic {
    let name = &promotion.name;
    Diagnostic::new(Code::UnusedPromotion, text!("`{name}` is for no plan", "`{name}` 不适用于任何套餐"))
        .at(span, Text::default())
        .why(text!(
            "without `for` it is for the plans of its own file, and there are none",
            "不写 `对` 时它适用于本文件的套餐，而本文件没有套餐"
        ))
        .help(text!("name the plans: `promo \"{name}\" for \"…\"`", "请写明套餐：`促销 “{name}” 对 “…”`"))
}

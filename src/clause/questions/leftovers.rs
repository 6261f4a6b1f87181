//! Of which units it is open what becomes of them.

use crate::model::{Product, RolloverOf};
use crate::text;
use crate::text::Text;
use crate::units::Kind;

/// What is asked: of one kind, where the others say it themselves.
pub(super) fn words<'p>(products: impl Iterator<Item = &'p Product>) -> Text {
    let mut open: Vec<Kind> = Vec::new();
    let mut said = false;
    for grant in products.flat_map(|product| &product.grants) {
        if grant.rollover != RolloverOf::Plan {
            said = true;
        } else if !open.contains(&grant.kind) {
            open.push(grant.kind);
        }
    }
    match open.as_slice() {
        [Kind::Data] if said => text!("what becomes of leftovers of data", "剩余的流量如何处理"),
        [Kind::Voice] if said => text!("what becomes of leftovers of voice", "剩余的语音如何处理"),
        [Kind::Sms] if said => text!("what becomes of leftovers of SMS", "剩余的短信如何处理"),
        [Kind::Points] if said => text!("what becomes of leftovers of points", "剩余的积分如何处理"),
        _ => text!("what becomes of leftovers", "剩余如何处理"),
    }
}

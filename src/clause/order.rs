//! # `use`
//!
//! Which lot pays first, of those that can: `use oldest first`, `use packs first, then rolled, then plan; within each, earliest
//! expiry first`. The keys decide one after the other: lots that are listed come in the order of the list and before those
//! that are not; `earliest expiry`, `oldest`, `newest` (granted), `most specific` (narrowest in time, app, zone and network),
//! `rolled before new`, `new before rolled`, `own before pool`.
//!
//! A lot that several items of a list fit is where the narrowest of them is: in `use plan first, then packs, then rolled` the
//! plan's units that have rolled come last, and in `use data first, then "Boost"` the pack does.
//!
//! Money that pays prices and charges follows the same order: `use bonus first, then recharged`.
//!
//! What is still equal is decided by the time of the grant, then by the lot's number, so the order is total. Lots that are
//! `used first` come before all.
//!
//! **Edge.** A lot that cannot pay now — a weekend pack on a Friday — is passed over and keeps its place.

use crate::model::{Choice, Order};
use crate::syntax::Rule;
use crate::syntax::tree::Clause;
use crate::text::Origin;

use super::read::keys;
use super::{Context, Example, Lowered, Open, Place};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::Plan, en: "use oldest first", zh: "使用 最旧 优先" },
    Example {
        place: Place::Plan,
        en: "use packs first, then rolled, then plan; within each, earliest expiry first",
        zh: "使用 包 优先，然后 已累积，然后 套餐；每类之内，最早到期 优先",
    },
    Example {
        place: Place::Plan,
        en: "use most specific first, then own before pool",
        zh: "优先使用 最专用，然后 先自有后共享",
    },
    Example {
        place: Place::Plan, en: "use rolled data before plan data", zh: "使用 已累积流量 先于 套餐流量"
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let mut keys = keys::keys(context, sentence)?;
    if let Some(within) = sentence.child(Rule::within_each) {
        keys.extend(keys::keys(context, within)?);
    }
    context.plan.order = Choice::stated(Order { keys }, Origin::Written(sentence.span));
    context.open = Open::Order;
    Some(())
}

//! # `group`
//!
//! In a pack: the pack is one of a group, `group "daily"`, of which there can be several. The name of the group stands wherever a
//! pack's name may: `on purchase of "daily": revive expired "daily" data within 1 day`, `use "daily" first`, `no rollover of
//! "daily" data`, `expect "daily" data 2 GB`.
//!
//! At a purchase, packs that are held can also be told by how they stand to the one that is bought: `data of the same pack`, `of
//! other packs`, `of the same group`, `of the same size`, `of smaller packs`, `of bigger packs`, `of the same validity`, `of the
//! same price`; with `and` between them all must hold. `on purchase: set expiry of data of the same size and the same validity to
//! the new one`.
//!
//! **Edge.** What the purchase itself has granted stands in no such relation: `on purchase: forfeit data of the same pack` leaves
//! the new pack alone. Sizes are compared kind by kind: data first, then voice, SMS, money and points.

use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;

use super::pack;
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example {
        place: Place::Plan,
        en: "pack \"Day\" { price $1; data 1 GB; valid 1 day; group \"short\" }; no rollover of \"short\" data",
        zh: "包 “Day” { 价格 $1；流量 1 GB；有效 1 天；组 “short” }；不累积 的 “short” 流量",
    },
    Example {
        place: Place::Plan,
        en: "on purchase: set expiry of pack data of the same size and the same validity to the new one",
        zh: "于 购买时：设定到期日 的 包流量 同样大小 和 相同有效期 至 新有效期",
    },
    Example {
        place: Place::Plan,
        en: "on purchase: revive expired data of the same group within 3 days; set expiry of all data to the sum",
        zh: "于 购买时：恢复 同组 的 已过期流量 3 天内；设定到期日 的 全部流量 至 两者之和",
    },
];

/// Notes the groups of every pack, so that clauses before it can speak of them.
pub(super) fn declare(context: &mut Context<'_>, pack: crate::event::ProductId, clause: &Clause) {
    let Some(block) = &clause.block else { return };
    let inside = super::context::clauses_of(&block.entries.list).map(|clause| &clause.sentence);
    for sentence in inside.filter(|sentence| sentence.rule == Rule::group_clause) {
        for name in sentence.all(Rule::quoted) {
            join(context, pack, name);
        }
    }
}

fn join(context: &mut Context<'_>, pack: crate::event::ProductId, name: &Node) {
    let label = context.name_of(name);
    // A pack's own name is the narrower word.
    if pack::known(context, &label).is_some() {
        return;
    }
    let label = context.catalogue.labels.intern(&label);
    let groups = &mut context.plan.selling.groups;
    match groups.iter_mut().find(|group| group.name == label) {
        Some(group) if group.packs.contains(&pack) => {}
        Some(group) => group.packs.push(pack),
        None => groups.push(crate::model::Group { name: label, packs: vec![pack] }),
    }
}

/// What it says was noted when the pack was declared; here it is seen whether its name can be a group's.
pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    for name in clause.sentence.all(Rule::quoted) {
        let wanted = context.name_of(name);
        if pack::known(context, &wanted).is_some() {
            let message = text!("`{wanted}` is the name of a pack", "`{wanted}` 是包的名称");
            let help = text!("give the group another name", "请给组换一个名称");
            return context.report(report::bad_value(name.span, message).help(help));
        }
    }
    Some(())
}

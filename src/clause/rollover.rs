//! # `rollover`
//!
//! What becomes of leftovers at the end of a period. Without `of` it speaks of everything but money: of the plan's own
//! units and of those of packs and bonuses that say nothing themselves.
//!
//! - **By age**: `rollover 3 months` lets what is left at the end of its own period live that long after that end. It
//!   does not roll again. `rollover next period` and `rollover 3 periods` end with the period they name.
//! - **To a day of the calendar**: `rollover to the end of the week`, `of Sunday`, `of the next calendar month`, counted
//!   from the last second of the lot's own time; what ends just then as well is over.
//! - **As a bank**: `rollover while renewed` carries everything on at each renewal, to the new period's end; one missed
//!   renewal forfeits it. `once` or `12 renewals` ends that after so many; with a length of time as well, whichever ends
//!   first.
//! - **Conditions**: `only if used more than 0`, `unless …`, and behind `while renewed` how: `automatically on time`,
//!   `at least 24 hours before expiry`.
//! - **Limits**: `bank at most 60 GB` on what is rolled and still held, `plan and bank at most …` on that and the new
//!   grant, `at most 50 GB a period` on what enters, in units, `3 periods` or `1x plan`; `refusing the newest` or
//!   `dropping the oldest`.
//! - `granted on weekdays`: only what was granted on those days rolls. `usable on weekends`: what has rolled can be used
//!   only then; `usable in …`, `usable for …`. `rounded up to 1 MB`: what is rounded up to is granted by this rule.
//! - `activated within 5 days of the period's end`: until then the leftover sleeps. `within grace of 7 days, usable`: a
//!   renewal that late still saves it.
//!
//! Of several rules the one with the narrowest selector decides, whatever their order.
//!
//! **Edge.** What rolls for `3 periods` ends on a date that is worked out when it rolls, as the periods are then counted: a period
//! that is ended early later, or moved, does not move it.
//!
//! **Edge.** 8 GB left on 31 January with `rollover 3 months` are usable to the end of April: on 1 May at 00:00 they are
//! gone. The end of February finds them ageing and leaves them alone.

use crate::model::{Condition, Life, Rollover, RolloverOf, Scope, Selector, Validity};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Node};
use crate::text;
use crate::text::{Origin, Span, Text};
use crate::units::{DayFilter, Duration, Kind, Rounding};

use super::read::{amount, caps, condition, misplaced, parts, rules, scope, selector, time, validity, window};
use super::{Context, Example, Lowered, Place, report};

pub(super) const EXAMPLES: &[Example] = &[
    Example { place: Place::File, en: "rollover 3 months", zh: "累积 3 个月" },
    Example {
        place: Place::Plan,
        en: "rollover 3 months of plan data, bank at most 60 GB refusing the newest",
        zh: "套餐流量 累积 3 个月，储备最多 60 GB 拒收最新",
    },
    Example {
        place: Place::Plan,
        en: "rollover while renewed automatically on time, once",
        zh: "累积 只要已续订自动按时，一次",
    },
    Example {
        place: Place::Plan,
        en: "rollover while renewed at least 24 hours before expiry",
        zh: "累积 只要已续订 至少 24 小时 到期前",
    },
    Example {
        place: Place::Plan,
        en: "rollover 12 renewals without a break, of plan data",
        zh: "累积 12 次续期 连续，的套餐流量",
    },
    Example {
        place: Place::Plan,
        en: "rollover next period, only if used more than 0, at most 50 GB a period, plan and bank at most 100 GB",
        zh: "累积下期，仅当已用超过 0，最多 50 GB 每周期，套餐和储备最多 100 GB",
    },
    Example {
        place: Place::Plan,
        en: "rollover next period, only if activated in this period",
        zh: "累积下期，仅当本期已激活",
    },
    Example {
        place: Place::Plan,
        en: "rollover next period, activated within 5 days of the period's end",
        zh: "累积下期，已激活 周期结束后 5 天内",
    },
    Example {
        place: Place::Plan,
        en: "rollover of data granted on weekdays to the end of Sunday, usable on weekends",
        zh: "流量 累积 已发放 于工作日 至 周日末，可用 于周末",
    },
    Example {
        place: Place::Plan,
        en: "rollover to the end of the next calendar month, rounded up to 1 MB",
        zh: "累积 至 下个自然月末，向上取整至 1 MB",
    },
    Example {
        place: Place::Plan,
        en: "rollover while renewed, within grace of 7 days, usable",
        zh: "累积 只要已续订，宽限期 7 天，可用",
    },
    Example { place: Place::Plan, en: "no rollover of pack data", zh: "包 流量 不累积" },
    Example { place: Place::Plan, en: "no rollover for packs", zh: "不累积 对 包" },
    Example { place: Place::Plan, en: "rollover leftover for 3 months", zh: "累积 未用 为 3 个月" },
    Example { place: Place::Plan, en: "rollover up to 3 months", zh: "累积 最多 3 个月" },
    Example {
        place: Place::Plan, en: "unused plan data rolls over for 2 periods", zh: "未用 套餐流量 累积 2 个周期"
    },
    Example { place: Place::Plan, en: "unused voice expires", zh: "未用 语音 到期" },
    Example {
        place: Place::Plan,
        en: "rollover once, unless renewed late, up to 1x plan",
        zh: "累积一次，除非已续订逾期，最多 1 倍套餐",
    },
];

pub(super) fn lower(context: &mut Context<'_>, clause: &Clause) -> Lowered {
    context.no_block(clause)?;
    let sentence = &clause.sentence;
    let rules = rules_of(context, sentence)?;
    if context.place == Place::Pack {
        return of_pack(context, sentence, &rules);
    }
    for rule in rules {
        let twin = context.plan.rollovers.answer.iter().find(|other| rules::same(&other.of, &rule.of));
        if let Some(first) = twin.and_then(|twin| twin.origin.span()) {
            return context.report(report::said_twice(first, sentence.span));
        }
        context.plan.rollovers.answer.push(rule);
    }
    if context.plan.rollovers.is_assumed() {
        context.plan.rollovers.origin = Origin::Written(sentence.span);
    }
    Some(())
}

/// In a pack it speaks of what the pack grants.
fn of_pack(context: &mut Context<'_>, sentence: &Node, rules: &[Rollover]) -> Lowered {
    let origin = Origin::Written(sentence.span);
    let [rule] = rules else {
        return context
            .report(report::bad_value(sentence.span, text!("say one rule for the pack", "一个包只能有一条规则")));
    };
    if context.items.all.rollover.is_some() {
        return context.report(report::said_twice(sentence.span, sentence.span));
    }
    let rollover =
        if rule.life.is_some() { RolloverOf::Own(Box::new(rule.clone())) } else { RolloverOf::Never(origin) };
    context.items.all.rollover = Some(rollover);
    Some(())
}

/// `rollover 2 months` behind a grant.
pub(super) fn own(context: &mut Context<'_>, part: &Node) -> Option<Rollover> {
    let mut rules = rules_of(context, part)?;
    rules.pop()
}

/// One rule for each selector that the sentence names.
fn rules_of(context: &mut Context<'_>, sentence: &Node) -> Option<Vec<Rollover>> {
    let mut said = Parts::default();
    if let Some(selectors) = sentence.child(Rule::selectors) {
        said.of = Some((selector::selectors(context, selectors)?, selectors.span));
    }
    for part in parts(sentence) {
        said.add(context, part)?;
    }
    said.finish(context, sentence)
}

/// What was said so far.
#[derive(Default)]
struct Parts {
    of: Option<(Vec<Selector>, Span)>,
    none: bool,
    while_renewed: Option<Span>,
    renewals: Option<u32>,
    periods: Option<u32>,
    length: Option<Duration>,
    condition: Option<Condition>,
    caps: Vec<crate::model::Cap>,
    activation: Option<Duration>,
    end: Option<Validity>,
    granted_on: Option<DayFilter>,
    usable: Option<Scope>,
    rounding: Option<(Kind, Rounding)>,
    said: Vec<(Rule, Span)>,
}

impl Parts {
    fn add(&mut self, context: &mut Context<'_>, part: &Node) -> Option<()> {
        match part.rule {
            Rule::k_no | Rule::k_expires | Rule::k_does_not_roll => self.none = true,
            // "expires at the end of the period" is when leftovers do.
            Rule::k_rollover
            | Rule::selectors
            | Rule::k_at_period_end
            | Rule::k_at
            | Rule::k_end_of
            | Rule::k_month => {}
            Rule::rollover_life => self.life(context, part)?,
            Rule::k_once => self.renewals = Some(1),
            Rule::while_renewed => {
                self.once(context, part)?;
                self.while_renewed = Some(part.span);
                if part.has(Rule::timing) {
                    let timing = condition::timings(context, part)?;
                    self.condition = Some(condition::both(self.condition.take(), Condition::Renewed(timing)));
                }
            }
            Rule::only_if | Rule::unless => {
                let condition = condition::of_modifier(context, part)?;
                self.condition = Some(condition::both(self.condition.take(), condition));
            }
            Rule::bank_limit => self.caps.push(caps::bank(context, part)?),
            Rule::at_most => self.caps.push(caps::entry(context, part)?),
            Rule::cap_side => caps::side(context, part, &mut self.caps)?,
            Rule::rollover_activation => {
                self.once(context, part)?;
                self.activation = Some(time::length(context, part.child(Rule::length)?)?);
            }
            Rule::granted_on => {
                self.once(context, part)?;
                self.granted_on = Some(window::on_days(context, part.child(Rule::on_days)?));
            }
            Rule::rolled_use => {
                self.once(context, part)?;
                let mut usable = Scope::default();
                for scope in part.children.iter().filter(|child| scope::is_scope(child.rule)) {
                    scope::add(context, &mut usable, scope)?;
                }
                self.usable = Some(usable);
            }
            Rule::rounding => {
                self.once(context, part)?;
                self.rounding = Some(amount::rounding(context, part)?);
            }
            Rule::rollover_grace => super::grace::set(context, part)?,
            Rule::of_part | Rule::for_part => {
                let selectors = part.child(Rule::selectors)?;
                if let Some((_, first)) = self.of {
                    return context.report(report::said_twice(first, part.span));
                }
                self.of = Some((selector::selectors(context, selectors)?, part.span));
            }
            _ => return misplaced::modifier(context, part, &what()),
        }
        Some(())
    }

    fn once(&mut self, context: &mut Context<'_>, part: &Node) -> Option<()> {
        if let Some((_, first)) = self.said.iter().find(|(rule, _)| *rule == part.rule) {
            return context.report(report::said_twice(*first, part.span));
        }
        self.said.push((part.rule, part.span));
        Some(())
    }

    fn life(&mut self, context: &mut Context<'_>, node: &Node) -> Option<()> {
        let life =
            node.children.iter().find(|child| !matches!(child.rule, Rule::k_for | Rule::k_to | Rule::k_at_most))?;
        let said_already = match life.rule {
            Rule::k_next_period => self.periods.replace(1).is_some(),
            Rule::to_end_of => {
                let end = validity::to_end_of(context, life.child(Rule::end_of_what)?)?;
                match end {
                    Validity::Periods(periods) => self.periods.replace(periods).is_some(),
                    end => self.end.replace(end).is_some(),
                }
            }
            Rule::periods => self.periods.replace(time::periods(context, life)?).is_some(),
            Rule::renewals => self.renewals.replace(amount::positive(context, life.child(Rule::integer)?)?).is_some(),
            _ => self.length.replace(time::length(context, life)?).is_some(),
        };
        if said_already {
            return context.report(report::said_twice(node.span, node.span));
        }
        Some(())
    }

    fn finish(self, context: &mut Context<'_>, sentence: &Node) -> Option<Vec<Rollover>> {
        let origin = Origin::Written(sentence.span);
        if self.end.is_some() && (self.while_renewed.is_some() || self.length.is_some() || self.renewals.is_some()) {
            let message = text!("how long leftovers live on is said twice", "剩余能保留多久说了两次");
            return context.report(report::bad_value(sentence.span, message));
        }
        let mut life = self.of_life();
        if !self.none && life.is_none() {
            // What rolls over and does not say for how long is there for the next period, and `check` asks.
            context.noted.rollover.get_or_insert(sentence.span);
            life = Some(Life::Periods(1));
        }
        let of = self.of.map_or_else(|| vec![Selector::default()], |(of, _)| of);
        let rule = |of: Selector| Rollover {
            of,
            life,
            condition: self.condition.clone(),
            caps: self.caps.clone(),
            granted_on: self.granted_on,
            usable: self.usable.clone(),
            rounding: self.rounding,
            activation: self.activation,
            origin,
        };
        Some(of.into_iter().map(rule).collect())
    }

    /// By age, unless renewals are spoken of; a number of renewals and a length of time: whichever ends first.
    fn of_life(&self) -> Option<Life> {
        if self.none {
            return None;
        }
        if let Some(end) = self.end {
            return Some(Life::To(end));
        }
        let renewed = self.while_renewed.is_some();
        let at_most = self.renewals.or(self.periods);
        match (renewed, self.length, self.renewals, self.periods) {
            (true, length, ..) => Some(Life::Renewals { at_most, no_longer_than: length, renewed: true }),
            (false, Some(length), None, None) => Some(Life::For(length)),
            (false, Some(length), Some(count), _) => {
                Some(Life::Renewals { at_most: Some(count), no_longer_than: Some(length), renewed: true })
            }
            (false, Some(length), None, Some(count)) => {
                Some(Life::Renewals { at_most: Some(count), no_longer_than: Some(length), renewed: false })
            }
            // "once", and "next period, once", end with the next period, renewed or not.
            (false, None, Some(1), _) => Some(Life::Periods(1)),
            (false, None, Some(count), _) => {
                Some(Life::Renewals { at_most: Some(count), no_longer_than: None, renewed: true })
            }
            (false, None, None, Some(count)) => Some(Life::Periods(count)),
            (false, None, None, None) => None,
        }
    }
}

fn what() -> Text {
    text!("a rollover", "累积")
}

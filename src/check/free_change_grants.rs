//! Changes between plans that grant again and again, and cost nothing.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Action, ChangeTime, Handler, Plan, Trigger};
use crate::text;
use crate::text::Text;
use crate::units::Allowance;

use super::reason::figures;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::FreeChangeGrants,
    page: Page {
        what: Words {
            en: "A change to another plan takes effect at once, costs nothing, keeps what was there, and grants a whole new period; and so does the way back.",
            zh: "变更套餐立即生效、不收费、保留原有单位，并发放完整的新周期；换回来也一样。",
        },
        why: Words {
            en: "Who goes to and fro has as much as they like without paying. Let changes take effect with the next period, forfeit what was there, or limit how often.",
            zh: "来回变更的人不用付费就能得到任意多。请让变更在下一周期生效、作废原有单位，或限制次数。",
        },
        bad: Example::Plan("currency USD\nplan \"P\" {\n  every calendar month: free, data 2 GB\n  no rollover\n  plan change takes effect now\n  on plan change: keep all\n}\nplan \"Q\" like \"P\" { data 3 GB }\n"),
        instead: Example::Plan("currency USD\nplan \"P\" {\n  every calendar month: free, data 2 GB\n  no rollover\n  plan change takes effect next period\n  on plan change: keep all\n}\nplan \"Q\" like \"P\" { data 3 GB }\n"),
    },
    look: Look::File(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    // Of plans that can be reached from each other the first two are enough to go to and fro.
    let mut first: Option<&Plan> = None;
    for plan in subject.plans().filter(|plan| plan.version.is_none() && open(subject, plan)) {
        match first {
            Some(one) if one.operator == plan.operator => {
                found.all(finding(subject, one, plan));
                return;
            }
            _ => first = Some(plan),
        }
    }
}

/// Whether somebody can come and go at once, and has a whole new period for nothing each time.
fn open(subject: &Subject<'_>, plan: &Plan) -> bool {
    let free = plan.price.is_none_or(|price| price.amount.is_zero()) && plan.price_steps.is_empty();
    let now = plan.change.when.answer == ChangeTime::Now && !plan.change.when.is_assumed() && plan.change.some.is_empty();
    let unlimited = plan.change.terms.is_empty() && plan.eligibility.only_if.is_empty() && plan.first_period.is_none();
    let loses = |handler: &Handler| {
        handler.trigger == Trigger::PlanChange && handler.actions.iter().any(|action| !matches!(action, Action::Keep { up_to: None, .. }))
    };
    free && now && unlimited && !plan.handlers.iter().any(loses) && granted(subject, plan).is_some()
}

fn granted(subject: &Subject<'_>, plan: &Plan) -> Option<Text> {
    let grant = subject.own(plan)?.grants.iter().find(|grant| matches!(grant.amount.answer, Allowance::Limited(_)))?;
    let Allowance::Limited(amount) = grant.amount.answer else { return None };
    Some(figures::amount(subject, plan, (grant.kind, amount)))
}

fn finding(subject: &Subject<'_>, one: &Plan, other: &Plan) -> Option<Diagnostic> {
    let (there, back) = (granted(subject, other)?, granted(subject, one)?);
    let (name, second) = (Text::same(&one.name), Text::same(&other.name));
    Some(
        Diagnostic::new(
            Code::FreeChangeGrants,
            text!("to `{second}` and back adds {there} and {back}, for nothing", "换到 `{second}` 再换回，白得 {there} 和 {back}"; second = second, there = there, back = back),
        )
        .at(one.change.when.origin.span()?, text!("each change begins a new period at once", "每次变更立即开始新周期"))
        .why(text!(
            "neither `{name}` nor `{second}` has a price, nothing is forfeited, and nothing limits how often",
            "`{name}` 和 `{second}` 都没有价格，不作废任何单位，也不限次数";
            name = name, second = second
        ))
        .help(text!("write `plan change takes effect next period`, or `plan change at most once a month`", "请写 `套餐变更 生效 下期`，或 `套餐变更 每月最多一次`")),
    )
}

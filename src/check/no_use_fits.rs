//! Units that no use can be paid with.

use crate::diag::{Code, Diagnostic, Example, Page, Words};
use crate::model::{Grant, LabelScope, Plan, Scope};
use crate::text;
use crate::units::{HolidayUse, Kind, Window};

use super::reason::figures;

use super::{Found, Lint, Look, Subject};

pub(super) const LINT: Lint = Lint {
    code: Code::NoUseFits,
    page: Page {
        what: Words {
            en: "Units are for uses that there are none of: data to a network that is called, calls for an app, or holidays of which none are declared.",
            zh: "单位所适用的使用并不存在：限定呼叫网络的流量、限定应用的语音，或没有声明任何节假日。",
        },
        why: Words {
            en: "Whoever has them can never use them. Write where and for what the units are meant, or declare the holidays: `holidays \"kh-2027\" { … }`.",
            zh: "拥有它们的人永远用不到。请写明这些单位用在哪里、用于什么，或声明节假日：`节假日 “kh-2027” { … }`。",
        },
        bad: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB, data 5 GB on holidays\n}\n"),
        instead: Example::Plan("plan \"P\" {\n  every calendar month: data 20 GB, data 5 GB on weekends\n}\n"),
    },
    look: Look::Plan(look),
};

fn look(subject: &Subject<'_>, plan: &Plan, found: &mut Found) {
    let holidays = subject.catalogue.operator_of(plan).is_some_and(|operator| operator.holidays.days().is_empty());
    for grant in subject.own(plan).into_iter().chain(subject.packs(plan)).flat_map(|product| &product.grants) {
        if grant.scope != Scope::default() {
            found.all(finding(grant, holidays));
        }
    }
}

fn finding(grant: &Grant, no_holidays: bool) -> Option<Diagnostic> {
    let kind = figures::kind(grant.kind);
    let only = |label: &LabelScope| matches!(label, LabelScope::Only(_));
    let only_holidays = |window: &Window| window.days.holidays == HolidayUse::Only;
    let windows = &grant.scope.windows;
    let (message, label, help) = if no_holidays && !windows.is_empty() && windows.iter().all(only_holidays) {
        (
            text!("these units can never be used: no day is a holiday", "这些单位永远不能使用：没有任何一天是节假日"),
            text!("only on holidays, and none are declared", "仅限节假日，但没有声明节假日"),
            text!(
                "declare the days, and let the operator have them: `holidays \"2027\" {{ … }}`",
                "请声明这些日子，并写入运营商：`节假日 “2027” {{ … }}`"
            ),
        )
    } else if grant.kind == Kind::Data && only(&grant.scope.network) {
        (
            text!("data is used for apps and in places: it calls no network", "流量用于应用和地点，不呼叫任何网络"),
            text!("no use of data goes to a network", "没有流量使用会拨往某个网络"),
            text!("write `for`, `in` or `on`, or let it be voice or SMS", "请写 `用于`、`在` 或 `于`，或改为语音或短信"),
        )
    } else if matches!(grant.kind, Kind::Voice | Kind::Sms) && only(&grant.scope.app) {
        (
            text!("{kind} is used for no app", "{kind}不用于任何应用"; kind = kind),
            text!("no use of {kind} is for an app", "没有{kind}使用是用于应用的"; kind = kind),
            text!("write `to` a network or `in` a place, or let it be data", "请写 `到` 某网络或 `在` 某地，或改为流量"),
        )
    } else {
        return None;
    };
    Some(Diagnostic::new(Code::NoUseFits, message).at(grant.origin.span()?, label).help(help))
}

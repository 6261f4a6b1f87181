//! What a row says happens.

use crate::diag::Diagnostic;
use crate::event::{AccountId, Circumstances, Happening, LabelId, PlanId, ProductId, Setting};
use crate::text;
use crate::text::Text;
use crate::text::names;
use crate::units::{Day, Instant, Kind, Quantity};

use super::rows::{Column, Row};
use super::{Reader, amount};

/// What the column `event` may say, in the words of scenarios.
const EVENTS: &[(&str, &str)] = &[
    ("use", "使用"),
    ("activate", "开通"),
    ("recharge", "充值"),
    ("buy", "购买"),
    ("borrow", "借用"),
    ("stop", "停用"),
    ("return", "退还"),
    ("renew", "续订"),
    ("renewal fails", "续订失败"),
    ("renewal works again", "续订恢复"),
    ("activate rollover", "激活累积"),
    ("change to", "变更为"),
    ("suspend", "停机"),
    ("resume", "复机"),
    ("join", "加入"),
    ("leave", "退出"),
    ("give", "转赠"),
    ("agrees to charges", "同意收费"),
    ("agrees to", "同意启用"),
    ("set", "设定"),
    ("unset", "取消设定"),
    ("withdraws consent", "撤回同意"),
    ("mark", "标记"),
    ("unmark", "取消标记"),
    ("cancel", "取消"),
];

/// So many names are told where a row names nothing that is there; the events are fewer.
const MOST_TOLD: usize = 20;

type Read<T> = Result<T, Diagnostic>;

impl Reader<'_> {
    /// What a row says happens to an account.
    pub(super) fn happening(&mut self, row: &Row<'_>, account: AccountId, at: Instant) -> Read<Happening> {
        let said = row.get(Column::Event);
        let said = if said.is_empty() { "use" } else { said };
        let known = EVENTS.iter().find(|(en, zh)| names::same(en, said) || *zh == said);
        let Some((event, _)) = known else { return Err(unknown(row, said)) };
        Ok(match *event {
            "use" => self.used(row, at)?,
            "recharge" => Happening::Recharge { amount: self.money(row)?, by: self.way(row)? },
            "buy" if !row.get(Column::Amount).is_empty() => {
                Happening::BuyAt { product: self.pack(row, account)?, price: self.money(row)? }
            }
            "buy" | "borrow" => Happening::Buy { product: self.pack(row, account)? },
            "return" => Happening::ReturnPack { product: self.pack(row, account)? },
            "stop" => Happening::StopPack { product: self.pack(row, account)? },
            "change to" => Happening::ChangePlan { plan: self.other_plan(row)? },
            "join" => Happening::Join { owner: self.account(row, Column::Name)? },
            "give" => {
                let (kind, amount) = self.amount(row)?;
                Happening::Give { to: self.account(row, Column::Name)?, kind, amount }
            }
            "mark" | "unmark" => Happening::Mark { label: self.label(row, Column::Name)?, on: *event == "mark" },
            "agrees to" => Happening::Consent { to: Some(self.label(row, Column::Name)?), given: true },
            "withdraws consent" => Happening::Consent { to: self.way(row)?, given: false },
            "set" => {
                let name = self.label(row, Column::Name)?;
                Happening::Set { name, to: self.setting(row)? }
            }
            "unset" => Happening::Set { name: self.label(row, Column::Name)?, to: Setting::Unset },
            other => simple(other),
        })
    }

    fn used(&mut self, row: &Row<'_>, at: Instant) -> Read<Happening> {
        let (kind, amount) = self.amount(row)?;
        if kind == Kind::Money {
            return Err(row.bad(
                Column::Amount,
                &text!("data, minutes or messages: money is not used", "流量、时长或短信：钱不是用量"),
            ));
        }
        let since = if row.get(Column::Since).is_empty() { None } else { Some(self.moment(row, Column::Since)?) };
        if since.is_some_and(|since| since > at) {
            return Err(row.bad(Column::Since, &text!("a time that is not after `at`", "不晚于 `at` 的时间")));
        }
        let home = self.labels.home();
        let mut label = |column| -> Read<Option<LabelId>> {
            if row.get(column).is_empty() { Ok(None) } else { self.label(row, column).map(Some) }
        };
        let (network, carrier, zone) = (label(Column::Network)?, label(Column::Carrier)?, label(Column::Zone)?);
        // Data goes over a network, to none: of data, both columns say over which.
        let is_called = matches!(kind, Kind::Voice | Kind::Sms);
        let circumstances = Circumstances {
            app: label(Column::App)?,
            zone: zone.or(home),
            network,
            carrier: if is_called { carrier } else { carrier.or(network) },
            mark: label(Column::Name)?,
            number: label(Column::Number)?,
        };
        Ok(Happening::Use { kind, amount, since, circumstances })
    }

    /// In which way something is paid in, if that is said.
    fn way(&mut self, row: &Row<'_>) -> Read<Option<LabelId>> {
        if row.get(Column::Name).is_empty() { Ok(None) } else { self.label(row, Column::Name).map(Some) }
    }

    fn amount(&self, row: &Row<'_>) -> Read<(Kind, Quantity)> {
        amount::amount(row.get(Column::Amount), &self.format).map_err(|expected| row.bad(Column::Amount, &expected))
    }

    /// What a value is set to: an amount, or no limit.
    fn setting(&self, row: &Row<'_>) -> Read<Setting> {
        if matches!(row.get(Column::Amount), "unlimited" | "无限") {
            return Ok(Setting::Unlimited);
        }
        if let Some(day) = Day::written(row.get(Column::Amount)) {
            return Ok(Setting::Date(day));
        }
        let (kind, amount) = self.amount(row)?;
        Ok(Setting::Amount(kind, amount))
    }

    fn money(&self, row: &Row<'_>) -> Read<Quantity> {
        match self.amount(row)? {
            (Kind::Money, amount) => Ok(amount),
            _ => Err(row.bad(Column::Amount, &text!("money, like $5", "金额，如 $5"))),
        }
    }

    fn pack(&self, row: &Row<'_>, account: AccountId) -> Read<ProductId> {
        self.named.pack(account, row.get(Column::Name)).ok_or_else(|| {
            let start = self.named.starts.get(account.0 as usize);
            let names = start.and_then(|plan| self.named.pack_names.get(plan));
            let names = list(names.into_iter().flatten().map(String::as_str));
            row.bad(Column::Name, &text!("the name of a pack: {names}", "流量包的名称：{names}"; names = names))
        })
    }

    fn other_plan(&self, row: &Row<'_>) -> Read<PlanId> {
        self.named.plans.find(row.get(Column::Name)).copied().ok_or_else(|| {
            let names = list(self.named.plan_names.iter().map(String::as_str));
            row.bad(Column::Name, &text!("the name of a plan: {names}", "套餐的名称：{names}"; names = names))
        })
    }

    /// A label, new or known. One that no plan speaks of is all right: it is just not what any lot is for.
    fn label(&mut self, row: &Row<'_>, column: Column) -> Read<LabelId> {
        let wanted = row.get(column);
        let labels = &mut *self.labels;
        if wanted.is_empty() {
            return Err(row.bad(column, &text!("a name", "名称")));
        }
        let near = match labels.find(wanted) {
            None if wanted.chars().count() > 3 => self.guesses.nearest(wanted, labels.iter()).map(str::to_owned),
            _ => None,
        };
        match near {
            Some(near) => Err(row.bad(column, &text!("`{near}`, which a plan speaks of", "`{near}`，套餐里有它"))),
            None => Ok(labels.intern(wanted)),
        }
    }
}

fn simple(event: &str) -> Happening {
    match event {
        "activate" => Happening::Activate,
        "renew" => Happening::Renew,
        "renewal fails" => Happening::AutoRenewal { on: false },
        "renewal works again" => Happening::AutoRenewal { on: true },
        "activate rollover" => Happening::ActivateRollover,
        "suspend" => Happening::Suspend,
        "resume" => Happening::Resume,
        "leave" => Happening::Leave,
        "agrees to charges" => Happening::Consent { to: None, given: true },
        _ => Happening::Cancel,
    }
}

fn unknown(row: &Row<'_>, said: &str) -> Diagnostic {
    let known = EVENTS.iter().map(|(en, _)| *en);
    let expected = match names::nearest(said, known.clone()) {
        Some(near) => text!("`{near}`", "`{near}`"),
        None => {
            let known = list(known);
            text!("one of {known}", "以下之一：{known}"; known = known)
        }
    };
    row.bad(Column::Event, &expected)
}

pub(super) fn list<'n>(known: impl Iterator<Item = &'n str>) -> Text {
    let known = known.take(MOST_TOLD).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if known.is_empty() { text!("there is none", "没有") } else { Text::same(known) }
}

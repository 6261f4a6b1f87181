//! What a customer did or could have done, as a noun: `the renewal of 2 Mar 03:00`, `a top-up of $0.50`.

use crate::event::{Event, Happening, LabelId, PlanId, ProductId};
use crate::report::Run;
use crate::report::dates::Dates;
use crate::text;
use crate::text::Text;
use crate::units::Kind;

/// A noun without its article, and the article that it has where it is one of many.
struct Noun {
    article: &'static str,
    words: Text,
}

/// What happened, with its time: `the renewal by hand on 2 Mar 03:00`, `Ann's purchase of "Weekend" on 3 Mar`.
pub(super) fn what_was_done(run: &Run<'_>, event: &Event) -> Text {
    let words = noun(run, &event.what).words;
    let at = Dates::new(&run.zone, run.from).at(event.at);
    if run.accounts.len() > 1 {
        let who = run.account_name(event.account);
        return text!("{who}'s {words} on {at}", "{who} 在{at}的{words}"; words = words, at = at);
    }
    text!("the {words} on {at}", "{at}的{words}"; words = words, at = at)
}

/// What could have been done: `a top-up of $0.50`.
pub(super) fn what_could_be_done(run: &Run<'_>, event: &Event) -> Text {
    let Noun { article, words } = noun(run, &event.what);
    if run.accounts.len() > 1 {
        let who = run.account_name(event.account);
        return text!("{who}'s {words}", "{who} 的{words}"; words = words);
    }
    Text { en: format!("{article}{}", words.en), zh: words.zh }
}

fn noun(run: &Run<'_>, what: &Happening) -> Noun {
    let amount = |kind: Kind, units: u64| run.amount(kind, units);
    let a = |words: Text| Noun { article: "a ", words };
    let an = |words: Text| Noun { article: "an ", words };
    let bare = |words: Text| Noun { article: "", words };
    match *what {
        Happening::Activate => an(text!("activation", "开通")),
        Happening::Use { kind, amount: units, .. } => {
            let amount = amount(kind, units.0);
            a(text!("use of {amount}", "使用 {amount}"))
        }
        Happening::Recharge { amount: units, .. } => {
            let amount = amount(Kind::Money, units.0);
            a(text!("top-up of {amount}", "充值 {amount}"))
        }
        Happening::Renew => a(text!("renewal by hand", "手动续订")),
        Happening::AutoRenewal { on: true } => a(text!("working renewal by the system", "系统续订恢复正常")),
        Happening::AutoRenewal { on: false } => a(text!("failure of the system's renewal", "系统续订失败")),
        Happening::Give { to, kind, amount: units } => {
            let (amount, to) = (amount(kind, units.0), run.account_name(to));
            a(text!("gift of {amount} to {to}", "向 {to} 转赠 {amount}"))
        }
        Happening::Convert { kind, amount: units, .. } => {
            let amount = amount(kind, units.0);
            a(text!("conversion of {amount}", "兑换 {amount}"))
        }
        Happening::BorrowUnits { kind, amount: units } => {
            let amount = amount(kind, units.0);
            a(text!("loan of {amount}", "预支 {amount}"))
        }
        Happening::ActivateRollover => an(text!("activation of the rollover", "开通累积")),
        Happening::Suspend => a(text!("suspension", "停机")),
        Happening::Resume => an(text!("end of the suspension", "复机")),
        Happening::Join { owner } => {
            let owner = run.account_name(owner);
            an(text!("entry into {owner}'s pool", "加入 {owner} 的共享组"))
        }
        Happening::Leave => a(text!("departure from the pool", "退出共享组")),
        Happening::Consent { given: true, .. } => bare(text!("consent to charges", "同意收费")),
        Happening::Consent { given: false, .. } => a(text!("withdrawal of the consent", "撤回同意")),
        Happening::Set { name, .. } => {
            let name = label(run, name);
            a(text!("value set for \"{name}\"", "设定“{name}”"))
        }
        Happening::Mark { label: mark, on: true } => {
            let name = label(run, mark);
            a(text!("mark \"{name}\" on the account", "账户标记“{name}”"))
        }
        Happening::Mark { label: mark, on: false } => {
            let name = label(run, mark);
            a(text!("removal of the mark \"{name}\"", "取消账户标记“{name}”"))
        }
        Happening::Cancel => a(text!("cancellation", "退订")),
        Happening::ChangePlan { plan: id } => {
            let name = plan(run, id);
            a(text!("change to \"{name}\"", "变更为“{name}”"))
        }
        Happening::Buy { product } | Happening::BuyAt { product, .. } => {
            let name = pack(run, product);
            a(text!("purchase of \"{name}\"", "购买“{name}”"))
        }
        Happening::BuyFor { product, to, .. } => {
            let (name, to) = (pack(run, product), run.account_name(to));
            a(text!("purchase of \"{name}\" for {to}", "为 {to} 购买“{name}”"))
        }
        Happening::ReturnPack { product } => {
            let name = pack(run, product);
            a(text!("return of \"{name}\"", "退还“{name}”"))
        }
        Happening::StopPack { product } => {
            let name = pack(run, product);
            an(text!("end of the renewals of \"{name}\"", "停止“{name}”自动续订"))
        }
    }
}

fn pack<'r>(run: &'r Run<'_>, product: ProductId) -> &'r str {
    run.product_name(product)
}

fn plan<'r>(run: &Run<'r>, id: PlanId) -> &'r str {
    run.catalogue.plan(id).map_or("", |plan| plan.name.as_str())
}

fn label<'r>(run: &Run<'r>, id: LabelId) -> &'r str {
    run.catalogue.labels.name(id)
}

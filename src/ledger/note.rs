//! What is noted about an account beside its lots and its money.

use crate::event::{AccountId, LabelId, ProductId, Setting};
use crate::text::Text;

/// What is noted about an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Note {
    /// The customer agrees to charges, or to what has this name.
    Agreed(Option<LabelId>),
    /// The customer agrees no longer.
    Disagreed(Option<LabelId>),
    /// The customer has set a value.
    Set(LabelId, Setting),
    /// A mark was set.
    Marked(LabelId),
    /// A mark was taken off.
    Unmarked(LabelId),
    /// The line was suspended.
    Suspended,
    /// The suspension ended.
    Resumed,
    /// The account joined the pool of another.
    Joined(AccountId),
    /// The account left the pool of another.
    Left(AccountId),
    /// The system's renewal works.
    RenewalOn,
    /// The system's renewal will fail.
    RenewalOff,
    /// The next period is paid.
    RenewedAhead,
    /// The customer activated the rollover for the period's end.
    RolloverActivated,
    /// A pack will not be bought again by itself.
    PackStopped(ProductId),
    /// Some use is barred.
    Barred,
    /// Bars were lifted.
    BarsLifted,
    /// Slow use is fast again.
    FullSpeed,
    /// A later version of the plan holds from now on.
    NewTerms,
    /// The subscription ended.
    Cancelled,
}

impl Note {
    /// What was noted, as a clause of a sentence.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Note::Set(_, Setting::Unset) => crate::text!("the customer set a value no longer", "用户取消设定"),
            Note::Set(..) => crate::text!("the customer set a value", "用户设定数值"),
            Note::Agreed(Some(_)) => crate::text!("the customer agrees", "用户同意"),
            Note::Disagreed(Some(_)) => crate::text!("the customer agrees no longer", "用户撤回同意"),
            Note::Agreed(None) => crate::text!("the customer agrees to charges", "用户同意额外收费"),
            Note::Disagreed(None) => crate::text!("the customer agrees to no more charges", "用户撤回收费同意"),
            Note::Marked(_) => crate::text!("a mark was set on the account", "账户加上标记"),
            Note::Unmarked(_) => crate::text!("a mark was taken off the account", "账户去掉标记"),
            Note::Suspended => crate::text!("the line was suspended", "号码停机"),
            Note::Resumed => crate::text!("the suspension ended", "号码复机"),
            Note::Joined(_) => crate::text!("the account joined the pool", "账户加入共享组"),
            Note::Left(_) => crate::text!("the account left the pool", "账户退出共享组"),
            Note::RenewalOn => crate::text!("the system's renewal works again", "自动续订恢复正常"),
            Note::RenewalOff => crate::text!("the system's renewal will fail", "自动续订将失败"),
            Note::RenewedAhead => crate::text!("the next period is paid", "下一周期已预先续订"),
            Note::RolloverActivated => crate::text!("the rollover was activated", "已开通累积"),
            Note::PackStopped(_) => crate::text!("a pack will not be renewed again", "包不再自动续订"),
            Note::Barred => crate::text!("some use is barred", "部分使用被停用"),
            Note::BarsLifted => crate::text!("bars were lifted", "停用已解除"),
            Note::FullSpeed => crate::text!("slow use is fast again", "恢复全速"),
            Note::NewTerms => crate::text!("the plan's new terms hold from now on", "套餐新条款自此生效"),
            Note::Cancelled => crate::text!("the subscription ended", "套餐已退订"),
        }
    }
}

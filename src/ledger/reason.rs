//! Why something was refused, blocked or taken away.

macro_rules! reasons {
    ($($(#[doc = $doc:literal])+ $variant:ident = $en:literal, $zh:literal;)+) => {
        /// Why something was refused, blocked or taken away.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Reason] = &[$(Reason::$variant,)+];

            /// The reason in words, as the end of a sentence.
            #[must_use]
            pub fn text(self) -> crate::text::Text {
                match self { $(Reason::$variant => $crate::text!($en, $zh),)+ }
            }
        }
    };
}

reasons! {
    /// No lot could pay and nothing else is provided for.
    NothingLeft = "nothing is left that can pay", "没有可用的余量";
    /// The member has used its share of the pool.
    ShareUsedUp = "the member's share of the pool is used up", "成员的共享额度已用完";
    /// The line is suspended.
    Suspended = "the line is suspended", "号码已停机";
    /// Such use is barred.
    Barred = "such use is barred", "此类使用已被停用";
    /// There is no subscription.
    NotActive = "the subscription is not active", "套餐未生效";
    /// There is a subscription already.
    AlreadyActive = "the subscription is active already", "套餐已经生效";
    /// The period was not renewed in time.
    NotRenewed = "the plan was not renewed in time", "套餐未按时续订";
    /// The system's renewal is switched off or fails.
    RenewalFailed = "the renewal failed", "续订失败";
    /// The period's renewal is paid already.
    AlreadyRenewed = "the next period is paid already", "下一周期已续订";
    /// The account has too little money.
    NotEnoughMoney = "there is not enough money on the account", "账户余额不足";
    /// A condition of the rule does not hold.
    ConditionNotMet = "a condition of the rule is not met", "不满足规则的条件";
    /// The rollover was not activated in time.
    NotActivatedInTime = "it was not activated in time", "未按时激活";
    /// There is nothing to activate.
    NothingToActivate = "there is no rollover to activate", "没有可激活的累积";
    /// It has rolled as often as it may.
    RolledOftenEnough = "it has rolled over as often as the rule allows", "已达到累积次数上限";
    /// The plan was changed.
    PlanChanged = "the plan was changed", "套餐已变更";
    /// The subscription was ended.
    Cancelled = "the subscription was ended", "套餐已取消";
    /// A clause takes it away.
    ByClause = "a clause of the plan takes it away", "套餐条款规定清除";
    /// The suspension put it to sleep.
    WaitsForActivation = "it waits to be activated", "等待激活";
    /// It is kept for a late renewal.
    InGrace = "it is kept for a late renewal", "宽限期内保留";
    /// A clause froze it.
    Frozen = "it is frozen", "已冻结";
    /// The plan does not let it be given to this receiver.
    NotToThem = "it cannot be given to this receiver", "不能转赠给该接收方";
    /// It is not a whole number of steps.
    NotInSteps = "it is not a whole number of steps", "不是规定份额的整数倍";
    /// The limit in a span of time is reached.
    LimitReached = "the limit is reached", "已达到上限";
    /// Less than the least amount.
    TooLittle = "it is less than the least amount", "低于最小数量";
    /// More than the largest amount.
    TooMuch = "it is more than the largest amount", "超过最大数量";
    /// Too little would remain.
    MustKeep = "too little would remain", "剩余量低于最低保留";
    /// There are not enough units that may be given.
    NotEnoughToGive = "there are not enough units that may be given", "可转赠的数量不足";
    /// The plan does not let units be given.
    CannotGive = "the plan has no clause that lets it be given", "套餐不支持转赠";
    /// The receiver has no subscription.
    ReceiverNotActive = "the receiver has no active subscription", "接收方没有生效的套餐";
    /// The customer has not agreed to charges.
    NoConsent = "the customer has not agreed to charges", "用户未同意额外收费";
    /// The pool takes no more members.
    PoolFull = "the pool takes no more members", "共享成员已满";
    /// The plan is not shared.
    NotShared = "the plan has no clause that shares it", "套餐不支持共享";
    /// The account is in no pool, or in one already.
    NotAMember = "the account is in no pool", "账户不在共享组中";
    /// The account is in a pool already.
    AlreadyAMember = "the account is in a pool already", "账户已在共享组中";
    /// The pack is not sold with this plan.
    NotSold = "the pack is not sold with this plan", "该套餐不提供此流量包";
    /// The condition for it does not hold.
    NotEligible = "the condition for it does not hold", "不满足办理条件";
    /// It is not sold now.
    NotOnSale = "it is not on sale at this time", "不在发售期内";
    /// A pack is held that it cannot be held with.
    OneAtATime = "a pack is held with which it cannot be held", "已持有不能同时持有的包";
    /// A pack took its place.
    Replaced = "another purchase takes its place", "被新购买的包取代";
    /// The plan does not let units be converted like this.
    CannotConvert = "the plan has no clause that converts it", "套餐不支持此兑换";
    /// There are not enough units to pay with or to convert.
    NotEnoughUnits = "there are not enough units for it", "可用于兑换的数量不足";
    /// Nothing can be borrowed.
    CannotBorrow = "the plan has no clause that lends it", "套餐不支持预支";
    /// It cannot be returned, or no more.
    CannotReturn = "it cannot be returned", "不能退还";
    /// It was returned.
    Returned = "it was returned", "已退还";
    /// The pack does not renew.
    NotRenewing = "the pack does not renew by itself", "该包没有自动续订";
    /// The line is not suspended.
    NotSuspended = "the line is not suspended", "号码未停机";
    /// The account is on that plan already.
    SamePlan = "the account is on that plan already", "已经是该套餐";
}

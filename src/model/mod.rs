//! The plan as it is meant: names bound, amounts in base units, every choice made by somebody.
//!
//! A model cannot hold a name that is bound to nothing or a choice that nobody made: what the plan's writer left open
//! carries the documented answer and says so ([`Choice`]), and [`questions`](Catalogue::questions) lists it.

mod catalogue;
mod ceiling;
mod change;
mod charge_cap;
mod choice;
mod condition;
mod depletion;
mod eligibility;
mod fee;
mod gift;
mod group;
mod handler;
mod history;
mod lot;
mod moment;
mod notice;
mod order;
mod plan;
mod pool;
mod price;
mod promise;
mod rollover;
mod scenario;
mod selector;
mod selling;
mod service;
mod span;
mod toll;
mod trigger;
mod version;

pub use catalogue::{Catalogue, Labels, Operator, PackList, Rate, Sessions};
pub use ceiling::{Beyond, Ceiling, Increment, Metered};
pub use change::{ChangeRule, ChangeTerms, ChangeTime, PlanComparison};
pub use charge_cap::{BeyondCap, ChargeCap};
pub use choice::{Assumption, Choice, Question};
pub use condition::{Comparison, Condition, RenewalTiming};
pub use depletion::{Ask, Chosen, Depletion, Fallback, Lasts, Limit, Member, Resort, Tariff};
pub use eligibility::Eligibility;
pub use fee::{FeeAmount, FeeBase, FeeShare, Term, TermLength};
pub use gift::{GiftExpiry, GiftRule, GiftTo};
pub use group::{Group, OneAtATime, Second};
pub use handler::{Action, BonusAmount, Cut, ExpiryMove, Handler, PerUnit, Request, Share};
pub use history::{Deed, History, Measure, Past};
pub use lot::{Class, Grant, Heads, LabelScope, Scope, Start, Tie, Validity};
pub use moment::{Beat, Landmark, Moment, Series, Side};
pub use notice::{Notice, NoticeAt, NoticeOf};
pub use order::{Key, Order};
pub use plan::{EarlyRenewal, Grace, Plan, Product, ProductKind, Renewal, RolloverOf, Suspension, Weight};
pub use pool::{Pool, ShareCap};
pub use price::{Price, PriceChange, PriceOff, PriceStep};
pub use promise::{Promise, PromiseKind, Regulation};
pub use rollover::{Cap, CapAmount, CapOf, CapSide, Life, Rollover};
pub use scenario::{Account, Expectation, How, Notified, PostingKind, Scenario, Step, StepKind};
pub use selector::Selector;
pub use selling::{
    Advance, AnyPrice, Conversion, Credit, CreditFee, DebtLimit, LastRenews, PackRenewal, PaidGrant, Refund,
    RenewsWhen, Repayment, Sale, Selling, UnitPrice,
};
pub use service::Service;
pub use span::LimitSpan;
pub use toll::{OneLot, Toll, TollWhat};
pub use trigger::{Timer, Trigger};
pub use version::{Existing, Version};

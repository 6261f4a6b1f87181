//! The kinds of customers that are told of where nobody tells of one.

use crate::text;
use crate::text::Text;

/// A kind of customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Customer {
    /// Uses a little each period, and buys no packs.
    Light,
    /// An ordinary month, three quiet ones, and one in which all is used.
    Typical,
    /// Uses everything there is, and a tenth more.
    Heavy,
    /// Now nothing, now more than there is.
    Irregular,
    /// Pays and renews two days after each period's end.
    Late,
}

impl Customer {
    /// Every kind, in the order in which they are told.
    pub(crate) const ALL: [Customer; 5] =
        [Customer::Light, Customer::Typical, Customer::Heavy, Customer::Irregular, Customer::Late];

    /// What the kind is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Customer::Light => "light",
            Customer::Typical => "typical",
            Customer::Heavy => "heavy",
            Customer::Irregular => "irregular",
            Customer::Late => "late renewal",
        }
    }

    /// How much of a period's grant is used, in percent, period by period and again from the first; `None` is everything
    /// that is held, and a tenth of the grant more.
    pub(super) const fn shares(self) -> &'static [Option<u64>] {
        match self {
            Customer::Light => &[Some(10)],
            Customer::Typical | Customer::Late => &[Some(60), Some(10), Some(10), Some(10), None, Some(60)],
            Customer::Heavy => &[None],
            Customer::Irregular => &[Some(5), Some(130), Some(0), None, Some(35), Some(90)],
        }
    }

    /// What the reader should know of it.
    pub(super) fn note(self) -> Text {
        match self {
            Customer::Typical => text!(
                "A typical customer uses 60% of a period's grant, then 10% in three quiet periods, then all there is and a tenth more. Your own: --usage or --scenario.",
                "模拟的典型用户：先用掉一期额度的 60%，随后三个清淡周期各用 10%，再用完所有余量并多用一成。可用 --usage 或 --scenario 指定用量。"
            ),
            Customer::Light => {
                text!("A light customer uses 10% of each period's grant.", "轻度用户：每期用掉额度的 10%。")
            }
            Customer::Heavy => {
                text!("A heavy customer uses all there is and a tenth more.", "重度用户：每期用完所有余量并多用一成。")
            }
            Customer::Irregular => text!(
                "An irregular customer uses 5% of a period's grant, 130%, nothing, all there is and a tenth more, 35%, 90%.",
                "不规律用户：各期依次用掉额度的 5%、130%、不用、用完并多用一成、35%、90%。"
            ),
            Customer::Late => text!(
                "A customer who renews two days after each period's end, and uses what a typical one does.",
                "逾期续订的用户：每期结束两天后才续订，用量同典型用户。"
            ),
        }
    }
}

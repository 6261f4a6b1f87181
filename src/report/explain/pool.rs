//! Sharing with others.

use crate::model::{Pool, ShareCap};
use crate::text;
use crate::text::Text;
use crate::units::Kind;

use super::Section;
use super::speech::{Speech, said, section};
use super::words::{Join, counted, list};

impl Speech<'_> {
    pub(super) fn pool_section(&self) -> Section {
        let sentences = match &self.plan.pool {
            None if self.plan.gifts.is_empty() => {
                let text = text!("Nothing can be shared with others or given to them.", "不能与他人共享，也不能转赠。");
                return section(text!("Sharing and giving", "共享与转赠"), vec![self.whole(text)]);
            }
            None => vec![self.whole(text!("The plan cannot be shared with others.", "本套餐不能与他人共享。"))],
            Some(pool) => {
                let caps = pool.caps.iter().map(|cap| said(self.share_cap(cap), cap.origin));
                let payer = self.plan.owner_pays.map(|origin| {
                    let text = text!(
                        "You are charged for what they use beyond the allowance.",
                        "他们超出额度的使用由您付费。"
                    );
                    said(text, origin)
                });
                [said(self.pool(pool), pool.origin)].into_iter().chain(caps).chain(payer).collect()
            }
        };
        section(text!("Sharing", "共享"), sentences)
    }

    fn pool(&self, pool: &Pool) -> Text {
        let what = match pool.of.as_slice() {
            [] => text!("what the plan gives you, and what has rolled over of it,", "套餐额度及其累积余量"),
            of => list(&of.iter().map(|of| self.your_lots(of)).collect::<Vec<_>>(), Join::And),
        };
        if pool.everybody {
            let who = match pool.members {
                None => text!("you and any number of others", "您与任意数量的成员"),
                Some(members) => {
                    let en = counted(u64::from(members), "other person", "others");
                    text!("you and up to {en}", "您与最多 {members} 名成员")
                }
            };
            return text!("All of you, {who}, bring {what} and use it together.", "{who}共用各自的{what}。"; who = who, what = what);
        }
        match pool.members {
            None => {
                text!("You can share {what} with any number of others.", "可与任意数量的成员共享{what}。"; what = what)
            }
            Some(members) => {
                let en = counted(u64::from(members), "other person", "others");
                text!("You can share {what} with up to {en}.", "可与最多 {members} 名成员共享{what}。"; what = what)
            }
        }
    }

    fn share_cap(&self, cap: &ShareCap) -> Text {
        let amount = self.amount_of(Kind::Data, cap.amount);
        if cap.each {
            return text!("Each of them can use at most {amount} in a period; you yourself are not limited.",
                "每名成员每个周期最多使用 {amount}，您本人不受此限。"; amount = amount);
        }
        text!("All of them together can use at most {amount} in a period; you yourself are not limited.",
            "全体成员每个周期合计最多使用 {amount}，您本人不受此限。"; amount = amount)
    }
}

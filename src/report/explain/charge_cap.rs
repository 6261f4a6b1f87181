//! How much use is charged in all.

use crate::model::{BeyondCap, ChargeCap};
use crate::text;
use crate::text::Text;
use crate::units::Kind;

use super::Sentence;
use super::amount::{noun, speed};
use super::speech::{Speech, said};
use super::words::{Join, list, sentence};

impl Speech<'_> {
    /// "In all, the use of data and voice is charged at most $1 each day; beyond that it goes on at no charge."
    pub(super) fn charge_cap(&self, cap: &ChargeCap) -> Sentence {
        let ChargeCap { kinds, limit, together, beyond, origin } = cap;
        let everything = Kind::ALL.into_iter().all(|kind| kind == Kind::Money || kinds.contains(kind));
        let what = if everything {
            text!("all use together", "所有使用")
        } else {
            let kinds: Vec<Text> = kinds.iter().map(noun).collect();
            text!("the use of {kinds}", "{kinds}的使用"; kinds = list(&kinds, Join::And))
        };
        let who =
            if *together { text!(" by everybody together", "（所有人共同计算）") } else { Text::default() };
        let most = self.money_limit(*limit);
        let capped =
            text!("{what}{who} is charged {most}", "{what}{who}的收费，{most}"; what = what, who = who, most = most);
        let text = match beyond {
            None => capped,
            Some(BeyondCap::Free) => {
                text!("{capped}; beyond that it goes on at no charge", "{capped}；超出后免费继续使用"; capped = capped)
            }
            Some(BeyondCap::Slow { bits_per_second }) => {
                text!("{capped}; beyond that it goes on at {speed}", "{capped}；超出后以 {speed} 的速度继续使用";
                capped = capped, speed = speed(*bits_per_second))
            }
            Some(BeyondCap::Block) => {
                text!("{capped}; beyond that it stops", "{capped}；超出后停止使用"; capped = capped)
            }
        };
        said(sentence(&text), *origin)
    }
}

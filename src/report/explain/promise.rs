//! What is promised of the plans of a file. Whether it holds is for `prove` to say.

use crate::model::{Promise, PromiseKind, Regulation};
use crate::text;
use crate::text::Text;

use super::amount;
use super::speech::{Speech, said, section};
use super::words::{Join, list};
use super::{Section, Sentence, time};

impl Speech<'_> {
    pub(super) fn promises_section(&self) -> Section {
        let own = self.catalogue.promises.iter().map(|promise| self.promised(promise, &Text::same(&promise.name)));
        let law = self.catalogue.regulations.iter().flat_map(|regulation| self.demanded(regulation));
        section(text!("What is promised and required", "承诺与监管要求"), own.chain(law).collect())
    }

    fn promised(&self, promise: &Promise, lead: &Text) -> Sentence {
        let what = self.promise(&promise.kind);
        said(text!("{lead}: {what}.", "{lead}：{what}。"; lead = lead, what = what), promise.origin)
    }

    fn demanded(&self, regulation: &Regulation) -> Vec<Sentence> {
        let Regulation { name, country, from, demands, origin: _ } = regulation;
        let country = country.as_ref().map(|country| text!("{country}", "{country}"));
        let from = from.map(|from| text!("from {from} on", "自{from}起"; from = self.beginning(from)));
        let about: Vec<Text> = country.into_iter().chain(from).collect();
        let lead = if about.is_empty() {
            text!("{name} demands", "{name}要求")
        } else {
            text!("{name} ({about}) demands", "{name}（{about}）要求"; about = super::words::commas(&about))
        };
        demands.iter().map(|demand| self.promised(demand, &lead)).collect()
    }

    fn promise(&self, kind: &PromiseKind) -> Text {
        match kind {
            PromiseKind::StaysUsable { of, at_least, while_renewed } => {
                let (lots, length) = (self.lots(of), time::duration(*at_least));
                let renewed = if *while_renewed {
                    text!(" as long as the plan is renewed", "（持续续订期间）")
                } else {
                    Text::default()
                };
                text!("{lots} can be used for at least {length}{renewed}", "{lots}至少可用 {length}{renewed}";
                    lots = lots, length = length, renewed = renewed)
            }
            PromiseKind::ChargesAtMost { amount, span } => {
                let (most, span) = (self.money(*amount), self.span(*span));
                text!("you are charged at most {most} {span}", "{span}收费不超过 {most}"; most = most, span = span)
            }
            PromiseKind::HeldNeverAbove { of, amount } => {
                let kind = of.kind.or(self.only_kind).unwrap_or(crate::units::Kind::Data);
                let (lots, most) = (self.lots(of), self.amount(kind, *amount));
                text!("you never have more than {most} of {lots}", "持有的{lots}从不超过 {most}"; lots = lots, most = most)
            }
            PromiseKind::EarliestPays => {
                text!("nothing is used while something that expires earlier could be used instead", "先到期的总是先用")
            }
            PromiseKind::NothingForNothing { kind } => {
                let noun = kind.map_or_else(|| text!("anything", "任何额度"), amount::noun);
                text!("nobody can get {noun} without a payment", "不付费就不能获得{noun}"; noun = noun)
            }
            PromiseKind::NoticesAt(shares) => {
                let shares: Vec<Text> = shares.iter().map(|share| Text::same(format!("{share}%"))).collect();
                text!("you are told when {shares} of each grant is used", "每份额度用至 {shares} 时提醒您"; shares = list(&shares, Join::And))
            }
            PromiseKind::NoChargeWithoutConsent => {
                text!("nothing is charged beyond the plan without your consent", "未经您同意，不收取套餐外费用")
            }
            PromiseKind::RollsOver {
                of,
                purchased,
                capped,
                valid_more_than,
                at_least,
                free,
                without_action,
                same_terms,
            } => {
                let bought = if *purchased { text!("bought ", "购买的") } else { Text::default() };
                let limited = if *capped { text!("limited ", "有限量的") } else { Text::default() };
                let long = valid_more_than.map_or_else(Text::default, |length| {
                    text!(" usable for more than {length}", "有效期超过 {length}的"; length = time::duration(length))
                });
                let how = [
                    free.then(|| text!("free of charge", "免费")),
                    without_action.then(|| text!("without your doing anything", "无需操作")),
                    same_terms.then(|| text!("on the same terms", "条件不变")),
                ];
                let how: Vec<Text> = how.into_iter().flatten().collect();
                let how = if how.is_empty() {
                    Text::default()
                } else {
                    text!(", {how}", "（{how}）"; how = super::words::commas(&how))
                };
                text!("{bought}{limited}{lots}{long} must roll over at least {times}{how}",
                    "{long}{bought}{limited}{lots}须至少累积 {times}{how}";
                    bought = bought, limited = limited, lots = self.lots(of), long = long,
                    times = time::times(u64::from(*at_least)), how = how)
            }
        }
    }
}

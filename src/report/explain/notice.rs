//! What the customer is told, and when.

use crate::model::{Notice, NoticeAt, NoticeOf, Selector};
use crate::text;
use crate::text::{Origin, Text};
use crate::units::{Kind, Quantity};

use super::amount::percent;
use super::selector::is_everything;
use super::speech::{Speech, said, section};
use super::words::{Join, list};
use super::{Section, Sentence, time};

impl Speech<'_> {
    /// Notices about the same, one after the other, are one sentence: "at 50%, 80% and 100%".
    pub(super) fn notices_section(&self) -> Section {
        let told: Vec<Notice> = self.plan.notices.iter().filter(|notice| !notice.silent).cloned().collect();
        let same = |one: &NoticeOf, next: &NoticeOf| match (one, next) {
            (NoticeOf::Charges(one), NoticeOf::Charges(next)) => {
                (one.amount, one.span, one.chosen) == (next.amount, next.span, next.chosen)
            }
            _ => one == next,
        };
        let groups = told.chunk_by(|one, next| same(&one.of, &next.of) && one.only_if == next.only_if);
        section(text!("Notices", "提醒"), groups.map(|group| self.notices(group)).collect())
    }

    fn notices(&self, group: &[Notice]) -> Sentence {
        let origin = group.iter().map(|notice| notice.origin).reduce(both).unwrap_or(Origin::Assumed);
        let Some(first) = group.first() else { return said(Text::default(), origin) };
        let (lead, kind) = match &first.of {
            NoticeOf::Charges(limit) => {
                let (most, span) = (self.most(Kind::Money, limit), self.span(limit.span));
                let lead = text!("Of {most} {span}, by what you are charged beyond the plan's price", "{span}套餐费以外的收费以 {most} 计";
                    most = most, span = span);
                (lead, Kind::Money)
            }
            NoticeOf::EachLot(of) => (self.each_lot(of), self.kind_of(of)),
            NoticeOf::Together(of) => {
                let lots = self.several_lots(of);
                (text!("For all your {lots} together", "全部{lots}合计"; lots = lots), self.kind_of_several(of))
            }
        };
        let whens: Vec<Text> = self.whens(group, kind);
        let when = list(&whens, Join::AndAlso);
        if let Some(condition) = &first.only_if {
            let condition = self.condition(condition, true);
            let text = text!("{lead}, you are told {when}, if {condition}.", "{lead}{when}，如{condition}，会提醒您。";
                lead = lead, when = when, condition = condition);
            return said(text, origin);
        }
        said(text!("{lead}, you are told {when}.", "{lead}{when}会提醒您。"; lead = lead, when = when), origin)
    }

    /// "when only 100 MB of your data is left": what a handler waits for.
    pub(super) fn reached(&self, place: usize) -> Text {
        let Some(notice) = self.plan.notices.get(place) else { return Text::default() };
        let (what, kind) = match &notice.of {
            NoticeOf::Charges(limit) => {
                let (most, span) = (self.most(Kind::Money, limit), self.span(limit.span));
                (text!("{most} of charges {span}", "{span}收费 {most}"; most = most, span = span), Kind::Money)
            }
            NoticeOf::EachLot(of) => {
                (text!("each of your {lots}", "每份{lots}"; lots = self.lots(of)), self.kind_of(of))
            }
            NoticeOf::Together(of) => {
                (text!("your {lots}", "{lots}"; lots = self.several_lots(of)), self.kind_of_several(of))
            }
        };
        match (notice.at, &notice.of) {
            (NoticeAt::Used(share), NoticeOf::Charges(_)) => {
                text!("when {share} of {what} is reached", "{what}达到 {share} 时"; share = percent(share), what = what)
            }
            (NoticeAt::Used(share), _) => {
                text!("when {share} of {what} is used", "{what}用至 {share} 时"; share = percent(share), what = what)
            }
            (NoticeAt::Left(least), _) => {
                let least = self.amount(kind, Quantity(least.0.saturating_add(1)));
                text!("when less than {least} of {what} is left", "{what}不足 {least} 时"; least = least, what = what)
            }
            (NoticeAt::BeforeExpiry(time), _) => {
                text!("{time} before {what} expires", "{what}到期前 {time}"; time = time::duration(time), what = what)
            }
        }
    }

    fn each_lot(&self, of: &Selector) -> Text {
        match (of.kind.or(self.only_kind), is_everything(of)) {
            (None, true) => text!("For each allowance by itself", "每份额度"),
            _ => text!("For each allowance of {lots} by itself", "每份{lots}"; lots = self.lots(of)),
        }
    }

    /// Shares that follow each other share their verb.
    fn whens(&self, group: &[Notice], kind: Kind) -> Vec<Text> {
        let is_share = |notice: &Notice| matches!(notice.at, NoticeAt::Used(_));
        let runs = group.chunk_by(|one, next| is_share(one) && is_share(next));
        runs.filter_map(|run| {
            let shares: Vec<Text> = run.iter().filter_map(|notice| share(notice.at)).collect();
            match run.first()?.at {
                NoticeAt::Used(_) => {
                    Some(text!("when {shares} of it is used", "用至 {shares} 时"; shares = list(&shares, Join::And)))
                }
                NoticeAt::Left(least) => {
                    Some(text!("when only {least} is left", "仅剩 {least} 时"; least = self.amount(kind, least)))
                }
                NoticeAt::BeforeExpiry(time) => {
                    Some(text!("{time} before it expires", "到期前 {time}"; time = time::duration(time)))
                }
            }
        })
        .collect()
    }

    fn several_lots(&self, of: &[Selector]) -> Text {
        list(&of.iter().map(|of| self.lots(of)).collect::<Vec<_>>(), Join::And)
    }

    fn kind_of_several(&self, of: &[Selector]) -> Kind {
        of.first().map_or(Kind::Data, |of| self.kind_of(of))
    }

    fn kind_of(&self, of: &Selector) -> Kind {
        of.kind.or(self.only_kind).unwrap_or(Kind::Data)
    }
}

fn share(at: NoticeAt) -> Option<Text> {
    match at {
        NoticeAt::Used(ratio) => Some(percent(ratio)),
        NoticeAt::Left(_) | NoticeAt::BeforeExpiry(_) => None,
    }
}

fn both(one: Origin, other: Origin) -> Origin {
    match (one, other) {
        (Origin::Written(one), Origin::Written(other)) => Origin::Written(one.to(other)),
        (Origin::Assumed, origin) | (origin, Origin::Assumed) => origin,
    }
}

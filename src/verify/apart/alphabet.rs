//! What a customer of a plan can do, and when: the letters of small stories.

use std::collections::BTreeSet;

use crate::event::{Circumstances, Event, Happening, LabelId, Opening, PlanId};
use crate::model::{Catalogue, Plan};
use crate::program::Program;
use crate::units::{Cycle, Day, Instant, Kind, Quantity, Zone};

use super::{Story, event, money};

/// A day and an hour after the beginning of a story.
const TIMES: [(i64, i64); 7] = [(0, 9), (2, 12), (5, 23), (14, 8), (29, 20), (33, 12), (64, 12)];
/// So many periods are looked at, and at most so many days.
const PERIODS: u32 = 4;
const MOST_DAYS: i64 = 400;
const DAY: i64 = 86_400;
/// More of a kind than this are not tried.
const MOST_PACKS: usize = 8;
const MOST_LABELS: usize = 6;
const MOST_PLANS: usize = 3;

/// What can be done.
#[derive(Debug)]
pub(super) struct Alphabet {
    letters: Vec<Happening>,
    plan: PlanId,
    starts: Vec<Instant>,
    length: i64,
}

impl Alphabet {
    pub(super) fn of((catalogue, program): (&Catalogue, &Program), plan: PlanId) -> Alphabet {
        let Some(found) = catalogue.plan(plan) else {
            return Alphabet { letters: Vec::new(), plan, starts: Vec::new(), length: 0 };
        };
        let operator = catalogue.operator_of(found);
        let zone = operator.map_or_else(Zone::utc, |operator| operator.zone.answer.clone());
        let starts = [Day::from_ymd(2026, 1, 1), Day::from_ymd(2026, 1, 31)];
        let starts: Vec<Instant> = starts.into_iter().flatten().map(|day| zone.midnight(day)).collect();
        let first = starts.first().copied().unwrap_or(Instant(0));
        let length = match found.cycle.answer {
            Cycle::Once => 100 * DAY,
            cycle => cycle.end(first, PERIODS, &zone).seconds_since(first),
        };
        let letters = letters(catalogue, program, found);
        Alphabet { letters, plan, starts, length: length.clamp(DAY, MOST_DAYS * DAY) }
    }

    /// Customers who only subscribe.
    pub(super) fn bases(&self) -> Vec<Story> {
        let base = |at: &Instant| {
            let paid = Happening::Recharge { amount: money(1_000_000), by: None };
            Story {
                openings: vec![Opening { plan: self.plan, member_of: None }],
                events: vec![event(*at, paid), event(*at, Happening::Activate)],
                until: at.plus_seconds(self.length),
            }
        };
        self.starts.iter().map(base).collect()
    }

    /// Everything at every time of a story that begins then.
    pub(super) fn events(&self, from: Instant) -> Vec<Event> {
        let times = TIMES.iter().map(|(days, hours)| days * DAY + hours * 3_600).filter(|time| *time < self.length);
        let at = |time: i64| from.plus_seconds(time);
        times.flat_map(|time| self.letters.iter().map(move |what| event(at(time), *what))).collect()
    }
}

fn letters(catalogue: &Catalogue, program: &Program, plan: &Plan) -> Vec<Happening> {
    let mut letters = Vec::new();
    let mut seen = BTreeSet::new();
    let gigabyte = catalogue.operator_of(plan).and_then(|operator| operator.gigabyte.answer.bytes_in("GB"));
    let gigabyte = gigabyte.unwrap_or(1_000_000_000);
    for (kind, amount) in amounts(program, gigabyte) {
        if seen.insert((kind, amount)) {
            letters.push(used(kind, amount, Circumstances::default()));
        }
    }
    letters.extend(plan.packs.iter().take(MOST_PACKS).map(|product| Happening::Buy { product: *product }));
    letters.extend([
        Happening::Renew,
        Happening::AutoRenewal { on: false },
        Happening::ActivateRollover,
        Happening::Suspend,
        Happening::Resume,
        Happening::Cancel,
        Happening::Consent { to: None, given: true },
        Happening::Recharge { amount: money(1), by: None },
        Happening::Recharge { amount: money(20), by: None },
    ]);
    let others = catalogue.plans.iter().filter(|other| other.operator == plan.operator && other.id != plan.id);
    letters.extend(others.take(MOST_PLANS).map(|other| Happening::ChangePlan { plan: other.id }));
    let labels = catalogue.labels.iter().take(MOST_LABELS).filter_map(|name| catalogue.labels.find(name));
    for label in labels {
        letters.push(Happening::Mark { label, on: true });
        letters.extend(places(label).map(|circumstances| used(Kind::Data, Quantity(gigabyte * 2), circumstances)));
        letters.push(used(
            Kind::Voice,
            Quantity(600),
            Circumstances { network: Some(label), ..Circumstances::default() },
        ));
    }
    letters
}

fn places(label: LabelId) -> impl Iterator<Item = Circumstances> {
    let plain = Circumstances::default();
    [Circumstances { app: Some(label), ..plain }, Circumstances { zone: Some(label), ..plain }].into_iter()
}

fn used(kind: Kind, amount: Quantity, circumstances: Circumstances) -> Happening {
    Happening::Use { kind, amount, since: None, circumstances }
}

/// Amounts of which something could depend on: what is granted, a part of it, and a little more.
fn amounts(program: &Program, gigabyte: u64) -> Vec<(Kind, Quantity)> {
    let round = [
        (Kind::Data, [gigabyte / 50, gigabyte * 3, gigabyte * 15, gigabyte * 500]),
        (Kind::Voice, [1, 61, 3_000, 60_000]),
        (Kind::Sms, [1, 10, 60, 5_000]),
    ];
    let of_kind = |kind: Kind| program.grants.iter().any(|grant| grant.kind == kind);
    let round = round.into_iter().filter(|(kind, _)| of_kind(*kind) || *kind == Kind::Data);
    round.flat_map(|(kind, amounts)| amounts.map(|amount| (kind, Quantity(amount)))).collect()
}

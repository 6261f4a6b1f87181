//! What if the customer had done something more in time: paid in, renewed, activated the rollover, bought a pack, used
//! some of it?

use crate::event::{Circumstances, Event, Happening, Variation};
use crate::ledger::{Fate, Matter};
use crate::units::{Instant, Kind, Quantity};

use super::Otherwise;
use super::moves::CENT;
use super::search::Search;

/// More money than this is not paid in to save some units: 2^27 cents.
const MOST_CENTS: u64 = 1 << 27;

/// `moved` was found to make a difference already: what is done, only at another time, is not to be done twice.
pub(super) fn insertions(search: &mut Search<'_>, offers: &[Happening], moved: &[Otherwise]) -> Vec<Otherwise> {
    let mut found: Vec<Otherwise> = Vec::new();
    let done_anyway: Vec<Happening> = moved
        .iter()
        .filter_map(|other| {
            let Variation::Moved { event, .. } = other.change else { return None };
            search.events().get(event).map(|event| event.what)
        })
        .collect();
    let moments = search.moments();
    let paid = moments.iter().find_map(|at| paid_in(search, *at, None));
    // Where money alone is enough, it is not told with everything that could have been done besides.
    let with_money = paid.is_none();
    found.extend(paid);
    let more = [Happening::Renew, Happening::ActivateRollover, Happening::AutoRenewal { on: true }, Happening::Resume];
    for what in more.iter().chain(offers).filter(|what| !done_anyway.contains(what)) {
        found.extend(moments.iter().find_map(|at| done(search, *at, *what, with_money)));
    }
    found.extend(moments.first().and_then(|at| used(search, *at)));
    found
}

fn event(search: &Search<'_>, at: Instant, what: Happening) -> Event {
    Event { at, account: search.account(), what }
}

/// Something done at a moment; if need be, with the money for it.
fn done(search: &mut Search<'_>, at: Instant, what: Happening, with_money: bool) -> Option<Otherwise> {
    let alone = Variation::With(vec![event(search, at, what)]);
    let found = search.tried(alone, 0);
    if found.is_some() || !with_money { found } else { paid_in(search, at, Some(what)) }
}

/// As little money as makes a difference, and what it is for.
fn paid_in(search: &mut Search<'_>, at: Instant, what: Option<Happening>) -> Option<Otherwise> {
    let then = what.map(|what| event(search, at, what));
    let account = search.account();
    let paid = |cents: u64| {
        let what = Happening::Recharge { amount: Quantity(cents.saturating_mul(CENT)), by: None };
        let recharge = Event { at, account, what };
        (Variation::With([recharge].into_iter().chain(then).collect()), 0)
    };
    let (variation, costs) = paid(MOST_CENTS);
    let found = search.tried(variation, costs)?;
    Some(search.smallest((1, MOST_CENTS), found, paid))
}

/// As little use as makes a difference of more than that.
fn used(search: &mut Search<'_>, at: Instant) -> Option<Otherwise> {
    let Matter::Lot(id) = search.matter else { return None };
    let kind = search.base().lots.iter().find(|lot| lot.id == id).map(|lot| lot.kind)?;
    let lost = Fate::of(id, &search.base().ledger.entries).lost.0;
    let (account, step) = (search.account(), step_of(kind));
    let more = |steps: u64| {
        let amount = steps.saturating_mul(step);
        let circumstances = Circumstances::default();
        let what = Happening::Use { kind, amount: Quantity(amount), since: None, circumstances };
        (Variation::With(vec![Event { at, account, what }]), amount)
    };
    let most = lost / step;
    let sizes = (0..u64::BITS).map(|power| 1_u64 << power).take_while(|steps| *steps <= most);
    let (mut tried, mut found) = (0, None);
    for steps in sizes.filter(|_| kind != Kind::Money) {
        let (variation, costs) = more(steps);
        if let Some(differs) = search.tried(variation, costs) {
            found = Some((steps, differs));
            break;
        }
        tried = steps;
    }
    let Some((steps, differs)) = found else {
        // All of it used in time: that it would have been this lot that pays is not said by the order alone.
        let (variation, _) = more(most);
        return search.tried(variation, 0).filter(|_| kind != Kind::Money);
    };
    Some(search.smallest((tried + 1, steps), differs, more))
}

/// What people count in: a megabyte, a minute, one.
const fn step_of(kind: Kind) -> u64 {
    match kind {
        Kind::Data => 1_000_000,
        Kind::Voice => 60,
        Kind::Sms | Kind::Money | Kind::Points => 1,
    }
}

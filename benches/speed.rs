//! How fast: parsing, checking a tree of files, and stepping uses, each beside a limit or a peer in the same run.
//!
//! `cargo bench` runs all of it. The last lines set the engine against a loop that was written by hand for one rule, in
//! turns, and print the ratio: these machines are noisy, so the ratio is worth more than the times.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, clippy::float_arithmetic)]

use std::collections::VecDeque;
use std::hint::black_box;
use std::time::{Duration as Elapsed, Instant as Clock};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use rollover::compile::compile;
use rollover::event::{AccountId, Circumstances, Event, Happening, Opening, PlanId};
use rollover::ledger::{Entry, Listener, LotId, OriginId, Posting};
use rollover::model::Catalogue;
use rollover::program::Program;
use rollover::sim::World;
use rollover::text::{Source, SourceId, Sources};
use rollover::units::{Cycle, Day, Duration, Instant, Kind, MonthEnd, Quantity, Zone};

const PLAN: &str = "operator Op { zone Asia/Phnom_Penh; currency USD; 1 GB = 1000 MB }
plan \"Twenty\" by Op {
  every calendar month: data 20 GB
  rollover 3 months
  use oldest first
  when data runs out: block
}
";

fn main() {
    divan::main();
    ratio();
}

fn read(text: &str) -> Catalogue {
    let mut sources = Sources::default();
    sources.add(Source::new("bench.plan", text));
    rollover::read(&sources).0
}

// ---- Parsing and checking ----------------------------------------------------------------------------------------

/// The same plan many times over, under different names.
fn plans(count: usize) -> String {
    (0..count)
        .map(|number| PLAN.replace("Twenty", &format!("P{number}")).replace("Op", &format!("Op{number}")))
        .collect()
}

#[divan::bench(args = [1, 10, 100, 1000])]
fn parse(bencher: Bencher, count: usize) {
    let text = plans(count);
    bencher.counter(BytesCount::of_str(&text)).bench(|| rollover::syntax::parse(SourceId(0), black_box(&text)));
}

/// What `rollover check` does with a tree of 1,000 files, without the disk: each file is a run of its own.
#[divan::bench]
fn check_a_thousand_files(bencher: Bencher) {
    let files: Vec<String> = (0..1000).map(|number| PLAN.replace("Twenty", &format!("P{number}"))).collect();
    bencher
        .counter(ItemsCount::new(files.len()))
        .bench(|| files.iter().map(|text| black_box(read(text)).plans.len()).sum::<usize>());
}

// ---- Stepping ----------------------------------------------------------------------------------------------------

const EVENTS: u64 = 1_000_000;
const GRANT: u64 = 20_000_000_000;

/// Uses every five minutes, of up to 2 MB: nine and a half years of them.
fn uses() -> Vec<(i64, u64)> {
    let mut chance = 88_172_645_463_325_252_u64;
    let mut next = move || {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        chance
    };
    let start = start().0;
    (0..EVENTS).map(|number| (start + i64::try_from(number).unwrap() * 300, 1 + next() % 2_000_000)).collect()
}

fn zone() -> Zone {
    Zone::named("Asia/Phnom_Penh").unwrap()
}

fn start() -> Instant {
    zone().midnight(Day::from_ymd(2026, 1, 1).unwrap())
}

/// A listener that keeps sums alone, as a replay of many subscribers would.
#[derive(Debug, Default, PartialEq, Eq)]
struct Totals {
    entries: u64,
    used: u64,
    granted: u64,
    expired: u64,
    rolled: u64,
    blocked: u64,
}

impl Listener for Totals {
    #[inline]
    fn entry(&mut self, entry: &Entry) {
        let amount = entry.amount.0;
        self.entries += 1;
        match entry.posting {
            Posting::Used => self.used += amount,
            Posting::Granted { .. } => self.granted += amount,
            Posting::Expired => self.expired += amount,
            Posting::Rolled { .. } => self.rolled += amount,
            Posting::Blocked { .. } => self.blocked += amount,
            _ => self.entries -= 1,
        }
    }
}

fn engine(program: &Program, uses: &[(i64, u64)]) -> Totals {
    let mut world = World::new(program, &[Opening { plan: PlanId(0), member_of: None }]);
    let mut totals = Totals::default();
    let account = AccountId(0);
    world.step(&Event { at: start(), account, what: Happening::Activate }, &mut totals).unwrap();
    for &(at, amount) in uses {
        let circumstances = Circumstances::default();
        let what = Happening::Use { kind: Kind::Data, amount: Quantity(amount), since: None, circumstances };
        world.step(&Event { at: Instant(at), account, what }, &mut totals).unwrap();
    }
    totals
}

/// The same rule written by hand: 20 GB each calendar month, leftovers live three months more, oldest first, nothing
/// beyond. It makes the same entries for the same listener and checks the same law after every use.
struct ByHand {
    zone: Zone,
    lots: VecDeque<(u64, Instant, bool, u32)>,
    period: u32,
    end: Instant,
    number: u32,
    granted: u64,
    used: u64,
    expired: u64,
    held: u64,
}

impl ByHand {
    fn entry(at: Instant, lot: u32, amount: u64, posting: Posting) -> Entry {
        let lot = Some(LotId { account: 0, number: lot });
        Entry {
            at,
            account: AccountId(0),
            lot,
            kind: Kind::Data,
            amount: Quantity(amount),
            posting,
            origin: OriginId(0),
        }
    }

    fn grant(&mut self, at: Instant, out: &mut impl Listener) {
        self.number += 1;
        self.granted += GRANT;
        self.held += GRANT;
        self.lots.push_back((GRANT, self.end, false, self.number));
        out.entry(&ByHand::entry(at, self.number, GRANT, Posting::Granted { from: at, until: self.end }));
    }

    fn end_period(&mut self, out: &mut impl Listener) {
        let at = self.end;
        while let Some(&(left, _, _, number)) = self.lots.front().filter(|lot| lot.2 && lot.1 <= at) {
            self.lots.pop_front();
            self.expired += left;
            self.held -= left;
            out.entry(&ByHand::entry(at, number, left, Posting::Expired));
        }
        if let Some(lot) = self.lots.back_mut().filter(|lot| !lot.2) {
            let until = Duration::Months(3).after(at, &self.zone, MonthEnd::Clamp);
            (lot.1, lot.2) = (until, true);
            out.entry(&ByHand::entry(at, lot.3, lot.0, Posting::Rolled { until }));
        }
        self.period += 1;
        self.end = Cycle::CalendarMonths(1).end(start(), self.period, &self.zone);
        self.grant(at, out);
    }

    #[inline]
    fn step(&mut self, at: Instant, amount: u64, out: &mut impl Listener) {
        while at >= self.end {
            self.end_period(out);
        }
        let mut rest = amount;
        while rest > 0 {
            let Some(lot) = self.lots.front_mut() else { break };
            let part = lot.0.min(rest);
            (lot.0, rest) = (lot.0 - part, rest - part);
            self.used += part;
            self.held -= part;
            out.entry(&ByHand::entry(at, lot.3, part, Posting::Used));
            if lot.0 == 0 {
                self.lots.pop_front();
            }
        }
        if rest > 0 {
            out.entry(&ByHand::entry(at, 0, rest, Posting::Blocked { reason: rollover::ledger::Reason::NothingLeft }));
        }
        assert_eq!(self.granted, self.used + self.expired + self.held, "conserved");
    }
}

fn by_hand(uses: &[(i64, u64)]) -> Totals {
    let end = Cycle::CalendarMonths(1).end(start(), 0, &zone());
    let (zone, lots) = (zone(), VecDeque::new());
    let mut hand = ByHand { zone, lots, period: 0, end, number: 0, granted: 0, used: 0, expired: 0, held: 0 };
    let mut totals = Totals::default();
    hand.grant(start(), &mut totals);
    for &(at, amount) in uses {
        hand.step(Instant(at), amount, &mut totals);
    }
    totals
}

#[divan::bench(sample_count = 10)]
fn step_uses(bencher: Bencher) {
    let (program, uses) = (compile(&read(PLAN)), uses());
    bencher.counter(ItemsCount::new(uses.len())).bench(|| engine(&program, black_box(&uses)));
}

#[divan::bench(sample_count = 10)]
fn step_uses_by_hand(bencher: Bencher) {
    let uses = uses();
    bencher.counter(ItemsCount::new(uses.len())).bench(|| by_hand(black_box(&uses)));
}

/// Both in turns, and the median of the ratios.
fn ratio() {
    let (program, uses) = (compile(&read(PLAN)), uses());
    assert_eq!(engine(&program, &uses), by_hand(&uses), "both do the same");
    let time = |run: &dyn Fn() -> Totals| -> Elapsed {
        let clock = Clock::now();
        black_box(run());
        clock.elapsed()
    };
    let mut rounds: Vec<(Elapsed, Elapsed)> =
        (0..15).map(|_| (time(&|| engine(&program, &uses)), time(&|| by_hand(&uses)))).collect();
    let ratio = |(engine, hand): &(Elapsed, Elapsed)| hand.as_secs_f64() / engine.as_secs_f64();
    rounds.sort_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    let (engine, hand) = rounds[rounds.len() / 2];
    let each = |elapsed: Elapsed| elapsed.as_secs_f64() * 1e9 / EVENTS as f64;
    println!();
    println!("a use, by the engine:   {:6.1} ns", each(engine));
    println!("a use, by a fixed loop: {:6.1} ns", each(hand));
    println!("the engine reaches {:.0} % of the loop's speed", 100.0 * ratio(&(engine, hand)));
}

//! What is granted again and again: a day's allowance while the period, or the pack, lasts.

use std::ops::Range;

use crate::event::ProductId;
use crate::ledger::{Listener, Posting};
use crate::program::{GrantId, Start};
use crate::units::{Cycle, Instant, Kind, Quantity};

use super::World;
use super::account::Account;
use super::holding::Holding;

/// A grant that goes on: after its first lot more will come, each when the one before ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream {
    grant: GrantId,
    /// The number of its first lot.
    opener: u32,
    amount: Quantity,
    unlimited: bool,
    /// From where the lots are counted, and the number of the one that comes next.
    anchor: Instant,
    index: u32,
    next: Instant,
    /// When no more come.
    until: Instant,
    /// It stops when the period ends, also when that is earlier than was planned.
    with_period: bool,
}

impl Stream {
    /// When something is to be done about it.
    pub(super) fn due(&self) -> Instant {
        self.next.min(self.until)
    }
}

impl World<'_> {
    /// Begins the stream of a lot whose life begins and whose end has been set for the whole of it; the lot itself
    /// ends where the next one begins.
    pub(super) fn open_stream(&mut self, account: usize, holding: &mut Holding) {
        let Some(grant) = holding.repeat.take() else { return };
        let Some(cycle) = self.program.grants[grant.0 as usize].repeat else { return };
        let (anchor, until) = (self.now, holding.lot.expires_at);
        let next = cycle.end(anchor, 0, &self.calendar_of(account).zone);
        if next >= until {
            return;
        }
        holding.lot.expires_at = next;
        let (amount, unlimited, with_period) = (holding.lot.granted, holding.lot.unlimited, holding.ends_with_period);
        let opener = holding.lot.id.number;
        let stream = Stream { grant, opener, amount, unlimited, anchor, index: 0, next, until, with_period };
        self.accounts[account].streams.push(stream);
    }

    /// What the streams of an account have to give now.
    pub(super) fn flow_on(&mut self, account: usize, out: &mut impl Listener) {
        let mut place = 0;
        while let Some(&stream) = self.accounts[account].streams.get(place) {
            if stream.until <= self.now {
                self.stop_stream(account, place);
                continue;
            }
            if stream.next <= self.now {
                let next = self.step_of(account, stream);
                self.accounts[account].streams[place] = next;
                self.pour(account, next, out);
            }
            place += 1;
        }
    }

    /// The stream with the first boundary to come. More than one has passed where the clock stood still.
    fn step_of(&self, account: usize, stream: Stream) -> Stream {
        let mut next = stream;
        while next.next <= self.now {
            next.index += 1;
            next.next = self.boundary(account, &next);
        }
        next
    }

    fn boundary(&self, account: usize, stream: &Stream) -> Instant {
        let cycle = self.program.grants[stream.grant.0 as usize].repeat.unwrap_or(Cycle::Once);
        cycle.end(stream.anchor, stream.index, &self.calendar_of(account).zone)
    }

    /// One more lot of a stream.
    fn pour(&mut self, account: usize, stream: Stream, out: &mut impl Listener) {
        let program = self.program;
        let grant = &program.grants[stream.grant.0 as usize];
        let mut holding = self.holding_like(account, grant, stream.amount, stream.unlimited);
        holding.lot.expires_at = stream.due();
        holding.ends_with_period = stream.with_period;
        let posting = Posting::Granted { from: self.now, until: holding.lot.expires_at };
        let index = self.admit(account, holding);
        self.post_lot(account, index, stream.amount, posting, grant.origin, out);
    }

    fn stop_stream(&mut self, account: usize, place: usize) {
        self.accounts[account].ties_may_move |= self.has_ties;
        let stream = self.accounts[account].streams.remove(place);
        self.accounts[account].queues |= self.is_queued(&stream);
    }

    /// What a product still gives stops.
    pub(super) fn stop_streams_of(&mut self, account: usize, product: ProductId) {
        let mut place = 0;
        while let Some(stream) = self.accounts[account].streams.get(place) {
            let of = self.program.grants[stream.grant.0 as usize].product;
            if of == product { self.stop_stream(account, place) } else { place += 1 }
        }
    }

    /// What some lots still give stops.
    pub(super) fn stop_streams_from(&mut self, account: usize, lots: &Range<usize>) {
        let mut place = 0;
        while let Some(stream) = self.accounts[account].streams.get(place) {
            if opens(lots, stream) { self.stop_stream(account, place) } else { place += 1 }
        }
    }

    /// When a product gives nothing more, if it still does.
    pub(super) fn product_flows_until(&self, account: &Account, product: ProductId) -> Option<Instant> {
        let of = |stream: &&Stream| self.program.grants[stream.grant.0 as usize].product == product;
        account.streams.iter().filter(of).map(|stream| stream.until).max()
    }

    /// When nothing more follows on some lots, if something still does.
    pub(super) fn streams_until(&self, account: &Account, lots: &Range<usize>) -> Option<Instant> {
        let from = account.streams.iter().filter(|stream| opens(lots, stream));
        from.map(|stream| stream.until).max()
    }

    /// The period ends: what would have flowed until then stops.
    pub(super) fn stop_period_streams(&mut self, account: usize) {
        let mut place = 0;
        while let Some(stream) = self.accounts[account].streams.get(place) {
            if stream.with_period { self.stop_stream(account, place) } else { place += 1 }
        }
    }

    fn is_queued(&self, stream: &Stream) -> bool {
        self.program.grants[stream.grant.0 as usize].start == Start::AfterPrevious
    }

    /// Whether a stream runs for which others of its kind wait.
    pub(super) fn queued_stream_runs(&self, account: &Account, kind: Kind) -> bool {
        let of_kind = |stream: &Stream| self.program.grants[stream.grant.0 as usize].kind == kind;
        account.streams.iter().any(|stream| of_kind(stream) && self.is_queued(stream))
    }

    /// Streams go on where they stood still.
    pub(super) fn shift_streams(&mut self, account: usize, seconds: i64) {
        for place in 0..self.accounts[account].streams.len() {
            let mut stream = self.accounts[account].streams[place];
            stream.anchor = stream.anchor.plus_seconds(seconds);
            if stream.until != Instant::NEVER {
                stream.until = stream.until.plus_seconds(seconds);
            }
            stream.next = self.boundary(account, &stream);
            self.accounts[account].streams[place] = stream;
        }
    }
}

/// Whether one of some lots is the first of a stream. Lots are numbered from 1.
fn opens(lots: &Range<usize>, stream: &Stream) -> bool {
    lots.contains(&(stream.opener as usize).wrapping_sub(1))
}

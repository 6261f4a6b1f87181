//! What is granted again and again while a validity lasts.

use crate::event::{AccountId, Class, ProductId};
use crate::ledger::LotId;
use crate::model::{Grant, Start};
use crate::units::{Allowance, Instant, Kind};

use super::{Reference, Run};

/// A grant that goes on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream<'m> {
    grant: &'m Grant,
    /// The lot that it began with.
    opener: LotId,
    class: Class,
    product: ProductId,
    amount: Allowance,
    anchor: Instant,
    /// How many lots have come.
    count: u32,
    until: Instant,
    with_period: bool,
}

impl<'m> Reference<'m> {
    /// A lot's life begins, of a grant that goes on: it ends where the next lot begins.
    pub(super) fn open_stream(&mut self, account: AccountId, id: LotId) -> Run {
        let lot = self.lot(id)?;
        let Some(grant) = lot.repeat else { return Ok(()) };
        self.lot_mut(id)?.repeat = None;
        let units = lot.lot;
        let amount = if units.unlimited { Allowance::Unlimited } else { Allowance::Limited(units.granted) };
        let (class, product) = (units.class, units.product);
        let (until, with_period) = (units.expires_at, lot.ends_with_period);
        let stream =
            Stream { grant, opener: id, class, product, amount, anchor: self.now, count: 1, until, with_period };
        let next = self.boundary(account, &stream)?;
        if next < until {
            self.set_end(id, next, with_period)?;
            self.account_mut(account)?.streams.push(stream);
        }
        Ok(())
    }

    /// Where the lot of this number ends, the first being 1.
    fn boundary(&self, account: AccountId, stream: &Stream<'m>) -> Run<Instant> {
        let zone = self.zone(account)?;
        let cycle = stream.grant.repeat;
        Ok(cycle.map_or(Instant::NEVER, |cycle| cycle.end(stream.anchor, stream.count - 1, zone)))
    }

    /// When something is to be done about a stream.
    pub(super) fn streams_due(&self, account: AccountId) -> Run<Vec<Instant>> {
        let streams = &self.account(account)?.streams;
        streams.iter().map(|stream| Ok(self.boundary(account, stream)?.min(stream.until))).collect()
    }

    /// Every stream of which a lot is due gives one; those whose time is over stop.
    pub(super) fn flow_on(&mut self, account: AccountId) -> Run {
        let now = self.now;
        self.account_mut(account)?.streams.retain(|stream| stream.until > now);
        for place in 0..self.account(account)?.streams.len() {
            let Some(mut stream) = self.account(account)?.streams.get(place).copied() else { continue };
            if self.boundary(account, &stream)? > now {
                continue;
            }
            while self.boundary(account, &stream)? <= now {
                stream.count += 1;
            }
            if let Some(kept) = self.account_mut(account)?.streams.get_mut(place) {
                *kept = stream;
            }
            let until = self.boundary(account, &stream)?.min(stream.until);
            let what = (stream.class, stream.product);
            self.mint_to(account, stream.grant, what, stream.amount, (until, stream.with_period))?;
        }
        Ok(())
    }

    /// What a product still gives stops.
    pub(super) fn stop_streams_of(&mut self, account: AccountId, product: ProductId) -> Run {
        self.account_mut(account)?.streams.retain(|stream| stream.product != product);
        Ok(())
    }

    /// What began with one of some lots stops.
    pub(super) fn stop_streams_from(&mut self, account: AccountId, lots: &[LotId]) -> Run {
        self.account_mut(account)?.streams.retain(|stream| !lots.contains(&stream.opener));
        Ok(())
    }

    /// When some products give nothing more, if one still does.
    pub(super) fn products_flow_until(&self, account: AccountId, products: &[ProductId]) -> Run<Option<Instant>> {
        let streams = self.account(account)?.streams.iter().filter(|stream| products.contains(&stream.product));
        Ok(streams.map(|stream| stream.until).max())
    }

    /// When nothing more follows on some lots, if something still does.
    pub(super) fn streams_until(&self, account: AccountId, lots: &[LotId]) -> Run<Option<Instant>> {
        let streams = self.account(account)?.streams.iter().filter(|stream| lots.contains(&stream.opener));
        Ok(streams.map(|stream| stream.until).max())
    }

    pub(super) fn stop_period_streams(&mut self, account: AccountId) -> Run {
        self.account_mut(account)?.streams.retain(|stream| !stream.with_period);
        Ok(())
    }

    /// Whether a stream runs for which others wait.
    pub(super) fn queued_stream_runs(&self, account: AccountId, kind: Kind) -> Run<bool> {
        let queued = |stream: &Stream<'_>| stream.grant.kind == kind && stream.grant.start == Start::AfterPrevious;
        Ok(self.account(account)?.streams.iter().any(queued))
    }

    pub(super) fn shift_streams(&mut self, account: AccountId, seconds: i64) -> Run {
        for stream in &mut self.account_mut(account)?.streams {
            stream.anchor = stream.anchor.plus_seconds(seconds);
            stream.until = stream.until.plus_seconds(seconds);
        }
        Ok(())
    }
}

//! What products are compared by at a purchase, and which of them cannot be held together.

use crate::model::{self, Class, CreditFee, Plan, Product, ProductKind, RenewsWhen, Validity};
use crate::program::{Advance, Clock, Conversion, Credit, Offer, OneAtATime, PackRenewal, Second, Selling, UnitPrice};
use crate::units::{Allowance, Kind, Quantity};

use super::selector::{order, selector};
use super::tables::Tables;

impl Tables<'_> {
    /// What a product is compared by.
    pub(super) fn offer(&mut self, product: &Product, price: Quantity) -> Offer {
        let groups = self.catalogue.plans.iter().flat_map(|plan| &plan.selling.groups);
        let groups = groups.filter(|group| group.packs.contains(&product.id)).map(|group| group.name).collect();
        let credit = product.sale.credit.map(|credit| Credit {
            fee: match credit.fee {
                CreditFee::Fixed(fee) => fee,
                CreditFee::Share(share) => share.of(price).unwrap_or(Quantity::MAX),
            },
            due: credit.due,
            origin: self.origin(credit.origin),
        });
        let in_periods = product.grants.iter().any(|grant| matches!(grant.validity.answer, Validity::Periods(_)));
        let renewal = product.sale.renewal.map(|renewal| {
            let expires = matches!(renewal.when, RenewsWhen::Expires | RenewsWhen::Either);
            PackRenewal {
                expires: expires && !in_periods,
                used_up: matches!(renewal.when, RenewsWhen::UsedUp | RenewsWhen::Either),
                clock: match renewal.when {
                    RenewsWhen::Every(length) => Some(Clock::Every(length)),
                    RenewsWhen::On(schedule) => Some(Clock::On(schedule)),
                    _ => None,
                },
                with_plan: renewal.when == RenewsWhen::WithPlan || (expires && in_periods),
                origin: self.origin(renewal.origin),
            }
        });
        let size = Kind::ALL.map(|kind| {
            let of_kind =
                product.grants.iter().filter(|grant| grant.kind == kind).map(|grant| match grant.amount.answer {
                    Allowance::Limited(amount) => amount.0,
                    Allowance::Unlimited => u64::MAX,
                });
            Quantity(of_kind.fold(0, u64::saturating_add))
        });
        let validity = product.grants.first().map(|grant| grant.validity.answer);
        let is_pack = product.kind == ProductKind::Pack;
        let units = product.sale.units.as_ref().map(|price| UnitPrice {
            kind: price.of.kind.unwrap_or(Kind::Money),
            of: selector(&price.of),
            except: price.except,
            amount: price.amount,
            origin: self.origin(price.origin),
        });
        let refund = product.sale.refund.map(|refund| (refund.within, self.origin(refund.origin)));
        let retry = product.sale.retry.as_ref().map(|(attempts, origin)| (attempts.clone(), self.origin(*origin)));
        let instead = product.sale.instead.clone();
        Offer { is_pack, groups, size, validity, price, credit, renewal, units, retry, instead, refund }
    }

    /// What holds of the packs of a plan together.
    pub(super) fn selling(&mut self, plan: &Plan) -> Selling {
        let selling = &plan.selling;
        Selling {
            one_at_a_time: selling.one_at_a_time.iter().map(|rule| self.one_at_a_time(rule)).collect(),
            last_renews: selling
                .last_renews
                .iter()
                .map(|rule| rule.group.as_ref().map(|one| one.packs.clone()))
                .collect(),
            debt_limit: selling.debt_limit.map(|rule| (rule.most, self.origin(rule.origin))),
            repayment: selling.repayment.map(|rule| (rule.share, self.origin(rule.origin))),
            conversions: selling.conversions.iter().map(|rule| self.conversion(plan, rule)).collect(),
            advance: selling.advance.as_ref().map(|rule| Advance {
                kind: rule.grant.kind,
                grant: self.made(plan, &rule.grant, Class::Borrowed),
                limit: self.limit(&rule.limit),
                origin: self.origin(rule.origin),
            }),
        }
    }

    fn conversion(&mut self, plan: &Plan, rule: &model::Conversion) -> Conversion {
        Conversion {
            from: rule.from,
            grant: self.made(plan, &rule.grant, Class::Converted),
            to: rule.grant.kind,
            rate: rule.rate,
            step: rule.step.unwrap_or(Quantity(1)).max(Quantity(1)),
            of: rule.of.iter().map(selector).collect(),
            amounts: self.limits(&rule.amounts),
            times: self.limits(&rule.times),
            fee: rule.fee,
            order: order(&rule.order),
            origin: self.origin(rule.origin),
        }
    }

    fn one_at_a_time(&mut self, rule: &model::OneAtATime) -> OneAtATime {
        OneAtATime {
            among: rule.group.as_ref().map(|group| group.packs.clone()),
            second: match rule.second {
                model::Second::Replaces => Second::Replaces,
                model::Second::Refused => Second::Refused,
                model::Second::RefusedIfOther => Second::RefusedIfOther,
                model::Second::RefusedBeyond(most) => Second::RefusedBeyond(most),
            },
            origin: self.origin(rule.origin),
        }
    }
}

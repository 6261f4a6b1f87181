//! What a line of a scenario expects.

use crate::diag::{Code, Diagnostic};
use crate::model::{Expectation, How, Notified, PostingKind, Selector};
use crate::syntax::Rule;
use crate::syntax::tree::Node;
use crate::text;
use crate::units::{Kind, Quantity};

use super::super::{Context, depletion, notify, report};
use super::{amount, selector, time};

/// One expectation.
pub(in super::super) fn read(context: &mut Context<'_>, node: &Node) -> Option<Expectation> {
    let node = node.first()?;
    match node.rule {
        Rule::expect_unlimited => {
            Some(Expectation::Unlimited { of: selector::selector(context, node.child(Rule::selector)?)? })
        }
        Rule::expect_nothing_lost => nothing_lost(context, node),
        Rule::expect_lost => lost(context, node),
        Rule::expect_no_notices if !node.has(Rule::noticed) => Some(Expectation::Notices(0)),
        Rule::expect_no_notices => notice(context, node, false),
        Rule::expect_notice => notice(context, node, true),
        Rule::expect_notices => notices(context, node.child(Rule::integer)?),
        Rule::expect_refused => {
            let words = node.child(Rule::because).unwrap_or(node).child(Rule::quoted);
            let reason = words.map(|words| context.name_of(words));
            Some(Expectation::Refused { reason })
        }
        Rule::expect_nothing_refused => Some(Expectation::NothingRefused),
        Rule::expect_period => Some(Expectation::PeriodUntil(time::moment(context, node.child(Rule::date_time)?)?)),
        Rule::expect_charged_in_all => {
            Some(Expectation::ChargedInAll(amount::money(context, node.child(Rule::money)?)?))
        }
        Rule::expect_owing => owing(context, node),
        Rule::expect_none => none(context, node),
        Rule::expect_posted => posted(context, node),
        _ => held(context, node),
    }
}

/// `owing 50 MB`, `owing nothing`.
fn owing(context: &mut Context<'_>, node: &Node) -> Option<Expectation> {
    let Some(measure) = node.child(Rule::amount) else {
        return Some(Expectation::Owing { kind: None, amount: Quantity::ZERO });
    };
    let (kind, amount) = amount::measured(context, measure)?;
    Some(Expectation::Owing { kind: Some(kind), amount })
}

fn notices(context: &mut Context<'_>, node: &Node) -> Option<Expectation> {
    let Ok(count) = node.text.parse() else {
        let message = text!("so many notices cannot go out", "不可能发出这么多通知");
        let help = text!("write how many are expected, or `no notices`", "请写预期的条数，或 `没有通知`");
        return context.report(report::bad_value(node.span, message).help(help));
    };
    Some(Expectation::Notices(count))
}

/// `notice at 80%`, `no notice "thank you"`.
fn notice(context: &mut Context<'_>, node: &Node, sent: bool) -> Option<Expectation> {
    let noticed = node.child(Rule::noticed)?;
    let what = match noticed.child(Rule::quoted) {
        Some(words) => Notified::Saying(context.name_of(words)),
        None => Notified::At(notify::at(context, noticed.child(Rule::notice)?)?),
    };
    Some(Expectation::Notice { what, sent })
}

/// `nothing lost`, of every kind, or `nothing lost of data`.
fn nothing_lost(context: &mut Context<'_>, node: &Node) -> Option<Expectation> {
    let of = match node.child(Rule::selector) {
        Some(selector) => Some(selector::selector(context, selector)?),
        None => None,
    };
    Some(Expectation::Lost { of, amount: Some(Quantity::ZERO) })
}

/// How much, and of what: `expired 8 GB`, `8 GB expired`.
fn said(node: &Node) -> Option<&Node> {
    node.child(Rule::posted).or_else(|| node.child(Rule::so_much))
}

/// `lost 8 GB of plan data`; `lost` alone is of every kind.
fn lost(context: &mut Context<'_>, node: &Node) -> Option<Expectation> {
    let Some(posted) = said(node) else { return Some(Expectation::Lost { of: None, amount: None }) };
    let (of, amount) = measured(context, posted)?;
    Some(Expectation::Lost { of: Some(of), amount })
}

/// `no rolled data`, `no charge`, `no expired data`, `nothing charged`, `nothing expired of data`.
fn none(context: &mut Context<'_>, node: &Node) -> Option<Expectation> {
    let of = match node.child(Rule::selector) {
        Some(selector) => selector::selector(context, selector)?,
        None => Selector::default(),
    };
    if node.has(Rule::k_lost) {
        let of = node.has(Rule::selector).then_some(of);
        return Some(Expectation::Lost { of, amount: Some(Quantity::ZERO) });
    }
    let Some(posting) = node.child(Rule::posting).and_then(posting) else {
        return Some(Expectation::Balance { of, amount: Quantity::ZERO, until: None });
    };
    // Of nothing in particular, it is nothing of any kind, money included.
    if !node.has(Rule::selector) {
        return Some(Expectation::NothingPosted(posting));
    }
    let amount = Some(Quantity::ZERO);
    Some(Expectation::Posted { posting, of: of_posting(of, posting), amount, how: How::Any, in_all: false })
}

fn posted(context: &mut Context<'_>, node: &Node) -> Option<Expectation> {
    let posting = posting(node.child(Rule::posting)?)?;
    let how = how(context, node, posting)?;
    let in_all = node.has(Rule::k_in_all);
    let Some(posted) = said(node) else {
        let of = of_posting(Selector::default(), posting);
        return Some(Expectation::Posted { posting, of, amount: None, how, in_all });
    };
    let (of, amount) = measured(context, posted)?;
    if posting == PostingKind::Owed && of.kind == Some(Kind::Money) {
        let message = text!("it is use that becomes `owed`, not money", "“已欠”说的是用量，不是钱");
        let help = text!("of money that is still to be paid, write `owing`", "尚未还清的钱请写 `尚欠`");
        return context.report(report::bad_value(posted.span, message).help(help));
    }
    Some(Expectation::Posted { posting, of: of_posting(of, posting), amount, how, in_all })
}

/// `because "not activated in time"`, `to 128 kbps`, `by rollover`.
fn how(context: &mut Context<'_>, node: &Node, posting: PostingKind) -> Option<How> {
    if let Some(under) = node.child(Rule::under) {
        let other = node.child(Rule::because).or_else(|| node.child(Rule::posted_rate));
        return match other {
            Some(other) => context.report(report::said_twice(other.span, under.span)),
            None => super::under::how(context, under),
        };
    }
    match (node.child(Rule::because), node.child(Rule::posted_rate)) {
        (None, None) => Some(How::Any),
        (Some(because), None)
            if matches!(posting, PostingKind::Expired | PostingKind::Forfeited | PostingKind::Blocked) =>
        {
            Some(How::Because(context.name_of(because.child(Rule::quoted)?)))
        }
        (None, Some(rate)) if matches!(posting, PostingKind::Throttled | PostingKind::Slowed) => {
            Some(How::At(depletion::speed(context, rate)?))
        }
        (Some(because), _) => {
            let message = text!("there is no reason for this", "这种情况没有原因");
            let why =
                text!("what is expired, forfeited, blocked or refused has a reason", "到期、作废、阻断和拒绝才有原因");
            let help = text!("leave `because` out, or expect one of these", "请去掉 `因为`，或预期其中之一");
            context.report(report::bad_value(because.span, message).why(why).help(help))
        }
        (None, Some(rate)) => {
            let message = text!("only what is throttled has a speed", "只有限速才有速率");
            let help = text!(
                "write `throttled 1 GB to 128 kbps`, or leave the speed out",
                "请写 `已限速 1 GB 至 128 kbps`，或去掉速率"
            );
            context.report(report::bad_value(rate.span, message).help(help))
        }
    }
}

/// What is charged, lent or repaid is money, unless the words say otherwise.
fn of_posting(mut of: Selector, posting: PostingKind) -> Selector {
    let money = matches!(
        posting,
        PostingKind::Charged | PostingKind::Reduced | PostingKind::Lent | PostingKind::Repaid | PostingKind::Refunded
    );
    of.kind = of.kind.or(money.then_some(Kind::Money));
    of
}

fn held(context: &mut Context<'_>, node: &Node) -> Option<Expectation> {
    let (of, amount) = measured(context, node)?;
    let until = match node.child(Rule::until_instant) {
        Some(until) => Some(time::moment(context, until.child(Rule::date_time)?)?),
        None => None,
    };
    Some(Expectation::Balance { of, amount: amount?, until })
}

/// A selector with an amount, either of which may be left out: the amount's unit says the kind.
fn measured(context: &mut Context<'_>, node: &Node) -> Option<(Selector, Option<Quantity>)> {
    let of = match node.child(Rule::selector) {
        Some(selector) => selector::selector(context, selector)?,
        None => Selector::default(),
    };
    let Some(measure) = node.child(Rule::amount) else { return Some((of, None)) };
    let (kind, amount) = amount::measured(context, measure)?;
    if let Some(said) = of.kind.filter(|said| *said != kind) {
        return context.report(other_kind(node, measure, said));
    }
    Some((Selector { kind: Some(kind), ..of }, Some(amount)))
}

fn other_kind(node: &Node, measure: &Node, said: Kind) -> Diagnostic {
    let example = match said {
        Kind::Data => "8 GB",
        Kind::Voice => "90 minutes",
        Kind::Sms => "10 SMS",
        Kind::Money => "$5",
        Kind::Points => "100 points",
    };
    let words = node.child(Rule::selector).map_or(node.span, |selector| selector.span);
    Diagnostic::new(
        Code::BadValue,
        text!("this unit is of another kind than what is spoken of", "这个单位与所说的种类不符"),
    )
    .at(measure.span, text!("an amount of one kind", "这是一种量"))
    .at(words, text!("and this is another", "而这是另一种"))
    .help(text!("write an amount like `{example}`", "请写 `{example}` 这样的量"))
}

fn posting(node: &Node) -> Option<PostingKind> {
    Some(match node.first()?.rule {
        Rule::k_granted => PostingKind::Granted,
        Rule::k_used => PostingKind::Used,
        Rule::k_trimmed => PostingKind::Trimmed,
        Rule::k_expired => PostingKind::Expired,
        Rule::k_forfeited => PostingKind::Forfeited,
        Rule::k_revived => PostingKind::Revived,
        Rule::k_given => PostingKind::Given,
        Rule::k_received => PostingKind::Received,
        Rule::k_charge => PostingKind::Charged,
        Rule::k_converted => PostingKind::Exchanged,
        Rule::k_taken_off => PostingKind::Reduced,
        Rule::k_refund => PostingKind::Refunded,
        Rule::k_lent => PostingKind::Lent,
        Rule::k_blocked => PostingKind::Blocked,
        Rule::k_throttled => PostingKind::Throttled,
        Rule::k_slowed => PostingKind::Slowed,
        Rule::k_overage => PostingKind::Overage,
        Rule::k_owed => PostingKind::Owed,
        Rule::k_repaid => PostingKind::Repaid,
        Rule::k_forgiven => PostingKind::Forgiven,
        _ => return None,
    })
}

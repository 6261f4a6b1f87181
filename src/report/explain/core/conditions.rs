//! Conditions, selectors, orders.

use crate::event::Relation;
use crate::program::{Age, Counts, Deed, Fact, Key, Range, Scale, ScopeId, Selector, Step, Test, Timing};
use crate::units::{Kind, Kinds, Quantity};

use super::Listing;
use super::lots::{kind_name, length};

impl Listing<'_> {
    pub(super) fn test(&self, test: &Test) -> String {
        match test {
            Test::All(tests) => self.tests(tests, " and "),
            Test::Any(tests) => self.tests(tests, " or "),
            Test::Not(inner) => format!("not {}", self.test(inner)),
            Test::Renewed(timing) => renewed(timing),
            Test::Used(kind, range) => format!("(used {} {})", self.range(*kind, *range), kind_name(*kind)),
            Test::Activated => "(rollover activated in the period)".to_owned(),
            Test::InARow(count) => format!("({count} renewals in a row)"),
            Test::Alone => "(nobody else in the pool)".to_owned(),
            Test::Marked(label) => format!("(marked {:?})", self.catalogue.labels.name(*label)),
            Test::PlanStep(wanted) => format!("(new plan is {})", step(*wanted)),
            Test::Owing(range) => format!("(owing {})", self.range(Kind::Money, *range)),
            Test::Recharged(range) => format!("(recharged {})", self.range(Kind::Money, *range)),
            Test::RechargedBy(way) => format!("(recharged by {:?})", self.catalogue.labels.name(*way)),
            Test::Happened { fact, back, range } => self.happened(*fact, *back, *range),
            Test::Compared { fact, than, back, sides } => {
                let sides = [(sides.before, "less"), (sides.at, "as much"), (sides.after, "more")];
                let sides: Vec<&str> = sides.into_iter().filter(|(holds, _)| *holds).map(|(_, side)| side).collect();
                let (one, other) = (self.fact(*fact, *back).0, self.fact(*than, *back).0);
                format!("({one} is {} than {other})", sides.join(" or "))
            }
            Test::Held(of, range) => {
                let kind = Kind::ALL.into_iter().find(|kind| of.has_kind(*kind)).unwrap_or(Kind::Data);
                format!("(held {} of {})", self.range(kind, *range), self.selector(of))
            }
            Test::Subscribed(comparison, time) => {
                let sides = [(comparison.before, "before"), (comparison.at, "at"), (comparison.after, "after")];
                let sides: Vec<&str> = sides.into_iter().filter(|(holds, _)| *holds).map(|(_, side)| side).collect();
                format!("({} {} of subscription)", sides.join(" or "), length(*time))
            }
            Test::FullPeriod => "(full period)".to_owned(),
            Test::During(window) => format!("(during {})", super::lots::window(window)),
            Test::Suspended => "(suspended)".to_owned(),
            Test::PeriodNumber(range) => format!("(period of the plan {})", plain(*range)),
            Test::Anniversary { of, month } => {
                let when = if *month { "in the month of" } else { "on" };
                format!("({when} {})", self.anniversary(*of))
            }
            Test::Season(season) => {
                let ((month, day), (to_month, to_day)) = (season.from, season.to);
                format!("(from {day}.{month}. to {to_day}.{to_month}. of a year)")
            }
            Test::Between(from, to) => format!("(from {} to before {})", self.moment(*from), self.moment(*to)),
            Test::Members(range) => format!("(members {})", plain(*range)),
            Test::From(plans) => format!("(old plan is one of: {})", self.plan_names(plans)),
            Test::To(plans) => format!("(new plan is one of: {})", self.plan_names(plans)),
        }
    }

    fn plan_names(&self, plans: &[crate::event::PlanId]) -> String {
        let names = plans.iter().filter_map(|id| self.catalogue.plan(*id)).map(|plan| format!("{:?}", plan.name));
        names.collect::<Vec<_>>().join(", ")
    }

    /// "(recharged: times >= 2 in the last 30 days)".
    fn happened(&self, fact: usize, back: i64, range: Range) -> String {
        let Some(fact) = self.program.facts.get(fact) else { return "(nothing)".to_owned() };
        let ((what, kind), span) = (self.what_counts(fact), &fact.span);
        let much = match (fact.counts, kind) {
            (Counts::Amount, Some(kind)) => self.range(kind, range),
            (Counts::Amount, None) => plain(range),
            (Counts::Times, _) => format!("{} times", plain(range)),
            (Counts::Days(_), _) => format!("on {} days", plain(range)),
        };
        let before = before(back);
        format!("({what}: {much} {}{before})", self.span(*span))
    }

    /// What is counted of a fact, and of which kind that is.
    pub(super) fn fact(&self, fact: usize, back: i64) -> (String, Option<Kind>) {
        let Some(fact) = self.program.facts.get(fact) else { return ("nothing".to_owned(), None) };
        let ((what, kind), span) = (self.what_counts(fact), &fact.span);
        let days = if matches!(fact.counts, Counts::Days(_)) { "days on which was " } else { "" };
        let (what, before) = (format!("{days}{what}"), before(back));
        (format!("({what} {}{before})", self.span(*span)), kind)
    }

    /// What is counted, and under which circumstances.
    fn what_counts(&self, fact: &Fact) -> (String, Option<Kind>) {
        let (what, kind) = self.deed(&fact.deed);
        let scope = self.program.scopes.get(fact.scope.0 as usize).filter(|_| fact.scope != ScopeId::EVERYTHING);
        let scope = scope.map_or_else(String::new, |scope| format!(", {}", self.scope(scope)));
        (format!("{what}{scope}"), kind)
    }

    fn deed(&self, deed: &Deed) -> (String, Option<Kind>) {
        let of = |what: &str, kind: &Option<Kind>| {
            (kind.map_or_else(|| what.to_owned(), |kind| format!("{what} {}", kind_name(kind))), *kind)
        };
        match deed {
            Deed::Recharged(None) => ("recharged".to_owned(), Some(Kind::Money)),
            Deed::Recharged(Some(by)) => {
                (format!("recharged by {:?}", self.catalogue.labels.name(*by)), Some(Kind::Money))
            }
            Deed::Charged(None) => ("charged".to_owned(), Some(Kind::Money)),
            Deed::Charged(Some(kinds)) => (format!("charged for {}", kind_names(*kinds)), Some(Kind::Money)),
            Deed::Paid(kind, class) => {
                let what = kind.map_or("charged".to_owned(), |kinds| format!("charged for {}", kind_names(kinds)));
                (format!("{what} from {} money", format!("{class:?}").to_lowercase()), Some(Kind::Money))
            }
            Deed::Used(kind) => of("used", kind),
            Deed::BoughtAny(products) => {
                let names: Vec<String> = products.iter().map(|product| self.product_name(*product)).collect();
                (format!("bought {}", names.join(" | ")), None)
            }
            Deed::Bought(None) => ("bought any pack".to_owned(), None),
            Deed::Bought(Some(product)) => (format!("bought {}", self.product_name(*product)), None),
            Deed::Renewed => ("renewed".to_owned(), None),
            Deed::Changed(None) => ("plan changed".to_owned(), None),
            Deed::Changed(Some(wanted)) => (format!("plan changed to one {}", step(*wanted)), None),
            Deed::Given(kind) => of("given", kind),
            Deed::Received(kind) => of("received", kind),
        }
    }

    fn tests(&self, tests: &[Test], join: &str) -> String {
        let tests: Vec<String> = tests.iter().map(|test| self.test(test)).collect();
        format!("({})", tests.join(join))
    }

    fn range(&self, kind: Kind, range: Range) -> String {
        let open = range.most >= Quantity::MAX;
        match (range.least.is_zero(), open) {
            (true, true) => "any amount of".to_owned(),
            (false, true) => format!(">= {}", self.amount(kind, range.least)),
            (true, false) => format!("<= {}", self.amount(kind, range.most)),
            (false, false) => format!("{} to {}", self.amount(kind, range.least), self.amount(kind, range.most)),
        }
    }

    pub(super) fn selector(&self, of: &Selector) -> String {
        let kinds: Vec<&str> = Kind::ALL.into_iter().filter(|kind| of.has_kind(*kind)).map(kind_name).collect();
        let mut parts = Vec::new();
        if of.expired {
            parts.push("expired".to_owned());
        }
        parts.extend(of.rolled.map(|rolled| if rolled { "rolled" } else { "not rolled" }.to_owned()));
        parts.extend(of.gifted.map(|gifted| if gifted { "gifted" } else { "not gifted" }.to_owned()));
        parts.extend(of.dormant.map(|dormant| if dormant { "dormant" } else { "not dormant" }.to_owned()));
        parts.extend(of.class.map(|class| format!("{class:?}").to_lowercase()));
        // Every kind but money is what a selector means that names none; of a pack, all that it grants.
        let named = of.product.is_some() || of.among.is_some();
        let usual = Kind::ALL.into_iter().all(|kind| of.has_kind(kind) == (named || kind != Kind::Money));
        parts.push(if usual { "lots".to_owned() } else { format!("{} lots", kinds.join("+")) });
        parts.extend(of.product.map(|product| format!("of {}", self.product_name(product))));
        parts.extend(of.among.iter().map(|among| {
            let names: Vec<String> = among.iter().map(|product| self.product_name(*product)).collect();
            format!("of {}", names.join(" | "))
        }));
        parts.extend(of.relations.iter().map(|relation| format!("of {}", relation_name(*relation))));
        parts.extend(of.older_than.map(|age| match age {
            Age::For(time) => format!("older than {}", length(time)),
            Age::Periods(count) => format!("older than {count} periods"),
        }));
        parts.extend(of.expiring_within.map(|time| format!("expiring within {}", length(time))));
        parts.join(" ")
    }

    pub(super) fn keys(&self, keys: &[Key]) -> String {
        let keys = keys.iter().map(|key| match key {
            Key::Listed(list) => {
                let mut list: Vec<_> = list.iter().collect();
                list.sort_by_key(|listed| listed.place);
                let selectors: Vec<String> = list.into_iter().map(|listed| self.selector(&listed.of)).collect();
                format!("[{}]", selectors.join(", then "))
            }
            Key::EarliestExpiry => "earliest expiry".to_owned(),
            Key::Oldest => "oldest grant".to_owned(),
            Key::Newest => "newest grant".to_owned(),
            Key::RolledFirst => "rolled before new".to_owned(),
            Key::NewFirst => "new before rolled".to_owned(),
            Key::MostSpecific => "narrowest scope".to_owned(),
            Key::OwnBeforePool => "own before the pool's".to_owned(),
        });
        keys.chain(["grant time".to_owned(), "lot number".to_owned()]).collect::<Vec<_>>().join("; ")
    }
}

/// How many spans ago.
fn before(back: i64) -> String {
    match back {
        0 => String::new(),
        1 => ", the one before".to_owned(),
        back => format!(", {back} before"),
    }
}

/// A range of plain numbers.
fn plain(range: Range) -> String {
    match (range.least.is_zero(), range.most >= Quantity::MAX) {
        (true, true) => "any number".to_owned(),
        (false, true) => format!(">= {}", range.least.0),
        (true, false) => format!("<= {}", range.most.0),
        (false, false) => format!("{} to {}", range.least.0, range.most.0),
    }
}

fn relation_name(relation: Relation) -> &'static str {
    match relation {
        Relation::SamePack => "earlier purchases of the pack",
        Relation::OtherPack => "other packs",
        Relation::SameGroup => "earlier packs of its groups",
        Relation::SameSize => "earlier packs of its size",
        Relation::Smaller => "smaller packs",
        Relation::Bigger => "bigger packs",
        Relation::SameValidity => "earlier packs of its validity",
        Relation::SamePrice => "earlier packs of its price",
    }
}

fn renewed(timing: &Timing) -> String {
    let by = match timing.automatic {
        None => "renewed",
        Some(true) => "renewed automatically",
        Some(false) => "renewed by hand",
    };
    let times = [(timing.before, "before"), (timing.at_end, "at"), (timing.after, "after")];
    let times: Vec<&str> = times.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect();
    let when = if times.len() == 3 { String::new() } else { format!(" {} the end", times.join(" or ")) };
    let early = timing.early_by.map_or_else(String::new, |time| format!(", at least {} early", length(time)));
    let late = timing.late_by_at_most.map_or_else(String::new, |time| format!(", at most {} late", length(time)));
    format!("({by}{when}{early}{late})")
}

/// "higher by data": where the plan that comes lies, seen from the one that was.
fn step(step: Step) -> String {
    let scale = match step.scale {
        Scale::Identity => "number",
        Scale::Data => "data",
        Scale::Price => "price",
        Scale::Length => "length",
        Scale::Size => "data and price",
    };
    let side = match (step.least, step.most) {
        (0, 0) => "the same".to_owned(),
        (1, i64::MAX) => "higher".to_owned(),
        (i64::MIN, -1) => "lower".to_owned(),
        (0, i64::MAX) => "not lower".to_owned(),
        (least, i64::MAX) => format!("at most {} lower", least.unsigned_abs()),
        (least, most) => format!("{least:+} to {most:+}"),
    };
    format!("{side} by {scale}")
}

fn kind_names(kinds: Kinds) -> String {
    kinds.iter().map(kind_name).collect::<Vec<_>>().join(" + ")
}

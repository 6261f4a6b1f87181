//! What lowering knows and builds, and how it walks through clauses.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::event::{PlanId, ProductId};
use crate::model::{Catalogue, Choice, Operator, Plan, Product, ProductKind};
use crate::syntax::Rule;
use crate::syntax::tree::{Clause, Entry, Node};
use crate::text;
use crate::text::{Origin, Sources, Span, Text};
use crate::units::{MonthEnd, Ratio};

use super::questions::Noted;
use super::read::named::Thing;
use super::read::unread::Unread;
use super::{ClauseKind, Lowered, Often, Place, Stage};

/// What a continuation (`within each, …`, `otherwise: …`) continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Open {
    /// Nothing.
    #[default]
    Nothing,
    /// The plan's order of use.
    Order,
    /// The last of the plan's handlers, or of those a promotion adds.
    Handler,
    /// The last of the plan's rules of depletion.
    Depletion,
}

/// What lowering knows and builds.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The texts, to read names as they were typed.
    pub(crate) sources: &'a Sources,
    /// The files, to find clauses by their words.
    pub(crate) files: &'a [super::assembly::File<'a>],
    /// How many bytes of them were looked through for that.
    pub(crate) looked_through: usize,
    /// What is finished.
    pub(crate) catalogue: Catalogue,
    /// What was found.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What could not be read.
    pub(crate) unread: Unread,
    /// How many reports were withheld because one mistake is one message.
    withheld: usize,
    /// What the clause that is read stands in.
    pub(crate) place: Place,
    /// The operator that is read, or whose plan is read: its zone, its gigabyte, its currency.
    pub(crate) operator: Operator,
    /// The plan that is read.
    pub(crate) plan: Plan,
    /// The pack or promotion that is read, or the plan's own product.
    pub(crate) product: Product,
    /// What the next clause may continue.
    pub(crate) open: Open,
    /// The promotion that is read, if one is: its dates and plans.
    pub(crate) promotion: Option<super::read::promotion::Dates>,
    /// What can be named.
    pub(crate) named: super::read::named::Named,
    /// Whose packs can be named.
    pub(crate) sight: super::read::named::Sight,
    /// How much is read more than once.
    pub(crate) repeated: super::read::repeated::Repeated,
    /// What was read that a question depends on.
    pub(crate) noted: Noted,
    /// The same of each plan that was read, by number.
    pub(crate) notes: Vec<Noted>,
    /// What the plan, period or pack that is read grants so far.
    pub(crate) items: super::read::items::Items,
    /// Whether a pack is read, so that a number of times is one of purchases.
    pub(crate) selling: bool,
    /// Whether what is read is done at a purchase, so that packs can be compared with what is bought.
    pub(crate) at_purchase: bool,
    /// What the plan says about the end of a month.
    pub(crate) month_end: Option<Choice<MonthEnd>>,
    /// The later versions of packs, by the place of their clauses, each with the pack.
    pub(crate) pack_versions: BTreeMap<Span, (ProductId, ProductId)>,
    /// Limits of gifts that are a share of what the plan grants: which gift, which limit, which share.
    pub(crate) gift_shares: Vec<(usize, usize, Ratio)>,
    /// What cannot be given, by the packs that say so.
    pub(crate) not_given: Vec<crate::model::Selector>,
    /// The packs of the plan that were read, and where.
    pub(crate) said_packs: BTreeMap<u32, Span>,
    /// The clause `beyond the bank`, if it came before every rule of depletion.
    pub(crate) beyond: Option<Origin>,
    /// The lists of holidays that were declared, and the one that is read.
    pub(crate) calendars: super::read::calendar::Calendars,
    /// The scenario that is read.
    pub(crate) scene: super::read::scene::Scene,
    /// Of each file, the report about scenarios that do not say for which plan they are.
    pub(crate) said_of_none: BTreeMap<crate::text::SourceId, usize>,
    /// How many lines the tables of scenarios have in all, each once for each row.
    pub(crate) tabled: usize,
    /// What the regulation that is read demands.
    pub(crate) demands: Vec<crate::model::Promise>,
    /// The clauses of this place that may be said once, and where each was said.
    said: BTreeMap<Rule, Said>,
}

/// Where a clause was said that may be said once.
#[derive(Debug, Clone, Copy)]
struct Said {
    span: Span,
    /// Whether it was put right by a guess.
    guessed: bool,
}

impl<'a> Context<'a> {
    /// Nothing read yet.
    #[must_use]
    pub(crate) fn new(sources: &'a Sources) -> Context<'a> {
        Context {
            sources,
            files: &[],
            looked_through: 0,
            catalogue: Catalogue::default(),
            diagnostics: Vec::new(),
            unread: Unread::default(),
            withheld: 0,
            place: Place::File,
            operator: super::read::blank::operator(Origin::Assumed),
            plan: super::read::blank::plan(PlanId(0), ProductId(0), Origin::Assumed),
            product: super::read::blank::product(ProductId(0), Origin::Assumed),
            open: Open::Nothing,
            promotion: None,
            named: super::read::named::Named::default(),
            sight: super::read::named::Sight::default(),
            repeated: super::read::repeated::Repeated::default(),
            noted: Noted::default(),
            notes: Vec::new(),
            items: super::read::items::Items::default(),
            selling: false,
            at_purchase: false,
            month_end: None,
            pack_versions: BTreeMap::new(),
            gift_shares: Vec::new(),
            not_given: Vec::new(),
            said_packs: BTreeMap::new(),
            beyond: None,
            calendars: super::read::calendar::Calendars::default(),
            scene: super::read::scene::Scene::default(),
            said_of_none: BTreeMap::new(),
            tabled: 0,
            demands: Vec::new(),
            said: BTreeMap::new(),
        }
    }

    /// Reads one clause where it stands: reports it if it does not belong there or stands twice, else lowers it.
    pub(crate) fn clause(&mut self, clause: &Clause) -> Lowered {
        let rule = clause.sentence.rule;
        let Some(kind) = ClauseKind::of(rule) else {
            // A test compares the list with the grammar, so this is a mistake of the program. Say so, and lose nothing.
            return self.report(
                Diagnostic::new(Code::Unexpected, text!("this clause is not known here", "这里不认识这个条款"))
                    .at(clause.sentence.span, Text::default()),
            );
        };
        self.belongs(kind, clause)?;
        self.not_twice(kind, clause)?;
        self.at_purchase &= matches!(rule, Rule::action_clause | Rule::otherwise_clause | Rule::grant_clause);
        let first = self.diagnostics.len();
        let before = first + self.withheld;
        if let Some(place) = super::cases::first(&clause.sentence) {
            let name = self.sources.slice(place.span).to_owned();
            return self.report(super::cases::no_column(&name, place.span));
        }
        let lowered = (kind.lower)(self, clause);
        self.withhold_guessed(first, clause.guessed);
        if lowered.is_none() {
            self.unread.refused(clause, self.sources);
        }
        if lowered.is_none() && self.diagnostics.len() + self.withheld == before {
            let name = kind.name;
            return self.report(
                Diagnostic::new(Code::Unexpected, text!("the clause `{name}` cannot be read", "无法理解条款 `{name}`"))
                    .at(clause.sentence.span, Text::default()),
            );
        }
        lowered
    }

    /// Reads the clauses between the braces behind a clause, if there are any, as clauses of `place`.
    pub(crate) fn block(&mut self, clause: &Clause, place: Place) {
        let Some(block) = &clause.block else { return };
        let clauses: Vec<&Clause> = clauses_of(&block.entries.list).collect();
        self.clauses(&clauses, place);
    }

    /// Reads clauses as clauses of `place`.
    pub(crate) fn clauses(&mut self, clauses: &[&Clause], place: Place) {
        let outside = std::mem::replace(&mut self.place, place);
        let said = std::mem::take(&mut self.said);
        let open = std::mem::take(&mut self.open);
        for clause in clauses {
            self.clause(clause);
        }
        self.place = outside;
        self.said = said;
        self.open = open;
    }

    /// Reports that a clause has no business having a block, if it has one.
    pub(crate) fn no_block(&mut self, clause: &Clause) -> Lowered {
        let Some(block) = &clause.block else { return Some(()) };
        self.report(
            Diagnostic::new(Code::Unexpected, text!("nothing can stand between braces here", "这里不能有大括号"))
                .at(block.span, Text::default())
                .at(clause.sentence.span, text!("this clause is complete without", "这个条款不需要大括号")),
        )
    }

    /// Reports something; `None`, so that a reader can end with it.
    pub(crate) fn report<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        let diagnostic = super::report::otherwise_said(diagnostic, self.sources);
        self.diagnostics.push(diagnostic);
        None
    }

    /// Reports a name that nothing in sight has, unless what could not be read may have declared it.
    pub(crate) fn unknown<T>(&mut self, thing: Thing, wanted: &str, span: Span) -> Option<T> {
        if self.unread.may_declare(wanted) {
            return self.withhold();
        }
        let mut guesses = std::mem::take(&mut self.named.guesses);
        let unknown = super::read::name::unknown(&thing.noun(), (wanted, span), &mut guesses, || thing.names(self));
        self.named.guesses = guesses;
        self.report(unknown)
    }

    /// Says nothing, because what is behind it was reported already.
    pub(crate) fn withhold<T>(&mut self) -> Option<T> {
        self.withheld += 1;
        None
    }

    /// A name as it was typed, without its quotation marks.
    #[must_use]
    pub(crate) fn name_of(&self, node: &Node) -> String {
        super::read::name::unquoted(self.sources.slice(node.span)).to_owned()
    }

    /// A product with a number and a name, of which nothing is known yet.
    pub(crate) fn new_product(&mut self, kind: ProductKind, name: &str, origin: Origin) -> ProductId {
        let id = ProductId(u32::try_from(self.catalogue.products.len()).unwrap_or(u32::MAX));
        let blank = super::read::blank::product(id, origin);
        self.catalogue.products.push(Product { name: name.to_owned(), kind, ..blank });
        id
    }

    /// Puts the operator back into the catalogue: a plan's first price may have said its currency.
    pub(crate) fn store_operator(&mut self) {
        if let Some(place) = self.catalogue.operators.get_mut(self.plan.operator) {
            place.clone_from(&self.operator);
        }
    }

    fn belongs(&mut self, kind: &ClauseKind, clause: &Clause) -> Lowered {
        if kind.places.contains(&self.place) {
            return Some(());
        }
        let here = self.place.title();
        let message = text!("this clause does not belong in {here}", "这个条款不属于{here}"; here = here);
        let place = kind.places.first().copied().unwrap_or(Place::File);
        let label = place.where_it_is();
        let help = super::report::instead(kind.rule, self.place)
            .unwrap_or_else(|| text!("move it: it stands {label}", "请移动它：它应写在{label}"; label = label));
        let label = text!("it belongs {label}", "它属于{label}"; label = label);
        self.report(Diagnostic::new(Code::MisplacedClause, message).at(clause.sentence.span, label).help(help))
    }

    fn not_twice(&mut self, kind: &ClauseKind, clause: &Clause) -> Lowered {
        if kind.often == Often::Many {
            return Some(());
        }
        let said = Said { span: clause.sentence.span, guessed: clause.guessed.is_some() };
        let Some(first) = self.said.insert(kind.rule, said) else { return Some(()) };
        // A clause that was put right by a guess may have been meant as another.
        if first.guessed {
            return Some(());
        }
        self.said.insert(kind.rule, first);
        if said.guessed {
            return self.withhold();
        }
        self.report(super::report::said_twice(first.span, said.span))
    }

    /// Takes back what was reported since where it speaks of a guess: that was reported as the mistake it is.
    fn withhold_guessed(&mut self, since: usize, guessed: Option<Span>) {
        let Some(guessed) = guessed else { return };
        let within =
            |span: Span| span.source == guessed.source && guessed.start <= span.start && span.end <= guessed.end;
        let all = self.diagnostics.len();
        let mut new = self.diagnostics.split_off(since);
        new.retain(|diagnostic| !diagnostic.span().is_some_and(within));
        self.diagnostics.append(&mut new);
        self.withheld += all - self.diagnostics.len();
    }
}

/// The clauses among entries; comments and what could not be read (and was reported) are passed over.
pub(super) fn clauses_of(entries: &[Entry]) -> impl Iterator<Item = &Clause> {
    entries.iter().filter_map(|entry| match entry {
        Entry::Clause(clause) => Some(clause),
        Entry::Comment(_) | Entry::Broken(_) => None,
    })
}

/// When a clause is read. `holidays` declares a list if it has a block; without, it says which lists an operator keeps.
pub(super) fn stage_of(clause: &Clause) -> Stage {
    if clause.sentence.rule == Rule::holidays_clause && clause.block.is_none() {
        return Stage::Operator;
    }
    ClauseKind::of(clause.sentence.rule).map_or(Stage::Plan, |kind| kind.stage)
}

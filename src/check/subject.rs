//! What lints look at: a file, with all that it imports.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Severity};
use crate::model::{Catalogue, Plan, Product};
use crate::syntax::tree::{Clause, Entries, Entry};
use crate::text::{Lang, Origin, Source, SourceId, Sources, Span};
use crate::units::Zone;

/// An import of a file.
#[derive(Debug, Clone)]
pub struct Import<'s> {
    /// Where the path stands.
    pub span: Span,
    /// What is written in the file that is imported, and in those that it imports.
    pub files: Vec<&'s Entries>,
}

/// What lints look at: a file, with all that it imports.
#[derive(Debug, Clone)]
pub struct Subject<'s> {
    /// The file. What is found in others is said when they are checked.
    pub source: SourceId,
    /// What it means, with what it imports.
    pub catalogue: &'s Catalogue,
    /// What is written in it.
    pub entries: &'s Entries,
    /// What it imports.
    pub imports: Vec<Import<'s>>,
    /// The texts.
    pub sources: &'s Sources,
    /// Whether nothing that was read has a mistake, imports included.
    is_all_whole: bool,
    /// The clauses of the file by where they begin, those inside blocks too; listed when somebody asks.
    clauses: OnceCell<BTreeMap<u32, Vec<&'s Clause>>>,
    /// The language that the file is written in.
    language: OnceCell<Lang>,
    /// Where the mistakes of the file are: the places where they begin, sorted.
    mistakes: Vec<u32>,
}

impl<'s> Subject<'s> {
    /// A file that was read, with what was found while it was.
    #[must_use]
    pub fn new(
        source: SourceId,
        (catalogue, entries): (&'s Catalogue, &'s Entries),
        sources: &'s Sources,
        diagnostics: &[Diagnostic],
    ) -> Subject<'s> {
        let errors = || diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let is_all_whole = errors().next().is_none();
        let spans = errors().filter_map(Diagnostic::span);
        let mut mistakes: Vec<u32> = spans.filter(|span| span.source == source).map(|span| span.start).collect();
        mistakes.sort_unstable();
        Subject {
            source,
            catalogue,
            entries,
            imports: Vec::new(),
            sources,
            is_all_whole,
            clauses: OnceCell::new(),
            language: OnceCell::new(),
            mistakes,
        }
    }

    /// The same with what the file imports.
    #[must_use]
    pub fn importing(mut self, imports: Vec<Import<'s>>) -> Subject<'s> {
        self.imports = imports;
        self
    }

    /// The plans of the file that could be read whole.
    pub fn plans(&self) -> impl Iterator<Item = &'s Plan> {
        let catalogue = self.catalogue;
        catalogue.plans.iter().filter(|plan| self.owns(plan.origin) && self.is_whole(plan.origin))
    }

    /// Whether something is written in the file.
    #[must_use]
    pub fn owns(&self, origin: Origin) -> bool {
        origin.span().is_some_and(|span| span.source == self.source)
    }

    /// Whether there is no mistake anywhere, also not in what is imported.
    #[must_use]
    pub fn is_all_whole(&self) -> bool {
        self.is_all_whole
    }

    /// Whether something is written in the plan itself, and not in one that it is like, nor for all plans of an operator.
    #[must_use]
    pub fn wrote(&self, plan: &Plan, origin: Origin) -> bool {
        let inside =
            |plan: Span, span: Span| plan.source == span.source && (plan.start..=plan.end).contains(&span.start);
        plan.origin.span().zip(origin.span()).is_some_and(|(plan, span)| inside(plan, span))
    }

    /// Whether no mistake is in what is written there.
    #[must_use]
    pub fn is_whole(&self, origin: Origin) -> bool {
        let Some(span) = origin.span() else { return self.mistakes.is_empty() };
        let first = self.mistakes.partition_point(|mistake| *mistake < span.start);
        self.mistakes.get(first).is_none_or(|mistake| *mistake > span.end)
    }

    /// What a plan grants by itself.
    #[must_use]
    pub fn own(&self, plan: &Plan) -> Option<&'s Product> {
        self.catalogue.product(plan.product)
    }

    /// The packs that a plan sells, and their later versions.
    pub fn packs<'p>(&'p self, plan: &'p Plan) -> impl Iterator<Item = &'s Product> + 'p {
        let packs = plan.packs.iter().filter_map(|pack| self.catalogue.product(*pack));
        packs.flat_map(|pack| {
            let versions = pack.versions.iter().filter_map(|(_, version)| self.catalogue.product(*version));
            std::iter::once(pack).chain(versions)
        })
    }

    /// The promotions of a plan.
    pub fn promotions<'p>(&'p self, plan: &'p Plan) -> impl Iterator<Item = &'s Product> + 'p {
        plan.promotions.iter().filter_map(|promotion| self.catalogue.product(*promotion))
    }

    /// Where the days of a plan begin.
    #[must_use]
    pub fn zone(&self, plan: &Plan) -> Zone {
        self.catalogue.operator_of(plan).map_or_else(Zone::utc, |operator| operator.zone.answer.clone())
    }

    /// The clause that is, or whose sentence is, in a place of the file.
    #[must_use]
    pub fn clause_at(&self, span: Span) -> Option<&'s Clause> {
        let clauses = self.clauses.get_or_init(|| {
            let mut clauses = BTreeMap::new();
            list(self.entries, &mut clauses);
            clauses
        });
        let here = clauses.get(&span.start).filter(|_| span.source == self.source)?;
        here.iter().copied().find(|clause| clause.span == span || clause.sentence.span == span)
    }

    /// The language that the file is written in: Chinese where something outside quotation marks and comments is.
    #[must_use]
    pub fn language(&self) -> Lang {
        *self.language.get_or_init(|| {
            let is_chinese = |line: &str| {
                let code = line.split(['#', '＃']).next().unwrap_or("");
                let pieces = code.split(['"', '“', '”', '「', '」']);
                pieces.step_by(2).any(|piece| piece.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)))
            };
            let text = self.text();
            if !text.is_ascii() && text.lines().any(is_chinese) { Lang::Zh } else { Lang::En }
        })
    }

    /// The whole text of the file.
    #[must_use]
    pub fn text(&self) -> &'s str {
        self.sources.get(self.source).map_or("", Source::text)
    }

    /// The words at a place.
    #[must_use]
    pub fn words(&self, span: Span) -> &'s str {
        self.sources.slice(span)
    }

    /// The words behind something; nothing where nobody wrote it.
    #[must_use]
    pub fn words_of(&self, origin: Origin) -> &'s str {
        origin.span().map_or("", |span| self.words(span))
    }
}

fn list<'e>(entries: &'e Entries, clauses: &mut BTreeMap<u32, Vec<&'e Clause>>) {
    for entry in &entries.list {
        let Entry::Clause(clause) = entry else { continue };
        clauses.entry(clause.span.start).or_default().push(clause);
        if clause.sentence.span.start != clause.span.start {
            clauses.entry(clause.sentence.span.start).or_default().push(clause);
        }
        if let Some(block) = &clause.block {
            list(&block.entries, clauses);
        }
    }
}

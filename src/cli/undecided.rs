//! What plans leave open, as findings: for machines one a question, for people one a place.

use std::collections::BTreeSet;

use crate::check::{Subject, answers};
use crate::diag::{Code, Diagnostic, Fix, Severity};
use crate::model::{Assumption, Plan, Question};
use crate::text;
use crate::text::{Lang, SourceId, Span, Text};

use super::load::Unit;

/// A question that a plan leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Open {
    plan: String,
    /// What makes it arise.
    place: Option<Span>,
    open: Assumption,
    /// The answers as changes of the text, the assumed one first.
    fixes: Vec<Fix>,
    /// What each of them comes to, in the same order; empty where nobody has asked.
    figures: Vec<Text>,
    /// Whether it was asked, and all of them come to the same.
    is_same: bool,
}

/// The questions that the plans of a file leave open. A plan with errors is not asked: the answer may stand in a clause
/// that could not be read.
pub(crate) fn questions(unit: &Unit, subject: &Subject<'_>) -> Vec<Open> {
    let errors = unit.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let errors: BTreeSet<(SourceId, u32)> =
        errors.filter_map(Diagnostic::span).map(|span| (span.source, span.start)).collect();
    let plans = unit.plans().filter(|plan| match plan.origin.span() {
        Some(Span { source, start, end }) => errors.range((source, start)..=(source, end)).next().is_none(),
        None => !unit.has_errors(),
    });
    plans.flat_map(|plan| plan.assumptions.iter().map(move |open| Open::new(subject, plan, open))).collect()
}

impl Open {
    fn new(subject: &Subject<'_>, plan: &Plan, open: &Assumption) -> Open {
        let place = open.because.span().or(plan.origin.span());
        let fixes = answers(subject, plan, open);
        Open { plan: plan.name.clone(), place, open: open.clone(), fixes, figures: Vec::new(), is_same: false }
    }

    /// The plan that leaves it open.
    pub(crate) fn plan(&self) -> &str {
        &self.plan
    }

    /// What is asked.
    pub(crate) fn question(&self) -> Question {
        self.open.question
    }

    /// The answers as changes of the text.
    pub(crate) fn fixes(&self) -> &[Fix] {
        &self.fixes
    }

    /// What each answer comes to.
    pub(crate) fn set_figures(&mut self, figures: Vec<Text>, is_same: bool) {
        (self.figures, self.is_same) = (figures, is_same);
    }

    /// Where it arises.
    pub(crate) fn place(&self) -> Option<Span> {
        self.place
    }

    /// What it is and where, without a word about it: to be looked through, thousands of them.
    pub(crate) fn plain(&self) -> Diagnostic {
        self.at_its_place(Diagnostic::new(Code::Undecided, Text::default()))
    }

    /// As a finding of its own.
    pub(crate) fn diagnostic(&self) -> Diagnostic {
        let plan = Text::same(&self.plan);
        let message =
            text!("`{plan}` does not say {asks}", "`{plan}` 没有说明{asks}"; plan = plan, asks = self.open.asks);
        let help = match self.clauses() {
            Some(clauses) => text!(
                "assumed: {answer}; write {clauses}{note}",
                "假定：{answer}；请写 {clauses}{note}";
                answer = self.open.answer, clauses = clauses, note = self.note()
            ),
            None => text!("assumed: {answer}", "假定：{answer}"; answer = self.open.answer),
        };
        let diagnostic = self.at_its_place(Diagnostic::new(Code::Undecided, message).help(help));
        Diagnostic { fixes: self.fixes.clone(), ..diagnostic }
    }

    /// What the brackets behind the clauses mean.
    fn note(&self) -> Text {
        match self.figures.is_empty() {
            true => Text::default(),
            false => text!(" (in brackets: a typical customer's half year)", "（括号内为典型用户半年的情况）"),
        }
    }

    /// The clauses that would answer it, the assumed answer first.
    fn clauses(&self) -> Option<Text> {
        let quoted = |lang: Lang| {
            let clauses = self.open.clauses.iter().map(move |clause| format!("`{}`", clause.get(lang)));
            let figures = self.figures.iter().map(Some).chain(std::iter::repeat(None));
            let with_figures = clauses.zip(figures).map(move |(clause, figure)| match figure {
                Some(figure) => bracketed(&clause, figure.get(lang), lang),
                None => clause,
            });
            with_figures.collect::<Vec<_>>()
        };
        let (en, zh) = (quoted(Lang::En).join(" or "), quoted(Lang::Zh).join(" 或 "));
        let (en, zh) = match self.is_same {
            true => (format!("{en}; a typical customer notices no difference"), format!("{zh}；典型用户感觉不到差别")),
            false => (en, zh),
        };
        (!self.open.clauses.is_empty()).then_some(Text { en, zh })
    }

    fn at_its_place(&self, diagnostic: Diagnostic) -> Diagnostic {
        match self.place {
            Some(span) => diagnostic.at(span, Text::default()),
            None => diagnostic,
        }
    }
}

/// For people: the questions that arise at one place in one frame, so that a plan of a line is not followed by a page of
/// frames around that line.
pub(crate) fn by_place(mut questions: Vec<Open>) -> Vec<Diagnostic> {
    questions.sort_by_key(|question| question.place);
    let alike = |one: &Open, other: &Open| one.place == other.place && one.plan == other.plan;
    // What to write is in the words already: no fix, which would be shown as a line once more.
    let single = |one: &Open| Diagnostic { fixes: Vec::new(), ..one.diagnostic() };
    questions.chunk_by(alike).map(|group| if let [one] = group { single(one) } else { merged(group) }).collect()
}

/// A clause with what it comes to.
fn bracketed(clause: &str, figure: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{clause} ({figure})"),
        Lang::Zh => format!("{clause}（{figure}）"),
    }
}

fn merged(group: &[Open]) -> Diagnostic {
    let (count, plan) = (group.len(), group.first().map_or("", |one| one.plan.as_str()));
    let message = text!("`{plan}` leaves {count} questions open here", "`{plan}` 在这里有 {count} 个问题没有说明");
    let note = group.iter().find(|one| !one.figures.is_empty()).map(Open::note).unwrap_or_default();
    let mut help = text!("unless you write it, this is assumed{note}:", "如果不写明，则假定{note}："; note = note);
    for one in group {
        let clauses = one.clauses().map(|clauses| text!("; write {clauses}", "；请写 {clauses}"; clauses = clauses));
        let (asks, answer, clauses) = (&one.open.asks, &one.open.answer, clauses.unwrap_or_default());
        let item = text!("\n- {asks}: {answer}{clauses}", "\n- {asks}：{answer}{clauses}"; asks = asks, answer = answer, clauses = clauses);
        help.en.push_str(&item.en);
        help.zh.push_str(&item.zh);
    }
    let diagnostic = Diagnostic::new(Code::Undecided, message).help(help);
    group.first().map_or(diagnostic.clone(), |one| one.at_its_place(diagnostic))
}

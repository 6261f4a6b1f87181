//! Coverage as one page for a browser: a table of the files, and below it each file's marked source. The page holds everything
//! that it needs, and no script.

use std::fmt::Write as _;
use std::io;

use crate::cli::printable::printable;
use crate::cli::session::Session;
use crate::coverage::{Reached, Share};
use crate::text;
use crate::text::{Lang, Source, Sources, Text};

use super::marks::{Mark, marks};
use super::{Coverage, Covered};

const STYLE: &str = include_str!("page.css");

/// Of more scenarios than this the rest is counted.
const MOST: usize = 30;

/// Writes the page.
pub(crate) fn write(session: &mut Session<'_>, coverage: &Coverage<'_>, sources: &Sources) -> io::Result<()> {
    let page = Page { coverage, sources, lang: session.lang };
    session.out.write_all(page.text().as_bytes())
}

struct Page<'p> {
    coverage: &'p Coverage<'p>,
    sources: &'p Sources,
    lang: Lang,
}

impl Page<'_> {
    fn text(&self) -> String {
        let title = self.say(&text!("What the scenarios reach", "场景到达之处"));
        let code = if self.lang == Lang::Zh { "zh" } else { "en" };
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
             <h1>{title}</h1>\n"
        );
        self.table(&mut page);
        for (number, covered) in self.coverage.files.iter().enumerate() {
            if let Some(source) = self.sources.get(covered.source) {
                self.file(&mut page, number, covered, source);
            }
        }
        page.push_str("</html>\n");
        page
    }

    fn table(&self, page: &mut String) {
        let heads = [
            text!("file", "文件"),
            text!("clauses", "条款"),
            text!("outcomes", "结果"),
            text!("cannot be reached", "无法到达"),
        ];
        page.push_str("<table class=\"sum\">\n<tr>");
        heads.iter().for_each(|head| page.push_str(&format!("<th>{}</th>", self.say(head))));
        page.push_str("</tr>\n");
        for (number, covered) in self.coverage.files.iter().enumerate() {
            let name = self.sources.get(covered.source).map_or("", Source::name);
            let link = format!("<a href=\"#f{number}\">{}</a>", escaped(name));
            let sum = covered.sum();
            row(page, &link, (sum.clauses, sum.outcomes));
        }
        let (all, sum) = (self.say(&text!("all files", "全部文件")), self.coverage.sum());
        row(page, &format!("<b>{all}</b>"), (sum.clauses, sum.outcomes));
        page.push_str("</table>\n");
    }

    fn file(&self, page: &mut String, number: usize, covered: &Covered, source: &Source) {
        let marks = marks(source, &covered.clauses);
        let sum = covered.sum();
        let is_whole = |share: Share| share.reached == share.of;
        let is_open = !is_whole(sum.clauses) || !is_whole(sum.outcomes) || self.coverage.files.len() == 1;
        let open = if is_open { " open" } else { "" };
        let name = escaped(source.name());
        let _ = writeln!(
            page,
            "<details id=\"f{number}\"{open}><summary><h2>{name}</h2></summary>\n<table class=\"source\">"
        );
        for (line, text) in (1..).zip(source.text().lines()) {
            self.line(page, (line, text), marks.get(&line), source);
        }
        page.push_str("</table></details>\n");
    }

    fn line(&self, page: &mut String, (number, text): (u32, &str), mark: Option<&Mark<'_>>, source: &Source) {
        let (class, count) = match mark.map(|mark| (mark.count, mark.cannot)) {
            Some((Some(_), true)) => ("cannot", "–".to_owned()),
            Some((Some(0), false)) => ("none", "0".to_owned()),
            Some((Some(count), false)) => ("some", count.to_string()),
            _ => ("", String::new()),
        };
        let class = match mark.filter(|mark| class == "some" && mark.missing.iter().any(|one| one.cannot.is_none())) {
            Some(_) => "part",
            None => class,
        };
        let by = mark.and_then(|mark| mark.by).filter(|by| !by.is_empty());
        let count = match by {
            Some(by) => format!("<details class=\"by\"><summary>{count}</summary>{}</details>", self.scenarios(by)),
            None => count,
        };
        let _ = write!(page, "<tr class=\"{class}\"><td>{count}<td>{number}<td><code>{}</code>", escaped(text));
        for one in mark.iter().flat_map(|mark| &mark.missing) {
            let class = if one.cannot.is_some() { "note cannot" } else { "note" };
            let _ = write!(page, "<p class=\"{class}\">{}</p>", self.say(&one.sentence(source)));
        }
        page.push('\n');
    }

    /// The scenarios that reach a line, by their titles.
    fn scenarios(&self, by: &Reached) -> String {
        let titles = by.iter().take(MOST).filter_map(|number| self.coverage.scenarios.get(*number));
        let mut list: String = titles.map(|(_, title)| format!("<li>{}", escaped(title))).collect();
        let more = by.len().saturating_sub(MOST);
        if more > 0 {
            let _ = write!(list, "<li>{}", self.say(&text!("and {more} more", "另有 {more} 个")));
        }
        format!("<ul>{list}</ul>")
    }

    fn say(&self, text: &Text) -> String {
        escaped(text.get(self.lang))
    }
}

fn row(page: &mut String, name: &str, (clauses, outcomes): (Share, Share)) {
    let cell = |share: Share| {
        let (reached, of, percent) = (share.reached, share.of, share.percent());
        let class = if reached == of { "some" } else { "none" };
        match of {
            0 => "<td>–</td>".to_owned(),
            _ => format!(
                "<td class=\"{class}\"><span>{reached}/{of}</span> <b>{percent}%</b><meter max=\"{of}\" value=\"{reached}\"></meter></td>"
            ),
        }
    };
    let cannot = clauses.cannot + outcomes.cannot;
    let cannot = if cannot == 0 { String::new() } else { cannot.to_string() };
    let _ = writeln!(page, "<tr><td>{name}</td>{}{}<td>{cannot}</td></tr>", cell(clauses), cell(outcomes));
}

/// A text as it may stand in a page: nothing of somebody else's text acts there.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

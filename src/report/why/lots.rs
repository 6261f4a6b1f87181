//! The lots of a run by their numbers: what can be asked about.

use crate::ledger::{Fate, Lot};
use crate::report::dates::Dates;
use crate::report::nouns::lot_what;
use crate::report::table::{Column, Part, cards, fits, table};
use crate::report::{Run, Style};
use crate::text;
use crate::text::{Lang, Text};

/// More rows than this are asked for by nobody.
const MOST: usize = 60;

/// A row a lot: its number, what it is, how much was granted, used, rolled and lost, what is left and until when.
pub(super) fn lots(run: &Run<'_>, lang: Lang, style: Style) -> String {
    let mut lots: Vec<&Lot> = run.lots().collect();
    if lots.is_empty() {
        return text!("There are no lots: nothing was ever granted.", "没有任何批次：从未发放过额度。")
            .get(lang)
            .to_owned();
    }
    let more = lots.len().saturating_sub(MOST);
    lots.truncate(MOST);
    let columns = columns(run, &lots, lang);
    let page = if fits(&columns, style) { table(&columns, style) } else { cards(&columns, style) };
    let more = (more > 0).then(|| text!("… and {more} more lots", "……另有 {more} 个批次"));
    let then = text!(
        "--lot N tells the history of one, --at DATE of a day, --lost of all that was lost.",
        "--lot N 查询一个批次，--at 日期 查询一天，--lost 查询全部损失。"
    );
    let below = more.iter().chain([&then]).map(|text| style.quiet(text.get(lang)));
    [page].into_iter().chain(below).collect::<Vec<_>>().join("\n")
}

fn columns(run: &Run<'_>, lots: &[&Lot], lang: Lang) -> Vec<Column> {
    let fates: Vec<(&Lot, Fate)> = lots.iter().map(|lot| (*lot, Fate::of(lot.id, &run.ledger.entries))).collect();
    let part = |text: Text| vec![(text.get(lang).to_owned(), String::new())];
    let cells = |cell: &dyn Fn(&Lot, &Fate) -> Vec<Part>| fates.iter().map(|(lot, fate)| cell(lot, fate)).collect();
    let amount = |lot: &Lot, units: u64| match units {
        0 => Vec::new(),
        units => vec![(run.amount(lot.kind, units), String::new())],
    };
    let dates = Dates::new(&run.zone, run.from);
    let came = |lot: &Lot, fate: &Fate| match lot.unlimited {
        true => part(text!("unlimited", "不限量")),
        false => amount(lot, fate.came.0),
    };
    let end = |lot: &Lot, _: &Fate| part(dates.at(lot.expires_at));
    vec![
        Column::words(text!("Lot", "批次").get(lang), cells(&|lot, _| part(Text::same(run.lot_ref(lot.id))))),
        Column::words(text!("What", "内容").get(lang), cells(&|lot, _| part(lot_what(run, lot)))),
        Column::amounts(text!("Granted", "获得").get(lang), cells(&came)),
        Column::amounts(text!("Used", "使用").get(lang), cells(&|lot, fate| amount(lot, fate.used.0))),
        Column::amounts(text!("Passed on", "转出").get(lang), cells(&|lot, fate| amount(lot, fate.passed_on.0))),
        Column::amounts(text!("Lost", "损失").get(lang), cells(&|lot, fate| amount(lot, fate.lost.0))),
        Column::amounts(
            text!("Left", "剩余").get(lang),
            cells(&|lot, _| amount(lot, if lot.state.is_held() { lot.left.0 } else { 0 })),
        ),
        Column::words(text!("End", "到期").get(lang), cells(&end)),
    ]
}

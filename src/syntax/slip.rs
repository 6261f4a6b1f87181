//! Things people write that can be understood in more than one way, with what they may write instead.

use crate::diag::{Code, Diagnostic, Edit};
use crate::text;
use crate::text::{SourceId, Span};

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlipKind {
    /// `1,000`
    Thousands,
    /// `10,5`
    DecimalComma,
    /// `01/02/2026`
    DateOrder,
    /// `1.000`
    PointThousands,
    /// `10 Mb`
    Bits,
}

/// Something that is understood, but must not be written so.
#[derive(Debug, Clone)]
pub(super) struct Slip {
    pub(super) kind: SlipKind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// What may stand instead, the likeliest first.
    pub(super) instead: Vec<String>,
}

impl Slip {
    /// What is said about it.
    pub(super) fn diagnostic(&self, source: SourceId, text: &str) -> Diagnostic {
        let span = Span { source, start: self.start, end: self.end };
        let written = super::quoting::shown(text, span);
        let first = self.instead.first().map_or("", String::as_str);
        let (message, why, label) = match self.kind {
            SlipKind::Thousands => (
                text!(
                    "a number is written without marks between its digits: `{first}`",
                    "数字中间不加分隔符：`{first}`"
                ),
                text!(
                    "`{written}` is a thousand or more in one country and a fraction in another",
                    "`{written}` 在有的国家是千位分隔，在有的国家是小数"
                ),
                text!("write `{first}`", "写成 `{first}`"),
            ),
            SlipKind::DecimalComma => (
                text!("a fraction is written with a point: `{first}`", "小数用小数点：`{first}`"),
                text!("a comma separates the parts of a sentence", "逗号用来分隔一句话的各部分"),
                text!(
                    "write `{first}`, or put a blank behind the comma if these are two numbers",
                    "写成 `{first}`；如果是两个数，请在逗号后加空格"
                ),
            ),
            SlipKind::PointThousands => (
                text!("is `{written}` a thousand or a fraction?", "`{written}` 是千位还是小数？"),
                text!(
                    "a point is for fractions, and no fraction ends in a zero; in some countries it marks thousands",
                    "小数点用于小数，而小数不以零结尾；在有的国家它用来标千位"
                ),
                text!("write it without the point, or without the zeros", "请去掉这个点，或去掉末尾的零"),
            ),
            SlipKind::Bits => (
                text!(
                    "`{written}` is a unit of bits; data is counted in bytes: `{first}`",
                    "`{written}` 是比特单位；流量按字节计：`{first}`"
                ),
                text!(
                    "8 bits are a byte: the customer would have 8 times less",
                    "8 比特是 1 字节：客户得到的会少 8 倍"
                ),
                text!("write `{first}`", "写成 `{first}`"),
            ),
            SlipKind::DateOrder => (
                text!("a date is written year, month, day: `{first}`", "日期按年、月、日书写：`{first}`"),
                text!("`{written}` is a different day in different countries", "`{written}` 在不同国家是不同的日子"),
                text!("which day is meant?", "指的是哪一天？"),
            ),
        };
        let choices = self.instead.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>();
        let (en, zh) = (choices.join(" or "), choices.join(" 或 "));
        let diagnostic =
            Diagnostic::new(Code::Unexpected, message).at(span, label).why(why).help(text!("write {en}", "请写 {zh}"));
        let safe = self.instead.len() == 1 && self.kind == SlipKind::DateOrder;
        self.instead.iter().fold(diagnostic, |diagnostic, choice| {
            let edits = vec![Edit { span, text: choice.clone() }];
            diagnostic.fix(text!("write `{choice}`", "改为 `{choice}`"), edits, safe)
        })
    }
}

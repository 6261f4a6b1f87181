//! Where a clause may stand, when it is read, and how often it may be said.

use crate::text::Text;

/// What a clause stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A file. A clause about plans that stands here makes an anonymous plan, named after the file.
    File,
    /// `operator … { }`.
    Operator,
    /// `plan … { }`.
    Plan,
    /// `every … { }`.
    Period,
    /// `pack … { }`.
    Pack,
    /// `promo … { }`.
    Promotion,
    /// `when … { }`: actions, one a line.
    Actions,
    /// `holidays … { }`.
    Holidays,
    /// `scenario … { }`.
    Scenario,
    /// `regulation … { }`.
    Regulation,
}

impl Place {
    /// What people call it, with an article.
    #[must_use]
    pub fn title(self) -> Text {
        let (en, zh) = match self {
            Place::File => ("the top of a file", "文件顶层"),
            Place::Operator => ("an operator", "运营商"),
            Place::Plan => ("a plan", "套餐"),
            Place::Period => ("a period", "周期"),
            Place::Pack => ("a pack", "流量包"),
            Place::Promotion => ("a promotion", "促销"),
            Place::Actions => ("the actions of an event", "事件的动作"),
            Place::Holidays => ("a list of holidays", "节假日列表"),
            Place::Scenario => ("a scenario", "场景"),
            Place::Regulation => ("a regulation", "法规"),
        };
        Text { en: en.to_owned(), zh: zh.to_owned() }
    }

    /// Where a clause is that stands in it: "in a plan".
    pub(crate) fn where_it_is(self) -> Text {
        let title = self.title();
        let preposition = if self == Place::File { "at" } else { "in" };
        Text { en: format!("{preposition} {}", title.en), zh: title.zh }
    }
}

/// When a clause is read. What comes later may speak of everything that came earlier, wherever it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Lists of days and other things that operators speak of; imports.
    Calendar,
    /// Operators, with what they settle for all their plans: zone, currency, gigabyte.
    Operator,
    /// Plans, with all their clauses.
    Plan,
    /// Promotions, which add to plans.
    Promotion,
    /// What is said about plans: scenarios, promises, regulations.
    About,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Stage; 5] = [Stage::Calendar, Stage::Operator, Stage::Plan, Stage::Promotion, Stage::About];
}

/// How often a clause may be said in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Often {
    /// Once; saying it again is an error that shows both.
    Once,
    /// As often as needed.
    Many,
}

/// A clause as people write it, in every language: the same meaning in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Where it stands.
    pub place: Place,
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

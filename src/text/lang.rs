//! Texts for people, in every language the program speaks.

/// A language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// Every language, in the order of the columns of `grammar/words.pest`.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Zh];
}

/// One text in every language. Built with [`text!`](crate::text!), so that no language can be forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl Text {
    /// A text that is the same in every language: a name, a number, a quotation from the plan.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Text {
        let text = text.into();
        Text { zh: text.clone(), en: text }
    }

    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// Writes one text in every language: `text!("unknown word {word}", "未知的词 {word}")`.
///
/// Arguments after a semicolon are texts themselves and are rendered in the language of each side:
/// `text!("add {what}", "加上 {what}"; what = noun)`.
#[macro_export]
macro_rules! text {
    ($en:literal, $zh:literal $(,)?) => {
        $crate::text::Text { en: format!($en), zh: format!($zh) }
    };
    ($en:literal, $zh:literal; $($name:ident = $value:expr),+ $(,)?) => {
        $crate::text::Text {
            en: { $(let $name = &$value.en;)+ format!($en) },
            zh: { $(let $name = &$value.zh;)+ format!($zh) },
        }
    };
}

//! What plans, packs and places are called in a sentence.

use crate::event::{LabelId, ProductId};
use crate::model::Group;
use crate::text;
use crate::text::Text;

use super::speech::Speech;

/// A name as it stands in a sentence. English ones that do not begin with a capital are quoted, to be seen as names.
pub(super) fn named(name: &str) -> Text {
    let en = if name.starts_with(char::is_lowercase) { format!("“{name}”") } else { name.to_owned() };
    let zh = if name.is_ascii() { name.to_owned() } else { format!("“{name}”") };
    text!("{en}", "{zh}")
}

/// A name that somebody has made up for this plan, such as that of a pack: always in quotes, or a sentence could not be told
/// from it.
pub(super) fn quoted(name: &str) -> Text {
    text!("“{name}”", "“{name}”")
}

impl Speech<'_> {
    /// The name of a product.
    pub(super) fn product(&self, id: ProductId) -> Text {
        self.catalogue.product(id).map_or_else(Text::default, |product| quoted(&product.name))
    }

    /// The name of a group of packs.
    pub(super) fn group(&self, group: &Group) -> Text {
        quoted(self.catalogue.labels.name(group.name))
    }

    /// An app, a zone, a network. The few that the language has words for are said in the reader's language.
    pub(super) fn label(&self, id: LabelId) -> Text {
        match self.catalogue.labels.name(id) {
            "same network" => text!("the same network", "网内"),
            "other networks" => text!("other networks", "网外"),
            "abroad" => text!("abroad", "境外"),
            "4G" => text!("the 4G network", "4G 网络"),
            "5G" => text!("the 5G network", "5G 网络"),
            name => named(name),
        }
    }
}

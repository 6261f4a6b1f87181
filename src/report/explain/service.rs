//! What is done with the line itself.

use crate::model::Service;
use crate::text;
use crate::text::Text;
use crate::units::Kind;

use super::amount::noun;
use super::speech::Speech;

impl Speech<'_> {
    pub(super) fn service(&self, what: &Service) -> Text {
        match what {
            Service::Bar { kind, scope } => {
                let what = match kind {
                    Some(kind) => noun(*kind),
                    None => text!("everything", "全部业务"),
                };
                let scope = self.scope(scope, kind.unwrap_or(Kind::Data));
                let scope = scope.map_or_else(Text::default, |scope| text!(" ({scope})", "（{scope}）"; scope = scope));
                text!("{what} is barred{scope}", "停用{what}{scope}"; what = what, scope = scope)
            }
            Service::LiftBars { kind: None } => text!("nothing is barred any more", "解除全部停用"),
            Service::LiftBars { kind: Some(kind) } => {
                text!("{what} is not barred any more", "解除{what}停用"; what = noun(*kind))
            }
            Service::FullSpeed { until } => {
                let until = self.validity(*until);
                text!("what would be slow is fast again {until}", "恢复全速（{until}）"; until = until)
            }
        }
    }
}

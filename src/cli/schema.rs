//! The JSON Schemas of everything that is written as JSON, made from the types that are written.

use serde_json::Value;

/// Each with the name of its file in `docs/schema/`.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("check.json", Value::from(schemars::schema_for!(super::render_json::Report))),
        ("baseline.json", Value::from(schemars::schema_for!(super::check::known::Baseline))),
        ("test.json", Value::from(schemars::schema_for!(super::test::json::Report))),
        ("simulate.json", crate::report::json::schema()),
        ("why.json", crate::report::why::schema()),
    ]
}

//! Tests that an independent validator with the JSON Schema agrees with the program, as far as a schema can
//! express the rules.

use super::faults::{FAULTS, changed};
use super::{EMBEDDED, fixture, soundtrack};
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// Validates a text with the schema.
fn accepts() -> impl Fn(&str) -> bool {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let schema: Value = serde_json::from_str(&soundtrack("schema").answer()).unwrap();
    compiler.add_resource("catalog.schema.json", schema).unwrap();
    let index: SchemaIndex = compiler.compile("catalog.schema.json", &mut schemas).unwrap();
    move |text| {
        let instance: Value = serde_json::from_str(text).unwrap();
        schemas.validate(&instance, index).is_ok()
    }
}

#[test]
fn the_schema_accepts_valid_files() {
    let accepts = accepts();
    assert!(accepts(&fixture()));
    assert!(accepts(include_str!("../fixtures/film.json")));
    assert!(accepts(&std::fs::read_to_string(EMBEDDED).unwrap()));
    assert!(accepts(&fixture().replace("\"Iceland\"", "null")));
}

#[test]
fn the_schema_rejects_each_fault_that_it_can_detect() {
    let accepts = accepts();
    for (from, to, seen) in FAULTS {
        let text = changed(&[(from, to)]);
        assert_eq!(accepts(&text), !seen, "{from} -> {to}");
    }
    assert!(!accepts(&changed(&[("\"country\"", "\"county\"")])));
}

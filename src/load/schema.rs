//! Makes the JSON Schema of the catalog format from the records. Only a test does so: the program contains the
//! finished text.

use crate::model::{
    Anything, CreditList, CreditRecord, Date, Document, EpisodeRange, Format, IdOf, Isrc, Join, Keyword,
    List, Mbid, Name, Origin, Ref, Role, ShowKind, Slug, Text, Timecode, Url, Usage,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::json;
use std::borrow::Cow;

/// What a field looks like in a file.
macro_rules! schemas {
    ($([$($parameters:tt)*] $field:ty = $schema:expr;)+) => { $(
        impl<$($parameters)*> JsonSchema for $field {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($field).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                $schema(generator)
            }
        }
    )+ };
}

schemas! {
    [] Text<Anything> = |_: &mut _| json_schema!({ "type": "string" });
    [] Text<Name> = matching(r"\S");
    [] Text<Slug> = matching(SLUG);
    [T] Text<IdOf<T>> = matching(SLUG);
    [T] Ref<T> = matching(SLUG);
    [] Text<Url> = matching(r"^https?://[^/\s]\S*$");
    [] Date = matching("^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$");
    // Each keyword is about values of one type.
    [] Timecode = |_: &mut _| json_schema!({
        "type": ["string", "integer"],
        "pattern": "^[0-9]{1,3}(:[0-5][0-9]){1,2}$",
        "minimum": 0,
        "exclusiveMaximum": Timecode::END,
    });
    [] CreditList = |generator: &mut SchemaGenerator| json_schema!({
        "type": ["string", "array"],
        "pattern": SLUG,
        "items": { "oneOf": [matching(SLUG)(generator), generator.subschema_for::<CreditRecord>()] },
        "minItems": 1,
    });
    [] Text<Join> = |_: &mut _| json_schema!({ "type": "string" });
    [] ShowKind = word::<ShowKind>();
    [] Text<Isrc> = matching("^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$");
    [] Text<Mbid> = matching("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$");
    [] Origin = word::<Origin>();
    [] Role = word::<Role>();
    [] Usage = word::<Usage>();
    [] Format = u32::json_schema;
    [] EpisodeRange = <Vec<u16>>::json_schema;
    [T: JsonSchema] List<T> = <Vec<T>>::json_schema;
}

/// Takes more than the program of other scripts: not all validators know the classes of Unicode.
const SLUG: &str = r"^([a-z0-9-]|[^\x00-\x7f])+$";

fn matching(pattern: &str) -> impl Fn(&mut SchemaGenerator) -> Schema {
    move |_| json_schema!({ "type": "string", "pattern": pattern })
}

fn word<W: Keyword>() -> impl Fn(&mut SchemaGenerator) -> Schema {
    let words: Vec<&str> = W::ALL.iter().map(|value| value.keyword()).collect();
    move |_| json_schema!({ "type": "string", "enum": words })
}

#[test]
fn the_schema_that_is_shipped_is_that_of_the_types() {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<Document>();
    schema.insert("title".to_owned(), json!("A soundtrack catalog file"));
    let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
    // `SNAPSHOTS=overwrite cargo test` writes it anew.
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/data/catalog.schema.json");
    let format = Some(snapbox::data::DataFormat::Text);
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(shipped.as_ref(), format).raw());
}

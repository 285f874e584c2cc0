//! Makes the JSON Schema of the catalog format from the types in `document`. Only a test does so: the program
//! contains the finished text.

use super::document::{Anything, Document, Name, Slug, Text, Url};
use crate::model::{Date, Isrc, Keyword, Mbid, Origin, Role, Timecode, Usage};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::json;
use std::borrow::Cow;

/// What texts of a kind look like.
trait Kind {
    fn schema() -> Schema;
}

impl<K: Kind> JsonSchema for Text<'_, K> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        K::schema()
    }
}

macro_rules! patterns {
    ($($kind:ty: $pattern:literal,)+) => {
        $(impl Kind for $kind {
            fn schema() -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern })
            }
        })+
    };
}

patterns! {
    Slug: "^[a-z0-9-]+$",
    Name: r"\S",
    Url: r"^https?://[^/\s]\S*$",
    Date: "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
    Timecode: "^[0-9]{1,3}(:[0-5][0-9]){1,2}$",
    Isrc: "^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$",
    Mbid: "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
}

impl Kind for Anything {
    fn schema() -> Schema {
        json_schema!({ "type": "string" })
    }
}

macro_rules! words {
    ($($kind:ty),+) => {
        $(impl Kind for $kind {
            fn schema() -> Schema {
                let words: Vec<&str> = <$kind>::ALL.iter().map(|value| value.keyword()).collect();
                json_schema!({ "type": "string", "enum": words })
            }
        })+
    };
}

words!(Origin, Role, Usage);

#[test]
fn the_schema_that_is_shipped_is_that_of_the_types() {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<Document<'_>>();
    schema.insert("title".to_owned(), json!("A soundtrack catalog file"));
    let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
    // `SNAPSHOTS=overwrite cargo test` writes it anew.
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/data/catalog.schema.json");
    let format = Some(snapbox::data::DataFormat::Text);
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(shipped.as_ref(), format).raw());
}

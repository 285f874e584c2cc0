//! The manual page of the catalog format, made from the JSON Schema.

use super::soundtrack;
use roff::{Inline, Roff, bold, italic, roman};
use serde_json::{Map, Value};

/// The date and the version, as in the pages of commands.
fn edition() -> [String; 2] {
    let folder = tempfile::tempdir().unwrap();
    let run = super::Run::new(super::program().args(["man", "--out"]).arg(folder.path()));
    assert_eq!(run.status, Some(0));
    let page = std::fs::read_to_string(folder.path().join("man1/soundtrack.1")).unwrap();
    let heading = page.lines().find_map(|line| line.strip_prefix(".TH soundtrack 1 ")).unwrap();
    let (date, rest) = heading.split_once(' ').unwrap();
    [date.to_owned(), rest.split('"').nth(1).unwrap().to_owned()]
}

#[test]
fn the_page_of_the_format_agrees_with_the_schema() {
    let schema: Value = serde_json::from_str(&soundtrack("schema").answer()).unwrap();
    // `SNAPSHOTS=overwrite cargo test` updates the page. After a change of the schema it takes two runs.
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/soundtrack-catalog.5");
    let format = Some(snapbox::data::DataFormat::Text);
    snapbox::assert_data_eq!(catalog_page(&schema), snapbox::Data::read_from(path.as_ref(), format).raw());
}

/// The page of the format, from its schema.
fn catalog_page(schema: &Value) -> String {
    let mut roff = Roff::new();
    let [date, version] = edition();
    roff.control("TH", ["soundtrack-catalog", "5", &date, &version, "File Formats"]);
    roff.control("SH", ["NAME"]);
    roff.text([roman("soundtrack-catalog - the format of catalog files")]);
    roff.control("SH", ["DESCRIPTION"]);
    roff.text([roman(text(schema, "description"))]);
    roff.text([roman(
        "A file is one JSON object in UTF-8. Fields that are not marked as required may be left out.",
    )]);
    object(&mut roff, "FILE", schema);
    let parts = schema.get("definitions").and_then(Value::as_object);
    for (name, part) in parts.into_iter().flatten() {
        if part.get("properties").is_some() {
            object(&mut roff, &name.to_uppercase(), part);
        }
    }
    roff.control("SH", ["SEE ALSO"]);
    roff.text([roman("soundtrack(1), soundtrack-check(1), soundtrack-schema(1)")]);
    roff.to_roff()
}

/// The fields of one kind of object.
fn object(roff: &mut Roff, title: &str, schema: &Value) {
    roff.control("SH", [title]);
    roff.text([roman(text(schema, "description"))]);
    let none = Map::new();
    let fields = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (name, field) in fields {
        let mut line: Vec<Inline> = vec![bold(name.as_str()), roman(" "), italic(kind(field))];
        if required.contains(&name.as_str()) {
            line.push(roman(", required"));
        }
        roff.control("TP", []).text(line).text([roman(text(field, "description"))]);
    }
}

/// The type of a value, in a few words.
fn kind(field: &Value) -> String {
    if let Some(Value::String(reference)) = field.get("$ref") {
        return reference.rsplit('/').next().unwrap_or_default().to_lowercase();
    }
    let either = ["anyOf", "oneOf", "allOf"].iter().find_map(|key| field.get(key));
    let kinds: Vec<String> = match (either, field.get("type")) {
        (Some(Value::Array(either)), _) => either.iter().map(kind).collect(),
        (_, Some(Value::Array(types))) => types.iter().map(|name| of_type(name, field)).collect(),
        (_, Some(name)) => vec![of_type(name, field)],
        _ => Vec::new(),
    };
    kinds.into_iter().filter(|kind| kind != "null").collect::<Vec<_>>().join(" or ")
}

fn of_type(name: &Value, field: &Value) -> String {
    match (name.as_str().unwrap_or_default(), field.get("items")) {
        ("array", Some(items)) => format!("list of {}", kind(items)),
        ("string", _) => format!("string{}", form(field)),
        (name, _) => name.to_owned(),
    }
}

/// The allowed texts: a list of keywords, or a pattern.
fn form(value: &Value) -> String {
    let words = value.get("enum").and_then(Value::as_array);
    let words = words.into_iter().flatten().filter_map(Value::as_str);
    let words: Vec<&str> = words.collect();
    match value.get("pattern").and_then(Value::as_str) {
        Some(pattern) => format!(" {pattern}"),
        None if words.is_empty() => String::new(),
        None => format!(" {}", words.join(" | ")),
    }
}

fn text<'s>(schema: &'s Value, key: &str) -> &'s str {
    schema.get(key).and_then(Value::as_str).unwrap_or_default()
}

//! Manual pages: the command line and the format flow in, pages for `man` flow out: one for the program, one for each
//! command, and one for catalog files.

use crate::cli::Cli;
use crate::error::{Error, reason};
use crate::load;
use crate::shell::help::TOPICS;
use clap::Command;
use clap_mangen::Man;
use roff::{Inline, Roff, bold, italic, roman};
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

/// What stands at the edges of a page. The date is that of the version, and no clock's: the same program writes the same
/// pages.
const DATE: &str = "2026-11-21";
const VERSION: &str = concat!("soundtrack ", env!("CARGO_PKG_VERSION"));
const MANUAL: &str = "User Commands";

/// Writes all pages to the folders `man1` and `man5` of a folder, as `man` looks for them; they are made if they are not
/// there, and pages that are there are replaced.
pub fn write(folder: &Path) -> Result<(), Error> {
    let failed =
        |path: &Path, error| Error::usage(format!("cannot write `{}`: {}", path.display(), reason(&error)));
    for (name, page) in pages()? {
        let section = format!("man{}", name.rsplit('.').next().unwrap_or_default());
        let folder = folder.join(section);
        fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
        let path = folder.join(name);
        fs::write(&path, page).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}

/// File names and pages.
fn pages() -> Result<Vec<(String, String)>, Error> {
    let mut program = told_all(Cli::program());
    program.build();
    let names: Vec<String> =
        program.get_subcommands().map(|command| format!("soundtrack-{}", command.get_name())).collect();
    let mut pages = vec![("soundtrack.1".to_owned(), page(&program, &names)?)];
    for (command, name) in program.get_subcommands().zip(&names) {
        pages.push((format!("{name}.1"), page(command, &["soundtrack".to_owned()])?));
    }
    pages.push(("soundtrack-catalog.5".to_owned(), catalog_page()));
    Ok(pages)
}

/// A command that tells all its options, also those that its help leaves out.
fn told_all(command: Command) -> Command {
    let command = command.mut_args(|arg| arg.hide_short_help(false));
    command.mut_subcommands(told_all)
}

/// The page of a command: examples first.
fn page(command: &Command, others: &[String]) -> Result<String, Error> {
    let man = Man::new(command.clone()).date(DATE).source(VERSION).manual(MANUAL);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    let examples = [command.get_before_help(), command.get_after_help()].into_iter().flatten();
    let examples: Vec<String> = examples.map(ToString::to_string).collect();
    section(&mut page, "EXAMPLES", examples.iter().flat_map(|text| examples_of(text)))?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for topic in TOPICS {
        let is_common = ["exit-status", "catalog"].contains(&topic.name);
        let is_own = match topic.name {
            "query" => command.get_name() == "search",
            "episodes" => command.get_positionals().any(|arg| arg.get_id() == "episodes"),
            "formats" => command.get_name() == "soundtrack",
            _ => false,
        };
        if is_common || is_own {
            let title = match topic.name {
                "catalog" => "FILES".to_owned(),
                name => name.to_uppercase().replace('-', " "),
            };
            let text = topic.text.split("\n\nExamples:").next().unwrap_or_default();
            let lines = text.lines().skip(1).skip_while(|line| line.is_empty());
            section(&mut page, &title, lines)?;
        }
    }
    let mut end = Roff::new();
    end.control("SH", ["ENVIRONMENT"]);
    for (name, meaning) in ENVIRONMENT {
        end.control("TP", []).text([bold(*name)]).text([roman(*meaning)]);
    }
    end.control("SH", ["SEE ALSO"]);
    let others = others.iter().map(|name| format!("{name}(1)"));
    let others: Vec<String> = others.chain(["soundtrack-catalog(5)".to_owned()]).collect();
    end.text([roman(others.join(", "))]);
    end.to_writer(&mut page)?;
    // What was put together from texts is a text.
    Ok(without_double_breaks(&String::from_utf8(page).unwrap_or_default()))
}

/// A page in which no line is broken twice, which `clap_mangen` does and readers of pages warn of.
fn without_double_breaks(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let is_space = |place: Option<usize>| {
        let line = place.and_then(|place| lines.get(place));
        line.is_some_and(|line| line.is_empty() || line.starts_with(".sp"))
    };
    let is_double =
        |place: usize| lines[place] == ".br" && (is_space(place.checked_sub(1)) || is_space(Some(place + 1)));
    let kept = (0..lines.len()).filter(|&place| !is_double(place));
    kept.map(|place| format!("{}\n", lines[place])).collect()
}

const ENVIRONMENT: &[(&str, &str)] = &[
    ("SOUNDTRACK_CATALOG", "The catalog files and folders to read if none are named, separated as in PATH."),
    ("SOUNDTRACK_UP_TO", "How far you have watched, as --up-to."),
    ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE", "Whether bold and dim type is used."),
    ("XDG_DATA_HOME", "Where the folder soundtrack with your own files is, if not in ~/.local/share."),
];

/// The lines of the examples in a text.
fn examples_of(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().skip_while(|line| *line != "Examples:").skip(1);
    lines.take_while(|line| !line.is_empty())
}

/// A section of lines that stay as they are.
fn section<'l>(page: &mut Vec<u8>, title: &str, lines: impl Iterator<Item = &'l str>) -> Result<(), Error> {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    // Lines are as wide as a terminal; from its edge they fit.
    roff.control("in", ["0"]).control("nf", []);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("fi", []).control("in", []);
    Ok(roff.to_writer(page)?)
}

/// The page of the format, from its schema.
fn catalog_page() -> String {
    let schema: Value = serde_json::from_str(load::SCHEMA).unwrap_or_default();
    let mut roff = Roff::new();
    roff.control("TH", ["soundtrack-catalog", "5", DATE, VERSION, "File Formats"]);
    roff.control("SH", ["NAME"]);
    roff.text([roman("soundtrack-catalog - the format of catalog files")]);
    roff.control("SH", ["DESCRIPTION"]);
    roff.text([roman(text(&schema, "description"))]);
    roff.text([roman(
        "A file is one JSON object in UTF-8. Fields that are not marked as required may be left out.",
    )]);
    object(&mut roff, "FILE", &schema);
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

/// What a value is, as far as a word can say it.
fn kind(field: &Value) -> String {
    let named = |reference: &str| reference.rsplit('/').next().unwrap_or_default().to_lowercase();
    let of = |value: &Value| match (value.get("$ref"), value.get("type")) {
        (Some(Value::String(reference)), _) => named(reference),
        (_, Some(Value::String(kind))) => kind.clone(),
        (_, Some(Value::Array(kinds))) => {
            kinds.first().and_then(Value::as_str).unwrap_or_default().to_owned()
        }
        _ => String::new(),
    };
    let either = field.get("anyOf").or(field.get("allOf")).and_then(Value::as_array);
    let first = either.and_then(|kinds| kinds.first()).unwrap_or(field);
    match first.get("items") {
        Some(items) => format!("list of {}{}", of(items), form(items)),
        None => of(first) + &form(first),
    }
}

/// What a text looks like: one of some words, or a pattern.
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

//! The rules of the house, read off the source itself.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which room may use which. Rooms that are not on the left may use all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("names", &[]),
    ("error", &[]),
    ("safe", &[]),
    ("help", &[]),
    ("man", &["cli", "error", "help", "load"]),
    ("load", &["error", "model", "names", "safe"]),
    ("query", &["error", "model", "names", "playlist"]),
    ("view", &["error", "model", "names", "query"]),
    ("out", &["safe", "view"]),
    ("playlist", &["model", "safe"]),
    ("music", &["error", "playlist"]),
    ("commands", &["error", "load", "model", "music", "playlist", "query", "view"]),
    ("complete", &["cli", "commands", "error", "help", "load", "model", "query", "safe", "view"]),
    ("cli", &["commands", "help", "load", "out", "query", "view"]),
];

/// Who may know what: a library on the left is used in the rooms on the right alone.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("serde", &["load", "out", "playlist"]),
    ("serde_json", &["load", "man", "out", "playlist"]),
    ("etcetera", &["load"]),
    ("rayon", &["load", "music", "query"]),
    ("comfy_table", &["out"]),
    ("csv", &["out", "playlist"]),
    ("clap_complete", &["complete"]),
    ("clap_mangen", &["man"]),
    ("roff", &["man"]),
    ("lofty", &["music"]),
    ("tempfile", &["out"]),
    ("quick_xml", &["playlist"]),
    ("percent_encoding", &["out", "playlist", "view"]),
    ("indicatif", &["out"]),
    ("terminal_size", &["out"]),
    ("supports_hyperlinks", &["out"]),
    ("strsim", &["names"]),
    ("unicode_normalization", &["names"]),
    ("clap", &["cli", "commands", "complete", "lib", "main", "man", "out", "playlist", "query", "view"]),
];

const LONGEST_FILE: usize = 300;

struct SourceFile {
    path: PathBuf,
    room: String,
    text: String,
}

fn source_files() -> Vec<SourceFile> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, files) } else { files.push(path) }
        }
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&src, &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(&src).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        let room = first.trim_end_matches(".rs").to_owned();
        SourceFile { text: fs::read_to_string(&path).unwrap(), room, path }
    };
    paths.into_iter().map(read).collect()
}

/// A source without its line comments.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// The first names of all paths that begin with `crate::`, also in (nested) braces and over several lines.
fn rooms_used(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let mut names = BTreeSet::new();
    for (start, prefix) in code.match_indices("crate::") {
        let rest = code[start + prefix.len()..].trim_start();
        let list = rest.strip_prefix('{').map_or_else(|| rest.to_owned(), outermost);
        let parts = if rest.starts_with('{') { list.split(',').collect() } else { vec![list.as_str()] };
        for part in parts {
            let name = part.trim().split(|letter: char| !is_name(letter)).next().unwrap();
            names.extend(Some(name.to_owned()).filter(|name| !name.is_empty()));
        }
    }
    names
}

/// What stands in braces up to the one that closes them, without what stands in further braces.
fn outermost(list: &str) -> String {
    let mut depth = 1;
    let inside = list.chars().take_while(|letter| {
        depth += i32::from(*letter == '{') - i32::from(*letter == '}');
        depth > 0
    });
    let (mut depth, mut outer) = (0, String::new());
    for letter in inside {
        depth -= i32::from(letter == '}');
        if depth == 0 {
            outer.push(letter);
        }
        depth += i32::from(letter == '{');
    }
    outer
}

/// Whether `library` is used by its name, wherever the path stands.
fn uses_library(text: &str, library: &str) -> bool {
    let code = code(text);
    let paths = code.match_indices(&format!("{library}::")).map(|(start, _)| start).collect::<Vec<_>>();
    paths.into_iter().any(|start| !code[..start].ends_with(|letter| is_name(letter) || letter == ':'))
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[test]
fn rooms_use_only_the_rooms_that_they_may() {
    let mut wrong = Vec::new();
    for file in source_files() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(room, _)| *room == file.room) else {
            continue;
        };
        for used in rooms_used(&file.text) {
            if used != file.room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: `{}` may not use `{used}`", file.path.display(), file.room));
            }
        }
        // From the top file of a room `super` is the whole crate.
        let is_top = file.path.ends_with(format!("{}/mod.rs", file.room))
            || file.path.ends_with(format!("src/{}.rs", file.room));
        let own = file.text.split("#[cfg(test)]").next().unwrap();
        if (is_top && own.contains("super::")) || own.contains("super::super") {
            wrong.push(format!("{}: `super` leads out of the room", file.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn libraries_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for file in source_files() {
        for (library, rooms) in LIBRARIES {
            let uses = uses_library(&file.text, library);
            if uses && !rooms.contains(&file.room.as_str()) {
                wrong.push(format!("{}: `{library}` belongs to {rooms:?}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    let rooms: BTreeSet<String> = source_files().into_iter().map(|file| file.room).collect();
    let known: BTreeSet<String> = MAY_USE.iter().map(|(room, _)| (*room).to_owned()).collect();
    let unknown: Vec<&String> =
        rooms.difference(&known).filter(|room| !["lib", "main"].contains(&room.as_str())).collect();
    assert!(unknown.is_empty(), "say in MAY_USE what these may use: {unknown:?}");
    assert!(known.is_subset(&rooms), "MAY_USE names rooms that are gone");
}

#[test]
fn no_file_is_long_and_each_says_what_flows() {
    for file in source_files() {
        let lines = file.text.lines().count();
        assert!(lines <= LONGEST_FILE, "{}: {lines} lines", file.path.display());
        assert!(
            file.text.starts_with("//!"),
            "{}: say first what flows in and what flows out",
            file.path.display()
        );
    }
}

#[test]
fn no_test_is_long() {
    for folder in ["tests", "tests/cli", "tests/playlists", "benches"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let lines = fs::read_to_string(&path).unwrap().lines().count();
                assert!(lines <= LONGEST_FILE, "{}: {lines} lines", path.display());
            }
        }
    }
}

#[test]
fn the_reader_of_paths_sees_them_all() {
    let text = "use crate::a::B;\nuse crate::{\n    b,\n    c::{D, no},\n};\nfn f() -> crate::e::F { crate::g() } // crate::h\n";
    assert_eq!(rooms_used(text).into_iter().collect::<Vec<_>>(), ["a", "b", "c", "e", "g"]);
    for text in ["use csv::Reader;", "Option<csv::Writer<W>>", "(&csv::Writer)"] {
        assert!(uses_library(text, "csv"), "{text}");
    }
    assert!(!uses_library("mycsv::x csv_core::y model::csv::z // csv::comment", "csv"));
}

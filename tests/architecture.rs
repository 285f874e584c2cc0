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
    ("load", &["error", "model", "names"]),
    ("query", &["error", "model", "names"]),
    ("view", &["error", "model", "names", "query"]),
    ("out", &["view"]),
    ("commands", &["error", "load", "model", "query", "view"]),
    ("cli", &["commands", "out", "query", "view"]),
];

/// Who may know what: a library on the left is used in the rooms on the right alone.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("serde", &["load", "out"]),
    ("serde_json", &["load", "out"]),
    ("etcetera", &["load"]),
    ("comfy_table", &["out"]),
    ("csv", &["out"]),
    ("terminal_size", &["out"]),
    ("supports_hyperlinks", &["out"]),
    ("strsim", &["names"]),
    ("unicode_normalization", &["names"]),
    ("clap", &["cli", "commands", "main", "out", "query", "view"]),
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
            if path.is_dir() {
                walk(&path, files)
            } else {
                files.push(path)
            }
        }
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&src, &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(&src).unwrap();
        let first = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let room = first.trim_end_matches(".rs").to_owned();
        SourceFile {
            text: fs::read_to_string(&path).unwrap(),
            room,
            path,
        }
    };
    paths.into_iter().map(read).collect()
}

/// The names that directly follow `prefix` in code, also in braces: `crate::{a, b::c}`.
fn names_after<'t>(text: &'t str, prefix: &str) -> BTreeSet<&'t str> {
    let code = text.lines().map(|line| line.split("//").next().unwrap());
    let mut names = BTreeSet::new();
    for line in code {
        for (start, _) in line.match_indices(prefix) {
            let rest = &line[start + prefix.len()..];
            let list = rest
                .strip_prefix('{')
                .map_or(rest, |list| list.split('}').next().unwrap());
            let parts = if rest.starts_with('{') {
                list.split(',').collect()
            } else {
                vec![list]
            };
            for part in parts {
                let name = part
                    .trim()
                    .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
                    .next();
                names.extend(name.filter(|name| !name.is_empty()));
            }
        }
    }
    names
}

#[test]
fn rooms_use_only_the_rooms_that_they_may() {
    let mut wrong = Vec::new();
    for file in source_files() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(room, _)| *room == file.room) else {
            continue;
        };
        for used in names_after(&file.text, "crate::") {
            if used != file.room && !allowed.contains(&used) {
                wrong.push(format!(
                    "{}: `{}` may not use `{used}`",
                    file.path.display(),
                    file.room
                ));
            }
        }
        // From the top file of a room `super` is the whole crate.
        let is_top = file.path.ends_with(format!("{}/mod.rs", file.room))
            || file.path.ends_with(format!("src/{}.rs", file.room));
        let own = file.text.split("#[cfg(test)]").next().unwrap();
        if (is_top && own.contains("super::")) || own.contains("super::super") {
            wrong.push(format!(
                "{}: `super` leads out of the room",
                file.path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn libraries_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for file in source_files() {
        for (library, rooms) in LIBRARIES {
            let uses = file.text.contains(&format!("use {library}::"))
                || file.text.contains(&format!(" {library}::"));
            if uses && !rooms.contains(&file.room.as_str()) {
                wrong.push(format!(
                    "{}: `{library}` belongs to {rooms:?}",
                    file.path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_is_in_the_table() {
    let rooms: BTreeSet<String> = source_files().into_iter().map(|file| file.room).collect();
    let known: BTreeSet<String> = MAY_USE.iter().map(|(room, _)| (*room).to_owned()).collect();
    let unknown: Vec<&String> = rooms
        .difference(&known)
        .filter(|room| !["lib", "main"].contains(&room.as_str()))
        .collect();
    assert!(
        unknown.is_empty(),
        "say in MAY_USE what these may use: {unknown:?}"
    );
    assert!(known.is_subset(&rooms), "MAY_USE names rooms that are gone");
}

#[test]
fn no_file_is_long_and_each_says_what_flows() {
    for file in source_files() {
        let lines = file.text.lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{}: {lines} lines",
            file.path.display()
        );
        assert!(
            file.text.starts_with("//!"),
            "{}: say first what flows in and what flows out",
            file.path.display()
        );
    }
}

#[test]
fn the_reader_of_paths_sees_them_all() {
    let text = "use crate::a::B;\nuse crate::{b, c::D};\nfn f() -> crate::e::F { crate::g() } // crate::h\n";
    assert_eq!(
        names_after(text, "crate::").into_iter().collect::<Vec<_>>(),
        ["a", "b", "c", "e", "g"]
    );
}

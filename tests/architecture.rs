//! Rules about the structure of the source that the compiler cannot check.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Which modules each module may use. `lib` and `main` may use all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("text", &[]),
    ("model", &["error", "text"]),
    ("load", &["error", "model", "text"]),
    ("query", &["error", "model", "text"]),
    ("view", &["error", "model", "query", "text"]),
    ("out", &["text", "view"]),
    ("answer", &["error", "query", "view"]),
    (
        "cli",
        &[
            "commands", "edit", "error", "import", "load", "merge", "model", "out", "page", "playlist",
            "query", "shell", "text", "view",
        ],
    ),
    ("app", &["cli", "error", "load", "model", "out", "playlist", "query", "text", "view"]),
    ("search", &["answer", "app", "cli", "error", "model", "query", "text", "view"]),
    ("playlist", &["answer", "app", "cli", "error", "model", "out", "query", "search", "text", "view"]),
    ("page", &["error", "model", "query", "text", "view"]),
    ("import", &["error", "model", "playlist", "query", "text"]),
    ("edit", &["error", "text"]),
    ("merge", &["edit", "import", "model", "playlist", "text"]),
    ("browse", &["commands", "error", "model", "out", "playlist", "query", "search", "text", "view"]),
    (
        "commands",
        &[
            "answer", "app", "browse", "cli", "edit", "error", "import", "load", "merge", "model", "out",
            "page", "playlist", "query", "search", "shell", "text", "view",
        ],
    ),
    (
        "shell",
        &[
            "answer", "app", "browse", "cli", "commands", "error", "load", "model", "query", "search",
            "text", "view",
        ],
    ),
];

/// All files of `src` by module path, such as `load::files`, without their comments.
fn modules() -> BTreeMap<String, String> {
    fn read(folder: &Path, module: &str, modules: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let name = if stem == "mod" { module.to_owned() } else { format!("{module}::{stem}") };
            if path.is_dir() {
                read(&path, &name, modules);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let lines = text.lines().map(|line| line.split("//").next().unwrap());
                modules
                    .insert(name.trim_start_matches("::").to_owned(), lines.collect::<Vec<_>>().join("\n"));
            }
        }
    }
    let mut modules = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut modules);
    modules
}

/// The files that a file uses, as far as paths that begin with `crate` or `super` tell.
fn used_files(module: &str, code: &str, all: &BTreeMap<String, String>) -> BTreeSet<String> {
    let code = code.split("#[cfg(test)]\nmod").next().unwrap();
    let mut used = BTreeSet::new();
    for (keyword, base) in
        [("crate::", ""), ("super::", module.rsplit_once("::").map_or("", |(base, _)| base))]
    {
        for (start, _) in code.match_indices(keyword) {
            if code[..start].ends_with("::") {
                continue;
            }
            for path in paths(&code[start + keyword.len()..]) {
                let mut path = format!("{base}::{path}").trim_start_matches("::").to_owned();
                // The longest beginning of the path that is a file.
                while !all.contains_key(&path) {
                    let Some((parent, _)) = path.rsplit_once("::") else { break };
                    path.truncate(parent.len());
                }
                used.extend(all.contains_key(&path).then_some(path).filter(|path| path != module));
            }
        }
    }
    used
}

/// The paths that a text begins with: one, or those of a list in braces.
fn paths(text: &str) -> Vec<String> {
    let end = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':'));
    let (path, rest) = text.split_at(end.unwrap_or(text.len()));
    let Some(list) = rest.strip_prefix('{') else { return vec![path.to_owned()] };
    let (mut depth, mut item, mut paths) = (0, String::new(), Vec::new());
    for letter in list.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        if depth < 0 || (depth == 0 && letter == ',') {
            paths.extend(self::paths(item.trim()).into_iter().map(|inner| format!("{path}{inner}")));
            item.clear();
        } else {
            item.push(letter);
        }
        if depth < 0 {
            break;
        }
    }
    paths
}

fn top(module: &str) -> &str {
    module.split("::").next().unwrap()
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let all = modules();
    for (module, code) in all.iter().filter(|(module, _)| !["lib", "main"].contains(&module.as_str())) {
        let row = MAY_USE.iter().find(|(name, _)| *name == top(module));
        let (_, allowed) = row.unwrap_or_else(|| panic!("`{module}` is not in MAY_USE"));
        for used in used_files(module, code, &all) {
            let used = top(&used);
            assert!(used == top(module) || allowed.contains(&used), "`{module}` may not use `{used}`");
        }
    }
    for (module, _) in MAY_USE {
        assert!(
            all.keys().any(|file| top(file) == *module),
            "MAY_USE names `{module}`, which does not exist"
        );
    }
}

#[test]
fn no_two_files_use_each_other() {
    let all = modules();
    let uses: BTreeMap<&str, _> =
        all.iter().map(|(module, code)| (module.as_str(), used_files(module, code, &all))).collect();
    for (module, used) in &uses {
        for other in used {
            // A parent module names its children, and children may use what it declares.
            let is_family =
                other.starts_with(&format!("{module}::")) || module.starts_with(&format!("{other}::"));
            assert!(
                is_family || !uses[other.as_str()].contains(*module),
                "`{module}` and `{other}` use each other"
            );
        }
    }
}

#[test]
fn paths_are_found_in_nested_lists() {
    let text = "a::{B, c::{D, self}, e}; rest, f";
    assert_eq!(paths(text), ["a::B", "a::c::D", "a::c::self", "a::e"]);
    assert_eq!(paths("cli::Cli { x }"), ["cli::Cli"]);
}

//! Tests of changing the text of files: what is outside of a change stays, byte for byte.

#![allow(clippy::unwrap_used)]

use serde_json::{Value as Json, json};
use soundtrack::edit::{self, Change, apply, format, unified_diff};
use std::fs;

/// The valid catalogs of this project.
fn catalogs() -> Vec<String> {
    ["data/heartstopper.json", "tests/fixtures/harbour.json"]
        .map(|path| fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap())
        .to_vec()
}

/// The pieces of a JSON text without spaces: signs, and texts or words as they are written.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while !rest.is_empty() {
        let mut is_escaped = true;
        let end = match rest.as_bytes()[0] {
            b'"' => rest.find(|letter| {
                let is_end = letter == '"' && !is_escaped;
                is_escaped = letter == '\\' && !is_escaped;
                is_end
            }),
            b'[' | b']' | b'{' | b'}' | b',' | b':' => Some(0),
            _ => rest.find([',', ']', '}', ' ', '\n']).map(|end| end - 1),
        };
        let (token, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

/// The text with everything on a line of its own.
fn pretty(text: &str) -> String {
    let (mut pretty, mut depth) = (String::new(), 0);
    let tokens = tokens(text);
    for (number, &token) in tokens.iter().enumerate() {
        let is_empty =
            ["[]", "{}"].contains(&format!("{token}{}", tokens.get(number + 1).unwrap_or(&"")).as_str());
        let was_empty =
            number > 0 && ["[]", "{}"].contains(&format!("{}{token}", tokens[number - 1]).as_str());
        let line = |depth: usize| format!("\n{}", "    ".repeat(depth));
        match token {
            "[" | "{" if !is_empty => {
                depth += 1;
                pretty += &format!("{token}{}", line(depth));
            }
            "]" | "}" if !was_empty => {
                depth -= 1;
                pretty += &format!("{}{token}", line(depth));
            }
            "," => pretty += &format!(",{}", line(depth)),
            ":" => pretty += ": ",
            _ => pretty += token,
        }
    }
    pretty + "\n"
}

const LAYOUTS: [&str; 8] =
    ["as is", "tabs", "CRLF", "BOM", "aligned colons", "pretty", "one line", "blank lines"];

fn in_layout(text: &str, layout: &str) -> String {
    let by_line = |change: fn(&str) -> String| text.lines().map(change).collect::<Vec<_>>().join("\n") + "\n";
    match layout {
        "as is" => text.to_owned(),
        "tabs" => by_line(|line| {
            let inner = line.trim_start();
            "\t".repeat((line.len() - inner.len()) / 2) + inner
        }),
        "CRLF" => text.replace('\n', "\r\n"),
        "BOM" => format!("\u{feff}{text}"),
        "aligned colons" => {
            let tokens = tokens(text);
            let pad = |(number, token): (usize, &&str)| match *token {
                ":" => format!("{:1$} : ", "", 20_usize.saturating_sub(tokens[number - 1].len())),
                "," => ",\n".to_owned(),
                token => token.to_owned(),
            };
            tokens.iter().enumerate().map(pad).collect()
        }
        "pretty" => pretty(text),
        "one line" => tokens(text).concat(),
        "blank lines" => text.replace('\n', "\n\n"),
        _ => unreachable!(),
    }
}

/// The JSON pointers of all lists of a value.
fn lists(value: &Json) -> Vec<String> {
    let inner: Vec<(String, &Json)> = match value {
        Json::Array(values) => {
            values.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        Json::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        _ => Vec::new(),
    };
    let below = inner
        .iter()
        .flat_map(|(step, value)| lists(value).into_iter().map(move |pointer| format!("/{step}{pointer}")));
    value.is_array().then(String::new).into_iter().chain(below).collect()
}

fn length(value: &Json, list: &str) -> usize {
    value.pointer(list).unwrap().as_array().unwrap().len()
}

/// The value of a text after one change, made in another way.
fn changed(text: &str, change: &Change) -> Json {
    let mut value = parse(text);
    match change {
        Change::Insert(list, index, new) => match value.pointer_mut(list) {
            Some(list) => {
                let list = list.as_array_mut().unwrap();
                list.insert((*index).min(list.len()), parse(new));
            }
            None => *missing(&mut value, list) = json!([parse(new)]),
        },
        Change::Set(place, new) => *missing(&mut value, place) = parse(new),
        Change::Remove(place) => drop(removed(&mut value, place)),
        Change::Move(place, list, index) => {
            let value_there = value.pointer(place).unwrap().clone();
            let insert = Change::Insert(list.clone(), *index, value_there.to_string());
            value = changed(text, &insert);
            removed(&mut value, place);
        }
    }
    value
}

/// The value of a key that its object has or not.
fn missing<'v>(value: &'v mut Json, place: &str) -> &'v mut Json {
    let (object, key) = place.rsplit_once('/').unwrap();
    &mut value.pointer_mut(object).unwrap()[key]
}

fn removed(value: &mut Json, place: &str) -> Json {
    let (list, index) = place.rsplit_once('/').unwrap();
    value.pointer_mut(list).unwrap().as_array_mut().unwrap().remove(index.parse().unwrap())
}

fn parse(text: &str) -> Json {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap()
}

/// How many bytes two texts share at the beginning, and how many of the rest at the end.
fn shared(one: &str, other: &str) -> usize {
    let start = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let [one, other] = [one, other].map(|text| &text.as_bytes()[start..]);
    start + one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
}

fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut whole = whole.bytes();
    part.bytes().all(|byte| whole.any(|other| other == byte))
}

fn entry() -> String {
    edit::json(&json!({ "song": "new", "scene": "\"Snow\" \u{202e}\n", "sources": ["a", "b"] }))
}

/// Edits of a list: an entry before, between and behind the others; one is taken out; a value is replaced; a key is
/// added, and a list that is missing.
fn edits(value: &Json, list: &str) -> Vec<Change> {
    let length = length(value, list);
    let insert = |index| Change::Insert(list.to_owned(), index, entry());
    let (above, key) = list.rsplit_once('/').unwrap();
    let mut edits = vec![insert(0), insert(length / 2), insert(usize::MAX)];
    if length > 0 {
        edits.extend([0, length - 1].map(|index| Change::Remove(format!("{list}/{index}"))));
    }
    if key.parse::<usize>().is_err() {
        edits.push(Change::Set(list.to_owned(), "7".to_owned()));
        edits.push(Change::Set(format!("{above}/note"), "\"é\"".to_owned()));
        edits.push(Change::Insert(format!("{above}/missing"), 3, entry()));
    }
    edits
}

#[test]
fn nothing_outside_of_a_change_is_touched() {
    let mut number = 0;
    for text in catalogs() {
        let value = parse(&text);
        let lists = lists(&value);
        // Lists of one kind are alike: a share of those of a large catalog will do.
        let step = 1 + lists.len() / 4;
        for layout in LAYOUTS {
            let text = in_layout(&text, layout);
            assert_eq!(parse(&text), value);
            let is_ours = format(&text).unwrap() == text;
            for list in lists.iter().step_by(step) {
                for change in edits(&value, list) {
                    let new = apply(&text, std::slice::from_ref(&change)).unwrap();
                    let case = format!("{layout}: {change:?}\n{}", unified_diff(&text, &new, "x"));
                    assert_eq!(parse(&new), changed(&text, &change), "{case}");
                    let is_untouched = match &change {
                        Change::Remove(_) => shared(&text, &new) == new.len(),
                        Change::Set(place, new_value) if value.pointer(place).is_some() => {
                            is_ours || shared(&new, &text) + new_value.len() >= new.len()
                        }
                        _ if is_ours => is_subsequence(&text, &new),
                        _ => shared(&text, &new) == text.len(),
                    };
                    assert!(is_untouched, "{case}");
                    number += 1;
                }
            }
        }
    }
    assert!(number > 500, "{number}");
}

#[test]
fn the_embedded_catalog_has_the_layout_of_fmt() {
    let text = &catalogs()[0];
    assert_eq!(&format(text).unwrap(), text);
    for text in catalogs() {
        for layout in LAYOUTS {
            let formatted = format(&in_layout(&text, layout)).unwrap();
            assert_eq!(format(&formatted).unwrap(), formatted);
            assert_eq!(parse(&formatted), parse(&text));
            assert_eq!(tokens(&formatted), tokens(&text), "{layout}");
        }
    }
}

#[test]
fn what_is_taken_out_can_be_put_back() {
    let text = &catalogs()[0];
    let value = parse(text);
    // In a layout of one's own one neighbour must be like the other.
    for layout in ["as is", "pretty", "one line"] {
        let text = &in_layout(text, layout);
        for list in lists(&value).into_iter().step_by(29) {
            for index in (0..length(&value, &list)).step_by(7) {
                let place = format!("{list}/{index}");
                let element = edit::json(value.pointer(&place).unwrap());
                let without = apply(text, &[Change::Remove(place)]).unwrap();
                let again = apply(&without, &[Change::Insert(list.clone(), index, element)]).unwrap();
                assert_eq!(&again, text, "{layout}: {}", unified_diff(text, &again, "x"));
            }
        }
    }
}

#[test]
fn many_changes_are_made_at_once() {
    let text = "{\"a\": [1, 2, 3], \"b\": []}";
    let insert = |list: &str, index, value: &str| Change::Insert(list.to_owned(), index, value.to_owned());
    let set = |place: &str, value: &str| Change::Set(place.to_owned(), value.to_owned());
    let remove = |place: &str| Change::Remove(place.to_owned());
    let changes = [
        remove("/a/0"),
        insert("/a", 0, "8"),
        insert("/a", 3, "9"),
        insert("/a", 3, "10"),
        remove("/a/2"),
        insert("/b", 5, "7"),
        insert("/sources", 0, "6"),
    ];
    let new = apply(text, &changes).unwrap();
    assert_eq!(new, "{\"sources\": [6], \"a\": [8, 2, 9, 10], \"b\": [7]}");
    for changes in [
        &[remove("/a/3")][..],
        &[insert("/a/0", 0, "1")],
        &[set("/a/x", "1")],
        &[set("/a", "1"), remove("/a/0")],
        &[set("/c", "1"), set("/c", "2")],
        &[set("/c", "{")],
        &[remove("/a"), insert("/a", 0, "1")],
        &[Change::Move("/a/0".to_owned(), "/b".to_owned(), 0), remove("/a/0")],
        &[Change::Move("/a/7".to_owned(), "/b".to_owned(), 0)],
    ] {
        assert!(apply(text, changes).is_err(), "{changes:?}");
    }
    assert!(apply("{", &[]).is_err());
    assert!(apply(&("[".repeat(9_999) + &"]".repeat(9_999)), &[]).is_err());
}

#[test]
fn a_value_moves_as_it_is_written_with_what_is_changed_in_it() {
    let text = r#"{"a": [{"x": 1.50, "no": 1, "t":"\u00e9"}, {"x": 2}], "b": [{"x": 3}, {"x": 4}]}"#;
    let place = |place: &str| place.to_owned();
    let changes = [
        Change::Move(place("/a/0"), place("/b"), 1),
        Change::Remove(place("/a/0/no")),
        Change::Insert(place("/a/0/sources"), 0, "\"s\"".to_owned()),
        Change::Insert(place("/b"), 1, "5".to_owned()),
    ];
    assert_eq!(
        apply(text, &changes).unwrap(),
        r#"{"a": [{"x": 2}], "b": [{"x": 3}, {"sources": ["s"], "x": 1.50, "t": "\u00e9"}, 5, {"x": 4}]}"#
    );
}

#[test]
fn a_new_key_stands_where_the_format_has_it() {
    let text = "{ \"id\": \"x\", \"note\": \"y\", \"odd\": 1 }";
    let set = |key: &str| Change::Set(format!("/{key}"), "2".to_owned());
    let new = apply(text, &["sources", "title", "$schema", "other"].map(set)).unwrap();
    assert_eq!(
        new,
        "{ \"$schema\": 2, \"id\": \"x\", \"title\": 2, \"note\": \"y\", \"sources\": 2, \"odd\": 1, \"other\": 2 }"
    );
}

/// The text that a diff makes of another one.
fn patched(old: &str, diff: &str) -> String {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let (mut new, mut at) = (String::new(), 0);
    let mut lines = diff.split_inclusive('\n').skip(2).peekable();
    while let Some(line) = lines.next() {
        if let Some(place) = line.strip_prefix("@@ -") {
            let (first, length) = place.split(' ').next().unwrap().split_once(',').unwrap_or((place, "1"));
            let first: usize = first.split(' ').next().unwrap().parse().unwrap();
            let first = if length == "0" { first } else { first - 1 };
            new.extend(old[at..first].iter().copied());
            at = first;
            continue;
        }
        let ends = lines.next_if(|next| next.starts_with('\\')).is_some();
        let text = if ends { line.trim_end_matches('\n') } else { line };
        if !text.starts_with('+') {
            assert_eq!(old[at], &text[1..]);
            at += 1;
        }
        new += if text.starts_with('-') { "" } else { &text[1..] };
    }
    new + &old[at..].concat()
}

#[test]
fn a_diff_makes_the_new_text_of_the_old_one() {
    let mut texts = vec![String::new(), "a".to_owned(), "b\na\na\nc\n".to_owned(), "a\na\nb".to_owned()];
    texts.push((0..99).map(|line| format!("{}\n", line % 10)).collect());
    texts.push((0..99).map(|line| format!("{}\n", line * 7 % 31)).collect());
    texts.extend(LAYOUTS.map(|layout| in_layout(&catalogs()[1], layout)));
    for old in &texts {
        for new in &texts {
            let diff = unified_diff(old, new, "x");
            assert_eq!(&patched(old, &diff), new, "{diff}");
            assert_eq!(diff.is_empty(), old == new);
        }
    }
}

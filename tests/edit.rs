//! Tests of changing the text of files: what is outside of a change stays, byte for byte.

#![allow(clippy::unwrap_used)]

use serde_json::Value as Json;
use soundtrack::edit::{Change, Step, Value, apply, format, get, to_text, unified_diff};
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

/// The paths of all lists, or of all objects, of a value.
fn paths(value: &Json, is_wanted: fn(&Json) -> bool) -> Vec<Vec<Step>> {
    fn walk(value: &Json, path: &mut Vec<Step>, is_wanted: fn(&Json) -> bool, found: &mut Vec<Vec<Step>>) {
        found.extend(is_wanted(value).then(|| path.clone()));
        let mut inner = |step: Step, value: &Json| {
            path.push(step);
            walk(value, path, is_wanted, found);
            path.pop();
        };
        match value {
            Json::Array(values) => {
                values.iter().enumerate().for_each(|(index, value)| inner(Step::Index(index), value));
            }
            Json::Object(entries) => {
                entries.iter().for_each(|(key, value)| inner(Step::Key(key.clone()), value));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, &mut Vec::new(), is_wanted, &mut found);
    found
}

fn at<'v>(value: &'v mut Json, path: &[Step]) -> &'v mut Json {
    path.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key],
        Step::Index(index) => &mut value[*index],
    })
}

/// The value of a text after one change, made in another way.
fn changed(text: &str, change: &Change) -> Json {
    let mut value = parse(text);
    let json = |value: &Value| parse(&to_text(value));
    match change {
        Change::Insert(path, index, new) => match at(&mut value, path) {
            Json::Array(list) => list.insert((*index).min(list.len()), json(new)),
            missing => *missing = Json::Array(vec![json(new)]),
        },
        Change::Set(path, key, new) => at(&mut value, path)[key] = json(new),
        Change::Remove(path, index) => drop(at(&mut value, path).as_array_mut().unwrap().remove(*index)),
    }
    value
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

fn entry() -> Value {
    let text = |text: &str| Value::Text(text.to_owned());
    Value::Object(vec![
        ("song".to_owned(), text("new")),
        ("scene".to_owned(), text("\"Snow\" \u{202e}\n")),
        ("sources".to_owned(), Value::List(vec![text("a"), text("b")])),
    ])
}

/// Seven edits of the list at a path: an entry before, between and behind the others, into an empty list, into one
/// that is missing; one is taken out; a key is set.
fn edits(value: &Json, path: &[Step]) -> Vec<Change> {
    let length = at(&mut value.clone(), path).as_array().unwrap().len();
    let insert = |index| Change::Insert(path.to_vec(), index, entry());
    let (last, above) = path.split_last().unwrap();
    let mut edits = vec![insert(0), insert(length / 2), insert(usize::MAX)];
    if length > 0 {
        edits.extend([Change::Remove(path.to_vec(), 0), Change::Remove(path.to_vec(), length - 1)]);
    }
    if let Step::Key(key) = last {
        edits.push(Change::Set(above.to_vec(), key.clone(), Value::Number(7)));
        edits.push(Change::Set(above.to_vec(), "note".to_owned(), Value::Text("é".to_owned())));
        let missing = above.iter().cloned().chain([Step::Key("missing".to_owned())]);
        edits.push(Change::Insert(missing.collect(), 3, entry()));
    }
    edits
}

#[test]
fn nothing_outside_of_a_change_is_touched() {
    let mut number = 0;
    for text in catalogs() {
        let value = parse(&text);
        let lists = paths(&value, Json::is_array);
        // Lists of one kind are alike: a share of those of a large catalog will do.
        let step = 1 + lists.len() / 4;
        for layout in LAYOUTS {
            let text = in_layout(&text, layout);
            assert_eq!(parse(&text), value);
            let is_ours = format(&text).unwrap() == text;
            for path in lists.iter().step_by(step) {
                for change in edits(&value, path) {
                    let new = apply(&text, std::slice::from_ref(&change)).unwrap();
                    let case = format!("{layout}: {change:?}\n{}", unified_diff(&text, &new, "x"));
                    assert_eq!(parse(&new), changed(&text, &change), "{case}");
                    let is_there = match &change {
                        Change::Set(path, key, _) => !at(&mut value.clone(), path)[key].is_null(),
                        _ => false,
                    };
                    let is_untouched = match change {
                        Change::Remove(..) => shared(&text, &new) == new.len(),
                        Change::Set(_, _, value) if is_there => {
                            is_ours || shared(&new, &text) + to_text(&value).trim_end().len() >= new.len()
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
        for path in paths(&value, Json::is_array).into_iter().step_by(29) {
            let length = at(&mut value.clone(), &path).as_array().unwrap().len();
            for index in (0..length).step_by(7) {
                let place: Vec<Step> = path.iter().cloned().chain([Step::Index(index)]).collect();
                let element = Value::Other(tokens(get(text, &place).unwrap()).concat());
                let without = apply(text, &[Change::Remove(path.clone(), index)]).unwrap();
                let again = apply(&without, &[Change::Insert(path.clone(), index, element)]).unwrap();
                assert_eq!(&again, text, "{layout}: {}", unified_diff(text, &again, "x"));
            }
        }
    }
}

#[test]
fn many_changes_are_made_at_once() {
    let key = |key: &str| Step::Key(key.to_owned());
    let text = "{\"a\": [1, 2, 3], \"b\": []}";
    let list = |name: &str| vec![key(name)];
    let number = |number| Value::Number(number);
    let changes = [
        Change::Remove(list("a"), 0),
        Change::Insert(list("a"), 0, number(8)),
        Change::Insert(list("a"), 3, number(9)),
        Change::Insert(list("a"), 3, number(10)),
        Change::Remove(list("a"), 2),
        Change::Insert(list("b"), 5, number(7)),
        Change::Insert(list("sources"), 0, number(6)),
    ];
    let new = apply(text, &changes).unwrap();
    assert_eq!(new, "{\"sources\": [6], \"a\": [8, 2, 9, 10], \"b\": [7]}");
    for changes in [
        &[Change::Remove(list("a"), 3)][..],
        &[Change::Insert(vec![key("a"), Step::Index(0)], 0, number(1))],
        &[Change::Set(list("a"), "x".to_owned(), number(1))],
        &[Change::Set(vec![], "a".to_owned(), number(1)), Change::Remove(list("a"), 0)],
        &[Change::Set(vec![], "c".to_owned(), number(1)), Change::Set(vec![], "c".to_owned(), number(2))],
        &[Change::Set(vec![], "c".to_owned(), Value::Other("{".to_owned()))],
    ] {
        assert!(apply(text, changes).is_err(), "{changes:?}");
    }
    assert!(apply("{", &[]).is_err());
}

#[test]
fn a_new_key_stands_where_the_format_has_it() {
    let text = "{ \"id\": \"x\", \"note\": \"y\", \"odd\": 1 }";
    let set = |key: &str| Change::Set(vec![], key.to_owned(), Value::Number(2));
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

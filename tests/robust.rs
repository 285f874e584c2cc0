//! Tests that truncated, mutated and repetitive files are rejected with a position and never panic.

#![allow(clippy::unwrap_used)]

use boon::{Compiler, Schemas};
use serde_json::Value;
use soundtrack::load::{self, Severity};

const FIXTURE: &str = include_str!("fixtures/harbour.json");

/// Whether a file is loaded without errors.
fn is_accepted(bytes: &[u8]) -> bool {
    let diagnostics = load::check_bytes("x.json", bytes);
    for diagnostic in &diagnostics {
        let printed = diagnostic.to_string();
        assert!(printed.starts_with("x.json:") || diagnostic.location.is_none());
    }
    let accepted = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let loaded = load::text("x.json", text).is_ok();
        assert_eq!(loaded, accepted, "what check says is what loading does: {text}");
    }
    accepted
}

#[test]
fn truncated_files_are_rejected() {
    let whole = FIXTURE.trim_end().as_bytes();
    for end in 0..whole.len() {
        assert!(!is_accepted(&whole[..end]), "cut at {end}");
    }
    assert!(is_accepted(whole));
}

/// Pseudorandom numbers, the same on every run (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "-1",
    "1e9",
    "0.5",
    "99999999999999999999",
    "\"id\"",
    "\"song\": \"zug\"",
    "\"number\": 1",
    "\"\"",
    "\\u0000",
    "\\",
    "\u{7f}",
    "\u{202e}",
    "é",
    "\n",
    "/*",
];

/// The fixture with one to three random changes.
fn mutated(random: &mut Random) -> Vec<u8> {
    let mut bytes = FIXTURE.as_bytes().to_vec();
    for _ in 0..=random.below(3) {
        let start = random.below(bytes.len());
        let end = (start + 1 + random.below(12)).min(bytes.len());
        match random.below(6) {
            0 => bytes[start] = random.below(256) as u8,
            1 => drop(bytes.drain(start..end)),
            2 => bytes.extend_from_within(start..end),
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(start..start, piece.bytes());
            }
            4 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(start..end, piece.bytes());
            }
            _ => {
                let other = random.below(bytes.len());
                bytes.swap(start, other);
            }
        }
    }
    bytes
}

/// Validates a text with the shipped schema, without errors for unknown keys.
fn schema() -> impl Fn(&[u8]) -> bool {
    let text = load::SCHEMA.replace("\"additionalProperties\": false", "\"additionalProperties\": true");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let schema: Value = serde_json::from_str(&text).unwrap();
    compiler.add_resource("schema.json", schema).unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    move |bytes| {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        serde_json::from_slice::<Value>(bytes)
            .is_ok_and(|instance| schemas.validate(&instance, index).is_ok())
    }
}

#[test]
fn invalid_mutations_are_never_accepted() {
    let is_valid = schema();
    let mut random = Random(0x5eed);
    let mut accepted = 0;
    for number in 0..10_000 {
        let bytes = mutated(&mut random);
        if is_accepted(&bytes) {
            accepted += 1;
            let text = String::from_utf8_lossy(&bytes);
            assert!(is_valid(&bytes), "number {number} is wrong: {text}");
        }
    }
    assert!((500..9_500).contains(&accepted), "{accepted} say little");
}

#[test]
fn deep_and_large_values_are_handled_quickly() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [200, 100_000] {
            let deep = format!("{}{}{}", open.repeat(depth), 1, close.repeat(depth));
            assert!(!is_accepted(deep.as_bytes()));
            assert!(!is_accepted(open.repeat(depth).as_bytes()));
            // The value of an unknown key is skipped at any depth.
            let inside = FIXTURE.replacen("\"format\": 1", &format!("\"x\": {deep}, \"format\": 1"), 1);
            assert!(is_accepted(inside.as_bytes()));
            let wrong = FIXTURE.replacen("\"Channel 9\"", &deep, 1);
            assert!(!is_accepted(wrong.as_bytes()));
        }
    }
    let cell = FIXTURE.replacen("Channel 9", &"channel ".repeat(200_000), 1);
    assert!(is_accepted(cell.as_bytes()));
    let nothing = FIXTURE.replacen("\"songs\": [", &format!("\"songs\": [{}", "0,".repeat(500_000)), 1);
    assert!(!is_accepted(nothing.as_bytes()));
}

/// A file of one show with these artists, songs and fields of its season.
fn show(artists: &str, songs: &str, season: &str) -> String {
    format!(
        r#"{{"format": 1, "show": {{"id": "x", "title": "X"}}, "artists": [{artists}], "songs": [{songs}], "seasons": [{{"number": 1{season}}}]}}"#
    )
}

/// These files would take minutes or gigabytes if checking were quadratic. The test passes if it ends soon.
#[test]
fn repetitive_files_take_linear_time() {
    let repeated = |entry: &str, times: usize| vec![entry; times].join(",");
    let long = "q".repeat(1_000_000);
    let twice =
        format!(r#"{{"id": "x", "name": "{long}"}},{}"#, repeated(r#"{"id": "x", "name": "b"}"#, 20_000));
    let alike =
        format!(r#"{{"id": "{long}", "name": "N"}},{}"#, repeated(r#"{"id": "a", "name": "n"}"#, 20_000));
    let episodes: Vec<String> =
        (0..20_000).map(|number| format!(r#"{{"number": {number}, "title": "T"}}"#)).collect();
    let ranges = format!(
        r#", "episodes": [{}, {{"title": "no number"}}], "unplaced": [{}]"#,
        episodes.join(","),
        repeated(r#"{"song": "s", "between": [30000, 30000]}"#, 20_000)
    );
    let credit = format!(r#"{{"id": "s", "title": "S", "credit": [{{"artist": "{long}"}}]}}"#);
    for (text, least) in [
        (show(&twice, "", ""), 10_000),
        (show(&alike, "", ""), 10_000),
        (show("", "", &ranges), 1),
        (show(&format!(r#"{{"id": "{long}q", "name": "A"}}"#), &credit, ""), 1),
    ] {
        let diagnostics = load::check_bytes("x.json", text.as_bytes());
        assert!(diagnostics.len() >= least, "{}", diagnostics.len());
        let printed: usize = diagnostics.iter().map(|diagnostic| diagnostic.to_string().len()).sum();
        assert!(printed < 10_000_000, "{printed}");
    }
}

#[test]
fn positions_are_those_of_the_first_occurrence() {
    let text = "{\"format\": 1, \"show\": {\"id\": \"x\", \"title\": 5,\n\"title\": \"A\"},\n\"odd\": 1,\n\"odd\": 2}";
    let diagnostics = load::check_bytes("x.json", text.as_bytes());
    let lines: Vec<usize> = diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.location.as_ref().map(|location| location.line))
        .collect();
    // The wrong title, its duplicate key and the unknown key, each at its first occurrence.
    assert_eq!(lines, [1, 1, 3], "{diagnostics:?}");
}

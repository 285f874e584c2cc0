//! Broken files: cut anywhere or changed at random, a file is refused with a place, or it is right; nothing panics.

#![allow(clippy::unwrap_used)]

use boon::{Compiler, Schemas};
use serde_json::Value;
use soundtrack::load::{self, Severity};

const FIXTURE: &str = include_str!("fixtures/harbour.json");

/// Whether a file would be used.
fn is_accepted(bytes: &[u8]) -> bool {
    let findings = load::check_bytes("x.json", bytes);
    for finding in &findings {
        let printed = finding.to_string();
        assert!(printed.starts_with("x.json:") || finding.place.is_none());
    }
    let accepted = findings
        .iter()
        .all(|finding| finding.severity != Severity::Error);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let loaded = load::text("x.json", text).is_ok();
        assert_eq!(
            loaded, accepted,
            "what check says is what loading does: {text}"
        );
    }
    accepted
}

#[test]
fn no_beginning_of_a_file_is_a_file() {
    let whole = FIXTURE.trim_end().as_bytes();
    for end in 0..whole.len() {
        assert!(!is_accepted(&whole[..end]), "cut at {end}");
    }
    assert!(is_accepted(whole));
}

/// Numbers that look random and are the same on every run (xorshift, Marsaglia 2003).
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

/// What the shipped schema says of a text, of which unknown keys are no errors.
fn schema() -> impl Fn(&[u8]) -> bool {
    let text = load::SCHEMA.replace(
        "\"additionalProperties\": false",
        "\"additionalProperties\": true",
    );
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
fn what_is_wrong_is_never_accepted() {
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
fn deep_and_large_values_end_quickly() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [200, 100_000] {
            let deep = format!("{}{}{}", open.repeat(depth), 1, close.repeat(depth));
            assert!(!is_accepted(deep.as_bytes()));
            assert!(!is_accepted(open.repeat(depth).as_bytes()));
            // What nobody reads is skipped, however deep.
            let inside =
                FIXTURE.replacen("\"format\": 1", &format!("\"x\": {deep}, \"format\": 1"), 1);
            assert!(is_accepted(inside.as_bytes()));
            let wrong = FIXTURE.replacen("\"Channel 9\"", &deep, 1);
            assert!(!is_accepted(wrong.as_bytes()));
        }
    }
    let cell = FIXTURE.replacen("Channel 9", &"channel ".repeat(200_000), 1);
    assert!(is_accepted(cell.as_bytes()));
    let nothing = FIXTURE.replacen(
        "\"songs\": [",
        &format!("\"songs\": [{}", "0,".repeat(500_000)),
        1,
    );
    assert!(!is_accepted(nothing.as_bytes()));
}

//! The parts of a JSON value as slices of its text: put together again they are that text.

use memchr::memchr2;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// A list or an object.
pub(super) struct Container<'t> {
    pub(super) is_object: bool,
    pub(super) items: Vec<Item<'t>>,
    /// What is before the closing bracket.
    pub(super) tail: &'t str,
}

/// An element of a list, or a key of an object with its value.
pub(super) struct Item<'t> {
    /// What is before it, from the bracket or from the end of the item before it: spaces and the comma.
    pub(super) gap: &'t str,
    /// The key with its quotes. Empty in a list, as is the colon.
    pub(super) key: &'t str,
    /// What is between key and value: the colon and spaces.
    pub(super) colon: &'t str,
    pub(super) value: &'t str,
}

impl<'t> Container<'t> {
    /// The parts of a value, unless it is a text, a number or a word. It must be JSON without spaces around it.
    pub(super) fn read(value: &'t str) -> Option<Self> {
        let is_object = value.starts_with('{');
        let mut rest = value.strip_prefix(['{', '['])?;
        let mut items = Vec::new();
        loop {
            let gap = take(&mut rest, |rest| spaces_and(rest, ','));
            if rest.is_empty() {
                return None;
            }
            if rest.starts_with(['}', ']']) {
                return Some(Self { is_object, items, tail: gap });
            }
            let (mut key, mut colon) = ("", "");
            if is_object {
                key = take(&mut rest, length);
                colon = take(&mut rest, |rest| spaces_and(rest, ':'));
            }
            let value = take(&mut rest, length);
            items.push(Item { gap, key, colon, value });
        }
    }

    pub(super) fn brackets(&self) -> (char, char) {
        if self.is_object { ('{', '}') } else { ('[', ']') }
    }

    /// The item with this key.
    pub(super) fn get(&self, key: &str) -> Option<&Item<'t>> {
        self.items.iter().find(|item| item.name() == key)
    }
}

impl<'t> Item<'t> {
    /// The key without quotes and escapes.
    pub(super) fn name(&self) -> Cow<'t, str> {
        if self.key.is_empty() { "".into() } else { unquoted(self.key) }
    }
}

/// The content of a JSON string, without quotes and escapes.
pub(super) fn unquoted(json: &str) -> Cow<'_, str> {
    match json.strip_prefix('"').and_then(|json| json.strip_suffix('"')) {
        Some(text) if !text.contains('\\') => text.into(),
        _ => serde_json::from_str::<String>(json).unwrap_or_default().into(),
    }
}

/// Divides the text of a file into its value, and what is before and behind that: a byte order mark and spaces.
/// Fails if it is not JSON.
pub(super) fn divide(text: &str) -> Result<(&str, &str, &str), String> {
    let json = text.trim_start_matches('\u{feff}');
    serde_json::from_str::<IgnoredAny>(json).map_err(|error| format!("this is not JSON: {error}"))?;
    let value = json.trim_matches([' ', '\t', '\n', '\r']);
    let start = text.len() - json.trim_start_matches([' ', '\t', '\n', '\r']).len();
    Ok((&text[..start], value, &text[start + value.len()..]))
}

fn take<'t>(rest: &mut &'t str, length: fn(&str) -> usize) -> &'t str {
    let (taken, after) = rest.split_at(length(rest));
    *rest = after;
    taken
}

fn spaces_and(text: &str, sign: char) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\n', '\r', sign]).len()
}

/// How long the value is that a text begins with.
fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at),
            b'[' | b'{' => (depth, at) = (depth + 1, at + 1),
            b']' | b'}' if depth > 0 => (depth, at) = (depth - 1, at + 1),
            b']' | b'}' | b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => return at,
            _ => {
                at += 1;
                continue;
            }
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

/// Where a string ends that begins at `start`.
pub(super) fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found + 1;
        if bytes[at - 1] == b'"' {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

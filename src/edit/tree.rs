//! A JSON value as it is written. The parts of the tree are slices of the text: put together again they are that
//! text.

use memchr::memchr2;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// How deep lists and objects may be in each other, as where catalogs are read.
const MAX_DEPTH: usize = 128;

/// A value, with its key if it is in an object.
#[derive(Clone, Default)]
pub(super) struct Node<'t> {
    /// What is before it, from the bracket or from the end of the value before it: spaces and the comma.
    pub(super) gap: Cow<'t, str>,
    /// The key with its quotes. Empty in a list, as is the colon.
    pub(super) key: Cow<'t, str>,
    /// What is between key and value: the colon and spaces.
    pub(super) colon: &'t str,
    /// The bracket that a list or an object begins with, or else the value: a text, a number or a word.
    pub(super) text: &'t str,
    pub(super) items: Vec<Node<'t>>,
    /// What is behind the items: spaces and the bracket, and all that is behind the value of a file.
    pub(super) tail: Cow<'t, str>,
}

impl<'t> Node<'t> {
    /// The value of a text, which may begin with a byte order mark. Fails if it is not JSON.
    pub(super) fn read(text: &'t str) -> Result<Self, String> {
        let json = text.trim_start_matches('\u{feff}');
        serde_json::from_str::<IgnoredAny>(json).map_err(|error| format!("this is not JSON: {error}"))?;
        let mut rest = json.trim_start_matches(SPACES);
        let gap = &text[..text.len() - rest.len()];
        let mut root = Self { gap: gap.into(), ..Self::parse(&mut rest, 0)? };
        root.tail += rest;
        Ok(root)
    }

    /// Takes a value from the beginning of JSON.
    fn parse(rest: &mut &'t str, depth: usize) -> Result<Self, String> {
        let mut node = Self { text: take(rest, length(rest)), ..Self::default() };
        if !node.is_list() && !node.is_object() {
            return Ok(node);
        }
        if depth == MAX_DEPTH {
            return Err(format!("lists and objects are more than {MAX_DEPTH} deep in each other"));
        }
        loop {
            let gap = spaces_and(rest, ',');
            if rest[gap..].starts_with(['}', ']']) {
                node.tail = take(rest, gap + 1).into();
                return Ok(node);
            }
            let gap = take(rest, gap).into();
            let key = take(rest, if node.is_object() { length(rest) } else { 0 }).into();
            let colon = take(rest, if node.is_object() { spaces_and(rest, ':') } else { 0 });
            node.items.push(Self { gap, key, colon, ..Self::parse(rest, depth + 1)? });
        }
    }

    pub(super) fn is_list(&self) -> bool {
        self.text == "["
    }

    pub(super) fn is_object(&self) -> bool {
        self.text == "{"
    }

    /// The bracket that it ends with. Empty if it has none.
    pub(super) fn end(&self) -> &'static str {
        match self.text {
            "[" => "]",
            "{" => "}",
            _ => "",
        }
    }

    /// Its key without quotes and escapes.
    pub(super) fn name(&self) -> Cow<'_, str> {
        unquoted(&self.key)
    }

    /// Whether it is this text.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text.starts_with('"') && unquoted(self.text) == text
    }

    /// The index of the item with this key, or of an element with this number. If a key is there twice, the last
    /// one counts.
    pub(super) fn index_of(&self, step: &str) -> Option<usize> {
        if self.is_object() {
            return self.items.iter().rposition(|item| item.name() == step);
        }
        step.parse().ok().filter(|&index| index < self.items.len())
    }

    /// The value behind some steps.
    pub(super) fn at(&self, steps: &[Cow<'_, str>]) -> Option<&Self> {
        steps.iter().try_fold(self, |node, step| Some(&node.items[node.index_of(step)?]))
    }

    /// The same, to be changed.
    pub(super) fn at_mut(&mut self, steps: &[Cow<'_, str>]) -> Option<&mut Self> {
        let mut node = self;
        for step in steps {
            let index = node.index_of(step)?;
            node = &mut node.items[index];
        }
        Some(node)
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.at(&[key.into()])
    }

    /// The value as it is written, and what is behind it if it is that of a file.
    pub(super) fn value(&self) -> String {
        let mut text = String::new();
        self.write_value(&mut text);
        text
    }

    fn write_value(&self, text: &mut String) {
        text.push_str(self.text);
        for item in &self.items {
            [&*item.gap, &*item.key, item.colon].iter().for_each(|part| text.push_str(part));
            item.write_value(text);
        }
        text.push_str(&self.tail);
    }
}

/// The steps of a JSON pointer, such as `/seasons/0/number`.
pub(super) fn steps(pointer: &str) -> Vec<Cow<'_, str>> {
    let unescaped = |step: &'_ str| step.replace("~1", "/").replace("~0", "~");
    let steps = pointer.split('/').skip(1);
    steps.map(|step| if step.contains('~') { unescaped(step).into() } else { step.into() }).collect()
}

/// The content of a JSON string, without quotes and escapes. Other values are as they are written.
pub(super) fn unquoted(json: &str) -> Cow<'_, str> {
    match json.strip_prefix('"').and_then(|json| json.strip_suffix('"')) {
        Some(text) if !text.contains('\\') => text.into(),
        Some(_) => serde_json::from_str::<String>(json).unwrap_or_default().into(),
        None => json.into(),
    }
}

const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];

fn take<'t>(rest: &mut &'t str, length: usize) -> &'t str {
    let (taken, after) = rest.split_at(length);
    *rest = after;
    taken
}

fn spaces_and(text: &str, sign: char) -> usize {
    text.len() - text.trim_start_matches(SPACES).trim_start_matches(sign).trim_start_matches(SPACES).len()
}

/// How long the bracket, text, number or word is that JSON begins with.
fn length(json: &str) -> usize {
    match json.as_bytes().first() {
        Some(b'"') => end_of_string(json.as_bytes()),
        Some(b'[' | b'{') => 1,
        _ => json.find([',', ']', '}', ' ', '\t', '\n', '\r']).unwrap_or(json.len()),
    }
}

/// Where the string ends that JSON begins with.
fn end_of_string(json: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = json.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found + 1;
        if json[at - 1] == b'"' {
            return at;
        }
        at += 1;
    }
    json.len()
}

//! Gives an artist, a song or a source another id, everywhere in a file.

use super::tree::{Node, unquoted};
use super::{Change, apply, format, json};
use crate::error::{Error, count};
use crate::text::{is_slug, suggest, truncate};
use clap::ValueEnum;

/// What has an id that can be renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// An artist
    Artist,
    /// A song
    Song,
    /// A source
    Source,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Artist => "artist",
            Self::Song => "song",
            Self::Source => "source",
        }
    }

    /// Whether the texts that are the value of this key, or are in its list, are ids of this kind.
    fn is_referred_to(self, key: &str) -> bool {
        match self {
            Self::Artist => matches!(key, "artist" | "credit"),
            Self::Song => key == "song",
            Self::Source => key == "sources",
        }
    }
}

/// A text with another id.
#[derive(Debug)]
pub struct Renamed {
    /// The new text.
    pub text: String,
    /// In how many places the id was used.
    pub uses: usize,
    /// What was not taken over from the entry that is merged with another.
    pub notes: Vec<String>,
}

/// Gives the entry with the id `old` the id `new`, and changes all references to it. If there is an entry with the
/// new id, both are merged, or it is an error: the values of the new id stay, those that it lacks are added, and
/// lists are joined.
pub fn rename(text: &str, kind: Kind, old: &str, new: &str, merge: bool) -> Result<Renamed, Error> {
    let word = kind.word();
    if !is_slug(new) {
        return Err(Error::usage(format!("`{new}` is no id: an id has small letters, digits and dashes")));
    }
    let root = Node::read(text).map_err(Error::data)?;
    let section = format!("{word}s");
    let entries = root.get(&section).map_or(&[][..], |list| &list.items);
    let place = |id: &str| entries.iter().position(|entry| entry.get("id").is_some_and(|own| own.is(id)));
    let Some(from) = place(old) else {
        let ids: Vec<_> = entries.iter().filter_map(|entry| Some(unquoted(entry.get("id")?.text))).collect();
        let error = Error::unknown_name(format!("the file has no {word} `{old}`"));
        return Err(error.suggesting(&suggest(old, ids.iter().map(|id| &**id))));
    };
    let path = |index| format!("/{section}/{index}");
    let mut notes = Vec::new();
    let changes = match place(new) {
        Some(to) if to == from => Vec::new(),
        None => vec![Change::Set(path(from) + "/id", json(&new.into()))],
        Some(_) if !merge => {
            let error = Error::usage(format!(
                "there is {} {word} `{new}` already",
                if word == "artist" { "an" } else { "a" }
            ));
            return Err(error.with_hint(format!("`--merge` makes one {word} of both")));
        }
        Some(to) => {
            let mut changes = vec![Change::Remove(path(from))];
            for (key, kept, other) in merge_entries(&entries[from], &entries[to], &path(to), &mut changes) {
                notes.push(format!("`{new}` keeps its {key} {kept}; `{old}` had {other}"));
            }
            changes
        }
    };
    let changed = apply(text, &changes).map_err(Error::data)?;
    let mut root = Node::read(&changed).map_err(Error::data)?;
    let id = json(&new.into());
    let uses = replace(&mut root, kind, "", old, (new, &id));
    let renamed = format!("{}{}", root.gap, root.value());
    let is_ours = format(text).is_ok_and(|formatted| formatted == text);
    let text = if is_ours { format(&renamed).map_err(Error::data)? } else { renamed };
    Ok(Renamed { text, uses, notes })
}

/// Changes an entry so that it takes over what it lacks of another one. Returns each key of which both have a value,
/// with the one that is kept and the other.
fn merge_entries(
    from: &Node<'_>,
    to: &Node<'_>,
    path: &str,
    changes: &mut Vec<Change>,
) -> Vec<(String, String, String)> {
    let mut kept = Vec::new();
    for item in from.items.iter().filter(|item| item.name() != "id") {
        let key = item.name().into_owned();
        let place = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
        match to.get(&key) {
            None => changes.push(Change::Set(place, item.value())),
            // A credit is one statement.
            Some(there) if item.is_list() && there.is_list() && key != "credit" => {
                let is_new = |new: &&Node<'_>| there.items.iter().all(|old| flat(old) != flat(new));
                let missing = item.items.iter().filter(is_new);
                changes.extend(missing.map(|new| Change::Insert(place.clone(), usize::MAX, new.value())));
            }
            Some(there) if flat(item) == flat(there) => {}
            Some(there) => kept.push((key, short(there), short(item))),
        }
    }
    kept
}

/// A value without differences of layout and escapes.
fn flat(node: &Node<'_>) -> serde_json::Value {
    serde_json::from_str(&node.value()).unwrap_or_default()
}

fn short(node: &Node<'_>) -> String {
    truncate(&node.value(), 60).into_owned()
}

/// Replaces references in the value of a key, or in an element of its list, with the new id, which is also given as
/// JSON. Returns how many there were. No list names the new id twice because of that.
fn replace<'t>(node: &mut Node<'t>, kind: Kind, key: &str, old: &str, new: (&str, &'t str)) -> usize {
    let is_reference = kind.is_referred_to(key);
    if is_reference && node.is(old) {
        node.text = new.1;
        return 1;
    }
    let mut uses = 0;
    if is_reference && node.is_list() && old != new.0 && node.items.iter().any(|item| item.is(new.0)) {
        let gap = node.items[0].gap.clone();
        let length = node.items.len();
        node.items.retain(|item| !item.is(old));
        uses = length - node.items.len();
        node.items[0].gap = gap;
    }
    let is_list = node.is_list();
    for item in &mut node.items {
        let name = item.name().into_owned();
        uses += replace(item, kind, if is_list { key } else { &name }, old, new);
    }
    uses
}

impl Renamed {
    /// What was done, in a few words.
    pub fn summary(&self) -> String {
        format!("the id was used in {}", count(self.uses, "place"))
    }
}

//! Gives an artist, a song or a source another id, everywhere in a file.

use super::parts::{Container, Item, divide, unquoted};
use super::{Change, Step, Value, apply, format, quoted};
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
    let (_, catalog, _) = divide(text).map_err(Error::data)?;
    let section = format!("{word}s");
    let entries = Container::read(catalog).and_then(|catalog| Container::read(catalog.get(&section)?.value));
    let entries = entries.map_or_else(Vec::new, |list| list.items);
    let ids = entries.iter().map(|entry| Some(unquoted(Container::read(entry.value)?.get("id")?.value)));
    let ids: Vec<String> = ids.map(|id| id.unwrap_or_default().into_owned()).collect();
    let place = |id: &str| ids.iter().position(|other| other == id);
    let Some(from) = place(old) else {
        let error = Error::unknown_name(format!("the file has no {word} `{old}`"));
        return Err(error.suggesting(&suggest(old, ids.iter().map(String::as_str))));
    };
    let path = |index| vec![Step::Key(section.clone()), Step::Index(index)];
    let mut notes = Vec::new();
    let changes = match place(new) {
        Some(to) if to == from => Vec::new(),
        None => vec![Change::Set(path(from), "id".to_owned(), Value::Text(new.to_owned()))],
        Some(_) if !merge => {
            let error = Error::usage(format!(
                "there is {} {word} `{new}` already",
                if word == "artist" { "an" } else { "a" }
            ));
            return Err(error.with_hint(format!("`--merge` makes one {word} of both")));
        }
        Some(to) => {
            let (changes, kept) = merged(&entries[from], &entries[to], &path(to));
            let note = |(key, kept, other): (String, String, String)| {
                format!("`{new}` keeps its {key} {kept}; `{old}` had {other}")
            };
            notes.extend(kept.into_iter().map(note));
            changes.into_iter().chain([Change::Remove(vec![Step::Key(section.clone())], from)]).collect()
        }
    };
    let is_ours = format(text).is_ok_and(|formatted| formatted == text);
    let changed = apply(text, &changes).map_err(Error::data)?;
    let (before, value, after) = divide(&changed).map_err(Error::data)?;
    let mut references = References { kind, old, new, text: before.to_owned(), uses: 0 };
    references.write(value, "");
    let text = references.text + after;
    let text = if is_ours { format(&text).map_err(Error::data)? } else { text };
    Ok(Renamed { text, uses: references.uses, notes })
}

/// The changes of an entry that takes over what it lacks of another one, and for each key of which both have a value
/// the one that is kept and the other.
fn merged(from: &Item<'_>, to: &Item<'_>, path: &[Step]) -> (Vec<Change>, Vec<(String, String, String)>) {
    let (mut changes, mut kept) = (Vec::new(), Vec::new());
    let (Some(from), Some(to)) = (Container::read(from.value), Container::read(to.value)) else {
        return (changes, kept);
    };
    for item in from.items.iter().filter(|item| item.name() != "id") {
        let key = item.name().into_owned();
        let Some(there) = to.get(&key) else {
            changes.push(Change::Set(path.to_vec(), key, Value::Other(item.value.to_owned())));
            continue;
        };
        let lists = (Container::read(item.value), Container::read(there.value));
        match lists {
            // A credit is one statement.
            (Some(new), Some(old)) if !new.is_object && !old.is_object && key != "credit" => {
                let list = [path, &[Step::Key(key)]].concat();
                let is_new = |new: &&Item<'_>| old.items.iter().all(|old| flat(old.value) != flat(new.value));
                let missing = new.items.iter().filter(is_new).map(|new| Value::Other(new.value.to_owned()));
                changes.extend(missing.map(|value| Change::Insert(list.clone(), usize::MAX, value)));
            }
            _ if flat(item.value) == flat(there.value) => {}
            _ => kept.push((key, short(there.value), short(item.value))),
        }
    }
    (changes, kept)
}

/// A value without differences of layout and escapes.
fn flat(value: &str) -> serde_json::Value {
    serde_json::from_str(value).unwrap_or_default()
}

fn short(value: &str) -> String {
    truncate(value, 60).into_owned()
}

/// Copies a text with other references.
struct References<'a> {
    kind: Kind,
    old: &'a str,
    new: &'a str,
    text: String,
    uses: usize,
}

impl References<'_> {
    /// Writes the value of a key, or of an element of its list.
    fn write(&mut self, value: &str, key: &str) {
        let is_reference = self.kind.is_referred_to(key);
        let Some(container) = Container::read(value) else {
            if is_reference && value.starts_with('"') && unquoted(value) == self.old {
                self.uses += 1;
                self.text += &quoted(self.new);
            } else {
                self.text += value;
            }
            return;
        };
        let (open, close) = container.brackets();
        self.text.push(open);
        let is = |item: &Item<'_>, id: &str| item.value.starts_with('"') && unquoted(item.value) == id;
        // No list names an id twice because of the new one.
        let is_double = is_reference && container.items.iter().any(|item| is(item, self.new));
        let mut gap = container.items.first().map(|item| item.gap);
        for item in &container.items {
            if is_double && !container.is_object && self.old != self.new && is(item, self.old) {
                self.uses += 1;
                continue;
            }
            self.text += gap.take().unwrap_or(item.gap);
            self.text += item.key;
            self.text += item.colon;
            if container.is_object {
                self.write(item.value, &item.name());
            } else {
                self.write(item.value, key);
            }
        }
        self.text += container.tail;
        self.text.push(close);
    }
}

impl Renamed {
    /// What was done, in a few words.
    pub fn summary(&self) -> String {
        format!("the id was used in {}", count(self.uses, "place"))
    }
}

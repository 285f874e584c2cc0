//! Changes parts of a text and copies the rest.

use super::layout::{Role, Style, format};
use super::parts::{Container, Item, divide};
use super::{Change, Step, quoted};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The text with some changes. Nothing outside of them is touched; what is new looks like its neighbours. A text
/// in the layout of [`format()`] keeps that layout.
///
/// Fails if the text is not JSON, if it does not have a place that a change names, or if two changes contradict
/// each other.
pub fn apply(text: &str, changes: &[Change]) -> Result<String, String> {
    let (before, value, after) = divide(text)?;
    let mut edit = Edit::default();
    for change in changes {
        edit.add(change)?;
    }
    let mut new = String::with_capacity(text.len() + 256 * changes.len());
    let splice = Splice { style: Style::of(text) };
    new.push_str(before);
    splice.write(value, &edit, Place::ROOT, &mut new)?;
    new.push_str(after);
    divide(&new)?;
    if format(text)? == text { format(&new) } else { Ok(new) }
}

/// All changes of one value.
#[derive(Default)]
struct Edit<'c> {
    members: BTreeMap<&'c str, Edit<'c>>,
    elements: BTreeMap<usize, Edit<'c>>,
    /// The values to insert before each element, as JSON.
    inserted: BTreeMap<usize, Vec<String>>,
    /// The value to write instead, as JSON.
    replaced: Option<String>,
    is_removed: bool,
}

impl<'c> Edit<'c> {
    fn add(&mut self, change: &'c Change) -> Result<(), String> {
        let (Change::Insert(path, ..) | Change::Set(path, ..) | Change::Remove(path, _)) = change;
        let mut edit = self;
        for step in path {
            edit = match step {
                Step::Key(key) => edit.members.entry(key).or_default(),
                Step::Index(index) => edit.elements.entry(*index).or_default(),
            };
        }
        match change {
            Change::Insert(_, index, value) => edit.inserted.entry(*index).or_default().push(value.to_json()),
            Change::Set(_, key, value) => {
                let edit = edit.members.entry(key).or_default();
                if edit.replaced.replace(value.to_json()).is_some() {
                    return Err(format!("`{key}` is set twice"));
                }
            }
            Change::Remove(_, index) => edit.elements.entry(*index).or_default().is_removed = true,
        }
        Ok(())
    }

    /// The value that is made where there is none.
    fn make(&self) -> Result<String, String> {
        if let Some(value) = &self.replaced {
            return Ok(value.clone());
        }
        if !self.elements.is_empty() {
            return Err(NO_ELEMENT.to_owned());
        }
        if !self.members.is_empty() {
            let mut members: Vec<(&&str, &Self)> = self.members.iter().collect();
            members.sort_by_key(|(key, _)| rank(key));
            let make = |(key, edit): (&&str, &Self)| Ok(format!("{}:{}", quoted(key), edit.make()?));
            let members: Result<Vec<String>, String> = members.into_iter().map(make).collect();
            return Ok(format!("{{{}}}", members?.join(",")));
        }
        Ok(format!(
            "[{}]",
            self.inserted.values().flatten().map(String::as_str).collect::<Vec<_>>().join(",")
        ))
    }

    /// Fails if the value is to be replaced or removed, and something in it changed.
    fn check(&self) -> Result<(), String> {
        let kinds = [!self.members.is_empty(), !self.elements.is_empty() || !self.inserted.is_empty()];
        let kinds = kinds.into_iter().chain([self.replaced.is_some(), self.is_removed]);
        if kinds.filter(|is_used| *is_used).count() > 1 {
            return Err("two changes are about the same place".to_owned());
        }
        Ok(())
    }
}

/// Where a value is, and where to look for similar ones.
#[derive(Clone, Copy)]
struct Place<'a, 't> {
    role: Role,
    /// The indentation of its line.
    indent: &'t str,
    /// The elements that are next to the one that this value is, or is in.
    neighbours: &'a [&'t str],
    /// The key of this value in its element.
    key: Option<&'a str>,
}

impl<'t> Place<'_, 't> {
    const ROOT: Self = Self { role: Role::Catalog, indent: "", neighbours: &[], key: None };

    /// The similar values.
    fn examples(&self) -> Vec<&'t str> {
        match self.key {
            None => self.neighbours.to_vec(),
            Some(key) => values_of(self.neighbours, key),
        }
    }
}

/// The values that some objects have for a key.
fn values_of<'t>(objects: &[&'t str], key: &str) -> Vec<&'t str> {
    let value = |object: &&'t str| Some(Container::read(object)?.get(key)?.value);
    objects.iter().filter_map(value).collect()
}

/// How many elements on either side are looked at for an example.
const NEAR: usize = 3;

/// The elements next to the place of the one with this index, nearest first, without that one.
fn neighbours<'t>(items: &[Item<'t>], index: usize, is_new: bool) -> Vec<&'t str> {
    let before = (1..=NEAR).map(|step| index.checked_sub(step));
    let after = (0..NEAR).map(|step| index.checked_add(step + usize::from(!is_new)));
    let nearest = before.zip(after).flat_map(|(before, after)| [before, after]).flatten();
    nearest.filter_map(|index| items.get(index)).map(|item| item.value).collect()
}

/// The indentation that a gap ends with, or the one of the line before.
fn indent_behind<'t>(gap: &'t str, indent: &'t str) -> &'t str {
    gap.rsplit_once('\n').map_or(indent, |(_, spaces)| spaces.trim_start_matches([',', '\r']))
}

/// A part of a list or an object while it is put together.
enum Piece<'a, 't> {
    /// An item that was there, with its index.
    Old(usize, &'a Item<'t>),
    /// The number of old items before it, its key, and its value as JSON.
    New(usize, &'a str, String),
}

struct Splice<'t> {
    style: Style<'t>,
}

impl<'t> Splice<'t> {
    /// Writes an old value with its changes.
    fn write(
        &self,
        value: &'t str,
        edit: &Edit<'_>,
        place: Place<'_, 't>,
        text: &mut String,
    ) -> Result<(), String> {
        edit.check()?;
        if let Some(new) = &edit.replaced {
            self.write_new(new, &[value], place.role, place.indent, text);
            return Ok(());
        }
        let is_object = !edit.members.is_empty();
        if !is_object && edit.elements.is_empty() && edit.inserted.is_empty() {
            text.push_str(value);
            return Ok(());
        }
        let container = Container::read(value).filter(|container| container.is_object == is_object);
        let container = container.ok_or("a change is about a list or an object that is something else")?;
        if container.items.is_empty() {
            self.write_new(&edit.make()?, &place.examples(), place.role, place.indent, text);
            return Ok(());
        }
        let pieces = if is_object { members(&container, edit)? } else { elements(&container, edit)? };
        let (open, close) = container.brackets();
        text.push(open);
        for (number, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Old(index, item) => {
                    let is_moved = (*index == 0) != (number == 0);
                    text.push_str(&if is_moved { self.gap(&container, number, 0) } else { item.gap.into() });
                    text.push_str(item.key);
                    text.push_str(item.colon);
                    self.write_inside(&container, *index, edit, place, text)?;
                }
                Piece::New(index, key, value) => {
                    let near = match is_object {
                        true => place.examples(),
                        false => neighbours(&container.items, *index, true),
                    };
                    let gap = gap_before(key, &near).filter(|_| number > 0);
                    let gap = gap.map_or_else(|| self.gap(&container, number, *index), Cow::from);
                    text.push_str(&gap);
                    let indent = indent_behind(&gap, place.indent);
                    let role = place.role.of(&container).child(key);
                    if is_object {
                        text.push_str(&quoted(key));
                        text.push_str(container.items[index.saturating_sub(1)].colon);
                        self.write_new(value, &values_of(&near, key), role, indent, text);
                    } else {
                        self.write_new(value, &near, role, indent, text);
                    }
                }
            }
        }
        text.push_str(if pieces.is_empty() { "" } else { container.tail });
        text.push(close);
        Ok(())
    }

    /// Writes the value of an old item with its changes.
    fn write_inside(
        &self,
        container: &Container<'t>,
        index: usize,
        edit: &Edit<'_>,
        place: Place<'_, 't>,
        text: &mut String,
    ) -> Result<(), String> {
        let item = &container.items[index];
        let name = item.name();
        let edit = if container.is_object { edit.members.get(&*name) } else { edit.elements.get(&index) };
        let Some(edit) = edit else {
            text.push_str(item.value);
            return Ok(());
        };
        let role = place.role.of(container).child(&name);
        let indent = indent_behind(item.gap, place.indent);
        if container.is_object {
            let neighbours = if place.key.is_none() { place.neighbours } else { &[] };
            self.write(item.value, edit, Place { role, indent, neighbours, key: Some(&name) }, text)
        } else {
            let neighbours = &neighbours(&container.items, index, false);
            self.write(item.value, edit, Place { role, indent, neighbours, key: None }, text)
        }
    }

    /// Writes a new value, given as JSON without spaces, in the way of the first example of its kind.
    fn write_new(&self, value: &str, examples: &[&str], role: Role, indent: &str, text: &mut String) {
        let new = Container::read(value).filter(|new| !new.items.is_empty());
        let is_alike = |new: &Container<'_>, example: &Container<'_>| {
            example.is_object == new.is_object && !example.items.is_empty()
        };
        let example = new.and_then(|new| {
            let mut alike = examples.iter().filter_map(|example| Container::read(example));
            alike.find(|example| is_alike(&new, example)).map(|example| (new, example))
        });
        let Some((new, example)) = example else {
            return self.style.write(value, role, indent, text);
        };
        let (open, close) = new.brackets();
        text.push(open);
        for (number, item) in new.items.iter().enumerate() {
            let name = item.name();
            let gap = gap_before(&name, examples).filter(|_| number > 0);
            let gap = gap.map_or_else(|| self.gap(&example, number, number), Cow::from);
            text.push_str(&gap);
            let nested = if new.is_object {
                text.push_str(item.key);
                text.push_str(example.get(&name).unwrap_or(&example.items[0]).colon);
                values_of(examples, &name)
            } else {
                neighbours(&example.items, 0, true)
            };
            let indent = indent_behind(&gap, indent);
            self.write_new(item.value, &nested, role.of(&new).child(&name), indent, text);
        }
        text.push_str(example.tail);
        text.push(close);
    }

    /// What to write before the item with this number, which is put before the old one with an index.
    fn gap<'c>(&self, container: &Container<'c>, number: usize, index: usize) -> Cow<'c, str> {
        let items = &container.items;
        if number == 0 {
            return items[0].gap.into();
        }
        match items.get(index.clamp(1, (items.len() - 1).max(1))) {
            Some(item) => item.gap.into(),
            None if items[0].gap.contains('\n') => format!(",{}", items[0].gap).into(),
            None => self.style.comma.to_owned().into(),
        }
    }
}

/// What some object has before this key, if the key is not its first one.
fn gap_before<'t>(key: &str, objects: &[&'t str]) -> Option<&'t str> {
    let gap = |object: &&'t str| {
        let object = Container::read(object).filter(|object| object.is_object)?;
        Some(object.items.iter().skip(1).find(|item| item.name() == key)?.gap)
    };
    objects.iter().find_map(gap)
}

/// The items of an object with its new keys, each behind those that come before it in [`ORDER`].
fn members<'a, 't>(container: &'a Container<'t>, edit: &Edit<'a>) -> Result<Vec<Piece<'a, 't>>, String> {
    let names: Vec<Cow<'_, str>> = container.items.iter().map(Item::name).collect();
    let mut known: Vec<&str> = names.iter().map(|name| &**name).collect();
    known.sort_unstable();
    if let Some(twice) = known.windows(2).find(|two| two[0] == two[1] && edit.members.contains_key(two[0])) {
        return Err(format!("the key `{}` is there twice", twice[0]));
    }
    let mut new: Vec<(usize, &str, String)> = Vec::new();
    for (key, edit) in edit.members.iter().filter(|(key, _)| known.binary_search(key).is_err()) {
        let last = names.iter().rposition(|name| rank(name) <= rank(key));
        new.push((last.map_or(0, |last| last + 1), key, edit.make()?));
    }
    new.sort_by_key(|(index, key, _)| (*index, rank(key)));
    let mut new = new.into_iter().peekable();
    let mut pieces = Vec::new();
    for (index, item) in container.items.iter().enumerate() {
        while let Some((index, key, value)) = new.next_if(|(before, ..)| *before == index) {
            pieces.push(Piece::New(index, key, value));
        }
        pieces.push(Piece::Old(index, item));
    }
    pieces.extend(new.map(|(index, key, value)| Piece::New(index, key, value)));
    Ok(pieces)
}

/// The elements of a list without those that are removed, with the new ones.
fn elements<'a, 't>(container: &'a Container<'t>, edit: &Edit<'a>) -> Result<Vec<Piece<'a, 't>>, String> {
    let length = container.items.len();
    if edit.elements.keys().any(|&index| index >= length) {
        return Err(NO_ELEMENT.to_owned());
    }
    let new = |&(at, value): &(usize, &String)| Piece::New(at, "", value.clone());
    let mut inserted = edit
        .inserted
        .iter()
        .flat_map(|(index, values)| values.iter().map(|value| ((*index).min(length), value)))
        .peekable();
    let mut pieces = Vec::new();
    for (index, item) in container.items.iter().enumerate() {
        while let Some(value) = inserted.next_if(|(before, _)| *before == index) {
            pieces.push(new(&value));
        }
        if edit.elements.get(&index).is_some_and(|edit| edit.is_removed) {
            edit.elements[&index].check()?;
        } else {
            pieces.push(Piece::Old(index, item));
        }
    }
    pieces.extend(inserted.map(|value| new(&value)));
    Ok(pieces)
}

const NO_ELEMENT: &str = "a change is about an element that is not there";

/// The keys of the format in an order that is right for every kind of record.
const ORDER: [&str; 47] = [
    "$schema",
    "format",
    "show",
    "id",
    "number",
    "song",
    "title",
    "name",
    "kind",
    "url",
    "sort",
    "aliases",
    "members",
    "network",
    "country",
    "creators",
    "composers",
    "music_supervisors",
    "editors",
    "artist",
    "as",
    "join",
    "role",
    "credit",
    "contributors",
    "length",
    "album",
    "origin",
    "released",
    "isrc",
    "between",
    "time",
    "usage",
    "scene",
    "characters",
    "air_date",
    "directors",
    "placements",
    "episodes",
    "unplaced",
    "mbid",
    "links",
    "note",
    "sources",
    "artists",
    "songs",
    "seasons",
];

/// The position of a key among the keys of its object. Unknown keys are last.
fn rank(key: &str) -> usize {
    ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that the order has all `properties` of a schema.
    fn check(schema: &str, key: &str) {
        let Some(container) = Container::read(schema) else { return };
        for item in &container.items {
            let name = item.name();
            assert!(key != "properties" || ORDER.contains(&&*name), "{name}");
            check(item.value, &name);
        }
    }

    #[test]
    fn all_keys_of_the_format_have_a_place() {
        check(divide(include_str!("../../data/catalog.schema.json")).unwrap().1, "");
    }
}

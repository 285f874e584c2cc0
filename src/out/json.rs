//! JSON and JSON lines. All values are complete; characters that could control a terminal are escaped.

use crate::text::sanitize;
use crate::view::{Body, Card, Cell, Link, Table, View};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::io::{self, Write};

/// Writes an array, with one object per line.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "[")?;
    let mut end = "]";
    each(view, |number, object| {
        end = "\n]";
        write!(out, "{}", if number == 0 { "\n" } else { ",\n" })?;
        object_to(object, out)
    })?;
    writeln!(out, "{end}")
}

/// Writes one object per line, without an array.
pub(super) fn write_lines(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    each(view, |_, object| {
        object_to(object, out)?;
        writeln!(out)
    })
}

fn each(view: &View<'_>, mut write: impl FnMut(usize, &Object<'_, '_>) -> io::Result<()>) -> io::Result<()> {
    match view {
        View::Table(table) => {
            let columns = table.data_columns();
            (0..table.len()).try_for_each(|row| write(row, &Object::Row(table, &columns, row)))
        }
        View::Cards(cards) => {
            cards.iter().enumerate().try_for_each(|(number, card)| write(number, &Object::Card(card)))
        }
    }
}

fn object_to(object: &Object<'_, '_>, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string(object)?;
    out.write_all(sanitize::escape_json(&json).as_bytes())
}

enum Object<'v, 'c> {
    Row(&'v Table<'c>, &'v [usize], usize),
    Card(&'v Card<'c>),
}

impl Serialize for Object<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A map keeps the order of the columns; a `Value` would sort them.
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Row(table, columns, row) => {
                for &column in *columns {
                    map.serialize_entry(table.headings()[column].key, &Json(&table.cell(*row, column)))?;
                }
            }
            Self::Card(card) => {
                for field in &card.fields {
                    map.serialize_entry(field.key, &Json(&field.cell))?;
                }
                for section in &card.sections {
                    map.serialize_entry(section.key, &Json(&section.body))?;
                }
            }
        }
        map.end()
    }
}

struct Json<'v, T>(&'v T);

impl Serialize for Json<'_, Cell<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_none(),
            Cell::Shown(value, _) => Json(&**value).serialize(serializer),
            Cell::Artist { id, name } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("id", id)?;
                map.serialize_entry("name", name)?;
                map.end()
            }
            Cell::Source(source) => Json(&Link::to(source)).serialize(serializer),
            Cell::Object(values) => {
                serializer.collect_map(values.iter().map(|(key, value)| (key, Json(value))))
            }
            Cell::Count(number) | Cell::Bar { part: number, .. } => serializer.serialize_u64(*number as u64),
            Cell::List(items) => serializer.collect_seq(items.iter().map(Json)),
            Cell::Score(score) => serializer.serialize_f64(*score),
            Cell::Marked { label: Some(label), text, marks } => {
                let mut map = serializer.serialize_map(Some(3))?;
                map.serialize_entry("field", label)?;
                map.serialize_entry("text", text)?;
                let letters = |end: usize| text[..end].chars().count();
                let ranges = marks.iter().map(|mark| [letters(mark.start), letters(mark.end)]);
                map.serialize_entry("ranges", &ranges.collect::<Vec<_>>())?;
                map.end()
            }
            Cell::Marked { label: None, .. }
            | Cell::Text(_)
            | Cell::Song(_)
            | Cell::Credit(_)
            | Cell::Place(_)
            | Cell::Time(_)
            | Cell::Date(_) => serializer.serialize_str(&self.0.text()),
        }
    }
}

impl Serialize for Json<'_, Body<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Body::Table(table) => {
                let columns = table.data_columns();
                let mut rows = serializer.serialize_seq(Some(table.len()))?;
                (0..table.len())
                    .try_for_each(|row| rows.serialize_element(&Object::Row(table, &columns, row)))?;
                rows.end()
            }
            Body::Links(links) => serializer.collect_seq(links.iter().map(Json)),
        }
    }
}

impl Serialize for Json<'_, Link<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = self.0.id {
            map.serialize_entry("id", id)?;
        }
        map.serialize_entry("title", self.0.title)?;
        map.serialize_entry("url", &self.0.url)?;
        if self.0.id.is_some() {
            map.serialize_entry("note", &self.0.note)?;
        }
        map.end()
    }
}

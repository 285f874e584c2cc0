//! Cards: everything known about one record, as fields and sections, without layout.

use super::links::Link;
use super::table::{Layout, Names, find_keys};
use super::{Cell, Column, Heading, Rank, Shape, Table};
use crate::error::Error;
use crate::model::{Catalog, Source};
use std::borrow::Cow;

/// The section of sources.
pub(super) const SOURCES: (&str, &str) = ("sources", "Sources");

/// One record in detail.
pub struct Card<'c> {
    /// Its title; empty if only some values were chosen.
    pub title: String,
    /// Its values. People see those that are not empty.
    pub fields: Vec<CardField<'c>>,
    /// Tables and links. People see those that are not empty.
    pub sections: Vec<Section<'c>>,
}

/// One value of a record.
pub struct CardField<'c> {
    /// Its name for programs.
    pub key: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Whether people see it.
    pub shown: bool,
    /// The value.
    pub cell: Cell<'c>,
}

/// A titled part of a card.
pub struct Section<'c> {
    /// Its name for programs.
    pub key: &'static str,
    /// Its name for people.
    pub title: Cow<'static, str>,
    /// Its content.
    pub body: Body<'c>,
    /// What people see instead of the content.
    pub summary: Option<String>,
}

/// The content of a section.
pub enum Body<'c> {
    /// Rows.
    Table(Table<'c>),
    /// Items with addresses, such as sources.
    Links(Vec<Link<'c>>),
}

impl Body<'_> {
    /// Whether it has no rows or links.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Table(table) => table.is_empty(),
            Self::Links(links) => links.is_empty(),
        }
    }
}

impl<'c> Card<'c> {
    /// An empty card.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), fields: Vec::new(), sections: Vec::new() }
    }

    /// Adds the values of a record. Columns of rank `Data` are for programs: people find these values in the
    /// title.
    #[must_use]
    pub fn fields<T: Clone>(mut self, catalog: &'c Catalog, columns: &[Column<T>], record: T) -> Self {
        self.fields.extend(columns.iter().map(|column| CardField {
            key: column.heading.key,
            title: column.heading.title,
            shown: column.heading.rank != Rank::Data,
            cell: (column.value)(catalog, record.clone()),
        }));
        self
    }

    /// Adds a value that people see, too.
    #[must_use]
    pub fn field(mut self, key: &'static str, title: &'static str, cell: Cell<'c>) -> Self {
        self.fields.push(CardField { key, title, shown: true, cell });
        self
    }

    /// Adds values of a record for programs.
    #[must_use]
    pub fn data<T: Clone>(mut self, catalog: &'c Catalog, columns: &[Column<T>], record: T) -> Self {
        let before = self.fields.len();
        self = self.fields(catalog, columns, record);
        self.fields[before..].iter_mut().for_each(|field| field.shown = false);
        self
    }

    /// Adds a table, with its key and title.
    #[must_use]
    pub fn table(
        mut self,
        (key, title): (&'static str, impl Into<Cow<'static, str>>),
        table: Table<'c>,
    ) -> Self {
        self.sections.push(Section { key, title: title.into(), body: Body::Table(table), summary: None });
        self
    }

    /// Adds sources. People see only how many there are, unless `layout` asks for all.
    #[must_use]
    pub fn sources(self, layout: &Layout, sources: impl Iterator<Item = Source<'c>>) -> Self {
        let summary = |number| format!("Sources: {number} (--sources lists them)");
        let is_folded = !layout.sources;
        self.links(SOURCES, sources.map(|source| Link::to(&source)), |number| {
            is_folded.then(|| summary(number))
        })
    }

    /// Adds links, each once. `summary` says what people see instead, given the number of links.
    #[must_use]
    pub fn links(
        mut self,
        (key, title): (&'static str, &'static str),
        links: impl Iterator<Item = Link<'c>>,
        summary: impl Fn(usize) -> Option<String>,
    ) -> Self {
        let mut distinct: Vec<Link<'c>> = Vec::new();
        for link in links {
            if !distinct.contains(&link) {
                distinct.push(link);
            }
        }
        let summary = summary(distinct.len());
        self.sections.push(Section { key, title: title.into(), body: Body::Links(distinct), summary });
        self
    }

    /// The tables with more rows than the limit, with their titles.
    pub fn cut_tables(&self) -> impl Iterator<Item = (&str, &Table<'c>)> {
        self.sections.iter().filter_map(|section| match &section.body {
            Body::Table(table) if table.left_out() > 0 => Some((&*section.title, table)),
            Body::Table(_) | Body::Links(_) => None,
        })
    }

    /// The columns that its tables can be sorted by.
    pub(super) fn sort_names(&self) -> impl Iterator<Item = Names<'static>> {
        let headings = self.sections.iter().flat_map(|section| match &section.body {
            Body::Table(table) => table.headings(),
            Body::Links(_) => &[],
        });
        headings.filter(|heading| heading.shape != Shape::Bar).map(Heading::names)
    }

    /// The keys of its fields and sections, as rows.
    pub(super) fn keys(&self) -> Table<'c> {
        let fields = self.fields.iter().map(|field| (field.key, Cell::from(field.title)));
        let sections = self.sections.iter().map(|section| (section.key, Cell::print(&section.title)));
        Table::from_keys(fields.chain(sections))
    }

    /// The card with the fields and sections of `--columns`, in that order.
    pub fn arranged(mut self, layout: &Layout) -> Result<Self, Error> {
        if layout.columns.is_empty() {
            return Ok(self);
        }
        let fields = self.fields.iter().map(|field| (field.key, field.title));
        let sections = self.sections.iter().map(|section| (section.key, &*section.title));
        let names: Vec<Names<'_>> = fields.chain(sections).collect();
        let places = find_keys(&names, &layout.columns)?;
        let keys: Vec<&str> = names.iter().map(|(key, _)| *key).collect();
        let place = |key| places.iter().position(|&place| keys[place] == key);
        self.title.clear();
        self.fields.retain(|field| place(field.key).is_some());
        self.fields.sort_by_key(|field| place(field.key));
        self.fields.iter_mut().for_each(|field| field.shown = true);
        self.sections.retain(|section| place(section.key).is_some());
        self.sections.iter_mut().for_each(|section| section.summary = None);
        self.sections.sort_by_key(|section| place(section.key));
        Ok(self)
    }

    /// The sections that people see.
    pub fn shown_sections(&self) -> impl Iterator<Item = &Section<'c>> {
        self.sections.iter().filter(|section| !section.body.is_empty())
    }

    /// The fields that people see.
    pub fn shown_fields(&self) -> impl Iterator<Item = &CardField<'c>> {
        self.fields.iter().filter(|field| field.shown && !field.cell.is_empty())
    }
}

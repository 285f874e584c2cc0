//! Cards: one record flows in, everything known about it flows out as fields and sections.

use super::layout::{Layout, find_keys};
use super::links::Link;
use super::{Cell, Shape, Table};
use crate::error::Error;
use crate::model::Source;
use std::borrow::Cow;

/// One record in full.
pub struct Card<'c> {
    /// What it is called; nothing if only some of its values were asked for.
    pub title: String,
    /// Its values; people see those that are not empty.
    pub fields: Vec<Field<'c>>,
    /// What belongs to it; people see what is not empty.
    pub sections: Vec<Section<'c>>,
}

/// One value of a record.
pub struct Field<'c> {
    /// What programs call it.
    pub key: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Whether people see it; others they find in the title.
    pub shown: bool,
    /// The value.
    pub cell: Cell<'c>,
}

/// Things that belong to a record.
pub struct Section<'c> {
    /// What programs call it.
    pub key: &'static str,
    /// What people call it.
    pub title: Cow<'static, str>,
    /// The things.
    pub body: Body<'c>,
}

/// What a section holds.
pub enum Body<'c> {
    /// Rows.
    Table(Table<'c>),
    /// Things with addresses, such as publications.
    Links(Vec<Link<'c>>),
}

impl Body<'_> {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Table(table) => table.is_empty(),
            Self::Links(links) => links.is_empty(),
        }
    }
}

impl<'c> Card<'c> {
    /// A card without anything on it yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), fields: Vec::new(), sections: Vec::new() }
    }

    /// With a value that people and programs see.
    #[must_use]
    pub fn field(self, key: &'static str, title: &'static str, cell: impl Into<Cell<'c>>) -> Self {
        self.with(key, title, true, cell.into())
    }

    /// With a value for programs that people find in the title, unless they ask for it.
    #[must_use]
    pub fn data(self, key: &'static str, title: &'static str, cell: impl Into<Cell<'c>>) -> Self {
        self.with(key, title, false, cell.into())
    }

    fn with(mut self, key: &'static str, title: &'static str, shown: bool, cell: Cell<'c>) -> Self {
        self.fields.push(Field { key, title, shown, cell });
        self
    }

    /// With rows.
    #[must_use]
    pub fn table(mut self, key: &'static str, title: impl Into<Cow<'static, str>>, table: Table<'c>) -> Self {
        self.sections.push(Section { key, title: title.into(), body: Body::Table(table) });
        self
    }

    /// With publications.
    #[must_use]
    pub fn sources(self, sources: impl Iterator<Item = Source<'c>>) -> Self {
        let link = |source: Source<'c>| Link {
            id: Some(source.slug),
            title: source.title,
            url: source.url.map(Cow::Borrowed),
            note: source.note,
        };
        self.links("sources", "Sources", sources.map(link))
    }

    /// With things that have addresses, each once.
    #[must_use]
    pub fn links(
        mut self,
        key: &'static str,
        title: &'static str,
        links: impl Iterator<Item = Link<'c>>,
    ) -> Self {
        let mut distinct: Vec<Link<'c>> = Vec::new();
        for link in links {
            if !distinct.contains(&link) {
                distinct.push(link);
            }
        }
        self.sections.push(Section { key, title: title.into(), body: Body::Links(distinct) });
        self
    }

    /// The tables of which a limit cut rows off, with their titles.
    pub fn cut_tables(&self) -> impl Iterator<Item = (&str, &Table<'c>)> {
        self.sections.iter().filter_map(|section| match &section.body {
            Body::Table(table) if table.left_out() > 0 => Some((&*section.title, table)),
            Body::Table(_) | Body::Links(_) => None,
        })
    }

    /// The columns that its tables can be sorted by.
    pub(super) fn sort_keys(&self) -> impl Iterator<Item = &'static str> {
        let headings = self.sections.iter().flat_map(|section| match &section.body {
            Body::Table(table) => table.headings(),
            Body::Links(_) => &[],
        });
        headings.filter(|heading| heading.shape != Shape::Bar).map(|heading| heading.key)
    }

    /// The keys of its fields and sections, as rows.
    pub(super) fn keys(&self) -> Table<'c> {
        let fields = self.fields.iter().map(|field| (field.key, Cell::from(field.title)));
        let sections = self.sections.iter().map(|section| (section.key, Cell::print(&section.title)));
        Table::of_keys(fields.chain(sections))
    }

    /// With only the fields and sections that were chosen, in the order chosen.
    pub fn arranged(mut self, layout: &Layout) -> Result<Self, Error> {
        if layout.columns.is_empty() {
            return Ok(self);
        }
        let fields = self.fields.iter().map(|field| field.key);
        let keys: Vec<&'static str> = fields.chain(self.sections.iter().map(|section| section.key)).collect();
        let places = find_keys(&keys, &layout.columns)?;
        let place = |key| places.iter().position(|&place| keys[place] == key);
        self.title.clear();
        self.fields.retain(|field| place(field.key).is_some());
        self.fields.sort_by_key(|field| place(field.key));
        self.fields.iter_mut().for_each(|field| field.shown = true);
        self.sections.retain(|section| place(section.key).is_some());
        self.sections.sort_by_key(|section| place(section.key));
        Ok(self)
    }

    /// The sections that people see.
    pub fn shown_sections(&self) -> impl Iterator<Item = &Section<'c>> {
        self.sections.iter().filter(|section| !section.body.is_empty())
    }

    /// The fields that people see.
    pub fn shown_fields(&self) -> impl Iterator<Item = &Field<'c>> {
        self.fields.iter().filter(|field| field.shown && !field.cell.is_empty())
    }
}

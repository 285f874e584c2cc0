//! The result of a command: something to show, and notes about it.

use crate::error::Error;
use crate::query::{PlacementFilter, Selection};
use crate::view::{Card, Layout, Table, View};

/// What goes to standard output.
pub enum Content<'c> {
    /// Something that is written in the format of `--format`.
    View(View<'c>),
    /// A text that has its own format, such as a playlist.
    Text(String),
}

/// The result of a command.
pub struct Answer<'c> {
    /// For standard output.
    pub content: Content<'c>,
    /// For standard output, below the content, in formats for people.
    pub summary: Vec<String>,
    /// For standard error: the findings of `check` if they are not shown as a table.
    pub report: Vec<String>,
    /// For standard error: notes about the content.
    pub notes: Vec<String>,
    /// For standard error, in formats for people: commands to try next, each with a description.
    pub examples: Vec<(String, &'static str)>,
    /// The error to exit with although there is an answer, such as that nothing was found. Without a message
    /// the answer says why.
    pub failure: Option<Error>,
}

impl<'c> Answer<'c> {
    /// One card for each id.
    pub(crate) fn cards<T>(
        ids: impl IntoIterator<Item = T>,
        layout: &Layout,
        card: impl Fn(T) -> Result<Card<'c>, Error>,
    ) -> Result<Self, Error> {
        let cards: Result<Vec<Card<'c>>, Error> = ids.into_iter().map(card).collect();
        let cards = cards?;
        // Cards limit long tables themselves. That needs no note.
        let asked = layout.limit.is_some();
        let cut = cards.iter().filter(|_| asked).flat_map(Card::cut_tables);
        let notes = cut.map(|(title, table)| format!("{title}: {}", limit_note(table))).collect();
        Ok(Self::view(View::cards(cards, layout)?).with_notes(notes))
    }

    /// A table about a selection, with notes on what it leaves out; if it is empty, with the error
    /// `if_empty`.
    pub(crate) fn rows(table: Table<'c>, selection: &Selection, if_empty: impl FnOnce() -> Error) -> Self {
        let mut notes = selection.scope.notes.clone();
        let is_empty = table.is_empty() && table.left_out() == 0;
        notes.extend((table.left_out() > 0).then(|| limit_note(&table)));
        Self { failure: is_empty.then(if_empty), ..Self::table(table, selection) }.with_notes(notes)
    }

    /// A table about a selection, without the columns on shows if there is only one.
    pub(crate) fn table(table: Table<'c>, selection: &Selection) -> Self {
        let several = selection.scope.has_several_shows();
        let table = if several { table } else { table.without("show_title").without("show_count") };
        Self::view(View::Table(table))
    }

    pub(crate) fn view(view: View<'c>) -> Self {
        Self::new(Content::View(view))
    }

    pub(crate) fn text(text: String) -> Self {
        Self::new(Content::Text(text))
    }

    fn new(content: Content<'c>) -> Self {
        Self {
            content,
            summary: Vec::new(),
            report: Vec::new(),
            notes: Vec::new(),
            examples: Vec::new(),
            failure: None,
        }
    }

    pub(crate) fn with_notes(mut self, notes: Vec<String>) -> Self {
        self.notes.extend(notes);
        self
    }
}

/// The error that no record of a kind passes the filters.
pub(crate) fn no_match(kind: &str, episodes: &[String], filter: &PlacementFilter) -> Error {
    let among = if episodes.is_empty() { String::new() } else { format!(" in {}", episodes.join(", ")) };
    let filter = filter.to_string();
    match (among.as_str(), filter.as_str()) {
        ("", "") => Error::not_found(format!("the catalog has no {kind}s")),
        (_, "") => Error::not_found(format!("there is no {kind}{among}")),
        _ => Error::not_found(format!("no {kind}{among} matches{filter}")),
    }
}

pub(crate) fn limit_note(table: &Table<'_>) -> String {
    shown_count(table.len(), table.len() + table.left_out())
}

pub(crate) fn shown_count(number: usize, all: usize) -> String {
    format!("{number} of {all} shown")
}

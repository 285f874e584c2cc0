//! What is on the screen; knows no terminal, thread or clock.

use super::Look;
use super::areas::Areas;
use super::draw::text::Piece;
use super::facets::Facet;
use super::input::Input;
use super::rows::{List, RowId, Rows};
use super::worker::{Found, Listing, Question};
use crate::model::{Catalog, PlacementId};
use crate::query::PlacementFilter;
use crate::view::{Link, Sort};
use std::collections::BTreeSet;

/// Where one is: what the history keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub list: List,
    pub text: String,
    pub filter: PlacementFilter,
    pub sort: Vec<Sort>,
    pub row: Option<RowId>,
    /// Whether the card has the keys.
    pub is_open: bool,
    /// How far the card is scrolled.
    pub scroll: usize,
}

/// What stands over the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Popup {
    Help,
    /// Filters; none until they are counted.
    Filter(Option<Vec<Facet>>),
    /// Columns to sort by: keys and titles. The first is the order of the list.
    Sort(Vec<(&'static str, &'static str)>),
    /// Links: titles and addresses.
    Links(Vec<(String, String)>),
    /// Artists of a song.
    Artists(Vec<(RowId, String)>),
    /// The name of a file to write to; whether it may be replaced.
    Write(Input, bool),
}

/// What the terminal or the process must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Print(Vec<PlacementId>),
    Leave,
    Abort,
    Suspend,
    Repaint,
    /// Give a text to the clipboard of the terminal.
    Copy(String),
    /// Write these to a file, which may be replaced.
    Write(Vec<PlacementId>, String, bool),
    /// Read the catalog with a ceiling one episode later.
    Raise(RowId),
    /// Read the catalog up to an episode of a show.
    UpTo(String, String),
    Reload,
}

/// Everything that is shown of one catalog.
pub struct State<'c> {
    pub catalog: &'c Catalog,
    pub look: Look,
    pub place: Place,
    /// Where one was.
    pub history: Vec<Place>,
    /// Where `back` came from.
    pub forward: Vec<Place>,
    pub listing: Listing,
    /// The selected row, and the first one on the screen.
    pub selected: usize,
    pub top: usize,
    pub card: Vec<Vec<Piece>>,
    /// What is marked, in broadcast order.
    pub marks: BTreeSet<PlacementId>,
    /// The question while it is typed.
    pub typing: Option<Input>,
    /// What stands over the list, and the selected line of it.
    pub popup: Option<(Popup, usize)>,
    pub note: Option<String>,
    /// Whether an answer takes long.
    pub is_slow: bool,
    /// Whether leaving was refused because of marks.
    pub is_warned: bool,
    /// The ceilings, and what loading had to say.
    pub up_to: Vec<String>,
    pub load_notes: Vec<String>,
    /// The command line before a command.
    pub invocation: String,
    /// Whether what is chosen is printed into a pipe.
    pub is_piped: bool,
    pub areas: Areas,
    /// The number of the listing that is shown.
    pub listing_number: u64,
    /// The last question asked, with its number.
    pub asked: Option<(u64, Question)>,
    /// The last card asked for: its number, what it is about, its width.
    pub asked_card: Option<(u64, RowId, u16)>,
    /// The filter whose facets were asked for.
    pub asked_facets: Option<(u64, PlacementFilter)>,
    /// Whether the rows of the last question are awaited.
    pub is_waiting: bool,
    /// Whether a card is awaited.
    pub is_waiting_for_card: bool,
    /// Counts all that is asked.
    pub number: u64,
}

impl<'c> State<'c> {
    pub fn new(catalog: &'c Catalog, look: Look, place: Place) -> Self {
        let listing = Listing {
            rows: Rows::Songs(Vec::new()),
            columns: Vec::new(),
            headings: Vec::new(),
            widths: Vec::new(),
            notes: Vec::new(),
        };
        Self {
            catalog,
            look,
            place,
            history: Vec::new(),
            forward: Vec::new(),
            listing,
            selected: 0,
            top: 0,
            card: Vec::new(),
            marks: BTreeSet::new(),
            typing: None,
            popup: None,
            note: None,
            is_slow: false,
            is_warned: false,
            up_to: Vec::new(),
            load_notes: Vec::new(),
            invocation: "soundtrack".to_owned(),
            is_piped: false,
            areas: Areas::default(),
            listing_number: 0,
            asked: None,
            asked_card: None,
            asked_facets: None,
            is_waiting: false,
            is_waiting_for_card: false,
            number: 0,
        }
    }

    pub fn row(&self) -> Option<RowId> {
        self.listing.rows.id(self.selected)
    }

    /// What is marked or else what the selected row stands for, in broadcast order.
    pub fn chosen(&self) -> Vec<PlacementId> {
        match self.row() {
            _ if !self.marks.is_empty() => self.marks.iter().copied().collect(),
            Some(row) => row.placements(self.catalog),
            None => Vec::new(),
        }
    }

    /// Whether something of a row is marked.
    pub fn is_marked(&self, row: RowId) -> bool {
        match row {
            RowId::Placement(id) => self.marks.contains(&id),
            RowId::Episode(id) => self.catalog.episode(id).placements().any(|id| self.marks.contains(&id)),
            RowId::Show(id) => self.marks.iter().any(|mark| mark.show() == id),
            RowId::Artist(artist) => {
                let songs = self.marks.iter().map(|&id| self.catalog.placement(id).song());
                songs.flat_map(|song| song.artists()).any(|other| other == artist)
            }
        }
    }

    /// The question that the screen should answer, if it is not the one that was asked last.
    pub fn wanted(&self) -> Option<Question> {
        let Place { list, text, filter, sort, .. } = &self.place;
        let marks = if *list == List::Marked { self.marks.iter().copied().collect() } else { Vec::new() };
        let question =
            Question { list: *list, text: text.clone(), filter: filter.clone(), sort: sort.clone(), marks };
        let is_asked = self.asked.as_ref().is_some_and(|(_, asked)| *asked == question);
        (!is_asked).then_some(question)
    }

    /// Remembers that a question is asked. Returns its number.
    pub fn ask(&mut self, question: Question) -> u64 {
        self.number += 1;
        self.is_waiting = true;
        self.asked = Some((self.number, question));
        self.number
    }

    /// The card that the screen should show, if it is not the one that was asked for last.
    pub fn wanted_card(&mut self) -> Option<(u64, RowId, u16)> {
        let (row, width) = (self.row()?, self.areas.card?.width);
        if self.asked_card.is_some_and(|(_, id, asked)| (id, asked) == (row, width)) {
            return None;
        }
        self.number += 1;
        self.is_waiting_for_card = true;
        self.asked_card = Some((self.number, row, width));
        self.asked_card
    }

    /// The filter whose counts the popup needs, if they were not asked for.
    pub fn wanted_facets(&mut self) -> Option<(u64, PlacementFilter)> {
        let Some((Popup::Filter(_), _)) = self.popup else { return None };
        if self.asked_facets.as_ref().is_some_and(|(_, filter)| *filter == self.place.filter) {
            return None;
        }
        self.number += 1;
        self.asked_facets = Some((self.number, self.place.filter.clone()));
        self.asked_facets.clone()
    }

    /// Takes an answer, unless it is to an old question.
    pub fn receive(&mut self, found: Found) {
        match found {
            Found::Listing(number, listing, _) => {
                if self.asked.as_ref().is_some_and(|(asked, _)| *asked == number) {
                    (self.is_waiting, self.is_slow) = (false, false);
                    match listing {
                        Ok(listing) => self.show(number, listing),
                        Err(message) => self.note = Some(message),
                    }
                }
            }
            Found::Card(number, lines) => {
                if self.asked_card.is_some_and(|(asked, ..)| asked == number) {
                    self.is_waiting_for_card = false;
                    self.card = lines;
                }
            }
            Found::Facets(number, facets) => {
                let is_current = self.asked_facets.as_ref().is_some_and(|(asked, _)| *asked == number);
                if let Some((Popup::Filter(shown), _)) = self.popup.as_mut().filter(|_| is_current) {
                    *shown = Some(facets);
                }
            }
        }
    }

    fn show(&mut self, number: u64, listing: Listing) {
        let wanted = self.place.row.and_then(|row| listing.rows.find_row(row));
        // The selected row stays where it is on the screen; in a new session it is in the middle.
        let middle = self.areas.list.map_or(0, |area| usize::from(area.height / 2));
        let above =
            if self.listing.rows.is_empty() { middle } else { self.selected.saturating_sub(self.top) };
        (self.listing_number, self.listing) = (number, listing);
        if let Some(note) = self.listing.notes.first() {
            self.note = Some(note.clone());
        }
        self.selected = wanted.unwrap_or(0);
        self.top = self.selected.saturating_sub(above);
        if wanted.is_none() {
            self.place.scroll = 0;
        }
        self.place.row = self.row();
        self.asked_card = None;
        if self.listing.rows.is_empty() {
            self.place.is_open = false;
            self.card.clear();
        }
    }

    pub fn links(&self) -> Vec<(String, String)> {
        use crate::view::{Body, Layout};
        let Some(row) = self.row() else { return Vec::new() };
        let mut links = Vec::new();
        if let RowId::Placement(id) = row {
            links.extend(
                self.catalog.placement(id).song().links().map(|url| (url.to_owned(), url.to_owned())),
            );
        }
        for section in row.card(self.catalog, &Layout::default()).iter().flat_map(|card| &card.sections) {
            if let Body::Links(all) = &section.body {
                let with_url =
                    |link: &Link<'_>| Some((link.title.to_owned(), link.url.as_deref()?.to_owned()));
                links.extend(all.iter().filter_map(with_url));
            }
        }
        links
    }

    /// The command that lists the same.
    pub fn command(&self) -> String {
        use crate::query::quoted;
        let Place { list, text, filter, sort, .. } = &self.place;
        let sort =
            sort.iter().map(|sort| format!(" --sort={}{}", if sort.descending { "-" } else { "" }, sort.key));
        let sort: String = sort.collect();
        let (invocation, text) = (&self.invocation, text.trim());
        match (list, text) {
            (_, "") => format!("{invocation} {}{filter}{sort}", list.command()),
            (List::Songs, _) => format!("{invocation} search{filter}{sort} -- {}", quoted(text)),
            _ => format!("{invocation} {}{filter}{sort} --query={}", list.command(), quoted(text)),
        }
    }
}

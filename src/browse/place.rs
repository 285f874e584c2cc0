//! What is kept while another catalog is read: places and marks by ids that are the same in both.

use super::rows::RowId;
use super::state::{Place, State};
use crate::model::{Catalog, EpisodeCode, Place as InShow, ShowId, SongId};
use crate::query::Selection;
use foldhash::HashMap;

/// What a row is about, in any catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Name {
    /// The show, the song, the place, and which of the song's placements there.
    Placement(String, String, InShow, usize),
    Artist(String),
    Episode(String, EpisodeCode),
    Show(String),
}

impl Name {
    fn new(catalog: &Catalog, row: RowId) -> Self {
        match row {
            RowId::Placement(id) => {
                let placement = catalog.placement(id);
                let (song, place) = (placement.song(), placement.place());
                let mut same = song.placements().filter(|other| other.place() == place);
                let number = same.position(|other| other.id() == id).unwrap_or(0);
                Self::Placement(placement.show().slug().to_owned(), song.slug().to_owned(), place, number)
            }
            RowId::Artist(id) => Self::Artist(catalog.artist(id).slug().to_owned()),
            RowId::Episode(id) => {
                let episode = catalog.episode(id);
                Self::Episode(episode.show().slug().to_owned(), episode.code())
            }
            RowId::Show(id) => Self::Show(catalog.show(id).slug().to_owned()),
        }
    }
}

/// Finds names in a catalog.
struct Names<'c> {
    catalog: &'c Catalog,
    shows: HashMap<&'c str, ShowId>,
    songs: HashMap<(ShowId, &'c str), SongId>,
}

impl<'c> Names<'c> {
    fn new(catalog: &'c Catalog) -> Self {
        let songs = catalog.shows().flat_map(|show| show.songs().map(move |song| (show.id(), song)));
        Self {
            catalog,
            shows: catalog.shows().map(|show| (show.slug(), show.id())).collect(),
            songs: songs.map(|(show, song)| ((show, catalog.song(song).slug()), song)).collect(),
        }
    }

    fn find(&self, name: &Name) -> Option<RowId> {
        let show = |slug: &str| self.shows.get(slug).copied();
        Some(match name {
            Name::Placement(slug, song, place, number) => {
                let song = self.catalog.song(*self.songs.get(&(show(slug)?, song.as_str()))?);
                let mut same = song.placements().filter(|other| other.place() == *place);
                RowId::Placement(same.nth(*number)?.id())
            }
            Name::Artist(slug) => {
                RowId::Artist(self.catalog.artists().find(|artist| artist.slug() == slug)?.id())
            }
            Name::Episode(slug, code) => {
                let seasons = self.catalog.show(show(slug)?).seasons();
                let mut episodes = seasons.flat_map(|season| season.episodes());
                RowId::Episode(episodes.find(|episode| episode.code() == *code)?.id())
            }
            Name::Show(slug) => RowId::Show(show(slug)?),
        })
    }
}

/// Everything that outlives a catalog.
pub(super) struct Kept {
    place: (Place, Option<Name>),
    history: Vec<(Place, Option<Name>)>,
    forward: Vec<(Place, Option<Name>)>,
    marks: Vec<Name>,
    note: Option<String>,
    /// The number of the last question: answers to older ones are about another catalog.
    number: u64,
}

impl Kept {
    /// The place where the program begins.
    pub(super) fn begin(place: Place) -> Self {
        let (history, forward, marks) = (Vec::new(), Vec::new(), Vec::new());
        Self { place: (place, None), history, forward, marks, note: None, number: 0 }
    }

    /// Keeps what the user has, and a message.
    pub(super) fn new(state: &State<'_>, note: Option<String>) -> Self {
        let name = |row| Name::new(state.catalog, row);
        let named = |place: &Place| (place.clone(), place.row.map(name));
        Self {
            place: named(&state.place),
            history: state.history.iter().map(named).collect(),
            forward: state.forward.iter().map(named).collect(),
            marks: state.marks.iter().map(|&id| name(RowId::Placement(id))).collect(),
            note,
            number: state.number,
        }
    }

    /// Gives it to the state of the next catalog. What is not there any more is dropped.
    pub(super) fn restore(self, state: &mut State<'_>) {
        let names = Names::new(state.catalog);
        let found = |(place, name): (Place, Option<Name>)| {
            let row = name.as_ref().and_then(|name| names.find(name));
            let is_gone = name.is_some() && row.is_none();
            // The filter may name an artist or a season that is not there any more.
            let filter = match Selection::new(state.catalog, &place.filter, &[]) {
                Ok(_) => place.filter,
                Err(_) => Default::default(),
            };
            (Place { row, filter, is_open: place.is_open && !is_gone, ..place }, is_gone)
        };
        let all = |places: Vec<_>| {
            let places = places.into_iter().map(found).filter(|(_, is_gone)| !is_gone);
            places.map(|(place, _)| place).collect()
        };
        let marks = self.marks.iter().filter_map(|mark| names.find(mark));
        let placements = marks.filter_map(|row| match row {
            RowId::Placement(id) => Some(id),
            RowId::Artist(_) | RowId::Episode(_) | RowId::Show(_) => None,
        });
        state.marks = placements.collect();
        (state.history, state.forward) = (all(self.history), all(self.forward));
        state.place = found(self.place).0;
        (state.note, state.number) = (self.note, self.number);
    }
}

//! The lists: ids, and the columns and the card that the commands have for them. No heading is written here.

use crate::commands::gaps::{self, Gap, GapFilter};
use crate::error::Error;
use crate::model::{ArtistId, Catalog, EpisodeId, PlacementId, ShowId};
use crate::query::counts::{self, Counts};
use crate::query::{PlacementFilter, SearchQuery, Selection};
use crate::search::command::episodes_without_songs;
use crate::search::{self, Hit};
use crate::view::{Card, Column, Layout, Sort, Table, placements, records, sorted};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Which list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// Placements, or what a search finds.
    #[default]
    Songs,
    Artists,
    Episodes,
    Gaps,
    Shows,
    /// The placements that are marked.
    Marked,
}

impl List {
    /// The lists that have a key, in the order of the keys.
    pub const WITH_KEYS: [Self; 5] = [Self::Songs, Self::Artists, Self::Episodes, Self::Gaps, Self::Shows];

    /// The command that lists the same.
    pub fn command(self) -> &'static str {
        match self {
            Self::Songs | Self::Marked => "songs",
            Self::Artists => "artists",
            Self::Episodes => "episodes",
            Self::Gaps => "gaps",
            Self::Shows => "shows",
        }
    }
}

/// What is to be listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    pub list: List,
    pub text: String,
    pub filter: PlacementFilter,
    /// The order, if it is not that of the list.
    pub sort: Vec<Sort>,
    pub marks: Vec<PlacementId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowId {
    Placement(PlacementId),
    Artist(ArtistId),
    Episode(EpisodeId),
    Show(ShowId),
}

/// The rows of a list.
#[derive(Clone, Debug)]
pub enum Rows {
    Songs(Vec<PlacementId>),
    /// What a search found.
    Hits(Vec<Arc<Hit>>),
    Artists(Vec<Counts<ArtistId>>),
    Episodes(Vec<Counts<EpisodeId>>),
    Gaps(Vec<Gap>),
    Shows(Vec<Counts<ShowId>>),
}

/// Does the same for each kind of rows, with its columns.
macro_rules! each {
    ($rows:expr, |$ids:ident, $columns:ident| $do:expr) => {
        match $rows {
            Rows::Songs($ids) => {
                let $columns = placements::COLUMNS;
                $do
            }
            Rows::Hits($ids) => {
                let $columns = search::command::COLUMNS;
                $do
            }
            Rows::Artists($ids) => {
                let $columns = records::ARTISTS;
                $do
            }
            Rows::Episodes($ids) => {
                let $columns = records::EPISODES;
                $do
            }
            Rows::Gaps($ids) => {
                let $columns = gaps::COLUMNS;
                $do
            }
            Rows::Shows($ids) => {
                let $columns = records::SHOWS;
                $do
            }
        }
    };
}

impl Rows {
    /// The rows that answer a question, and notes on them. If `stop` is set they are of no use.
    pub fn find(
        catalog: &Catalog,
        question: &Question,
        stop: &AtomicBool,
    ) -> Result<(Self, Vec<String>), Error> {
        let Question { list, text, filter, .. } = question;
        let text = text.trim();
        if *list == List::Marked {
            return Ok((Self::Songs(question.marks.clone()), Vec::new()));
        }
        if *list == List::Songs && !text.is_empty() {
            let query: SearchQuery = text.parse().map_err(|error| Error::usage(format!("{error}")))?;
            let selection = search::select(catalog, filter, &[])?;
            let found = search::search_until(catalog, &query, &selection.placements, stop);
            let mut notes: Vec<String> = found.exactness.note().into_iter().collect();
            notes.extend(selection.scope.notes);
            if found.all.is_empty() {
                notes.extend(episodes_without_songs(catalog, &query, filter)?);
                notes.push(format!("nothing matches `{query}`{filter}"));
            }
            let rows = if found.all.is_empty() { found.closest } else { found.all };
            return Ok((Self::Hits(rows), notes));
        }
        let mut filter = filter.clone();
        if !text.is_empty() {
            // In other lists the question is one more filter.
            let before = filter.query.map(|query| format!("{query} ")).unwrap_or_default();
            let query = format!("{before}{text}").parse();
            filter.query = Some(query.map_err(|error| Error::usage(format!("{error}")))?);
        }
        let mut selection: Selection = search::select(catalog, &filter, &[])?;
        let (all, is_about_songs) = (&mut selection, filter.is_about_songs());
        let rows = match list {
            List::Songs | List::Marked => Self::Songs(std::mem::take(&mut all.placements)),
            List::Artists => Self::Artists(counts::artists(catalog, all)),
            List::Episodes => Self::Episodes(counts::episodes(catalog, all, is_about_songs)),
            List::Shows => Self::Shows(counts::shows(catalog, all, is_about_songs)),
            List::Gaps => {
                let wanted = GapFilter { missing: Vec::new(), placements: filter };
                Self::Gaps(wanted.gaps(catalog, all))
            }
        };
        Ok((rows, selection.scope.notes))
    }

    pub fn len(&self) -> usize {
        each!(self, |ids, _columns| ids.len())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The same rows in another order.
    pub fn sorted(self, catalog: &Catalog, sort: &[Sort]) -> Result<Self, Error> {
        Ok(match self {
            Self::Songs(ids) => Self::Songs(sorted(catalog, placements::COLUMNS, ids, sort)?),
            Self::Hits(ids) => Self::Hits(sorted(catalog, search::command::COLUMNS, ids, sort)?),
            Self::Artists(ids) => Self::Artists(sorted(catalog, records::ARTISTS, ids, sort)?),
            Self::Episodes(ids) => Self::Episodes(sorted(catalog, records::EPISODES, ids, sort)?),
            Self::Gaps(ids) => Self::Gaps(sorted(catalog, gaps::COLUMNS, ids, sort)?),
            Self::Shows(ids) => Self::Shows(sorted(catalog, records::SHOWS, ids, sort)?),
        })
    }

    /// Some of the rows as the table of their command.
    pub fn table<'c>(&self, catalog: &'c Catalog, part: Range<usize>) -> Table<'c> {
        let layout = Layout::default();
        let part = part.start.min(self.len())..part.end.min(self.len());
        let table = each!(self, |ids, columns| Table::new(catalog, columns, ids[part].to_vec(), &layout));
        let table = table.unwrap_or_else(|_| Table::empty());
        match catalog.has_several_shows() {
            true => table,
            false => table.without("show_title").without("show_count"),
        }
    }

    pub fn id(&self, row: usize) -> Option<RowId> {
        Some(match self {
            Self::Songs(ids) => RowId::Placement(*ids.get(row)?),
            Self::Hits(hits) => RowId::Placement(hits.get(row)?.best),
            Self::Artists(rows) => RowId::Artist(rows.get(row)?.id),
            Self::Episodes(rows) => RowId::Episode(rows.get(row)?.id),
            Self::Gaps(gaps) => match *gaps.get(row)? {
                Gap::Episode(id) => RowId::Episode(id),
                Gap::Placement(id) => RowId::Placement(id),
            },
            Self::Shows(rows) => RowId::Show(rows.get(row)?.id),
        })
    }

    pub fn find_row(&self, id: RowId) -> Option<usize> {
        (0..self.len()).find(|&row| self.id(row) == Some(id))
    }
}

/// The names of the columns that rows may be sorted by, with their titles, but for those for programs alone.
pub fn sort_columns(rows: &Rows) -> Vec<(&'static str, &'static str)> {
    use crate::view::Rank;
    fn names<T>(columns: &[Column<T>]) -> Vec<(&'static str, &'static str)> {
        let shown = columns.iter().filter(|column| column.heading.rank < Rank::Data);
        shown.map(|column| (column.heading.key, column.heading.title)).collect()
    }
    each!(rows, |_ids, columns| names(columns))
}

impl RowId {
    /// The card that the command of this kind of record prints.
    pub fn card<'c>(self, catalog: &'c Catalog, layout: &Layout) -> Result<Card<'c>, Error> {
        match self {
            Self::Placement(id) => records::song_card(catalog, catalog.placement(id).song().id(), layout),
            Self::Artist(id) => records::artist_card(catalog, id, layout),
            Self::Episode(id) => records::episode_card(catalog, id, layout),
            Self::Show(id) => records::show_card(catalog, id, layout),
        }
    }

    /// The placements that it stands for.
    pub fn placements(self, catalog: &Catalog) -> Vec<PlacementId> {
        match self {
            Self::Placement(id) => vec![id],
            Self::Artist(id) => Selection::for_artist(catalog, id).placements,
            Self::Episode(id) => catalog.episode(id).placements().collect(),
            Self::Show(id) => Selection::for_show(catalog, id).placements,
        }
    }

    /// Its show; none for an artist, who may be heard in several.
    pub fn show(self) -> Option<ShowId> {
        match self {
            Self::Placement(id) => Some(id.show()),
            Self::Episode(id) => Some(id.show()),
            Self::Show(id) => Some(id),
            Self::Artist(_) => None,
        }
    }
}

//! Reads the tracks of a table: finds its columns by their headings, or by what is in them.

use super::headings::{Field, field};
use super::location::from_location;
use super::pairs::splits;
use super::values::{parse_isrc, parse_length, set_identifier};
use super::{LeftOver, Names, Track, Tracklist};
use crate::text::is_number;
use csv::StringRecord;

/// How many rows are looked at to recognise columns.
const SAMPLE: usize = 200;
/// The largest number of lines that are skipped to find the headings of a table.
pub(crate) const MAX_ABOVE: usize = 30;

/// The rows of a table with their lines as positions, including those of headings.
pub(crate) type Rows<'t> = Box<dyn Iterator<Item = StringRecord> + 't>;

/// A row of a table that is not CSV.
pub(crate) fn row<S: AsRef<str>>(line: usize, cells: &[S]) -> StringRecord {
    let mut row: StringRecord = cells.iter().map(AsRef::as_ref).collect();
    let mut position = csv::Position::new();
    position.set_line(line.max(1) as u64);
    row.set_position(Some(position));
    row
}

/// What each column holds, if that is known and counts.
#[derive(Default)]
pub(crate) struct Columns(Vec<Option<Field>>);

impl Columns {
    /// The columns that headings name. Of several columns for a field those count that are named best; a
    /// title is no column of numbers if there is another.
    pub(crate) fn by_headings(headings: &StringRecord, rows: &[StringRecord]) -> Self {
        let is_numeric = |column: usize| {
            let mut cells = rows.iter().filter_map(|row| row.get(column)).map(str::trim);
            !rows.is_empty() && cells.all(|cell| cell.is_empty() || is_number(cell))
        };
        let known = headings.iter().enumerate().map(|(column, heading)| {
            field(heading).map(|(field, rank)| (field, (field == Field::Title && is_numeric(column), rank)))
        });
        let known: Vec<_> = known.collect();
        let is_best = |(field, rank): &(Field, _)| {
            known.iter().flatten().all(|(other, better)| other != field || better >= rank)
        };
        let counts = |known: &Option<(Field, _)>| match (*known)? {
            known if is_best(&known) => Some(known.0),
            // `Title` beside `Song` is the episode's.
            (Field::Title, (false, 1)) => Some(Field::EpisodeTitle),
            _ => None,
        };
        Self(known.iter().map(counts).collect())
    }

    /// Says what a column holds, instead of any other column.
    pub(crate) fn set(&mut self, field: Field, column: usize) {
        self.0.iter_mut().filter(|other| **other == Some(field)).for_each(|other| *other = None);
        self.0.resize(self.0.len().max(column + 1), None);
        self.0[column] = Some(field);
    }

    /// The number of columns of which it is known what they hold.
    pub(crate) fn count(&self) -> usize {
        self.0.iter().flatten().count()
    }

    /// The fields of an object as a row of a table, with its columns. Empty ones count for nothing.
    pub(super) fn of_object<K: AsRef<str>>(
        line: usize,
        mut fields: Vec<(K, String)>,
    ) -> (Self, StringRecord) {
        fields.retain(|(_, text)| !text.is_empty());
        let (keys, texts): (Vec<K>, Vec<String>) = fields.into_iter().unzip();
        (Self::by_headings(&row(line, &keys), &[]), row(line, &texts))
    }

    /// Whether a row has headings for title and artist.
    pub(crate) fn are_headings(row: &StringRecord) -> bool {
        Self::by_headings(row, &[]).are_complete()
    }

    /// Whether a column holds this.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.0.contains(&Some(field))
    }

    /// Whether both title and artist are known.
    pub(crate) fn are_complete(&self) -> bool {
        self.has(Field::Title) && self.has(Field::Artist)
    }

    /// Adds the columns that have the artists and titles of the catalog, if the headings do not say.
    fn complete(mut self, rows: &[StringRecord], names: &Names) -> Self {
        let width = rows.iter().map(StringRecord::len).max().unwrap_or(0);
        self.0.resize(width.max(self.0.len()), None);
        for wanted in [Field::Artist, Field::Title] {
            let is_free = |column: &usize| self.0[*column].is_none();
            let count = |column: &usize| {
                let cells = rows.iter().filter_map(|row| row.get(*column));
                cells.filter(|cell| is_known(wanted, cell, names)).count()
            };
            let best = (0..width).rev().filter(is_free).max_by_key(count).filter(|column| count(column) > 0);
            if let (false, Some(column)) = (self.has(wanted), best) {
                self.0[column] = Some(wanted);
            }
        }
        self
    }

    /// The cells of a row with what they hold, without the empty ones.
    pub(crate) fn cells<'r>(&self, row: &'r StringRecord) -> impl Iterator<Item = (Field, &'r str)> {
        let cells = self.0.iter().zip(row.iter().map(str::trim));
        cells.filter_map(|(field, cell)| field.filter(|_| !cell.is_empty()).map(|field| (field, cell)))
    }

    /// The track of a row, if it has a title or anything else to be found by. In XSPF and JSPF a track may have a
    /// title alone, and lengths are in milliseconds; in other tables a cell alone is a remark, and only large
    /// lengths are in milliseconds.
    pub(crate) fn track(&self, row: &StringRecord, is_playlist: bool, names: &Names) -> Option<Track> {
        let mut track = Track { line: row.position().map(|at| at.line() as usize), ..Track::default() };
        let mut artists = Vec::new();
        for (field, cell) in self.cells(row) {
            let text = || Some(cell.to_owned());
            match field {
                Field::Title if track.title.is_empty() => track.title = cell.to_owned(),
                Field::Title => {}
                Field::Artist => artists.push(cell),
                Field::Album => track.album = track.album.or_else(text),
                Field::Length => track.length = track.length.or_else(|| parse_length(cell, is_playlist)),
                Field::Isrc => track.isrc = parse_isrc(cell),
                Field::Mbid => track.mbid = cell.parse().ok(),
                Field::Identifier => cell.split(';').for_each(|cell| set_identifier(&mut track, cell)),
                Field::Location => track.location = track.location.or_else(text),
                Field::Info => track.info = text().filter(|text| text.starts_with("http")),
                _ => {}
            }
        }
        (track.artist, track.artists) = credit(&artists);
        let is_found = track.isrc.is_some() || track.mbid.is_some();
        let track = if track.title.is_empty() { from_location(track, names) } else { track };
        let is_alone = row.iter().filter(|cell| !cell.trim().is_empty()).count() == 1;
        let is_remark =
            is_alone && !is_playlist && self.are_complete() && splits(&track.title).next().is_none();
        (!is_remark && (is_found || !track.title.is_empty())).then_some(track)
    }
}

/// The credit of a track, and its artists if there are several. Its cells are the credit, perhaps beside a list, or
/// one for each artist.
fn credit(cells: &[&str]) -> (String, Vec<String>) {
    let (credit, list) = match cells {
        [credit, list] if list.split(';').all(|name| credit.contains(name.trim())) => {
            ((*credit).to_owned(), (*list).to_owned())
        }
        _ => (cells.join(", "), cells.join(";")),
    };
    let names: Vec<String> = list.split(';').map(|name| name.trim().to_owned()).collect();
    (credit, if names.len() > 1 { names } else { Vec::new() })
}

fn is_known(field: Field, cell: &str, names: &Names) -> bool {
    match field {
        Field::Artist => names.has_artist(cell),
        Field::Title => names.has_title(cell),
        _ => false,
    }
}

/// Reads a table. If its columns cannot be told, the error is its first row. More tables may follow, each below
/// headings of its own.
pub(super) fn read(mut rows: Rows<'_>, names: &Names) -> Result<Tracklist, StringRecord> {
    let sample: Vec<StringRecord> = rows.by_ref().take(SAMPLE).collect();
    let (mut columns, above) = find(&sample, names);
    let below = &sample[above..];
    let has_pair = |row: &&StringRecord| {
        columns.cells(row).any(|(field, cell)| field == Field::Title && splits(cell).next().is_some())
    };
    let have_pairs = || below.iter().filter(has_pair).count() * 2 > below.len();
    if !columns.has(Field::Title) || !(columns.are_complete() || below.is_empty() || have_pairs()) {
        return Err(sample.into_iter().next().unwrap_or_default());
    }
    let mut list = Tracklist::default();
    for row in sample.into_iter().skip(above).chain(rows) {
        let other = Columns::by_headings(&row, &[]);
        if other.are_complete() {
            columns = other;
        } else if let Some(track) = columns.track(&row, false, names) {
            list.tracks.push(track);
        } else if row.iter().any(|cell| cell.contains(char::is_alphanumeric)) {
            let cells: Vec<&str> = row.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let line = row.position().map_or(0, csv::Position::line) as usize;
            list.left_over.push(LeftOver { line, text: cells.join(", ") });
        }
    }
    Ok(list)
}

/// The columns, and the number of rows down to the headings. A first row that names nothing of the catalog,
/// above rows that do, has headings in a language that is not known.
fn find(rows: &[StringRecord], names: &Names) -> (Columns, usize) {
    let by_headings = |at: usize| Columns::by_headings(&rows[at], &rows[at + 1..]);
    if let Some(at) = (0..rows.len().min(MAX_ABOVE)).find(|at| by_headings(*at).are_complete()) {
        return (by_headings(at), at + 1);
    }
    let named = rows.first().map(|_| by_headings(0)).filter(|columns| columns.has(Field::Title));
    let is_named = named.is_some();
    let columns = named.unwrap_or_default().complete(rows, names);
    let names_known = |row| columns.cells(row).any(|(field, cell)| is_known(field, cell, names));
    let is_heading = rows.len() > 1 && !rows.first().is_some_and(names_known);
    (columns, usize::from(is_named || is_heading))
}

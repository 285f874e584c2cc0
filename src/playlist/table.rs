//! Reads the tracks of a table: finds its columns by their headings, or by what is in them.

use super::headings::{Field, field};
use super::location::from_location;
use super::pairs::splits;
use super::values::{parse_isrc, parse_length, set_identifier};
use super::{LeftOver, Names, Track, Tracklist};
use csv::StringRecord;

/// How many rows are looked at to find the headings and to recognise columns.
const SAMPLE: usize = 200;

/// A table as it was found in a file. The line of a row is its position.
pub(super) struct Grid<'t> {
    /// The headings, if the format has them apart from the rows.
    pub(super) headings: Option<StringRecord>,
    pub(super) rows: Box<dyn Iterator<Item = StringRecord> + 't>,
    /// Whether it is a JSPF playlist: every row is a track, and lengths are in milliseconds. Otherwise only large
    /// ones are.
    pub(super) is_jspf: bool,
}

/// A row, such as of a table that is not CSV.
pub(super) fn row<S: AsRef<str>>(line: usize, cells: &[S]) -> StringRecord {
    let mut row = StringRecord::new();
    cells.iter().for_each(|cell| row.push_field(cell.as_ref()));
    let mut position = csv::Position::new();
    position.set_line(line as u64);
    row.set_position(Some(position));
    row
}

fn line(row: &StringRecord) -> Option<usize> {
    row.position().map(|position| position.line() as usize)
}

/// The places of the columns.
#[derive(Default)]
pub(super) struct Columns {
    title: Vec<usize>,
    /// Several if each artist has a column of its own, or there is a list besides the credit.
    artist: Vec<usize>,
    /// Whether each artist has a column of its own.
    is_numbered: bool,
    album: Vec<usize>,
    length: Vec<usize>,
    isrc: Vec<usize>,
    mbid: Vec<usize>,
    identifier: Vec<usize>,
    location: Vec<usize>,
    info: Vec<usize>,
}

impl Columns {
    /// The columns that headings name. Of several columns for a field those count that are named best; a
    /// title is no column of numbers if there is another.
    pub(super) fn by_headings(headings: &StringRecord, rows: &[StringRecord]) -> Self {
        let known: Vec<_> = headings.iter().map(field).collect();
        let is_numeric = |column: usize| {
            let mut cells =
                rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
            !rows.is_empty() && cells.all(|cell| cell.trim().bytes().all(|byte| byte.is_ascii_digit()))
        };
        let best = |wanted: Field| {
            let columns = known.iter().enumerate().filter_map(|(column, known)| {
                let rank = known.filter(|(field, _)| *field == wanted)?.1;
                Some((wanted == Field::Title && is_numeric(column), rank, column))
            });
            let columns: Vec<_> = columns.collect();
            let best = columns.iter().map(|(numeric, rank, _)| (numeric, rank)).min();
            columns
                .iter()
                .filter(|(numeric, rank, _)| Some((numeric, rank)) == best)
                .map(|column| column.2)
                .collect()
        };
        let artist: Vec<usize> = best(Field::Artist);
        let ends_in_number =
            |column: &usize| headings[*column].ends_with(|letter: char| letter.is_ascii_digit());
        Self {
            is_numbered: artist.iter().any(ends_in_number),
            artist,
            title: best(Field::Title),
            album: best(Field::Album),
            length: best(Field::Length),
            isrc: best(Field::Isrc),
            mbid: best(Field::Mbid),
            identifier: best(Field::Identifier),
            location: best(Field::Location),
            info: best(Field::Info),
        }
    }

    /// Whether both title and artist are known.
    pub(super) fn are_complete(&self) -> bool {
        !self.title.is_empty() && !self.artist.is_empty()
    }

    /// Adds the columns of artists and titles that have those of the catalog, if the headings do not say.
    fn complete(mut self, rows: &[StringRecord], names: &Names) -> Self {
        let most = |taken: &[usize], is_known: &dyn Fn(&str) -> bool| {
            let width = rows.iter().map(StringRecord::len).max().unwrap_or(0);
            let columns = (0..width).filter(|column| !taken.contains(column)).map(|column| {
                let cells = rows.iter().filter_map(|row| row.get(column));
                (cells.filter(|cell| is_known(cell)).count(), std::cmp::Reverse(column))
            });
            columns.max().filter(|(count, _)| *count > 0).map(|(_, column)| column.0)
        };
        if self.artist.is_empty() {
            self.artist.extend(most(&self.title, &|cell| names.has_artist(cell)));
        }
        if self.title.is_empty() {
            self.title.extend(most(&self.artist, &|cell| names.has_title(cell)));
        }
        self
    }

    /// The track of a row, if it has a title or anything else to be found by.
    fn track(&self, row: &StringRecord, in_milliseconds: bool, names: &Names) -> Option<Track> {
        let values = |columns: &[usize]| -> Vec<String> {
            let cells = columns.iter().filter_map(|&column| row.get(column)).map(str::trim);
            cells.filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
        };
        let first = |columns: &[usize]| values(columns).into_iter().next();
        let mut artists = values(&self.artist);
        let artist =
            if self.is_numbered { artists.join(", ") } else { artists.first().cloned().unwrap_or_default() };
        if !self.is_numbered {
            let list = artists.pop().unwrap_or_default();
            artists =
                list.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        }
        if artists.len() < 2 {
            artists.clear();
        }
        let mut track = Track {
            artist,
            artists,
            title: first(&self.title).unwrap_or_default(),
            album: first(&self.album),
            length: first(&self.length).and_then(|text| parse_length(&text, in_milliseconds)),
            isrc: first(&self.isrc).and_then(|code| parse_isrc(&code)),
            mbid: first(&self.mbid).and_then(|mbid| mbid.parse().ok()),
            location: first(&self.location),
            info: first(&self.info).filter(|info| info.starts_with("http")),
            line: line(row),
            ..Track::default()
        };
        for identifier in values(&self.identifier).iter().flat_map(|list| list.split(';')) {
            set_identifier(&mut track, identifier);
        }
        let is_known = track.isrc.is_some() || track.mbid.is_some();
        let track = if track.title.is_empty() { from_location(track, names) } else { track };
        (is_known || !track.title.is_empty()).then_some(track)
    }
}

/// Reads a table. If its columns cannot be told, the error is its first row.
pub(super) fn read(grid: Grid<'_>, names: &Names) -> Result<Tracklist, StringRecord> {
    let Grid { headings, mut rows, is_jspf } = grid;
    let sample: Vec<StringRecord> = rows.by_ref().take(SAMPLE).collect();
    let (columns, above) = match &headings {
        Some(headings) => (Columns::by_headings(headings, &sample).complete(&sample, names), 0),
        None => find(&sample, names),
    };
    let is_text = |row: &&StringRecord| columns.title.first().is_some_and(|&title| has_pair(row.get(title)));
    let have_both = is_jspf
        || columns.are_complete()
        || sample[above..].iter().filter(is_text).count() * 2 > sample.len() - above;
    if (columns.title.is_empty() && !is_jspf) || (!have_both && sample.len() > above) {
        return Err(headings.or_else(|| sample.into_iter().next()).unwrap_or_default());
    }
    let mut list = Tracklist::default();
    for row in sample.into_iter().skip(above).chain(rows) {
        match columns.track(&row, is_jspf, names) {
            Some(track) => list.tracks.push(track),
            None if row.iter().all(|cell| cell.trim().is_empty()) => {}
            None => {
                let cells: Vec<&str> = row.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
                list.left_over.push(LeftOver { line: line(&row).unwrap_or(0), text: cells.join(", ") });
            }
        }
    }
    Ok(list)
}

fn has_pair(cell: Option<&str>) -> bool {
    cell.is_some_and(|cell| splits(cell).next().is_some())
}

/// The columns, and the number of rows down to the headings. A first row that names nothing of the catalog,
/// above rows that do, has headings in a language that is not known.
fn find(rows: &[StringRecord], names: &Names) -> (Columns, usize) {
    const MAX_ABOVE: usize = 30;
    let by_headings = |at: usize| Columns::by_headings(&rows[at], &rows[at + 1..]);
    let complete = |&at: &usize| by_headings(at).are_complete();
    if let Some(at) = (0..rows.len().min(MAX_ABOVE)).find(complete) {
        return (by_headings(at), at + 1);
    }
    let named = rows.first().map(|_| by_headings(0)).filter(|columns| !columns.title.is_empty());
    let has_headings = named.is_some();
    let columns = named.unwrap_or_default().complete(rows, names);
    let is_known = |row: &StringRecord| {
        let any = |columns: &[usize], is_known: &dyn Fn(&str) -> bool| {
            columns.iter().filter_map(|&column| row.get(column)).any(is_known)
        };
        any(&columns.artist, &|cell| names.has_artist(cell))
            || any(&columns.title, &|cell| names.has_title(cell))
    };
    let above = has_headings || (rows.len() > 1 && columns.are_complete() && !is_known(&rows[0]));
    (columns, usize::from(above))
}

//! Reads the rows of tables: which columns say what, where the songs play, and what rows without a song are.

use super::{Block, Candidate, Known, Line, Options, SourcePlace, Verdict, What};
use crate::model::{Keyword, Timecode, Usage};
use crate::playlist::Names;
use crate::playlist::headings::{Field, field};
use crate::playlist::table::{Columns, MAX_ABOVE};
use crate::query::Notation;
use crate::text::fold;
use csv::StringRecord;

/// How many rows below headings are looked at.
const SAMPLE: usize = 12;

/// Whether a row has headings: of the title, and of something else.
pub(super) fn are_headings(row: &StringRecord) -> bool {
    let columns = Columns::by_headings(row, &[]);
    columns.has(Field::Title) && columns.count() > 1
}

/// The songs of a table, and what each row was taken for. Rows have lines as positions; a row without one, such as
/// headings that are made for a list of objects, is not part of the source. The place is that of the text above.
pub fn read(
    rows: &[StringRecord],
    place: SourcePlace,
    known: &Known,
    options: &Options,
) -> (Vec<Candidate>, Vec<Line>) {
    let mut table =
        Table { known, options, place, names: Names::default(), candidates: vec![], lines: vec![] };
    let found = find(rows, options);
    let (mut columns, start) = found.unwrap_or((Columns::default(), rows.len()));
    for row in &rows[..start] {
        table.above(row, start < rows.len());
    }
    for row in &rows[start..] {
        if is_repeated_heading(row) {
            columns = by_headings(row, &[], options);
            table.line(row, What::Introduction);
        } else {
            table.row(row, &columns);
        }
    }
    (table.candidates, table.lines)
}

/// Whether rows are a table of songs.
pub(super) fn is_table(rows: &[StringRecord], options: &Options) -> bool {
    find(rows, options).is_some()
}

/// A table of a text, or its rows as lines if it is none of songs.
pub(super) fn blocks(rows: Vec<StringRecord>, options: &Options) -> Vec<Block> {
    if is_table(&rows, options) {
        return vec![Block::Table(rows)];
    }
    let line = |row: &StringRecord| Block::Line(row.position()?.line() as usize, text_of(row)).into();
    rows.iter().filter_map(line).collect()
}

/// The columns, and the number of rows down to the headings. A column of numbers holds no titles.
fn find(rows: &[StringRecord], options: &Options) -> Option<(Columns, usize)> {
    let is_named = |at: usize| {
        let below = &rows[at + 1..rows.len().min(at + 1 + SAMPLE)];
        let columns = by_headings(&rows[at], below, options);
        let is_mapped = options.map.as_ref().is_some_and(|map| map.is_named_in(&rows[at]));
        let is_complete = is_mapped || are_headings(&rows[at]);
        (is_complete && columns.has(Field::Title) && !has_numbers(&columns, below))
            .then_some((columns, at + 1))
    };
    let by_map = || {
        let map = options.map.as_ref()?;
        let columns = by_headings(&StringRecord::new(), &[], options);
        (!map.has_headings() && columns.has(Field::Title)).then_some((columns, 0))
    };
    (0..rows.len().min(MAX_ABOVE)).find_map(is_named).or_else(by_map)
}

fn by_headings(row: &StringRecord, below: &[StringRecord], options: &Options) -> Columns {
    let mut columns = Columns::by_headings(row, below);
    if let Some(map) = &options.map {
        map.apply(row, &mut columns);
    }
    columns
}

/// Whether all titles are numbers.
fn has_numbers(columns: &Columns, rows: &[StringRecord]) -> bool {
    let titles = rows.iter().flat_map(|row| columns.cells(row)).filter(|(field, _)| *field == Field::Title);
    let titles: Vec<&str> = titles.map(|(_, title)| title).collect();
    titles.len() > 1
        && titles.iter().all(|title| title.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// Whether a row is headings again. The first cells tell, so that most rows cost little.
fn is_repeated_heading(row: &StringRecord) -> bool {
    const FIRST: usize = 3;
    let mut first = row.iter().filter(|cell| !cell.trim().is_empty()).take(FIRST);
    first.clone().count() > 1 && first.all(|cell| field(cell).is_some()) && are_headings(row)
}

/// What the cells of a row say, apart from the track.
#[derive(Default)]
struct Cells<'r> {
    season: &'r str,
    episode: &'r str,
    episode_title: &'r str,
    code: &'r str,
    scene: &'r str,
    time: &'r str,
    usage: &'r str,
    number: &'r str,
    verdict: &'r str,
    text: &'r str,
    has_artist: bool,
    has_composer: bool,
}

impl<'r> Cells<'r> {
    fn new(row: &'r StringRecord, columns: &Columns) -> Self {
        let mut cells = Self::default();
        for (field, cell) in columns.cells(row) {
            let value = match field {
                Field::Season => &mut cells.season,
                Field::Episode => &mut cells.episode,
                Field::EpisodeTitle => &mut cells.episode_title,
                Field::Code => &mut cells.code,
                Field::Scene => &mut cells.scene,
                Field::Time => &mut cells.time,
                Field::Usage => &mut cells.usage,
                Field::Number => &mut cells.number,
                Field::Verdict => &mut cells.verdict,
                Field::Text => &mut cells.text,
                other => {
                    cells.has_artist |= other == Field::Artist;
                    cells.has_composer |= other == Field::Composer;
                    continue;
                }
            };
            *value = cell;
        }
        cells
    }

    /// Whether the row says nothing of a place.
    fn have_no_place(&self) -> bool {
        [self.season, self.episode, self.episode_title, self.code].iter().all(|cell| cell.is_empty())
    }

    /// Where the song plays; the error is an episode that is not known.
    fn place(&self, above: SourcePlace, known: &Known) -> Result<SourcePlace, &'r str> {
        let mut place = SourcePlace { season: number_in(self.season), ..SourcePlace::default() };
        for cell in [self.code, self.episode].into_iter().filter(|cell| !cell.is_empty()) {
            let code = if cell == self.code { parse_number_code(cell) } else { None };
            let found = code.or_else(|| parse_place(cell)).or_else(|| titled(cell, known)).ok_or(cell)?;
            place.season = place.season.or(found.season);
            if place.episode.is_none() && place.between.is_none() {
                (place.episode, place.between) = (found.episode, found.between);
            }
        }
        if place == (SourcePlace { season: place.season, ..SourcePlace::default() }) {
            let titled = titled(self.episode_title, known);
            place = titled
                .filter(|titled| place.season.is_none_or(|season| titled.season == Some(season)))
                .unwrap_or(place);
        }
        if place.season.is_none() {
            place.season = above.season;
        }
        Ok(place)
    }
}

struct Table<'a> {
    known: &'a Known,
    options: &'a Options,
    /// That of the row above.
    place: SourcePlace,
    names: Names,
    candidates: Vec<Candidate>,
    lines: Vec<Line>,
}

impl Table<'_> {
    fn line(&mut self, row: &StringRecord, what: What) {
        self.add_line(row, text_of(row), what);
    }

    fn add_line(&mut self, row: &StringRecord, text: String, what: What) {
        let number = row.position().map(|position| position.line() as usize);
        self.lines.extend(number.map(|number| Line { number, text, what }));
    }

    /// A row above the headings. Pairs of a label and a number say which episode it is.
    fn above(&mut self, row: &StringRecord, is_table: bool) {
        let cells: Vec<&str> = row.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
        if cells.is_empty() {
            return;
        }
        let alone = if let [cell] = cells[..] { parse_code(cell) } else { None };
        let before = self.place;
        for pair in cells.windows(2) {
            match (field(pair[0]), pair[1].parse()) {
                (Some((Field::Season, _)), Ok(number)) => self.place.season = Some(number),
                (Some((Field::Episode, _)), Ok(number)) => self.place.episode = Some(number),
                _ => {}
            }
        }
        alone.into_iter().for_each(|place| self.enter(place));
        let what = match (self.place == before, is_table) {
            (false, _) => What::Heading,
            (true, true) => What::Introduction,
            (true, false) => What::LeftOver,
        };
        self.line(row, what);
    }

    /// Begins an episode or a season.
    fn enter(&mut self, place: SourcePlace) {
        let season = place.season.or(self.place.season);
        self.place = SourcePlace { season, ..place };
    }

    fn row(&mut self, row: &StringRecord, columns: &Columns) {
        let mut texts = row.iter().map(str::trim).filter(|cell| !cell.is_empty());
        let Some(first) = texts.next() else { return };
        let is_alone = texts.all(|cell| cell == first);
        if let Some(place) = is_alone.then(|| parse_code(first)).flatten() {
            self.enter(place);
            return self.line(row, What::Heading);
        }
        let cells = Cells::new(row, columns);
        // In a cue sheet the writers and publishers of a song are in rows below it.
        let is_continued = columns.has(Field::Number) && cells.number.is_empty() && !cells.has_artist;
        if is_continued && cells.verdict.is_empty() && !self.candidates.is_empty() {
            return self.line(row, What::About);
        }
        let Some(mut track) = columns.track(row, false, &self.names) else {
            return self.line(row, if is_alone { What::Prose } else { What::LeftOver });
        };
        // Each row of our own lists says where it is.
        let above = if cells.verdict.is_empty() { self.place } else { SourcePlace::default() };
        let place = if cells.have_no_place() { Ok(above) } else { cells.place(above, self.known) };
        track.title = without_quotes(&track.title);
        track.line = track.line.filter(|_| row.position().is_some());
        let starts = cells.time.parse::<f64>().is_err();
        let mut candidate = Candidate {
            text: if cells.text.is_empty() { text_of(row) } else { cells.text.to_owned() },
            place: place.unwrap_or(SourcePlace { season: self.place.season, ..SourcePlace::default() }),
            scene: Some(cells.scene.to_owned()).filter(|scene| !scene.is_empty()),
            time: parse_time(cells.time).filter(|_| starts),
            usage: parse_usage(cells.usage),
            track,
            ..Candidate::default()
        };
        self.place = candidate.place;
        self.judge(&mut candidate, &cells, place.err());
        candidate.complete(self.options);
        self.add_line(row, candidate.text.clone(), What::Song);
        self.candidates.push(candidate);
    }

    /// Sets the verdict on a row, and the artist if only one known song has the title.
    fn judge(&self, candidate: &mut Candidate, cells: &Cells<'_>, unknown_episode: Option<&str>) {
        let track = &mut candidate.track;
        let is_filled = !track.artist.is_empty() && !track.title.is_empty();
        if let Some(episode) = unknown_episode {
            candidate.doubt(Verdict::Unclear, &format!("no episode is known as `{episode}`"));
        } else if [&track.artist, &track.title].into_iter().any(|name| is_unknown(name)) {
            candidate.doubt(Verdict::Unclear, "the source does not know the song");
        } else if is_filled {
            // A person who fills in what was unclear decides.
            if cells.verdict.eq_ignore_ascii_case(Verdict::Likely.word()) {
                candidate.doubt(Verdict::Likely, "it was not certain in the list");
            }
        } else if let Some(credit) = self.known.only_performer(&track.title) {
            credit.clone_into(&mut track.artist);
            candidate.doubt(Verdict::Likely, "it is the only known song with this title");
        } else {
            let composer = if cells.has_composer { ", only a composer" } else { "" };
            candidate.doubt(Verdict::Unclear, &format!("no performer is named{composer}"));
        }
    }
}

/// The texts of a row.
fn text_of(row: &StringRecord) -> String {
    let cells: Vec<&str> = row.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    cells.join(" | ")
}

fn without_quotes(title: &str) -> String {
    let inner =
        title.strip_prefix(['"', '“', '„', '«']).and_then(|rest| rest.strip_suffix(['"', '”', '“', '»']));
    inner.filter(|inner| !inner.contains(['"', '“', '”'])).unwrap_or(title).trim().to_owned()
}

/// Whether a text says that the artist or the title is unknown.
fn is_unknown(name: &str) -> bool {
    const UNKNOWN: [&str; 7] =
        ["unknown", "unidentified", "unknown song", "unknown artist", "n a", "tba", "tbc"];
    let folded = fold(name);
    UNKNOWN.contains(&folded.as_str()) || (!name.is_empty() && name.chars().all(|sign| sign == '?'))
}

/// The only number in a text.
fn number_in(text: &str) -> Option<u16> {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    numbers.next().filter(|_| numbers.next().is_none())?.parse().ok()
}

/// The place that the cell of an episode names: `3`, `3. Name`, or a code.
fn parse_place(cell: &str) -> Option<SourcePlace> {
    let number = cell.split(['.', ':']).next().unwrap_or_default().trim_end();
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    match number.parse().ok().filter(|_| is_number) {
        Some(episode) => Some(SourcePlace { episode: Some(episode), ..SourcePlace::default() }),
        None => parse_code(cell),
    }
}

/// The place of a code of three digits: `104` is season 1, episode 4.
fn parse_number_code(cell: &str) -> Option<SourcePlace> {
    let number: u16 = cell.parse().ok().filter(|_| cell.len() == 3)?;
    let (season, episode) = (number / 100, number % 100);
    (season > 0 && episode > 0).then_some(SourcePlace {
        season: Some(season),
        episode: Some(episode),
        between: None,
    })
}

/// The place that a text names: `S01E03`, `Season 1`, `Episode 3: Name`, and our own `S01E03–E05?` and `S01 ?`.
pub(super) fn parse_code(text: &str) -> Option<SourcePlace> {
    let asked = text.strip_suffix('?').map(str::trim_end);
    match Notation::parse(asked.unwrap_or(text)).ok()?.as_slice() {
        [Notation::Range { show, range, .. }]
            if show.is_empty() && range.first.season == range.last.season =>
        {
            let (first, last) = (range.first.episode, range.last.episode);
            let mut place = SourcePlace { season: Some(range.first.season), ..SourcePlace::default() };
            if first == last && asked.is_none() {
                place.episode = Some(first);
            } else if !range.whole_seasons && last < u16::MAX {
                place.between = Some((first, last));
            }
            Some(place)
        }
        [Notation::Number { show, number, .. }] if show.is_empty() => {
            Some(SourcePlace { episode: Some(*number), ..SourcePlace::default() })
        }
        _ => None,
    }
}

/// The place of the episode with a title.
fn titled(title: &str, known: &Known) -> Option<SourcePlace> {
    let title = title.trim_matches(['"', '“', '”']);
    let (season, episode) = known.episode(title).filter(|_| !title.is_empty())?;
    Some(SourcePlace { season: Some(season), episode: Some(episode), between: None })
}

/// When a song starts: `12:34`, `00:12:34`, `:32`, and with frames as editors write it, `00:12:34:05`.
fn parse_time(text: &str) -> Option<Timecode> {
    let text = text.split(['-', '–', ' ', ';', '.']).next().unwrap_or_default();
    let without_frames = text.match_indices(':').nth(2).map_or(text, |(end, _)| &text[..end]);
    let zero = if without_frames.starts_with(':') { "0" } else { "" };
    format!("{zero}{without_frames}").parse().ok()
}

/// How a song is used, in our words or in the codes of cue sheets.
fn parse_usage(text: &str) -> Option<Usage> {
    const CODES: [(Usage, &str); 4] = [
        (Usage::Background, "bi bv bg b"),
        (Usage::OnScreen, "vi vv vs src v"),
        (Usage::OpeningTheme, "mt ot to"),
        (Usage::ClosingTheme, "et ct tc"),
    ];
    let text = text.to_lowercase();
    let of_code = CODES.into_iter().find(|(_, codes)| codes.split(' ').any(|code| code == text));
    Usage::from_keyword(&text).or(of_code.map(|(usage, _)| usage))
}

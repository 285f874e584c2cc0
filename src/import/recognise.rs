//! Recognises what a source is, from its content, and has it read.

use super::decode::decode;
use super::{
    Block, Candidate, EpisodeFact, Known, Line, Options, Order, Reading, SourcePlace, Verdict, What,
    document, episodes, html, json, markdown, rows,
};
use crate::error::{Error, all_of, cannot_read};
use crate::playlist::headings::Field;
use crate::playlist::table::{Columns, MAX_ABOVE};
use crate::playlist::{ImportFormat, Names, Tracklist, grid, pairs};
use csv::StringRecord;
use serde_json::Value;

/// Why a source is not read, and what to save instead.
struct Refusal {
    reason: String,
    hint: Option<&'static str>,
}

/// A kind of file that is not read: what tells it, what it is called, and what to save instead.
type OtherKind<M> = (M, &'static str, &'static str);

const AS_CSV: &str = "save the sheet as CSV";
const AS_TEXT: &str = "save its text";
const AS_LIST: &str = "save the list as CSV, XSPF or M3U8";

/// Kinds of files that are no text, by how they begin.
const BINARIES: [OtherKind<&[u8]>; 4] = [
    (b"%PDF", "a PDF", AS_TEXT),
    (b"{\\rtf", "RTF", AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "a file of an old office program", "save a sheet as CSV, or a document as text"),
    (b"\x1f\x8b", "compressed (gzip)", "unpack it"),
];

/// Kinds of archives, by the name of a file in them.
const ARCHIVES: [OtherKind<&[u8]>; 4] = [
    (b"xl/", "a spreadsheet of Excel", AS_CSV),
    (b"word/", "a document of Word", AS_TEXT),
    (b"opendocument.spreadsheet", "a spreadsheet (OpenDocument)", AS_CSV),
    (b"opendocument.text", "a document (OpenDocument)", AS_TEXT),
];

/// Kinds of texts, by what is near their beginning, in small letters.
const TEXTS: [OtherKind<&str>; 11] = [
    ("webvtt\n", "captions (WebVTT)", "most captions do not name the songs; look for a list of them"),
    ("\ntrack 01 audio", "a cue sheet of a CD", AS_LIST),
    ("\n  track 01 audio", "a cue sheet of a CD", AS_LIST),
    (
        "<episodedetails",
        "an .nfo file of a media player",
        "it names no songs; use a list of episodes for `new`",
    ),
    ("<tvshow>", "an .nfo file of a media player", "it names no songs; use a list of episodes for `new`"),
    ("<movie>", "an .nfo file of a media player", "it names no songs; use a list of episodes for `new`"),
    ("<plist", "an iTunes library", AS_LIST),
    ("<smil", "a Windows Media playlist (WPL)", AS_LIST),
    ("<asx", "an ASX playlist", AS_LIST),
    ("[playlist]\n", "a PLS playlist", AS_LIST),
    ("#ext-x-", "a stream (HLS)", AS_LIST),
];

impl Refusal {
    fn new(kind: &str, hint: &'static str) -> Self {
        Self { reason: format!("this is {kind}"), hint: Some(hint) }
    }

    fn because(reason: String) -> Self {
        Self { reason, hint: None }
    }
}

/// Reads a source, such as the text of an article or a table. The name is that of its file, for messages. The error
/// says what it is if that is nothing to read songs from.
pub fn read(name: &str, bytes: &[u8], known: &Known, options: &Options) -> Result<Reading, Error> {
    read_text(name, bytes, known, options).map_err(|refusal| {
        let error = Error::usage(cannot_read(name, refusal.reason));
        match refusal.hint {
            Some(hint) => error.with_hint(hint),
            None => error,
        }
    })
}

fn read_text(name: &str, bytes: &[u8], known: &Known, options: &Options) -> Result<Reading, Refusal> {
    let text = text(bytes)?;
    let ending = name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase());
    refuse_text(&text)?;
    if let Some(format @ (ImportFormat::M3u8 | ImportFormat::Xspf)) = playlist_format(&text) {
        let list = format.read(&text, &Names::default()).map_err(Refusal::because)?;
        let kind = if format == ImportFormat::Xspf { "a playlist (XSPF)" } else { "a playlist (M3U)" };
        return Ok(from_playlist(kind, list, known, options));
    }
    if text.trim_start().starts_with(['{', '['])
        && let Some(reading) = json(&text, &ending, known, options)?
    {
        return Ok(reading);
    }
    if let Some(table) = table(&text) {
        return Ok(from_rows("a table", &table, known, options));
    }
    let (kind, mut blocks) = blocks(&text, options);
    let has_table = blocks.iter().any(|block| matches!(block, Block::Table(_)));
    let is_table = ["csv", "tsv"].contains(&ending.as_str()) || (options.map.is_some() && !has_table);
    if let Some(rows) = grid::unnamed(&text).filter(|_| is_table) {
        return Ok(from_rows("a table", &rows.collect::<Vec<_>>(), known, options));
    }
    if let Some(pattern) = &options.pattern {
        blocks = pattern.apply(blocks);
    }
    Ok(Reading { kind: kind.to_owned(), ..document::read(&blocks, known, options) })
}

/// The lines and tables of a text, and what kind of text it is.
fn blocks(text: &str, options: &Options) -> (&'static str, Vec<Block>) {
    const TAGS: [&str; 10] = ["<html", "<body", "<!doctype", "<p>", "<p ", "<li", "<td", "<h1", "<h2", "<h3"];
    let lower = text.to_ascii_lowercase();
    let has = |tags: &[&str]| tags.iter().any(|tag| lower.contains(tag));
    let is_heading = |line: &str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let is_markdown =
        !has(&TAGS[..3]) && text.lines().any(|line| is_heading(line) || line.starts_with("```"));
    if has(&TAGS) {
        let lines = html::read(text, is_markdown, options);
        return if is_markdown {
            ("Markdown", markdown::read(lines, options))
        } else {
            ("a web page", lines)
        };
    }
    let lines = (1..).zip(text.lines()).map(|(number, line)| Block::Line(number, line.to_owned()));
    (if is_markdown { "Markdown" } else { "a text" }, markdown::read(lines.collect(), options))
}

/// The text of a file, unless it is none.
fn text(bytes: &[u8]) -> Result<String, Refusal> {
    const ARCHIVE: &[u8] = b"PK\x03\x04";
    let has = |part: &&[u8]| memchr::memmem::find(bytes, part).is_some();
    if bytes.starts_with(ARCHIVE) {
        let known = ARCHIVES.iter().find(|(part, ..)| has(part));
        let (_, kind, hint) = known.unwrap_or(&(ARCHIVE, "an archive (ZIP)", "unpack it"));
        return Err(Refusal::new(kind, hint));
    }
    if let Some((_, kind, hint)) = BINARIES.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(Refusal::new(kind, hint));
    }
    let text = decode(bytes).map_err(|encoding| {
        Refusal::new(&format!("a text in the encoding {encoding}"), "save the file as UTF-8")
    })?;
    if text.contains('\0') { Err(Refusal::because("it is no text".to_owned())) } else { Ok(text) }
}

fn refuse_text(text: &str) -> Result<(), Refusal> {
    const START: usize = 2_000;
    let start = text.trim_start().chars().take(START).collect::<String>().to_lowercase();
    if let Some((_, kind, hint)) = TEXTS.iter().find(|(mark, ..)| start.contains(mark)) {
        return Err(Refusal::new(kind, hint));
    }
    // `00:00:12,500 --> 00:00:14,000`
    let is_time = |text: &str| {
        let (hours, rest) = text.trim().split_once(':').unwrap_or_default();
        hours.len() == 2
            && rest.len() > 5
            && rest.bytes().all(|byte| byte.is_ascii_digit() || b":,.".contains(&byte))
    };
    let is_caption =
        |line: &str| line.split_once(" --> ").is_some_and(|(from, to)| is_time(from) && is_time(to));
    if start.lines().any(is_caption) {
        let (_, _, hint) = TEXTS[0];
        return Err(Refusal::new("captions (SRT)", hint));
    }
    Ok(())
}

/// The format, if it is one of players.
fn playlist_format(text: &str) -> Option<ImportFormat> {
    let start: String = text.trim_start().chars().take(1_000).collect();
    if start.starts_with('<') {
        (start.contains("<playlist") && start.contains("xspf")).then_some(ImportFormat::Xspf)
    } else {
        let line = start.lines().next()?;
        line.to_ascii_uppercase().starts_with("#EXTM3U").then_some(ImportFormat::M3u8)
    }
}

/// The rows of a text that is a table: it has headings, and most of its rows have several cells.
fn table(text: &str) -> Option<Vec<StringRecord>> {
    let named = |are_headings| grid::named(text, are_headings).or_else(|| grid::aligned(text, are_headings));
    let rows: Vec<StringRecord> =
        named(rows::are_headings).or_else(|| named(episodes::are_headings))?.collect();
    let has_cells = |row: &&StringRecord| row.iter().filter(|cell| !cell.trim().is_empty()).count() > 1;
    (rows.iter().filter(has_cells).count() * 2 > rows.len()).then_some(rows)
}

fn from_rows(kind: &str, table: &[StringRecord], known: &Known, options: &Options) -> Reading {
    if let Some(facts) = episodes::from_rows(table).filter(|_| options.map.is_none()) {
        return from_episodes(facts);
    }
    let (candidates, lines) = rows::read(table, SourcePlace::default(), known, options);
    let mut reading = Reading { kind: kind.to_owned(), candidates, lines, ..Reading::default() };
    let above = &table[..table.len().min(MAX_ABOVE)];
    if let Some(heading) = options.map.as_ref().and_then(|map| map.missing(above)) {
        let cells = |row: &StringRecord| row.iter().filter(|cell| !cell.trim().is_empty()).count();
        let headings = above.iter().rev().max_by_key(|row| cells(row)).into_iter().flatten();
        let headings: Vec<String> = headings.map(|cell| format!("`{cell}`")).collect();
        reading.notes.push(format!("no column is called `{heading}`; there are {}", all_of(&headings)));
    } else if reading.candidates.is_empty() && !table.is_empty() {
        let note = "no column is known as that of the songs; --map title=2,artist=3 says it";
        reading.notes.push(note.to_owned());
    }
    reading
}

fn from_episodes(episodes: Vec<EpisodeFact>) -> Reading {
    Reading { kind: "a list of episodes".to_owned(), episodes, ..Reading::default() }
}

/// Answers of web services that are not read, by a key that they have.
const ANSWERS: [OtherKind<&str>; 4] = [
    ("artist-credit", "an answer of MusicBrainz", AS_LIST),
    ("tracklist", "an answer of Discogs", AS_LIST),
    ("tunefind_url", "an answer of Tunefind", "save the page of the episode"),
    ("external_urls", "an answer of Spotify", "export the playlist as CSV, with Exportify or TuneMyMusic"),
];

/// Reads JSON; nothing if a text only looks like it.
fn json(text: &str, ending: &str, known: &Known, options: &Options) -> Result<Option<Reading>, Refusal> {
    let values = match json::values(text) {
        Ok(values) => values,
        Err(error) if ["json", "jsonl", "jspf"].contains(&ending) => {
            return Err(Refusal::because(format!("this is no JSON: {error}")));
        }
        Err(_) => return Ok(None),
    };
    let Some((_, first)) = values.first() else { return Ok(None) };
    if let Some((_, kind, hint)) = ANSWERS.iter().find(|(key, ..)| has_key(first, key, 4)) {
        return Err(Refusal::new(kind, hint));
    }
    if first["format"].is_number() && first["show"].is_object() && first["seasons"].is_array() {
        return Err(Refusal::new("a catalog", "`soundtrack songs -c FILE --format csv` lists its songs"));
    }
    if first["playlist"]["track"].is_array() {
        let list = ImportFormat::Json.read(text, &Names::default()).map_err(Refusal::because)?;
        return Ok(Some(from_playlist("a playlist (JSPF)", list, known, options)));
    }
    let rows = json::rows(&values);
    let names_artists = rows.first().is_some_and(|keys| Columns::by_headings(keys, &[]).has(Field::Artist));
    let facts = if names_artists { Vec::new() } else { episodes::from_json(&values) };
    if !facts.is_empty() {
        Ok(Some(from_episodes(facts)))
    } else if rows::is_table(&rows, options) {
        Ok(Some(from_rows("JSON", &rows, known, options)))
    } else {
        Err(Refusal::because("this is JSON without objects that have a title and an artist".to_owned()))
    }
}

/// Whether an object has a key, or one that is in it, down to this depth. Of lists the first element counts.
fn has_key(value: &Value, key: &str, depth: usize) -> bool {
    let inner = match value {
        Value::Object(map) if map.contains_key(key) => return true,
        Value::Object(map) => map.values().collect(),
        Value::Array(items) => items.first().into_iter().collect(),
        _ => Vec::new(),
    };
    depth > 0 && inner.into_iter().any(|value| has_key(value, key, depth - 1))
}

/// The tracks of a playlist. It does not say where they play.
fn from_playlist(kind: &str, list: Tracklist, known: &Known, options: &Options) -> Reading {
    let mut reading = Reading { kind: kind.to_owned(), ..Reading::default() };
    for track in list.tracks {
        let text = track.to_string();
        let number = track.line.unwrap_or(0);
        let mut candidate = Candidate { text: text.clone(), track, ..Candidate::default() };
        if candidate.track.artist.is_empty() {
            split(&mut candidate, known, options.order);
        }
        candidate.complete(options);
        reading.candidates.push(candidate);
        reading.lines.push(Line { number, text, what: What::Song });
    }
    let left_over = list.left_over.into_iter();
    reading.lines.extend(left_over.map(|left| Line {
        number: left.line,
        text: left.text,
        what: What::LeftOver,
    }));
    reading.lines.sort_by_key(|line| line.number);
    reading
}

/// Splits the title of a track into artist and title, which players write in this order.
fn split(candidate: &mut Candidate, known: &Known, order: Option<Order>) {
    let track = &mut candidate.track;
    let pairs: Vec<(String, String)> =
        pairs::splits(&track.title).map(|(left, right)| (left.to_owned(), right.to_owned())).collect();
    let swapped = pairs.iter().map(|(left, right)| (right, left));
    let both = pairs.iter().map(|(left, right)| (left, right)).chain(swapped);
    let is_known = |(artist, title): &(&String, &String)| known.has_song(artist, title);
    let first = pairs.first().map(|(left, right)| match order {
        Some(Order::TitleArtist) => (right, left),
        _ => (left, right),
    });
    let known = both.clone().find(is_known);
    let Some((artist, title)) = known.or(first) else {
        return candidate.doubt(Verdict::Unclear, "no performer is named");
    };
    (track.artist, track.title) = (artist.clone(), title.clone());
    if known.is_none() && pairs.len() > 1 {
        candidate.doubt(Verdict::Likely, "it has several dashes");
    }
}

//! Reads lists of other programs: recognises the kind of a text from its content, or else from the ending of
//! its file, and refuses what is plainly something else.

use super::table::Grid;
use super::{Names, Tracklist, grid, json, m3u8, table, text as lines, xspf};
use crate::error::all_of;
use crate::text::sanitize;
use clap::ValueEnum;
use csv::StringRecord;

/// A format that lists are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// `Artist - Title`, one a line
    Text,
    /// M3U and M3U8
    M3u8,
    /// PLS
    Pls,
    /// XSPF
    Xspf,
    /// JSPF, and JSON with objects that have a title and an artist
    #[value(alias = "jspf")]
    Json,
    /// CSV, TSV, Markdown, aligned columns: Exportify, TuneMyMusic, Soundiiz, our own
    #[value(aliases = ["csv", "tsv", "markdown"])]
    Table,
}

/// Why a text is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Goes on after "cannot read FILE:".
    pub reason: String,
    /// What helps, if anything is known to.
    pub hint: Option<&'static str>,
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self { reason, hint: None }
    }
}

/// Kinds of texts that are no lists that can be read, with how they or one of their lines begin, in small
/// letters.
const OTHER_KINDS: [(&str, &[&str]); 7] = [
    ("an HTML page", &["<!doctype html", "<html", "<head", "<body", "<table", "<div"]),
    ("an iTunes library", &["<plist", "<!doctype plist"]),
    ("a Windows Media playlist (WPL)", &["<?wpl", "<smil"]),
    ("an ASX playlist", &["<asx"]),
    ("a cue sheet", &["track 01 audio", "track 1 audio"]),
    ("a PDF", &["%pdf"]),
    ("RTF", &["{\\rtf"]),
];

const SAVE_AS: &str = "save the list as CSV, M3U8, XSPF, or lines such as `Artist - Title`";

impl ImportFormat {
    /// The format of a text whose content tells; `None` if it can be a table or a list of lines.
    pub fn detect(text: &str) -> Result<Option<Self>, Refusal> {
        let text = text.trim_start();
        let start: String = text.chars().take(2_000).collect::<String>().to_ascii_lowercase();
        let begins = |line: &str, begin: &&str| line.trim_start().starts_with(begin);
        let is_kind = |(_, beginnings): &&(&str, &[&str])| {
            start.lines().any(|line| beginnings.iter().any(|begin| begins(line, begin)))
        };
        let other = OTHER_KINDS.iter().find(is_kind).copied();
        let other = other.or(start.contains(" --> ").then_some(("captions", &[])));
        if let Some((kind, _)) = other {
            return Err(Refusal { reason: format!("this is {kind}"), hint: Some(SAVE_AS) });
        }
        if m3u8::is_stream(text) {
            let reason = "this is the playlist of a stream (HLS), which has no tracks".to_owned();
            return Err(reason.into());
        }
        let behind = |bracket: char| text.strip_prefix(bracket).map(str::trim_start);
        Ok(if start.starts_with("[playlist]") {
            Some(Self::Pls)
        } else if behind('{').is_some_and(|rest| rest.is_empty() || rest.starts_with(['"', '}']))
            || behind('[').is_some_and(|rest| rest.is_empty() || rest.starts_with(['{', '[', ']', '"']))
        {
            Some(Self::Json)
        } else if start.starts_with("<?xml") || (start.starts_with('<') && text.trim_end().ends_with('>')) {
            Some(Self::Xspf)
        } else if m3u8::matches(text) {
            Some(Self::M3u8)
        } else {
            None
        })
    }

    /// The format of files with this ending, if their content does not tell.
    fn from_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "m3u" | "m3u8" => Some(Self::M3u8),
            "pls" => Some(Self::Pls),
            "xspf" => Some(Self::Xspf),
            "json" | "jsonl" | "jspf" => Some(Self::Json),
            "csv" | "tsv" => Some(Self::Table),
            _ => None,
        }
    }

    /// Reads the tracks of a text in this format. Names of the catalog help to tell artists from titles.
    pub fn read(self, text: &str, names: &Names) -> Result<Tracklist, Refusal> {
        match self {
            Self::Text => Ok(lines::read(text, names)),
            Self::M3u8 => Ok(m3u8::read(text, names)),
            Self::Pls => Ok(m3u8::read_pls(text, names)),
            Self::Xspf => Ok(xspf::read(text, names)?),
            Self::Json => Ok(json::read(text, names)?),
            Self::Table => read_tables(grid::tables(text).0, names),
        }
    }
}

impl Tracklist {
    /// Reads a text in a format, or in the one that its content or the ending of its file tells. A text with
    /// content of which nothing is a track is refused.
    pub fn read(
        text: &str,
        format: Option<ImportFormat>,
        ending: Option<&str>,
        names: &Names,
    ) -> Result<Self, Refusal> {
        // Old programs end lines with a carriage return alone.
        let old = (!text.contains('\n') && text.contains('\r')).then(|| text.replace('\r', "\n"));
        let text = old.as_deref().unwrap_or(text);
        let format = match format {
            Some(format) => Some(format),
            None => ImportFormat::detect(text)?.or_else(|| ImportFormat::from_ending(ending?)),
        };
        let list = match format {
            Some(format) => format.read(text, names)?,
            None => read_lines_or_table(text, names)?,
        };
        match list.left_over.first() {
            Some(first) if list.tracks.is_empty() => {
                let text = sanitize::line(&first.text).into_owned();
                let reason = match format {
                    None | Some(ImportFormat::Text) => {
                        format!("it has no line such as `Artist - Title`; the first is `{text}`")
                    }
                    Some(_) => format!("it has no track with a title; the first is `{text}`"),
                };
                Err(reason.into())
            }
            _ => Ok(list),
        }
    }
}

/// Reads a text that may be a table or a list of lines. Without headings it is a list if all lines can be
/// tracks; tabs separate the columns of a table.
fn read_lines_or_table(text: &str, names: &Names) -> Result<Tracklist, Refusal> {
    let (grids, have_headings) = grid::tables(text);
    let list = || lines::read(text, names);
    if grids.is_empty() {
        return Ok(list());
    }
    let is_list = |list: &Tracklist| list.left_over.is_empty();
    let as_list = (!have_headings && !text.contains('\t')).then(list).filter(is_list);
    let read = || read_tables(grids, names).or_else(|refusal| Some(list()).filter(is_list).ok_or(refusal));
    as_list.map_or_else(read, Ok)
}

/// Reads all tables whose columns can be told.
fn read_tables(grids: Vec<Grid<'_>>, names: &Names) -> Result<Tracklist, Refusal> {
    let (mut list, mut unknown) = (None::<Tracklist>, StringRecord::new());
    for grid in grids {
        match (table::read(grid, names), &mut list) {
            (Ok(table), None) => list = Some(table),
            (Ok(table), Some(list)) => {
                list.tracks.extend(table.tracks);
                list.left_over.extend(table.left_over);
            }
            (Err(first), _) => unknown = first,
        }
    }
    list.ok_or_else(|| {
        let cells: Vec<String> =
            unknown.iter().map(|cell| format!("`{}`", sanitize::line(cell.trim()))).collect();
        Refusal {
            reason: match &cells[..] {
                [] => "it is no table".to_owned(),
                cells => format!("none of its columns is known as title and artist: {}", all_of(cells)),
            },
            hint: Some("name the columns `title` and `artist` in a line above them"),
        }
    })
}

//! Reads lists of other programs: recognises the kind of a text from its content, or else from the ending of
//! its file, and refuses what is plainly something else.

use super::table::Rows;
use super::{Names, Tracklist, grid, json, m3u8, table, text as lines, xspf};
use crate::error::all_of;
use crate::text::sanitize;
use clap::ValueEnum;

/// A format that lists are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// `Artist - Title`, one a line
    Text,
    /// M3U and M3U8
    M3u8,
    /// XSPF
    Xspf,
    /// JSPF, and JSON with objects that have a title and an artist
    #[value(alias = "jspf")]
    Json,
    /// CSV, TSV, Markdown, aligned columns: Exportify, TuneMyMusic, Soundiiz, our own
    #[value(aliases = ["csv", "tsv", "markdown"])]
    Table,
}

/// Kinds of texts that are not read, each with what tells it, in small letters.
const OTHER_KINDS: [(&str, &str); 10] = [
    ("a web page (HTML)", "<html"),
    ("an iTunes library", "<plist"),
    ("a Windows Media playlist (WPL)", "<smil"),
    ("an ASX playlist", "<asx"),
    ("a PLS playlist", "[playlist]\n"),
    ("a stream (HLS)", "#ext-x-"),
    ("a cue sheet", "track 01 audio"),
    ("captions", " --> 00:"),
    ("RTF", "{\\rtf"),
    ("a PDF", "%pdf"),
];

impl ImportFormat {
    /// The format of a text whose content tells; `None` if it can be a table or a list of lines. The error
    /// says what else it is.
    pub fn detect(text: &str) -> Result<Option<Self>, String> {
        const START: usize = 2_000;
        let text = text.trim_start();
        let start = text.chars().take(START).collect::<String>().to_lowercase().replace('\r', "");
        if let Some((kind, _)) = OTHER_KINDS.iter().find(|(_, mark)| start.contains(mark)) {
            return Err(format!("this is {kind}; save the list as CSV, M3U8, XSPF or text"));
        }
        let begins = |bracket: char, next: &[char]| {
            let rest = start.strip_prefix(bracket).map(str::trim_start);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(next))
        };
        let is_xml = start.starts_with("<?") || start.starts_with("<!");
        Ok(if begins('{', &['"', '}']) || begins('[', &['{', '[', ']', '"']) {
            Some(Self::Json)
        } else if is_xml || (start.starts_with('<') && text.trim_end().ends_with('>')) {
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
            "xspf" => Some(Self::Xspf),
            "json" | "jsonl" | "jspf" => Some(Self::Json),
            "csv" | "tsv" => Some(Self::Table),
            _ => None,
        }
    }

    /// Reads the tracks of a text in this format. Names of the catalog help to tell artists from titles. The
    /// error says why the text cannot be read.
    pub fn read(self, text: &str, names: &Names) -> Result<Tracklist, String> {
        match self {
            Self::Text => Ok(lines::read(text, names)),
            Self::M3u8 => Ok(m3u8::read(text, names)),
            Self::Xspf => xspf::read(text, names),
            Self::Json => json::read(text, names),
            Self::Table => {
                let (rows, _) = grid::rows(text).ok_or("it is no table")?;
                read_table(rows, names)
            }
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
    ) -> Result<Self, String> {
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
            Some(first) if list.tracks.is_empty() => Err(format!(
                "it has no line such as `Artist - Title`; the first is `{}`",
                sanitize::line(&first.text)
            )),
            _ => Ok(list),
        }
    }
}

/// Reads a text that may be a table or a list of lines. Without headings it is a list if all lines can be
/// tracks; tabs separate the columns of a table.
fn read_lines_or_table(text: &str, names: &Names) -> Result<Tracklist, String> {
    let Some((rows, have_headings)) = grid::rows(text) else { return Ok(lines::read(text, names)) };
    let list = || Some(lines::read(text, names)).filter(|list| list.left_over.is_empty());
    if have_headings || text.contains('\t') {
        read_table(rows, names).or_else(|why| list().ok_or(why))
    } else {
        list().map_or_else(|| read_table(rows, names), Ok)
    }
}

fn read_table(rows: Rows<'_>, names: &Names) -> Result<Tracklist, String> {
    table::read(rows, names).map_err(|first| {
        let cells: Vec<String> =
            first.iter().map(|cell| format!("`{}`", sanitize::line(cell.trim()))).collect();
        format!("none of its columns is known as `title` and `artist`: {}", all_of(&cells))
    })
}

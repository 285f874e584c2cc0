//! Reads sources of facts, such as an article, a saved page or a table, and says which songs they name and where
//! in a show these play.
//!
//! Nothing is guessed silently: a candidate is sure, likely or unclear, and every line of a text is accounted for.

mod decode;
pub mod document;
mod episodes;
mod heading;
mod html;
mod item;
mod json;
mod known;
mod markdown;
mod marks;
mod notation;
mod order;
mod pattern;
mod prose;
mod recognise;
mod rows;
mod segment;
mod walk;
mod words;

pub use episodes::episodes;
pub use known::Known;
pub use pattern::{ColumnMap, Pattern};
pub use recognise::read;

use crate::model::{Date, Timecode, Usage};
use crate::playlist::Track;

/// A song that a source names, and where it plays. A line that names two songs gives two candidates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidate {
    /// What the source says of the song itself. Its line is the one of the source.
    pub track: Track,
    /// The text of that line.
    pub text: String,
    /// Where the source says that the song plays.
    pub place: SourcePlace,
    /// What happens meanwhile, in the words of the source.
    pub scene: Option<String>,
    /// How far into the episode it starts.
    pub time: Option<Timecode>,
    /// How it is used.
    pub usage: Option<Usage>,
    /// How certain the reading is.
    pub verdict: Verdict,
    /// Why it is not sure. Empty if it is.
    pub why: String,
}

impl Candidate {
    /// Makes the verdict worse, unless it is so already.
    fn doubt(&mut self, verdict: Verdict, why: &str) {
        if verdict > self.verdict {
            self.verdict = verdict;
            why.clone_into(&mut self.why);
        }
    }

    /// Adds the place that the user states where the source does not. An episode needs a season.
    fn complete(&mut self, options: &Options) {
        let SourcePlace { season, episode, between } = &mut self.place;
        let is_same_season = season.is_none_or(|season| options.season == Some(season));
        if episode.is_none() && between.is_none() && is_same_season {
            *episode = options.episode;
        }
        *season = season.or(options.season);
        if episode.is_some() && season.is_none() {
            self.doubt(Verdict::Unclear, "which season is it? --season says it");
        }
    }
}

/// Where a song plays, as far as a source says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourcePlace {
    /// The season.
    pub season: Option<u16>,
    /// The episode. Without a season it cannot be told which one is meant.
    pub episode: Option<u16>,
    /// Instead of an episode, the first and the last one that it may be in.
    pub between: Option<(u16, u16)>,
}

/// How certain the reading of a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The notation or a known song settles it.
    #[default]
    Sure,
    /// There is one reading, but nothing confirms it.
    Likely,
    /// A person must decide.
    Unclear,
}

impl Verdict {
    /// As it is printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Unclear => "unclear",
        }
    }
}

/// What a line of a source was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The beginning of an episode or a season.
    Heading,
    /// One or more songs.
    Song,
    /// Text about the song above.
    About,
    /// Text before a list, such as `All songs of season 2:`.
    Introduction,
    /// Any other text.
    Prose,
    /// An item of a list of which no song could be read.
    LeftOver,
}

impl What {
    /// As `--explain` prints it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Song => "song",
            Self::About => "about the song above",
            Self::Introduction => "introduction",
            Self::Prose => "prose",
            Self::LeftOver => "left over",
        }
    }
}

/// A line of a source and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// Its text.
    pub text: String,
    /// What it was taken for.
    pub what: What,
}

/// A part of a text document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A line, counted from 1, with its text.
    Line(usize, String),
    /// The rows of a table; their positions are lines.
    Table(Vec<csv::StringRecord>),
}

/// What was read from a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What the source was recognised as, such as `a table`.
    pub kind: String,
    /// In the order of the source.
    pub candidates: Vec<Candidate>,
    /// The lines of a text and the rows of a table, each once, without blank ones.
    pub lines: Vec<Line>,
    /// Whether it is a table of songs, whose scenes are facts rather than the text of an article.
    pub is_table: bool,
    /// Notes for the user, such as that only one season is named.
    pub notes: Vec<String>,
    /// The episodes, if the source is a list of episodes. Then it names no songs.
    pub episodes: Vec<EpisodeFact>,
}

/// An episode as lists of episodes have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpisodeFact {
    /// Its season; 0 for specials.
    pub season: u16,
    /// Its number. Specials may have none.
    pub number: Option<u16>,
    /// Its title.
    pub title: Option<String>,
    /// When it was first shown.
    pub air_date: Option<Date>,
}

/// Which side of a bare dash is the artist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Order {
    /// `Artist - Title`
    ArtistTitle,
    /// `Title - Artist`
    TitleArtist,
}

/// What the user says about a source.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The season, where the source does not say it.
    pub season: Option<u16>,
    /// The episode, where the source does not say it.
    pub episode: Option<u16>,
    /// Which side of a bare dash is the artist, if it is not to be found out.
    pub order: Option<Order>,
    /// Which columns of tables hold what.
    pub map: Option<ColumnMap>,
    /// How lines that name a song are written.
    pub pattern: Option<Pattern>,
}

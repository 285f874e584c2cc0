//! The command line: all commands and options. Filters are declared in `query`, next to what they mean.

mod line;
mod usage;

use crate::commands::gaps::GapFilter;
use crate::edit::Kind;
use crate::error::Error;
use crate::import::{ColumnMap, Order as SideOrder, Pattern};
use crate::load::Size;
use crate::merge::Take;
use crate::model::{ParseError, ShowKind};
use crate::out::{Format, Output, When};
use crate::page::Tell;
use crate::playlist::{ExportFormat, ImportFormat, Order, Repeats, parse_template};
use crate::query::{PlacementFilter, ShowFilter, parse_keyword, quoted};
use crate::shell::help;
use crate::view::links::Service;
use crate::view::{Layout, Sort};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

pub use line::Line;

/// Why a command line is not a run of the program.
#[derive(Debug)]
pub enum NoRun {
    /// It asks for help or the version, which this prints.
    Help(clap::Error),
    /// It is refused.
    Refused(Line, Error),
}

/// What song was that? Find the songs of a show, offline
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = help::OVERVIEW, disable_help_subcommand = true)]
#[command(override_usage = "soundtrack [WORDS]… [OPTIONS]\n       soundtrack COMMAND [OPTIONS]")]
pub struct Cli {
    /// The command; without one, an overview of the catalog is shown
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Catalog file or folder, - (stdin) or builtin (repeatable) [env: SOUNDTRACK_CATALOG]
    #[arg(short, long, global = true, value_name = "PATH", help_heading = "Catalog")]
    pub catalog: Vec<PathBuf>,

    /// Size limit for each file: 512K, 1G
    #[arg(
        long,
        global = true,
        value_name = "SIZE",
        default_value_t = Size::LARGEST,
        hide_short_help = true,
        help_heading = "Catalog"
    )]
    pub max_size: Size,

    /// Hide everything after this episode: s2e3, its title, or heartstopper=s2e3 for one show
    ///
    /// Until the last episode, notes and sources are hidden too: they may be about any episode. Specials are
    /// shown if they aired by then, or up to the one that is named (s2e3,s0e1).
    #[arg(
        long,
        global = true,
        value_name = "EPISODE",
        value_delimiter = ',',
        env = "SOUNDTRACK_UP_TO",
        hide_env_values = true,
        help_heading = "Catalog"
    )]
    pub up_to: Vec<String>,

    #[command(flatten)]
    #[allow(missing_docs)]
    pub shows: ShowFilter,

    #[command(flatten)]
    #[allow(missing_docs)]
    pub output: OutputOptions,

    /// The command line that was parsed.
    #[arg(skip)]
    pub line: Line,
}

/// Options about columns, rows and formats.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub struct OutputOptions {
    /// Show these columns in this order; `help` lists them
    #[arg(long, global = true, value_delimiter = ',', value_name = "KEY,…")]
    pub columns: Vec<String>,
    /// Sort by columns, descending with a hyphen: artist,-length
    #[arg(long, global = true, value_delimiter = ',', value_name = "KEY,…", allow_hyphen_values = true)]
    pub sort: Vec<Sort>,
    /// Show at most N rows
    #[arg(short = 'n', long, global = true, value_name = "N", value_parser = parse_count)]
    pub limit: Option<usize>,
    /// Output format
    #[arg(short, long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// Short for --format json
    #[arg(long, global = true, conflicts_with = "format")]
    pub json: bool,
    /// In CSV, escape values that spreadsheets would run as formulas
    #[arg(long, global = true, hide_short_help = true)]
    pub spreadsheet_safe: bool,
    /// In CSV, begin with a byte order mark, for old spreadsheets
    #[arg(long, global = true, hide_short_help = true)]
    pub bom: bool,
    /// List the sources of a show, an episode, a song or an artist
    #[arg(long, global = true)]
    pub sources: bool,
    /// Omit the header line
    #[arg(long, global = true, hide_short_help = true)]
    pub no_header: bool,
    /// Wrap output to N columns, even in a pipe
    #[arg(long, global = true, value_name = "N", hide_short_help = true, value_parser = parse_width)]
    pub width: Option<u16>,
    /// When to use bold, dim and coloured text
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", hide_short_help = true)]
    pub color: When,
    /// When to link titles
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", hide_short_help = true)]
    pub hyperlinks: When,
}

/// The commands, in the order of `--help`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List songs in broadcast order, with episode and scene
    #[command(before_help = "\
Examples:
  soundtrack songs s2e3                      the songs of an episode
  soundtrack songs -a \"girl in red\" --json   an artist's songs, for a script")]
    Songs(SongsOptions),
    /// Search songs by title, artist or scene (fuzzy)
    #[command(before_help = "\
Examples:
  soundtrack search beabadoobee snow        words of title, artist or scene
  soundtrack search usage:on-screen -kiss   conditions: see soundtrack help query
  soundtrack search prom -s 2 --explain     why each song matched")]
    Search(SearchOptions),
    /// Walk through the catalog and search it on the screen
    #[cfg(feature = "browse")]
    #[command(before_help = "\
Examples:
  soundtrack browse                       q leaves, ? lists the keys
  soundtrack browse snow                  begins with a search
  soundtrack browse --to xspf > mix.xspf  what is chosen with p, as a playlist")]
    Browse(BrowseOptions),
    /// List artists
    #[command(before_help = "\
Examples:
  soundtrack artists --sort -placements -n 5   the most used
  soundtrack artists -s 2                      those of a season")]
    Artists(PlacementFilter),
    /// List episodes
    #[command(before_help = "\
Examples:
  soundtrack episodes -s 1              a season
  soundtrack episodes -a \"baby queen\"   the episodes with songs of an artist")]
    Episodes(PlacementFilter),
    /// List seasons
    #[command(before_help = "\
Examples:
  soundtrack seasons
  soundtrack seasons --format markdown")]
    Seasons(PlacementFilter),
    /// List shows
    #[command(before_help = "\
Examples:
  soundtrack shows
  soundtrack shows --format csv")]
    Shows(PlacementFilter),
    /// Show a song: credit, album, placements, sources
    #[command(before_help = "\
Examples:
  soundtrack song dance with me
  soundtrack song colours-of-you --json   by id, for a script
  soundtrack song seven --url spotify     only an address")]
    Song {
        /// The song's title, or the beginning of it
        #[arg(value_name = "TITLE", required = true)]
        title: Vec<String>,
        /// Print only the address of the song, or of the song or a search for it at a service
        #[arg(long, value_name = "SERVICE", value_enum, num_args = 0..=1)]
        url: Option<Option<Service>>,
        #[command(flatten)]
        #[allow(missing_docs)]
        shows: ShowFilter,
    },
    /// Show an artist: names, members, songs and roles
    #[command(before_help = "\
Examples:
  soundtrack artist wasia
  soundtrack artist \"francoise hardy\"")]
    Artist {
        /// The artist's name, alias or member, or the beginning of it
        #[arg(value_name = "NAME", required = true)]
        name: Vec<String>,
    },
    /// Show an episode: its songs, and songs that may belong to it
    #[command(before_help = "\
Examples:
  soundtrack episode s2e8
  soundtrack episode promise   by title")]
    Episode {
        /// The episode: s2e3, 2x03, "season 2 episode 3", its title, or a video file name
        #[arg(value_name = "EPISODE", required = true)]
        code: Vec<String>,
        #[command(flatten)]
        #[allow(missing_docs)]
        shows: ShowFilter,
    },
    /// Show a season: its episodes and songs
    #[command(before_help = "\
Examples:
  soundtrack season 2
  soundtrack season 1-2")]
    Season {
        /// The season's number: 2, 1-2, s02
        #[arg(value_name = "N", required = true)]
        number: Vec<String>,
        #[command(flatten)]
        #[allow(missing_docs)]
        shows: ShowFilter,
    },
    /// Show one show: the people behind its music, its seasons
    #[command(before_help = "\
Examples:
  soundtrack show heartstopper
  soundtrack show heartstopper --format markdown")]
    Show {
        /// The show's title or id, or the beginning of it
        #[arg(value_name = "NAME", required = true)]
        name: Vec<String>,
    },
    /// Show statistics: totals, most used artists, songs per season
    #[command(before_help = "\
Examples:
  soundtrack stats
  soundtrack stats -s 1")]
    Stats(PlacementFilter),
    /// List missing data: episodes without songs, songs without episode, scene or source
    #[command(before_help = "\
Examples:
  soundtrack gaps --missing scene
  soundtrack gaps -s 3 --format csv")]
    Gaps(GapFilter),
    /// Compare a playlist with a show: missing songs, other versions, extra tracks
    #[command(before_help = "\
Examples:
  soundtrack playlist -s 2 > mine.txt; soundtrack compare mine.txt -s 2
  soundtrack playlist s2e3 --to jspf | soundtrack compare - s2e3 --show-matches --json

Exit status 1 if any song is missing in all versions.")]
    Compare(CompareOptions),
    /// Write songs as a playlist for a player or a streaming service
    #[command(before_help = "\
Examples:
  soundtrack playlist -s 2 -o season-2.xspf
  soundtrack playlist s2e3 --to tunemymusic   for a streaming service")]
    Playlist(PlaylistOptions),
    /// Write a page of HTML to share: songs by episode, search, map, sources
    #[command(before_help = "\
Examples:
  soundtrack page -o heartstopper.html
  soundtrack page --up-to s2e3 -o until-s2e3.html   for somebody who has seen that much
  soundtrack page -o map.svg                        only the map of what is known
  soundtrack page -o pages/                         a page for each show, and an index")]
    Page(PageOptions),
    /// Validate catalog files: all errors and warnings with line and column
    #[command(before_help = "\
Examples:
  soundtrack check
  soundtrack check --format json   for editors and CI")]
    Check {
        /// Files, folders, - (stdin) or builtin [default: the catalog that other commands use]
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Begin the catalog file of a show, with its seasons and episodes
    #[command(before_help = "\
Examples:
  soundtrack new \"Harbour Lights\" --seasons 8,8 -o harbour.json
  soundtrack new \"Night Ferry\" --kind film -o ferry.json          a film")]
    New(NewOptions),
    /// Read songs from an article, a list, a table or a playlist into a catalog file
    #[command(before_help = "\
Examples:
  soundtrack import article.txt                                 what is understood
  soundtrack import article.txt --into harbour.json --write     add it

Nothing is written without --write. Exit status 1 if something is left for you, or nothing was found.")]
    Import(ImportOptions),
    /// Write catalog files in the usual layout: one entry a line
    #[command(before_help = "\
Examples:
  soundtrack export heartstopper > own.json; soundtrack fmt own.json
  soundtrack fmt --check own.json   for CI: exit status 1 if it has another layout")]
    Fmt(FmtOptions),
    /// Rename the id of an artist, a song or a source everywhere in a file
    #[command(before_help = "\
Examples:
  soundtrack rename own.json artist wasia-project wasia --diff
  soundtrack rename own.json source pl-2022-dates pl-2022 --merge   make one of both

Artists are shared by all files of a catalog: rename them in each.")]
    Rename(RenameOptions),
    /// Print the catalog file of a show, to keep it or to correct it
    #[command(before_help = "\
Examples:
  soundtrack export heartstopper > heartstopper.json
  soundtrack export heartstopper -c builtin           as the program came with it")]
    Export {
        /// The show's title or id, or the beginning of it
        #[arg(value_name = "SHOW", required = true)]
        name: Vec<String>,
    },
    /// Print the JSON Schema of catalog files, for editors
    #[command(before_help = "\
Examples:
  soundtrack schema > catalog.schema.json
  soundtrack schema | head -5")]
    Schema,
    /// Print a shell completion script
    #[command(before_help = "\
Examples:
  soundtrack completions bash > soundtrack.bash   source it in ~/.bashrc
  soundtrack completions fish > soundtrack.fish   copy it to ~/.config/fish/completions")]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page, or write the pages of all commands
    #[command(before_help = "\
Examples:
  soundtrack man > soundtrack.1
  soundtrack man --out ~/.cargo/share/man   where man finds them after cargo install")]
    Man {
        /// Folder that gets man1 and man5, such as ~/.local/share/man
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Show help for a command or a topic: episodes, query, browse, formats, json, exit-status, catalog
    #[command(before_help = "\
Examples:
  soundtrack help query
  soundtrack help songs")]
    Help {
        /// A command or a topic
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
}

/// Options of `songs`.
#[derive(Args, Debug)]
pub struct SongsOptions {
    /// Episodes: s2e3, 2x03, S02E03-E05, S01E07..S02E02, a season (S02), a title, or a video file name
    #[arg(value_name = "EPISODE")]
    pub episodes: Vec<String>,
    /// Show which songs are in the audio files of this folder, matched by tags
    #[arg(long, value_name = "DIR")]
    #[cfg_attr(not(feature = "local-music"), arg(hide = true))]
    pub music: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filter: PlacementFilter,
}

/// Options of `new`.
#[derive(Args, Debug)]
pub struct NewOptions {
    /// The show's title, of which its id is made; with --title its id
    #[arg(value_name = "SHOW", required = true)]
    pub show: Vec<String>,
    /// The show's title, if SHOW is its id
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// How many episodes each season has
    #[arg(long, value_delimiter = ',', value_name = "N,…")]
    pub seasons: Vec<u16>,
    /// A list of episodes: an answer of TVmaze or TMDb, a table, or lines such as S01E01 Title; or -
    #[arg(long, value_name = "FILE", conflicts_with = "seasons")]
    pub episodes: Option<PathBuf>,
    /// What it is, if it is no series
    #[arg(long, value_parser = parse_keyword::<ShowKind>(), value_name = "KIND")]
    pub kind: Option<ShowKind>,
    /// Write to FILE, which must not exist, or to standard output (-)
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// Options of `search`.
#[derive(Args, Debug)]
pub struct SearchOptions {
    /// Words to find, all of them, and conditions such as artist:hardy, -kiss, season:1-2
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// Explain how the query was parsed and why each song matched
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filter: PlacementFilter,
}

/// Options of `browse`.
#[cfg(feature = "browse")]
#[derive(Args, Debug)]
pub struct BrowseOptions {
    /// What to search for at the start, as in search
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Print what is chosen as a playlist
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Playlist")]
    pub to: Option<ExportFormat>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filter: PlacementFilter,
}

/// Options of `compare`.
#[derive(Args, Debug)]
pub struct CompareOptions {
    /// A playlist: M3U8, XSPF, JSPF or other JSON, CSV or another table, `Artist - Title` lines; or -
    #[arg(value_name = "PLAYLIST")]
    pub playlist: PathBuf,
    /// Episodes whose songs it should have: s2e3, S02E03-E05, a season (S02), a title
    #[arg(value_name = "EPISODE")]
    pub episodes: Vec<String>,
    /// Format of the playlist, if its content does not tell
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub from: Option<ImportFormat>,
    /// Also list the songs that the playlist has
    #[arg(long)]
    pub show_matches: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filter: PlacementFilter,
}

/// Options of `playlist`.
#[derive(Args, Debug)]
#[command(next_help_heading = "Playlist")]
pub struct PlaylistOptions {
    /// Episodes: s2e3, S02E03-E05, a season (S02), a title
    #[arg(value_name = "EPISODE", help_heading = "Arguments")]
    pub episodes: Vec<String>,
    /// Playlist format [default: from the file extension, otherwise text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Option<ExportFormat>,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Order of the songs
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    pub order: Order,
    /// How to handle repeated songs
    #[arg(long, value_enum, default_value_t, value_name = "HOW")]
    pub repeats: Repeats,
    /// Title of the playlist
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Location of songs without a link to audio: an address or a path with {artist}, {title}, {album},
    /// {isrc}
    #[arg(long, value_name = "ADDRESS", value_parser = parse_template)]
    pub location_template: Option<String>,
    /// Use the audio files of this folder as locations, matched by tags
    #[arg(long, value_name = "DIR")]
    #[cfg_attr(not(feature = "local-music"), arg(hide = true))]
    pub music: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filter: PlacementFilter,
}

/// What `page` writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// The page, which loads nothing
    #[default]
    #[value(alias = "htm")]
    Html,
    /// A picture of what is known of each episode
    Svg,
}

/// Options of `page`.
#[derive(Args, Debug)]
#[command(next_help_heading = "Page")]
pub struct PageOptions {
    /// Episodes: s2e3, S02E03-E05, a season (S02), a title
    #[arg(value_name = "EPISODE", help_heading = "Arguments")]
    pub episodes: Vec<String>,
    /// What to write [default: from the file extension, otherwise html]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Option<PageFormat>,
    /// Write to FILE instead of standard output, or a page for each show and an index to FOLDER/
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace existing files
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Title of the page, or of the index
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Ask readers where a song plays, if that is not known: an address (https:, mailto:) with {song}, {artist},
    /// {code}, {json}
    #[arg(long, value_name = "ADDRESS")]
    pub tell: Option<Tell>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filter: PlacementFilter,
}

/// Options of `import`.
#[derive(Args, Debug)]
#[command(next_help_heading = "Import")]
pub struct ImportOptions {
    /// Saved pages, texts, tables, playlists, lists of episodes; or -
    #[arg(value_name = "SOURCE", required = true, help_heading = "Arguments")]
    pub files: Vec<PathBuf>,
    /// Catalog file that the songs are for
    #[arg(long, value_name = "FILE")]
    pub into: Option<PathBuf>,
    /// Write the file; otherwise nothing is changed
    #[arg(long, requires = "into")]
    pub write: bool,
    /// Season, where the source does not say it
    #[arg(short, long, value_name = "N")]
    pub season: Option<u16>,
    /// Episode, where the source does not say it
    #[arg(short, long, value_name = "N")]
    pub episode: Option<u16>,
    /// The source to cite: the id of one in the file, or the title of a new one [default: the file's name]
    #[arg(long, value_name = "TITLE")]
    pub source: Option<String>,
    /// Address of the source
    #[arg(long, value_name = "ADDRESS", value_parser = parse_url)]
    pub url: Option<String>,
    /// Which side of a bare dash is the artist
    #[arg(long, value_enum, value_name = "ORDER")]
    pub order: Option<SideOrder>,
    /// Columns by number, letter or heading: title=2,artist=C,scene=Notes
    #[arg(long, value_name = "COLUMNS")]
    pub map: Option<ColumnMap>,
    /// How a line is written: '{number}. {title} // {artist} ({scene})'
    #[arg(long, value_name = "PATTERN")]
    pub pattern: Option<Pattern>,
    /// A list of songs that are known, such as the official playlist; it places nothing
    #[arg(long, value_name = "LIST")]
    pub known: Vec<PathBuf>,
    /// Also add what is not sure
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    pub take: Vec<Take>,
    /// Also add what the source says about the scenes
    #[arg(long)]
    pub scenes: bool,
    /// Show every line and what it was taken for
    #[arg(long, conflicts_with = "diff")]
    pub explain: bool,
    /// Show the change of the file as a unified diff
    #[arg(long, requires = "into")]
    pub diff: bool,
}

/// Options of `fmt`.
#[derive(Args, Debug)]
pub struct FmtOptions {
    /// Catalog files, or - (stdin to stdout)
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Only print the names of files with another layout; exit status 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// Only print what would change, as a unified diff
    #[arg(long, conflicts_with = "check")]
    pub diff: bool,
}

/// Options of `rename`.
#[derive(Args, Debug)]
pub struct RenameOptions {
    /// A catalog file, or - (stdin to stdout)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What the id is of
    #[arg(value_enum, value_name = "KIND")]
    pub kind: Kind,
    /// The id that it has
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The id that it gets
    #[arg(value_name = "NEW")]
    pub new: String,
    /// Merge both if the new id is there: its values stay, missing ones are added, lists are joined
    #[arg(long)]
    pub merge: bool,
    /// Only print what would change, as a unified diff
    #[arg(long)]
    pub diff: bool,
}

/// Shells with completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash, from 4.4
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// Elvish
    Elvish,
    /// PowerShell
    Powershell,
}

impl Cli {
    /// Parses the arguments of a process, the program's name included.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, NoRun> {
        Self::read_with(arguments, &mut Self::program())
    }

    /// Like [`Cli::read`], with the definition of the command line, [`Cli::program`].
    pub fn read_with(
        arguments: impl IntoIterator<Item = OsString>,
        program: &mut clap::Command,
    ) -> Result<Self, NoRun> {
        let line = Line::read(arguments.into_iter().skip(1), program);
        Self::parse(line, program)
    }

    /// Parses a command line that was read before.
    pub fn from_line(line: Line) -> Result<Self, NoRun> {
        Self::parse(line, &mut Self::program())
    }

    /// Parses a command line. Words without a command are read as the query of a search: the options of
    /// `search` are those of all commands that words may mean.
    fn parse(line: Line, program: &mut clap::Command) -> Result<Self, NoRun> {
        let help = line.options().find(|option| ["-h", "--help", "-V", "--version"].contains(option));
        let arguments = match help {
            Some(help) if line.is_without_command() => vec!["soundtrack".into(), help.into()],
            None if line.is_without_command() => line.with_command("search").arguments(),
            _ => line.arguments(),
        };
        let refused = |error: clap::Error| match error.use_stderr() {
            true => NoRun::Refused(line.clone(), usage::explain(&error, &line)),
            false => NoRun::Help(error),
        };
        let mut matches = program.try_get_matches_from_mut(arguments).map_err(refused)?;
        if let Some((name, own)) = matches.subcommand() {
            refuse_useless_options(program, name, own)
                .map_err(|error| NoRun::Refused(line.clone(), error))?;
        }
        let is_default = matches.value_source("up_to") == Some(ValueSource::EnvVariable);
        let mut cli = Self::from_arg_matches_mut(&mut matches).map_err(refused)?;
        // An empty variable is as if it were not set.
        if is_default && cli.up_to.iter().all(|episode| episode.trim().is_empty()) {
            cli.up_to.clear();
        }
        Ok(Self { line, ..cli })
    }

    /// The definition of the whole command line, with the help of each command.
    pub fn program() -> clap::Command {
        let program = Self::command();
        let global: Vec<clap::Arg> =
            program.get_arguments().filter(|arg| arg.is_global_set()).cloned().collect();
        program.args_override_self(true).mut_subcommands(|command| {
            let useless = global.iter().filter(|arg| !accepts(command.get_name(), arg.get_id().as_str()));
            let useless: Vec<clap::Arg> = useless.map(|arg| arg.clone().hide(true)).collect();
            command
                .args(useless)
                .args_override_self(true)
                .after_help(help::MORE)
                .help_template(help::TEMPLATE)
        })
    }

    /// The names of all commands, in the order of help.
    pub fn commands() -> Vec<String> {
        let program = Self::command();
        program.get_subcommands().map(|command| command.get_name().to_owned()).collect()
    }

    /// The full help of a command, as `--help` prints it.
    pub fn help_of(command: &str) -> Option<String> {
        let error = Self::program().try_get_matches_from(["soundtrack", command, "--help"]).err()?;
        (error.kind() == ErrorKind::DisplayHelp).then(|| error.render().to_string())
    }

    /// Which columns and rows to show.
    pub fn layout(&self) -> Layout {
        let OutputOptions { columns, sort, limit, sources, .. } = &self.output;
        Layout { columns: columns.clone(), sort: sort.clone(), limit: *limit, sources: *sources }
    }

    /// How to write the answer.
    pub fn output(&self) -> Output {
        let &OutputOptions {
            format, json, spreadsheet_safe, bom, no_header, width, color, hyperlinks, ..
        } = &self.output;
        let format = if json { Format::Json } else { format };
        Output { format, spreadsheet_safe, bom, no_header, width, color, hyperlinks }
    }

    /// The beginning of a command line that asks about the same catalog.
    pub fn invocation(&self) -> String {
        self.invocation_up_to(&self.up_to)
    }

    /// The same with other spoiler ceilings.
    pub fn invocation_up_to(&self, up_to: &[String]) -> String {
        let paths = self.catalog.iter().map(|path| format!(" -c {}", quoted(&path.to_string_lossy())));
        let ceilings = up_to.iter().map(|ceiling| format!(" --up-to {}", quoted(ceiling)));
        format!("soundtrack{}", paths.chain(ceilings).collect::<String>())
    }
}

/// Whether a global option has a meaning for a command.
fn accepts(command: &str, option: &str) -> bool {
    let reads_files = !["schema", "completions", "man", "help"].contains(&command);
    let writes_catalogs = ["new", "fmt", "rename"].contains(&command);
    match option {
        "max_size" => reads_files,
        "sources" => ["show", "episode", "song", "artist"].contains(&command),
        _ if writes_catalogs => false,
        "catalog" => reads_files,
        "up_to" => reads_files && !["check", "export", "import"].contains(&command),
        "limit" => reads_files && !["export", "page"].contains(&command),
        // All others are about tables and cards.
        _ => reads_files && !["playlist", "page", "export"].contains(&command),
    }
}

/// An option that would be ignored is a mistake of the user. Variables of the environment are meant for all
/// commands.
fn refuse_useless_options(program: &clap::Command, command: &str, matches: &ArgMatches) -> Result<(), Error> {
    let is_useless = |arg: &&clap::Arg| {
        let id = arg.get_id().as_str();
        arg.is_global_set()
            && matches.value_source(id) == Some(ValueSource::CommandLine)
            && !accepts(command, id)
    };
    let Some(arg) = program.get_arguments().find(is_useless) else { return Ok(()) };
    let option = arg.get_long().unwrap_or_default();
    let error = Error::usage(format!("the option `--{option}` cannot be used with `{command}`"));
    Err(match command {
        "playlist" => error.with_hint("a playlist has `--to` for its format and `--order` for its order"),
        _ => error,
    })
}

/// A number of rows.
fn parse_count(text: &str) -> Result<usize, ParseError> {
    text.parse().ok().filter(|&number| number > 0).ok_or(ParseError::expected("a whole number from 1"))
}

/// An address of the web.
fn parse_url(text: &str) -> Result<String, ParseError> {
    let is_address = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
    is_address
        .then(|| text.to_owned())
        .ok_or(ParseError::expected("an address such as https://example.com/page"))
}

fn parse_width(text: &str) -> Result<u16, ParseError> {
    text.parse().map_err(|_| ParseError::expected("a whole number up to 65535"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Cli::program().debug_assert();
    }

    #[test]
    fn long_help_lists_every_option_that_the_command_accepts() {
        let program = Cli::program();
        for command in Cli::commands() {
            let help = Cli::help_of(&command).unwrap();
            for arg in program.get_arguments().filter(|arg| arg.is_global_set()) {
                let is_listed = help.contains(&format!("--{}", arg.get_long().unwrap()));
                assert_eq!(is_listed, accepts(&command, arg.get_id().as_str()), "{command} {arg}");
            }
        }
    }

    #[test]
    fn options_without_meaning_are_refused() {
        let read = |line: &str| Cli::read(line.split(' ').map(OsString::from));
        for line in [
            "x check --up-to s1e1",
            "x schema --sort title",
            "x --sort title schema",
            "x completions bash --columns x",
            "x man --out x --limit 3",
            "x help --json",
            "x export heartstopper --up-to s1e1",
            "x export heartstopper --json",
            "x new title --output x --json",
            "x export heartstopper --limit 3",
            "x fmt a.json --json",
            "x rename -c a.json a.json song a b",
            "x playlist --format table",
            "x playlist --columns title",
            "x playlist --sort title",
            "x page --format table",
            "x page --limit 3",
        ] {
            let refused = matches!(read(line), Err(NoRun::Refused(_, error)) if error.exit_code() == 2);
            assert!(refused, "{line}");
        }
        for line in
            ["x check --json", "x playlist --limit 3", "x --json songs", "x --limit 1", "x -c a check"]
        {
            assert!(read(line).is_ok(), "{line}");
        }
    }
}

//! Help: the name of a command or a topic flows in, what to know about it flows out. Texts alone: what they show is
//! tried by the tests.

/// Help of one command: what it is for, examples, then everything else.
pub const TEMPLATE: &str =
    "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Where there is more to know than fits on a screen.
pub const MORE: &str = "More options of output: soundtrack help formats. Episodes, questions, catalogs:\n\
    soundtrack help episodes, soundtrack help query, soundtrack help catalog.";
/// Something to read about.
pub struct Topic {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// All of it.
    pub text: &'static str,
}

/// All topics.
pub const TOPICS: &[Topic] = &[
    Topic { name: "episodes", about: "the ways to say which episode", text: EPISODES },
    Topic { name: "query", about: "the language of questions", text: QUERY },
    Topic { name: "formats", about: "the forms of an answer, and playlists", text: FORMATS },
    Topic { name: "exit-status", about: "what a script is told", text: EXIT_STATUS },
    Topic { name: "catalog", about: "which files are read, and how to write one", text: CATALOG },
];

const EPISODES: &str = "\
Which episode: any of these, alone or several

  s2e3  S02E03  2x03        an episode
  s2 e3                     the same in two words
  s2e3-e5  S02E03-E05       episodes of one season
  S01E07..S02E02  s2e3..    from one to another, or to the end
  s2  S02                   a season
  \"season 2 episode 3\"      in words
  promise                   a title, or the beginning of it
  Show.S02E03.1080p.mkv     the name of a video file
  heartstopper:s2e3         of one show among several

203 could be S02E03 or episode 203: it is refused. Season 0 has the specials.

Where no source ties a song to an episode, its place is S01E03–E05? (one of
these) or S01 ? (somewhere in the season). Lists of a season end with such
songs, lists of an episode leave them out and say so: --possible adds them.

--up-to s2e3 makes everything later not exist, in every command: not in lists,
counts, cards, suggestions, playlists or completion.

Examples:
  soundtrack songs s2e3
  soundtrack songs 2x03-2x05 --possible
  soundtrack episode Heartstopper.S02E03.1080p.mkv
  soundtrack seasons --up-to s1e5";

const QUERY: &str = "\
Questions: half a memory is enough, the best answer comes first

  beabadoobee snow          all of these words, in any order, each in any text:
                            title, artist, other names, members, album, scene,
                            episode, remarks
  \"the one when it snows\"   small words such as \"the\" and \"when\" may be missing
  kiss                      also kissing and kisses; ki begins these words
  '\"run away\"'              words that stand together, quoted for the shell
  artist:queen song:heaven  a word in one field: artist, song, scene, episode,
                            show, album, note
  kiss -song:kisses         without: no such word, phrase or field
  season:1-2 episode:8      numbers; also s2e8 and episode:promise
  length:..2:30             no longer; 2:30..3:30 between, 5:00.. no shorter
  usage:background          or on-screen, opening-theme, closing-theme, trailer

Capitals, accents and apostrophes do not count. Where nothing has all words as
they are typed, words that are spelled nearly so count too. --explain says how a
question was read and why each song is an answer.

A short option takes its value as a word of its own here (-s 2): -snow is a word
that must not be found.

Examples:
  soundtrack search that francoise song
  soundtrack search artist:\"girl in red\" -wanna";

const FORMATS: &str = "\
Forms of an answer: --format, or --json for short

  table       aligned columns; cards where the screen is too narrow
  cards       labels and values, one below the other
  plain       Name: value, for screen readers
  json jsonl  an array of objects, or one object a line
  csv tsv     values with one line of headings
  markdown    tables

  --columns a,b        these columns in this order; --columns help lists them
  --sort KEY[:desc]    by a column
  --limit N            at most so many rows
  --no-header          without headings
  --width N            fit into so many columns, on a terminal or not
  --color WHEN         bold and dim type: auto, always, never
  --hyperlinks WHEN    titles as links: auto, always, never
  --spreadsheet-safe   an apostrophe before what a spreadsheet would run
  --bom                CSV for old spreadsheets

Data goes to standard output, notes and hints to standard error. In a pipe a row
is one line, never cut and never coloured.

Playlists have formats of their own, --to: text (lines), m3u8 (players; needs
locations), xspf, jspf (ListenBrainz), tunemymusic and soundiiz (CSV). compare
reads all of these, and the CSV of Exportify.

Examples:
  soundtrack songs -s 2 --columns code,song,artist --format csv
  soundtrack artists --sort songs:desc --limit 3 --json";

const EXIT_STATUS: &str = "\
Exit status

  0  something was shown or done; for compare: nothing is missing; for check: no
     errors, warnings perhaps
  1  nothing matched; for compare: something is missing
  2  usage, data or I/O error

A reader that goes away, as head does, is no error.

Examples:
  soundtrack songs s2e3 | head -1
  soundtrack songs -a nobody || echo \"nothing, or an error\"";

const CATALOG: &str = "\
Which catalog: the first of these that there is

  -c PATH (repeatable)   a file, a folder of *.json files, or - for stdin
  SOUNDTRACK_CATALOG     a list of paths, separated as in PATH
  otherwise              the embedded one of Heartstopper, and the files in
                         ~/.local/share/soundtrack (or $XDG_DATA_HOME/soundtrack)

One file is one show, in JSON: man soundtrack-catalog describes it, soundtrack
schema prints its JSON Schema for editors, soundtrack check says all that is
wrong with it. Files are read up to --max-size (256M). With --show and an id of
which there is a file called ID.json, that file alone is read.

Nothing is ever fetched or opened, and nothing is written but the file that
playlist --output and the folder that man --out are told to write.

Examples:
  soundtrack schema > catalog.schema.json
  soundtrack check";

/// The examples of a command, below a heading, and what else should be known at once.
pub fn examples_of(command: &str) -> String {
    let examples = ALL.iter().find(|(name, _)| *name == command);
    examples.map_or_else(String::new, |(_, text)| format!("Examples:\n{text}"))
}

const ALL: &[(&str, &str)] = &[
    (
        "songs",
        "  soundtrack songs s2e3                      what plays in an episode
  soundtrack songs -a \"girl in red\" --json   an artist's songs for a program",
    ),
    (
        "search",
        "  soundtrack search beabadoobee snow        words of title, artist or scene
  soundtrack search usage:on-screen -kiss   conditions: soundtrack help query
  soundtrack search prom -s 2 --explain     why each song is an answer",
    ),
    (
        "artists",
        "  soundtrack artists --sort placements:desc --limit 5   the most heard
  soundtrack artists -s 2                               those of a season",
    ),
    (
        "episodes",
        "  soundtrack episodes -s 1              a season
  soundtrack episodes -a \"baby queen\"   where an artist is heard",
    ),
    (
        "seasons",
        "  soundtrack seasons
  soundtrack seasons --format markdown",
    ),
    (
        "shows",
        "  soundtrack shows
  soundtrack shows --format csv",
    ),
    (
        "song",
        "  soundtrack song dance with me
  soundtrack song colours-of-you --json   by its id, for a program",
    ),
    (
        "artist",
        "  soundtrack artist wasia
  soundtrack artist \"francoise hardy\"",
    ),
    (
        "episode",
        "  soundtrack episode s2e8
  soundtrack episode promise   by its title",
    ),
    (
        "season",
        "  soundtrack season 2
  soundtrack season 1-2",
    ),
    (
        "show",
        "  soundtrack show heartstopper
  soundtrack show heartstopper --format markdown",
    ),
    (
        "stats",
        "  soundtrack stats
  soundtrack stats -s 1",
    ),
    (
        "gaps",
        "  soundtrack gaps --missing scene
  soundtrack gaps -s 3 --format csv",
    ),
    (
        "compare",
        "  soundtrack playlist -s 2 > mine.txt; soundtrack compare mine.txt -s 2
  soundtrack playlist s2e3 --to jspf | soundtrack compare - s2e3 --json

The exit status is 1 if a song is missing in every version.",
    ),
    (
        "playlist",
        "  soundtrack playlist -s 2 -o season-2.xspf
  soundtrack playlist s2e3 --to tunemymusic   for a streaming service",
    ),
    (
        "check",
        "  soundtrack check
  soundtrack check --format json   for editors and CI",
    ),
    (
        "schema",
        "  soundtrack schema > catalog.schema.json
  soundtrack schema | head -5",
    ),
    (
        "completions",
        "  soundtrack completions bash > soundtrack.bash   to be sourced by ~/.bashrc
  soundtrack completions fish > soundtrack.fish   for ~/.config/fish/completions",
    ),
    (
        "man",
        "  soundtrack man --out man
  soundtrack man --out man && ls man",
    ),
    (
        "help",
        "  soundtrack help query
  soundtrack help songs",
    ),
];

//! Texts of help that are not about a single command: templates and topics. The tests run every example in
//! them.

/// The help of a command: what it does, examples, options.
pub const TEMPLATE: &str =
    "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// The end of the help of each command.
pub const MORE: &str = "See also: soundtrack help formats, episodes, query, catalog";

/// The end of the help of the program.
pub const OVERVIEW: &str = "\
Words without a command are looked up: an episode, then a show, an artist, a
song; anything else is searched for.

Examples:
  soundtrack s2e3                      the songs of an episode
  soundtrack baby queen                an artist
  soundtrack the song in the snow      words of title, artist or scene
  soundtrack songs --season 2 --json   the songs of a season, for a script
  soundtrack songs -a \"girl in red\"    an artist's songs

Plural commands list, singular commands show one item in detail.
Topics: soundtrack help episodes, query, formats, exit-status, catalog

Exit status: 0 something was found, 1 nothing was found, 2 usage, data or I/O error";

/// A help text that concerns several commands.
pub struct Topic {
    /// The argument of `help`.
    pub name: &'static str,
    /// What it is about, in a few words.
    pub about: &'static str,
    /// The whole text; its first line is a title.
    pub text: &'static str,
}

impl Topic {
    /// The text, with the keys of the browser.
    pub fn full_text(&self) -> String {
        #[cfg(feature = "browse")]
        return self.text.replace("KEYS", crate::browse::keys::table().trim_end());
        #[cfg(not(feature = "browse"))]
        return self.text.to_owned();
    }
}

/// All topics.
pub const TOPICS: &[Topic] = &[
    Topic { name: "episodes", about: "how to name episodes", text: EPISODES },
    Topic { name: "query", about: "the query language of search", text: QUERY },
    #[cfg(feature = "browse")]
    Topic { name: "browse", about: "the keys of browse", text: BROWSE },
    Topic { name: "formats", about: "output formats and playlists", text: FORMATS },
    Topic { name: "json", about: "the keys of JSON and CSV", text: JSON },
    Topic { name: "exit-status", about: "exit statuses for scripts", text: EXIT_STATUS },
    Topic { name: "import", about: "reading songs from articles, tables and playlists", text: IMPORT },
    Topic { name: "catalog", about: "which files are read, and how to write one", text: CATALOG },
];

const EPISODES: &str = "\
How to name episodes; several may be given

  s2e3  S02E03  2x03        an episode
  s2 e3                     the same in two words
  s2e3-e5  S02E03-E05       episodes of one season
  S01E07..S02E02  s2e3..    from one episode to another, or to the end
  s2  S02                   a season
  \"season 2 episode 3\"      in words
  promise                   a title, or the beginning of it
  2022-04-22                the day on which an episode was first shown
  e20                       an episode without its season, if only one can be meant:
                            with this number, or else counted from the first season
  Show.S02E03.1080p.mkv     a video file name, or the title of a page
  heartstopper:s2e3         an episode of one show, if there are several

In a name a title may follow the episode: \"Show - S02E03 - 7 Minutes\" is S02E03.
S02E03E04, S02E03_E04 and S02E03 - E04 are two episodes, 2x03v2 and S02E03a one.

203 is refused: it could be S02E03 or episode 203. Season 0 has the specials.

If no source names the episode of a song, its place shows what is known:
S01E03–E05? is one of these episodes, S01 ? is somewhere in the season. Such
songs come last: in the list of a season, and in that of each episode in which
they may play. --certainty stated leaves them out.

--up-to s2e3 hides everything after S02E03 in all commands: in lists, counts,
details, suggestions, playlists and completion; --up-to heartstopper=promise does
so for one show, up to an episode by its title. Until the last episode, notes and
sources are hidden too, because they may be about any episode. Specials are shown
if they aired by then, those without a date after the last episode, and with
--up-to s2e3,s0e1 up to the one that is named.

Examples:
  soundtrack songs s2e3
  soundtrack songs 2x03-2x05 --certainty stated
  soundtrack episode Heartstopper.S02E03.1080p.mkv
  soundtrack seasons --up-to s1e5";

const QUERY: &str = "\
Query language of search and --query: the best match comes first

  beabadoobee snow          words in any order, each in any text field: title,
                            artist, alias, member, album, scene, episode, note
  what was the song in the snow
                            stop words such as \"what\" and \"the\" do not count
  kiss                      also kissing and kisses; mum also mother; in names
                            beginnings of words too: bea
  '\"run away\"'              a phrase, quoted for the shell
  artist:queen song:heaven  a word in one field: artist, song, scene, character,
                            episode, show, album, note
  kiss -song:kisses         excludes a word, a phrase or a condition
  end of episode 1          an episode or a season anywhere: s2e8, season two;
                            also season:1-2 episode:8 episode:promise
  length:..2:30             at most 2:30; 2:30..3:30 between; 5:00.. at least
  year:2016..2019           released in these years; also 2015 and 2010s
  usage:background          or on-screen, opening-theme, closing-theme, trailer
  origin:original           or released, score
  certainty:stated          or range, season

Case, accents, apostrophes, the dots of initials (T.N.T.) and British or American
spelling (colour, color) are ignored. All words must match. If nothing
matches them as typed, similar spellings are found; if there are none either,
what matches most of the words. A note says so. --explain shows how a query was
parsed and why each song matched.

--query (-q) filters any list or playlist by a query, as one argument. It leaves
out no word and keeps the order of the list.

Write the value of a short option as a word of its own (-s 2): search takes
-snow as a word to exclude.

Examples:
  soundtrack search what plays at the end of episode 1
  soundtrack search artist:\"girl in red\" -wanna
  soundtrack playlist -q 'kiss length:..3:30'";

#[cfg(feature = "browse")]
const BROWSE: &str = "\
Browsing: lists, the card of the selected row, and a search that follows typing

KEYS

> is the selected row, * a marked one. A question is read as by search; in other
lists than that of songs it is a filter, as --query. While it is typed, arrows,
^N, ^P and Tab still move and mark, and Enter leaves it.

What is chosen with p is printed by the options of songs (--columns, --format,
--sort), or as a playlist with --to. In a pipe the screen is on the terminal, and
Enter prints the song. w writes a playlist in the format of the file's name.

+ shows one more episode, as --up-to does; nothing later is in memory. Without
colours (NO_COLOR) found words are in brackets. For screen readers, songs and
search with --format plain show the same line by line.

Examples:
  soundtrack browse kiss
  soundtrack browse --columns song_id --format tsv --no-header";

const FORMATS: &str = "\
Output formats: --format, or --json for short

  table       aligned columns; cards if the screen is too narrow
  cards       labels and values, one below the other
  plain       Name: value, for screen readers
  json jsonl  an array of objects, or one object per line
  csv tsv     values with a header line
  markdown    tables

  --columns a,b        show these columns in this order; --columns help lists them
  --sort -length,song  sort by columns; a hyphen (or :desc) means descending
  -n, --limit N        show at most N rows
  --no-header          omit the header line
  --width N            wrap output to N columns, even in a pipe
  --color WHEN         bold, dim and coloured text: auto, always, never
  --hyperlinks WHEN    link titles: auto, always, never
  --spreadsheet-safe   escape values that spreadsheets would run as formulas
  --bom                CSV with a byte order mark, for old spreadsheets

Data goes to standard output, notes and hints to standard error. In a pipe rows
are neither wrapped nor coloured; COLUMNS, as set by watch and fzf, is obeyed.

Playlists have their own formats, --to: text (lines), m3u8 (for players; needs
locations), xspf, jspf (ListenBrainz), tunemymusic and soundiiz (CSV). compare
reads all of these, M3U of players, JSON and CSV of services in many
languages, Markdown and aligned tables, and our own lists.

page writes one HTML file for those without a command line, or with --to svg the
map of what is known. It loads nothing. --tell asks its readers for what is not
known.

Examples:
  soundtrack songs -s 2 --columns code,song,artist --format csv
  soundtrack artists --sort -songs,artist -n 3 --json";

const JSON: &str = "\
JSON: the same fact has the same key and type in all commands

Lists are arrays of objects; an unknown value is null, and nothing found is [].
The keys are also the columns of CSV and the names for --columns and --sort.

  show, song_id, artist_id        ids, text; song ids are unique in a show
  show_title, song, episode_title, album, scene         text
  artist                          as credited, such as \"A feat. B\"; text
  artists                         who that is: objects with id and name
  season, episode, position       numbers
  code                            place, such as S02E03, S01E03–E05? or S01 ?
  certainty                       stated, range or season
  episode_range                   first and last possible episode: numbers
  time, length                    minutes and seconds, such as 4:05
  length_seconds                  the length as a number; of records that of all songs
  air_date, released              2023-08-03, 2023-08 or 2023
  usage, origin                   keywords of the format
  sources                         objects with id, title, url and note
  placements                      where a song plays: objects with these keys
  song_count, artist_count, …     numbers

Only in one command: score and matched of search, missing of gaps, difference,
in_playlist and playlist_position of compare, file, line, column, severity,
message, path and hint of check.

Examples:
  soundtrack songs --json
  soundtrack artist wasia --json";

const EXIT_STATUS: &str = "\
Exit status

  0  something was found or done; compare: no song is missing; check: no errors,
     possibly warnings
  1  nothing was found; compare: songs are missing
  2  usage, data or I/O error

A closed pipe, as with head, is not an error.

Examples:
  soundtrack songs s2e3 | head -1
  soundtrack songs -a nobody || echo \"nothing, or an error\"";

const IMPORT: &str = "\
Reading songs from articles, tables and playlists

import reads what people have: a saved page, a text, a table, a playlist, a list
of episodes. It shows what it understands, and changes a catalog file only with
--write. Every line of a text is accounted for; --explain shows what each was
taken for.

Texts name a song in a line of its own, in any of these ways. The names of
episodes and seasons above them say where it plays, in English, German, French,
Italian or Spanish:

  \"Title\" by Artist         also without quotes, and with (episode 3) behind it
  Artist - \"Title\"          also a comma or a colon
  \"Title\" - Artist
  Artist - Title            which side is the artist is found out for the whole
                            text, or said with --order artist-title
  Artist: …  Song: …        in lines of their own

--pattern '{number}. {title} // {artist} ({scene})' describes any other way.
--map title=2,artist=C,scene=Notes says which columns of a table count.
--known PLAYLIST has names of artists and songs; it places nothing, but helps to
read texts without signs between artist and title.

  sure       the way of writing, or a known song, settles it
  likely     there is one reading, but nothing confirms it; --take likely
  unclear    for you to decide, with the reason

Only what is sure is added. Songs that the file has in another episode, and other
versions of its songs, are left too, unless --take elsewhere or --take version
says otherwise. What is in the file stays as it is: a difference is reported. The
same import adds nothing the second time.

To decide about the rest, correct the list and import that:

  soundtrack import page.html --into show.json --format tsv > list.tsv
  soundtrack import list.tsv --into show.json --source page --write

What is added cites a source: --source names one of the file by its id, or gives the
title of a new one, with --url; otherwise it is called after the file that was read.

A list of episodes adds those that are missing, with titles and dates: the JSON of
TVmaze or TMDb, or a table with season, number, title and date.

Exit status: 0 all was understood, 1 something is left for you, 2 nothing could be
read or written.

See also: soundtrack help catalog";

const CATALOG: &str = "\
Which catalog is used: the first of these that is given

  -c PATH (repeatable)   a file, a folder of *.json files, - for stdin, or builtin
                         for the embedded catalog
  SOUNDTRACK_CATALOG     a list of paths, separated as in PATH
  otherwise              the embedded catalog of Heartstopper, and the files in
                         ~/.local/share/soundtrack (or $XDG_DATA_HOME/soundtrack)

A file in that folder takes the place of the embedded show if it has its id. One
with errors is left out and a note says so; soundtrack check shows the errors. A
file that is named must have none. soundtrack export SHOW prints the file of a
show. If files differ in the name of an artist, the first counts.

A file describes one show in JSON. man soundtrack-catalog documents the format,
soundtrack schema prints its JSON Schema for editors, soundtrack check reports
errors and warnings. Files may be as large as --max-size (256M).

The program has no network access. It writes no files but those named by
playlist --output, page --output, new --output, import --into, man --out, fmt and rename.

Examples:
  soundtrack schema > catalog.schema.json
  soundtrack check";

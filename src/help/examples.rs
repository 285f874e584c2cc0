//! Examples: two or more for each command, from the embedded catalog; each is run by the tests as it stands.

#![allow(missing_docs)]

pub const SONGS: &str = "\
Examples:
  soundtrack songs s2e3                      what plays in an episode
  soundtrack songs -a \"girl in red\" --json   an artist's songs for a program";

pub const SEARCH: &str = "\
Examples:
  soundtrack search beabadoobee snow        words of title, artist or scene
  soundtrack search usage:on-screen -kiss   conditions: soundtrack help query
  soundtrack search prom -s 2 --explain     why each song is an answer";

pub const ARTISTS: &str = "\
Examples:
  soundtrack artists --sort placements:desc --limit 5   the most heard
  soundtrack artists -s 2                               those of a season";

pub const EPISODES: &str = "\
Examples:
  soundtrack episodes -s 1              a season
  soundtrack episodes -a \"baby queen\"   where an artist is heard";

pub const SEASONS: &str = "\
Examples:
  soundtrack seasons
  soundtrack seasons --format markdown";

pub const SHOWS: &str = "\
Examples:
  soundtrack shows
  soundtrack shows --format csv";

pub const SONG: &str = "\
Examples:
  soundtrack song dance with me
  soundtrack song colours-of-you --json   by its id, for a program";

pub const ARTIST: &str = "\
Examples:
  soundtrack artist wasia
  soundtrack artist \"francoise hardy\"";

pub const EPISODE: &str = "\
Examples:
  soundtrack episode s2e8
  soundtrack episode promise   by its title";

pub const SEASON: &str = "\
Examples:
  soundtrack season 2
  soundtrack season 1-2";

pub const SHOW: &str = "\
Examples:
  soundtrack show heartstopper
  soundtrack show heartstopper --format markdown";

pub const STATS: &str = "\
Examples:
  soundtrack stats
  soundtrack stats -s 1";

pub const GAPS: &str = "\
Examples:
  soundtrack gaps --missing scene
  soundtrack gaps -s 3 --format csv";

pub const COMPARE: &str = "\
Examples:
  soundtrack playlist -s 2 > mine.txt; soundtrack compare mine.txt -s 2
  soundtrack playlist s2e3 --to jspf | soundtrack compare - s2e3 --json

The exit status is 1 if a song is missing in every version.";

pub const PLAYLIST: &str = "\
Examples:
  soundtrack playlist -s 2 -o season-2.xspf
  soundtrack playlist s2e3 --to tunemymusic   for a streaming service";

pub const CHECK: &str = "\
Examples:
  soundtrack check
  soundtrack check --format json   for editors and CI";

pub const SCHEMA: &str = "\
Examples:
  soundtrack schema > catalog.schema.json
  soundtrack schema | head -5";

pub const COMPLETIONS: &str = "\
Examples:
  soundtrack completions bash > soundtrack.bash   to be sourced by ~/.bashrc
  soundtrack completions fish > soundtrack.fish   for ~/.config/fish/completions";

pub const MAN: &str = "\
Examples:
  soundtrack man --out man
  soundtrack man --out man && ls man";

pub const HELP: &str = "\
Examples:
  soundtrack help query
  soundtrack help songs";

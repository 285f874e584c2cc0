//! Examples: two or more for each command, from the embedded catalog; each is run by the tests as it stands.

/// The examples of a command, below a heading, and what else should be known at once.
pub fn of(command: &str) -> String {
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

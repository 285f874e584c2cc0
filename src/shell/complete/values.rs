//! Values: a catalog and the beginning of a word flow in, the words that the program would take there flow out.

use super::line::Line;
use crate::answer::Content;
use crate::app::App;
use crate::cli::Cli;
use crate::commands;
use crate::model::{Catalog, Episode, Season, Usage, Word};
use crate::search::Field;
use crate::shell::help::TOPICS;
use crate::text::sanitize;
use crate::view::View;
use clap_complete::engine::CompletionCandidate;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Display;

/// How many are offered: more nobody can choose from.
const MOST: usize = 1_000;

/// What can stand where a word begins like this.
pub(super) type Values = fn(&Line, &str) -> Vec<CompletionCandidate>;

/// What can stand in an argument of a command, if it is not for clap to say.
pub(super) fn of(command: &str, argument: &str) -> Option<Values> {
    Some(match (command, argument) {
        ("show", "name") | (_, "show") => |line, word| all(line, "", word, shows),
        ("artist", "name") | (_, "artist") => |line, word| all(line, "", word, artists),
        ("song", "title") => |line, word| all(line, "", word, songs),
        ("episode", "code") | (_, "episodes") => |line, word| all(line, "", word, episodes),
        (_, "up_to") => ceilings,
        ("help", "name") => |_, word| offered("", word, topics()),
        ("season", "number") | (_, "season") => |line, word| all(line, "", word, seasons),
        ("search", "query") => conditions,
        (_, "columns") => columns,
        (_, "sort") => sort_keys,
        _ => return None,
    })
}

/// A word and what it means.
type Pair = (String, String);

/// Those of the catalog that begin like the word, behind `prefix`.
fn all(line: &Line, prefix: &str, word: &str, pairs: fn(&Catalog) -> Vec<Pair>) -> Vec<CompletionCandidate> {
    let catalog = line.catalog();
    catalog.map_or_else(Vec::new, |catalog| offered(prefix, word, pairs(&catalog)))
}

/// Those that begin like the word, each once, behind `prefix`.
fn offered(prefix: &str, word: &str, pairs: Vec<Pair>) -> Vec<CompletionCandidate> {
    let typed = word.to_lowercase();
    let mut seen = BTreeMap::new();
    for (value, help) in pairs {
        if value.to_lowercase().starts_with(&typed) && seen.len() < MOST {
            let order = seen.len();
            seen.entry(value).or_insert((order, help));
        }
    }
    let candidate = |(value, (order, help)): (String, (usize, String))| {
        let help = (!help.is_empty()).then(|| sanitize::line(&help).into_owned().into());
        let candidate = CompletionCandidate::new(OsString::from(format!("{prefix}{value}")));
        candidate.help(help).display_order(Some(order))
    };
    seen.into_iter().map(candidate).collect()
}

fn shows(catalog: &Catalog) -> Vec<Pair> {
    let shows = catalog.shows();
    shows.map(|show| pair(show.slug(), show.title())).collect()
}

fn artists(catalog: &Catalog) -> Vec<Pair> {
    let artists = catalog.artists();
    artists.map(|artist| pair(artist.slug(), artist.name())).collect()
}

fn songs(catalog: &Catalog) -> Vec<Pair> {
    let songs = catalog.shows().flat_map(|show| show.songs()).map(|id| catalog.song(id));
    songs.map(|song| pair(song.slug(), format!("{} by {}", song.title(), song.credit()))).collect()
}

/// In the way that is quickest to type, which the program takes like any other.
fn episodes(catalog: &Catalog) -> Vec<Pair> {
    let seasons = catalog.shows().flat_map(|show| show.seasons());
    let episodes = seasons.flat_map(|season| season.episodes());
    let pair = |episode: Episode<'_>| {
        let code = episode.code();
        pair(format!("s{}e{}", code.season, code.episode), episode.title())
    };
    episodes.map(pair).collect()
}

fn seasons(catalog: &Catalog) -> Vec<Pair> {
    let seasons = catalog.shows().flat_map(|show| show.seasons());
    let number =
        |season: Season<'_>| pair(season.number(), format!("{} episodes", season.episodes().count()));
    seasons.map(number).collect()
}

fn pair(value: impl Display, help: impl Display) -> Pair {
    (value.to_string(), help.to_string())
}

/// How far somebody may have watched: episodes without their titles, which would tell what comes.
fn ceilings(line: &Line, word: &str) -> Vec<CompletionCandidate> {
    let start = word.rfind([',', '=']).map_or(0, |sign| sign + 1);
    let (before, word) = word.split_at(start);
    let Some(catalog) = line.catalog_up_to(&[]) else {
        return Vec::new();
    };
    let codes = episodes(&catalog).into_iter();
    let codes = codes.map(|(code, _)| (code, String::new()));
    offered(before, word, codes.collect())
}

/// What help can explain.
fn topics() -> Vec<Pair> {
    let topics = TOPICS.iter().map(|topic| pair(topic.name, topic.about));
    let commands = Cli::commands().into_iter().map(|name| pair(name, ""));
    topics.chain(commands).collect()
}

/// Conditions of a question: `field:`, and behind it what the field can be.
fn conditions(line: &Line, word: &str) -> Vec<CompletionCandidate> {
    // bash takes a colon for a word of its own, and the values alone for what is being typed.
    let before: Vec<&str> = line.before().take(2).collect();
    let is_colon = |word: &str| word == ":";
    match (word.split_once(':'), before.as_slice()) {
        (None, [colon, field, ..]) if is_colon(colon) => values_of(line, "", field, word),
        (_, [field, ..]) if is_colon(word) => values_of(line, "", field, ""),
        (Some((field, value)), _) => values_of(line, &format!("{field}:"), field, value),
        (None, _) => {
            let (minus, word) = word.split_at(usize::from(word.starts_with('-')));
            let fields = Field::ALL.map(|field| pair(format!("{}:", field.name()), ""));
            offered(minus, word, fields.into())
        }
    }
}

fn values_of(line: &Line, prefix: &str, field: &str, value: &str) -> Vec<CompletionCandidate> {
    let field = field.trim_start_matches('-');
    let Some(field) = Field::ALL.into_iter().find(|known| known.name() == field) else {
        return Vec::new();
    };
    let pairs: fn(&Catalog) -> Vec<Pair> = match field {
        Field::Artist => artists,
        Field::Song => songs,
        Field::Show => shows,
        Field::Season => seasons,
        Field::Episode => episodes,
        Field::Usage => |_| Usage::ALL.iter().map(|usage| pair(usage.word(), "")).collect(),
        Field::Scene | Field::Album | Field::Length | Field::Note => return Vec::new(),
    };
    all(line, prefix, value, pairs)
}

/// Behind the last comma.
fn columns(line: &Line, word: &str) -> Vec<CompletionCandidate> {
    let start = word.rfind(',').map_or(0, |comma| comma + 1);
    let (chosen, word) = word.split_at(start);
    let is_chosen = |key: &str| chosen.split(',').any(|other| other == key);
    let keys = keys(line).into_iter().filter(|(key, _)| !is_chosen(key));
    offered(chosen, word, keys.collect())
}

/// Of the commands that list something.
fn sort_keys(line: &Line, word: &str) -> Vec<CompletionCandidate> {
    let lists = ["songs", "search", "artists", "episodes", "seasons", "shows", "gaps", "compare"];
    if !line.words().any(|word| lists.contains(&word)) {
        return Vec::new();
    }
    let keys = keys(line).into_iter();
    let both_ways = keys.flat_map(|(key, title)| {
        let descending = (format!("{key}:desc"), format!("{title}, the last first"));
        [(key, title), descending]
    });
    offered("", word, both_ways.collect())
}

/// The columns of the command on the line, as `--columns help` tells them.
fn keys(line: &Line) -> Vec<Pair> {
    let commands = Cli::commands();
    let (Some(catalog), Some(command)) =
        (line.catalog(), line.words().find(|word| commands.iter().any(|name| name == word)))
    else {
        return Vec::new();
    };
    // A command that explains something has to be asked about something that there is.
    let first = |pairs: Vec<Pair>| pairs.into_iter().next().map(|(value, _)| value);
    let about = match command {
        "show" => first(shows(&catalog)),
        "artist" => first(artists(&catalog)),
        "song" => first(songs(&catalog)),
        "season" => first(seasons(&catalog)),
        "episode" => first(episodes(&catalog)),
        "search" | "compare" => Some("x".to_owned()),
        _ => None,
    };
    let words = ["soundtrack", command, "--columns", "help"].map(OsString::from);
    let words = words.into_iter().chain(about.map(OsString::from));
    let Ok(cli) = Cli::read(words) else {
        return Vec::new();
    };
    let mut ignored = std::io::sink();
    let app = App::new(&cli, &mut ignored).with_catalog(catalog);
    match commands::answer(&app).map(|answer| answer.content) {
        Ok(Content::View(View::Table(table))) => {
            let text = |row, column| table.cell(row, column).text().into_owned();
            (0..table.len()).map(|row| (text(row, 0), text(row, 1))).collect()
        }
        _ => Vec::new(),
    }
}

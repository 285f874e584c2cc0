//! Hints at a command that works, where the one that was typed does not. Every hint is tried before it is
//! given.

use super::answer;
use crate::answer::Answer;
use crate::app::App;
use crate::cli::{Cli, Command, Line};
use crate::error::Error;
use crate::model::Catalog;
use crate::query::{Meaning, Notation};
use crate::search;
use crate::shell::help::TOPICS;
use crate::text::{is_number, suggest};
use std::io;
use std::path::Path;

/// Words that users may take for commands, each with the command to suggest.
const OTHER_COMMANDS: [(&str, &str); 5] =
    [("list", "songs"), ("ls", "songs"), ("lyrics", "songs"), ("config", "help"), ("commands", "help")];

/// Options that users may know from other programs, each with ours for the same purpose.
const OTHER_OPTIONS: [(&str, &str); 5] = [
    ("--no-spoilers", "--up-to"),
    ("--spoilers", "--up-to"),
    ("--watched", "--up-to"),
    ("--until", "--up-to"),
    ("--search", "--query"),
];

/// Services for which a playlist is transferred by another service.
const SERVICES: [&str; 7] = ["spotify", "apple", "applemusic", "deezer", "tidal", "youtube", "amazon"];

/// Adds to an error the command line that may have been meant, if there is one that works.
pub fn improve(app: &App<'_>, line: &Line, error: Error) -> Error {
    if error.is_data() || !line.command.as_deref().is_none_or(|command| READERS.contains(&command)) {
        return error;
    }
    let Ok(catalog) = app.catalog() else { return error };
    let words: Vec<String> = line.words().map(str::to_owned).collect();
    let mut candidates = other_options(line);
    candidates.extend(line.with_quoted_value());
    candidates.extend(other_numbers(catalog, line, &words));
    candidates.extend(other_commands(catalog, line, &words));
    if line.command.is_none() {
        candidates.extend(for_unknown_command(catalog, line, &words));
    } else if !words.is_empty() && error.is_unknown_name() {
        candidates.push(line.with_command("search"));
    }
    match candidates.into_iter().find(|candidate| works(app, candidate)) {
        Some(candidate) => error.with_hint(format!("`{candidate}`")),
        None => error,
    }
}

/// Like [`improve`] for a command line that was refused, so that there is no run.
pub fn improve_refused(line: &Line, error: Error) -> Error {
    let Ok(cli) = Cli::from_line(line.about_catalog()) else { return error };
    if cli.catalog.iter().any(|path| path == Path::new("-")) {
        return error;
    }
    improve(&App::new(&cli, &mut io::sink()), line, error)
}

/// The commands that only read the catalog, so that they can be tried.
const READERS: [&str; 14] = [
    "songs", "search", "artists", "episodes", "seasons", "shows", "song", "artist", "episode", "season",
    "show", "stats", "gaps", "playlist",
];

fn works(app: &App<'_>, line: &Line) -> bool {
    let Ok(cli) = Cli::from_line(line.clone()) else { return false };
    let writes_file = matches!(&cli.command, Some(Command::Playlist(playlist)) if playlist.output.is_some());
    let is_known = |command: &str| command == "help" || READERS.contains(&command);
    if writes_file || !line.command.as_deref().is_none_or(is_known) {
        return false;
    }
    let finds = |answer: Answer<'_>| answer.failure.is_none() && !search::is_doubtful(&answer.notes);
    let mut err = io::sink();
    let names_catalog = cli.catalog != app.cli.catalog;
    let other = if names_catalog { App::new(&cli, &mut err) } else { app.other(&cli, &mut err) };
    answer(&other).is_ok_and(finds)
}

/// Lines with another option or value: what people call it elsewhere, or a word that is a value here (`--csv`).
fn other_options(line: &Line) -> Vec<Line> {
    let program = Cli::program();
    let command = line.command.as_ref().and_then(|command| program.find_subcommand(command));
    let known = || command.into_iter().chain([&program]).flat_map(clap::Command::get_arguments);
    let mut lines = Vec::new();
    for option in line.options() {
        let named = OTHER_OPTIONS.iter().filter(|(other, _)| *other == option);
        lines.extend(named.map(|(_, name)| line.with_other_option(option, &[name])));
        let Some(word) = option.strip_prefix("--") else { continue };
        let has_word =
            |arg: &&clap::Arg| arg.get_possible_values().iter().any(|value| value.matches(word, false));
        if known().all(|arg| arg.get_long() != Some(word))
            && let Some(name) = known().find(has_word).and_then(|arg| arg.get_long())
        {
            lines.push(line.with_other_option(option, &[&format!("--{name}"), word]));
        }
    }
    let services = SERVICES.iter().filter(|_| line.command.as_deref() == Some("playlist"));
    lines.extend(services.map(|service| line.with_other_option(service, &["tunemymusic"])));
    lines
}

/// Lines with the episodes and seasons that a bare number can mean.
fn other_numbers(catalog: &Catalog, line: &Line, words: &[String]) -> Vec<Line> {
    let Some(place) =
        words.iter().position(|word| is_number(word)).filter(|_| line.command.as_deref() != Some("season"))
    else {
        return Vec::new();
    };
    let number = words[place].trim_start_matches('0');
    let split = |digits: usize| {
        let (season, episode) = number.split_at_checked(number.len().checked_sub(digits)?)?;
        let episode = episode.trim_start_matches('0');
        (!season.is_empty() && !episode.is_empty()).then(|| format!("s{season}e{episode}"))
    };
    let codes = [split(2), Some(format!("s{number}")), split(1), Some(format!("s1e{number}"))];
    let command = line.command.as_deref().unwrap_or("songs");
    let with_code = |code: String| {
        let mut words = words.to_vec();
        words[place] = code;
        let are_episodes = meaning_of(catalog, &words) == Meaning::Episodes;
        are_episodes.then(|| line.with_command(command).with_words(&words))
    };
    codes.into_iter().flatten().filter_map(with_code).collect()
}

/// What words mean in the whole catalog.
fn meaning_of(catalog: &Catalog, words: &[String]) -> Meaning {
    let shows: Vec<_> = catalog.shows().map(|show| show.id()).collect();
    Meaning::of(catalog, &shows, words)
}

/// Lines with the command for what the words name, or with a filter by it.
fn other_commands(catalog: &Catalog, line: &Line, words: &[String]) -> Vec<Line> {
    let meaning = meaning_of(catalog, words);
    if (meaning, line.command.as_deref()) == (Meaning::Episodes, Some("season")) {
        return vec![line.with_command("episode")];
    }
    let name = words.join(" ");
    let filtered = line.with_command(line.command.as_deref().unwrap_or("songs")).with_words(&[]);
    let mut lines = match meaning {
        Meaning::Artist => vec![for_meaning(line, meaning, words), filtered.with_option("-a", &name)],
        Meaning::Show => vec![for_meaning(line, meaning, words), filtered.with_option("--show", &name)],
        Meaning::Text => Vec::new(),
        _ => vec![for_meaning(line, meaning, words)],
    };
    let Some(command) = &line.command else { return lines };
    if command == "playlist" {
        lines.reverse();
    }
    // `season 2 episode 3`: the command is a part of what was meant.
    let all = [std::slice::from_ref(command), words].concat();
    let meaning = meaning_of(catalog, &all);
    if meaning != Meaning::Text {
        lines.push(for_meaning(line, meaning, &all));
    }
    lines
}

/// The line with the command that answers what the words mean.
pub(super) fn for_meaning(line: &Line, meaning: Meaning, words: &[String]) -> Line {
    let line = line.with_command(meaning.command());
    // A search may exclude words, which look like options.
    if meaning == Meaning::Text {
        return line;
    }
    let is_title = |notation: &Notation| matches!(notation, Notation::Title(_));
    let are_separate = |all: Vec<Notation>| all.iter().any(is_title);
    // `songs` reads each word as a notation or a title of its own.
    if meaning == Meaning::Episodes && Notation::parse_all(words).map_or(true, are_separate) {
        return line.with_words(&[words.join(" ")]);
    }
    line.with_words(words)
}

/// Lines for words of which the first was meant as a command, or as a file.
fn for_unknown_command(catalog: &Catalog, line: &Line, words: &[String]) -> Vec<Line> {
    let Some((first, rest)) = words.split_first() else { return vec![line.with_command("songs")] };
    let mut lines = Vec::new();
    if is_catalog(first) {
        lines.push(line.with_words(rest).with_option("-c", first));
    }
    lines.extend(similar_commands(line, first, rest));
    if rest.is_empty() {
        let known = OTHER_COMMANDS.iter().filter(|(other, _)| other == first);
        lines.extend(known.map(|(_, command)| line.with_command(command).with_words(rest)));
        let is_topic = TOPICS.iter().any(|topic| topic.name == first);
        lines.extend(is_topic.then(|| line.with_command("help")));
    }
    let meaning = meaning_of(catalog, rest);
    if meaning != Meaning::Text {
        lines.push(for_meaning(line, meaning, rest));
    }
    lines.push(line.with_command("search"));
    lines
}

/// The line with the commands that `first` may be meant as.
pub(super) fn similar_commands(line: &Line, first: &str, rest: &[String]) -> Vec<Line> {
    let commands = Cli::commands();
    let similar = suggest(first, commands.iter().map(String::as_str));
    similar.into_iter().map(|command| line.with_command(command).with_words(rest)).collect()
}

/// Whether a word is the path of a catalog file that exists.
pub(super) fn is_catalog(word: &str) -> bool {
    let path = Path::new(word);
    path.extension().is_some_and(|extension| extension == "json") && path.is_file()
}

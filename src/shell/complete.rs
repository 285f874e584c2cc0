//! Shell completion of commands, options and names of the catalog.
//!
//! A shell runs the program with [`VARIABLE`] set for each completion; the script that `completions` prints
//! tells it to. Candidates are ids, numbers and keywords, which need no quoting; titles are their
//! descriptions. After a mistake in the command line or the catalog there are no candidates, and no message.

use crate::cli::{Cli, Shell};
use crate::commands::columns;
use crate::load::{self, Request, Size};
use crate::model::{Catalog, Ceiling, Certainty, Episode, Keyword, Origin, Season, Usage};
use crate::query::{Field, parse_ceiling};
use crate::shell::help::TOPICS;
use crate::text::sanitize;
use clap::{Arg, Command, ValueEnum};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};
use std::collections::BTreeMap;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::path::PathBuf;

/// The environment variable that names the shell which asks for candidates.
pub const VARIABLE: &str = "SOUNDTRACK_COMPLETE";

const PROGRAM: &str = "soundtrack";

/// The completion script of a shell.
#[expect(clippy::expect_used, reason = "neither can fail")]
pub fn script(shell: Shell) -> String {
    let value = shell.to_possible_value().expect("no shell is hidden");
    let mut script = Vec::new();
    if let Some(known) = Shells::builtins().completer(value.get_name()) {
        let registered = known.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script);
        registered.expect("writing to a Vec cannot fail");
    }
    // zsh loads the script at the first completion, which it has to answer at once.
    if shell == Shell::Zsh {
        script.extend(ASKED_AT_ONCE.as_bytes());
    }
    String::from_utf8(script).expect("scripts are written as text")
}

const ASKED_AT_ONCE: &str = "\
[[ ${funcstack[1]} == _soundtrack ]] && _clap_dynamic_completer_soundtrack \"$@\"
";

/// Prints candidates if a shell asks for them, and returns whether it did.
pub fn answer() -> bool {
    if env::var_os(VARIABLE).is_none_or(|shell| shell.is_empty()) {
        return false;
    }
    let asked = CompleteEnv::with_factory(|| with_names(with_candidates(Cli::program())))
        .var(VARIABLE)
        .completer(PROGRAM)
        .try_complete(arguments(), env::current_dir().ok().as_deref());
    // An unknown shell has asked, too.
    asked.unwrap_or(true)
}

/// The arguments of the process. bash passes the equals sign of `--format=js` as a word of its own, which clap
/// would take for the value. The number of words must stay, so an option without effect takes its place.
fn arguments() -> Vec<OsString> {
    let mut words: Vec<OsString> = env::args_os().collect();
    let is_bash = env::var_os(VARIABLE).is_some_and(|shell| shell == "bash");
    for sign in 1..words.len() {
        let option = words[sign - 1].to_str().filter(|word| word.len() > 2 && word.starts_with("--"));
        if is_bash && words[sign] == "=" && option.is_some() {
            words.swap(sign - 1, sign);
            words[sign - 1] = OsString::from("--color=auto");
        }
    }
    words
}

/// Adds candidates to the arguments of a command and its subcommands.
fn with_candidates(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| match candidates_for(&name, arg.get_id().as_str()) {
        Some(candidates) => offering(arg, candidates),
        None => arg,
    });
    command.mut_subcommands(with_candidates)
}

/// Adds names to the place of a command.
fn with_names(program: Command) -> Command {
    let names: Candidates = |line, word| match word {
        // All names would hide the commands.
        "" => Vec::new(),
        _ => from_catalog(line, "", word, |catalog| {
            [shows, artists, songs].map(|names| names(catalog)).concat()
        }),
    };
    program.arg(offering(Arg::new("words").num_args(0..), names))
}

fn offering(arg: Arg, candidates: Candidates) -> Arg {
    arg.add(ArgValueCompleter::new(move |current: &OsStr| {
        let current = current.to_str().unwrap_or_default();
        Line::from_process().map_or_else(Vec::new, |line| candidates(&line, current))
    }))
}

/// Larger catalogs take too long to load for a completion, in bytes.
const MAX_CATALOG_SIZE: u64 = 64 << 20;

/// The command line so far.
struct Line {
    words: Vec<String>,
    /// The index of the word to complete.
    current: usize,
}

impl Line {
    /// The words that the shell passes after `--`; an environment variable has the index, if it is not the
    /// last.
    fn from_process() -> Option<Self> {
        let words = env::args_os().skip_while(|word| word != "--").skip(1);
        let words: Vec<String> = words.map(|word| word.into_string().ok()).collect::<Option<_>>()?;
        let index = env::var("_CLAP_COMPLETE_INDEX").ok();
        let last = words.len().checked_sub(1)?;
        let current = index.and_then(|index| index.parse().ok()).unwrap_or(last);
        Some(Self { words, current })
    }

    /// The words before the one to complete, the nearest first.
    fn before(&self) -> impl Iterator<Item = &str> {
        let before = self.words.iter().take(self.current).rev();
        before.map(String::as_str)
    }

    /// The words between the program and the one to complete.
    fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.words.iter().take(self.current).skip(1);
        words.map(String::as_str)
    }

    /// The catalog and spoiler ceilings that the line names; none if it is too large or has errors.
    fn catalog(&self) -> Option<Catalog> {
        let mut values: Vec<&str> = self.values("--up-to").collect();
        let variable = env::var("SOUNDTRACK_UP_TO").unwrap_or_default();
        let variable = variable.trim();
        if values.is_empty() {
            values.push(variable);
        }
        let episodes = values.iter().flat_map(|value| value.split(',')).filter(|text| !text.is_empty());
        let ceilings: Result<Vec<_>, _> = episodes.map(parse_ceiling).collect();
        self.catalog_up_to(&ceilings.ok()?)
    }

    fn catalog_up_to(&self, ceilings: &[Ceiling]) -> Option<Catalog> {
        let paths = self.values("-c").chain(self.values("--catalog"));
        let paths: Vec<PathBuf> = paths.map(unquoted).collect();
        let request = Request { paths: &paths, largest: Size::LARGEST, progress: &|_, _| {} };
        if load::size(request).is_none_or(|size| size > MAX_CATALOG_SIZE) {
            return None;
        }
        let (catalog, _) = load::catalog(request, ceilings).ok()?;
        Some(catalog)
    }

    /// The values of an option, except for the word to complete.
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let word = |place: usize| self.words.get(place).filter(|_| place != self.current);
        let words = (0..self.words.len()).filter(move |&place| place != self.current);
        words.filter_map(move |place| {
            let rest = self.words[place].strip_prefix(name)?;
            if let Some(value) = rest.strip_prefix('=') {
                return Some(value);
            }
            // bash passes the equals sign as a word of its own.
            let value = word(place + 1).filter(|_| rest.is_empty())?;
            let behind = || word(place + 2).map(String::as_str);
            if value == "=" { behind() } else { Some(value.as_str()) }
        })
    }
}

/// A path without the quoting of the shell.
fn unquoted(path: &str) -> PathBuf {
    let quotes = ['"', '\''];
    let path = path.strip_prefix(quotes).unwrap_or(path);
    let path = path.strip_suffix(quotes).unwrap_or(path).replace("\\ ", " ");
    match (path.strip_prefix("~/"), env::var_os("HOME")) {
        (Some(path), Some(home)) => PathBuf::from(home).join(path),
        _ => PathBuf::from(path),
    }
}

/// The most candidates that are offered.
const MAX_CANDIDATES: usize = 1_000;

/// Completes the beginning of a word.
type Candidates = fn(&Line, &str) -> Vec<CompletionCandidate>;

/// The candidates for an argument; none where clap knows better.
fn candidates_for(command: &str, argument: &str) -> Option<Candidates> {
    Some(match (command, argument) {
        ("show" | "export", "name") | (_, "show") => |line, word| from_catalog(line, "", word, shows),
        ("artist", "name") | (_, "artist") => |line, word| from_catalog(line, "", word, artists),
        ("song", "title") => |line, word| from_catalog(line, "", word, songs),
        ("episode", "code") | (_, "episodes") => |line, word| from_catalog(line, "", word, episodes),
        (_, "up_to") => ceilings,
        ("help", "name") => |_, word| matching("", word, topics()),
        ("season", "number") | (_, "season") => |line, word| from_catalog(line, "", word, seasons),
        ("search", "query") | (_, "filter_query") => conditions,
        (_, "columns") => column_keys,
        (_, "sort") => sort_keys,
        _ => return None,
    })
}

/// A candidate and its description.
type Pair = (String, String);

/// Candidates from the catalog that begin with the word, after `prefix`.
fn from_catalog(
    line: &Line,
    prefix: &str,
    word: &str,
    pairs: fn(&Catalog) -> Vec<Pair>,
) -> Vec<CompletionCandidate> {
    let catalog = line.catalog();
    catalog.map_or_else(Vec::new, |catalog| matching(prefix, word, pairs(&catalog)))
}

/// Candidates that begin with the word, each once, after `prefix`.
fn matching(prefix: &str, word: &str, pairs: Vec<Pair>) -> Vec<CompletionCandidate> {
    let typed = word.to_lowercase();
    let mut seen = BTreeMap::new();
    for (value, help) in pairs {
        if value.to_lowercase().starts_with(&typed) && seen.len() < MAX_CANDIDATES {
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

/// Episodes in the shortest notation.
fn episodes(catalog: &Catalog) -> Vec<Pair> {
    let seasons = catalog.shows().flat_map(|show| show.seasons());
    let episodes = seasons.flat_map(|season| season.episodes());
    let pair = |episode: Episode<'_>| {
        let code = episode.code();
        pair(format!("s{}e{}", code.season, code.episode), episode.name())
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

/// Values of `--up-to`: episodes without titles, which could be spoilers.
fn ceilings(line: &Line, word: &str) -> Vec<CompletionCandidate> {
    let start = word.rfind([',', '=']).map_or(0, |sign| sign + 1);
    let (before, word) = word.split_at(start);
    let Some(catalog) = line.catalog_up_to(&[]) else {
        return Vec::new();
    };
    let codes = episodes(&catalog).into_iter();
    let codes = codes.map(|(code, _)| (code, String::new()));
    matching(before, word, codes.collect())
}

/// Arguments of `help`.
fn topics() -> Vec<Pair> {
    let topics = TOPICS.iter().map(|topic| pair(topic.name, topic.about));
    let commands = Cli::commands().into_iter().map(|name| pair(name, ""));
    topics.chain(commands).collect()
}

/// Conditions of a search query: `field:`, then its values.
fn conditions(line: &Line, word: &str) -> Vec<CompletionCandidate> {
    // bash passes a colon as a word of its own, and completes only the value after it.
    let before: Vec<&str> = line.before().take(2).collect();
    let is_colon = |word: &str| word == ":";
    match (word.split_once(':'), before.as_slice()) {
        (None, [colon, field, ..]) if is_colon(colon) => values_of(line, "", field, word),
        (_, [field, ..]) if is_colon(word) => values_of(line, "", field, ""),
        (Some((field, value)), _) => values_of(line, &format!("{field}:"), field, value),
        (None, _) => {
            let (minus, word) = word.split_at(usize::from(word.starts_with('-')));
            let fields = Field::ALL.map(|field| pair(format!("{}:", field.name()), ""));
            matching(minus, word, fields.into())
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
        Field::Usage => |_| keywords::<Usage>(),
        Field::Origin => |_| keywords::<Origin>(),
        Field::Certainty => |_| keywords::<Certainty>(),
        Field::Scene | Field::Character | Field::Album | Field::Length | Field::Year | Field::Note => {
            return Vec::new();
        }
    };
    from_catalog(line, prefix, value, pairs)
}

fn keywords<W: Keyword>() -> Vec<Pair> {
    W::ALL.iter().map(|value| pair(value.keyword(), "")).collect()
}

/// Column keys, after the last comma.
fn column_keys(line: &Line, word: &str) -> Vec<CompletionCandidate> {
    let (chosen, word) = split_list(word);
    let is_chosen = |key: &str| chosen.split(',').any(|other| other == key);
    let keys = keys(line).into_iter().filter(|(key, _)| !is_chosen(key));
    matching(chosen, word, keys.map(|(key, title)| pair(key, title)).collect())
}

/// Values of `--sort`, after the last comma, for commands that list.
fn sort_keys(line: &Line, word: &str) -> Vec<CompletionCandidate> {
    let lists = ["songs", "search", "artists", "episodes", "seasons", "shows", "gaps", "compare", "check"];
    if !line.words().any(|word| lists.contains(&word)) {
        return Vec::new();
    }
    let both_ways = keys(line).into_iter().flat_map(|(key, title)| {
        [pair(key, title), pair(format!("{key}:desc"), format!("{title}, descending"))]
    });
    let (chosen, word) = split_list(word);
    matching(chosen, word, both_ways.collect())
}

/// The values of a list up to the last comma, and the one to complete.
fn split_list(word: &str) -> (&str, &str) {
    word.split_at(word.rfind(',').map_or(0, |comma| comma + 1))
}

/// The columns of the command on the line.
fn keys(line: &Line) -> Vec<(&'static str, &'static str)> {
    line.words().map(columns::of_command).find(|keys| !keys.is_empty()).unwrap_or_default()
}

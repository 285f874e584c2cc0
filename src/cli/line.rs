//! The command line before clap parses it: the command, the words and the options.

use crate::out::Format;
use crate::query::quoted;
use clap::{Command, ValueEnum};
use std::ffi::OsString;
use std::fmt;

/// The arguments of a process. `Display` prints them as they would be typed, the command first.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The first word, if it is a command.
    pub command: Option<String>,
    /// Everything else.
    rest: Vec<Argument>,
    /// The number of arguments before the first word.
    start: usize,
}

#[derive(Clone, Debug)]
struct Argument {
    role: Role,
    text: OsString,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Word,
    Option,
    /// The value of the option before it.
    Value,
    /// `--`: only words follow.
    Dashes,
}

impl Line {
    /// Reads arguments without the name of the program. Options may precede the command.
    pub fn read(arguments: impl Iterator<Item = OsString>, program: &Command) -> Self {
        let mut line = Self::default();
        let mut previous = Role::Word;
        for text in arguments {
            let shown = text.to_str().unwrap_or_default();
            let role = match previous {
                Role::Dashes => Role::Word,
                Role::Option if line.rest.last().is_some_and(|option| takes_value(program, option)) => {
                    Role::Value
                }
                _ if shown == "--" => Role::Dashes,
                _ if shown.starts_with('-') && shown != "-" => Role::Option,
                _ => Role::Word,
            };
            // `--columns code, song`: the list goes on.
            if role == Role::Word && previous == Role::Value && line.continue_list(&text, program) {
                continue;
            }
            let is_first = role == Role::Word && line.words().next().is_none() && line.command.is_none();
            if is_first {
                line.start = line.rest.len();
            }
            if is_first && previous != Role::Dashes && program.find_subcommand(shown).is_some() {
                line.command = Some(shown.to_owned());
            } else {
                line.rest.push(Argument { role, text });
            }
            if previous != Role::Dashes {
                previous = role;
            }
        }
        line
    }

    /// Appends to a list of values that ends in a comma; returns whether there is one.
    fn continue_list(&mut self, text: &OsString, program: &Command) -> bool {
        let [.., option, list] = self.rest.as_mut_slice() else { return false };
        let is_list = definition(program, option).is_some_and(|arg| arg.get_value_delimiter().is_some());
        let goes_on = is_list && list.text.to_str().is_some_and(|list| list.ends_with(','));
        if goes_on {
            list.text.push(text);
        }
        goes_on
    }

    /// The words, except for the command.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.rest.iter().filter(|argument| argument.role == Role::Word);
        words.map(|argument| argument.text.to_str().unwrap_or_default())
    }

    /// Whether there are words, of which the first is no command.
    pub fn is_without_command(&self) -> bool {
        self.command.is_none() && self.words().next().is_some()
    }

    /// The same line with another command.
    #[must_use]
    pub fn with_command(&self, command: &str) -> Self {
        Self { command: Some(command.to_owned()), ..self.clone() }
    }

    /// The same line with other words.
    #[must_use]
    pub fn with_words(&self, words: &[String]) -> Self {
        let mut line = self.clone();
        let place =
            line.rest.iter().position(|argument| argument.role == Role::Word).unwrap_or(line.rest.len());
        line.rest.retain(|argument| argument.role != Role::Word);
        let words = words.iter().map(|word| Argument { role: Role::Word, text: word.into() });
        line.rest.splice(place..place, words);
        line
    }

    /// The same line with another option and its value.
    #[must_use]
    pub fn with_option(&self, option: &str, value: &str) -> Self {
        let mut line = self.clone();
        let new = [(Role::Option, option), (Role::Value, value)];
        line.rest.splice(0..0, new.map(|(role, text)| Argument { role, text: text.into() }));
        line
    }

    /// Only the options that say which catalog is asked, without a command and words.
    #[must_use]
    pub fn about_catalog(&self) -> Self {
        let names = ["-c", "--catalog", "--max-size", "--up-to"];
        let mut keeps = false;
        let mut line = Self { command: None, ..self.clone() };
        line.rest.retain(|argument| {
            let text = argument.text.to_str().unwrap_or_default();
            let is_about =
                names.iter().any(|name| text.split('=').next() == Some(name)) || text.starts_with("-c");
            keeps = match argument.role {
                Role::Option => is_about,
                Role::Value => keeps,
                Role::Word | Role::Dashes => false,
            };
            keeps
        });
        line
    }

    /// The options, without values that follow them.
    pub fn options(&self) -> impl Iterator<Item = &str> {
        let options = self.rest.iter().filter(|argument| argument.role == Role::Option);
        options.filter_map(|argument| argument.text.to_str())
    }

    /// The same line with `new` in the place of an option.
    #[must_use]
    pub fn with_other_option(&self, option: &str, new: &[&str]) -> Self {
        let mut line = self.clone();
        if let Some(place) = line.rest.iter().position(|argument| argument.text == option) {
            let new = new.iter().map(|text| Argument { role: Role::Option, text: text.into() });
            line.rest.splice(place..=place, new);
        }
        line
    }

    /// The same line with all words that follow a value in the value, as if they had been quoted; none if no
    /// word follows a value.
    pub fn with_quoted_value(&self) -> Option<Self> {
        let mut line = self.clone();
        let place =
            line.rest.windows(2).position(|two| two[0].role == Role::Value && two[1].role == Role::Word)?;
        while let Some(Argument { role: Role::Word, text }) = line.rest.get(place + 1).cloned() {
            line.rest[place].text.push(" ");
            line.rest[place].text.push(text);
            line.rest.remove(place + 1);
        }
        Some(line)
    }

    /// The arguments for clap, with the command first. In `search` the words to exclude are marked: the
    /// hyphen of `-snow` becomes a minus sign, or clap would read options. Options of one letter keep their
    /// hyphen if they are alone or clearly have a value, as in `-s 2`, `-s2` and `-a=x`.
    pub(super) fn arguments(&self) -> Vec<OsString> {
        let is_search = self.command.as_deref() == Some("search");
        let rest = self.rest.iter().enumerate().map(|(place, Argument { role, text })| match text.to_str() {
            Some(text)
                if is_search && place >= self.start && *role == Role::Option && is_excluded_word(text) =>
            {
                format!("\u{2212}{}", &text[1..]).into()
            }
            _ => text.clone(),
        });
        ["soundtrack"].into_iter().chain(self.command.as_deref()).map(OsString::from).chain(rest).collect()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "soundtrack{}",
            self.command.as_ref().map_or_else(String::new, |command| format!(" {command}"))
        )?;
        self.rest.iter().try_for_each(|argument| {
            let text = argument.text.to_string_lossy();
            write!(f, " {}", quoted(&text))
        })
    }
}

/// Whether the argument that follows this option is its value.
fn takes_value(program: &Command, option: &Argument) -> bool {
    definition(program, option).is_some_and(|arg| arg.get_action().takes_values())
}

/// The definition of an option, in whichever command has it.
fn definition<'p>(program: &'p Command, option: &Argument) -> Option<&'p clap::Arg> {
    let option = option.text.to_str()?;
    let is_it = |arg: &&clap::Arg| match option.strip_prefix("--") {
        Some(long) => arg.get_long() == Some(long),
        None => arg.get_short().is_some_and(|short| option == format!("-{short}")),
    };
    let commands = std::iter::once(program).chain(program.get_subcommands());
    commands.flat_map(Command::get_arguments).find(is_it)
}

fn is_excluded_word(text: &str) -> bool {
    let Some(word) = text.strip_prefix('-').filter(|word| !word.starts_with('-')) else {
        return false;
    };
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (None, _) => false,
        (Some(letter), None) => !letter.is_ascii_alphabetic(),
        (Some('s' | 'e' | 'n'), Some(value)) => !value.is_ascii_digit() && value != '=',
        (Some('f'), _) if Format::from_str(&word[1..], false).is_ok() => false,
        (Some(_), Some(value)) => value != '=',
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cli;
    use super::*;

    fn line(typed: &str) -> Line {
        Line::read(typed.split(' ').map(OsString::from), &Cli::program())
    }

    /// What clap gets.
    fn arguments(typed: &str) -> String {
        let words = line(typed).arguments().into_iter().skip(1);
        words.map(|word| word.into_string().unwrap()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn hyphens_in_search_exclude_words() {
        for (typed, read) in [
            ("search kiss -snow", "search kiss \u{2212}snow"),
            ("search -artist:queen -1975", "search \u{2212}artist:queen \u{2212}1975"),
            ("--json -c data search -car", "search --json -c data \u{2212}car"),
            ("--bom search kiss -snow", "search --bom kiss \u{2212}snow"),
            ("--no-header --width 80 search -snow", "search --no-header --width 80 \u{2212}snow"),
            ("search kiss -s 2 -s2 -e3-5 -a=x --limit 3 -h", "search kiss -s 2 -s2 -e3-5 -a=x --limit 3 -h"),
            ("search kiss -- -snow", "search kiss -- -snow"),
            ("-fjson search -fine", "search -fjson \u{2212}fine"),
            ("search kiss -fcsv -n3 -night", "search kiss -fcsv -n3 \u{2212}night"),
            ("search --sort -length -a -snow -kiss", "search --sort -length -a -snow \u{2212}kiss"),
        ] {
            assert_eq!(arguments(typed), read);
        }
    }

    #[test]
    fn options_may_precede_the_command() {
        for (typed, read) in [
            ("songs -c search -fjson", "songs -c search -fjson"),
            ("-c search songs -fjson", "songs -c search -fjson"),
            ("--catalog=search songs -fjson", "songs --catalog=search -fjson"),
            ("--show x -s 2 songs s2e3", "songs --show x -s 2 s2e3"),
            ("-c - songs", "songs -c -"),
            ("--up-to s2e3 songs songs", "songs --up-to s2e3 songs"),
            ("songs --columns code, song s2e3", "songs --columns code,song s2e3"),
            ("songs --sort code, song, artist", "songs --sort code,song,artist"),
            ("songs -a Tyler, x", "songs -a Tyler, x"),
        ] {
            assert_eq!(arguments(typed), read);
        }
        for arg in Cli::program().get_arguments().filter(|arg| !arg.get_action().takes_values()) {
            let Some(long) = arg.get_long() else { continue };
            assert_eq!(arguments(&format!("--{long} search -snow")), format!("search --{long} \u{2212}snow"));
        }
    }

    #[test]
    fn words_without_a_command_are_found_among_the_options() {
        for (typed, words) in [
            ("-c own.json baby queen --json", "baby queen"),
            ("snow -n 3 -s 2 fight --sort -length", "snow fight"),
            ("-- songs -x", "songs -x"),
            ("-s 2 --", ""),
            ("- x", "- x"),
        ] {
            let line = line(typed);
            assert_eq!(line.command, None, "{typed}");
            assert_eq!(line.words().collect::<Vec<_>>().join(" "), words);
        }
        let line = line("-c own.json baby queen --json --");
        assert_eq!(
            line.with_command("artist").to_string(),
            "soundtrack artist -c own.json baby queen --json --"
        );
        let other = line.with_words(&["wolf alice".to_owned()]).to_string();
        assert_eq!(other, "soundtrack -c own.json \"wolf alice\" --json --");
    }

    #[test]
    fn words_behind_a_value_can_be_made_a_part_of_it() {
        let quoted = |typed| line(typed).with_quoted_value().map(|line| line.to_string());
        assert_eq!(
            quoted("songs -a Baby Queen --json").unwrap(),
            "soundtrack songs -a \"Baby Queen\" --json"
        );
        assert_eq!(quoted("songs s2e3 -a Baby"), None);
        let other = line("songs --csv s2e3").with_other_option("--csv", &["--format", "csv"]);
        assert_eq!(other.to_string(), "soundtrack songs --format csv s2e3");
    }
}

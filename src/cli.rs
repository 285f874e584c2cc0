//! The command line: arguments flow in, options and one command flow out.

use crate::commands::Command;
use crate::load::{Progress, Request, Size};
use crate::out::Output;
use crate::query::quoted;
use crate::shell::help::{MORE, TEMPLATE, examples_of};
use crate::view::Layout;
use clap::error::ErrorKind;
use clap::{ArgAction, CommandFactory, Parser};
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// What song was that? Shows, their episodes, and the songs that play in them
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = AFTER_HELP, disable_help_flag = true, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do; the front page if nothing
    #[command(subcommand)]
    pub command: Option<Command>,

    /// A catalog file or folder, or - for standard input (repeatable) [env: SOUNDTRACK_CATALOG]
    #[arg(short, long, global = true, value_name = "PATH", help_heading = "Catalog")]
    pub catalog: Vec<PathBuf>,

    /// Read files up to this size: 512K, 1G
    #[arg(
        long,
        global = true,
        value_name = "SIZE",
        default_value_t = Size::LARGEST,
        hide_short_help = true,
        help_heading = "Catalog"
    )]
    pub max_size: Size,

    /// How far you have watched, s2e3 or heartstopper=s2e3: nothing later is shown
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

    /// Print help
    #[arg(short, long, global = true, action = ArgAction::HelpShort, display_order = 999)]
    pub help: Option<bool>,

    #[command(flatten)]
    #[allow(missing_docs)]
    pub layout: Layout,

    #[command(flatten)]
    #[allow(missing_docs)]
    pub output: Output,
}

impl Cli {
    /// Reads the arguments of a process.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let arguments = with_excluded_words(arguments.into_iter());
        match Self::try_parse_from(&arguments) {
            // Texts of help are put in place only for those who ask for them.
            Err(error) if error.kind() == ErrorKind::DisplayHelp => {
                let help = Self::explained().try_get_matches_from(arguments);
                Err(help.err().unwrap_or(error))
            }
            other => other,
        }
    }

    /// All commands as help shows them: what each is for, examples, and then everything else.
    pub fn explained() -> clap::Command {
        Self::command().mut_subcommands(|command| {
            let examples = examples_of(command.get_name());
            let command = command.before_help(examples).after_help(MORE);
            command.help_template(TEMPLATE)
        })
    }

    /// The names of all commands, in the order of help.
    pub fn commands() -> Vec<String> {
        let all = Self::command();
        let names = all.get_subcommands().map(clap::Command::get_name);
        names.map(str::to_owned).collect()
    }

    /// Help of the command of this name.
    pub fn help_of(command: &str) -> Option<String> {
        let mut all = Self::explained();
        all.build();
        let command = all.find_subcommand_mut(command)?;
        Some(command.render_help().to_string())
    }

    /// Which files make the catalog.
    pub fn request<'r>(&'r self, progress: &'r Progress<'r>) -> Request<'r> {
        Request { paths: &self.catalog, largest: self.max_size, progress }
    }

    /// Whether somebody at a terminal is expected to type a catalog.
    pub fn reads_from_terminal(&self) -> bool {
        self.reads_from_input() > 0 && io::stdin().is_terminal()
    }

    /// How often standard input is asked for, which can be read only once.
    pub fn reads_from_input(&self) -> usize {
        let others = self.command.as_ref().map_or(&[][..], Command::reads);
        let paths = self.catalog.iter().chain(others);
        paths.filter(|path| path.as_os_str() == "-").count()
    }

    /// How the program would be called again with the same catalog.
    pub fn program(&self) -> String {
        let paths = self.catalog.iter().map(|path| format!(" -c {}", quoted(&path.to_string_lossy())));
        let ceilings = self.up_to.iter().map(|ceiling| format!(" --up-to {}", quoted(ceiling)));
        format!("soundtrack{}", paths.chain(ceilings).collect::<String>())
    }
}

/// The arguments, in which the hyphen of a word that `search` is to exclude is a minus sign: `-snow` is no option then.
///
/// Options of one letter keep their hyphen if they stand alone or are plainly given a value, as in `-s2` and `-a=x`.
fn with_excluded_words(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let (mut is_search, mut is_value) = (None, false);
    let mut arguments: Vec<OsString> = arguments.collect();
    for argument in arguments.iter_mut().skip(1) {
        let Some(text) = argument.to_str() else {
            continue;
        };
        if text == "--" {
            break;
        }
        match is_search {
            Some(true) if is_excluded_word(text) => *argument = format!("\u{2212}{}", &text[1..]).into(),
            None if text.starts_with('-') => {
                let is_switch = ["--json", "--no-header", "-h", "--help"].contains(&text);
                let is_short = text.len() == 2 || text.starts_with("--");
                is_value = !is_switch && is_short && !text.contains('=');
            }
            None if !std::mem::take(&mut is_value) => is_search = Some(text == "search"),
            _ => {}
        }
    }
    arguments
}

fn is_excluded_word(text: &str) -> bool {
    let Some(word) = text.strip_prefix('-').filter(|word| !word.starts_with('-')) else {
        return false;
    };
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (None, _) => false,
        (Some(letter), None) => !letter.is_ascii_alphabetic(),
        (Some('s' | 'e'), Some(value)) => !value.is_ascii_digit() && value != '=',
        (Some(_), Some(value)) => value != '=',
    }
}

const AFTER_HELP: &str = "\
Examples:
  soundtrack songs s2e3                what plays in an episode
  soundtrack songs --season 2 --json   a season's songs for a program
  soundtrack songs -a \"girl in red\"    where an artist's songs play
  soundtrack song \"dance with me\"      everything about a song
  soundtrack search beabadoobee snow   half a memory: words of title, artist, scene

A plural lists, a singular explains. Topics: soundtrack help episodes, query,
formats, exit-status, catalog.

Exit status: 0 something was shown, 1 nothing matched, 2 usage, data or I/O
error.";

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> String {
        let words = line.split(' ').map(OsString::from);
        let words = with_excluded_words(words).into_iter();
        words.map(|word| word.into_string().unwrap()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn search_takes_hyphens_for_words_that_must_not_be() {
        for (typed, read) in [
            ("x search kiss -snow", "x search kiss \u{2212}snow"),
            ("x search -artist:queen -1975", "x search \u{2212}artist:queen \u{2212}1975"),
            ("x --json -c data search -car", "x --json -c data search \u{2212}car"),
            (
                "x search kiss -s 2 -s2 -e3-5 -a=x --limit 3 -h",
                "x search kiss -s 2 -s2 -e3-5 -a=x --limit 3 -h",
            ),
            ("x search kiss -- -snow", "x search kiss -- -snow"),
            ("x songs -c search -fjson", "x songs -c search -fjson"),
            ("x -c search songs -fjson", "x -c search songs -fjson"),
            ("x --catalog=search songs -fjson", "x --catalog=search songs -fjson"),
            ("x -fjson search -fine", "x -fjson search \u{2212}fine"),
        ] {
            assert_eq!(arguments(typed), read);
        }
    }
}

//! The terminal: options, the environment and the stream flow in; width, colour and links, decided once, flow out.

use clap::ValueEnum;
use std::env;
use std::io::{self, IsTerminal};

/// What can be written to standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// The number of columns to fit into; none where lines may be of any length.
    pub width: Option<u16>,
    /// Whether to use colour and bold type.
    pub color: bool,
    /// Whether titles can be links (OSC 8).
    pub hyperlinks: bool,
    /// Whether to draw with more than ASCII.
    pub unicode: bool,
}

/// When to use something that not every terminal supports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// If standard output is a terminal that supports it
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Terminal {
    /// Decides for standard output. `NO_COLOR` beats `CLICOLOR_FORCE`, options beat both.
    pub fn of_stdout(width: Option<u16>, color: When, hyperlinks: When) -> Self {
        let is_terminal = io::stdout().is_terminal();
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = match color {
            When::Always => true,
            When::Never => false,
            When::Auto if is_set("NO_COLOR") => false,
            When::Auto
                if env::var_os("CLICOLOR_FORCE").is_some_and(|force| !force.is_empty() && force != "0") =>
            {
                true
            }
            When::Auto => {
                is_terminal && !dumb && env::var_os("CLICOLOR").is_none_or(|clicolor| clicolor != "0")
            }
        };
        let hyperlinks = match hyperlinks {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                is_terminal && color && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
            }
        };
        Self {
            width: width.filter(|&width| width > 0).or_else(|| is_terminal.then(width_of_terminal)),
            color,
            hyperlinks,
            unicode: !(is_terminal && (dumb || is_ascii_locale())),
        }
    }
}

/// The columns of the terminal, of `COLUMNS`, or 80.
fn width_of_terminal() -> u16 {
    let asked = terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| width);
    let told = || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    asked.filter(|&width| width > 0).or_else(told).filter(|&width| width > 0).unwrap_or(80)
}

fn is_set(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// Whether the locale says that the terminal shows ASCII only; a locale that says nothing does not.
fn is_ascii_locale() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(env::var_os).find(|locale| !locale.is_empty());
    locale.is_some_and(|locale| locale == "C" || locale == "POSIX")
}

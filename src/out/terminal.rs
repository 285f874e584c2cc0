//! What standard output supports (width, colour, hyperlinks), decided once from options, environment and
//! stream; and the progress bar on standard error.

use super::marks::Style;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::env;
use std::io::{self, IsTerminal};
use std::sync::Once;
use std::time::{Duration, Instant};

/// What standard output supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// The width to fit into, in columns; none if lines may have any length.
    pub width: Option<u16>,
    /// Whether to use bold, dim and coloured text.
    pub color: bool,
    /// Whether to link titles (OSC 8).
    pub hyperlinks: bool,
    /// Whether to draw with characters beyond ASCII.
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

impl When {
    /// Whether to use colours on a stream. Options override `NO_COLOR`, which overrides `CLICOLOR_FORCE`.
    pub(super) fn decide(self, is_terminal: bool) -> bool {
        let is_forced =
            anstyle_query::clicolor_force() && env::var_os("CLICOLOR_FORCE").is_none_or(|force| force != "0");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if anstyle_query::no_color() => false,
            Self::Auto if is_forced => true,
            Self::Auto => is_terminal && !is_dumb() && anstyle_query::clicolor().unwrap_or(true),
        }
    }
}

impl Terminal {
    /// The style, or none without colours.
    pub(super) fn style(&self, style: Style) -> Style {
        if self.color { style } else { Style::Plain }
    }

    /// Decides for standard output.
    pub fn detect(width: Option<u16>, color: When, hyperlinks: When) -> Self {
        let is_terminal = io::stdout().is_terminal();
        let dumb = is_dumb();
        let color = color.decide(is_terminal);
        let hyperlinks = match hyperlinks {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                is_terminal && color && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
            }
        };
        Self {
            width: width.or_else(|| width_of_stdout(is_terminal)).filter(|&width| width > 0),
            color,
            hyperlinks,
            unicode: !(is_terminal && (dumb || is_ascii_locale())),
        }
    }
}

/// The width of the terminal or, if that is unknown, 80 columns. In a pipe that of `COLUMNS`, which programs
/// such as `watch` set; otherwise there is no limit.
fn width_of_stdout(is_terminal: bool) -> Option<u16> {
    let told =
        || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&width| width > 0);
    if !is_terminal {
        return told();
    }
    let asked = terminal_size::terminal_size_of(io::stdout()).map(|(terminal_size::Width(width), _)| width);
    asked.filter(|&width| width > 0).or_else(told).or(Some(80))
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether the locale is limited to ASCII. No locale is no limit.
fn is_ascii_locale() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(env::var_os).find(|locale| !locale.is_empty());
    locale.is_some_and(|locale| locale == "C" || locale == "POSIX")
}

/// The bar appears after this time.
const SHOW_AFTER: Duration = Duration::from_millis(500);

/// The progress of a task that may take long.
pub struct Progress {
    started: Instant,
    bar: ProgressBar,
    shown: Once,
}

impl Progress {
    /// Starts the clock; the bar is hidden.
    pub fn start() -> Self {
        Self { started: Instant::now(), bar: ProgressBar::hidden(), shown: Once::new() }
    }

    /// Updates the bar. May be called from any thread.
    pub fn report(&self, done: usize, all: usize) {
        if self.started.elapsed() >= SHOW_AFTER {
            self.shown.call_once(|| self.show(all));
            self.bar.set_position(done as u64);
        }
    }

    fn show(&self, all: usize) {
        if is_dumb() {
            return;
        }
        let style = ProgressStyle::with_template("reading {bar:30} {pos} of {len} files");
        if let Ok(style) = style {
            self.bar.set_style(style.progress_chars("=> "));
        }
        self.bar.set_length(all as u64);
        // Draws only on terminals.
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

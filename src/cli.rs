//! The command line: arguments flow in, options and one command flow out.

use crate::commands::Command;
use crate::out::Output;
use crate::query::quoted;
use crate::view::Layout;
use clap::Parser;
use std::path::PathBuf;

/// What song was that? Shows, their episodes, and the songs that play in them
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    /// What to do; the front page if nothing
    #[command(subcommand)]
    pub command: Option<Command>,

    /// A catalog file or folder, or - for standard input (repeatable); else the list in SOUNDTRACK_CATALOG, else the
    /// catalog that comes with the program and your own files in ~/.local/share/soundtrack
    #[arg(
        short,
        long,
        global = true,
        value_name = "PATH",
        help_heading = "Catalog"
    )]
    pub catalog: Vec<PathBuf>,

    /// How far you have watched: nothing later is shown, counted or suggested. s2e3, or heartstopper=s2e3 for one show
    /// (repeatable)
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

    #[command(flatten)]
    #[allow(missing_docs)]
    pub layout: Layout,

    #[command(flatten)]
    #[allow(missing_docs)]
    pub output: Output,
}

impl Cli {
    /// How the program would be called again with the same catalog.
    pub fn program(&self) -> String {
        let paths = self
            .catalog
            .iter()
            .map(|path| format!(" -c {}", quoted(&path.to_string_lossy())));
        let ceilings = self
            .up_to
            .iter()
            .map(|ceiling| format!(" --up-to {}", quoted(ceiling)));
        format!("soundtrack{}", paths.chain(ceilings).collect::<String>())
    }
}

const AFTER_HELP: &str = "\
Examples:
  soundtrack songs s2e3                what plays in an episode
  soundtrack songs --season 2 --json   a season's songs for a program
  soundtrack songs -a \"girl in red\"    where an artist's songs play
  soundtrack song \"dance with me\"      everything about a song

A plural lists, a singular explains.

Exit status: 0 something was shown, 1 nothing matched, 2 usage, data or I/O
error.";

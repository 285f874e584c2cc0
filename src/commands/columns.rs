//! The columns of each command, known without running it. Completion offers them.

use super::{check, gaps, stats};
use crate::playlist::compare;
use crate::search;
use crate::view::{Column, placements, records};

/// The keys and titles of the columns of a command, or of the parts of its cards, as `--columns help` lists
/// them.
pub fn of_command(command: &str) -> Vec<(&'static str, &'static str)> {
    match command {
        "songs" | "browse" => headings(placements::COLUMNS),
        "search" => headings(search::command::COLUMNS),
        "artists" => headings(records::ARTISTS),
        "episodes" => headings(records::EPISODES),
        "seasons" => headings(records::SEASONS),
        "shows" => headings(records::SHOWS),
        "song" => records::song_keys(),
        "artist" => records::artist_keys(),
        "episode" => records::episode_keys(),
        "season" => records::season_keys(),
        "show" => records::show_keys(),
        "stats" => stats::SECTIONS.to_vec(),
        "gaps" => headings(gaps::COLUMNS),
        "compare" => compare::HEADINGS.map(|heading| (heading.key, heading.title)).to_vec(),
        "check" => check::HEADINGS.map(|heading| (heading.key, heading.title)).to_vec(),
        _ => Vec::new(),
    }
}

fn headings<T>(columns: &[Column<T>]) -> Vec<(&'static str, &'static str)> {
    columns.iter().map(|column| (column.heading.key, column.heading.title)).collect()
}

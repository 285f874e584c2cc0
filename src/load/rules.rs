//! The rules of the format that are about more than one field.

use super::diagnostics::Diagnostics;
use super::location::At;
use crate::model::{SeasonRecord, ShowFile};
use foldhash::{HashSet, HashSetExt};

/// Adds where a file breaks the rules. Its records must be in the order of the file.
pub(super) fn check(file: &ShowFile, mut diagnostics: Diagnostics) -> Diagnostics {
    let songs = At::ROOT.key("songs");
    for (index, song) in file.songs.iter().enumerate() {
        if song.credit.0.is_empty() {
            diagnostics.error(&songs.index(index).key("credit"), "a song needs at least one artist");
        }
    }
    let seasons = At::ROOT.key("seasons");
    check_numbers(&seasons, "season", file.seasons.iter().map(|season| season.number), &mut diagnostics);
    for (index, season) in file.seasons.iter().enumerate() {
        check_season(&seasons.index(index), season, file, &mut diagnostics);
    }
    diagnostics
}

fn check_season(at: &At<'_>, season: &SeasonRecord, file: &ShowFile, diagnostics: &mut Diagnostics) {
    let episodes = at.key("episodes");
    let numbers = file.list(season.episodes).iter().map(|episode| episode.number);
    check_numbers(&episodes, "episode", numbers.clone(), diagnostics);
    for (index, episode) in file.list(season.episodes).iter().enumerate() {
        let at = episodes.index(index);
        let at = at.key("placements");
        for (index, placement) in file.list(episode.placements).iter().enumerate() {
            if placement.between.is_some() {
                let message = "a placement in an episode has no range: `between` is for `unplaced`";
                diagnostics.error(&at.index(index).key("between"), message);
            }
        }
    }
    // Ranges cannot be checked if the list of episodes is a placeholder.
    let known: Option<HashSet<u16>> = (!diagnostics.is_placeholder(&episodes)).then(|| numbers.collect());
    let at = at.key("unplaced");
    for (index, placement) in file.list(season.unplaced).iter().enumerate() {
        let at = at.index(index);
        if placement.time.is_some() {
            diagnostics.error(&at.key("time"), "a time needs an episode");
        }
        if let (Some(range), Some(known)) = (placement.between, &known)
            && range.first <= range.last
            && let Some(missing) = [range.first, range.last].iter().find(|number| !known.contains(number))
        {
            diagnostics.error(&at.key("between"), format!("the season has no episode {missing}"));
        }
    }
}

/// Reports seasons of a show, or episodes of a season, that have the same number.
fn check_numbers(at: &At<'_>, kind: &str, numbers: impl Iterator<Item = u16>, diagnostics: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for (index, number) in numbers.enumerate() {
        let at = at.index(index);
        let at = at.key("number");
        if !diagnostics.is_placeholder(&at) && !seen.insert(number) {
            diagnostics.error(&at, format!("duplicate {kind} {number}"));
        }
    }
}

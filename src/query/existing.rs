//! What there is instead: what was asked for and is not there flows in, a message that says what there is flows out.

use crate::error::{Error, all_of};
use crate::model::{Catalog, EpisodeCode, Season, ShowId};

/// There is no season or episode from `first` to `last`.
pub(super) fn no_such(
    catalog: &Catalog,
    shows: &[ShowId],
    first: EpisodeCode,
    last: EpisodeCode,
    whole: bool,
) -> Error {
    let message = match whole {
        true if first.season == last.season => format!("there is no season {}", first.season),
        true => format!("there is no season from {} to {}", first.season, last.season),
        false if first == last => format!("there is no {first}"),
        false => format!("there is no episode from {first} to {last}"),
    };
    let season = shows
        .iter()
        .flat_map(|&show| catalog.show(show).seasons())
        .find(|season| season.number() == first.season);
    with_existing(Error::not_found(message), catalog, shows, season.filter(|_| !whole))
}

/// Says which episodes `season` has or, without one, which seasons there are.
pub(super) fn with_existing(
    error: Error,
    catalog: &Catalog,
    shows: &[ShowId],
    season: Option<Season<'_>>,
) -> Error {
    match (shows, season) {
        (&[_], Some(season)) => {
            let numbers: Vec<u16> = season.episodes().map(|episode| episode.code().episode).collect();
            error.with_hint(format!("season {} has {}", season.number(), numbered("episode", &numbers)))
        }
        (&[show], None) => {
            let show = catalog.show(show);
            let numbers: Vec<u16> = show.seasons().map(|season| season.number()).collect();
            error.with_hint(format!("{} has {}", show.title(), numbered("season", &numbers)))
        }
        _ => error.with_hint("`soundtrack seasons` lists what there is"),
    }
}

/// `seasons 1–3`, `seasons 1, 2 and 5`, `season 1`, `no seasons`.
fn numbered(noun: &str, numbers: &[u16]) -> String {
    match numbers {
        [] => format!("no {noun}s"),
        [number] => format!("{noun} {number}"),
        [first, .., last] if usize::from(last - first) == numbers.len() - 1 => {
            format!("{noun}s {first}–{last}")
        }
        _ => {
            let numbers: Vec<String> = numbers.iter().map(u16::to_string).collect();
            format!("{noun}s {}", all_of(&numbers))
        }
    }
}

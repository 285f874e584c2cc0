//! Names to handles: what a person typed flows in, the records that go by it flow out, or an error that suggests
//! the nearest names.

use super::tally;
use crate::error::{Error, one_of};
use crate::model::{Artist, ArtistId, Catalog, EpisodeId, Show, ShowId, SongId};
use crate::names::{Found, Name, find, fold, nearest};

/// How many candidates a message lists.
const MOST: usize = 8;

/// The shows that `name` fits best.
pub fn shows(catalog: &Catalog, name: &str) -> Result<Found<ShowId>, Error> {
    let names = || catalog.shows().flat_map(show_names);
    by_name("show", name, names)
}

/// The artists that `name` fits best: by name, alias, member, or as credited on a record, alone or with others.
pub fn artists(catalog: &Catalog, name: &str) -> Result<Found<ArtistId>, Error> {
    let as_credited = || {
        let credited = catalog.shows().flat_map(|show| show.names_as_credited());
        credited.map(|(artist, name)| Name::alias(artist, name))
    };
    let names = || {
        catalog
            .artists()
            .flat_map(artist_names)
            .chain(as_credited())
    };
    match find(name, names()) {
        Some(found) => Ok(found),
        None => {
            let together = credited_to(catalog, name);
            let all = tally::distinct(together.iter().flat_map(|&song| {
                catalog
                    .song(song)
                    .credit()
                    .artists()
                    .map(|(artist, _)| artist.id())
                    .collect::<Vec<_>>()
            }));
            if all.is_empty() {
                Err(miss("artist", name, names()))
            } else {
                Ok(Found::whole(all))
            }
        }
    }
}

/// The songs that are credited to just these artists, as the credit prints: `Cavetown feat. Orla Gartland`.
pub fn credited_to(catalog: &Catalog, credit: &str) -> Vec<SongId> {
    let wanted = fold(credit);
    let several = |id: &SongId| catalog.song(*id).credit().artists().nth(1).is_some();
    let songs = catalog
        .shows()
        .flat_map(|show| show.songs())
        .filter(several);
    songs
        .filter(|&id| fold(&catalog.song(id).credit().to_string()) == wanted)
        .collect()
}

/// The songs of `shows` that `name` fits best.
pub fn songs(catalog: &Catalog, shows: &[ShowId], name: &str) -> Result<Found<SongId>, Error> {
    let names = || {
        let ids = shows.iter().flat_map(|&show| catalog.show(show).songs());
        ids.flat_map(|id| {
            let song = catalog.song(id);
            let own = [Name::own(id, song.title()), Name::own(id, song.slug())];
            own.into_iter()
                .chain(song.aliases().map(move |alias| Name::alias(id, alias)))
        })
    };
    by_name("song", name, names)
}

/// The episodes of `shows` whose title `title` fits best.
pub fn episodes(
    catalog: &Catalog,
    shows: &[ShowId],
    title: &str,
) -> Result<Found<EpisodeId>, Error> {
    let names = || {
        let seasons = shows.iter().flat_map(|&show| catalog.show(show).seasons());
        seasons
            .flat_map(|season| season.episodes())
            .map(|episode| Name::own(episode.id(), episode.title()))
    };
    by_name("episode", title, names)
}

/// The one thing meant where there can be only one: all that go by the whole name, or the only one whose name begins
/// with it; otherwise an error that lists the candidates by `label`.
pub fn only<T: Copy>(
    kind: &str,
    name: &str,
    found: Found<T>,
    label: impl Fn(T) -> String,
) -> Result<Vec<T>, Error> {
    if found.is_whole_name() || found.all.len() == 1 {
        return Ok(found.all);
    }
    let labels: Vec<String> = found.all.iter().take(MOST).map(|&id| label(id)).collect();
    let more = found.all.len() - labels.len();
    let more = if more > 0 {
        format!(" (and {more} more)")
    } else {
        String::new()
    };
    let message = format!("`{name}` fits {} {kind}s", found.all.len());
    Err(Error::usage(message).with_hint(format!("say which: {}{more}", one_of(&labels))))
}

fn show_names(show: Show<'_>) -> impl Iterator<Item = Name<'_, ShowId>> {
    [
        Name::own(show.id(), show.title()),
        Name::own(show.id(), show.slug()),
    ]
    .into_iter()
}

fn artist_names(artist: Artist<'_>) -> impl Iterator<Item = Name<'_, ArtistId>> {
    let own = [
        Name::own(artist.id(), artist.name()),
        Name::own(artist.id(), artist.slug()),
    ];
    let others = artist.aliases().chain(artist.members());
    own.into_iter()
        .chain(others.map(move |name| Name::alias(artist.id(), name)))
}

fn by_name<'c, T, Names>(
    kind: &str,
    name: &str,
    names: impl Fn() -> Names,
) -> Result<Found<T>, Error>
where
    T: Copy + PartialEq,
    Names: Iterator<Item = Name<'c, T>>,
{
    find(name, names()).ok_or_else(|| miss(kind, name, names()))
}

fn miss<'c, T>(kind: &str, name: &str, names: impl Iterator<Item = Name<'c, T>>) -> Error {
    let near = nearest(name, names.map(|name| name.text));
    let miss = Error::not_found(format!("no {kind} is called `{name}`"));
    miss.with_hint(format!("`soundtrack {kind}s` lists what there is"))
        .suggesting(&near)
}

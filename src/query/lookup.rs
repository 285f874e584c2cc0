//! Finds records by name. If no name fits, the error suggests the most similar ones.

use super::par_chunks;
use crate::error::{Error, count, one_of};
use crate::model::{Artist, ArtistId, Catalog, EpisodeId, ShowId, SongId};
use crate::text::{
    Candidate, Likeness, Matches, Title, best_matches, find_by_id_or_title, find_by_name, name_key, suggest,
    without_channel,
};

/// How many candidates an error lists if a name fits several.
const MAX_CANDIDATES: usize = 8;

/// The show with this id, or those that `name` fits best.
pub fn shows(catalog: &Catalog, name: &str) -> Result<Matches<ShowId>, Error> {
    find_shows(catalog, name).ok_or_else(|| {
        let names = catalog.shows().flat_map(|show| [show.title(), show.slug()]);
        not_found("show", name, names)
    })
}

pub(super) fn find_shows(catalog: &Catalog, name: &str) -> Option<Matches<ShowId>> {
    find_by_id_or_title(name, catalog.shows().map(|show| (show.id(), show.slug(), show.title())))
}

/// The artists that `name` fits best: by name, alias, member, or as credited on a record, alone or with
/// others.
pub fn artists(catalog: &Catalog, name: &str) -> Result<Matches<ArtistId>, Error> {
    artists_or_songs(catalog, name).map(|found| match found {
        ArtistsOrSongs::Artists(found) => found,
        ArtistsOrSongs::Songs(songs) => {
            let credits = songs.iter().flat_map(|&song| catalog.song(song).credit().artists());
            Matches::by_whole_name(credits.map(|(artist, _)| artist.id()).collect())
        }
    })
}

/// What an artist's name means when it selects songs: artists or, if it is a whole credit such as
/// `Cavetown feat. Orla Gartland`, the songs with that credit.
pub(super) enum ArtistsOrSongs {
    Artists(Matches<ArtistId>),
    Songs(Vec<SongId>),
}

pub(super) fn artists_or_songs(catalog: &Catalog, name: &str) -> Result<ArtistsOrSongs, Error> {
    find_artists_or_songs(catalog, name).ok_or_else(|| {
        let names = catalog.artists().flat_map(artist_names).chain(credited_names(catalog));
        not_found("artist", name, names.map(|candidate| candidate.name))
    })
}

pub(super) fn find_artists_or_songs(catalog: &Catalog, name: &str) -> Option<ArtistsOrSongs> {
    let artists: Vec<ArtistId> = catalog.artists().map(|artist| artist.id()).collect();
    let find = |name: &str| {
        let by_name = find_in(&artists, name, |&id| artist_names(catalog.artist(id))).into_iter();
        best_matches(by_name.chain(find_by_name(name, credited_names(catalog))))
    };
    let channel = without_channel(name);
    let by_channel = || Some(channel).filter(|channel| channel.len() < name.len()).and_then(find);
    if let Some(found) = find(name).or_else(by_channel) {
        return Some(ArtistsOrSongs::Artists(found));
    }
    let wanted = name_key(name);
    let has_credit = |&id: &SongId| {
        let credit = catalog.song(id).credit();
        credit.artists().nth(1).is_some() && name_key(&credit.to_string()) == wanted
    };
    let songs: Vec<SongId> = catalog.shows().flat_map(|show| show.songs()).filter(has_credit).collect();
    (!songs.is_empty()).then_some(ArtistsOrSongs::Songs(songs))
}

/// The songs of `shows` that `name` fits best.
pub fn songs(catalog: &Catalog, shows: &[ShowId], name: &str) -> Result<Matches<SongId>, Error> {
    find_songs(catalog, shows, name).ok_or_else(|| {
        let names = all_songs(catalog, shows).into_iter().flat_map(|id| song_names(catalog, id));
        not_found("song", name, names.map(|candidate| candidate.name))
    })
}

pub(super) fn find_songs(catalog: &Catalog, shows: &[ShowId], name: &str) -> Option<Matches<SongId>> {
    let songs = all_songs(catalog, shows);
    let find = |name: &str| find_in(&songs, name, |&id| song_names(catalog, id));
    // A title with what services add to it: `Colours Of You (Official Video)`.
    let decorated = || {
        let wanted = Title::parse(name);
        let is_same = |name: &str| Title::parse(name).likeness(&wanted) <= Likeness::Same;
        let is_found = |id: &SongId| song_names(catalog, *id).any(|candidate| is_same(candidate.name));
        let found: Vec<SongId> = match wanted.song == wanted.whole {
            true => Vec::new(),
            false => songs.iter().copied().filter(is_found).collect(),
        };
        Some(Matches::by_whole_name(found)).filter(|found| !found.items.is_empty())
    };
    find(name).or_else(decorated)
}

fn all_songs(catalog: &Catalog, shows: &[ShowId]) -> Vec<SongId> {
    shows.iter().flat_map(|&show| catalog.show(show).songs()).collect()
}

fn song_names(catalog: &Catalog, id: SongId) -> impl Iterator<Item = Candidate<'_, SongId>> {
    let song = catalog.song(id);
    let own = [song.title(), song.slug()].map(|name| Candidate::primary(id, name));
    own.into_iter().chain(song.aliases().map(move |alias| Candidate::alias(id, alias)))
}

/// The episodes of `shows` whose title `title` fits best.
pub fn episodes(catalog: &Catalog, shows: &[ShowId], title: &str) -> Result<Matches<EpisodeId>, Error> {
    let episodes = all_episodes(catalog, shows);
    find_in(&episodes, title, |id| episode_name(catalog, *id)).ok_or_else(|| {
        let names = episodes.iter().filter_map(|&id| catalog.episode(id).title());
        not_found("episode", title, names)
    })
}

/// The episodes of `shows` with exactly this title, if there are any.
pub(super) fn episodes_titled(catalog: &Catalog, shows: &[ShowId], title: &str) -> Option<Vec<EpisodeId>> {
    let episodes = all_episodes(catalog, shows);
    find_in(&episodes, title, |id| episode_name(catalog, *id))
        .filter(Matches::is_whole_name)
        .map(|found| found.items)
}

fn all_episodes(catalog: &Catalog, shows: &[ShowId]) -> Vec<EpisodeId> {
    let seasons = shows.iter().flat_map(|&show| catalog.show(show).seasons());
    seasons.flat_map(|season| season.episodes()).map(|episode| episode.id()).collect()
}

fn episode_name(catalog: &Catalog, id: EpisodeId) -> Option<Candidate<'_, EpisodeId>> {
    catalog.episode(id).title().map(|title| Candidate::primary(id, title))
}

/// Makes sure that a name means one thing: returns all records with exactly this name, or the only one that
/// fits it. Several that fit are an error, which lists them by `label`.
pub fn unambiguous<T: Copy>(
    kind: &str,
    name: &str,
    found: Matches<T>,
    label: impl Fn(T) -> String,
) -> Result<Vec<T>, Error> {
    if found.is_whole_name() || found.items.len() == 1 {
        return Ok(found.items);
    }
    let labels: Vec<String> = found.items.iter().take(MAX_CANDIDATES).map(|&id| label(id)).collect();
    let more = found.items.len() - labels.len();
    let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
    let message = format!("`{name}` matches {} {kind}s", found.items.len());
    Err(Error::usage(message).with_hint(format!("say which: {}{more}", one_of(&labels))))
}

/// The only one of these; an error with a hint if there are several, which all have the name.
pub fn only_one<T: Copy>(
    kind: &str,
    name: &str,
    items: &[T],
    hint: impl FnOnce() -> String,
) -> Result<T, Error> {
    match items {
        [only] => Ok(*only),
        several => {
            let error = Error::usage(format!("{} are called `{name}`", count(several.len(), kind)));
            Err(error.with_hint(hint()))
        }
    }
}

fn credited_names(catalog: &Catalog) -> impl Iterator<Item = Candidate<'_, ArtistId>> {
    let credited = catalog.shows().flat_map(|show| show.names_as_credited());
    credited.map(|(artist, name)| Candidate::alias(artist, name))
}

fn artist_names(artist: Artist<'_>) -> impl Iterator<Item = Candidate<'_, ArtistId>> {
    let own =
        [Candidate::primary(artist.id(), artist.name()), Candidate::primary(artist.id(), artist.slug())];
    let others = artist.aliases().chain(artist.members());
    own.into_iter().chain(others.map(move |name| Candidate::alias(artist.id(), name)))
}

/// What `name` fits best among the `names` of `items`.
fn find_in<'c, I: Sync, T, Names>(
    items: &[I],
    name: &str,
    names: impl Fn(&I) -> Names + Sync,
) -> Option<Matches<T>>
where
    T: Copy + Ord + Send,
    Names: IntoIterator<Item = Candidate<'c, T>>,
{
    let found = par_chunks(items, |items| find_by_name(name, items.iter().flat_map(&names)));
    best_matches(found.into_iter().flatten())
}

fn not_found<'c>(kind: &str, name: &str, names: impl Iterator<Item = &'c str>) -> Error {
    let near = suggest(name, names);
    let message = format!("no {kind} is called `{name}`");
    if near.is_empty() {
        Error::unknown_name(message).with_hint(format!("`soundtrack {kind}s` lists all {kind}s"))
    } else {
        Error::not_found(message).suggesting(&near)
    }
}

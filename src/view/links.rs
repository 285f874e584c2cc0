//! Addresses of songs: links from the catalog, and searches on common services. Nothing is opened or fetched.

use crate::model::{Song, Source};
use crate::text::sanitize;
use clap::ValueEnum;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// Something with an address: a source, or a place to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'c> {
    /// Its id, if it has one.
    pub id: Option<&'c str>,
    /// Its title.
    pub title: &'c str,
    /// Its address.
    pub url: Option<Cow<'c, str>>,
    /// What programs and curators may want to know about it.
    pub note: Option<&'c str>,
}

impl<'c> Link<'c> {
    /// A link to a source.
    pub fn to(source: &Source<'c>) -> Self {
        let Source { slug, title, url, note } = *source;
        Self { id: Some(slug), title, url: url.map(Cow::Borrowed), note }
    }
}

/// Characters that need no encoding (RFC 3986, unreserved).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text percent-encoded for an address.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// Services with an address for searches. The first one needs no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Service {
    /// YouTube
    #[value(name = "youtube")]
    YouTube,
    /// Spotify
    Spotify,
    /// Apple Music
    AppleMusic,
    /// Deezer
    Deezer,
    /// Bandcamp
    Bandcamp,
    /// MusicBrainz, a catalog of recordings
    #[value(name = "musicbrainz")]
    MusicBrainz,
}

impl Service {
    /// Its name, the domain of its pages, and the beginning of the address of a search.
    const fn facts(self) -> [&'static str; 3] {
        match self {
            Self::YouTube => ["YouTube", "youtube.com", "https://www.youtube.com/results?search_query="],
            Self::Spotify => ["Spotify", "spotify.com", "https://open.spotify.com/search/"],
            Self::AppleMusic => ["Apple Music", "music.apple.com", "https://music.apple.com/search?term="],
            Self::Deezer => ["Deezer", "deezer.com", "https://www.deezer.com/search/"],
            Self::Bandcamp => ["Bandcamp", "bandcamp.com", "https://bandcamp.com/search?q="],
            Self::MusicBrainz => {
                let search = "https://musicbrainz.org/search?type=recording&query=";
                ["MusicBrainz", "musicbrainz.org", search]
            }
        }
    }

    /// The address of a search for a song.
    fn search(self, song: Song<'_>) -> String {
        let [_, _, search] = self.facts();
        format!("{search}{}", encoded(&format!("{} {}", song.credit(), song.title())))
    }

    /// Whether a link leads to this service.
    fn has(self, link: &str) -> bool {
        let host = link.split_once("://").map_or(link, |(_, rest)| rest).split(['/', '?', '#', ':']).next();
        let [_, domain, _] = self.facts();
        let before = host.and_then(|host| host.strip_suffix(domain));
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    }
}

/// The services, each with its name and the beginning of the address of a search for artist and title.
pub fn services() -> impl Iterator<Item = (&'static str, &'static str)> {
    Service::value_variants().iter().map(|service| {
        let [name, _, search] = service.facts();
        (name, search)
    })
}

/// Searches for a song on the services.
pub fn searches<'c>(song: Song<'c>) -> impl Iterator<Item = Link<'c>> {
    Service::value_variants().iter().map(move |service| Link {
        id: None,
        title: service.facts()[0],
        url: Some(Cow::Owned(service.search(song))),
        note: None,
    })
}

/// The option of `song` that prints such an address, for people.
pub fn searches_summary() -> String {
    let values = Service::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let names: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
    format!("Search: --url {}", names.join(", "))
}

/// The address of a song at a service, or the first one that the catalog has; otherwise that of a search. It is
/// safe to print.
pub fn address(song: Song<'_>, service: Option<Service>) -> Cow<'_, str> {
    let link = song.links().find(|link| service.is_none_or(|service| service.has(link)));
    let recording = song.mbid().filter(|_| service == Some(Service::MusicBrainz));
    match (link, recording) {
        (Some(link), _) => sanitize::line(link),
        (None, Some(id)) => Cow::Owned(format!("https://musicbrainz.org/recording/{id}")),
        (None, None) => Cow::Owned(service.unwrap_or(Service::YouTube).search(song)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_belongs_to_the_service_of_its_domain() {
        assert!(Service::Spotify.has("https://open.spotify.com/track/1"));
        assert!(Service::Bandcamp.has("https://babyqueen.bandcamp.com/track/x"));
        assert!(Service::YouTube.has("https://youtube.com?v=1"));
        assert!(!Service::Deezer.has("https://notdeezer.com/track/1"));
        assert!(!Service::Deezer.has("https://example.com/deezer.com"));
        assert!(!Service::AppleMusic.has("https://apple.com/music"));
    }
}

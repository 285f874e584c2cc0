//! Addresses of songs: links from the catalog, and searches on common services. Nothing is opened or fetched.

use crate::model::Song;
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

/// Characters that need no encoding (RFC 3986, unreserved).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text percent-encoded for an address.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// Services and the beginning of their search addresses. The first one needs no account.
const SERVICES: &[(&str, &str)] = &[
    ("YouTube", "https://www.youtube.com/results?search_query="),
    ("Spotify", "https://open.spotify.com/search/"),
    ("Apple Music", "https://music.apple.com/search?term="),
    ("Deezer", "https://www.deezer.com/search/"),
    ("Bandcamp", "https://bandcamp.com/search?q="),
    ("MusicBrainz", "https://musicbrainz.org/search?type=recording&query="),
];

/// Searches for a song on the common services.
pub fn searches<'c>(song: Song<'c>) -> impl Iterator<Item = Link<'c>> {
    let words = encoded(&format!("{} {}", song.credit(), song.title()));
    SERVICES.iter().map(move |(title, search)| Link {
        id: None,
        title,
        url: Some(Cow::Owned(format!("{search}{words}"))),
        note: None,
    })
}

/// Where a click on the title leads: to the song, if the catalog has a link, or to a search for it.
pub fn address(song: Song<'_>) -> Option<Cow<'_, str>> {
    let link = song.links().next().map(Cow::Borrowed);
    link.or_else(|| searches(song).find_map(|search| search.url))
}

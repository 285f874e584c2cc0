//! Links: a song flows in, addresses where it can be heard or looked for flow out. Nothing is opened or fetched.

use crate::model::Song;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// Something with an address: a publication, a place to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'c> {
    /// What programs call it, if it has an id.
    pub id: Option<&'c str>,
    /// What it is called.
    pub title: &'c str,
    /// Where it is.
    pub url: Option<Cow<'c, str>>,
    /// What programs and curators may want to know about it.
    pub note: Option<&'c str>,
}

/// What a word keeps in an address.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text as it is written in an address.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// Services that can be searched, and how a search begins; the first asks for no account.
const SERVICES: &[(&str, &str)] = &[
    ("YouTube", "https://www.youtube.com/results?search_query="),
    ("Spotify", "https://open.spotify.com/search/"),
    ("Apple Music", "https://music.apple.com/search?term="),
    ("Deezer", "https://www.deezer.com/search/"),
    ("Bandcamp", "https://bandcamp.com/search?q="),
    ("MusicBrainz", "https://musicbrainz.org/search?type=recording&query="),
];

/// Searches for the song, one for each of the common services.
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

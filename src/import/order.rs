//! Which side of a bare dash is the artist: one answer for all lines of a document.

use super::notation::{Entry, split_remark};
use super::words::{WordList, has_word, is_version, words};
use super::{Known, Order, notation};
use crate::text::{DASHES, name_key};
use foldhash::HashSet;

/// Words of titles that are rare in the names of artists. `Can’t` is two.
static TITLE_WORDS: WordList = WordList::new(
    "t m re ve ll i me my mine you your yours we us our it is are was be to in on up down \
    out all never no not this that when what how where if from away love remix live version remaster acoustic theme \
    je tu moi ne pas mon ich du nicht mein mich mi te tu no que che non per amo",
);

/// Words of the names of bands.
static BAND_WORDS: WordList =
    WordList::new("band orchestra quartet ensemble choir trio feat ft featuring vs");

/// Words for the two sides, where a text says how it is written.
static ARTIST: WordList = WordList::new("artist artists band singer interpret künstler artista artiste");
static TITLE: WordList = WordList::new("song songs title track titel titre titolo título canción chanson");

/// The order that a text states: `Artist - Song`, in capital letters or not.
pub(super) fn stated(text: &str) -> Option<Order> {
    words(text).windows(2).find_map(|pair| {
        let [(_, end, one), (start, _, other)] = pair else { return None };
        if !text[*end..*start].trim().starts_with(DASHES) {
            return None;
        }
        match (ARTIST.has(one) && TITLE.has(other), TITLE.has(one) && ARTIST.has(other)) {
            (true, _) => Some(Order::ArtistTitle),
            (_, true) => Some(Order::TitleArtist),
            _ => None,
        }
    })
}

/// Decides from all pairs of a document. There must be a clear lead, or none is named.
pub(super) fn of_pairs(pairs: &[&Entry], known: &Known) -> Option<Order> {
    let sides = |side: fn(&Entry) -> &str| -> Vec<String> {
        pairs.iter().map(|pair| split_remark(side(pair)).0.to_owned()).collect()
    };
    let (left, right) = (sides(|pair| &pair.artist), sides(|pair| &pair.title));
    // How much speaks for each side being the artists.
    let votes = |artists: &[String], titles: &[String]| {
        let count = |names: &[String], test: &dyn Fn(&str) -> bool| {
            names.iter().filter(|name| test(name)).count() as f64
        };
        let known = count(artists, &|name| known.has_artist(name));
        // Artists come back, titles seldom do.
        let keys: HashSet<String> = artists.iter().map(|name| name_key(name)).collect();
        let repeated = (artists.len() - keys.len()) as f64;
        let bands = count(artists, &is_band);
        let songs = count(titles, &|name| TITLE_WORDS.is_in(name) || name.contains(['?', '!']));
        2.0 * known + repeated + 0.5 * (bands + songs)
    };
    let versions =
        |side: fn(&Entry) -> &str| pairs.iter().filter(|pair| has_version(side(pair))).count() as f64;
    let artist_title = votes(&left, &right) + versions(|pair| &pair.title);
    let title_artist = votes(&right, &left) + versions(|pair| &pair.artist);
    let lead = artist_title - title_artist;
    // What speaks for both sides decides nothing.
    let needed = (pairs.len() as f64 * 0.1).max(artist_title.min(title_artist)).max(1.0);
    match lead {
        _ if lead >= needed => Some(Order::ArtistTitle),
        _ if -lead >= needed => Some(Order::TitleArtist),
        _ => None,
    }
}

/// `The Clash`, `Echo & The Bunnymen`, `Kashmere Stage Band`
fn is_band(name: &str) -> bool {
    let words = words(name);
    let plural = words.len() == 2 && words[0].2 == "the" && words[1].2.ends_with('s');
    plural || name.contains(" & ") || name.contains(" and ") || BAND_WORDS.is_in(name)
}

/// Whether a title ends with the name of a version in brackets. `(cover)` is said of artists, too.
fn has_version(title: &str) -> bool {
    notation::brackets(title).last().is_some_and(|(start, end)| {
        let inner = &title[start + 1..end - 1];
        *end == title.len() && *start > 0 && is_version(inner) && !has_word(inner, "cover covered")
    })
}

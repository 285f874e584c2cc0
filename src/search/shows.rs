//! Finds the shows that can match, by reading all texts of a show without asking what each is about. Most
//! shows cannot, and their songs and placements need not be looked at.

use super::criteria::{Criterion, required_letters};
use super::fields::ORIGINS;
use crate::model::{ArtistId, Catalog, PlacementId, ShowId, TextBuffer};
use crate::query::par_chunks;
use crate::text::contains_letters;
use foldhash::HashSet;

/// Reads texts.
pub(super) trait Reader: Send {
    /// Whether a text is of interest.
    fn read(&mut self, text: &str) -> bool;

    /// Reads all texts. Whether any is of interest.
    fn read_all<'c>(&mut self, texts: impl IntoIterator<Item = &'c str>) -> bool {
        texts.into_iter().fold(false, |is_wanted, text| is_wanted | self.read(text))
    }

    /// The same for all texts of a show.
    fn read_show(&mut self, texts: &TextBuffer) -> bool {
        self.read_all(texts.texts())
    }
}

/// Reads all texts of the shows of `placements`. Returns the shows with a text of interest, and the readers,
/// one or two for each thread.
pub(super) fn read_shows<R: Reader>(
    catalog: &Catalog,
    placements: &[PlacementId],
    new_reader: impl Fn() -> R + Sync + Send,
) -> (HashSet<ShowId>, Vec<R>) {
    // What is known about an artist may be in the file of another show, which may not be among these.
    let artists = catalog.artists().filter(|artist| artist.shows().nth(1).is_some());
    let artists: Vec<ArtistId> = artists.map(|artist| artist.id()).collect();
    let read_artists = |artists: &[ArtistId]| {
        let (mut shows, mut reader) = (Vec::new(), new_reader());
        for artist in artists.iter().map(|&id| catalog.artist(id)) {
            if reader.read_all(artist.aliases().chain(artist.members()).chain(artist.notes())) {
                shows.extend(artist.shows());
            }
        }
        (shows, reader)
    };
    let read_texts = |placements: &[PlacementId]| {
        let mut reader = new_reader();
        let shows = placements.chunk_by(|one, other| one.show() == other.show()).map(|same| same[0].show());
        let has_origin = reader.read_all(ORIGINS);
        let is_wanted = |show: &ShowId| reader.read_show(catalog.show(*show).text_buffer()) || has_origin;
        (shows.filter(is_wanted).collect(), reader)
    };
    let parts =
        [par_chunks(&artists, read_artists), par_chunks(placements, read_texts)].into_iter().flatten();
    let (shows, readers): (Vec<Vec<ShowId>>, Vec<R>) = parts.unzip();
    (shows.into_iter().flatten().collect(), readers)
}

/// The shows that may have a placement with a match of any criterion, also of one that is excluded.
pub(super) fn shows_that_may_match(
    catalog: &Catalog,
    criteria: &[Criterion],
    placements: &[PlacementId],
) -> HashSet<ShowId> {
    let words = required_letters(criteria);
    let may_be_anywhere = !criteria.iter().any(Criterion::is_scored) || words.iter().any(Vec::is_empty);
    if may_be_anywhere || !catalog.has_several_shows() {
        return placements.iter().map(|placement| placement.show()).collect();
    }
    read_shows(catalog, placements, || Words(&words)).0
}

/// Looks for the letters of any of these words.
struct Words<'w>(&'w [Vec<char>]);

impl Reader for Words<'_> {
    fn read(&mut self, text: &str) -> bool {
        self.0.iter().any(|word| contains_letters(text, word))
    }

    fn read_show(&mut self, texts: &TextBuffer) -> bool {
        self.read(texts.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{self, Request, Size};
    use crate::query::{PlacementFilter, SearchQuery, Selection};
    use crate::search::NEVER;
    use crate::search::criteria::{criteria, fold_for};
    use crate::search::hit::Hit;
    use crate::search::score::Scan;
    use crate::search::{spelling, with_spellings};
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use std::sync::Arc;

    /// Words that folding changes, that are alike, that have synonyms or that are stop words.
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "girl", "Girls", "GİRL", "gırl", "in", "red", "the", "show", "score", "original", "mum",
        "mother", "texts", "message", "parties", "party", "snow", "snowing", "don't",
        "rock’n’roll", "Ke$ha", "A&B", "T.N.T.", "AC/DC", "Beyoncé", "straße", "Łódź", "ﬁve",
        "Ｒｅｄ", "①", "夜に駆ける", "駆け", "が", "か\u{3099}", "봄날", "봄", "НОЧЬ", "й", "Θάλασσας", "ราตรี",
        "कभी", "שִׁיר", "!!!", "…", "❤️", "$", "`", "\u{3099}", "i",
    ];
    const JOINTS: &[&str] = &[" ", " ", " ", "", "-", ".", "'", " & ", "\u{301}", " – ", "a", "s"];

    fn text() -> impl Strategy<Value = String> {
        let part = (prop::sample::select(WORDS), prop::sample::select(JOINTS));
        let text = prop::collection::vec(part, 1..5).prop_map(|parts| {
            parts.into_iter().map(|(word, joint)| format!("{word}{joint}")).collect::<String>()
        });
        text.prop_map(|text| text.trim().to_owned())
    }

    /// A show whose artists may also be in other shows, there with other names.
    fn show() -> impl Strategy<Value = Value> {
        let artist = (0..3_usize, text(), prop::collection::vec(text(), 0..3), text());
        let artists = prop::collection::vec(artist, 1..4);
        let song = (text(), text(), prop::sample::select(vec!["original", "score", "released"]), 0..3_usize);
        let placement = (0..4_usize, prop::option::of(text()), prop::option::of(text()));
        let (songs, placements) = (prop::collection::vec(song, 1..4), prop::collection::vec(placement, 1..5));
        (text(), artists, songs, placements).prop_map(|(title, mut artists, songs, placements)| {
            artists.sort_by_key(|(id, ..)| *id);
            artists.dedup_by_key(|(id, ..)| *id);
            let credit = |artist: usize| {
                let (id, ..) = artists[artist % artists.len()];
                json!([{ "artist": format!("artist-{id}") }])
            };
            let song = |(index, (title, album, origin, artist)): (usize, &(String, String, &str, usize))| {
                json!({
                    "id": format!("song-{index}"), "title": title, "album": album, "origin": origin,
                    "credit": credit(*artist),
                })
            };
            let songs: Vec<Value> = songs.iter().enumerate().map(song).collect();
            let placement = |(song, scene, note): &(usize, Option<String>, Option<String>)| {
                let mut placement = json!({ "song": songs[song % songs.len()]["id"] });
                scene.iter().for_each(|scene| placement["scene"] = json!(scene));
                note.iter().for_each(|note| placement["note"] = json!(note));
                placement
            };
            let artist = |(id, name, aliases, member): &(usize, String, Vec<String>, String)| {
                json!({ "id": format!("artist-{id}"), "name": name, "aliases": aliases, "members": [member] })
            };
            let placements: Vec<Value> = placements.iter().map(placement).collect();
            json!({
                "format": 1,
                "show": { "id": "", "title": title },
                "artists": artists.iter().map(artist).collect::<Vec<Value>>(),
                "songs": songs,
                "seasons": [{
                    "number": 1,
                    "episodes": [{ "number": 1, "title": title, "placements": placements }],
                }],
            })
        })
    }

    fn catalog(shows: Vec<Value>) -> Catalog {
        let folder = tempfile::tempdir().unwrap();
        for (index, mut show) in shows.into_iter().enumerate() {
            show["show"]["id"] = json!(format!("show-{index}"));
            std::fs::write(folder.path().join(format!("{index}.json")), show.to_string()).unwrap();
        }
        let request =
            Request { paths: &[folder.path().to_owned()], largest: Size::LARGEST, progress: &|_, _| {} };
        load::catalog(request, &[]).unwrap().0
    }

    fn query() -> impl Strategy<Value = String> {
        let prefix = prop::sample::select(vec!["", "", "", "", "-", "artist:", "song:", "scene:", "\""]);
        let cut = (0..4_usize, 0..8_usize);
        let term = (prefix, text(), cut).prop_map(|(prefix, text, (kind, place))| {
            let mut letters: Vec<char> = text.replace(['"', ':'], "").chars().collect();
            let place = place % letters.len().max(1);
            match kind {
                0 if letters.len() > 1 => drop(letters.remove(place)),
                1 => letters.truncate(place + 1),
                2 => letters.retain(|letter| *letter != ' '),
                _ => {}
            }
            let quote = if prefix == "\"" { "\"" } else { "" };
            format!("{prefix}{}{quote}", letters.into_iter().collect::<String>())
        });
        prop::collection::vec(term, 1..4).prop_map(|terms| terms.join(" "))
    }

    /// All that a scan finds.
    fn found(catalog: &Catalog, scan: &Scan) -> impl PartialEq + std::fmt::Debug + use<> {
        let of_hit = |hit: Arc<Hit>| (hit.song, hit.placements.clone(), hit.best, hit.score.to_bits());
        let hits = [scan.hits(catalog), scan.hits_without_some_words(catalog), scan.partial_hits(catalog)];
        (hits.map(|hits| hits.into_iter().map(of_hit).collect::<Vec<_>>()), scan.has_excluded_match())
    }

    /// Whether any text of a placement matches.
    fn matches(
        catalog: &Catalog,
        criteria: &Arc<[Criterion]>,
        criterion: &Criterion,
        id: PlacementId,
    ) -> bool {
        let song = catalog.placement(id).song().id();
        let (criteria, folded_for) = (Arc::clone(criteria), Arc::clone(criteria));
        let (mut is_found, mut folded) = (false, String::new());
        Hit { song, placements: vec![id], best: id, score: 0.0, criteria }.each_text(
            catalog,
            |field, text| {
                fold_for(&folded_for, text, &mut folded);
                is_found |= criterion.quality(field, &folded) > 0.0;
            },
        );
        is_found
    }

    proptest! {
        #[test]
        fn nothing_is_found_in_the_shows_that_are_left_out(
            shows in prop::collection::vec(show(), 2..4),
            query in query(),
        ) {
            let Ok(query) = query.parse::<SearchQuery>() else { return Ok(()) };
            let catalog = catalog(shows);
            let placements = Selection::new(&catalog, &PlacementFilter::default(), &[]).unwrap().placements;
            let all = catalog.shows().map(|show| show.id()).collect();
            let criteria: Arc<[Criterion]> = criteria(&query).into();
            let mut shows = shows_that_may_match(&catalog, &criteria, &placements);
            let scan = |criteria: &Arc<[Criterion]>, shows: &HashSet<ShowId>| {
                found(&catalog, &Scan::new(&catalog, Arc::clone(criteria), &placements, shows, &NEVER))
            };
            prop_assert_eq!(scan(&criteria, &shows), scan(&criteria, &all));
            let scan_of_shows = Scan::new(&catalog, Arc::clone(&criteria), &placements, &shows, &NEVER);
            for (index, criterion) in criteria.iter().enumerate() {
                let is_found = placements.iter().any(|&id| matches(&catalog, &criteria, criterion, id));
                prop_assert_eq!(scan_of_shows.is_unmatched(index), !is_found, "{:?}", criterion);
            }
            let (spellings, with_spellings_there) = spelling::spellings(&catalog, &criteria, &placements);
            shows.extend(with_spellings_there);
            if let Some(criteria) = with_spellings(&criteria, &spellings, &|_| true) {
                prop_assert_eq!(scan(&criteria, &shows), scan(&criteria, &all));
            }
        }
    }
}

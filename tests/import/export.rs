//! Playlists that this program writes say the same when they are imported.

use proptest::prelude::*;
use soundtrack::import::{self, Candidate, Known, Options, Order, Verdict};
use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::playlist::{ExportFormat, Track, Tracklist};
use soundtrack::text::fold;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// The formats that keep artist and title apart, with what else they have of a track.
const FORMATS: [(ExportFormat, &[&str]); 5] = [
    (ExportFormat::M3u8, &["length"]),
    (ExportFormat::Xspf, &["album", "length", "isrc", "mbid"]),
    (ExportFormat::Jspf, &["album", "length", "mbid"]),
    (ExportFormat::Tunemymusic, &["album", "isrc"]),
    (ExportFormat::Soundiiz, &["album", "isrc"]),
];

static CATALOGS: LazyLock<Vec<Catalog>> = LazyLock::new(|| {
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let paths = ["data/heartstopper.json", "tests/fixtures/harbour.json"];
    paths.map(|path| load::text(path, &read(path)).unwrap()).into()
});

/// The songs of the catalogs of this project.
fn tracks() -> Vec<Track> {
    let songs = CATALOGS.iter().flat_map(|catalog| {
        let songs = catalog.shows().flat_map(|show| show.songs());
        songs.map(|id| Track::from_song(catalog.song(id)))
    });
    songs.collect()
}

/// Names as people write them, and as nobody does.
fn name() -> impl Strategy<Value = String> {
    let word = "[A-Za-z0-9À-öぁ-ん][A-Za-z0-9À-öぁ-ん'’&,.!?()\"/;|*_#+]{0,8}";
    proptest::collection::vec(word, 1..4).prop_map(|words| words.join(" "))
}

fn imported(format: ExportFormat, tracks: &[Track], known: &Known) -> Vec<Candidate> {
    let list = Tracklist { title: "A list".to_owned(), tracks: tracks.to_vec(), ..Tracklist::default() };
    let order = (format == ExportFormat::Text).then_some(Order::ArtistTitle);
    let options = Options { season: Some(1), episode: Some(2), order, ..Options::default() };
    import::read("list", format.write(&list).as_bytes(), known, &options).unwrap().candidates
}

/// Checks that a list has the same songs after it was written and imported.
fn check(
    format: ExportFormat,
    fields: &[&str],
    tracks: &[Track],
    known: &Known,
) -> Result<(), TestCaseError> {
    let found = imported(format, tracks, known);
    prop_assert_eq!(found.len(), tracks.len(), "{:?}", format);
    for (candidate, track) in found.iter().zip(tracks) {
        let own = &candidate.track;
        prop_assert_eq!((&own.artist, &own.title), (&track.artist, &track.title), "{:?}", format);
        prop_assert_eq!(candidate.verdict, Verdict::Sure, "{:?} {}: {}", format, track, candidate.why);
        prop_assert_eq!((candidate.place.season, candidate.place.episode), (Some(1), Some(2)));
        for &field in fields {
            let values = [own, track].map(|track| match field {
                "album" => track.album.clone(),
                "length" => track.length.map(|length| length.to_string()),
                "isrc" => track.isrc.map(|isrc| isrc.to_string()),
                _ => track.mbid.map(|mbid| mbid.to_string()),
            });
            prop_assert_eq!(&values[0], &values[1], "{:?} {}", format, field);
        }
    }
    Ok(())
}

/// A line of text does not say which dash is the one between artist and title.
#[test]
fn lines_of_text_are_the_same_or_listed() {
    for catalog in CATALOGS.iter() {
        let songs = catalog.shows().flat_map(|show| show.songs());
        let tracks: Vec<Track> = songs.map(|id| Track::from_song(catalog.song(id))).collect();
        let mut known = Known::default();
        known.add_catalog(catalog);
        let found = imported(ExportFormat::Text, &tracks, &known);
        let sure = found.iter().filter(|candidate| candidate.verdict == Verdict::Sure);
        for Candidate { track, .. } in sure.clone() {
            // Apostrophes of all kinds are alike, and brackets at the end may be a remark on the scene.
            let is_same = |own: &Track| fold(&own.to_string()).starts_with(&fold(&track.to_string()));
            assert!(tracks.iter().any(is_same), "{track}");
        }
        assert!(sure.count() * 100 >= tracks.len() * 97);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn songs_of_catalogs_are_the_same_when_they_are_imported(
        picks in proptest::sample::subsequence((0..tracks().len()).collect::<Vec<usize>>(), 1..30),
        format in 0..FORMATS.len(),
    ) {
        let (format, fields) = FORMATS[format];
        let (all, mut known) = (tracks(), Known::default());
        CATALOGS.iter().for_each(|catalog| known.add_catalog(catalog));
        let location = |track: &Track| Track { location: Some("a.mp3".to_owned()), ..track.clone() };
        let tracks: Vec<Track> = picks.into_iter().map(|pick| location(&all[pick])).collect();
        check(format, fields, &tracks, &known)?;
    }

    #[test]
    fn any_names_are_the_same_when_they_are_imported(
        names in proptest::collection::vec((name(), name(), proptest::option::of(name()), 1..5000_u32), 1..12),
        format in 0..FORMATS.len(),
    ) {
        let (format, fields) = FORMATS[format];
        let isrc = |number: u32| format!("GBAYE{number:07}").parse().ok();
        let tracks: Vec<Track> = names.into_iter().map(|(artist, title, album, number)| Track {
            artist,
            title,
            album,
            length: format!("{}:{:02}", number / 60, number % 60).parse().ok(),
            isrc: isrc(number),
            location: Some("a.mp3".to_owned()),
            ..Track::default()
        }).collect();
        check(format, fields, &tracks, &Known::default())?;
    }
}

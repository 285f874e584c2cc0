//! Scores readings of samples against the songs that they name.
//!
//! A file of right answers has the columns season, episode, artist, title, optional. `?` means that the song counts
//! neither as found nor as wrong, `r` that it must be listed for a person to decide.

use soundtrack::import::{self, Block, Candidate, Known, Options, Order, Reading, Verdict, document};
use soundtrack::load::{self, Request, Size};
use soundtrack::model::Catalog;
use soundtrack::playlist::{ExportFormat, ImportFormat, Names, Track, Tracklist};
use soundtrack::text::fold;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples")
}

/// A song of a file of right answers.
struct Answer {
    season: Option<u16>,
    episode: Option<u16>,
    artist: String,
    title: String,
    optional: String,
}

fn answers(path: &Path) -> Vec<Answer> {
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().skip(1).map(|row| row.split('\t').collect::<Vec<_>>());
    rows.map(|row| Answer {
        season: row[0].parse().ok(),
        episode: row[1].parse().ok(),
        artist: fold(row[2]),
        title: fold(row[3]),
        optional: row.get(4).copied().unwrap_or_default().trim().to_owned(),
    })
    .collect()
}

/// What a person would say about a sample on the command line.
fn options(name: &str) -> Options {
    let (season, episode, order) = match &name[..2] {
        "04" | "05" | "09" | "k4" | "q1" | "q2" | "q3" => (Some(1), None, None),
        "11" | "m1" => (Some(1), Some(1), None),
        "07" => (Some(4), Some(17), None),
        "h3" => (Some(4), Some(2), None),
        "p1" => (None, None, Some(Order::ArtistTitle)),
        "p2" => (Some(1), None, Some(Order::ArtistTitle)),
        "p4" => (Some(2), None, Some(Order::ArtistTitle)),
        "q4" => (Some(1), None, Some(Order::TitleArtist)),
        _ => (None, None, None),
    };
    Options { season, episode, order, ..Options::default() }
}

pub fn blocks(text: &str) -> Vec<Block> {
    text.lines().enumerate().map(|(index, line)| Block::Line(index + 1, line.to_owned())).collect()
}

fn read(path: &Path, known: &Known) -> Reading {
    let name = path.file_name().unwrap().to_str().unwrap();
    let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    let reading = import::read(name, text.as_bytes(), known, &options(name)).unwrap();
    if name.ends_with(".txt") {
        let filled = text.lines().filter(|line| !line.trim().is_empty());
        assert_eq!(reading.lines.len(), filled.count(), "{name}");
    }
    reading
}

#[derive(Default, Debug)]
struct Score {
    right: usize,
    wrong: usize,
    /// How many songs there are.
    all: usize,
    /// Songs that a person must see, and does not.
    hidden: usize,
}

fn score(name: &str, reading: &Reading, answers: &[Answer]) -> Score {
    let is_title = |candidate: &Candidate, answer: &Answer| fold(&candidate.track.title) == answer.title;
    let is_same = |candidate: &Candidate, answer: &Answer| {
        is_title(candidate, answer)
            && fold(&candidate.track.artist) == answer.artist
            && (candidate.place.season, candidate.place.episode) == (answer.season, answer.episode)
    };
    let mut score = Score::default();
    let mut found = vec![false; answers.len()];
    for candidate in reading.candidates.iter().filter(|candidate| candidate.verdict == Verdict::Sure) {
        let free = (0..answers.len())
            .find(|&at| !found[at] && answers[at].optional.is_empty() && is_same(candidate, &answers[at]));
        // Of these even the artist may be read in two ways: `BJ (Bon Jovi)`.
        let is_optional =
            || answers.iter().any(|answer| answer.optional == "?" && is_title(candidate, answer));
        match free {
            Some(at) => found[at] = true,
            None if is_optional() => {}
            None => {
                score.wrong += 1;
                println!(
                    "{name}: wrong: {:?} {} | {}",
                    candidate.place, candidate.track.artist, candidate.track.title
                );
            }
        }
    }
    for (answer, found) in answers.iter().zip(&found) {
        let candidates = || reading.candidates.iter();
        match &*answer.optional {
            "" => {
                score.all += 1;
                score.right += usize::from(*found);
                if !found {
                    let near = candidates().find(|candidate| is_title(candidate, answer));
                    let why = near.map(|near| (near.verdict, &near.why, near.place, &near.track.artist));
                    println!(
                        "{name}: missed: {:?} {:?} {} | {}: {why:?}",
                        answer.season, answer.episode, answer.artist, answer.title
                    );
                }
            }
            "r" => {
                let is_listed = |candidate: &Candidate| {
                    candidate.verdict == Verdict::Unclear && fold(&candidate.text).contains(&answer.title)
                };
                if !candidates().any(is_listed) {
                    score.hidden += 1;
                    println!("{name}: not listed: {}", answer.title);
                }
            }
            _ => {}
        }
    }
    println!("{name}: {score:?}");
    score
}

/// All samples of a folder that are texts, together.
fn score_all(set: &str) -> Score {
    let mut total = Score::default();
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder().join(set)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension != "tsv")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        // The first needs a playlist; those of other programs are not read.
        if ["01-", "10-", "11-"].iter().any(|other| name.starts_with(other)) {
            continue;
        }
        let one = score(name, &read(path, &Known::default()), &answers(&path.with_extension("tsv")));
        total.right += one.right;
        total.wrong += one.wrong;
        total.all += one.all;
        total.hidden += one.hidden;
    }
    println!("{set}: {total:?}");
    total
}

#[test]
fn a_list_without_separators_is_cut_by_a_playlist() {
    let path = folder().join("files/01-article-run-together.txt");
    let catalog = catalog();
    let songs = catalog.shows().flat_map(|show| show.songs()).map(|id| Track::from_song(catalog.song(id)));
    let list = Tracklist { tracks: songs.collect(), ..Tracklist::default() };
    let names = Names::new(&catalog);
    for (to, from) in [
        (ExportFormat::Jspf, ImportFormat::Json),
        (ExportFormat::Xspf, ImportFormat::Xspf),
        (ExportFormat::Tunemymusic, ImportFormat::Table),
        (ExportFormat::Soundiiz, ImportFormat::Table),
    ] {
        let mut known = Known::default();
        known.add_tracks(&from.read(&to.write(&list), &names).unwrap().tracks);
        let reading = read(&path, &known);
        let score = score(&format!("01 {to:?}"), &reading, &answers(&path.with_extension("tsv")));
        assert!(score.right >= 41 && score.wrong == 0, "{to:?} {score:?}");
        let listed = reading.candidates.iter().filter(|candidate| candidate.place.episode.is_some()).count();
        assert_eq!(listed, 43, "{to:?}");
    }
}

fn catalog() -> Catalog {
    let paths = [PathBuf::from("builtin")];
    load::catalog(Request { paths: &paths, largest: Size::LARGEST, progress: &|_, _| {} }, &[]).unwrap().0
}

#[test]
fn documents_without_songs_give_nothing() {
    for name in ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
        let reading = document::read(&blocks(&text), &Known::default(), &Options::default());
        let found: Vec<&Candidate> =
            reading.candidates.iter().filter(|candidate| candidate.verdict != Verdict::Unclear).collect();
        assert!(found.is_empty(), "{name}: {:#?}", found.iter().map(|c| &c.text).collect::<Vec<_>>());
    }
}

#[test]
fn samples() {
    let total = score_all("files");
    assert!(total.wrong == 0 && total.hidden == 0 && total.right * 100 >= total.all * 97, "{total:?}");
}

#[test]
fn more_samples() {
    let total = score_all("more");
    assert!(
        total.wrong * 100 <= total.right && total.hidden == 0 && total.right * 10 >= total.all * 9,
        "{total:?}"
    );
}

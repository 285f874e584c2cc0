//! Tests of `--music`: which audio files match songs, and how other files are handled.

#![cfg(feature = "local-music")]
#![allow(clippy::unwrap_used)]

use lofty::config::WriteOptions;
use lofty::file::{AudioFile, TaggedFileExt};
use lofty::tag::{Accessor, ItemKey, Tag};
use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::playlist::Library;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const KINDS: [&str; 4] = ["flac", "mp3", "ogg", "m4a"];

/// The number of files, including the songs of the catalog.
const FILES: usize = 2_000;

fn heartstopper() -> Catalog {
    load::text("heartstopper.json", include_str!("../data/heartstopper.json")).unwrap()
}

/// Writes a silent file with these tags; its extension is the kind.
fn save(path: &Path, artist: &str, title: &str, isrc: Option<&str>) {
    let kind = path.extension().unwrap().to_str().unwrap();
    fs::copy(format!("tests/fixtures/music/silence.{kind}"), path).unwrap();
    let mut file = lofty::read_from_path(path).unwrap();
    let mut tag = Tag::new(file.primary_tag_type());
    tag.set_artist(artist.to_owned());
    tag.set_title(title.to_owned());
    if let Some(isrc) = isrc {
        tag.insert_text(ItemKey::Isrc, isrc.to_owned());
    }
    file.insert_tag(tag);
    file.save_to_path(path, WriteOptions::default()).unwrap();
}

/// Fills a folder with every song of the catalog, half of them spelled as streaming services do, and with
/// many other files. Returns the path of each song.
fn fill(folder: &Path, catalog: &Catalog) -> BTreeMap<String, PathBuf> {
    let songs = catalog.shows().flat_map(|show| show.songs());
    let mut files = BTreeMap::new();
    for (number, song) in songs.map(|id| catalog.song(id)).enumerate() {
        let inside = folder.join(format!("{} é 日本 #{number}", ["a", "b - c", "d%20"][number % 3]));
        fs::create_dir_all(&inside).unwrap();
        let path = inside.join(format!("{number} - 'x' & \"y\".{}", KINDS[number % 4]));
        let (artist, title) = (song.credit().to_string(), song.title().to_owned());
        match number % 2 {
            0 => save(&path, &artist, &title, None),
            _ => save(&path, &artist.to_uppercase(), &format!("{title} (feat. Somebody)"), None),
        }
        files.insert(format!("{artist} - {title}"), path);
    }
    for number in files.len()..FILES {
        let path = folder.join(format!("{number}.{}", KINDS[number % 4]));
        save(&path, &format!("Artist {}", number % 90), &format!("Title {number}"), None);
    }
    files
}

fn soundtrack(words: &[&str], folder: &Path) -> (String, String, Option<i32>) {
    let Output { stdout, stderr, status } = Command::new(env!("CARGO_BIN_EXE_soundtrack"))
        .env_clear()
        .env("HOME", "/nonexistent")
        .args(words)
        .arg("--music")
        .arg(folder)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(stdout), text(stderr), status.code())
}

#[test]
fn every_song_is_found_among_two_thousand_files() {
    let (catalog, folder) = (heartstopper(), tempfile::tempdir().unwrap());
    let files = fill(folder.path(), &catalog);
    let (playlist, messages, status) = soundtrack(&["playlist", "--to", "m3u8"], folder.path());
    assert_eq!(
        (messages.as_str(), status),
        (format!("note: {} songs written\n", files.len()).as_str(), Some(0))
    );
    let lines: Vec<&str> = playlist.lines().skip(2).collect();
    assert_eq!(lines.len(), 2 * files.len());
    for entry in lines.chunks(2) {
        let (_, name) = entry[0].split_once(',').unwrap();
        let path = fs::canonicalize(&files[name]).unwrap();
        assert_eq!(entry[1], path.to_str().unwrap(), "{name}");
    }

    let (list, _, status) = soundtrack(
        &["songs", "s2e3", "--certainty", "stated", "--columns", "song,file", "--format", "csv"],
        folder.path(),
    );
    assert_eq!((list.lines().count(), status), (8, Some(0)));
    assert!(list.lines().skip(1).all(|line| !line.ends_with(',')), "{list}");
}

#[test]
fn other_versions_do_not_match_and_ambiguous_files_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    save(&path("1.flac"), "beabadoobee", "Lovesong", None);
    save(&path("2.mp3"), "Beabadoobee", "Lovesong", None);
    save(&path("3.ogg"), "Françoise Hardy", "Le temps de l'amour (Live)", None);
    save(&path("4.m4a"), "Nobody", "foreplay", None);
    fs::copy("tests/fixtures/music/silence.mp3", path("Bad Smith - miss u.mp3")).unwrap();
    let (playlist, messages, status) =
        soundtrack(&["playlist", "s2e3", "--certainty", "stated", "--to", "m3u8"], folder.path());
    assert_eq!((playlist.lines().count(), status), (4, Some(0)), "one by the name of its file: {playlist}");
    let real = folder.path().canonicalize().unwrap();
    let several = format!(
        "note: beabadoobee - Lovesong is in several files, so none is used: {0}/1.flac, {0}/2.mp3\n",
        real.display()
    );
    assert!(messages.starts_with(&several), "{messages}");
    assert!(
        messages.contains("note: 7 songs, 1 written, 6 without a location: beabadoobee - Lovesong; "),
        "{messages}"
    );
}

#[test]
fn isrcs_are_read_from_tags() {
    let folder = tempfile::tempdir().unwrap();
    for kind in KINDS {
        save(&folder.path().join(format!("x.{kind}")), "A", "T", Some("GBAYE0601498"));
    }
    let library = Library::read(folder.path(), &|_, _| {}).unwrap();
    let isrc = Some("GBAYE0601498".parse().unwrap());
    assert!(library.tracks.len() == 4 && library.tracks.iter().all(|track| track.isrc == isrc));
}

#[test]
fn unreadable_files_are_reported_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    save(&path("good.flac"), "beabadoobee", "Lovesong", None);
    save(&path(".hidden.flac"), "beabadoobee", "Lovesong", None);
    fs::write(path("notes.txt"), "no music").unwrap();
    fs::write(path("empty.mp3"), "").unwrap();
    fs::create_dir(path("folder.mp3")).unwrap();
    // A simple generator, the same on every run.
    let mut state = 1_u32;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    for number in 0..400 {
        let kind = KINDS[number % 4];
        let mut bytes = fs::read(format!("tests/fixtures/music/silence.{kind}")).unwrap();
        if number < 200 {
            bytes.iter_mut().for_each(|byte| *byte = random());
        } else {
            for _ in 0..20 {
                let place = usize::from(random()) * bytes.len() / 256;
                bytes[place] = random();
            }
            bytes.truncate(bytes.len() - number % 50);
        }
        fs::write(path(&format!("broken {number}.{kind}")), bytes).unwrap();
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        std::os::unix::fs::symlink(folder.path(), path("loop")).unwrap();
        std::os::unix::fs::symlink("nowhere.mp3", path("dangling.mp3")).unwrap();
        fs::copy(path("good.flac"), folder.path().join(std::ffi::OsStr::from_bytes(b"\xff.flac"))).unwrap();
        assert!(Command::new("mkfifo").arg(path("pipe.mp3")).status().unwrap().success());
    }
    let library = Library::read(folder.path(), &|_, _| {}).unwrap();
    let good = library.tracks.iter().filter(|track| track.artist == "beabadoobee");
    assert_eq!(good.count(), 1);
    let is_told = |name: &str| library.warnings.iter().any(|warning| warning.contains(name));
    assert!(is_told("empty.mp3`: ") && is_told("broken 0.flac`: "), "{:?}", library.warnings);
    #[cfg(unix)]
    assert!(is_told("its name is not UTF-8"), "{:?}", library.warnings);
    assert!(Library::read(&path("nowhere"), &|_, _| {}).is_err());
    assert!(Library::read(&path("notes.txt"), &|_, _| {}).is_err());
}

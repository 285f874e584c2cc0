//! `playlist` and `compare`: what goes to other programs and comes from them, and what becomes of the file that is
//! written.

use super::{EMBEDDED, FIXTURE, Said, program, soundtrack};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

const FORMATS: [&str; 6] = ["text", "m3u8", "xspf", "jspf", "tunemymusic", "soundiiz"];

/// The playlist of season 2, each song with a location.
fn season_2(format: &str) -> String {
    let template = "https://example.com/?q={artist}+{title}";
    let said = soundtrack(&format!(
        "playlist -s 2 --to {format} --location-template {template}"
    ));
    assert_eq!(
        (said.stderr.as_str(), said.status),
        ("note: 53 songs written\n", Some(0))
    );
    said.stdout
}

fn compared(playlist: &str, options: &[&str]) -> Said {
    let mut child = program()
        .args(["compare", "-s", "2", "-"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(playlist.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    Said {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code(),
    }
}

#[test]
fn a_playlist_lacks_nothing_of_what_it_was_made_of() {
    for format in FORMATS {
        let said = compared(&season_2(format), &[]);
        assert_eq!(said.stdout, "", "{format}");
        assert_eq!(
            (said.stderr.as_str(), said.status),
            ("note: the playlist has all 53 songs\n", Some(0))
        );
    }
}

#[test]
fn exactly_what_was_changed_is_reported() {
    for format in FORMATS {
        let playlist = season_2(format);
        let mut changed: Vec<String> = Vec::new();
        for line in playlist.lines() {
            changed.push(
                line.replace("Lovesong", "Lovesong (Remastered)")
                    .replace("foreplay", "foreplay - Remastered"),
            );
        }
        let changed = changed.join("\n");
        let said = compared(
            &changed,
            &[
                "--columns",
                "difference,song,in_playlist,position",
                "--format",
                "csv",
            ],
        );
        let expected = "difference,song,in_playlist,position\n\
            version,Lovesong,beabadoobee - Lovesong (Remastered),9\n\
            version,foreplay,siouxxie sixxsta - foreplay - Remastered,11\n";
        assert_eq!(said.stdout, expected, "{format}");
        assert_eq!(said.status, Some(0), "nothing is missing");
    }
    let lines = season_2("text");
    let lines: Vec<&str> = lines.lines().collect();
    let some = [&["Somebody - Something else"], &lines[..20], &lines[23..]]
        .concat()
        .join("\n");
    let said = compared(&some, &["--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&said.stdout).unwrap();
    let titles: Vec<&str> = rows[..3]
        .iter()
        .map(|row| row["artist"].as_str().unwrap())
        .collect();
    let artists: Vec<&str> = lines[20..23]
        .iter()
        .map(|line| line.split(" - ").next().unwrap())
        .collect();
    assert_eq!(titles, artists);
    assert_eq!(
        (&rows[3]["difference"], &rows[3]["position"]),
        (&"foreign".into(), &1.into())
    );
    assert_eq!(rows.len(), 4);
    assert_eq!(
        said.stderr,
        "soundtrack: the playlist has 50 of 53 songs; 3 are missing; 1 track is not from the show\n"
    );
    assert_eq!(said.status, Some(1));
}

#[test]
fn what_is_no_playlist_is_said() {
    let said = compared("{", &[]);
    let expected = "soundtrack: `-` is no playlist: EOF while parsing an object at line 1 column 1\n\
        hint: `--from` says what it is written in\n";
    assert_eq!((said.stderr.as_str(), said.status), (expected, Some(2)));
    let said = compared("\u{0}", &[]);
    assert!(
        said.stderr.contains("error: this is a binary file"),
        "{}",
        said.stderr
    );
    let said = soundtrack("compare nowhere.m3u8");
    assert_eq!(
        said.stderr,
        "soundtrack: cannot read `nowhere.m3u8`: no such file or directory\n"
    );
    let said = soundtrack("compare - -c -");
    assert_eq!(
        (said.stderr.as_str(), said.status),
        (
            "soundtrack: standard input can be read only once\n",
            Some(2)
        )
    );
}

#[test]
fn songs_are_in_the_order_and_as_often_as_asked() {
    let list = |options: &str| soundtrack(&format!("playlist -c {FIXTURE} {options}")).stdout;
    assert_eq!(
        list("--repeats keep").lines().count(),
        list("").lines().count() + 1
    );
    let titles = list("--order title");
    let mut sorted: Vec<&str> = titles
        .lines()
        .map(|line| line.split_once(" - ").unwrap().1)
        .collect();
    sorted.sort_by_key(|title| title.to_lowercase());
    assert_eq!(
        titles
            .lines()
            .map(|line| line.split_once(" - ").unwrap().1)
            .collect::<Vec<_>>(),
        sorted
    );
    for (options, title) in [
        ("s2e3", "Heartstopper S02E03"),
        ("-s 2", "Heartstopper, season 2"),
        ("", "Heartstopper"),
        ("--title \"My list\"", "My list"),
    ] {
        let text = soundtrack(&format!("playlist {options} --to xspf")).stdout;
        assert!(
            text.contains(&format!("<title>{title}</title>")),
            "{options}"
        );
    }
}

#[test]
fn songs_without_a_location_are_named() {
    let said = soundtrack("playlist s2e3 --to m3u8");
    let expected = "soundtrack: none of 7 songs has a location\nhint: `--location-template` or `--music` gives them one\n";
    assert_eq!(
        (said.stdout.as_str(), said.stderr.as_str(), said.status),
        ("", expected, Some(1))
    );
    let said = soundtrack("playlist s2e3 --to m3u8 --location-template x/{name}");
    assert!(
        said.stderr
            .contains("unknown value `{name}`; there are {artist}, {title}, {album}, {isrc}"),
        "{}",
        said.stderr
    );
    let said = soundtrack(&format!("playlist -c {FIXTURE} --to m3u8"));
    assert!(
        said.stderr
            .starts_with("note: 4 songs, 1 written, 3 without a location: "),
        "{}",
        said.stderr
    );
}

/// Writes the playlist of an episode to a file; what the program says.
fn written(path: &Path, options: &[&str]) -> (String, Option<i32>) {
    let said = Said::of(
        program()
            .args(["playlist", "s2e3", "-o"])
            .arg(path)
            .args(options),
    );
    assert_eq!(said.stdout, "");
    (
        said.stderr.replace(&path.display().to_string(), "FILE"),
        said.status,
    )
}

const WRITTEN: &str = "note: 7 songs written\n";

#[test]
fn a_file_is_replaced_only_if_that_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.txt");
    assert_eq!(written(&path, &[]), (WRITTEN.to_owned(), Some(0)));
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        soundtrack("playlist s2e3").stdout
    );
    let refused = "soundtrack: `FILE` is there already\nhint: `--force` replaces it\n";
    assert_eq!(written(&path, &[]), (refused.to_owned(), Some(2)));
    fs::write(&path, "mine").unwrap();
    assert_eq!(written(&path, &["--force"]), (WRITTEN.to_owned(), Some(0)));
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 7);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );

    let (message, status) = written(folder.path(), &["--force"]);
    assert_eq!(
        (message.as_str(), status),
        ("soundtrack: cannot write `FILE`: is a directory\n", Some(2))
    );
    let (message, status) = written(&folder.path().join("no/list.txt"), &[]);
    assert_eq!(
        (message.as_str(), status),
        (
            "soundtrack: cannot write `FILE`: no such file or directory\n",
            Some(2)
        )
    );
}

#[test]
fn the_catalog_is_never_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.json");
    fs::copy(EMBEDDED, &path).unwrap();
    for catalog in [folder.path(), &path] {
        let (message, status) = written(&path, &["--force", "-c", catalog.to_str().unwrap()]);
        assert_eq!(
            (message.as_str(), status),
            (
                "soundtrack: `FILE` is the catalog, which is never written\n",
                Some(2)
            )
        );
    }
    assert_eq!(fs::read(&path).unwrap(), fs::read(EMBEDDED).unwrap());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::thread;
    use std::time::Duration;

    #[test]
    fn links_stay_links_and_modes_stay_modes() {
        let folder = tempfile::tempdir().unwrap();
        let [path, link, other] =
            ["list.txt", "link.txt", "other.txt"].map(|name| folder.path().join(name));
        symlink("list.txt", &link).unwrap();
        written(&link, &[]);
        assert_eq!(
            fs::read_to_string(&path).unwrap().lines().count(),
            7,
            "a link to nothing yet"
        );
        fs::write(&path, "mine").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        written(&link, &["--force"]);
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 7);
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o640
        );
        written(&other, &[]);
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&other), mode(&plain), "as any new file");
    }

    #[test]
    fn what_is_no_file_is_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(
            std::process::Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let reader = thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        assert_eq!(written(&pipe, &[]), (WRITTEN.to_owned(), Some(0)));
        assert_eq!(reader.join().unwrap().lines().count(), 7);
        let (message, status) = written(Path::new("/dev/full"), &[]);
        assert_eq!(
            (message.as_str(), status),
            (
                "soundtrack: cannot write `FILE`: no space left on device\n",
                Some(2)
            )
        );
        let said = soundtrack("playlist s2e3 -o /dev/stdout");
        assert_eq!((said.stdout.lines().count(), said.status), (7, Some(0)));
    }

    #[test]
    fn a_killed_program_leaves_a_whole_file_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.m3u8");
        let whole = soundtrack("playlist --to xspf").stdout;
        let mut there = 0;
        for round in 0..200_u64 {
            let mut child = program()
                .args(["playlist", "--to", "xspf", "--force", "-o"])
                .arg(&path)
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // From long before anything is written to after the end.
            thread::sleep(Duration::from_micros(round * 100));
            child.kill().unwrap();
            child.wait().unwrap();
            if let Ok(text) = fs::read_to_string(&path) {
                assert!(text == whole, "round {round}");
                there += 1;
                fs::remove_file(&path).unwrap();
            }
        }
        assert!(there < 200, "it was never killed in time");
    }
}

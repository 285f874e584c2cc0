//! Tests of written files: replacing, links and modes, devices, and being killed while writing.

use super::{EMBEDDED, Run, program, soundtrack};
use std::fs;
use std::path::Path;

/// Writes the playlist of an episode to a file. Returns the message and the exit status.
fn written(path: &Path, options: &[&str]) -> (String, Option<i32>) {
    let run =
        Run::new(program().args(["playlist", "s2e3", "--certainty", "stated", "-o"]).arg(path).args(options));
    assert_eq!(run.stdout, "");
    (run.stderr.replace(&path.display().to_string(), "FILE"), run.status)
}

const WRITTEN: &str = "note: 7 songs written\n";

#[test]
fn a_file_is_replaced_only_with_force() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.txt");
    assert_eq!(written(&path, &[]), (WRITTEN.to_owned(), Some(0)));
    assert_eq!(fs::read_to_string(&path).unwrap(), soundtrack("playlist s2e3 --certainty stated").stdout);
    let refused = "soundtrack: `FILE` already exists\nhint: `--force` replaces it\n";
    assert_eq!(written(&path, &[]), (refused.to_owned(), Some(2)));
    fs::write(&path, "mine").unwrap();
    assert_eq!(written(&path, &["--force"]), (WRITTEN.to_owned(), Some(0)));
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 7);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");

    let (message, status) = written(&folder.path().join("list.csv"), &[]);
    let expected = "soundtrack: the extension `.csv` does not determine the format\nhint: set it with `--to`, such as tunemymusic or soundiiz for CSV\n";
    assert_eq!((message.as_str(), status), (expected, Some(2)));
    let path = folder.path().join("list.xspf");
    assert_eq!(written(&path, &[]).1, Some(0));
    assert!(fs::read_to_string(&path).unwrap().starts_with("<?xml"), "by its name");

    let (message, status) = written(folder.path(), &["--force"]);
    assert_eq!((message.as_str(), status), ("soundtrack: cannot write `FILE`: is a directory\n", Some(2)));
    let (message, status) = written(&folder.path().join("no/list.txt"), &[]);
    assert_eq!(
        (message.as_str(), status),
        ("soundtrack: cannot write `FILE`: no such file or directory\n", Some(2))
    );
}

#[test]
fn a_playlist_without_songs_replaces_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["list.txt", "list.m3u8", "list.xspf", "list.jspf"] {
        let path = folder.path().join(name);
        fs::write(&path, "mine").unwrap();
        assert_eq!(written(&path, &["--force", "--limit", "0"]).1, Some(2), "{name}");
        assert_eq!(written(&path, &["--force", "-s", "9"]).1, Some(1), "no song matches");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine", "{name}");
    }
    let new = folder.path().join("new.txt");
    assert_eq!(written(&new, &["-s", "9"]).1, Some(1));
    assert!(!new.exists());
}

#[test]
fn a_catalog_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("show.json");
    fs::copy(EMBEDDED, &path).unwrap();
    for catalog in [folder.path(), &path] {
        let (message, status) = written(&path, &["--force", "-c", catalog.to_str().unwrap()]);
        assert_eq!(
            (message.as_str(), status),
            ("soundtrack: `FILE` is part of the catalog, which is never overwritten\n", Some(2))
        );
    }
    assert_eq!(fs::read(&path).unwrap(), fs::read(EMBEDDED).unwrap());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Stdio;
    use std::thread;
    use std::time::Duration;

    #[test]
    fn links_are_followed_and_modes_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let [path, link, other] = ["list.txt", "link.txt", "other.txt"].map(|name| folder.path().join(name));
        symlink("between.txt", &link).unwrap();
        symlink("list.txt", folder.path().join("between.txt")).unwrap();
        let (message, status) = written(&link, &[]);
        assert_eq!(
            (message.as_str(), status),
            ("soundtrack: `FILE` already exists\nhint: `--force` replaces it\n", Some(2)),
            "a broken link is not replaced silently"
        );
        assert!(link.is_symlink() && !path.exists());
        fs::write(&path, "mine").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        written(&link, &["--force"]);
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 7);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        written(&other, &[]);
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&other), mode(&plain), "as any new file");
    }

    #[test]
    fn pipes_and_devices_are_written_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        assert_eq!(written(&pipe, &[]), (WRITTEN.to_owned(), Some(0)));
        assert_eq!(reader.join().unwrap().lines().count(), 7);
        let (message, status) = written(Path::new("/dev/full"), &[]);
        assert_eq!(
            (message.as_str(), status),
            ("soundtrack: cannot write `FILE`: no space left on device\n", Some(2))
        );
        let run = soundtrack("playlist s2e3 --certainty stated -o /dev/stdout");
        assert_eq!((run.stdout.lines().count(), run.status), (7, Some(0)));
        let path = folder.path().join("mine.txt");
        fs::write(&path, "mine\n").unwrap();
        let mine = fs::File::options().append(true).open(&path).unwrap();
        program()
            .args(["playlist", "s2e3", "--certainty", "stated", "-o", "/dev/stdout"])
            .stdout(mine)
            .status()
            .unwrap();
        assert_eq!(
            fs::read_to_string(&path).unwrap().lines().count(),
            8,
            "what the shell has opened is kept"
        );
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
            // From long before the first byte is written until after the end.
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

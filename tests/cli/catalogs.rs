//! Tests where catalogs come from: files, folders, standard input, the environment, several at once.

use super::{EMBEDDED, FIXTURE, Run, file, program, soundtrack};
use std::fs;

/// The smallest valid file: only a show.
fn show(id: &str) -> String {
    format!(r#"{{"format": 1, "show": {{"id": "{id}", "title": "Show {id}"}}}}"#)
}

fn artist(show: &str, name: &str) -> String {
    format!(
        r#"{{"format": 1, "show": {{"id": "{show}", "title": "Show {show}"}},
  "artists": [{{"id": "x", "name": "{name}", "aliases": ["{show} alias"]}}],
  "songs": [{{"id": "s", "title": "Song of {show}", "credit": [{{"artist": "x"}}]}}],
  "seasons": [{{"number": 1, "episodes": [{{"number": 1, "title": "One", "placements": [{{"song": "s"}}]}}]}}]}}"#
    )
}

#[test]
fn two_shows_share_artists_and_are_told_apart() {
    let both = format!("-c {EMBEDDED} -c {FIXTURE}");
    let table =
        soundtrack(&format!("songs -a \"baby queen\" {both} --columns show,code,song,artist --format csv"))
            .answer();
    assert!(table.contains("heartstopper,S02E08,Just Like Heaven,Baby Queen\n"), "{table}");
    assert!(
        table.contains("harbour-lights,S01E01,Zug nach Köln,E. Noël & Baby Queen feat. The Moles\n"),
        "{table}"
    );
    assert_eq!(
        soundtrack(&format!("songs -a BQ {both} --format jsonl")).answer().lines().count() + 1,
        table.lines().count(),
        "an alias of one file"
    );

    let shown = soundtrack(&format!("songs s1e1 {both}")).stdout;
    assert!(shown.starts_with("Show "), "{shown}");
    assert!(!soundtrack("songs s1e1").stdout.contains("Show"), "one show needs no column");
    assert!(
        !soundtrack(&format!("songs s1e1 {both} --show harbour")).stdout.contains("Show"),
        "nor does a chosen one"
    );
    let artists = soundtrack(&format!("artists {both} --json")).json();
    let queens = artists.iter().find(|row| row["artist"] == "Baby Queen").unwrap();
    assert_eq!((&queens["shows"], &queens["first"]), (&2.into(), &"S01E01".into()));
}

#[test]
fn an_episode_notation_may_name_the_show() {
    let both =
        format!("-c {EMBEDDED} -c {FIXTURE} --columns show,code --certainty stated --format csv --no-header");
    assert_eq!(
        soundtrack(&format!("songs \"harbour lights s1e1\" {both}")).stdout,
        "harbour-lights,S01E01\n".repeat(2)
    );
    let named = soundtrack(&format!("songs /tv/Heartstopper.S01E01.1080p.mkv {both}")).stdout;
    assert_eq!(named, "heartstopper,S01E01\n".repeat(3));
}

#[test]
fn an_artist_id_with_two_names_is_an_error() {
    let (first_folder, first) = file(&artist("one", "Name"));
    let (second_folder, second) = file(&artist("two", "Other"));
    let run = Run::new(program().args(["songs", "-c"]).arg(&first).arg("-c").arg(&second));
    let expected = format!(
        "{}:2:35: error: the artist `x` is called `Other` here, but `Name` in {}:2:35 (at artists[0].name)\n    \
         \"artists\": [{{\"id\": \"x\", \"name\": \"Other\", \"aliases\": [\"two alias\"]}}],\n                                    ^\n\
         hint: use one name and make the other an alias, or use another id\n",
        second.display(),
        first.display()
    );
    assert_eq!((run.stdout.as_str(), run.stderr, run.status), ("", expected, Some(2)));

    fs::write(&second, artist("two", "Name")).unwrap();
    let run = Run::new(
        program()
            .args(["artist", "one alias", "--columns", "aliases", "--format", "csv", "-c"])
            .arg(&first)
            .arg("-c")
            .arg(&second),
    );
    assert_eq!(run.answer(), "aliases\none alias; two alias\n", "aliases add up");
    drop((first_folder, second_folder));
}

#[test]
fn a_show_in_two_files_is_an_error() {
    let run = soundtrack(&format!("songs -c {EMBEDDED} -c {EMBEDDED}"));
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr.contains("the show `heartstopper` is also in data/heartstopper.json:4:11"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_show_is_found_by_its_id_or_title_and_all_files_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let save = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let ask = |show: &str| {
        let run = Run::new(program().args(["songs", "s1e1", "--show", show, "-c"]).arg(folder.path()));
        (run.stdout, run.stderr, run.status)
    };
    save("harbour-lights.json", &super::fixture());
    save("heartstopper.json", &fs::read_to_string(EMBEDDED).unwrap());
    let by_title = ask("Harbour Lights");
    assert_eq!(by_title.2, Some(0));
    assert_eq!(ask("harbour-lights"), by_title);
    assert_eq!(ask("quayside").2, Some(1));
    save("broken.json", "{");
    assert_eq!(ask("harbour-lights").2, Some(2));
}

#[test]
fn files_of_a_folder_are_read_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b", "a", "c"] {
        fs::write(folder.path().join(format!("{name}.json")), show(name)).unwrap();
    }
    for ignored in ["x.txt", "catalog.schema.json", ".hidden.json"] {
        fs::write(folder.path().join(ignored), "not a catalog").unwrap();
    }
    let list = |command: &mut std::process::Command| Run::new(command).answer();
    let arguments = ["shows", "--columns", "show", "--format", "csv", "--no-header"];
    assert_eq!(list(program().args(arguments).arg("-c").arg(folder.path())), "a\nb\nc\n");
    assert_eq!(list(program().args(arguments).env("SOUNDTRACK_CATALOG", folder.path())), "a\nb\nc\n");

    let empty = tempfile::tempdir().unwrap();
    let run = Run::new(program().arg("shows").arg("-c").arg(empty.path()));
    assert_eq!(
        run.stderr,
        format!("soundtrack: cannot read `{}`: no catalog file (*.json) in it\n", empty.path().display())
    );
}

#[test]
fn options_override_paths_from_the_environment() {
    let list = std::env::join_paths([EMBEDDED, FIXTURE]).unwrap();
    let run = |arguments: &[&str]| {
        Run::new(
            program()
                .args(arguments)
                .args(["--columns", "show", "--format", "csv", "--no-header"])
                .env("SOUNDTRACK_CATALOG", &list),
        )
        .answer()
    };
    assert_eq!(run(&["shows"]), "heartstopper\nharbour-lights\n");
    assert_eq!(run(&["shows", "-c", FIXTURE]), "harbour-lights\n");
}

#[test]
fn user_catalogs_are_added_to_the_embedded_one() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("soundtrack");
    fs::create_dir(&data).unwrap();
    fs::copy(format!("{}/{FIXTURE}", env!("CARGO_MANIFEST_DIR")), data.join("own.json")).unwrap();
    let shows = Run::new(
        program()
            .args(["shows", "--columns", "show", "--format", "csv", "--no-header"])
            .env("XDG_DATA_HOME", home.path()),
    );
    assert_eq!(shows.answer(), "heartstopper\nharbour-lights\n");
    assert_eq!(Run::new(program().arg("shows").env_remove("HOME")).status, Some(0), "no home, no own shows");
}

#[test]
fn standard_input_can_be_a_catalog() {
    let words = ["shows", "-c", "-", "--columns", "show", "--format", "csv"];
    let run = Run::with_input(program().args(words), &show("piped"));
    assert_eq!(run.answer(), "show\npiped\n");
}

#[test]
fn a_byte_order_mark_and_crlf_are_accepted() {
    let text = fs::read_to_string(format!("{}/{FIXTURE}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (_folder, path) = file(&format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let run = |path: &str| Run::new(program().args(["songs", "--json", "-c", path])).answer();
    assert_eq!(run(path.to_str().unwrap()), run(FIXTURE));
}

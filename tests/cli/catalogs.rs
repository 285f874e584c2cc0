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
    assert_eq!((&queens["show_count"], &queens["first"]), (&2.into(), &"Harbour Lights S01E01".into()));
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
fn of_two_names_of_an_artist_the_first_counts_and_the_other_is_an_alias() {
    let (first_folder, first) = file(&artist("zulu", "Name"));
    let (second_folder, second) = file(&artist("alpha", "Other"));
    let run =
        |arguments: &[&str]| Run::new(program().args(arguments).arg("-c").arg(&first).arg("-c").arg(&second));
    let asked = ["artist", "other", "--columns", "artist,aliases", "--format", "csv"];
    assert_eq!(run(&asked).answer(), "artist,aliases\nName,zulu alias; alpha alias; Other\n");
    let songs = ["songs", "-a", "other", "--columns", "show,artist", "--format", "csv", "--no-header"];
    assert_eq!(run(&songs).answer(), "alpha,Name\nzulu,Name\n", "the name is the same everywhere");

    let run = Run::new(program().arg("check").args([&first, &second]));
    let expected = format!(
        "{}:2:35: warning: the artist `x` is called `Other` here, but `Name` in {}:2:35 (at artists[0].name)\n    \
         \"artists\": [{{\"id\": \"x\", \"name\": \"Other\", \"aliases\": [\"alpha alias\"]}}…\n                                    ^\n\
         hint: use one name and make the other an alias, or use another id\n",
        second.display(),
        first.display()
    );
    assert!(run.stderr.contains(&expected), "{}", run.stderr);
    assert_eq!(run.status, Some(0));

    fs::write(&second, artist("alpha", "Name")).unwrap();
    let run = Run::new(program().args(asked).arg("-c").arg(&first).arg("-c").arg(&second));
    assert_eq!(run.status, Some(1), "`other` is no name any more");
    let run = Run::new(
        program()
            .args(["artist", "zulu alias", "--columns", "aliases", "--format", "csv", "-c"])
            .arg(&first)
            .arg("-c")
            .arg(&second),
    );
    assert_eq!(run.answer(), "aliases\nzulu alias; alpha alias\n", "aliases add up");
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

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_passed_over_and_a_broken_link_reported() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), show("a")).unwrap();
    let pipe = folder.path().join("pipe.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::fs::symlink(&pipe, folder.path().join("link.json")).unwrap();
    let shows = || Run::new(program().args(["shows", "-c"]).arg(folder.path()));
    assert!(shows().answer().contains("Show a"), "it would block for ever");
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken.json")).unwrap();
    assert!(shows().stderr.contains("broken.json"));
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
    assert_eq!(run(&["shows"]), "harbour-lights\nheartstopper\n");
    assert_eq!(run(&["shows", "-c", FIXTURE]), "harbour-lights\n");
}

/// A home with a data folder that has these files.
fn home(files: &[(&str, &str)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("soundtrack");
    fs::create_dir(&folder).unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.join(name), text).unwrap());
    home
}

/// Runs the program in such a home, whose path is `HOME` in the messages.
fn run_at(home: &tempfile::TempDir, arguments: &str) -> Run {
    let mut run = Run::new(program().args(super::words(arguments)).env("XDG_DATA_HOME", home.path()));
    run.stderr = run.stderr.replace(home.path().to_str().unwrap(), "HOME");
    run
}

const SHOWS: &str = "shows --columns show,songs --format csv --no-header";

#[test]
fn user_catalogs_are_added_to_the_embedded_one() {
    let home = home(&[("own.json", &super::fixture())]);
    assert_eq!(run_at(&home, SHOWS).answer(), "harbour-lights,4\nheartstopper,146\n");
    assert_eq!(Run::new(program().arg("shows").env_remove("HOME")).status, Some(0), "no home, no own shows");
}

#[test]
fn a_broken_file_in_the_users_folder_is_left_out() {
    let home = home(&[("a.json", "{"), ("empty.json", ""), ("own.json", &super::fixture())]);
    let run = run_at(&home, SHOWS);
    assert_eq!(run.stdout, "harbour-lights,4\nheartstopper,146\n");
    let note = "note: left out because of errors: `HOME/soundtrack/a.json`; `soundtrack check` shows them\n";
    assert_eq!((run.stderr.as_str(), run.status), (note, Some(0)));
    let run = run_at(&home, "songs s1e1 --show heartstopper --up-to s1e1");
    assert_eq!((run.stdout.lines().count(), run.status), (5, Some(0)));
    assert!(run.stderr.starts_with(note), "{}", run.stderr);

    let run = run_at(&home, "check");
    assert!(run.stderr.contains("HOME/soundtrack/a.json:1:1: error: "), "{}", run.stderr);
    assert!(run.stderr.contains("HOME/soundtrack/empty.json:1:1: error: "), "{}", run.stderr);
    assert!(run.stderr.ends_with("4 files checked: 2 errors and 1 warning\n"), "{}", run.stderr);
    assert_eq!(run.status, Some(2));

    // A file that is named is not left out.
    for named in ["-c", "--max-size 1G --catalog"] {
        let run = run_at(&home, &format!("{SHOWS} -c builtin {named} {}/soundtrack", home.path().display()));
        assert_eq!((run.stdout.as_str(), run.status), ("", Some(2)));
    }
    let many: Vec<String> = (0..5).map(|number| format!("{number}.json")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "[]")).collect();
    let run = run_at(&self::home(&many), "shows");
    assert!(run.stderr.contains("/1.json`, `HOME/soundtrack/2.json` and 2 more files;"), "{}", run.stderr);
    assert_eq!((run.stderr.lines().count(), run.status), (1, Some(0)));
}

#[test]
fn a_file_in_the_users_folder_takes_the_place_of_the_embedded_show() {
    let own = show("heartstopper");
    let home = home(&[("mine.json", &own)]);
    assert_eq!(run_at(&home, SHOWS).answer(), "heartstopper,0\n");
    assert_eq!(run_at(&home, "check").stderr, "note: 1 file checked, no problems\n");
    assert_eq!(run_at(&home, "export heartstopper").answer(), own);
    assert_eq!(run_at(&home, "export heartstopper -c builtin").stdout, fs::read_to_string(EMBEDDED).unwrap());
    let hidden = run_at(&home, "shows --up-to s1e1 --json").stderr;
    assert!(!hidden.contains("hidden"), "what the embedded show would hide does not count: {hidden}");

    // The second file with the show is left out, and a broken file replaces nothing.
    fs::write(home.path().join("soundtrack/other.json"), &own).unwrap();
    let run = run_at(&home, SHOWS);
    assert_eq!((run.stdout.as_str(), run.status), ("heartstopper,0\n", Some(0)));
    let note =
        "note: left out because of errors: `HOME/soundtrack/other.json`; `soundtrack check` shows them\n";
    assert_eq!(run.stderr, note);
    let run = run_at(&home, "check");
    assert!(run.stderr.contains("the show `heartstopper` is also in HOME/soundtrack/mine.json:1:"));
    assert_eq!(run.status, Some(2));
    let broken = own.replace("\"format\": 1", "\"format\": 9");
    let home = self::home(&[("mine.json", &broken)]);
    assert_eq!(run_at(&home, SHOWS).stdout, "heartstopper,146\n");
}

#[test]
fn the_embedded_catalog_can_be_named() {
    let run = soundtrack(&format!("{SHOWS} -c builtin -c {FIXTURE}"));
    assert_eq!(run.answer(), "harbour-lights,4\nheartstopper,146\n");
    let run = soundtrack(&format!("{SHOWS} -c builtin -c {EMBEDDED}"));
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("the show `heartstopper` is also in <embedded"), "{}", run.stderr);
    assert_eq!(soundtrack("check builtin").stderr, "note: 1 file checked, no problems\n");
    assert_eq!(soundtrack("compare builtin").status, Some(2), "no playlist is called so");
}

#[test]
fn a_file_is_exported_byte_for_byte() {
    let text = format!("\u{feff}{}", super::fixture().replace('\n', "\r\n"));
    let (_folder, path) = file(&text);
    for name in ["harbour-lights", "\"Harbour Lights\"", "harbour lights", "harb"] {
        let run = soundtrack(&format!("export {name} -c builtin -c {}", path.display()));
        assert_eq!(run.answer(), text, "{name}");
    }
    let run = Run::with_input(program().args(["export", "harbour", "-c", "-"]), &text);
    assert_eq!(run.answer(), text);
    let run = soundtrack(&format!("export quayside -c {FIXTURE}"));
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(1)));

    let folder = tempfile::tempdir().unwrap();
    for id in ["one", "two"] {
        let named = |title: &str| show(id).replace(&format!("Show {id}"), title);
        fs::write(folder.path().join(format!("{id}.json")), named("Twice")).unwrap();
    }
    let export = |name: &str| Run::new(program().args(["export", name, "-c"]).arg(folder.path()));
    let run = export("twice");
    let expected = "soundtrack: 2 shows are called `twice`\nhint: say which: `one` or `two`\n";
    assert_eq!((run.stderr.as_str(), run.status), (expected, Some(2)));
    assert_eq!(export("two").answer(), show("two").replace("Show two", "Twice"));
}

#[cfg(unix)]
#[test]
fn a_show_can_be_exported_into_the_users_folder() {
    let folder = tempfile::tempdir().unwrap();
    let line = "mkdir -p .local/share/soundtrack && soundtrack export heartstopper \
        > .local/share/soundtrack/heartstopper.json && soundtrack check";
    let output = super::in_shell(line, folder.path());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "note: 1 file checked, no problems\n");
    let written = fs::read(folder.path().join(".local/share/soundtrack/heartstopper.json")).unwrap();
    assert_eq!(written, fs::read(EMBEDDED).unwrap());
}

#[test]
fn shows_are_listed_by_title_whatever_the_order_of_the_files() {
    let titled = |id: &str, title: &str| show(id).replace(&format!("Show {id}"), title);
    let files = [titled("a", "The Mole"), titled("b", "Émile"), titled("c", "alpha"), titled("d", "Ashes 2")];
    let files = files.map(|text| file(&text));
    let run = |order: [usize; 4]| {
        let paths = order.iter().flat_map(|&number| ["-c".into(), files[number].1.clone()]);
        let run =
            Run::new(program().args(["shows", "--columns", "show_title", "--format", "csv"]).args(paths));
        run.answer()
    };
    assert_eq!(run([0, 1, 2, 3]), "show_title\nalpha\nAshes 2\nÉmile\nThe Mole\n");
    assert_eq!(run([3, 1, 0, 2]), run([0, 1, 2, 3]));
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

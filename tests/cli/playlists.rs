//! Tests of the commands `playlist` and `compare`.

use super::{FIXTURE, Run, program, soundtrack};

const FORMATS: [&str; 6] = ["text", "m3u8", "xspf", "jspf", "tunemymusic", "soundiiz"];

/// The playlist of season 2, each song with a location.
fn season_2(format: &str) -> String {
    let template = "https://example.com/?q={artist}+{title}";
    let run = soundtrack(&format!("playlist -s 2 --to {format} --location-template {template}"));
    assert_eq!((run.stderr.as_str(), run.status), ("note: 53 songs written\n", Some(0)));
    run.stdout
}

fn compared(playlist: &str, options: &[&str]) -> Run {
    let words = ["compare", "-s", "2", "-"];
    Run::with_input(program().args(words).args(options), playlist)
}

#[test]
fn a_written_playlist_compares_as_complete() {
    for format in FORMATS {
        let run = compared(&season_2(format), &[]);
        let (summary, counts) = run.stdout.split_once('\n').unwrap();
        assert_eq!(summary, "the playlist has all 53 songs", "{format}");
        assert!(counts.starts_with("S02E01 4 of 4, S02E02 4 of 4, "), "{counts}");
        assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
        let run = compared(&season_2(format), &["--json"]);
        assert_eq!(
            (run.stdout.as_str(), run.stderr.as_str()),
            ("[]\n", "note: the playlist has all 53 songs\n")
        );
    }
}

#[test]
fn compare_reports_exactly_the_changes() {
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
        let run = compared(
            &changed,
            &["--columns", "difference,song,in_playlist,playlist_position", "--format", "csv"],
        );
        let expected = "difference,song,in_playlist,playlist_position\n\
            version,Lovesong,beabadoobee - Lovesong (Remastered),9\n\
            version,foreplay,siouxxie sixxsta - foreplay - Remastered,11\n";
        assert_eq!(run.stdout, expected, "{format}");
        assert_eq!(run.status, Some(0), "nothing is missing");
    }
    let lines = season_2("text");
    let lines: Vec<&str> = lines.lines().collect();
    let some = [&["Somebody - Something else"], &lines[..20], &lines[23..]].concat().join("\n");
    let run = compared(&some, &["--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
    let titles: Vec<&str> = rows[..3].iter().map(|row| row["artist"].as_str().unwrap()).collect();
    let artists: Vec<&str> = lines[20..23].iter().map(|line| line.split(" - ").next().unwrap()).collect();
    assert_eq!(titles, artists);
    assert_eq!((&rows[3]["difference"], &rows[3]["playlist_position"]), (&"foreign".into(), &1.into()));
    assert_eq!(rows.len(), 4);
    assert_eq!(
        run.stderr,
        "soundtrack: the playlist has 50 of 53 songs; 3 are missing; 1 track is not from the show\n"
    );
    assert_eq!(run.status, Some(1));
}

#[test]
fn files_that_are_not_playlists_are_explained() {
    for (text, message) in [
        ("{", "cannot read `-`: this is no JSON: EOF while parsing an object at line 1 column 1\n"),
        ("<rss><!-- playlist --></rss>", "cannot read `-`: this is XML, but `rss` and no XSPF playlist\n"),
        ("Songs\n", "cannot read `-`: it has no line such as `Artist - Title`; the first is `Songs`\n"),
        ("<html>", "cannot read `-`: this is a web page (HTML); save the list as CSV, M3U8, XSPF or text\n"),
        (
            "TITLE \"A\"\n  TRACK 01 AUDIO\n",
            "cannot read `-`: this is a cue sheet; save the list as CSV, M3U8, XSPF or text\n",
        ),
        (
            "Ab;Cd\n1;2\n",
            "cannot read `-`: none of its columns is known as `title` and `artist`: `Ab` and `Cd`\n",
        ),
    ] {
        let run = compared(text, &[]);
        assert_eq!((run.stderr, run.status), (format!("soundtrack: {message}"), Some(2)));
    }
    let run = compared("", &[]);
    assert_eq!(
        (run.stdout.lines().count(), run.stderr.as_str(), run.status),
        (58, "", Some(1)),
        "all are missing"
    );
    assert!(run.stdout.contains("\n\nthe playlist has 0 of 53 songs; 53 are missing\nS02E01 0 of 4, "));
    let run = compared("\u{0}", &[]);
    assert!(run.stderr.contains("error: this is a binary file"), "{}", run.stderr);
    let run = soundtrack("compare nowhere.m3u8");
    assert_eq!(run.stderr, "soundtrack: cannot read `nowhere.m3u8`: no such file or directory\n");
    let run = soundtrack("compare - -c -");
    assert_eq!(
        (run.stderr.as_str(), run.status),
        ("soundtrack: standard input can be read only once\n", Some(2))
    );
}

#[test]
fn every_format_of_a_list_of_songs_is_read_back() {
    for format in ["table", "plain", "markdown", "json", "jsonl", "csv", "tsv", "cards"] {
        let list = soundtrack(&format!("songs --format {format}")).stdout;
        let options = ["--show-matches", "--columns", "difference", "--format", "tsv", "--no-header"];
        let run = Run::with_input(program().args(["compare", "-"]).args(options), &list);
        assert_eq!(run.stdout, "found\n".repeat(146), "{format}");
        assert_eq!(run.stderr, "note: the playlist has all 146 songs\n", "{format}");
    }
}

#[test]
fn matches_are_shown_on_request_and_lines_that_are_no_tracks_are_named() {
    let run = soundtrack("compare tests/fixtures/mine.txt s2e8 --certainty stated --show-matches --json");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
    let found: Vec<_> = rows.iter().filter(|row| row["difference"] == "found").collect();
    assert_eq!(found.len(), 3);
    assert_eq!((&found[0]["song"], &found[0]["code"]), (&"Colours Of You".into(), &"S02E08".into()));
    assert_eq!(
        (&found[0]["in_playlist"], &found[0]["playlist_position"]),
        (&"Baby Queen - Colours of You".into(), &1.into())
    );
    let run = compared("Season 2\nAnd more:\nBaby Queen - Colours Of You\n", &[]);
    assert_eq!(run.stderr, "note: 2 lines are no tracks: line 1: `Season 2`; line 2: `And more:`\n");
}

#[test]
fn order_and_repeats_are_followed() {
    let list = |options: &str| soundtrack(&format!("playlist -c {FIXTURE} {options}")).stdout;
    assert_eq!(list("--repeats keep").lines().count(), list("").lines().count() + 1);
    let titles = list("--order title");
    let mut sorted: Vec<&str> = titles.lines().map(|line| line.split_once(" - ").unwrap().1).collect();
    sorted.sort_by_key(|title| title.to_lowercase());
    assert_eq!(titles.lines().map(|line| line.split_once(" - ").unwrap().1).collect::<Vec<_>>(), sorted);
    for (options, title) in [
        ("s2e3", "Heartstopper S02E03"),
        ("-s 2", "Heartstopper, season 2"),
        ("", "Heartstopper"),
        ("--title \"My list\"", "My list"),
    ] {
        let text = soundtrack(&format!("playlist {options} --to xspf")).stdout;
        assert!(text.contains(&format!("<title>{title}</title>")), "{options}");
    }
}

#[test]
fn playlist_accepts_only_options_that_apply() {
    assert_eq!(soundtrack("playlist -s 2 --limit 3").stdout.lines().count(), 3);
    for option in ["--json", "--format csv", "--sort song", "--columns song"] {
        let run = soundtrack(&format!("playlist s2e3 {option}"));
        let name = option.split(' ').next().unwrap();
        let message = format!("soundtrack: the option `{name}` cannot be used with `playlist`\nhint: ");
        assert!(run.stderr.starts_with(&message), "{}", run.stderr);
        assert_eq!((run.stdout.as_str(), run.status), ("", Some(2)));
    }
    let run = soundtrack("playlist s1e4");
    assert_eq!((run.stdout.lines().count(), run.status), (10, Some(0)));
    assert!(run.stderr.contains("10 may belong to it\n"), "{}", run.stderr);
    let run = soundtrack("playlist s1e4 --certainty stated");
    let expected = "soundtrack: no song in s1e4 matches --certainty stated\n";
    assert_eq!((run.stderr.as_str(), run.status), (expected, Some(1)));
    assert_eq!(soundtrack("playlist s2e3 --certainty stated -o -").stdout.lines().count(), 7);
}

#[test]
fn songs_without_a_location_are_reported() {
    let run = soundtrack("playlist s2e3 --certainty stated --to m3u8");
    let expected =
        "soundtrack: none of 7 songs has a location\nhint: use `--location-template` or `--music`\n";
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.status), ("", expected, Some(1)));
    let run = soundtrack("playlist --to m3u8");
    assert_eq!(run.stderr, expected.replace("7 songs", "146 songs"), "the page of a song is no audio");
    assert_eq!(soundtrack("playlist --to xspf").stdout.matches("<info>https://").count(), 145);
    let run = soundtrack("playlist s2e3 --certainty stated --to m3u8 --location-template x/{name}");
    assert!(
        run.stderr.contains(
            "unknown placeholder; the placeholders are `{artist}`, `{title}`, `{album}` or `{isrc}`"
        ),
        "{}",
        run.stderr
    );
    let run = soundtrack(&format!("playlist -c {FIXTURE} --to m3u8"));
    assert!(run.stderr.starts_with("note: 4 songs, 1 written, 3 without a location: "), "{}", run.stderr);
}

#[test]
fn locations_are_paths_or_addresses() {
    let (_folder, catalog) = super::file(
        r#"{"format": 1, "show": {"id": "x", "title": "X"}, "artists": [{"id": "a", "name": "AC/DC"}],
            "songs": [{"id": "s", "title": "..", "credit": [{"artist": "a"}]}],
            "seasons": [{"number": 1, "episodes": [{"number": 1, "title": "One", "placements": [{"song": "s"}]}]}]}"#,
    );
    for (format, template, location) in [
        ("m3u8", "m/{artist}/{title}/x.mp3", "m/AC_DC/__/x.mp3"),
        ("m3u8", "https://example.com/{artist}", "https://example.com/AC%2FDC"),
        ("xspf", "m/{artist}.mp3", "<location>m/AC_DC.mp3<"),
        ("xspf", "/m/{artist}.mp3", "<location>file:///m/AC_DC.mp3<"),
        ("xspf", "nu:tone/{artist}.mp3", "<location>./nu:tone/AC_DC.mp3<"),
        ("xspf", "m/nu:tone/{artist}.mp3", "<location>m/nu:tone/AC_DC.mp3<"),
        ("xspf", r"C:\My Music\{artist}.mp3", "<location>file:///C:/My%20Music/AC_DC.mp3<"),
        ("xspf", "d:/{artist}.mp3", "<location>file:///d:/AC_DC.mp3<"),
        ("xspf", r"\\nas\music\{artist}.mp3", "<location>file://nas/music/AC_DC.mp3<"),
        ("xspf", "C:{artist}.mp3", "<location>./C:AC_DC.mp3<"),
    ] {
        let arguments = ["playlist", "--to", format, "--location-template", template, "-c"];
        let run = Run::new(program().args(arguments).arg(&catalog));
        assert!(run.stdout.contains(location), "{template}: {}", run.stdout);
    }
}

/// A show of these songs, each with the names of its artists, a title and other fields.
fn show(id: &str, songs: &[(&[&str], &str, &str)]) -> (tempfile::TempDir, std::path::PathBuf) {
    let names: Vec<&str> = songs.iter().flat_map(|(artists, ..)| artists.iter().copied()).collect();
    let id_of = |name: &str| format!("{id}-{}", names.iter().position(|other| *other == name).unwrap());
    let (mut artists, mut entries, mut placements) = (Vec::new(), Vec::new(), Vec::new());
    for name in &names {
        let artist = format!(r#"{{"id": "{}", "name": "{name}"}}"#, id_of(name));
        artists.extend(Some(artist).filter(|artist| !artists.contains(artist)));
    }
    for (number, (artists, title, more)) in songs.iter().enumerate() {
        let credit = artists.iter().map(|name| format!(r#"{{"artist": "{}", "join": " & "}}"#, id_of(name)));
        let credit = credit.collect::<Vec<_>>().join(",");
        entries.push(format!(r#"{{"id": "s{number}", "title": "{title}", "credit": [{credit}] {more}}}"#));
        placements.push(format!(r#"{{"song": "s{number}"}}"#));
    }
    super::file(&format!(
        r#"{{"format": 1, "show": {{"id": "{id}", "title": "{id}"}}, "artists": [{}], "songs": [{}],
            "seasons": [{{"number": 1, "episodes": [{{"number": 1, "title": "One", "placements": [{}]}}]}}]}}"#,
        artists.join(","),
        entries.join(","),
        placements.join(",")
    ))
}

#[test]
fn a_song_of_two_shows_is_in_a_playlist_once() {
    let (isrc, mbid) = (r#", "isrc": "GBAYE0601498""#, r#", "mbid": "0a1b2c3d-0000-4000-8000-1234567890ab""#);
    let (_one, one) = show(
        "one",
        &[
            (&["A", "B"], "Été", ""),
            (&["A"], "Numbered", isrc),
            (&["A"], "Known", mbid),
            // Two recordings of one show are two songs.
            (&["B"], "Twin", ""),
            (&["B"], "Twin", ""),
            (&["B"], "Alone", ""),
        ],
    );
    let (_two, two) = show(
        "two",
        &[
            (&["b", "a"], "ete!", ""),
            (&["C"], "Otherwise", isrc),
            (&["C"], "Unlike", mbid),
            (&["B"], "Twin", ""),
            (&["C"], "Alone", ""),
        ],
    );
    let run = |arguments: &str| {
        let words = super::words(arguments);
        Run::new(program().args(words).arg("-c").arg(&one).arg("-c").arg(&two))
    };
    let titles = ["Été", "Numbered", "Known", "Twin", "Twin", "Alone", "Alone"];
    let found = run("playlist").stdout;
    let found: Vec<&str> =
        found.lines().filter_map(|line| line.rsplit_once(" - ")).map(|line| line.1).collect();
    assert_eq!(found, titles);
    for format in FORMATS {
        let run = run(&format!("playlist --to {format} --location-template /x/{{artist}}/{{title}}"));
        assert_eq!(run.stderr, "note: 7 songs written\n", "{format}");
        assert!(!run.stdout.contains("Otherwise") && !run.stdout.contains("Unlike"), "{}", run.stdout);
    }
    assert_eq!(run("playlist --repeats keep").stdout.lines().count(), 11);
    assert_eq!(run("playlist --show two").stdout.lines().count(), 5);
    assert_eq!(run("songs --format jsonl").stdout.lines().count(), 11, "a list has each place");
}

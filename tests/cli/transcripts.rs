//! Snapshots of the output of every command.

use super::{FIXTURE, assert_snapshot, soundtrack};

/// Runs each line and compares all output with the snapshot of that name, ignoring trailing spaces.
fn transcript(name: &str, lines: &[&str]) {
    let mut text = String::new();
    for line in lines {
        let run = soundtrack(line);
        text += &format!("$ soundtrack {line}\n");
        run.stdout.lines().for_each(|line| text += &format!("{}\n", line.trim_end()));
        run.stderr.lines().for_each(|line| text += &format!("stderr: {line}\n"));
        text += &format!("status: {}\n\n", run.status.unwrap());
    }
    assert_snapshot(name, &text);
}

#[test]
fn overview() {
    transcript("overview", &["", "--json", &format!("-c {FIXTURE} -c data"), "--format plain"]);
}

#[test]
fn listings() {
    transcript(
        "listings",
        &[
            "shows",
            "seasons",
            "seasons --artist beabadoobee",
            "episodes --season 1",
            "episodes -a mxmtoon",
            "artists --season 2 --limit 5",
            "artists --sort placements:desc --limit 5",
            "songs --season 2",
            "songs s2e3",
            "songs s1e1-e2",
            "songs s1e3",
            "songs s1e4",
            "songs s1e4 --certainty stated",
            "songs Promise --columns position,song,artist",
            "songs --usage background,on-screen --columns code,song,usage",
            "songs --origin original --columns code,song,origin",
            "songs --certainty season --limit 2",
            "songs --columns help",
            "songs s2e3 --no-header --columns song",
        ],
    );
}

#[test]
fn film() {
    let lines = [
        "",
        "songs",
        "songs --width 60",
        "songs --format markdown",
        "songs --format csv --columns code,episode_title,song,length",
        "episodes",
        "episode night ferry",
        "season 1",
        "show night ferry",
        "song salt and sugar",
        "artist odile",
        "search kitchen",
        "search kitchen --format jsonl --columns code,episode_title,placements",
        "gaps",
        "stats",
    ];
    let film = "-c tests/fixtures/film.json";
    let lines = lines.map(|line| format!("{line} {film}").trim().to_owned());
    let both = ["songs --width 80 --usage on-screen -c data", "artists --sort -first --limit 2 -c data"];
    let both = both.map(|line| format!("{line} {film}"));
    transcript("film", &lines.iter().chain(&both).map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn cards() {
    transcript(
        "cards",
        &[
            "show heartstopper",
            "season 1",
            "episode s1e4",
            "episode Perfect",
            "song just like heaven",
            "song \"colours of you\"",
            "artist wasia",
            "artist baby queen --limit 3",
            &format!("song zug nach köln -c {FIXTURE}"),
            &format!("artist evchen -c {FIXTURE}"),
            "song seven --columns artist,album,length,placements",
        ],
    );
}

#[test]
fn stats() {
    transcript(
        "stats",
        &["stats", "stats --season 2 --artist \"baby queen\"", &format!("stats -c {FIXTURE} -c data")],
    );
}

#[test]
fn gaps() {
    transcript(
        "gaps",
        &[
            "gaps --season 1",
            "gaps --season 1 --width 80 --limit 9",
            "gaps --season 1 --width 40 --limit 3",
            "gaps --missing songs",
            "gaps --missing songs,source --limit 2 --format csv",
            "gaps -a mxmtoon",
            "gaps -s 1 -e 4",
            "gaps -s 1 -e 4 --limit 2",
            "gaps -s 1 -e 4 --missing episode",
            "gaps -s 2,9 --limit 1",
            "gaps --missing source",
            "gaps --missing songs,source -s 2 --json",
            "gaps -a \"the cure\" -s 1",
            "gaps --missing titles",
            "gaps --columns help",
            &format!("gaps -c {FIXTURE} --json"),
            &format!("gaps -c {FIXTURE} --format plain --limit 3"),
            &format!("gaps -c {FIXTURE} -c data --missing songs --limit 2"),
        ],
    );
}

#[test]
fn formats() {
    let all = super::formats();
    let lists: Vec<String> =
        all.iter().map(|name| format!("songs s1e1 -c {FIXTURE} --format {name}")).collect();
    let cards: Vec<String> =
        all.iter().map(|name| format!("artist noël -c {FIXTURE} --format {name}")).collect();
    let lines: Vec<&str> = lines_of(&lists).chain(lines_of(&cards)).collect();
    transcript("formats", &lines);
}

fn lines_of(lines: &[String]) -> impl Iterator<Item = &str> {
    lines.iter().map(String::as_str)
}

#[test]
fn search() {
    transcript(
        "search",
        &[
            "search beabadoobee snow --width 80",
            "search the one when it snows",
            "search kiss -flirting --width 100 --limit 3",
            "search kiss -flirting --width 60 --limit 3 --color always",
            "search kiss --width 30 --limit 2",
            "search gao prom",
            "search beebadobee tired",
            "search beebadobee dance --explain",
            "search kissing -\"the prom\" s1-s2 length:..5:00 --explain --limit 2",
            "search artist:\"girl in red\" wanna",
            "search usage:on-screen --json",
            "search colours --columns song,placements,score,matched --format csv",
            "search snow zebra",
            "search winter",
            "search -e 6 angel",
            "search -e 4 friday",
            "search titel:snow",
            "search xyz:snow",
            "search season:one",
            "search usage:loud",
            "search length:long",
            "search artist:",
            "search '\"",
            "search zebra --json",
            "search prom --up-to s2e7",
            "search --columns help snow",
            &format!("search köln -c {FIXTURE} --format plain"),
            &format!("search evchen -c {FIXTURE} -c data --columns show,song,artist"),
        ],
    );
}

#[test]
fn widths() {
    let lines = [80, 60, 45, 30, 12].map(|width| format!("songs s2e8 --width {width}"));
    transcript("widths", &lines_of(&lines).collect::<Vec<_>>());
}

#[test]
fn help() {
    transcript(
        "help",
        &[
            "--help",
            "-h",
            "songs --help",
            "artist --help",
            "stats -h",
            "gaps -h",
            "search --help",
            "check --help",
            "--version",
        ],
    );
}

#[test]
fn misses() {
    transcript(
        "misses",
        &[
            "songs s1e4",
            "songs -s 9",
            "songs -s 2 -e 9",
            "songs -e 99",
            "songs s2e9",
            "songs s9",
            "songs s2e3 s2e9",
            "songs -s 1 s2e3",
            "songs 203",
            "songs 2",
            "songs s2e5-e3",
            "songs Promis",
            "songs Promisse",
            "songs Other.Show.S02E03.mkv",
            "songs --artist nobody",
            "songs --artist \"the cure\" --season 1",
            "songs --show heartstoper",
            "songs --usage loud",
            "songs --season two",
            "songs --columns code,sogn",
            "songs --sort titel",
            "artist beebadobee",
            "artist be",
            "artist ba",
            "song hevaen",
            "show hart",
            "season 7",
            "episode s2e9",
            "songs s1e4 --json",
            "artist beebadobee --json",
            "sings",
            "artist \"taylor swift\" --up-to s2e7",
            "songs s2e8 --up-to s2e7",
            "songs --up-to Promised",
            "songs --up-to nothing=s1e1",
            "Promise",
            "songs s2 e3 -a nobody",
            "songs heartstopper s1e3 --columns code,song",
            "songs s2e3-e5-e7",
            "season s2e3",
            "episode 3",
            "songs -s 2 -e 1,99 --columns code --limit 1",
            "songs s1e4 -a shura",
            "songs t --columns code",
            "songs -s 1,9 --limit 1 --columns code",
            "episode s",
            "season one",
            "artist \"neon capital and kinck\" --columns artist",
            "song \"seven (taylor's version)\"",
            "song lucid --sort bananas",
            "songs --sort song:up",
            "songs s1e4 --format csv --columns code",
            "episode s2e8 --limit 1 --columns songs,placed",
            "artist wasia --format csv",
            "stats --format csv",
            "stats --artist \"the cure\" --season 1",
            "artists -s 1 -e 4",
        ],
    );
}

#[test]
fn words() {
    let own = format!("-c {FIXTURE} the moles --format plain --columns artist,songs");
    transcript(
        "words",
        &[
            "s2e3 --format csv --columns code,song -n 1",
            "promise -n 2 --columns code,song",
            "--columns artist,songs baby queen -n 2",
            "dance with me --columns song,artist",
            "snow --columns song,placements -n 1",
            "what was the song in the snow --columns song",
            "kiss -snow -n 1 --columns song",
            "heartstopper --columns title",
            "season 2 episode 3",
            &own,
            "-n 1 --columns song -- songs",
            "s9e9",
            "203",
            "baby queen --explain",
            "baby queen -s 1 --json",
            "baby queen --usage loud",
            "sonsg --columns song",
            "artits",
            "formats",
            "ls",
            "tui",
            "open seven",
            "tests/fixtures/harbour.json zug",
            "-s 2",
            "--show heartstopper --json --columns show",
        ],
    );
}

/// What people type first, and is not how it is written here.
#[test]
fn first_guesses() {
    transcript(
        "first-guesses",
        &[
            "songs -a Baby Queen",
            "stats -a Wolf Alice",
            "songs Taylor Swift",
            "songs heartstopper",
            "songs seven",
            "songs snow",
            "song s2e3",
            "song \"colors of you\"",
            "artist promise",
            "artists baby queen",
            "episode baby queen -n 3",
            "playlist taylor swift --to jspf",
            "playlist -s 1 --to spotify",
            "songs --no-spoilers s2e4",
            "songs --on-screen",
            "songs --csv",
            "songs --decade 60s",
            "songs --repeated",
            "songs --sung",
            "songs --limt 3",
            "songs --limit five",
            "songs --limit 0",
            "songs --width abc",
            "songs --season",
            "songs --json=yes",
            "songs --json --format csv",
            "songs --columns code, song -n 1",
            "songs --sort -length, song -n 1 --columns song",
            "songs s2e2 203",
            "songs 22",
            "song",
            "schema now",
        ],
    );
}

#[test]
fn every_query_in_help_finds_something() {
    let text = soundtrack("help query").answer();
    let questions = text.split("\n\n").nth(1).unwrap().lines();
    let questions: Vec<&str> = questions
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.split("  ").next().unwrap())
        .collect();
    assert!(questions.len() >= 8, "{text}");
    for question in questions {
        // Removes the quotes, as a shell does.
        let words: Vec<String> = match question.strip_prefix('\'') {
            Some(quoted) => vec![quoted.trim_end_matches('\'').to_owned()],
            None => super::words(question),
        };
        let run = super::Run::new(super::program().arg("search").args(words));
        assert_eq!(run.status, Some(0), "{question}");
    }
}

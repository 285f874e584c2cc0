//! Runs every command in every format and width on a catalog of hostile texts: the output must be correct,
//! safe for terminals and valid for the programs that read it.

#![allow(clippy::unwrap_used)]

use clap::ValueEnum;
use soundtrack::cli::Cli;
use soundtrack::out::Format;
use std::ffi::OsString;
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// Texts that try to control terminals, to break tables or to be read as something else.
const NASTY: &[&str] = &[
    "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{9d}x\u{9c}",
    "one\ntwo\r\nthree\rfour\tfive\u{b}six\u{c}seven\u{85}eight\u{2028}nine\u{2029}ten",
    "\u{202e}evil\u{202c} \u{2066}isolate\u{2069} \u{200e}left\u{200f}right\u{61c}",
    "in\u{200b}vis\u{2060}i\u{feff}b\u{ad}le\u{e0041}\u{e007f} \u{3164}\u{115f}",
    "del\u{7f} nul\u{0} bell\u{8}",
    "日本語の長い題名がここにあります、とても長い",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇬🇧 ❤️",
    "Z\u{351}\u{36b}\u{343}a\u{321}\u{489}l\u{328}go\u{315} e\u{301}\u{301}\u{301}",
    "क्षि हिन्दी ไทย ខ្មែរ தமிழ்",
    "שלום עולם مرحبا بالعالم \u{200f}!",
    "ｱｲｳｴｵ ＦＵＬＬ ﬁ ẞ İ",
    "=HYPERLINK(\"http://x\") +1 -1 @x ;,\t\"'",
    "| pipe | `code` *bold* [a](javascript:alert(1)) <script>alert(1)</script> &amp; \\",
    "ThisIsOneVeryLongWordThatNobodyCouldBreakAnywhereAndWhichIsWiderThanAnyColumnOfAnyTableInThisProgramIsLikelyToBe",
    "$(touch x) `id` %s %n ${HOME} ; rm -rf ~ \\x1b[31m \\u001b",
    "--help",
];

/// A catalog in which every text is hostile, and one of them very long.
fn catalog() -> (tempfile::TempDir, PathBuf) {
    let book = "tome ".repeat(2_000) + &"x".repeat(10_000);
    let nasty = |number: usize| NASTY[number % NASTY.len()];
    let json = |number: usize| serde_json::to_string(nasty(number)).unwrap();
    let entry = |number: usize| {
        let [a, b, c, d] = [0, 3, 5, 7].map(|step| json(number + step));
        let artist = format!(
            r#"{{"id": "a{number}", "name": {a}, "aliases": [{b}, {c}], "members": [{d}], "country": {c}, "note": {d}, "sources": ["s"]}}"#
        );
        let song = format!(
            r#"{{"id": "s{number}", "title": {b}, "credit": [{{"artist": "a{number}", "as": {a}, "join": {c}}}], "album": {d}, "aliases": [{c}], "note": {a}}}"#
        );
        let placement = format!(
            r#"{{"song": "s{number}", "scene": {c}, "characters": [{a}, {b}], "note": {d}, "sources": ["s"]}}"#
        );
        [artist, song, placement]
    };
    let entries: Vec<[String; 3]> = (0..NASTY.len()).map(entry).collect();
    let all = |part: usize| {
        let texts: Vec<&str> = entries.iter().map(|entry| entry[part].as_str()).collect();
        texts.join(",\n")
    };
    let text = format!(
        r#"{{"format": 1, "odd\u001bkey": 1, "show": {{"id": "x", "title": {}, "network": {}, "note": {}}},
  "sources": [{{"id": "s", "title": {}, "url": "https://example.org/a\u0027<b>"}}],
  "artists": [{}], "songs": [{}],
  "seasons": [{{"number": 1, "episodes": [
      {{"number": 1, "title": {}, "placements": [{}]}},
      {{"number": 2, "title": {}, "placements": []}}],
    "unplaced": [{{"song": "s1", "between": [1, 2], "scene": "{book}"}}, {{"song": "s2", "note": {}}}]}}]}}"#,
        json(0),
        json(1),
        json(2),
        json(4),
        all(0),
        all(1),
        json(3),
        all(2),
        json(5),
        json(6),
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("evil\u{1b}[31m\n.json");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

const COMMANDS: &[&[&str]] = &[
    &[],
    &["songs"],
    &["songs", "s1e1"],
    &["artists"],
    &["episodes"],
    &["seasons"],
    &["shows"],
    &["song", "s5"],
    &["artist", "a0"],
    &["episode", "s1e1"],
    &["season", "1"],
    &["show", "x"],
    &["a0"],
    &["no", "such", "words"],
    &["songs", "a0"],
    &["search", "tome"],
    &["search", "one", "evil"],
    &["search", "alert", "--explain"],
    &["stats"],
    &["gaps"],
    &["playlist", "--title", "\u{1b}]0;x\u{7}"],
    &["playlist", "--to", "m3u8", "--location-template", "/x/{artist}\u{202e}{title}"],
    &["playlist", "--to", "xspf", "--location-template", "https://example.com/{title}"],
    &["playlist", "--to", "jspf"],
    &["playlist", "--to", "tunemymusic"],
    &["playlist", "--to", "soundiiz", "--repeats", "keep"],
    &["page"],
    &["page", "--tell", "mailto:x@example.org?subject={song}%20{artist}&body={code}%20{json}"],
    &["page", "--to", "svg"],
    &["compare", "tests/fixtures/mine.txt"],
    &["compare", "\u{1b}[2Jno such"],
    &["songs", "--spreadsheet-safe"],
    &["check"],
    &["export", "\u{1b}[2Jno such"],
    &["song", "\u{1b}[2J\u{202e}no such"],
    &["songs", "--artist", "nobody\u{9b}"],
    &["songs", "s9e9\u{7}"],
    &["songs", "--sort", "\u{1b}"],
];

/// The names of all output formats.
fn formats() -> Vec<String> {
    let values = Format::value_variants().iter().map(|format| format.to_possible_value().unwrap());
    values.map(|value| value.get_name().to_owned()).collect()
}

/// The output of a run on both streams, and its exit status.
fn run(arguments: &[OsString]) -> (String, String, u8) {
    let program = OsString::from("soundtrack");
    let cli = Cli::read(std::iter::once(program).chain(arguments.iter().cloned())).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = match soundtrack::run(&cli, &mut out, &mut err) {
        Ok(()) => 0,
        Err(error) => {
            soundtrack::report(&error, cli.output.color, &mut err);
            error.exit_code()
        }
    };
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out), text(err), status)
}

/// Removes bold and dim type, the only escape sequences that the program writes here.
fn without_colour(text: &str) -> String {
    ["0;1", "0;2", "0;1;4", "0;33", "0;31", "0"]
        .map(|style| format!("\u{1b}[{style}m"))
        .iter()
        .fold(text.to_owned(), |text, code| text.replace(code, ""))
}

/// The first character that must not be in any output.
fn first_unsafe(text: &str) -> Option<char> {
    let is_harmful = |letter: &char| {
        matches!(letter, '\0'..='\t' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{e0000}'..='\u{e007f}')
    };
    text.chars().find(is_harmful)
}

fn is_rule(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|letter| letter == '─')
}

/// Checks that no line of a table, from the rule to the next empty line, is wider than the screen.
fn assert_fits(text: &str, width: u16, case: &str) {
    let lines: Vec<&str> = text.lines().collect();
    for (number, rule) in lines.iter().enumerate().filter(|(_, line)| is_rule(line)) {
        let below = lines[number + 1..].iter().take_while(|line| !line.is_empty());
        for line in below.chain([&lines[number - 1]]) {
            let room = rule.width().max(usize::from(width));
            assert!(line.width() <= room, "{case}: {line:?}\n{text}");
        }
    }
}

fn assert_readable(out: &str, format: &str, case: &str) {
    let is_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    match format {
        "json" => assert!(is_json(out), "{case}"),
        "jsonl" => assert!(out.lines().all(is_json), "{case}"),
        "csv" => {
            let mut reader = csv::Reader::from_reader(out.as_bytes());
            assert!(reader.records().all(|record| record.is_ok()), "{case}");
        }
        "tsv" => {
            let mut widths = out.lines().map(|line| line.split('\t').count());
            let first = widths.next();
            assert!(widths.all(|width| Some(width) == first), "{case}");
        }
        _ => {}
    }
}

/// Runs one of four shares of all combinations, so that the shares run in parallel.
fn sweep(share: usize) {
    let (_folder, path) = catalog();
    for command in COMMANDS.iter().skip(share).step_by(SHARES) {
        for format in &formats() {
            let format = format.as_str();
            for width in [0_u16, 1, 20, 40, 80, 200] {
                for colour in ["always", "never"] {
                    let width_text = width.to_string();
                    // These do not take `--format`; COMMANDS has the formats of playlists and pages.
                    let is_text = ["playlist", "page", "export"].contains(command.first().unwrap_or(&""));
                    if is_text && (format, width, colour) != ("table", 0, "never") {
                        continue;
                    }
                    let options = ["--format", format, "--width", &width_text, "--color", colour];
                    let options = if is_text { &[][..] } else { &options };
                    let mut arguments: Vec<OsString> = Vec::new();
                    arguments.extend(command.iter().chain(options).map(OsString::from));
                    arguments.extend(["--catalog".into(), path.clone().into()]);
                    let case = format!("{command:?} {options:?}");
                    let (out, err, status) = run(&arguments);
                    assert!(status <= 2, "{case}");
                    assert_eq!(first_unsafe(&without_colour(&err)), None, "{case}: {err}");
                    let plain = without_colour(&out);
                    assert!(colour == "always" || plain == out, "{case}: colour");
                    let is_separator = |letter: &char| format == "tsv" && *letter == '\t';
                    let harm = first_unsafe(&plain).filter(|letter| !is_separator(letter));
                    assert_eq!(harm, None, "{case}: {plain}");
                    if !is_text && (status < 2 || !out.is_empty()) {
                        assert_readable(&out, format, &case);
                    }
                    if format == "table" && width >= 20 {
                        assert_fits(&plain, width, &case);
                    }
                }
            }
        }
    }
}

const SHARES: usize = 4;

#[test]
fn all_output_is_safe_and_valid_first_share() {
    sweep(0);
}

#[test]
fn all_output_is_safe_and_valid_second_share() {
    sweep(1);
}

#[test]
fn all_output_is_safe_and_valid_third_share() {
    sweep(2);
}

#[test]
fn all_output_is_safe_and_valid_fourth_share() {
    sweep(3);
}

#[test]
fn json_preserves_hostile_texts() {
    let (_folder, path) = catalog();
    let catalog = ["--json".into(), "--catalog".into(), path.into()];
    let songs = ["songs".into(), "s1e1".into(), "--certainty".into(), "stated".into()];
    let (out, ..) = run(&[&songs[..], &catalog[..]].concat());
    let rows: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(rows.len(), NASTY.len());
    for (number, row) in rows.iter().enumerate() {
        assert_eq!(row["song"], NASTY[(number + 3) % NASTY.len()]);
        assert_eq!(row["scene"], NASTY[(number + 5) % NASTY.len()]);
    }
}

/// Sources of hostile texts: lines, cells, values, and what takes a reader long.
fn sources() -> Vec<(&'static str, String)> {
    let lines = |line: fn(&str, &str) -> String| {
        let pair = |number: usize| line(NASTY[number], NASTY[(number + 3) % NASTY.len()]);
        (0..NASTY.len()).map(pair).collect::<Vec<_>>()
    };
    let text =
        lines(|artist, title| format!("- \"{title}\" by {artist}\n{artist} - {title}\nArtist: {artist}"));
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["Season", "Episode", "Artist", "Song", "Scene"]).unwrap();
    let rows = NASTY.iter().zip(NASTY.iter().cycle().skip(5));
    rows.for_each(|(artist, title)| table.write_record(["1", "1", artist, title, title]).unwrap());
    let rows: Vec<serde_json::Value> = NASTY
        .iter()
        .map(|text| serde_json::json!({ "season": 1, "episode": 1, "artist": text, "song": text, *text: text }))
        .collect();
    let html = lines(|artist, title| format!("<h2>{artist}</h2><ul><li>\"{title}\" by {artist}<td><script>"));
    let heading = "Season 1, Episode 1\n";
    vec![
        ("lines.txt", format!("{heading}{}", text.join("\n"))),
        ("table.csv", String::from_utf8(table.into_inner().unwrap()).unwrap()),
        ("rows.json", serde_json::Value::from(rows).to_string()),
        ("page.html", format!("<!doctype html><h1>{heading}</h1>{}", html.concat())),
        ("deep.html", format!("{}<li>\"Ribs\" by Lorde", "<ul><li><table><tr><td><div>".repeat(3_000))),
        ("deep.json", format!("{}{}", "[{\"a\":".repeat(20_000), "1}]".repeat(20_000))),
        ("quotes.txt", format!("{heading}{}", "\"a\" by b, ".repeat(2_000))),
        ("dashes.txt", format!("{heading}{}", "x - ".repeat(4_000))),
        ("brackets.txt", format!("{heading}{}", "([{“".repeat(2_000))),
        ("word.txt", format!("{heading}\"{}\" by {}", "x".repeat(500_000), "y".repeat(500_000))),
    ]
}

#[test]
fn hostile_sources_are_safe_to_import() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = r#"{"format": 1, "show": {"id": "x", "title": "X"}, "seasons": [{"number": 1, "episodes": [{"number": 1}]}]}"#;
    let target = folder.path().join("x.json");
    for (name, text) in sources() {
        let source = folder.path().join(name);
        std::fs::write(&source, text).unwrap();
        let all: [&[&str]; 6] =
            [&["--write"], &[], &["--explain"], &["--diff"], &["--format", "tsv"], &["--json"]];
        let is_large = std::fs::metadata(&source).unwrap().len() > 10_000;
        for options in all.into_iter().take(if is_large { 1 } else { all.len() }) {
            std::fs::write(&target, catalog).unwrap();
            let mut arguments: Vec<OsString> = vec!["import".into(), source.clone().into()];
            arguments.extend(["--into".into(), target.clone().into()]);
            arguments.extend(["-s", "1", "-e", "1", "--scenes", "--color", "never"].map(OsString::from));
            arguments.extend(["--order", "artist-title"].iter().chain(options).map(OsString::from));
            let (out, err, status) = run(&arguments);
            let case = format!("{name} {options:?}");
            assert!(status <= 2, "{case}");
            for output in [out.replace('\t', " "), err] {
                assert_eq!(first_unsafe(&output), None, "{case}: {output}");
            }
            let now = std::fs::read_to_string(&target).unwrap();
            if options == ["--write"] {
                soundtrack::load::text("x.json", &now).unwrap();
                assert_eq!(first_unsafe(&now), None, "{case}");
            } else {
                assert_eq!(now, catalog, "{case}");
            }
        }
    }
}

/// Takes pages apart as browsers do: whatever the texts are, all elements, handlers and addresses are ours.
#[test]
fn a_page_has_only_our_elements_and_addresses() {
    let (_folder, path) = catalog();
    let tell = "mailto:x@example.org?subject={song}{artist}&body={code}{json}";
    let page = ["page".into(), "--tell".into(), tell.into(), "--catalog".into(), path.into()];
    let (html, ..) = run(&page);
    let known = "a b bdi body br button caption code dd details div dl dt figcaption figure footer h1 h2 h3 h4 head header html \
                 input label li line link main meta nav ol option p rect script search section select small span style \
                 summary svg table tbody td text th thead title tr ul";
    let known: Vec<&str> = known.split_whitespace().collect();
    for token in html5gum::Tokenizer::new(html.as_str()).flatten() {
        let html5gum::Token::StartTag(tag) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        assert!(known.contains(&name.as_str()), "<{name}>");
        for (key, value) in &tag.attributes {
            let (key, value) = (String::from_utf8_lossy(key), String::from_utf8_lossy(value));
            assert!(!key.starts_with("on") && key != "style" && key != "src", "<{name} {key}>");
            let schemes = ["#", "https://", "http://", "mailto:", "data:text/plain", "data:image/svg+xml,"];
            let is_ours = schemes.iter().any(|scheme| value.starts_with(scheme));
            assert!(key != "href" || is_ours, "<{name} {key}={value}>");
        }
    }
    assert_eq!(html.matches("<script").count(), 1);
}

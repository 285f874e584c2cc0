//! Tables of every origin.

use super::{lines, read};
use soundtrack::import::{self, Known, Options, Verdict, What};
use soundtrack::load;
use soundtrack::model::{Timecode, Usage};
use soundtrack::query::{PlacementFilter, Selection};
use std::process::Command;

/// Tables, and the songs that they name.
#[test]
fn columns_are_found_by_their_headings() {
    let cases: &[(&str, &[&str])] = &[
        ("season,episode,song,artist\n1,2,Ribs,Lorde\n", &["S01E02 Lorde - Ribs"]),
        ("Staffel;Folge;Interpret;Titel\n1;2;Lorde;Ribs\n", &["S01E02 Lorde - Ribs"]),
        ("Episode\tSong title\tPerformed by\nS01E02\tRibs\tLorde\n", &["S01E02 Lorde - Ribs"]),
        ("code,track name,artist name(s)\n1x02,Ribs,Lorde\n", &["S01E02 Lorde - Ribs"]),
        // The title of the episode is none of the song.
        ("Season,Episode,Title,Song,Artist\n1,2,Crush,Ribs,Lorde\n", &["S01E02 Lorde - Ribs"]),
        ("Season,Episode,Episode Title,Title,Artist\n1,2,Crush,Ribs,Lorde\n", &["S01E02 Lorde - Ribs"]),
        // A column of numbers holds no titles.
        (
            "Track,Name,Artist,Episode\n1,Ribs,Lorde,S01E02\n2,Team,Lorde,S01E02\n",
            &["S01E02 Lorde - Ribs", "S01E02 Lorde - Team"],
        ),
        // Wikipedia.
        ("No. in season,Song,Artist,Season\n2,Ribs,Lorde,1\n", &["S01E02 Lorde - Ribs"]),
        // A composer is no performer.
        (
            "Episode,Cue title,Composer\nS01E02,Chase,A. Writer\n",
            &["S01E02 Chase (unclear: no performer is named, only a composer)"],
        ),
        (
            "Artist,Song,Episode\n?,Ribs,S01E02\n",
            &["S01E02 ? - Ribs (unclear: the source does not know the song)"],
        ),
        (
            "Song,Artist,Episode\nRibs,Lorde,3\n",
            &["E03 Lorde - Ribs (unclear: which season is it? --season says it)"],
        ),
        (
            "Song,Artist,Episode\nRibs,Lorde,Crush\n",
            &["Lorde - Ribs (unclear: no episode is known as `Crush`)"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(lines(&read("list.txt", text, &Options::default())), *expected, "{text}");
    }
}

#[test]
fn a_place_that_is_written_once_counts_for_the_rows_below() {
    let text = "Season,Episode,Song,Artist\n1,2,Ribs,Lorde\n,,Team,Lorde\n,3,Tired,beabadoobee\n2,,Apple,A\n,1,Pear,B\n";
    let expected = [
        "S01E02 Lorde - Ribs",
        "S01E02 Lorde - Team",
        "S01E03 beabadoobee - Tired",
        "S02 A - Apple",
        "S02E01 B - Pear",
    ];
    assert_eq!(lines(&read("list.csv", text, &Options::default())), expected);
    // Rows that are headings.
    let text =
        "Song,Artist,Scene\nSeason 2,,\nEpisode 1: Out,,\nRibs,Lorde,\nEpisode 2,,\nTeam,Lorde,A dance\n";
    let reading = read("list.csv", text, &Options::default());
    assert_eq!(lines(&reading), ["S02E01 Lorde - Ribs", "S02E02 Lorde - Team"]);
    let what: Vec<What> = reading.lines.iter().map(|line| line.what).collect();
    use What::{Heading, Introduction, Song};
    assert_eq!(what, [Introduction, Heading, Heading, Song, Heading, Song]);
}

#[test]
fn a_cue_sheet_has_pairs_above_and_rows_that_continue_a_cue() {
    let text = "Series:,The Show,Episode #:,15\nSeason:,2,,\n,,,\nCue #,Title,Artist,Usage,Time in\n\
        1,Theme,A,MT,0:00:10\n,W Some Writer,,,\n2,Ribs,Lorde,BV,00:12:34:05\n3,Team,Lorde,VV,:45\n";
    let reading = read("cues.csv", text, &Options::default());
    assert_eq!(lines(&reading), ["S02E15 A - Theme", "S02E15 Lorde - Ribs", "S02E15 Lorde - Team"]);
    let times: Vec<Option<Timecode>> = reading.candidates.iter().map(|candidate| candidate.time).collect();
    assert_eq!(times, ["0:10", "12:34", "0:45"].map(|time| Some(time.parse().unwrap())));
    let usages: Vec<Option<Usage>> = reading.candidates.iter().map(|candidate| candidate.usage).collect();
    assert_eq!(usages, [Usage::OpeningTheme, Usage::Background, Usage::OnScreen].map(Some));
    assert_eq!(reading.lines.iter().filter(|line| line.what == What::About).count(), 1);
}

#[test]
fn the_options_say_what_the_source_does_not() {
    let text = "Song,Artist,Season,Episode\nRibs,Lorde,,\nTeam,Lorde,2,\nTired,beabadoobee,,7\n";
    let options = Options { season: Some(1), episode: Some(4), ..Options::default() };
    let expected = ["S01E04 Lorde - Ribs", "S02 Lorde - Team", "S02E07 beabadoobee - Tired"];
    assert_eq!(lines(&read("list.csv", text, &options)), expected);
}

#[test]
fn columns_can_be_named() {
    let map = |text: &str| Options { map: Some(text.parse().unwrap()), ..Options::default() };
    let text = "Composer,Notes,Work\nLorde,A dance,Ribs\n";
    let reading = read("list.csv", text, &map("title=Work,artist=composer,scene=B"));
    assert_eq!(lines(&reading), ["Lorde - Ribs"]);
    assert_eq!(reading.candidates[0].scene.as_deref(), Some("A dance"));
    // Without headings.
    assert_eq!(
        lines(&read("list.csv", "S01E02;Ribs;Lorde\n", &map("title=2,artist=C,episode=1"))),
        ["S01E02 Lorde - Ribs"]
    );
}

#[test]
fn what_is_wrong_with_columns_is_said() {
    let error = |text: &str| text.parse::<soundtrack::import::ColumnMap>().unwrap_err();
    assert!(error("title").starts_with("expected FIELD=COLUMN"));
    assert!(error("title=0").starts_with("expected FIELD=COLUMN"));
    assert!(error("name=2").starts_with("unknown field `name`: expected `title`"));
}

/// The list of the shipped catalog, as the program prints it.
fn own(format: &str) -> String {
    let arguments = ["songs", "-c", "data/heartstopper.json", "--format", format];
    let mut command = Command::new(env!("CARGO_BIN_EXE_soundtrack"));
    let output =
        command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn our_own_lists_are_read_with_all_places() {
    let path = format!("{}/data/heartstopper.json", env!("CARGO_MANIFEST_DIR"));
    let catalog = load::text("x.json", &std::fs::read_to_string(path).unwrap()).unwrap();
    let all = Selection::new(&catalog, &PlacementFilter::default(), &[]).unwrap().placements;
    let expected: Vec<String> = all
        .into_iter()
        .map(|id| {
            let placement = catalog.placement(id);
            let song = placement.song();
            let place = placement.place().to_string().replace('–', "-");
            let place = match place.strip_suffix('?') {
                Some(range) if placement.place().range().is_some() && !range.contains('-') => {
                    format!("{range}-{}", &range[3..])
                }
                other => other.unwrap_or(&place).trim().to_owned(),
            };
            format!("{place} {} - {}", song.credit(), song.title())
        })
        .collect();
    assert_eq!(expected.len(), 147);
    for format in ["csv", "tsv", "json", "jsonl", "markdown"] {
        assert_eq!(lines(&read("list", &own(format), &Options::default())), expected, "{format}");
    }
}

/// The preview, as people correct it.
#[test]
fn a_corrected_list_is_taken_as_it_is() {
    let text = "line\ttext\tseason\tepisode\tartist\tsong\tscene\ttime\tverdict\twhy\n\
        3\t\"Ribs\" by Lorde\t1\t2\tLorde\tRibs\tA dance\t1:23\tsure\t\n\
        4\tThe Cure Just Like Heaven\t1\t2\tThe Cure\tJust Like Heaven\t\t\tunclear\tcannot tell artist from title\n\
        5\tBaby Queen Colours\t1\t2\t\tBaby Queen Colours\t\t\tunclear\tcannot tell artist from title\n\
        6\tA - B\t\t\tA\tB\t\t\tlikely\ta dash\n";
    let reading = read("list.tsv", text, &Options::default());
    assert_eq!(
        lines(&reading),
        [
            "S01E02 Lorde - Ribs",
            "S01E02 The Cure - Just Like Heaven",
            "S01E02 Baby Queen Colours (unclear: no performer is named)",
            "A - B (likely: it was not certain in the list)",
        ]
    );
    assert_eq!(reading.candidates[0].text, "\"Ribs\" by Lorde");
    assert_eq!(reading.candidates[0].verdict, Verdict::Sure);
}

#[test]
fn objects_take_their_place_from_those_around_them() {
    let cases = [
        r#"[{"song":"Ribs","artist":"Lorde","season":1,"episode":2}]"#,
        "{\"title\":\"Ribs\",\"artists\":[\"Lorde\"],\"code\":\"S01E02\"}\n",
        r#"{"seasons":[{"number":1,"title":"First","episodes":[{"number":2,"title":"Crush","songs":[{"title":"Ribs","artist":{"name":"Lorde"}}]}]}]}"#,
        r#"{"season":1,"episodes":[{"episode":2,"songs":[{"track":{"name":"Ribs","artist":"Lorde"}}]}]}"#,
    ];
    for text in cases {
        assert_eq!(lines(&read("list", text, &Options::default())), ["S01E02 Lorde - Ribs"], "{text}");
    }
}

#[test]
fn tables_of_web_pages_and_markdown_are_read() {
    let html = "<!DOCTYPE html><p>Songs<table><tr><th>Episode<th>Song<th>Artist\
        <tr><td rowspan=2>S01E02<td>Ribs<td>Lorde<tr><td>Team<td>Lorde</table>";
    let markdown = "# Songs\n\n| Episode | Song | Artist |\n|---|---|---|\n| S01E02 | Ribs | Lorde |\n| | Team | Lorde |\n";
    for (text, kind) in [(html, "a web page"), (markdown, "Markdown")] {
        let reading = read("list", text, &Options::default());
        assert_eq!(reading.kind, kind);
        assert_eq!(lines(&reading), ["S01E02 Lorde - Ribs", "S01E02 Lorde - Team"]);
    }
}

#[test]
fn many_rows_and_hostile_ones_are_read() {
    let text = "season,episode,song,artist\n".to_owned() + &"1,2,Ribs,Lorde\n".repeat(20_000);
    assert_eq!(read("list.csv", &text, &Options::default()).candidates.len(), 20_000);
    for part in [
        "\"",
        ",",
        "|",
        "[",
        "{\"a\":",
        "song,artist\n",
        "|a|b|\n|-|-|\n",
        "```\n",
        "<table>",
        "&",
        "1,",
        "\t",
    ] {
        let _ =
            import::read("list.csv", part.repeat(5_000).as_bytes(), &Known::default(), &Options::default());
    }
}

#[test]
fn a_heading_that_no_column_has_is_named_with_those_that_there_are() {
    for (text, expected) in [
        ("Cue,Who\nRibs,Lorde\nSofia,Clairo\n", "no column is called `Songs`; there are `Cue` and `Who`"),
        (
            "Title,Artist\nRibs,Lorde\nSofia,Clairo\n",
            "no column is called `Songs`; there are `Title` and `Artist`",
        ),
    ] {
        let options = Options { map: Some("title=Songs".parse().unwrap()), ..Options::default() };
        assert_eq!(read("list.csv", text, &options).notes, [expected], "{text}");
    }
}

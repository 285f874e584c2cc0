//! The browser shows what the commands print.

use super::{PLAIN, cli, heartstopper, output, two_shows};
use soundtrack::browse::rows::{List, RowId, Rows};
use soundtrack::browse::worker::{Question, lines};
use soundtrack::cli::Command;
use soundtrack::model::Catalog;
use soundtrack::query::PlacementFilter;
use soundtrack::view::Sort;
use std::fmt::Write;

/// What a command prints.
fn printed(line: &str) -> String {
    let cli = cli(line);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let _ = soundtrack::run(&cli, &mut out, &mut err);
    String::from_utf8(out).unwrap()
}

fn filter(options: &str) -> PlacementFilter {
    match cli(&format!("songs{options}")).command {
        Some(Command::Songs(songs)) => songs.filter,
        _ => unreachable!(),
    }
}

/// The ids of rows, as the first column of their command in CSV.
fn ids(catalog: &Catalog, rows: &Rows) -> String {
    let mut text = String::new();
    for row in 0..rows.len() {
        let id = match rows.id(row).unwrap() {
            RowId::Placement(id) => catalog.placement(id).song().slug(),
            RowId::Artist(id) => catalog.artist(id).slug(),
            RowId::Episode(id) => &catalog.episode(id).code().to_string(),
            RowId::Show(id) => catalog.show(id).slug(),
        };
        let is_empty_gap = matches!((rows, rows.id(row)), (Rows::Gaps(_), Some(RowId::Episode(_))));
        writeln!(text, "{}", if is_empty_gap { "\"\"" } else { id }).unwrap();
    }
    text
}

#[test]
fn rows_are_those_of_the_commands() {
    let catalog = two_shows();
    let filters = [
        "",
        " --season 2",
        " --certainty stated",
        " --usage background",
        " --artist beabadoobee",
        " --query kiss",
    ];
    let lists = [
        (List::Songs, "songs", "song_id", ["", "song", "length"]),
        (List::Artists, "artists", "artist_id", ["", "artist", "placement_count"]),
        (List::Episodes, "episodes", "code", ["", "episode_title", "song_count"]),
        (List::Gaps, "gaps", "song_id", ["", "song", "code"]),
        (List::Shows, "shows", "show", ["", "show_title", "song_count"]),
    ];
    for (list, command, key, sorts) in lists {
        for options in filters {
            for (sort, is_descending) in sorts.into_iter().zip([false, false, true]) {
                let filter = filter(options);
                let descending = is_descending && !sort.is_empty();
                let sort: Vec<Sort> = (!sort.is_empty())
                    .then(|| Sort { key: sort.to_owned(), descending })
                    .into_iter()
                    .collect();
                let option =
                    sort.first().map(|s| format!(" --sort={}{}", if descending { "-" } else { "" }, s.key));
                let question = Question { list, filter, sort: sort.clone(), ..Question::default() };
                let (rows, _) = Rows::find(&catalog, &question, &false.into()).unwrap();
                let rows = rows.sorted(&catalog, &sort).unwrap();
                let line = format!(
                    "{command} -c builtin -c tests/fixtures/harbour.json --format csv --no-header --columns {key}{options}{}",
                    option.unwrap_or_default()
                );
                assert_eq!(ids(&catalog, &rows), printed(&line), "{line}");
            }
        }
    }
}

#[test]
fn hits_are_those_of_search() {
    let catalog = heartstopper();
    for text in
        ["snow", "the song in the snow", "prom", "artist:queen", "kisss", "baby queen -kiss", "season:2 kiss"]
    {
        let question = Question { text: text.to_owned(), ..Question::default() };
        let (rows, _) = Rows::find(&catalog, &question, &false.into()).unwrap();
        let line = format!("search -c builtin --format csv --no-header --columns song_id {text}");
        assert_eq!(ids(&catalog, &rows), printed(&line), "{line}");
    }
}

/// The text of a card in the browser.
fn card(catalog: &Catalog, row: RowId, width: u16) -> String {
    let lines = lines(catalog, row, width, PLAIN, &output());
    let text = |line: &Vec<soundtrack::browse::draw::text::Piece>| {
        line.iter().map(|piece| piece.text.as_str()).collect::<String>() + "\n"
    };
    lines.iter().map(text).collect()
}

#[test]
fn cards_are_those_of_the_commands() {
    let catalog = heartstopper();
    let mut rows = Vec::new();
    for show in catalog.shows() {
        rows.push((RowId::Show(show.id()), format!("show {}", show.slug())));
        for episode in show.seasons().flat_map(|season| season.episodes()) {
            rows.push((RowId::Episode(episode.id()), format!("episode {}", episode.code())));
        }
        for song in show.songs().map(|song| catalog.song(song)) {
            let placement = song.placements().next().unwrap();
            rows.push((RowId::Placement(placement.id()), format!("song {}", song.slug())));
        }
    }
    for artist in catalog.artists().filter(|artist| artist.shows().next().is_some()) {
        rows.push((RowId::Artist(artist.id()), format!("artist {}", artist.slug())));
    }
    assert!(rows.len() > 250);
    let app_catalog = heartstopper();
    for width in [38, 46, 64] {
        for (row, command) in &rows {
            let cli = cli(&format!("{command} --width {width}"));
            let mut err = Vec::new();
            let app = soundtrack::app::App::new(&cli, &mut err);
            app.keep(heartstopper_again(&app_catalog));
            let answer = soundtrack::commands::answer(&app).unwrap();
            let soundtrack::answer::Content::View(view) = answer.content else { unreachable!() };
            let mut out = Vec::new();
            let terminal = soundtrack::out::Terminal {
                width: Some(width),
                color: false,
                hyperlinks: false,
                unicode: true,
            };
            cli.output().write(&view, &terminal, &mut out).unwrap();
            assert_eq!(card(&catalog, *row, width), String::from_utf8(out).unwrap(), "{command} at {width}");
        }
    }
}

fn heartstopper_again(_: &Catalog) -> Catalog {
    heartstopper()
}

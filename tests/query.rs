//! Tests of filters, episode notations, counts and finding by name.

#![allow(clippy::unwrap_used)]

use clap::{Args, FromArgMatches};
use proptest::prelude::*;
use soundtrack::load;
use soundtrack::model::{Catalog, Certainty, EpisodeCode, PlacementId};
use soundtrack::query::{Notation, Numbers, PlacementFilter, Selection, counts, lookup};

fn harbour() -> Catalog {
    load::text("harbour.json", include_str!("fixtures/harbour.json")).unwrap()
}

fn heartstopper() -> Catalog {
    load::text("heartstopper.json", include_str!("../data/heartstopper.json")).unwrap()
}

/// Parses options into a filter.
fn filter(options: &[&str]) -> PlacementFilter {
    let command = PlacementFilter::augment_args(clap::Command::new("test").no_binary_name(true));
    PlacementFilter::from_arg_matches(&command.get_matches_from(options)).unwrap()
}

fn select(catalog: &Catalog, episodes: &[&str], options: &[&str]) -> Result<Selection, String> {
    let words: Vec<String> = episodes.iter().map(|text| (*text).to_owned()).collect();
    let wanted = Notation::parse_all(&words).unwrap();
    Selection::new(catalog, &filter(options), &wanted).map_err(|error| error.to_string())
}

/// Each selected placement as `place song`.
fn found(catalog: &Catalog, episodes: &[&str], options: &[&str]) -> Vec<String> {
    let describe = |id: &PlacementId| {
        let placement = catalog.placement(*id);
        format!("{} {}", placement.place(), placement.song().slug())
    };
    select(catalog, episodes, options).unwrap().placements.iter().map(describe).collect()
}

const ALL: [&str; 5] = [
    "S00E01 harbour-theme",
    "S01E01 harbour-theme",
    "S01E01 zug",
    "S01E01–E02? night-train",
    "S01 ? night-train-remix",
];

#[test]
fn without_filters_all_placements_are_found_in_broadcast_order() {
    assert_eq!(found(&harbour(), &[], &[]), ALL);
}

#[test]
fn unplaced_songs_belong_to_their_season_and_perhaps_to_each_episode() {
    let catalog = harbour();
    assert_eq!(found(&catalog, &[], &["--season", "1"]), ALL[1..]);
    assert_eq!(found(&catalog, &["s1"], &[]), ALL[1..]);
    assert_eq!(found(&catalog, &["s0-s1"], &[]), ALL);
    assert_eq!(found(&catalog, &["s1e1"], &[]), ALL[1..]);
    assert_eq!(found(&catalog, &[], &["-s", "1", "-e", "1"]), ALL[1..]);
    assert_eq!(found(&catalog, &["s0e1..s1e2"], &[]), ALL);
    assert_eq!(found(&catalog, &["tide", "christmas"], &[]), ALL, "titles, in broadcast order");
    assert_eq!(found(&catalog, &["s0e1..s1e1"], &["--certainty", "stated"]), ALL[..3]);
}

#[test]
fn what_may_play_in_an_episode_is_selected_and_counted() {
    let catalog = harbour();
    let uncertain =
        |episode: &str, options: &[&str]| select(&catalog, &[episode], options).unwrap().uncertain(&catalog);
    assert_eq!(found(&catalog, &["s1e2"], &[]), ALL[3..]);
    assert_eq!(uncertain("s1e2", &[]), 2);
    assert_eq!(found(&catalog, &["s1e2"], &["--certainty", "range"]), ALL[3..4]);
    assert!(found(&catalog, &["s1e2"], &["--certainty", "stated"]).is_empty());
    assert_eq!(uncertain("s1e2", &["-a", "baby queen"]), 0, "other filters hold");
    assert_eq!(uncertain("s0e1", &[]), 0, "songs of another season");
    assert_eq!(uncertain("s1", &[]), 0, "they are in the season");
}

#[test]
fn a_number_without_a_season_names_an_episode_if_only_one_can_be_meant() {
    let codes = |text: &str, options: &[&str]| {
        let catalog = heartstopper();
        let selection = select(&catalog, &[text], options)?;
        let episodes = selection.scope.episodes.iter().map(|&id| catalog.episode(id).code().to_string());
        Ok(episodes.collect::<Vec<_>>().join(" "))
    };
    assert_eq!(codes("e20", &[]), Ok("S03E04".to_owned()), "counted, as no season has so many");
    assert_eq!(codes("[Group] Heartstopper - 20 [1080p].mkv", &[]), Ok("S03E04".to_owned()));
    assert_eq!(codes("e5", &["-s", "2"]), Ok("S02E05".to_owned()));
    assert_eq!(codes("e25", &[]), Err("there is no episode 25".to_owned()));
    let several = "episode 5 is ambiguous: it could be `S01E05`, `S02E05` or `S03E05`";
    assert_eq!(codes("Heartstopper - 05.mkv", &[]), Err(several.to_owned()));
    assert_eq!(found(&harbour(), &["e2"], &[]), ALL[3..], "specials are not counted");
}

#[test]
fn an_artist_is_found_by_any_name_and_in_any_role() {
    let catalog = harbour();
    for name in ["Eva Noël", "eva noel", "evchen", "E. Noël", "eva-noel", "Noël"] {
        assert_eq!(found(&catalog, &[], &["-a", name]), ALL, "{name}: composer, credited, or both");
    }
    for name in ["The Moles", "bo mole", "ADA MOLE", "the mo"] {
        assert_eq!(found(&catalog, &[], &["-a", name]), [ALL[0], ALL[1], ALL[2], ALL[4]], "{name}");
    }
    let together = "e noel and baby queen feat the moles";
    assert_eq!(found(&catalog, &[], &["-a", together]), ALL[2..3], "all of a credit: its songs");
    assert_eq!(found(&catalog, &[], &["-a", "BQ"]), ALL[2..3]);
    assert_eq!(found(&catalog, &[], &["-a", "BQ", "-a", "bo mole"]).len(), 4, "either of them");
    assert_eq!(select(&catalog, &[], &["-a", "nobody"]).unwrap_err(), "no artist is called `nobody`");
}

#[test]
fn open_ranges_without_episodes_are_named_by_their_beginning() {
    for (range, message) in [
        ("s9..", "there is no season from 9 on"),
        ("s9e2..", "there is no episode from S09E02 on"),
        ("s8-s9", "there is no season from 8 to 9"),
    ] {
        assert_eq!(select(&harbour(), &[range], &[]).unwrap_err(), message);
    }
}

#[test]
fn filters_select_songs() {
    let catalog = harbour();
    assert_eq!(found(&catalog, &[], &["--usage", "on-screen"]), ALL[2..3]);
    assert_eq!(found(&catalog, &[], &["--usage", "on-screen,opening-theme"]), ALL[..3]);
    assert_eq!(found(&catalog, &[], &["--origin", "score"]), ALL[..2]);
    assert_eq!(found(&catalog, &[], &["--certainty", "season"]), ALL[4..]);
    assert_eq!(
        found(&catalog, &[], &["--origin", "score", "--season", "0"]),
        ALL[..1],
        "all filters hold at once"
    );
}

#[test]
fn counts_follow_the_filters() {
    let catalog = harbour();
    let selection = select(&catalog, &[], &["--usage", "opening-theme"]).unwrap();
    let artists = counts::artists(&catalog, &selection);
    let named = |row: &counts::Counts<_>| {
        (catalog.artist(row.id).name().to_owned(), row.songs, row.placements, row.episodes)
    };
    let rows: Vec<_> = artists.iter().map(named).collect();
    assert_eq!(
        rows,
        [("Eva Noël".to_owned(), 1, 2, 2), ("The Moles".to_owned(), 1, 2, 2)],
        "by name, one song twice"
    );
    let episodes = |with_songs_only| {
        counts::episodes(&catalog, &selection, with_songs_only)
            .iter()
            .map(|row| row.songs)
            .collect::<Vec<_>>()
    };
    assert_eq!(episodes(false), [1, 1, 0]);
    assert_eq!(episodes(true), [1, 1]);
}

#[test]
fn the_last_place_of_an_artist_is_a_stated_one_if_possible() {
    let catalog = harbour();
    let selection = select(&catalog, &[], &[]).unwrap();
    let artists = counts::artists(&catalog, &selection);
    let eva = artists.iter().find(|row| catalog.artist(row.id).slug() == "eva-noel").unwrap();
    let place = |id: Option<PlacementId>| catalog.placement(id.unwrap()).place().to_string();
    assert_eq!((place(eva.first), place(eva.last)), ("S00E01".to_owned(), "S01E01".to_owned()));
}

#[test]
fn a_prefix_of_several_names_is_ambiguous() {
    let catalog = heartstopper();
    let found = lookup::artists(&catalog, "ba").unwrap();
    assert_eq!(found.items.len(), 4);
    let label = |id| catalog.artist(id).name().to_owned();
    let error = lookup::unambiguous("artist", "ba", found, label).unwrap_err();
    assert_eq!((error.to_string().as_str(), error.exit_code()), ("`ba` matches 4 artists", 2));
    let whole = lookup::artists(&catalog, "beabadoobee").unwrap();
    assert_eq!(lookup::unambiguous("artist", "beabadoobee", whole, label).unwrap().len(), 1);
}

/// Shows and titles of episodes with numbers of their own.
const SHOWS: &[&str] =
    &["Heartstopper", "The 100", "9-1-1", "24", "Babylon 5", "[Group] Show (2022)", "Area 88 S"];
const TITLES: &[&str] = &[
    "7 Minutes",
    "7th Heaven",
    "10 Little Things",
    "24-7",
    "9-1-1",
    "5.1 surround",
    "4K",
    "1080p",
    "2001 - A Space",
    "2 Become 1",
    "Season 3 Recap",
    "S02E01 Revisited",
    "2x01 Revisited",
    "e5 Rising",
    "E5 Rising, Again",
    "Episode 4",
    "Part 2",
    "Chapter 3 - 7 Minutes",
    "to 5",
    "and 4 more",
    "x264",
    "Catch-22",
];

proptest! {
    #[test]
    fn parsing_any_text_as_a_notation_does_not_panic(text in "\\PC{0,24}") {
        let _ = Notation::parse(&text);
        let _ = text.parse::<Numbers>();
    }

    #[test]
    fn printed_numbers_parse_to_the_same_numbers(text in "([0-9]{1,3}(-[0-9]{0,3})?,){0,3}-?[0-9]{1,3}") {
        if let Ok(numbers) = text.parse::<Numbers>() {
            prop_assert_eq!(numbers.to_string().parse::<Numbers>(), Ok(numbers));
        }
    }

    #[test]
    fn every_episode_is_found_by_every_notation(season in 0_u16..120, episode in 0_u16..1500) {
        for text in [
            format!("S{season:02}E{episode:02}"),
            format!("s{season}e{episode}"),
            format!("season {season} episode {episode}"),
            format!("s{season:02}.e{episode:02}.1080p.mkv"),
        ] {
            let code = EpisodeCode { season, episode };
            let [Notation::Range { range, .. }] = &Notation::parse(&text).unwrap()[..] else { panic!("{text}") };
            prop_assert_eq!((range.first, range.last), (code, code), "{}", text);
        }
    }

    #[test]
    fn a_title_behind_an_episode_in_a_name_is_no_part_of_it(
        show in prop::sample::select(SHOWS), to_code in prop::sample::select(&[" - ", " – ", "."]),
        code in prop::sample::select(&["S02E03", "s2e3", "2x03", "S02.E03", "S02E03v2", "2x03a", "S02E03END", "Season 2 Episode 3"]),
        to_title in prop::sample::select(&[" - ", " – ", " — ", " ~ "]),
        title in prop::strategy::Union::new([prop::sample::select(TITLES).prop_map(str::to_owned).boxed(), "[0-9]{1,4}".boxed(), "[0-9]{1,4} Minutes".boxed()]),
        ending in prop::sample::select(&["", ".mkv", " [1080p].mkv", " (720p) [x264].mp4", ".1080p.WEB-DL.H264-GRP.mkv"]),
    ) {
        for text in [format!("{show}{to_code}{code}{to_title}{title}{ending}"), format!("/tv/{show}/Season 2/{show}{to_code}{code}{to_title}{title}{ending}")] {
            let found = Notation::parse(&text);
            let Ok([Notation::Range { range, rest, .. }]) = found.as_deref() else { panic!("{text}: {found:?}") };
            let code = EpisodeCode { season: 2, episode: 3 };
            prop_assert_eq!((range.first, range.last, rest.as_str()), (code, code, ""), "{}", text);
        }
    }

    #[test]
    fn two_episodes_in_a_name_are_read_whole(
        show in prop::sample::select(SHOWS), code in prop::sample::select(&["S02E03", "2x03", "S02E03v2"]),
        joint in prop::sample::select(&["", "-", "_", ".", " ", "+", "&", " - ", ".-.", "_-_", ".to.", " and ", ".and.", " & ", ", "]),
        next in prop::sample::select(&["E04", "e04", "x04", "E4v2"]),
        ending in prop::sample::select(&["", ".mkv", " [1080p].mkv", ".1080p.WEB.mkv", " - 7 Minutes.mkv", " - Kiss"]),
    ) {
        let text = format!("{show} - {code}{joint}{next}{ending}");
        let found = Notation::parse(&text).unwrap();
        let codes: Vec<EpisodeCode> = found.iter().flat_map(|one| match one {
            Notation::Range { range, .. } => [range.first, range.last],
            other => panic!("{text}: {other:?}"),
        }).collect();
        let [third, fourth] = [3, 4].map(|episode| EpisodeCode { season: 2, episode });
        prop_assert!(codes == [third, fourth] || codes == [third, third, fourth, fourth], "{}: {:?}", text, codes);
    }

    #[test]
    fn certainties_partition_every_selection(season in "[1-3]", artist in prop::option::of("(baby queen|mxmtoon|girl in red)")) {
        let catalog = heartstopper();
        let mut options = vec!["--season".to_owned(), season];
        options.extend(artist.into_iter().flat_map(|artist| ["--artist".to_owned(), artist]));
        let with = |more: &[&str]| -> Vec<PlacementId> {
            let options: Vec<&str> = options.iter().map(String::as_str).chain(more.iter().copied()).collect();
            select(&catalog, &[], &options).unwrap().placements
        };
        let mut parts: Vec<PlacementId> = Vec::new();
        for certainty in [Certainty::Stated, Certainty::Range, Certainty::Season] {
            parts.extend(with(&["--certainty", &certainty.to_string()]));
        }
        parts.sort();
        prop_assert_eq!(parts, with(&[]));
    }
}

#[test]
fn titles_and_shows_of_several_words_need_no_quotes() {
    let catalog = harbour();
    assert_eq!(found(&catalog, &["harbour", "lights", "s1e1"], &[]), found(&catalog, &["s1e1"], &[]));
    assert_eq!(found(&catalog, &["christmas", "special"], &[]), found(&catalog, &["s0e1"], &[]));
    let message = select(&catalog, &["taylor", "swift"], &[]).unwrap_err();
    assert_eq!(message, "no episode is called `taylor swift`");
}

#[test]
fn an_episode_is_found_by_the_day_on_which_it_was_shown() {
    let catalog = harbour();
    for text in ["2021-05-02", "Harbour.Lights.2021.05.02.720p.mkv", "harbour lights 2021-05-02"] {
        assert_eq!(found(&catalog, &[text], &[]), found(&catalog, &["s1e1"], &[]), "{text}");
    }
    let message = select(&catalog, &["2021-05-03"], &[]).unwrap_err();
    assert_eq!(message, "no episode was first shown on 2021-05-03");
    assert_eq!(select(&catalog, &["Other.2021.05.02.mkv"], &[]).unwrap_err(), "no show is called `Other`");
}

#[test]
fn a_notation_is_read_as_a_whole_or_refused() {
    let catalog = harbour();
    for text in
        ["s1e1 tide", "harbour lights s1e1 tide", "Harbour Lights - S01E01 - Whatever", "s1e1 - 02.mkv"]
    {
        assert_eq!(found(&catalog, &[text], &[]), found(&catalog, &["s1e1"], &[]), "{text}");
    }
    for text in ["s1e1 snow", "harbour lights s1e1 snow", "s1e1 then s1e2"] {
        assert!(select(&catalog, &[text], &[]).unwrap_err().contains("as an episode or its title"), "{text}");
    }
}

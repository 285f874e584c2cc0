//! What a source adds to a catalog file, and what it leaves for a person.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::{Value, json};
use soundtrack::edit;
use soundtrack::import::{Candidate, EpisodeFact, SourcePlace, Verdict};
use soundtrack::load;
use soundtrack::merge::{Action, Citation, Plan, Take, plan, plan_episodes};
use soundtrack::playlist::Track;

/// A show of two seasons. `Ribs` plays in S01E01, `Seven` in S01E02 and is unplaced in season 2.
fn file() -> Value {
    json!({
        "format": 1,
        "show": { "id": "show", "title": "The Show" },
        "sources": [{ "id": "page", "title": "Every song", "url": "https://example.com/page" }],
        "artists": [
            { "id": "lorde", "name": "Lorde" },
            { "id": "birdy", "name": "Birdy" },
            { "id": "rhodes", "name": "Rhodes" },
            { "id": "earth-wind-and-fire", "name": "Earth, Wind & Fire" },
            { "id": "long", "name": "Alexia Gredy", "aliases": ["A. Gredy"] }
        ],
        "songs": [
            { "id": "ribs", "title": "Ribs", "credit": [{ "artist": "lorde" }], "length": "4:18" },
            { "id": "seven", "title": "Seven", "credit": [{ "artist": "birdy" }], "album": "Young" },
            { "id": "plus", "title": "Un peu plus souvent", "credit": [{ "artist": "long" }] }
        ],
        "seasons": [
            { "number": 1, "episodes": [
                { "number": 1, "title": "One", "placements": [
                    { "song": "ribs", "scene": "At the lake.", "sources": ["page"] },
                    { "song": "plus", "time": "20:00", "sources": ["page"] }
                ] },
                { "number": 2, "placements": [{ "song": "seven", "sources": ["page"] }] },
                { "number": 3 }
            ] },
            { "number": 2, "episodes": [{ "number": 1, "title": "Episode 1" }, { "number": 3 }, { "number": 4 }],
              "unplaced": [
                  { "song": "seven", "between": [1, 3], "note": "In the credits.", "x-mark": true, "sources": ["page"] },
                  { "song": "ribs" }
              ] }
        ]
    })
}

/// A song in an episode; season 0 stands for none.
fn song(artist: &str, title: &str, season: u16, episode: Option<u16>) -> Candidate {
    let place = SourcePlace { season: (season > 0).then_some(season), episode, between: None };
    let track = Track { artist: artist.to_owned(), title: title.to_owned(), ..Track::default() };
    Candidate { track, place, ..Candidate::default() }
}

fn planned(file: &Value, candidates: &[Candidate], source: &str, take: &[Take]) -> Plan {
    let text = file.to_string();
    let catalog = load::text("file", &text).unwrap();
    plan(&catalog, file, candidates, &Citation::find(file, source, source, None), take)
}

/// The file with the changes of a plan, which must be valid.
fn changed(file: &Value, plan: &Plan) -> Value {
    let text = edit::apply(&file.to_string(), &plan.changes).unwrap();
    load::text("changed", &text).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Imports from a new source called `new.txt`; a second import must change nothing.
fn imported(candidates: &[Candidate], take: &[Take]) -> (Value, Plan) {
    let file = file();
    let first = planned(&file, candidates, "new.txt", take);
    let after = changed(&file, &first);
    let second = planned(&after, candidates, "new.txt", take);
    assert!(second.changes.is_empty(), "{:?}", second.changes);
    assert_eq!(second.count(Action::Leave), first.count(Action::Leave));
    (after, first)
}

fn placements(file: &Value, season: usize, episode: usize) -> Vec<&str> {
    let list = &file["seasons"][season]["episodes"][episode]["placements"];
    list.as_array().into_iter().flatten().map(|placement| placement["song"].as_str().unwrap()).collect()
}

/// The action and the reason for one candidate.
fn outcome(candidate: Candidate) -> (Action, String) {
    let (_, plan) = imported(&[candidate], &[]);
    (plan.outcomes[0].action, plan.outcomes[0].why.clone())
}

#[test]
fn a_new_song_stands_behind_the_one_that_the_source_has_before_it() {
    let list = [
        song("Lorde", "Ribs", 1, Some(1)),
        song("Clairo", "Sofia", 1, Some(1)),
        song("Alexia Gredy", "Un peu plus souvent", 1, Some(1)),
        song("Clairo", "Bags", 1, Some(1)),
    ];
    let (after, plan) = imported(&list, &[]);
    assert_eq!(placements(&after, 0, 0), ["ribs", "sofia", "plus", "bags"]);
    assert_eq!((plan.artists, plan.songs, plan.count(Action::Add)), (1, 2, 2));
    assert_eq!(after["artists"][5], json!({ "id": "clairo", "name": "Clairo", "sources": ["new-txt"] }));
    assert_eq!(after["sources"][1], json!({ "id": "new-txt", "title": "new.txt" }));
    assert_eq!(after["seasons"][0]["episodes"][0]["placements"][0]["sources"], json!(["page", "new-txt"]));
    // Before the first one that the source has behind it.
    let list = [song("Clairo", "Sofia", 1, Some(2)), song("Birdy", "Seven", 1, Some(2))];
    assert_eq!(placements(&imported(&list, &[]).0, 0, 1), ["sofia", "seven"]);
    let list = [song("Clairo", "Sofia", 1, Some(3)), song("Clairo", "Bags", 1, Some(3))];
    assert_eq!(placements(&imported(&list, &[]).0, 0, 2), ["sofia", "bags"]);
}

#[test]
fn a_song_in_another_place_is_left_or_moved() {
    let leave = |artist, title, season, episode| {
        let (action, why) = outcome(song(artist, title, season, Some(episode)));
        assert_eq!(action, Action::Leave);
        why
    };
    assert_eq!(leave("Lorde", "Ribs", 1, 3), "the file has it in S01E01");
    assert_eq!(leave("Lorde", "Ribs", 1, 9), "the file has no episode S01E09");
    assert_eq!(leave("Lorde", "Ribs", 3, 1), "the file has no season 3");
    assert_eq!(leave("Birdy", "Seven", 2, 4), "the file has it between episodes 1 and 3");
    assert_eq!(leave("Birdy", "Seven", 0, 4), "which season is it? --season says it");
    let (after, plan) = imported(&[song("Lorde", "Ribs", 1, Some(3))], &[Take::Elsewhere]);
    assert_eq!((plan.count(Action::Add), placements(&after, 0, 2)), (1, vec!["ribs"]));
    let (after, plan) = imported(&[song("Birdy", "Seven", 2, Some(1))], &[]);
    assert_eq!(plan.outcomes[0].action, Action::Move);
    let moved =
        json!({ "song": "seven", "note": "In the credits.", "x-mark": true, "sources": ["page", "new-txt"] });
    assert_eq!(after["seasons"][1]["episodes"][0]["placements"], json!([moved]));
    assert_eq!(after["seasons"][1]["unplaced"], json!([{ "song": "ribs" }]));
}

#[test]
fn a_season_alone_places_a_song_in_the_season() {
    let (after, _) = imported(&[song("Clairo", "Sofia", 2, None), song("Lorde", "Ribs", 2, None)], &[]);
    let unplaced = &after["seasons"][1]["unplaced"];
    assert_eq!(unplaced[1], json!({ "song": "sofia", "sources": ["new-txt"] }));
    assert_eq!(unplaced[2], json!({ "song": "ribs", "sources": ["new-txt"] }));
    // The source does not say which episode: the song is cited, not the placement.
    let (after, _) = imported(&[song("Birdy", "Seven", 1, None)], &[]);
    assert_eq!(after["songs"][1]["sources"], json!(["new-txt"]));
    assert_eq!(after["seasons"][0]["episodes"][1]["placements"][0]["sources"], json!(["page"]));
}

#[test]
fn versions_and_misspellings_are_left() {
    let why = |artist, title| outcome(song(artist, title, 1, Some(3))).1;
    assert_eq!(why("Lorde", "Ribs (Live)"), "another version of `Ribs` by Lorde, which the file has");
    let like = "like `Un peu plus souvent` by Alexia Gredy, which the file has";
    assert_eq!(why("Alexia Gredy", "Un peu plus sovent"), like);
    assert_eq!(why("Alexia Gredi", "Un peu plus souvent"), like);
    assert_eq!(why("", "Sofia"), "no artist is named");
    assert_eq!(outcome(song("Lorde", "Team", 1, Some(3))), (Action::Add, String::new()));
    let (after, _) = imported(&[song("Lorde", "Ribs (Live)", 1, Some(3))], &[Take::Version]);
    assert_eq!(placements(&after, 0, 2), ["ribs-live"]);
}

#[test]
fn only_what_is_sure_is_added_unless_more_is_taken() {
    let of = |verdict| Candidate { verdict, why: "why".to_owned(), ..song("Clairo", "Sofia", 1, Some(3)) };
    assert_eq!(outcome(of(Verdict::Likely)), (Action::Leave, "why".to_owned()));
    assert_eq!(outcome(of(Verdict::Unclear)), (Action::Leave, "why".to_owned()));
    assert_eq!(imported(&[of(Verdict::Likely)], &[Take::Likely]).1.count(Action::Add), 1);
    assert_eq!(imported(&[of(Verdict::Unclear)], &[Take::Likely]).1.count(Action::Add), 0);
}

#[test]
fn a_song_counts_as_often_as_it_is_named_at_different_times() {
    let at =
        |time: &str| Candidate { time: Some(time.parse().unwrap()), ..song("Lorde", "Ribs", 1, Some(3)) };
    let take = [Take::Elsewhere];
    assert_eq!(placements(&imported(&[at("1:00"), at("1:00")], &take).0, 0, 2), ["ribs"]);
    let (after, _) = imported(&[at("1:00"), at("9:00")], &take);
    assert_eq!(placements(&after, 0, 2), ["ribs", "ribs"]);
    let twice = [song("Lorde", "Ribs", 1, Some(1)), song("Lorde", "Ribs", 1, Some(1))];
    let (after, plan) = imported(&twice, &[]);
    assert_eq!((plan.count(Action::There), placements(&after, 0, 0)), (2, vec!["ribs", "plus"]));
}

#[test]
fn what_is_missing_is_filled_and_what_differs_is_reported() {
    let mut candidate = song("Lorde", "Ribs", 1, Some(1));
    candidate.time = Some("3:10".parse().unwrap());
    candidate.scene = Some("In the car.".to_owned());
    candidate.track.length = Some("4:19".parse().unwrap());
    candidate.track.album = Some("Pure Heroine".to_owned());
    let (after, plan) = imported(&[candidate.clone()], &[]);
    assert_eq!((plan.facts, plan.outcomes[0].why.as_str()), (3, ""));
    assert_eq!(
        (&after["songs"][0]["album"], &after["songs"][0]["length"]),
        (&json!("Pure Heroine"), &json!("4:18"))
    );
    let placement = &after["seasons"][0]["episodes"][0]["placements"][0];
    assert_eq!((&placement["time"], &placement["scene"]), (&json!("3:10"), &json!("At the lake.")));
    candidate.track.length = Some("3:00".parse().unwrap());
    assert_eq!(outcome(candidate).1, "the file has the length 4:18, the source 3:00");
    let other = Candidate {
        time: Some("21:00".parse().unwrap()),
        ..song("Alexia Gredy", "Un peu plus souvent", 1, Some(1))
    };
    assert_eq!(outcome(other).1, "the file has the time 20:00, the source 21:00");
}

#[test]
fn a_song_without_any_place_only_adds_facts() {
    let mut candidate = song("Birdy", "Seven", 0, None);
    candidate.track.isrc = Some("GBAYE0601498".parse().unwrap());
    let (after, plan) = imported(&[candidate], &[]);
    assert_eq!((plan.count(Action::There), &after["songs"][1]["isrc"]), (1, &json!("GBAYE0601498")));
    assert_eq!(after["songs"][1]["sources"], Value::Null);
}

#[test]
fn credits_are_split_where_the_source_or_the_known_names_say() {
    let credit = |artist: &str, artists: &[&str], title: &str| {
        let mut candidate = song(artist, title, 1, Some(3));
        candidate.track.artists = artists.iter().map(|name| (*name).to_owned()).collect();
        let (after, _) = imported(&[candidate], &[]);
        let song = after["songs"][3].clone();
        let id = |id: &Value| id.as_str().unwrap().to_owned();
        let names: Vec<String> = song["credit"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| id(&name["artist"]) + name["join"].as_str().unwrap_or("|"))
            .collect();
        (names.concat(), song)
    };
    for (artist, artists, expected) in [
        ("Birdy & Rhodes", &[][..], "birdy & rhodes|"),
        ("Birdy & Nobody", &[], "birdy-and-nobody|"),
        ("Earth, Wind & Fire", &[], "earth-wind-and-fire|"),
        ("Birdy feat. Nobody", &[], "birdy feat. nobody|"),
        ("Birdy ft. Rhodes & Lorde", &[], "birdy ft. rhodes & lorde|"),
        ("A, B & C", &["A", "B", "C"], "a, b & c|"),
        ("A;B", &["A", "B"], "a & b|"),
        ("A;", &["A", ""], "a|"),
    ] {
        assert_eq!(credit(artist, artists, "Song").0, expected, "{artist}");
    }
    let (names, song) = credit("Birdy", &[], "Song (feat. Nobody)");
    assert_eq!((names.as_str(), &song["title"]), ("birdy feat. nobody|", &json!("Song")));
    let (_, song) = credit("Birdy", &[], "Song (Lorde Remix)");
    assert_eq!(song["contributors"], json!([{ "artist": "lorde", "role": "remixer" }]));
    assert_eq!(credit("Birdy", &[], "Song (Nobody Remix)").1["contributors"], Value::Null);
}

#[test]
fn ids_are_made_of_names_and_never_taken_twice() {
    let list = [
        song("Clairo", "Ribs", 1, Some(3)),
        song("Birdy", "Ribs", 1, Some(3)),
        song("!!!", "???", 1, Some(3)),
        song("***", "…", 1, Some(3)),
        song("椎名林檎", "丸ノ内サディスティック", 1, Some(3)),
    ];
    let (after, _) = imported(&list, &[]);
    assert_eq!(
        placements(&after, 0, 2),
        ["ribs-clairo", "ribs-birdy", "song", "song-2", "丸ノ内サディスティック"]
    );
}

#[test]
fn a_source_of_the_file_is_found_by_id_title_and_address() {
    let cited = |name: &str, url: Option<&str>| {
        let (file, list) = (file(), [song("Birdy", "Seven", 1, Some(2))]);
        let catalog = load::text("file", &file.to_string()).unwrap();
        let plan = plan(&catalog, &file, &list, &Citation::find(&file, name, name, url), &[]);
        changed(&file, &plan)["seasons"][0]["episodes"][1]["placements"][0]["sources"].clone()
    };
    assert_eq!(cited("page", None), json!(["page"]));
    assert_eq!(cited("every song", None), json!(["page"]));
    assert_eq!(cited("Other", Some("https://example.com/page")), json!(["page"]));
    assert_eq!(cited("Other", Some("https://www.example.com/2")), json!(["page", "example-com"]));
}

#[test]
fn episodes_and_their_titles_and_dates_are_added() {
    let fact = |season, number, title: &str, date: &str| EpisodeFact {
        season,
        number,
        title: Some(title.to_owned()),
        air_date: date.parse().ok(),
    };
    let list = [
        fact(1, Some(1), "Uno", "2022-01-01"),
        fact(1, Some(2), "Two", "2022-01-08"),
        fact(2, Some(1), "Back", "2023-01-01"),
        fact(2, Some(2), "Next", ""),
        fact(0, None, "Special", ""),
        fact(3, Some(1), "Third", ""),
    ];
    let plan = plan_episodes(&file(), &list);
    let after = changed(&file(), &plan);
    assert_eq!(plan.outcomes[0].why, "the file has the title One, the source Uno");
    assert_eq!(plan.outcomes[4].why, "it has no number");
    let episodes = &after["seasons"][1]["episodes"];
    assert_eq!(episodes[0], json!({ "number": 1, "title": "Back", "air_date": "2023-01-01" }));
    assert_eq!(episodes[1], json!({ "number": 2, "title": "Next" }));
    assert_eq!(after["seasons"][0]["episodes"][1]["title"], json!("Two"));
    assert_eq!(after["seasons"][2], json!({ "number": 3, "episodes": [{ "number": 1, "title": "Third" }] }));
    assert!(plan_episodes(&after, &list).changes.is_empty());
}

/// `imported` imports twice.
#[test]
fn a_song_that_is_named_for_a_season_and_for_an_episode_of_it_is_imported_once() {
    let at = |episode| Candidate { time: "2:00".parse().ok(), ..song("Lorde", "Ribs", 2, episode) };
    imported(&[at(None), at(Some(3))], &[]);
}

proptest! {
    /// Whatever a source says, the changed file is valid, has all that the old one had, and the second import changes
    /// nothing.
    #[test]
    fn importing_twice_is_importing_once(
        picks in proptest::collection::vec((0..6_usize, 0..6_usize, 0..4_u16, proptest::option::of(0..5_u16), 0..3_u32), 0..12),
        elsewhere: bool,
    ) {
        let artists = ["Lorde", "Birdy", "Clairo", "Birdy & Rhodes", "A feat. B", "!!!"];
        let titles = ["Ribs", "Seven", "Un peu plus souvent", "Sofia (Live)", "Sofia", "…"];
        let candidates: Vec<Candidate> = picks.into_iter().map(|(artist, title, season, episode, time)| {
            let time = (time > 0).then(|| format!("{time}:00").parse().unwrap());
            Candidate { time, ..song(artists[artist], titles[title], season, episode) }
        }).collect();
        let take: &[Take] = if elsewhere { &[Take::Elsewhere] } else { &[] };
        let (after, _) = imported(&candidates, take);
        for section in ["artists", "songs"] {
            let (old, new) = (file()[section].clone(), after[section].clone());
            let ids = |list: &Value| list.as_array().unwrap().iter().map(|entry| entry["id"].clone()).collect::<Vec<_>>();
            prop_assert!(ids(&new).starts_with(&ids(&old)));
        }
    }
}

//! Tests of the search query language, matching, ranking and typos.

#![allow(clippy::unwrap_used)]

use clap::Parser;
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use soundtrack::cli::Cli;
use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::query::{Condition, Field, PlacementFilter, SearchQuery, Selection, Value};
use soundtrack::search::{Exactness, Hits, search};
use soundtrack::text::fold;

const DATA: &str = include_str!("../data/heartstopper.json");

fn heartstopper() -> Catalog {
    load::text("heartstopper.json", DATA).unwrap()
}

fn hits(catalog: &Catalog, question: &str) -> Hits {
    let all = Selection::new(catalog, &PlacementFilter::default(), &[]).unwrap();
    search(catalog, &question.parse().unwrap(), &all.placements)
}

fn found(question: &str) -> Vec<String> {
    let catalog = heartstopper();
    let hits = hits(&catalog, question).all;
    let slugs = hits.iter().map(|hit| catalog.song(hit.song).slug());
    slugs.map(str::to_owned).collect()
}

/// The JSON output of a run.
fn rows(words: &[&str]) -> Vec<Json> {
    let arguments = ["soundtrack", "--json", "-c", "data", "search"];
    let cli = Cli::try_parse_from(arguments.iter().chain(words)).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    soundtrack::run(&cli, &mut out, &mut err).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn read(question: &str) -> SearchQuery {
    question.parse().unwrap()
}

fn from_arguments(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    SearchQuery::from_arguments(&words).unwrap().to_string()
}

#[test]
fn queries_are_parsed_into_terms() {
    let query = read("snow artist:queen -kiss \"run away\" season:1-2 s2e3 -artist:\"girl in red\"");
    let printed: Vec<String> = query.terms.iter().map(ToString::to_string).collect();
    assert_eq!(
        printed,
        ["snow", "artist:queen", "-kiss", "\"run away\"", "season:1-2", "s2e3", "-artist:\"girl in red\""]
    );
    assert!(query.terms[2].excluded && !query.terms[1].excluded);
    assert_eq!(query.terms[1].field, Some(Field::Artist));
    assert!(matches!(query.terms[3].value, Value::Phrase(_)));
    assert!(matches!(query.terms[4].value, Value::Condition(Condition::Season(_))));
    assert!(matches!(query.terms[5].value, Value::Condition(Condition::Code { .. })));
    assert_eq!(read("ARTIST:  queen"), read("artist:queen"));
    assert_eq!(read("\u{2212}snow"), read("-snow"));
    assert_eq!(read("1975 - 3:05").terms.len(), 3, "no fields, no sign");
}

#[test]
fn a_quoted_argument_among_others_is_a_phrase() {
    assert_eq!(from_arguments(&["artist:girl in red", "bus"]), "artist:\"girl in red\" bus");
    assert_eq!(from_arguments(&["-girl in red", "bus"]), "-\"girl in red\" bus");
    assert_eq!(from_arguments(&["girl in red", "bus"]), "\"girl in red\" bus");
    assert_eq!(from_arguments(&["baby queen heaven"]), "baby queen heaven");
    assert_eq!(from_arguments(&["artist:queen song:colours", "x"]), "artist:queen song:colours x");
    assert_eq!(from_arguments(&["a \"b c\" d", "e"]), "a \"b c\" d e");
}

#[test]
fn invalid_queries_are_errors() {
    for (question, hint) in [
        ("titel:x", "`song`"),
        ("Band:x", "`artist`"),
        ("artst:x", "`artist`"),
        ("scenes:kiss", "`scene`"),
        ("usage:loud", "background"),
        ("\"open", "single quotes"),
        ("", "lists everything"),
    ] {
        let error = question.parse::<SearchQuery>().unwrap_err();
        assert_eq!(error.exit_code(), 2, "{question}");
        let advice = format!("{error}\n{}", error.hint().unwrap_or_default());
        assert!(advice.contains(hint), "{question}: {error:?}");
    }
    for question in ["season:one", "length:3", "artist:", "artist:\"\""] {
        assert!(question.parse::<SearchQuery>().is_err(), "{question}");
    }
}

#[test]
fn words_match_in_any_field_and_order() {
    for question in ["beabadoobee snow", "snow beabadoobee", "snow bea", "SNOWING"] {
        assert_eq!(found(question)[0], "dance-with-me", "{question}");
    }
    assert_eq!(found("scene:snow"), ["dance-with-me"]);
    assert_eq!(found("character:nellie scene:dog"), [""; 0], "the dog is no character");
    for elsewhere in ["artist:snow", "song:snow", "album:snow"] {
        let hits = hits(&heartstopper(), elsewhere);
        assert!(hits.all.is_empty() || hits.exactness > Exactness::Exact, "{elsewhere}");
    }
}

#[test]
fn one_word_or_half_of_them_may_be_missing_if_nothing_has_all() {
    let catalog = heartstopper();
    for question in ["snow zebra", "zebra beabadoobee snow", "snow quagga nellie zebra", "snow fight dog"] {
        let hits = hits(&catalog, question);
        assert_eq!(catalog.song(hits.all[0].song).slug(), "dance-with-me", "{question}");
        assert_eq!(hits.exactness, Exactness::MostWords, "{question}");
    }
    assert_eq!(found("zebra s3e4 certainty:stated"), ["blue"], "the word is missing, not the place");
    for question in ["zebra", "the zebra", "zebra quagga snow", "zebra -kiss", "zebra quagga s2e1"] {
        assert!(found(question).is_empty(), "{question}");
    }
    assert_eq!(found("really zebra"), ["nobody-really-cares"]);
    for needed in ["snow artist:zebra", "snow \"zebra quagga\"", "nellie -snow"] {
        assert!(found(needed).is_empty(), "{needed}");
    }
    let closest = hits(&catalog, "zebra quagga snow").closest;
    assert_eq!(closest.len(), 1);
}

#[test]
fn places_in_words_are_conditions() {
    for (question, same) in [
        ("kiss episode 1", "kiss episode:1"),
        ("kiss episode one", "kiss episode:1"),
        ("kiss Ep. 1", "kiss episode:1"),
        ("the first episode", "the episode:1"),
        ("the 2nd season?", "the season:2"),
        ("in season two, bowling", "in season:2 bowling"),
        ("-season 2 kiss", "-season:2 kiss"),
        ("series 3", "season:3"),
    ] {
        assert_eq!(read(question), read(same), "{question}");
    }
    for (question, same) in [
        ("kiss season 2 episode 8", "kiss s2e8"),
        ("s2 e8 kiss", "s2e8 kiss"),
        ("episode 8 of season 2 kiss", "s2e8 kiss"),
        ("seasons 1-2 kiss", "season:1-2 kiss"),
        ("season 1 to season 2 kiss", "season:1-2 kiss"),
    ] {
        assert_eq!(found(question), found(same), "{question}");
        assert!(!found(question).is_empty(), "{question}");
    }
    let all = "seven season the episodes 1975 season a/s2e3 b s2e3 - kiss";
    let query = read(all);
    let is_place = |value: &&Value| matches!(value, Value::Condition(_));
    assert_eq!(query.terms.iter().map(|term| &term.value).filter(is_place).count(), 2, "{query:?}");
    assert_eq!(query.to_string(), all);
}

#[test]
fn a_place_includes_what_may_play_there() {
    let (stated, all) = (found("certainty:stated s1e4"), found("s1e4"));
    assert!(stated.is_empty() && all.contains(&"lucid".to_owned()));
    assert_eq!(found("episode:4 season:1"), all);
    let question = hits(&heartstopper(), "what songs are in episode 4 of season 1");
    assert_eq!((question.all.len(), question.exactness), (all.len(), Exactness::Exact));
    assert_eq!(found("s1e5")[..2], ["if-you-want-to", "buzzkill"], "stated ones first");
    assert!(!found("s1e5 -certainty:range").contains(&"lucid".to_owned()));
    assert!(found("s1e4").contains(&"colours-of-you".to_owned()), "only the season is known");
}

#[test]
fn fields_select_by_year_origin_and_certainty() {
    let catalog = heartstopper();
    for (question, is_right) in [
        ("year:2015", |year: u16| year == 2015),
        ("year:..2016", |year| year <= 2016),
        ("year:2020s", |year| (2020..2030).contains(&year)),
        ("year:2016-2019,2021..", |year| (2016..=2019).contains(&year) || year >= 2021),
    ] as [(&str, fn(u16) -> bool); 4]
    {
        let all = catalog.shows().flat_map(|show| show.songs()).map(|id| catalog.song(id));
        let right = all.filter(|song| song.released().is_some_and(|date| is_right(date.year()))).count();
        assert_eq!(found(question).len(), right, "{question}");
        assert!(right > 0);
    }
    assert_eq!(found("origin:original,score").len(), 7);
    assert_eq!(found("ORIGIN:Original").len(), 2);
    assert_eq!(found("certainty:stated").len() + found("-certainty:stated").len(), 147);
}

#[test]
fn words_that_mean_the_same_match_in_prose_only() {
    assert_eq!(found("sung"), found("sings"));
    assert_eq!(found("nick mum car"), ["tired"]);
    assert!(found("final scene").contains(&"ur-so-pretty".to_owned()));
    assert!(!found("final scene").contains(&"run-away-with-me".to_owned()), "`finale` only begins like it");
    assert!(!found("mum").contains(&"mother".to_owned()));
}

#[test]
fn a_whole_word_in_a_scene_precedes_the_beginning_of_a_title() {
    let prom = found("prom");
    assert_eq!(prom[..3], ["just-like-heaven", "seven", "ur-so-pretty"]);
    assert!(prom.len() > 3, "the episode Promise");
    for question in ["the prom", "what was the song at the prom", "prom with who"] {
        assert_eq!(found(question), prom, "{question}");
    }
}

#[test]
fn notes_of_artists_are_searched() {
    for question in ["tao", "actor band", "band of the actor who plays Tao", "siblings duo 2019"] {
        let songs = found(question);
        assert!(songs.contains(&"my-vine".to_owned()), "{question}: {songs:?}");
    }
    assert_eq!(found("note:wicklow"), ["my-own-person"]);
}

#[test]
fn all_words_must_match_the_same_placement() {
    // The song plays in two seasons, but only one placement has this scene.
    assert_eq!(found("colours bisexual season:2"), ["colours-of-you"]);
    let elsewhere = hits(&heartstopper(), "colours bisexual season:1");
    assert!(elsewhere.exactness > Exactness::Exact, "only one of the words");
}

#[test]
fn excluded_words_remove_exactly_their_matches() {
    let all = found("artist:beabadoobee");
    let without = found("artist:beabadoobee -snow");
    assert_eq!(without.len() + 1, all.len());
    assert!(!without.contains(&"dance-with-me".to_owned()));
    assert!(found("kiss -kissing").is_empty(), "forms of a word go with it");
    assert_eq!(found("-artist:beabadoobee").len() + all.len(), 146);
    let babies = found("baby -\"baby queen\"");
    assert!(babies.iter().any(|song| song.starts_with("leavemealone")));
    assert!(!babies.contains(&"want-me".to_owned()), "{babies:?}");
}

#[test]
fn better_matches_come_first() {
    let place = |songs: &[String], song: &str| songs.iter().position(|found| found == song);
    let kiss = found("kiss");
    let order = ["kiss-ur-face-forever", "dont-delete-the-kisses", "my-own-person"];
    let places: Vec<Option<usize>> = order.iter().map(|song| place(&kiss, song)).collect();
    assert!(places.is_sorted() && places[0] == Some(0), "{kiss:?}");
    let pretty = found("pretty");
    assert!(place(&pretty, "pretty-girl-lie") < place(&pretty, "pretty-boy"), "stated first");
    let queen = found("artist:\"baby queen\"");
    assert_eq!(queen[..2], ["want-me", "dover-beach"], "ties in broadcast order");
}

#[test]
fn each_song_is_one_hit_with_all_its_placements() {
    let rows = rows(&["colours"]);
    assert_eq!(rows.len(), 1);
    let placements = rows[0]["placements"].as_array().unwrap();
    let codes: Vec<&serde_json::Value> = placements.iter().map(|placement| &placement["code"]).collect();
    assert_eq!(codes, ["S01 ?", "S02E08"]);
    assert_eq!(rows[0]["code"], "S02E08", "the best of them");
}

/// The titles that a query finds among these songs: artist, title and scene. Similar spellings do not count.
fn titles_among(songs: &[[&str; 3]], question: &str) -> Vec<String> {
    let numbered = || (0_usize..).zip(songs);
    let artist =
        |(number, [artist, ..]): (usize, &[&str; 3])| json!({ "id": format!("a{number}"), "name": artist });
    let song = |(number, [_, title, _]): (usize, &[&str; 3])| json!({ "id": format!("s{number}"), "title": title, "credit": [{ "artist": format!("a{number}") }] });
    let placement =
        |(number, [.., scene]): (usize, &[&str; 3])| json!({ "song": format!("s{number}"), "scene": scene });
    let text = json!({
        "format": 1,
        "show": { "id": "x", "title": "X" },
        "artists": numbered().map(artist).collect::<Vec<Json>>(),
        "songs": numbered().map(song).collect::<Vec<Json>>(),
        "seasons": [{
            "number": 1,
            "episodes": [
                { "number": 1, "title": "One", "placements": numbered().map(placement).collect::<Vec<Json>>() },
            ],
        }],
    });
    let catalog = load::text("x.json", &text.to_string()).unwrap();
    let hits = hits(&catalog, question);
    let is_exact = hits.exactness == Exactness::Exact;
    let all = hits.all.iter().filter(|_| is_exact);
    all.map(|hit| catalog.song(hit.song).title().to_owned()).collect()
}

const FOREIGN: &[[&str; 3]] = &[
    ["荒井由実", "ひこうき雲", "夜の学校で踊る"],
    ["방탄소년단", "봄날", "눈이 내리는 정류장에서"],
    ["YOASOBI", "夜に駆ける", "Nick runs"],
    ["แสตมป์", "ความคิด", "ใต้แสงจันทร์"],
    ["周杰倫", "晴天", "放學後"],
];

#[test]
fn words_of_scripts_without_spaces_are_found_within_longer_ones() {
    for (question, found) in [
        ("由実", &["ひこうき雲"][..]),
        ("artist:荒井", &["ひこうき雲"]),
        ("雲", &["ひこうき雲"]),
        ("봄", &["봄날"]),
        ("소년", &["봄날"]),
        ("정류장", &["봄날"]),
        ("눈", &["봄날"]),
        ("夜", &["夜に駆ける", "ひこうき雲"]),
        ("夜 -学校", &["夜に駆ける"]),
        ("学校", &["ひこうき雲"]),
        ("学校 踊る", &["ひこうき雲"]),
        ("\"駆ける\"", &["夜に駆ける"]),
        ("\"눈이 내리\"", &["봄날"]),
        ("yoasobi 駆", &["夜に駆ける"]),
        ("คิด", &["ความคิด"]),
        ("แสงจันทร์", &["ความคิด"]),
        ("晴", &["晴天"]),
        ("杰倫 天", &["晴天"]),
        ("月", &[]),
        ("방탄 소년단", &["봄날"]),
        ("봄 날", &["봄날"]),
        ("눈이내리는", &["봄날"]),
        ("駆け る", &["夜に駆ける"]),
    ] {
        assert_eq!(titles_among(FOREIGN, question), found, "{question}");
    }
}

#[test]
fn initialisms_and_short_names_are_found_with_and_without_dots() {
    let songs = &[
        ["AC/DC", "T.N.T.", "A fight"],
        ["M.I.A.", "Paper Planes", "They fly kites"],
        ["a-ha", "Take On Me", "R.E.M. are on the radio"],
        ["JVKE", "TNT (feat. N.W.A)", "They leave the U.S. by bus"],
        ["B.B. King", "S.O.S", "Us"],
        ["INTNTX", "Ama", "Amiable people"],
    ];
    for (question, found) in [
        ("tnt", &["TNT (feat. N.W.A)", "T.N.T."][..]),
        ("TNT", &["TNT (feat. N.W.A)", "T.N.T."]),
        ("t.n.t.", &["TNT (feat. N.W.A)", "T.N.T."]),
        ("\"T.N.T.\"", &["TNT (feat. N.W.A)", "T.N.T."]),
        ("song:tnt -nwa", &["T.N.T."]),
        ("mia", &["Paper Planes"]),
        ("m.i.a", &["Paper Planes"]),
        ("artist:mia", &["Paper Planes"]),
        ("rem", &["Take On Me"]),
        ("aha", &["Take On Me"]),
        ("acdc", &["T.N.T."]),
        ("planes -mia", &[]),
        ("fight -acdc", &[]),
        ("nwa", &["TNT (feat. N.W.A)"]),
        ("sos", &["S.O.S"]),
        ("bb king", &["S.O.S"]),
        ("u.s.", &["TNT (feat. N.W.A)", "S.O.S"]),
    ] {
        let (mut titles, mut found) = (titles_among(songs, question), found.to_vec());
        titles.sort_unstable();
        found.sort_unstable();
        assert_eq!(titles, found, "{question}");
    }
}

#[test]
fn british_and_american_spellings_are_the_same_word() {
    let songs = &[
        ["The Neighbourhood", "Colours Of You", "They travelled to the theatre"],
        ["Gray", "Favorite Color", "He realizes that the center is gray"],
        ["Centre Stage", "Harbour", "A dialogue in pyjamas, cancelled"],
        ["Tori", "Four Hours", "The organization apologizes on tour"],
    ];
    for (question, found) in [
        ("color", &["Favorite Color", "Colours Of You"][..]),
        ("colour", &["Favorite Color", "Colours Of You"]),
        ("colours", &["Favorite Color", "Colours Of You"]),
        ("favourite", &["Favorite Color"]),
        ("neighborhood", &["Colours Of You"]),
        ("theater", &["Colours Of You"]),
        ("scene:traveled", &["Colours Of You"]),
        ("traveling", &["Colours Of You"]),
        ("grey", &["Favorite Color"]),
        ("artist:grey", &["Favorite Color"]),
        ("realise", &["Favorite Color"]),
        ("realised", &["Favorite Color"]),
        ("scene:centre", &["Favorite Color"]),
        ("center stage", &["Harbour"]),
        ("harbor", &["Harbour"]),
        ("dialog", &["Harbour"]),
        ("pajamas", &["Harbour"]),
        ("canceled", &["Harbour"]),
        ("organisation", &["Four Hours"]),
        ("apologise", &["Four Hours"]),
        ("favorite -colour", &[]),
        ("for", &[]),
        ("tor", &["Four Hours"]),
        ("hor", &[]),
    ] {
        let (mut titles, mut found) = (titles_among(songs, question), found.to_vec());
        titles.sort_unstable();
        found.sort_unstable();
        assert_eq!(titles, found, "{question}");
    }
}

#[test]
fn words_with_colons_and_signs_are_words() {
    let songs = &[
        ["nu:tone", "Shine In", "A club"],
        ["Bon Iver", "re: Stacks", "Snow"],
        ["Chromeo", "Mission: Impossible", "A chase"],
        ["Leo", "❤️ 🔥", "!"],
        ["Mia", "Fire 🔥 (feat. Leo)", "I ♥ NY"],
        ["Ed Sheeran", "÷", "…"],
        ["xx", "❤️‍🔥", "."],
        ["yy", "!!!", "?"],
    ];
    for (question, found) in [
        ("nu:tone", &["Shine In"][..]),
        ("artist:nu:tone", &["Shine In"]),
        ("-nu:tone club", &[]),
        ("re:stacks", &["re: Stacks"]),
        ("mission: impossible", &["Mission: Impossible"]),
        ("song:mission", &["Mission: Impossible"]),
        ("❤", &["❤️ 🔥", "❤️‍🔥"]),
        ("❤️", &["❤️ 🔥", "❤️‍🔥"]),
        ("🔥", &["Fire 🔥 (feat. Leo)", "❤️ 🔥", "❤️‍🔥"]),
        ("❤ 🔥", &["❤️ 🔥", "❤️‍🔥"]),
        ("song:🔥", &["Fire 🔥 (feat. Leo)", "❤️ 🔥", "❤️‍🔥"]),
        ("♥", &["Fire 🔥 (feat. Leo)"]),
        ("÷", &["÷"]),
        ("!!!", &["!!!"]),
        ("fire 🔥", &["Fire 🔥 (feat. Leo)"]),
        ("😀", &[]),
        ("fire -🔥", &[]),
        ("artist:leo -🔥", &[]),
        ("artist:mia -❤", &["Fire 🔥 (feat. Leo)"]),
        ("xx -🔥", &[]),
    ] {
        let (mut titles, mut found) = (titles_among(songs, question), found.to_vec());
        titles.sort_unstable();
        found.sort_unstable();
        assert_eq!(titles, found, "{question}");
    }
}

#[test]
fn positions_of_matches_are_in_characters() {
    let row = &rows(&["francoise", "temps"])[0];
    let matched = row["matched"].as_array().unwrap();
    let of = |field: &str| matched.iter().find(|found| found["field"] == field).unwrap();
    assert_eq!(of("artist")["text"], "Françoise Hardy");
    assert_eq!(of("artist")["ranges"], serde_json::json!([[0, 9]]));
    assert_eq!(of("song")["ranges"], serde_json::json!([[3, 8]]));
    let score = row["score"].as_f64().unwrap();
    assert!(score > 0.5 && score <= 1.0, "{score}");
}

#[test]
fn typos_are_allowed_only_without_an_exact_match() {
    let catalog = heartstopper();
    assert!(hits(&catalog, "girl").exactness == Exactness::Exact);
    assert!(hits(&catalog, "gril").exactness == Exactness::Typos);
    assert!(
        hits(&catalog, "sunn").all.iter().all(|hit| catalog.song(hit.song).slug() != "moment-in-the-sun")
    );
}

/// Up to four words of one text of the catalog, of which at least one is no stop word.
fn words_of_the_catalog() -> impl Strategy<Value = Vec<String>> {
    let catalog = heartstopper();
    let placements = catalog.shows().flat_map(|show| show.seasons()).flat_map(|season| season.placements());
    let mut texts = Vec::new();
    for placement in placements.map(|id| catalog.placement(id)) {
        let song = placement.song();
        texts.extend([song.title().to_owned(), song.credit().to_string()]);
        texts.extend(placement.scene().map(str::to_owned));
        texts.push(format!("{} {}", song.title(), song.credit()));
    }
    let words = |text: String| fold(&text).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let texts: Vec<Vec<String>> = texts.into_iter().map(words).collect();
    let some = (prop::sample::select(texts), 0_usize..20, 1_usize..4);
    let some = some.prop_map(|(words, start, number)| {
        let start = start % words.len();
        words[start..words.len().min(start + number)].to_vec()
    });
    let is_stop_word =
        |word: &str| ["before", "during", "episode", "featuring", "played", "playing"].contains(&word);
    let is_real = move |word: &String| word.len() > 5 && !is_stop_word(word);
    some.prop_filter("only stop words", move |words| words.iter().any(is_real))
}

fn inserted(words: &[String], place: usize, word: &str) -> String {
    let mut words = words.to_vec();
    words.insert(place.min(words.len()), word.to_owned());
    words.join(" ")
}

/// A word of a title with one letter swapped, dropped or doubled.
fn misspelled(word: &str, place: usize, kind: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = place % (letters.len() - 1);
    match kind {
        0 => letters.swap(place, place + 1),
        1 => drop(letters.remove(place)),
        _ => letters.insert(place, letters[place]),
    }
    letters.into_iter().collect()
}

proptest! {
    #[test]
    fn a_printed_query_parses_to_the_same_query(text in "[-a-z:\"' 0-9é\u{2212}.]{1,24}") {
        if let Ok(query) = text.parse::<SearchQuery>() {
            prop_assert_eq!(query.to_string().parse::<SearchQuery>().unwrap(), query);
        }
    }

    #[test]
    fn any_query_gives_hits_or_an_error(text in "\\PC{0,24}") {
        if let Ok(query) = text.parse::<SearchQuery>() {
            let catalog = heartstopper();
            let all = Selection::new(&catalog, &PlacementFilter::default(), &[]).unwrap();
            let hits = search(&catalog, &query, &all.placements).all;
            let scores: Vec<f64> = hits.iter().map(|hit| hit.score).collect();
            prop_assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)));
            prop_assert!(scores.is_sorted_by(|one, other| one >= other));
        }
    }

    #[test]
    fn a_stop_word_changes_nothing(
        words in words_of_the_catalog(),
        place in 0_usize..4,
        stop_word in prop::sample::select(vec!["the", "of", "what", "song", "plays", "in", "when", "scene", "was"]),
    ) {
        let with_stop_word = inserted(&words, place, stop_word);
        prop_assert_eq!(found(&with_stop_word), found(&words.join(" ")), "{}", with_stop_word);
    }

    #[test]
    fn an_unknown_word_loses_no_hit(words in words_of_the_catalog(), place in 0_usize..4) {
        let catalog = heartstopper();
        let known = hits(&catalog, &words.join(" "));
        let more = found(&inserted(&words, place, "qqzzvx"));
        if known.exactness == Exactness::Exact {
            for hit in known.all {
                let song = catalog.song(hit.song).slug().to_owned();
                prop_assert!(more.contains(&song), "{:?}: {}", words, song);
            }
        }
    }

    #[test]
    fn a_misspelled_title_finds_its_song(song in 0_usize..146, place in 0_usize..20, kind in 0_usize..3) {
        let catalog = heartstopper();
        let song = catalog.shows().flat_map(|show| show.songs()).nth(song).unwrap();
        let song = catalog.song(song);
        let title = fold(song.title());
        let longest = title.split(' ').max_by_key(|word| word.len()).unwrap();
        if longest.chars().count() >= 6 {
            let wrong = title.replacen(longest, &misspelled(longest, place, kind), 1);
            let hits = hits(&catalog, &format!("{wrong} {}", song.credit()));
            prop_assert!(hits.all.iter().any(|hit| hit.song == song.id()), "{}", wrong);
        }
    }
}

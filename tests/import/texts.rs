//! How songs and episodes are written in texts.

use super::{lines, read};
use soundtrack::import::{Options, Order, What};

/// Songs below a heading, read without anything known.
fn below(heading: &str, songs: &str) -> Vec<String> {
    lines(&read("page.txt", &format!("{heading}\n\n{songs}\n"), &Options::default()))
}

#[test]
fn one_song_in_every_notation() {
    for song in [
        "\"Cold Hands\" by Ella Roe",
        "“Cold Hands” – Ella Roe",
        "„Cold Hands“ von Ella Roe",
        "« Cold Hands » d’Ella Roe",
        "‘Cold Hands’ - Ella Roe",
        "\"Cold Hands,\" Ella Roe",
        "\"Cold Hands\", Ella Roe",
        "\"Cold Hands\" • Ella Roe",
        "7 \"Cold Hands\" performed by Ella Roe",
        "12:05 – \"Cold Hands\" by Ella Roe (1973)",
        "• **Ella Roe** – *\"Cold Hands\"*",
        "-- Ella Roe, \"Cold Hands\"",
        "Ella Roe: \"Cold Hands\"",
        "Song: \"Cold Hands\" by Ella Roe",
        "3. [Ella Roe](https://example.org) – \"Cold Hands\" as they kiss",
        "- Cold Hands by Ella Roe – the drive north",
        "Artist: Ella Roe\nSong: Cold Hands",
        "Titel: Cold Hands\nInterpret: Ella Roe",
        "Cold Hands\nWritten by A. Poe\nPerformed by Ella Roe",
    ] {
        assert_eq!(below("Season 1, Episode 4", song), ["S01E04 Ella Roe - Cold Hands"], "{song}");
    }
}

#[test]
fn episodes_in_several_languages() {
    for heading in [
        "S02E03",
        "2x03 \"Out\"",
        "2.03 – Out",
        "Season 2, Episode Three: Out",
        "### Season 2 Episode 3 (45): Out",
        "Third episode of season 2",
        "Staffel 2, Folge 3",
        "2. Staffel – dritte Folge:",
        "Saison 2\nÉpisode 3 : Le départ",
        "Stagione 2\nCapitolo tre – Luci",
        "Temporada 2\nTercer episodio:",
    ] {
        let found =
            below(heading, "\"Cold Hands\" by Ella Roe\n\"Ash\" by Neve Carr\n\"Rust\" by The Harrow");
        assert_eq!(found[0], "S02E03 Ella Roe - Cold Hands", "{heading}");
        assert_eq!(found.len(), 3, "{heading}");
    }
}

#[test]
fn several_songs_on_one_line() {
    for songs in [
        "1. \"Ash\" by Neve Carr 2. \"Rust\" by Kip 3. \"Drift\" by The Corvids",
        "\"Ash\" by Neve Carr, \"Rust\" by Kip and \"Drift\" by The Corvids",
        "Neve Carr – \"Ash\", Kip – \"Rust\", The Corvids – \"Drift\"",
        "\"Ash\" by Neve Carr / \"Rust\" by Kip / \"Drift\" by The Corvids",
        "Neve Carr (Ash), Kip (Rust), The Corvids (Drift).",
    ] {
        let options = Options { order: Some(Order::ArtistTitle), ..Options::default() };
        let text = format!("Season 1\nEpisode 2: {songs}\n");
        let expected = ["S01E02 Neve Carr - Ash", "S01E02 Kip - Rust", "S01E02 The Corvids - Drift"];
        assert_eq!(lines(&read("page.txt", &text, &options)), expected, "{songs}");
    }
}

#[test]
fn one_side_of_a_dash_is_the_artist_in_the_whole_text() {
    let songs = "Neve Carr - I Don't Know\nKip - Ash\nNeve Carr - Rust";
    let found = below("S01E02", songs);
    assert_eq!(found, ["S01E02 Neve Carr - I Don't Know", "S01E02 Kip - Ash", "S01E02 Neve Carr - Rust"]);
    let unclear = below("S01E02", "Kip - Ash\nRhea - Rust\nCass - Drift");
    assert!(unclear.iter().all(|line| line.contains("cannot tell artist from title")), "{unclear:?}");
}

#[test]
fn a_paragraph_tells_the_episode_of_the_song_above() {
    let text = "1. \"Ash\" by Neve Carr\nIn episode 7 of season 1 Nick goes home.\n2. \"Rust\" by Kip\n\
        It is not played in the show.\n3. \"Drift\" by Cass\nSeason 2, episode 4: the fight.\n";
    let found = lines(&read("page.txt", text, &Options::default()));
    assert_eq!(found[0], "S01E07 Neve Carr - Ash");
    assert_eq!(found[1], " Kip - Rust (unclear: the text says that it is not played)".trim_start());
    assert_eq!(found[2], "S02E04 Cass - Drift");
}

#[test]
fn each_line_is_one_thing() {
    let text = "Some words.\n\n# Season 1\nEpisode 1\n- \"Ash\" by Neve Carr\nNick goes home.\n- \"Rust\"\n";
    let reading = read("page.txt", text, &Options::default());
    let what: Vec<What> = reading.lines.iter().map(|line| line.what).collect();
    assert_eq!(what, [What::Prose, What::Heading, What::Heading, What::Song, What::About, What::Song]);
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    for piece in ["“ ", "(", "[", "'a ", "- a ", "S1E1 ", "a – b; ", "a – – b", "by ", "*_"] {
        let text = piece.repeat(60_000 / piece.len());
        assert_eq!(read("page.txt", &text, &Options::default()).lines.len(), 1, "{piece}");
    }
}

#[test]
fn what_is_said_of_another_song_is_not_said_of_the_one_above() {
    let text =
        "S01E02\n- Lou Park, \"Live or Not\"\nThe song \"Blue\" by Ann Roy was left out.\n- Kip, \"Rust\"\n";
    assert_eq!(lines(&read("page.txt", text, &Options::default()))[0], "S01E02 Lou Park - Live or Not");
}

#[test]
fn songs_in_running_text_are_introduced_by_their_episodes() {
    let text = "The show is back with season 2, and its songs are all over the place and all good, and I love them. \
        Ep 1: Salt Hill – ‘Push It Up’: the montage. I laughed. Ep 3: Mona Bay – ‘Let It All Go’: the band plays. \
        Ep 7: Old Kit – ‘Dancing Alone’: the last dance.";
    let found = lines(&read("page.txt", text, &Options::default()));
    assert_eq!(
        found,
        [
            "S02E01 Salt Hill - Push It Up",
            "S02E03 Mona Bay - Let It All Go",
            "S02E07 Old Kit - Dancing Alone"
        ]
    );
}

#[test]
fn a_title_of_the_page_is_no_song() {
    for title in ["Die Musik aus „Nordwind“ (Staffel 1)", "# Harbour Lights – music guide (season 1)"] {
        let found = below(title, "Episode 1\n„Meer“ – Jonas Feld\n„Salz“ – Kora\n„Wind“ – Die Boote");
        let expected = ["S01E01 Jonas Feld - Meer", "S01E01 Kora - Salz", "S01E01 Die Boote - Wind"];
        assert_eq!(found, expected, "{title}");
    }
    let found =
        below("Top songs", "2. The Deck – I Know (Season 5, episode 8)\n1. The Deck – My Girl (S1E4)");
    assert_eq!(found, ["S05E08 The Deck - I Know", "S01E04 The Deck - My Girl"]);
}

#[test]
fn what_surrounds_a_text_on_its_page_is_not_read_as_songs_of_the_show() {
    let text = "Home » Music\n\nFar Shore Season 2 Soundtrack: Every Song\nBy Ada Poe\n\n\
        Episode 1: “Ebb”\n\n“Ash” by Neve Carr\nThe boats leave.\n“Rust” by The Harrow\n\
        RELATED: Far Shore Season 1 Finale Recap: “Nets”\n“Salt” by Ella Roe\n\n\
        You might also like\n• 10 Best Songs From “Low Road” Season 3\n• “Far Shore” Renewed by Two for a Third Season\n\n\
        2 Comments\nKit says:\n“Wild” by The Rest\nReply\n";
    let found = lines(&read("page.txt", text, &Options::default()));
    assert_eq!(
        found,
        [
            "S02E01 Neve Carr - Ash",
            "S02E01 The Harrow - Rust",
            "S02E01 Ella Roe - Salt",
            "S02E01 The Rest - Wild (unclear: below a heading of links or comments)",
        ]
    );
}

#[test]
fn brackets_behind_most_titles_are_remarks() {
    let songs = "Ella Roe - Cold Hands (K on bike)\nNeve Carr - Ash (Live)\nThe Harrow - Rust (cr)\nElla Roe - Ice (party)\n\
        The Harrow - Fog (B finds it)\nwatched - 14 may\nwatched again - with jen";
    let expected = [
        "S01E04 Ella Roe - Cold Hands",
        "S01E04 Neve Carr - Ash (Live)",
        "S01E04 The Harrow - Rust",
        "S01E04 Ella Roe - Ice",
        "S01E04 The Harrow - Fog",
        "S01E04 watched again - with jen (likely: the other lines have capital letters)",
    ];
    assert_eq!(below("1x04", songs), expected);
    // A single one may be a part of the title.
    let few = "Ella Roe - Cold Hands (Letting Go)\nNeve Carr - Ash\nThe Harrow - Rust\nElla Roe - Ice";
    assert_eq!(below("1x04", few)[0], "S01E04 Ella Roe - Cold Hands (Letting Go)");
}

#[test]
fn tables_copied_from_a_page_have_tabs() {
    let table = "Song\tArtist\tScene\nAsh\tNeve Carr\tThe boats leave.\nRust\tThe Harrow\tAt night.";
    assert_eq!(below("4x01 Ebb[]", table), ["S04E01 Neve Carr - Ash", "S04E01 The Harrow - Rust"]);
}

#[test]
fn times_as_code_are_left_out() {
    let songs = "- [x] *Ash* — The Harrow `03:12`\n- [x] *Rust* — The Carrs `21:40` (cover)\n- [ ] *We Fall* — Ella Roe";
    let expected = ["S01E04 The Harrow - Ash", "S01E04 The Carrs - Rust", "S01E04 Ella Roe - We Fall"];
    assert_eq!(below("### S01E04 “Out”", songs), expected);
}

#[test]
fn a_dash_in_a_line_of_its_own_is_unclear_unless_the_order_is_said() {
    let text = "The finale was long and sad, and this is what I remember of it.\n\nElla Roe - Cold Hands (Chapter 1: Despair)\n";
    let options = Options { season: Some(1), episode: Some(8), ..Options::default() };
    let read = |options: &Options| lines(&read("page.txt", text, options));
    assert!(read(&options)[0].contains("unclear"), "{:?}", read(&options));
    let options = Options { order: Some(Order::ArtistTitle), ..options };
    assert!(
        read(&options)[0].starts_with("S01E08 Ella Roe - Cold Hands (Chapter 1: Despair) (likely"),
        "{:?}",
        read(&options)
    );
}

#[test]
fn a_third_part_behind_dashes_is_a_remark_if_most_lines_have_one() {
    let songs = "- Ella Roe – Cold Hands – the drive\n- The Carrs – Rust – Kit and Neve – at night\n\
        - Neve Carr – Ash – the end\n\n## Trailers (not in the episodes)\n- The Carrs – Ice – a trailer";
    let expected = [
        "S01E04 Ella Roe - Cold Hands",
        "S01E04 The Carrs - Rust",
        "S01E04 Neve Carr - Ash",
        "S01E04 The Carrs - Ice (unclear: below a heading of links or comments)",
    ];
    assert_eq!(below("## S01E04 – Out", songs), expected);
}

#[test]
fn days_menus_and_what_people_say_are_no_songs() {
    let text = "\"Ash\" by Neve Carr\n\"Rust\" by The Harrow\n\"Ice\" by Ella Roe\n\n\
        Ada – 14 May\nKit — 15/11/2022 — 10:32\n“Nobody drowns by accident in this town.” – Ada Poe\nNow watching: Low Road - Season 2\n\n\
        Ep. 2\n\"Fog\" by Ella Roe\n\"Salt\" by Neve Carr\n\"Nets\" by The Harrow";
    let found = lines(&read(
        "page.txt",
        &format!("TV › Far Shore › Music\n\nSeason 1 music\n\nEp. 1\n{text}"),
        &Options::default(),
    ));
    let places: Vec<&str> = found.iter().map(|line| &line[..6]).collect();
    assert_eq!(places, ["S01E01", "S01E01", "S01E01", "S01E02", "S01E02", "S01E02"], "{found:?}");
}

#[test]
fn episodes_may_be_numbered_with_their_seasons() {
    assert_eq!(
        below("Season 3\n\nEPISODE 301", "\"Ash\" by Neve Carr\n\"Rust\" by The Harrow\n\"Ice\" by Ella Roe")
            [0],
        "S03E01 Neve Carr - Ash"
    );
    let table = "Code;Artist;Track\n104;Neve Carr;Ash\n210;The Harrow;Rust\n";
    assert_eq!(
        lines(&read("list.csv", table, &Options::default())),
        ["S01E04 Neve Carr - Ash", "S02E10 The Harrow - Rust"]
    );
}

#[test]
fn a_text_may_say_how_it_is_written() {
    let songs = "Cold Hands - Ella Roe\nAsh - Neve Carr\nRust - The Harrow\nIce - Ada Poe\n--\nKit - Admin";
    let found = below(
        "Subject: Far Shore - UPDATED\n\nFormat is SONG - ARTIST, Kevin.\n\nSeason 1, Episode 4[edit]",
        songs,
    );
    assert_eq!(found[0], "S01 UPDATED - Subject: Far Shore (likely: no episode is named above it)");
    assert_eq!(found[1], "S01E04 Ella Roe - Cold Hands");
    assert_eq!(found[5], "S01E04 Admin - Kit (unclear: below a heading of links or comments)");
    assert_eq!(below("Artist – Title\n\nS01E04", songs)[0], "S01E04 Cold Hands - Ella Roe");
}

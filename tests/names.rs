//! Which names mean the same: of artists, of songs and of credits with several artists. Each pair is tried in
//! both directions, as a song of a catalog and a track of a playlist.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::json;
use soundtrack::load;
use soundtrack::model::Catalog;
use soundtrack::playlist::Track;
use soundtrack::playlist::matching::compare;
use soundtrack::query::lookup;
use soundtrack::text::{Credit, Likeness, Title, fold};

/// Names of the same artist.
const SAME_ARTISTS: &[(&str, &str)] = &[
    // Articles.
    ("The Beatles", "Beatles"),
    ("The Beatles", "Beatles, The"),
    ("The Beatles", "thebeatles"),
    ("The 1975", "1975"),
    ("Pixies", "The Pixies"),
    ("The xx", "XX"),
    ("The Weeknd", "TheWeekndVEVO"),
    ("The Thermals", "Thermals, The"),
    ("A Tribe Called Quest", "Tribe Called Quest"),
    ("A Tribe Called Quest", "Tribe Called Quest, A"),
    ("Die Toten Hosen", "Toten Hosen, Die"),
    ("Die Ärzte", "Ärzte, Die"),
    ("Les Rita Mitsouko", "Rita Mitsouko, Les"),
    ("La Oreja de Van Gogh", "Oreja de Van Gogh, La"),
    ("Los Lobos", "LOBOS, LOS"),
    ("The The", "The, The"),
    // Dots, dashes and spaces.
    ("M.I.A.", "MIA"),
    ("R.E.M.", "REM"),
    ("AC/DC", "ACDC"),
    ("AC/DC", "AC-DC"),
    ("tUnE-yArDs", "TuneYards"),
    ("a-ha", "Aha"),
    ("Jay-Z", "JAY Z"),
    ("Blink-182", "blink 182"),
    ("S Club 7", "SClub7"),
    ("will.i.am", "Will I Am"),
    ("N.E.R.D", "NERD"),
    ("B.B. King", "BB King"),
    ("M/A/R/R/S", "MARRS"),
    ("Sunn O)))", "Sunn O"),
    ("nu:tone", "Nu Tone"),
    ("*NSYNC", "NSYNC"),
    ("Sigur Rós", "SIGUR ROS"),
    ("Mötley Crüe", "Motley Crue"),
    ("Ke$ha", "Kesha"),
    ("A$AP Rocky", "ASAP Rocky"),
    ("Therapy?", "Therapy"),
    // Words for "and".
    ("Florence + The Machine", "Florence & The Machine"),
    ("Florence + The Machine", "Florence and the Machine"),
    ("Simon & Garfunkel", "Simon and Garfunkel"),
    ("Guns N' Roses", "Guns & Roses"),
    ("Guns N' Roses", "Guns ’n’ Roses"),
    ("Dan + Shay", "Dan and Shay"),
    ("Jesse & Joy", "Jesse y Joy"),
    ("Chlöe x Halle", "Chloe X Halle"),
    ("Salt-N-Pepa", "Salt 'n' Pepa"),
    ("Selig und Söhne", "Selig & Söhne"),
    // Apostrophes, letters and invisible signs.
    ("Destiny's Child", "Destiny’s Child"),
    ("Destiny's Child", "Destiny´s Child"),
    ("Destiny's Child", "Destiny`s Child"),
    ("Destiny's Child", "Destiny′s Child"),
    ("Destiny's Child", "Destiny‛s Child"),
    ("Destiny's Child", "Destinyʼs Child"),
    ("Destiny's Child", "Destiny＇s Child"),
    ("Destiny's Child", "Destinys Child"),
    ("Δείγμα", "ΔΕΙΓΜΑ"),
    ("Νότης Σφακιανάκης", "ΝΟΤΗΣ ΣΦΑΚΙΑΝΑΚΗΣ"),
    ("Mø", "MO"),
    ("Sofia Kærn", "Sofia Kaern"),
    ("Straße", "STRASSE"),
    ("ﬁve seconds", "Five Seconds"),
    ("Baby Queen", "Baby\u{a0}Queen"),
    ("Baby Queen", "Baby\u{200e} Queen"),
    ("Baby Queen", "\u{feff}Baby Que\u{200b}en"),
    ("Baby Queen", "Ｂａｂｙ Ｑｕｅｅｎ"),
    ("❤", "❤\u{fe0f}"),
    // What services add.
    ("Taylor Swift", "Taylor Swift - Topic"),
    ("Taylor Swift", "TaylorSwiftVEVO"),
    ("Taylor Swift", "Taylor Swift VEVO"),
    ("Queen", "Queen Official"),
    ("AC/DC", "acdcVEVO"),
];

/// Credits that share an artist.
const SAME_CREDITS: &[(&str, &str)] = &[
    ("Cavetown", "Cavetown feat. Orla Gartland"),
    ("Cavetown", "Cavetown ft Orla Gartland"),
    ("Cavetown", "Cavetown (feat. Orla Gartland)"),
    ("Cavetown", "Cavetown, Orla Gartland"),
    ("Cavetown", "Orla Gartland, Cavetown"),
    ("Cavetown", "Cavetown;Orla Gartland"),
    ("Cavetown", "Cavetown & Orla Gartland"),
    ("Cavetown", "Cavetown and Orla Gartland"),
    ("Cavetown", "Cavetown + Orla Gartland"),
    ("Cavetown", "Cavetown / Orla Gartland"),
    ("Cavetown", "Cavetown/Orla Gartland"),
    ("Cavetown", "Cavetown w/ Orla Gartland"),
    ("Cavetown", "Cavetown with Orla Gartland"),
    ("Orla Gartland", "Cavetown x Orla Gartland"),
    ("Orla Gartland", "Cavetown × Orla Gartland"),
    ("Orla Gartland", "Cavetown、Orla Gartland"),
    ("Orla Gartland", "Cavetown | Orla Gartland"),
    ("Orla Gartland", "Cavetown, Wasia Project, & Orla Gartland"),
    ("Cavetown", "Wasia Project, Cavetown & Orla Gartland"),
    ("Tyler, The Creator", "Tyler, The Creator, Kali Uchis"),
    ("Tyler, The Creator", "Kali Uchis feat. Tyler, The Creator"),
    ("10,000 Maniacs", "10,000 Maniacs,Other One"),
    ("10,000 Maniacs", "Other One;10,000 Maniacs"),
    ("Earth, Wind & Fire", "Earth, Wind & Fire, The Emotions"),
    ("AC/DC", "AC/DC; Somebody"),
    ("X Ambassadors", "X Ambassadors & Jamie N Commons"),
    ("Lil Nas X", "Lil Nas X & Jack Harlow"),
    ("Lil Nas X", "Lil Nas X x Jack Harlow"),
    ("Bob Marley", "Bob Marley & The Wailers"),
];

/// Names of different artists.
const DIFFERENT_ARTISTS: &[(&str, &str)] = &[
    ("Tyler", "Tyler, The Creator"),
    ("The Creator", "Tyler, The Creator"),
    ("DC", "AC/DC"),
    ("AC", "AC/DC"),
    ("M", "M/A/R/R/S"),
    ("Earth", "Earth, Wind & Fire"),
    ("Wind", "Earth, Wind & Fire"),
    ("Fire", "Earth, Wind and Fire"),
    ("Peter", "Peter, Paul and Mary"),
    ("Garfunkel", "Simon & Garfunkel"),
    ("Peace", "Love and Peace"),
    ("The Machine", "Florence + The Machine"),
    ("Roux", "La Roux"),
    ("Antwoord", "Die Antwoord"),
    ("Ha", "a-ha"),
    ("Queen", "Queens"),
    ("Queen", "Baby Queen"),
    ("Ezra", "George Ezra"),
    ("Malcolm", "Malcolm X"),
    ("Ambassadors", "X Ambassadors"),
    ("!!!", "???"),
    ("!!!", "Chk Chk Chk"),
    ("か", "が"),
    ("Topic", "Hot Topic"),
    ("Blink 182", "Blink 183"),
    ("Boyz II Men", "Boyz Men"),
    // Elsewhere the sign is no letter, as in `Wham!`; a catalog may have the other name as an alias.
    ("P!nk", "Pink"),
    ("Ärzte", "Aerzte"),
];

/// Titles of the same recording.
const SAME_TITLES: &[(&str, &str)] = &[
    ("T.N.T.", "TNT"),
    ("Party In The U.S.A.", "Party in the USA"),
    ("The Boxer", "Boxer, The"),
    ("Rock and Roll", "Rock 'n' Roll"),
    ("Rock and Roll", "Rock & Roll"),
    ("Rock and Roll", "Rock'n'Roll"),
    ("1+1", "1 + 1"),
    ("Don't Stop", "Don’t Stop"),
    ("Don't Stop", "Dont Stop"),
    ("Everyday", "Every Day"),
    ("Col\u{200b}ours", "Colours"),
    ("Colours", "Col\u{ad}ours"),
    ("Δρόμος", "ΔΡΟΜΟΣ"),
    ("Le temps de l'amour", "Le Temps De L’Amour"),
    ("Another Brick In The Wall, Pt. 2", "Another Brick in the Wall (Part II)"),
    ("Another Brick In The Wall, Pt. 2", "Another Brick in the Wall - Part Two"),
    ("Song Part 2", "Song, Pt. 2"),
    ("Song Part 2", "Song (Pt.2)"),
    ("Song II", "Song 2"),
    ("Song, Vol. 3", "Song Volume III"),
    ("Shine On, Parts 1 & 2", "Shine On (Pts. I and II)"),
    ("Song", "Song (Official Video)"),
    ("Song", "Song [Official Music Video]"),
    ("Song", "Song (Official Visualizer)"),
    ("Song", "Song (Visualiser)"),
    ("Song", "Song (Official Lyric Video)"),
    ("Song", "Song (Official Audio) [HD]"),
    ("Song", "Song | Official Video"),
    ("Song", "Song (Video Oficial)"),
    ("Song", "Song (Clip Officiel)"),
    ("Song", "Song (Official 4K Video)"),
    ("Song", "Song [M/V]"),
    ("Song", "Song (Deluxe)"),
    ("Song", "Song (Deluxe Edition)"),
    ("Song", "Song (Deluxe Version)"),
    ("Song", "Song (Super Deluxe Edition)"),
    ("Song", "Song - Bonus Track"),
    ("Song", "Song (Bonus Track Version)"),
    ("Song", "Song (Album Version)"),
    ("Song", "Song (Explicit)"),
    ("Song", "Song - Single Version"),
    ("Song", "Song - Original Mix"),
    ("Song", "Song (feat. Someone)"),
    ("Song", "Song ft. Someone"),
    ("Song", "Song w/ Someone"),
    ("Song", "Song (with Someone)"),
    ("Song", "Song (prod. by Someone)"),
    ("Song", "Song [Prod. Someone]"),
    ("Song", "Song - From \"Heartstopper\""),
    ("Song", "Song (Original Motion Picture Soundtrack)"),
    ("1999", "1999 ft. Troye Sivan"),
    ("50 Ft Queenie", "50ft Queenie"),
    ("Song (Live)", "Song - Live"),
    ("Song (Live)", "Song (Live Version)"),
    ("Song - 2011 Remaster", "Song (Remastered 2011)"),
    ("Song (Acoustic)", "Song - Acoustic Version"),
];

/// Titles of another version, or of the same song with and without a subtitle.
const VERSIONS: &[(&str, &str)] = &[
    ("Song", "Song (Live)"),
    ("Song", "Song - Live at Wembley"),
    ("Song", "Song [Acoustic]"),
    ("Song", "Song (Acústico)"),
    ("Song", "Song (En Vivo)"),
    ("Song", "Song (8D Audio)"),
    ("Song", "Song (Sped Up)"),
    ("Song", "Song (Slowed + Reverb)"),
    ("Song", "Song - Remastered 2011"),
    ("Song", "Song (Remasterizado)"),
    ("Song", "Song (Someone Remix)"),
    ("Song", "Song - Radio Edit"),
    ("Song", "Song (Karaoke Version)"),
    ("Song", "Song (Instrumental)"),
    ("Song", "Song (Japanese ver.)"),
    ("Song", "Song (Taylor's Version)"),
    ("Song", "Song (Demo)"),
    ("Song", "Song (Clean)"),
    ("Song", "Song (Video Version)"),
    ("Song (Live)", "Song (Acoustic)"),
    ("Song (Live)", "Song (Live) [Remastered]"),
    ("How Little We Know", "(How Little It Matters) How Little We Know"),
    ("Cloudbusting", "Cloudbusting (The Organon)"),
    ("Superinlove", "Superinlove (Roll Credits)"),
    ("Satisfaction", "(I Can't Get No) Satisfaction"),
    ("Love", "Love - Chapter 1"),
    ("Another Brick in the Wall", "Another Brick In The Wall, Pt. 2"),
    ("Another Brick in the Wall", "Another Brick In The Wall (Part II)"),
];

/// Titles of different songs.
const DIFFERENT_TITLES: &[(&str, &str)] = &[
    ("50 Ft Queenie", "50 Ft Something"),
    ("Another Brick In The Wall, Pt. 2", "Another Brick In The Wall, Pt. 1"),
    ("Song, Vol. 2", "Song, Vol. 3"),
    ("Song, Vol. 2", "Song, Pt. 2"),
    ("Song II", "Song III"),
    ("Song 1", "Song 2"),
    ("Love (Chapter 1)", "Love (Chapter 2)"),
    ("Live Forever", "Forever"),
    ("Love", "Love Me"),
    ("Love", "Loved"),
    ("Part of Me", "Me"),
    ("N.Y.C.", "N.N.C."),
    ("Remix", "Song (Remix)"),
    ("Malcolm X", "Malcolm 10"),
    ("Cover Me", "Me"),
    ("The", "A"),
    ("?", "!"),
    ("Song (Live)", "Other (Live)"),
    ("Official Girl", "Girl"),
    ("With or Without You", "Without You"),
];

fn catalog(artist: &str, title: &str) -> Catalog {
    let document = json!({
        "format": 1, "show": { "id": "x", "title": "X" },
        "artists": [{ "id": "a", "name": artist }],
        "songs": [{ "id": "s", "title": title, "credit": [{ "artist": "a" }] }],
        "seasons": [{ "number": 1, "episodes": [{ "number": 1, "title": "One", "placements": [{ "song": "s" }] }] }],
    });
    load::text("x.json", &document.to_string()).unwrap()
}

/// What comparing says of a track and a song: `same`, `version` or `different`.
fn verdict(song: (&str, &str), track: (&str, &str)) -> &'static str {
    let catalog = catalog(song.0, song.1);
    let songs: Vec<_> = catalog.shows().flat_map(|show| show.songs()).collect();
    let track = Track { artist: track.0.to_owned(), title: track.1.to_owned(), ..Track::default() };
    let found = compare(&catalog, &songs, &[track]);
    match (found.found, found.versions.len(), found.missing.len()) {
        (1, 0, 0) => "same",
        (0, 1, 0) => "version",
        (0, 0, 1) => "different",
        other => panic!("{other:?}"),
    }
}

/// The pairs of a table with another verdict, in either direction.
fn wrong(table: &[(&str, &str)], expected: &str, track: impl Fn(&str) -> (String, String)) -> Vec<String> {
    let both = table.iter().flat_map(|&(one, other)| [(one, other), (other, one)]);
    let compared = both.map(|(song, other)| {
        let ((artist, title), (other_artist, other_title)) = (track(song), track(other));
        (song, other, verdict((&artist, &title), (&other_artist, &other_title)))
    });
    let wrong = compared.filter(|(.., verdict)| *verdict != expected);
    wrong.map(|(song, other, verdict)| format!("{song} / {other}: {verdict}")).collect()
}

#[test]
fn names_of_artists_are_told_apart() {
    let by = |artist: &str| (artist.to_owned(), "Song".to_owned());
    let none: [String; 0] = [];
    assert_eq!(wrong(SAME_ARTISTS, "same", by), none);
    assert_eq!(wrong(SAME_CREDITS, "same", by), none);
    assert_eq!(wrong(DIFFERENT_ARTISTS, "different", by), none);
}

#[test]
fn titles_are_told_apart() {
    let called = |title: &str| ("Artist".to_owned(), title.to_owned());
    let none: [String; 0] = [];
    assert_eq!(wrong(SAME_TITLES, "same", called), none);
    assert_eq!(wrong(VERSIONS, "version", called), none);
    assert_eq!(wrong(DIFFERENT_TITLES, "different", called), none);
}

#[test]
fn what_comparing_takes_for_the_same_is_found_by_name() {
    for &(one, other) in SAME_ARTISTS {
        let catalog = catalog(one, "Song");
        let found = lookup::artists(&catalog, other);
        assert!(found.is_ok_and(|found| found.is_whole_name()), "{one} / {other}");
    }
    for &(one, other) in SAME_TITLES {
        let catalog = catalog("Artist", one);
        let shows: Vec<_> = catalog.shows().map(|show| show.id()).collect();
        let found = lookup::songs(&catalog, &shows, other);
        assert!(found.is_ok_and(|found| found.is_whole_name()), "{one} / {other}");
    }
}

fn names(credit: &str) -> Vec<String> {
    Credit::parse(credit).into_names().collect()
}

#[test]
fn a_credit_is_its_names_however_they_are_joined() {
    for artist in [
        "Cavetown feat. Orla Gartland",
        "Cavetown, Orla Gartland",
        "Cavetown;Orla Gartland",
        "Cavetown & Orla Gartland",
    ] {
        assert!(names(artist).contains(&"cavetown".to_owned()), "{artist}");
    }
    assert!(names("Simon & Garfunkel").contains(&"simonngarfunkel".to_owned()));
    assert!(names(r"Tyler\, The Creator, Kali").contains(&"tylerthecreator".to_owned()));
    assert!(!names("Love and Peace").contains(&"peace".to_owned()));
    assert!(names("").is_empty());
}

#[test]
fn titles_are_taken_apart() {
    for (title, song, versions) in [
        ("Clearest Blue", "clearest blue", &[][..]),
        ("Clearest Blue (Live)", "clearest blue", &["live"]),
        ("Clearest Blue - Live at Home", "clearest blue", &["live at home"]),
        ("Don't Delete the Kisses – 2018 Remaster", "dont delete the kisses", &["2018 remaster"]),
        ("leavemealone (Nia Archives Remix)", "leavemealone", &["nia archives remix"]),
        ("Fall in Love with a Girl (feat. Orla Gartland)", "fall in love with a girl", &[]),
        ("Fall in Love with a Girl feat. Orla Gartland", "fall in love with a girl", &[]),
        ("Song [with X] (Acoustic) - Remastered", "song", &["acoustic", "remastered"]),
        ("Song (From \"Heartstopper\")", "song", &[]),
        ("Song (Explicit)", "song", &[]),
        ("Song (Official Video) [HD]", "song", &[]),
        ("Song - From Live at Wembley", "song", &["from live at wembley"]),
        ("Song (feat. Someone Remix)", "song", &["feat someone remix"]),
        ("Song {Live}", "song", &["live"]),
        ("Live Forever", "live forever", &[]),
        ("(I Can't Get No) Satisfaction", "i cant get no satisfaction", &[]),
        ("Want Me (More)", "want me more", &[]),
        ("Song ((Live) Take 2)", "song", &["live take 2"]),
        ("(Live)", "live", &[]),
        ("Song (Live) feat. X", "song", &["live"]),
        ("Ft. Worth", "ft worth", &[]),
        ("A - B", "a b", &[]),
    ] {
        let found = Title::parse(title);
        assert_eq!(
            (found.song.as_str(), found.versions),
            (song, versions.iter().map(|version| (*version).to_owned()).collect()),
            "{title}"
        );
        assert_eq!(found.whole, fold(title));
    }
}

/// Few words, so that some titles are alike.
const TITLE: &str =
    "(\\()?(The |A )?(Song|song|Ⅱ)( |, |\\(| - |\\) )(Live|Pt. 2|II|ft. X|Sub|Deluxe Version)\\)?";

#[test]
fn white_space_is_a_space() {
    assert_eq!(Title::parse("t\tft\nx"), Title::parse("t ft x"));
}

proptest! {
    #[test]
    fn likeness_has_no_direction_and_needs_a_common_key(one in TITLE, other in TITLE) {
        let (one, other) = (Title::parse(&one), Title::parse(&other));
        prop_assert_eq!(one.likeness(&other), other.likeness(&one));
        prop_assert_eq!(one.likeness(&one), Likeness::Exact);
        let has_common_key = one.keys().any(|key| other.keys().any(|same| same == key));
        prop_assert!(has_common_key || one.likeness(&other) == Likeness::Different);
    }

    #[test]
    fn any_title_has_a_song(title in "\\PC{0,30}") {
        prop_assert_eq!(Title::parse(&title).song.is_empty(), fold(&title).is_empty());
    }
}

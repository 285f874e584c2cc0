//! Tests of each playlist format: what is written, and reading the files of other programs.

use super::{catalog, named, playlist, read, songs};
use clap::ValueEnum;
use serde_json::{Value, json};
use soundtrack::playlist::{ExportFormat, ImportFormat, Names, Track};

#[test]
fn a_hostile_name_is_one_entry_on_one_line() {
    let hostile = named("a\u{2028}b\r\n#EXTINF:1,x", "t\u{1b}]0;evil\u{7}\nhttps://evil.example\u{85}");
    let hostile = Track { location: Some("#x.mp3".to_owned()), ..hostile };
    let list = playlist(vec![hostile.clone(), hostile]);
    let text = ExportFormat::M3u8.write(&list);
    assert_eq!(text.lines().count(), 2 + 2 * 2, "{text}");
    assert_eq!(text.lines().filter(|line| *line == "./#x.mp3").count(), 2);
    assert_eq!(ExportFormat::Text.write(&list).lines().count(), 2);
    for format in ExportFormat::value_variants() {
        let text = format.write(&list);
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{85}', '\u{2028}']), "{format:?}: {text}");
    }
}

#[test]
fn a_location_with_a_line_break_is_ignored() {
    let track = Track { location: Some("a\nb.mp3".to_owned()), ..named("a", "t") };
    assert!(!ExportFormat::M3u8.has_entry(&track));
    assert_eq!(ExportFormat::M3u8.write(&playlist(vec![track])), "#EXTM3U\n#PLAYLIST:A list\n");
}

#[test]
fn a_link_to_audio_is_a_location_and_any_other_a_page() {
    let page = "https://open.spotify.com/track/5sA3i6SGkILMiZW6Fhx4wv?name=a.mp3";
    let audio = "https://example.com/song.MP3?from=catalog#1";
    for (links, location, info) in [
        (json!([page]), None, Some(page)),
        (json!([audio]), Some(audio), None),
        (json!(["https://example.com/", page, audio]), Some(audio), Some("https://example.com/")),
        (json!([]), None, None),
    ] {
        let catalog = catalog(&[("A", "T", json!({ "links": links }))]);
        let track = Track::from_song(catalog.song(songs(&catalog)[0]));
        assert_eq!((track.location.as_deref(), track.info.as_deref()), (location, info));
        assert_eq!(ExportFormat::M3u8.has_entry(&track), location.is_some());
        let list = playlist(vec![track]);
        let xspf = ExportFormat::Xspf.write(&list);
        let jspf: Value = serde_json::from_str(&ExportFormat::Jspf.write(&list)).unwrap();
        let written = &jspf["playlist"]["track"][0];
        for (element, expected) in [("location", location), ("info", info)] {
            let expected = expected.map(|address| format!("<{element}>{address}</{element}>"));
            assert_eq!(xspf.contains(&format!("<{element}>")), expected.is_some(), "{xspf}");
            assert!(expected.is_none_or(|expected| xspf.contains(&expected)), "{xspf}");
        }
        assert_eq!((written["location"][0].as_str(), written["info"].as_str()), (location, info));
    }
}

#[test]
fn file_paths_are_urls_in_xspf() {
    let at = |location: &str| Track { location: Some(location.to_owned()), ..named("a", "t") };
    let tracks = vec![at("/music/100% é?.mp3"), at("https://example.com/a b?q=1&x=%20")];
    let text = ExportFormat::Xspf.write(&playlist(tracks.clone()));
    assert!(text.contains("<location>file:///music/100%25%20%C3%A9%3F.mp3</location>"), "{text}");
    assert!(text.contains("<location>https://example.com/a%20b?q=1&amp;x=%20</location>"), "{text}");
}

#[test]
fn formats_are_detected_by_their_first_characters() {
    for (text, source) in [
        ("#EXTM3U\nx.mp3", Some(ImportFormat::M3u8)),
        ("\n#EXTINF:1,x\nx.mp3", Some(ImportFormat::M3u8)),
        ("<?xml version=\"1.0\"?><playlist/>", Some(ImportFormat::Xspf)),
        (" {\"playlist\": {}}", Some(ImportFormat::Json)),
        ("[]", Some(ImportFormat::Json)),
        ("Track URI,Track Name,Artist Name(s)\n", None),
        ("The Title, Artist - Song\n", None),
        ("# my list\nA - B", None),
        ("#1 Dads - Return To", None),
        ("<PIG> - Find It Fuck It", None),
        ("[Untitled] - Song", None),
        ("{Brackets} - Song", None),
        ("C:\\Music\\A - B.flac\n", Some(ImportFormat::M3u8)),
        ("", None),
    ] {
        assert_eq!(ImportFormat::detect(text), Ok(source), "{text}");
    }
}

#[test]
fn playlists_of_other_programs_are_read() {
    let exportify = "\"Track URI\",\"Track Name\",\"Artist URI(s)\",\"Artist Name(s)\",\"Album Name\",\"ISRC\"\n\
        \"spotify:track:1\",\"Lovesong\",\"x\",\"beabadoobee, Tyler\\, The Creator\",\"Our Extended Play\",\"gb-aye-06-01498\"\n";
    let tracks = read(exportify).unwrap().tracks;
    assert_eq!(tracks[0].title, "Lovesong");
    assert_eq!(tracks[0].isrc, Some("GBAYE0601498".parse().unwrap()));

    let xspf = "<playlist xmlns='http://xspf.org/ns/0/'><title>No</title><trackList><track><creator>A &amp; B</creator>\
        <title><![CDATA[T < 1]]> &#233;</title><meta rel='x'>y</meta></track><track/></trackList></playlist>";
    let tracks = read(xspf).unwrap().tracks;
    assert_eq!((tracks[0].artist.as_str(), tracks[0].title.as_str(), tracks.len()), ("A & B", "T < 1 é", 1));
    assert_eq!(read(xspf).unwrap().left_over.len(), 1, "the empty track");

    let jspf = r#"{"playlist": {"title": "x", "track": [
        {"creator": "A", "title": "T", "duration": "12", "identifier": "https://musicbrainz.org/recording/b1a9c0e9-d987-4042-ae91-78d6a3267d69"},
        {"title": null, "identifier": ["x", "isrc:GBAYE0601498"]}]}}"#;
    let tracks = read(jspf).unwrap().tracks;
    assert!(tracks[0].mbid.is_some() && tracks[1].isrc.is_some());

    let prefixed = "<x:playlist xmlns:x='http://xspf.org/ns/0/'><x:trackList><x:track><x:location>file:///m/A%20-%20T.mp3</x:location>\
        <x:title/></x:track></x:trackList></x:playlist>";
    let tracks = read(prefixed).unwrap().tracks;
    assert_eq!(tracks[0].title, "A - T", "by the name of its file");

    let nulls = r#"{"playlist": {"extension": null, "track": [{"title": "T", "identifier": null, "location": null, "extension": null}]}}"#;
    assert_eq!(read(nulls).unwrap().tracks[0].title, "T");

    let excel = "\nsep=;\ntitle;artist\nT;A\n";
    assert_eq!(read(excel).unwrap().tracks[0].artist, "A");

    let m3u =
        "#EXTM3U\r\n#EXTINF:12 tvg=\"x\",A - T, and more\r\n\r\n/music/1.mp3\r\n/music/B%20-%20U.flac\r\n";
    let tracks = read(m3u).unwrap().tracks;
    assert_eq!([&*tracks[0].title, &*tracks[1].title], ["A - T, and more", "B - U"]);
}

#[test]
fn invalid_playlists_are_explained() {
    for (source, text, why) in [
        (ImportFormat::Json, "{", "this is no JSON: EOF while parsing"),
        (
            ImportFormat::Json,
            "[{\"name\": \"x\"}]",
            "this is JSON without objects that have a title and an artist, but `name`",
        ),
        (ImportFormat::Xspf, "<playlist><trackList>", "the XML ends too soon"),
        (ImportFormat::Xspf, "no XML", "the XML ends too soon"),
        (ImportFormat::Xspf, "<rss><!-- <playlist> --></rss>", "this is XML, but `rss` and no XSPF playlist"),
        (
            ImportFormat::Table,
            "a,b\n1,2\n",
            "none of its columns is known as `title` and `artist`: `a` and `b`",
        ),
    ] {
        let error = source.read(text, &Names::default()).unwrap_err();
        assert!(error.starts_with(why), "{error}");
    }
    let bomb = "<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><playlist><trackList><track><title>&b;c</title></track></trackList></playlist>";
    assert_eq!(read(bomb).unwrap().tracks[0].title, "c", "entities are not expanded");
}

#[test]
fn jspf_has_what_listenbrainz_requires() {
    let mbid = "b1a9c0e9-d987-4042-ae91-78d6a3267d69";
    let known = Track { mbid: Some(mbid.parse().unwrap()), ..named("A", "One") };
    let read = |tracks| serde_json::from_str::<Value>(&ExportFormat::Jspf.write(&playlist(tracks))).unwrap();
    let list = read(vec![known.clone()]);
    let identifier = format!("https://musicbrainz.org/recording/{mbid}");
    assert_eq!(list["playlist"]["track"][0]["identifier"], json!([identifier]));
    assert_eq!(
        list["playlist"]["extension"]["https://musicbrainz.org/doc/jspf#playlist"],
        json!({ "public": false })
    );
    let list = read(vec![known, named("B", "Two")]);
    assert_eq!(list["playlist"]["extension"], Value::Null);
}

//! What a source is.

use super::{lines, read};
use soundtrack::import::{self, Known, Options};

fn refusal(bytes: &[u8]) -> (String, Option<String>) {
    let error = import::read("x", bytes, &Known::default(), &Options::default()).unwrap_err();
    assert_eq!(error.exit_code(), 2);
    (error.to_string(), error.hint().map(str::to_owned))
}

#[test]
fn files_that_are_not_read_are_named_with_what_to_save_instead() {
    let cases: &[(&[u8], &str, &str)] = &[
        (b"PK\x03\x04..xl/workbook.xml", "a spreadsheet of Excel", "save the sheet as CSV"),
        (b"PK\x03\x04..word/document.xml", "a document of Word", "save its text"),
        (b"%PDF-1.7", "a PDF", "save its text"),
        (b"{\\rtf1 x}", "RTF", "save its text"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nx", "captions (WebVTT)", "most captions"),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nx", "captions (SRT)", "most captions"),
        (b"FILE \"x.wav\" WAVE\n  TRACK 01 AUDIO\n", "a cue sheet of a CD", "save the list as CSV"),
        (b"<?xml version=\"1.0\"?>\n<tvshow><title>X</title></tvshow>", "an .nfo file", "it names no songs"),
        (
            b"<meta charset=\"windows-1251\">\xcf\xf0",
            "in the encoding windows-1251",
            "save the file as UTF-8",
        ),
    ];
    for (bytes, kind, hint) in cases {
        let (message, advice) = refusal(bytes);
        assert!(message.starts_with("cannot read `x`: this is ") && message.contains(kind), "{message}");
        assert!(advice.unwrap().starts_with(hint), "{kind}");
    }
    let answers = [
        (r#"{"media":[],"artist-credit":[]}"#, "an answer of MusicBrainz"),
        (r#"{"tracklist":[{"title":"x"}]}"#, "an answer of Discogs"),
        (r#"{"tunefind_url":"x","seasons":[]}"#, "an answer of Tunefind"),
        (r#"{"items":[{"track":{"external_urls":{}}}]}"#, "an answer of Spotify"),
        (r#"{"format":1,"show":{},"seasons":[]}"#, "a catalog"),
    ];
    for (text, kind) in answers {
        assert!(refusal(text.as_bytes()).0.contains(kind), "{text}");
    }
    let list = read("list", r#"[{"season":1,"number":1,"name":"Meet"}]"#, &Options::default());
    assert_eq!((list.kind.as_str(), list.episodes.len()), ("a list of episodes", 1));
    assert_eq!(refusal(b"a\0b"), ("cannot read `x`: it is no text".to_owned(), None));
}

#[test]
fn texts_are_read_in_the_encodings_that_programs_write() {
    let text = "Song,Artist\nÜ – “x”,Björk\n";
    let utf_16 = |start: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        start.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let sources = [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        utf_16([0xff, 0xfe], u16::to_le_bytes),
        utf_16([0xfe, 0xff], u16::to_be_bytes),
        b"Song,Artist\r\n\xdc \x96 \x93x\x94,Bj\xf6rk\r\n".to_vec(),
        text.replace('\n', "\r").into_bytes(),
    ];
    for source in sources {
        let reading = import::read("x", &source, &Known::default(), &Options::default()).unwrap();
        assert_eq!(lines(&reading), ["Björk - Ü – “x”"]);
    }
}

#[test]
fn playlists_place_nothing_unless_the_user_says_where() {
    let cases = [
        (
            "Track URI,Track Name,Artist Name(s),Album Name,Track Duration (ms)\nx,Ribs,Lorde,Pure Heroine,258000\n",
            "a table",
        ),
        ("Shazam Library\nIndex,TagTime,Title,Artist,URL\n1,2024-01-01,Ribs,Lorde,https://x\n", "a table"),
        ("#EXTM3U\n#EXTINF:258,Lorde - Ribs\nribs.mp3\n", "a playlist (M3U)"),
        (
            "<?xml version=\"1.0\"?><playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\"><trackList><track>\
                <title>Ribs</title><creator>Lorde</creator></track></trackList></playlist>",
            "a playlist (XSPF)",
        ),
        (r#"{"playlist":{"track":[{"title":"Ribs","creator":"Lorde"}]}}"#, "a playlist (JSPF)"),
    ];
    for (text, kind) in cases {
        let reading = read("list", text, &Options::default());
        assert_eq!((reading.kind.as_str(), lines(&reading)), (kind, vec!["Lorde - Ribs".to_owned()]));
        let options = Options { season: Some(1), episode: Some(2), ..Options::default() };
        assert_eq!(lines(&read("list", text, &options)), ["S01E02 Lorde - Ribs"]);
    }
    let reading = read("list", cases[0].0, &Options::default());
    assert_eq!(reading.candidates[0].track.album.as_deref(), Some("Pure Heroine"));
    assert_eq!(reading.candidates[0].track.length, Some("4:18".parse().unwrap()));
}

#[test]
fn lines_can_be_read_by_a_pattern() {
    let options = Options {
        season: Some(1),
        pattern: Some("{number}. {title} // {artist} ({scene})".parse().unwrap()),
        ..Options::default()
    };
    let text = "Songs of the first season\n1. Ribs // Lorde (a dance)\n  2.  Team (Live)  //  Lorde (the end)\n* 3. X // Y (z)\n";
    let reading = read("list.txt", text, &options);
    assert_eq!(lines(&reading), ["S01 Lorde - Ribs", "S01 Lorde - Team (Live)", "S01 Y - X"]);
    assert_eq!(reading.candidates[1].scene.as_deref(), Some("the end"));
    assert_eq!(reading.candidates[1].track.line, Some(3));
    assert_eq!(reading.candidates[2].text, "* 3. X // Y (z)");
    let cases = [
        ("{artist}", "it needs `{title}`"),
        ("{artist}{title}", "there must be a text in front of `{title}`"),
        ("{artist - {title}", "a `{` has no `}`"),
        ("{name} - {title}", "unknown field `name`"),
    ];
    for (pattern, why) in cases {
        let error = pattern.parse::<import::Pattern>().unwrap_err();
        assert!(error.starts_with(why), "{pattern}: {error}");
    }
}

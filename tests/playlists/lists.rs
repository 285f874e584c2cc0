//! Tests of reading lists that other programs and people wrote.

use super::{catalog, none, read, songs};
use serde_json::json;
use soundtrack::model::Catalog;
use soundtrack::playlist::matching::compare;
use soundtrack::playlist::{ImportFormat, Names, Track, Tracklist};

/// Two songs: most lists of these tests have both.
fn two() -> Catalog {
    catalog(&[("Ada Quill", "Paper Boats", none()), ("The Moth, Inc.", "7", none())])
}

/// Reads a list with the names of these songs.
fn known(text: &str) -> Tracklist {
    Tracklist::read(text, None, None, &Names::new(&two())).unwrap_or_else(|why| panic!("{why}: {text}"))
}

/// Asserts that a list has both songs and no other track.
fn has_both(text: &str) {
    let (catalog, list) = (two(), known(text));
    let found = compare(&catalog, &songs(&catalog), &list.tracks);
    assert_eq!((found.found, found.unknown.len()), (2, 0), "{text}\n{list:?}");
}

/// The artist and the title of each track, without a catalog.
fn pairs(text: &str) -> Vec<(String, String)> {
    read(text).unwrap().tracks.into_iter().map(|track| (track.artist, track.title)).collect()
}

#[test]
fn headings_are_known_in_many_languages_and_spellings() {
    for headings in [
        "Track Name,Artist Name(s)",
        "track_name,artist_name",
        "trackName,artistName",
        "TRACKNAME,ARTISTNAME",
        "Song,Band",
        "Song Title,Artist Name 1",
        "Title,Performer",
        "Name,Artist",
        "Track-Name,Künstlername(n)",
        "Titel,Interpret",
        "Nombre de la canción,Nombre(s) del artista",
        "Nom du titre,Nom(s) de l'artiste",
        "Nome della traccia,Nome dell’artista",
        "Nome da faixa,Nome(s) do artista",
        "Nummernaam,Naam van artiest",
        "Låtens namn,Artistens namn",
        "Parça Adı,Sanatçı Adı",
        "Όνομα κομματιού,Όνομα/τα καλλιτέχνη",
        "Название,Исполнитель",
        "トラック名,アーティスト名",
        "曲目名称,艺人名称",
        "曲目名稱,藝人名稱",
        "제목,아티스트",
        "اسم الأغنية,أسماء الفنانين",
    ] {
        // Without a catalog: only the headings tell.
        let text = format!("{headings}\nOne,Two\nThree,Four\n");
        let expected = [("Two", "One"), ("Four", "Three")].map(|(a, t)| (a.to_owned(), t.to_owned()));
        assert_eq!(pairs(&text), expected, "{headings}");
    }
}

#[test]
fn other_columns_are_no_titles_and_no_artists() {
    for headings in [
        "Track URI,Track Name,Artist URI(s),Artist Name(s)",
        "Track Number,Song,Album Artist Name(s),Artist",
        "TrackKey,Title,Album Title,Artist",
        "Episode Title,Song,Artist Genres,Artist",
        "Title,Song,Albumkünstler,Künstler",
        "song_id,song,artist_id,artist",
        "Track-URI,Track-Name,Künstler-URI(s),Künstlername(n)",
        "Track Preview URL,Track Name,Added By,Artist Name",
        "Playlist name,Track name,Type,Artist name",
    ] {
        let text = format!("{headings}\n1,One,x,Two\n");
        assert_eq!(pairs(&text), [("Two".to_owned(), "One".to_owned())], "{headings}");
    }
    let numbers = "Track,Title,Artist\n1,One,Two\n2,Three,Four\n";
    assert_eq!(pairs(numbers)[1], ("Four".to_owned(), "Three".to_owned()));
}

#[test]
fn tables_are_read_whatever_separates_and_surrounds_them() {
    for text in [
        "Title;Artist\nPaper Boats;Ada Quill\n7;The Moth, Inc.\n",
        "Title\tArtist\nPaper Boats\tAda Quill\n7\tThe Moth, Inc.\n",
        "Title|Artist\nPaper Boats|Ada Quill\n7|The Moth, Inc.\n",
        "Title,Artist\r\nPaper Boats,Ada Quill\r\n7,\"The Moth, Inc.\"\r\n",
        "Title,Artist\rPaper Boats,Ada Quill\r7,\"The Moth, Inc.\"\r",
        "SEP=;\nTitle;Artist\nPaper Boats;Ada Quill\n7;The Moth, Inc.\n",
        "\"sep=,\"\nTitle,Artist\nPaper Boats,Ada Quill\n7,\"The Moth, Inc.\"\n",
        "My list\n\nIndex,TagTime,Title,Artist\n1,2023-08-03,Paper Boats,Ada Quill\n2,2023-08-03,7,\"The Moth, Inc.\"\n",
        "No,Title,Artist\n\"1,\"\"Paper Boats\"\",\"\"Ada Quill\"\"\"\n2,7,\"The Moth, Inc.\"\n",
        // No headings, or unknown ones: the catalog tells.
        "Paper Boats,Ada Quill,x\n7,\"The Moth, Inc.\",x\n",
        "Ab,Cd,Ef\nx,Ada Quill,Paper Boats\nx,\"The Moth, Inc.\",7\n",
        "Ada Quill\tPaper Boats\n\"The Moth, Inc.\"\t7\n",
        // Markdown.
        "# List\n\n| No. | Title | Artist |\n|---|:-:|---|\n| 1 | [Paper Boats](https://x.example/1) | **Ada Quill** |\n| 2 | 7 | The Moth, Inc. |\n",
        "| Song | Artist |\n|--|--|\n| Paper Boats | Ada Quill |\n\nMore\n\n| Artist | Song |\n|--|--|\n| The Moth, Inc. | 7 |\n",
        "+-------------+----------------+\n| Song        | Artist         |\n+-------------+----------------+\n\
         | Paper Boats | Ada Quill      |\n| 7           | The Moth, Inc. |\n+-------------+----------------+\n",
        "│ Song        ┆ x │ Artist         │\n╞═════════════╪════════════════╡\n│ Paper Boats │ Ada Quill │\n├─────┼─────┤\n│ 7 │ The Moth, Inc. │\n"
            .replace("┆ x ", "").as_str(),
        " song        | artist\n-------------+----------------\n Paper Boats | Ada Quill\n 7           | The Moth, Inc.\n(2 rows)\n",
        // Aligned.
        "No.  Song         Artist\n───  ───────────  ──────────────\n  1  Paper Boats  Ada Quill\n  2  7            The Moth, Inc.\n",
        "1  Paper Boats  Ada Quill       3:05\n   7            The Moth, Inc.  2:15\n   A scene of some words.\n",
        "First\nSong         Artist\n───────────  ─────────\nPaper Boats  Ada Quill\n\nSecond\nNo.  Artist          Song\n  1  The Moth, Inc.  7\n",
        // Labels and values.
        "Song: Paper Boats\nArtist: Ada Quill\n\nSong: 7\nArtist: The Moth, Inc.\n",
        "One\nArtist  Ada Quill\nSong    Paper Boats\nArtist  The Moth, Inc.\nSong    7\n",
        "- title: \"Paper Boats\"\n  artist: Ada Quill\n- title: 7\n  artist: \"The Moth, Inc.\"\n",
        // Lines.
        "Ada Quill | Paper Boats\nThe Moth, Inc. | 7\n",
        "Paper Boats · Ada Quill\n7 · The Moth, Inc.\n",
        "Paper Boats by Ada Quill\n7 by The Moth, Inc.\n",
        "Ada Quill: Paper Boats\nThe Moth, Inc.: 7\n",
        "1. Ada Quill, \"Paper Boats\"\n2. 7 (The Moth, Inc.)\n",
        "#1 - Ada Quill - Paper Boats\nS02E08 - 7 - The Moth, Inc.\n",
        "Ada Quill - Paper Boats https://x.example/1\n🎵 The Moth, Inc. - 7 [2:15]\n",
        // JSON.
        r#"{"name":"x","tracks":[{"artists":[{"name":"Ada Quill"}],"name":"Paper Boats","album":{"name":"A","artists":[{"name":"B"}]}},
            {"artists":[{"name":"The Moth, Inc."}],"name":"7"}]}"#,
        r#"{"title":"x","creator":{"name":"me"},"tracks":{"data":[{"title":"Paper Boats","artist":{"name":"Ada Quill"}},{"title":"7","artist":{"name":"The Moth, Inc."}}]}}"#,
        "[{\"trackName\":\"Paper Boats\",\"artistName\":\"Ada Quill\"},{\"trackName\":\"7\",\"artistName\":\"The Moth, Inc.\"}]",
        "{\"song\":\"Paper Boats\",\"artist\":\"Ada Quill\"}\n{\"song\":\"7\",\"artist\":\"The Moth, Inc.\"}\n",
        r#"{"items":[{"added_at":"x","track":{"name":"Paper Boats","artists":[{"name":"Ada Quill"}]}},{"item":{"name":"7","artists":["The Moth, Inc."]}}]}"#,
        r#"{"recenttracks":{"track":[{"artist":{"mbid":"","\#text":"Ada Quill"},"name":"Paper Boats"},{"artist":{"\#text":"The Moth, Inc."},"name":"7"}]}}"#,
        r#"{"data":[{"attributes":{"name":"Paper Boats","artistName":"Ada Quill"}},{"attributes":{"name":"7","artistName":"The Moth, Inc."}}]}"#,
    ] {
        has_both(&text.replace("\\#", "#"));
    }
}

#[test]
fn m3u_is_read_as_players_write_it() {
    for text in [
        "#EXTM3U\n#EXTINF:1,Paper Boats - Ada Quill\n/m/1.m4a\n#EXTINF:1,7 - The Moth, Inc.\n/m/2.m4a\n",
        "#EXTM3U\r#EXTINF:1,Ada Quill - Paper Boats\r/m/1.m4a\r#EXTINF:1,The Moth, Inc. - 7\r/m/2.m4a\r",
        "#EXTM3U\n#EXTINF:1,Ada Quill - Paper Boats.mp3\n/m/1.mp3\n#EXTINF:1,The Moth, Inc. - 7.WMA\n/m/2.wma\n",
        "#EXTINF:1,Paper Boats\n#EXTART:Ada Quill\n/m/1.mp3\n#EXTART:The Moth, Inc.\n#EXTINF:1,7\n/m/2.mp3\n",
        "../Artists/Ada Quill/The Album (x)/01 Paper Boats.flac\n\\Music\\The Moth, Inc.\\Album\\1-07 - 7.mp3\n",
        "Ada Quill - Paper Boats.ape\nThe Moth, Inc. - 7.wv\n",
        "file:///music/Ada%20Quill/Paper%20Boats.ogg\nfile:///music/The%20Moth,%20Inc./7.ogg\n",
        "#EXTM3U\nAda Quill - Album - 04 - Paper Boats.flac\n007 - The Moth, Inc. - Album - 7.mp3\n",
        "ada_quill-paper_boats.mp3\n02-the_moth_inc-7.mp3\n",
        "/m/Ada Quill - Album (2021)/01 - Paper Boats.mp3\n/m/The Moth, Inc/Album/CD 1/07 7.mp3\n",
        "#EXTM3U\nAda Quill - 07. Paper Boats.mp3\nThe Moth, Inc. - 07 - 7.mp3\n",
        "#EXTINF:-1 tvg-name=\"a, b\",Ada Quill - Paper Boats\n#EXTINF:-1,The Moth, Inc. - 7\n",
    ] {
        has_both(text);
    }
}

#[test]
fn a_line_is_a_track_only_if_it_can_be_one() {
    let text = "My list - 2023-08-03\n# Season 2 - Episode 8\n**Episode 8 – Perfect**\nX - Soundtrack\nArtist - Song Title\nSongs:\n=====\n\
        - Ada Quill - Paper Boats (3:05)\n* [ ] 12:30 The Moth, Inc. – 7\n1. Somebody - Something\n\
        The last one - I do not know who sings it but it is nice\nFriday 3 August 2023\n| a - b | c |\n\"Title\" by Name\n";
    let list = known(text);
    let titles: Vec<&str> = list.tracks.iter().map(|track| track.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Ada Quill - Paper Boats", "The Moth, Inc. – 7", "1. Somebody - Something", "\"Title\" by Name"]
    );
    assert_eq!(list.tracks[0].length, Some("3:05".parse().unwrap()));
    assert_eq!(list.tracks[1].line, Some(9));
    let lines: Vec<usize> = list.left_over.iter().map(|line| line.line).collect();
    assert_eq!(lines, [1, 3, 4, 5, 6, 11, 12, 13]);
}

#[test]
fn everything_that_a_source_says_is_kept() {
    let text = "x\nSong Title,Artist Name 1,Artist Name 2,Album Title,Track Duration (ms),ISRC,Recording MBID,URL,Path\n\
        One,A,B,C,236400,GB-AYE-06-01498,b1a9c0e9-d987-4042-ae91-78d6a3267d69,https://x.example/1,/m/1.mp3\n";
    let track = Track {
        artist: "A, B".to_owned(),
        artists: vec!["A".to_owned(), "B".to_owned()],
        title: "One".to_owned(),
        album: Some("C".to_owned()),
        length: Some("3:56".parse().unwrap()),
        isrc: Some("GBAYE0601498".parse().unwrap()),
        mbid: Some("b1a9c0e9-d987-4042-ae91-78d6a3267d69".parse().unwrap()),
        location: Some("/m/1.mp3".to_owned()),
        info: Some("https://x.example/1".to_owned()),
        line: Some(3),
        ..Track::default()
    };
    assert_eq!(read(text).unwrap().tracks.first(), Some(&track));
    let text = json!([{ "title": "One", "artist": "A, B", "artists": [{ "name": "A" }, { "name": "B" }], "album": { "title": "C" },
        "duration_ms": 236_400, "external_ids": { "isrc": "GBAYE0601498" }, "mbid": "b1a9c0e9-d987-4042-ae91-78d6a3267d69",
        "href": "https://x.example/1", "path": "/m/1.mp3", "artist_credit": null }]);
    assert_eq!(read(&text.to_string()).unwrap().tracks, [Track { line: Some(1), ..track.clone() }]);
    let m3u = "#EXTM3U\n#PLAYLIST:Mine\n#EXTINF:236,One\n#EXTALB:C\n#EXTART:A, B\n/m/1.mp3\n";
    let list = read(m3u).unwrap();
    let expected = Track { artists: Vec::new(), isrc: None, mbid: None, info: None, line: Some(3), ..track };
    assert_eq!((list.title.as_str(), &list.tracks[..]), ("Mine", &[expected][..]));
}

#[test]
fn what_is_something_else_is_refused_by_its_name() {
    for (text, kind) in [
        (
            "<?xml version=\"1.0\"?>\n<!DOCTYPE plist>\n<plist version=\"1.0\"><dict><string>a - b</string></dict></plist>",
            "an iTunes library",
        ),
        (
            "<?wpl version=\"1.0\"?>\n<smil><media src=\"a - b.mp3\"/></smil>",
            "a Windows Media playlist (WPL)",
        ),
        ("<asx version=\"3.0\"><entry><title>a - b</title></entry></asx>", "an ASX playlist"),
        ("<!DOCTYPE html>\n<html><p>a - b</p>", "a web page (HTML)"),
        ("<?xml version='1.0'?><!-- x --><plist><dict/></plist>", "an iTunes library"),
        ("<rss><title>a - b</title></rss>", "`rss`"),
        (
            "PERFORMER \"A\"\nTITLE \"B - C\"\nFILE \"x.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"D - E\"\n",
            "a cue sheet",
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\nA - B\n", "captions"),
        ("{\"format\": 1, \"songs\": [{\"title\": \"A - B\"}]}", "JSON without objects"),
        ("{\"tracks\": [\n\"A - B\"", "no JSON"),
        ("[playlist]\nFile1=a - b.mp3\nTitle1=A - B\n", "a PLS playlist"),
        ("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9.9,\na.ts\n", "a stream (HLS)"),
        ("Datum;Wert;Rest\n1;a - b;3\n2;c - d;4\n", "`Datum`, `Wert` and `Rest`"),
        ("| Ab | Cd |\n|---|---|\n| a - b | c |\n", "`Ab` and `Cd`"),
        (
            "Artist     Songs  First       Last\nAda Quill      3  S01E01–E05  S02E01–E03\n",
            "the first is `Artist ",
        ),
        ("Artist: Ada Quill\nSongs: 3\n", "the first is `Artist: Ada Quill`"),
        ("Artist,Songs\nAda Quill,3\n", "`Artist` and `Songs`"),
        ("# Songs\nPaper Boats\nAnother line\n", "the first is `Paper Boats`"),
        ("Title,Artist\n,Ada Quill\n", "the first is `Ada Quill`"),
    ] {
        let Err(refusal) = read(text) else { panic!("{text}") };
        assert!(refusal.contains(kind), "{refusal}: {text}");
    }
    // A list may be empty.
    for text in ["", "\n\n", "#EXTM3U\n", "[]", "{}", "Title,Artist\n", "<playlist><trackList/></playlist>"] {
        assert_eq!(read(text).unwrap().tracks, [], "{text}");
    }
}

#[test]
fn the_ending_of_a_file_counts_if_its_content_does_not_tell() {
    let read = |text, ending| Tracklist::read(text, None, Some(ending), &Names::default());
    assert_eq!(read("/m/A/B", "m3u").unwrap().tracks[0].title, "B");
    assert!(read("A - B, C\nD - E\n", "csv").unwrap_err().contains("it is no table"));
    assert!(read("A - B", "json").unwrap_err().contains("no JSON"));
    assert_eq!(read("[{\"title\":\"T\",\"artist\":\"A\"}]", "txt").unwrap().tracks[0].artist, "A");
}

#[test]
fn untitled_rows_are_told_from_tracks() {
    let list = read("Title,Artist\nOne,A\n,B\n,\nTwo,C\n").unwrap();
    assert_eq!((list.tracks.len(), list.left_over.len()), (2, 1));
    assert_eq!((list.left_over[0].line, list.left_over[0].text.as_str()), (3, "B"));
    let forced = ImportFormat::Text.read("One\nA - B\n", &Names::default()).unwrap();
    assert_eq!((forced.tracks.len(), forced.left_over.len()), (1, 1));
}

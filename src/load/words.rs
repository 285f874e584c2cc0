//! The words that people write for the keys of the format.

/// For a struct of the format and one of its keys, other words for it.
const OTHER_WORDS: &[(&str, &str, &[&str])] = &[
    ("Document", "format", &["version", "format_version"]),
    ("Document", "show", &["series", "film", "movie", "game", "album"]),
    ("Document", "songs", &["tracks", "music"]),
    ("Document", "artists", &["bands", "performers"]),
    ("ShowRecord", "title", &["name"]),
    ("ShowRecord", "kind", &["type"]),
    ("ShowRecord", "network", &["channel", "broadcaster", "platform", "service"]),
    ("SourceRecord", "title", &["name", "label"]),
    ("SourceRecord", "url", &["link", "href", "address"]),
    ("ArtistRecord", "name", &["title", "artist"]),
    ("ArtistRecord", "aliases", &["aka", "also_known_as"]),
    ("SongRecord", "title", &["name", "song", "track"]),
    ("SongRecord", "credit", &["artist", "artists", "by", "performer", "performers", "singer", "band"]),
    ("SongRecord", "length", &["duration", "runtime", "time", "seconds"]),
    ("SongRecord", "released", &["year", "date", "release_date"]),
    ("SongRecord", "album", &["release", "ep", "record"]),
    ("SongRecord", "links", &["url", "urls", "link", "href", "spotify", "youtube"]),
    ("SeasonRecord", "number", &["season", "id", "no", "nr"]),
    ("SeasonRecord", "unplaced", &["songs", "tracks", "music", "placements"]),
    ("SeasonRecord", "air_date", &["date", "aired", "released", "year"]),
    ("EpisodeRecord", "number", &["episode", "id", "no", "nr"]),
    ("EpisodeRecord", "title", &["name"]),
    ("EpisodeRecord", "placements", &["songs", "tracks", "music", "cues"]),
    ("EpisodeRecord", "air_date", &["date", "aired", "released"]),
    ("CreditRecord", "artist", &["id", "name"]),
    ("CreditRecord", "join", &["joinphrase", "separator"]),
    ("CreditRecord", "as", &["credited_as"]),
    ("ContributorRecord", "artist", &["id", "name"]),
    ("ContributorRecord", "role", &["type", "as"]),
    ("PlacementRecord", "song", &["id", "title", "track", "name"]),
    ("PlacementRecord", "scene", &["where", "description", "context", "moment", "what"]),
    ("PlacementRecord", "time", &["at", "timestamp", "timecode", "start", "position"]),
    ("PlacementRecord", "usage", &["use", "type", "role"]),
    ("PlacementRecord", "between", &["episodes", "range"]),
    ("PlacementRecord", "characters", &["people", "who"]),
];

/// The key of a struct that a word probably means.
pub(super) fn meant(object: &str, word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let mut rows = OTHER_WORDS.iter();
    rows.find(|(name, _, words)| *name == object && words.contains(&word.as_str())).map(|(_, key, _)| *key)
}

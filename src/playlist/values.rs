//! Values of tracks, as programs write them in their lists.

use super::Track;
use crate::model::{Isrc, Mbid, Timecode};

/// Parses an ISRC, which may have dashes and lower-case letters.
pub(super) fn parse_isrc(text: &str) -> Option<Isrc> {
    let code = text.trim().replace('-', "").to_ascii_uppercase();
    code.parse().ok()
}

/// The length of a cell: `4:15`, seconds, or milliseconds if the number is so large that it must be.
pub(super) fn parse_length(text: &str, in_milliseconds: bool) -> Option<Timecode> {
    const MAX_SECONDS: u64 = 10_000;
    let whole = text.split('.').next()?;
    if whole.contains(':') {
        return whole.parse().ok();
    }
    let number: u64 = whole.parse().ok()?;
    from_seconds(if in_milliseconds || number >= MAX_SECONDS { number / 1_000 } else { number })
}

/// A length in whole seconds.
pub(super) fn from_seconds(seconds: u64) -> Option<Timecode> {
    format!("{}:{:02}", seconds / 60, seconds % 60).parse().ok()
}

/// The start of the address that identifies a MusicBrainz recording in XSPF and JSPF.
const RECORDING_URL: &str = "https://musicbrainz.org/recording/";

pub(super) fn identifier(mbid: Mbid) -> String {
    format!("{RECORDING_URL}{mbid}")
}

/// Sets the recording id or the ISRC from an identifier. Other kinds of identifiers are ignored.
pub(super) fn set_identifier(track: &mut Track, identifier: &str) {
    let identifier = identifier.trim();
    if let Some(mbid) = identifier.strip_prefix(RECORDING_URL) {
        track.mbid = mbid.parse().ok().or(track.mbid);
    } else if let Some(isrc) = identifier.strip_prefix("isrc:") {
        track.isrc = parse_isrc(isrc).or(track.isrc);
    }
}

pub(super) fn milliseconds(length: Timecode) -> u64 {
    u64::from(length.seconds()) * 1_000
}

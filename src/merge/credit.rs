//! The credit of a new song: its artists, and the text between them.

use crate::playlist::Track;
use crate::text::Title;

/// Words between two names that always separate them.
const GUESTS: [&str; 5] = [" feat. ", " ft. ", " featuring ", " feat ", " ft "];

/// Signs and words between two names, or in one.
const JOINTS: [&str; 9] = [", ", " & ", " and ", " x ", " × ", " + ", " with ", " vs. ", " / "];

/// The credit and the title of a new song.
pub(super) struct Credit {
    /// The names of the artists, each with the text behind it if there is another.
    pub(super) names: Vec<(String, Option<String>)>,
    /// The title without guests.
    pub(super) title: String,
    /// The names of others in the title, each with a role.
    pub(super) contributors: Vec<(String, &'static str)>,
}

/// Splits the artists of a track where the source does, at guests, and where all parts are known artists. Guests
/// in the title are part of the credit.
pub(super) fn of_track(track: &Track, is_known: impl Fn(&str) -> bool) -> Credit {
    let (title, guests) = split_guests(&track.title);
    let mut names = listed(track).unwrap_or_else(|| split(&track.artist, &is_known));
    if let Some(guests) = guests {
        if let Some((_, join)) = names.last_mut() {
            *join = Some(" feat. ".to_owned());
        }
        names.extend(split(guests, &is_known));
    }
    let contributors = contributor(&title).filter(|(name, _)| is_known(name)).into_iter().collect();
    Credit { names, title, contributors }
}

/// The artists that the source lists, with what is between them in the credit.
fn listed(track: &Track) -> Option<Vec<(String, Option<String>)>> {
    let artists: Vec<&str> =
        track.artists.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    if artists.len() < 2 {
        return None;
    }
    let mut rest = track.artist.as_str();
    let mut names = Vec::new();
    for (index, name) in artists.iter().enumerate() {
        rest = rest.split_once(name).map_or(rest, |(_, behind)| behind);
        let join = artists.get(index + 1).map(|next| {
            let usual = if index + 2 == artists.len() { " & " } else { ", " };
            let join = rest.split_once(next).map(|(join, _)| join);
            join.filter(|join| !join.trim().is_empty() && !join.contains(';')).unwrap_or(usual).to_owned()
        });
        names.push(((*name).to_owned(), join));
    }
    Some(names)
}

/// The names of a credit, with what is between them.
fn split(credit: &str, is_known: &impl Fn(&str) -> bool) -> Vec<(String, Option<String>)> {
    let mut names = Vec::new();
    for (part, guest) in split_at(credit, &GUESTS) {
        let parts = split_at(part, &JOINTS);
        let are_known = !is_known(part) && parts.iter().all(|(name, _)| is_known(name));
        let parts = if are_known { parts } else { vec![(part, None)] };
        names.extend(parts.into_iter().map(|(name, join)| (name.trim().to_owned(), join.map(str::to_owned))));
        if let (Some(guest), Some((_, join))) = (guest, names.last_mut()) {
            *join = Some(guest.to_owned());
        }
    }
    names
}

/// The parts of a text between separators in any case, each with the one behind it.
fn split_at<'t>(text: &'t str, separators: &[&str]) -> Vec<(&'t str, Option<&'t str>)> {
    // ASCII lower case keeps byte offsets.
    let lower = text.to_ascii_lowercase();
    let (mut parts, mut start) = (Vec::new(), 0);
    loop {
        let found = separators.iter().filter_map(|separator| {
            let at = start + lower[start..].find(separator)?;
            Some((at, at + separator.len()))
        });
        let Some((at, end)) = found.min_by_key(|(at, end)| (*at, usize::MAX - end)) else { break };
        parts.push((&text[start..at], Some(&text[at..end])));
        start = end;
    }
    parts.push((&text[start..], None));
    parts
}

/// A title without `(feat. Logic)` at its end, and the guests.
fn split_guests(title: &str) -> (String, Option<&str>) {
    let found = title.rsplit_once(['(', '[']).and_then(|(before, inside)| {
        let inside = inside.trim_end().strip_suffix([')', ']'])?;
        let lower = format!(" {} ", inside.to_ascii_lowercase());
        let guest = GUESTS.iter().find(|guest| lower.starts_with(**guest))?;
        Some((before.trim_end(), inside.get(guest.len() - 1..)?.trim()))
    });
    match found {
        Some((before, guests)) if !before.is_empty() && !guests.is_empty() => {
            (before.to_owned(), Some(guests))
        }
        _ => (title.to_owned(), None),
    }
}

/// The name in the brackets at the end of a title that is a remix or a cover, and the role.
fn contributor(title: &str) -> Option<(String, &'static str)> {
    const ROLES: [(&str, &str); 3] =
        [(" remix", "remixer"), (" mix", "remixer"), (" cover", "original-artist")];
    // Only titles that name a version.
    Title::parse(title).versions.first()?;
    let inside = title.trim_end().strip_suffix([')', ']'])?.rsplit_once(['(', '['])?.1;
    let lower = inside.to_ascii_lowercase();
    let (word, role) = ROLES.into_iter().find(|(word, _)| lower.ends_with(word))?;
    Some((inside[..inside.len() - word.len()].trim().to_owned(), role))
}

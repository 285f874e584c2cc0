//! What words mean that are typed without a command.

use super::episodes::{Notation, is_file_name};
use super::lookup::{self, ArtistsOrSongs};
use crate::model::{Catalog, ShowId};
use crate::text::{Matches, is_number};

/// What words name, as a whole. If they name several things, the first of these counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Episodes: in a notation, or one by its title.
    Episodes,
    /// A show, by title or id.
    Show,
    /// An artist, by name, id, alias or member, or several by a credit.
    Artist,
    /// A song, by title, id or alias.
    Song,
    /// Nothing: a text to search for.
    Text,
}

impl Meaning {
    /// Reads words; `shows` are those whose episodes and songs count.
    pub fn of(catalog: &Catalog, shows: &[ShowId], words: &[String]) -> Self {
        let name = words.join(" ");
        let artists = || match lookup::find_artists_or_songs(catalog, &name) {
            Some(ArtistsOrSongs::Artists(found)) => found.is_whole_name(),
            Some(ArtistsOrSongs::Songs(_)) => true,
            None => false,
        };
        let notations = Notation::parse(&name);
        let is_notation =
            notations.as_ref().is_ok_and(|all| all.iter().all(|one| is_whole_notation(catalog, one, &name)));
        if is_notation || lookup::episodes_titled(catalog, shows, &name).is_some() {
            Self::Episodes
        } else if is_whole(lookup::find_shows(catalog, &name)) {
            Self::Show
        } else if artists() {
            Self::Artist
        } else if is_whole(lookup::find_songs(catalog, shows, &name)) {
            Self::Song
        } else if notations.map_or(!is_long_number(&name), |all| matches!(all[..], [Notation::Number { .. }]))
            && is_one_word(&name)
        {
            // What cannot be read is refused, with a hint.
            Self::Episodes
        } else {
            Self::Text
        }
    }

    /// The command that answers what is meant.
    pub fn command(self) -> &'static str {
        match self {
            Self::Episodes => "songs",
            Self::Show => "show",
            Self::Artist => "artist",
            Self::Song => "song",
            Self::Text => "search",
        }
    }
}

fn is_whole<T>(found: Option<Matches<T>>) -> bool {
    found.is_some_and(|found| found.is_whole_name())
}

/// Whether a notation is all of a text, except for a show before it, and other words in the name of a file.
fn is_whole_notation(catalog: &Catalog, notation: &Notation, text: &str) -> bool {
    match notation {
        Notation::Title(_) => false,
        // A number alone may rather be a name: `E40`.
        Notation::Number { .. } => is_file_name(text, ""),
        Notation::Range { text: None, .. } => true,
        Notation::Range { rest, .. } if !rest.is_empty() => false,
        Notation::Range { show, .. } | Notation::AirDate { show, .. } => {
            let name = show.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            name.is_empty()
                || is_one_word(text)
                || is_file_name(text, "")
                || is_whole(lookup::find_shows(catalog, name))
        }
    }
}

fn is_one_word(text: &str) -> bool {
    !text.trim().contains(char::is_whitespace)
}

/// Whether a text is a number that is too large for an episode, such as a year.
fn is_long_number(text: &str) -> bool {
    text.len() > 3 && is_number(text)
}

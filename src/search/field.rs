//! Fields: the word in front of a colon flows in, what it asks about flows out.

use crate::error::Error;
use crate::text::suggest;

/// What a term can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who is credited, also by other names and as a member, and who contributed.
    Artist,
    /// The song's title and its other titles.
    Song,
    /// What happens, and to whom.
    Scene,
    /// The episode's number, code or title.
    Episode,
    /// The season's number.
    Season,
    /// The show's title.
    Show,
    /// The release.
    Album,
    /// How the song is used.
    Usage,
    /// How long the song is.
    Length,
    /// A remark on the song or its use.
    Note,
}

impl Field {
    /// All, in the order in which help lists them.
    pub const ALL: [Self; 10] = [
        Self::Artist,
        Self::Song,
        Self::Scene,
        Self::Episode,
        Self::Season,
        Self::Show,
        Self::Album,
        Self::Usage,
        Self::Length,
        Self::Note,
    ];

    /// What it is called in a question.
    pub fn name(self) -> &'static str {
        match self {
            Self::Artist => "artist",
            Self::Song => "song",
            Self::Scene => "scene",
            Self::Episode => "episode",
            Self::Season => "season",
            Self::Show => "show",
            Self::Album => "album",
            Self::Usage => "usage",
            Self::Length => "length",
            Self::Note => "note",
        }
    }

    pub(super) fn read(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|field| field.name() == name);
        known.ok_or_else(|| {
            let names = Self::ALL.map(Self::name);
            let error = Error::usage(format!("there is no field `{name}:`"));
            match suggest(name, names.into_iter()).as_slice() {
                [] => error.with_hint(format!(
                    "the fields are {}; a colon that is not meant so goes in quotes",
                    names.join(", ")
                )),
                near => error.suggesting(near),
            }
        })
    }
}

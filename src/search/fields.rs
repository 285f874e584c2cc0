//! The fields of a query, and the texts of songs and placements in which words are searched.

use crate::error::Error;
use crate::model::{Artist, Episode, Placement, Song};
use crate::text::{WordMatch, suggest};

/// A field that a term of a query can name: `artist:`, `season:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Credited artists, also by other names or as members, and contributors.
    Artist,
    /// The song's title and its other titles.
    Song,
    /// What happens in the scene, and the characters in it.
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
    /// All fields, in the order in which help lists them.
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

    /// Its name in a query.
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

    pub(super) fn parse(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|field| field.name() == name);
        known.ok_or_else(|| {
            let names = Self::ALL.map(Self::name);
            let error = Error::usage(format!("there is no field `{name}:`"));
            match suggest(name, names.into_iter()).as_slice() {
                [] => error.with_hint(format!(
                    "the fields are {}; put a word with any other colon in quotes",
                    names.join(", ")
                )),
                near => error.suggesting(near),
            }
        })
    }
}

/// A text in which words are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextField {
    /// The song's title.
    Title,
    /// Another title of the song.
    SongAlias,
    /// A credited artist's name, as it is and as credited.
    Artist,
    /// Another name of a credited artist.
    ArtistAlias,
    /// A member of a credited group.
    Member,
    /// Any name of an artist who contributed without a credit.
    Contributor,
    /// The episode's title.
    Episode,
    /// What happens in the scene.
    Scene,
    /// The characters in the scene.
    Characters,
    /// The release.
    Album,
    /// The show's title.
    Show,
    /// A remark.
    Note,
}

impl TextField {
    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "song",
            Self::SongAlias | Self::ArtistAlias => "alias",
            Self::Artist => "artist",
            Self::Member => "member",
            Self::Contributor => "contributor",
            Self::Episode => "episode_title",
            Self::Scene => "scene",
            Self::Characters => "characters",
            Self::Album => "album",
            Self::Show => "show",
            Self::Note => "note",
        }
    }

    pub(super) fn query_field(self) -> Field {
        match self {
            Self::Title | Self::SongAlias => Field::Song,
            Self::Artist | Self::ArtistAlias | Self::Member | Self::Contributor => Field::Artist,
            Self::Episode => Field::Episode,
            Self::Scene | Self::Characters => Field::Scene,
            Self::Album => Field::Album,
            Self::Show => Field::Show,
            Self::Note => Field::Note,
        }
    }

    /// How much a match counts: more in a title or an artist's name than in a scene, more there than in an
    /// album.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Title | Self::Artist => 1.0,
            Self::SongAlias | Self::ArtistAlias => 0.95,
            Self::Member => 0.9,
            Self::Contributor => 0.85,
            Self::Episode => 0.8,
            Self::Scene => 0.75,
            Self::Characters => 0.7,
            Self::Album => 0.5,
            Self::Note => 0.4,
            Self::Show => 0.3,
        }
    }

    /// Whether it is a short name rather than prose.
    pub(super) fn is_name(self) -> bool {
        !matches!(self, Self::Scene | Self::Characters | Self::Note)
    }

    /// Whether a match of this kind counts. `is_named` says whether the term names a field.
    pub(super) fn accepts(self, found: WordMatch, is_named: bool) -> bool {
        match found {
            WordMatch::Exact => true,
            // Otherwise a word similar to the show's title would match all of its songs.
            _ if self == Self::Show => is_named,
            WordMatch::Prefix | WordMatch::Inflection => true,
            // In prose, parts of words match by chance.
            WordMatch::Substring => self.is_name(),
            // Notes have so many words that some are similar to anything.
            WordMatch::Typos(_) => self != Self::Note,
        }
    }
}

pub(super) fn song_texts<'c>(song: Song<'c>, mut visit: impl FnMut(TextField, &'c str)) {
    own_song_texts(song, &mut visit);
    song_artists(song, |artist, kind| artist_texts(artist, kind, &mut visit));
}

/// Visits the texts of a song except for the names of its artists, which many songs share.
pub(super) fn own_song_texts<'c>(song: Song<'c>, mut visit: impl FnMut(TextField, &'c str)) {
    visit(TextField::Title, song.title());
    song.aliases().for_each(|alias| visit(TextField::SongAlias, alias));
    song.credit().names_as_credited().for_each(|name| visit(TextField::Artist, name));
    if let Some(album) = song.album() {
        visit(TextField::Album, album);
    }
    if let Some(note) = song.note() {
        visit(TextField::Note, note);
    }
}

/// How an artist took part in a song.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum CreditKind {
    Credited,
    Contributor,
}

pub(super) fn song_artists<'c>(song: Song<'c>, mut visit: impl FnMut(Artist<'c>, CreditKind)) {
    song.credit().artists().for_each(|(artist, _)| visit(artist, CreditKind::Credited));
    song.contributors().for_each(|contributor| visit(contributor.artist, CreditKind::Contributor));
}

/// Visits the names of an artist. They are expensive to find for an artist of many files, so visit each
/// artist once.
pub(super) fn artist_texts<'c>(
    artist: Artist<'c>,
    kind: CreditKind,
    mut visit: impl FnMut(TextField, &'c str),
) {
    let (name, alias, member) = match kind {
        CreditKind::Credited => (TextField::Artist, TextField::ArtistAlias, TextField::Member),
        CreditKind::Contributor => (TextField::Contributor, TextField::Contributor, TextField::Contributor),
    };
    visit(name, artist.name());
    artist.aliases().for_each(|text| visit(alias, text));
    artist.members().for_each(|text| visit(member, text));
}

/// Visits the texts of an episode, which all its placements share.
pub(super) fn episode_texts<'c>(episode: Episode<'c>, mut visit: impl FnMut(TextField, &'c str)) {
    visit(TextField::Episode, episode.title());
}

pub(super) fn placement_texts<'c>(placement: Placement<'c>, mut visit: impl FnMut(TextField, &'c str)) {
    if let Some(scene) = placement.scene() {
        visit(TextField::Scene, scene);
    }
    placement.characters().for_each(|name| visit(TextField::Characters, name));
    if let Some(note) = placement.note() {
        visit(TextField::Note, note);
    }
}

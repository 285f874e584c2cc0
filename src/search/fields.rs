//! The texts of songs and placements in which words are searched.

use crate::model::{Artist, Episode, Origin, Placement, Song};
use crate::query::Field;
use crate::text::WordMatch;

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
    /// What makes the song different from one that was released before.
    Origin,
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
            Self::Origin => "origin",
            Self::Note => "note",
        }
    }

    /// Whether a term that names `field` looks into it.
    pub(super) fn is_part_of(self, field: Field) -> bool {
        self.query_field() == field || (field == Field::Scene && self == Self::Characters)
    }

    pub(super) fn query_field(self) -> Field {
        match self {
            Self::Title | Self::SongAlias => Field::Song,
            Self::Artist | Self::ArtistAlias | Self::Member | Self::Contributor => Field::Artist,
            Self::Episode => Field::Episode,
            Self::Scene => Field::Scene,
            Self::Characters => Field::Character,
            Self::Album => Field::Album,
            Self::Show => Field::Show,
            Self::Origin => Field::Origin,
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
            Self::Scene => 0.8,
            Self::Episode | Self::Characters => 0.75,
            Self::Album | Self::Origin => 0.5,
            Self::Note => 0.4,
            Self::Show => 0.3,
        }
    }

    /// Whether it is a short name rather than prose.
    pub(super) fn is_name(self) -> bool {
        !matches!(self, Self::Scene | Self::Characters | Self::Origin | Self::Note)
    }

    /// Whether people know it so well that they type two letters of it.
    pub(super) fn is_well_known(self) -> bool {
        matches!(self, Self::Title | Self::SongAlias | Self::Artist | Self::ArtistAlias | Self::Member)
    }

    /// Whether a match of this kind counts. `is_named` says whether the term names a field.
    pub(super) fn accepts(self, found: WordMatch, is_named: bool) -> bool {
        match found {
            WordMatch::Exact => true,
            // Otherwise a word similar to the show's title would match all of its songs.
            _ if self == Self::Show => is_named,
            WordMatch::Inflection => true,
            // In prose, parts of words match by chance: `final` in `finale`.
            WordMatch::Prefix | WordMatch::Substring => self.is_name(),
            // A name is not known by other words.
            WordMatch::Synonym => !self.is_name(),
            // Notes have so many words that some are similar to anything.
            WordMatch::Typos(_) => self != Self::Note,
        }
    }
}

/// What is searched of songs that were written for a show, and of score.
pub(super) const ORIGINS: [&str; 2] = ["original: written for the show", "score"];

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
    match song.origin() {
        Some(Origin::Original) => visit(TextField::Origin, ORIGINS[0]),
        Some(Origin::Score) => visit(TextField::Origin, ORIGINS[1]),
        Some(Origin::Released) | None => {}
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

/// Visits the names of an artist and the notes on it. They are expensive to find for an artist of many files,
/// so visit each artist once.
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
    artist.notes().for_each(|text| visit(TextField::Note, text));
}

/// Visits the texts of an episode, which all its placements share.
pub(super) fn episode_texts<'c>(episode: Episode<'c>, mut visit: impl FnMut(TextField, &'c str)) {
    if let Some(title) = episode.title() {
        visit(TextField::Episode, title);
    }
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

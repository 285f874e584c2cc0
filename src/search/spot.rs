//! Where words are looked for: a song or one of its placements flows in, each of its texts flows out with what kind of
//! text it is, and what a match in it is worth.

use super::field::Field;
use crate::model::{Artist, Episode, Placement, Song};
use crate::text::WordMatch;

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The song's title.
    Title,
    /// Another title of the song.
    SongAlias,
    /// A credited artist's name, as it is and as credited.
    Artist,
    /// Another name of a credited artist.
    ArtistAlias,
    /// Somebody in a credited group.
    Member,
    /// Somebody tied to the song without being credited, by any name.
    Contributor,
    /// The episode's title.
    Episode,
    /// What happens.
    Scene,
    /// To whom it happens.
    Characters,
    /// The release.
    Album,
    /// The show's title.
    Show,
    /// A remark.
    Note,
}

impl Spot {
    /// What it is called, for people and programs.
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

    /// The field of a question that it belongs to.
    pub(super) fn field(self) -> Field {
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

    /// What a word here is worth: title and artist before scene, scene before album.
    pub(super) fn worth(self) -> f32 {
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

    /// Whether it is short and known by heart, rather than told in somebody's words.
    pub(super) fn is_name(self) -> bool {
        !matches!(self, Self::Scene | Self::Characters | Self::Note)
    }

    /// Whether a word that fits so counts. In running text parts of words are chance; and what only begins like the
    /// title of the show would find all of it, unless the show was asked for.
    pub(super) fn takes(self, fit: WordMatch, asked: bool) -> bool {
        match fit {
            WordMatch::Exact => true,
            _ if self == Self::Show => asked,
            WordMatch::Prefix | WordMatch::Inflection => true,
            WordMatch::Substring => self.is_name(),
            // There are too many other words in remarks.
            WordMatch::Typos(_) => self != Self::Note,
        }
    }
}

/// All texts of a song, wherever it plays.
pub(super) fn of_song<'c>(song: Song<'c>, mut each: impl FnMut(Spot, &'c str)) {
    of_song_alone(song, &mut each);
    of_its_artists(song, |artist, tie| of_artist(artist, tie, &mut each));
}

/// The texts of a song without those that its artists have wherever they are heard.
pub(super) fn of_song_alone<'c>(song: Song<'c>, mut each: impl FnMut(Spot, &'c str)) {
    each(Spot::Title, song.title());
    song.aliases().for_each(|alias| each(Spot::SongAlias, alias));
    let names = song.credit().names_as_credited();
    names.for_each(|name| each(Spot::Artist, name));
    if let Some(album) = song.album() {
        each(Spot::Album, album);
    }
    if let Some(note) = song.note() {
        each(Spot::Note, note);
    }
}

/// How an artist is tied to a song.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tie {
    Credited,
    Contributing,
}

/// The artists of a song.
pub(super) fn of_its_artists<'c>(song: Song<'c>, mut each: impl FnMut(Artist<'c>, Tie)) {
    let credited = song.credit().artists();
    credited.for_each(|(artist, _)| each(artist, Tie::Credited));
    let contributors = song.contributors();
    contributors.for_each(|contributor| each(contributor.artist, Tie::Contributing));
}

/// The names of an artist. Those of one who is in many files are dear to find: read them once.
pub(super) fn of_artist<'c>(artist: Artist<'c>, tie: Tie, mut each: impl FnMut(Spot, &'c str)) {
    let (name, alias, member) = match tie {
        Tie::Credited => (Spot::Artist, Spot::ArtistAlias, Spot::Member),
        Tie::Contributing => (Spot::Contributor, Spot::Contributor, Spot::Contributor),
    };
    each(name, artist.name());
    artist.aliases().for_each(|text| each(alias, text));
    artist.members().for_each(|text| each(member, text));
}

/// The texts of an episode, whatever plays in it.
pub(super) fn of_episode<'c>(episode: Episode<'c>, mut each: impl FnMut(Spot, &'c str)) {
    each(Spot::Episode, episode.title());
}

/// The texts of a placement itself.
pub(super) fn of_placement<'c>(placement: Placement<'c>, mut each: impl FnMut(Spot, &'c str)) {
    if let Some(scene) = placement.scene() {
        each(Spot::Scene, scene);
    }
    placement.characters().for_each(|name| each(Spot::Characters, name));
    if let Some(note) = placement.note() {
        each(Spot::Note, note);
    }
}

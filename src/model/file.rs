//! All records of one show's file: one `Vec` for all entries of a kind, to which the lists of the records refer.

use super::packed::{List, Ref, Text, TextBuffer, Url};
use super::record::{
    ArtistId, ArtistRecord, ContributorRecord, CreditRecord, EpisodeRecord, PlacementRecord, SeasonRecord,
    ShowRecord, SongRecord, SourceRecord,
};
use std::mem;

/// Something that can be in a [`List`].
pub(crate) trait Entry: Copy {
    /// All entries of this kind in a file.
    fn all(file: &ShowFile) -> &Vec<Self>;
    fn all_mut(file: &mut ShowFile) -> &mut Vec<Self>;
}

macro_rules! show_file {
    ($($(#[$doc:meta])* $list:ident: $entry:ty,)+) => {
        /// The records of one show's file.
        #[derive(Debug, Default)]
        pub(crate) struct ShowFile {
            /// The number of the file, in the order in which they are read.
            pub(crate) file: usize,
            pub(crate) show: ShowRecord,
            pub(crate) text: TextBuffer,
            /// The catalog-wide id of each entry of `artists`; filled in when shows are joined to a catalog.
            pub(crate) artist_ids: Vec<ArtistId>,
            $($(#[$doc])* pub(crate) $list: Vec<$entry>,)+
        }

        impl ShowFile {
            /// Takes everything out, without spare capacity. That stays for the next file.
            pub(crate) fn take(&mut self) -> Self {
                Self {
                    file: self.file,
                    show: mem::take(&mut self.show),
                    text: self.text.take(),
                    artist_ids: mem::take(&mut self.artist_ids),
                    $($list: take(&mut self.$list),)+
                }
            }
        }

        $(impl Entry for $entry {
            fn all(file: &ShowFile) -> &Vec<Self> {
                &file.$list
            }

            fn all_mut(file: &mut ShowFile) -> &mut Vec<Self> {
                &mut file.$list
            }
        })+
    };
}

show_file! {
    texts: Text,
    links: Text<Url>,
    cited: Ref<SourceRecord>,
    sources: SourceRecord,
    artists: ArtistRecord,
    credits: CreditRecord,
    contributors: ContributorRecord,
    songs: SongRecord,
    /// Sorted by number.
    seasons: SeasonRecord,
    /// Sorted by season and number.
    episodes: EpisodeRecord,
    /// Sorted by season: first those of its episodes in order, then those without a known episode.
    placements: PlacementRecord,
}

fn take<T: Copy>(list: &mut Vec<T>) -> Vec<T> {
    let taken = list.as_slice().into();
    list.clear();
    taken
}

impl ShowFile {
    /// The entries of a list.
    pub(crate) fn list<T: Entry>(&self, list: List<T>) -> &[T] {
        &T::all(self)[list.range()]
    }

    /// Puts seasons, episodes and placements, which are in the order of the file, into the order of broadcast.
    pub(crate) fn arrange(&mut self) {
        let (mut seasons, episodes) = (mem::take(&mut self.seasons), mem::take(&mut self.episodes));
        let placements = mem::take(&mut self.placements);
        self.episodes.reserve_exact(episodes.len());
        self.placements.reserve_exact(placements.len());
        seasons.sort_by_key(|season| season.number);
        for (season, index) in seasons.iter_mut().zip(0..) {
            let first = self.episodes.len();
            let mut of_season = episodes[season.episodes.range()].to_vec();
            of_season.sort_by_key(|episode| episode.number);
            for episode in of_season {
                let place = Some(Ref::new(self.episodes.len() as u32));
                let placements = self.place(&placements[episode.placements.range()], place);
                self.episodes.push(EpisodeRecord { season: index, placements, ..episode });
            }
            season.episodes = List::new(first, self.episodes.len());
            // Those with a range first, then those that may be anywhere.
            let mut unplaced = placements[season.unplaced.range()].to_vec();
            unplaced.sort_by_key(|placement| (placement.between.is_none(), placement.between));
            season.unplaced = self.place(&unplaced, None);
        }
        self.seasons = seasons;
    }

    fn place(
        &mut self,
        placements: &[PlacementRecord],
        episode: Option<Ref<EpisodeRecord>>,
    ) -> List<PlacementRecord> {
        let start = self.placements.len();
        self.placements.extend(placements.iter().map(|&placement| PlacementRecord { episode, ..placement }));
        List::new(start, self.placements.len())
    }

    /// Gives an artist another name. The old one becomes an alias.
    pub(crate) fn rename_artist(&mut self, artist: usize, name: &str) {
        let ArtistRecord { name: old, aliases, .. } = self.artists[artist];
        let aliases = self.list(aliases).iter().copied().chain([old.cast()]);
        let aliases: Vec<Text> = aliases.filter(|&alias| self.text.get(alias) != name).collect();
        let start = self.texts.len();
        self.texts.extend(aliases);
        self.artists[artist].aliases = List::new(start, self.texts.len());
        self.artists[artist].name = self.text.push(name);
    }
}

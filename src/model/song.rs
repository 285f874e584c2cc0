//! Songs: packed records flow in, what a song is called and who it is credited to flows out.

use super::record::{CreditRecord, SongRecord};
use super::word::words;
use super::{
    Artist, ArtistId, Catalog, Contributor, Date, Expected, Placement, PlacementId, Show, SongId,
    Source, Timecode,
};
use std::fmt;
use std::str::FromStr;

words! {
    /// Where a song comes from, as cue sheets tell it.
    Origin, "origin" {
        /// It was released on its own, not as part of the show.
        Released = "released",
        /// It was written for the show.
        Original = "original",
        /// It is part of the show's score.
        Score = "score",
    }
}

/// An International Standard Recording Code (ISO 3901): two letters, three letters or digits, seven digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Isrc([u8; 12]);

impl FromStr for Isrc {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let expected = Expected("an ISRC: 12 characters without dashes, such as GBAYE0601498");
        let code: [u8; 12] = text.as_bytes().try_into().map_err(|_| expected.clone())?;
        let well_formed = code[..2].iter().all(u8::is_ascii_uppercase)
            && code[2..5]
                .iter()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && code[5..].iter().all(u8::is_ascii_digit);
        if well_formed {
            Ok(Self(code))
        } else {
            Err(expected)
        }
    }
}

impl fmt::Display for Isrc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|&byte| write!(f, "{}", char::from(byte)))
    }
}

/// A MusicBrainz identifier: a UUID, written in lower case with dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mbid(u128);

impl FromStr for Mbid {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let expected = || Expected("a MusicBrainz id such as b1a9c0e9-d987-4042-ae91-78d6a3267d69");
        let groups: Vec<usize> = text.split('-').map(str::len).collect();
        let hexadecimal = text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
        if groups != [8, 4, 4, 4, 12] || !hexadecimal {
            return Err(expected());
        }
        u128::from_str_radix(&text.replace('-', ""), 16)
            .map(Self)
            .map_err(|_| expected())
    }
}

impl fmt::Display for Mbid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:032x}", self.0);
        let (a, b, c, d, e) = (
            &digits[..8],
            &digits[8..12],
            &digits[12..16],
            &digits[16..20],
            &digits[20..],
        );
        write!(f, "{a}-{b}-{c}-{d}-{e}")
    }
}

/// A song of the catalog, read where it is stored.
#[derive(Clone, Copy)]
pub struct Song<'c> {
    show: Show<'c>,
    record: &'c SongRecord,
    id: SongId,
}

impl<'c> Song<'c> {
    pub(super) fn of(catalog: &'c Catalog, id: SongId) -> Self {
        let show = catalog.show(id.show);
        Self {
            show,
            record: &show.record().songs[id.index as usize],
            id,
        }
    }

    /// The handle of this song.
    pub fn id(self) -> SongId {
        self.id
    }

    /// The id in the file.
    pub fn slug(self) -> &'c str {
        self.show.text(self.record.slug)
    }

    /// The title as on the record, without "feat.", which belongs to the credit.
    pub fn title(self) -> &'c str {
        self.show.text(self.record.title)
    }

    /// Other titles that it is known by.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.record.aliases)
    }

    /// Who the song is credited to; prints as on the record.
    pub fn credit(self) -> Credit<'c> {
        Credit {
            show: self.show,
            names: &self.show.record().credits[self.record.credit.range()],
        }
    }

    /// Artists tied to the song who are not in its credit.
    pub fn contributors(self) -> impl Iterator<Item = Contributor<'c>> {
        let contributors = &self.show.record().contributors[self.record.contributors.range()];
        contributors.iter().map(move |record| Contributor {
            artist: self.show.artist(record.artist),
            role: record.role,
        })
    }

    /// Everybody in the credit and every contributor; an artist who is both comes twice.
    pub fn artists(self) -> impl Iterator<Item = ArtistId> {
        let (show, record) = (self.show.record(), self.record);
        let credited = show.credits[record.credit.range()]
            .iter()
            .map(|name| name.artist);
        let contributing = show.contributors[record.contributors.range()]
            .iter()
            .map(|contributor| contributor.artist);
        credited
            .chain(contributing)
            .map(|artist| show.artist_ids[artist as usize])
    }

    /// How long it is.
    pub fn length(self) -> Option<Timecode> {
        self.record.length
    }

    /// The release that it is on.
    pub fn album(self) -> Option<&'c str> {
        self.show.some_text(self.record.album)
    }

    /// Where it comes from; none if no source says so.
    pub fn origin(self) -> Option<Origin> {
        self.record.origin
    }

    /// When it was released.
    pub fn released(self) -> Option<Date> {
        self.record.released
    }

    /// Its ISRC.
    pub fn isrc(self) -> Option<Isrc> {
        self.record.isrc
    }

    /// Its MusicBrainz recording.
    pub fn mbid(self) -> Option<Mbid> {
        self.record.mbid
    }

    /// Addresses where it can be heard.
    pub fn links(self) -> impl Iterator<Item = &'c str> {
        self.show.texts(self.record.links)
    }

    /// A remark.
    pub fn note(self) -> Option<&'c str> {
        self.show.some_text(self.record.note)
    }

    /// Where title, credit and the rest come from.
    pub fn sources(self) -> impl Iterator<Item = Source<'c>> {
        self.show.cited(self.record.cites)
    }

    /// Where it is used, in broadcast order.
    pub fn placements(self) -> impl Iterator<Item = Placement<'c>> {
        let all = 0..self.show.record().placements.len() as u32;
        all.map(move |index| {
            self.show.catalog().placement(PlacementId {
                show: self.id.show,
                index,
            })
        })
        .filter(move |placement| placement.song().id() == self.id)
    }
}

/// The artists a song is credited to and the text between their names (MusicBrainz: *artist credit*).
///
/// `Display` prints it as on the record: `Cavetown feat. Orla Gartland`.
#[derive(Clone, Copy)]
pub struct Credit<'c> {
    show: Show<'c>,
    names: &'c [CreditRecord],
}

impl<'c> Credit<'c> {
    /// The artists in the order of the credit, each with its name as credited here.
    pub fn artists(self) -> impl Iterator<Item = (Artist<'c>, &'c str)> {
        self.names
            .iter()
            .map(move |name| (self.show.artist(name.artist), self.name(name)))
    }

    fn name(self, name: &CreditRecord) -> &'c str {
        self.show
            .some_text(name.credited_as)
            .unwrap_or_else(|| self.show.artist_name(name.artist))
    }
}

impl fmt::Display for Credit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in self.names {
            f.write_str(self.name(name))?;
            f.write_str(self.show.text(name.join))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_print_as_they_were_written() {
        assert_eq!(
            "GBAYE0601498".parse::<Isrc>().unwrap().to_string(),
            "GBAYE0601498"
        );
        let mbid = "00a9c0e9-d987-4042-ae91-78d6a3267d69";
        assert_eq!(mbid.parse::<Mbid>().unwrap().to_string(), mbid);
        assert_eq!(mbid.to_uppercase().parse::<Mbid>(), mbid.parse::<Mbid>());
    }

    #[test]
    fn malformed_identifiers_are_refused() {
        for isrc in [
            "",
            "GB-AYE-06-01498",
            "gbaye0601498",
            "1BAYE0601498",
            "GBAYE060149X",
            "GBAYE06014980",
        ] {
            assert!(isrc.parse::<Isrc>().is_err(), "{isrc}");
        }
        for mbid in [
            "",
            "b1a9c0e9d9874042ae9178d6a3267d69",
            "b1a9c0e9-d987-4042-ae91-78d6a3267d6g",
            "{b1a9c0e9-d987-4042-ae91-78d6a3267d69}",
        ] {
            assert!(mbid.parse::<Mbid>().is_err(), "{mbid}");
        }
    }
}

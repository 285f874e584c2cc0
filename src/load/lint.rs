//! Warnings: parts of a file that are allowed but probably mistakes.

use super::diagnostics::{Diagnostic, Diagnostics, quote};
use super::location::{At, Path};
use crate::model::{PlacementRecord, ShowFile, SongRecord};
use crate::text::fold_into;
use foldhash::{HashMap, HashMapExt};

/// Adds warnings about a file, whose records must be in the order of the file.
pub(super) fn lint(file: &ShowFile, diagnostics: &mut Diagnostics) {
    // What seems unused may be used in a value that was invalid.
    let [songs_incomplete, seasons_incomplete] =
        ["songs", "seasons"].map(|section| diagnostics.has_placeholders_in(section));
    let at = At::ROOT.key("artists");
    let contributors = file.contributors.iter().map(|contributor| contributor.artist.index());
    let credits = file.credits.iter().map(|credit| credit.artist.index());
    let credited = marked(file.artists.len(), credits.chain(contributors));
    for (index, artist) in file.artists.iter().enumerate() {
        if !credited[index] && !songs_incomplete {
            let message = format!("the artist `{}` is never credited", quote(file.text.get(artist.id)));
            diagnostics.warn(&at.index(index).key("id"), message);
        }
    }
    for pair in alike(&file.artists, |artist| file.text.get(artist.name), |_, _| {}) {
        let ids = pair.map(|index| file.text.get(file.artists[index].id));
        warn_alike("artists", ids, &at.index(pair[1]).key("name"), diagnostics);
    }

    let at = At::ROOT.key("songs");
    let placed = marked(file.songs.len(), file.placements.iter().map(|placement| placement.song.index()));
    for (index, song) in file.songs.iter().enumerate() {
        if !placed[index] && !seasons_incomplete {
            let message = format!("the song `{}` is never placed", quote(file.text.get(song.id)));
            diagnostics.warn(&at.index(index).key("id"), message);
        }
    }
    let credit = |song: &SongRecord, key: &mut String| {
        for name in file.list(song.credit.0) {
            // Nothing is known about artists that are not defined: they differ from song to song.
            match file.artists.get(name.artist.index()) {
                Some(_) => *key += &format!("\n{}", name.artist.index()),
                None => *key += file.text.get(song.id),
            }
        }
    };
    for pair in alike(&file.songs, |song| file.text.get(song.title), credit) {
        let ids = pair.map(|index| file.text.get(file.songs[index].id));
        warn_alike("songs", ids, &at.index(pair[1]).key("title"), diagnostics);
    }

    let at = At::ROOT.key("seasons");
    let mut unsourced = Unsourced::default();
    for (index, season) in file.seasons.iter().enumerate() {
        let at = at.index(index);
        let episodes = at.key("episodes");
        let mut last = 0;
        for (index, episode) in file.list(season.episodes).iter().enumerate() {
            let at = episodes.index(index);
            if episode.number < last {
                let message = format!("episode {} is listed after episode {last}", episode.number);
                diagnostics.warn(&at.key("number"), message);
            }
            last = last.max(episode.number);
            unsourced.count(&at.key("placements"), file.list(episode.placements), diagnostics);
        }
        unsourced.count(&at.key("unplaced"), file.list(season.unplaced), diagnostics);
    }
    unsourced.warn(diagnostics);
}

/// Warns of two entries that are probably the same. Not if their ids are the same, which is an error already.
fn warn_alike(kind: &str, [first, second]: [&str; 2], at: &At<'_>, diagnostics: &mut Diagnostics) {
    if first != second {
        let [first, second] = [first, second].map(quote);
        let message = format!("the {kind} `{first}` and `{second}` may be duplicates");
        diagnostics.warn(at, message);
    }
}

/// Placements without sources. They get one warning together, because they mostly come in great numbers.
#[derive(Default)]
struct Unsourced {
    first: Option<Path>,
    number: usize,
    total: usize,
}

impl Unsourced {
    fn count(&mut self, at: &At<'_>, placements: &[PlacementRecord], diagnostics: &Diagnostics) {
        self.total += placements.len();
        for (index, placement) in placements.iter().enumerate() {
            let at = at.index(index);
            if placement.sources.is_empty() && !diagnostics.is_placeholder(&at.key("sources")) {
                self.first.get_or_insert_with(|| at.path());
                self.number += 1;
            }
        }
    }

    fn warn(self, diagnostics: &mut Diagnostics) {
        let Some(path) = self.first else { return };
        let (path, message) = match self.number {
            1 => (path, "the placement has no sources".to_owned()),
            number if number == self.total => {
                (Path::default(), format!("none of the {number} placements has sources"))
            }
            number => (path, format!("{number} placements have no sources; this is the first")),
        };
        let warning = Diagnostic::warning(message);
        diagnostics.add(path, warning.with_hint("`soundtrack gaps --missing source` lists them"));
    }
}

/// For each entry whether its index is in `used`.
fn marked(entries: usize, used: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut marked = vec![false; entries];
    for index in used {
        if let Some(mark) = marked.get_mut(index) {
            *mark = true;
        }
    }
    marked
}

/// The pairs of an entry and the first one before it that is written alike: whose text differs at most in
/// case, accents and punctuation, and for which `add` appends the same.
fn alike<'t, E>(
    entries: &[E],
    text: impl Fn(&E) -> &'t str,
    add: impl Fn(&E, &mut String),
) -> Vec<[usize; 2]> {
    let (mut keys, mut ends, mut folded) = (String::new(), Vec::new(), String::new());
    for entry in entries {
        fold_into(text(entry), &mut folded);
        keys += &folded;
        add(entry, &mut keys);
        ends.push(keys.len());
    }
    let key = |index: usize| {
        let start = index.checked_sub(1).map_or(0, |before| ends[before]);
        &keys[start..ends[index]]
    };
    let mut first = HashMap::with_capacity(entries.len());
    let earlier = |index| {
        let first = *first.entry(key(index)).or_insert(index);
        (first != index).then_some([first, index])
    };
    (0..entries.len()).filter_map(earlier).collect()
}

//! Warnings: a document and the show packed of it flow in, what its curator should look at flows out. None of it keeps
//! the file from being used.

use super::document::{Document, Placement, Slug, Song, Text};
use super::path::{At, Path};
use super::problem::{Problem, Problems, Severity};
use crate::model::ShowRecord;
use crate::text::fold_into;
use foldhash::{HashMap, HashMapExt};

/// Finds what is doubtful in a document; `show` is what was made of it, as far as it could be.
pub(super) fn lint(document: &Document<'_>, show: &ShowRecord, problems: &mut Problems) {
    // What uses something may be what cannot be seen.
    let [songs_unseen, seasons_unseen] = ["songs", "seasons"].map(|section| problems.has_holes_in(section));
    let at = At::ROOT.key("artists");
    let contributors = show.contributors.iter().map(|contributor| contributor.artist);
    let credits = show.credits.iter().map(|credit| credit.artist);
    let credited = marked(document.artists.len(), credits.chain(contributors));
    for (index, artist) in document.artists.iter().enumerate() {
        if !credited[index] && !songs_unseen {
            let message = format!("the artist `{}` is never credited", artist.id);
            problems.warn(&at.index(index).key("id"), message);
        }
    }
    for pair in alike(&document.artists, |artist| &artist.name, |_, _| {}) {
        let ids = pair.map(|index| &document.artists[index].id);
        warn_alike("artists", ids, &at.index(pair[1]).key("name"), problems);
    }

    let at = At::ROOT.key("songs");
    let placed = show.placements.iter().map(|placement| placement.song);
    let placed = marked(document.songs.len(), placed);
    for (index, song) in document.songs.iter().enumerate() {
        if !placed[index] && !seasons_unseen {
            let message = format!("the song `{}` is never placed", song.id);
            problems.warn(&at.index(index).key("id"), message);
        }
    }
    let credit = |song: &Song<'_>, key: &mut String| {
        for name in &song.credit {
            *key += "\n";
            *key += &name.artist;
        }
    };
    for pair in alike(&document.songs, |song| &song.title, credit) {
        let ids = pair.map(|index| &document.songs[index].id);
        warn_alike("songs", ids, &at.index(pair[1]).key("title"), problems);
    }

    let at = At::ROOT.key("seasons");
    let mut unsourced = Unsourced::default();
    for (index, season) in document.seasons.iter().enumerate() {
        let at = at.index(index);
        let episodes = at.key("episodes");
        let mut last = 0;
        for (index, episode) in season.episodes.iter().enumerate() {
            let at = episodes.index(index);
            if episode.number < last {
                let message = format!("episode {} stands behind episode {last}", episode.number);
                problems.warn(&at.key("number"), message);
            }
            last = last.max(episode.number);
            unsourced.look(&at.key("placements"), &episode.placements, problems);
        }
        unsourced.look(&at.key("unplaced"), &season.unplaced, problems);
    }
    unsourced.warn(problems);
}

/// Two entries that are written alike; not the same entry twice, which is an error already.
fn warn_alike(kind: &str, [first, second]: [&Text<'_, Slug>; 2], at: &At<'_>, problems: &mut Problems) {
    if **first != **second {
        let message = format!("the {kind} `{first}` and `{second}` are written alike");
        problems.warn(at, message);
    }
}

/// Placements without sources. One warning is enough: it is a habit rather than a mistake.
#[derive(Default)]
struct Unsourced {
    first: Option<Path>,
    number: usize,
    of: usize,
}

impl Unsourced {
    fn look(&mut self, at: &At<'_>, placements: &[Placement<'_>], problems: &Problems) {
        self.of += placements.len();
        for (index, placement) in placements.iter().enumerate() {
            let at = at.index(index);
            if placement.sources.is_empty() && !problems.is_hole(&at.key("sources")) {
                self.first.get_or_insert_with(|| at.path());
                self.number += 1;
            }
        }
    }

    fn warn(self, problems: &mut Problems) {
        let Some(path) = self.first else { return };
        let (path, message) = match self.number {
            1 => (path, "the placement has no sources".to_owned()),
            number if number == self.of => {
                (Path::default(), format!("none of the {number} placements has sources"))
            }
            number => (path, format!("{number} placements have no sources; this is the first")),
        };
        let problem = Problem::new(Severity::Warning, path, message);
        problems.add(problem.with_hint("`soundtrack gaps --missing source` lists them"));
    }
}

/// Which of so many entries are among `used`.
fn marked(entries: usize, used: impl Iterator<Item = u32>) -> Vec<bool> {
    let mut marked = vec![false; entries];
    for index in used {
        if let Some(mark) = marked.get_mut(index as usize) {
            *mark = true;
        }
    }
    marked
}

/// Each entry that is the same as an earlier one, and the first of these: in its text but for case, accents and
/// punctuation, and in what `add` writes behind that.
fn alike<E>(entries: &[E], text: impl Fn(&E) -> &str, add: impl Fn(&E, &mut String)) -> Vec<[usize; 2]> {
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

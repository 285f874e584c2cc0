//! Between files: the shows of several files flow in, what does not fit together flows out, each time as a finding in
//! the later file that names the earlier.

use super::files::Files;
use super::path::{At, Path};
use super::report::{Finding, Place};
use crate::model::Conflict;
use std::collections::{BTreeMap, HashMap};

/// Two places in different files that do not fit together.
struct Mismatch {
    /// The shows of both, the earlier first.
    shows: [usize; 2],
    paths: [Path; 2],
    /// What there is to say, up to the name of the earlier file.
    message: String,
    hint: &'static str,
}

impl Mismatch {
    /// None for what follows from errors in one file.
    fn of(conflict: Conflict) -> Option<Self> {
        match conflict {
            Conflict::Show { shows, slug } => (!slug.is_empty()).then(|| Self {
                shows,
                paths: shows.map(|_| At::ROOT.key("show").key("id").path()),
                message: format!("the show `{slug}` is also in"),
                hint: "leave one of the files out, or give its show another id",
            }),
            Conflict::Artist { shows, entries, slug, names: [first, second] } => {
                let says_who = !(slug.is_empty() || first.is_empty() || second.is_empty());
                says_who.then(|| Self {
                    shows,
                    paths: entries.map(name_of_artist),
                    message: format!("the artist `{slug}` is called `{second}` here, but `{first}` in"),
                    hint: "use one name and make the other an alias, or use another id",
                })
            }
        }
    }
}

fn name_of_artist(entry: usize) -> Path {
    At::ROOT.key("artists").index(entry).key("name").path()
}

/// The findings, each with the number of its source; `of` is the source of each show. The files are read again for the
/// places, each once.
pub(super) fn findings(conflicts: Vec<Conflict>, files: &Files<'_>, of: &[usize]) -> Vec<(usize, Finding)> {
    let sources = &files.sources;
    let mismatches: Vec<Mismatch> = conflicts.into_iter().filter_map(Mismatch::of).collect();
    let mut wanted: BTreeMap<usize, Vec<&Path>> = BTreeMap::new();
    for mismatch in &mismatches {
        for (show, path) in mismatch.shows.iter().zip(&mismatch.paths) {
            wanted.entry(of[*show]).or_default().push(path);
        }
    }
    let (mut places, mut buffer) = (HashMap::new(), Vec::new());
    for (source, paths) in wanted {
        let readable = Some(&sources[source]).filter(|source| source.can_be_read_again());
        let text = readable.map(|source| source.text(files.request.largest, &mut buffer));
        if let Some(Ok(text)) = text {
            let found = Place::of_paths(text, &paths);
            places.extend(paths.into_iter().map(|path| (source, path)).zip(found));
        }
    }
    let finding = |mismatch: &Mismatch| {
        let [(other, other_place), (source, place)] = [0, 1].map(|side| {
            let source = of[mismatch.shows[side]];
            (source, places.get(&(source, &mismatch.paths[side])).cloned())
        });
        let other_place =
            other_place.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
        let message = format!("{} {}{other_place}", mismatch.message, sources[other]);
        let finding = Finding { place: place.map(Box::new), ..Finding::of_file(&sources[source], message) };
        (source, finding.with_hint(mismatch.hint))
    };
    mismatches.iter().map(finding).collect()
}

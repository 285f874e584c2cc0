//! Reads the tags of local audio files (cargo feature `local-music`).

use super::Track;
use crate::error::Error;
use std::path::Path;

/// The audio files of a folder.
#[derive(Debug, Default)]
pub struct Library {
    /// The files, sorted by path. The location of each track is its path.
    pub tracks: Vec<Track>,
    /// A message for each file or folder that cannot be read.
    pub warnings: Vec<String>,
}

impl Library {
    /// Reads the tags of all audio files in a folder and its subfolders. A file without a title gets its file
    /// name as title. `progress` is called from several threads with the number of files read and the number
    /// of all files.
    #[cfg(feature = "local-music")]
    pub fn read(folder: &Path, progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Self, Error> {
        tags::read(folder, progress)
    }

    /// Always an error: the program is built without the feature.
    #[cfg(not(feature = "local-music"))]
    pub fn read(_: &Path, _: &(dyn Fn(usize, usize) + Sync)) -> Result<Self, Error> {
        let error = Error::usage("this program cannot read music files");
        Err(error.with_hint("build it with `--features local-music`"))
    }
}

#[cfg(feature = "local-music")]
mod tags {
    use super::Library;
    use crate::error::{Error, cannot_read, reason};
    use crate::playlist::Track;
    use crate::playlist::values::parse_isrc;
    use lofty::config::ParseOptions;
    use lofty::file::{FileType, TaggedFileExt};
    use lofty::probe::Probe;
    use lofty::tag::{ItemKey, Tag};
    use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
    use std::collections::BTreeSet;
    use std::fs;
    use std::io;
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicUsize, Ordering};

    pub(super) fn read(folder: &Path, progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Library, Error> {
        let unreadable = |error: io::Error| Error::usage(cannot_read(folder.display(), reason(&error)));
        let folder = folder.canonicalize().map_err(unreadable)?;
        let mut found = Found::default();
        found.visit(&folder).map_err(unreadable)?;
        let Found { files, mut warnings, .. } = found;
        let files: Vec<PathBuf> = files.into_iter().collect();
        let done = AtomicUsize::new(0);
        let read = |path: &PathBuf| {
            let track = track(path);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
            track
        };
        let read: Vec<Result<Track, String>> = files.par_iter().map(read).collect();
        let mut tracks = Vec::new();
        for (path, read) in files.iter().zip(read) {
            match read {
                Ok(track) => tracks.push(track),
                Err(why) => warnings.push(cannot_read(path.display(), why)),
            }
        }
        Ok(Library { tracks, warnings })
    }

    /// The audio files found so far.
    #[derive(Default)]
    struct Found {
        files: BTreeSet<PathBuf>,
        warnings: Vec<String>,
        /// Folders already visited, as symbolic links may form a loop.
        seen: BTreeSet<PathBuf>,
    }

    impl Found {
        fn visit(&mut self, folder: &Path) -> io::Result<()> {
            if !self.seen.insert(folder.canonicalize()?) {
                return Ok(());
            }
            // Sorted, so that the result does not depend on the file system when links lead to the same
            // folder.
            let mut paths = Vec::new();
            for entry in fs::read_dir(folder)? {
                paths.push(entry?.path());
            }
            paths.sort();
            for path in paths {
                let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
                if is_hidden {
                    continue;
                }
                if path.is_dir() {
                    if let Err(error) = self.visit(&path) {
                        self.warnings.push(cannot_read(path.display(), reason(&error)));
                    }
                } else if path.is_file() && FileType::from_path(&path).is_some() {
                    // Links to the same file count once.
                    self.files.insert(path.canonicalize()?);
                }
            }
            Ok(())
        }
    }

    /// Reads the tags of a file. The file type is detected from its content, not from its name.
    fn track(path: &Path) -> Result<Track, String> {
        let options = ParseOptions::new().read_properties(false).read_cover_art(false);
        let open = |path| Probe::open(path).map(|probe| probe.options(options));
        let probe = open(path).map_err(|error| error.to_string())?;
        let probe = probe.guess_file_type().map_err(|error| reason(&error))?;
        let file = probe.read().map_err(|error| error.to_string())?;
        let location = path.to_str().ok_or("its name is not UTF-8")?;
        let text = |key: ItemKey| {
            let tags = file.primary_tag().into_iter().chain(file.tags());
            tags.flat_map(|tag: &Tag| tag.get_string(key)).map(str::trim).find(|text| !text.is_empty())
        };
        let name = || path.file_stem().unwrap_or_default().to_string_lossy();
        let (title, artist) = match text(ItemKey::TrackTitle) {
            Some(title) => (title.to_owned(), text(ItemKey::TrackArtist).unwrap_or_default().to_owned()),
            None => (name().into_owned(), String::new()),
        };
        Ok(Track {
            artist,
            title,
            album: text(ItemKey::AlbumTitle).map(str::to_owned),
            isrc: text(ItemKey::Isrc).and_then(parse_isrc),
            mbid: text(ItemKey::MusicBrainzRecordingId).and_then(|mbid| mbid.parse().ok()),
            location: Some(location.to_owned()),
            ..Track::default()
        })
    }
}

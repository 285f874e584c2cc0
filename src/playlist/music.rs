//! Local music: a folder flows in, its audio files, as their tags describe them, flow out.

use super::Track;
use crate::error::Error;
use std::path::Path;

/// The audio files of a folder.
#[derive(Debug, Default)]
pub struct Library {
    /// The files by path, which is their location.
    pub tracks: Vec<Track>,
    /// Each file that cannot be read, and why not.
    pub warnings: Vec<String>,
}

impl Library {
    /// Reads the tags of all audio files in a folder and in the folders in it. A file without a title is called by its
    /// name. `progress` is told how many were read and how many there are; from any thread.
    #[cfg(feature = "local-music")]
    pub fn read(folder: &Path, progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Self, Error> {
        super::tags::read(folder, progress)
    }

    /// Without the library that reads tags there is nothing to read.
    #[cfg(not(feature = "local-music"))]
    pub fn read(_: &Path, _: &(dyn Fn(usize, usize) + Sync)) -> Result<Self, Error> {
        let error = Error::usage("this program cannot read music files");
        Err(error.with_hint("build it with `--features local-music`"))
    }
}

//! Atomic writing: other programs see the old file or the complete new one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use tempfile::Builder;

/// Writes a file next to its destination, then moves it there. An existing file is an error unless `replace`.
/// A symbolic link is followed, and replaced if it is broken. Devices and pipes, such as `/dev/stdout`, are
/// written to directly.
pub fn save(path: &Path, text: &[u8], replace: bool) -> io::Result<()> {
    write(path, text, if replace { Existing::Any } else { Existing::None })
}

/// Replaces the text of a file. Nothing is written if the new text is the old one. Fails if the file does not have
/// the old text any more, and if it is a device or a pipe.
pub fn rewrite(path: &Path, old: &str, new: &str) -> io::Result<()> {
    if old == new { Ok(()) } else { write(path, new.as_bytes(), Existing::With(old.as_bytes())) }
}

/// What may be at the path of a file that is written.
enum Existing<'t> {
    None,
    Any,
    /// A file with this content.
    With(&'t [u8]),
}

fn write(path: &Path, text: &[u8], existing: Existing<'_>) -> io::Result<()> {
    let there = match fs::metadata(path) {
        Ok(there) => Some(there),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    match &there {
        Some(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Some(there) if !there.is_file() || is_open(path) => {
            if let Existing::With(_) = existing {
                return Err(io::Error::other("it is a stream"));
            }
            let mut file = OpenOptions::new().append(true).open(path)?;
            file.write_all(text)?;
            return file.flush();
        }
        Some(_) if matches!(existing, Existing::None) => return Err(io::ErrorKind::AlreadyExists.into()),
        _ => {}
    }
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = Builder::new();
    builder.prefix(".soundtrack-").suffix(".tmp");
    // The default of the library is private to the user. The permissions should be those of the umask.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    if let Some(there) = there {
        file.as_file().set_permissions(there.permissions())?;
    }
    file.write_all(text)?;
    file.as_file().sync_all()?;
    match existing {
        Existing::With(old) if fs::read(&path)? != old => Err(io::Error::other("it was changed meanwhile")),
        Existing::None => Ok(file.persist_noclobber(path).map(drop)?),
        Existing::Any | Existing::With(_) => Ok(file.persist(path).map(drop)?),
    }
}

/// Whether a path is a stream that the shell has opened. It may be a file, which the shell has replaced or
/// not.
fn is_open(path: &Path) -> bool {
    let names = ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd"];
    names.iter().any(|name| path.starts_with(name))
}

//! Files: a whole text flows in, a whole file flows out, or none: whoever looks sees the old file or the new one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::Builder;

/// Writes a file: beside its place first, then moved there. One that is there already is an error unless `replace`; what
/// is no file on a disk, `/dev/stdout` or a pipe say, is written to as it is.
pub fn save(path: &Path, text: &[u8], replace: bool) -> io::Result<()> {
    let there = match fs::metadata(path) {
        Ok(there) => Some(there),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    match &there {
        Some(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Some(there) if !there.is_file() || is_open(path) => {
            let mut file = OpenOptions::new().append(true).open(path)?;
            file.write_all(text)?;
            return file.flush();
        }
        Some(_) if !replace => return Err(io::ErrorKind::AlreadyExists.into()),
        _ => {}
    }
    let path = behind_links(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = Builder::new();
    builder.prefix(".soundtrack-").suffix(".tmp");
    // What other programs may do with it is for the umask to say, not for the library.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    if let Some(there) = there {
        file.as_file().set_permissions(there.permissions())?;
    }
    file.write_all(text)?;
    file.as_file().sync_all()?;
    if replace {
        file.persist(path)?;
    } else {
        file.persist_noclobber(path)?;
    }
    Ok(())
}

/// Whether a path means what the shell has opened already. Behind it there may be a file, which is the shell's to
/// replace or not.
fn is_open(path: &Path) -> bool {
    let names = ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd"];
    names.iter().any(|name| path.starts_with(name))
}

/// How many links may lead to one another, as in Linux.
const MOST_LINKS: usize = 40;

/// The file that a path means, through links: a link stays one, and what it leads to is written.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    if path.exists() {
        return path.canonicalize();
    }
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else {
            return Ok(path);
        };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    Err(io::Error::other("too many links"))
}

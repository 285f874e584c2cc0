//! What a running command may ask for: its options, the catalog, other files, and standard error.

use crate::cli::Cli;
use crate::error::{Error, cannot_write};
use crate::load::{self, Report, Request};
use crate::model::{Catalog, Ceiling, EpisodeCode, ShowId};
use crate::out::{self, Output, Progress};
use crate::playlist::Library;
use crate::query::parse_ceiling;
use crate::view::Layout;
use std::cell::{Cell, OnceCell, RefCell};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// One run of the program. The catalog and the music folder are read when they are first asked for, and kept,
/// so that answers can refer to them.
pub struct App<'a> {
    /// The options of this run.
    pub cli: &'a Cli,
    /// Which columns and rows to show.
    pub layout: Layout,
    /// How to write the answer.
    pub output: Output,
    err: RefCell<&'a mut dyn Write>,
    catalog: Rc<OnceCell<Catalog>>,
    music: OnceCell<Library>,
    stdin_is_read: Cell<bool>,
}

impl<'a> App<'a> {
    /// A run that has read nothing yet; messages go to `err`.
    pub fn new(cli: &'a Cli, err: &'a mut dyn Write) -> Self {
        Self {
            cli,
            layout: cli.layout(),
            output: cli.output(),
            err: RefCell::new(err),
            catalog: Rc::default(),
            music: OnceCell::new(),
            stdin_is_read: Cell::new(false),
        }
    }

    /// The same run with a catalog that was loaded elsewhere: the options about catalogs are ignored.
    pub fn with_catalog(self, catalog: Catalog) -> Self {
        Self { catalog: Rc::new(OnceCell::from(catalog)), ..self }
    }

    /// Another run with the same catalog.
    pub fn other<'b>(&self, cli: &'b Cli, err: &'b mut dyn Write) -> App<'b> {
        App { catalog: Rc::clone(&self.catalog), ..App::new(cli, err) }
    }

    /// The catalog, without what the spoiler ceilings of `--up-to` hide.
    pub fn catalog(&self) -> Result<&Catalog, Error> {
        if let Some(catalog) = self.catalog.get() {
            return Ok(catalog);
        }
        let (catalog, notes) = self.load(&self.cli.up_to)?;
        notes.iter().for_each(|note| self.note(note));
        Ok(self.keep(catalog))
    }

    /// Reads the catalog without what these ceilings hide, and does not keep it. Also returns notes.
    pub fn load(&self, up_to: &[String]) -> Result<(Catalog, Vec<String>), Error> {
        let ceilings = up_to.iter().map(|text| parse_ceiling(text));
        let ceilings = ceilings.collect::<Result<Vec<Ceiling>, Error>>()?;
        self.take_stdin(&self.cli.catalog)?;
        self.with_progress(|request| load::catalog(request, &ceilings))
    }

    /// Keeps a catalog for answers, unless there is one.
    pub fn keep(&self, catalog: Catalog) -> &Catalog {
        self.catalog.get_or_init(|| catalog)
    }

    /// The text of the file with the show that `choose` returns; `--up-to` hides nothing here.
    pub fn export(&self, choose: impl FnOnce(&Catalog) -> Result<ShowId, Error>) -> Result<String, Error> {
        self.take_stdin(&self.cli.catalog)?;
        let (text, notes) = self.with_progress(|request| load::export(request, choose))?;
        notes.iter().for_each(|note| self.note(note));
        Ok(text)
    }

    /// Errors and warnings in some files, or in those of the catalog if none are given.
    pub fn check(&self, paths: &[PathBuf]) -> Result<Report, Error> {
        let paths = if paths.is_empty() { &self.cli.catalog } else { paths };
        self.take_stdin(paths)?;
        Ok(self.with_progress(|request| load::check(Request { paths, ..request })))
    }

    /// The text of a file, or of standard input for `-`.
    pub fn file(&self, path: &PathBuf) -> Result<String, Error> {
        self.take_stdin(std::slice::from_ref(path))?;
        load::file(path, self.cli.max_size)
    }

    /// The bytes of a file, or of standard input for `-`.
    pub fn bytes(&self, path: &PathBuf) -> Result<Vec<u8>, Error> {
        self.take_stdin(std::slice::from_ref(path))?;
        load::bytes(path, self.cli.max_size)
    }

    /// The text of a JSON file, byte for byte, or of standard input for `-`.
    pub fn json(&self, path: &PathBuf) -> Result<String, Error> {
        self.take_stdin(std::slice::from_ref(path))?;
        load::json(path, self.cli.max_size)
    }

    /// Writes a file that a command makes. A file of the catalog is never overwritten, another one only with `force`.
    pub fn save(&self, path: &Path, force: bool, text: &str) -> Result<(), Error> {
        let name = path.display();
        if self.is_catalog_file(path) {
            return Err(Error::usage(format!("`{name}` is part of the catalog, which is never overwritten")));
        }
        out::save(path, text.as_bytes(), force).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                let error = Error::usage(format!("`{name}` already exists"));
                error.with_hint("`--force` replaces it")
            }
            _ => cannot_write(path, &error),
        })
    }

    /// Replaces the text of a file, if it is still the old one. Does nothing if the new one is the same.
    pub fn rewrite(&self, path: &Path, old: &str, new: &str) -> Result<(), Error> {
        out::rewrite(path, old, new).map_err(|error| cannot_write(path, &error))
    }

    /// The audio files in a folder.
    pub fn music(&self, folder: &Path) -> Result<&Library, Error> {
        let library = self.with_progress(|request| Library::read(folder, request.progress))?;
        Ok(self.music.get_or_init(|| library))
    }

    /// Whether a file is part of the catalog.
    pub fn is_catalog_file(&self, path: &Path) -> bool {
        load::is_catalog_file(path, self.request(&|_, _| {}))
    }

    /// The code of the episode of a show behind the last one that was watched; nothing else about it.
    pub fn next_episode(&self, show: &str, last: EpisodeCode) -> Option<EpisodeCode> {
        load::next_episode(self.request(&|_, _| {}), show, last)
    }

    /// Writes a note to standard error.
    pub fn note(&self, text: &str) {
        self.say(&format!("note: {text}"));
    }

    /// Writes a message to standard error, made safe to print. A failure is ignored: there is no other place
    /// to report it.
    pub fn say(&self, text: &str) {
        let _ = writeln!(self.err.borrow_mut(), "{}", out::message(text, self.output.color));
    }

    fn request<'r>(&'r self, progress: &'r load::Progress<'r>) -> Request<'r> {
        Request { paths: &self.cli.catalog, largest: self.cli.max_size, progress }
    }

    /// Reads files, with a progress bar if it takes long.
    fn with_progress<T>(&self, read: impl FnOnce(Request<'_>) -> T) -> T {
        let progress = Progress::start();
        read(self.request(&|done, all| progress.report(done, all)))
    }

    /// Checks that standard input, if it is among the paths, is read only once.
    fn take_stdin(&self, paths: &[PathBuf]) -> Result<(), Error> {
        for _ in paths.iter().filter(|path| load::is_stdin(path)) {
            if self.stdin_is_read.replace(true) {
                return Err(Error::usage("standard input can be read only once"));
            }
            if io::stdin().is_terminal() {
                self.note("reading from the terminal; press Ctrl-D to end");
            }
        }
        Ok(())
    }
}

//! Reads catalog files: finds them, parses and checks each, and joins their shows to a [`Catalog`], or
//! reports everything that is wrong with them.
//!
//! `model::record` says what a file looks like; `fields` packs its values into records while they are read. The
//! text of the file is then dropped.

mod builder;
mod ceiling;
mod diagnostics;
mod fields;
mod files;
mod json;
mod lint;
mod location;
mod reader;
mod rules;
#[cfg(test)]
mod schema;
mod words;

use crate::error::{Error, all_of, count};
use crate::model::{Catalog, Ceiling, Conflict, EpisodeCode, ShowFile, ShowId};
use ceiling::Effect;
use diagnostics::Diagnostics;
use files::{Files, Input};
use json::Json;
use location::{At, Path};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

pub use diagnostics::{Diagnostic, Severity};
pub use files::{Progress, Request, Size};
pub use location::Location;

/// The JSON Schema of a catalog file, for editors. It says what the records, `fields` and `rules`
/// ask of one file, as far as a schema can.
pub const SCHEMA: &str = include_str!("../../data/catalog.schema.json");

/// Reads and joins the files that are asked for, without what the ceilings hide. Also returns notes on what
/// was hidden or left out.
///
/// If a file that was named has errors, the result is an error that reports all errors of all files. A file
/// in the user's data folder that has errors, or the show of another file there, is left out. One with the
/// show of the embedded catalog replaces it.
pub fn catalog(request: Request<'_>, ceilings: &[Ceiling]) -> Result<(Catalog, Vec<String>), Error> {
    join(&mut Files::find(request).with_stdin(), ceilings)
}

/// The code of the first episode of a show, but for specials, behind the episode `last`. Nothing else of what
/// is there is returned or kept.
pub fn next_episode(request: Request<'_>, show: &str, last: EpisodeCode) -> Option<EpisodeCode> {
    let (catalog, _) = join(&mut Files::find(request).with_stdin(), &[]).ok()?;
    let show = catalog.shows().find(|other| other.slug() == show)?;
    let codes = show.seasons().flat_map(|season| season.episodes()).map(|episode| episode.code());
    codes.filter(|&code| code > last && code.season > 0).min()
}

/// The catalog of one file's text, called `name` in messages.
pub fn text(name: &str, text: &str) -> Result<Catalog, Error> {
    join(&mut Files::single(Input::Text { name, text }), &[]).map(|(catalog, _)| catalog)
}

/// The whole text of the file with the show that `choose` returns. Also returns notes, as [`catalog`] does.
pub fn export(
    request: Request<'_>,
    choose: impl FnOnce(&Catalog) -> Result<ShowId, Error>,
) -> Result<(String, Vec<String>), Error> {
    let mut files = Files::find(request).with_stdin();
    let (catalog, notes) = join(&mut files, &[])?;
    let input = &files.inputs[catalog.show(choose(&catalog)?).file()];
    if !input.can_be_read_again() {
        let again = Diagnostic::unreadable(input, "it can be read only once");
        return Err(vec![again.with_hint("`-c -` reads it from standard input")].into());
    }
    let mut buffer = Vec::new();
    let bytes = input.bytes(request.largest, &mut buffer).map_err(|diagnostic| vec![diagnostic])?;
    // Nothing is lost: it has just been loaded, so it is UTF-8.
    Ok((String::from_utf8_lossy(bytes).into_owned(), notes))
}

/// The text of a file that is no catalog, or of standard input if the path is `-`: no larger than `largest`,
/// in UTF-8.
pub fn file(path: &std::path::Path, largest: Size) -> Result<String, Error> {
    let text = Input::parse(path).any_text(largest, &mut Vec::new()).map(str::to_owned);
    text.map_err(|diagnostic| vec![diagnostic].into())
}

/// The bytes of a file, or of standard input if the path is `-`: no more than `largest`.
pub fn bytes(path: &std::path::Path, largest: Size) -> Result<Vec<u8>, Error> {
    Input::parse(path).any_bytes(largest).map_err(|diagnostic| vec![diagnostic].into())
}

/// The text of a JSON file, byte for byte, or of standard input if the path is `-`.
pub fn json(path: &std::path::Path, largest: Size) -> Result<String, Error> {
    let input = Input::parse(path);
    let mut bytes = Vec::new();
    let checked = input.text(largest, &mut bytes).and_then(|text| match Json::parse(text) {
        Ok(_) => Ok(()),
        Err((error, path)) => Err(Diagnostic::of_syntax_error(&input, text, &error, &path)),
    });
    checked.map_err(|diagnostic| vec![diagnostic])?;
    // Nothing is lost: it has just been read as UTF-8.
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// Whether a path is `-`, which means standard input.
pub fn is_stdin(path: &std::path::Path) -> bool {
    matches!(Input::parse(path), Input::Stdin)
}

/// The number of bytes to read from files for a request, unless it is not known without reading them.
pub fn size(request: Request<'_>) -> Option<u64> {
    Files::find(request).inputs.iter().map(Input::size).sum()
}

/// Whether a file is one of those that make the catalog.
pub fn is_catalog_file(path: &std::path::Path, request: Request<'_>) -> bool {
    let Ok(path) = path.canonicalize() else {
        return false;
    };
    let is_same = |input: &Input<'_>| match input {
        Input::File(file) => file.canonicalize().is_ok_and(|file| file == path),
        Input::Stdin | Input::Text { .. } | Input::Bytes { .. } => false,
    };
    Files::find(request).inputs.iter().any(is_same)
}

/// The result of checking catalog files.
#[derive(Debug)]
pub struct Report {
    /// How many files were checked.
    pub files: usize,
    /// In the order of the files, and of the places in them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds errors and warnings in the files that are asked for.
pub fn check(request: Request<'_>) -> Report {
    check_files(Files::find(request).with_stdin())
}

/// Finds errors and warnings in the bytes of one file, called `name` in messages.
pub fn check_bytes(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    match Input::read(name, bytes, Size::LARGEST) {
        Ok(input) => check_files(Files::single(input)).diagnostics,
        Err(diagnostic) => vec![diagnostic],
    }
}

fn check_files(mut files: Files<'_>) -> Report {
    let mut shows = Shows::read(&files, &[], true);
    let replaced = files.are_defaults && shows.replace_embedded();
    let number = files.inputs.len() - usize::from(replaced);
    let conflicts = Catalog::conflicts(&shows.records);
    Report { files: number, diagnostics: shows.into_diagnostics(&conflicts, &mut files) }
}

fn join(files: &mut Files<'_>, ceilings: &[Ceiling]) -> Result<(Catalog, Vec<String>), Error> {
    let mut shows = Shows::read(files, ceilings, false);
    let mut notes = Vec::new();
    if files.are_defaults {
        let faulty = shows.leave_out_faulty().into_iter().map(|file| &files.inputs[file]);
        // No note on an empty file: the shell makes one for `export SHOW > FILE`.
        let faulty = faulty.filter(|input| input.size() != Some(0)).map(Input::to_string);
        let unreadable = files.unreadable.drain(..).map(|diagnostic| diagnostic.file);
        notes.extend(left_out(&faulty.chain(unreadable).collect::<Vec<String>>()));
    }
    let duplicates = Catalog::duplicates(&shows.records);
    if !(shows.diagnostics.is_empty() && files.unreadable.is_empty() && duplicates.is_empty()) {
        return Err(shows.into_diagnostics(&duplicates, files).into());
    }
    let effects: Vec<&Effect> = shows.effects.iter().map(|(_, effect)| effect).collect();
    notes.extend(ceiling::notes(ceilings, &effects)?);
    Ok((Catalog::join(shows.records), notes))
}

/// The most files that are named in a note.
const MAX_NAMED: usize = 3;

/// The note on files that are left out, if there are any.
fn left_out(files: &[String]) -> Option<String> {
    let named = files.iter().take(MAX_NAMED).map(|file| format!("`{file}`"));
    let more = files.len().saturating_sub(MAX_NAMED);
    let more = (more > 0).then(|| count(more, "more file"));
    let named: Vec<String> = named.chain(more).collect();
    let named = all_of(&named);
    (!files.is_empty()).then(|| format!("left out because of errors: {named}; `soundtrack check` shows them"))
}

/// The shows of some files, and what is wrong with the files.
#[derive(Default)]
struct Shows {
    records: Vec<ShowFile>,
    /// Each with the number of its file.
    diagnostics: Vec<(usize, Diagnostic)>,
    /// What the ceilings did, each with the number of its file.
    effects: Vec<(usize, Effect)>,
}

impl Shows {
    /// Reads all files, with warnings if `thorough`.
    fn read(files: &Files<'_>, ceilings: &[Ceiling], thorough: bool) -> Self {
        let (done, all) = (AtomicUsize::new(0), files.inputs.len());
        let read_one = |buffer: &mut Vec<u8>, input: &Input<'_>| {
            let file = read_file(input, files.request.largest, ceilings, thorough, buffer);
            (files.request.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            file
        };
        let results: Vec<FileResult> = if files.are_worth_threads() {
            files.inputs.par_iter().map_init(Vec::new, read_one).collect()
        } else {
            let mut buffer = Vec::new();
            files.inputs.iter().map(|input| read_one(&mut buffer, input)).collect()
        };
        let mut shows = Self { records: Vec::with_capacity(results.len()), ..Self::default() };
        for (number, file) in results.into_iter().enumerate() {
            shows.records.extend(file.show.map(|show| ShowFile { file: number, ..show }));
            shows.effects.push((number, file.effect));
            shows.diagnostics.extend(file.diagnostics.into_iter().map(|diagnostic| (number, diagnostic)));
        }
        shows
    }

    /// Removes the embedded show, the first one, if another file has it. Returns whether it did.
    fn replace_embedded(&mut self) -> bool {
        let slug = |file: &ShowFile| file.text.get(file.show.id).to_owned();
        let Some((embedded, others)) = self.records.split_first() else { return false };
        let embedded = slug(embedded);
        let is_replaced = others.iter().any(|show| slug(show) == embedded);
        self.records.drain(..usize::from(is_replaced));
        is_replaced
    }

    /// Removes files with errors, and then those with the show of an earlier one. Returns their numbers.
    fn leave_out_faulty(&mut self) -> BTreeSet<usize> {
        let mut faulty: BTreeSet<usize> = self.diagnostics.drain(..).map(|(file, _)| file).collect();
        self.records.retain(|show| !faulty.contains(&show.file));
        let is_replaced = self.replace_embedded();
        for conflict in Catalog::duplicates(&self.records) {
            if let Conflict::Show { shows: [_, later], .. } = conflict {
                faulty.insert(self.records[later].file);
            }
        }
        self.records.retain(|show| !faulty.contains(&show.file));
        let is_gone = |file: usize| faulty.contains(&file) || is_replaced && file == 0;
        self.effects.retain(|(file, _)| !is_gone(*file));
        faulty
    }

    /// All diagnostics, with those for the conflicts and for what cannot be read, by file, place and
    /// severity.
    fn into_diagnostics(self, conflicts: &[Conflict], files: &mut Files<'_>) -> Vec<Diagnostic> {
        let mut all = self.diagnostics;
        let file_of_show: Vec<usize> = self.records.iter().map(|show| show.file).collect();
        all.extend(explain_conflicts(conflicts, files, &file_of_show));
        let last = files.inputs.len();
        all.extend(files.unreadable.drain(..).map(|diagnostic| (last, diagnostic)));
        all.sort_by_key(|(input, diagnostic)| {
            let location = diagnostic.location.as_ref();
            let place = location.map_or((usize::MAX, 0), |location| (location.line, location.column));
            (*input, place, diagnostic.severity)
        });
        all.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }
}

#[derive(Default)]
struct FileResult {
    /// Also there if the file has errors, as far as it could be read.
    show: Option<ShowFile>,
    diagnostics: Vec<Diagnostic>,
    /// What the ceilings did.
    effect: Effect,
}

/// Reads and checks one file. Looks for warnings only if `thorough`.
fn read_file(
    input: &Input<'_>,
    largest: Size,
    ceilings: &[Ceiling],
    thorough: bool,
    buffer: &mut Vec<u8>,
) -> FileResult {
    let failed = |diagnostics| FileResult { diagnostics, ..FileResult::default() };
    let text = match input.text(largest, buffer) {
        Ok(text) => text,
        Err(diagnostic) => return failed(vec![diagnostic]),
    };
    // Most files are valid, and then nothing needs to be known about places in them.
    if !thorough
        && let Some(file) = reader::read_valid(text)
        && !rules::check(&file, Diagnostics::default()).has_errors()
    {
        return without_errors(text, file, ceilings);
    }
    let json = match Json::parse(text) {
        Ok(json) => json,
        Err((error, path)) => return failed(vec![Diagnostic::of_syntax_error(input, text, &error, &path)]),
    };
    let mut diagnostics = Diagnostics::default();
    let Some(mut file) = reader::read(&json, thorough, &mut diagnostics) else {
        let mut listed = diagnostics.locate(input, text);
        let message = format!("`{input}` has too many errors; the rest was not read");
        listed.push(Diagnostic::error(message).in_file(input));
        return failed(listed);
    };
    let mut diagnostics = rules::check(&file, diagnostics);
    if thorough {
        lint::lint(&file, &mut diagnostics);
    } else if !diagnostics.has_errors() {
        return without_errors(text, file, ceilings);
    }
    file.arrange();
    let diagnostics = diagnostics.locate(input, text);
    FileResult { show: Some(file), diagnostics, ..FileResult::default() }
}

/// The show of a file without errors, without what the ceilings hide.
fn without_errors(text: &str, mut file: ShowFile, ceilings: &[Ceiling]) -> FileResult {
    let (effect, kept) = ceiling::find(&file, ceilings);
    if let Some(kept) = kept
        && let Ok(mut json) = Json::parse(text)
    {
        kept.retain(&mut json);
        // The only errors are the empty titles of sources.
        file = reader::read(&json, false, &mut Diagnostics::default()).unwrap_or_default();
    }
    file.arrange();
    FileResult { show: Some(file), effect, ..FileResult::default() }
}

/// The diagnostics for some conflicts, each with the number of its input: the later one of two, with a
/// reference to the earlier one. `file_of_show` is the number of the file of each show. Every input that is
/// concerned is read once more to find the locations.
fn explain_conflicts(
    conflicts: &[Conflict],
    files: &Files<'_>,
    file_of_show: &[usize],
) -> Vec<(usize, Diagnostic)> {
    let explained: Vec<([usize; 2], [Path; 2], Diagnostic)> =
        conflicts.iter().filter_map(explain_conflict).collect();
    // For each input the conflicts that it is part of, and as which of the two files.
    let mut parts: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (number, (shows, ..)) in explained.iter().enumerate() {
        for (side, &show) in shows.iter().enumerate() {
            parts.entry(file_of_show[show]).or_default().push((number, side));
        }
    }
    let mut locations: Vec<[Option<Location>; 2]> = explained.iter().map(|_| [None, None]).collect();
    let mut buffer = Vec::new();
    for (input, parts) in parts {
        let input = &files.inputs[input];
        // Without its text a conflict is reported all the same, but without a location.
        if input.can_be_read_again()
            && let Ok(text) = input.text(files.request.largest, &mut buffer)
        {
            let paths: Vec<&Path> = parts.iter().map(|&(number, side)| &explained[number].1[side]).collect();
            for ((number, side), location) in parts.into_iter().zip(Location::find_all(text, &paths)) {
                locations[number][side] = Some(location);
            }
        }
    }
    let located = explained.into_iter().zip(locations);
    located
        .map(|((shows, _, diagnostic), [earlier_location, location])| {
            let [earlier, later] = shows.map(|show| file_of_show[show]);
            let place =
                earlier_location.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
            let message = format!("{} {}{place}", diagnostic.message, files.inputs[earlier]);
            let diagnostic = diagnostic.in_file(&files.inputs[later]);
            (later, Diagnostic { message, location: location.map(Box::new), ..diagnostic })
        })
        .collect()
}

/// The two shows of a conflict, where it is in their files, and a diagnostic whose message lacks the name of
/// the earlier file at its end. `None` if an id or name is empty, which is an error of its file already.
fn explain_conflict(conflict: &Conflict) -> Option<([usize; 2], [Path; 2], Diagnostic)> {
    match conflict {
        Conflict::Show { shows, slug } => {
            let paths = shows.map(|_| At::ROOT.key("show").key("id").path());
            let message = format!("the show `{slug}` is also in");
            let hint = "leave one of the files out, or give its show another id";
            (!slug.is_empty()).then(|| (*shows, paths, Diagnostic::error(message).with_hint(hint)))
        }
        Conflict::Artist { shows, entries, slug, names: [first, second] } => {
            let paths = entries.map(|entry| At::ROOT.key("artists").index(entry).key("name").path());
            let message = format!("the artist `{slug}` is called `{second}` here, but `{first}` in");
            let hint = "use one name and make the other an alias, or use another id";
            let is_empty = [slug, first, second].iter().any(|text| text.is_empty());
            (!is_empty).then(|| (*shows, paths, Diagnostic::warning(message).with_hint(hint)))
        }
    }
}

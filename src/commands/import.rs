//! `import`: what a source names, what a catalog file has of it, and writing the rest into the file.

use crate::answer::{Answer, Content, limit_note};
use crate::app::App;
use crate::cli;
use crate::edit;
use crate::error::{Error, all_of, count};
use crate::import::{self, Candidate, Known, Line, Options, Reading, SourcePlace, Verdict};
use crate::load;
use crate::merge::{self, Action, Citation, Outcome, Plan};
use crate::model::{EpisodeCode, Place};
use crate::playlist::{Names, Tracklist};
use crate::text::{sanitize, truncate};
use crate::view::{Cell, Heading, Rank, Shape, Table, View};
use foldhash::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// How many characters of a line a doubt quotes.
const MAX_QUOTED: usize = 120;

/// The file that facts are added to.
struct Target {
    path: PathBuf,
    /// The text as it was read.
    old: String,
    /// With what has been planned so far.
    new: String,
    /// Whether it is a film or the like without parts, so that all songs are in one place.
    is_whole: bool,
}

/// A source, what was read from it, and what is planned.
struct Read {
    name: String,
    reading: Reading,
    /// One outcome for each candidate, if there is a file to add to.
    plan: Option<Plan>,
}

impl cli::ImportOptions {
    /// The songs that the sources name. Fails if something is left for a person.
    pub(crate) fn answer<'c>(&self, app: &App<'_>) -> Result<Answer<'c>, Error> {
        if app.layout.asks_for_help() {
            return Ok(Answer::view(View::Table(Table::from_cells(
                HEADINGS.to_vec(),
                Vec::new(),
                &app.layout,
            )?)));
        }
        let mut target = self.into.as_deref().map(|path| Target::read(app, path)).transpose()?;
        let mut known = Known::default();
        self.add_companions(app, &mut known)?;
        let mut all = Vec::new();
        for path in &self.files {
            all.push(self.read(app, path, &mut known, target.as_mut())?);
        }
        if let (true, Some(target)) = (self.write, &target) {
            app.rewrite(&target.path, &target.old, &target.new)?;
        }
        self.report(app, &all, target.as_ref())
    }

    /// The names of the companion lists, and of the catalog if one is named.
    fn add_companions(&self, app: &App<'_>, known: &mut Known) -> Result<(), Error> {
        if !app.cli.catalog.is_empty() {
            known.add_catalog(app.catalog()?);
        }
        for path in &self.known {
            let text = app.file(path)?;
            let ending = path.extension().and_then(OsStr::to_str);
            let list = Tracklist::read(&text, None, ending, &Names::default())
                .map_err(|why| Error::usage(crate::error::cannot_read(path.display(), why)))?;
            known.add_tracks(&list.tracks);
        }
        Ok(())
    }

    /// Reads a source, and plans what it adds to the file.
    fn read(
        &self,
        app: &App<'_>,
        path: &PathBuf,
        known: &mut Known,
        target: Option<&mut Target>,
    ) -> Result<Read, Error> {
        let name = path.display().to_string();
        let bytes = app.bytes(path)?;
        let Some(target) = target else {
            let reading = import::read(&name, &bytes, known, &self.options(SourcePlace::default()))?;
            return Ok(Read { name, reading: self.without_scenes(reading), plan: None });
        };
        let catalog = load::text(&target.path.display().to_string(), &target.new)?;
        known.add_catalog(&catalog);
        target.is_whole = catalog.shows().all(|show| show.is_whole());
        let json: serde_json::Value = serde_json::from_str(target.new.trim_start_matches('\u{feff}'))
            .map_err(|error| Error::data(error.to_string()))?;
        let options = self.options(merge::only_place(&json));
        let reading = self.without_scenes(import::read(&name, &bytes, known, &options)?);
        let citation = self.citation(path, &json)?;
        let plan = if reading.episodes.is_empty() {
            merge::plan(&catalog, &json, &reading.candidates, &citation, &self.take)
        } else {
            merge::plan_episodes(&json, &reading.episodes)
        };
        target.apply(&plan)?;
        Ok(Read { name, reading, plan: Some(plan) })
    }

    fn options(&self, only: SourcePlace) -> Options {
        Options {
            season: self.season.or(only.season),
            episode: self
                .episode
                .or(only.episode.filter(|_| self.season.is_none_or(|own| Some(own) == only.season))),
            order: self.order,
            map: self.map.clone(),
            pattern: self.pattern.clone(),
        }
    }

    /// The reading without scenes that are quoted from an article, unless they are asked for: they are its author's
    /// words. Those of a table are kept.
    fn without_scenes(&self, mut reading: Reading) -> Reading {
        if !self.scenes && !reading.is_table {
            reading.candidates.iter_mut().for_each(|candidate| candidate.scene = None);
        }
        reading
    }

    /// The source that is cited: what the options name, or the file.
    fn citation(&self, path: &Path, json: &serde_json::Value) -> Result<Citation, Error> {
        let part = |part: Option<&OsStr>| {
            part.map(|name| name.to_string_lossy().into_owned()).filter(|_| !load::is_stdin(path))
        };
        let said = self.source.as_ref().or(self.url.as_ref()).cloned();
        let (file, stem) = (part(path.file_name()), part(path.file_stem()));
        let name = said.clone().or(file).ok_or_else(|| {
            Error::usage("who says so? Standard input has no name")
                .with_hint("name the source: `--source \"Title of the article\"`, or `--url ADDRESS`")
        })?;
        let id = said.or(stem).unwrap_or_default();
        Ok(Citation::find(json, &name, &id, self.url.as_deref()))
    }

    fn report<'c>(&self, app: &App<'_>, all: &[Read], target: Option<&Target>) -> Result<Answer<'c>, Error> {
        let doubts: Vec<String> = all.iter().flat_map(Read::doubts).collect();
        let hints = hints(all, target);
        let report: Vec<String> = [doubts.join("\n"), hints.join("\n")].into();
        let report: Vec<String> = report.into_iter().filter(|text| !text.is_empty()).collect();
        let notes = all.iter().flat_map(|read| {
            let kind = format!("`{}` is read as {}", read.name, read.reading.kind);
            std::iter::once(kind).chain(read.reading.notes.iter().cloned())
        });
        let mut notes: Vec<String> = notes.collect();
        let is_empty =
            all.iter().all(|read| read.reading.candidates.is_empty() && read.reading.episodes.is_empty());
        let failure = if is_empty {
            Some(Error::not_found("no song was found"))
        } else {
            (!doubts.is_empty()).then(|| Error::not_found(""))
        };
        let summary = vec![self.summary(all, target)];
        if self.diff {
            let diff = target.map(|target| {
                edit::unified_diff(&target.old, &target.new, &target.path.display().to_string())
            });
            let content = Content::Text(diff.unwrap_or_default());
            return Ok(Answer { content, report, failure, ..Answer::text(String::new()).with_notes(notes) });
        }
        let table = if self.explain {
            Table::from_cells(LINES.to_vec(), all.iter().flat_map(Read::explained).collect(), &app.layout)?
        } else {
            let mut headings = HEADINGS.to_vec();
            if target.is_some_and(|target| target.is_whole) {
                let code = headings.iter_mut().filter(|heading| heading.key == "code");
                code.for_each(|heading| heading.rank = Rank::Data);
            }
            Table::from_cells(headings, all.iter().flat_map(Read::rows).collect(), &app.layout)?
        };
        if table.left_out() > 0 {
            notes.insert(0, limit_note(&table));
        }
        let table = if all.len() > 1 { table } else { table.without("file") };
        Ok(Answer { report, failure, summary, ..Answer::view(View::Table(table)).with_notes(notes) })
    }

    /// Such as `43 songs: 39 are there, 2 are added, 2 are left for you`, and what `--write` does.
    fn summary(&self, all: &[Read], target: Option<&Target>) -> String {
        let candidates: usize = all.iter().map(|read| read.reading.candidates.len()).sum();
        let Some(target) = target else {
            let of = |verdict| {
                let candidates = all.iter().flat_map(|read| &read.reading.candidates);
                candidates.filter(|candidate| candidate.verdict == verdict).count()
            };
            let counts = [Verdict::Sure, Verdict::Likely, Verdict::Unclear]
                .map(|verdict| (of(verdict), verdict.word()));
            let parts = counts
                .iter()
                .filter(|(number, _)| *number > 0)
                .map(|(number, word)| format!("{number} {word}"));
            return format!("{}: {}", count(candidates, "song"), all_of(&parts.collect::<Vec<_>>()));
        };
        let plans = || all.iter().filter_map(|read| read.plan.as_ref());
        let of = |action| plans().map(|plan| plan.count(action)).sum::<usize>();
        let parts = [
            (of(Action::There), "there already"),
            (of(Action::Add), if self.write { "added" } else { "new" }),
            (of(Action::Move), if self.write { "moved to an episode" } else { "to be moved to an episode" }),
            (of(Action::Leave), "left for you"),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{number} {what}"))
            .collect();
        let facts: usize = plans().map(|plan| plan.facts).sum();
        let entries = [
            (plans().map(|plan| plan.artists).sum(), "artist"),
            (plans().map(|plan| plan.songs).sum(), "song"),
            (plans().map(|plan| plan.episodes).sum(), "episode"),
            (facts, "fact"),
        ];
        let entries = entries.iter().filter(|(number, _)| *number > 0);
        let entries: Vec<String> =
            entries.map(|(number, noun): &(usize, &str)| count(*number, noun)).collect();
        let path = target.path.display();
        let end = match (target.old == target.new, self.write) {
            (true, _) => format!("nothing to write to `{path}`"),
            (false, true) => format!("written to `{path}`: {}", all_of(&entries)),
            (false, false) => format!("`--write` adds {} to `{path}`", all_of(&entries)),
        };
        let songs = if candidates > 0 {
            format!("{}: {}; ", count(candidates, "song"), all_of(&parts))
        } else {
            String::new()
        };
        format!("{songs}{end}")
    }
}

impl Target {
    fn read(app: &App<'_>, path: &Path) -> Result<Self, Error> {
        let text = app.json(&path.to_owned()).map_err(|error| {
            error.or_hint(&format!("`soundtrack new TITLE --output {}` makes a catalog file", path.display()))
        })?;
        Ok(Self { path: path.to_owned(), old: text.clone(), new: text, is_whole: false })
    }

    /// Changes the text as planned. The result is read again, and must be valid.
    fn apply(&mut self, plan: &Plan) -> Result<(), Error> {
        if plan.changes.is_empty() {
            return Ok(());
        }
        let name = self.path.display().to_string();
        let failed = |why: String| Error::data(format!("cannot change `{name}`, which is a bug: {why}"));
        let new = edit::apply(&self.new, &plan.changes).map_err(failed)?;
        load::text(&name, &new).map_err(|error| failed(error.to_string()))?;
        self.new = new;
        Ok(())
    }
}

impl Read {
    /// The candidates of each line.
    fn by_line(&self) -> HashMap<Option<usize>, Vec<&Candidate>> {
        let mut lines: HashMap<Option<usize>, Vec<&Candidate>> = HashMap::default();
        for candidate in &self.reading.candidates {
            lines.entry(candidate.track.line).or_default().push(candidate);
        }
        lines
    }

    /// The outcome of the candidate with this number, if there is a file to add to.
    fn outcome(&self, number: usize) -> Option<&Outcome> {
        self.plan.as_ref()?.outcomes.get(number)
    }

    /// What is left for a person: why, with file, line and text. Of a line that names several songs only the song
    /// is quoted.
    fn doubts(&self) -> Vec<String> {
        let lines = self.by_line();
        let candidates = self.reading.candidates.iter().enumerate();
        let doubts = candidates.filter_map(|(number, candidate)| {
            let why = match self.outcome(number) {
                Some(outcome) => outcome.why.as_str(),
                None if candidate.verdict == Verdict::Sure => "",
                None => candidate.why.as_str(),
            };
            if why.is_empty() {
                return None;
            }
            let own = candidate.track.to_string();
            let is_alone = lines[&candidate.track.line].len() == 1;
            let text = truncate(if is_alone { candidate.text.trim() } else { &own }, MAX_QUOTED);
            let line = candidate.track.line.filter(|line| *line > 0);
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            Some(format!("{}{line}: {why}: \"{}\"", self.name, sanitize::line(&text)))
        });
        let episodes = self.reading.episodes.iter().enumerate().filter_map(|(number, fact)| {
            let why = &self.outcome(number).filter(|outcome| !outcome.why.is_empty())?.why;
            let code = fact.number.map(|episode| EpisodeCode { season: fact.season, episode }.to_string());
            let name = code.or(fact.title.clone()).unwrap_or_default();
            Some(format!("{}: {why}: \"{}\"", self.name, sanitize::line(&name)))
        });
        let mut doubts: Vec<String> = doubts.chain(episodes).collect();
        doubts.dedup();
        doubts
    }

    fn rows<'c>(&self) -> Vec<Vec<Cell<'c>>> {
        let candidates = self.reading.candidates.iter().enumerate();
        candidates.map(|(number, candidate)| row(&self.name, candidate, self.outcome(number))).collect()
    }

    /// Every line, and what it was taken for.
    fn explained<'c>(&self) -> Vec<Vec<Cell<'c>>> {
        let lines = self.by_line();
        let line = |line: &Line| {
            let candidates = lines.get(&Some(line.number)).into_iter().flatten();
            let songs: Vec<String> = candidates.map(|candidate| candidate.track.to_string()).collect();
            vec![
                Cell::print(&self.name),
                Cell::Count(line.number),
                line.what.word().into(),
                Cell::print(truncate(&line.text, MAX_QUOTED)),
                Cell::print(songs.join("; ")),
            ]
        };
        self.reading.lines.iter().map(line).collect()
    }
}

/// What helps with the doubts, each once.
fn hints(all: &[Read], target: Option<&Target>) -> Vec<String> {
    let whys = || {
        let candidates = all.iter().flat_map(|read| &read.reading.candidates);
        let outcomes = all.iter().filter_map(|read| read.plan.as_ref()).flat_map(|plan| &plan.outcomes);
        candidates.map(|candidate| &candidate.why).chain(outcomes.map(|outcome| &outcome.why))
    };
    let file = target.map_or("FILE".into(), |target| target.path.to_string_lossy());
    let hints = [
        (
            "artist from title",
            "`--order artist-title` or `--order title-artist` says it for all lines".to_owned(),
        ),
        ("the file has no ", format!("`soundtrack import EPISODES --into {file} --write` adds episodes")),
        ("the file has it ", "`--take elsewhere` adds songs that are in another episode".to_owned()),
        ("another version", "`--take version` adds other versions".to_owned()),
    ];
    let is_needed = |part: &str| whys().any(|why| why.contains(part));
    let hints = hints.into_iter().filter(|(part, _)| is_needed(part));
    hints.map(|(_, hint)| format!("hint: {hint}")).collect()
}

/// The columns of the songs that a source names.
pub(super) const HEADINGS: [Heading; 15] = [
    Heading::new("file", "File", Shape::Left, Rank::More),
    Heading::new("line", "Line", Shape::Right, Rank::Key),
    Heading::new("text", "Text", Shape::Prose, Rank::Data),
    Heading::new("season", "Season", Shape::Right, Rank::Data),
    Heading::new("episode", "No.", Shape::Right, Rank::Data),
    Heading::new("code", "Episode", Shape::Left, Rank::Key),
    Heading::new("episode_range", "Range", Shape::Left, Rank::Data),
    Heading::new("artist", "Artist", Shape::Left, Rank::Key),
    Heading::new("song", "Song", Shape::Left, Rank::Key),
    Heading::new("time", "Time", Shape::Right, Rank::More),
    Heading::new("usage", "Usage", Shape::Left, Rank::Extra),
    Heading::new("scene", "Scene", Shape::Prose, Rank::Main),
    Heading::new("verdict", "Verdict", Shape::Left, Rank::Key),
    Heading::new("action", "Action", Shape::Left, Rank::Key),
    Heading::new("why", "Why", Shape::Prose, Rank::Data),
];

/// The columns of `--explain`.
const LINES: [Heading; 5] = [
    Heading::new("file", "File", Shape::Left, Rank::More),
    Heading::new("line", "Line", Shape::Right, Rank::Key),
    Heading::new("taken_for", "Taken for", Shape::Left, Rank::Key),
    Heading::new("text", "Text", Shape::Left, Rank::Key),
    Heading::new("songs", "Songs", Shape::Prose, Rank::Main),
];

fn row<'c>(file: &str, candidate: &Candidate, outcome: Option<&Outcome>) -> Vec<Cell<'c>> {
    let Candidate { track, text, place, scene, time, usage, verdict, why } = candidate;
    let range = place.between.map(|(first, last)| Cell::List(vec![first.into(), last.into()]));
    vec![
        Cell::print(file),
        track.line.into(),
        Cell::print(text),
        place.season.into(),
        place.episode.into(),
        code(*place),
        range.unwrap_or(Cell::Empty),
        Cell::print(&track.artist),
        Cell::print(&track.title),
        (*time).into(),
        Cell::keyword(*usage),
        scene.as_ref().map_or(Cell::Empty, Cell::print),
        verdict.word().into(),
        outcome.map_or(Cell::Empty, |outcome| outcome.action.word().into()),
        Cell::print(outcome.map(|outcome| &outcome.why).filter(|why| !why.is_empty()).unwrap_or(why)),
    ]
}

/// Where a song plays, as `songs` prints it.
fn code<'c>(place: SourcePlace) -> Cell<'c> {
    match (place.season, place.episode) {
        (Some(season), episode) => Cell::Place(Place::new(season, episode, place.between)),
        (None, Some(episode)) => Cell::print(format_args!("episode {episode}")),
        (None, None) => Cell::Empty,
    }
}

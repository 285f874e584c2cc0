//! `browse`: walks and searches the catalog in a terminal.
//!
//! [`State`] is what is on the screen, and changes with each key; `draw` makes a frame of it. What
//! takes long is done by a [`Worker`] in another thread. Rows, columns and cards are those of the
//! other commands.

pub mod areas;
pub mod draw;
pub mod facets;
pub mod input;
pub mod keys;
mod place;
pub mod rows;
mod screen;
pub mod state;
mod update;
pub mod worker;

use crate::error::Error;
use crate::model::{Catalog, EpisodeCode, PlacementId};
use crate::out::{Output, Terminal};
use crossterm::event::{self, Event, KeyEvent};
use place::Kept;
use screen::{Screen, give_back};
use state::{Place, Popup, State, Step};
use std::collections::VecDeque;
use std::env;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};
use worker::{Found, Question, Worker};

/// A frame waits so long for answers, so that most are in the same frame as the key.
const PATIENCE: Duration = Duration::from_millis(8);

/// After this time the screen says that a search is running.
const SLOW: Duration = Duration::from_millis(200);

/// A search that takes longer is not stopped by every letter.
const FAST: Duration = Duration::from_millis(50);
const LONGEST_DELAY: Duration = Duration::from_millis(150);

/// A longer text may be too much for the clipboard of a terminal.
const MAX_COPIED: usize = 4_096;

/// What the terminal can show.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether to use bold, dim, reversed and coloured text.
    pub color: bool,
    pub hyperlinks: bool,
}

impl Look {
    /// For the card, of this width.
    fn terminal(self, width: u16) -> Terminal {
        Terminal { width: Some(width), color: self.color, hyperlinks: self.hyperlinks, unicode: true }
    }

    /// For the rows of the list, which have no links.
    fn plain(self, width: Option<u16>) -> Terminal {
        Terminal { width, color: self.color, hyperlinks: false, unicode: true }
    }
}

/// What the browser asks of the program around it.
pub trait Host {
    /// Reads the catalog with these ceilings. Also returns notes.
    fn load(&self, up_to: &[String]) -> Result<(Catalog, Vec<String>), Error>;
    /// The code of the first episode of a show behind another one.
    fn next_episode(&self, show: &str, last: EpisodeCode) -> Option<EpisodeCode>;
    /// Whether a file is part of the catalog.
    fn may_write(&self, path: &Path) -> bool;
    /// Writes a playlist, over an existing file only by `force`. Returns what it has to say.
    fn write(
        &self,
        catalog: &Catalog,
        chosen: &[PlacementId],
        path: &Path,
        force: bool,
    ) -> Result<String, Error>;
    /// The command line before a command, with these ceilings.
    fn invocation(&self, up_to: &[String]) -> String;
}

/// How to begin.
pub struct Start {
    pub place: Place,
    pub up_to: Vec<String>,
    pub look: Look,
    /// How cards are written.
    pub output: Output,
    /// Whether what is chosen goes into a pipe.
    pub is_piped: bool,
}

/// How it ended.
pub struct Outcome {
    pub catalog: Catalog,
    /// What is to be printed, unless the user just left.
    pub chosen: Option<Vec<PlacementId>>,
    pub up_to: Vec<String>,
}

/// What happens.
pub enum Message {
    /// A key, a paste, another size.
    Terminal(Event),
    /// The shell continued the process.
    Continued,
    /// The terminal is gone.
    Lost,
    Found(Found),
}

/// How a session ends.
enum End {
    Leave,
    Print(Vec<PlacementId>),
    /// Another catalog, with its notes and ceilings.
    Next(Box<(Catalog, Vec<String>, Vec<String>, Kept)>),
}

/// Whether there is a terminal that can be drawn on.
fn has_terminal() -> bool {
    let term = env::var_os("TERM");
    let is_able = cfg!(windows) || term.is_some_and(|term| !term.is_empty() && term != "dumb");
    is_able
        && File::options()
            .read(true)
            .write(true)
            .open(if cfg!(windows) { "CONIN$" } else { "/dev/tty" })
            .is_ok()
}

/// Runs until the user leaves. Nothing is drawn if there is no terminal or the catalog has errors.
pub fn run(host: &dyn Host, start: Start) -> Result<Outcome, Error> {
    if !has_terminal() {
        let error = Error::usage("browse needs a terminal");
        return Err(error.with_hint("`soundtrack songs` lists, `soundtrack search` finds"));
    }
    let (mut catalog, mut notes) = host.load(&start.up_to)?;
    let mut up_to = start.up_to.clone();
    let mut kept = Kept::begin(start.place.clone());
    let mut screen = Screen::open().inspect_err(|_| give_back())?;
    let (sender, messages) = channel();
    watch(&sender);
    loop {
        let end = session(&catalog, &notes, &up_to, kept, host, &start, &mut screen, (&sender, &messages));
        let chosen = match end {
            Ok(End::Leave) => None,
            Ok(End::Print(chosen)) => Some(chosen),
            Ok(End::Next(next)) => {
                (catalog, notes, up_to, kept) = *next;
                continue;
            }
            Err(error) => {
                give_back();
                return Err(error);
            }
        };
        give_back();
        return Ok(Outcome { catalog, chosen, up_to });
    }
}

/// Waits for keys and signals in threads of their own. A signal that ends the process does so even if the other
/// threads are busy.
fn watch(sender: &Sender<Message>) {
    let keys = sender.clone();
    thread::spawn(move || {
        while let Ok(event) = event::read() {
            if keys.send(Message::Terminal(event)).is_err() {
                return;
            }
        }
        let _ = keys.send(Message::Lost);
    });
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
        let sender = sender.clone();
        let Ok(mut signals) =
            signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])
        else {
            return;
        };
        thread::spawn(move || {
            for signal in signals.forever() {
                if signal == SIGCONT {
                    let _ = sender.send(Message::Continued);
                } else {
                    give_back();
                    let _ = signal_hook::low_level::emulate_default_handler(signal);
                }
            }
        });
    }
}

/// One catalog, until the user leaves or another one is read.
#[expect(clippy::too_many_arguments, reason = "what a session is about, called once")]
fn session(
    catalog: &Catalog,
    load_notes: &[String],
    up_to: &[String],
    kept: Kept,
    host: &dyn Host,
    start: &Start,
    screen: &mut Screen<BufWriter<File>>,
    (sender, messages): (&Sender<Message>, &Receiver<Message>),
) -> Result<End, Error> {
    let mut state = State::new(catalog, start.look, Place::default());
    kept.restore(&mut state);
    state.load_notes = load_notes.to_vec();
    state.up_to = up_to.to_vec();
    state.is_piped = start.is_piped;
    state.invocation = host.invocation(up_to);
    if state.note.is_none() {
        state.note = load_notes.first().cloned();
    }
    // The progress of loading may have been shown.
    screen.repaint()?;
    let worker = Worker::default();
    thread::scope(|scope| {
        scope.spawn(|| worker.run(catalog, start.look, &start.output, sender));
        let early = VecDeque::new();
        let (pending, asked, took) = (None, None, Duration::ZERO);
        let run = Session { state, worker: &worker, host, screen, messages, early, pending, asked, took };
        let end = run.run();
        worker.end();
        end
    })
}

struct Session<'s, 'c> {
    state: State<'c>,
    worker: &'s Worker,
    host: &'s dyn Host,
    screen: &'s mut Screen<BufWriter<File>>,
    messages: &'s Receiver<Message>,
    /// What came while an answer was awaited.
    early: VecDeque<Message>,
    /// A question that waits for more letters, and until when.
    pending: Option<(Question, Instant)>,
    /// When the last question was asked.
    asked: Option<Instant>,
    /// How long the last search took.
    took: Duration,
}

impl Session<'_, '_> {
    fn run(mut self) -> Result<End, Error> {
        loop {
            self.settle(PATIENCE, true)?;
            let state = &self.state;
            self.screen.draw(|frame| draw::draw(state, frame))?;
            let mut next = match (self.early.pop_front(), self.deadline()) {
                (Some(message), _) => Some(message),
                (None, None) => self.messages.recv().ok(),
                (None, Some(at)) => {
                    self.messages.recv_timeout(at.saturating_duration_since(Instant::now())).ok()
                }
            };
            if next.is_none() {
                self.state.is_slow = self.state.is_waiting;
            }
            // All that waits is handled before the next frame.
            while let Some(message) = next {
                if let Some(end) = self.handle(message)? {
                    return Ok(end);
                }
                next = self.early.pop_front().or_else(|| self.messages.try_recv().ok());
                // A key is for the list that the key before has called.
                if next.is_some() && self.state.typing.is_none() {
                    self.early.extend(next.take());
                    self.settle(LONGEST_DELAY, false)?;
                    next = self.early.pop_front();
                }
            }
        }
    }

    /// Asks for what the screen should show, and waits a little for the rows, perhaps also for the card. What
    /// else comes meanwhile is for later.
    fn settle(&mut self, patience: Duration, with_card: bool) -> Result<(), Error> {
        let until = Instant::now() + patience;
        self.state.fit(self.screen.area()?);
        self.ask();
        while self.state.is_waiting || (with_card && self.early.is_empty() && self.state.is_waiting_for_card)
        {
            match self.messages.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Message::Found(found)) => self.receive(found),
                Ok(message) => self.early.push_back(message),
                Err(_) => break,
            }
            self.state.fit(self.screen.area()?);
            self.ask();
        }
        Ok(())
    }

    fn receive(&mut self, found: Found) {
        if let Found::Listing(_, _, took) = &found {
            self.took = *took;
        }
        self.state.receive(found);
    }

    /// Asks the worker for what the screen should show.
    fn ask(&mut self) {
        let now = Instant::now();
        // While one types a slow search goes on, unless the letters pause.
        let must_wait = self.state.typing.is_some() && self.state.is_waiting && self.took >= FAST;
        match self.state.wanted() {
            None => self.pending = None,
            Some(question) => {
                if self.pending.as_ref().is_none_or(|(pending, _)| *pending != question) {
                    let delay = (self.took / 2).min(LONGEST_DELAY);
                    self.pending = Some((question.clone(), now + delay));
                }
                if !must_wait || self.pending.as_ref().is_some_and(|(_, at)| *at <= now) {
                    self.pending = None;
                    self.asked = Some(now);
                    let number = self.state.ask(question.clone());
                    self.worker.ask(number, question);
                }
            }
        }
        if let Some((number, row, width)) = self.state.wanted_card() {
            self.worker.ask_card(number, row, width);
        }
        if let Some((number, filter)) = self.state.wanted_facets() {
            self.worker.ask_facets(number, filter);
        }
    }

    /// When something must be done without a message; none if nothing is awaited.
    fn deadline(&self) -> Option<Instant> {
        let slow =
            self.asked.filter(|_| self.state.is_waiting && !self.state.is_slow).map(|asked| asked + SLOW);
        self.pending.as_ref().map(|(_, at)| *at).into_iter().chain(slow).min()
    }

    fn handle(&mut self, message: Message) -> Result<Option<End>, Error> {
        match message {
            Message::Terminal(Event::Key(key)) => return self.press(&key),
            Message::Terminal(Event::Paste(text)) => self.state.paste(&text),
            Message::Terminal(Event::Resize(..)) => self.screen.repaint()?,
            Message::Terminal(_) => {}
            Message::Continued => {
                self.screen.enter()?;
                self.screen.repaint()?;
            }
            Message::Lost => return Err(Error::usage("the terminal cannot be read")),
            Message::Found(found) => self.receive(found),
        }
        Ok(None)
    }

    fn press(&mut self, key: &KeyEvent) -> Result<Option<End>, Error> {
        match self.state.press(key) {
            None => {}
            Some(Step::Leave) => return Ok(Some(End::Leave)),
            Some(Step::Print(chosen)) => return Ok(Some(End::Print(chosen))),
            Some(Step::Abort) => {
                give_back();
                #[cfg(unix)]
                let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGINT);
                return Ok(Some(End::Leave));
            }
            Some(Step::Suspend) => self.screen.suspend()?,
            Some(Step::Repaint) => self.screen.repaint()?,
            Some(Step::Copy(text)) => {
                self.screen.copy(&text)?;
                let size = if text.len() > MAX_COPIED { "; it is long, w and p have no limit" } else { "" };
                self.state.note =
                    Some(format!("sent to the terminal: {}{size}", text.lines().next().unwrap_or("")));
            }
            Some(Step::Write(chosen, name, may_replace)) => self.write(&chosen, &name, may_replace),
            Some(Step::Raise(row)) => return Ok(self.raise(row)),
            Some(Step::UpTo(show, code)) => return Ok(self.up_to(&show, &code)),
            Some(Step::Reload) => {
                return Ok(self.load(self.state.up_to.clone(), "the files were read again".into()));
            }
        }
        Ok(None)
    }

    fn write(&mut self, chosen: &[PlacementId], name: &str, may_replace: bool) {
        let path = Path::new(name);
        let must_ask = path.exists() && self.host.may_write(path) && !may_replace;
        if must_ask {
            self.state.popup = Some((Popup::Write(input::Input::new(name), true), 0));
            return;
        }
        self.state.note = Some(match self.host.write(self.state.catalog, chosen, path, may_replace) {
            Ok(note) => {
                self.state.popup = None;
                format!("{note}: {name}")
            }
            Err(error) => error.to_string(),
        });
    }

    /// Shows one more episode of the show.
    fn raise(&mut self, row: rows::RowId) -> Option<End> {
        let show = self.state.catalog.show(row.show()?);
        let codes = show.seasons().flat_map(|season| season.episodes()).map(|episode| episode.code());
        let last =
            codes.filter(|code| code.season > 0).max().unwrap_or(EpisodeCode { season: 0, episode: 0 });
        match self.host.next_episode(show.slug(), last) {
            Some(code) => self.up_to(show.slug(), &code.to_string()),
            None => {
                self.state.note = Some(format!("nothing is hidden behind {last}"));
                None
            }
        }
    }

    /// Sets the ceiling of a show.
    fn up_to(&mut self, show: &str, code: &str) -> Option<End> {
        let ceiling = match self.state.catalog.has_several_shows() {
            true => format!("{show}={code}"),
            false => code.to_owned(),
        };
        // Those of other shows stay.
        let is_other = |other: &&String| other.contains('=') && !other.starts_with(&format!("{show}="));
        let mut up_to: Vec<String> = self.state.up_to.iter().filter(is_other).cloned().collect();
        up_to.push(ceiling);
        self.load(up_to, format!("up to {code}"))
    }

    /// Reads the catalog. If that fails the old one stays.
    fn load(&mut self, up_to: Vec<String>, note: String) -> Option<End> {
        match self.host.load(&up_to) {
            Ok((catalog, notes)) => {
                let kept = Kept::new(&self.state, Some(note));
                Some(End::Next(Box::new((catalog, notes, up_to, kept))))
            }
            Err(error) => {
                let message = error.to_string();
                let mut lines = message.lines();
                let first = lines.next().unwrap_or_default();
                self.state.note = Some(format!("still as before: {first}"));
                None
            }
        }
    }
}

//! What takes long in a large catalog is done in another thread: finding and sorting rows, cards, counts.

use super::draw::text::{Piece, parse, width};
use super::facets::{Facet, facets};
pub use super::rows::Question;
use super::rows::{RowId, Rows};
use super::{Look, Message};
use crate::model::Catalog;
use crate::out::{self, Output, Widths};
use crate::query::PlacementFilter;
use crate::view::{Card, Heading, Layout, View};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Condvar, Mutex, PoisonError};
use unicode_width::UnicodeWidthStr;

/// What the worker is asked to do. Each kind has a number, by which old answers are told.
#[derive(Debug, Default)]
struct Tasks {
    question: Option<(u64, Question)>,
    card: Option<(u64, RowId, u16)>,
    facets: Option<(u64, PlacementFilter)>,
    is_over: bool,
}

/// The answer to a question.
#[derive(Debug)]
pub struct Listing {
    pub rows: Rows,
    /// The columns that people see.
    pub columns: Vec<usize>,
    pub headings: Vec<Heading>,
    pub widths: Vec<Widths>,
    pub notes: Vec<String>,
}

/// Of how many rows the widths of columns are taken: those of all would take too long.
const MEASURED_ROWS: usize = 300;

impl Listing {
    /// Answers a question; an error is a message for the footer.
    pub fn new(
        catalog: &Catalog,
        question: &Question,
        look: Look,
        stop: &AtomicBool,
    ) -> Result<Self, String> {
        let (rows, notes) = Rows::find(catalog, question, stop).map_err(|error| error.to_string())?;
        let rows = rows.sorted(catalog, &question.sort).map_err(|error| error.to_string())?;
        let table = rows.table(catalog, 0..rows.len());
        let columns = table.shown_columns();
        let headings: Vec<Heading> = columns
            .iter()
            .map(|&column| match question.sort.is_empty() {
                true => table.headings()[column],
                false => table.headings()[column].ungrouped(),
            })
            .collect();
        let step = rows.len().div_ceil(MEASURED_ROWS).max(1);
        let measure = |(&column, heading): (&usize, &Heading)| {
            let texts = (0..rows.len()).step_by(step).map(|row| {
                let text = out::cell(&table.cell(row, column), &look.plain(None), out::LONGEST);
                width(&parse(&text))
            });
            Widths::new(heading.shape, texts.max().unwrap_or(0).max(heading.title.width()))
        };
        let widths = columns.iter().zip(&headings).map(measure).collect();
        drop(table);
        Ok(Self { rows, columns, headings, widths, notes })
    }
}

/// What the worker found.
#[derive(Debug)]
pub enum Found {
    /// Rows, and how long it took.
    Listing(u64, Result<Listing, String>, std::time::Duration),
    Card(u64, Vec<Vec<Piece>>),
    Facets(u64, Vec<Facet>),
}

/// A place for one task of each kind: a newer one takes the place of one that waits, and stops the one that
/// runs.
#[derive(Debug, Default)]
pub struct Worker {
    tasks: Mutex<Tasks>,
    is_new: Condvar,
    stop: AtomicBool,
}

impl Worker {
    fn change(&self, change: impl FnOnce(&mut Tasks)) {
        change(&mut self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        self.is_new.notify_one();
    }

    pub fn ask(&self, number: u64, question: Question) {
        self.change(|tasks| {
            self.stop.store(true, Ordering::Relaxed);
            tasks.question = Some((number, question));
        });
    }

    /// Asks for a card of this width.
    pub fn ask_card(&self, number: u64, id: RowId, width: u16) {
        self.change(|tasks| tasks.card = Some((number, id, width)));
    }

    /// Asks for filters with counts.
    pub fn ask_facets(&self, number: u64, filter: PlacementFilter) {
        self.change(|tasks| tasks.facets = Some((number, filter)));
    }

    pub fn end(&self) {
        self.change(|tasks| {
            self.stop.store(true, Ordering::Relaxed);
            tasks.is_over = true;
        });
    }

    fn next(&self) -> Tasks {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if tasks.is_over || tasks.question.is_some() || tasks.card.is_some() || tasks.facets.is_some() {
                self.stop.store(tasks.is_over, Ordering::Relaxed);
                return Tasks { is_over: tasks.is_over, ..std::mem::take(&mut *tasks) };
            }
            tasks = self.is_new.wait(tasks).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub fn run(&self, catalog: &Catalog, look: Look, output: &Output, answers: &Sender<Message>) {
        loop {
            let Tasks { question, card, facets: filter, is_over } = self.next();
            if is_over {
                return;
            }
            if let Some((number, question)) = question {
                let started = std::time::Instant::now();
                let listing = Listing::new(catalog, &question, look, &self.stop);
                if !self.stop.load(Ordering::Relaxed) {
                    let _ = answers.send(Message::Found(Found::Listing(number, listing, started.elapsed())));
                }
            }
            if let Some((number, id, width)) = card {
                let _ = answers
                    .send(Message::Found(Found::Card(number, lines(catalog, id, width, look, output))));
            }
            if let Some((number, filter)) = filter {
                let _ = answers.send(Message::Found(Found::Facets(number, facets(catalog, &filter))));
            }
        }
    }
}

/// The lines of a card, as its command prints them at this width.
pub fn lines(catalog: &Catalog, id: RowId, width: u16, look: Look, output: &Output) -> Vec<Vec<Piece>> {
    let card = id.card(catalog, &Layout::default());
    let cards: Vec<Card<'_>> = card.into_iter().collect();
    let mut bytes = Vec::new();
    let output = Output { format: out::Format::Table, no_header: false, ..output.clone() };
    // Writing to a Vec cannot fail.
    let _ = output.write(&View::Cards(cards), &look.terminal(width), &mut bytes);
    String::from_utf8_lossy(&bytes).lines().map(parse).collect()
}

//! `browse`: starts the browser, and prints what was chosen in it.

use crate::answer::Answer;
use crate::app::App;
use crate::browse::state::Place;
use crate::browse::{Host, Look, Outcome, Start, run};
use crate::cli::{self, PlaylistOptions};
use crate::error::Error;
use crate::model::{Catalog, EpisodeCode, PlacementId};
use crate::playlist::{ExportFormat, Order, Repeats};
use crate::query::{PlacementFilter, Scope, Selection};
use crate::view::{Table, placements};
use std::io::{self, IsTerminal};
use std::path::Path;

/// What is written of a choice.
fn playlist(to: Option<ExportFormat>, output: Option<&Path>, force: bool) -> PlaylistOptions {
    PlaylistOptions {
        episodes: Vec::new(),
        to,
        output: output.map(Path::to_owned),
        force,
        order: Order::default(),
        repeats: Repeats::default(),
        title: None,
        location_template: None,
        music: None,
        filter: PlacementFilter::default(),
    }
}

fn selection(placements: &[PlacementId]) -> Selection {
    Selection { scope: Scope::default(), placements: placements.to_vec() }
}

impl Host for App<'_> {
    fn load(&self, up_to: &[String]) -> Result<(Catalog, Vec<String>), Error> {
        self.load(up_to)
    }

    fn next_episode(&self, show: &str, last: EpisodeCode) -> Option<EpisodeCode> {
        self.next_episode(show, last)
    }

    fn may_write(&self, path: &Path) -> bool {
        !self.is_catalog_file(path)
    }

    fn write(
        &self,
        catalog: &Catalog,
        chosen: &[PlacementId],
        path: &Path,
        force: bool,
    ) -> Result<String, Error> {
        let (_, notes) = playlist(None, Some(path), force).write(self, catalog, &selection(chosen), &[])?;
        Ok(notes.join("; "))
    }

    fn invocation(&self, up_to: &[String]) -> String {
        self.cli.invocation_up_to(up_to)
    }
}

impl cli::BrowseOptions {
    /// Answers with what was chosen.
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        // Refused before the screen is taken.
        if app.layout.asks_for_help() {
            let layout = &app.layout;
            return Ok(Answer::view(crate::view::View::Table(Table::new(
                app.catalog()?,
                placements::COLUMNS,
                Vec::new(),
                layout,
            )?)));
        }
        let look = Look { color: app.output.draws_colors(), hyperlinks: app.output.draws_links() };
        let is_piped = !io::stdout().is_terminal();
        let place = Place {
            text: self.query.join(" "),
            filter: self.filter.clone(),
            sort: app.layout.sort.clone(),
            ..Place::default()
        };
        let up_to = app.cli.up_to.clone();
        let start = Start { place, up_to: up_to.clone(), look, output: app.output.clone(), is_piped };
        let Outcome { catalog, chosen, up_to: last } = run(app, start)?;
        let changed = (last != up_to)
            .then(|| format!("`export SOUNDTRACK_UP_TO={}` keeps the ceiling", last.join(",")));
        let catalog = app.keep(catalog);
        let answer = match (chosen, self.to) {
            (None, _) if is_piped => return Err(Error::not_found("nothing was chosen")),
            (None, _) => Answer::text(String::new()),
            (Some(chosen), Some(to)) => {
                let list = playlist(Some(to), None, false);
                let (text, notes) = list.write(app, catalog, &selection(&chosen), &[])?;
                Answer::text(text).with_notes(notes)
            }
            (Some(chosen), None) => {
                let shows = catalog.shows().map(|show| show.id()).collect();
                let scope = Scope { shows, ..Scope::default() };
                let table = Table::new(catalog, placements::COLUMNS, chosen, &app.layout)?;
                Answer::table(table, &Selection { scope, placements: Vec::new() })
            }
        };
        Ok(answer.with_notes(changed.into_iter().collect()))
    }
}

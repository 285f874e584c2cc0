//! `gaps`: one row per record that lacks something, in broadcast order: what a curator may look for next.

use super::{Answer, no_match};
use crate::error::{Error, count, one_of};
use crate::model::{Catalog, Word};
use crate::query::{Gap, GapFilter, Missing, Selection};
use crate::view::{Layout, Table, gaps};
use clap::Args;

/// Lists what is not known.
#[derive(Args, Debug)]
pub struct Gaps {
    #[command(flatten)]
    pub(super) filter: GapFilter,
}

impl Gaps {
    pub(super) fn answer<'c>(&self, catalog: &'c Catalog, layout: &Layout) -> Result<Answer<'c>, Error> {
        let filter = &self.filter.placements;
        let mut selection = Selection::of(catalog, filter, &[])?;
        let no_song = filter.is_about_songs() && selection.placements.is_empty();
        let rows = self.filter.gaps(catalog, &mut selection);
        let counts = self.counts(catalog, &rows);
        let table = Table::new(catalog, gaps::COLUMNS, rows, layout)?;
        let mut answer = Answer::rows(table, &selection, || {
            if no_song { no_match("song", &[], filter) } else { self.nothing() }
        });
        if !layout.asks_for_help() {
            // What there is comes before what of it is shown.
            let at = selection.scope.notes.len();
            answer.notes.splice(at..at, counts);
        }
        Ok(answer)
    }

    /// How many rows lack what; `--missing` lists as many of each.
    fn counts(&self, catalog: &Catalog, rows: &[Gap]) -> Option<String> {
        let said = |what| {
            let number = rows.iter().filter(|gap| gap.lacks(catalog, what)).count();
            let text = match what {
                Missing::Songs => format!("{} without songs", count(number, "episode")),
                Missing::Episode => count(number, "unplaced song"),
                Missing::Scene => format!("{} without scene", count(number, "placement")),
                Missing::Source => format!("{} without source", count(number, "placement")),
            };
            (number > 0).then_some(text)
        };
        let counts: Vec<String> = self.filter.wanted().filter_map(said).collect();
        (!counts.is_empty()).then(|| counts.join(", "))
    }

    /// Nothing lacks what was looked for.
    fn nothing(&self) -> Error {
        let among = match self.filter.placements.to_string() {
            filter if filter.is_empty() => filter,
            filter => format!(" that matches{filter}"),
        };
        let wanted: Vec<&str> = self.filter.wanted().map(Word::word).collect();
        Error::not_found(format!("nothing{among} lacks {}", one_of(&wanted)))
    }
}

//! `page`: writes the songs of a show as a page of HTML, or its map as a picture.

use crate::answer::{Answer, no_match};
use crate::app::App;
use crate::cli::{PageFormat, PageOptions};
use crate::error::{Error, count};
use crate::model::Catalog;
use crate::page::{Options, Page};
use crate::playlist::{self, ExportFormat, Order, Repeats, Track, Tracklist, ordered_songs};
use crate::query::counts::distinct;
use crate::query::{Notation, Selection};
use crate::search;
use std::ffi::OsStr;
use std::path::Path;

impl PageOptions {
    /// Writes the page to its file, or answers with its text. It is an error if there are no songs.
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let catalog = app.catalog()?;
        let selection = search::select(catalog, &self.filter, &Notation::parse_all(&self.episodes)?)?;
        if selection.placements.is_empty() {
            return Err(no_match("song", &self.episodes, &self.filter));
        }
        let format = self.format()?;
        let mut notes = selection.scope.notes.clone();
        notes.extend(selection.doubt(catalog, &self.filter));
        let shows = distinct(selection.placements.iter().map(|id| id.show()));
        let &[show] = shows.as_slice() else {
            let error = Error::usage(format!("a page is about one show, and these are {}", shows.len()));
            return Err(error.with_hint("choose it with `--show`"));
        };
        let selection = selection.of_show(show);
        let options = self.options(app, catalog, &selection);
        let page = Page::new(catalog, show, &selection, &options);
        let mut text = match format {
            PageFormat::Html => page.html(),
            PageFormat::Svg => page.svg(),
        };
        if let Some(path) = self.output.as_deref().filter(|path| path.as_os_str() != "-") {
            app.save(path, self.force, &text)?;
            text.clear();
        }
        let songs = distinct(selection.placements.iter().map(|&id| catalog.placement(id).song().id()));
        notes.push(format!("{} written", count(songs.len(), "song")));
        Ok(Answer::text(text).with_notes(notes))
    }

    /// The format of `--to`, or the one of the file extension.
    fn format(&self) -> Result<PageFormat, Error> {
        let extension = self.output.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
        match (self.to, extension.map(str::to_ascii_lowercase).as_deref()) {
            (Some(format), _) => Ok(format),
            (None, Some("svg")) => Ok(PageFormat::Svg),
            (None, None | Some("html" | "htm")) => Ok(PageFormat::Html),
            (None, Some(other)) => {
                let error = Error::usage(format!("the extension `.{other}` does not determine the format"));
                Err(error.with_hint("set it with `--to`: html or svg"))
            }
        }
    }

    fn options(&self, app: &App<'_>, catalog: &Catalog, selection: &Selection) -> Options<'_> {
        let songs = ordered_songs(catalog, &selection.placements, Order::Broadcast, Repeats::Once);
        let tracks = songs.iter().map(|&song| Track::from_song(catalog.song(song))).collect();
        let list = Tracklist { tracks, ..Tracklist::default() };
        let title = self.title.clone().unwrap_or_else(|| playlist::export::title(catalog, selection));
        Options {
            title,
            ceiling: Some(app.cli.up_to.join(", ")).filter(|text| !text.is_empty()),
            with_songs_only: self.filter.is_about_songs(),
            list: ExportFormat::Text.write(&list),
            tell: self.tell.as_ref(),
            columns: Options::COLUMNS,
        }
    }
}

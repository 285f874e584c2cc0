//! `page`: writes the songs of a show as a page of HTML, or its map as a picture; of several shows with an index.

use crate::answer::{Answer, no_match};
use crate::app::App;
use crate::cli::{PageFormat, PageOptions};
use crate::error::{Error, cannot_write, count};
use crate::model::Catalog;
use crate::page::{Options, Page, index};
use crate::playlist::{self, ExportFormat, Order, Repeats, Track, Tracklist, ordered_songs};
use crate::query::counts::{self, distinct};
use crate::query::{Notation, Selection, parse_ceiling};
use crate::search;
use crate::view::placements;
use clap::ValueEnum;
use std::fs;
use std::path::Path;

impl PageOptions {
    /// Writes the page to its file, or answers with its text. It is an error if there are no songs.
    pub(super) fn answer<'c>(&self, app: &'c App<'_>) -> Result<Answer<'c>, Error> {
        let catalog = app.catalog()?;
        let all = search::select(catalog, &self.filter, &Notation::parse_all(&self.episodes)?)?;
        if all.placements.is_empty() {
            return Err(no_match("song", &self.episodes, &self.filter));
        }
        let output = self.output.as_deref().filter(|path| path.as_os_str() != "-");
        let folder =
            output.filter(|path| path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/"));
        let format = self.format(folder.is_some())?;
        let shows = distinct(all.placements.iter().map(|id| id.show()));
        if shows.len() > 1 && folder.is_none() {
            let error = Error::usage(format!("a page is about one show, and these are {}", shows.len()));
            return Err(error.with_hint("choose one with `--show`, or write a page each with `-o FOLDER/`"));
        }
        let parts: Vec<_> = shows.iter().map(|&show| all.of_show(show)).collect();
        let options: Vec<_> =
            parts.iter().map(|part| self.options(app, catalog, part, folder.is_some())).collect();
        let page = |((&show, part), options)| Page::new(catalog, show, part, options);
        let pages: Vec<_> = shows.iter().zip(&parts).zip(&options).map(page).collect();
        let texts = pages.iter().map(|page| match format {
            PageFormat::Html => page.html(),
            PageFormat::Svg => page.svg(),
        });
        let mut notes = all.scope.notes.clone();
        notes.extend(all.doubt(catalog, &self.filter));
        notes.push(format!("{} written", count(counts::total(catalog, &all, ()).songs, "song")));
        let Some(output) = output else { return Ok(Answer::text(texts.collect()).with_notes(notes)) };
        let mut files: Vec<_> = pages.iter().map(|_| output.to_owned()).zip(texts).collect();
        if let Some(folder) = folder {
            fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
            let extension = if format == PageFormat::Html { "html" } else { "svg" };
            for ((path, _), page) in files.iter_mut().zip(&pages) {
                *path = folder.join(page.file()).with_extension(extension);
            }
            if format == PageFormat::Html {
                let title = self.title.as_deref().unwrap_or("Soundtracks");
                let artists = counts::artists(catalog, &all);
                files.push((folder.join("index.html"), index(catalog, title, &pages, &artists)));
            }
        }
        // First those that are there already: without `--force` nothing is written then.
        files.sort_by_key(|(path, _)| !path.exists());
        files.iter().try_for_each(|(path, text)| app.save(path, self.force, text))?;
        Ok(Answer::text(String::new()).with_notes(notes))
    }

    /// The format of `--to`, or the one of the file extension.
    fn format(&self, is_folder: bool) -> Result<PageFormat, Error> {
        let extension = self.output.as_deref().filter(|_| !is_folder).and_then(Path::extension);
        let Some(extension) = extension.filter(|_| self.to.is_none()) else {
            return Ok(self.to.unwrap_or_default());
        };
        let extension = extension.to_string_lossy();
        PageFormat::from_str(&extension, true).map_err(|_| {
            let error = Error::usage(format!("the extension `.{extension}` does not determine the format"));
            error.with_hint("set it with `--to`: html or svg")
        })
    }

    fn options(&self, app: &App<'_>, catalog: &Catalog, part: &Selection, has_index: bool) -> Options<'_> {
        let songs = ordered_songs(catalog, &part.placements, Order::Broadcast, Repeats::Once);
        let tracks = songs.iter().map(|&song| Track::from_song(catalog.song(song))).collect();
        let list = Tracklist { tracks, ..Tracklist::default() };
        let title = self.title.clone().filter(|_| !has_index);
        let ceilings = app.cli.up_to.iter().filter_map(|text| parse_ceiling(text).ok());
        let ceilings = ceilings.map(|ceiling| ceiling.to_string()).collect::<Vec<_>>().join(", ");
        Options {
            title: title.unwrap_or_else(|| playlist::export::title(catalog, part)),
            ceiling: Some(ceilings).filter(|text| !text.is_empty()),
            with_songs_only: self.filter.is_about_songs(),
            has_index,
            list: ExportFormat::Text.write(&list),
            tell: self.tell.as_ref(),
            columns: placements::OF_AN_EPISODE,
        }
    }
}

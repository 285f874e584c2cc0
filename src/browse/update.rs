//! What a key does to the state.

use super::facets::toggle;
use super::input::Input;
use super::keys::{self, Action, KEYS};
use super::rows::{List, RowId, sort_columns};
use super::state::{Place, Popup, State, Step};
use crate::error::count;
use crate::model::EpisodeCode;
use crate::playlist::{ExportFormat, Order, Repeats, Track, Tracklist, ordered_songs};
use crate::view::Sort;
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};
use std::collections::BTreeSet;

/// How many places the history keeps.
const MAX_HISTORY: usize = 100;

impl State<'_> {
    /// Handles a key. Returns what the terminal must do.
    pub fn press(&mut self, key: &KeyEvent) -> Option<Step> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        let typing = self.typing.is_some() || matches!(self.popup, Some((Popup::Write(..), _)));
        let action = keys::action(key, typing);
        match action {
            Some(Action::Abort) => return Some(Step::Abort),
            Some(Action::Suspend) => return Some(Step::Suspend),
            Some(Action::Repaint) => return Some(Step::Repaint),
            _ => {}
        }
        self.note = None;
        if self.popup.is_some() {
            return self.press_in_popup(key, action);
        }
        let is_warned = std::mem::take(&mut self.is_warned);
        if let Some(mut input) = self.typing.take() {
            // Editing keys that are not in the table, and letters.
            let is_motion = matches!(action, Some(action) if action != Action::Songs);
            match key.code {
                KeyCode::Esc | KeyCode::Enter if key.modifiers.is_empty() => {}
                _ if is_motion => {
                    self.typing = Some(input);
                    return self.act(action?, is_warned);
                }
                _ => {
                    input.press(key);
                    self.set_text(input.text());
                    self.typing = Some(input);
                }
            }
            return None;
        }
        #[cfg(debug_assertions)]
        assert_ne!(key.code, KeyCode::F(12), "a panic on purpose, in builds for tests");
        self.act(action?, is_warned)
    }

    /// Inserts a text that was pasted; a list ignores it.
    pub fn paste(&mut self, text: &str) {
        if let Some((Popup::Write(input, _), _)) = &mut self.popup {
            input.insert(text);
        } else if let Some(mut input) = self.typing.take() {
            input.insert(text);
            self.set_text(input.text());
            self.typing = Some(input);
        }
    }

    fn set_text(&mut self, text: &str) {
        if self.place.text != text {
            self.place.text = text.to_owned();
            (self.place.row, self.place.is_open, self.place.scroll) = (None, false, 0);
        }
    }

    fn act(&mut self, action: Action, is_warned: bool) -> Option<Step> {
        let page = self.areas.page.max(1) as isize;
        match action {
            Action::Next => self.go(1),
            Action::Previous => self.go(-1),
            Action::PageDown => self.go(page),
            Action::PageUp => self.go(-page),
            Action::HalfDown => self.go((page / 2).max(1)),
            Action::HalfUp => self.go(-(page / 2).max(1)),
            Action::First => self.go(isize::MIN),
            Action::Last => self.go(isize::MAX),
            Action::Open => self.open(),
            Action::Songs => return self.songs(),
            Action::Back => self.back(),
            Action::Forward => self.forward(),
            Action::Escape => self.escape(),
            Action::Search => self.typing = Some(Input::new(&self.place.text)),
            Action::List(number) => self.list(List::WITH_KEYS[usize::from(number)]),
            Action::Artist => self.artist(),
            Action::Episode => self.episode(),
            Action::Show => self.show_of_row(),
            Action::Filter => self.open_popup(Popup::Filter(None)),
            Action::Sort => self.sort_popup(),
            Action::Reverse => self.reverse(),
            Action::Mark => self.mark(),
            Action::MarkAll => self.mark_all(),
            Action::Marked if self.marks.is_empty() => self.say("nothing is marked; Space marks a row"),
            Action::Marked => self.list(List::Marked),
            Action::Copy => return self.copy(),
            Action::CopyCommand => return Some(Step::Copy(self.command())),
            Action::Links => self.links_popup(),
            Action::Write if self.chosen().is_empty() => self.say("there is nothing to write"),
            Action::Write => self.open_popup(Popup::Write(Input::default(), false)),
            Action::Print => return self.print(),
            Action::Raise => return self.raise(),
            Action::Lower => return self.lower(),
            Action::Watched => return self.watched(),
            Action::Reload => return Some(Step::Reload),
            Action::Help => self.open_popup(Popup::Help),
            Action::Leave => return self.leave(is_warned),
            Action::Abort | Action::Suspend | Action::Repaint => {}
        }
        None
    }

    fn say(&mut self, text: &str) {
        self.note = Some(text.to_owned());
    }

    /// Selects another row, or scrolls the card if it has the keys.
    fn go(&mut self, by: isize) {
        if self.place.is_open {
            let height = self.areas.card.map_or(1, |area| usize::from(area.height));
            let last = self.card.len().saturating_sub(height);
            self.place.scroll = self.place.scroll.saturating_add_signed(by).min(last);
            return;
        }
        let last = self.listing.rows.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
        self.place.scroll = 0;
        self.place.row = self.row();
    }

    fn open(&mut self) {
        if self.row().is_some() && !self.place.is_open {
            self.push();
            (self.place.is_open, self.place.scroll) = (true, 0);
        }
    }

    /// Remembers the place, which is about to be left.
    fn push(&mut self) {
        self.history.push(self.place.clone());
        self.forward.clear();
        if self.history.len() > MAX_HISTORY {
            self.history.remove(0);
        }
    }

    fn visit(&mut self, place: Place) {
        self.push();
        self.enter(place);
    }

    fn enter(&mut self, place: Place) {
        let row = place.row;
        self.place = place;
        self.typing = None;
        // The rows may be there already.
        if let Some(row) = row.and_then(|row| self.listing.rows.find_row(row)) {
            self.selected = row;
        }
    }

    fn back(&mut self) {
        match self.history.pop() {
            Some(place) => {
                self.forward.push(self.place.clone());
                self.enter(place);
            }
            None => self.say("this is where you began; q leaves"),
        }
    }

    fn forward(&mut self) {
        if let Some(place) = self.forward.pop() {
            self.history.push(self.place.clone());
            self.enter(place);
        }
    }

    /// Closes the card, then clears the question; never leaves.
    fn escape(&mut self) {
        if self.place.is_open {
            self.back();
        } else if self.place.text.is_empty() {
            self.say("q leaves");
        } else {
            self.set_text("");
        }
    }

    fn list(&mut self, list: List) {
        if list != self.place.list || self.place.is_open {
            let place =
                Place { list, sort: Vec::new(), row: None, is_open: false, scroll: 0, ..self.place.clone() };
            self.visit(place);
        }
    }

    /// Goes to a record in the list of its kind, with all of it.
    fn jump(&mut self, list: List, row: RowId) {
        let is_open = self.areas.is_single;
        self.visit(Place { list, row: Some(row), is_open, ..Place::default() });
    }

    fn artist(&mut self) {
        let Some(RowId::Placement(id)) = self.row() else { return self.say("the row has no artist") };
        let mut artists: Vec<(RowId, String)> = Vec::new();
        for artist in self.catalog.placement(id).song().artists() {
            let choice = (RowId::Artist(artist), self.catalog.artist(artist).name().to_owned());
            if !artists.contains(&choice) {
                artists.push(choice);
            }
        }
        match artists.as_slice() {
            [] => self.say("the row has no artist"),
            [(artist, _)] => self.jump(List::Artists, *artist),
            _ => self.open_popup(Popup::Artists(artists)),
        }
    }

    /// The last episode in which a row is or may be.
    fn code(&self) -> Option<(&str, EpisodeCode)> {
        match self.row()? {
            RowId::Placement(id) => {
                let placement = self.catalog.placement(id);
                let last = placement.place().episodes().1;
                let codes = placement.season().episodes().map(|episode| episode.code());
                Some((placement.show().slug(), codes.filter(|&code| code <= last).max()?))
            }
            RowId::Episode(id) => {
                let episode = self.catalog.episode(id);
                Some((episode.show().slug(), episode.code()))
            }
            RowId::Artist(_) | RowId::Show(_) => None,
        }
    }

    fn episode(&mut self) {
        let episode = match self.row() {
            Some(RowId::Placement(id)) => self.catalog.placement(id).episode().map(|episode| episode.id()),
            Some(RowId::Episode(id)) => Some(id),
            _ => None,
        };
        match episode {
            Some(id) => self.jump(List::Episodes, RowId::Episode(id)),
            None => self.say("no source says in which episode it is"),
        }
    }

    fn show_of_row(&mut self) {
        if let Some(show) = self.row().and_then(RowId::show) {
            self.jump(List::Shows, RowId::Show(show));
        }
    }

    /// Lists the songs of the row; a song is printed if that is what the program was started for, or opened.
    fn songs(&mut self) -> Option<Step> {
        let mut place = Place::default();
        let filter = &mut place.filter;
        match self.row()? {
            RowId::Placement(_) if self.is_piped => return self.print(),
            RowId::Placement(_) => {
                self.open();
                return None;
            }
            RowId::Artist(id) => filter.artist = vec![self.catalog.artist(id).slug().to_owned()],
            RowId::Show(id) => filter.episodes.shows.show = vec![self.catalog.show(id).slug().to_owned()],
            RowId::Episode(id) => {
                let episode = self.catalog.episode(id);
                filter.episodes.season = episode.code().season.to_string().parse().ok();
                filter.episodes.episode = episode.code().episode.to_string().parse().ok();
                if self.catalog.has_several_shows() {
                    filter.episodes.shows.show = vec![episode.show().slug().to_owned()];
                }
            }
        }
        self.visit(place);
        None
    }

    fn reverse(&mut self) {
        match self.place.sort.as_mut_slice() {
            [] => self.say("this is the order of the list; s sorts by a column"),
            sort => sort.iter_mut().for_each(|sort| sort.descending = !sort.descending),
        }
    }

    fn mark(&mut self) {
        let Some(row) = self.row() else { return };
        let is_marked = self.is_marked(row);
        for id in row.placements(self.catalog) {
            if is_marked {
                self.marks.remove(&id)
            } else {
                self.marks.insert(id)
            };
        }
        if self.place.list != List::Marked && !self.place.is_open {
            self.go(1);
        }
    }

    fn mark_all(&mut self) {
        let rows = (0..self.listing.rows.len()).filter_map(|row| self.listing.rows.id(row));
        let all: BTreeSet<_> = rows.flat_map(|row| row.placements(self.catalog)).collect();
        if all.is_subset(&self.marks) {
            self.marks.retain(|id| !all.contains(id));
        } else {
            self.marks.extend(all);
        }
    }

    fn copy(&mut self) -> Option<Step> {
        let songs = ordered_songs(self.catalog, &self.chosen(), Order::Broadcast, Repeats::Once);
        let tracks = songs.iter().map(|&song| Track::from_song(self.catalog.song(song))).collect();
        let text = ExportFormat::Text.write(&Tracklist { tracks, ..Tracklist::default() });
        (!songs.is_empty()).then_some(Step::Copy(text))
    }

    fn print(&mut self) -> Option<Step> {
        let chosen = self.chosen();
        if chosen.is_empty() {
            self.say("there is nothing to print");
            return None;
        }
        Some(Step::Print(chosen))
    }

    fn leave(&mut self, is_warned: bool) -> Option<Step> {
        if self.marks.is_empty() || is_warned {
            return Some(Step::Leave);
        }
        self.is_warned = true;
        let marks = count(self.marks.len(), "song");
        self.say(&format!("{marks} marked: p prints, w writes; q again leaves without"));
        None
    }

    /// The show whose ceiling is meant: that of the row, or the only one.
    fn row_with_show(&self) -> Option<RowId> {
        let only = self.catalog.shows().next().filter(|_| !self.catalog.has_several_shows());
        self.row().filter(|row| row.show().is_some()).or(only.map(|show| RowId::Show(show.id())))
    }

    fn raise(&mut self) -> Option<Step> {
        let row = self.row_with_show();
        if row.is_none() {
            self.say("select a row of the show");
        }
        row.map(Step::Raise)
    }

    fn lower(&mut self) -> Option<Step> {
        let show = self.catalog.show(self.row_with_show()?.show()?);
        let codes = show.seasons().flat_map(|season| season.episodes()).map(|episode| episode.code());
        let mut codes: Vec<EpisodeCode> = codes.filter(|code| code.season > 0).collect();
        codes.sort_unstable();
        let before = codes.len().checked_sub(2).map(|place| codes[place]);
        if before.is_none() {
            self.say("there is no episode before");
        }
        before.map(|code| Step::UpTo(show.slug().to_owned(), code.to_string()))
    }

    fn watched(&mut self) -> Option<Step> {
        let step = self.code().map(|(show, code)| Step::UpTo(show.to_owned(), code.to_string()));
        if step.is_none() {
            self.say("the row is in no episode");
        }
        step
    }

    fn open_popup(&mut self, popup: Popup) {
        self.asked_facets = None;
        self.popup = Some((popup, 0));
    }

    fn sort_popup(&mut self) {
        let columns = sort_columns(&self.listing.rows);
        self.open_popup(Popup::Sort([vec![("", "order of the list")], columns].concat()));
    }

    fn links_popup(&mut self) {
        match self.links() {
            links if links.is_empty() => self.say("the row has no links"),
            links => self.open_popup(Popup::Links(links)),
        }
    }

    fn press_in_popup(&mut self, key: &KeyEvent, action: Option<Action>) -> Option<Step> {
        let (mut popup, line) = self.popup.take()?;
        if key.code == KeyCode::Esc {
            return None;
        }
        if let Popup::Write(input, may_replace) = &mut popup {
            if key.code == KeyCode::Enter && !input.text().trim().is_empty() {
                let step = Step::Write(self.chosen(), input.text().trim().to_owned(), *may_replace);
                self.popup = Some((popup, 0));
                return Some(step);
            }
            // `w` or Enter again replaces the file only if the name is still the same.
            *may_replace &= !input.press(key);
            self.popup = Some((popup, 0));
            return None;
        }
        let by: isize = match action {
            Some(Action::Next) => 1,
            Some(Action::Previous) => -1,
            Some(Action::PageDown | Action::HalfDown) => 10,
            Some(Action::PageUp | Action::HalfUp) => -10,
            Some(Action::First) => isize::MIN,
            Some(Action::Last) => isize::MAX,
            Some(Action::Songs | Action::Mark | Action::Open) => return self.choose(popup, line),
            // What opened it closes it, and so do the keys that leave.
            _ => return None,
        };
        let last = popup.lines().saturating_sub(1);
        self.popup = Some((popup, line.saturating_add_signed(by).min(last)));
        None
    }

    fn choose(&mut self, popup: Popup, line: usize) -> Option<Step> {
        match popup {
            Popup::Help | Popup::Write(..) => {}
            Popup::Filter(facets) => {
                let facet = facets.as_ref().and_then(|facets| facets.get(line)).cloned();
                if let Some(facet) = facet {
                    toggle(&mut self.place.filter, &facet);
                }
                self.popup = Some((Popup::Filter(facets), line));
            }
            Popup::Sort(columns) => {
                let key = columns.get(line).map_or("", |(key, _)| key);
                let sort = Sort { key: key.to_owned(), descending: false };
                self.place.sort = if key.is_empty() { Vec::new() } else { vec![sort] };
            }
            Popup::Links(links) => return links.get(line).map(|(_, url)| Step::Copy(url.clone())),
            Popup::Artists(artists) => {
                if let Some((artist, _)) = artists.get(line) {
                    self.jump(List::Artists, *artist);
                }
            }
        }
        None
    }
}

impl Popup {
    /// The number of lines to choose from.
    pub fn lines(&self) -> usize {
        match self {
            Self::Help => KEYS.len(),
            Self::Filter(facets) => facets.as_ref().map_or(0, Vec::len),
            Self::Sort(columns) => columns.len(),
            Self::Links(links) => links.len(),
            Self::Artists(artists) => artists.len(),
            Self::Write(..) => 1,
        }
    }
}

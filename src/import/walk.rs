//! Walks over the lines of a text and makes candidates of the songs, each with its place.

use super::item::{Item, Key, Kind, is_unidentified};
use super::notation::{Entry, MIN_REPEATED, Notation, brackets, is_same, split_remark, without_remark};
use super::prose::{self, Told};
use super::words::{LIST, is_sentence, is_version, number, words};
use super::{Candidate, Known, Line, Options, Order, SourcePlace, Verdict, What, rows, segment};
use crate::playlist::Track;
use crate::text::truncate;
use foldhash::HashMap;

/// How much of a line is kept with each of its songs.
const MAX_TEXT: usize = 2_000;
/// How many lines below a song a paragraph may speak of it.
const MAX_DISTANCE: usize = 12;
/// How many songs above a paragraph it may name.
const MAX_RECENT: usize = 4;
/// A heading of a season has few words: `Season 2`.
const MAX_SEASON_WORDS: usize = 3;
/// Longer lines, in bytes, are no items of a list.
const MAX_ITEM: usize = 120;

/// A candidate before the whole text is known.
pub(super) struct Draft {
    pub candidate: Candidate,
    pub notation: Notation,
    /// Whether it is an item of a list, or stands below a heading.
    pub is_listed: bool,
}

/// A block of lines with keys.
#[derive(Default)]
struct Group {
    /// The index of its first line.
    line: usize,
    /// The indices of its items, for marking their lines.
    lines: Vec<usize>,
    artist: String,
    title: String,
    scene: String,
    place: SourcePlace,
}

pub(super) struct Walk<'a> {
    items: &'a [Item<'a>],
    options: &'a Options,
    known: &'a Known,
    orders: &'a HashMap<Notation, Order>,
    /// How many bare dashes there are.
    dashes: usize,
    /// Where the songs of the following lines play.
    current: SourcePlace,
    are_places_below: bool,
    style: Style,
    /// Whether the lines are below a heading of what is not part of the text.
    is_aside: bool,
    lines: &'a mut [Line],
    drafts: Vec<Draft>,
    group: Group,
}

/// How most pairs of a text are written.
#[derive(Default)]
struct Style {
    /// Whether what is in brackets behind a title is said of the song: `A – T (in the kitchen)`.
    has_remarks: bool,
    /// Whether names begin with capital letters.
    has_capitals: bool,
}

impl Style {
    fn new(items: &[Item]) -> Self {
        let pairs = items.iter().filter_map(Item::song).filter(|entry| entry.notation.is_pair());
        let (mut all, mut remarks, mut capitals) = (0, 0, 0);
        for Entry { artist, title, .. } in pairs {
            all += 1;
            remarks += usize::from(is_remark_behind(title));
            capitals += usize::from(![artist, title].into_iter().any(|name| is_small(name)));
        }
        let is_most = |count: usize| count >= MIN_REPEATED && count * 2 > all;
        Self { has_remarks: is_most(remarks), has_capitals: is_most(capitals) }
    }
}

/// Whether a title ends with brackets that name no version and no guests.
fn is_remark_behind(title: &str) -> bool {
    brackets(title).last().is_some_and(|(start, end)| {
        *start > 0 && *end == title.len() && !is_version(&title[start + 1..end - 1])
    })
}

fn is_small(name: &str) -> bool {
    name.starts_with(char::is_lowercase) && !name.contains(char::is_uppercase)
}

impl<'a> Walk<'a> {
    pub fn new(
        items: &'a [Item<'a>],
        known: &'a Known,
        options: &'a Options,
        orders: &'a HashMap<Notation, Order>,
        current: SourcePlace,
        are_places_below: bool,
        lines: &'a mut [Line],
    ) -> Self {
        let dashes =
            items.iter().filter_map(Item::song).filter(|entry| entry.notation == Notation::Dash).count();
        Self {
            items,
            known,
            options,
            orders,
            dashes,
            current,
            are_places_below,
            style: Style::new(items),
            is_aside: false,
            lines,
            drafts: Vec::new(),
            group: Group::default(),
        }
    }

    /// The candidates of all lines.
    pub fn drafts(mut self) -> Vec<Draft> {
        for index in 0..self.items.len() {
            self.step(index);
        }
        self.close_group();
        self.drafts
    }

    fn step(&mut self, index: usize) {
        let item = &self.items[index];
        let is_whole = !self.group.artist.is_empty() && !self.group.title.is_empty();
        if !matches!(item.kind, Kind::Key(..)) || (item.is_below_blank && is_whole) {
            self.close_group();
        }
        match &item.kind {
            Kind::Heading(heading) => {
                self.mark(item.line, What::Heading);
                // A link may name a season, too.
                self.is_aside &=
                    !heading.names_episode() && words(&item.marked.text).len() > MAX_SEASON_WORDS;
                if self.is_aside {
                    return;
                }
                let mut place = heading.place;
                // `Episode 301` of season 3 is its first.
                if let (Some(season), Some(episode)) = (place.season.or(self.current.season), place.episode)
                    && (1..100).contains(&episode.saturating_sub(season.saturating_mul(100)))
                    && episode > 100
                {
                    place.episode = Some(episode - season * 100);
                }
                let season = place.season.or(self.current.season);
                self.current = SourcePlace { season, ..place };
                if let Some(draft) = self.drafts.last_mut().filter(|_| self.are_places_below) {
                    draft.candidate.place = self.current;
                    draft.is_listed = true;
                }
            }
            Kind::Song(entry) => self.song(index, entry),
            Kind::Key(key, value) => self.key(index, *key, value),
            Kind::List => self.list(item),
            Kind::Table(rows) => {
                let (candidates, _) = rows::read(rows, self.current, self.known, self.options);
                let draft = |candidate| Draft { candidate, notation: Notation::Keys, is_listed: true };
                self.drafts.extend(candidates.into_iter().map(draft));
            }
            Kind::Text => self.text(index),
            Kind::Aside => {
                self.is_aside = true;
                self.mark(item.line, What::Heading);
            }
            Kind::Code => {}
        }
    }

    /// Marks a line, of which another part may be more.
    fn mark(&mut self, line: usize, what: What) {
        let rank = |what| match what {
            What::Prose => 0,
            What::Introduction => 1,
            What::About => 2,
            What::Heading => 3,
            What::LeftOver => 4,
            What::Song => 5,
        };
        let line = &mut self.lines[line];
        if rank(what) > rank(line.what) {
            line.what = what;
        }
    }

    fn candidate(&self, line: usize, artist: &str, title: &str) -> Candidate {
        let Line { number, text, .. } = &self.lines[line];
        let track = Track {
            artist: artist.to_owned(),
            title: title.to_owned(),
            line: Some(*number),
            ..Track::default()
        };
        // A line with a thousand songs is not kept a thousand times.
        let text = truncate(text, MAX_TEXT).into();
        Candidate { track, text, place: self.current, ..Candidate::default() }
    }

    fn song(&mut self, index: usize, entry: &Entry) {
        let item = &self.items[index];
        self.mark(item.line, What::Song);
        let (artist, title, remark, doubt) = self.sides(entry);
        let mut candidate = self.candidate(item.line, &artist, &title);
        candidate.time = entry.time;
        if let Some((verdict, why)) = doubt {
            (candidate.verdict, candidate.why) = (verdict, why.to_owned());
        }
        let is_alike = |other: &Entry| other.notation == entry.notation;
        let near = &self.items[index.saturating_sub(3)..(index + 4).min(self.items.len())];
        let is_listed = entry.is_listed
            || near.iter().filter_map(Item::song).filter(|other| is_alike(other)).count() >= MIN_REPEATED;
        if entry.notation.is_pair()
            && !is_listed
            && self.options.order.is_none()
            && !self.known.has_song(&artist, &title)
            && self.dashes < MIN_REPEATED
            && candidate.verdict == Verdict::Sure
        {
            (candidate.verdict, candidate.why) = (Verdict::Unclear, "a dash in a line of its own".to_owned());
        }
        let is_known = self.known.has_artist(&artist);
        let is_unlike = self.style.has_capitals && is_small(&artist) && is_small(&title) && !is_known;
        if entry.notation.is_pair() && is_unlike {
            candidate.doubt(Verdict::Likely, "the other lines have capital letters");
        }
        if self.is_aside {
            candidate.doubt(Verdict::Unclear, "below a heading of links or comments");
        }
        if is_unidentified(&artist) || is_unidentified(&title) {
            (candidate.verdict, candidate.why) =
                (Verdict::Unclear, "the source does not know the song".to_owned());
        }
        if self.are_places_below {
            candidate.place = SourcePlace { season: candidate.place.season, ..SourcePlace::default() };
        }
        if !entry.places.is_empty() {
            candidate.place = SourcePlace { season: candidate.place.season, ..SourcePlace::default() };
        }
        tell(&mut candidate, &remark);
        candidate.scene = Some(remark).filter(|remark| !remark.is_empty());
        let places = if entry.places.is_empty() { vec![candidate.place] } else { entry.places.clone() };
        for place in places {
            let place = SourcePlace { season: place.season.or(candidate.place.season), ..place };
            self.drafts.push(Draft {
                candidate: Candidate { place, ..candidate.clone() },
                notation: entry.notation,
                is_listed,
            });
        }
    }

    /// Artist, title and remark of an entry, with a doubt.
    fn sides(&self, entry: &Entry) -> (String, String, String, Option<(Verdict, &'static str)>) {
        let Entry { artist: left, title: right, remark, notation, .. } = entry;
        match notation {
            Notation::Title => {
                let (artist, doubt) = self.only_performer(right);
                return (artist, right.clone(), remark.clone(), Some(doubt));
            }
            Notation::Parts => {
                return (
                    String::new(),
                    right.clone(),
                    String::new(),
                    Some((Verdict::Unclear, "several dashes: which part is the artist?")),
                );
            }
            _ if !notation.is_pair() => return (left.clone(), right.clone(), remark.clone(), None),
            _ => {}
        }
        let names = [split_remark(left).0, split_remark(right).0];
        let is_known = names.map(|name| self.known.has_artist(name));
        let order = if self.known.has_song(names[0], right) {
            Some(Order::ArtistTitle)
        } else if self.known.has_song(names[1], left) {
            Some(Order::TitleArtist)
        } else if is_known[0] != is_known[1] {
            Some(if is_known[0] { Order::ArtistTitle } else { Order::TitleArtist })
        } else {
            self.orders.get(notation).copied()
        };
        let (artist, title) = match order {
            Some(Order::ArtistTitle) => (left, right),
            Some(Order::TitleArtist) => (right, left),
            None => {
                let text = format!("{left} – {right}");
                return (
                    String::new(),
                    text,
                    remark.clone(),
                    Some((Verdict::Unclear, "cannot tell artist from title")),
                );
            }
        };
        let (artist, said) = split_remark(artist);
        let (title, note) = match brackets(title).last() {
            Some((start, end))
                if self.style.has_remarks
                    && is_remark_behind(title)
                    && !self.known.has_song(artist, title) =>
            {
                (title[..*start].trim_end(), &title[start + 1..end - 1])
            }
            _ => without_remark(title),
        };
        let remark =
            [note, &said, remark].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        (artist.to_owned(), title.to_owned(), remark, None)
    }

    /// The performer of a title that stands alone.
    fn only_performer(&self, title: &str) -> (String, (Verdict, &'static str)) {
        match self.known.only_performer(title) {
            Some(artist) => (artist.to_owned(), (Verdict::Likely, "the only known song of this title")),
            None => (String::new(), (Verdict::Unclear, "no performer is named")),
        }
    }

    fn key(&mut self, index: usize, key: Key, value: &str) {
        let item = &self.items[index];
        let place = |value: &str| value.split(' ').next().and_then(|word| number(&word.to_lowercase()));
        let value = value.trim_matches(['"', ' ']);
        let is_empty = self.group.lines.is_empty();
        match key {
            Key::Scene if is_empty => return self.text(index),
            Key::Season if is_empty => {
                self.current =
                    SourcePlace { season: place(value).map(|(number, _)| number), ..SourcePlace::default() };
                return self.mark(item.line, What::Heading);
            }
            Key::Episode if is_empty => {
                self.current = SourcePlace {
                    episode: place(value).map(|(number, _)| number),
                    between: None,
                    ..self.current
                };
                return self.mark(item.line, What::Heading);
            }
            Key::Artist if !self.group.artist.is_empty() => self.close_group(),
            Key::Title if !self.group.title.is_empty() => self.close_group(),
            _ => {}
        }
        if self.group.lines.is_empty() {
            self.group.line = item.line;
            self.take_title(index);
        }
        self.group.lines.push(item.line);
        let group = &mut self.group;
        match key {
            Key::Artist => group.artist = split_remark(value).0.to_owned(),
            Key::Title => group.title = value.to_owned(),
            Key::Scene => group.scene = value.to_owned(),
            Key::Season => group.place.season = place(value).map(|(number, _)| number),
            Key::Episode => group.place.episode = place(value).map(|(number, _)| number),
            Key::Other => {}
        }
    }

    /// The line above a credit such as `Performed by A` is the title.
    fn take_title(&mut self, index: usize) {
        let item = &self.items[index];
        let is_credit = !item.marked.text.contains(':');
        let Some(above) = index
            .checked_sub(1)
            .map(|index| &self.items[index])
            .filter(|_| is_credit && !item.is_below_blank)
        else {
            return;
        };
        let is_title = match &above.kind {
            Kind::Song(entry) => entry.notation == Notation::Title,
            Kind::Text | Kind::List => {
                above.marked.text.len() <= MAX_ITEM && !above.marked.text.ends_with(['.', ':'])
            }
            _ => false,
        };
        if is_title {
            let number = self.lines[above.line].number;
            self.drafts.pop_if(|draft| draft.candidate.track.line == Some(number));
            self.group.title = above.marked.text.trim_matches(['"', ' ']).to_owned();
            self.group.line = above.line;
            self.group.lines.push(above.line);
        }
    }

    fn close_group(&mut self) {
        let Group { line, lines, artist, title, scene, place } = std::mem::take(&mut self.group);
        if title.is_empty() && artist.is_empty() {
            return;
        }
        lines.iter().for_each(|line| self.mark(*line, What::Song));
        let mut candidate = self.candidate(line, &artist, &title);
        candidate.place.season = place.season.or(candidate.place.season);
        candidate.place.episode = place.episode.or(candidate.place.episode);
        if artist.is_empty() {
            let (artist, (verdict, why)) = self.only_performer(&title);
            (candidate.track.artist, candidate.verdict, candidate.why) = (artist, verdict, why.to_owned());
        } else if title.is_empty() {
            (candidate.verdict, candidate.why) = (Verdict::Unclear, "no title is named".to_owned());
        }
        tell(&mut candidate, &scene);
        candidate.scene = Some(scene).filter(|scene| !scene.is_empty());
        self.drafts.push(Draft { candidate, notation: Notation::Keys, is_listed: true });
    }

    fn list(&mut self, item: &Item) {
        self.mark(item.line, What::Song);
        for found in segment::segments(&item.marked.text, self.known) {
            let mut candidate = self.candidate(item.line, &found.artist, &found.title);
            (candidate.verdict, candidate.why) = (found.verdict, found.why.to_owned());
            self.drafts.push(Draft { candidate, notation: Notation::Keys, is_listed: true });
        }
    }

    fn text(&mut self, index: usize) {
        let item = &self.items[index];
        let text = item.marked.text.as_str();
        let is_item = item.marked.is_item || text.starts_with('"');
        let is_list = text.matches([';', '|', '•']).count() > 1;
        let is_left_over = is_item
            && (text.len() <= MAX_ITEM || is_list)
            && !text.ends_with([':', '.'])
            && !is_sentence(text);
        if let Some(draft) = self.about(index).filter(|_| !is_left_over) {
            let candidate = &mut self.drafts[draft].candidate;
            candidate.scene = Some(text.to_owned());
            tell(candidate, text);
            return self.mark(item.line, What::About);
        }
        let is_unread = index > 0 && self.items[index - 1].line == item.line && !is_sentence(text);
        if self.is_aside {
            return;
        }
        if is_left_over || (is_unread && matches!(self.items[index - 1].kind, Kind::Heading(_))) {
            let title = text.trim_matches(['"', ' ', ',']);
            let (artist, (verdict, why)) = self.only_performer(title);
            let mut candidate = self.candidate(item.line, &artist, title);
            let why = if verdict == Verdict::Likely {
                why
            } else {
                "an item of a list, but no artist and title in it"
            };
            (candidate.verdict, candidate.why) = (verdict, why.to_owned());
            self.drafts.push(Draft { candidate, notation: Notation::Title, is_listed: true });
            return self.mark(item.line, What::LeftOver);
        }
        let is_introduction = text.ends_with(':') || (LIST.is_in(text) && text.len() <= MAX_ITEM);
        let next = self.items.get(index + 1).map(|item| &item.kind);
        if is_introduction
            && matches!(next, Some(Kind::Song(_) | Kind::List | Kind::Key(..) | Kind::Table(_)))
        {
            self.mark(item.line, What::Introduction);
        }
    }

    /// The draft that a text is about: the one that it names, or the only one above it.
    fn about(&self, index: usize) -> Option<usize> {
        let item = &self.items[index];
        let number = self.lines[item.line].number;
        let first = self.drafts.len().saturating_sub(MAX_RECENT);
        let is_near = |draft: &&Draft| {
            let candidate = &draft.candidate;
            candidate.scene.is_none()
                && candidate.track.line.is_some_and(|line| line + MAX_DISTANCE >= number)
        };
        let recent = || self.drafts[first..].iter().enumerate().filter(|(_, draft)| is_near(draft));
        let named = recent().filter(|(_, draft)| {
            prose::quoted(&item.marked.text).any(|title| is_same(title, &draft.candidate.track.title))
        });
        if let [(only, _)] = named.collect::<Vec<_>>()[..] {
            return Some(first + only);
        }
        let is_song = |back: usize| {
            index
                .checked_sub(back)
                .is_some_and(|index| matches!(self.items[index].kind, Kind::Song(_) | Kind::Key(..)))
        };
        let is_stacked =
            is_song(2) && self.items[index - 1].song().is_some() && self.items[index - 2].song().is_some();
        let last = self.drafts.len().checked_sub(1)?;
        (is_song(1) && !is_stacked && is_near(&&self.drafts[last])).then_some(last)
    }
}

/// Adds what a text says of where a song plays, and whether it does.
fn tell(candidate: &mut Candidate, text: &str) {
    if text.is_empty() {
        return;
    }
    let place = &mut candidate.place;
    let is_open = place.episode.is_none() && place.between.is_none();
    let sentences = prose::own_sentences(text, &candidate.track.title);
    match prose::place(&sentences, place.season) {
        Told::Place(told) if is_open => *place = told,
        Told::Several if is_open && candidate.verdict == Verdict::Sure => {
            (candidate.verdict, candidate.why) = (Verdict::Unclear, "several episodes are named".to_owned());
        }
        _ => {}
    }
    if let Some(why) = sentences.iter().find_map(|sentence| prose::doubt(sentence)) {
        (candidate.verdict, candidate.why) = (Verdict::Unclear, why.to_owned());
    }
}

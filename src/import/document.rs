//! Reads texts such as articles, blogs, wikis and lists: what each line is, and what only the whole text decides.

use super::heading::mentions;
use super::item::{self, Item, Kind, MAX_HEADING};
use super::marks::Marked;
use super::notation::{Entry, MIN_REPEATED, Notation, joints};
use super::walk::{Draft, Walk};
use super::words::{LIST, has_sentence_end, has_word, is_sentence, sentence_ends, words};
use super::{
    Block, Candidate, Known, Line, Options, Order, Reading, SourcePlace, Verdict, What, order, rows,
};
use crate::text::DASHES;
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

/// Longer lines, in bytes, are cut at sentences.
const MAX_LINE: usize = 4_096;

/// Reads the lines and the tables of a text. Each line that is not blank is in the reading once.
pub fn read(blocks: &[Block], known: &Known, options: &Options) -> Reading {
    let mut reading = Reading { kind: "a text".to_owned(), ..Reading::default() };
    let mut items = read_lines(blocks, known, options, &mut reading.lines);
    choose_notations(&mut items);
    split_parts(&mut items);
    find_lists(&mut items);
    let orders = orders(&items, known, options, &mut reading.notes);
    let season = options.season.or_else(|| season_of_text(&items, &mut reading.notes));
    let current = SourcePlace { season, episode: options.episode, between: None };
    let walk =
        Walk::new(&items, known, options, &orders, current, has_places_below(&items), &mut reading.lines);
    // A line of its own is a list too.
    let has_text = items.iter().any(|item| matches!(item.kind, Kind::Text));
    reading.candidates = settle(walk.drafts(), has_text, known, options);
    reading
}

/// What each line is by itself.
fn read_lines<'b>(
    blocks: &'b [Block],
    known: &Known,
    options: &Options,
    lines: &mut Vec<Line>,
) -> Vec<Item<'b>> {
    let mut items = Vec::new();
    let (mut fence, mut is_below_blank) = ("", false);
    for block in blocks {
        let line = lines.len();
        let mut push = |marked, kind| {
            items.push(Item { line, marked, is_below_blank, kind });
            is_below_blank = false;
        };
        match block {
            Block::Table(rows) => {
                lines.extend(rows::read(rows, SourcePlace::default(), known, options).1);
                push(Marked::default(), Kind::Table(rows));
            }
            Block::Line(number, text) => {
                let text = text.trim();
                if text.is_empty() {
                    is_below_blank = true;
                    continue;
                }
                lines.push(Line { number: *number, text: text.to_owned(), what: What::Prose });
                let mark = &text[..text.len() - text.trim_start_matches(['`', '~']).len()];
                if !fence.is_empty() || mark.len() >= 3 {
                    push(Marked::default(), Kind::Code);
                    fence = match fence {
                        "" => mark,
                        _ if mark.starts_with(fence) => "",
                        _ => fence,
                    };
                    continue;
                }
                for piece in pieces(text) {
                    item::read(piece, known).into_iter().for_each(|(marked, kind)| push(marked, kind));
                }
            }
        }
    }
    items
}

/// A long line in pieces, at the ends of sentences where there are any.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while rest.len() > MAX_LINE {
        let end = (MAX_LINE - 3..=MAX_LINE).rfind(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        let piece = &rest[..end];
        let end = sentence_ends(piece)
            .last()
            .or_else(|| piece.rfind(' '))
            .filter(|end| *end > 0)
            .unwrap_or(piece.len());
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    pieces.push(rest);
    pieces
}

fn count_notations<'e>(entries: impl Iterator<Item = &'e Notation>) -> HashMap<Notation, usize> {
    let mut counts = HashMap::new();
    entries.for_each(|notation| *counts.entry(*notation).or_default() += 1);
    counts
}

/// Drops readings of single lines that the text as a whole does not bear out.
fn choose_notations(items: &mut [Item]) {
    let counts = count_notations(items.iter().filter_map(Item::song).map(|entry| &entry.notation));
    let count = |notation| counts.get(&notation).copied().unwrap_or(0);
    let has_plain_songs = items.iter().any(|item| item.song().is_some() && !item.marked.is_heading);
    let mut is_below_heading = false;
    for item in items {
        // A dash in a heading of Markdown separates a song only if all songs are headings.
        let is_pair = |entry: &Entry| entry.notation.is_pair() || entry.notation == Notation::Parts;
        if item.marked.is_heading && has_plain_songs && item.song().is_some_and(is_pair) {
            item.kind = Kind::Text;
        }
        let Kind::Song(entry) = &mut item.kind else {
            is_below_heading = matches!(item.kind, Kind::Heading(_));
            continue;
        };
        entry.is_listed |= std::mem::take(&mut is_below_heading);
        if entry.notation == Notation::By
            && count(Notation::Dash) > count(Notation::By)
            && let Some(pair) = entry.pair.take()
        {
            *entry = Entry { is_listed: entry.is_listed, ..*pair };
        }
        let is_weak = matches!(entry.notation, Notation::By | Notation::QuotedSpace | Notation::SpaceQuoted);
        if is_weak && count(entry.notation) < MIN_REPEATED && !entry.is_listed {
            item.kind = Kind::Text;
        }
    }
}

/// `A – T – remark`, if three lines or more and most of those with dashes have three parts.
fn split_parts(items: &mut [Item]) {
    let three = |item: &Item| {
        let entry = item.song().filter(|entry| entry.notation == Notation::Parts)?;
        let joints = joints(&entry.title);
        let [first, second, ..] = &joints[..] else { return None };
        let text = |range: Range<usize>| entry.title.get(range).unwrap_or_default().trim().to_owned();
        let is_dash = |joint: &Range<usize>| entry.title[joint.clone()].trim().starts_with(DASHES);
        if !is_dash(first) || !is_dash(second) {
            return None;
        }
        let remark = text(second.end..entry.title.len());
        Some((text(0..first.start), text(first.end..second.start), remark))
    };
    let parts = items.iter().filter(|item| three(item).is_some()).count();
    let pairs = items.iter().filter_map(Item::song).filter(|entry| entry.notation.is_pair()).count();
    if parts < MIN_REPEATED || parts < pairs {
        return;
    }
    for item in items {
        let Some((left, right, remark)) = three(item) else { continue };
        let remark = remark.trim_matches(['(', ')', '[', ']']);
        if let Kind::Song(entry) = &mut item.kind {
            let Entry { places, time, is_listed, .. } = entry.clone();
            *entry = Entry { places, time, is_listed, ..Entry::new(Notation::Dash, &left, &right, remark) };
        }
    }
}

/// Lines of several words below the heading of an episode are lists without separators.
fn find_lists(items: &mut [Item]) {
    let mut is_below_episode = false;
    for item in items {
        let text = &item.marked.text;
        let is_list = is_below_episode
            && matches!(item.kind, Kind::Text)
            && words(text).len() >= 4
            && !text.ends_with(['.', '!', '?', ':'])
            && !has_sentence_end(text)
            && !is_sentence(text)
            && !has_word(text, "is are was plays episode");
        is_below_episode = matches!(&item.kind, Kind::Heading(heading) if heading.names_episode());
        if is_list {
            item.kind = Kind::List;
        }
    }
}

/// Which side is the artist, for each notation of pairs.
fn orders(
    items: &[Item],
    known: &Known,
    options: &Options,
    notes: &mut Vec<String>,
) -> HashMap<Notation, Order> {
    let mut orders = HashMap::new();
    let stated = || items.iter().find_map(|item| order::stated(&item.marked.text));
    let stated = options.order.or_else(stated);
    for notation in [Notation::Dash, Notation::Colon, Notation::Brackets] {
        let pairs: Vec<&Entry> =
            items.iter().filter_map(Item::song).filter(|entry| entry.notation == notation).collect();
        match stated.or_else(|| order::of_pairs(&pairs, known)) {
            Some(order) => drop(orders.insert(notation, order)),
            None if pairs.len() >= MIN_REPEATED && notes.is_empty() => {
                notes.push("cannot tell which side is the artist: say --order".to_owned());
            }
            None => {}
        }
    }
    orders
}

/// The season of songs below which no season is named: the one that is named above the first song, first of all
/// in the title of the list, or the only one that the text names.
fn season_of_text(items: &[Item], notes: &mut Vec<String>) -> Option<u16> {
    let is_first = |item: &Item| match &item.kind {
        Kind::Song(_) | Kind::Key(..) | Kind::Table(_) => true,
        Kind::Heading(heading) => heading.names_episode(),
        _ => false,
    };
    let first = items.iter().position(is_first).unwrap_or(items.len());
    let (mut titles, mut above, mut all, mut line) = (Vec::new(), Vec::new(), Vec::new(), None);
    for (index, item) in items.iter().enumerate() {
        let (text, before) = (&item.marked.text, all.len());
        let named = || mentions(text).into_iter().filter_map(|mention| mention.season);
        match &item.kind {
            Kind::Heading(heading) => all.extend(heading.place.season),
            Kind::Text if index < first && (text.len() <= MAX_HEADING || text.ends_with(':')) => {
                all.extend(named());
            }
            // Songs inside a text that names the season before them.
            Kind::Song(entry)
                if text.len() > MAX_HEADING && !entry.places.is_empty() && line != Some(item.line) =>
            {
                line = Some(item.line);
                all.extend(named());
            }
            _ => {}
        }
        if index < first {
            above.clone_from(&all);
            titles.extend(all[before..].iter().filter(|_| LIST.is_in(text)));
        }
    }
    let only = |seasons: &[u16]| {
        let season = seasons.first().copied()?;
        seasons.iter().all(|other| *other == season).then_some(season)
    };
    if let Some(season) = only(&all) {
        notes.push(format!("season {season} is the only one that the text names"));
        return Some(season);
    }
    let season = only(&titles).or_else(|| only(&above))?;
    notes.push(format!("season {season}, which is named above the first song, is taken where none is named"));
    Some(season)
}

/// Whether each episode is named below its song: `“T” – A`, then `Season 1, Episode 1`, then text.
fn has_places_below(items: &[Item]) -> bool {
    let kinds = items.iter().filter_map(|item| match &item.kind {
        Kind::Heading(heading) if heading.names_episode() => Some('h'),
        Kind::Song(_) => Some('s'),
        Kind::Heading(_) | Kind::Aside | Kind::Code => None,
        _ => Some('t'),
    });
    let kinds: String = kinds.collect();
    let songs = kinds.replace('t', "");
    let pairs = songs.len() / 2;
    pairs > 0
        && songs == "sh".repeat(pairs)
        && kinds.matches("sh").count() == pairs
        && (pairs > 1 || kinds.ends_with("ht") || kinds.ends_with("sh"))
}

/// The candidates, with the verdicts that only the whole text decides.
fn settle(drafts: Vec<Draft>, has_text: bool, known: &Known, options: &Options) -> Vec<Candidate> {
    let counts = count_notations(drafts.iter().map(|draft| &draft.notation));
    let has_episode = |draft: &&Draft| draft.candidate.place.episode.is_some();
    let are_placed = drafts.iter().filter(has_episode).count() * 2 > drafts.len();
    let settle = |Draft { mut candidate, notation, is_listed, .. }: Draft| {
        let place = &mut candidate.place;
        place.season = place.season.or(options.season);
        place.episode = place.episode.or(options.episode.filter(|_| place.between.is_none()));
        let needs_season = place.season.is_none() && (place.episode.is_some() || place.between.is_some());
        let is_above = are_placed && candidate.place.episode.is_none() && candidate.place.between.is_none();
        if is_above && notation.is_pair() {
            candidate.doubt(Verdict::Likely, "no episode is named above it");
        }
        // Quotes and `by` say enough if nothing else is in the line.
        let needed =
            if notation == Notation::QuotedBy && candidate.scene.is_none() { 2 } else { MIN_REPEATED };
        let is_seldom = has_text && !is_listed && notation != Notation::Keys && counts[&notation] < needed;
        if candidate.verdict == Verdict::Sure
            && is_seldom
            && !known.has_song(&candidate.track.artist, &candidate.track.title)
        {
            (candidate.verdict, candidate.why) =
                (Verdict::Likely, "few lines of the text are written so".to_owned());
        }
        if candidate.verdict != Verdict::Unclear && needs_season {
            (candidate.verdict, candidate.why) =
                (Verdict::Unclear, "which season is it? --season says it".to_owned());
        }
        candidate
    };
    drafts.into_iter().map(settle).collect()
}

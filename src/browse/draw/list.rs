//! The list: a line for each row and, where there is room, its scene below.

use super::super::rows::Rows;
use super::super::state::State;
use super::text::{Piece, cut, padded, parse, write};
use crate::out::{self, GAP, Widths, what_fits};
use crate::view::{Cell, Rank, Shape, Table};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// The least widths of titles and names that are tried.
const KEY_WIDTHS: [usize; 3] = [28, 16, 8];

/// The columns for the signs of selection and mark.
const SIGNS: u16 = 2;

/// How far a scene is indented.
const INDENT: u16 = 4;

/// The fewest lines of a list in which all rows have their scenes.
const MIN_LINES: u16 = 16;

/// Places the rows, so that the selected one is on the screen.
pub(super) fn fit(state: &mut State<'_>) {
    let rows = state.listing.rows.len();
    state.selected = state.selected.min(rows.saturating_sub(1));
    state.top = state.top.min(state.selected);
    let Some(area) = state.areas.list else { return };
    let is_search = matches!(state.listing.rows, Rows::Hits(_));
    state.areas.has_scenes = area.height >= MIN_LINES || (is_search && area.height >= 4);
    let room = usize::from(area.height).max(1);
    let height = |row: usize| {
        let table = state.listing.rows.table(state.catalog, row..row + 1);
        1 + usize::from(!table.is_empty() && has_scene(state, &table, 0))
    };
    let fits = |used: &mut usize, row: usize| {
        *used += height(row);
        Some((*used <= room).then_some(row))
    };
    // The first row on the screen if this is the last one.
    let first = |last: usize| (0..=last).rev().scan(0, fits).map_while(|row| row).last().unwrap_or(last);
    // The selected row is on the screen, and no empty lines are at the end while there are rows above.
    let last_top = first(rows.saturating_sub(1));
    let top = state.top.clamp(first(state.selected), state.selected).min(last_top);
    let page = (top..rows).scan(0, fits).map_while(|row| row).count();
    (state.top, state.areas.page) = (top, page.max(1));
}

/// The columns whose texts are written below a row.
fn prose(state: &State<'_>) -> impl Iterator<Item = usize> {
    let columns = state.listing.columns.iter().zip(&state.listing.headings);
    columns.filter(|(_, heading)| heading.shape == Shape::Prose).map(|(&column, _)| column)
}

fn has_scene(state: &State<'_>, table: &Table<'_>, row: usize) -> bool {
    state.areas.has_scenes && prose(state).any(|column| !table.cell(row, column).is_empty())
}

/// The columns that fit, as indices into the listing, with their widths.
fn columns(state: &State<'_>, room: usize) -> Vec<(usize, usize)> {
    let listing = &state.listing;
    let is_shown = |shape| !matches!(shape, Shape::Prose | Shape::Bar);
    let all: Vec<usize> =
        (0..listing.columns.len()).filter(|&place| is_shown(listing.headings[place].shape)).collect();
    let headings: Vec<_> = all.iter().map(|&place| listing.headings[place]).collect();
    let is_key = |place: &usize| headings[*place].rank == Rank::Key;
    // Titles and names come before less important columns. On a narrow screen they are cut, and at last only
    // one column is left.
    let natural: Vec<Widths> = all.iter().map(|&place| listing.widths[place]).collect();
    let is_lost = |kept: &[usize]| (0..all.len()).filter(is_key).any(|place| !kept.contains(&place));
    let fitting = KEY_WIDTHS.iter().map(|&least| {
        let is_name = |place: usize| is_key(&place) && headings[place].shape == Shape::Left;
        let widths: Vec<Widths> = (natural.iter().enumerate())
            .map(|(place, width)| Widths {
                min: if is_name(place) { width.natural.min(least) } else { width.min },
                ..*width
            })
            .collect();
        (what_fits(&headings, &widths, room), widths)
    });
    let (kept, widths) = fitting.into_iter().find(|(kept, _)| !is_lost(kept)).unwrap_or_else(|| {
        let mut names = (0..all.len()).filter(is_key).filter(|&place| headings[place].shape == Shape::Left);
        (names.next().into_iter().collect(), natural.clone())
    });
    let mut sizes: Vec<usize> = kept.iter().map(|&place| widths[place].min.min(room)).collect();
    let used: usize = sizes.iter().sum::<usize>() + GAP * sizes.len().saturating_sub(1);
    for _ in used..room {
        // The narrowest column that is cut gets one more.
        let cut = (0..kept.len()).filter(|&number| sizes[number] < widths[kept[number]].natural);
        let Some(number) = cut.min_by_key(|&number| sizes[number]) else { break };
        sizes[number] += 1;
    }
    kept.iter().map(|&place| all[place]).zip(sizes).collect()
}

/// Draws the list. Returns the place of the selected row.
pub(super) fn draw(state: &State<'_>, frame: &mut Frame<'_>) -> Option<(u16, u16)> {
    let area = state.areas.list?;
    if let Some(card) = state.areas.card {
        rule(state, frame, area, card);
    }
    if state.listing.rows.is_empty() {
        empty(state, frame, area);
        return None;
    }
    let columns = columns(state, usize::from(area.width.saturating_sub(SIGNS)));
    let mut titles = vec![Piece::new("  ", Style::new())];
    for &(place, size) in &columns {
        let heading = &state.listing.headings[place];
        let title = Piece::new(heading.title, state.style(Modifier::BOLD));
        titles.extend(padded(vec![title], size, heading.shape == Shape::Right));
        titles.push(Piece::new("  ", Style::new()));
    }
    write(frame.buffer_mut(), area.x, area.y - 1, area.right(), &titles, Style::new());
    let end = (state.top + usize::from(area.height)).min(state.listing.rows.len());
    let table = state.listing.rows.table(state.catalog, state.top..end);
    let (mut y, mut cursor) = (area.y, None);
    for row in 0..table.len() {
        if y >= area.bottom() {
            break;
        }
        let is_selected = state.top + row == state.selected;
        if is_selected {
            cursor = Some((area.x, y));
        }
        let base = base_style(state, &table, row, is_selected);
        let is_marked = state.listing.rows.id(state.top + row).is_some_and(|id| state.is_marked(id));
        let signs = [if is_selected { ">" } else { " " }, if is_marked { "*" } else { " " }].concat();
        let mut pieces = vec![Piece::new(signs, Style::new())];
        pieces.extend(cells(state, &table, row, &columns));
        let pieces = padded(pieces, usize::from(area.width), false);
        write(frame.buffer_mut(), area.x, y, area.right(), &pieces, base);
        y += 1;
        if has_scene(state, &table, row) && y < area.bottom() {
            let scene = scene(state, &table, row, usize::from(area.width.saturating_sub(INDENT)));
            let dim = state.style(Modifier::DIM);
            write(frame.buffer_mut(), area.x + INDENT, y, area.right(), &scene, dim);
            y += 1;
        }
    }
    cursor
}

/// Rows whose episode is uncertain are dim.
fn base_style(state: &State<'_>, table: &Table<'_>, row: usize, is_selected: bool) -> Style {
    let is_doubtful = (0..table.headings().len()).any(|column| {
        let is_code = table.headings()[column].key == "code";
        is_code && matches!(table.cell(row, column), Cell::Place(place) if place.doubt().is_some())
    });
    match (is_selected, is_doubtful) {
        (true, _) => state.style(Modifier::REVERSED),
        (false, true) => state.style(Modifier::DIM),
        (false, false) => Style::new(),
    }
}

fn cells(state: &State<'_>, table: &Table<'_>, row: usize, columns: &[(usize, usize)]) -> Vec<Piece> {
    let terminal = state.look.plain(Some(1));
    let (mut pieces, mut is_same) = (Vec::new(), row > 0);
    for &(place, size) in columns {
        let (column, heading) = (state.listing.columns[place], &state.listing.headings[place]);
        let cell = table.cell(row, column);
        // What rows have in common is written once.
        is_same &= heading.shape == Shape::Group && row > 0 && table.cell(row - 1, column) == cell;
        let mut text = if is_same { Vec::new() } else { parse(&out::cell(&cell, &terminal, size)) };
        if heading.shape == Shape::Right && heading.rank > Rank::Main {
            text.iter_mut().for_each(|piece| piece.style = piece.style.patch(state.style(Modifier::DIM)));
        }
        pieces.extend(padded(text, size, heading.shape == Shape::Right));
        pieces.push(Piece::new("  ", Style::new()));
    }
    // There is no gap behind the last one.
    pieces.pop();
    pieces
}

fn scene(state: &State<'_>, table: &Table<'_>, row: usize, room: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for column in prose(state) {
        let text = out::cell(&table.cell(row, column), &state.look.plain(Some(1)), room);
        if !pieces.is_empty() && !text.is_empty() {
            pieces.push(Piece::new("  ", Style::new()));
        }
        pieces.extend(parse(&text));
    }
    cut(&mut pieces, room);
    pieces
}

/// The line between list and card.
fn rule(state: &State<'_>, frame: &mut Frame<'_>, list: Rect, card: Rect) {
    let style = state.style(Modifier::DIM);
    if card.x > list.x {
        for y in card.y..card.bottom() {
            write(frame.buffer_mut(), card.x - 2, y, card.x, &[Piece::new("│", style)], style);
        }
    } else {
        let rule = Piece::new("─".repeat(usize::from(list.width)), style);
        write(frame.buffer_mut(), list.x, card.y - 1, list.right(), &[rule], style);
    }
}

/// Says why there is nothing, and what helps.
fn empty(state: &State<'_>, frame: &mut Frame<'_>, area: Rect) {
    if state.is_waiting {
        return;
    }
    let place = &state.place;
    let mut lines: Vec<String> = state.listing.notes.clone();
    if lines.is_empty() {
        lines.push("there is nothing here".to_owned());
    }
    lines.extend(state.load_notes.iter().cloned());
    if !place.text.is_empty() {
        lines.push("Esc clears the question".to_owned());
    }
    if !place.filter.to_string().is_empty() {
        lines.push("f changes the filter; 1 shows all songs of it, ← goes back".to_owned());
    }
    if !state.up_to.is_empty() {
        lines.push("+ shows one more episode".to_owned());
    }
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        let mut pieces = vec![Piece::new(crate::text::sanitize::line(line), Style::new())];
        cut(&mut pieces, usize::from(area.width.saturating_sub(SIGNS)));
        write(frame.buffer_mut(), area.x + SIGNS, y, area.right(), &pieces, Style::new());
    }
}

//! What is shown: ids flow in, columns of typed cells flow out. No padding, no colour, no escapes.

pub mod artists;
mod card;
mod cell;
mod column;
pub mod episodes;
mod layout;
pub mod links;
pub mod placements;
pub mod seasons;
pub mod shows;
pub mod songs;
mod table;

pub use card::{Body, Card, Field, Section};
pub use cell::Cell;
pub use column::{Column, Heading, Rank, Shape, Value};
pub use layout::{Layout, Sort};
pub use links::Link;
pub use table::Table;

use crate::error::Error;
use std::collections::BTreeSet;

/// An answer, ready to be written in any format.
pub enum View<'c> {
    /// Rows.
    Table(Table<'c>),
    /// Records in full.
    Cards(Vec<Card<'c>>),
}

impl<'c> View<'c> {
    /// Records in full, arranged as `layout` says. With `--columns help` a table of what they hold.
    pub fn cards(cards: Vec<Card<'c>>, layout: &Layout) -> Result<Self, Error> {
        if layout.asks_for_help() {
            return Ok(Self::Table(cards.first().map_or(Table::empty(), Card::keys)));
        }
        if let (Some(sort), Some(_)) = (&layout.sort, cards.first()) {
            let keys: BTreeSet<&'static str> = cards.iter().flat_map(Card::sort_keys).collect();
            let keys: Vec<&'static str> = keys.into_iter().collect();
            layout::find_key(&keys, &sort.key)?;
        }
        let cards: Result<Vec<Card<'c>>, Error> =
            cards.into_iter().map(|card| card.arranged(layout)).collect();
        cards.map(Self::Cards)
    }
}

//! Answers as tables and cards of typed values, without layout, colour or escape sequences.

mod card;
mod cell;
mod column;
pub mod links;
pub mod placements;
pub mod records;
mod table;

pub use card::{Body, Card, CardField, Section};
pub use cell::Cell;
pub use column::{Column, Heading, Rank, Shape, Value};
pub use links::Link;
#[cfg(feature = "browse")]
pub(crate) use table::sorted;
pub use table::{Layout, Sort, Table};

use crate::error::Error;
use std::collections::BTreeSet;

/// An answer, ready to be written in any format.
pub enum View<'c> {
    /// Rows.
    Table(Table<'c>),
    /// Records in detail.
    Cards(Vec<Card<'c>>),
}

impl<'c> View<'c> {
    /// Cards, arranged as `layout` says. With `--columns help` a table of their keys.
    pub fn cards(cards: Vec<Card<'c>>, layout: &Layout) -> Result<Self, Error> {
        if layout.asks_for_help() {
            return Ok(Self::Table(cards.first().map_or(Table::empty(), Card::keys)));
        }
        if !cards.is_empty() {
            let names: BTreeSet<table::Names<'_>> = cards.iter().flat_map(Card::sort_names).collect();
            let names: Vec<table::Names<'_>> = names.into_iter().collect();
            layout.sort.iter().try_for_each(|sort| table::find_key(&names, &sort.key).map(drop))?;
        }
        let cards: Result<Vec<Card<'c>>, Error> =
            cards.into_iter().map(|card| card.arranged(layout)).collect();
        cards.map(Self::Cards)
    }
}

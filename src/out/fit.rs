//! Which columns fit into a width.

use crate::view::{Heading, Shape};

/// The space between two columns.
pub const GAP: usize = 2;

/// The narrowest that columns of text may get. Less important columns are dropped before they get narrower.
pub(super) const MIN_WIDTH: usize = 16;
const MIN_WIDTH_PROSE: usize = 28;

/// How wide a column may be.
#[derive(Clone, Copy, Debug)]
pub struct Widths {
    /// The narrowest that it may get.
    pub min: usize,
    /// The width of its longest text.
    pub natural: usize,
}

impl Widths {
    /// The widths of a column whose longest text is this wide.
    pub fn new(shape: Shape, longest: usize) -> Self {
        let natural = longest.max(1);
        let min = match shape {
            Shape::Group | Shape::Right | Shape::Bar => natural,
            Shape::Left => natural.min(MIN_WIDTH),
            Shape::Prose => natural.min(MIN_WIDTH_PROSE),
        };
        Self { min, natural }
    }
}

/// The columns that fit side by side, the more important first, in their order.
pub fn what_fits(headings: &[Heading], widths: &[Widths], width: usize) -> Vec<usize> {
    let mut by_rank: Vec<usize> = (0..widths.len()).collect();
    by_rank.sort_by_key(|&column| headings[column].rank);
    let (mut kept, mut total) = (Vec::new(), 0);
    for column in by_rank {
        let needed = widths[column].min + if kept.is_empty() { 0 } else { GAP };
        if total + needed <= width {
            total += needed;
            kept.push(column);
        }
    }
    kept.sort_unstable();
    kept
}

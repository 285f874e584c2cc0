//! Sharing: many placements flow in, pieces of them flow to several threads, what each finds flows out in the order of the
//! pieces, so that nothing depends on which thread was faster.

use crate::model::PlacementId;
use rayon::current_num_threads;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Fewer placements are not worth a second thread.
const FEWEST: usize = 8_192;

/// What `look` finds in each piece. No show is in two pieces, if its placements are neighbours.
pub(super) fn share<T: Send>(
    placements: &[PlacementId],
    look: impl Fn(&[PlacementId]) -> T + Send + Sync,
) -> Vec<T> {
    // Each thread has one piece, because what it learns of an artist the others have to find out for themselves.
    let pieces = if placements.len() <= FEWEST {
        vec![placements]
    } else {
        pieces(placements, placements.len().div_ceil(current_num_threads()))
    };
    match pieces.as_slice() {
        [piece] => vec![look(piece)],
        _ => pieces.into_par_iter().map(look).collect(),
    }
}

/// Pieces of at least `size`, except for the last.
fn pieces(placements: &[PlacementId], size: usize) -> Vec<&[PlacementId]> {
    let (mut pieces, mut rest) = (Vec::new(), placements);
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(size.min(rest.len()));
        let show = piece.last().map(|id| id.show());
        let same = behind
            .iter()
            .take_while(|id| Some(id.show()) == show)
            .count();
        let (piece, behind) = rest.split_at(piece.len() + same);
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

//! Sharing: many items flow in, pieces of them flow to several threads, what each finds flows out in the order of the
//! pieces, so that nothing depends on which thread was faster.

use crate::model::PlacementId;
use rayon::current_num_threads;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Fewer items are not worth a second thread.
const FEWEST: usize = 8_192;

/// What `look` finds in each piece. Neighbours that are `together` are in one piece.
pub(crate) fn share<I: Sync, T: Send>(
    items: &[I],
    together: impl Fn(&I, &I) -> bool,
    look: impl Fn(&[I]) -> T + Send + Sync,
) -> Vec<T> {
    if items.len() <= FEWEST {
        return vec![look(items)];
    }
    // Each thread has one piece, because what it learns on the way the others have to find out for themselves.
    let size = items.len().div_ceil(current_num_threads());
    let pieces = pieces(items, size, together);
    pieces.into_par_iter().map(look).collect()
}

/// Whether two placements are of the same show.
pub(crate) fn same_show(one: &PlacementId, other: &PlacementId) -> bool {
    one.show() == other.show()
}

/// Pieces of at least `size`, except for the last.
fn pieces<I>(items: &[I], size: usize, together: impl Fn(&I, &I) -> bool) -> Vec<&[I]> {
    let (mut pieces, mut rest) = (Vec::new(), items);
    while !rest.is_empty() {
        let joints = rest.windows(2).skip(size - 1);
        let same = joints.take_while(|pair| together(&pair[0], &pair[1]));
        let (piece, behind) = rest.split_at((size + same.count()).min(rest.len()));
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

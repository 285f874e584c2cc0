//! The difference of two texts, as `patch` reads it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::ops::Range;

/// How many equal lines are shown around a difference.
const CONTEXT: usize = 3;

/// How often a range is divided; then it is replaced as a whole.
const MAX_DEPTH: usize = 30;

/// The unified diff of the old and the new text of a file. Empty if they are equal.
pub fn unified_diff(old: &str, new: &str, name: &str) -> String {
    let [old, new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
    let mut changes = Vec::new();
    compare(&old, &new, 0..old.len(), 0..new.len(), 0, &mut changes);
    let mut diff = String::new();
    if !changes.is_empty() {
        // A tab ends a name with spaces.
        let name = name.escape_debug().to_string().replace("\\'", "'");
        let end = if name.contains(' ') { "\t" } else { "" };
        let _ = write!(diff, "--- {name}{end}\n+++ {name}{end}\n");
    }
    for hunk in changes.chunk_by(|one, next| next.0.start - one.0.end <= 2 * CONTEXT) {
        let (Some((first, new_first)), Some((last, new_last))) = (hunk.first(), hunk.last()) else {
            continue;
        };
        let before = first.start.min(CONTEXT);
        let after = (old.len() - last.end).min(CONTEXT);
        let lines = first.start - before..last.end + after;
        let new_lines = new_first.start - before..new_last.end + after;
        let _ = writeln!(diff, "@@ -{} +{} @@", numbers(&lines), numbers(&new_lines));
        let mut at = lines.start;
        for (removed, added) in hunk {
            old[at..removed.start].iter().for_each(|line| push_line(&mut diff, ' ', line));
            old[removed.clone()].iter().for_each(|line| push_line(&mut diff, '-', line));
            new[added.clone()].iter().for_each(|line| push_line(&mut diff, '+', line));
            at = removed.end;
        }
        old[at..lines.end].iter().for_each(|line| push_line(&mut diff, ' ', line));
    }
    diff
}

fn push_line(diff: &mut String, sign: char, line: &str) {
    diff.push(sign);
    diff.push_str(line);
    if !line.ends_with('\n') {
        diff.push_str("\n\\ No newline at end of file\n");
    }
}

/// The first line and the number of lines. Without any, the line before.
fn numbers(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        length => format!("{},{length}", lines.start + 1),
    }
}

/// Finds which ranges of old lines are replaced by which of new ones. Lines that occur once in both texts and in
/// the same order stay (the patience algorithm, which takes about linear time).
fn compare(
    old: &[&str],
    new: &[&str],
    mut left: Range<usize>,
    mut right: Range<usize>,
    depth: usize,
    changes: &mut Vec<(Range<usize>, Range<usize>)>,
) {
    while !left.is_empty() && !right.is_empty() && old[left.start] == new[right.start] {
        (left.start, right.start) = (left.start + 1, right.start + 1);
    }
    let mut end = (left.end, right.end);
    while end.0 > left.start && end.1 > right.start && old[end.0 - 1] == new[end.1 - 1] {
        end = (end.0 - 1, end.1 - 1);
    }
    (left.end, right.end) = end;
    if left.is_empty() && right.is_empty() {
        return;
    }
    let anchors = anchors(old, new, left.clone(), right.clone());
    if anchors.is_empty() || depth == MAX_DEPTH {
        changes.push((left, right));
        return;
    }
    let mut start = (left.start, right.start);
    for (old_line, new_line) in anchors.into_iter().chain([(left.end, right.end)]) {
        compare(old, new, start.0..old_line, start.1..new_line, depth + 1, changes);
        start = (old_line, new_line);
    }
}

/// The most pairs of equal lines that occur once in both ranges, in the order of both.
fn anchors(old: &[&str], new: &[&str], left: Range<usize>, right: Range<usize>) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, [Option<usize>; 2]> = HashMap::new();
    let mut repeated = HashSet::new();
    for (side, lines, range) in [(0, old, left.clone()), (1, new, right)] {
        for at in range {
            if places.entry(lines[at]).or_default()[side].replace(at).is_some() {
                repeated.insert(lines[at]);
            }
        }
    }
    let pair = |at: usize| match places.get(old[at]) {
        Some(&[Some(_), Some(new)]) if !repeated.contains(old[at]) => Some((at, new)),
        _ => None,
    };
    let pairs: Vec<(usize, usize)> = left.filter_map(pair).collect();
    // The longest rising sequence of places in the new text: the piles of a game of patience.
    let (mut tops, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (number, &(_, at)) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| pairs[top].1 < at);
        before.push(pile.checked_sub(1).map(|pile| tops[pile]));
        if pile == tops.len() { tops.push(number) } else { tops[pile] = number }
    }
    let mut sequence: Vec<(usize, usize)> =
        std::iter::successors(tops.last().copied(), |&number| before[number])
            .map(|number| pairs[number])
            .collect();
    sequence.reverse();
    sequence
}

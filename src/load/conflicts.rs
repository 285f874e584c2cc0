//! Conflicts between files. Each is reported in the later of two files, with a reference to the earlier one.

use super::diagnostics::Diagnostic;
use super::files::Files;
use super::location::{At, Location, Path};
use crate::model::Conflict;
use std::collections::BTreeMap;

/// The diagnostics for some conflicts, each with the number of its input. `input_of_show` is the number of the input of
/// each show. Every input that is concerned is read once more to find the locations.
pub(super) fn describe(
    mut conflicts: Vec<Conflict>,
    files: &Files<'_>,
    input_of_show: &[usize],
) -> Vec<(usize, Diagnostic)> {
    conflicts.retain(|conflict| !is_follow_up(conflict));
    let inputs: Vec<[usize; 2]> =
        conflicts.iter().map(|conflict| shows(conflict).map(|show| input_of_show[show])).collect();
    let paths: Vec<[Path; 2]> = conflicts.iter().map(paths).collect();
    // For each input the conflicts that it is part of, and as which of the two files.
    let mut parts: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (number, inputs) in inputs.iter().enumerate() {
        for (side, &input) in inputs.iter().enumerate() {
            parts.entry(input).or_default().push((number, side));
        }
    }
    let mut locations: Vec<[Option<Location>; 2]> = conflicts.iter().map(|_| [None, None]).collect();
    let mut buffer = Vec::new();
    for (input, parts) in parts {
        let input = &files.inputs[input];
        // Without its text a conflict is reported all the same, but without a location.
        if input.can_be_read_again()
            && let Ok(text) = input.text(files.request.largest, &mut buffer)
        {
            let paths: Vec<&Path> = parts.iter().map(|&(number, side)| &paths[number][side]).collect();
            for ((number, side), location) in parts.into_iter().zip(Location::find_all(text, &paths)) {
                locations[number][side] = Some(location);
            }
        }
    }
    let all = conflicts.iter().zip(inputs).zip(locations);
    all.map(|((conflict, [earlier, later]), [earlier_location, location])| {
        let (message, hint) = message(conflict);
        let place =
            earlier_location.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
        let message = format!("{message} {}{place}", files.inputs[earlier]);
        let diagnostic = Diagnostic::error(message).in_file(&files.inputs[later]).with_hint(hint);
        (later, Diagnostic { location: location.map(Box::new), ..diagnostic })
    })
    .collect()
}

/// Whether an id or name is empty, which is an error of its file already.
fn is_follow_up(conflict: &Conflict) -> bool {
    match conflict {
        Conflict::Show { slug, .. } => slug.is_empty(),
        Conflict::Artist { slug, names: [first, second], .. } => {
            slug.is_empty() || first.is_empty() || second.is_empty()
        }
    }
}

fn shows(conflict: &Conflict) -> [usize; 2] {
    match conflict {
        Conflict::Show { shows, .. } | Conflict::Artist { shows, .. } => *shows,
    }
}

fn paths(conflict: &Conflict) -> [Path; 2] {
    match conflict {
        Conflict::Show { shows, .. } => shows.map(|_| At::ROOT.key("show").key("id").path()),
        Conflict::Artist { entries, .. } => {
            entries.map(|entry| At::ROOT.key("artists").index(entry).key("name").path())
        }
    }
}

/// The message up to the name of the earlier file, and the hint.
fn message(conflict: &Conflict) -> (String, &'static str) {
    match conflict {
        Conflict::Show { slug, .. } => (
            format!("the show `{slug}` is also in"),
            "leave one of the files out, or give its show another id",
        ),
        Conflict::Artist { slug, names: [first, second], .. } => (
            format!("the artist `{slug}` is called `{second}` here, but `{first}` in"),
            "use one name and make the other an alias, or use another id",
        ),
    }
}

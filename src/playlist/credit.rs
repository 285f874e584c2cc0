//! Credits: the artists of a track as a service, a file or a person writes them flow in, the names that may be meant flow
//! out.

use super::version::GUESTS;
use crate::text::fold;

/// The names that a printed credit may be made of, folded: all of it, what stands between the signs that services join
/// names with, and of names that are joined by words the first: `Cavetown & Orla Gartland` is by Cavetown, while
/// `Love and Peace` is not by Peace.
pub fn credited(artist: &str) -> Vec<String> {
    let mut names = vec![fold(artist)];
    for part in artist.replace("\\,", "\u{0}").split([',', ';', '/', '|', '•']) {
        // An ampersand is a word of its own when folded.
        let folded = fold(&part.replace('\u{0}', ","));
        let words: Vec<&str> = folded.split(' ').collect();
        for guest in words.split(|word| GUESTS.contains(word)) {
            let first = guest.split(|word| ["and", "with", "x", "vs"].contains(word)).next();
            names.push(guest.join(" "));
            names.push(first.unwrap_or_default().join(" "));
        }
        names.push(folded);
    }
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_is_its_names_however_they_are_joined() {
        for artist in [
            "Cavetown feat. Orla Gartland",
            "Cavetown, Orla Gartland",
            "Cavetown;Orla Gartland",
            "Cavetown & Orla Gartland",
        ] {
            let names = credited(artist);
            assert!(names.contains(&"cavetown".to_owned()), "{names:?}");
        }
        assert!(credited("Simon & Garfunkel").contains(&"simon and garfunkel".to_owned()));
        assert!(credited(r"Tyler\, The Creator, Kali").contains(&"tyler the creator".to_owned()));
        assert!(!credited("Love and Peace").contains(&"peace".to_owned()));
        assert!(credited("").is_empty());
    }
}

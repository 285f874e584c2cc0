//! Words that search treats in their own way: those that may be missing, and those that mean the same.

/// Words that fill vague questions ("the one when it snows", "that song from the prom") or separate the names
/// of a credit. They need not match. Sorted.
#[rustfmt::skip]
const STOP_WORDS: &[&str] = &[
    "a", "about", "after", "an", "and", "are", "as", "at", "be", "been", "before", "being", "by", "did",
    "do", "does", "during", "episode", "feat", "featuring", "for", "from", "ft", "had", "has", "have", "he",
    "her", "hers", "hes", "him", "his", "i", "in", "into", "is", "it", "its", "of", "on", "one", "or",
    "over", "play", "played", "playing", "plays", "scene", "she", "shes", "some", "song", "songs", "that",
    "thats", "the", "their", "them", "there", "these", "they", "theyre", "this", "those", "to", "track",
    "tune", "was", "were", "what", "whats", "when", "where", "wheres", "which", "while", "who", "whos",
    "whose", "with",
];

/// Words of a question that are common in titles too. They need not match if no song has them all.
/// Sorted.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "again", "all", "also", "am", "any", "called", "can", "could", "everything", "find", "finding", "finds",
    "found", "get", "gets", "getting", "give", "go", "goes", "going", "hear", "heard", "here", "how", "im",
    "ive", "just", "know", "like", "listen", "look", "looking", "looks", "make", "makes", "me", "music",
    "my", "name", "named", "new", "out", "please", "really", "see", "sees", "show", "so", "take", "takes",
    "tell", "thing", "title", "up", "want", "wants", "we", "will", "would", "you", "your",
];

/// Groups of words that mean the same in what is said about scenes and artists.
const SYNONYMS: &[&str] = &[
    "begin beginning begins first open opening opens start starts",
    "closes closing end ending ends final last",
    "mom mother mum",
    "dad father",
    "cinema movies theater theatre",
    "message messages messaging text texting texts",
    "sang sing singing sings sung",
    "write writes writing written wrote",
    "fight fighting fights fought",
    "actor actress plays",
    "band duo group trio",
    "series show",
];

/// Whether a folded word need not match.
pub(super) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Whether a folded word need not match if nothing matches everything.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.binary_search(&word).is_ok()
}

/// Other words that mean the same as a folded word.
pub(super) fn synonyms(word: &str) -> impl Iterator<Item = &'static str> {
    let group = SYNONYMS.iter().find(|group| group.split(' ').any(|other| other == word));
    group.into_iter().flat_map(|group| group.split(' ')).filter(move |other| *other != word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_each_word_is_in_one_group() {
        assert!(STOP_WORDS.is_sorted_by(|one, other| one < other));
        assert!(FILLERS.is_sorted_by(|one, other| one < other));
        assert!(FILLERS.iter().all(|word| !is_stop_word(word)));
        let mut words: Vec<&str> = SYNONYMS.iter().flat_map(|group| group.split(' ')).collect();
        words.sort_unstable();
        assert!(words.is_sorted_by(|one, other| one < other), "{words:?}");
    }
}

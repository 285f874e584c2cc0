//! Words that search treats in their own way: those that may be missing, and those that mean the same.

/// Words that fill vague questions ("the one when it snows", "that song from the prom") or separate the names
/// of a credit. They need not match.
const STOP_WORDS: &str = "a about after an and are as at be been before being by did do does during episode \
    feat featuring for from ft had has have he her hers him his i in into is it its of on one or over play \
    played playing plays scene she some song songs that the their them there these they this those to track \
    tune was were what whats when where which while who whose with";

/// Words of a question that are common in titles too. They need not match if no song has them all.
const FILLERS: &str = "again all also am any called can could everything find get give goes hear heard how im \
    just know like listen looking me music my name named please really show so tell want wants we will would \
    you your";

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
    contains(STOP_WORDS, word)
}

/// Whether a folded word need not match if nothing matches everything.
pub(super) fn is_filler(word: &str) -> bool {
    contains(FILLERS, word)
}

/// Other words that mean the same as a folded word.
pub(super) fn synonyms(word: &str) -> impl Iterator<Item = &'static str> {
    let group = SYNONYMS.iter().find(|group| contains(group, word));
    group.into_iter().flat_map(|group| group.split(' ')).filter(move |other| *other != word)
}

fn contains(words: &str, word: &str) -> bool {
    words.split(' ').any(|other| other == word)
}

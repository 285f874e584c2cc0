//! What a paragraph says of the song above it.

use super::SourcePlace;
use super::heading::mentions;
use super::notation::is_same;
use super::words::{sentence_ends, words};

/// The sentences of a text that are not about another song: `Her song "Small Town" was heard in the finale`.
pub(super) fn own_sentences<'t>(text: &'t str, title: &str) -> Vec<&'t str> {
    let mut start = 0;
    let sentences =
        sentence_ends(text).chain([text.len()]).map(|end| &text[std::mem::replace(&mut start, end)..end]);
    sentences.filter(|sentence| !is_about_another(sentence, title)).collect()
}

/// Whether a text says that a song is not in the show.
pub(super) fn doubt(text: &str) -> Option<&'static str> {
    const NOT_PLAYED: [&str; 16] = [
        "not played",
        "not used",
        "not heard",
        "not actually",
        "not in the",
        "isn t in the",
        "never played",
        "inspired by",
        "made me think",
        "think of it",
        "bonus",
        "honorable mention",
        "honourable mention",
        "left out",
        "nicht gespielt",
        "cut from",
    ];
    let folded =
        format!(" {} ", words(text).into_iter().map(|(_, _, word)| word).collect::<Vec<_>>().join(" "));
    let has = |phrase: &&str| folded.contains(&format!(" {phrase} "));
    NOT_PLAYED.iter().any(has).then_some("the text says that it is not played")
}

/// What a text tells of where a song plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    /// Several episodes, any of which may be meant.
    Several,
    Place(SourcePlace),
}

/// Where sentences say that a song of a season plays.
pub(super) fn place(sentences: &[&str], season: Option<u16>) -> Told {
    let (mut full, mut episodes, mut seasons) = (Vec::new(), Vec::new(), Vec::new());
    for sentence in sentences {
        for mention in mentions(sentence) {
            let places = mention.places();
            match (mention.season, &mention.episodes[..]) {
                (Some(_), [_, ..]) => full.extend(places),
                (None, _) => episodes.extend(places),
                (Some(season), []) => seasons.push(season),
            }
        }
    }
    for all in [&mut full, &mut episodes] {
        all.sort_unstable_by_key(|place| (place.season, place.episode, place.between));
        all.dedup();
    }
    seasons.sort_unstable();
    seasons.dedup();
    match (&full[..], &episodes[..], &seasons[..], season) {
        ([place], ..) => Told::Place(*place),
        ([_, _, ..], ..) => Told::Several,
        ([], [place], [], Some(_)) => Told::Place(SourcePlace { season, ..*place }),
        ([], [place], [only], None) => Told::Place(SourcePlace { season: Some(*only), ..*place }),
        ([], [place], [only], Some(season)) if *only == season => {
            Told::Place(SourcePlace { season: Some(season), ..*place })
        }
        ([], [], [only], None) => Told::Place(SourcePlace { season: Some(*only), ..SourcePlace::default() }),
        _ => Told::Nothing,
    }
}

/// The phrases in quotes, which are plain ones.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split('"').skip(1).step_by(2);
    pieces.map(|piece| piece.trim_matches([' ', ',', '.', '!', '?']))
}

/// Whether a sentence names another song.
fn is_about_another(sentence: &str, title: &str) -> bool {
    let pieces: Vec<&str> = sentence.split('"').collect();
    pieces.windows(2).step_by(2).any(|pair| {
        let word = pair[0].trim_end().rsplit(' ').next().unwrap_or_default();
        matches!(word, "song" | "track" | "single" | "tune")
            && !is_same(pair[1].trim_matches([',', '.', ' ']), title)
    })
}

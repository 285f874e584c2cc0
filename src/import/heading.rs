//! Episodes and seasons as texts name them, and lines that are headings.

use super::words::{
    AND, CONNECTING, EPISODE, EPISODES, LIST, SEASON, Word, has_sentence_end, is_in, is_name_like,
    lower_case, number, words,
};
use super::{Known, SourcePlace};
use crate::query::{EpisodeRange, Notation};
use crate::text::DASHES;
use std::ops::Range;

/// A season or episodes that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its range in the text, in bytes.
    pub range: Range<usize>,
    /// The season.
    pub season: Option<u16>,
    /// The episodes; none if the season as a whole is named.
    pub episodes: Vec<u16>,
    /// Whether the episodes are the ends of a range.
    is_range: bool,
    /// Whether it is a code such as `S02E03`.
    pub is_code: bool,
}

impl Mention {
    /// The places that it names: one for each episode, or one for a range or a season.
    pub fn places(&self) -> Vec<SourcePlace> {
        let season = self.season;
        match self.episodes[..] {
            [] => vec![SourcePlace { season, ..SourcePlace::default() }],
            [first, last] if self.is_range => {
                vec![SourcePlace { season, between: Some((first, last)), ..SourcePlace::default() }]
            }
            _ => self
                .episodes
                .iter()
                .map(|&episode| SourcePlace { season, episode: Some(episode), ..SourcePlace::default() })
                .collect(),
        }
    }
}

/// All mentions in a text, in its order.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    // Most lines have none.
    if !may_have_mention(text) {
        return Vec::new();
    }
    let words = words(text);
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (mention, next) = mention_at(text, &words, at);
        at = next.max(at + 1);
        let Some(mention) = mention else { continue };
        match found.last_mut() {
            Some(last) if last.can_join(&mention, text) => {
                last.season = last.season.or(mention.season);
                last.episodes.extend(mention.episodes);
                last.is_range |= mention.is_range;
                last.range.end = mention.range.end;
            }
            _ => found.push(mention),
        }
    }
    // `S2` alone may be anything, but not in the title of a list.
    found.retain(|mention| {
        let is_short = mention.is_code && mention.episodes.is_empty() && mention.range.len() <= 3;
        !is_short || text.len() <= 40 || LIST.is_in(text)
    });
    found
}

/// Whether a text has a number and so may name an episode.
fn may_have_mention(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || text.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
            let word = lower_case(word);
            SEASON.has(&word) || EPISODE.has(&word) || EPISODES.has(&word)
        })
}

impl Mention {
    /// Whether the next mention is the other half of this one: `season 2, episode 3`, `episode 3 of season 2`.
    fn can_join(&self, next: &Self, text: &str) -> bool {
        let gap = &text[self.range.end..next.range.start];
        let halves = (self.season.is_some() && self.episodes.is_empty() && next.season.is_none())
            || (self.season.is_none() && next.season.is_some() && next.episodes.is_empty());
        halves
            && gap.len() <= 24
            && !gap.contains(['.', ';', '!', '?', '"'])
            && words(gap).iter().all(|(_, _, word)| CONNECTING.has(word))
    }
}

/// The mention that begins with a word, and the number of the word behind it.
fn mention_at(text: &str, words: &[Word], at: usize) -> (Option<Mention>, usize) {
    let (start, end, word) = &words[at];
    let mention = |range: Range<usize>, season, episodes| Mention {
        range,
        season,
        episodes,
        is_range: false,
        is_code: false,
    };
    let near = |from: usize, to: usize| {
        let gap = &text[words[from].1..words[to].0];
        gap.len() <= 3 && gap.chars().all(|letter| " .#:°º\u{a0}".contains(letter))
    };
    let number_at = |index: usize| words.get(index).and_then(|(_, _, word)| number(word));
    if let Some((code, next)) = code_at(text, words, at) {
        return (Some(code), next);
    }
    let next_number = || number_at(at + 1).filter(|_| near(at, at + 1)).map(|(number, _)| number);
    if SEASON.has(word) {
        if let Some(season) = next_number() {
            let mut mention = mention(*start..words[at + 1].1, Some(season), Vec::new());
            if words.get(at + 2).is_some_and(|(_, _, word)| is_in("premiere opener", word)) {
                mention.episodes.push(1);
            }
            return (Some(mention), at + 2);
        }
    } else if EPISODE.has(word) || EPISODES.has(word) {
        if let Some(first) = next_number() {
            let mut mention = mention(*start..words[at + 1].1, None, vec![first]);
            let next = more_episodes(text, words, at + 1, &mut mention);
            return (Some(mention), next);
        }
    } else if let Some(number) = word.strip_prefix("ep").or(word.strip_prefix('e')).and_then(|digits| {
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    }) {
        return (Some(mention(*start..*end, None, vec![number])), at + 1);
    }
    // `the second season`, `2. Staffel`, `seventh episode`; but `eight episodes` and `one season` are counts.
    if let (Some((number, is_ordinal)), Some((_, noun_end, noun))) = (number(word), words.get(at + 1)) {
        let gap = &text[*end..words[at + 1].0];
        if (is_ordinal || gap.starts_with(['.', '°', 'º'])) && near(at, at + 1) {
            if SEASON.has(noun) {
                return (Some(mention(*start..*noun_end, Some(number), Vec::new())), at + 2);
            } else if EPISODE.has(noun) {
                return (Some(mention(*start..*noun_end, None, vec![number])), at + 2);
            }
        }
    }
    (None, at + 1)
}

/// Reads on behind the number of an episode: `5 and 8`, `5, 6 & 8`, `1-3`.
fn more_episodes(text: &str, words: &[Word], mut at: usize, mention: &mut Mention) -> usize {
    while let Some((start, end, word)) = words.get(at + 1) {
        let gap = text[words[at].1..*start].trim();
        let (joint, last) = match words.get(at + 2) {
            Some((next, _, _)) if AND.has(word) || is_in("to bis a", word) => (
                if AND.has(word) { "," } else { "-" },
                (text[*end..*next].trim().is_empty()).then_some(at + 2),
            ),
            _ => (gap, Some(at + 1)),
        };
        let is_dash = joint.chars().count() == 1 && joint.starts_with(DASHES);
        let is_tight = text[words[at].1..*start].len() == gap.len();
        let Some(last) = last
            .filter(|_| (is_dash && (is_tight || joint != gap)) || matches!(joint, "," | "&" | "+" | "/"))
        else {
            return at + 1;
        };
        let (_, end, word) = &words[last];
        // A word is no number here: `Episode 1, One Day`.
        let Some(number) = word.parse().ok().filter(|_| word.len() <= 3) else { return at + 1 };
        if is_dash && mention.episodes.len() == 1 && mention.episodes[0] < number {
            mention.is_range = true;
        } else if is_dash {
            return at + 1;
        }
        mention.episodes.push(number);
        mention.range.end = *end;
        at = last;
        if mention.is_range {
            break;
        }
    }
    at + 1
}

/// `S02E03`, `2x03`, `S01E03–E05`, `s2` at a word, and the number of the word behind it.
fn code_at(text: &str, words: &[Word], at: usize) -> Option<(Mention, usize)> {
    let (start, _, word) = &words[at];
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let crossed = || {
        let rest = &text[start + digits(word)..];
        let rest = rest.strip_prefix(['x', 'X', '×'])?;
        (digits(word) > 0 && digits(word) <= 2 && (2..=3).contains(&digits(rest))).then_some(())
    };
    if !(word.strip_prefix('s').is_some_and(|rest| digits(rest) > 0) || crossed().is_some()) {
        return None;
    }
    let chunk = text[*start..].split([' ', '\t', '(', ')', '[', ']', '"', '|']).next()?;
    let chunk = chunk.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let notations = Notation::parse(&chunk.replace('×', "x")).ok()?;
    let mut mention = Mention {
        range: *start..start + chunk.len(),
        season: None,
        episodes: Vec::new(),
        is_range: false,
        is_code: true,
    };
    for notation in &notations {
        let Notation::Range { show, range: EpisodeRange { first, last, whole_seasons }, text: None, .. } =
            notation
        else {
            return None;
        };
        if !show.is_empty()
            || first.season != last.season
            || mention.season.is_some_and(|season| season != first.season)
        {
            return None;
        }
        mention.season = Some(first.season);
        if !whole_seasons {
            mention.episodes.push(first.episode);
        }
        if first.episode != last.episode && !whole_seasons {
            mention.episodes.push(last.episode);
            mention.is_range = true;
        }
    }
    let end = mention.range.end;
    Some((mention, words.iter().position(|(begin, _, _)| *begin >= end).unwrap_or(words.len())))
}

/// A line that begins a season or an episode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// What it names. An episode without a season is in the season above.
    pub place: SourcePlace,
    /// The text behind it: the title of the episode, or songs.
    pub rest: String,
    /// Whether it is a code such as `S02E03`, behind which songs may follow.
    pub is_code: bool,
}

impl Heading {
    /// Whether it names one episode or several.
    pub fn names_episode(&self) -> bool {
        self.place.episode.is_some() || self.place.between.is_some()
    }
}

/// The longest text of a heading, in bytes.
const MAX_HEADING: usize = 110;

/// The heading that a line without its marks is.
pub(super) fn heading(text: &str, is_marked: bool, known: &Known) -> Option<Heading> {
    let named = |mention: &Mention, rest: &str| {
        let places = mention.places();
        let place = match (places[..].first(), places.last()) {
            (Some(first), Some(last)) if places.len() > 1 => {
                SourcePlace { episode: None, between: first.episode.zip(last.episode), ..*first }
            }
            (first, _) => first.copied().unwrap_or_default(),
        };
        Some(Heading { place, rest: rest.to_owned(), is_code: mention.is_code })
    };
    if text.len() <= MAX_HEADING
        && let Some((season, episode)) = known.episode(text.trim_matches(['"', ' ', ':']))
    {
        let place = SourcePlace { season: Some(season), episode: Some(episode), between: None };
        return Some(Heading { place, rest: String::new(), is_code: false });
    }
    let all = mentions(text);
    let Some(mention) = all.first() else { return decimal(text) };
    let (before, behind) = (text[..mention.range.start].trim(), &text[mention.range.end..]);
    let rest =
        behind.trim_start_matches(|letter: char| " \t:|.,)]".contains(letter) || DASHES.contains(&letter));
    let joint = &behind[..behind.len() - rest.len()];
    let rest = without_count(rest).trim_end_matches([':', ' ']);
    let is_first = before.trim_matches(['(', '[', '"']).is_empty()
        || words(before).iter().all(|(_, _, word)| CONNECTING.has(word) || LIST.has(word));
    let names_episode = !mention.episodes.is_empty();
    // An episode with all its songs behind it may be long. `Episode 4: the fight.` is a sentence.
    let is_sentence = text.ends_with('.') && rest.starts_with(char::is_lowercase);
    let has_joint_only = joint.trim().starts_with([':', '-', '–', '—']) && all.len() == 1;
    if is_first && names_episode && has_joint_only && !is_sentence {
        return named(mention, rest);
    }
    if text.len() > MAX_HEADING || text.ends_with(['.', '!']) && !rest.is_empty() {
        return None;
    }
    let has_joint = joint.contains(|letter: char| ":|-–—\t".contains(letter)) || rest.starts_with(['"', '(']);
    let is_list = LIST.is_in(text);
    // `Now watching: Another Show - Season 2`
    if !names_episode && before.contains(": ") {
        return None;
    }
    if is_first
        && (rest.is_empty()
            || has_joint
            || rest.starts_with(char::is_uppercase)
            || LIST.is_in(first_word(rest)))
    {
        return named(mention, rest);
    }
    let has_two_halves = names_episode && mention.season.is_some();
    let is_behind_joint = before.ends_with([':', '|', '-', '–', '—', '"']) && words(before).len() <= 6;
    let is_short = words(before).len() <= 4
        && words(rest).iter().all(|(_, _, word)| LIST.has(word) || is_in("part parte", word));
    let is_whole =
        !has_sentence_end(text) && (is_marked || text.ends_with(':') || is_list || is_name_like(text));
    let is_heading = (has_two_halves && all.len() == 1 && is_whole)
        || (is_behind_joint && (has_joint || rest.is_empty()))
        || (is_first && is_marked)
        || (is_short && !text.ends_with(['.', '!', '?']))
        || (is_list && !names_episode && !text.ends_with(['.', '!', '?']) && !has_sentence_end(text))
        || (text.ends_with(':') && all.len() == 1 && !has_sentence_end(text));
    let rest = if has_joint && !is_list { rest } else { "" };
    is_heading.then(|| named(mention, rest)).flatten()
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// `1.03: Title`, `1.03 – Title`
fn decimal(text: &str) -> Option<Heading> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
    let (code, behind) = text.split_at(digits);
    let (season, episode) =
        code.split_once('.').filter(|(season, episode)| season.len() <= 2 && episode.len() == 2)?;
    let rest = behind.trim_start_matches(|letter: char| " :".contains(letter) || DASHES.contains(&letter));
    if rest.len() == behind.trim_start().len() {
        return None;
    }
    let place = SourcePlace {
        season: Some(season.parse().ok()?),
        episode: Some(episode.parse().ok()?),
        between: None,
    };
    Some(Heading { place, rest: rest.to_owned(), is_code: false })
}

/// The text without a number in brackets that it begins with: `(45): Name`.
fn without_count(text: &str) -> &str {
    let behind = text.strip_prefix('(').and_then(|inner| inner.split_once(')'));
    let behind = behind.filter(|(inner, _)| inner.bytes().all(|byte| byte.is_ascii_digit()));
    behind.map_or(text, |(_, rest)| rest.trim_start_matches([' ', ':', '-', '–', '—']))
}

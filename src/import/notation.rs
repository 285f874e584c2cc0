//! The notations of songs: titles in quotes, dashes, `by`, and several songs on one line.

use super::SourcePlace;
use super::heading::mentions;
use super::words::{
    AND, BEFORE_BY, BY, CLAUSE, EPISODE, LIST, NO_NAME, SEASON, has_sentence_end, has_word, is_day, is_in,
    is_name_like, is_sentence, is_version, is_year, sentence_ends, words,
};
use crate::model::Timecode;
use crate::text::{DASHES, name_key};
use std::ops::Range;

/// How a song is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Notation {
    /// `"T" by A`
    QuotedBy,
    /// `"T" – A`
    QuotedDash,
    /// `"T," A`
    QuotedComma,
    /// `"T" (A)`
    QuotedBrackets,
    /// `"T" A`
    QuotedSpace,
    /// `A – "T"`
    DashQuoted,
    /// `A "T"`
    SpaceQuoted,
    /// `T by A`
    By,
    /// Blocks of `Artist: A` and `Song: T`.
    Keys,
    /// `A – T` or `T – A`
    Dash,
    /// `A: T` or `T: A`
    Colon,
    /// `A (T)` or `T (A)`
    Brackets,
    /// Three parts or more, of which any may be the artist and the title.
    Parts,
    /// Only a title.
    Title,
}

impl Notation {
    /// Whether nothing in the line says which side is the artist.
    pub fn is_pair(self) -> bool {
        matches!(self, Self::Dash | Self::Colon | Self::Brackets)
    }
}

/// What a line says of a song.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub notation: Notation,
    /// The artist; of a bare pair the left side.
    pub artist: String,
    /// The title; of a bare pair the right side.
    pub title: String,
    /// What else is said.
    pub remark: String,
    /// Where the line itself says that the song plays.
    pub places: Vec<SourcePlace>,
    pub time: Option<Timecode>,
    /// Another reading of the line, as two names with a dash between them, if there is one: in
    /// `Stand by Me – Ben E. King` the word `by` is part of the title.
    pub pair: Option<Box<Entry>>,
    /// Whether it is an item of a list, or the first line below a heading.
    pub is_listed: bool,
}

impl Entry {
    pub fn new(notation: Notation, artist: &str, title: &str, remark: &str) -> Self {
        Self {
            notation,
            artist: artist.to_owned(),
            title: title.to_owned(),
            remark: remark.trim_matches([' ', ',', ';']).to_owned(),
            places: Vec::new(),
            time: None,
            pair: None,
            is_listed: false,
        }
    }
}

/// A notation found less often is only likely outside lists.
pub(super) const MIN_REPEATED: usize = 3;
/// Longer lines, in bytes, are text.
const MAX_LINE: usize = 700;
/// The longest title.
const MAX_TITLE: usize = 120;
/// The most words of an artist.
const MAX_ARTIST_WORDS: usize = 9;

/// The songs that a line without its marks names: one, or several of one artist.
pub(super) fn entries(text: &str, is_item: bool) -> Vec<Entry> {
    let text =
        if text.ends_with("):") || text.ends_with(") :") { text.trim_end_matches([' ', ':']) } else { text };
    if text.is_empty() || text.len() > MAX_LINE || text.ends_with(':') || text.contains('`') {
        return Vec::new();
    }
    let (text, places, note) = without_place(text);
    let mut found = quoted(&text, is_item);
    if found.is_empty() {
        found.extend(unquoted(&text, is_item || !places.is_empty()));
    }
    found.retain(|entry| ![&entry.artist, &entry.title].iter().any(|name| NO_NAME.has(&name.to_lowercase())));
    for entry in &mut found {
        entry.is_listed = is_item || !places.is_empty();
        entry.places.extend(&places);
        entry.remark = format!("{} {note}", entry.remark).trim().to_owned();
        if let Some(pair) = &mut entry.pair {
            pair.places.extend(&places);
            pair.is_listed = entry.is_listed;
        }
    }
    found
}

/// The text without a place in brackets, `(ep. 3 Name)`, or a code at its end; the place; and the rest of the brackets.
fn without_place(text: &str) -> (String, Vec<SourcePlace>, String) {
    for (start, end) in brackets(text) {
        let inner = &text[start + 1..end - 1];
        let all = mentions(inner);
        if let Some(mention) = all.first().filter(|mention| {
            let before = inner[..mention.range.start].trim();
            // `(Chapter 1: Despair)` is a part of a title.
            let is_part = first_word(inner) == "chapter" && mention.range.end < inner.len();
            !is_part && (before.is_empty() || is_in("from in", &before.to_lowercase()))
        }) {
            let note = inner[mention.range.end..].trim_start_matches([' ', ':', ',', '-', '–', '—']);
            let rest = format!("{} {}", text[..start].trim_end(), text[end..].trim_start());
            return (rest.trim().to_owned(), mention.places(), note.to_owned());
        }
    }
    let all = mentions(text);
    if let [mention] = &all[..]
        && mention.range.end == text.len()
        && !mention.episodes.is_empty()
        && let rest = text[..mention.range.start].trim_end()
        && let cut = rest.trim_end_matches(|letter: char| " ,|".contains(letter) || DASHES.contains(&letter))
        && cut.len() < rest.len()
    {
        return (cut.to_owned(), mention.places(), String::new());
    }
    (text.to_owned(), Vec::new(), String::new())
}

/// The ranges of the texts in brackets, with them, that are not inside others.
pub(super) fn brackets(text: &str) -> Vec<(usize, usize)> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            ')' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push((start, at + 1));
                }
            }
            _ => {}
        }
    }
    found
}

/// The joints of a text, with the blanks around them: dashes, slashes, bars and tabs, but not those in quotes and
/// brackets. A hyphen is one only before a blank.
pub(super) fn joints(text: &str) -> Vec<Range<usize>> {
    const SIGNS: [&str; 12] = ["/", "//", "|", "||", "•", "·", "~", "::", ">", ">>", "→", "♪"];
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut quotes = text.matches('"').count();
    let (mut in_quotes, mut depth, mut skip) = (false, 0_usize, 0);
    let closing = text.matches([')', ']']).count();
    for (at, letter) in text.char_indices() {
        match letter {
            _ if at < skip => continue,
            '"' => {
                quotes -= 1;
                in_quotes = !in_quotes && quotes > 0;
            }
            '(' | '[' if closing > 0 => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_sign = |letter: char| DASHES.contains(&letter) || "/|•·~:>→♪\t".contains(letter);
        if in_quotes || depth > 0 || !is_sign(letter) {
            continue;
        }
        let run = &text[at..];
        let run = &run[..run.find(|letter| !is_sign(letter)).unwrap_or(run.len())];
        skip = at + run.len();
        let (before, behind) = (&text[..at], &text[skip..]);
        let (blank_before, blank_behind) =
            (before.ends_with(char::is_whitespace), behind.starts_with(char::is_whitespace));
        let is_joint = if run.contains('\t') {
            true
        } else if run.chars().all(|sign| DASHES[..4].contains(&sign)) {
            let is_compound = AND.is_in(behind.trim_start().split(' ').next().unwrap_or_default());
            blank_behind && (blank_before || (run.len() == 1 && !is_compound))
        } else if run.chars().all(|sign| DASHES.contains(&sign)) {
            let is_range = before.ends_with(char::is_numeric) && behind.starts_with(char::is_numeric);
            blank_before || blank_behind || !is_range
        } else {
            blank_before && blank_behind && SIGNS.contains(&run)
        };
        let (before, behind) = (before.trim_end(), behind.trim_start());
        if is_joint && !before.is_empty() && !behind.is_empty() {
            let joint = before.len()..text.len() - behind.len();
            match found.last_mut() {
                // `A – – B`
                Some(last) if joint.start <= last.end => last.end = joint.end,
                _ => found.push(joint),
            }
        }
    }
    found
}

/// The text behind `by` and words such as `performed` before it.
fn behind_by(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches([' ', ',']);
    for _ in 0..5 {
        let elided = ["d’", "d'"].iter().find_map(|word| rest.strip_prefix(word));
        if let Some(name) = elided.filter(|name| name.starts_with(char::is_uppercase)) {
            return Some(name);
        }
        let (word, next) = rest.split_once(char::is_whitespace)?;
        let lower = word.trim_matches([',', ':']).to_lowercase();
        if BY.has(&lower) {
            return Some(next.trim_start()).filter(|name| !name.is_empty());
        }
        if !BEFORE_BY.has(&lower) {
            return None;
        }
        rest = next.trim_start();
    }
    None
}

/// Splits what is said behind the name of an artist off: `Toto (1982)`, `The Fray -- as lanterns are lit`.
pub(super) fn split_remark(text: &str) -> (&str, String) {
    let text = text.trim_matches([' ', ',', ';', ':', '*', '†', '"']);
    let mut end = text.len();
    end = joints(text).first().map_or(end, |joint| joint.start.min(end));
    end = text.find(": ").map_or(end, |at| at.min(end));
    end = sentence_ends(text).next().filter(|&at| words(&text[at..]).len() > 2).map_or(end, |at| at.min(end));
    let is_guest =
        |inner: &str| ["feat", "ft", "with ", "& "].iter().any(|word| inner.to_lowercase().starts_with(word));
    let bracket =
        brackets(text).into_iter().find(|(start, end)| *start > 0 && !is_guest(&text[start + 1..*end]));
    end = bracket.map_or(end, |(start, _)| start.min(end));
    let clause = words(text).into_iter().skip(1).find(|(start, _, word)| {
        CLAUSE.has(word) && text[*start..].starts_with(char::is_lowercase) && text[..*start].ends_with(' ')
    });
    // A name may be all in small letters, but no name has many small words.
    let clause = clause.filter(|(start, _, word)| {
        word != "with" && is_sentence(&format!("of {} a b c", &text[*start..]))
            || text[..*start].trim_end().ends_with(',')
    });
    end = clause.map_or(end, |(start, _, _)| start.min(end));
    let remark =
        text[end..].trim_matches(|letter: char| " .,:;".contains(letter) || DASHES.contains(&letter));
    let inner = remark.strip_prefix(['(', '[']).and_then(|inner| inner.strip_suffix([')', ']']));
    let inner = inner.filter(|inner| !inner.contains(['(', '['])).unwrap_or(remark);
    let name = text[..end].trim_matches([' ', ',', ';', ':', '*', '†']);
    // The dot of a sentence, but not of `Jr.` and `R.E.M.`
    let is_dotted = name
        .rsplit(' ')
        .next()
        .is_some_and(|word| word.len() < 5 || word.trim_end_matches('.').contains('.'));
    let name = if is_dotted { name } else { name.trim_end_matches('.') };
    (name, if is_year(inner) { String::new() } else { inner.to_owned() })
}

fn first_word(text: &str) -> String {
    text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default().to_lowercase()
}

/// Whether a text can be an artist. `In the second episode` is none, but `In This Moment` is.
fn can_be_artist(name: &str) -> bool {
    const SAYING: &str =
        "says said say adds added explains explained told tells writes wrote recalls recalled sagt dice dit";
    const BEGINNING: &str = "he she they which who and but as when while is was you i we it";
    let (first, last) =
        (name.split(' ').next().unwrap_or_default(), name.rsplit(' ').next().unwrap_or_default());
    let is_place =
        is_in("in at during from on for", &first_word(name)) && (EPISODE.is_in(name) || SEASON.is_in(name));
    let is_clause = is_in(SAYING, first) || is_in(SAYING, last) || is_in(BEGINNING, first);
    // `all the songs of the episode`
    let is_about_list = LIST.is_in(name) && EPISODE.is_in(name);
    !is_clause
        && !is_place
        && name.split_whitespace().count() <= MAX_ARTIST_WORDS
        && mentions(name).is_empty()
        && !is_day(name)
        && !is_about_list
        && is_name_like(name)
        && !name.contains('"')
}

/// The title with the version in brackets behind it, the other texts in brackets, and what follows them.
fn with_brackets<'t>(title: &str, behind: &'t str) -> (String, String, &'t str) {
    let (mut title, mut remark, mut rest) = (title.to_owned(), String::new(), behind.trim_start());
    while let Some((0, end)) = brackets(rest).first().copied() {
        let inner = &rest[1..end - 1];
        if is_version(inner) {
            title = format!("{title} {}", &rest[..end]);
        } else if !is_year(inner) {
            remark = format!("{remark} {inner}");
        }
        rest = rest[end..].trim_start();
    }
    (title, remark.trim().to_owned(), rest.trim_start_matches(['*', '†', ' ']))
}

/// Entries with a title in quotes.
fn quoted(text: &str, is_item: bool) -> Vec<Entry> {
    let pieces: Vec<&str> = text.split('"').collect();
    let [before, title, between @ ..] = &pieces[..] else { return Vec::new() };
    if between.is_empty() {
        return Vec::new();
    }
    // `"T" and "T"`: all titles that only a comma or "and" separates.
    let mut titles = vec![*title];
    let mut last = 2;
    while let Some([joint, title, _]) = pieces.get(last..last + 3) {
        let word = joint.trim_matches([' ', ',']);
        if titles.len() > 8 || !(word == "&" || AND.has(word) || (word.is_empty() && joint.contains(','))) {
            break;
        }
        titles.push(title);
        last += 2;
    }
    let behind = pieces[last..].join("\"");
    let behind = behind.trim();
    // A comma inside the quotes separates, too.
    let has_comma = titles.last().is_some_and(|title| title.trim_end().ends_with(','));
    let titles: Vec<&str> = titles.iter().map(|title| title.trim().trim_end_matches(',')).collect();
    if titles.iter().any(|title| title.is_empty() || title.len() > MAX_TITLE) {
        return Vec::new();
    }
    // `"Nobody drowns here." – the inspector` is what somebody says.
    if titles.iter().any(|title| title.ends_with('.') && is_sentence(title)) && !has_comma {
        return Vec::new();
    }
    let before = before.trim();
    let entry = if before.is_empty() {
        title_first(titles[0], behind, has_comma, is_item)
    } else {
        let label =
            before.trim_end_matches(|letter: char| ": |\t".contains(letter) || DASHES.contains(&letter));
        let is_label = label.len() < before.len() && words(label).len() <= 12;
        let labelled = title_first(titles[0], behind, has_comma, is_item).filter(|entry| {
            is_label
                && match entry.notation {
                    Notation::QuotedBy => true,
                    Notation::QuotedDash | Notation::QuotedComma => before.ends_with(':'),
                    _ => false,
                }
        });
        labelled
            .map(|entry| Entry { remark: format!("{label} {}", entry.remark).trim().to_owned(), ..entry })
            .or_else(|| artist_first(before, titles[0], behind, is_item))
    };
    let Some(entry) = entry else { return Vec::new() };
    titles
        .iter()
        .map(|title| {
            if *title == titles[0] {
                entry.clone()
            } else {
                Entry { title: (*title).to_owned(), ..entry.clone() }
            }
        })
        .collect()
}

/// `"T" by A`, `"T" – A`, `"T," A`, `"T" (A)`, `"T" A`
fn title_first(title: &str, behind: &str, has_comma: bool, is_item: bool) -> Option<Entry> {
    if behind.is_empty() {
        return is_item.then(|| Entry::new(Notation::Title, "", title, ""));
    }
    let (title, remark, rest) = with_brackets(title, behind);
    let is_joint = |sign: char| ":/|~•·\t".contains(sign) || DASHES.contains(&sign);
    let by = behind_by(rest);
    let dashed = rest.trim_start_matches(is_joint).trim_start();
    let (notation, name) = if let Some(name) = by {
        (Notation::QuotedBy, name)
    } else if dashed.len() < rest.len() {
        behind_by(dashed).map_or((Notation::QuotedDash, dashed), |name| (Notation::QuotedBy, name))
    } else if rest.is_empty() && !remark.is_empty() {
        let is_name = is_name_like(&remark)
            && !has_word(&remark, "soundtrack season episode score theme")
            && mentions(&remark).is_empty();
        return is_name.then(|| Entry::new(Notation::QuotedBrackets, &remark, &title, ""));
    } else if rest.is_empty() {
        return is_item.then(|| Entry::new(Notation::Title, "", &title, &remark));
    } else if has_comma || rest.starts_with(',') {
        (Notation::QuotedComma, rest.trim_start_matches([',', ' ']))
    } else {
        (Notation::QuotedSpace, rest)
    };
    let (artist, said) = split_remark(name);
    let is_prose = match notation {
        Notation::QuotedSpace => {
            !rest.starts_with(char::is_alphanumeric)
                || rest.ends_with(['.', '!', '?'])
                || rest.len() > 60
                || rest.contains([',', ':', ';'])
                || rest.contains(" by ")
                || (rest.starts_with(char::is_lowercase) && !is_item)
        }
        Notation::QuotedComma => {
            !is_item
                && (rest.ends_with('.')
                    || !name.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric()))
        }
        _ => false,
    };
    (!is_prose && can_be_artist(artist))
        .then(|| Entry::new(notation, artist, &title, &format!("{remark} {said}")))
}

/// `A – "T"`, `A: "T"`, `A, "T"`, `A "T"`
fn artist_first(before: &str, title: &str, behind: &str, is_item: bool) -> Option<Entry> {
    let artist =
        before.trim_end_matches(|letter: char| ",:/|~ \t*†".contains(letter) || DASHES.contains(&letter));
    let (title, remark, rest) = with_brackets(title, behind.trim_start_matches(['*', '†', '.', ',']));
    let said = rest.trim_start_matches(|letter: char| " :,|".contains(letter) || DASHES.contains(&letter));
    let is_apart = artist.len() < before.len();
    // Behind a song there is nothing, or a dash, but no sentence that goes on: only what is said of a song.
    let goes_on = rest.starts_with(char::is_lowercase) && (is_apart || CLAUSE.has(&first_word(rest)));
    let is_prose = said.len() == rest.len() && !rest.is_empty() && !(is_item && goes_on);
    let artist = ["Song", "song"].iter().find_map(|word| artist.strip_suffix(word)).unwrap_or(artist).trim();
    let (name, note) = match brackets(artist).last() {
        Some(&(start, end))
            if end == artist.len() && start > 0 && !is_version(&artist[start + 1..end - 1]) =>
        {
            (artist[..start].trim_end(), &artist[start + 1..end - 1])
        }
        _ => (artist, ""),
    };
    let is_possessive = name.ends_with(['’', '\'']) || name.ends_with("’s") || name.ends_with("'s");
    let is_artist =
        can_be_artist(name) && !has_sentence_end(name) && name.len() <= 80 && joints(name).is_empty();
    let notation = if is_apart { Notation::DashQuoted } else { Notation::SpaceQuoted };
    let is_plain = is_apart
        || (is_name_like(name)
            && words(name).len() <= 6
            && !is_possessive
            && !CLAUSE.is_in(name)
            && !LIST.is_in(name)
            && !BY.is_in(name));
    (is_artist && is_plain && !is_prose)
        .then(|| Entry::new(notation, name, &title, &format!("{note} {remark} {said}")))
}

/// Entries without quotes: `T by A`, `A – T`, and in lists `A: T` and `A (T)`.
fn unquoted(text: &str, is_item: bool) -> Option<Entry> {
    if text.len() > 2 * MAX_TITLE || has_sentence_end(text) || text.ends_with(['.', ':']) {
        return None;
    }
    let pair = dashed(text).or_else(|| is_item.then(|| colon(text).or_else(|| in_brackets(text))).flatten());
    match worded(text, is_item) {
        Some(entry) => Some(Entry { pair: pair.map(Box::new), ..entry }),
        None => pair,
    }
}

/// `T by A`, `T (1972) by A – scene`
fn worded(text: &str, is_item: bool) -> Option<Entry> {
    let (at, by) = text
        .rmatch_indices(" by ")
        .chain(text.rmatch_indices(" By "))
        .find(|(at, _)| !brackets(text).iter().any(|(start, end)| (start..end).contains(&at)))?;
    let (title, name) = (text[..at].trim_end(), text[at + by.len()..].trim_start());
    let mut title = title;
    while let Some((rest, word)) = title.rsplit_once(' ')
        && BEFORE_BY.has(&word.to_lowercase())
        && word.starts_with(char::is_lowercase)
        && !is_in("a the in", word)
    {
        title = rest.trim_end();
    }
    let title = title.trim_end_matches(|letter: char| " ,".contains(letter) || DASHES.contains(&letter));
    let (title, note) = without_remark(title);
    let (artist, remark) = split_remark(name);
    let begins = |name: &str| {
        name.starts_with(|letter: char| {
            letter.is_uppercase() || letter.is_numeric() || "(\"'’".contains(letter)
        })
    };
    let are_names = (begins(title) && begins(artist)) || is_item;
    let is_credit = has_word(text, "written composed produced directed created posted published");
    (are_names
        && !is_credit
        && title.len() <= 70
        && can_be_artist(artist)
        && is_name_like_title(title)
        && joints(title).is_empty()
        && !title.ends_with(':'))
    .then(|| Entry::new(Notation::By, artist, title, &format!("{note} {remark}")))
}

/// Titles of some languages have capital letters only at the beginning.
fn is_name_like_title(title: &str) -> bool {
    title.contains(char::is_alphanumeric) && title.split_whitespace().count() <= 14
}

/// The title without what is said in brackets behind it, unless that is a part of it.
pub(super) fn without_remark(title: &str) -> (&str, &str) {
    match brackets(title).last() {
        Some(&(start, end)) if end == title.len() && start > 0 => {
            let inner = &title[start + 1..end - 1];
            let is_small = !inner.contains(char::is_uppercase) && inner.contains(' ');
            let is_small = is_small && title[..start].contains(char::is_uppercase);
            let is_remark = !is_version(inner) && (is_sentence(inner) || is_small || is_year(inner));
            if is_remark {
                (title[..start].trim_end(), if is_year(inner) { "" } else { inner })
            } else {
                (title, "")
            }
        }
        _ => (title, ""),
    }
}

/// `A – T` and more parts.
fn dashed(text: &str) -> Option<Entry> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let (mut start, mut places, mut remark) = (0, Vec::new(), "");
    for joint in joints(text).into_iter().take(12).chain(std::iter::once(text.len()..text.len())) {
        let part = start..joint.start;
        let inner = text[part.clone()].trim();
        start = joint.end;
        let found = mentions(inner);
        let is_behind = !parts.is_empty() && joint.start == text.len();
        let count = parts.len();
        match parts.last_mut() {
            Some(last) if is_version(inner) && is_behind && count > 1 => last.end = part.end,
            _ if is_year(inner) && inner.len() == 4 && is_behind => {}
            _ if found.len() == 1 && found[0].range.len() == inner.len() => places.extend(found[0].places()),
            _ => parts.push(part),
        }
    }
    // `Title - Remix – Artist`
    if let [first, second, _] = &mut parts[..]
        && is_version(&text[second.clone()])
    {
        first.end = second.end;
        parts.remove(1);
    }
    // A third part that is a sentence is a scene.
    if let [_, _, third] = &parts[..]
        && is_sentence(&text[third.clone()])
    {
        remark = &text[third.clone()];
        parts.pop();
    }
    // `Ada – 14 May` is of a comment.
    if parts.iter().any(|part| is_day(text[part.clone()].trim())) {
        return None;
    }
    let names: Vec<&str> = parts.into_iter().map(|part| text[part].trim().trim_matches(['"', ' '])).collect();
    let is_name = |name: &&str| name.contains(char::is_alphanumeric) && name.len() <= MAX_TITLE;
    let is_prose =
        names.iter().any(|name| is_sentence(name)) && words(text).len() > 8 || words(text).len() > 30;
    if names.len() < 2
        || !names.iter().all(is_name)
        || is_prose
        || names.iter().all(|name| name.starts_with(char::is_numeric))
    {
        return None;
    }
    let entry = match names[..] {
        [left, right] => Entry::new(Notation::Dash, left, right, remark),
        _ => Entry::new(Notation::Parts, "", text, ""),
    };
    Some(Entry { places, ..entry })
}

/// `A: T`
fn colon(text: &str) -> Option<Entry> {
    let (left, right) = text.split_once(": ")?;
    let are_names = [left, right].iter().all(|name| is_name_like(name) && words(name).len() <= 8);
    (are_names && !right.contains(": ")).then(|| Entry::new(Notation::Colon, left.trim(), right.trim(), ""))
}

/// `A (T)`
fn in_brackets(text: &str) -> Option<Entry> {
    let (start, _) = brackets(text).pop().filter(|(start, end)| *end == text.len() && *start > 0)?;
    let (left, right) = (text[..start].trim(), text[start + 1..text.len() - 1].trim());
    // Titles of some languages are written like sentences.
    let begins = |name: &&str| name.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    let are_names = [left, right].iter().all(begins) && (is_name_like(left) || is_name_like(right));
    (are_names && !is_version(right) && !is_year(right) && mentions(right).is_empty())
        .then(|| Entry::new(Notation::Brackets, left, right, ""))
}

/// Several entries on one line: numbered, in brackets, or with quotes.
pub(super) fn run(text: &str) -> Vec<Entry> {
    let pieces = numbered(text);
    if pieces.len() >= 3 {
        return pieces
            .iter()
            .flat_map(|piece| entries(piece.trim_end_matches([',', ';', ' ']), true))
            .collect();
    }
    let in_brackets = bracket_run(text);
    if !in_brackets.is_empty() {
        return in_brackets;
    }
    for pieces in [
        quote_run(text, true),
        quote_run(text, false),
        separated(text, ';'),
        separated(text, '•'),
        separated(text, '|'),
    ] {
        if pieces.len() < 2 {
            continue;
        }
        let found: Vec<Vec<Entry>> = pieces.iter().map(|piece| entries(piece, true)).collect();
        let notation = found.first().and_then(|first| first.first()).map(|first| first.notation);
        let is_run =
            found.iter().all(|found| found.first().is_some_and(|entry| Some(entry.notation) == notation));
        if is_run && notation.is_some_and(|notation| !matches!(notation, Notation::Title | Notation::Parts)) {
            return found.concat();
        }
    }
    Vec::new()
}

/// The pieces behind the numbers 1, 2, 3 … of a text.
fn numbered(text: &str) -> Vec<&str> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    // Most lines have no number.
    let all = if text.contains('1') { words(text) } else { Vec::new() };
    for (start, end, word) in all {
        let is_start = start == 0 || text[..start].ends_with([' ', '#', '(']);
        let behind = &text[end..];
        if is_start
            && word.parse() == Ok(places.len() + 1)
            && behind.starts_with(['.', ')'])
            && behind[1..].starts_with(' ')
        {
            places.push((start, end + 1));
        }
    }
    let ends = places.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    places.iter().zip(ends).map(|((_, start), end)| text[*start..end].trim().trim_end_matches('#')).collect()
}

/// `A (T), A (T) and A (T, cover)`, all of a text.
fn bracket_run(text: &str) -> Vec<Entry> {
    let (mut found, mut start) = (Vec::new(), 0);
    let groups = brackets(text);
    if groups.len() < 2 || !text.trim_end_matches([' ', '.', ';']).ends_with([')', ']']) {
        return Vec::new();
    }
    for (open, close) in groups {
        let name = text[start..open].trim().trim_start_matches([',', ';', '.', '&']).trim_start();
        let and = name
            .split_once(' ')
            .filter(|(word, _)| start > 0 && AND.has(word) && name.starts_with(char::is_lowercase));
        let name = and.map_or(name, |(_, name)| name.trim_start());
        let inner = text[open + 1..close - 1].trim();
        let inner =
            inner.rsplit_once(", ").filter(|(_, last)| is_version(last)).map_or(inner, |(title, _)| title);
        let is_apart =
            start == 0 || text[start..open].trim_start().starts_with([',', ';', '.']) || and.is_some();
        if name.is_empty()
            || inner.is_empty()
            || !is_apart
            || name.contains(['"', ';'])
            || name.len() > 80
            || inner.len() > MAX_TITLE
            || has_sentence_end(name)
        {
            return Vec::new();
        }
        found.push(Entry { is_listed: true, ..Entry::new(Notation::Brackets, name, inner, "") });
        start = close;
    }
    found
}

/// The pieces from each title in quotes to the next, or those that end with one.
fn quote_run(text: &str, title_first: bool) -> Vec<&str> {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    if quotes.len() < 4 || (quotes[0] == 0) != title_first {
        return Vec::new();
    }
    let mut cuts: Vec<usize> =
        quotes.chunks_exact(2).map(|pair| if title_first { pair[0] } else { pair[1] + 1 }).collect();
    cuts.push(text.len());
    if !title_first {
        cuts.insert(0, 0);
    }
    let pieces = cuts.windows(2).map(|cut| {
        let piece = text[cut[0]..cut[1]].trim_matches([' ', ',', ';', '·', '|', '/', '.', '&']);
        let without = |piece: &'_ str, is_end: bool| {
            let cut = if is_end {
                piece.rsplit_once(' ').map(|(rest, word)| (word, rest))
            } else {
                piece.split_once(' ')
            };
            cut.filter(|(word, _)| AND.has(word)).map_or(0, |(word, _)| word.len())
        };
        let (front, end) = (without(piece, false), without(piece, true));
        piece[front..piece.len() - end].trim_matches([' ', ','])
    });
    pieces.filter(|piece| !piece.is_empty()).collect()
}

fn separated(text: &str, sign: char) -> Vec<&str> {
    if text.matches(sign).count() > 200 {
        return Vec::new();
    }
    text.split(sign).map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// Whether two texts are the same name.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    name_key(one) == name_key(other)
}

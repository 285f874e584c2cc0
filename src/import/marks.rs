//! Removes bullets, numbers, times and marks of Markdown from a line, and makes all its quotes the same.

use super::words::{EPISODE, SEASON, number};
use crate::model::Timecode;
use crate::text::DASHES;

/// The text of a line without its marks, and what they were.
#[derive(Clone, Debug, Default)]
pub(super) struct Marked {
    /// The text. All double quotes are `"`, and so are single ones that enclose a phrase.
    pub text: String,
    /// Whether it has a bullet or a number.
    pub is_item: bool,
    /// Whether it is a heading of Markdown.
    pub is_heading: bool,
    /// Whether it is bold as a whole.
    pub is_bold: bool,
    /// The time in front of it, or in brackets behind it.
    pub time: Option<Timecode>,
}

/// Signs that are bullets before a blank.
const BULLETS: &str = "-*+>~»–—―o";

/// Signs that are always bullets.
const SIGNS: &str = "•·▪▫◦‣⁃●○■□◆◇►▶▸➤→♪♫♬✔✓★☆🎵🎶🎧📺🎬\u{fe0f}\u{200b}\u{feff}";

/// Takes the marks off a line.
pub(super) fn strip(line: &str) -> Marked {
    let mut marked = Marked::default();
    let line =
        without_code_times(line).replace(['\u{a0}', '\u{2009}', '\u{202f}', '\u{2002}', '\u{2003}'], " ");
    let mut rest = line.trim();
    // Nested lists and quotes have few marks.
    for _ in 0..6 {
        let before = rest.len();
        let hashes = rest.trim_start_matches('#');
        if hashes.len() < rest.len() && hashes.starts_with(' ') {
            marked.is_heading = true;
            rest = hashes.trim_start();
        }
        if let Some((time, behind)) = time_in_front(rest) {
            marked.time = marked.time.or(Some(time));
            rest = behind;
        }
        if let Some(behind) = behind_bullet(rest).or_else(|| behind_number(rest)) {
            marked.is_item = true;
            rest = behind;
        }
        if rest.len() == before {
            break;
        }
    }
    // Wikis have a link behind each heading.
    let rest = ["[edit]", "[]"].iter().find_map(|link| rest.strip_suffix(link)).unwrap_or(rest);
    let plain = without_markdown(rest);
    marked.is_bold = plain.len() + 4 == rest.len() && rest.starts_with("**") && rest.ends_with("**");
    // A mark may be around the number: `**1.** "Title"`.
    let plain = plain.trim();
    let behind = behind_number(plain).filter(|_| plain.len() < rest.len());
    marked.is_item |= behind.is_some();
    let (text, time) = time_behind(behind.unwrap_or(plain));
    marked.time = marked.time.or(time);
    marked.text = with_plain_quotes(text);
    marked
}

fn behind_bullet(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    if SIGNS.contains(first) {
        return Some(rest.trim_start());
    }
    let rest = rest.strip_prefix(first).filter(|_| first == '-').unwrap_or(rest);
    let is_tight = "-–—".contains(first)
        && rest.starts_with(|next: char| next.is_uppercase() || "\"“‘„«".contains(next));
    if !BULLETS.contains(first) || !(is_tight || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let rest = rest.trim_start();
    Some(["[ ] ", "[x] ", "[X] "].iter().find_map(|done| rest.strip_prefix(done)).unwrap_or(rest))
}

/// The text behind a number of an item: `12. `, `12) `, `#12 `, `(12) `, `12 "`, `12 - A - B`, `03 A - B`.
fn behind_number(text: &str) -> Option<&str> {
    let inner = text.trim_start_matches(['#', '(', '[']);
    let sign = &text[..text.len() - inner.len()];
    let rest = inner.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = inner.len() - rest.len();
    if !(1..=3).contains(&digits) || sign.len() > 1 {
        return None;
    }
    let behind = rest.trim_start_matches(['.', ')', ':', ']', '°', 'º']);
    let next = behind.trim_start();
    let has_blank = next.len() < behind.len();
    // `2. Staffel`, but `2. Episode 3` is an item.
    let mut words = next.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
    let is_noun = words.next().is_some_and(|word| SEASON.has(&word) || EPISODE.has(&word));
    if is_noun && words.next().is_none_or(|word| number(&word).is_none_or(|(_, is_ordinal)| is_ordinal)) {
        return None;
    }
    let is_quoted = next.starts_with(['"', '“', '„', '«', '‘', '‚', '\'']);
    let is_number = match &rest[..rest.len() - behind.len()] {
        "" => match sign {
            "#" => has_blank,
            "" => is_quoted || (has_blank && digits > 1 && inner.starts_with('0')),
            _ => false,
        },
        ")" | "]" if !sign.is_empty() => has_blank || is_quoted,
        _ => has_blank || is_quoted || next.starts_with(char::is_alphabetic),
    };
    let behind_dash =
        next.strip_prefix(DASHES).filter(|rest| rest.starts_with(' ') && has_blank && sign.is_empty());
    let is_dashed =
        behind_dash.is_some_and(|rest| rest.contains(" - ") || rest.contains(['–', '—', '"', '“']));
    match behind_dash {
        Some(rest) if is_dashed => Some(rest.trim_start()),
        _ => Some(next).filter(|next| is_number && !next.is_empty()),
    }
}

/// The text without times that are written as code: `T – A `2:03``. They may be lengths.
fn without_code_times(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let mut plain = pieces[0].to_owned();
    for (at, piece) in pieces.iter().enumerate().skip(1) {
        let is_time = |code: &str| code.parse::<Timecode>().is_ok();
        match at % 2 {
            1 if at + 1 < pieces.len() && is_time(piece) => plain.truncate(plain.trim_end().len()),
            0 if is_time(pieces[at - 1]) => plain += piece,
            _ => plain.extend(["`", piece]),
        }
    }
    plain
}

/// `1:02:03 - A`, `[02:03] A`, `(2:03) A`.
fn time_in_front(text: &str) -> Option<(Timecode, &str)> {
    let inner = text.trim_start_matches(['[', '(', '@']);
    let end = inner.find(|letter: char| !letter.is_ascii_digit() && letter != ':')?;
    let time = inner.get(..end)?.trim_end_matches(':').parse().ok()?;
    let rest = inner[end..].trim_start_matches([']', ')']);
    let behind = rest.trim_start_matches([' ', '\t', ':', '|']).trim_start_matches(DASHES).trim_start();
    (behind.len() < rest.len() && !behind.is_empty()).then_some((time, behind))
}

/// `A (2:03)`, `A [2:03]`, `A @ 2:03`. A bare time at the end is a length, and dropped.
fn time_behind(text: &str) -> (&str, Option<Timecode>) {
    let Some((rest, last)) = text.rsplit_once(char::is_whitespace) else { return (text, None) };
    let inner = last.trim_matches(['(', ')', '[', ']', '@']);
    let Ok(time) = inner.parse() else { return (text, None) };
    let cut = rest.trim_end_matches(|letter: char| {
        letter == '@' || letter == ' ' || letter == '|' || DASHES.contains(&letter)
    });
    let is_place = inner.len() < last.len() || rest.trim_end().ends_with('@');
    if cut.is_empty() { (text, None) } else { (cut, Some(time).filter(|_| is_place)) }
}

/// The text without emphasis, links and the like: `**A** – [T](https://…)`.
fn without_markdown(text: &str) -> String {
    let text = without_links(text);
    let mut plain = text.replace("**", "").replace("__", "").replace("'''", "").replace("''", "");
    for mark in ['*', '_'] {
        // Only pairs around words: `M*A*S*H` and `snake_case` have none.
        let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        let edges: Vec<usize> = plain
            .match_indices(mark)
            .filter(|(at, _)| {
                is_edge(plain[..*at].chars().next_back()) || is_edge(plain[at + 1..].chars().next())
            })
            .map(|(at, _)| at)
            .collect();
        let pairs: Vec<&[usize]> = edges.chunks_exact(2).collect();
        for pair in pairs.iter().rev() {
            plain.replace_range(pair[1]..=pair[1], "");
            plain.replace_range(pair[0]..=pair[0], "");
        }
    }
    plain
}

/// `[text](address)` and `[[page|text]]` become their text; addresses and marks of footnotes are dropped.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', 'h']) {
        plain += &rest[..at];
        rest = &rest[at..];
        if rest.starts_with("https://") || rest.starts_with("http://") {
            rest = &rest[rest.find(char::is_whitespace).unwrap_or(rest.len())..];
            continue;
        }
        let inner = rest.strip_prefix("[[").and_then(|inner| Some((inner, inner.get(..inner.find("]]")?)?)));
        if let Some((behind, inner)) = inner {
            plain += inner.rsplit('|').next().unwrap_or(inner);
            rest = &behind[inner.len() + 2..];
            continue;
        }
        let link = rest.strip_prefix('[').and_then(|inner| {
            let (label, behind) = inner.split_at_checked(inner.find(']')?)?;
            let behind = &behind[1..];
            let is_note =
                !label.is_empty() && label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
            match behind.strip_prefix('(').filter(|address| address.starts_with(['h', '/', '#', '.'])) {
                Some(address) => Some((label, &address[address.find(')')? + 1..])),
                None => is_note.then_some(("", behind)),
            }
        });
        match link {
            Some((label, behind)) => {
                plain.truncate(plain.strip_suffix('!').unwrap_or(&plain).len());
                plain += label;
                rest = behind;
            }
            None => {
                plain += &rest[..1];
                rest = &rest[1..];
            }
        }
    }
    plain + rest
}

/// Double quotes of every kind; people close with the wrong one.
const QUOTES: [char; 17] =
    ['"', '“', '”', '„', '‟', '«', '»', '″', '‹', '›', '「', '」', '『', '』', '《', '》', '＂'];

/// The most bytes that single quotes enclose.
const MAX_QUOTED: usize = 160;

/// The text with `"` for all double quotes, and for single ones that enclose a phrase if there are no others.
pub(super) fn with_plain_quotes(text: &str) -> String {
    let plain: String =
        text.chars().map(|letter| if QUOTES.contains(&letter) { '"' } else { letter }).collect();
    if plain.matches('"').count() >= 2 {
        return plain;
    }
    let mut result = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    while let Some(at) = rest.find(['‘', '‚', '\'', '’']) {
        result += &rest[..at];
        let is_start = !result.ends_with(char::is_alphanumeric);
        let sign = rest[at..].chars().next().map_or(1, char::len_utf8);
        let inner = &rest[at + sign..];
        match closing_quote(inner).filter(|_| is_start) {
            Some((end, behind)) => {
                result.push('"');
                result += &inner[..end];
                result.push('"');
                rest = &inner[behind..];
            }
            None => {
                result += &rest[at..at + sign];
                rest = inner;
            }
        }
    }
    result + rest
}

/// Where a phrase in single quotes ends, and what follows begins. The apostrophe of `Rock n’ Roll` does not end it
/// if a sign ends it later.
fn closing_quote(inner: &str) -> Option<(usize, usize)> {
    if inner.starts_with(char::is_whitespace) {
        return None;
    }
    let closers = inner.char_indices().take_while(|(at, _)| *at < MAX_QUOTED).filter(|(at, letter)| {
        let (before, behind) = (&inner[..*at], &inner[at + letter.len_utf8()..]);
        matches!(letter, '’' | '‘' | '\'' | '´')
            && *at > 0
            && !before.ends_with(char::is_whitespace)
            && !behind.starts_with(char::is_alphanumeric)
    });
    let closers: Vec<(usize, usize)> = closers.map(|(at, letter)| (at, at + letter.len_utf8())).collect();
    let ends = |&&(_, behind): &&(usize, usize)| {
        let next = inner[behind..].trim_start();
        next.is_empty()
            || next.starts_with([',', '.', ':', ';', '(', '[', ')', '*', '|', '/', '!', '?'])
            || next.starts_with(DASHES)
            || next.starts_with("by ")
    };
    closers.iter().find(ends).or(closers.first()).copied()
}

//! Reads lists of episodes: answers of TVmaze, TMDb and OMDb, tables, and plain lines.

use super::decode::decode;
use super::rows::parse_code;
use super::{EpisodeFact, json};
use crate::error::{Error, cannot_read};
use crate::model::Date;
use crate::playlist::grid;
use crate::playlist::headings::Field;
use crate::playlist::table::Columns;
use csv::StringRecord;
use serde_json::Value;

/// The episodes of a list, in its order. The name is that of the file, for messages.
pub fn episodes(name: &str, bytes: &[u8]) -> Result<Vec<EpisodeFact>, Error> {
    let refuse = |reason: &str| {
        let hint = "save https://api.tvmaze.com/singlesearch/shows?q=TITLE&embed=episodes, or write lines such as `S01E01 Title`";
        Error::usage(cannot_read(name, reason)).with_hint(hint)
    };
    let text = decode(bytes).map_err(|encoding| refuse(&format!("it is in the encoding {encoding}")))?;
    let facts = if text.trim_start().starts_with(['{', '[']) {
        let values = json::values(&text).map_err(|error| refuse(&format!("this is no JSON: {error}")))?;
        from_json(&values)
    } else {
        let table = grid::named(&text, are_headings).or_else(|| grid::aligned(&text, are_headings));
        table.and_then(|rows| from_rows(&rows.collect::<Vec<_>>())).unwrap_or_else(|| from_lines(&text))
    };
    if facts.is_empty() { Err(refuse("it names no episodes")) } else { Ok(facts) }
}

/// The episodes of the answers of web services.
pub(super) fn from_json(values: &[(usize, Value)]) -> Vec<EpisodeFact> {
    let mut facts = Vec::new();
    for (_, value) in values {
        add(value, None, &mut facts);
    }
    facts
}

/// Adds the episodes in a value. The season is that of an object around it.
fn add(value: &Value, season: Option<u16>, facts: &mut Vec<EpisodeFact>) {
    let number = |value: &Value| match value {
        Value::Number(number) => number.as_u64()?.try_into().ok(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let text = |keys: &[&str]| {
        let texts = keys.iter().filter_map(|key| value[*key].as_str());
        texts.map(str::trim).find(|text| !text.is_empty() && *text != "N/A").map(str::to_owned)
    };
    if let Value::Array(items) = value {
        return items.iter().for_each(|item| add(item, season, facts));
    }
    let stated = ["season_number", "season", "Season"].iter().find_map(|key| number(&value[*key]));
    // Whole seasons of TMDb in one answer.
    let inner = value.as_object().into_iter().flatten().filter(|(key, _)| key.starts_with("season/"));
    inner.for_each(|(_, value)| add(value, stated, facts));
    // TVmaze; TMDb and our own catalogs; OMDb.
    let lists = [&value["_embedded"]["episodes"], &value["episodes"], &value["Episodes"], &value["seasons"]];
    if let Some(list) = lists.into_iter().find(|list| list.is_array()) {
        return add(list, stated.or(number(&value["number"])).or(season), facts);
    }
    let season = stated.or(season);
    let title = text(&["name", "title", "Title"]);
    let keys = ["number", "episode_number", "episode", "Episode"];
    let is_episode = keys.iter().any(|key| value.get(*key).is_some());
    let date = text(&["airdate", "air_date", "Released"]).and_then(|date| date.parse().ok());
    if let (true, Some(season)) = (is_episode, season) {
        let number = keys.iter().find_map(|key| number(&value[*key]));
        facts.push(EpisodeFact { season, number, title, air_date: date });
    }
}

/// Whether a row has headings of a list of episodes.
pub(super) fn are_headings(row: &StringRecord) -> bool {
    let columns = Columns::by_headings(row, &[]);
    let has = |field| columns.has(field);
    let has_number = has(Field::Episode) || has(Field::Code) || has(Field::Number);
    let is_of_songs = has(Field::Artist) || has(Field::Usage) || has(Field::Scene) || has(Field::Composer);
    (has(Field::EpisodeTitle) || has(Field::Title)) && has_number && !is_of_songs
}

/// The episodes of a table. A table in which an episode comes twice is none of episodes.
pub(super) fn from_rows(rows: &[StringRecord]) -> Option<Vec<EpisodeFact>> {
    const MAX_ABOVE: usize = 30;
    let start = rows.iter().take(MAX_ABOVE).position(are_headings)?;
    let columns = Columns::by_headings(&rows[start], &[]);
    let mut facts: Vec<EpisodeFact> = Vec::new();
    let mut season = None;
    for row in &rows[start + 1..] {
        let (mut place, mut title) = (None, None);
        for (field, cell) in columns.cells(row) {
            match field {
                Field::Season => {
                    season = cell.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()
                }
                Field::Episode | Field::Code | Field::Number => place = place.or_else(|| parse_place(cell)),
                Field::EpisodeTitle => title = Some(cell),
                Field::Title => title = title.or(Some(cell)),
                _ => {}
            }
        }
        let place = place.unwrap_or_default();
        season = place.0.or(season);
        let Some(title) = title else { continue };
        facts.push(EpisodeFact {
            season: season.unwrap_or(1),
            number: place.1,
            title: Some(without_quotes(title)),
            air_date: row.iter().find_map(date_in),
        });
    }
    let mut numbers: Vec<(u16, u16)> =
        facts.iter().filter_map(|fact| Some((fact.season, fact.number?))).collect();
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    (all > 0 && numbers.len() == all).then_some(facts)
}

/// A season and an episode, as far as a text names them.
fn parse_place(text: &str) -> Option<(Option<u16>, Option<u16>)> {
    match text.parse() {
        Ok(number) => Some((None, Some(number))),
        Err(_) => parse_code(text).map(|place| (place.season, place.episode)),
    }
}

fn without_quotes(title: &str) -> String {
    title.trim().trim_matches(['"', '“', '”', '„', '«', '»']).trim().to_owned()
}

/// The first date in a text, `2022-04-22`.
fn date_in(text: &str) -> Option<Date> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '-';
    let words = text.split(|letter| !is_part(letter)).filter(|word| word.len() == "2022-04-22".len());
    words.filter_map(|word| word.parse().ok()).next()
}

/// The episodes of lines: `S01E01 Meet`, `1. Meet`, `Episode 1: Meet`, below lines such as `Season 1`.
fn from_lines(text: &str) -> Vec<EpisodeFact> {
    let (mut season, mut facts) = (1, Vec::new());
    for line in text.lines().map(|line| line.trim().trim_start_matches(['-', '*', '•', '#']).trim()) {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = line.split_at(digits);
        let place = match number.parse() {
            Ok(number) if rest.starts_with(['.', ')', ':', ' ', '\t', '-']) => {
                Some((None, Some(number), rest))
            }
            _ => leading_code(line),
        };
        let Some((of, number, rest)) = place else { continue };
        season = of.unwrap_or(season);
        let air_date = date_in(rest);
        let rest = air_date.map_or_else(|| rest.to_owned(), |date| rest.replace(&date.to_string(), ""));
        let title = without_quotes(
            rest.trim_matches(|letter: char| ".):–—-|,(".contains(letter) || letter.is_whitespace()),
        );
        if let Some(number) = number {
            let title = Some(title).filter(|title| !title.is_empty());
            facts.push(EpisodeFact { season, number: Some(number), title, air_date });
        }
    }
    facts
}

/// The season, the episode and the rest of a line that begins with a code.
fn leading_code(line: &str) -> Option<(Option<u16>, Option<u16>, &str)> {
    // A code has at most four words: `Season 1 Episode 2`.
    let ends = line.char_indices().filter(|(_, letter)| letter.is_whitespace() || ":–—".contains(*letter));
    let ends: Vec<usize> = ends.map(|(end, _)| end).chain([line.len()]).take(4).collect();
    ends.into_iter().rev().find_map(|end| {
        let (code, rest) = line.split_at(end);
        let ends_in_number = code.trim_end().ends_with(|letter: char| letter.is_ascii_digit());
        let place = parse_code(code).filter(|_| ends_in_number)?;
        (place.between.is_none()).then_some((place.season, place.episode, rest))
    })
}

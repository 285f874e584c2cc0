//! Plans which seasons and episodes a list of episodes adds to a file.

use super::{Action, Facts, Outcome, Plan, path, text};
use crate::edit::{Change, Value};
use crate::import::EpisodeFact;
use foldhash::HashMap;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Plans how to add the seasons and episodes that the file does not have, and the titles and dates that it lacks.
/// A title such as `Episode 3` counts as none. Episodes without a number are left.
pub fn plan_episodes(json: &Json, episodes: &[EpisodeFact]) -> Plan {
    let seasons = json["seasons"].as_array().map_or(&[][..], Vec::as_slice);
    let indices = |list: &[Json]| -> HashMap<u64, usize> {
        let numbered = list.iter().enumerate();
        numbered.filter_map(|(index, entry)| Some((entry["number"].as_u64()?, index))).collect()
    };
    let season_indices = indices(seasons);
    let mut facts = Facts::default();
    let mut new: BTreeMap<u16, BTreeMap<u16, Value>> = BTreeMap::new();
    let mut outcomes = Vec::new();
    for fact in episodes {
        let Some(number) = fact.number else {
            let why = "it has no number".to_owned();
            outcomes.push(Outcome { action: Action::Leave, why, song: None });
            continue;
        };
        let season = season_indices.get(&u64::from(fact.season)).copied();
        let list =
            season.and_then(|season| seasons[season]["episodes"].as_array()).map_or(&[][..], Vec::as_slice);
        let known = list.iter().position(|episode| episode["number"].as_u64() == Some(u64::from(number)));
        let action = match (season, known) {
            (Some(season), Some(index)) => {
                let at = path(&[&"seasons", &season, &"episodes", &index]);
                let yours = |key: &str| list[index][key].as_str().map(str::to_owned);
                let title = yours("title").filter(|title| !is_placeholder(title, number));
                if title.is_none() && list[index]["title"].is_string() {
                    facts.replace(&at, "title", fact.title.clone());
                } else {
                    let is_same = title == fact.title;
                    facts.fill(&at, &list[index], "title", title, fact.title.clone(), is_same);
                }
                let date = fact.air_date.map(|date| date.to_string());
                let is_same = yours("air_date") == date;
                facts.fill(&at, &list[index], "air_date", yours("air_date"), date, is_same);
                Action::There
            }
            _ => {
                new.entry(fact.season).or_default().entry(number).or_insert_with(|| entry(fact, number));
                Action::Add
            }
        };
        let why = std::mem::take(&mut facts.differences).join("; ");
        outcomes.push(Outcome { action, why, song: None });
    }
    let added = new.values().map(BTreeMap::len).sum();
    let facts_added = facts.changes.len();
    let mut changes = facts.changes;
    for (season, episodes) in new {
        match season_indices.get(&u64::from(season)) {
            Some(&index) => {
                let list = seasons[index]["episodes"].as_array().map_or(&[][..], Vec::as_slice);
                for (number, entry) in episodes {
                    let at = place(list, number);
                    changes.push(Change::Insert(path(&[&"seasons", &index, &"episodes"]), at, entry));
                }
            }
            None => {
                let entry = Value::Object(vec![
                    ("number".to_owned(), Value::Number(u64::from(season))),
                    ("episodes".to_owned(), Value::List(episodes.into_values().collect())),
                ]);
                changes.push(Change::Insert(path(&[&"seasons"]), place(seasons, season), entry));
            }
        }
    }
    Plan { outcomes, changes, episodes: added, facts: facts_added, ..Plan::default() }
}

/// The index of the first entry with a higher number.
fn place(list: &[Json], number: u16) -> usize {
    let is_behind = |entry: &Json| entry["number"].as_u64().is_some_and(|other| other > u64::from(number));
    list.iter().position(is_behind).unwrap_or(list.len())
}

fn entry(fact: &EpisodeFact, number: u16) -> Value {
    let mut entry = vec![("number".to_owned(), Value::Number(u64::from(number)))];
    entry.extend(fact.title.as_deref().map(|title| text("title", title)));
    entry.extend(fact.air_date.map(|date| text("air_date", &date.to_string())));
    Value::Object(entry)
}

/// Whether a title says no more than the number.
fn is_placeholder(title: &str, number: u16) -> bool {
    title == format!("Episode {number}")
}

//! Plans which seasons and episodes a list of episodes adds to a file.

use super::{Action, Facts, Outcome, Plan, entries, number};
use crate::edit::{Change, Value};
use crate::import::EpisodeFact;
use foldhash::HashMap;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Plans how to add the seasons and episodes that the file does not have, and the titles and dates that it lacks.
/// A title such as `Episode 3` counts as none. Episodes without a number are left.
pub fn plan_episodes(json: &Json, episodes: &[EpisodeFact]) -> Plan {
    let seasons = entries(json, "seasons");
    let numbered = seasons.iter().enumerate();
    let season_indices: HashMap<u16, usize> =
        numbered.filter_map(|(index, season)| Some((number(season)?, index))).collect();
    let mut facts = Facts::default();
    let mut new: BTreeMap<u16, BTreeMap<u16, Value>> = BTreeMap::new();
    let mut outcomes = Vec::new();
    for fact in episodes {
        let Some(fact_number) = fact.number else {
            outcomes.push(Outcome::leave("it has no number"));
            continue;
        };
        let season = season_indices.get(&fact.season).copied();
        let list = season.map_or(&[][..], |season| entries(&seasons[season], "episodes"));
        let known = list.iter().position(|episode| number(episode) == fact.number);
        let action = match (season, known) {
            (Some(season), Some(index)) => {
                let at = ["seasons".into(), season.into(), "episodes".into(), index.into()];
                let yours = |key: &str| list[index][key].as_str().map(str::to_owned);
                let title = yours("title").filter(|title| !is_placeholder(title, fact_number));
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
                new.entry(fact.season)
                    .or_default()
                    .entry(fact_number)
                    .or_insert_with(|| episode_entry(fact_number, fact));
                Action::Add
            }
        };
        let why = std::mem::take(&mut facts.differences).join("; ");
        outcomes.push(Outcome { action, why });
    }
    let added = new.values().map(BTreeMap::len).sum();
    let facts_added = facts.changes.len();
    let mut changes = facts.changes;
    for (season, episodes) in new {
        match season_indices.get(&season) {
            Some(&index) => {
                let list = entries(&seasons[index], "episodes");
                for (number, entry) in episodes {
                    let at = place(list, number);
                    changes.push(Change::Insert(
                        vec!["seasons".into(), index.into(), "episodes".into()],
                        at,
                        entry,
                    ));
                }
            }
            None => {
                let entry = season_entry(season, "episodes", episodes.into_values().collect());
                changes.push(Change::Insert(vec!["seasons".into()], place(seasons, season), entry));
            }
        }
    }
    Plan { outcomes, changes, episodes: added, facts: facts_added, ..Plan::default() }
}

/// The index of the first entry with a higher number.
fn place(list: &[Json], number: u16) -> usize {
    let is_behind = |entry: &Json| super::number(entry).is_some_and(|other| other > number);
    list.iter().position(is_behind).unwrap_or(list.len())
}

/// The entry of an episode, with what is known of it.
pub fn episode_entry(number: u16, fact: &EpisodeFact) -> Value {
    let mut entry = vec![("number", number.into())];
    entry.extend(fact.title.as_deref().map(|title| ("title", title.into())));
    entry.extend(fact.air_date.map(|date| ("air_date", Value::Text(date.to_string()))));
    Value::object(entry)
}

/// The entry of a season with one list, of its episodes or of what is unplaced.
pub fn season_entry(number: u16, key: &str, list: Vec<Value>) -> Value {
    Value::object([("number", number.into()), (key, Value::List(list))])
}

/// Whether a title says no more than the number.
fn is_placeholder(title: &str, number: u16) -> bool {
    title == format!("Episode {number}")
}

//! Plans which seasons and episodes a list of episodes adds to a file.

use super::{Action, Facts, Outcome, Plan, entries, number};
use crate::edit::{self, Change};
use crate::import::EpisodeFact;
use foldhash::HashMap;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Plans how to add the seasons and episodes that the file does not have, and the titles and dates that it lacks.
/// A title such as `Episode 3` counts as none. Episodes without a number are left.
pub fn plan_episodes(json: &Json, episodes: &[EpisodeFact]) -> Plan {
    let seasons = entries(json, "seasons");
    let numbered = seasons.iter().enumerate();
    let season_indices: HashMap<u16, usize> =
        numbered.filter_map(|(index, season)| Some((number(season)?, index))).collect();
    let mut facts = Facts::default();
    let mut new: BTreeMap<u16, BTreeMap<u16, Json>> = BTreeMap::new();
    let mut outcomes = Vec::new();
    for fact in episodes {
        let Some(fact_number) = fact.number else {
            outcomes.push(Outcome::leave("it has no number"));
            continue;
        };
        let season = season_indices.get(&fact.season).copied();
        let list = season.map_or(&[][..], |season| entries(&seasons[season], "episodes"));
        let known = list.iter().position(|episode| number(episode) == fact.number);
        let action = if let (Some(season), Some(index)) = (season, known) {
            let (at, episode) = (format!("/seasons/{season}/episodes/{index}"), &list[index]);
            match (episode["title"].as_str(), fact.title.as_deref()) {
                // It says no more than the number.
                (Some(yours), Some(theirs)) if yours == format!("Episode {fact_number}") => {
                    facts.set(&at, "title", theirs);
                }
                (yours, theirs) => facts.fill(&at, episode, "title", yours, theirs, PartialEq::eq),
            }
            let (yours, theirs) = (episode["air_date"].as_str(), fact.air_date.map(|date| date.to_string()));
            facts.fill(&at, episode, "air_date", yours, theirs.as_deref(), PartialEq::eq);
            Action::There
        } else {
            let episodes = new.entry(fact.season).or_default();
            episodes.entry(fact_number).or_insert_with(|| episode_entry(fact_number, fact));
            Action::Add
        };
        let why = std::mem::take(&mut facts.differences).join("; ");
        outcomes.push(Outcome { action, why });
    }
    let added = new.values().map(BTreeMap::len).sum();
    let (facts_added, mut changes) = (facts.changes.len(), facts.changes);
    for (season, episodes) in new {
        let Some(&index) = season_indices.get(&season) else {
            let entry = season_entry(season, "episodes", episodes.into_values().collect());
            changes.push(Change::Insert("/seasons".to_owned(), place(seasons, season), edit::json(&entry)));
            continue;
        };
        let (at, list) = (format!("/seasons/{index}/episodes"), entries(&seasons[index], "episodes"));
        let insert = |(number, entry)| Change::Insert(at.clone(), place(list, number), edit::json(&entry));
        changes.extend(episodes.into_iter().map(insert));
    }
    Plan { outcomes, changes, episodes: added, facts: facts_added, ..Plan::default() }
}

/// The index of the first entry with a higher number.
fn place(list: &[Json], number: u16) -> usize {
    let is_behind = |entry: &Json| super::number(entry).is_some_and(|other| other > number);
    list.iter().position(is_behind).unwrap_or(list.len())
}

/// The entry of an episode, with what is known of it.
pub fn episode_entry(number: u16, fact: &EpisodeFact) -> Json {
    json!({ "number": number, "title": fact.title, "air_date": fact.air_date.map(|date| date.to_string()) })
}

/// The entry of a season with one list, of its episodes or of what is unplaced.
pub fn season_entry(number: u16, key: &str, list: Vec<Json>) -> Json {
    json!({ "number": number, key: list })
}

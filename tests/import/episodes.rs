//! Lists of episodes.

use soundtrack::import::{EpisodeFact, episodes};

/// An episode in one line: `S01E01 Title 2022-04-22`; specials without a number have none.
fn line(fact: &EpisodeFact) -> String {
    let number = fact.number.map_or_else(String::new, |number| format!("E{number:02}"));
    let title = fact.title.as_deref().unwrap_or("-");
    let date = fact.air_date.map_or_else(String::new, |date| format!(" {date}"));
    format!("S{:02}{number} {title}{date}", fact.season)
}

#[test]
fn lists_of_episodes_are_read_in_many_forms() {
    let expected = ["S01E01 Meet 2022-04-22", "S01E02 Crush 2022-04-22"];
    let episode = |keys: [&str; 3], number: usize, title: &str, more: &str| {
        let [number_key, title_key, date_key] = keys;
        format!(
            "{{\"{number_key}\":{number},\"{title_key}\":\"{title}\",\"{date_key}\":\"2022-04-22\"{more}}}"
        )
    };
    let both =
        |keys, more| format!("[{},{}]", episode(keys, 1, "Meet", more), episode(keys, 2, "Crush", more));
    let tvmaze = both(["number", "name", "airdate"], ",\"season\":1");
    let tmdb = both(["episode_number", "name", "air_date"], "");
    let omdb = both(["Episode", "Title", "Released"], "");
    let cases = [
        tvmaze.clone(),
        format!("{{\"name\":\"Show\",\"_embedded\":{{\"episodes\":{tvmaze}}}}}"),
        format!("{{\"name\":\"Season 1\",\"season_number\":1,\"episodes\":{tmdb}}}"),
        format!("{{\"name\":\"Show\",\"seasons\":[{{\"season_number\":1}}],\"season/1\":{{\"season_number\":1,\"episodes\":{tmdb}}}}}"),
        format!("{{\"Title\":\"Show\",\"Season\":\"1\",\"Episodes\":{omdb}}}"),
        "season,number,title,date\n1,1,Meet,2022-04-22\n1,2,Crush,2022-04-22\n".to_owned(),
        "No. in season\tTitle\tOriginal air date\n1\t\"Meet\"\tApril 22, 2022 (2022-04-22)\n2\t\"Crush\"\tApril 22, 2022 (2022-04-22)\n".to_owned(),
        "Episode;Episode title;Date\nS01E01;Meet;2022-04-22\nS01E02;Crush;2022-04-22\n".to_owned(),
        "S01E01 Meet (2022-04-22)\nS01E02 Crush (2022-04-22)\n".to_owned(),
        "Season 1\n\n1. Meet 2022-04-22\n2. Crush 2022-04-22\n".to_owned(),
        "Season 1\n* Episode 1: Meet, 2022-04-22\n* Episode 2: “Crush”, 2022-04-22\n".to_owned(),
    ];
    for text in cases {
        let facts = episodes("list", text.as_bytes()).unwrap();
        assert_eq!(facts.iter().map(line).collect::<Vec<_>>(), expected, "{text}");
    }
}

#[test]
fn specials_have_no_number_and_what_is_no_list_is_refused() {
    let text =
        r#"[{"season":1,"number":null,"name":"Special"},{"season":2,"number":1,"name":"One","airdate":""}]"#;
    let facts = episodes("list", text.as_bytes()).unwrap();
    assert_eq!(facts.iter().map(line).collect::<Vec<_>>(), ["S01 Special", "S02E01 One"]);
    for text in ["", "{}", "[1]", "a text about something", "Song,Artist\nRibs,Lorde\n", "{"] {
        assert_eq!(episodes("list", text.as_bytes()).unwrap_err().exit_code(), 2, "{text}");
    }
}

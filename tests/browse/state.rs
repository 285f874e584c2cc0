//! What keys do.

use super::{Browser, heartstopper, named, two_shows};
use proptest::prelude::*;
use ratatui::layout::Rect;
use soundtrack::browse::keys::{Action, KEYS};
use soundtrack::browse::rows::List;
use soundtrack::browse::state::{Place, Popup, State, Step};

/// What is seen after some keys.
#[test]
fn keys_do_what_their_table_says() {
    let catalog = heartstopper();
    let all = Browser::new(&catalog, 100, 40).rows();
    type Check = fn(&Browser<'_>) -> bool;
    let cases: &[(&str, Check)] = &[
        ("<Down>j<^N><Up>", |b| b.state.selected == 2),
        ("<End>k", |b| b.state.selected == b.rows() - 2),
        ("<End>g", |b| b.state.selected == 0),
        ("G<Home>", |b| b.state.selected == 0),
        ("<PgDn>", |b| b.state.selected > 5),
        ("<^F><^B>", |b| b.state.selected == 0),
        ("<PgDn><PgUp>", |b| b.state.selected == 0),
        ("<^D>", |b| b.state.selected > 2),
        ("<^D><^U>", |b| b.state.selected == 0),
        ("/snow", |b| b.state.typing.is_some() && b.text().contains("Nellie")),
        ("<F3>snow<Enter>", |b| b.state.typing.is_none() && b.state.place.text == "snow"),
        ("/snow<Enter><Esc>", |b| b.state.place.text.is_empty() && b.rows() > 100),
        ("/the<Down><Tab>", |b| b.state.marks.len() == 1 && b.state.selected == 2),
        ("2", |b| b.state.place.list == List::Artists),
        ("3", |b| b.state.place.list == List::Episodes && b.rows() == 24),
        ("4", |b| b.state.place.list == List::Gaps && b.rows() > 0),
        ("5", |b| b.state.place.list == List::Shows && b.rows() == 1),
        ("5<Enter>", |b| b.state.place.list == List::Songs && b.rows() > 100),
        ("31", |b| b.state.place.list == List::Songs),
        ("a", |b| b.state.place.list == List::Artists && b.state.card[0][0].text == "Baby Queen"),
        ("a<Enter>", |b| b.state.place.list == List::Songs && b.rows() == 11),
        ("a<Left>", |b| b.state.place.list == List::Songs && b.rows() > 100),
        ("a<Backspace>.", |b| b.state.place.list == List::Artists),
        ("ah<Alt-→>", |b| b.state.place.list == List::Artists),
        ("e", |b| b.state.place.list == List::Episodes && b.state.selected == 0),
        ("3<Down>l<Enter>", |b| b.rows() > 0 && b.text().contains("Dance with Me")),
        ("3<Down><Enter>", |b| b.text().contains("--season 1 --episode 2")),
        ("t", |b| b.state.place.list == List::Shows),
        ("<Right><Down>", |b| b.state.place.is_open && b.state.selected == 0),
        ("<Right><Left><Down>", |b| !b.state.place.is_open && b.state.selected == 1),
        ("<Enter>", |b| b.state.place.is_open),
        ("f<Down><Space><Esc>", |b| b.rows() == 53 && b.text().contains("--season 2")),
        ("s<Down><Down><Down><Down><Down><Enter>", |b| b.text().contains("--sort")),
        ("s<Down><Enter>r", |b| b.state.place.sort[0].descending),
        ("s<Down><Enter>s<Enter>", |b| b.state.place.sort.is_empty()),
        ("  ", |b| b.state.marks.len() == 2 && b.text().contains("2 marked")),
        (" <Up> ", |b| b.state.marks.is_empty()),
        ("*", |b| b.state.marks.len() == b.rows()),
        ("**", |b| b.state.marks.is_empty()),
        ("  m", |b| b.rows() == 2),
        ("m", |b| b.state.note.is_some()),
        ("y", |b| b.steps == [Step::Copy("Baby Queen - Want Me\n".to_owned())]),
        ("c", |b| b.steps == [Step::Copy("soundtrack songs".to_owned())]),
        ("/snow<Enter>c", |b| b.steps == [Step::Copy("soundtrack search -- snow".to_owned())]),
        ("o", |b| matches!(&b.state.popup, Some((Popup::Links(links), _)) if links.len() > 5)),
        ("o<Enter>", |b| matches!(&b.steps[..], [Step::Copy(url)] if url.starts_with("https://"))),
        (
            "wmine.txt<Enter>",
            |b| matches!(&b.steps[..], [Step::Write(all, name, false)] if all.len() == 1 && name == "mine.txt"),
        ),
        ("w<Esc>", |b| b.state.popup.is_none()),
        ("p", |b| matches!(&b.steps[..], [Step::Print(all)] if all.len() == 1)),
        ("  p", |b| matches!(&b.steps[..], [Step::Print(all)] if all.len() == 2)),
        ("+", |b| matches!(&b.steps[..], [Step::Raise(_)])),
        ("-", |b| b.steps == [Step::UpTo("heartstopper".into(), "S03E07".into())]),
        ("u", |b| b.steps == [Step::UpTo("heartstopper".into(), "S01E01".into())]),
        ("R", |b| b.steps == [Step::Reload]),
        ("<^L>", |b| b.steps == [Step::Repaint]),
        ("?", |b| b.text().contains("Keys")),
        ("<F1>?", |b| b.state.popup.is_none()),
        ("<^Z>", |b| b.steps == [Step::Suspend]),
        ("q", |b| b.steps == [Step::Leave]),
        (" q", |b| b.steps.is_empty() && b.text().contains("1 song marked")),
        (" qq", |b| b.steps == [Step::Leave]),
        ("<^C>", |b| b.steps == [Step::Abort]),
        ("/x<^C>", |b| b.steps == [Step::Abort]),
        ("<Esc><Esc>", |b| b.steps.is_empty()),
        ("/season:", |b| b.rows() > 0 && b.state.note.is_some()),
        ("/zzzzqqq", |b| b.text().contains("nothing matches")),
    ];
    for (keys, is_right) in cases {
        let mut browser = Browser::new(&catalog, 100, 40);
        browser.press(keys);
        assert!(is_right(&browser), "{keys}\n{}", browser.text());
    }
    assert_eq!(all, 147);
    // Every action has a case: the first key of each row, or another one.
    for row in KEYS {
        let mut names = row
            .keys
            .split(' ')
            .map(|key| if key.chars().count() > 1 { format!("<{key}>") } else { key.to_owned() });
        let spelled = |name: &String| {
            let arrow = [("→", "<Right>"), ("←", "<Left>"), ("↓", "<Down>"), ("↑", "<Up>")];
            let name = arrow.iter().find(|(key, _)| key == name).map_or(name.as_str(), |(_, name)| name);
            cases.iter().any(|(keys, _)| keys.contains(name) || (name == "<Space>" && keys.contains(' ')))
        };
        assert!(names.any(|name| spelled(&name)), "no case for {}", row.keys);
    }
    let actions: Vec<Action> = KEYS.iter().map(|row| row.action).collect();
    assert!(actions.contains(&Action::Forward));
}

#[test]
fn marks_survive_everything_and_are_in_broadcast_order() {
    let catalog = two_shows();
    let mut browser = Browser::new(&catalog, 80, 24);
    browser.press("<End> <Home>  /snow<Enter> 2<Enter>3<Left><Left>1f<Down><Space><Esc>");
    browser.size = Rect::new(0, 0, 50, 15);
    browser.settle();
    let chosen = browser.state.chosen();
    assert_eq!(chosen.len(), 4);
    let mut sorted = chosen.clone();
    sorted.sort();
    assert_eq!(chosen, sorted);
}

#[test]
fn the_selected_row_stays_where_it_is_on_the_screen() {
    let catalog = heartstopper();
    let mut browser = Browser::new(&catalog, 50, 15);
    browser.press("<PgDn><PgDn><Up><Up><Up>");
    let line = |browser: &Browser<'_>| browser.text().lines().position(|line| line.starts_with('>'));
    let before = (line(&browser), browser.state.top);
    assert!(before.1 > 0 && browser.state.selected > before.1);
    browser.press("a<Left>");
    assert_eq!((line(&browser), browser.state.top), before);
    let place = Place { row: browser.state.row(), ..Place::default() };
    let state = State::new(&catalog, super::LOOK, place);
    let mut again = Browser { state, size: browser.size, steps: Vec::new() };
    again.settle();
    assert!((5..10).contains(&line(&again).unwrap()), "{}", again.text());
}

#[test]
fn a_song_of_several_artists_asks_which() {
    let catalog = heartstopper();
    let mut browser = Browser::new(&catalog, 80, 24);
    browser.press("/lava la rue<Enter>a");
    assert!(
        matches!(&browser.state.popup, Some((Popup::Artists(all), _)) if all.len() == 2),
        "{}",
        browser.text()
    );
    browser.press("<Enter>");
    assert_eq!((browser.state.place.list, &*browser.state.card[0][0].text), (List::Artists, "Lava La Rue"));
}

#[test]
fn old_answers_are_dropped() {
    use soundtrack::browse::worker::{Found, Listing};
    let catalog = heartstopper();
    let mut browser = Browser::new(&catalog, 80, 24);
    let question = browser.state.asked.clone().unwrap().1;
    browser.press("/snow<Enter>");
    let rows = browser.rows();
    let listing = Listing::new(&catalog, &question, super::LOOK, &false.into());
    browser.state.receive(Found::Listing(1, listing, std::time::Duration::ZERO));
    assert_eq!(browser.rows(), rows);
}

#[test]
fn nothing_behind_the_ceiling_is_on_any_screen() {
    let (all, seen) = (heartstopper(), super::catalog("songs -c builtin --up-to s1e2"));
    let titles = |catalog: &soundtrack::model::Catalog| -> std::collections::BTreeSet<String> {
        let show = catalog.shows().next().unwrap();
        let songs = show.songs().map(|song| catalog.song(song));
        let episodes = show
            .seasons()
            .flat_map(|season| season.episodes())
            .map(|episode| format!("{:?}", episode.code()));
        songs.map(|song| song.title().to_owned()).chain(episodes).filter(|title| title.len() > 5).collect()
    };
    let later: Vec<String> = titles(&all).difference(&titles(&seen)).cloned().collect();
    assert!(later.len() > 100);
    for keys in ["", "2", "3<Right>", "4", "5<Right>", "/the", "/seven", "a", "f", "o", "s", "?", "*p"] {
        let mut browser = Browser::new(&seen, 200, 50);
        browser.press(keys);
        let (text, steps) = (browser.text(), format!("{:?}", browser.steps));
        let shown =
            later.iter().find(|title| text.contains(title.as_str()) || steps.contains(title.as_str()));
        assert!(shown.is_none_or(|title| keys.contains(title.as_str())), "{keys}: {shown:?}\n{text}");
    }
}

/// Keys, some of them often.
fn any_key() -> impl Strategy<Value = String> {
    let names: Vec<String> = KEYS
        .iter()
        .flat_map(|row| row.keys.split(' '))
        .map(|key| if key.chars().count() > 1 || key == "<" { format!("<{key}>") } else { key.to_owned() })
        .collect();
    prop_oneof![4 => prop::sample::select(names), 1 => "[a-z:\" -]", 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_keys_at_any_size_leave_a_sound_screen(
        keys in prop::collection::vec(any_key(), 1..60),
        sizes in prop::collection::vec((1_u16..160, 1_u16..50), 1..4),
        has_two in any::<bool>(),
    ) {
        let catalog = if has_two { two_shows() } else { heartstopper() };
        let mut browser = Browser::new(&catalog, 80, 24);
        for (number, key) in keys.iter().enumerate() {
            let (width, height) = sizes[number % sizes.len()];
            browser.size = Rect::new(0, 0, width, height);
            browser.settle();
            match key.strip_prefix('<').and_then(|key| key.strip_suffix('>')).filter(|name| !name.is_empty()) {
                Some(name) => browser.key(&named(name)),
                None => browser.key(&crossterm::event::KeyCode::Char(key.chars().next().unwrap()).into()),
            }
            let text = browser.text();
            prop_assert!(!text.contains('\u{1b}'), "escape");
            prop_assert!(browser.state.selected < browser.rows().max(1));
            prop_assert!(browser.state.top <= browser.state.selected);
            let has_rows = browser.rows() > 0 && width >= 20 && height >= 5 && browser.state.popup.is_none();
            if has_rows && browser.state.areas.list.is_some() {
                prop_assert!(text.lines().any(|line| line.starts_with('>')), "{keys:?}\n{text}");
            }
            if width >= 20 && height >= 4 {
                prop_assert!(text.lines().last().unwrap().contains("? keys"), "{text}");
            }
        }
    }
}

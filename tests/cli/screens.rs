//! Tests of the layout at different widths: lines fit, columns align, and no important text is lost.

use super::{FIXTURE, Run, program, soundtrack};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn screen(arguments: &str, width: u16) -> String {
    Run::new(program().args(super::words(arguments)).args(["--width", &width.to_string()])).stdout
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn no_line_is_wider_than_the_screen(width in 20_u16..200, episode in 0_usize..4) {
        let arguments = ["songs s2e8 --certainty stated", "songs -s 1", "artists", &format!("songs -c {FIXTURE}")][episode].to_owned();
        for line in screen(&arguments, width).lines() {
            prop_assert!(line.width() <= usize::from(width), "{} columns at {width}: {line}", line.width());
        }
    }
}

#[test]
fn no_width_loses_a_word_of_a_song() {
    for width in [20, 30, 45, 60, 80, 160, 1_000] {
        let text = screen("songs s2e6", width);
        let words: Vec<&str> = text.split_whitespace().collect();
        for song in
            ["3D Feelings", "Then It All Goes Away", "On était beau", "Alfie Templeman", "Holly Humberstone"]
        {
            let missing = song.split(' ').find(|word| !words.contains(word));
            assert_eq!(missing, None, "of {song} at {width}:\n{text}");
        }
    }
}

#[test]
fn no_width_is_too_small_or_too_large() {
    for width in [1, 2, 65_534, 65_535] {
        for arguments in ["songs s2e6", "artist wasia", "stats"] {
            assert!(screen(arguments, width).contains('S'), "{arguments} at {width}");
        }
    }
}

#[test]
fn pipes_repeat_group_columns_and_screens_do_not() {
    let piped = soundtrack("songs s2e8 --certainty stated").answer();
    assert_eq!(piped.lines().filter(|line| line.starts_with("S02E08")).count(), 8);
    assert!(piped.contains("Begins when Tara and Darcy kiss, after they have left the prom, and runs on over the friends' own party at Nick's house."));
    let shown = screen("songs s2e8 --certainty stated", 80);
    assert_eq!(shown.lines().filter(|line| line.starts_with("S02E08")).count(), 1);
}

#[test]
fn width_zero_means_unlimited() {
    assert_eq!(
        screen("songs s2e8 --certainty stated", 0),
        soundtrack("songs s2e8 --certainty stated").answer()
    );
}

#[test]
fn empty_columns_are_hidden_unless_requested() {
    assert!(!soundtrack("songs s2e3 --certainty stated").answer().contains("Scene"));
    assert!(soundtrack("songs s2e3 --certainty stated --columns song,scene").answer().contains("Scene"));
}

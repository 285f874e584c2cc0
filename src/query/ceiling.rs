//! Ceilings: how far a person has watched, as typed, flows in; episodes flow out.

use super::notation::Notation;
use crate::error::Error;
use crate::model::Ceiling;

/// Reads `S02E03`, `S02` for the whole of a season, or `heartstopper=S02E03` for one show alone.
pub fn parse_ceiling(text: &str) -> Result<Ceiling, Error> {
    let (show, code) = match text.rsplit_once('=') {
        Some((show, code)) => (Some(show.trim().to_owned()), code),
        None => (None, text),
    };
    match Notation::parse(code)?.as_slice() {
        [Notation::Range { last, text: None, .. }] => Ok(Ceiling { show, last: *last }),
        _ => {
            let error = Error::usage(format!("`{text}` does not say how far you have watched"));
            Err(error.with_hint("write --up-to s2e3, or --up-to heartstopper=s2e3 for one show"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EpisodeCode;

    #[test]
    fn an_episode_a_season_and_a_show() {
        let ceiling = |show: Option<&str>, season, episode| Ceiling {
            show: show.map(str::to_owned),
            last: EpisodeCode { season, episode },
        };
        assert_eq!(parse_ceiling("s2e3").unwrap(), ceiling(None, 2, 3));
        assert_eq!(parse_ceiling("S01").unwrap(), ceiling(None, 1, u16::MAX));
        assert_eq!(parse_ceiling("harbour-lights=1x02").unwrap(), ceiling(Some("harbour-lights"), 1, 2));
        for text in ["", "2", "Promise", "s2e3 and more", "x=", "heartstopper"] {
            assert_eq!(parse_ceiling(text).map_err(|error| error.exit_code()), Err(2), "{text}");
        }
    }
}

//! Points: the text of one season or episode code flows in, its numbers and what follows it flow out.

/// A season, or an episode of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) season: u16,
    pub(super) episode: Option<u16>,
}

/// Reads a point at the beginning of a text; also returns what follows.
pub(super) type Reading = fn(&str) -> Option<(Point, &str)>;

/// The places where `reading` finds something that is not part of a longer word.
pub(super) fn points(text: &str, reading: Reading) -> impl Iterator<Item = (usize, Point, &str)> {
    let starts = text.char_indices().map(|(start, _)| start);
    let starts = starts.filter(|&start| !text[..start].ends_with(char::is_alphanumeric));
    starts.filter_map(move |start| reading(&text[start..]).map(|(point, rest)| (start, point, rest)))
}

impl Point {
    /// Before all that there is; a season if this is one.
    pub(super) fn start(self) -> Self {
        Self { season: 0, episode: self.episode.map(|_| 0) }
    }

    /// Behind all that there is; a season if this is one.
    fn end(self) -> Self {
        Self { season: u16::MAX, episode: self.episode.map(|_| u16::MAX) }
    }

    /// `s02e03`, `s2 ep 3`, `s02:e03`, or `s02` alone.
    pub(super) fn coded(text: &str) -> Option<(Self, &str)> {
        let (season, rest) = number(text.strip_prefix('s')?)?;
        Self::of_season(season, rest)
    }

    /// `2x03`.
    pub(super) fn crossed(text: &str) -> Option<(Self, &str)> {
        let (season, rest) = number(text)?;
        let (episode, rest) = number(rest.strip_prefix('x')?)?;
        let plausible = season < 100 && ends_here(rest);
        plausible.then_some((Self { season, episode: Some(episode) }, rest))
    }

    /// `season 2 episode 3`, `season 2`.
    pub(super) fn spelled(text: &str) -> Option<(Self, &str)> {
        let words = ["seasons", "season", "series"];
        let after = words.iter().find_map(|word| text.strip_prefix(word))?;
        let (season, rest) = number(skip(after))?;
        Self::of_season(season, rest)
    }

    /// The season, or the episode of it that comes next.
    fn of_season(season: u16, rest: &str) -> Option<(Self, &str)> {
        let point = Self { season, episode: None };
        let episode = point.episode_at(skip(rest));
        let alone = !rest.starts_with(char::is_alphanumeric);
        episode.or_else(|| alone.then_some((point, rest)))
    }

    /// The other end of a range that begins with this point: `-e05`, `-05`, `e05`, `-s02e05`, `..s02e02`, `-2x05`;
    /// the point itself if what follows is something else. Also what follows that.
    pub(super) fn up_to(self, rest: &str) -> (Self, &str) {
        let dashes = ["...", "..", "…", "-", "–", "—", "~", "to "];
        let Some(end) = dashes.iter().find_map(|dash| rest.trim_start().strip_prefix(dash)) else {
            // `e04e05`: the last of them.
            return self.episode_at(rest).map_or((self, rest), |(point, rest)| point.up_to(rest));
        };
        let end = end.trim_start();
        self.any_at(end).or_else(|| end.is_empty().then_some((self.end(), end))).unwrap_or((self, rest))
    }

    /// Another point of a list that this one is in: `s2e5`, `2x05`, `season 3`, `e05`, `5`.
    pub(super) fn any_at(self, text: &str) -> Option<(Self, &str)> {
        Self::coded(text)
            .or_else(|| Self::crossed(text))
            .or_else(|| Self::spelled(text))
            .or_else(|| self.episode_at(text))
            .or_else(|| self.number_at(text))
    }

    /// `e05`, `ep. 5`, `episode 5`, of the same season.
    pub(super) fn episode_at(self, text: &str) -> Option<(Self, &str)> {
        let words = ["episodes", "episode", "eps", "ep", "e"];
        let after = words.iter().find_map(|word| text.strip_prefix(word))?;
        let (episode, rest) = number(skip(after))?;
        ends_here(rest).then_some((Self { episode: Some(episode), ..self }, rest))
    }

    /// `05`, an episode or a season as this point is.
    fn number_at(self, text: &str) -> Option<(Self, &str)> {
        let (number, rest) = number(text)?;
        let point = match self.episode {
            Some(_) => Self { episode: Some(number), ..self },
            None => Self { season: number, ..self },
        };
        ends_here(rest).then_some((point, rest))
    }
}

/// What follows the signs that may stand between the parts of a notation.
pub(super) fn skip(text: &str) -> &str {
    text.trim_start_matches([' ', ',', '.', ':', '_', '-'])
}

/// Whether a text holds a number that could be meant as an episode: `4`, `e04`, but not `1080p`.
pub(super) fn has_number(text: &str) -> bool {
    let loose: Reading = |text| {
        let (season, rest) = number(text.strip_prefix('e').unwrap_or(text))?;
        ends_here(rest).then_some((Point { season, episode: None }, rest))
    };
    points(text, loose).next().is_some()
}

/// Up to four digits; also what follows.
fn number(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    (1..=4).contains(&digits).then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

/// Whether a number is not followed by more of a word: `s2e3` in `s2e3.mkv` and `s2e3e4`, but not in `s2e3rd`.
fn ends_here(rest: &str) -> bool {
    let continues_range = rest.strip_prefix('e').is_some_and(|rest| number(rest).is_some());
    continues_range || !rest.starts_with(char::is_alphanumeric)
}
